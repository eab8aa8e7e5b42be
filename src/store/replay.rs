//! Whole histories as promises see them: what a simulation reads.

use std::sync::Arc;

use rusqlite::{Row, Rows, params};

use super::report::Period;
use super::{Tx, sla};
use crate::domain::sla::{Happening, Moment, Verdict};
use crate::domain::ticket::{Party, Status, StatusWord};
use crate::domain::{AccountId, Instant, QueueId, TicketId, Tier};
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

/// A period's tickets lead: their logs are found by index, and lie side by side where they were imported.
macro_rules! of_period {
    ($columns:literal, $table:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ticket t CROSS JOIN ",
            $table,
            " x ON x.ticket_id = t.id WHERE t.created_at >= ?1 AND t.created_at < ?2 ORDER BY t.id"
        )
    };
}

// What only some kinds say stands behind the text in a row, so it is asked for only of those kinds.
const LOGS: &str = of_period!(
    "t.id, t.account_id, t.queue_id, t.tier, x.id, x.at, x.recorded_at, x.kind, x.party, x.status, x.waiting_on,
     CASE x.kind WHEN 'created' THEN x.category WHEN 'category' THEN x.category END,
     CASE x.kind WHEN 'created' THEN x.priority WHEN 'priority' THEN x.priority END,
     CASE x.kind WHEN 'created' THEN x.tier WHEN 'tier' THEN x.tier END,
     CASE x.kind WHEN 'assigned' THEN x.team_id END, CASE x.kind WHEN 'absorbed' THEN x.since END",
    "ticket_event"
);

const KEPT: &str = of_period!(
    "x.metric, x.number, x.version, x.state, x.started_at, x.risk_at, x.due_at, x.stopped_at, x.breached_at, x.target,
     x.elapsed, x.policy, x.ticket_id",
    "sla_cycle"
);

impl Tx<'_> {
    /// Counts the tickets opened within the period.
    pub fn count_opened(&self, period: Period) -> Result<u64, Error> {
        const SQL: &str = "SELECT count(*) FROM ticket WHERE created_at >= ?1 AND created_at < ?2";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let count: i64 = statement.query_row(params![period.since, period.until], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Hands the history of every ticket opened within the period to `visit`, in the order of their numbers. Holds one
    /// ticket at a time.
    pub fn each_replay(
        &self,
        period: Period,
        mut visit: impl FnMut(Replay<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (mut logs, mut verdicts) = (self.connection.prepare_cached(LOGS)?, self.connection.prepare_cached(KEPT)?);
        let mut logs = logs.query(params![period.since, period.until])?;
        let mut promises = Promises::new(verdicts.query(params![period.since, period.until])?)?;
        let mut log = Log::default();
        let mut row = logs.next()?;
        while let Some(first) = row {
            let id: TicketId = first.get(0)?;
            let (account, queue, tier) = (first.get(1)?, first.get(2)?, first.get(3)?);
            log.entries.clear();
            log.read(first)?;
            loop {
                row = logs.next()?;
                match row {
                    Some(next) if next.get::<_, TicketId>(0)? == id => log.read(next)?,
                    _ => break,
                }
            }
            visit(Replay { id, account, queue, tier, moments: log.moments(), kept: promises.of(id)? })?;
        }
        Ok(())
    }
}

/// One ticket's log as it comes from the index, and put in order.
#[derive(Default)]
struct Log {
    entries: Vec<(i64, Moment)>,
    moments: Vec<Moment>,
}

impl Log {
    fn read(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let said = said(row)?;
        let word: Option<StatusWord> = row.get(9)?;
        if said.is_none() && word.is_none() {
            return Ok(());
        }
        let moved = match word {
            Some(word) => Some(Status::from_parts(word, row.get(10)?).ok_or(rusqlite::Error::InvalidQuery)?),
            None => None,
        };
        let (id, at, recorded_at): (i64, Instant, Instant) = (row.get(4)?, row.get(5)?, row.get(6)?);
        // As for a log in memory: what an event says comes before the status it leads to.
        let happenings = said.into_iter().chain(moved.map(Happening::Status));
        self.entries.extend(happenings.map(|happening| (id, Moment { at, recorded_at, happening })));
        Ok(())
    }

    fn moments(&mut self) -> &[Moment] {
        self.entries.sort_by_key(|(id, _)| *id);
        self.moments.clear();
        self.moments.extend(self.entries.iter().map(|(_, moment)| *moment));
        &self.moments
    }
}

/// Returns what the promises see of an event beside the status it leads to: what [`Event::moments`] says of it.
///
/// [`Event::moments`]: crate::domain::ticket::Event::moments
fn said(row: &Row<'_>) -> rusqlite::Result<Option<Happening>> {
    Ok(Some(match row.get_ref(7)?.as_str()? {
        "created" => {
            Happening::Created { by: row.get(8)?, category: row.get(11)?, priority: row.get(12)?, tier: row.get(13)? }
        }
        "message-in" => Happening::Message { by: Party::Customer },
        "message-out" => Happening::Message { by: row.get(8)? },
        "priority" => Happening::Priority(row.get(12)?),
        "category" => Happening::Category(row.get(11)?),
        "tier" => Happening::Tier(row.get(13)?),
        "assigned" => Happening::Assigned(row.get(14)?),
        "merged" => Happening::Merged,
        "absorbed" => Happening::Absorbed { waiting_since: row.get(15)? },
        "note" | "status" | "subject" | "linked" => return Ok(None),
        // The CHECK on the column names these and no others.
        other => return Err(rusqlite::Error::InvalidColumnName(other.to_owned())),
    }))
}

/// What is kept of promises, read in step with the logs.
struct Promises<'s> {
    rows: Rows<'s>,
    next: Option<(TicketId, KeptPromise)>,
    policies: Vec<Arc<str>>,
    kept: Vec<KeptPromise>,
}

impl<'s> Promises<'s> {
    fn new(rows: Rows<'s>) -> Result<Self, Error> {
        let mut promises = Self { rows, next: None, policies: Vec::new(), kept: Vec::new() };
        promises.advance()?;
        Ok(promises)
    }

    /// Returns what is kept of a ticket, whose number is higher than those asked for before.
    fn of(&mut self, ticket: TicketId) -> Result<&[KeptPromise], Error> {
        self.kept.clear();
        while let Some((_, kept)) = self.next.take_if(|(id, _)| *id <= ticket) {
            self.kept.push(kept);
            self.advance()?;
        }
        Ok(&self.kept)
    }

    fn advance(&mut self) -> Result<(), Error> {
        let Some(row) = self.rows.next()? else { return Ok(()) };
        let name = row.get_ref(11)?.as_str().map_err(rusqlite::Error::from)?;
        let known = self.policies.iter().find(|known| ***known == *name).cloned();
        let policy = known.unwrap_or_else(|| {
            self.policies.push(name.into());
            Arc::clone(&self.policies[self.policies.len() - 1])
        });
        self.next = Some((row.get(12)?, KeptPromise { verdict: sla::read(row)?, policy }));
        Ok(())
    }
}
