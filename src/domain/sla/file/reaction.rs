//! What follows when a promise is in danger or broken: escalations and credits.

use toml::de::DeValue;

use super::fields::{Entry, Fields, Kind, Text, refuse_kind};
use super::refusal::Mistakes;
use crate::domain::Seconds;
use crate::domain::sla::{Credit, Escalation, Level, Policy, Share};

const ESCALATION: Kind = Kind {
    what: "a key of an escalation",
    keys: &["at", "notify", "raise_priority", "reassign"],
    form: "a block that begins with `[[policy.escalate]]`",
};
const CREDIT: Kind = Kind {
    what: "a key of a service credit",
    keys: &["per_breach", "cap"],
    form: "a table that begins with `[policy.credit]`",
};
const LEVEL: &str = "a point on the clock, e.g. `at = \"75%\"` or `at = \"breach\"`";

/// Reads the escalations with their places; none if the policy has none, so that it keeps the shipped levels.
pub(super) fn escalations(policy: &Fields<'_, '_>) -> Option<Vec<(Escalation, usize)>> {
    let entry = policy.entry("escalate")?;
    let mistakes = policy.mistakes;
    let DeValue::Array(blocks) = entry.value.get_ref() else {
        refuse_kind(mistakes, &entry.quoted(), entry.value, "blocks that each begin with `[[policy.escalate]]`");
        return None;
    };
    let mut read: Vec<(Escalation, usize)> = Vec::new();
    for block in blocks {
        let entry = Entry { key: entry.key, at: block.span().start, value: block };
        let Some((escalation, at)) = escalation(mistakes, entry) else { continue };
        match read.iter().find(|(earlier, _)| earlier.level == escalation.level) {
            Some((Escalation { level, .. }, first)) => {
                let first = mistakes.line(*first);
                mistakes
                    .refuse(at, format_args!("`{level}` is there twice, first on line {first}; make one block of it"));
            }
            None => read.push((escalation, at)),
        }
    }
    Some(read)
}

/// Reads one escalation, and where its level stands.
fn escalation(mistakes: &Mistakes, entry: Entry<'_, '_>) -> Option<(Escalation, usize)> {
    let fields = Fields::open(mistakes, entry, &ESCALATION)?;
    if !fields.has("at") {
        mistakes.refuse(fields.at, format_args!("an escalation has no `at`, expected {LEVEL}"));
    }
    let at = fields.text("at", LEVEL);
    let level = at.as_ref().and_then(|Text { text, at }| mistakes.accept(*at, level(text)));
    let notify = fields.list("notify", "a list, e.g. `[\"assignee\", \"role:team-lead\"]`").unwrap_or_default();
    let notify = notify.iter().filter_map(|Text { text, at }| mistakes.accept(*at, text.parse())).collect();
    let raise_priority = fields.flag("raise_priority").unwrap_or(false);
    let reassign = fields.parsed("reassign", "`\"team:NAME\"` or `\"rep:HANDLE\"`");
    Some((Escalation { level: level?, notify, raise_priority, reassign }, at?.at))
}

fn level(text: &str) -> Result<Level, String> {
    let percent = text.strip_suffix('%').and_then(|percent| percent.parse::<u32>().ok());
    match percent {
        Some(0) => Err(format!("`{text}` never passes, a clock starts there; the first percentage is `1%`")),
        Some(100) => Err(format!("`{text}` is the due time, which is still met; write `breach`")),
        Some(101..) => Err(format!("`{text}` is after the due time; write `breach+` and a duration, e.g. `breach+2h`")),
        Some(1..=99) | None => text.parse::<Level>().map_err(|why| why.to_string()),
    }
}

/// Refuses the escalations that no clock of the policy can ever pass.
pub(super) fn check(mistakes: &Mistakes, policy: &Policy, escalations: &[(Escalation, usize)]) {
    for (Escalation { level, .. }, at) in escalations {
        match policy.longest_target() {
            None => {
                mistakes.refuse(*at, format_args!("`{level}` never fires, since its policy promises nothing"));
            }
            Some((target, span)) if level.amount(span) <= Seconds::ZERO => {
                let why = format!("the longest target of its policy is `{target}`");
                mistakes.refuse(*at, format_args!("`{level}` never fires, since {why}; come closer, e.g. `75%`"));
            }
            Some(_) => {}
        }
    }
}

/// Reads the service credits, if there are any.
pub(super) fn credit(policy: &Fields<'_, '_>) -> Option<Credit> {
    let entry = policy.entry("credit")?;
    let fields = Fields::open(policy.mistakes, entry, &CREDIT)?;
    let share = "a percentage in quotes, e.g. `\"1%\"`";
    let per_breach: Option<Share> = fields.required("per_breach", "a service credit", share);
    let cap: Option<Share> = if fields.has("cap") { fields.parsed("cap", share) } else { Some(Share::WHOLE) };
    let credit = Credit { per_breach: per_breach?, cap: cap? };
    if credit.cap < credit.per_breach {
        let (Credit { per_breach, cap }, at) = (credit, fields.entry("cap").map_or(fields.at, |cap| cap.at));
        let why =
            format!("a cap of `{cap}` is less than one breach costs, `{per_breach}`; raise the one or lower the other");
        policy.mistakes.refuse(at, why);
    }
    Some(credit)
}
