//! Policies by themselves and beside each other.

use insta::assert_snapshot;

use super::refused;

#[test]
fn a_policy_needs_a_name() {
    assert_snapshot!(refused(r#"
[[policy]]
first_response = "4h"

[[policy]]
name = ""
match = { tier = 1 }
first_response = "4h"
"#), @r#"
    p.toml:1: this policy has no `name`, expected a name, e.g. `name = "tier-1"`
    p.toml:5: `` is not a line of text, expected at least one character
    "#);
}

#[test]
fn a_name_belongs_to_one_policy() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "gold"
match = { tier = 1 }
first_response = "4h"
[[policy]]
match = { tier = 2 }
name = "gold"
first_response = "4h"
"#), @"p.toml:7: policy `gold` is there already, on line 2; a name belongs to one policy");
}

#[test]
fn two_policies_are_not_for_the_same_tickets() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
match = { tier = 1, category = "return" }
first_response = "4h"
[[policy]]
name = "b"
match = { category = "return",
  tier = 1 }
first_response = "4h"
[[policy]]
name = "c"
first_response = "4h"
[[policy]]
name = "d"
first_response = "4h"
match = { default = true }
"#), @"
    p.toml:7: this policy is for the same tickets as the one matched on line 3: category return in tier 1; no ticket would ever get it
    p.toml:16: this policy is for the same tickets as the one matched on line 10: default; no ticket would ever get it
    ");
}

#[test]
fn a_policy_must_promise_something() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
match = { tier = 1 }
pause = {}
"#), @r#"p.toml:1: this policy promises nothing; give it a target, e.g. `first_response = "4h"`"#);
}

#[test]
fn a_calendar_must_be_one_of_the_file() {
    assert_snapshot!(refused(r#"
[calendar.office]
timezone = "UTC"
hours = { mon = ["09:00-10:00"] }
[[policy]]
name = "a"
calendar = "ofice"
first_response = "4h"
"#), @"p.toml:6: `ofice` is not a calendar of this file, expected one of 24x7, office; did you mean `office`?");
}

#[test]
fn a_broken_calendar_is_refused_but_not_the_policy_that_names_it() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
calendar = "office"
first_response = "4h"
[[policy]]
name = "b"
match = { tier = 1 }
calendar = "ofice"
first_response = "4h"
[calendar.office]
timezone = "UTC"
"#), @r#"
    p.toml:8: `ofice` is not a calendar of this file, expected one of 24x7, office; did you mean `office`?
    p.toml:10: calendar `office` is never open; give it some hours, e.g. `mon-fri = ["09:00-17:00"]`
    "#);
}

#[test]
fn words_must_be_known_ones() {
    assert_snapshot!(refused(r#"
[[policy]]
name = "a"
first_response = "4h"
reopen = "resume"
on_change = "forwrad"
"#), @"
    p.toml:4: `resume` is not a way to reopen, expected one of continue, restart
    p.toml:5: `forwrad` is not a way to change, expected one of keep, forward, reset; did you mean `forward`?
    ");
}
