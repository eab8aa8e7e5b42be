//! What accounts may owe, and how much of that they do.

use super::ageing::add;
use crate::domain::Money;
use crate::domain::credit::{Position, Standing};

/// What a group of accounts may owe and does, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct CreditFigures {
    pub accounts: usize,
    /// Those with which a limit was agreed in this currency.
    pub limited: usize,
    /// What those may owe.
    pub limit: Money,
    /// What all of them owe and are about to owe.
    pub used: Money,
    /// The same of those with a limit.
    pub used_of_limit: Money,
    /// What overrides allow beyond limits.
    pub beyond: Money,
    /// What those with a limit may still buy for; below nothing where they owe more than they may.
    pub free: Money,
    /// Invoiced and late.
    pub overdue: Money,
    /// Those whose credit is stopped.
    pub held: usize,
    /// Overrides in force.
    pub overrides: usize,
}

impl CreditFigures {
    /// Begins with nothing.
    pub const fn none_of(like: Money) -> Self {
        let none = Money { minor: 0, ..like };
        Self {
            accounts: 0,
            limited: 0,
            limit: none,
            used: none,
            used_of_limit: none,
            beyond: none,
            free: none,
            overdue: none,
            held: 0,
            overrides: 0,
        }
    }

    /// Counts an account in the currency of its limit; returns nothing where amounts are more than can be counted.
    pub fn count(&mut self, standing: &Standing, overrides: usize) -> Option<()> {
        self.owes(&standing.position)?;
        self.held += usize::from(standing.held);
        self.overrides += overrides;
        add(&mut self.beyond, standing.beyond)?;
        let Some((limit, free)) = standing.limit.zip(standing.available()) else { return Some(()) };
        self.limited += 1;
        add(&mut self.limit, limit)?;
        add(&mut self.free, free)?;
        add(&mut self.used_of_limit, standing.position.exposure)
    }

    /// Counts what an account owes in a currency that no limit is set in.
    pub fn owes(&mut self, position: &Position) -> Option<()> {
        self.accounts += 1;
        add(&mut self.used, position.exposure)?;
        position.overdue.iter().try_for_each(|late| add(&mut self.overdue, *late))
    }

    /// Returns the share of limits that is used, in hundredths of a percent rounded towards nothing; nothing where there are
    /// none, or all pay ahead.
    pub fn share(&self) -> Option<i64> {
        let used = i128::from(self.used_of_limit.minor) * 10_000;
        i64::try_from(used.checked_div(i128::from(self.limit.minor))?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::domain::account::AccountStatus;

    #[test]
    fn who_has_no_limit_uses_none_of_it() {
        let money = |minor| Money { minor, currency: Currency::EUR };
        let standing = |limit: Option<i64>, exposure| Standing {
            status: AccountStatus::Active,
            position: Position {
                not_due: money(exposure),
                overdue: [10, 0, 0, 0].map(money),
                days_late: Some(1),
                unapplied: money(0),
                uninvoiced: money(0),
                exposure: money(exposure),
            },
            limit: limit.map(money),
            beyond: money(50),
            held: limit.is_none(),
        };
        let mut figures = CreditFigures::none_of(money(0));
        figures.count(&standing(None, 700), 0).unwrap();
        assert_eq!((figures.share(), figures.held), (None, 1));
        figures.count(&standing(Some(0), 40), 0).unwrap();
        assert_eq!((figures.share(), figures.limited), (None, 1));
        figures.count(&standing(Some(1000), 260), 2).unwrap();
        assert_eq!((figures.used, figures.share()), (money(1000), Some(3000)));
        assert_eq!((figures.free, figures.overrides, figures.overdue), (money(800), 2, money(30)));
    }
}
