//! Tickets as reports see them: three readings, in step.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Rows, params};

use super::Period;
use crate::domain::report::{Charge, Dimension, Needs, TicketFacts, Touch, TouchKind};
use crate::domain::sla::Verdict;
use crate::domain::ticket::{Party, Status, StatusWord};
use crate::domain::{AccountId, Instant, TicketId};
use crate::error::Error;
use crate::store::{Tx, scope, sla};

/// Which tickets a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Within {
    /// When they were opened.
    pub period: Period,
    /// Only this account's, and with `true` those of the accounts below it.
    pub account: Option<(AccountId, bool)>,
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

/// A ticket with what a report needs of it.
#[derive(Debug)]
pub struct Reported<'a> {
    /// What is known of it now.
    pub facts: TicketFacts<'a>,
    /// Its group in the first dimension and in the second.
    pub marks: [Mark<'a>; 2],
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

impl Tx<'_> {
    /// Hands every ticket within reach to `visit`, in the order of their numbers, as of `now`.
    pub fn each_reported(
        &self,
        by: [Option<Dimension>; 2],
        within: Within,
        needs: Needs,
        now: Instant,
        mut visit: impl FnMut(&Reported<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (which, all) = which(within, needs);
        let [first, second] = by.map(|by| by.map_or("NULL", column));
        let tickets = format!(
            "SELECT t.id, t.status, t.waiting_on, t.assignee_id IS NULL, t.created_at, t.resolved_at, {first}, {second}
             FROM ticket t WHERE {which} ORDER BY t.id"
        );
        let theirs = |select, is_needed| match (is_needed, all) {
            (false, _) => format!("{select} WHERE FALSE AND {BOUND}"),
            (true, true) => format!("{select} WHERE {BOUND} ORDER BY c.ticket_id"),
            (true, false) => {
                format!("{select} WHERE c.ticket_id IN (SELECT t.id FROM ticket t WHERE {which}) ORDER BY c.ticket_id")
            }
        };
        let prepare = |sql: String| self.connection.prepare_cached(&sql);
        let (mut tickets, mut cycles) = (prepare(tickets)?, prepare(theirs(VERDICTS, needs.verdicts))?);
        let mut logs = prepare(theirs(LOGS, needs.log))?;
        let Within { period, account } = within;
        let bound = params![period.since, period.until, account.map(|(id, _)| id)];
        let mut cycles = Verdicts::new(cycles.query(bound)?)?;
        let mut logs = Logs::new(logs.query(bound)?)?;
        let mut rows = tickets.query(bound)?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let facts = TicketFacts {
                id,
                status: status(row, 1)?.ok_or(rusqlite::Error::InvalidQuery)?,
                is_unassigned: row.get(3)?,
                created_at: row.get(4)?,
                resolved_at: row.get(5)?,
                verdicts: cycles.of(id)?,
                log: logs.of(id)?,
                as_of: now,
            };
            visit(&Reported { facts, marks: [mark(row, 6)?, mark(row, 7)?] })?;
        }
        Ok(())
    }
}

/// Names the three parameters where a statement has no other use for them.
const BOUND: &str = "coalesce(?1, ?2, ?3, TRUE) IS NOT NULL";

/// Returns the condition on a ticket `t`, and whether it lets all of them through.
fn which(within: Within, needs: Needs) -> (String, bool) {
    let Within { period, account } = within;
    let open = if needs.open { "t.resolved_at IS NULL AND " } else { "" };
    let theirs = scope::of_account(account, "t.account_id", "?3");
    let all = account.is_none() && !needs.open && period == Period::ALL;
    (format!("{open}t.created_at >= ?1 AND t.created_at < ?2 AND {theirs}"), all)
}

fn mark<'a>(row: &'a Row<'_>, column: usize) -> Result<Mark<'a>, Error> {
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

/// The promises of tickets, one ticket after the other.
struct Verdicts<'s> {
    rows: Rows<'s>,
    next: Option<(TicketId, Verdict)>,
    of: Vec<Verdict>,
}

impl<'s> Verdicts<'s> {
    fn new(rows: Rows<'s>) -> Result<Self, Error> {
        let mut verdicts = Self { rows, next: None, of: Vec::new() };
        verdicts.advance()?;
        Ok(verdicts)
    }

    /// Returns the promises of a ticket, whose number is higher than those asked for before.
    fn of(&mut self, ticket: TicketId) -> Result<&[Verdict], Error> {
        self.of.clear();
        while let Some((id, verdict)) = self.next.take_if(|(id, _)| *id <= ticket) {
            self.of.extend((id == ticket).then_some(verdict));
            self.advance()?;
        }
        self.of.sort_by_key(|verdict| verdict.started_at);
        Ok(&self.of)
    }

    fn advance(&mut self) -> Result<(), Error> {
        let Some(row) = self.rows.next()? else { return Ok(()) };
        self.next = Some((row.get(11)?, sla::read(row)?));
        Ok(())
    }
}

/// The logs of tickets, one ticket after the other.
struct Logs<'s> {
    rows: Rows<'s>,
    next: Option<(TicketId, i64, Touch)>,
    entries: Vec<(i64, Touch)>,
    of: Vec<Touch>,
}

impl<'s> Logs<'s> {
    fn new(rows: Rows<'s>) -> Result<Self, Error> {
        let mut logs = Self { rows, next: None, entries: Vec::new(), of: Vec::new() };
        logs.advance()?;
        Ok(logs)
    }

    /// Returns the log of a ticket, whose number is higher than those asked for before.
    fn of(&mut self, ticket: TicketId) -> Result<&[Touch], Error> {
        self.entries.clear();
        while let Some((of, id, touch)) = self.next.take_if(|(of, ..)| *of <= ticket) {
            self.entries.extend((of == ticket).then_some((id, touch)));
            self.advance()?;
        }
        // The order of a log, as [`Event::order`](crate::domain::ticket::Event::order) has it.
        self.entries.sort_by_key(|(id, touch)| (touch.kind != TouchKind::Created, touch.at, *id));
        self.of.clear();
        self.of.extend(self.entries.iter().map(|(_, touch)| *touch));
        Ok(&self.of)
    }

    fn advance(&mut self) -> Result<(), Error> {
        let Some(row) = self.rows.next()? else { return Ok(()) };
        let kind = match row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)? {
            "created" => TouchKind::Created,
            "message-in" => TouchKind::MessageIn,
            "message-out" => TouchKind::MessageOut,
            "note" => TouchKind::Note,
            "assigned" => TouchKind::Assigned,
            "merged" => TouchKind::Merged,
            _ => TouchKind::Other,
        };
        let party: Party = row.get(4)?;
        let charge = Charge { rep: row.get(8)?, team: row.get(9)? };
        let touch = Touch { at: row.get(2)?, kind, party, who: row.get(5)?, to: status(row, 6)?, charge };
        self.next = Some((row.get(0)?, row.get(1)?, touch));
        Ok(())
    }
}
