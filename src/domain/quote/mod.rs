//! Quotes: what was asked for, what was offered each time, and what became of it.

mod clock;
mod diff;
mod history;
mod machine;
mod margin;
mod review;
mod totals;
mod wanted;

#[cfg(test)]
mod tests;

pub use clock::moments;
pub use diff::{Contents, differences};
pub use machine::{QuoteAction, RevisionStatus, Standing, effects, fold, revisable, standing};
pub use margin::{Given, Margin, given, margin};
pub use review::{Concern, Proposal, ReviewRule, ReviewRules};
pub use totals::{TaxPart, Totals};
pub use wanted::{Step, Steps, Wanted};

use super::account::Terms;
use super::ticket::Priority;
use super::{
    AccountId, ContactId, Currency, Date, Instant, Line, Money, OfferId, ProductId, Prose, Quantity, QuoteId,
    QuoteLineId, Rate, RepId, RevisionId, Sku, TicketId, Tier, UnitPrice,
};

words! {
    /// Why a customer did not take an offer.
    Lost, "a reason";
    /// It costs too much.
    Price = "price",
    /// It comes too late.
    Delivery = "delivery",
    /// It would have to be paid too early, or otherwise.
    Terms = "terms",
    /// It is not what they need.
    Specification = "specification",
    /// Somebody else does better.
    Competitor = "competitor",
    /// They have no money for it.
    Budget = "budget",
    /// They do not need it any more.
    NoNeed = "no-need",
    /// They do not answer.
    NoAnswer = "no-answer",
    /// Something else.
    Other = "other",
}

/// A quote: who asked for what, and who answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The number.
    pub id: QuoteId,
    /// Who is to buy.
    pub account: AccountId,
    /// Who of them asked.
    pub contact: Option<ContactId>,
    /// Who of us answers.
    pub rep: Option<RepId>,
    /// The ticket they asked in.
    pub ticket: Option<TicketId>,
    /// What it is about.
    pub subject: Line,
    /// What they asked for, in their words.
    pub request: Option<Prose>,
    /// How urgent it is.
    pub priority: Priority,
    /// The account's tier when they did.
    pub tier: Tier,
    /// When they asked; nothing where nobody did, and we offered.
    pub requested_at: Option<Instant>,
    /// The day they want it by.
    pub needed: Option<Date>,
    /// When the desk first knew of it.
    pub created_at: Instant,
    /// When it came to nothing before anything was offered.
    pub cancelled_at: Option<Instant>,
}

/// What was offered once: as long as it was not sent it can be changed, after that it never is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The row.
    pub id: RevisionId,
    /// The quote.
    pub quote: QuoteId,
    /// Which of its revisions, from 1.
    pub number: u32,
    /// Where it stands: the fold of its log.
    pub status: RevisionStatus,
    /// Why there is another one.
    pub reason: Option<Line>,
    /// Who wrote it last.
    pub author: RepId,
    /// What its prices are in.
    pub currency: Currency,
    /// The last day on which it may be accepted.
    pub valid_until: Date,
    /// When it is paid, where that is not as the account pays.
    pub terms: Option<Terms>,
    /// Who brings it where and by when, in words.
    pub delivery: Option<Line>,
    /// What bringing it costs.
    pub freight: Money,
    /// The tax on that.
    pub freight_tax: Rate,
    /// The customer's own number of what they order.
    pub po_number: Option<Line>,
    /// What the customer is told.
    pub note: Option<Prose>,
    /// What we tell ourselves.
    pub remark: Option<Prose>,
    /// What its lines come to.
    pub net: Money,
    /// The tax on all of it.
    pub tax: Money,
    /// When it began.
    pub created_at: Instant,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// When it was accepted, declined, cancelled or superseded.
    pub closed_at: Option<Instant>,
    /// Why it was declined.
    pub lost: Option<Lost>,
}

impl Revision {
    /// Returns all of it. Its parts were seen to add up to what can be counted.
    pub const fn total(&self) -> Money {
        let minor = self.net.minor.saturating_add(self.freight.minor).saturating_add(self.tax.minor);
        Money { minor, currency: self.currency }
    }

    /// Adds up lines of it, with its freight; nothing where that is more than can be counted.
    pub fn totals(&self, lines: &[QuoteLine]) -> Option<Totals> {
        Totals::of(lines, self.freight, self.freight_tax, self.currency)
    }

    /// Tells whether the customer still had to answer on a day after the last on which they could.
    pub fn is_expired(&self, today: Date) -> bool {
        self.status == RevisionStatus::Sent && self.valid_until < today
    }
}

/// What a line offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// The row.
    pub id: QuoteLineId,
    /// The revision.
    pub revision: RevisionId,
    /// Its place, from 1; the same in every revision.
    pub line: u32,
    /// What is offered; nothing where it is described in words alone.
    pub product: Option<ProductId>,
    /// What it is, where that is not the product's name.
    pub description: Option<Line>,
    /// What they asked for, if this takes its place.
    pub asked: Option<Sku>,
    /// What its quantities count.
    pub unit: Line,
    /// What a unit costs us; nothing where that is not known in the quote's currency.
    pub cost: Option<UnitPrice>,
    /// The tax on it.
    pub tax: Rate,
    /// What the customer is told of it.
    pub note: Option<Line>,
    /// What we tell ourselves of it.
    pub remark: Option<Line>,
    /// What so much of it costs, the smallest quantity first; one at least.
    pub offers: Vec<Offer>,
}

/// What so much of a line costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The row.
    pub id: OfferId,
    /// The line.
    pub line: QuoteLineId,
    /// How much.
    pub quantity: Quantity,
    /// What a unit costs then.
    pub unit_price: UnitPrice,
    /// What it would have cost by lists and discounts when it was priced; nothing where they said nothing.
    pub usual: Option<UnitPrice>,
    /// Where the price is from.
    pub origin: Line,
    /// Whether the customer picked it.
    pub picked: bool,
}

impl QuoteLine {
    /// Returns the offer that counts: what the customer picked or, before that, the first.
    pub fn counted(&self) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.picked).or_else(|| self.offers.first())
    }
}

impl Offer {
    /// Returns what all of it costs, rounded half to even once; nothing where that is more than can be counted.
    pub fn amount(&self) -> Option<Money> {
        self.unit_price.times(self.quantity, Rate::ZERO)
    }
}

/// Something that happened to a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteEvent {
    /// The quote.
    pub quote: QuoteId,
    /// Which revision it happened to; none where it was the request.
    pub revision: Option<u32>,
    /// When.
    pub at: Instant,
    /// What.
    pub action: QuoteAction,
    /// Who of us did it.
    pub rep: Option<RepId>,
    /// Who of them said it.
    pub contact: Option<ContactId>,
    /// Why, or what.
    pub note: Option<Line>,
}
