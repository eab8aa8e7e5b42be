//! The words of documents, one file a language: a language that lacks one does not compile.

mod english;
mod italian;
mod russian;
mod spanish;

use crate::domain::Language;

words! {
    /// A language that documents are written in.
    Speech, "a language of documents";
    /// English.
    English = "en",
    /// Italian.
    Italian = "it",
    /// Russian.
    Russian = "ru",
    /// Spanish.
    Spanish = "es",
}

impl Speech {
    /// Chooses the first language of these that documents are written in, else English.
    pub fn of(wanted: impl IntoIterator<Item = Option<Language>>) -> Self {
        let known = |language: Language| language.as_str().parse().ok();
        wanted.into_iter().flatten().find_map(known).unwrap_or(Self::English)
    }

    /// Returns its words.
    pub(super) const fn texts(self) -> &'static Texts {
        match self {
            Self::English => &english::TEXTS,
            Self::Italian => &italian::TEXTS,
            Self::Russian => &russian::TEXTS,
            Self::Spanish => &spanish::TEXTS,
        }
    }

    /// Tells whether a number takes the singular of what is counted.
    pub(super) const fn is_one(self, number: u16) -> bool {
        match self {
            Self::English | Self::Italian | Self::Spanish => number == 1,
            Self::Russian => number % 10 == 1 && number % 100 != 11,
        }
    }
}

/// All that a document says by itself. `{name}` in a text stands for what is put there.
#[derive(Debug, serde::Serialize)]
pub struct Texts {
    pub quotation: &'static str,
    pub revision: &'static str,
    pub to: &'static str,
    pub attention: &'static str,
    pub date: &'static str,
    pub valid_until: &'static str,
    pub po_number: &'static str,
    pub prepared_by: &'static str,
    pub position: &'static str,
    pub description: &'static str,
    pub sku: &'static str,
    pub quantity: &'static str,
    pub unit: &'static str,
    pub unit_price: &'static str,
    pub tax: &'static str,
    pub amount: &'static str,
    pub replaces: &'static str,
    pub counts: &'static str,
    pub alternative: &'static str,
    pub subtotal: &'static str,
    pub freight: &'static str,
    pub tax_on: &'static str,
    pub total: &'static str,
    pub payment: &'static str,
    pub delivery: &'static str,
    pub bank: &'static str,
    pub tax_id: &'static str,
    pub phone: &'static str,
    pub page: &'static str,
    pub draft: &'static str,
    pub expired: &'static str,
    pub superseded: &'static str,
    pub superseded_by: &'static str,
    pub declined: &'static str,
    pub cancelled: &'static str,
    pub day: &'static str,
    pub days: &'static str,
    pub net: &'static str,
    pub discount: &'static str,
    pub end_of_month: &'static str,
    pub prepay: &'static str,
    pub date_form: &'static str,
    pub months: [&'static str; 12],
    /// Units that are written otherwise here: the word in the desk, of one, and of more.
    #[serde(skip)]
    pub units: &'static [(&'static str, &'static str, &'static str)],
    #[serde(skip)]
    pub numbers: Numbers,
}

/// How a language writes numbers.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    pub decimal: char,
    pub group: char,
    pub sign_first: bool,
    /// What stands between a number and `%`.
    pub before_percent: &'static str,
}
