//! Segments and their reasons.

use super::{Calendar, Reason, at, calendar, office};

fn explained(calendar: &Calendar, from: &str, to: &str) -> Vec<String> {
    let reason = |reason: Reason<'_>| match reason {
        Reason::Open => "open".to_owned(),
        Reason::Closed => "closed".to_owned(),
        Reason::Holiday(holiday) => holiday.to_string(),
        Reason::Override(date) => format!("override {date}"),
    };
    let segments = calendar.segments(at(from), at(to)).into_iter();
    segments.map(|segment| format!("{} {} {}", segment.from, segment.to, reason(segment.reason))).collect()
}

#[test]
fn nights_weekends_and_breaks_are_one_segment_each() {
    assert_eq!(
        explained(&office(), "2026-03-06T16:00:00Z", "2026-03-09T08:30:00Z"),
        [
            "2026-03-06T16:00:00Z 2026-03-06T17:00:00Z open",
            "2026-03-06T17:00:00Z 2026-03-07T08:00:00Z closed",
            "2026-03-07T08:00:00Z 2026-03-07T11:00:00Z open",
            "2026-03-07T11:00:00Z 2026-03-09T08:00:00Z closed",
            "2026-03-09T08:00:00Z 2026-03-09T08:30:00Z open",
        ]
    );
    assert_eq!(
        explained(&office(), "2026-08-08T12:00:00Z", "2026-08-22T07:00:00Z"),
        [
            "2026-08-08T12:00:00Z 2026-08-09T22:00:00Z closed",
            "2026-08-09T22:00:00Z 2026-08-21T22:00:00Z 2026-08-10..2026-08-21 Summer",
            "2026-08-21T22:00:00Z 2026-08-22T07:00:00Z closed",
        ]
    );
}

#[test]
fn holidays_are_named_and_overrides_dated() {
    assert_eq!(
        explained(&office(), "2026-12-23T17:00:00Z", "2026-12-26T08:00:00Z"),
        [
            "2026-12-23T17:00:00Z 2026-12-23T23:00:00Z closed",
            "2026-12-23T23:00:00Z 2026-12-24T08:00:00Z override 2026-12-24",
            "2026-12-24T08:00:00Z 2026-12-24T11:00:00Z open",
            "2026-12-24T11:00:00Z 2026-12-24T23:00:00Z override 2026-12-24",
            "2026-12-24T23:00:00Z 2026-12-25T23:00:00Z 12-25 Christmas",
            "2026-12-25T23:00:00Z 2026-12-26T08:00:00Z closed",
        ]
    );
}

#[test]
fn of_two_holidays_on_a_date_a_named_one_is_shown() {
    let holidays = ["12-25", "12-25 Christmas", "2026-12-26", "2026-12-26 Boxing Day", "2026-12-24..2026-12-24 Eve"];
    let office = calendar("UTC", &[("mon-sun", &["09:00-17:00"])], &holidays, &[]).unwrap();
    assert_eq!(
        explained(&office, "2026-12-24T00:00:00Z", "2026-12-27T00:00:00Z"),
        [
            "2026-12-24T00:00:00Z 2026-12-25T00:00:00Z 2026-12-24 Eve",
            "2026-12-25T00:00:00Z 2026-12-26T00:00:00Z 12-25 Christmas",
            "2026-12-26T00:00:00Z 2026-12-27T00:00:00Z 2026-12-26 Boxing Day",
        ]
    );
}

#[test]
fn a_night_that_never_began_is_closed_for_the_reason_of_its_day() {
    let nights = calendar("UTC", &[("mon-sun", &["22:00-06:00"])], &["2026-03-04 Fair"], &[]).unwrap();
    assert_eq!(
        explained(&nights, "2026-03-03T22:00:00Z", "2026-03-05T23:00:00Z"),
        [
            "2026-03-03T22:00:00Z 2026-03-04T06:00:00Z open",
            "2026-03-04T06:00:00Z 2026-03-05T06:00:00Z 2026-03-04 Fair",
            "2026-03-05T06:00:00Z 2026-03-05T22:00:00Z closed",
            "2026-03-05T22:00:00Z 2026-03-05T23:00:00Z open",
        ]
    );
}

#[test]
fn nothing_is_said_of_no_time_and_one_thing_of_all_time() {
    assert_eq!(explained(&office(), "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z"), [""; 0]);
    assert_eq!(explained(&Calendar::always(), "2026-03-02T08:00:00Z", "2026-03-02T07:00:00Z"), [""; 0]);
    assert_eq!(
        explained(&Calendar::always(), "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ["2026-01-01T00:00:00Z 2027-01-01T00:00:00Z open"]
    );
}
