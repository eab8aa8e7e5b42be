//! What is owed, counted document by document.

use super::{AGES, Asked, Ordered, Position};
use crate::domain::{Currency, Date, Money};

/// What an account that pays owes in one currency, of the documents told so far: each once, those of one instant alone.
#[derive(Debug, Clone)]
pub struct Tally {
    currency: Currency,
    today: Date,
    not_due: i128,
    overdue: [i128; 4],
    days_late: Option<i64>,
    /// What is open of invoices, and what settled the rest of them.
    open: i128,
    used: i128,
    came_in: i128,
    uninvoiced: i128,
    is_invoiced: bool,
}

impl Tally {
    /// Starts with nothing owed.
    pub const fn new(currency: Currency, today: Date) -> Self {
        Self {
            currency,
            today,
            not_due: 0,
            overdue: [0; 4],
            days_late: None,
            open: 0,
            used: 0,
            came_in: 0,
            uninvoiced: 0,
            is_invoiced: false,
        }
    }

    /// Returns what it is counted in.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Tells whether an invoice was counted.
    pub const fn is_invoiced(&self) -> bool {
        self.is_invoiced
    }

    /// Counts an invoice and what was set against it; the parts in which it is to be paid matter while it is open.
    pub fn invoice(&mut self, total: i64, settled: i128, parts: impl FnOnce() -> Vec<(Date, i64)>) {
        let total = i128::from(total);
        let paid = settled.min(total);
        self.is_invoiced = true;
        self.used += paid;
        self.open += total - paid;
        if paid == total {
            return;
        }
        for (due, left) in left_of(parts(), paid) {
            let late = late_by(due, self.today);
            match late.map(bucket) {
                None => self.not_due += left,
                Some(age) => self.overdue[age] += left,
            }
            self.days_late = self.days_late.max(late.filter(|_| left > 0));
        }
    }

    /// Counts a payment or a credit note.
    pub fn receive(&mut self, amount: i64) {
        self.came_in += i128::from(amount);
    }

    /// Counts what is to come of an order that is under way; `asked` is what invoices ask for of it.
    pub fn order(&mut self, order: &Ordered, asked: &[Asked<'_>]) {
        self.uninvoiced += order.uninvoiced(asked);
    }

    /// Returns what comes of it.
    pub fn position(&self) -> Position {
        let money = |minor| money(minor, self.currency);
        let unapplied = self.came_in - self.used;
        Position {
            not_due: money(self.not_due),
            overdue: self.overdue.map(money),
            days_late: self.days_late,
            unapplied: money(unapplied),
            uninvoiced: money(self.uninvoiced),
            exposure: money(self.open - unapplied + self.uninvoiced),
        }
    }
}

/// Returns an amount; beyond what can be counted, the most that can.
pub(super) fn money(minor: i128, currency: Currency) -> Money {
    let edge = if minor < 0 { i64::MIN } else { i64::MAX };
    Money { minor: i64::try_from(minor).unwrap_or(edge), currency }
}

/// Returns what is left of the parts of an invoice: what was paid went to the earliest first.
fn left_of(mut parts: Vec<(Date, i64)>, mut paid: i128) -> impl Iterator<Item = (Date, i128)> {
    parts.sort_by_key(|(due, _)| *due);
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
