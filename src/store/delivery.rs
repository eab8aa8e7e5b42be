//! Notifications on their way.

use rusqlite::{OptionalExtension, Row, named_params, params};

use super::Tx;
use crate::domain::delivery::{DeliveryChannel, DeliveryState, LONGEST_PAUSE, Outlet, Parcel};
use crate::domain::{DeliveryId, Instant, NoticeId};
use crate::error::Error;

/// A delivery that somebody has begun and has to themselves for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its row.
    pub id: DeliveryId,
    /// What is to be delivered.
    pub parcel: Parcel,
    /// How many attempts have begun, this one included: whoever comes later has a higher number.
    pub attempts: i64,
    /// Since when it could be tried.
    pub next_at: Instant,
}

/// A delivery as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the delivery's field of that name")]
pub struct DeliveryLine {
    pub parcel: Parcel,
    pub state: DeliveryState,
    pub attempts: i64,
    pub next_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub last_error: Option<String>,
    /// When the desk learned that what it tells of did not happen after all.
    pub corrected_at: Option<Instant>,
}

fn parcel(row: &Row<'_>) -> rusqlite::Result<Parcel> {
    Ok(Parcel { key: row.get("key")?, channel: row.get("channel")?, message: row.get("message")? })
}

fn claim(row: &Row<'_>) -> rusqlite::Result<Claim> {
    let attempts = row.get::<_, i64>("attempts")? + 1;
    Ok(Claim { id: row.get("id")?, parcel: parcel(row)?, attempts, next_at: row.get("next_at")? })
}

