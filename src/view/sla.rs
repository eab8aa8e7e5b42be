//! Promises, and what the check has to say about them.

use serde::Serialize;

use super::{due, key, nothing, outlook, promise, span, word};
use crate::app::{Finding, PromiseLine, TicketLine};
use crate::domain::sla::{Cycle, Level, Metric, Outlook, State};
use crate::domain::{Code, Instant, Line, Seconds, TicketId};
use crate::output::{Cell, Column, Human, Row, Tone};

/// A promise and how it stands.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct PromiseRow {
    pub ticket: TicketId,
    pub account: Code,
    pub metric: Metric,
    pub cycle: u32,
    pub state: State,
    pub outlook: Option<Outlook>,
    pub due_at: Option<Instant>,
    pub remaining_seconds: Seconds,
    pub subject: Line,
    pub assignee: Option<Code>,
    pub policy: Option<String>,
    pub started_at: Instant,
    pub stopped_at: Option<Instant>,
    pub breached_at: Option<Instant>,
    pub target_seconds: Seconds,
    pub elapsed_seconds: Seconds,
    pub paused_seconds: Seconds,
    pub external_id: Option<String>,
}

impl PromiseRow {
    /// Tells how a ticket's promise stands at `now`, the instant it was judged for.
    pub fn of(ticket: &TicketLine, cycle: &Cycle, now: Instant) -> Self {
        Self {
            ticket: ticket.id,
            account: ticket.account.clone(),
            metric: cycle.metric,
            cycle: cycle.number,
            state: cycle.state,
            outlook: cycle.outlook(now),
            due_at: cycle.due_at,
            remaining_seconds: cycle.remaining(),
            subject: ticket.subject.clone(),
            assignee: ticket.assignee.clone(),
            // Policies are named and chosen by tier: who may not know the one may not know the other.
            policy: ticket.tier.map(|_| cycle.policy.to_string()),
            started_at: cycle.started_at,
            stopped_at: cycle.stopped_at,
            breached_at: cycle.breached_at,
            target_seconds: cycle.target,
            elapsed_seconds: cycle.elapsed,
            paused_seconds: cycle.paused,
            external_id: ticket.external_id.clone(),
        }
    }

    /// Tells how a promise stands at `at`, the instant it was judged for.
    pub fn of_line(line: &PromiseLine, at: Instant) -> Self {
        Self::of(&line.ticket, &line.cycle, at)
    }

    /// Tells how things stand with what is owed, and what came of what is not.
    fn verdict(&self) -> Cell {
        match self.state {
            _ if self.outlook.is_some() => outlook(self.outlook),
            State::Breached => outlook(Some(Outlook::Breached)),
            State::Met => Cell::toned(State::Met.as_str(), Tone::Good),
            other => Cell::toned(other.as_str(), Tone::Dim),
        }
    }

    fn due(&self, human: &Human) -> Cell {
        match (self.stopped_at, self.due_at) {
            // What is over is not overdue.
            (Some(_), Some(at)) => Cell::toned(human.when(at), Tone::Dim),
            (_, at) => due(at, human),
        }
    }

    fn time(&self, human: &Human) -> Cell {
        let (left, owed) = (self.remaining_seconds, self.stopped_at.is_none());
        match self.state {
            State::Cancelled => nothing(),
            _ if left < Seconds::ZERO => {
                let tone = if owed { Tone::Bad } else { Tone::Plain };
                Cell::toned(format!("{} over", human.span(Seconds::ZERO.minus(left))), tone)
            }
            _ => format!("{} left", human.span(left)).into(),
        }
    }
}

impl Row for PromiseRow {
    const ONE: &'static str = "promise";
    const MANY: &'static str = "promises";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("ticket", "id", |row, _| key(row.ticket)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("metric", "promise", |row, _| promise(row.metric, row.cycle)),
        Column::text("state", "sla", |row, _| row.verdict()),
        Column::text("due_at", "due", PromiseRow::due),
        Column::number("remaining_seconds", "time", PromiseRow::time),
        Column::text("assignee", "rep", |row, _| word(row.assignee.as_ref())),
        Column::wide(Column::number("cycle", "cycle", |row, _| Cell::show(row.cycle))),
        Column::wide(Column::text("subject", "subject", |row, _| Cell::show(&row.subject))),
        Column::wide(Column::text("policy", "policy", |row, _| word(row.policy.as_ref()))),
        Column::wide(Column::number("target_seconds", "target", |row, human| span(Some(row.target_seconds), human))),
        Column::data("outlook"),
        Column::data("started_at"),
        Column::data("stopped_at"),
        Column::data("breached_at"),
        Column::data("elapsed_seconds"),
        Column::data("paused_seconds"),
        Column::data("external_id"),
    ];
}

