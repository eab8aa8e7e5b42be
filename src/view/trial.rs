//! A timeline's promises on screen.

use serde::Serialize;

use super::{nothing, promise};
use crate::domain::Instant;
use crate::domain::sla::{Cycle, Level, Metric, State};
use crate::output::{Cell, Detail, Human, Section};

/// What a timeline's promises come to.
#[derive(Debug, Serialize)]
pub struct TrialDetail {
    cycles: Vec<Judged>,
    next_due: Option<Instant>,
    escalations: Vec<Escalated>,
}

/// A cycle's verdict as programs read it.
#[derive(Debug, Serialize)]
pub(super) struct Judged {
    metric: Metric,
    cycle: u32,
    state: State,
    started_at: Instant,
    due_at: Option<Instant>,
    stopped_at: Option<Instant>,
    target_seconds: i64,
    elapsed_seconds: i64,
    remaining_seconds: i64,
    paused_seconds: i64,
    breached_at: Option<Instant>,
}

#[derive(Debug, Serialize)]
struct Escalated {
    metric: Metric,
    cycle: u32,
    level: Level,
    at: Instant,
}

impl TrialDetail {
    /// Shows cycles judged as of `now`.
    pub fn of(cycles: &[Cycle], now: Instant) -> Self {
        let escalated = |cycle: &Cycle| {
            let (metric, number) = (cycle.metric, cycle.number);
            let passed = cycle.passed(now);
            passed
                .map(|passed| Escalated { metric, cycle: number, level: passed.level, at: passed.at })
                .collect::<Vec<_>>()
        };
        let mut escalations: Vec<Escalated> = cycles.iter().flat_map(escalated).collect();
        escalations.sort_by_key(|escalated| escalated.at);
        let owed = cycles.iter().filter(|cycle| cycle.is_owed());
        Self {
            next_due: owed.filter_map(|cycle| cycle.due_at).min(),
            escalations,
            cycles: cycles.iter().map(Judged::of).collect(),
        }
    }
}

impl Judged {
    pub(super) fn of(cycle: &Cycle) -> Self {
        Self {
            metric: cycle.metric,
            cycle: cycle.number,
            state: cycle.state,
            started_at: cycle.started_at,
            due_at: cycle.due_at,
            stopped_at: cycle.stopped_at,
            target_seconds: cycle.target.get(),
            elapsed_seconds: cycle.elapsed.get(),
            remaining_seconds: cycle.remaining().get(),
            paused_seconds: cycle.paused.get(),
            breached_at: cycle.breached_at,
        }
    }
}

impl Detail for TrialDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let at = |at: Option<Instant>| at.map_or_else(nothing, |at| Cell::plain(human.at(at)));
        let judged = |cycle: &Judged| {
            vec![
                promise(cycle.metric, cycle.cycle),
                Cell::show(cycle.state),
                Cell::plain(human.at(cycle.started_at)),
                at(cycle.due_at),
                at(cycle.stopped_at),
            ]
        };
        let escalated = |escalated: &Escalated| {
            let promise = promise(escalated.metric, escalated.cycle);
            vec![promise, Cell::show(escalated.level), Cell::plain(human.at(escalated.at))]
        };
        let mut sections = vec![Section::Table {
            title: "Promises".to_owned(),
            headers: vec!["promise", "sla", "started", "due", "stopped"],
            rows: self.cycles.iter().map(judged).collect(),
        }];
        if !self.escalations.is_empty() {
            sections.push(Section::Table {
                title: "Escalations".to_owned(),
                headers: vec!["promise", "level", "at"],
                rows: self.escalations.iter().map(escalated).collect(),
            });
        }
        sections
    }
}
