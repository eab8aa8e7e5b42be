//! Policies and calendars field by field, as a file writes them.

use crate::domain::calendar::{Calendar, Target, Weekday};
use crate::domain::sla::{Metric, OnChange, Pauses, Policy, Reopening};
use crate::domain::ticket::StatusWord;

/// A field's name and its value.
pub(super) type Field = (String, String);

/// Returns every field of a policy that says something; those with a default, always.
pub(super) fn policy_fields(policy: &Policy) -> Vec<Field> {
    let mut fields = vec![
        ("match".to_owned(), policy.scope.to_string()),
        ("calendar".to_owned(), policy.calendar.name().to_owned()),
    ];
    fields.extend(targets(policy));
    fields.extend(pauses(policy.pauses));
    fields.push(("reopen".to_owned(), policy.reopening.to_string()));
    fields.push(("on_change".to_owned(), policy.on_change.to_string()));
    for level in &policy.levels {
        let action = policy.escalation(*level).map_or_else(|| "note it".to_owned(), ToString::to_string);
        fields.push((format!("escalate {level}"), action));
    }
    if let Some(credit) = policy.credit {
        fields.push(("credit per_breach".to_owned(), credit.per_breach.to_string()));
        fields.push(("credit cap".to_owned(), credit.cap.to_string()));
    }
    fields
}

/// Returns in one line whom a policy is for and what it promises.
pub(super) fn policy_summary(policy: &Policy) -> String {
    let mut parts = vec![format!("for {}", policy.scope), format!("calendar {}", policy.calendar.name())];
    parts.extend(targets(policy).map(|(field, value)| format!("{field} {value}")));
    if policy.pauses != Pauses::default() {
        let pauses: Vec<String> = pauses(policy.pauses).map(|(field, value)| format!("{field} {value}")).collect();
        parts.push(if pauses.is_empty() { "no pause".to_owned() } else { pauses.join(", ") });
    }
    if policy.reopening != Reopening::Continue {
        parts.push(format!("reopen {}", policy.reopening));
    }
    if policy.on_change != OnChange::Keep {
        parts.push(format!("on_change {}", policy.on_change));
    }
    if !policy.escalations.is_empty() {
        let levels: Vec<String> = policy.levels.iter().map(ToString::to_string).collect();
        parts.push(format!("escalate {}", levels.join(", ")));
    }
    if let Some(credit) = policy.credit {
        parts.push(format!("credit {} up to {}", credit.per_breach, credit.cap));
    }
    parts.join("; ")
}

fn targets(policy: &Policy) -> impl Iterator<Item = Field> {
    Metric::ALL.iter().flat_map(|metric| {
        policy.targets[*metric as usize].given().map(move |(priority, target)| {
            let priority = priority.map_or("default", |priority| priority.as_str());
            (format!("{metric} {priority}"), written(target))
        })
    })
}

fn written(target: Target) -> String {
    match target {
        Target::Days { end_of_day: true, .. } => format!("{target} (end of day)"),
        Target::Days { end_of_day: false, .. } | Target::Business(_) => target.to_string(),
    }
}

fn pauses(pauses: Pauses) -> impl Iterator<Item = Field> {
    StatusWord::ALL.iter().filter_map(move |status| {
        let held = Metric::ALL.iter().filter(|metric| pauses.holds(*status, **metric));
        let held: Vec<&str> = held.map(|metric| metric.as_str()).collect();
        (!held.is_empty()).then(|| (format!("pause {status}"), held.join(", ")))
    })
}

/// Returns every field of a calendar that says something.
pub(super) fn calendar_fields(calendar: &Calendar) -> Vec<Field> {
    let mut fields = vec![("timezone".to_owned(), calendar.zone().to_string())];
    for day in Weekday::ALL {
        fields.push((format!("hours {day}"), calendar.week().on(*day).to_string()));
    }
    for holiday in calendar.holidays() {
        let written = holiday.to_string();
        let (date, name) = written.split_once(' ').unwrap_or((&written, "closed"));
        fields.push((format!("holiday {date}"), name.to_owned()));
    }
    for (date, hours) in calendar.overrides() {
        fields.push((format!("override {date}"), hours.to_string()));
    }
    fields
}

/// Returns in one line where and when a calendar is open.
pub(super) fn calendar_summary(calendar: &Calendar) -> String {
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let holidays = count(calendar.holidays().len(), "holiday");
    let overrides = count(calendar.overrides().count(), "override");
    format!("{}; {}; {holidays}; {overrides}", calendar.zone(), calendar.week())
}