/// A promise that the check has something to say about.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct FindingRow {
    pub ticket: TicketId,
    pub account: Code,
    pub metric: Metric,
    pub cycle: u32,
    pub level: Level,
    pub finding: Outlook,
    pub at: Instant,
    pub due_at: Option<Instant>,
    pub assignee: Option<Code>,
    pub subject: Line,
    pub policy: String,
}

impl FindingRow {
    /// Tells what a promise has passed: a warning, or its breach.
    pub fn of(finding: &Finding) -> Self {
        let Finding { ticket, cycle, level, at, .. } = finding;
        Self {
            ticket: ticket.id,
            account: ticket.account.clone(),
            metric: cycle.metric,
            cycle: cycle.number,
            level: *level,
            finding: if level.is_warning() { Outlook::AtRisk } else { Outlook::Breached },
            at: *at,
            due_at: cycle.due_at,
            assignee: ticket.assignee.clone(),
            subject: ticket.subject.clone(),
            policy: cycle.policy.to_string(),
        }
    }
}

impl Row for FindingRow {
    const ONE: &'static str = "finding";
    const MANY: &'static str = "findings";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("ticket", "id", |row, _| key(row.ticket)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("metric", "promise", |row, _| promise(row.metric, row.cycle)),
        Column::text("finding", "sla", |row, _| outlook(Some(row.finding))),
        Column::text("due_at", "due", |row, human| due(row.due_at, human)),
        Column::text("assignee", "rep", |row, _| word(row.assignee.as_ref())),
        Column::text("subject", "subject", |row, _| Cell::show(&row.subject)),
        Column::wide(Column::text("level", "level", |row, _| Cell::show(row.level))),
        Column::wide(Column::text("at", "since", |row, human| human.when(row.at).into())),
        Column::data("cycle"),
        Column::data("policy"),
    ];
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::output::undeclared;
    use crate::view::tests::{ago, cycle, listed, now, ticket};

    #[test]
    fn promises_say_how_they_stand_or_ended() {
        let ticket = ticket(42, "Order SO-1 is late");
        let running = || cycle(Metric::Resolution);
        let stopped = |state| Cycle { state, stopped_at: Some(ago("1h")), ..cycle(Metric::FirstResponse) };
        let late = Cycle { state: State::Breached, due_at: Some(ago("2h")), elapsed: Seconds::hours(6), ..running() };
        let paused = Cycle { state: State::Paused, due_at: None, number: 2, ..running() };
        let cycles = [running(), late, paused, stopped(State::Met), stopped(State::Cancelled)];
        let rows = cycles.map(|cycle| PromiseRow::of(&ticket, &cycle, now()));
        assert_eq!(undeclared(&rows[0]), Vec::<String>::new());
        assert_snapshot!(listed(&rows), @"
        ID   ACCOUNT  PROMISE         SLA        DUE              TIME  REP
        T42  ACME     resolution      on track   in 2 h       2 h left  giulia
        T42  ACME     resolution      BREACHED   2 h overdue  2 h over  giulia
        T42  ACME     resolution 2    paused     -            2 h left  giulia
        T42  ACME     first response  met        in 2 h       2 h left  giulia
        T42  ACME     first response  cancelled  in 2 h              -  giulia
        ");
    }

    #[test]
    fn a_finding_is_a_warning_or_a_breach() {
        let (ticket, cycle) = (ticket(42, "Order SO-1 is late"), cycle(Metric::Resolution));
        let finding = |level| Finding { ticket: ticket.clone(), cycle: cycle.clone(), level, at: now(), outlook: None };
        let rows = [Level::Percent(75), Level::Breach].map(|level| FindingRow::of(&finding(level)));
        assert_eq!(undeclared(&rows[0]), Vec::<String>::new());
        assert_eq!(rows.map(|row| row.finding), [Outlook::AtRisk, Outlook::Breached]);
    }
}
