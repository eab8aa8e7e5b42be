//! What reports read of quotes.

use rusqlite::params;

use super::{CELLS, COLUMNS, read};
use crate::domain::quote::Quote;
use crate::domain::{AccountId, Code};
use crate::error::Error;
use crate::store::{Period, Tx, scope};

/// A quote as reports see it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct ReportedQuote {
    pub quote: Quote,
    pub account: Code,
    pub region: Option<String>,
    pub sector: Option<String>,
    pub rep: Option<Code>,
}

impl Tx<'_> {
    /// Returns the quotes that were asked for within the period or, where nobody asked, begun: all of them, or an account's
    /// and with `true` those of the accounts below it.
    pub fn reported_quotes(
        &self,
        period: Period,
        account: Option<(AccountId, bool)>,
    ) -> Result<Vec<ReportedQuote>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, a.code, a.region, a.sector, rep.handle FROM quote q
             JOIN account a ON a.id = q.account_id LEFT JOIN rep ON rep.id = q.rep_id
             WHERE coalesce(q.requested_at, q.created_at) >= ?1 AND coalesce(q.requested_at, q.created_at) < ?2
               AND {} ORDER BY q.id",
            scope::of_account(account, "q.account_id", "?3")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = params![period.since, period.until, account.map(|(id, _)| id)];
        let quotes = statement.query_map(bound, |row| {
            Ok(ReportedQuote {
                quote: read(row)?,
                account: row.get(CELLS)?,
                region: row.get(CELLS + 1)?,
                sector: row.get(CELLS + 2)?,
                rep: row.get(CELLS + 3)?,
            })
        })?;
        Ok(quotes.collect::<Result<_, _>>()?)
    }
}
