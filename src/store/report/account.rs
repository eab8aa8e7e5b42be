//! Accounts as reports see them.

use std::collections::HashMap;

use crate::domain::report::AccountFacts;
use crate::domain::{AccountId, Instant, ProductId, Quantity};
use crate::error::Error;
use crate::store::{Tx, account, scope};

impl Tx<'_> {
    /// Returns the accounts a report is about, by their codes: all of them, or one and with `true` those below it.
    pub fn reported_accounts(&self, within: Option<(AccountId, bool)>) -> Result<Vec<AccountFacts>, Error> {
        let sql = format!(
            "SELECT {}, rep.handle FROM account a
             LEFT JOIN account_rep ar ON ar.account_id = a.id AND ar.role = 'primary' AND ar.to_at IS NULL
             LEFT JOIN rep ON rep.id = ar.rep_id WHERE {} ORDER BY a.code",
            account::COLUMNS,
            scope::of_account(within, "a.id", "?1")
        );
        let count = format!("SELECT count(*) FROM account a WHERE {}", scope::of_account(within, "a.id", "?1"));
        let account = [within.map(|(id, _)| id)];
        // To let so many large rows grow into their place would take twice the memory.
        let count: u32 = self.connection.prepare_cached(&count)?.query_row(account, |row| row.get(0))?;
        let mut accounts = Vec::with_capacity(count as usize);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(account)?;
        while let Some(row) = rows.next()? {
            accounts.push(AccountFacts { account: account::read(row)?, rep: row.get(19)? });
        }
        Ok(accounts)
    }

    /// Returns how much of each product no one is promised, where the desk knows of stock.
    pub fn available_of_all(&self) -> Result<HashMap<ProductId, Quantity>, Error> {
        const SQL: &str = "SELECT product_id, sum(on_hand - allocated) FROM stock GROUP BY product_id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let sums = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(sums.collect::<Result<_, _>>()?)
    }

    /// Hands the instant of each order that counts, of each account within reach, to `visit`, in no order. Drafts and
    /// cancelled orders do not count.
    pub fn each_ordering(
        &self,
        within: Option<(AccountId, bool)>,
        mut visit: impl FnMut(AccountId, Instant),
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT o.account_id, o.ordered_at FROM sales_order o WHERE o.state <> 'draft' AND o.state <> 'cancelled'
             AND {}",
            scope::of_account(within, "o.account_id", "?1")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([within.map(|(id, _)| id)])?;
        while let Some(row) = rows.next()? {
            visit(row.get(0)?, row.get(1)?);
        }
        Ok(())
    }
}
