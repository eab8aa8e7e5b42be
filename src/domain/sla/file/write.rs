//! Versions written as files that say the same.

use std::fmt::{self, Write as _};

use toml::{Table, Value};

use super::Version;
use crate::domain::Instant;
use crate::domain::calendar::{Calendar, DayHours, Target, Week, Weekday};
use crate::domain::sla::{Escalation, Metric, OnChange, Pauses, Policy, Reopening, Scope, Targets};
use crate::domain::ticket::StatusWord;

/// Writes a version as one file that names no other: imported holidays stand in it as dates. Read again, it says the
/// same.
pub fn written(version: &Version) -> String {
    let mut file = File::default();
    if version.valid_from > Instant::MIN {
        file.line("valid_from", text(version.valid_from));
    }
    let own = |calendar: &&Calendar| calendar.name() != Calendar::ALWAYS;
    for calendar in version.calendars.iter().map(AsRef::as_ref).filter(own) {
        file.calendar(calendar);
    }
    for policy in &version.policies {
        file.policy(policy);
    }
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    fn block(&mut self, header: fmt::Arguments<'_>) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{gap}{header}");
    }

    fn line(&mut self, key: &str, value: impl Into<Value>) {
        let _ = writeln!(self.0, "{key} = {}", value.into());
    }

    /// Writes a line if the value says something.
    fn table(&mut self, key: &str, value: Table) {
        if !value.is_empty() {
            self.line(key, Value::Table(value));
        }
    }

    fn calendar(&mut self, calendar: &Calendar) {
        let name = Value::String(calendar.name().to_owned());
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        match calendar.name() {
            bare if bare.chars().all(plain) => self.block(format_args!("[calendar.{bare}]")),
            _ => self.block(format_args!("[calendar.{name}]")),
        }
        self.line("timezone", text(calendar.zone()));
        self.table("hours", week(calendar.week()));
        if !calendar.holidays().is_empty() {
            self.line("holidays", Value::Array(calendar.holidays().iter().map(text).collect()));
        }
        self.table("overrides", calendar.overrides().map(|(date, on)| (date.to_string(), hours(on))).collect());
    }

    fn policy(&mut self, policy: &Policy) {
        self.block(format_args!("[[policy]]"));
        self.line("name", text(&policy.name));
        self.table("match", scope(&policy.scope));
        self.line("calendar", text(policy.calendar.name()));
        for metric in Metric::ALL {
            self.targets(*metric, &policy.targets[*metric as usize]);
        }
        if policy.pauses != Pauses::default() {
            self.line("pause", Value::Table(pauses(policy.pauses)));
        }
        if policy.reopening != Reopening::Continue {
            self.line("reopen", text(policy.reopening));
        }
        if policy.on_change != OnChange::Keep {
            self.line("on_change", text(policy.on_change));
        }
        for escalation in &policy.escalations {
            self.escalation(escalation);
        }
        if let Some(credit) = policy.credit {
            self.block(format_args!("[policy.credit]"));
            self.line("per_breach", text(credit.per_breach));
            self.line("cap", text(credit.cap));
        }
    }

    fn targets(&mut self, metric: Metric, targets: &Targets) {
        let mut end_of_day = false;
        let mut by_priority = Table::new();
        for (priority, target) in targets.given() {
            end_of_day |= matches!(target, Target::Days { end_of_day: true, .. });
            by_priority.insert(priority.map_or("default", |priority| priority.as_str()).to_owned(), text(target));
        }
        if end_of_day {
            by_priority.insert("end_of_day".to_owned(), Value::Boolean(true));
        }
        match by_priority.get("default").cloned() {
            Some(all) if by_priority.len() == 1 => self.line(metric.as_str(), all),
            _ => self.table(metric.as_str(), by_priority),
        }
    }

    fn escalation(&mut self, escalation: &Escalation) {
        self.block(format_args!("[[policy.escalate]]"));
        self.line("at", text(escalation.level));
        if !escalation.notify.is_empty() {
            self.line("notify", Value::Array(escalation.notify.iter().map(text).collect()));
        }
        if escalation.raise_priority {
            self.line("raise_priority", Value::Boolean(true));
        }
        if let Some(to) = &escalation.reassign {
            self.line("reassign", text(to));
        }
    }
}

fn text(value: impl fmt::Display) -> Value {
    Value::String(value.to_string())
}

/// Returns the open days, neighbours of the same hours together: `mon-fri`.
fn week(week: &Week) -> Table {
    let mut table = Table::new();
    for run in Weekday::ALL.chunk_by(|day, next| week.on(*day) == week.on(*next)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let days = if first == last { first.to_string() } else { format!("{first}-{last}") };
        if *week.on(*first) != DayHours::CLOSED {
            table.insert(days, hours(week.on(*first)));
        }
    }
    table
}

fn hours(on: &DayHours) -> Value {
    Value::Array(on.intervals().iter().map(text).collect())
}

fn scope(scope: &Scope) -> Table {
    let tier = |tier: &crate::domain::Tier| ("tier", Value::Integer(tier.number().into()));
    let keys = match scope {
        Scope::Contract(number) => vec![("contract", text(number))],
        Scope::Account(code) => vec![("account", text(code))],
        Scope::Queue(address) => vec![("queue", text(address))],
        Scope::CategoryTier(category, of) => vec![("category", text(category)), tier(of)],
        Scope::Tier(of) => vec![tier(of)],
        Scope::Default => vec![("default", Value::Boolean(true))],
    };
    keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn pauses(pauses: Pauses) -> Table {
    let held = |status: &StatusWord| -> Vec<Value> {
        Metric::ALL.iter().filter(|metric| pauses.holds(*status, **metric)).map(text).collect()
    };
    let named = StatusWord::ALL.iter().map(|status| (status.to_string(), held(status)));
    named.filter(|(_, held)| !held.is_empty()).map(|(status, held)| (status, Value::Array(held))).collect()
}
