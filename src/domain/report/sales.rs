//! Figures over many orders.
//!
//! An order is worth the subtotal of [`Totals`](crate::domain::order::Totals): its lines without what was cancelled of them,
//! before tax and freight. Nothing was ordered yet with a draft, and nothing comes of an order that was cancelled.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::measure::{Amounts, Spread};
use super::{AccountAge, AccountDimension, Grouping, attainment};
use crate::domain::order::{Backlog, Hold, Loaded, OrderKind, OrderState, OrderStatus, StatusName};
use crate::domain::quote::Given;
use crate::domain::{
    AccountId, Currency, Date, Instant, Money, OrderLineId, ProductId, Quantity, Rate, RepId, ShipmentId, UnitPrice,
    Zone,
};

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

/// An order as reports see it, with what left of it where that is needed.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OrderFacts<'a> {
    pub account: AccountId,
    pub rep: Option<RepId>,
    pub kind: OrderKind,
    pub state: OrderState,
    pub hold: Option<Hold>,
    pub currency: Currency,
    pub ordered_at: Instant,
    /// The day the customer wants it.
    pub required: Option<Date>,
    /// Whether nothing more is to be done.
    pub is_closed: bool,
    /// What its lines come to in minor units, as the master told it.
    pub subtotal: Option<i64>,
    pub lines: &'a [LineFacts],
    /// What left, the earliest first; what left together stands together.
    pub left: &'a [Left],
}

/// A line of an order, and how far it has come.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct LineFacts {
    pub id: OrderLineId,
    pub product: Option<ProductId>,
    pub quantity: Quantity,
    pub cancelled: Quantity,
    /// What a unit costs, in millionths of the order's currency.
    pub price: i64,
    pub discount: Rate,
    /// The day the customer wants it, where that is not the order's.
    pub required: Option<Date>,
    pub shipped: Quantity,
    /// The day it is promised for, the last time somebody did.
    pub promised: Option<Date>,
}

/// How much of a line left with a shipment.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Left {
    pub shipment: ShipmentId,
    pub line: OrderLineId,
    pub quantity: Quantity,
    pub at: Instant,
    /// Whether the shipment has come.
    pub came: bool,
}

/// What orders are judged by.
#[derive(Debug)]
pub struct Yardstick {
    /// The zone whose days count.
    pub zone: Zone,
    /// The day of which all is told.
    pub today: Date,
    /// How much of each product no one is promised, where the desk knows of stock.
    pub stock: HashMap<ProductId, Quantity>,
}

impl LineFacts {
    fn wanted(&self) -> Quantity {
        self.quantity.minus(self.cancelled)
    }

    /// Returns what its discount takes off its price.
    fn given(&self) -> Given {
        let usual = i128::from(self.price) * i128::from(self.wanted().thousandths());
        Given { usual, less: usual * i128::from(self.discount.millionths()) / 1_000_000 }
    }
}

impl OrderFacts<'_> {
    fn status(&self) -> OrderStatus {
        let carrying = self.left.chunk_by(|one, next| one.shipment == next.shipment);
        let carrying = carrying.filter(|parcels| parcels.iter().any(|parcel| parcel.quantity.is_positive()));
        let loaded = Loaded::of(
            self.lines.iter().map(|line| [line.wanted(), line.shipped]),
            carrying.filter_map(|parcels| parcels.first()).map(|parcel| parcel.came),
        );
        loaded.status(self.state, self.hold)
    }

    /// Returns what the order comes to, by how much of each line counts.
    fn worth(&self, counts: impl Fn(&LineFacts) -> Quantity) -> Option<Money> {
        let currency = self.currency;
        let price = |micros| UnitPrice { micros, currency };
        match self.subtotal {
            Some(minor) => Some(Money { minor, currency }),
            None => {
                UnitPrice::sum(self.lines.iter().map(|line| (price(line.price), counts(line), line.discount)), currency)
            }
        }
    }

    /// Tells whether all that is wanted of a line left by its day: the one it was promised for last, or else the one the
    /// customer wants it on. Nothing where there is no such day, or it is still to come; and nothing of an order that was
    /// closed without anybody saying what left when.
    fn is_on_time(&self, line: &LineFacts, by: &Yardstick) -> Option<bool> {
        let due = line.promised.or(line.required).or(self.required)?;
        let mut missing = line.wanted();
        for left in self.left.iter().filter(|left| left.line == line.id) {
            missing = missing.minus(left.quantity);
            if !missing.is_positive() {
                return Some(by.zone.local(left.at).date() <= due);
            }
        }
        (!self.is_closed && due < by.today).then_some(false)
    }

    /// Returns how much of each line that waits there is no stock for, where that is known: each order by itself, as
    /// `order show` tells it.
    fn backordered(&self, by: &Yardstick) -> impl Iterator<Item = Quantity> {
        let products = self.lines.iter().filter_map(|line| line.product);
        let mut backlog = Backlog::of(products.filter_map(|product| Some((product, *by.stock.get(&product)?))));
        let waiting = self.lines.iter().map(|line| (line.product, line.wanted().minus(line.shipped)));
        waiting
            .filter(|(_, remaining)| remaining.is_positive())
            .filter_map(move |(product, remaining)| backlog.backordered(product, remaining))
    }
}

/// How many orders there are, and what they are worth: those that were not cancelled.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct Ordered {
    pub orders: usize,
    pub value: Amounts,
}

impl Ordered {
    /// Counts an order; returns nothing where amounts come to more than can be counted.
    pub fn count(&mut self, order: &OrderFacts<'_>) -> Option<()> {
        if order.status().name() == StatusName::Cancelled {
            return Some(());
        }
        self.orders += 1;
        self.value.add(order.worth(LineFacts::wanted)?)
    }
}

/// What a group of orders comes to.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct SalesFigures {
    pub orders: usize,
    customers: HashSet<AccountId>,
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
    pub fn count(&mut self, order: &OrderFacts<'_>, by: &Yardstick) -> Option<()> {
        let status = order.status();
        if status.name() == StatusName::Cancelled {
            self.cancelled += 1;
            return self.cancelled_value.add(order.worth(|line| line.quantity)?);
        }
        let value = order.worth(LineFacts::wanted)?;
        self.orders += 1;
        self.customers.insert(order.account);
        self.value.add(value)?;
        self.values.extend([value.minor]);
        let given = self.given.entry(order.currency.code()).or_default();
        for line in order.lines.iter().filter(|line| line.wanted().is_positive()) {
            self.lines += 1;
            given.add(line.given());
            match order.is_on_time(line, by) {
                Some(true) => self.on_time += 1,
                Some(false) => self.late += 1,
                None => {}
            }
        }
        if status.is_open() && !by.stock.is_empty() {
            for quantity in order.backordered(by) {
                self.waiting += 1;
                self.backordered += usize::from(quantity.is_positive());
            }
        }
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
