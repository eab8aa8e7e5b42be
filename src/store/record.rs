//! What a desk has noted of its checks, taken over from another file with its numbers.

use rusqlite::{OptionalExtension, ToSql, named_params, params};

use super::{Stored, Tx};
use crate::domain::intake::{DeliveryIntake, Intake, NoticeIntake, RunIntake};
use crate::error::Error;

/// What is kept under a number of its own.
pub trait Noted: Stored + PartialEq {
    /// Stores it under its number, in place of what it has become since; `false` if something else is in its way.
    fn note(&self, tx: &Tx<'_>) -> Result<bool, Error>;
}

impl Tx<'_> {
    /// Returns what is kept of a kind under a number.
    pub fn noted<T: Noted>(&self, number: i64) -> Result<Option<T>, Error> {
        let sql = format!("{} WHERE id = ?1", T::select());
        let found = self.connection.prepare_cached(&sql)?.query_row([number], T::read).optional()?;
        Ok(found.map(|Intake { it, .. }| it))
    }

    fn note(&self, sql: &str, bound: &[(&str, &dyn ToSql)]) -> Result<bool, Error> {
        Ok(self.connection.prepare_cached(sql)?.execute(bound)? > 0)
    }
}

impl Noted for NoticeIntake {
    fn note(&self, tx: &Tx<'_>) -> Result<bool, Error> {
        const CLEAR: &str = "UPDATE sla_notice SET corrected_at = ?2 WHERE id = ?1";
        const ADD: &str = "INSERT INTO sla_notice (id, ticket_id, metric, number, level, version, at, detected_at,
              corrected_at)
            VALUES (:id, :ticket, :metric, :number, :level, :version, :at, :detected_at, :corrected_at)
            ON CONFLICT DO NOTHING";
        if let Some(known) = tx.noted::<Self>(self.id.number())? {
            let corrected = Self { corrected_at: self.corrected_at, ..known };
            tx.connection.prepare_cached(CLEAR)?.execute(params![self.id, self.corrected_at])?;
            return Ok(corrected == *self);
        }
        tx.note(
            ADD,
            named_params! {
                ":id": self.id, ":ticket": self.ticket, ":metric": self.metric, ":number": self.number,
                ":level": self.level, ":version": self.version, ":at": self.at, ":detected_at": self.detected_at,
                ":corrected_at": self.corrected_at,
            },
        )
    }
}

impl Noted for DeliveryIntake {
    fn note(&self, tx: &Tx<'_>) -> Result<bool, Error> {
        const SQL: &str = "INSERT INTO delivery (id, key, notice_id, channel, message, state, attempts, next_at,
              sent_at, last_error)
            VALUES (:id, :key, :notice, :channel, :message, :state, :attempts, :next_at, :sent_at, :last_error)
            ON CONFLICT (id) DO UPDATE SET notice_id = excluded.notice_id, message = excluded.message,
              state = excluded.state, attempts = excluded.attempts, next_at = excluded.next_at,
              sent_at = excluded.sent_at, last_error = excluded.last_error
            WHERE key = excluded.key
            ON CONFLICT DO NOTHING";
        tx.note(
            SQL,
            named_params! {
                ":id": self.id, ":key": self.parcel.key, ":notice": self.notice, ":channel": self.parcel.channel,
                ":message": self.parcel.message, ":state": self.state, ":attempts": self.attempts,
                ":next_at": self.next_at, ":sent_at": self.sent_at, ":last_error": self.last_error,
            },
        )
    }
}

impl Noted for RunIntake {
    fn note(&self, tx: &Tx<'_>) -> Result<bool, Error> {
        const SQL: &str = "INSERT INTO sla_run (id, first_at, last_at, runs, findings, delivered, failed)
            VALUES (:id, :first_at, :last_at, :runs, :findings, :delivered, :failed)
            ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at, runs = excluded.runs,
              findings = excluded.findings, delivered = excluded.delivered, failed = excluded.failed
            WHERE first_at = excluded.first_at";
        tx.note(
            SQL,
            named_params! {
                ":id": self.id, ":first_at": self.first_at, ":last_at": self.last_at, ":runs": self.runs,
                ":findings": self.findings, ":delivered": self.delivered, ":failed": self.failed,
            },
        )
    }
}
