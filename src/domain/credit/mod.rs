//! Exposure: what an account owes and is about to owe, as its documents say at any instant; and whether it may buy more.
//!
//! exposure = open balances of invoices − payments and credit notes set against nothing + what is ordered and not yet
//! invoiced. Each piece of an order's value is in one of these at a time: it is ordered, then invoiced, then paid. All
//! amounts are minor units of one currency.

mod leave;
mod position;
mod replay;
mod settled;
mod tally;
#[cfg(test)]
mod tests;

pub use leave::{Agreement, Answer, CreditChange, Leave, Override, Standing};
pub use position::{AGES, Position};
pub use replay::{Move, Moved, replay};
pub use settled::settled_at;
pub use tally::Tally;

use std::collections::{BTreeSet, HashMap};

use super::{
    AccountId, Currency, Date, Instant, InvoiceId, Number, OrderId, OrderLineId, PaymentId, Quantity, Rate, UnitPrice,
};

/// The documents of an account and those below it, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the documents")]
pub struct Books {
    pub currency: Currency,
    pub bills: Vec<Bill>,
    pub notes: Vec<Note>,
    pub receipts: Vec<Receipt>,
    pub settings: Vec<Setting>,
    pub orders: Vec<Ordered>,
    /// What other invoices came to of which nothing is open and which ask for none of these orders.
    pub settled: Vec<i64>,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Bill {
    pub id: InvoiceId,
    pub number: Number,
    /// The order it is for, if for one.
    pub order: Option<OrderId>,
    pub issued_at: Instant,
    pub total: i64,
    /// When which part of it is due; their sum is the total.
    pub parts: Vec<(Date, i64)>,
    /// What of it is for lines of orders.
    pub lines: Vec<Billed>,
}

/// What an invoice asks for a line of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Billed {
    pub line: OrderLineId,
    pub quantity: Quantity,
    pub net: i64,
}

/// What an invoice asks for of an order.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Asked<'a> {
    /// The order the invoice is for as a whole, if for one.
    pub order: Option<OrderId>,
    /// All that the invoice asks for.
    pub total: i64,
    pub lines: &'a [Billed],
}

/// A credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Note {
    pub id: InvoiceId,
    pub number: Number,
    /// The invoice it takes back; it is set against that one unless it is said against which.
    pub corrects: Option<InvoiceId>,
    pub issued_at: Instant,
    pub total: i64,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Receipt {
    pub id: PaymentId,
    pub number: Number,
    pub received_at: Instant,
    pub amount: i64,
}

/// What an invoice was settled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Means {
    /// A payment.
    Payment(PaymentId),
    /// A credit note.
    Note(InvoiceId),
}

/// What of a payment or credit note was set against an invoice, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Setting {
    pub bill: InvoiceId,
    pub means: Means,
    pub amount: i64,
    pub at: Instant,
}

/// An order that was placed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Ordered {
    pub id: OrderId,
    pub account: AccountId,
    pub number: Number,
    pub placed_at: Instant,
    /// Since when nothing more comes of it.
    pub closed_at: Option<Instant>,
    /// All of it: lines, tax and freight.
    pub total: i64,
    /// Tax and freight.
    pub extras: i64,
    pub lines: Vec<OrderedLine>,
}

/// A line of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OrderedLine {
    pub id: OrderLineId,
    /// Without what was cancelled.
    pub quantity: Quantity,
    pub price: UnitPrice,
    pub discount: Rate,
}

impl Books {
    /// Starts books without documents.
    pub fn empty(currency: Currency) -> Self {
        let (bills, notes, receipts) = (Vec::new(), Vec::new(), Vec::new());
        Self { currency, bills, notes, receipts, settings: Vec::new(), orders: Vec::new(), settled: Vec::new() }
    }

    /// Returns for each order the places of the invoices that ask for something of it.
    fn bills_of_orders(&self) -> Vec<Vec<usize>> {
        let by_id: HashMap<OrderId, usize> = self.orders.iter().enumerate().map(|(at, order)| (order.id, at)).collect();
        let lines =
            self.orders.iter().enumerate().flat_map(|(at, order)| order.lines.iter().map(move |line| (line.id, at)));
        let by_line: HashMap<OrderLineId, usize> = lines.collect();
        let mut bills = vec![Vec::new(); self.orders.len()];
        for (place, bill) in self.bills.iter().enumerate() {
            let whole = bill.order.and_then(|order| by_id.get(&order));
            let orders: BTreeSet<usize> =
                bill.lines.iter().filter_map(|billed| by_line.get(&billed.line)).chain(whole).copied().collect();
            for order in orders {
                bills[order].push(place);
            }
        }
        bills
    }
}

impl Bill {
    fn asked(&self) -> Asked<'_> {
        Asked { order: self.order, total: self.total, lines: &self.lines }
    }
}

impl Ordered {
    /// Tells whether something may still come of it at `at`.
    fn is_live(&self, at: Instant) -> bool {
        self.placed_at <= at && self.closed_at.is_none_or(|closed| at < closed)
    }

    /// Returns what of its value none of `bills` asks for: line by line where they name lines, and else by what they ask
    /// for as a whole. Nothing is left once every line is invoiced, whatever it was invoiced at.
    fn uninvoiced(&self, bills: &[Asked<'_>]) -> i128 {
        let mine = |billed: &Billed| self.lines.iter().any(|line| line.id == billed.line);
        let (mut whole, mut extras, mut by_line) = (0, i128::from(self.extras), false);
        for bill in bills {
            let nets: i128 = bill.lines.iter().filter(|billed| mine(billed)).map(|billed| i128::from(billed.net)).sum();
            let names_lines = bill.lines.iter().any(mine);
            by_line |= names_lines;
            match (names_lines, bill.order == Some(self.id)) {
                (true, true) => extras -= (i128::from(bill.total) - nets).max(0),
                (false, true) => whole += i128::from(bill.total),
                (_, false) => {}
            }
        }
        if !by_line {
            return (i128::from(self.total) - whole).max(0);
        }
        let left: Vec<(&OrderedLine, Quantity)> = self
            .lines
            .iter()
            .map(|line| {
                let billed = bills.iter().flat_map(|bill| bill.lines).filter(|billed| billed.line == line.id);
                (line, line.quantity.minus(billed.map(|billed| billed.quantity).sum()).or_nothing())
            })
            .filter(|(_, left)| left.is_positive())
            .collect();
        if left.is_empty() {
            return 0;
        }
        let lines: i128 = left.into_iter().map(|(line, left)| line.value(left)).sum();
        (lines + extras.max(0) - whole).max(0)
    }
}

impl OrderedLine {
    /// Returns what a quantity of it costs.
    fn value(&self, quantity: Quantity) -> i128 {
        self.price.times(quantity, self.discount).map_or(i128::from(i64::MAX), |money| money.minor.into())
    }
}
