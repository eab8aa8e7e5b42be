//! Which policy ruled, from when, and why no other did.

use super::aside;
use super::wall::{Wall, business};
use crate::domain::Code;
use crate::domain::calendar::Target;
use crate::domain::sla::{
    Candidate, Cause, Contest, Effect, Explained, Explanation, Facts, Metric, Ruling, Step, Without,
};
use crate::output::{Cell, Section, Tone};

/// Lays out what ruled a cycle: a row for each ruling, and below it one for each further thing to be said of it.
/// Policies, named and chosen by tiers, are `ours` to know.
pub(super) fn table(title: &str, one: &Explained, wall: &Wall, ours: bool) -> Section {
    let row = |step: &Step| {
        let Ruling { at, policy, version, target, .. } = &step.ruling;
        let mut said = said(step, one.cycle.metric, wall).into_iter();
        let mut first = vec![wall.at(*at).into(), Cell::show(target)];
        if ours {
            first.insert(1, format!("{policy} v{version}").into());
        }
        let below = vec![Cell::empty(); first.len()];
        first.push(said.next().unwrap_or_default());
        let more = said.map(|cell| [&*below, &[cell]].concat());
        std::iter::once(first).chain(more).collect::<Vec<_>>()
    };
    Section::Table {
        title: title.to_owned(),
        headers: if ours { vec!["from", "policy", "target", "why"] } else { vec!["from", "target", "why"] },
        rows: one.steps.iter().flat_map(row).collect(),
    }
}

/// Says why it was asked what rules, what that did to the clock, and when it was due then.
fn said(step: &Step, metric: Metric, wall: &Wall) -> Vec<Cell> {
    let Ruling { effect, since, due_at, breaks, span, target, .. } = &step.ruling;
    let mut said: Vec<Cell> = step.causes.iter().map(|cause| cause_in_words(cause, metric).into()).collect();
    said.extend(effect_in_words(*effect).map(aside));
    if matches!(effect, Effect::PutBack | Effect::TakenUp) {
        said.push(aside(format!("counts since {}", wall.at(*since))));
    }
    if let Target::Days { .. } = target {
        said.push(aside(format!("{} of business time", business(*span))));
    }
    match due_at {
        _ if *effect == Effect::Cancelled => {}
        Some(due) if *breaks => {
            said.push(format!("due {}", wall.at(*due)).into());
            said.push(Cell::toned("past by then: breached", Tone::Bad));
        }
        Some(due) => said.push(format!("due {}", wall.at(*due)).into()),
        None => said.push(aside("time stood still")),
    }
    said
}

fn cause_in_words(cause: &Cause, metric: Metric) -> String {
    match cause {
        Cause::Started => match metric {
            Metric::FirstResponse | Metric::Resolution => "the ticket began",
            Metric::NextResponse => "the customer wrote",
            Metric::Update => "a rep wrote",
            Metric::Handling => "a team took over",
        }
        .to_owned(),
        Cause::Reopened => "the ticket was reopened".to_owned(),
        Cause::MergedIn => "an older wait was merged in".to_owned(),
        Cause::Terms => "what is promised was set anew".to_owned(),
        Cause::Version(number) => format!("version {number} came into force"),
        Cause::ContractEnded(number) => format!("contract {number} ended"),
        Cause::ContractBegan(number) => format!("contract {number} began"),
        Cause::Priority(from, to) => format!("priority {from} → {to}"),
        Cause::Category(from, to) => format!("category {from} → {to}"),
        Cause::Tier(from, to) => format!("tier {from} → {to}"),
    }
}

/// Says in a few words what a ruling did; the beginning says it itself.
fn effect_in_words(effect: Effect) -> Option<&'static str> {
    Some(match effect {
        Effect::Began | Effect::PutBack => return None,
        Effect::TakenUp => "had run under no promise",
        Effect::Kept => "keep: start and pauses stay",
        Effect::Forwarded => "forward: what had run stands",
        Effect::Reset => "reset: the clock starts afresh",
        Effect::TakenOver => "the clock runs on as it was",
        Effect::Unchanged => "promises the same",
        Effect::TooLate => "too late: broken by then",
        Effect::Cancelled => "nothing is promised any longer",
    })
}

