//! What one version says otherwise than another.

use std::fmt;

use super::show::{Field, calendar_fields, calendar_summary, policy_fields, policy_summary};
use crate::domain::calendar::Calendar;
use crate::domain::sla::Version;

words! {
    /// What a difference is about.
    Subject, "a part of a policy file";
    /// A calendar.
    Calendar = "calendar",
    /// A policy.
    Policy = "policy",
}

/// How a version departs from the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// It has something more: this, in one line.
    Added(String),
    /// It has it no longer.
    Removed,
    /// It says something else of it.
    Changed {
        /// The field, as a file writes it: `first_response urgent`.
        field: String,
        /// What it was, if it was there.
        old: Option<String>,
        /// What it is, if it is still there.
        new: Option<String>,
    },
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whether it is about a policy or a calendar.
    pub subject: Subject,
    /// The name of that policy or calendar.
    pub name: String,
    /// What is different.
    pub edit: Edit,
}

/// Writes `tier-1: first_response urgent 30m → 1h`, `calendar office: hours sat closed → 09:00-12:00`,
/// `policy tier-4 removed`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, name, edit } = self;
        match (edit, subject) {
            (Edit::Added(summary), _) => write!(f, "{subject} {name} added: {summary}"),
            (Edit::Removed, _) => write!(f, "{subject} {name} removed"),
            (Edit::Changed { field, old, new }, subject) => {
                let (old, new) = (old.as_deref().unwrap_or("none"), new.as_deref().unwrap_or("none"));
                let prefix = if *subject == Subject::Calendar { "calendar " } else { "" };
                write!(f, "{prefix}{name}: {field} {old} → {new}")
            }
        }
    }
}

/// Returns what `new` says otherwise than `old`: calendars first, each in its order, what is gone last. The order of
/// policies means nothing, and is not compared; nor are numbers and times of validity.
pub fn diff(old: &Version, new: &Version) -> Vec<Difference> {
    let calendars = |version: &Version| -> Vec<Part> { version.calendars.iter().map(|one| part_of(one)).collect() };
    let policies = |version: &Version| -> Vec<Part> {
        let part = |policy| Part {
            summary: policy_summary(policy),
            fields: policy_fields(policy),
            name: policy.name.to_string(),
        };
        version.policies.iter().map(part).collect()
    };
    let mut differences = compare(Subject::Calendar, &calendars(old), &calendars(new));
    differences.extend(compare(Subject::Policy, &policies(old), &policies(new)));
    differences
}

/// A policy or a calendar, taken apart.
struct Part {
    name: String,
    summary: String,
    fields: Vec<Field>,
}

fn part_of(calendar: &Calendar) -> Part {
    Part { name: calendar.name().to_owned(), summary: calendar_summary(calendar), fields: calendar_fields(calendar) }
}

fn compare(subject: Subject, old: &[Part], new: &[Part]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for part in new {
        let mut note = |edit| differences.push(Difference { subject, name: part.name.clone(), edit });
        match old.iter().find(|before| before.name == part.name) {
            None => note(Edit::Added(part.summary.clone())),
            Some(before) => compare_fields(&before.fields, &part.fields).into_iter().for_each(note),
        }
    }
    let gone = old.iter().filter(|before| new.iter().all(|part| part.name != before.name));
    differences.extend(gone.map(|before| Difference { subject, name: before.name.clone(), edit: Edit::Removed }));
    differences
}

fn compare_fields(old: &[Field], new: &[Field]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for field in names(old, new) {
        let (old, new) = (value(old, field), value(new, field));
        if old != new {
            edits.push(Edit::Changed { field: field.to_owned(), old, new });
        }
    }
    edits
}

/// Returns the fields of both once, those of `new` in their order, each that is gone after the one it came after.
fn names<'f>(old: &'f [Field], new: &'f [Field]) -> Vec<&'f str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in new {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut after = 0;
    for (name, _) in old {
        let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.insert(after, name);
            after
        });
        after = place + 1;
    }
    names
}

fn value(fields: &[Field], name: &str) -> Option<String> {
    let values = fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let values: Vec<&str> = values.collect();
    // Two holidays may share a date.
    (!values.is_empty()).then(|| values.join(", "))
}
