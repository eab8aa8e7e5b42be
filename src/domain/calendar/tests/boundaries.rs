//! Edges of hours, weeks, holidays and overrides.

use super::{add, at, between, calendar, daily, office};
use crate::domain::calendar::Calendar;
use crate::domain::{Instant, Seconds};

// 2026-03-02 is a Monday; Rome is one hour ahead of UTC until 2026-03-29.

#[test]
fn a_due_time_at_closing_is_closing_and_not_the_next_opening() {
    let office = office();
    assert_eq!(add(&office, "2026-03-02T08:00:00Z", "4h"), "2026-03-02T12:00:00Z");
    assert_eq!(add(&office, "2026-03-02T08:00:00Z", "4h1s"), "2026-03-02T13:00:01Z");
    assert_eq!(add(&office, "2026-03-02T08:00:00Z", "8h"), "2026-03-02T17:00:00Z");
    assert_eq!(add(&office, "2026-03-06T08:00:00Z", "11h"), "2026-03-07T11:00:00Z");
    assert_eq!(add(&office, "2026-03-02T08:00:00Z", "43h"), "2026-03-07T11:00:00Z");
}

#[test]
fn a_start_outside_hours_counts_from_the_next_opening() {
    let office = office();
    for start in ["2026-03-01T20:00:00Z", "2026-03-02T07:59:59Z", "2026-03-02T08:00:00Z", "2026-02-28T11:00:00Z"] {
        assert_eq!(add(&office, start, "1h"), "2026-03-02T09:00:00Z");
    }
    assert_eq!(add(&office, "2026-03-02T12:00:00Z", "1s"), "2026-03-02T13:00:01Z");
}

#[test]
fn hours_are_open_at_the_opening_and_closed_at_the_closing() {
    let office = office();
    for (instant, open) in [("07:59:59", false), ("08:00:00", true), ("11:59:59", true), ("12:00:00", false)] {
        assert_eq!(office.is_open(at(&format!("2026-03-02T{instant}Z"))), open, "{instant}");
    }
    assert_eq!(office.next_open(at("2026-03-02T08:00:00Z")), Some(at("2026-03-02T08:00:00Z")));
    assert_eq!(office.next_open(at("2026-03-02T12:00:00Z")), Some(at("2026-03-02T13:00:00Z")));
    assert_eq!(office.next_open(at("2026-03-07T11:00:00Z")), Some(at("2026-03-09T08:00:00Z")));
}

#[test]
fn between_is_half_open_and_nothing_backwards() {
    let office = office();
    assert_eq!(between(&office, "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z"), "1d19h");
    assert_eq!(between(&office, "2026-03-02T11:59:59Z", "2026-03-02T13:00:01Z"), "2s");
    assert_eq!(between(&office, "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"), "0s");
    assert_eq!(between(&office, "2026-03-02T13:00:00Z", "2026-03-02T08:00:00Z"), "0s");
    assert_eq!(between(&office, "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z"), "0s");
}

#[test]
fn no_time_at_all_leaves_the_start_where_it_is() {
    let start = at("2026-03-01T20:00:00Z");
    assert_eq!(office().add(start, Seconds::ZERO), Some(start));
    assert_eq!(office().add(start, Seconds::hours(-1)), Some(start));
}

#[test]
fn a_day_may_be_open_up_to_midnight_and_on_from_it() {
    let evening = daily("UTC", &["18:00-24:00"]);
    assert_eq!(add(&evening, "2026-03-02T18:00:00Z", "6h"), "2026-03-03T00:00:00Z");
    assert_eq!(add(&evening, "2026-03-02T18:00:00Z", "6h1s"), "2026-03-03T18:00:01Z");
    let all_day = daily("Europe/Rome", &["00:00-12:00", "12:00-24:00"]);
    assert_eq!(add(&all_day, "2026-03-02T18:00:00Z", "48h"), "2026-03-04T18:00:00Z");
}

