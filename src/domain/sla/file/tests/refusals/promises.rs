//! Targets and pauses.

use insta::assert_snapshot;

use super::refused;

#[test]
fn targets_must_be_some_time() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "0m"
next_response = { urgent = "-2h", default = "4h" }
update = {
  high = "soon",
  default = "1d2h",
}
resolution = ""
handling = {}
"#), @r#"
    p.toml:3: `0m` is not a target, expected more than no time, e.g. `30m`
    p.toml:4: `-2h` is not a target, expected more than no time, e.g. `30m`
    p.toml:6: `soon` is not a target, expected business time, e.g. `90s`, `30m`, `1h30m`, or working days, e.g. `2d`
    p.toml:7: `1d2h` is not a target, expected working days alone, e.g. `2d`, or business time alone, e.g. `30h`
    p.toml:9: `` is not a target, expected business time, e.g. `90s`, `30m`, `1h30m`, or working days, e.g. `2d`
    p.toml:10: `handling` has no target, expected a target, e.g. `"4h"` or `{ urgent = "30m", default = "2h" }`
    "#);
}

#[test]
fn the_end_of_the_day_needs_days() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = { urgent = "1h", default = "4h", end_of_day = true }
update = { end_of_day = true }
"#), @r#"
    p.toml:3: `end_of_day` is for targets in days, and `first_response` has none
    p.toml:4: `update` has no target, expected a target, e.g. `"4h"` or `{ urgent = "30m", default = "2h" }`
    "#);
}

#[test]
fn pauses_are_statuses_with_metrics() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "4h"
[policy.pause]
pendign = ["resolution"]
resolved = ["resolution"]
on-hold = [
  "update",
  "resolutoin",
]
"#), @"
    p.toml:5: `pendign` is not a status in which a clock may pause, expected one of new, open, pending, on-hold; did you mean `pending`?
    p.toml:6: `resolved` is not a status in which a clock may pause, expected one of new, open, pending, on-hold
    p.toml:9: `resolutoin` is not a metric, expected one of first_response, next_response, update, resolution, handling; did you mean `resolution`?
    ");
}
