//! Tickets as reports see them: packed, and the rows of those that have changed since.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::segment::MARKED;
use super::{BOUND, Period};
use crate::domain::report::{Charge, Course, Dimension, Needs, TicketFacts, Touch, TouchKind};
use crate::domain::sla::Verdict;
use crate::domain::ticket::{Status, StatusWord};
use crate::domain::{AccountId, Instant, TicketId};
use crate::error::Error;
use crate::store::step::Step;
use crate::store::{Tx, scope, sla};

/// Which tickets a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Within {
    /// When they were opened.
    pub period: Period,
    /// Only this account's, and with `true` those of the accounts below it.
    pub account: Option<(AccountId, bool)>,
    /// Those that are open too, whenever they were opened.
    pub and_open: bool,
}

/// What tells the group of a ticket in one dimension, before anybody asks for its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'a> {
    /// There is none.
    Nothing,
    /// The number of an account, a rep, a team, a queue; a tier.
    Number(i64),
    /// The name itself.
    Word(&'a str),
}

impl<'a> Mark<'a> {
    pub(super) const fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Nothing | Self::Word(_) => None,
        }
    }

    pub(super) const fn word(&self) -> &'a str {
        match self {
            Self::Word(word) => word,
            Self::Nothing | Self::Number(_) => "",
        }
    }
}

/// A ticket with what a report needs of it.
#[derive(Debug)]
pub struct Reported<'a> {
    /// What is known of it now.
    pub facts: TicketFacts<'a>,
    /// Its groups, one for each dimension that was asked for.
    pub marks: [Mark<'a>; MARKED.len()],
}

/// Returns where the mark of a ticket `t` stands.
const fn column(by: Dimension) -> &'static str {
    match by {
        Dimension::Tier => "t.tier",
        Dimension::Account | Dimension::AccountAge | Dimension::Region | Dimension::Sector | Dimension::Segment => {
            "t.account_id"
        }
        Dimension::Rep => "t.assignee_id",
        Dimension::Team => "t.team_id",
        Dimension::Queue => "t.queue_id",
        Dimension::Category => "t.category",
        Dimension::Channel => "t.channel",
        Dimension::Priority => "t.priority",
        // The ticket's number and its beginning tell.
        Dimension::OrderKind | Dimension::Month => "NULL",
    }
}

const VERDICTS: &str = "SELECT c.metric, c.number, c.version, c.state, c.started_at, c.risk_at, c.due_at, c.stopped_at,
    c.breached_at, c.target, c.elapsed, c.ticket_id FROM sla_cycle c";

/// Who is in charge stands behind the body, which may be long: it is looked for only where it may be.
const LOGS: &str = "SELECT c.ticket_id, c.id, c.at, c.kind, c.party, coalesce(c.rep_id, c.contact_id), c.status,
    c.waiting_on, CASE c.kind WHEN 'created' THEN c.assignee_id WHEN 'assigned' THEN c.assignee_id END,
    CASE c.kind WHEN 'created' THEN c.team_id WHEN 'assigned' THEN c.team_id END FROM ticket_event c";

/// Which tickets' rows are read: a condition on a ticket `t` with three parameters, as [`BOUND`] has them.
pub(super) struct Which<'w> {
    /// The condition; none lets all of them through.
    pub(super) condition: Option<&'w str>,
    /// What its parameters are.
    pub(super) bound: [Option<i64>; 3],
}

