use proptest::prelude::*;

use super::oracle::{Minutes, Plain};
use super::{Calendar, Instant, Reason, Seconds, Target, zone};

/// Half hours, quarters, a day missing, midnights missing, seconds, no change at all.
const ZONES: [&str; 16] = [
    "Europe/Rome",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "Africa/Casablanca",
    "Europe/Dublin",
    "Africa/Monrovia",
    "Asia/Gaza",
    "Antarctica/Troll",
    "UTC",
];

const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// A day's hours out of an even number of cuts; the last interval may reach into the next morning, before 05:00.
fn day_hours() -> impl Strategy<Value = Minutes> {
    let cuts = prop::collection::btree_set(20_i64..=96, 0..=3);
    (cuts, prop::option::weighted(0.3, 1_i64..20)).prop_map(|(cuts, night)| {
        let mut cuts: Vec<i64> = cuts.into_iter().map(|quarter| quarter * 15).collect();
        match night {
            Some(quarter) if cuts.len() % 2 == 1 && cuts.last() != Some(&1440) => cuts.push(1440 + quarter * 15),
            _ => cuts.truncate(cuts.len() / 2 * 2),
        }
        cuts.chunks(2).map(|pair| (pair[0], pair[1])).collect()
    })
}

/// Small hours, where clocks change; never overnight, so that they may follow any night only if it ends by midnight.
fn early_hours() -> impl Strategy<Value = Minutes> {
    prop::collection::btree_set(0_i64..=24, 2..=4).prop_map(|cuts| {
        let cuts: Vec<i64> = cuts.into_iter().map(|quarter| quarter * 15).collect();
        cuts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    })
}

fn week() -> impl Strategy<Value = [Minutes; 7]> {
    prop_oneof![
        3 => prop::array::uniform7(day_hours()),
        2 => prop::array::uniform7(early_hours()),
        1 => Just(std::array::from_fn(|_| vec![(0, 1440)])),
        1 => day_hours().prop_map(|hours| std::array::from_fn(|day| if day == 2 { hours.clone() } else { vec![] })),
    ]
}

/// An instant within days of a change of the zone's offset, or anywhere if there is none.
fn near_a_change(zone_name: &str, around: i64, shift: i64) -> i64 {
    let change = zone(zone_name).next_change(Instant::from_epoch(around));
    change.map_or(around, Instant::epoch) + shift
}

/// A calendar whose holidays and overrides lie near the instant it comes with.
fn scene() -> impl Strategy<Value = (Plain, Calendar, i64)> {
    let dates = prop::collection::vec((-6_i64..12, 0_i64..4), 0..3);
    let overrides = prop::collection::btree_map(-6_i64..12, prop_oneof![day_hours(), early_hours()], 0..3);
    // From 1972 to 2100: offsets before that have seconds, which another property walks.
    let around = (63_072_000_i64..4_102_444_800, -3 * DAY..2 * DAY);
    (prop::sample::select(&ZONES[..]), week(), dates, overrides, around, any::<bool>()).prop_filter_map(
        "overlapping or never open",
        |(zone_name, week, dates, overrides, (around, shift), yearly)| {
            let start = near_a_change(zone_name, around, shift).div_euclid(MINUTE) * MINUTE;
            let near = |days: i64| zone(zone_name).local(Instant::from_epoch(start + days * DAY)).date();
            let plain = Plain {
                zone: zone_name.to_owned(),
                week,
                holidays: dates.iter().map(|(day, length)| (near(*day), near(day + length))).collect(),
                yearly: if yearly { vec![(near(2).month(), near(2).day()), (2, 29)] } else { vec![] },
                overrides: overrides.into_iter().map(|(day, hours)| (near(day), hours)).collect(),
            };
            Some((plain.build().ok()?, plain)).map(|(calendar, plain)| (plain, calendar, start))
        },
    )
}

fn instant(epoch: i64) -> Instant {
    Instant::from_epoch(epoch)
}

