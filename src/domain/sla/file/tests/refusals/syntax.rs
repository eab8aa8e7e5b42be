//! What is no TOML, and keys and values nothing is known of.

use insta::assert_snapshot;

use super::refused;

#[test]
fn what_is_no_toml_is_refused_on_each_line() {
    assert_snapshot!(refused("\n[[policy]]\nname = tier-1\n"), @"p.toml:2: not TOML at `tier-1`: invalid boolean, expected `true`; text is written in quotes");
    assert_snapshot!(refused("\n[[policy]\nname = 'a'\n"), @"p.toml:1: not TOML: unclosed array table, expected `]`");
    assert_snapshot!(refused("\n[[policy]]\nname = \"a\nfirst_response = \"4h\"\n"), @r#"p.toml:2: not TOML: invalid basic string, expected `"`"#);
    assert_snapshot!(refused("\n[[policy]]\nname = 'a'\nname = 'b'\n"), @"p.toml:3: not TOML at `name`: duplicate key");
    assert_snapshot!(refused("\n[[policy]]\nname = 'a'\npause = {\n  pending = [\"update\"\n"), @"p.toml:4: not TOML: unclosed array, expected `]`");
    assert_snapshot!(refused("\n[calendar.a]\n[calendar.b]\n[calendar.a]\n"), @"p.toml:3: not TOML at `a`: duplicate key");
    assert_snapshot!(refused("\nfirst = 'a\n\n\nsecond = 08\n"), @"
    p.toml:1: not TOML: invalid literal string, expected `'`
    p.toml:4: not TOML at `0`: unexpected leading zero, expected nothing
    ");
}

#[test]
fn an_unknown_key_is_refused_at_every_level_with_the_nearest() {
    assert_snapshot!(refused(r#"
valid_form = "2026-01-01T00:00:00Z"
[[policies]]
[calendar.office]
time_zone = "Europe/Rome"
timezone = "Europe/Rome"
hours = { mon = ["09:00-10:00"] }
[[policy]]
name = "a"
match = { teir = 1 }
first_reponse = "4h"
update = { urgnt = "4h",
  default = "5h" }
[[policy.escalate]]
at = "breach"
notfy = []
[policy.credit]
per_breach = "1%"
max = "10%"
"#), @"
    p.toml:1: `valid_form` is not a key of a policy file, expected one of valid_from, calendar, policy; did you mean `valid_from`?
    p.toml:2: `policies` is not a key of a policy file, expected one of valid_from, calendar, policy
    p.toml:4: `time_zone` is not a key of a calendar, expected one of timezone, hours, holidays, holidays_ics, overrides; did you mean `timezone`?
    p.toml:9: `teir` is not something to match by, expected one of contract, account, queue, category, tier, default; did you mean `tier`?
    p.toml:10: `first_reponse` is not a key of a policy, expected one of name, match, calendar, first_response, next_response, update, resolution, handling, pause, reopen, on_change, escalate, credit; did you mean `first_response`?
    p.toml:11: `urgnt` is not a priority, expected one of urgent, high, normal, low, default, end_of_day; did you mean `urgent`?
    p.toml:15: `notfy` is not a key of an escalation, expected one of at, notify, raise_priority, reassign; did you mean `notify`?
    p.toml:18: `max` is not a key of a service credit, expected one of per_breach, cap
    ");
}

#[test]
fn a_start_that_is_no_instant_is_refused() {
    assert_snapshot!(refused("\n# start\nvalid_from = \"2026-01-01\"\n"), @"p.toml:2: `2026-01-01` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`");
    assert_snapshot!(refused("\nvalid_from = 2026-01-01T00:00:00\n"), @"p.toml:1: `2026-01-01T00:00:00` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`");
}