#[test]
fn holidays_close_their_dates_in_the_zone_of_the_calendar() {
    let office = office();
    // Easter Monday in Rome begins at 22:00 UTC the evening before.
    assert_eq!(add(&office, "2026-04-04T08:00:00Z", "3h"), "2026-04-07T08:00:00Z");
    // The summer break, both ends included.
    assert_eq!(between(&office, "2026-08-09T00:00:00Z", "2026-08-22T00:00:00Z"), "0s");
    assert_eq!(between(&office, "2026-08-07T00:00:00Z", "2026-08-23T00:00:00Z"), "14h");
    // Christmas every year: a Friday in 2026, a Saturday in 2027.
    assert_eq!(between(&office, "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"), "0s");
    assert_eq!(between(&office, "2027-12-24T23:00:00Z", "2027-12-25T23:00:00Z"), "0s");
    assert_eq!(between(&office, "2027-12-23T23:00:00Z", "2027-12-24T23:00:00Z"), "8h");
}

#[test]
fn the_29th_of_february_is_a_holiday_in_leap_years_only() {
    let calendar = calendar("UTC", &[("mon-sun", &["09:00-17:00"])], &["02-29"], &[]).unwrap();
    assert_eq!(between(&calendar, "2028-02-28T00:00:00Z", "2028-03-02T00:00:00Z"), "16h");
    assert_eq!(between(&calendar, "2027-02-28T00:00:00Z", "2027-03-02T00:00:00Z"), "16h");
    // 2100 is no leap year, 2000 is one.
    assert_eq!(between(&calendar, "2100-02-01T00:00:00Z", "2100-03-01T00:00:00Z"), "9d8h");
    assert_eq!(between(&calendar, "2000-02-01T00:00:00Z", "2000-03-01T00:00:00Z"), "9d8h");
}

#[test]
fn an_override_beats_the_weekday_and_the_holiday() {
    let office = office();
    // A short Christmas Eve, an extra Sunday, a closed Monday.
    assert_eq!(between(&office, "2026-12-23T23:00:00Z", "2026-12-24T23:00:00Z"), "3h");
    assert_eq!(add(&office, "2026-11-21T11:00:00Z", "2h"), "2026-11-22T11:00:00Z");
    assert_eq!(between(&office, "2026-12-06T23:00:00Z", "2026-12-07T23:00:00Z"), "0s");
    let week: [(&str, &[&str]); 1] = [("mon-fri", &["09:00-17:00"])];
    let open_christmas = calendar("UTC", &week, &["12-25"], &[("2026-12-25", &["10:00-11:00"])]).unwrap();
    assert_eq!(between(&open_christmas, "2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z"), "1h");
}

#[test]
fn a_night_belongs_to_the_day_it_starts_on() {
    let week: [(&str, &[&str]); 1] = [("mon-fri", &["22:00-06:00"])];
    let nights = calendar("UTC", &week, &["2026-03-04"], &[("2026-03-05", &["20:00-21:00"])]).unwrap();
    let night = |from: &str, to: &str| between(&nights, &format!("2026-03-{from}:00Z"), &format!("2026-03-{to}:00Z"));
    // Sunday has none of its own, so Monday morning is closed; Friday's ends on Saturday.
    assert_eq!(night("09T00:00", "09T12:00"), "0s");
    assert_eq!(night("13T22:00", "14T12:00"), "8h");
    // Tuesday's night goes on into the holiday, the holiday's own never begins.
    assert_eq!(night("03T22:00", "04T12:00"), "8h");
    assert_eq!(night("04T12:00", "05T12:00"), "0s");
    // Thursday's hours are replaced, its night with them.
    assert_eq!(night("05T12:00", "06T12:00"), "1h");
    assert_eq!(add(&nights, "2026-03-03T23:00:00Z", "7h1s"), "2026-03-05T20:00:01Z");
}

#[test]
fn sunday_s_night_ends_on_monday() {
    let sundays = calendar("UTC", &[("sun", &["22:00-06:00"])], &[], &[]).unwrap();
    assert_eq!(add(&sundays, "2026-03-01T22:00:00Z", "8h"), "2026-03-02T06:00:00Z");
    assert_eq!(add(&sundays, "2026-03-02T05:00:00Z", "2h"), "2026-03-08T23:00:00Z");
}

#[test]
fn far_distances_cost_no_exactness() {
    let weekdays = calendar("Europe/Rome", &[("mon-fri", &["09:00-17:00"])], &[], &[]).unwrap();
    // 2600 weeks of 40 hours from a Monday's opening end with a Friday's closing, fifty years on, in winter time.
    assert_eq!(add(&weekdays, "2026-01-05T08:00:00Z", "104000h"), "2075-11-01T16:00:00Z");
    assert_eq!(between(&weekdays, "2026-01-05T08:00:00Z", "2075-11-01T16:00:00Z"), "4333d8h");
    assert_eq!(between(&weekdays, "1826-01-02T00:00:00Z", "2826-01-05T00:00:00Z"), "86963d8h");
}

