//! A set of numbers that mostly follow one another, of one bit each.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

/// How many numbers one word stands for, as a power of two.
const EACH: u32 = 6;

/// Numbers, each once.
#[derive(Debug, Default)]
pub struct Numbers {
    /// By the numbers without their last bits.
    words: FxHashMap<i64, u64>,
}

impl Numbers {
    /// Adds a number, if it is not there.
    pub fn insert(&mut self, number: i64) {
        *self.words.entry(number >> EACH).or_default() |= bit(number);
    }

    /// Tells whether a number is there.
    pub fn contains(&self, number: i64) -> bool {
        self.words.get(&(number >> EACH)).is_some_and(|word| word & bit(number) != 0)
    }

    /// Returns the numbers in their order.
    pub fn iter(&self) -> impl Iterator<Item = i64> {
        let mut words: Vec<(i64, u64)> = self.words.iter().map(|(place, word)| (place << EACH, *word)).collect();
        words.sort_unstable();
        let held =
            |(first, word): (i64, u64)| (0..1 << EACH).map(move |at| first + at).filter(move |at| word & bit(*at) != 0);
        words.into_iter().flat_map(held)
    }

    /// Returns the numbers in their order, those that follow one another together.
    pub fn runs(&self) -> Vec<RangeInclusive<i64>> {
        let mut runs: Vec<RangeInclusive<i64>> = Vec::new();
        for number in self.iter() {
            match runs.last_mut() {
                Some(run) if *run.end() == number - 1 => *run = *run.start()..=number,
                _ => runs.push(number..=number),
            }
        }
        runs
    }
}

impl Extend<i64> for Numbers {
    fn extend<T: IntoIterator<Item = i64>>(&mut self, numbers: T) {
        numbers.into_iter().for_each(|number| self.insert(number));
    }
}

/// Returns the bit of its word that stands for a number.
const fn bit(number: i64) -> u64 {
    1 << (number & ((1 << EACH) - 1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out_once_and_in_order(
            near in proptest::collection::vec(-200..500_i64, 0..200), far in proptest::collection::vec(any::<i64>(), 0..5),
        ) {
            let mut numbers = Numbers::default();
            numbers.extend(near.iter().chain(&far).copied());
            let expected: BTreeSet<i64> = near.into_iter().chain(far).collect();
            for number in -300..600 {
                prop_assert_eq!(numbers.contains(number), expected.contains(&number));
            }
            let expected: Vec<i64> = expected.into_iter().collect();
            prop_assert_eq!(&numbers.iter().collect::<Vec<_>>(), &expected);
            let runs = numbers.runs();
            prop_assert!(runs.windows(2).all(|pair| *pair[0].end() < pair[1].start() - 1));
            prop_assert_eq!(runs.into_iter().flatten().collect::<Vec<_>>(), expected);
        }
    }
}
