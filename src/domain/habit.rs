//! How an account buys: what an order of it typically comes to, and how often one comes.

use super::{Instant, Seconds};

/// How an account buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit {
    /// Half of the orders come to more than this, half to less: minor units.
    pub typical: i64,
    /// Half of the times between two orders are longer than this; none with a single order.
    pub rhythm: Option<Seconds>,
    /// When the last order came.
    pub last: Instant,
}

impl Habit {
    /// Makes it of orders, each with when it came and what it came to, in any order. Nothing if there are none.
    pub fn of(orders: &[(Instant, i64)]) -> Option<Self> {
        let mut times: Vec<Instant> = orders.iter().map(|(at, _)| *at).collect();
        times.sort_unstable();
        let gaps = times.windows(2).map(|pair| pair[1].since(pair[0]).get());
        Some(Self {
            typical: median(orders.iter().map(|(_, amount)| *amount).collect())?,
            rhythm: median(gaps.collect()).map(Seconds::new),
            last: *times.last()?,
        })
    }

    /// Tells whether the next order is late: twice the usual time has gone by without one.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.rhythm.is_some_and(|rhythm| now.since(self.last) > rhythm.times(2))
    }
}

/// Returns what stands in the middle; of an even number, what stands before it.
fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_large_order_changes_nothing_about_the_habit() {
        let day = |day: i64| Instant::from_epoch(day * 86_400);
        let orders = [(day(30), 1_000_000), (day(0), 900), (day(10), 1_000), (day(20), 1_100)];
        let habit = Habit::of(&orders).unwrap();
        assert_eq!((habit.typical, habit.rhythm, habit.last), (1_000, Some(Seconds::days(10)), day(30)));
        assert!(!habit.is_overdue(day(50)) && habit.is_overdue(day(51)));
        assert_eq!(Habit::of(&orders[..1]).unwrap().rhythm, None);
        assert_eq!(Habit::of(&[]), None);
    }
}
