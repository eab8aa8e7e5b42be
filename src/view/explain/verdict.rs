//! What came of a cycle, or would come of it now, in sentences.

use super::measure;
use super::wall::{Wall, business};
use crate::domain::Seconds;
use crate::domain::sla::{Breach, Cycle, Ending, Explained, Metric, Prospect, State};
use crate::output::{Cell, Tone};

/// Tells how a cycle stands, what has run of it, and what would come of it now.
pub(super) fn facts(one: &Explained, wall: &Wall) -> Vec<(&'static str, Cell)> {
    let cycle = &one.cycle;
    let mut facts = vec![("verdict", Cell::toned(verdict(one, wall), tone(cycle.state)))];
    let began = wall.at(cycle.started_at);
    let reopened = cycle.metric == Metric::Resolution && cycle.began_at > cycle.started_at;
    let again = if reopened { format!("; reopened {}", wall.at(cycle.began_at)) } else { String::new() };
    facts.push(("began", format!("{began}{again}").into()));
    if let Some(due) = cycle.due_at {
        facts.push(("due", wall.at(due).into()));
    }
    if let Some(stopped) = cycle.stopped_at {
        facts.push(("stopped", wall.at(stopped).into()));
    }
    facts.push(("ran", ran(cycle).into()));
    let calendar = one.stretches.last().map(|stretch| measure(&stretch.calendar));
    facts.extend(calendar.map(|calendar| ("calendar", calendar.into())));
    facts.extend(one.prospect.map(|prospect| ("now", now(prospect, cycle.metric).into())));
    facts
}

const fn tone(state: State) -> Tone {
    match state {
        State::Breached => Tone::Bad,
        State::Met => Tone::Good,
        State::Running | State::Paused | State::Cancelled | State::ClosedUnanswered => Tone::Plain,
    }
}

fn ran(cycle: &Cycle) -> String {
    let ran = format!("{} of {}", business(cycle.elapsed), business(cycle.target));
    if cycle.paused == Seconds::ZERO { ran } else { format!("{ran}; {} more in pauses", business(cycle.paused)) }
}

fn verdict(one: &Explained, wall: &Wall) -> String {
    let cycle = &one.cycle;
    let spare = business(cycle.remaining());
    let stopped = one.ending.map(|ending| stopped(ending, cycle.metric)).unwrap_or_default();
    match cycle.state {
        State::Running => format!("running: {spare} left"),
        State::Paused => {
            let status = one.prospect.and_then(|prospect| prospect.paused_by);
            let by = status.map_or_else(String::new, |status| format!(" ({status})"));
            format!("paused{by}: time stands still, with {spare} left")
        }
        State::Met => format!("met with {spare} to spare: {stopped}"),
        State::Cancelled => format!("cancelled: {stopped}"),
        State::ClosedUnanswered => format!("closed unanswered, with {spare} left: it counts neither way"),
        State::Breached => {
            let broken = one.breach.map(|breach| broken(breach, cycle, wall)).unwrap_or_default();
            let end =
                if stopped.is_empty() { String::new() } else { format!("; {stopped}{}", late(cycle.remaining())) };
            format!("breached {broken}{end}")
        }
    }
}

fn broken(breach: Breach, cycle: &Cycle, wall: &Wall) -> String {
    let at = cycle.breached_at.map(|at| wall.at(at)).unwrap_or_default();
    let due = cycle.due_at.map(|due| wall.at(due)).unwrap_or_default();
    match breach {
        Breach::RanOut => format!("{at}: its time ran out"),
        Breach::AfterPause => format!("{at}, when time ran on: it had been due in the pause, {due}"),
        Breach::ByChange => format!("{at} by the change then: its new due time, {due}, was past"),
    }
}

/// Says by how much more business time ran than was promised; out of hours none does.
fn late(spare: Seconds) -> String {
    if spare < Seconds::ZERO { format!(", {} late", business(Seconds::ZERO.minus(spare))) } else { String::new() }
}

fn stopped(ending: Ending, metric: Metric) -> String {
    match ending {
        Ending::Done => format!("it was {}", done(metric)),
        Ending::Settled => "the ticket was settled".to_owned(),
        Ending::Merged => "the ticket goes on in another one".to_owned(),
        Ending::Unpromised => "nothing was promised any longer".to_owned(),
    }
}

const fn done(metric: Metric) -> &'static str {
    match metric {
        Metric::FirstResponse | Metric::NextResponse | Metric::Update => "answered",
        Metric::Resolution => "resolved",
        Metric::Handling => "handed on or resolved",
    }
}

/// Foretells what comes of it if what is promised is done now.
fn now(prospect: Prospect, metric: Metric) -> String {
    let Prospect { state, spare, overdue, paused_by } = prospect;
    let done = done(metric);
    match (state, paused_by) {
        (State::Met, Some(_)) => format!("{done} now, it is met; {} will be left when time runs on", business(spare)),
        (State::Met, None) => format!("{done} now, it is met with {} to spare", business(spare)),
        (_, _) if spare < Seconds::ZERO => {
            format!("{done} now, it is{} and stays breached", late(spare).trim_start_matches(','))
        }
        (_, _) => format!("{done} now, it stays breached: it was due {} ago", overdue.unwrap_or_default()),
    }
}
