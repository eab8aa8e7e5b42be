//! Payments, and what they were set against.

use rusqlite::{OptionalExtension, Row, params};

use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use super::{Tx, scope};
use crate::domain::access::Deed;
use crate::domain::credit::Means;
use crate::domain::payment::{Allocation, Payment};
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, Instant, InvoiceId, Money, Number, PaymentId};
use crate::error::Error;

pub(super) const COLUMNS: &str =
    "p.id, p.number, p.account_id, p.currency, p.amount, p.received_at, p.method, p.reference";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Payment> {
    Ok(Payment {
        id: row.get(0)?,
        number: row.get(1)?,
        account: row.get(2)?,
        amount: Money { currency: row.get(3)?, minor: row.get(4)? },
        received_at: row.get(5)?,
        method: row.get(6)?,
        reference: row.get(7)?,
    })
}

/// A payment as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct PaymentEntry {
    pub payment: Payment,
    pub account: Code,
    /// What of it was set against invoices, minor units.
    pub used: i64,
}

impl Mirror for Payment {
    const TABLE: &'static str = "payment";
    const KEY: &'static [&'static str] = &["number"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("number", held(&self.number)),
            ("account_id", held(&self.account)),
            ("currency", held(&self.amount.currency)),
            ("amount", held(&self.amount.minor)),
            ("received_at", held(&self.received_at)),
            ("method", held(&self.method)),
            ("reference", held(&self.reference)),
        ]
    }
}

impl KeyedMirror for Payment {
    const KEYED: Keyed = Keyed::Payment;
}

impl Mirror for Allocation {
    const TABLE: &'static str = "allocation";
    const KEY: &'static [&'static str] = &["invoice_id", "payment_id", "credit_note_id", "at"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let (payment, note) = sides(self.means);
        vec![
            ("invoice_id", held(&self.invoice)),
            ("payment_id", held(&payment)),
            ("credit_note_id", held(&note)),
            ("amount", held(&self.amount)),
            ("at", held(&self.at)),
        ]
    }
}

const fn sides(means: Means) -> (Option<PaymentId>, Option<InvoiceId>) {
    match means {
        Means::Payment(id) => (Some(id), None),
        Means::Note(id) => (None, Some(id)),
    }
}

impl Tx<'_> {
    /// Returns the payment of that number, in any case.
    pub fn payment(&self, number: &str) -> Result<Option<Payment>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM payment p WHERE p.number = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?)
    }

    /// Returns the payments of an account and, if asked for, of those below it; or all of them. The latest first.
    pub fn payments(
        &self,
        account: Option<(AccountId, bool)>,
        scope: &Scope,
        limit: u32,
    ) -> Result<Vec<PaymentEntry>, Error> {
        let of = scope::of_account(account, "p.account_id", "?1");
        let shown = scope::accounts(scope, Deed::PaymentRead, "p.account_id");
        let sql = format!(
            "SELECT {COLUMNS}, a.code, coalesce((SELECT sum(amount) FROM allocation WHERE payment_id = p.id), 0)
             FROM payment p JOIN account a ON a.id = p.account_id WHERE {of} AND {shown}
             ORDER BY p.received_at DESC, p.id DESC LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let entries = statement.query_map(params![account.map(|(id, _)| id), limit], |row| {
            Ok(PaymentEntry { payment: read(row)?, account: row.get(8)?, used: row.get(9)? })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    /// Returns what was set against an invoice by name, the earliest first: with what, how much, and when.
    pub fn settlements(&self, invoice: InvoiceId) -> Result<Vec<(Number, i64, Instant)>, Error> {
        const SQL: &str = "SELECT coalesce(p.number, n.number), a.amount, a.at FROM allocation a
            LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id
            WHERE a.invoice_id = ?1
            UNION ALL SELECT n.number, n.total, n.issued_at FROM invoice n WHERE n.corrects_id = ?1
              AND NOT EXISTS (SELECT 1 FROM allocation x WHERE x.credit_note_id = n.id) ORDER BY 3";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let settlements = statement.query_map([invoice], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(settlements.collect::<Result<_, _>>()?)
    }

    /// Returns what was set against an invoice by name, other than in one row: minor units.
    pub fn set_against(&self, invoice: InvoiceId, other_than: Option<i64>) -> Result<i64, Error> {
        const SQL: &str = "SELECT coalesce(sum(amount), 0) FROM allocation WHERE invoice_id = ?1 AND id IS NOT ?2";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![invoice, other_than], |row| row.get(0))?)
    }

    /// Returns what of a payment or credit note was set against invoices, other than in one row: minor units.
    pub fn used_of(&self, means: Means, other_than: Option<i64>) -> Result<i64, Error> {
        const PAYMENT: &str = "SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment_id = ?1 AND id IS NOT ?2";
        const NOTE: &str = "SELECT coalesce(sum(amount), 0) FROM allocation WHERE credit_note_id = ?1 AND id IS NOT ?2";
        let used = match means {
            Means::Payment(id) => {
                self.connection.prepare_cached(PAYMENT)?.query_row(params![id, other_than], |row| row.get(0))
            }
            Means::Note(id) => {
                self.connection.prepare_cached(NOTE)?.query_row(params![id, other_than], |row| row.get(0))
            }
        };
        Ok(used?)
    }

    /// Counts the payments whose numbers begin with another number and a mark.
    pub fn payments_told_of(&self, invoice: &str) -> Result<i64, Error> {
        // A range, and no pattern: a pattern looks at every payment.
        const SQL: &str = "SELECT count(*) FROM payment WHERE number >= ?1 || ' paid ' AND number < ?1 || ' paid!'";
        Ok(self.connection.prepare_cached(SQL)?.query_row([invoice], |row| row.get(0))?)
    }
}
