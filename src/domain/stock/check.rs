//! Whether a quantity is there, and when it will be.

use std::collections::BTreeMap;

use super::{Arrival, Lot};
use crate::domain::{Code, Date, Instant, Quantity};

/// When all of what somebody wants is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// It is there.
    Now,
    /// It will be there on that day, as far as is known.
    On(Date),
    /// Nobody knows of enough to come.
    Unknown,
}

/// What can be said of a quantity that somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Availability {
    /// What nobody was promised; nothing where more was promised than is there.
    pub available: Quantity,
    /// What of the wanted has to wait.
    pub backorder: Quantity,
    /// When all of it is there.
    pub promise: Promise,
    /// What is there on the day that was asked for, if one was.
    pub by: Option<Quantity>,
}

/// A question: how much is wanted, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How much.
    pub quantity: Quantity,
    /// By when, if that matters.
    pub by: Option<Date>,
    /// The day on which it is asked.
    pub today: Date,
}

/// What lies in one warehouse, and what that says of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Place {
    pub warehouse: Code,
    /// What lies there; nothing is known of that where only arrivals are.
    pub lot: Option<Lot>,
    pub availability: Availability,
}

/// The answer to a question, in all warehouses together and in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// In all together.
    pub together: Availability,
    /// In each, by code.
    pub places: Vec<Place>,
    /// Since when all of it is true, at least; nothing where nothing is known.
    pub as_of: Option<Instant>,
    /// What should have come by now, and is counted as if it came today.
    pub overdue: Vec<Arrival>,
    /// What comes on a day that nobody knows, and is not counted.
    pub undated: Quantity,
}

/// Answers a question from what is known: available is what lies there less what was promised, and on a day it is that and
/// all that arrives until then. What was overbooked in one warehouse is missing in all of them.
pub fn check(lots: &[Lot], arrivals: &[Arrival], wanted: Wanted) -> Checked {
    let mut places: BTreeMap<&Code, (Option<&Lot>, Vec<&Arrival>)> = BTreeMap::new();
    for lot in lots {
        places.entry(&lot.warehouse).or_default().0 = Some(lot);
    }
    for arrival in arrivals {
        places.entry(&arrival.warehouse).or_default().1.push(arrival);
    }
    let place = |(warehouse, (lot, arrivals)): (&Code, (Option<&Lot>, Vec<&Arrival>))| Place {
        warehouse: warehouse.clone(),
        lot: lot.cloned(),
        availability: availability(lot.as_slice(), &arrivals, wanted),
    };
    let is_overdue = |arrival: &&Arrival| arrival.due.is_some_and(|due| due < wanted.today);
    let all: Vec<&Arrival> = arrivals.iter().collect();
    Checked {
        together: availability(&lots.iter().collect::<Vec<_>>(), &all, wanted),
        places: places.into_iter().map(place).collect(),
        as_of: lots.iter().map(|lot| lot.as_of).chain(arrivals.iter().map(|arrival| arrival.as_of)).min(),
        overdue: arrivals.iter().filter(is_overdue).cloned().collect(),
        undated: arrivals.iter().filter(|arrival| arrival.due.is_none()).map(|arrival| arrival.quantity).sum(),
    }
}

fn availability(lots: &[&Lot], arrivals: &[&Arrival], wanted: Wanted) -> Availability {
    let Wanted { quantity, by, today } = wanted;
    let free: Quantity = lots.iter().map(|lot| lot.available()).sum();
    // What is late cannot have come before today.
    let day_of = |arrival: &Arrival| arrival.due.map(|due| due.max(today));
    let on = |day: Date| -> Quantity {
        let come = arrivals.iter().filter(|arrival| day_of(arrival).is_some_and(|due| due <= day));
        free.plus(come.map(|arrival| arrival.quantity).sum())
    };
    let mut days: Vec<Date> = arrivals.iter().filter_map(|arrival| day_of(arrival)).collect();
    days.sort_unstable();
    let promise = if free >= quantity {
        Promise::Now
    } else {
        days.into_iter().find(|day| on(*day) >= quantity).map_or(Promise::Unknown, Promise::On)
    };
    let available = free.or_nothing();
    Availability {
        available,
        backorder: quantity.minus(available).or_nothing(),
        promise,
        by: by.map(|day| on(day).or_nothing()),
    }
}