/// Lays out, once for each set of facts that mattered, how the policies fared.
pub(super) fn policies(explanation: &Explanation) -> Vec<Section> {
    let mut told: Vec<(Option<i64>, Facts, Option<Code>)> = Vec::new();
    let mut sections = Vec::new();
    for step in explanation.cycles.iter().flat_map(|one| &one.steps) {
        let Ruling { in_force, facts, .. } = step.ruling;
        let same = |(version, known, contract): &(_, Facts, _)| {
            (version, contract) == (&in_force, &step.contract)
                && (known.category, known.tier) == (facts.category, facts.tier)
        };
        if !told.iter().any(same) {
            told.push((in_force, facts, step.contract.clone()));
            sections.push(contest(in_force, facts, step.contract.as_ref(), &step.candidates));
        }
    }
    sections
}

fn contest(version: Option<i64>, facts: Facts, contract: Option<&Code>, candidates: &[Candidate]) -> Section {
    let number = version.map_or_else(String::new, |number| format!(" of version {number}"));
    let under = contract.map_or_else(String::new, |number| format!(" under contract {number}"));
    let row = |candidate: &Candidate| {
        let name = Cell::toned(&*candidate.policy, Tone::Strong);
        vec![name, Cell::show(&candidate.scope), fared(candidate.fared)]
    };
    Section::Table {
        title: format!("Policies{number}, for {} in tier {}{under}", facts.category, facts.tier),
        headers: vec!["policy", "for", "why"],
        rows: candidates.iter().map(row).collect(),
    }
}

fn fared(fared: Contest) -> Cell {
    match fared {
        Contest::Carried => Cell::toned("rules: the contract's", Tone::Good),
        Contest::Won => Cell::toned("rules: the narrowest", Tone::Good),
        Contest::TooWide => Cell::plain("is wider"),
        Contest::NotCovered => aside("is not for it"),
    }
}

/// Says why nothing is promised.
pub(super) fn without(without: &Without, ours: bool) -> Vec<Section> {
    let Without { metric, clocks, facts, version, contract, candidates } = without;
    let ruling = candidates.iter().find(|candidate| matches!(candidate.fared, Contest::Won | Contest::Carried));
    let names: Vec<String> = clocks.iter().map(|metric| metric.as_str().replace('_', " ")).collect();
    let ran = format!("Time ran for {}, but", names.join(" and "));
    let body = match (version, ruling) {
        _ if !ours && metric.is_some_and(Metric::is_internal) => "It is promised to no customer.".to_owned(),
        _ if clocks.is_empty() => format!("No clock has begun: {}.", metric.map_or("nothing has happened", beginning)),
        _ if !ours => format!("{ran} nothing is promised for {} at priority {}.", facts.category, facts.priority),
        (None, _) => format!("{ran} no policy was in force."),
        (Some(number), None) => {
            format!("{ran} no policy of version {number} is for {} in tier {}.", facts.category, facts.tier)
        }
        (Some(_), Some(ruling)) => {
            format!("{ran} {} promises nothing of it at priority {}.", ruling.policy, facts.priority)
        }
    };
    let mut sections = vec![Section::Text { title: "No promise".to_owned(), body }];
    if ours && !clocks.is_empty() {
        sections.push(contest(*version, *facts, contract.as_ref(), candidates));
    }
    sections
}

/// Says what has to happen before a metric's clock begins.
const fn beginning(metric: Metric) -> &'static str {
    match metric {
        Metric::FirstResponse => "the customer has yet to write",
        Metric::NextResponse => "the customer has not written since the first response",
        Metric::Update => "no rep has written yet",
        Metric::Resolution => "the ticket has yet to begin",
        Metric::Handling => "no team has had it yet",
    }
}
