//! Prices that whoever asks may get.

use super::{Days, Price, PriceList};
use crate::domain::Date;

/// How near a list is to whoever asks; the nearest one that has a price decides, whatever the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It was agreed with them.
    Contract,
    /// It is their account's own.
    Account,
    /// It is that of an account so many steps above theirs.
    Parent(u8),
    /// It is that of their segment.
    Segment,
    /// It is that of their tier.
    Tier,
    /// It is everybody's.
    Default,
}

impl Level {
    /// Returns it in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Account => "account",
            Self::Parent(_) => "parent",
            Self::Segment => "segment",
            Self::Tier => "tier",
            Self::Default => "default",
        }
    }
}

/// A price in a list that is for whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// How near the list is to them.
    pub level: Level,
    /// The list.
    pub list: PriceList,
    /// When the list is theirs.
    pub theirs: Days,
    /// The price.
    pub price: Price,
}

impl Candidate {
    /// Tells whether price, list and whom it is for hold on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        [self.price.days, self.list.days, self.theirs].into_iter().all(|days| days.covers(day))
    }
}
