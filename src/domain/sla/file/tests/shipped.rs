//! The files that come with the program.

use insta::assert_snapshot;

use super::super::SHIPPED;
use super::{no_import, read};
use crate::domain::Instant;
use crate::domain::calendar::Target;
use crate::domain::sla::{AppliesTo, Level, Metric, Pauses, PolicyFile, Version};
use crate::domain::ticket::Priority;

#[test]
fn the_shipped_file_is_the_shipped_version() {
    let version = read(SHIPPED).into_version(1, Instant::MIN, AppliesTo::Open);
    assert_eq!(version, Version::shipped());
}

#[test]
fn a_file_without_a_start_is_valid_from_when_it_is_applied() {
    let now: Instant = "2026-11-21T09:00:00Z".parse().unwrap();
    let version = read(SHIPPED).into_version(7, now, AppliesTo::New);
    assert_eq!((version.number, version.valid_from, version.applied_at), (7, now, now));
    assert_eq!(version.applies_to, AppliesTo::New);
}

#[test]
fn the_office_example_is_read() {
    let text = include_str!("../../../../../examples/policies/office.toml");
    let file = PolicyFile::read("office.toml", text, &no_import).unwrap();
    let names: Vec<&str> = file.policies.iter().map(|policy| &*policy.name).collect();
    assert_eq!(names, ["tier-1", "tier-2-fulfilment", "tier-2", "standard"]);
    let office = &file.calendars[1];
    assert_eq!((office.holidays().len(), office.overrides().count()), (14, 3));
    assert_snapshot!(office.week(), @"mon 08:30-12:30, 13:30-17:30; tue 08:30-12:30, 13:30-17:30; wed 08:30-12:30, 13:30-17:30; thu 08:30-12:30, 13:30-17:30; fri 08:30-12:30, 13:30-17:30");
    assert_eq!(file.policies[1].levels, ["-30m".parse().unwrap(), Level::Breach]);
}

#[test]
fn the_generated_example_promises_minutes_by_tier_and_priority() {
    let text = include_str!("../../../../../examples/policies/generated-24x7.toml");
    let file = PolicyFile::read("generated-24x7.toml", text, &no_import).unwrap();
    let minutes = |policy: usize, metric| {
        let of = |priority| match file.policies[policy].target(metric, priority) {
            Some(Target::Business(span)) => span.get() / 60,
            other => panic!("{other:?}"),
        };
        [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low].map(of)
    };
    let responses: Vec<_> = (0..3).map(|policy| minutes(policy, Metric::FirstResponse)).collect();
    let resolutions: Vec<_> = (0..3).map(|policy| minutes(policy, Metric::Resolution)).collect();
    assert_eq!(responses, [[30, 60, 240, 480], [60, 240, 480, 1440], [240, 480, 1440, 2880]]);
    assert_eq!(resolutions, [[240, 480, 1440, 4320], [480, 1440, 2880, 7200], [1440, 2880, 5760, 14_400]]);
    assert!(file.policies.iter().all(|policy| policy.pauses == Pauses::NONE && policy.calendar.name() == "24x7"));
    assert_eq!(file.valid_from.unwrap().to_string(), "2020-01-01T00:00:00Z");
}