/// Returns the whole packs next to a quantity that is no multiple of them: the most below it, if any, and the fewest above.
pub fn whole_packs(quantity: Quantity, size: Quantity) -> Option<(Option<Quantity>, Quantity)> {
    if quantity.is_multiple_of(size) || !size.is_positive() {
        return None;
    }
    let below = Quantity::new(quantity.thousandths() / size.thousandths() * size.thousandths());
    Some((Some(below).filter(|below| below.is_positive()), below.plus(size)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i8) -> Date {
        Date::new(2026, 1, number).unwrap()
    }

    fn lot(warehouse: &str, on_hand: i64, allocated: i64) -> Lot {
        let (on_hand, allocated) = (Quantity::units(on_hand), Quantity::units(allocated));
        Lot {
            warehouse: warehouse.parse().unwrap(),
            on_hand,
            allocated,
            as_of: Instant::from_epoch(on_hand.thousandths()),
        }
    }

    fn arrival(warehouse: &str, due: Option<i8>, quantity: i64) -> Arrival {
        let (due, quantity) = (due.map(day), Quantity::units(quantity));
        Arrival { warehouse: warehouse.parse().unwrap(), due, quantity, reference: String::new(), as_of: Instant::MAX }
    }

    fn wanted(quantity: i64, by: Option<i8>) -> Wanted {
        Wanted { quantity: Quantity::units(quantity), by: by.map(day), today: day(15) }
    }

    #[test]
    fn what_is_there_and_what_comes_are_told_together_and_apart() {
        let lots = [lot("MILANO", 120, 20), lot("LYON", 40, 0)];
        let arrivals = [arrival("MILANO", Some(26), 200), arrival("LYON", Some(20), 5), arrival("LYON", None, 900)];
        let checked = check(&lots, &arrivals, wanted(250, Some(20)));
        let units = Quantity::units;
        let together = Availability {
            available: units(140),
            backorder: units(110),
            promise: Promise::On(day(26)),
            by: Some(units(145)),
        };
        assert_eq!((checked.together, checked.undated), (together, units(900)));
        let told: Vec<_> =
            checked.places.iter().map(|place| (place.warehouse.as_str(), place.availability.promise)).collect();
        assert_eq!(told, [("LYON", Promise::Unknown), ("MILANO", Promise::On(day(26)))]);
        assert_eq!(checked.as_of, Some(lots[1].as_of));
    }

    #[test]
    fn what_is_late_counts_from_today_and_is_told() {
        let checked = check(&[lot("A", -5, 0)], &[arrival("A", Some(10), 30)], wanted(20, None));
        assert_eq!((checked.together.available, checked.together.promise), (Quantity::ZERO, Promise::On(day(15))));
        assert_eq!(checked.overdue.len(), 1);
        assert_eq!(check(&[], &[], wanted(1, None)).as_of, None);
    }

    #[test]
    fn a_quantity_between_two_packs_has_whole_ones_next_to_it() {
        let packs = |quantity: i64| whole_packs(Quantity::units(quantity), Quantity::units(12));
        let units = Quantity::units;
        assert_eq!(
            [packs(24), packs(25), packs(5)],
            [None, Some((Some(units(24)), units(36))), Some((None, units(12)))]
        );
    }

    prop_compose! {
        fn stocks()(lots in prop::collection::vec((0..3_u8, -50..200_i64, 0..100_i64), 0..4),
                    arrivals in prop::collection::vec((0..3_u8, prop::option::of(1..28_i8), 0..100_i64), 0..6))
            -> (Vec<Lot>, Vec<Arrival>) {
            let mut seen = std::collections::BTreeSet::new();
            let lots = lots.into_iter().filter(|(place, ..)| seen.insert(*place));
            let lots = lots.map(|(place, on_hand, allocated)| lot(&format!("W{place}"), on_hand, allocated)).collect();
            let arrival = |(place, due, quantity)| arrival(&format!("W{place}"), due, quantity);
            (lots, arrivals.into_iter().map(arrival).collect())
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn more_is_there_the_longer_one_waits((lots, arrivals) in stocks(), early in 1..28_i8, later in 0..28_i8) {
            let by = |number: i8| check(&lots, &arrivals, wanted(1, Some(number.min(28)))).together.by;
            prop_assert!(by(early) <= by(early + later));
        }

        #[test]
        fn what_is_there_and_what_waits_are_all_that_is_wanted((lots, arrivals) in stocks(), quantity in 1..500_i64) {
            let Checked { together, .. } = check(&lots, &arrivals, wanted(quantity, None));
            let wanted = Quantity::units(quantity);
            let served = if together.available > wanted { wanted } else { together.available };
            prop_assert_eq!(served.plus(together.backorder), wanted);
            prop_assert_eq!(together.promise == Promise::Now, together.backorder == Quantity::ZERO);
        }

        #[test]
        fn all_is_there_on_the_day_it_is_promised((lots, arrivals) in stocks(), quantity in 1..500_i64) {
            let asked = wanted(quantity, None);
            if let Promise::On(day) = check(&lots, &arrivals, asked).together.promise {
                let on = |day| check(&lots, &arrivals, Wanted { by: Some(day), ..asked }).together.by.unwrap();
                prop_assert!(on(day) >= asked.quantity);
                prop_assert!(day == asked.today || on(day.yesterday().unwrap()) < asked.quantity);
            }
        }

        #[test]
        fn the_order_in_which_it_is_told_changes_nothing((lots, arrivals) in stocks(), quantity in 1..500_i64) {
            let turned = |asked| {
                let (mut lots, mut arrivals) = (lots.clone(), arrivals.clone());
                lots.reverse();
                arrivals.reverse();
                check(&lots, &arrivals, asked)
            };
            let asked = wanted(quantity, Some(20));
            let (one, other) = (check(&lots, &arrivals, asked), turned(asked));
            prop_assert_eq!((one.together, one.places, one.as_of), (other.together, other.places, other.as_of));
        }
    }
}
