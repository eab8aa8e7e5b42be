//! Calendars.

use insta::assert_snapshot;

use super::refused;

#[test]
fn a_zone_must_be_there_and_be_known() {
    assert_snapshot!(refused(r#"
[calendar.office]
hours = { mon = ["09:00-10:00"] }
[calendar.shop]
timezone = "Europe/Rom"
hours = { mon = ["09:00-10:00"] }
"#), @r#"
    p.toml:1: calendar `office` has no `timezone`, expected an IANA name, e.g. `timezone = "Europe/Rome"`
    p.toml:4: `Europe/Rom` is not a time zone, expected an IANA name, e.g. `Europe/Rome`; did you mean `Europe/Rome`?
    "#);
}

#[test]
fn hours_must_be_readable_and_not_empty() {
    assert_snapshot!(refused(r#"
[calendar.office]
timezone = "Europe/Rome"
hours = { mon-fri = [
    "09:00-13:00",
    "9-18",
    "12:00-14:00",
  ], sa = ["09:00-12:00"],
  sun = ["09:00-09:00"] }
"#), @"
    p.toml:5: `9-18` is not an open interval, expected `HH:MM-HH:MM` from 00:00 to 24:00, e.g. `09:00-13:00`, `22:00-06:00`, `18:00-24:00`
    p.toml:6: `09:00-13:00` and `12:00-14:00` overlap; end the first by `12:00` or write one interval for both
    p.toml:7: `sa` is not a weekday, expected one of mon, tue, wed, thu, fri, sat, sun; did you mean `sat`?
    p.toml:8: `09:00-09:00` is not an open interval, expected some time between opening and closing; the whole day is `00:00-24:00`
    ");
}

#[test]
fn hours_must_not_overlap() {
    assert_snapshot!(refused(r#"
[calendar.a]
timezone = "Europe/Rome"
hours = { mon = [
    "12:00-18:00",
    "09:00-13:00",
] }
[calendar.b]
timezone = "Europe/Rome"
[calendar.b.hours]
sat = ["09:00-12:00"]
sun = ["22:00-06:00"]
mon = ["05:00-09:00"]
[calendar.c]
timezone = "Europe/Rome"
[calendar.c.hours]
mon-fri = ["20:00-08:00", "07:00-12:00"]
[calendar.d]
timezone = "Europe/Rome"
[calendar.d.hours]
mon-fri = ["09:00-12:00"]
wed = ["09:00-17:00"]
"#), @"
    p.toml:4: `09:00-13:00` and `12:00-18:00` overlap; end the first by `12:00` or write one interval for both
    p.toml:11: `22:00-06:00` on sun runs into `05:00-09:00` on mon; end the first by `05:00` or open the second at `06:00`
    p.toml:16: `20:00-08:00` on mon runs into `07:00-12:00` on tue; end the first by `07:00` or open the second at `08:00`
    p.toml:21: `wed` gives hours to wed, which `mon-fri` has done already; name each weekday once
    ");
}

#[test]
fn a_calendar_must_open_some_time() {
    assert_snapshot!(refused(r#"
[calendar.a]
timezone = "Europe/Rome"

[calendar.b]
timezone = "Europe/Rome"
hours = { mon = [] }
overrides = { 2026-12-24 = [] }
"#), @r#"
    p.toml:1: calendar `a` is never open; give it some hours, e.g. `mon-fri = ["09:00-17:00"]`
    p.toml:4: calendar `b` is never open; give it some hours, e.g. `mon-fri = ["09:00-17:00"]`
    "#);
}

#[test]
fn a_calendar_needs_a_name_of_its_own() {
    assert_snapshot!(refused(r#"
[calendar.24x7]
timezone = "UTC"
hours = { mon-sun = ["00:00-24:00"] }
[calendar."the office"]
timezone = "UTC"
hours = { mon-sun = ["00:00-24:00"] }
"#), @"
    p.toml:1: `24x7` is the built-in calendar that never closes; give this one another name
    p.toml:4: `the office` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    ");
}

#[test]
fn holidays_must_be_days_that_exist() {
    assert_snapshot!(refused(r#"
[calendar.a]
timezone = "Europe/Rome"
hours = { mon = ["09:00-10:00"] }
holidays = [
  "12-25",
  "02-30",
  "2026-08-21..2026-08-10",
]
holidays_ics = "it.ics"
"#), @"
    p.toml:6: `02-30` is not a holiday, expected `12-25` (every year), `2026-04-06` or `2026-08-10..2026-08-21`, and days that exist
    p.toml:7: `2026-08-21..2026-08-10` is not a holiday, expected a range whose first date comes first, e.g. `2026-08-10..2026-08-21`
    p.toml:9: holidays of `it.ics` cannot be read: there is no file `it.ics`
    ");
}

#[test]
fn overrides_must_be_dates_with_hours_that_fit() {
    assert_snapshot!(refused(r#"
[calendar.a]
timezone = "Europe/Rome"
hours = { mon = ["09:00-10:00"] }
[calendar.a.overrides]
12-24 = ["09:00-12:00"]
2026-02-29 = []
2026-12-24 = ["09:00-12:00", "11:00-13:00"]
[calendar.b]
timezone = "Europe/Rome"
hours = { mon-sun = ["22:00-06:00"] }
[calendar.b.overrides]
2026-12-01 = ["09:00-12:00"]
2026-12-24 = ["00:00-24:00"]
"#), @"
    p.toml:5: `12-24` is not a date, expected a day that exists, e.g. `2026-04-06`
    p.toml:6: `2026-02-29` is not a date, expected a day that exists, e.g. `2026-04-06`
    p.toml:7: `09:00-12:00` and `11:00-13:00` overlap; end the first by `11:00` or write one interval for both
    p.toml:13: `22:00-06:00` on wed 2026-12-23 runs into `00:00-24:00` on thu 2026-12-24; end the first by `00:00` or open the second at `06:00`
    ");
}
