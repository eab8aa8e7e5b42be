//! Tickets as reports see them: three readings, in step.

use rusqlite::types::ValueRef;
use rusqlite::{Row, params};

use super::{BOUND, Period};
use crate::domain::report::{Charge, Dimension, Needs, TicketFacts, Touch, TouchKind};
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
        let mut cycles = Step::new(cycles.query(bound)?, verdict)?;
        let mut logs = Step::new(logs.query(bound)?, touch)?;
        let (mut rows, mut log) = (tickets.query(bound)?, Vec::new());
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let verdicts = cycles.of(id)?;
            verdicts.sort_by_key(|verdict| verdict.started_at);
            let entries = logs.of(id)?;
            // The order of a log, as [`Event::order`](crate::domain::ticket::Event::order) has it.
            entries.sort_by_key(|(id, touch)| (touch.kind != TouchKind::Created, touch.at, *id));
            log.clear();
            log.extend(entries.iter().map(|(_, touch)| *touch));
            let facts = TicketFacts {
                id,
                status: status(row, 1)?.ok_or(rusqlite::Error::InvalidQuery)?,
                is_unassigned: row.get(3)?,
                created_at: row.get(4)?,
                resolved_at: row.get(5)?,
                verdicts,
                log: &log,
                as_of: now,
            };
            visit(&Reported { facts, marks: [mark(row, 6)?, mark(row, 7)?] })?;
        }
        Ok(())
    }
}

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
