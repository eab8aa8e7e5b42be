//! Reps, teams, queues.

use serde::Serialize;

use super::{key, name, nothing, word};
use crate::app::RepLine;
use crate::domain::rep::{Queue, Rep, StaffRole, Team};
use crate::domain::{Code, Email, Line, Segment};
use crate::output::{Cell, Column, Row};

/// A rep in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct RepRow {
    pub handle: Code,
    pub name: Line,
    pub role: StaffRole,
    pub team: Option<Code>,
    pub region: Option<Line>,
    pub open_tickets: i64,
    pub email: Option<Email>,
    pub os_user: Option<Line>,
    /// The first day away, `2026-11-21`.
    pub away_from: Option<String>,
    /// The last day away.
    pub away_to: Option<String>,
    pub active: bool,
    /// The policies' calendar of their working hours.
    pub calendar: Option<Code>,
}

impl RepRow {
    /// Takes what is stored of a rep.
    pub fn of(RepLine { rep, team, open_tickets }: RepLine) -> Self {
        let Rep { handle, name, role, region, email, os_user, active, calendar, .. } = rep;
        let (away_from, away_to) = (rep.away_from.map(|day| day.to_string()), rep.away_to.map(|day| day.to_string()));
        Self { handle, name, role, team, region, open_tickets, email, os_user, away_from, away_to, active, calendar }
    }

    fn away(&self) -> Cell {
        match (&self.away_from, &self.away_to) {
            (None, None) => nothing(),
            (Some(from), Some(to)) => format!("{from} to {to}").into(),
            (Some(from), None) => format!("from {from}").into(),
            (None, Some(to)) => format!("to {to}").into(),
        }
    }
}

impl Row for RepRow {
    const ONE: &'static str = "rep";
    const MANY: &'static str = "reps";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("handle", "handle", |rep, _| key(&rep.handle)),
        Column::text("name", "name", |rep, _| name(&rep.name, rep.active)),
        Column::text("role", "role", |rep, _| Cell::show(rep.role)),
        Column::text("team", "team", |rep, _| word(rep.team.as_ref())),
        Column::text("region", "region", |rep, _| word(rep.region.as_ref())),
        Column::number("open_tickets", "open", |rep, _| Cell::show(rep.open_tickets)),
        Column::wide(Column::text("email", "email", |rep, _| word(rep.email.as_ref()))),
        Column::wide(Column::text("os_user", "user", |rep, _| word(rep.os_user.as_ref()))),
        Column::wide(Column::text("away_from", "away", |rep, _| rep.away())),
        Column::data("away_to"),
        Column::data("active"),
        Column::wide(Column::text("calendar", "hours", |rep, _| word(rep.calendar.as_ref()))),
    ];
}

/// A team in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct TeamRow {
    pub name: Code,
    pub reps: i64,
}

impl TeamRow {
    /// Takes a team, and how many reps it has.
    pub fn of((team, reps): (Team, i64)) -> Self {
        Self { name: team.name, reps }
    }
}

impl Row for TeamRow {
    const ONE: &'static str = "team";
    const MANY: &'static str = "teams";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("name", "name", |team, _| key(&team.name)),
        Column::number("reps", "reps", |team, _| Cell::show(team.reps)),
    ];
}

/// A queue in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct QueueRow {
    pub address: Email,
    pub team: Option<Code>,
    pub region: Option<Line>,
    pub segment: Option<Segment>,
}

impl QueueRow {
    /// Takes a queue and its team's name.
    pub fn of((queue, team): (Queue, Option<Code>)) -> Self {
        let Queue { address, region, segment, .. } = queue;
        Self { address, team, region, segment }
    }
}

impl Row for QueueRow {
    const ONE: &'static str = "queue";
    const MANY: &'static str = "queues";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("address", "address", |queue, _| key(&queue.address)),
        Column::text("team", "team", |queue, _| word(queue.team.as_ref())),
        Column::text("region", "region", |queue, _| word(queue.region.as_ref())),
        Column::text("segment", "segment", |queue, _| word(queue.segment.as_ref())),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{QueueId, TeamId};
    use crate::output::undeclared;

    #[test]
    fn every_field_is_declared() {
        let rep = Rep::new("giulia".parse().unwrap(), "Giulia Bianchi".parse().unwrap());
        let rep = RepRow::of(RepLine { rep, team: None, open_tickets: 3 });
        assert_eq!(undeclared(&rep), Vec::<String>::new());
        let team = Team { id: TeamId::new(1), name: "logistics".parse().unwrap() };
        assert_eq!(undeclared(&TeamRow::of((team, 2))), Vec::<String>::new());
        let address = "help@desk.example".parse().unwrap();
        let queue = Queue { id: QueueId::new(1), address, team: None, region: None, segment: None };
        assert_eq!(undeclared(&QueueRow::of((queue, None))), Vec::<String>::new());
    }
}
