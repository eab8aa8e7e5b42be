//! Days on which the clock is moved, in the zones that move it in the strangest ways.

use super::{add, between, daily};

/// Returns the business time of a local date, given by the instants it begins and ends at.
fn day(zone: &str, hours: &str, from: &str, to: &str) -> String {
    between(&daily(zone, &[hours]), from, to)
}

#[test]
fn a_day_has_23_or_25_hours() {
    let rome = daily("Europe/Rome", &["00:00-23:59", "23:59-24:00"]);
    assert_eq!(between(&rome, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), "23h");
    assert_eq!(between(&rome, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), "1d1h");
    let shop = daily("Europe/Rome", &["00:00-12:00"]);
    assert_eq!(add(&shop, "2026-03-28T23:00:00Z", "11h"), "2026-03-29T10:00:00Z");
    assert_eq!(add(&shop, "2026-10-24T22:00:00Z", "13h"), "2026-10-25T11:00:00Z");
}

#[test]
fn an_interval_in_the_gap_is_what_is_left_of_it() {
    let spring = |hours| day("Europe/Rome", hours, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    assert_eq!(spring("02:15-02:45"), "0s");
    assert_eq!(spring("02:00-03:00"), "0s");
    assert_eq!(spring("01:30-02:30"), "30m");
    assert_eq!(spring("02:30-03:30"), "30m");
    assert_eq!(spring("01:30-03:30"), "1h");
    // What starts in the gap begins where the gap ends; what ends in it ends where the gap begins.
    assert_eq!(add(&daily("Europe/Rome", &["02:30-03:30"]), "2026-03-28T12:00:00Z", "1s"), "2026-03-29T01:00:01Z");
    assert_eq!(add(&daily("Europe/Rome", &["01:30-02:30"]), "2026-03-28T12:00:00Z", "30m"), "2026-03-29T01:00:00Z");
}

#[test]
fn the_repeated_hour_counts_twice() {
    let autumn = |hours| day("Europe/Rome", hours, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    assert_eq!(autumn("01:00-04:00"), "4h");
    assert_eq!(autumn("02:00-03:00"), "2h");
    assert_eq!(autumn("02:00-02:30"), "1h");
    assert_eq!(autumn("01:30-02:30"), "1h30m");
    assert_eq!(autumn("02:30-03:30"), "1h30m");
    assert_eq!(autumn("03:00-04:00"), "1h");
}

#[test]
fn what_lies_within_the_repeated_hour_is_open_in_both_passes_and_not_between_them() {
    let rome = daily("Europe/Rome", &["02:00-02:30"]);
    let open = |minute: &str| rome.is_open(super::at(&format!("2026-10-25T{minute}:00Z")));
    let opened: Vec<bool> = ["23:59", "00:00", "00:29", "00:30", "00:59", "01:00", "01:29", "01:30"].map(open).into();
    assert_eq!(opened, [false, true, true, false, false, true, true, false]);
    assert_eq!(add(&rome, "2026-10-25T00:00:00Z", "30m"), "2026-10-25T00:30:00Z");
    assert_eq!(add(&rome, "2026-10-25T00:00:00Z", "31m"), "2026-10-25T01:01:00Z");
}

#[test]
fn nights_are_an_hour_shorter_or_longer() {
    let rome = daily("Europe/Rome", &["22:00-06:00"]);
    assert_eq!(between(&rome, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"), "7h");
    assert_eq!(between(&rome, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"), "9h");
    assert_eq!(add(&rome, "2026-03-28T21:00:00Z", "7h"), "2026-03-29T04:00:00Z");
    assert_eq!(add(&rome, "2026-10-24T20:00:00Z", "9h"), "2026-10-25T05:00:00Z");
}

#[test]
fn in_sao_paulo_midnight_is_skipped() {
    // 2015-10-18 began at 01:00, 03:00 UTC.
    let day = |hours| day("America/Sao_Paulo", hours, "2015-10-18T03:00:00Z", "2015-10-19T02:00:00Z");
    assert_eq!(day("00:00-24:00"), "23h");
    assert_eq!(day("00:00-01:00"), "0s");
    assert_eq!(day("00:30-02:00"), "1h");
    let night = daily("America/Sao_Paulo", &["22:00-06:00"]);
    assert_eq!(between(&night, "2015-10-17T15:00:00Z", "2015-10-18T15:00:00Z"), "7h");
    // In February it is the hour before midnight that comes twice.
    let late = daily("America/Sao_Paulo", &["23:00-24:00"]);
    assert_eq!(between(&late, "2016-02-20T15:00:00Z", "2016-02-21T15:00:00Z"), "2h");
}

#[test]
fn in_tehran_the_clock_moved_at_midnight_until_2022() {
    let day = |hours| day("Asia/Tehran", hours, "2022-03-21T20:30:00Z", "2022-03-22T19:30:00Z");
    assert_eq!(day("00:00-24:00"), "23h");
    assert_eq!(day("00:00-01:30"), "30m");
    let late = daily("Asia/Tehran", &["23:00-24:00"]);
    assert_eq!(between(&late, "2022-09-21T12:00:00Z", "2022-09-22T12:00:00Z"), "2h");
    assert_eq!(between(&late, "2023-09-21T12:00:00Z", "2023-09-22T12:00:00Z"), "1h");
}

#[test]
fn on_lord_howe_it_moves_by_half_an_hour() {
    let spring = |hours| day("Australia/Lord_Howe", hours, "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z");
    assert_eq!(spring("00:00-24:00"), "23h30m");
    assert_eq!(spring("02:00-03:00"), "30m");
    let autumn = |hours| day("Australia/Lord_Howe", hours, "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z");
    assert_eq!(autumn("00:00-24:00"), "1d30m");
    assert_eq!(autumn("01:30-02:00"), "1h");
    assert_eq!(autumn("01:45-02:15"), "45m");
}

#[test]
fn in_apia_a_whole_day_is_missing() {
    // The 29th ended at 10:00 UTC and the 31st began.
    let office = daily("Pacific/Apia", &["09:00-17:00"]);
    assert_eq!(between(&office, "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z"), "16h");
    assert_eq!(add(&office, "2011-12-29T19:00:00Z", "8h"), "2011-12-30T03:00:00Z");
    assert_eq!(add(&office, "2011-12-29T19:00:00Z", "9h"), "2011-12-30T20:00:00Z");
    // Of the missing day's night the morning after is left.
    let night = daily("Pacific/Apia", &["22:00-06:00"]);
    assert_eq!(between(&night, "2011-12-30T08:00:00Z", "2011-12-30T16:00:00Z"), "8h");
}

#[test]
fn offsets_need_be_neither_whole_hours_nor_whole_minutes() {
    assert_eq!(add(&daily("Asia/Kolkata", &["09:00-17:00"]), "2026-03-02T00:00:00Z", "1h"), "2026-03-02T04:30:00Z");
    assert_eq!(add(&daily("Asia/Kathmandu", &["09:00-17:00"]), "2026-03-02T00:00:00Z", "1h"), "2026-03-02T04:15:00Z");
    // Monrovia was 44 minutes and 30 seconds behind until 1972, Amsterdam about twenty minutes ahead.
    assert_eq!(add(&daily("Africa/Monrovia", &["09:00-17:00"]), "1971-03-01T00:00:00Z", "1h"), "1971-03-01T10:44:30Z");
    let amsterdam = daily("Europe/Amsterdam", &["09:00-17:00"]);
    assert_eq!(between(&amsterdam, "1900-03-01T00:00:00Z", "1900-03-02T00:00:00Z"), "8h");
}
