//! Figures over many quotes.

use std::collections::BTreeMap;

use super::attainment;
use super::measure::{Amounts, Spread};
use crate::domain::quote::{Given, Standing};
use crate::domain::{Money, Seconds};

/// What a report knows of a quote.
#[derive(Debug, Clone, Copy)]
pub struct QuoteFacts {
    /// Where it stands.
    pub standing: Standing,
    /// Whether they asked for it.
    pub is_asked: bool,
    /// How many revisions the customer was sent.
    pub revisions: usize,
    /// What the lines of the last of those come to.
    pub offered: Option<Money>,
    /// What they leave off.
    pub given: Option<Given>,
    /// Time by the clock from the request to the first revision that was sent.
    pub wall: Option<Seconds>,
    /// Business time of the same, as the promise counts it.
    pub business: Option<Seconds>,
}

/// How a group of quotes fared.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct QuoteFigures {
    pub quotes: usize,
    /// Those they asked for; the rest we offered.
    pub asked: usize,
    /// Those of which the customer was sent something.
    pub sent: usize,
    /// Those they took, ordered since or not.
    pub accepted: usize,
    /// Those of them that were ordered.
    pub ordered: usize,
    pub declined: usize,
    pub expired: usize,
    pub cancelled: usize,
    /// Those that may still come to something, and were not accepted.
    pub open: usize,
    /// Revisions that customers were sent.
    pub revisions: usize,
    /// What was offered last, without freight and tax.
    pub offered: Amounts,
    /// The same of those they took.
    pub won: Amounts,
    /// How much less each quote asks than lists and discounts do, in millionths.
    pub discounts: Spread<i64>,
    pub wall: Spread<Seconds>,
    pub business: Spread<Seconds>,
    given: BTreeMap<&'static str, Given>,
}

impl QuoteFigures {
    /// Counts a quote; returns nothing where amounts come to more than can be counted.
    pub fn count(&mut self, quote: &QuoteFacts) -> Option<()> {
        self.quotes += 1;
        self.asked += usize::from(quote.is_asked);
        self.sent += usize::from(quote.revisions > 0);
        self.revisions += quote.revisions;
        match quote.standing {
            Standing::Requested | Standing::Draft | Standing::InReview | Standing::Approved | Standing::Sent => {
                self.open += 1;
            }
            Standing::Accepted => self.accepted += 1,
            Standing::Ordered => {
                self.accepted += 1;
                self.ordered += 1;
            }
            Standing::Declined => self.declined += 1,
            Standing::Expired => self.expired += 1,
            Standing::Cancelled => self.cancelled += 1,
        }
        if let Some(offered) = quote.offered {
            self.offered.add(offered)?;
            if matches!(quote.standing, Standing::Accepted | Standing::Ordered) {
                self.won.add(offered)?;
            }
            if let Some(given) = quote.given {
                self.given.entry(offered.currency.code()).or_default().add(given);
                self.discounts.extend(given.share());
            }
        }
        self.wall.extend(quote.wall);
        self.business.extend(quote.business);
        Some(())
    }

    /// Returns the share that was taken of those decided: accepted, declined or expired; in hundredths of a percent rounded
    /// down. Open ones are not decided, and those we took back were not the customer's to decide.
    pub fn conversion(&self) -> Option<u32> {
        attainment(self.accepted, self.declined + self.expired)
    }

    /// Returns how much less was asked than lists and discounts say, by value, in millionths; nothing where values are in
    /// several currencies.
    pub fn discount_by_value(&self) -> Option<i64> {
        let mut each = self.given.values();
        each.next().filter(|_| self.given.len() == 1)?.share()
    }

    /// Returns how many revisions a quote had, of those sent, in hundredths rounded down.
    pub fn revisions_each(&self) -> Option<usize> {
        (self.revisions * 100).checked_div(self.sent)
    }
}
