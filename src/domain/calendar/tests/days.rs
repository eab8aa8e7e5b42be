//! Targets in working days.

use super::{Calendar, Seconds, Week, at, calendar, daily, office, zone};

fn due(calendar: &Calendar, start: &str, target: &str) -> String {
    calendar.due(at(start), target.parse().unwrap()).unwrap().to_string()
}

fn by_closing(calendar: &Calendar, start: &str, target: &str) -> String {
    let target = target.parse::<super::Target>().unwrap().with_end_of_day(true);
    calendar.due(at(start), target).unwrap().to_string()
}

#[test]
fn business_time_is_added() {
    assert_eq!(due(&office(), "2026-03-02T08:00:00Z", "4h"), "2026-03-02T12:00:00Z");
}

#[test]
fn days_keep_the_wall_time() {
    let office = office();
    assert_eq!(due(&office, "2026-03-02T10:15:30Z", "1d"), "2026-03-03T10:15:30Z");
    assert_eq!(due(&office, "2026-03-02T10:15:30Z", "2d"), "2026-03-04T10:15:30Z");
    // Saturday is a working day here and Sunday is not.
    assert_eq!(due(&office, "2026-03-06T10:00:00Z", "2d"), "2026-03-09T10:00:00Z");
    // Over the night the clocks change: 11:00 on the wall on both days.
    assert_eq!(due(&office, "2026-03-27T10:00:00Z", "2d"), "2026-03-30T09:00:00Z");
}

#[test]
fn a_wall_time_outside_the_hours_of_the_last_day_is_kept() {
    let office = office();
    // 17:00 on Friday, and Saturday closes at 12:00.
    assert_eq!(due(&office, "2026-03-06T16:00:00Z", "1d"), "2026-03-07T16:00:00Z");
    assert_eq!(by_closing(&office, "2026-03-06T16:00:00Z", "1d"), "2026-03-07T11:00:00Z");
    // After closing and before opening of a working day it is that day still.
    assert_eq!(due(&office, "2026-03-02T20:00:00Z", "1d"), "2026-03-03T20:00:00Z");
    assert_eq!(due(&office, "2026-03-02T05:00:00Z", "1d"), "2026-03-03T05:00:00Z");
}

#[test]
fn a_start_on_a_closed_day_is_due_when_the_last_day_ends() {
    let office = office();
    // On Sunday: the first working day after it is Monday, which ends at 23:00 UTC.
    assert_eq!(due(&office, "2026-03-01T10:00:00Z", "1d"), "2026-03-02T23:00:00Z");
    assert_eq!(due(&office, "2026-03-01T10:00:00Z", "2d"), "2026-03-03T23:00:00Z");
    assert_eq!(by_closing(&office, "2026-03-01T10:00:00Z", "1d"), "2026-03-02T17:00:00Z");
    // That is between a start on Saturday night and one early on Monday.
    assert_eq!(due(&office, "2026-02-28T22:59:59Z", "1d"), "2026-03-02T22:59:59Z");
    assert_eq!(due(&office, "2026-03-01T23:00:00Z", "1d"), "2026-03-02T23:00:00Z");
}

#[test]
fn holidays_and_closed_overrides_are_not_counted_and_extra_days_are() {
    let office = office();
    assert_eq!(due(&office, "2026-04-03T08:00:00Z", "2d"), "2026-04-07T08:00:00Z");
    assert_eq!(due(&office, "2026-08-07T08:00:00Z", "2d"), "2026-08-22T08:00:00Z");
    assert_eq!(due(&office, "2026-12-05T09:00:00Z", "1d"), "2026-12-08T09:00:00Z");
    assert_eq!(due(&office, "2026-11-21T09:00:00Z", "1d"), "2026-11-22T09:00:00Z");
    assert_eq!(by_closing(&office, "2026-12-23T09:00:00Z", "1d"), "2026-12-24T11:00:00Z");
}

