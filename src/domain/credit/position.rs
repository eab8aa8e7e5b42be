//! Where an account stands at an instant, from its documents alone.

use std::collections::{HashMap, HashSet};

use super::{Bill, Books, Means};
use crate::domain::{Date, Instant, InvoiceId, Money, Zone};

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
    /// Tells whether no invoice is open, and nothing that came in is left over.
    pub fn is_settled(&self) -> bool {
        self.overdue.iter().chain([&self.not_due, &self.unapplied]).all(|money| money.minor == 0)
    }
}

impl Books {
    /// Returns the position at `at`; days begin at midnight in `zone`.
    pub fn position(&self, at: Instant, zone: &Zone) -> Position {
        let today = zone.local(at).date();
        let settled = self.settled(at);
        let (mut not_due, mut overdue, mut open, mut used) = (0_i128, [0_i128; 4], 0_i128, 0_i128);
        let mut days_late = None;
        for bill in self.bills.iter().filter(|bill| bill.issued_at <= at) {
            let total = i128::from(bill.total);
            let paid = settled.get(&bill.id).copied().unwrap_or_default().min(total);
            used += paid;
            open += total - paid;
            for (due, left) in left_of(bill, paid) {
                let late = late_by(due, today);
                match late.map(bucket) {
                    None => not_due += left,
                    Some(age) => overdue[age] += left,
                }
                days_late = days_late.max(late.filter(|_| left > 0));
            }
        }
        let money_in: i128 =
            self.notes.iter().filter(|note| note.issued_at <= at).map(|note| i128::from(note.total)).sum::<i128>()
                + self
                    .receipts
                    .iter()
                    .filter(|receipt| receipt.received_at <= at)
                    .map(|receipt| i128::from(receipt.amount))
                    .sum::<i128>();
        let uninvoiced = self.uninvoiced(at);
        let money = |minor| self.money(minor);
        Position {
            not_due: money(not_due),
            overdue: overdue.map(money),
            days_late,
            unapplied: money(money_in - used),
            uninvoiced: money(uninvoiced),
            exposure: money(open - (money_in - used) + uninvoiced),
        }
    }

    /// Returns what is open of each invoice at `at`, in their order.
    pub fn open(&self, at: Instant) -> Vec<Money> {
        let settled = self.settled(at);
        let open = |bill: &Bill| i128::from(bill.total) - settled.get(&bill.id).copied().unwrap_or_default();
        self.bills.iter().map(|bill| self.money(open(bill).max(0))).collect()
    }

    fn uninvoiced(&self, at: Instant) -> i128 {
        let of_orders = self.orders.iter().zip(self.bills_of_orders());
        let live = of_orders.filter(|(order, _)| order.is_live(at));
        live.map(|(order, places)| {
            let bills = places.into_iter().map(|place| &self.bills[place]);
            order.uninvoiced(&bills.filter(|bill| bill.issued_at <= at).collect::<Vec<_>>())
        })
        .sum()
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
        let edge = if minor < 0 { i64::MIN } else { i64::MAX };
        Money { minor: i64::try_from(minor).unwrap_or(edge), currency: self.currency }
    }
}

/// Returns what is left of the parts of an invoice: what was paid went to the earliest first.
fn left_of(bill: &Bill, paid: i128) -> impl Iterator<Item = (Date, i128)> {
    let mut parts = bill.parts.clone();
    parts.sort_by_key(|(due, _)| *due);
    let mut paid = paid;
    parts.into_iter().map(move |(due, amount)| {
        let used = paid.min(i128::from(amount));
        paid -= used;
        (due, i128::from(amount) - used)
    })
}

/// Returns by how many days what was due on a day is late; none where it is not.
fn late_by(due: Date, today: Date) -> Option<i64> {
    let late = today.duration_since(due).as_hours() / 24;
    (late > 0).then_some(late)
}

/// Returns the bucket of what is so many days late.
fn bucket(late: i64) -> usize {
    AGES.iter().position(|age| late <= i64::from(*age)).unwrap_or(AGES.len())
}
