//! `[[policy]]`: one set of promises.

use std::rc::Rc;

use toml::Spanned;
use toml::de::DeValue;

use super::calendar::Calendars;
use super::fields::{Entry, Fields, Kind, Text};
use super::refusal::Mistakes;
use super::{promise, reaction, scope};
use crate::domain::Line;
use crate::domain::calendar::Calendar;
use crate::domain::sla::{Metric, Policy, Scope, Targets};

const KIND: Kind = Kind {
    what: "a key of a policy",
    keys: &[
        "name",
        "match",
        "calendar",
        "first_response",
        "next_response",
        "update",
        "resolution",
        "handling",
        "pause",
        "reopen",
        "on_change",
        "escalate",
        "credit",
    ],
    form: "a block that begins with `[[policy]]`",
};

/// A policy, and where the parts of it stand that no other policy may share.
pub(super) struct Placed {
    pub(super) policy: Policy,
    /// Where its name stands, if it has one.
    pub(super) named_at: Option<usize>,
    /// Where it says whom it is for, if it does so in a way that can be read.
    pub(super) matched_at: Option<usize>,
}

/// Reads one policy. What could not be read of it has been refused, and stands at its default.
pub(super) fn read(mistakes: &Mistakes, block: &Spanned<DeValue<'_>>, calendars: &Calendars) -> Option<Placed> {
    let before = mistakes.count();
    let entry = Entry { key: "policy", at: block.span().start, value: block };
    let fields = Fields::open(mistakes, entry, &KIND)?;
    // What follows from the targets and the calendar is only said if these are what they were meant to be.
    let known_keys = mistakes.count() == before;
    let calendar = calendar(&fields, calendars);
    let targets = Metric::ALL.iter().map(|metric| (*metric, promise::targets(&fields, *metric).unwrap_or_default()));
    let targets: Vec<(Metric, Targets)> = targets.collect();
    let as_meant = mistakes.count() == before;
    let name: Option<Line> = fields.required("name", "this policy", "a name, e.g. `name = \"tier-1\"`");
    let scope = scope::read(&fields);
    let (scope, matched_at) = scope.map_or((Scope::Default, None), |(scope, at)| (scope, Some(at)));
    let mut policy = Policy::new(name.as_ref().map_or("", Line::as_str), scope, calendar);
    for (metric, targets) in targets {
        policy.targets[metric as usize] = targets;
    }
    behave(&fields, &mut policy);
    if known_keys && !Metric::ALL.iter().any(|metric| fields.has(metric.as_str())) {
        mistakes.refuse(fields.at, "this policy promises nothing; give it a target, e.g. `first_response = \"4h\"`");
    }
    let escalations = reaction::escalations(&fields);
    if let Some(escalations) = escalations.filter(|escalations| !escalations.is_empty()) {
        if as_meant {
            reaction::check(mistakes, &policy, &escalations);
        }
        policy.escalate(escalations.into_iter().map(|(escalation, _)| escalation).collect());
    }
    Some(Placed { policy, named_at: name.and(fields.entry("name")).map(|entry| entry.at), matched_at })
}

/// Reads how the policy's clocks behave, and what a broken promise costs.
fn behave(fields: &Fields<'_, '_>, policy: &mut Policy) {
    policy.pauses = promise::pauses(fields);
    let reopening = fields.parsed("reopen", "`\"continue\"` or `\"restart\"`");
    policy.reopening = reopening.unwrap_or(policy.reopening);
    let on_change = fields.parsed("on_change", "`\"keep\"`, `\"forward\"` or `\"reset\"`");
    policy.on_change = on_change.unwrap_or(policy.on_change);
    policy.credit = reaction::credit(fields);
}

/// Returns the calendar the policy names, or the built-in one.
fn calendar(fields: &Fields<'_, '_>, calendars: &Calendars) -> Rc<Calendar> {
    let name = fields.text("calendar", "a calendar's name in quotes, e.g. `\"24x7\"`");
    let named = name.and_then(|Text { text, at }| fields.mistakes.accept(at, calendars.find(&text)).flatten());
    named.unwrap_or_else(|| calendars.always())
}
