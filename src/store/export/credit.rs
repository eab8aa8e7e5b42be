//! Disputes, and what accounts may owe, on their way out.

use rusqlite::Row;

use super::{Stored, amount};
use crate::domain::Money;
use crate::domain::intake::{CreditChangeIntake, DisputeIntake, Intake, OverrideIntake};

/// Reads an amount that stands in one column, its currency in another.
fn money(row: &Row<'_>, minor: usize, currency: usize) -> rusqlite::Result<Option<String>> {
    let minor: Option<i64> = row.get(minor)?;
    minor.map(|minor| Ok(amount(Money { minor, currency: row.get(currency)? }))).transpose()
}

impl Stored for DisputeIntake {
    const CHANGED: Option<&'static str> = Some("d.opened_at >= ?1 OR d.decided_at >= ?1 OR d.closed_at >= ?1");
    const ORDER: &'static str = "d.id";

    fn select() -> String {
        "SELECT d.id, i.number, d.invoice_line, d.ticket_id, d.reason, d.amount, i.currency, d.status, d.outcome,
                n.number, d.opened_at, d.decided_at, d.closed_at, d.note
         FROM dispute d JOIN invoice i ON i.id = d.invoice_id LEFT JOIN invoice n ON n.id = d.credit_note_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = DisputeIntake {
            id: row.get(0)?,
            invoice: row.get(1)?,
            line: row.get(2)?,
            ticket: row.get(3)?,
            about: row.get(4)?,
            amount: money(row, 5, 6)?.unwrap_or_default(),
            status: row.get(7)?,
            outcome: row.get(8)?,
            credit_note: row.get(9)?,
            opened_at: row.get(10)?,
            decided_at: row.get(11)?,
            closed_at: row.get(12)?,
            note: row.get(13)?,
        };
        Ok(Intake::kept((None, None), &it.id.to_string(), it))
    }
}

impl Stored for CreditChangeIntake {
    const CHANGED: Option<&'static str> = Some("c.at >= ?1");
    const ORDER: &'static str = "c.id";

    fn select() -> String {
        "SELECT a.code, c.at, c.limit_before, c.limit_after, c.hold_before, c.hold_after, c.reason, a.currency
         FROM credit_change c JOIN account a ON a.id = c.account_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = CreditChangeIntake {
            account: row.get(0)?,
            at: row.get(1)?,
            limit_before: money(row, 2, 7)?,
            limit_after: money(row, 3, 7)?,
            hold_before: row.get(4)?,
            hold_after: row.get(5)?,
            reason: row.get(6)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for OverrideIntake {
    const CHANGED: Option<&'static str> = Some("v.at >= ?1 OR v.revoked_at >= ?1");
    const ORDER: &'static str = "v.id";

    fn select() -> String {
        "SELECT v.id, a.code, v.amount, a.currency, v.lifts_hold, v.reason, rep.handle, v.at, v.expires_at, v.revoked_at
         FROM credit_override v JOIN account a ON a.id = v.account_id JOIN rep ON rep.id = v.rep_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = OverrideIntake {
            id: row.get(0)?,
            account: row.get(1)?,
            amount: money(row, 2, 3)?.unwrap_or_default(),
            despite_hold: row.get(4)?,
            reason: row.get(5)?,
            rep: row.get(6)?,
            at: row.get(7)?,
            expires_at: row.get(8)?,
            revoked_at: row.get(9)?,
        };
        Ok(Intake::kept((None, None), &it.id.to_string(), it))
    }
}
