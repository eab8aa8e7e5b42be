//! What accounts may owe, through time.

use rusqlite::{OptionalExtension, Row, params};

use super::mirror::{Columns, Mirror, held};
use super::{Tx, scope};
use crate::domain::account::Account;
use crate::domain::credit::{Agreement, CreditChange, Leave, Override};
use crate::domain::{AccountId, Currency, Instant, Money, OverrideId, RepId};
use crate::error::Error;

impl Tx<'_> {
    /// Returns the account that answers for what an account owes: the one at the root of its tree.
    pub fn payer_of(&self, account: &Account) -> Result<Account, Error> {
        match self.ancestors(account)?.last() {
            Some(root) => self.account_by_id(*root),
            None => Ok(account.clone()),
        }
    }

    /// Returns what an account may owe, through time.
    pub fn leave(&self, account: &Account) -> Result<Leave, Error> {
        const SQL: &str =
            "SELECT at, limit_before, hold_before FROM credit_change WHERE account_id = ?1 ORDER BY at, id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let changes = statement.query_map([account.id], |row| {
            Ok(Agreement { at: row.get(0)?, limit_before: row.get(1)?, hold_before: row.get(2)? })
        })?;
        Ok(Leave {
            limit: account.credit_limit,
            hold: account.credit_hold,
            changes: changes.collect::<Result<_, _>>()?,
            overrides: self.overrides(account.id)?,
        })
    }

    /// Tells whether a limit was ever agreed with an account, or an override allowed: figures of its currency.
    pub fn has_credit_history(&self, account: AccountId) -> Result<bool, Error> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM credit_change WHERE account_id = ?1
              AND (limit_before IS NOT NULL OR limit_after IS NOT NULL))
            OR EXISTS (SELECT 1 FROM credit_override WHERE account_id = ?1)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([account], |row| row.get(0))?)
    }

    /// Stores that what an account may owe has become another.
    pub fn add_credit_change(&self, change: &CreditChange) -> Result<(), Error> {
        self.add_mirrored(change).map(drop)
    }

    /// Returns every override there was for an account, the earliest first.
    pub fn overrides(&self, account: AccountId) -> Result<Vec<Override>, Error> {
        let sql = format!("{OVERRIDES} WHERE v.account_id = ?1 ORDER BY v.at, v.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([account], read_override)?.collect::<Result<_, _>>()?)
    }

    /// Returns an override and whose it is.
    pub fn find_override(&self, id: OverrideId) -> Result<Option<(AccountId, Override)>, Error> {
        let sql = format!("{OVERRIDES} WHERE v.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id], |row| Ok((row.get(8)?, read_override(row)?))).optional()?)
    }

    /// Returns an override and whose it is, or says that there is none of that id.
    pub fn need_override(&self, id: OverrideId) -> Result<(AccountId, Override), Error> {
        self.find_override(id)?.ok_or_else(|| Error::unknown("override", id))
    }

    /// Stores a new override.
    pub fn add_override(&self, account: AccountId, new: &Override, by: RepId) -> Result<OverrideId, Error> {
        const SQL: &str = "INSERT INTO credit_override (account_id, amount, lifts_hold, reason, rep_id, at, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
        let bound = params![account, new.amount, new.lifts_hold, new.reason, by, new.at, new.expires_at];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?)
    }

    /// Stores that an override holds no more.
    pub fn revoke_override(&self, id: OverrideId, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE credit_override SET revoked_at = ?2 WHERE id = ?1";
        self.seen("credit_override", id.number())?;
        self.connection.prepare_cached(SQL)?.execute(params![id, at])?;
        Ok(())
    }

    /// Returns what is contested of the open invoices of an account and those below it, by disputes not decided yet.
    pub fn contested(&self, root: AccountId, currency: Currency) -> Result<Money, Error> {
        let sql = format!(
            "SELECT coalesce(sum(d.amount), 0) FROM dispute d CROSS JOIN invoice i ON i.id = d.invoice_id
             WHERE d.invoice_id IN (SELECT id FROM invoice WHERE {}) AND i.currency = ?2 AND d.decided_at IS NULL",
            scope::at_or_below("account_id", "?1")
        );
        let minor = self.connection.prepare_cached(&sql)?.query_row(params![root, currency], |row| row.get(0))?;
        Ok(Money { minor, currency })
    }

    /// Returns when rows of some kinds were imported last.
    pub fn imported_at(&self, kinds: &[&str]) -> Result<Option<Instant>, Error> {
        let kinds = format!("'{}'", kinds.join("', '"));
        let sql = format!("SELECT max(at) FROM batch WHERE undone_at IS NULL AND kind IN ({kinds})");
        Ok(self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }
}

impl Mirror for CreditChange {
    const TABLE: &'static str = "credit_change";
    const KEY: &'static [&'static str] = &["account_id", "at"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("account_id", held(&self.account)),
            ("at", held(&self.at)),
            ("limit_before", held(&self.limit_before)),
            ("limit_after", held(&self.limit_after)),
            ("hold_before", held(&self.hold_before)),
            ("hold_after", held(&self.hold_after)),
            ("reason", held(&self.reason)),
        ]
    }
}

/// An override with whose it is and who allowed it, as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OverrideOf {
    pub account: AccountId,
    pub rep: RepId,
    pub allowed: Override,
}

impl Mirror for OverrideOf {
    const TABLE: &'static str = "credit_override";
    const KEY: &'static [&'static str] = &["id"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let Override { id, amount, lifts_hold, reason, at, expires_at, revoked_at, .. } = &self.allowed;
        vec![
            ("id", held(id)),
            ("account_id", held(&self.account)),
            ("amount", held(amount)),
            ("lifts_hold", held(lifts_hold)),
            ("reason", held(reason)),
            ("rep_id", held(&self.rep)),
            ("at", held(at)),
            ("expires_at", held(expires_at)),
            ("revoked_at", held(revoked_at)),
        ]
    }
}

const OVERRIDES: &str = "SELECT v.id, v.amount, v.lifts_hold, v.reason, rep.handle, v.at, v.expires_at, v.revoked_at,
    v.account_id FROM credit_override v JOIN rep ON rep.id = v.rep_id";

fn read_override(row: &Row<'_>) -> rusqlite::Result<Override> {
    Ok(Override {
        id: row.get(0)?,
        amount: row.get(1)?,
        lifts_hold: row.get(2)?,
        reason: row.get(3)?,
        by: row.get(4)?,
        at: row.get(5)?,
        expires_at: row.get(6)?,
        revoked_at: row.get(7)?,
    })
}
