//! Prices: lists of them, whom they are for, and the discounts that go on top.

mod candidate;
mod quote;
mod resolve;
#[cfg(test)]
mod tests;

pub use candidate::{Candidate, Level};
pub use quote::{Floored, Mixing, Offer, Quoted, Reduction, Step, Terms, Unused, floor, quote};
pub use resolve::{Ask, Fate, Loss, resolve, won};

use super::account::{Segment, Tier};
use super::{AccountId, Code, ContractId, Currency, Date, Line, PriceListId, ProductId, Quantity, Rate};

words! {
    /// What a discount is given for.
    DiscountKind, "a kind of discount";
    /// For being who they are.
    Account = "account",
    /// For having bought much.
    Loyalty = "loyalty",
    /// For an order above an amount.
    Threshold = "threshold",
}

/// The days on which something holds, both ends included; an end that is missing is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Days {
    pub starts: Option<Date>,
    pub ends: Option<Date>,
}

impl Days {
    /// Tells whether a day is one of them.
    pub fn covers(self, day: Date) -> bool {
        self.starts.is_none_or(|first| first <= day) && self.ends.is_none_or(|last| day <= last)
    }

    /// Returns the days that both have.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        let ends = self.ends.into_iter().chain(other.ends).min();
        Self { starts: self.starts.max(other.starts), ends }
    }

    /// Tells whether there is no day between its ends.
    pub fn are_none(self) -> bool {
        self.starts.zip(self.ends).is_some_and(|(first, last)| last < first)
    }
}

/// A list of prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    /// The row.
    pub id: PriceListId,
    /// Its code, unique over the desk.
    pub code: Code,
    /// What it is called.
    pub name: Line,
    /// What all its prices are in.
    pub currency: Currency,
    /// Of two lists for the same, the one with the greater.
    pub priority: i32,
    /// When it holds.
    pub days: Days,
}

/// Whom a list or a discount is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whom {
    /// Everybody, where nothing narrower is said.
    Everybody,
    /// Whoever a contract is with.
    Contract(ContractId),
    /// An account.
    Account(AccountId),
    /// All accounts of a segment.
    Segment(Segment),
    /// All accounts of a tier.
    Tier(Tier),
}

impl Whom {
    /// Returns the contract, account, segment and tier of which one at most is there.
    pub const fn parts(self) -> (Option<ContractId>, Option<AccountId>, Option<Segment>, Option<Tier>) {
        match self {
            Self::Everybody => (None, None, None, None),
            Self::Contract(id) => (Some(id), None, None, None),
            Self::Account(id) => (None, Some(id), None, None),
            Self::Segment(segment) => (None, None, Some(segment), None),
            Self::Tier(tier) => (None, None, None, Some(tier)),
        }
    }

    /// Returns whom such parts name; everybody, if none is there.
    pub const fn of(
        contract: Option<ContractId>,
        account: Option<AccountId>,
        segment: Option<Segment>,
        tier: Option<Tier>,
    ) -> Self {
        match (contract, account, segment, tier) {
            (Some(id), ..) => Self::Contract(id),
            (None, Some(id), ..) => Self::Account(id),
            (None, None, Some(segment), _) => Self::Segment(segment),
            (None, None, None, Some(tier)) => Self::Tier(tier),
            (None, None, None, None) => Self::Everybody,
        }
    }
}

/// Says whom a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct PriceListFor {
    pub list: PriceListId,
    pub whom: Whom,
    /// Whether an account's list is for those below it too.
    pub inherited: bool,
    pub days: Days,
}

/// What a price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// So many millionths of the list's currency for a unit.
    Price(i64),
    /// So much less than the default list says.
    Discount(Rate),
}

/// A price of a list, for quantities of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The list.
    pub list: PriceListId,
    /// What is sold.
    pub product: ProductId,
    /// What the quantities count.
    pub unit: Line,
    /// The smallest quantity it is for.
    pub min_quantity: Quantity,
    /// The largest; above it, the price is none any more.
    pub max_quantity: Option<Quantity>,
    /// What it is.
    pub worth: Worth,
    /// When it holds.
    pub days: Days,
    /// What it is called.
    pub offer: Option<Line>,
}

/// A share off prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discount {
    /// Its code, unique over the desk.
    pub code: Code,
    /// What it is given for.
    pub kind: DiscountKind,
    /// Whom it is for; never a contract.
    pub whom: Whom,
    /// How much of the price it takes off.
    pub rate: Rate,
    /// The order's value that it takes, in minor units of a currency.
    pub above: Option<super::Money>,
    /// When it holds.
    pub days: Days,
}
