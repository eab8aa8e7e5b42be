//! Whole histories as promises see them: what a simulation reads.

use std::ops::Range;
use std::sync::Arc;

use rusqlite::{Row, params};

use super::report::Period;
use super::step::Step;
use super::{Tx, sla};
use crate::domain::sla::{Happening, Moment, Verdict};
use crate::domain::ticket::{Party, Status, StatusWord};
use crate::domain::{AccountId, Instant, QueueId, TeamId, TicketId, Tier};
use crate::error::Error;

/// A promise as it is kept, and the policy that rules it.
#[derive(Debug, Clone)]
pub struct KeptPromise {
    /// What came of it.
    pub verdict: Verdict,
    /// The policy's name.
    pub policy: Arc<str>,
}

/// A ticket's history as far as promises see it.
#[derive(Debug)]
pub struct Replay<'a> {
    /// The ticket.
    pub id: TicketId,
    /// Whose it is.
    pub account: AccountId,
    /// The mailbox it came through.
    pub queue: Option<QueueId>,
    /// The account's tier as far as its promises go.
    pub tier: Tier,
    /// What happened; at one instant, in the order in which it was recorded.
    pub moments: &'a [Moment],
    /// The promises as they are kept, each metric's in the order they started.
    pub kept: &'a [KeptPromise],
}

const TICKETS: &str = "SELECT id, account_id, queue_id, tier FROM ticket
    WHERE id >= ?1 AND id < ?2 AND created_at >= ?3 AND created_at < ?4 ORDER BY id";

// By the index, ticket by ticket: rows of one ticket lie side by side where they were imported, and near each other
// where they were not.
const LOGS: &str = "SELECT ticket_id, id, at, recorded_at, kind, party, status, waiting_on, category, priority, tier,
    team_id, since FROM ticket_event WHERE ticket_id >= ?1 AND ticket_id < ?2 ORDER BY ticket_id";

const KEPT: &str =
    "SELECT metric, number, version, state, started_at, risk_at, due_at, stopped_at, breached_at, target,
    elapsed, policy, ticket_id FROM sla_cycle WHERE ticket_id >= ?1 AND ticket_id < ?2 ORDER BY ticket_id";

impl Tx<'_> {
    /// Counts the tickets opened within the period.
    pub fn count_opened(&self, period: Period) -> Result<u64, Error> {
        const SQL: &str = "SELECT count(*) FROM ticket WHERE created_at >= ?1 AND created_at < ?2";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let count: i64 = statement.query_row(params![period.since, period.until], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Returns the highest ticket number there is.
    pub fn last_ticket(&self) -> Result<TicketId, Error> {
        const SQL: &str = "SELECT coalesce(max(id), 0) FROM ticket";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Hands the histories of those tickets of a span of numbers that were opened within the period to `visit`, in the
    /// order of their numbers.
    pub fn each_replay(
        &self,
        span: Range<TicketId>,
        period: Period,
        mut visit: impl FnMut(Replay<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(TICKETS)?;
        let tickets = statement.query_map(params![span.start, span.end, period.since, period.until], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let tickets = tickets.collect::<Result<Vec<(TicketId, AccountId, Option<QueueId>, Tier)>, _>>()?;
        let Some((first, ..)) = tickets.first() else { return Ok(()) };
        let (mut logs, mut verdicts) = (self.connection.prepare_cached(LOGS)?, self.connection.prepare_cached(KEPT)?);
        let mut logs = Step::new(logs.query([*first, span.end])?, entry)?;
        let (mut policies, mut moments) = (Vec::new(), Vec::new());
        let mut promises = Step::new(verdicts.query([*first, span.end])?, |row| promise(row, &mut policies))?;
        for (id, account, queue, tier) in tickets {
            moments.clear();
            tell(logs.of(id)?, &mut moments);
            visit(Replay { id, account, queue, tier, moments: &moments, kept: promises.of(id)? })?;
        }
        Ok(())
    }
}

/// An event as far as promises see it.
struct Entry {
    id: i64,
    at: Instant,
    recorded_at: Instant,
    said: Option<Happening>,
    /// The team that a ticket was given to as it began.
    team: Option<TeamId>,
    moved: Option<Status>,
}

/// Puts the entries of a log into their order, and appends what the promises see of them.
fn tell(entries: &mut [Entry], moments: &mut Vec<Moment>) {
    entries.sort_by_key(|entry| entry.id);
    for Entry { at, recorded_at, said, team, moved, .. } in entries {
        // As for a log in memory: what an event says comes before the status it leads to.
        let given = team.map(|team| Happening::Assigned(Some(team)));
        let happenings = said.iter().copied().chain(given).chain(moved.map(Happening::Status));
        let moment = |happening| Moment { at: *at, recorded_at: *recorded_at, happening };
        moments.extend(happenings.map(moment));
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<(TicketId, Entry)> {
    let moved = match row.get::<_, Option<StatusWord>>(6)? {
        Some(word) => Some(Status::from_parts(word, row.get(7)?).ok_or(rusqlite::Error::InvalidQuery)?),
        None => None,
    };
    let (id, at, recorded_at) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let said = said(row)?;
    let begins = matches!(said, Some(Happening::Created { .. }));
    let team = if begins { row.get(11)? } else { None };
    Ok((row.get(0)?, Entry { id, at, recorded_at, said, team, moved }))
}

/// Returns what the promises see of an event beside the status it leads to: what [`Event::moments`] says of it.
///
/// [`Event::moments`]: crate::domain::ticket::Event::moments
fn said(row: &Row<'_>) -> rusqlite::Result<Option<Happening>> {
    Ok(Some(match row.get_ref(4)?.as_str()? {
        "created" => {
            Happening::Created { by: row.get(5)?, category: row.get(8)?, priority: row.get(9)?, tier: row.get(10)? }
        }
        "message-in" => Happening::Message { by: Party::Customer },
        "message-out" => Happening::Message { by: row.get(5)? },
        "priority" => Happening::Priority(row.get(9)?),
        "category" => Happening::Category(row.get(8)?),
        "tier" => Happening::Tier(row.get(10)?),
        "assigned" => Happening::Assigned(row.get(11)?),
        "merged" => Happening::Merged,
        "absorbed" => Happening::Absorbed { waiting_since: row.get(12)? },
        "note" | "status" | "subject" | "linked" => return Ok(None),
        // The CHECK on the column names these and no others.
        other => return Err(rusqlite::Error::InvalidColumnName(other.to_owned())),
    }))
}

/// Reads what is kept of a promise; `policies` are the names that were read before.
fn promise(row: &Row<'_>, policies: &mut Vec<Arc<str>>) -> rusqlite::Result<(TicketId, KeptPromise)> {
    let name = row.get_ref(11)?.as_str()?;
    let known = policies.iter().find(|known| ***known == *name).cloned();
    let policy = known.unwrap_or_else(|| {
        policies.push(name.into());
        Arc::clone(&policies[policies.len() - 1])
    });
    Ok((row.get(12)?, KeptPromise { verdict: sla::read(row)?, policy }))
}
