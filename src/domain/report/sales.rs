//! Figures over many orders.
//!
//! An order is worth the subtotal of [`Totals`](crate::domain::order::Totals): its lines without what was cancelled of them,
//! before tax and freight. Nothing was ordered yet with a draft, and nothing comes of an order that was cancelled.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Amounts, Spread};
use super::{AccountAge, AccountDimension, Grouping, attainment};
use crate::domain::order::{LineProgress, Order, OrderLine, Progress, StatusName};
use crate::domain::quote::Given;
use crate::domain::{AccountId, Date, Money, OrderLineId, Quantity, UnitPrice};

words! {
    /// What a report groups orders by.
    OrderDimension, "something to group by";
    /// The month in which it was ordered.
    Month = "month",
    /// The account's code.
    Account = "account",
    /// The account's tier.
    Tier = "tier",
    /// For how long the account had been a customer when it ordered; `-` where nobody wrote down since when.
    AccountAge = "account-age",
    /// The handle of the rep who took the order or, where nobody did, of the one in charge of the account.
    Rep = "rep",
    /// The account's region.
    Region = "region",
    /// What the account trades in.
    Sector = "sector",
    /// Companies, or people.
    Segment = "segment",
    /// The kind of the order.
    OrderKind = "order-kind",
}

impl OrderDimension {
    /// Returns what it is of the account.
    pub const fn of_account(self) -> Option<AccountDimension> {
        match self {
            Self::Account => Some(AccountDimension::Account),
            Self::Tier => Some(AccountDimension::Tier),
            Self::AccountAge => Some(AccountDimension::AccountAge),
            Self::Rep => Some(AccountDimension::Rep),
            Self::Region => Some(AccountDimension::Region),
            Self::Sector => Some(AccountDimension::Sector),
            Self::Segment => Some(AccountDimension::Segment),
            Self::Month | Self::OrderKind => None,
        }
    }
}

impl Grouping for OrderDimension {
    fn rank(self, name: &str) -> usize {
        if self == Self::AccountAge { AccountAge::rank(name) } else { 0 }
    }
}

/// An order, how far it has come, and what left of it when.
#[derive(Debug, Clone, Copy)]
pub struct OrderFacts<'a> {
    /// The order.
    pub order: &'a Order,
    /// Its lines, in their order.
    pub lines: &'a [OrderLine],
    /// How far it has come.
    pub progress: &'a Progress,
    /// How much of which line left on which day, the earliest first.
    pub left: &'a [(OrderLineId, Quantity, Date)],
    /// How much of each line that waits there is no stock for, where that is known.
    pub backordered: &'a [Quantity],
    /// The day of which all this is told.
    pub today: Date,
}

impl OrderFacts<'_> {
    /// Tells whether all that is wanted of a line left by its day: the one it was promised for last, or else the one the
    /// customer wants it on. Nothing where there is no such day, or it is still to come; and nothing of an order that was
    /// closed without anybody saying what left when.
    fn is_on_time(&self, line: &OrderLine, progress: &LineProgress) -> Option<bool> {
        let due = progress.promised.or(line.required).or(self.order.required)?;
        let mut missing = line.wanted();
        for (_, quantity, day) in self.left.iter().filter(|(of, ..)| *of == line.id) {
            missing = missing.minus(*quantity);
            if !missing.is_positive() {
                return Some(*day <= due);
            }
        }
        (self.order.closed_at.is_none() && due < self.today).then_some(false)
    }

    /// Returns what the order would have come to, had it not been cancelled.
    fn cancelled(&self) -> Option<Money> {
        let all = self.lines.iter().map(|line| (line.unit_price, line.quantity, line.discount));
        self.order.subtotal.or_else(|| UnitPrice::sum(all, self.order.currency))
    }
}

/// What a group of orders comes to.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct SalesFigures {
    pub orders: usize,
    customers: BTreeSet<AccountId>,
    /// Lines of which something is wanted.
    pub lines: usize,
    /// What the orders are worth.
    pub value: Amounts,
    values: Spread<i64>,
    /// Orders that were cancelled; they count in no other figure.
    pub cancelled: usize,
    /// What those would have come to.
    pub cancelled_value: Amounts,
    /// Lines that left whole by their day.
    pub on_time: usize,
    /// Lines that did not.
    pub late: usize,
    /// Lines of which something is still to leave, where the desk knows of stock.
    pub waiting: usize,
    /// Those of them that there is not enough stock for.
    pub backordered: usize,
    given: BTreeMap<&'static str, Given>,
}

impl SalesFigures {
    /// Counts an order; returns nothing where amounts come to more than can be counted.
    pub fn count(&mut self, facts: &OrderFacts<'_>) -> Option<()> {
        if facts.progress.status.name() == StatusName::Cancelled {
            self.cancelled += 1;
            return self.cancelled_value.add(facts.cancelled()?);
        }
        let value = facts.progress.totals.subtotal;
        self.orders += 1;
        self.customers.insert(facts.order.account);
        self.value.add(value)?;
        self.values.extend([value.minor]);
        let given = self.given.entry(facts.order.currency.code()).or_default();
        for (line, progress) in facts.lines.iter().zip(&facts.progress.lines) {
            if !line.wanted().is_positive() {
                continue;
            }
            self.lines += 1;
            given.add(discount(line));
            match facts.is_on_time(line, progress) {
                Some(true) => self.on_time += 1,
                Some(false) => self.late += 1,
                None => {}
            }
        }
        self.waiting += facts.backordered.len();
        self.backordered += facts.backordered.iter().filter(|quantity| quantity.is_positive()).count();
        Some(())
    }

    /// Returns how many accounts ordered.
    pub fn customers(&self) -> usize {
        self.customers.len()
    }

    /// Returns the mean value of an order, rounded towards nothing; nothing where values are in several currencies.
    pub fn mean(&self) -> Option<Money> {
        let only = self.value.only()?;
        self.values.mean().map(|minor| Money { minor, ..only })
    }

    /// Returns the median value of an order; nothing where values are in several currencies.
    pub fn median(&mut self) -> Option<Money> {
        let only = self.value.only()?;
        self.values.percentile(50).map(|minor| Money { minor, ..only })
    }

    /// Returns the share of lines that left whole by their day, of those whose day has come or that left; in hundredths of a
    /// percent rounded down.
    pub fn punctuality(&self) -> Option<u32> {
        attainment(self.on_time, self.late)
    }

    /// Returns the share of lines that wait without enough stock for them.
    pub fn backorder_share(&self) -> Option<u32> {
        attainment(self.backordered, self.waiting - self.backordered)
    }

    /// Returns what discounts of lines take off their prices, by value, in millionths; nothing where values are in several
    /// currencies.
    pub fn discount(&self) -> Option<i64> {
        let mut each = self.given.values();
        each.next().filter(|_| self.given.len() == 1)?.share()
    }
}

/// Returns what the discount of a line takes off its price.
fn discount(line: &OrderLine) -> Given {
    let usual = i128::from(line.unit_price.micros) * i128::from(line.wanted().thousandths());
    Given { usual, less: usual * i128::from(line.discount.millionths()) / 1_000_000 }
}
