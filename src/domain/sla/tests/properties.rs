//! What holds for every log, whatever happens in it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;

use super::chance::*;
use super::oracle::{MINUTES, Opinion, Turn, instant, opine};
use super::*;
use crate::domain::ticket::{Party, Status};
use crate::domain::{Instant, Seconds, Tier};

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        3 => Just(Turn::Pause),
        3 => Just(Turn::Resume),
        2 => (select(TARGETS.to_vec()), 0..4_usize).prop_map(|(target, calendar)| Turn::Change(target, calendar)),
        1 => Just(Turn::Stop),
    ]
}

/// At most one turn a minute, so that there is nothing to argue about; what comes after the stop is left out.
fn turns() -> impl Strategy<Value = Vec<(usize, Turn)>> {
    proptest::collection::vec((minute(), turn()), 0..9).prop_map(|turns| {
        let turns: BTreeMap<usize, Turn> = turns.into_iter().filter(|(minute, _)| *minute > 0).collect();
        let end = turns.iter().find(|(_, turn)| **turn == Turn::Stop).map_or(usize::MAX, |(minute, _)| *minute);
        turns.into_iter().filter(|(minute, _)| *minute <= end).collect()
    })
}

/// Tells the oracle's turns to the engine: a change is a tier of its own, with its own calendar and target.
fn retell(mode: OnChange, first: (usize, usize), turns: &[(usize, Turn)]) -> (Vec<Moment>, Book) {
    let mut pairs = vec![first];
    let mut policies = vec![terms(mode, 1, first)];
    let mut moments = vec![at_minute(0, created(Party::Customer, 1))];
    for (minute, turn) in turns {
        let happening = match turn {
            Turn::Pause => Happening::Status(Status::Pending),
            Turn::Resume => Happening::Status(Status::Open),
            Turn::Stop => Happening::Status(Status::Resolved),
            Turn::Change(target, calendar) => {
                let pair = (*target, *calendar);
                let place = pairs.iter().position(|known| *known == pair).unwrap_or_else(|| {
                    pairs.push(pair);
                    policies.push(terms(mode, pairs.len(), pair));
                    pairs.len() - 1
                });
                Happening::Tier(Tier::new(i64::try_from(place + 1).unwrap()).unwrap())
            }
        };
        moments.push(at_minute(*minute, happening));
    }
    (moments, Book::new(vec![version(1, "0001-01-01T00:00:00Z", AppliesTo::Open, policies)]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_agrees_with_a_clock_that_ticks(
        mode in select(OnChange::ALL.to_vec()),
        first in (select(TARGETS.to_vec()), 0..4_usize),
        turns in turns(),
        now in minute(),
    ) {
        let (moments, book) = retell(mode, first, &turns);
        let cycles = evaluate(&moments, &Case::default(), &book, instant(now));
        prop_assert_eq!(cycles.len(), 1);
        let cycle = &cycles[0];
        let opinion = CALENDARS.with(|calendars| opine(calendars, mode, first, &turns, now));
        // A due time is argued about once none is left, and there is none while time stands still.
        let agreed = opinion.due_at.filter(|_| cycle.state != State::Paused);
        let said = Opinion {
            elapsed: cycle.elapsed,
            paused: cycle.paused,
            breached_at: cycle.breached_at,
            due_at: if agreed.is_some() { cycle.due_at } else { opinion.due_at },
            started_at: cycle.started_at,
        };
        prop_assert_eq!(said, opinion);
        if let (Some(broken), Some(due)) = (cycle.breached_at, cycle.due_at) {
            prop_assert!(due <= broken);
        }
        prop_assert_eq!(cycle.state == State::Breached, opinion.breached_at.is_some());
    }
}

fn judge(log: &[Moment], book: &Book, now: Instant) -> Vec<Cycle> {
    evaluate(log, &Case::default(), book, now)
}

/// Names a cycle: what, which, and since when.
fn name(cycle: &Cycle) -> (Metric, u32, Instant) {
    (cycle.metric, cycle.number, cycle.began_at)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_verdict_never_changes_and_a_breach_never_disappears(
        log in log(), book in book(), nows in proptest::collection::btree_set(minute(), 1..6),
    ) {
        let (mut known, mut then) = (Vec::<Cycle>::new(), instant(0));
        for now in nows {
            let cycles = judge(&log, &book, instant(now));
            for earlier in &known {
                let later = cycles.iter().find(|cycle| name(cycle) == name(earlier));
                prop_assert!(later.is_some(), "gone: {:?}", earlier);
                let Some(later) = later else { continue };
                if earlier.stopped_at.is_some() {
                    prop_assert_eq!(later, earlier);
                }
                if earlier.breached_at.is_some() {
                    prop_assert_eq!((later.breached_at, later.due_at), (earlier.breached_at, earlier.due_at));
                    prop_assert_eq!(later.state, State::Breached);
                } else if let (Some(broken), None) = (later.breached_at, earlier.stopped_at) {
                    prop_assert!(broken >= then, "broken before it was seen: {:?}", later);
                }
            }
            (known, then) = (cycles, instant(now));
        }
    }

    #[test]
    fn judging_as_of_an_instant_is_judging_the_log_up_to_it(log in log(), book in surprising_book(), now in minute()) {
        let so_far: Vec<Moment> = log.iter().copied().filter(|moment| moment.at <= instant(now)).collect();
        prop_assert_eq!(judge(&log, &book, instant(now)), judge(&so_far, &book, instant(now)));
    }

    #[test]
    fn the_order_in_which_moments_are_given_does_not_matter(
        (log, shuffled) in log().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
        book in surprising_book(), now in minute(),
    ) {
        prop_assert_eq!(judge(&log, &book, instant(now)), judge(&shuffled, &book, instant(now)));
    }

    #[test]
    fn a_pause_of_no_length_changes_nothing(log in log(), book in surprising_book(), blink in minute(), now in minute()) {
        prop_assume!(log.iter().all(|moment| moment.at != instant(blink)));
        let status = latest_status(&log, instant(blink));
        prop_assume!(!status.is_settled());
        let mut blinked = log.clone();
        blinked.push(at_minute(blink, Happening::Status(Status::Pending)));
        blinked.push(at_minute(blink, Happening::Status(status)));
        prop_assert_eq!(judge(&log, &book, instant(now)), judge(&blinked, &book, instant(now)));
    }

    #[test]
    fn checks_at_any_times_tell_what_one_check_at_the_end_tells(
        log in log(), book in book(), checks in proptest::collection::btree_set(minute(), 0..12),
    ) {
        let end = MINUTES - 1;
        let mut told: BTreeMap<String, Reached> = BTreeMap::new();
        for now in checks.into_iter().map(instant).chain([instant(end)]) {
            for (key, reached) in alarms(&judge(&log, &book, now), now) {
                let first = told.entry(key).or_insert_with(|| reached.clone());
                prop_assert_eq!(first, &reached);
            }
        }
        let once: BTreeMap<String, Reached> = alarms(&judge(&log, &book, instant(end)), instant(end)).collect();
        prop_assert_eq!(told, once);
    }

    #[test]
    fn every_level_lies_within_its_cycle_and_is_told_once(log in log(), book in surprising_book(), now in minute()) {
        for cycle in judge(&log, &book, instant(now)) {
            let passed: Vec<_> = cycle.passed(instant(now)).collect();
            for (place, reached) in passed.iter().enumerate() {
                prop_assert!(reached.at >= cycle.began_at && reached.at <= instant(now), "{:?} of {:?}", reached, cycle);
                // A version may break a promise at the very instant at which it was kept.
                let before_stop = cycle.stopped_at.is_none_or(|stop| {
                    reached.at < stop || (reached.level == Level::Breach && cycle.breached_at == Some(stop))
                });
                prop_assert!(before_stop, "{:?} of {:?}", reached, cycle);
                prop_assert!(passed[..place].iter().all(|earlier| earlier.level != reached.level));
            }
        }
    }

    #[test]
    fn every_verdict_makes_sense(log in log(), book in surprising_book(), now in minute()) {
        let cycles = judge(&log, &book, instant(now));
        for cycle in &cycles {
            prop_assert!(cycle.elapsed >= Seconds::ZERO && cycle.paused >= Seconds::ZERO && cycle.target > Seconds::ZERO);
            prop_assert!(cycle.started_at <= instant(now) && cycle.stopped_at.is_none_or(|stop| stop <= instant(now)));
            prop_assert_eq!(cycle.state == State::Breached, cycle.breached_at.is_some());
            prop_assert_eq!(cycle.due_at.is_none(), cycle.state == State::Paused);
            prop_assert_eq!(Verdict::of(cycle).outlook(instant(now)), cycle.outlook(instant(now)));
            for (place, (from, to)) in cycle.pauses.iter().enumerate() {
                prop_assert!(to.is_none_or(|to| *from < to));
                prop_assert!(to.is_some() || place + 1 == cycle.pauses.len());
            }
        }
        for metric in Metric::ALL {
            let of = || cycles.iter().filter(|cycle| cycle.metric == *metric);
            prop_assert!(of().filter(|cycle| cycle.is_owed()).count() <= 1);
            prop_assert!(of().zip(1..).all(|(cycle, number)| cycle.number == number));
        }
    }
}

proptest! {
    // Centuries of business time take a while to count.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn logs_at_the_ends_of_time_are_judged_too(
        log in proptest::collection::vec((any::<i64>(), happening()), 0..8), book in surprising_book(), now in any::<i64>(),
    ) {
        let moment = |(at, happening)| Moment { at: Instant::from_epoch(at), recorded_at: Instant::MAX, happening };
        let log: Vec<Moment> = log.into_iter().map(moment).chain([at_minute(0, created(Party::Customer, 1))]).collect();
        judge(&log, &book, Instant::from_epoch(now));
    }
}

fn latest_status(log: &[Moment], at: Instant) -> Status {
    let latest = log.iter().rev().filter(|moment| moment.at <= at).find_map(|moment| match moment.happening {
        Happening::Status(status) => Some(status),
        _ => None,
    });
    latest.unwrap_or(Status::New)
}

fn alarms(cycles: &[Cycle], now: Instant) -> impl Iterator<Item = (String, Reached)> {
    let keyed = |cycle: &Cycle, reached: &Reached| format!("{} {} {}", cycle.metric, cycle.number, reached.level);
    cycles.iter().flat_map(move |cycle| {
        cycle.passed(now).map(|reached| (keyed(cycle, reached), reached.clone())).collect::<Vec<_>>()
    })
}