impl Tx<'_> {
    /// Hands every ticket within reach to `visit`, as of `now`: those that are packed, and then the others in the order of
    /// their numbers.
    pub fn each_reported(
        &self,
        by: &[Dimension],
        within: Within,
        needs: Needs,
        now: Instant,
        mut visit: impl FnMut(&Reported<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Within { period, account, and_open } = within;
        let mut conditions = Vec::new();
        if needs.open {
            conditions.push("t.resolved_at IS NULL".to_owned());
        }
        if period != Period::ALL {
            let or_open = if and_open { " OR t.resolved_at IS NULL" } else { "" };
            conditions.push(format!("(t.created_at >= ?1 AND t.created_at < ?2{or_open})"));
        }
        let until = self.packed_until()?.number();
        // An index leads to those that are open, and to all where few are packed.
        let rows_only = until == 0 || (needs.open && account.is_some());
        let whose = if rows_only { None } else { self.packed_of(account)? };
        if let Some(whose) = &whose {
            self.each_packed(whose, by, needs, now, |ticket| {
                let is_open = ticket.facts.is_open();
                let is_within = period.includes(ticket.facts.created_at) || (and_open && is_open);
                if is_within && (is_open || !needs.open) { visit(ticket) } else { Ok(()) }
            })?;
        }
        conditions.extend(account.map(|_| scope::of_account(account, "t.account_id", "?3")));
        conditions.extend(whose.map(|whose| whose.not_packed(until)));
        let condition = conditions.join(" AND ");
        let seconds = |at: Instant| Some(at.epoch());
        let bound = [seconds(period.since), seconds(period.until), account.map(|(id, _)| id.number())];
        let which = Which { condition: Some(condition.as_str()).filter(|it| !it.is_empty()), bound };
        self.each_row(by, &which, needs, now, visit)
    }

    /// Does the same by the rows of tickets, their promises and their logs: three readings, in step.
    pub(super) fn each_row(
        &self,
        by: &[Dimension],
        which: &Which<'_>,
        needs: Needs,
        now: Instant,
        mut visit: impl FnMut(&Reported<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let condition = which.condition.unwrap_or("TRUE");
        let marks: String = by.iter().flat_map(|by| [", ", column(*by)]).collect();
        let tickets = format!(
            "SELECT t.id, t.status, t.waiting_on, t.assignee_id IS NULL, t.created_at, t.resolved_at{marks}
             FROM ticket t WHERE {condition} AND {BOUND} ORDER BY t.id"
        );
        let theirs = |select, is_needed| match (is_needed, which.condition) {
            (false, _) => format!("{select} WHERE FALSE AND {BOUND}"),
            (true, None) => format!("{select} WHERE {BOUND} ORDER BY c.ticket_id"),
            (true, Some(condition)) => format!(
                "{select} WHERE c.ticket_id IN (SELECT t.id FROM ticket t WHERE {condition}) AND {BOUND} ORDER BY c.ticket_id"
            ),
        };
        let prepare = |sql: String| self.connection.prepare_cached(&sql);
        let (mut tickets, mut cycles) = (prepare(tickets)?, prepare(theirs(VERDICTS, needs.verdicts))?);
        let mut logs = prepare(theirs(LOGS, needs.course))?;
        let mut cycles = Step::new(cycles.query(which.bound)?, verdict)?;
        let mut logs = Step::new(logs.query(which.bound)?, touch)?;
        let (mut rows, mut course) = (tickets.query(which.bound)?, Course::default());
        while let Some(row) = rows.next()? {
            let (id, created_at) = (row.get(0)?, row.get(4)?);
            let verdicts = cycles.of(id)?;
            verdicts.sort_by_key(|verdict| verdict.started_at);
            if needs.course {
                let entries = logs.of(id)?;
                // The order of a log, as [`Event::order`](crate::domain::ticket::Event::order) has it.
                entries.sort_by_key(|(id, touch)| (touch.kind != TouchKind::Created, touch.at, *id));
                course = Course::of(created_at, entries.iter().map(|(_, touch)| touch));
            }
            let facts = TicketFacts {
                id,
                status: status(row, 1)?.ok_or(rusqlite::Error::InvalidQuery)?,
                is_unassigned: row.get(3)?,
                created_at,
                resolved_at: row.get(5)?,
                verdicts,
                course: &course,
                as_of: now,
            };
            let mut marks = [Mark::Nothing; MARKED.len()];
            for (place, mark) in marks.iter_mut().enumerate().take(by.len()) {
                *mark = read_mark(row, 6 + place)?;
            }
            visit(&Reported { facts, marks })?;
        }
        Ok(())
    }
}

fn read_mark<'a>(row: &'a Row<'_>, column: usize) -> Result<Mark<'a>, Error> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => Mark::Nothing,
        ValueRef::Integer(number) => Mark::Number(number),
        other => Mark::Word(other.as_str().map_err(rusqlite::Error::from)?),
    })
}

fn status(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Status>> {
    match row.get::<_, Option<StatusWord>>(first)? {
        Some(word) => Ok(Some(Status::from_parts(word, row.get(first + 1)?).ok_or(rusqlite::Error::InvalidQuery)?)),
        None => Ok(None),
    }
}

fn verdict(row: &Row<'_>) -> rusqlite::Result<(TicketId, Verdict)> {
    Ok((row.get(11)?, sla::read(row)?))
}

/// Reads an entry with its number.
fn touch(row: &Row<'_>) -> rusqlite::Result<(TicketId, (i64, Touch))> {
    let kind = match row.get_ref(3)?.as_str()? {
        "created" => TouchKind::Created,
        "message-in" => TouchKind::MessageIn,
        "message-out" => TouchKind::MessageOut,
        "note" => TouchKind::Note,
        "assigned" => TouchKind::Assigned,
        "merged" => TouchKind::Merged,
        _ => TouchKind::Other,
    };
    let charge = Charge { rep: row.get(8)?, team: row.get(9)? };
    let (at, party, who, to) = (row.get(2)?, row.get(4)?, row.get(5)?, status(row, 6)?);
    Ok((row.get(0)?, (row.get(1)?, Touch { at, kind, party, who, to, charge })))
}
