//! What reports tell of many figures.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use crate::domain::{Money, Seconds};

/// Figures of one kind.
#[derive(Debug, Clone)]
pub struct Spread<T> {
    figures: Figures,
    kind: PhantomData<T>,
}

/// Millions of figures are kept at once, and hardly one is large: they take half the memory until one is.
#[derive(Debug, Clone)]
enum Figures {
    Small(Vec<i32>),
    Large(Vec<i64>),
}

impl Figures {
    const fn count(&self) -> usize {
        match self {
            Self::Small(figures) => figures.len(),
            Self::Large(figures) => figures.len(),
        }
    }

    fn push(&mut self, figure: i64) {
        match (&mut *self, i32::try_from(figure)) {
            (Self::Small(figures), Ok(figure)) => figures.push(figure),
            (Self::Small(figures), Err(_)) => {
                *self = Self::Large(figures.iter().map(|small| i64::from(*small)).chain([figure]).collect());
            }
            (Self::Large(figures), _) => figures.push(figure),
        }
    }

    /// Returns the figure that would stand at a place if they were in order.
    fn in_order(&mut self, place: usize) -> Option<i64> {
        if place >= self.count() {
            return None;
        }
        Some(match self {
            Self::Small(figures) => i64::from(*figures.select_nth_unstable(place).1),
            Self::Large(figures) => *figures.select_nth_unstable(place).1,
        })
    }

    fn total(&self) -> i128 {
        match self {
            Self::Small(figures) => figures.iter().map(|figure| i128::from(*figure)).sum(),
            Self::Large(figures) => figures.iter().map(|figure| i128::from(*figure)).sum(),
        }
    }
}

impl<T> Default for Spread<T> {
    fn default() -> Self {
        Self { figures: Figures::Small(Vec::new()), kind: PhantomData }
    }
}

impl<T: From<i64>> Spread<T> {
    /// Returns how many there are.
    pub const fn count(&self) -> usize {
        self.figures.count()
    }

    /// Returns the smallest figure that at least `percent` of all do not exceed (nearest rank): one that occurred.
    pub fn percentile(&mut self, percent: usize) -> Option<T> {
        let rank = (self.count() * percent).div_ceil(100).max(1);
        self.figures.in_order(rank - 1).map(T::from)
    }

    /// Returns the mean, rounded towards nothing.
    pub fn mean(&self) -> Option<i64> {
        let count = i128::try_from(self.count()).ok()?;
        i64::try_from(self.figures.total().checked_div(count)?).ok()
    }

    /// Returns the sum; nothing where that is more than can be counted.
    pub fn sum(&self) -> Option<i64> {
        i64::try_from(self.figures.total()).ok()
    }
}

impl<T: Into<i64>> Extend<T> for Spread<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, figures: I) {
        figures.into_iter().for_each(|figure| self.figures.push(figure.into()));
    }
}

/// A mean of scores and shares, of which nothing else is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mean {
    sum: i64,
    count: usize,
}

impl Mean {
    /// Returns how many there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Returns their mean, rounded towards nothing.
    pub fn get(&self) -> Option<i64> {
        self.sum.checked_div(i64::try_from(self.count).ok()?)
    }
}

impl Extend<i64> for Mean {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, figures: I) {
        for figure in figures {
            self.sum += figure;
            self.count += 1;
        }
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

    /// Returns the only sum; nothing where there is none, or several.
    pub fn only(&self) -> Option<Money> {
        let mut sums = self.0.values();
        sums.next().copied().filter(|_| self.0.len() == 1)
    }

    /// Returns the sums, by the codes of their currencies.
    pub fn sums(&self) -> Vec<Money> {
        self.0.values().copied().collect()
    }
}

/// Returns the share of promises kept among those kept or broken, in hundredths of a percent rounded down.
pub fn attainment(kept: usize, broken: usize) -> Option<u32> {
    share(kept, kept + broken)
}

/// Returns how much of the whole a part is, in hundredths of a percent rounded down; nothing of nothing.
pub fn share(part: usize, whole: usize) -> Option<u32> {
    u32::try_from((part * 10_000).checked_div(whole)?).ok()
}

/// The longest spans of the ranges; what is longer is in the last range.
const ENDS: [Seconds; 7] = [
    Seconds::new(15 * 60),
    Seconds::hours(1),
    Seconds::hours(4),
    Seconds::hours(8),
    Seconds::days(1),
    Seconds::days(3),
    Seconds::days(7),
];

/// How many spans fall into each of eight ranges that lie side by side: up to 15 minutes, 1 hour, 4 hours, 8 hours, 1 day,
/// 3 days and a week, and longer.
#[derive(Debug, Clone, Default)]
pub struct Ranges([usize; ENDS.len() + 1]);

impl Ranges {
    /// Counts a span.
    pub fn count(&mut self, span: Seconds) {
        self.0[ENDS.partition_point(|end| *end < span)] += 1;
    }

    /// Returns how many spans fall into each range, the shortest first.
    pub const fn counts(&self) -> [usize; ENDS.len() + 1] {
        self.0
    }
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
        spread.extend([5]);
        assert_eq!((spread.percentile(1), spread.percentile(50), spread.sum()), (Some(5), Some(20), Some(110)));
    }

    #[test]
    fn large_figures_stand_among_small_ones() {
        let mut spread = Spread::<i64>::default();
        let (small, large) = (i64::from(i32::MAX), i64::from(i32::MAX) + 1);
        spread.extend([small, -7]);
        assert!(matches!(spread.figures, Figures::Small(_)));
        spread.extend([large, -large, 3]);
        assert_eq!(
            [20, 40, 60, 80, 100].map(|percent| spread.percentile(percent)),
            [-large, -7, 3, small, large].map(Some)
        );
        assert_eq!((spread.count(), spread.sum()), (5, Some(small - 4)));
    }

    #[test]
    fn a_range_holds_its_end() {
        let mut ranges = Ranges::default();
        for span in ["0s", "15m", "15m1s", "1h", "8h1s", "1d", "7d", "7d1s"] {
            ranges.count(span.parse().unwrap());
        }
        assert_eq!(ranges.counts(), [2, 2, 0, 0, 2, 0, 1, 1]);
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
