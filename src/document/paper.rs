//! What a document is made of: what the customer may know of a quote, and nothing else.

use crate::domain::account::Terms;
use crate::domain::quote::{Offer, QuoteLine, Revision, RevisionStatus, Totals};
use crate::domain::{Currency, Date, Email, Line, Prose, QuoteId, Rate, Sku};

/// Who offers, as the configuration says.
#[derive(Debug, Clone, Default)]
pub struct Company {
    /// What it is called.
    pub name: Option<Line>,
    /// Where it is, line by line.
    pub address: Vec<Line>,
    /// Its number at the tax office.
    pub tax_id: Option<Line>,
    /// Its telephone number.
    pub phone: Option<Line>,
    /// Its address for mail.
    pub email: Option<Email>,
    /// Its site.
    pub web: Option<Line>,
    /// Where it is paid.
    pub bank: Option<Line>,
    /// Its account there.
    pub iban: Option<Line>,
    /// What the law wants at the foot of its letters.
    pub footer: Option<Line>,
}

/// Somebody on either side.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Person {
    pub name: String,
    pub email: Option<Email>,
    pub phone: Option<Line>,
}

/// What is to be said of a revision before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It was not sent.
    Draft,
    /// It may be accepted, or was.
    Valid,
    /// Its last day has passed.
    Expired,
    /// A later one was sent: that one.
    Superseded(Option<u32>),
    /// The customer does not take it.
    Declined,
    /// It was taken back.
    Cancelled,
}

impl Stage {
    /// Tells where one of a quote's revisions stands on a day.
    pub fn of(revision: &Revision, all: &[Revision], today: Date) -> Self {
        let later = || all.iter().filter(|other| other.number > revision.number && other.sent_at.is_some());
        match revision.status {
            RevisionStatus::Superseded => Self::Superseded(later().map(|other| other.number).max()),
            RevisionStatus::Declined => Self::Declined,
            RevisionStatus::Cancelled => Self::Cancelled,
            _ if revision.sent_at.is_none() => Self::Draft,
            RevisionStatus::Sent if revision.is_expired(today) => Self::Expired,
            RevisionStatus::Draft
            | RevisionStatus::InReview
            | RevisionStatus::Approved
            | RevisionStatus::Sent
            | RevisionStatus::Accepted
            | RevisionStatus::Ordered => Self::Valid,
        }
    }
}

/// A revision of a quote as the customer gets it. What it costs us, what we tell ourselves and what the lists say has no
/// place in it.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Who offers.
    pub company: Company,
    /// To whom.
    pub customer: Line,
    /// Their number at the tax office.
    pub tax_id: Option<Line>,
    /// Who of them asked.
    pub contact: Option<Person>,
    /// Who of us answers.
    pub rep: Option<Person>,
    /// The quote.
    pub quote: QuoteId,
    /// What it is about.
    pub subject: Line,
    /// Which of its revisions.
    pub revision: u32,
    /// What is to be said of it first.
    pub stage: Stage,
    /// The day it was sent.
    pub sent: Option<Date>,
    /// The last day on which it may be accepted.
    pub valid_until: Date,
    /// The customer's own number of what they order.
    pub po_number: Option<Line>,
    /// What its prices are in.
    pub currency: Currency,
    /// When it is paid.
    pub terms: Option<Terms>,
    /// Who brings it where and by when.
    pub delivery: Option<Line>,
    /// What the customer is told.
    pub note: Option<Prose>,
    /// What is offered.
    pub lines: Vec<PaperLine>,
    /// What it comes to.
    pub totals: Totals,
}

/// A line as the customer gets it.
#[derive(Debug, Clone)]
pub struct PaperLine {
    /// Its place, from 1.
    pub line: u32,
    /// What it is ordered by.
    pub sku: Option<Sku>,
    /// What it is.
    pub name: Line,
    /// What they asked for, if this takes its place.
    pub asked: Option<Sku>,
    /// What the customer is told of it.
    pub note: Option<Line>,
    /// What its quantities count.
    pub unit: Line,
    /// The tax on it.
    pub tax: Rate,
    /// What so much of it costs, the smallest quantity first.
    pub offers: Vec<Offer>,
    /// Which of them is in the total.
    pub counted: usize,
}

impl PaperLine {
    /// Takes from a line what the customer may know.
    pub fn of(line: &QuoteLine, sku: Option<Sku>, name: Line) -> Self {
        Self {
            line: line.line,
            sku,
            name,
            asked: line.asked.clone(),
            note: line.note.clone(),
            unit: line.unit.clone(),
            tax: line.tax,
            offers: line.offers.clone(),
            counted: line.offers.iter().position(|offer| offer.picked).unwrap_or(0),
        }
    }
}
