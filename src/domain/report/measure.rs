//! What reports tell of many figures.

use std::collections::BTreeMap;

use crate::domain::Money;

/// Figures of one kind, unsorted.
#[derive(Debug, Clone)]
pub struct Spread<T>(Vec<T>);

impl<T> Default for Spread<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Ord> Spread<T> {
    /// Returns how many there are.
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// Returns the smallest figure that at least `percent` of all do not exceed (nearest rank): one that occurred.
    pub fn percentile(&mut self, percent: usize) -> Option<T> {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.sort_unstable();
        self.0.get(rank - 1).copied()
    }
}

impl<T: Copy + Into<i64>> Spread<T> {
    /// Returns the mean, rounded towards nothing.
    pub fn mean(&self) -> Option<i64> {
        let sum: i128 = self.0.iter().map(|figure| i128::from((*figure).into())).sum();
        i64::try_from(sum.checked_div(i128::try_from(self.0.len()).ok()?)?).ok()
    }
}

impl<T> Extend<T> for Spread<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, figures: I) {
        self.0.extend(figures);
    }
}

/// Amounts, each currency by itself: there is no rate at which they could be added.
#[derive(Debug, Clone, Default)]
pub struct Amounts(BTreeMap<&'static str, Money>);

impl Amounts {
    /// Adds an amount; nothing where that is more than can be counted.
    pub fn add(&mut self, money: Money) -> Option<()> {
        let sum = self.0.entry(money.currency.code()).or_insert(Money { minor: 0, ..money });
        sum.minor = sum.minor.checked_add(money.minor)?;
        Some(())
    }

    /// Returns the sums, by the codes of their currencies.
    pub fn sums(&self) -> Vec<Money> {
        self.0.values().copied().collect()
    }
}

/// Returns the share of promises kept among those kept or broken, in hundredths of a percent rounded down.
pub fn attainment(kept: usize, broken: usize) -> Option<u32> {
    let share = (kept * 10_000).checked_div(kept + broken)?;
    u32::try_from(share).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_figures_that_occurred_and_the_mean_need_not_be() {
        let mut spread = Spread::<i64>::default();
        assert_eq!((spread.percentile(50), spread.mean()), (None, None));
        spread.extend([40, 10, 35, 20]);
        assert_eq!((spread.percentile(50), spread.percentile(90), spread.mean()), (Some(20), Some(40), Some(26)));
    }

    #[test]
    fn currencies_are_never_added_up() {
        let money = |text, code: &str| Money::parse(text, code.parse().unwrap()).unwrap();
        let mut amounts = Amounts::default();
        for amount in [money("3.00", "USD"), money("1.50", "EUR"), money("2.00", "EUR")] {
            amounts.add(amount).unwrap();
        }
        assert_eq!(amounts.add(Money { minor: i64::MAX, ..money("1", "USD") }), None);
        let sums: Vec<String> = amounts.sums().iter().map(ToString::to_string).collect();
        assert_eq!(sums, ["3.50 EUR", "3.00 USD"]);
    }
}