impl Tx<'_> {
    /// Queues the news of a notice, or of a report: to be tried at `at`, or with a reason, given up from the beginning. Tells
    /// whether it is queued: not where its key is taken.
    ///
    /// What was withdrawn is put back in its place, should it come true after all; what was sent is not sent again.
    pub fn queue_delivery(
        &self,
        notice: Option<NoticeId>,
        parcel: &Parcel,
        at: Instant,
        given_up: Option<&str>,
    ) -> Result<bool, Error> {
        const SQL: &str =
            "INSERT INTO delivery (key, notice_id, channel, message, state, attempts, next_at, last_error)
            VALUES (:key, :notice, :channel, :message, :state, 0, :next_at, :reason)
            ON CONFLICT (key) DO UPDATE SET notice_id = excluded.notice_id, message = excluded.message,
              state = excluded.state, next_at = excluded.next_at, last_error = excluded.last_error
            WHERE state = 'withdrawn'";
        self.seen_where("delivery", "key = ?1", &parcel.key)?;
        let state = if given_up.is_some() { DeliveryState::Failed } else { DeliveryState::Waiting };
        let queued = self.connection.prepare_cached(SQL)?.execute(named_params! {
            ":key": parcel.key, ":notice": notice, ":channel": parcel.channel, ":message": parcel.message,
            ":state": state, ":next_at": given_up.is_none().then_some(at), ":reason": given_up,
        })?;
        Ok(queued > 0)
    }

    /// Returns the delivery that has waited longest among those that may be tried by `by`, over these channels, and come
    /// after `after`: whoever goes through all of them looks at none twice.
    pub fn next_delivery(
        &self,
        by: Instant,
        channels: &[DeliveryChannel],
        after: Option<&Claim>,
    ) -> Result<Option<Claim>, Error> {
        const DUE: &str = "SELECT id, key, channel, message, attempts, next_at FROM delivery
            WHERE next_at <= ?2 AND (next_at, id) > (?3, ?4) AND channel IN (SELECT value FROM json_each(?1))
            ORDER BY next_at, id LIMIT 1";
        // What is to wait longer than any pause lasts was queued while the clock was ahead.
        const AHEAD: &str = "SELECT id, key, channel, message, attempts, next_at FROM delivery
            WHERE next_at > ?2 AND channel IN (SELECT value FROM json_each(?1)) ORDER BY next_at, id LIMIT 1";
        let channels = serde_json::to_string(channels).unwrap_or_default();
        let (since, id) = after.map_or((Instant::MIN, 0), |claim| (claim.next_at, claim.id.number()));
        let mut due = self.connection.prepare_cached(DUE)?;
        if let Some(claim) = due.query_row(params![channels, by, since, id], claim).optional()? {
            return Ok(Some(claim));
        }
        let mut ahead = self.connection.prepare_cached(AHEAD)?;
        Ok(ahead.query_row(params![channels, by.plus(LONGEST_PAUSE.times(2))], claim).optional()?)
    }

    /// Begins an attempt at a delivery: until the lease ends nobody else begins one.
    pub fn claim_delivery(&self, claim: &Claim, outlet: Outlet, now: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE delivery SET attempts = ?2, next_at = ?3 WHERE id = ?1";
        self.seen("delivery", claim.id.number())?;
        self.connection.prepare_cached(SQL)?.execute(params![claim.id, claim.attempts, now.plus(outlet.lease())])?;
        Ok(())
    }

    /// Records that an attempt succeeded. Nobody who began a later one is overruled; what was withdrawn meanwhile was sent
    /// all the same.
    pub fn delivery_sent(&self, claim: &Claim, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE delivery SET state = 'sent', sent_at = ?3, next_at = NULL, last_error = NULL
            WHERE id = ?1 AND attempts = ?2 AND (state = 'waiting' OR state = 'withdrawn')";
        self.seen("delivery", claim.id.number())?;
        self.connection.prepare_cached(SQL)?.execute(params![claim.id, claim.attempts, at])?;
        Ok(())
    }

    /// Records that an attempt failed: the next is at `next_at`, or the delivery is given up.
    pub fn delivery_failed(&self, claim: &Claim, why: &str, next_at: Option<Instant>) -> Result<(), Error> {
        const SQL: &str = "UPDATE delivery SET state = ?3, next_at = ?4, last_error = ?5
            WHERE id = ?1 AND attempts = ?2 AND state = 'waiting'";
        self.seen("delivery", claim.id.number())?;
        let state = if next_at.is_some() { DeliveryState::Waiting } else { DeliveryState::Failed };
        self.connection.prepare_cached(SQL)?.execute(params![claim.id, claim.attempts, state, next_at, why])?;
        Ok(())
    }

    /// Returns the deliveries that are still to arrive, or all, in the order they were queued.
    pub fn deliveries(&self, all: bool) -> Result<Vec<DeliveryLine>, Error> {
        const SELECT: &str = "SELECT d.key, d.channel, d.message, d.state, d.attempts, d.next_at, d.sent_at,
            d.last_error, n.corrected_at FROM delivery d LEFT JOIN sla_notice n ON n.id = d.notice_id";
        const UNSENT: &str = "WHERE d.sent_at IS NULL AND d.state <> 'withdrawn'";
        let only = if all { "" } else { UNSENT };
        let mut statement = self.connection.prepare_cached(&format!("{SELECT} {only} ORDER BY d.id"))?;
        let lines = statement.query_map([], |row| {
            Ok(DeliveryLine {
                parcel: parcel(row)?,
                state: row.get("state")?,
                attempts: row.get("attempts")?,
                next_at: row.get("next_at")?,
                sent_at: row.get("sent_at")?,
                last_error: row.get("last_error")?,
                corrected_at: row.get("corrected_at")?,
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Counts the deliveries that wait or were given up.
    pub fn count_undelivered(&self) -> Result<usize, Error> {
        const SQL: &str = "SELECT count(*) FROM delivery WHERE sent_at IS NULL AND state <> 'withdrawn'";
        let count: i64 = self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Lets a delivery that was given up be tried again from `at`.
    pub fn retry_delivery(&self, key: &str, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE delivery SET state = 'waiting', next_at = ?2 WHERE key = ?1 AND state = 'failed'";
        self.seen_where("delivery", "key = ?1", key)?;
        self.connection.prepare_cached(SQL)?.execute(params![key, at])?;
        Ok(())
    }
}
