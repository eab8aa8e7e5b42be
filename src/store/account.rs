//! Accounts, their tree, and who looks after them.

use rusqlite::{OptionalExtension, Row, named_params, params};

use super::convert::Day;
use super::{Tx, scope};
use crate::domain::access::Deed;
use crate::domain::account::{Account, AccountRole, MAX_DEPTH};
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, Instant, RepId, Tier};
use crate::error::Error;

pub(super) const COLUMNS: &str = "a.id, a.code, a.name, a.segment, a.parent_id, a.tier, a.status, a.region, a.sector, a.currency, \
                       a.credit_limit, a.credit_hold, a.terms, a.time_zone, a.language, a.tax_id, a.phone, \
                       a.customer_since, a.tags";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    let tags: String = row.get(18)?;
    let tags = tags.split_whitespace().filter_map(|tag| tag.parse().ok()).collect();
    Ok(Account {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        segment: row.get(3)?,
        parent: row.get(4)?,
        tier: row.get(5)?,
        status: row.get(6)?,
        region: row.get(7)?,
        sector: row.get(8)?,
        currency: row.get(9)?,
        credit_limit: row.get(10)?,
        credit_hold: row.get(11)?,
        terms: row.get(12)?,
        time_zone: row.get(13)?,
        language: row.get(14)?,
        tax_id: row.get(15)?,
        phone: row.get(16)?,
        customer_since: row.get::<_, Option<Day>>(17)?.map(|day| day.0),
        tags,
    })
}

/// An account as lists show it.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// Its parent's code.
    pub parent: Option<Code>,
    /// The handle of the rep who looks after it first.
    pub primary: Option<Code>,
    /// How many of its tickets are open.
    pub open_tickets: i64,
    /// Its tier, if whoever reads may know it.
    pub tier: Option<Tier>,
    /// Whether whoever reads may know of its credit.
    pub shows_credit: bool,
}

/// Which accounts a list takes.
#[derive(Debug, Clone, Default)]
pub struct AccountFilter {
    /// Only those of this tier.
    pub tier: Option<Tier>,
    /// Only those in this region.
    pub region: Option<String>,
    /// Only those whose primary rep this is.
    pub rep: Option<RepId>,
    /// Only those whose code or name contains this, in any case.
    pub matching: Option<String>,
    /// Only what is in sight.
    pub scope: Scope,
}

