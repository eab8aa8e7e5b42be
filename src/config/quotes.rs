//! `[quotes]` in `config.toml`: how quotes are made, and what of them somebody else has to look at.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::percentage::Percentage;
use crate::app::QuoteRules;
use crate::domain::quote::ReviewRules;
use crate::domain::rep::StaffRole;
use crate::domain::{Currency, Invalid, Money, Rate};

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quotes {
    /// For how many days an offer holds.
    valid_days: Option<u16>,
    /// The tax on what is offered, in percent.
    tax: Option<Percentage>,
    #[serde(default)]
    review: Review,
}

/// What asks for a review.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    /// How much may come off, in percent.
    discount: Option<Percentage>,
    /// How much those of a role may give.
    #[serde(default)]
    discount_of: BTreeMap<StaffRole, Percentage>,
    /// How much more than its cost a product is sold for at least, in percent; by default `minimum_margin` of `[prices]`.
    margin: Option<Percentage>,
    /// What a quote may come to before tax: `["25000 EUR"]`.
    #[serde(default)]
    total: Vec<String>,
    terms: Option<bool>,
    free_text: Option<bool>,
    assortment: Option<bool>,
}

impl Quotes {
    /// Returns what it says, or which amount cannot be read.
    pub(super) fn rules(&self) -> Result<QuoteRules, Invalid> {
        let usual = QuoteRules::default();
        let Review { discount, discount_of, margin, total, terms, free_text, assortment } = &self.review;
        let rate = |percentage: &Option<Percentage>| -> Option<Rate> { percentage.as_ref().map(|it| it.0) };
        let review = ReviewRules {
            discount: rate(discount).unwrap_or(usual.review.discount),
            by_role: discount_of.iter().map(|(role, percentage)| (*role, percentage.0)).collect(),
            margin: rate(margin),
            totals: total.iter().map(|text| money(text)).collect::<Result<_, _>>()?,
            terms: terms.unwrap_or(usual.review.terms),
            free_text: free_text.unwrap_or(usual.review.free_text),
            assortment: assortment.unwrap_or(usual.review.assortment),
        };
        let valid_days = self.valid_days.unwrap_or(usual.valid_days);
        Ok(QuoteRules { valid_days, tax: rate(&self.tax).unwrap_or(usual.tax), review })
    }
}

fn money(text: &str) -> Result<Money, Invalid> {
    let refuse = || Invalid::new(text, "an amount", "a number and its currency, e.g. `25000 EUR`");
    let (amount, currency) = text.trim().rsplit_once(' ').ok_or_else(refuse)?;
    let currency: Currency = currency.parse()?;
    Money::parse(amount.trim(), currency)
}
