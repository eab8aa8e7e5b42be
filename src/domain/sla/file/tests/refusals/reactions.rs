//! Escalations and service credits.

use insta::assert_snapshot;

use super::refused;

#[test]
fn a_level_must_be_a_point_on_the_clock() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "4h"
[[policy.escalate]]
notify = ["assignee"]
[[policy.escalate]]
at = "0%"
[[policy.escalate]]
at = "100%"
[[policy.escalate]]
at = "120%"
[[policy.escalate]]
at = "soon"
[[policy.escalate]]
at = "-0m"
[[policy.escalate]]
at = "breach-2h"
"#), @r#"
    p.toml:4: an escalation has no `at`, expected a point on the clock, e.g. `at = "75%"` or `at = "breach"`
    p.toml:7: `0%` never passes, a clock starts there; the first percentage is `1%`
    p.toml:9: `100%` is the due time, which is still met; write `breach`
    p.toml:11: `120%` is after the due time; write `breach+` and a duration, e.g. `breach+2h`
    p.toml:13: `soon` is not an escalation point, expected `75%`, `-30m`, `breach` or `breach+2h`
    p.toml:15: `-0m` is not an escalation point, expected `75%`, `-30m`, `breach` or `breach+2h`
    p.toml:17: `breach-2h` is not an escalation point, expected `75%`, `-30m`, `breach` or `breach+2h`
    "#);
}

#[test]
fn a_level_must_be_one_that_some_clock_passes() {
    assert_snapshot!(refused(r#"
[calendar.office]
timezone = "UTC"
hours = { mon-fri = ["09:00-13:00"] }
[[policy]]
name = "a"
first_response = { urgent = "30m", default = "2h" }
next_response = "3h"
[[policy.escalate]]
at = "-1h"
[[policy.escalate]]
at = "-3h"
[[policy]]
name = "b"
match = { tier = 1 }
calendar = "office"
resolution = "1d"
[[policy.escalate]]
at = "-20h"
[[policy]]
name = "c"
match = { tier = 2 }
[[policy.escalate]]
at = "breach"
"#), @r#"
    p.toml:11: `-3h` never fires, since the longest target of its policy is `3h`; come closer, e.g. `75%`
    p.toml:18: `-20h` never fires, since the longest target of its policy is `1d`; come closer, e.g. `75%`
    p.toml:19: this policy promises nothing; give it a target, e.g. `first_response = "4h"`
    p.toml:23: `breach` never fires, since its policy promises nothing
    "#);
}

#[test]
fn a_level_is_one_block() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "4h"
[[policy.escalate]]
at = "-60m"
[[policy.escalate]]
at = "-1h"
"#), @"p.toml:7: `-1h` is there twice, first on line 5; make one block of it");
}

#[test]
fn who_is_told_and_who_takes_over_must_be_known() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "4h"
[[policy.escalate]]
at = "75%"
notify = [
  "asignee",
  "role:team-leed",
  "team-lead",
  "rep:",
  "team:a b",
  "anna@acme",
]
reassign = "assignee"
[[policy.escalate]]
at = "breach"
reassign = "team:"
"#), @"
    p.toml:7: `asignee` is not somebody to notify, expected `assignee`, `account-manager`, `role:ROLE`, `rep:HANDLE`, `team:NAME` or an e-mail address; did you mean `assignee`?
    p.toml:8: `team-leed` is not a staff role, expected one of agent, account-manager, team-lead, sales-manager, credit-controller, billing, logistics, integration, auditor, admin; did you mean `team-lead`?
    p.toml:9: `team-lead` is not somebody to notify, expected `assignee`, `account-manager`, `role:ROLE`, `rep:HANDLE`, `team:NAME` or an e-mail address; did you mean `role:team-lead`?
    p.toml:10: `` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    p.toml:11: `a b` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    p.toml:12: `anna@acme` is not an e-mail address, expected e.g. `anna@acme.example`
    p.toml:14: `assignee` is not somebody to hand a ticket to, expected `team:NAME` or `rep:HANDLE`
    p.toml:17: `` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    ");
}

#[test]
fn a_credit_must_make_sense() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "4h"
[policy.credit]
cap = "10%"
[[policy]]
name = "b"
match = { tier = 1 }
first_response = "4h"
[policy.credit]
per_breach = "0%"
cap = "150%"
[[policy]]
name = "c"
match = { tier = 2 }
first_response = "4h"
[policy.credit]
per_breach = "5%"
cap = "1%"
[[policy]]
name = "d"
match = { tier = 3 }
first_response = "4h"
[policy.credit]
per_breach = "5%"
cap = "5%"
"#), @r#"
    p.toml:4: a service credit has no `per_breach`, expected a percentage in quotes, e.g. `"1%"`
    p.toml:11: `0%` is not a share of the fee, expected a percentage above 0% and up to 100%, of at most two decimals, e.g. `1%` or `2.5%`
    p.toml:12: `150%` is not a share of the fee, expected a percentage above 0% and up to 100%, of at most two decimals, e.g. `1%` or `2.5%`
    p.toml:19: a cap of `1%` is less than one breach costs, `5%`; raise the one or lower the other
    "#);
}
