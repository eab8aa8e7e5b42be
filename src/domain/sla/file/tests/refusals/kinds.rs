//! Values of the wrong kind.

use insta::assert_snapshot;

use super::refused;

#[test]
fn a_value_of_another_kind_is_refused_at_the_top() {
    assert_snapshot!(refused(r#"
valid_from = 2026
calendar = "office"
policy = "tier-1"
"#), @r#"
    p.toml:1: `valid_from` is a number, expected an instant, e.g. `"2026-01-01T00:00:00Z"`
    p.toml:2: `calendar` is text, expected tables that each begin with `[calendar.NAME]`
    p.toml:3: `policy` is text, expected blocks that each begin with `[[policy]]`
    "#);
}

#[test]
fn a_value_of_another_kind_is_refused_in_a_calendar() {
    assert_snapshot!(refused(r#"
[calendar]
office = "09:00-17:00"
[calendar.warehouse]
timezone = 1
hours = ["09:00-17:00"]
holidays = "12-25"
holidays_ics = ["it.ics"]
overrides = [2026-12-24]
[calendar.shop]
timezone = "UTC"
hours = { mon = "09:00-17:00", tue = [
  "09:00-17:00",
  9,
] }
"#), @r#"
    p.toml:2: `office` is text, expected a table that begins with `[calendar.NAME]`
    p.toml:4: `timezone` is a number, expected an IANA name, e.g. `timezone = "Europe/Rome"`
    p.toml:5: `hours` is a list, expected weekdays with their hours, e.g. `{ mon-fri = ["09:00-17:00"] }`
    p.toml:6: `holidays` is text, expected a list of dates, e.g. `["12-25", "2026-08-10..2026-08-21"]`
    p.toml:7: `holidays_ics` is a list, expected the name of an iCalendar file, e.g. `"it.ics"`
    p.toml:8: `overrides` is a list, expected dates with their hours, e.g. `{ "2026-12-24" = ["09:00-12:00"] }`
    p.toml:11: `mon` is text, expected a list of intervals, e.g. `["09:00-13:00", "14:00-18:00"]`
    p.toml:13: an entry of `tue` is a number, expected text in quotes
    "#);
}

#[test]
fn a_value_of_another_kind_is_refused_in_a_policy() {
    assert_snapshot!(refused(r#"
[[policy]]
name = 1
match = 1
calendar = true
first_response = 4
next_response = { urgent = 4 }
resolution = { default = "2d", end_of_day = "yes" }
pause = "pending"
reopen = true
on_change = 1
escalate = "75%"
credit = "1%"
"#), @r#"
    p.toml:2: `name` is a number, expected a name, e.g. `name = "tier-1"`
    p.toml:3: `match` is a number, expected a table, e.g. `{ tier = 1 }`
    p.toml:4: `calendar` is a flag, expected a calendar's name in quotes, e.g. `"24x7"`
    p.toml:5: `first_response` is a number, expected a target, e.g. `"4h"` or `{ urgent = "30m", default = "2h" }`
    p.toml:6: `urgent` is a number, expected a target in quotes, e.g. `"4h"`
    p.toml:7: `end_of_day` is text, expected `true` or `false`
    p.toml:8: `pause` is text, expected statuses with metrics, e.g. `{ pending = ["resolution"] }`
    p.toml:9: `reopen` is a flag, expected `"continue"` or `"restart"`
    p.toml:10: `on_change` is a number, expected `"keep"`, `"forward"` or `"reset"`
    p.toml:11: `escalate` is text, expected blocks that each begin with `[[policy.escalate]]`
    p.toml:12: `credit` is text, expected a table that begins with `[policy.credit]`
    "#);
}

#[test]
fn blocks_written_with_the_wrong_brackets_are_refused() {
    assert_snapshot!(refused(r#"
[policy]
name = "a"
"#), @"p.toml:1: `policy` is a table, expected blocks that each begin with `[[policy]]`");
    assert_snapshot!(refused(r#"
[[calendar]]
name = "a"
[[policy.escalate]]
at = "breach"
"#), @"
    p.toml:1: `calendar` is a list, expected tables that each begin with `[calendar.NAME]`
    p.toml:3: `policy` is a table, expected blocks that each begin with `[[policy]]`
    ");
}

#[test]
fn a_value_of_another_kind_is_refused_in_the_parts_of_a_policy() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
update = "4h"
pause = { pending = "update" }
[policy.escalate]
at = "breach"
[[policy.credit]]
per_breach = "1%"
[[policy]]
name = "b"
match = { tier = "1" }
update = "4h"
[[policy.escalate]]
at = 75
notify = "assignee"
raise_priority = "yes"
reassign = ["team:a"]
"#), @r#"
    p.toml:4: `pending` is text, expected a list of metrics, e.g. `["resolution", "update"]`
    p.toml:5: `escalate` is a table, expected blocks that each begin with `[[policy.escalate]]`
    p.toml:7: `credit` is a list, expected a table that begins with `[policy.credit]`
    p.toml:11: `tier` is text, expected a whole number from 1 to 9, without quotes
    p.toml:14: `at` is a number, expected a point on the clock, e.g. `at = "75%"` or `at = "breach"`
    p.toml:15: `notify` is text, expected a list, e.g. `["assignee", "role:team-lead"]`
    p.toml:16: `raise_priority` is text, expected `true` or `false`
    p.toml:17: `reassign` is a list, expected `"team:NAME"` or `"rep:HANDLE"`
    "#);
}
