//! What one version says otherwise than another.

use insta::assert_snapshot;

use super::super::{Difference, Edit, SHIPPED, Subject};
use super::{EXAMPLE, read};
use crate::domain::Instant;
use crate::domain::sla::{AppliesTo, Version, file::diff};

fn version(text: &str) -> Version {
    read(text).into_version(1, Instant::MIN, AppliesTo::Open)
}

fn differences(old: &str, new: &str) -> String {
    let differences = diff(&version(old), &version(new));
    differences.iter().map(Difference::to_string).collect::<Vec<_>>().join("\n")
}

/// Changes the example by pairs of an old and a new piece of text.
fn changed(pieces: &[(&str, &str)]) -> String {
    let change = |text: String, (old, new): &(&str, &str)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    };
    pieces.iter().fold(EXAMPLE.to_owned(), change)
}

#[test]
fn a_version_does_not_differ_from_itself_whatever_the_order() {
    assert_eq!(differences(EXAMPLE, EXAMPLE), "");
    let turned: Vec<&str> = SHIPPED.split_inclusive("\n\n").collect();
    let turned = [turned[3], "\n", turned[2], turned[1]].concat();
    assert_eq!(&*read(&turned).policies[0].name, "tier-3");
    assert_eq!(differences(SHIPPED, &turned), "");
}

#[test]
fn what_is_added_and_removed_is_named() {
    assert_snapshot!(differences(SHIPPED, EXAMPLE), @"
    calendar office added: Europe/Rome; mon 09:00-13:00, 14:00-18:00; tue 09:00-13:00, 14:00-18:00; wed 09:00-13:00, 14:00-18:00; thu 09:00-13:00, 14:00-18:00; fri 09:00-13:00, 14:00-18:00; sat 09:00-12:00; 3 holidays; 1 override
    tier-1: first_response urgent none → 30m
    tier-1: next_response default none → 4h
    tier-1: resolution urgent none → 8h
    tier-1: resolution default none → 2d
    tier-1: escalate 75% note it → notify assignee, account-manager
    tier-1: escalate breach note it → notify role:team-lead; raise priority; reassign to team:escalations
    tier-1: credit per_breach none → 1%
    tier-1: credit cap none → 10%
    policy tier-2 removed
    policy tier-3 removed
    ");
    assert_snapshot!(differences(EXAMPLE, SHIPPED), @"
    calendar office removed
    tier-1: first_response urgent 30m → none
    tier-1: next_response default 4h → none
    tier-1: resolution urgent 8h → none
    tier-1: resolution default 2d → none
    tier-1: escalate 75% notify assignee, account-manager → note it
    tier-1: escalate breach notify role:team-lead; raise priority; reassign to team:escalations → note it
    tier-1: credit per_breach 1% → none
    tier-1: credit cap 10% → none
    policy tier-2 added: for tier 2; calendar 24x7; first_response default 4h
    policy tier-3 added: for tier 3; calendar 24x7; first_response default 24h
    ");
}

#[test]
fn targets_differ_by_priority() {
    let new =
        changed(&[("\"30m\"", "\"1h\""), ("next_response = \"4h\"", "update = \"1d\""), ("urgent = \"8h\", ", "")]);
    assert_snapshot!(differences(EXAMPLE, &new), @"
    tier-1: first_response urgent 30m → 1h
    tier-1: next_response default 4h → none
    tier-1: resolution urgent 8h → none
    tier-1: update default none → 1d
    ");
    let by_closing = changed(&[("default = \"2d\"", "default = \"2d\", end_of_day = true")]);
    assert_snapshot!(differences(EXAMPLE, &by_closing), @"tier-1: resolution default 2d → 2d (end of day)");
}

#[test]
fn the_rest_of_a_policy_differs_field_by_field() {
    let new = changed(&[
        ("match = { tier = 1 }", "match = { account = \"ACME\" }\nreopen = \"restart\"\non_change = \"forward\""),
        ("calendar = \"24x7\"", "calendar = \"office\""),
        ("pause = { pending = [\"resolution\", \"update\"] }", "pause = { on-hold = [\"update\"] }"),
        ("at = \"75%\"", "at = \"-30m\""),
        ("raise_priority = true\n", ""),
        ("cap = \"10%\"", "cap = \"12.5%\""),
    ]);
    assert_snapshot!(differences(EXAMPLE, &new), @"
    tier-1: match tier 1 → account ACME
    tier-1: calendar 24x7 → office
    tier-1: pause pending update, resolution → none
    tier-1: pause on-hold none → update
    tier-1: reopen continue → restart
    tier-1: on_change keep → forward
    tier-1: escalate 75% notify assignee, account-manager → none
    tier-1: escalate -30m none → notify assignee, account-manager
    tier-1: escalate breach notify role:team-lead; raise priority; reassign to team:escalations → notify role:team-lead; reassign to team:escalations
    tier-1: credit cap 10% → 12.5%
    ");
}

#[test]
fn calendars_differ_field_by_field() {
    let new = changed(&[
        ("Europe/Rome", "Europe/Berlin"),
        ("sat = [\"09:00-12:00\"]", "sun = [\"09:00-12:00\"]"),
        ("\"12-25\", \"2026-04-06\"", "\"12-25 Christmas\", \"05-01\""),
        ("\"2026-12-24\" = [\"09:00-12:00\"]", "\"2026-12-24\" = []"),
    ]);
    assert_snapshot!(differences(EXAMPLE, &new), @"
    calendar office: timezone Europe/Rome → Europe/Berlin
    calendar office: hours sat 09:00-12:00 → closed
    calendar office: hours sun closed → 09:00-12:00
    calendar office: holiday 12-25 closed → Christmas
    calendar office: holiday 2026-04-06 closed → none
    calendar office: holiday 05-01 none → closed
    calendar office: override 2026-12-24 09:00-12:00 → closed
    ");
}

#[test]
fn a_difference_can_be_taken_apart() {
    let new = changed(&[("\"30m\"", "\"1h\"")]);
    let edit = Edit::Changed {
        field: "first_response urgent".to_owned(),
        old: Some("30m".to_owned()),
        new: Some("1h".to_owned()),
    };
    let difference = Difference { subject: Subject::Policy, name: "tier-1".to_owned(), edit };
    assert_eq!(diff(&version(EXAMPLE), &version(&new)), [difference]);
}
