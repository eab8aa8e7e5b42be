//! What is written, read again, says the same.

use super::EXAMPLE;
use crate::domain::Instant;
use crate::domain::sla::file::{PolicyFile, SHIPPED, written};
use crate::domain::sla::{AppliesTo, Version};

fn version(text: &str) -> Version {
    let file = PolicyFile::read("p.toml", text, &|_| Ok(vec!["2026-06-02 Republic Day".parse().unwrap()]));
    file.unwrap().into_version(3, Instant::MIN, AppliesTo::Open)
}

fn says_the_same(text: &str) -> String {
    let once = version(text);
    let written = written(&once);
    assert_eq!(version(&written), once, "{written}");
    written
}

#[test]
fn the_examples_say_the_same() {
    says_the_same(SHIPPED);
    insta::assert_snapshot!(says_the_same(EXAMPLE), @r#"
    valid_from = "2026-01-01T00:00:00Z"

    [calendar.office]
    timezone = "Europe/Rome"
    hours = { mon-fri = ["09:00-13:00", "14:00-18:00"], sat = ["09:00-12:00"] }
    holidays = ["12-25", "2026-04-06", "2026-08-10..2026-08-21"]
    overrides = { 2026-12-24 = ["09:00-12:00"] }

    [[policy]]
    name = "tier-1"
    match = { tier = 1 }
    calendar = "24x7"
    first_response = { urgent = "30m", default = "2h" }
    next_response = "4h"
    resolution = { urgent = "8h", default = "2d" }

    [[policy.escalate]]
    at = "75%"
    notify = ["assignee", "account-manager"]

    [[policy.escalate]]
    at = "breach"
    notify = ["role:team-lead"]
    raise_priority = true
    reassign = "team:escalations"

    [policy.credit]
    per_breach = "1%"
    cap = "10%"
    "#);
}

#[test]
fn every_key_survives() {
    insta::assert_snapshot!(says_the_same(
        r#"
        [calendar."ночь"]
        timezone = "Asia/Tehran"
        hours = { mon-thu = ["22:00-06:00"], fri = ["06:00-24:00"] }
        holidays = ["12-25 Christmas \"Day\"", "2026-08-10..2026-08-21"]
        holidays_ics = "it.ics"
        overrides = { "2026-12-24" = [], "2026-12-28" = ["09:00-10:00", "11:00-12:00"] }

        [[policy]]
        name = "contract\\one"
        match = { contract = "C-1" }
        calendar = "ночь"
        first_response = { urgent = "30m", low = "2d", end_of_day = true }
        handling = { high = "90s" }
        pause = {}
        reopen = "restart"
        on_change = "forward"

        [[policy]]
        name = "mail"
        match = { queue = "a@b.example" }
        update = "1h"
        pause = { on-hold = ["update"], new = ["update"] }
        on_change = "reset"
        [[policy.escalate]]
        at = "-10m"
        notify = ["assignee", "role:team-lead", "x@y.example"]
        [[policy.escalate]]
        at = "breach+1h"
        raise_priority = true
        reassign = "team:x"
        [policy.credit]
        per_breach = "1.25%"
        cap = "10%"

        [[policy]]
        name = "late"
        match = { category = "fulfilment.late", tier = 2 }
        resolution = "3d"

        [[policy]]
        name = "one"
        match = { account = "ACME" }
        next_response = "2h"
        "#
    ), @r#"
    [calendar."ночь"]
    timezone = "Asia/Tehran"
    hours = { mon-thu = ["22:00-06:00"], fri = ["06:00-24:00"] }
    holidays = ['12-25 Christmas "Day"', "2026-08-10..2026-08-21", "2026-06-02 Republic Day"]
    overrides = { 2026-12-24 = [], 2026-12-28 = ["09:00-10:00", "11:00-12:00"] }

    [[policy]]
    name = 'contract\one'
    match = { contract = "C-1" }
    calendar = "ночь"
    first_response = { urgent = "30m", low = "2d", end_of_day = true }
    handling = { high = "1m30s" }
    pause = {}
    reopen = "restart"
    on_change = "forward"

    [[policy]]
    name = "mail"
    match = { queue = "a@b.example" }
    calendar = "24x7"
    update = "1h"
    pause = { new = ["update"], on-hold = ["update"] }
    on_change = "reset"

    [[policy.escalate]]
    at = "-10m"
    notify = ["assignee", "role:team-lead", "x@y.example"]

    [[policy.escalate]]
    at = "breach+1h"
    raise_priority = true
    reassign = "team:x"

    [policy.credit]
    per_breach = "1.25%"
    cap = "10%"

    [[policy]]
    name = "late"
    match = { category = "fulfilment.late", tier = 2 }
    calendar = "24x7"
    resolution = "3d"

    [[policy]]
    name = "one"
    match = { account = "ACME" }
    calendar = "24x7"
    next_response = "2h"
    "#);
}
