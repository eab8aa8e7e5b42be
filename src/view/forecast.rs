//! What is about to break.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{count, key, promise, word};
use crate::app::StakeLine;
use crate::domain::report::ForecastBy;
use crate::domain::shift::Presence;
use crate::domain::sla::Metric;
use crate::domain::{Code, Instant, Line, Seconds, TicketId};
use crate::output::{Cell, Column, Human, Row, Tone};

/// A promise about to break, and who is there to keep it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct StakeRow {
    pub ticket: TicketId,
    pub account: Code,
    pub metric: Metric,
    pub cycle: u32,
    pub due_at: Instant,
    pub left_seconds: Seconds,
    pub assignee: Option<Code>,
    pub presence: Presence,
    pub on_shift_seconds: Seconds,
    /// The last day of the rep's leave, `2026-11-21`.
    pub away_until: Option<String>,
    pub subject: Line,
    pub policy: String,
}

impl StakeRow {
    /// Takes a promise as it stands at `now`.
    pub fn of(StakeLine { stake, rep, shift }: &StakeLine, now: Instant) -> Self {
        Self {
            ticket: stake.ticket,
            account: stake.account.clone(),
            metric: stake.metric,
            cycle: stake.number,
            due_at: stake.due_at,
            left_seconds: stake.due_at.since(now),
            assignee: rep.clone(),
            presence: shift.presence,
            on_shift_seconds: shift.time,
            away_until: shift.away_until.map(|day| day.to_string()),
            subject: stake.subject.clone(),
            policy: stake.policy.clone(),
        }
    }

    fn on_shift(&self, human: &Human) -> Cell {
        match (self.presence, &self.away_until) {
            (Presence::OnShift, _) => human.span(self.on_shift_seconds).into(),
            (Presence::Away, Some(day)) => Cell::toned(format!("away until {day}"), Tone::Bad),
            (other, _) => Cell::toned(other.as_str().replace('-', " "), Tone::Bad),
        }
    }
}

impl Row for StakeRow {
    const ONE: &'static str = "promise";
    const MANY: &'static str = "promises";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("ticket", "id", |row, _| key(row.ticket)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("metric", "promise", |row, _| promise(row.metric, row.cycle)),
        Column::text("due_at", "due", |row, human| human.clock(row.due_at).into()),
        Column::number("left_seconds", "left", |row, human| human.span(row.left_seconds).into()),
        Column::text("assignee", "rep", |row, _| word(row.assignee.as_ref())),
        Column::text("on_shift_seconds", "on shift", StakeRow::on_shift),
        Column::wide(Column::text("subject", "subject", |row, _| Cell::show(&row.subject))),
        Column::wide(Column::text("policy", "policy", |row, _| row.policy.as_str().into())),
        Column::data("cycle"),
        Column::data("presence"),
        Column::data("away_until"),
    ];
}

/// The promises about to break of one rep or account.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct StakeGroupRow {
    pub group: String,
    pub promises: usize,
    pub first_due_at: Instant,
    /// Those with nobody on shift before they break.
    pub unattended: usize,
}

impl StakeGroupRow {
    /// Groups promises, which come the soonest first: the most pressing group first.
    pub fn group(lines: &[StakeLine], by: ForecastBy) -> Vec<Self> {
        let group = |line: &StakeLine| match by {
            ForecastBy::Account => line.stake.account.to_string(),
            ForecastBy::Rep => line.rep.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string),
        };
        let (mut places, mut rows) = (BTreeMap::new(), Vec::new());
        for line in lines {
            let place = *places.entry(group(line)).or_insert_with_key(|group| {
                let (group, first_due_at) = (group.clone(), line.stake.due_at);
                rows.push(Self { group, promises: 0, first_due_at, unattended: 0 });
                rows.len() - 1
            });
            rows[place].promises += 1;
            rows[place].unattended += usize::from(!line.shift.is_attended());
        }
        rows
    }
}

impl Row for StakeGroupRow {
    const ONE: &'static str = "group";
    const MANY: &'static str = "groups";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("group", "group", |row, _| key(&row.group)),
        Column::number("promises", "promises", |row, _| Cell::show(row.promises)),
        Column::text("first_due_at", "first due", |row, human| human.clock(row.first_due_at).into()),
        Column::number("unattended", "nobody on shift", |row, _| count(row.unattended, Tone::Bad)),
    ];
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::app::Stake;
    use crate::domain::shift::Shift;
    use crate::output::undeclared;
    use crate::view::tests::{ahead, listed, now};

    fn line(presence: Presence, away_until: Option<&str>) -> StakeLine {
        let stake = Stake {
            ticket: TicketId::new(42),
            account: "ACME".parse().unwrap(),
            subject: "Order SO-1 is late".parse().unwrap(),
            assignee: None,
            metric: Metric::Resolution,
            number: 2,
            policy: "tier-1".to_owned(),
            due_at: ahead("3h30m"),
        };
        let time = if presence == Presence::OnShift { Seconds::hours(2) } else { Seconds::ZERO };
        let rep = (presence != Presence::Nobody).then(|| "giulia".parse().unwrap());
        let away_until = away_until.map(|day| day.parse().unwrap());
        StakeLine { stake, rep, shift: Shift { presence, time, away_until } }
    }

    #[test]
    fn each_says_who_is_there_to_keep_it() {
        let lines = [
            line(Presence::OnShift, None),
            line(Presence::OffShift, None),
            line(Presence::Away, Some("2026-12-03")),
            line(Presence::Away, None),
            line(Presence::Gone, None),
            line(Presence::Nobody, None),
        ];
        let rows: Vec<StakeRow> = lines.iter().map(|line| StakeRow::of(line, now())).collect();
        assert_eq!(undeclared(&rows[0]), Vec::<String>::new());
        assert_snapshot!(listed(&rows), @"
        ID   ACCOUNT  PROMISE       DUE          LEFT  REP     ON SHIFT
        T42  ACME     resolution 2  12:30  3 h 30 min  giulia  2 h
        T42  ACME     resolution 2  12:30  3 h 30 min  giulia  off shift
        T42  ACME     resolution 2  12:30  3 h 30 min  giulia  away until 2026-12-03
        T42  ACME     resolution 2  12:30  3 h 30 min  giulia  away
        T42  ACME     resolution 2  12:30  3 h 30 min  giulia  gone
        T42  ACME     resolution 2  12:30  3 h 30 min  -       nobody
        ");
        let groups = StakeGroupRow::group(&lines, ForecastBy::Rep);
        assert_eq!(undeclared(&groups[0]), Vec::<String>::new());
        let counted: Vec<_> = groups.iter().map(|row| (row.group.as_str(), row.promises, row.unattended)).collect();
        assert_eq!(counted, [("giulia", 5, 4), ("-", 1, 1)]);
    }
}
