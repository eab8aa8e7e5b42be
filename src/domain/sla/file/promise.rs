//! What a policy promises on each metric, and what pauses it.

use toml::de::DeValue;

use super::fields::{Entry, Fields, Kind, Text, entries, list, table, text};
use super::refusal::Mistakes;
use crate::domain::Invalid;
use crate::domain::calendar::Target;
use crate::domain::sla::{Metric, Pauses, Targets};
use crate::domain::ticket::{Priority, StatusWord};

const BY_PRIORITY: Kind = Kind {
    what: "a priority",
    keys: &["urgent", "high", "normal", "low", "default", "end_of_day"],
    form: "a target, e.g. `\"4h\"` or `{ urgent = \"30m\", default = \"2h\" }`",
};
const TARGET: &str = "a target in quotes, e.g. `\"4h\"`";

/// The statuses in which clocks run; in the others they have stopped.
const RUNNING: [StatusWord; 4] = [StatusWord::New, StatusWord::Open, StatusWord::Pending, StatusWord::OnHold];

/// Reads the targets of one metric: one for all priorities, or a table of them.
pub(super) fn targets(policy: &Fields<'_, '_>, metric: Metric) -> Option<Targets> {
    let entry = policy.entry(metric.as_str())?;
    let mistakes = policy.mistakes;
    if let DeValue::String(_) = entry.value.get_ref() {
        return target(mistakes, entry).map(Targets::all);
    }
    let fields = Fields::open(mistakes, entry, &BY_PRIORITY)?;
    let end_of_day = fields.flag("end_of_day").unwrap_or(false);
    let own = Priority::ALL.iter().map(|priority| (Some(*priority), priority.as_str()));
    let mut targets = Targets::default();
    let (mut given, mut days) = (false, false);
    for (priority, key) in own.chain([(None, "default")]) {
        let Some(entry) = fields.entry(key) else { continue };
        given = true;
        let Some(target) = target(mistakes, entry) else { continue };
        days |= matches!(target, Target::Days { .. });
        let target = target.with_end_of_day(end_of_day);
        match priority {
            Some(priority) => targets.set(priority, target),
            None => targets.set_default(target),
        }
    }
    if !given {
        mistakes.refuse(entry.at, format_args!("`{metric}` has no target, expected {}", BY_PRIORITY.form));
    } else if end_of_day && !days {
        mistakes.refuse(entry.at, format_args!("`end_of_day` is for targets in days, and `{metric}` has none"));
    }
    Some(targets)
}

fn target(mistakes: &Mistakes, entry: Entry<'_, '_>) -> Option<Target> {
    let Text { text, at } = text(mistakes, &entry.quoted(), entry.value, TARGET)?;
    mistakes.accept(at, text.parse())
}

/// Reads which statuses pause which metrics; without `pause`, the shipped ones do.
pub(super) fn pauses(policy: &Fields<'_, '_>) -> Pauses {
    let mistakes = policy.mistakes;
    let Some(entry) = policy.entry("pause") else { return Pauses::default() };
    let mut pauses = Pauses::NONE;
    let written = table(mistakes, entry, "statuses with metrics, e.g. `{ pending = [\"resolution\"] }`");
    for entry in written.into_iter().flat_map(entries) {
        let status = mistakes.accept(entry.at, running(entry.key));
        for metric in metrics(mistakes, entry) {
            if let Some(status) = status {
                pauses.set(status, metric);
            }
        }
    }
    pauses
}

fn running(word: &str) -> Result<StatusWord, Invalid> {
    let known = RUNNING.iter().copied().find(|status| status.as_str() == word);
    known.ok_or_else(|| Invalid::word(word, "a status in which a clock may pause", &RUNNING.map(StatusWord::as_str)))
}

fn metrics(mistakes: &Mistakes, entry: Entry<'_, '_>) -> Vec<Metric> {
    let written = list(mistakes, entry, "a list of metrics, e.g. `[\"resolution\", \"update\"]`").unwrap_or_default();
    written.iter().filter_map(|Text { text, at }| mistakes.accept(*at, text.parse())).collect()
}