#[test]
fn a_closing_may_be_in_the_night_after() {
    let nights = calendar("UTC", &[("mon-fri", &["22:00-06:00"])], &[], &[]).unwrap();
    assert_eq!(by_closing(&nights, "2026-03-05T23:00:00Z", "1d"), "2026-03-07T06:00:00Z");
    // A night that began on Friday does not make Saturday a working day.
    assert_eq!(by_closing(&nights, "2026-03-07T02:00:00Z", "1d"), "2026-03-10T06:00:00Z");
}

#[test]
fn a_skipped_wall_time_is_the_end_of_the_gap_and_a_repeated_one_the_first() {
    let rome = daily("Europe/Rome", &["00:00-24:00"]);
    assert_eq!(due(&rome, "2026-03-28T01:30:00Z", "1d"), "2026-03-29T01:00:00Z");
    assert_eq!(due(&rome, "2026-10-24T00:30:00Z", "1d"), "2026-10-25T00:30:00Z");
    // The second 02:30 of the night is 02:30 the day after.
    assert_eq!(due(&rome, "2026-10-25T01:30:00Z", "1d"), "2026-10-26T01:30:00Z");
}

#[test]
fn a_closing_in_the_repeated_hour_is_the_later_one() {
    let rome = daily("Europe/Rome", &["00:00-02:30"]);
    assert_eq!(by_closing(&rome, "2026-10-24T10:00:00Z", "1d"), "2026-10-25T01:30:00Z");
    // In spring nothing is left of the last interval, so the one before it closes the day.
    let spring = daily("Europe/Rome", &["00:00-01:00", "02:00-03:00"]);
    assert_eq!(by_closing(&spring, "2026-03-28T10:00:00Z", "1d"), "2026-03-29T00:00:00Z");
}

#[test]
fn a_date_the_clock_skipped_is_no_working_day() {
    // In Apia the 30th never came; the 31st began at 10:00 UTC on the 30th.
    let apia = daily("Pacific/Apia", &["09:00-17:00"]);
    assert_eq!(due(&apia, "2011-12-29T20:00:00Z", "1d"), "2011-12-30T20:00:00Z");
    assert_eq!(due(&apia, "2011-12-29T20:00:00Z", "2d"), "2011-12-31T20:00:00Z");
    // Hours that lie in the gap make no working day of a date either.
    let rome = daily("Europe/Rome", &["02:00-03:00"]);
    assert_eq!(due(&rome, "2026-03-28T01:30:00Z", "1d"), "2026-03-30T00:30:00Z");
}

#[test]
fn a_day_that_ends_at_a_skipped_midnight_ends_with_the_gap() {
    // Sunday to Saturday: Saturday's midnight is skipped, and it ends at 03:00 UTC as 23:59:59 turns 01:00.
    let saturdays = calendar("America/Sao_Paulo", &[("sat", &["09:00-17:00"])], &[], &[]).unwrap();
    assert_eq!(due(&saturdays, "2015-10-15T12:00:00Z", "1d"), "2015-10-18T03:00:00Z");
}

#[test]
fn calendars_are_the_same_by_name_zone_and_rules_together() {
    let rome = || daily("Europe/Rome", &["09:00-17:00"]);
    let called = |name| {
        let week = Week::read([("mon-sun", ["09:00-17:00"].as_slice())]).unwrap();
        Calendar::new(name, zone("Europe/Rome"), week, Vec::new(), Vec::new()).unwrap()
    };
    assert_eq!(rome(), rome());
    assert_eq!(rome(), called("office"));
    assert_ne!(rome(), called("shop"));
    assert_ne!(rome(), daily("Europe/Paris", &["09:00-17:00"]));
    assert_ne!(rome(), daily("Europe/Rome", &["09:00-18:00"]));
}

#[test]
fn the_longest_day_is_that_of_the_week_or_an_override_and_the_hour_a_clock_may_repeat() {
    assert_eq!(office().longest_day(), Seconds::hours(9));
    let fair = calendar("Europe/Rome", &[("mon", &["09:00-17:00"])], &[], &[("2026-12-05", &["08:00-20:00"])]).unwrap();
    assert_eq!(fair.longest_day(), Seconds::hours(13));
}
