//! What is owed, and for how long it has been due.

use crate::domain::Money;
use crate::domain::credit::Position;

/// What a group of accounts owes in one currency: what [`Position`] says of each, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ageing {
    /// How many accounts owe something in it, or have paid more than they owe.
    pub accounts: usize,
    /// Invoiced and not due yet.
    pub not_due: Money,
    /// Invoiced and late: by up to each of [`AGES`](crate::domain::credit::AGES) days, and by more.
    pub overdue: [Money; 4],
    /// All that is invoiced and open.
    pub open: Money,
    /// Paid or credited, and set against no invoice.
    pub unapplied: Money,
    /// By how many days the oldest of it is late; nothing where nothing is.
    pub days_late: Option<i64>,
}

impl Ageing {
    /// Begins with nothing.
    pub const fn none_of(like: Money) -> Self {
        let none = Money { minor: 0, ..like };
        Self { accounts: 0, not_due: none, overdue: [none; 4], open: none, unapplied: none, days_late: None }
    }

    /// Adds what an account owes; returns nothing where that is more than can be counted.
    pub fn count(&mut self, position: &Position) -> Option<()> {
        self.accounts += 1;
        add(&mut self.not_due, position.not_due)?;
        add(&mut self.open, position.not_due)?;
        for (sum, late) in self.overdue.iter_mut().zip(position.overdue) {
            add(sum, late)?;
            add(&mut self.open, late)?;
        }
        add(&mut self.unapplied, position.unapplied)?;
        self.days_late = self.days_late.max(position.days_late);
        Some(())
    }
}

/// Adds an amount of the same currency, if it can be counted.
pub(super) fn add(sum: &mut Money, money: Money) -> Option<()> {
    sum.minor = sum.minor.checked_add(money.minor)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn what_accounts_owe_is_added_up_by_how_late_it_is() {
        let money = |minor| Money { minor, currency: Currency::EUR };
        let position = |days_late| Position {
            not_due: money(100),
            overdue: [10, 20, 30, 40].map(money),
            days_late,
            unapplied: money(5),
            uninvoiced: money(7),
            exposure: money(202),
        };
        let mut ageing = Ageing::none_of(money(1));
        for days_late in [Some(3), Some(120), None] {
            ageing.count(&position(days_late)).unwrap();
        }
        assert_eq!((ageing.accounts, ageing.open, ageing.days_late), (3, money(600), Some(120)));
        assert_eq!((ageing.overdue[3], ageing.unapplied), (money(120), money(15)));
        ageing.not_due = money(i64::MAX);
        assert_eq!(ageing.count(&position(None)), None);
    }
}
