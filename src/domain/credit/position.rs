//! Where an account stands at an instant, from its documents alone.

use std::collections::{HashMap, HashSet};

use super::tally::money;
use super::{Bill, Books, Means, Tally};
use crate::domain::{Currency, Instant, InvoiceId, Money, Zone};

/// How many days late the money in each bucket is at most; the last has no end.
pub const AGES: [u16; 3] = [30, 60, 90];

/// What an exposure is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Invoiced and not due yet.
    pub not_due: Money,
    /// Invoiced and late: by up to each of [`AGES`] days, and by more.
    pub overdue: [Money; 4],
    /// By how many days the oldest of that is late; nothing where nothing is.
    pub days_late: Option<i64>,
    /// Paid or credited, and set against no invoice.
    pub unapplied: Money,
    /// Ordered and not invoiced.
    pub uninvoiced: Money,
    /// The sum: invoiced and open, less what is unapplied, and what is not invoiced.
    pub exposure: Money,
}

impl Position {
    /// Returns that of who owes nothing.
    pub fn none(currency: Currency) -> Self {
        let none = Money { minor: 0, currency };
        Self { not_due: none, overdue: [none; 4], days_late: None, unapplied: none, uninvoiced: none, exposure: none }
    }

    /// Tells whether no invoice is open, and nothing that came in is left over.
    pub fn is_settled(&self) -> bool {
        self.overdue.iter().chain([&self.not_due, &self.unapplied]).all(|money| money.minor == 0)
    }
}

impl Books {
    /// Returns the position at `at`; days begin at midnight in `zone`.
    pub fn position(&self, at: Instant, zone: &Zone) -> Position {
        self.tally(at, zone).position()
    }

    /// Counts all documents that were there at `at`; days begin at midnight in `zone`.
    pub fn tally(&self, at: Instant, zone: &Zone) -> Tally {
        let mut tally = Tally::new(self.currency, zone.local(at).date());
        let settled = self.settled(at);
        for bill in self.bills.iter().filter(|bill| bill.issued_at <= at) {
            tally.invoice(bill.total, settled.get(&bill.id).copied().unwrap_or_default(), || bill.parts.clone());
        }
        self.settled.iter().for_each(|total| tally.invoice(*total, (*total).into(), Vec::new));
        self.notes.iter().filter(|note| note.issued_at <= at).for_each(|note| tally.receive(note.total));
        self.receipts.iter().filter(|it| it.received_at <= at).for_each(|it| tally.receive(it.amount));
        let of_orders = self.orders.iter().zip(self.bills_of_orders());
        for (order, places) in of_orders.filter(|(order, _)| order.is_live(at)) {
            let bills = places.into_iter().map(|place| &self.bills[place]).filter(|bill| bill.issued_at <= at);
            tally.order(order, &bills.map(Bill::asked).collect::<Vec<_>>());
        }
        tally
    }

    /// Returns what is open of each invoice at `at`, in their order.
    pub fn open(&self, at: Instant) -> Vec<Money> {
        let settled = self.settled(at);
        let open = |bill: &Bill| i128::from(bill.total) - settled.get(&bill.id).copied().unwrap_or_default();
        self.bills.iter().map(|bill| self.money(open(bill).max(0))).collect()
    }

    /// Returns what was set against each invoice by `at`. A credit note that was set against nothing by name is set against
    /// the invoice it takes back.
    fn settled(&self, at: Instant) -> HashMap<InvoiceId, i128> {
        let here: HashMap<Means, Instant> = (self.receipts.iter().map(|it| (Means::Payment(it.id), it.received_at)))
            .chain(self.notes.iter().map(|it| (Means::Note(it.id), it.issued_at)))
            .collect();
        let named: HashSet<Means> = self.settings.iter().map(|setting| setting.means).collect();
        let mut settled = HashMap::new();
        let is_here = |means| here.get(&means).is_some_and(|since| *since <= at);
        for setting in self.settings.iter().filter(|setting| setting.at <= at && is_here(setting.means)) {
            *settled.entry(setting.bill).or_default() += i128::from(setting.amount);
        }
        for note in self.notes.iter().filter(|note| note.issued_at <= at && !named.contains(&Means::Note(note.id))) {
            if let Some(bill) = note.corrects {
                *settled.entry(bill).or_default() += i128::from(note.total);
            }
        }
        settled
    }

    /// Returns an amount of the books' currency; beyond what can be counted, the most that can.
    pub(super) fn money(&self, minor: i128) -> Money {
        money(minor, self.currency)
    }
}