/// Spans from a second to decades.
fn span() -> impl Strategy<Value = i64> {
    prop_oneof![1..7200_i64, 1..1_000_000_i64, 1..1_000_000_000_i64]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn between_is_what_a_walk_over_the_minutes_counts((plain, calendar, start) in scene(), minutes in 0..5000_i64) {
        let end = start + minutes * MINUTE;
        let walked = plain.between(&zone(&plain.zone), start, end, MINUTE);
        prop_assert_eq!(calendar.between(instant(start), instant(end)).get(), walked);
    }

    #[test]
    fn each_instant_is_open_as_its_local_time_says((plain, calendar, start) in scene(), seconds in 0..5 * DAY) {
        let rules = zone(&plain.zone);
        for at in (start + seconds..).step_by(997).take(200).map(instant) {
            prop_assert_eq!(calendar.is_open(at), plain.is_open(&rules, at), "{}", at);
        }
    }

    #[test]
    fn the_next_opening_is_the_first_open_minute((plain, calendar, start) in scene()) {
        let rules = zone(&plain.zone);
        let next = calendar.next_open(instant(start));
        let walked = (start..start + 3 * DAY).step_by(60).map(instant).find(|at| plain.is_open(&rules, *at));
        match walked {
            Some(_) => prop_assert_eq!(next, walked),
            None => prop_assert!(next.is_none_or(|next| next >= instant(start + 3 * DAY))),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_with_seconds_are_walked_second_by_second(
        name in prop::sample::select(&["Europe/Amsterdam", "Africa/Monrovia", "Asia/Kolkata", "America/Caracas"][..]),
        (around, shift) in (-3_000_000_000..-1_000_000_i64, -5000..0_i64),
        week in week(),
    ) {
        let plain = Plain { zone: name.to_owned(), week, holidays: vec![], yearly: vec![], overrides: vec![] };
        let Ok(calendar) = plain.build() else { return Ok(()) };
        let (start, rules) = (near_a_change(name, around, shift), zone(name));
        let walked = plain.between(&rules, start, start + 6000, 1);
        prop_assert_eq!(calendar.between(instant(start), instant(start + 6000)).get(), walked);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn add_is_the_earliest_instant_that_between_answers((_, calendar, start) in scene(), span in span()) {
        let start = instant(start);
        if let Some(end) = calendar.add(start, Seconds::new(span)) {
            prop_assert_eq!(calendar.between(start, end).get(), span);
            let second_before = instant(end.epoch() - 1);
            prop_assert_eq!(calendar.between(start, second_before).get(), span - 1);
            prop_assert!(calendar.is_open(second_before));
        } else {
            prop_assert!(calendar.between(start, Instant::MAX).get() < span);
        }
    }

    #[test]
    fn adding_twice_is_adding_the_sum((_, calendar, start) in scene(), first in span(), second in span()) {
        let start = instant(start);
        let once = calendar.add(start, Seconds::new(first + second));
        let twice = calendar.add(start, Seconds::new(first)).and_then(|end| calendar.add(end, Seconds::new(second)));
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn later_starts_and_longer_spans_end_no_earlier(
        (_, calendar, start) in scene(), later in 0..10 * DAY, span in span(), longer in 0..10 * DAY,
    ) {
        let end = |start: i64, span: i64| calendar.add(instant(start), Seconds::new(span)).unwrap_or(Instant::MAX);
        prop_assert!(end(start, span) <= end(start + later, span));
        prop_assert!(end(start, span) <= end(start, span + longer));
        prop_assert!(calendar.between(instant(start), instant(start + later)).get() <= later);
    }

    #[test]
    fn distances_add_up((_, calendar, start) in scene(), a in 0..400 * DAY, b in 0..20_000 * DAY) {
        let (first, second, third) = (instant(start), instant(start + a), instant(start + a + b));
        let halves = calendar.between(first, second).plus(calendar.between(second, third));
        prop_assert_eq!(calendar.between(first, third), halves);
    }

    #[test]
    fn segments_leave_no_gap_and_their_open_part_is_the_business_time(
        (_, calendar, start) in scene(), length in 1..30 * DAY,
    ) {
        let (from, to) = (instant(start), instant(start + length));
        let segments = calendar.segments(from, to);
        prop_assert_eq!(segments[0].from, from);
        prop_assert_eq!(segments[segments.len() - 1].to, to);
        for pair in segments.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
            prop_assert_ne!(pair[0].reason, pair[1].reason);
        }
        let open = segments.iter().filter(|segment| segment.reason == Reason::Open);
        let open: i64 = open.map(|segment| segment.to.since(segment.from).get()).sum();
        prop_assert_eq!(open, calendar.between(from, to).get());
    }

    #[test]
    fn days_from_a_later_start_are_due_no_earlier((_, calendar, start) in scene(), days in 1..30_u32, later in 0..9 * DAY) {
        let end_of_day = days % 2 == 0;
        let target = Target::Days { count: days.try_into().unwrap(), end_of_day };
        let due = |start: i64| calendar.due(instant(start), target).unwrap_or(Instant::MAX);
        let offset = |at: i64| calendar.zone().offset_at(instant(at));
        // In the hour it repeats, the wall clock itself goes back.
        if end_of_day || offset(start) <= offset(start + later) {
            prop_assert!(due(start) <= due(start + later));
        }
        prop_assert!(due(start) > instant(start));
    }
}
