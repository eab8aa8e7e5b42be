//! What is known of all accounts as far as gaps go: a reading for each kind of fact, whatever many accounts there are.

use std::collections::HashMap;

use crate::domain::account::AccountRole;
use crate::domain::price::{Days, PriceListFor, Whom};
use crate::domain::{AccountId, RepId};
use crate::error::Error;
use crate::store::Tx;
use crate::store::price_list::days;

impl Tx<'_> {
    /// Returns who looks after accounts now.
    pub fn in_charge_of_all(&self) -> Result<HashMap<(AccountId, AccountRole), RepId>, Error> {
        const SQL: &str = "SELECT account_id, role, rep_id FROM account_rep WHERE to_at IS NULL";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let reps = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        Ok(reps.collect::<Result<_, _>>()?)
    }

    /// Returns how many people there are to write to at each account; those of whom nobody knows any more are none.
    pub fn contacts_of_all(&self) -> Result<HashMap<AccountId, usize>, Error> {
        const SQL: &str =
            "SELECT account_id, count(*) FROM contact WHERE active = 1 AND erased_at IS NULL GROUP BY account_id";
        self.counts(SQL)
    }

    /// Returns how many disputes of each account are not decided.
    pub fn disputes_of_all(&self) -> Result<HashMap<AccountId, usize>, Error> {
        const SQL: &str = "SELECT i.account_id, count(*) FROM dispute d JOIN invoice i ON i.id = d.invoice_id
            WHERE d.decided_at IS NULL GROUP BY i.account_id";
        self.counts(SQL)
    }

    fn counts(&self, sql: &str) -> Result<HashMap<AccountId, usize>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let counts = statement.query_map([], |row| {
            let count: i64 = row.get(1)?;
            Ok((row.get(0)?, usize::try_from(count).unwrap_or_default()))
        })?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// Returns whom price lists are for, and on which days.
    pub fn buyers_of_lists(&self) -> Result<Vec<PriceListFor>, Error> {
        const SQL: &str =
            "SELECT f.price_list_id, f.contract_id, f.account_id, f.segment, f.tier, f.inherited, f.starts,
            f.ends, l.starts, l.ends FROM price_list_for f JOIN price_list l ON l.id = f.price_list_id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let lists = statement.query_map([], |row| {
            let theirs: Days = days(row, 6)?;
            Ok(PriceListFor {
                list: row.get(0)?,
                whom: Whom::of(row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?),
                inherited: row.get(5)?,
                days: theirs.within(days(row, 8)?),
            })
        })?;
        Ok(lists.collect::<Result<_, _>>()?)
    }
}