impl Tx<'_> {
    /// Returns the account of that code, in any case.
    pub fn account(&self, code: &str) -> Result<Option<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.code = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([code], read).optional()?)
    }

    /// Returns the account of that row.
    pub fn account_by_id(&self, id: AccountId) -> Result<Account, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read)?)
    }

    /// Returns the account of that code, or says that there is none and which is near.
    pub fn need_account(&self, code: &str) -> Result<Account, Error> {
        if let Some(account) = self.account(code)? {
            return Ok(account);
        }
        Err(self.unknown("account", code, "SELECT code FROM account"))
    }

    /// Stores a new account and gives it its row.
    pub fn add_account(&self, account: &mut Account) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO account (code, name, segment, parent_id, tier, status, region, sector, currency,
            credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags)
            VALUES (:code, :name, :segment, :parent, :tier, :status, :region, :sector, :currency, :credit_limit,
            :credit_hold, :terms, :time_zone, :language, :tax_id, :phone, :customer_since, :tags) RETURNING id";
        if self.account(account.code.as_str())?.is_some() {
            return Err(Error::Taken { what: "account", name: account.code.to_string() });
        }
        account.id =
            self.bind_account(SQL, account, |statement, bound| statement.query_row(bound, |row| row.get(0)))?;
        Ok(())
    }

    /// Stores what an account has become. Its code stays.
    pub fn save_account(&self, account: &Account) -> Result<(), Error> {
        const SQL: &str = "UPDATE account SET name = :name, segment = :segment, parent_id = :parent, tier = :tier,
            status = :status, region = :region, sector = :sector, currency = :currency, credit_limit = :credit_limit,
            credit_hold = :credit_hold, terms = :terms, time_zone = :time_zone, language = :language, tax_id = :tax_id,
            phone = :phone, customer_since = :customer_since, tags = :tags WHERE code = :code";
        self.seen("account", account.id.number())?;
        self.bind_account(SQL, account, |statement, bound| statement.execute(bound))?;
        Ok(())
    }

    fn bind_account<T>(
        &self,
        sql: &str,
        account: &Account,
        run: impl FnOnce(&mut rusqlite::CachedStatement<'_>, &[(&str, &dyn rusqlite::ToSql)]) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let tags = account.tags.iter().map(Code::as_str).collect::<Vec<_>>().join(" ");
        let bound = named_params! {
            ":code": account.code, ":name": account.name, ":segment": account.segment, ":parent": account.parent,
            ":tier": account.tier, ":status": account.status, ":region": account.region, ":sector": account.sector,
            ":currency": account.currency, ":credit_limit": account.credit_limit, ":credit_hold": account.credit_hold,
            ":terms": account.terms, ":time_zone": account.time_zone, ":language": account.language,
            ":tax_id": account.tax_id, ":phone": account.phone, ":customer_since": account.customer_since.map(Day),
            ":tags": tags,
        };
        Ok(run(&mut self.connection.prepare_cached(sql)?, bound)?)
    }

    /// Returns the account's ancestors, its parent first.
    pub fn ancestors(&self, account: &Account) -> Result<Vec<AccountId>, Error> {
        let mut ancestors = Vec::new();
        let mut parent = account.parent;
        while let Some(id) = parent.filter(|_| ancestors.len() <= MAX_DEPTH) {
            ancestors.push(id);
            parent = self.account_by_id(id)?.parent;
        }
        Ok(ancestors)
    }

    /// Returns how many levels the tree below the account has; none if it has no children.
    pub fn height(&self, id: AccountId) -> Result<usize, Error> {
        const SQL: &str = "WITH RECURSIVE below (id, depth) AS (SELECT ?1, 0
            UNION ALL SELECT account.id, depth + 1 FROM account JOIN below ON parent_id = below.id WHERE depth <= ?2)
            SELECT max(depth) FROM below";
        let deepest: i64 = self
            .connection
            .prepare_cached(SQL)?
            .query_row(params![id, i64::try_from(MAX_DEPTH).unwrap_or(i64::MAX)], |row| row.get(0))?;
        Ok(usize::try_from(deepest).unwrap_or(MAX_DEPTH))
    }

    /// Returns the accounts a list takes, by code.
    pub fn accounts(&self, filter: &AccountFilter) -> Result<Vec<AccountLine>, Error> {
        let tickets = scope::tickets(&filter.scope);
        let [accounts, parents] =
            ["a.id", "parent.id"].map(|column| scope::accounts(&filter.scope, Deed::AccountRead, column));
        let sql = format!(
            "SELECT {COLUMNS}, parent.code, rep.handle,
                    (SELECT count(*) FROM ticket t WHERE t.account_id = a.id AND t.resolved_at IS NULL AND {tickets})
             FROM account a LEFT JOIN account parent ON parent.id = a.parent_id AND {parents}
             LEFT JOIN account_rep ar ON ar.account_id = a.id AND ar.role = 'primary' AND ar.to_at IS NULL
             LEFT JOIN rep ON rep.id = ar.rep_id
             WHERE (:tier IS NULL OR a.tier = :tier) AND (:region IS NULL OR a.region = :region COLLATE NOCASE)
               AND (:rep IS NULL OR ar.rep_id = :rep)
               AND (:matching IS NULL OR instr(lower(a.code || ' ' || a.name), lower(:matching)) > 0)
               AND {accounts}
             ORDER BY a.code"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = named_params! {
            ":tier": filter.tier, ":region": filter.region, ":rep": filter.rep, ":matching": filter.matching,
        };
        let lines = statement.query_map(bound, |row| {
            let mut account = read(row)?;
            filter.scope.veil(&mut account);
            Ok(AccountLine {
                tier: filter.scope.ours(account.tier),
                account,
                parent: row.get(19)?,
                primary: row.get(20)?,
                open_tickets: row.get(21)?,
                shows_credit: filter.scope.includes(Deed::CreditRead),
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Returns the accounts that belong to this one, by code.
    pub fn children(&self, id: AccountId) -> Result<Vec<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.parent_id = ?1 ORDER BY a.code");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let children = statement.query_map([id], read)?;
        Ok(children.collect::<Result<_, _>>()?)
    }

    /// Returns the account's code.
    pub fn account_code(&self, id: AccountId) -> Result<Code, Error> {
        const SQL: &str = "SELECT code FROM account WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([id], |row| row.get(0))?)
    }

    /// Returns who looks after the account now, and as what.
    pub fn account_reps(&self, id: AccountId) -> Result<Vec<(AccountRole, RepId, Code)>, Error> {
        const SQL: &str = "SELECT ar.role, ar.rep_id, rep.handle FROM account_rep ar JOIN rep ON rep.id = ar.rep_id
            WHERE ar.account_id = ?1 AND ar.to_at IS NULL
            ORDER BY ar.role = 'technical', ar.role = 'backup'";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let reps = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(reps.collect::<Result<_, _>>()?)
    }

    /// Returns the row that says who has that role at an account now.
    pub fn assignment_now(&self, id: AccountId, role: AccountRole) -> Result<Option<i64>, Error> {
        const SQL: &str = "SELECT id FROM account_rep WHERE account_id = ?1 AND role = ?2 AND to_at IS NULL";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![id, role], |row| row.get(0)).optional()?)
    }

    /// Puts a rep in charge of an account from `at`, in place of whoever was; tells whether that changed anything.
    pub fn assign_account(&self, id: AccountId, role: AccountRole, rep: RepId, at: Instant) -> Result<bool, Error> {
        const END: &str = "UPDATE account_rep SET to_at = max(?3, from_at)
            WHERE account_id = ?1 AND role = ?2 AND to_at IS NULL";
        const BEGIN: &str = "INSERT INTO account_rep (account_id, role, rep_id, from_at) VALUES (?1, ?2, ?3, ?4)";
        if self.account_reps(id)?.iter().any(|(held, by, _)| *held == role && *by == rep) {
            return Ok(false);
        }
        if let Some(held) = self.assignment_now(id, role)? {
            self.seen("account_rep", held)?;
        }
        self.connection.prepare_cached(END)?.execute(params![id, role, at])?;
        self.connection.prepare_cached(BEGIN)?.execute(params![id, role, rep, at])?;
        Ok(true)
    }
}