#[test]
fn beyond_the_last_instant_there_is_no_due_time() {
    let (last, office) = (Instant::MAX, office());
    assert_eq!(office.add(last, Seconds::hours(1)), None);
    assert_eq!(office.add(at("2026-03-02T08:00:00Z"), Seconds::new(i64::MAX)), None);
    assert_eq!(office.next_open(last), None);
    assert_eq!(office.due(last, "1d".parse().unwrap()), None);
    let all_day = daily("Asia/Kolkata", &["00:00-24:00"]);
    assert_eq!(all_day.next_open(last), Some(last));
    assert_eq!(all_day.add(at("9999-12-31T23:59:58Z"), Seconds::new(1)), Some(last));
    assert_eq!(all_day.add(at("9999-12-31T23:59:58Z"), Seconds::new(2)), None);
    assert!(office.between(Instant::MIN, last) > Seconds::days(365 * 1000));
}

#[test]
fn a_calendar_of_single_dates_ends_with_the_last_of_them() {
    let fair = calendar("Europe/Rome", &[], &[], &[("2026-05-02", &["10:00-18:00"]), ("2026-05-01", &[])]).unwrap();
    assert_eq!(add(&fair, "2020-01-01T00:00:00Z", "8h"), "2026-05-02T16:00:00Z");
    assert_eq!(fair.add(at("2020-01-01T00:00:00Z"), Seconds::hours(9)), None);
    assert_eq!(fair.next_open(at("2026-05-02T16:00:00Z")), None);
    assert_eq!(fair.due(at("2026-05-02T08:00:00Z"), "1d".parse().unwrap()), None);
}

#[test]
fn the_calendar_that_never_closes_is_plain_arithmetic() {
    let always = Calendar::always();
    let start = at("2026-03-29T00:30:00Z");
    assert_eq!((always.name(), always.zone().name()), ("24x7", "UTC"));
    assert_eq!(always.add(start, Seconds::days(20_000)), Some(start.plus(Seconds::days(20_000))));
    assert_eq!(always.between(Instant::MIN, Instant::MAX), Instant::MAX.since(Instant::MIN));
    assert_eq!(always.next_open(start), Some(start));
    assert_eq!(always.due(start, "2d".parse().unwrap()), Some(start.plus(Seconds::days(2))));
    assert_eq!(always.add(Instant::MAX, Seconds::new(1)), None);
    assert_eq!(always.next_open(Instant::MAX), Some(Instant::MAX));
    assert!(always.is_open(start));
}

#[test]
fn calendars_are_equal_by_what_they_say_and_not_by_what_they_were_asked() {
    let (asked, fresh) = (office(), office());
    add(&asked, "2026-03-02T08:00:00Z", "4h");
    assert_eq!(asked, fresh);
    assert_ne!(asked, Calendar::always());
    assert_eq!(asked.holidays().len(), 3);
    assert_eq!(asked.overrides().map(|(date, _)| date.to_string()).last(), Some("2026-12-24".to_owned()));
    assert!(asked.week().to_string().ends_with("sat 09:00-12:00"));
}

#[test]
fn the_last_day_that_opens_is_found_beyond_the_end_of_its_52_weeks_in_utc() {
    let last = calendar("Pacific/Honolulu", &[], &[], &[("2026-10-21", &["18:00-22:00"])]).unwrap();
    assert_eq!(add(&last, "2026-10-01T00:00:00Z", "2h"), "2026-10-22T06:00:00Z");
    assert_eq!(last.add(at("2026-10-01T00:00:00Z"), "5h".parse().unwrap()), None);
}

#[test]
fn a_holiday_is_one_on_the_last_day_of_52_weeks_and_on_the_first() {
    // 52 weeks of the arithmetic end with 2026-10-21.
    let closed = calendar("UTC", &[("mon-sun", &["09:00-18:00"])], &["2026-10-21..2026-10-22"], &[]).unwrap();
    assert_eq!(between(&closed, "2026-10-20T00:00:00Z", "2026-10-24T00:00:00Z"), "18h");
    assert_eq!(add(&closed, "2026-10-20T17:00:00Z", "2h"), "2026-10-23T10:00:00Z");
}
