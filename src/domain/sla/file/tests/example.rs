//! The design's example, field by field, and the other ways to write things.

use insta::assert_snapshot;

use super::{EXAMPLE, read};
use crate::domain::calendar::{Holiday, Target, Weekday};
use crate::domain::rep::StaffRole;
use crate::domain::sla::{Escalation, Level, Metric, OnChange, Pauses, PolicyFile, Reassignment, Recipient};
use crate::domain::sla::{Reopening, Scope};
use crate::domain::ticket::{Priority, StatusWord};
use crate::domain::{Instant, Seconds, Tier};

fn hours(count: i64) -> Target {
    Target::Business(Seconds::hours(count))
}

#[test]
fn the_examples_start_and_calendar_are_read() {
    let file = read(EXAMPLE);
    assert_eq!(file.valid_from, Some("2026-01-01T00:00:00Z".parse::<Instant>().unwrap()));
    let [always, office] = file.calendars.as_slice() else { panic!("two calendars") };
    assert_eq!((always.name(), office.name()), ("24x7", "office"));
    assert_eq!(office.zone().name(), "Europe/Rome");
    for day in &Weekday::ALL[..5] {
        assert_eq!(office.week().on(*day).to_string(), "09:00-13:00, 14:00-18:00");
    }
    assert_eq!(office.week().on(Weekday::Saturday).to_string(), "09:00-12:00");
    assert_eq!(office.week().on(Weekday::Sunday).to_string(), "closed");
    let holidays: Vec<String> = office.holidays().iter().map(Holiday::to_string).collect();
    assert_eq!(holidays, ["12-25", "2026-04-06", "2026-08-10..2026-08-21"]);
    let overrides: Vec<_> = office.overrides().map(|(date, hours)| format!("{date} {hours}")).collect();
    assert_eq!(overrides, ["2026-12-24 09:00-12:00"]);
}

#[test]
fn the_examples_policy_is_read() {
    let file = read(EXAMPLE);
    let [policy] = file.policies.as_slice() else { panic!("one policy") };
    assert_eq!((&*policy.name, policy.calendar.name()), ("tier-1", "24x7"));
    assert_eq!(policy.scope, Scope::Tier(Tier::new(1).unwrap()));
    let target = |metric, priority| policy.target(metric, priority);
    assert_eq!(target(Metric::FirstResponse, Priority::Urgent), Some(Target::Business(Seconds::new(1800))));
    for priority in [Priority::High, Priority::Normal, Priority::Low] {
        assert_eq!(target(Metric::FirstResponse, priority), Some(hours(2)));
        assert_eq!(target(Metric::Resolution, priority), "2d".parse().ok());
        assert_eq!(target(Metric::NextResponse, priority), Some(hours(4)));
    }
    assert_eq!(target(Metric::NextResponse, Priority::Urgent), Some(hours(4)));
    assert_eq!(target(Metric::Resolution, Priority::Urgent), Some(hours(8)));
    assert_eq!(target(Metric::Update, Priority::Urgent), None);
    assert_eq!(target(Metric::Handling, Priority::Normal), None);
    assert_eq!(policy.pauses, Pauses::default());
    assert_eq!((policy.reopening, policy.on_change), (Reopening::Continue, OnChange::Keep));
}

#[test]
fn the_examples_escalations_and_credit_are_read() {
    let file = read(EXAMPLE);
    let [policy] = file.policies.as_slice() else { panic!("one policy") };
    assert_eq!(policy.levels, [Level::Percent(75), Level::Breach]);
    let warning = Escalation {
        level: Level::Percent(75),
        notify: vec![Recipient::Assignee, Recipient::AccountManager],
        raise_priority: false,
        reassign: None,
    };
    let breach = Escalation {
        level: Level::Breach,
        notify: vec![Recipient::Role(StaffRole::TeamLead)],
        raise_priority: true,
        reassign: Some(Reassignment::Team("escalations".parse().unwrap())),
    };
    assert_eq!(policy.escalation(Level::Breach), Some(&breach));
    assert_eq!(policy.escalations, [warning, breach]);
    let credit = policy.credit.unwrap();
    assert_eq!((credit.per_breach.basis_points(), credit.cap.basis_points()), (100, 1000));
}

#[test]
fn scopes_are_read() {
    let scope = |matches: &str| {
        let text = format!("[[policy]]\nname = \"a\"\nfirst_response = \"4h\"\n{matches}");
        read(&text).policies[0].scope.to_string()
    };
    assert_eq!(scope(""), "default");
    assert_eq!(scope("match = {}"), "default");
    assert_eq!(scope("match = { default = true }"), "default");
    assert_eq!(scope("match = { tier = 2 }"), "tier 2");
    assert_eq!(scope("match = { account = \"ACME\" }"), "account ACME");
    assert_eq!(scope("match = { contract = \"C-1\" }"), "contract C-1");
    assert_eq!(scope("match = { queue = \"Service@acme.example\" }"), "queue service@acme.example");
    assert_eq!(scope("match = { tier = 1, category = \"fulfilment.late\" }"), "category fulfilment.late in tier 1");
}

#[test]
fn what_is_written_without_quotes_or_in_other_tables_is_the_same() {
    let file = read(
        "valid_from = 2026-01-01T01:00:00+01:00\n\
         calendar = { a = { timezone = 'UTC', hours.mon = ['09:00-10:00'], holidays = [2026-04-06], \
         overrides.2026-12-24 = [] } }\n\
         policy = [{ name = 'p', calendar = 'a', update = '1h', pause.on-hold = ['update'], reopen = 'restart', \
         on_change = 'reset' }]\n",
    );
    assert_eq!(file.valid_from.unwrap().to_string(), "2026-01-01T00:00:00Z");
    assert_eq!(file.calendars[1].holidays()[0].to_string(), "2026-04-06");
    assert_eq!(file.calendars[1].overrides().count(), 1);
    let policy = &file.policies[0];
    assert!(policy.pauses.holds(StatusWord::OnHold, Metric::Update));
    assert!(!policy.pauses.holds(StatusWord::Pending, Metric::Resolution));
    assert_eq!((policy.reopening, policy.on_change), (Reopening::Restart, OnChange::Reset));
    assert_eq!((policy.levels.as_slice(), policy.escalations.len()), (Level::SHIPPED.as_slice(), 0));
}

#[test]
fn the_end_of_the_day_is_said_of_one_metric() {
    let file = read(
        "[[policy]]\nname = 'p'\nfirst_response = '1d'\n\
         resolution = { urgent = '8h', default = '2d', end_of_day = true }\n",
    );
    let end_of_day = |metric, priority| match file.policies[0].target(metric, priority) {
        Some(Target::Days { end_of_day, .. }) => Some(end_of_day),
        _ => None,
    };
    assert_eq!(end_of_day(Metric::Resolution, Priority::Low), Some(true));
    assert_eq!(end_of_day(Metric::Resolution, Priority::Urgent), None);
    assert_eq!(end_of_day(Metric::FirstResponse, Priority::Low), Some(false));
}

#[test]
fn imported_holidays_join_the_written_ones() {
    let import = |file: &str| Ok(vec!["2026-04-06".parse::<Holiday>().unwrap().named(file)]);
    let text =
        "[calendar.a]\ntimezone = 'UTC'\nhours.mon = ['09:00-10:00']\nholidays = ['12-25']\nholidays_ics = 'it.ics'";
    let file = PolicyFile::read("p.toml", text, &import).unwrap();
    let holidays: Vec<String> = file.calendars[1].holidays().iter().map(Holiday::to_string).collect();
    assert_eq!(holidays, ["12-25", "2026-04-06 it.ics"]);
}

#[test]
fn levels_are_put_in_the_order_of_time() {
    let levels = |target: &str| {
        let at = |level: &str| format!("[[policy.escalate]]\nat = '{level}'\n");
        let blocks: String = ["breach+2h", "breach", "-30m", "75%", "breach+1h", "50%"].map(at).concat();
        let file = read(&format!("[[policy]]\nname = 'p'\nupdate = '{target}'\n{blocks}"));
        file.policies[0].levels.iter().map(Level::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_snapshot!(levels("4h"), @"50% 75% -30m breach breach+1h breach+2h");
    assert_snapshot!(levels("1h"), @"-30m 50% 75% breach breach+1h breach+2h");
}
