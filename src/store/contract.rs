//! What was agreed with accounts.

use rusqlite::{OptionalExtension, Row, named_params, params};

use super::convert::Day;
use super::{Tx, scope};
use crate::domain::access::Deed;
use crate::domain::contract::{Contract, End, Ends};
use crate::domain::rma::ReturnTerms;
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, ContractId, Instant, Money};
use crate::error::Error;

pub(super) const COLUMNS: &str = "c.id, c.account_id, c.number, c.time_zone, c.starts, c.ends, c.notice_days, c.policy, \
                                  c.fee, c.currency, c.recorded_at, c.ended, c.end_recorded_at, c.ended_before, \
                                  (SELECT code FROM account WHERE id = c.account_id), \
                                  c.return_days, c.restocking, c.return_freight, c.return_inspection";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Contract> {
    let day = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Day>>(column)?.map(|Day(day)| day));
    let fee: Option<i64> = row.get(8)?;
    let recorded_at: Option<Instant> = row.get(12)?;
    let before: Option<Ends> = row.get(13)?;
    Ok(Contract {
        id: row.get(0)?,
        account: row.get(1)?,
        number: row.get(2)?,
        zone: row.get(3)?,
        starts: row.get::<_, Day>(4)?.0,
        ends: day(5)?,
        notice_days: row.get(6)?,
        policy: row.get(7)?,
        fee: fee.map(|minor| Ok::<_, rusqlite::Error>(Money { minor, currency: row.get(9)? })).transpose()?,
        recorded_at: row.get(10)?,
        ended: day(11)?.zip(recorded_at).map(|(day, recorded_at)| End { day, recorded_at }),
        ended_before: before.unwrap_or_default(),
        returns: ReturnTerms {
            days: row.get(15)?,
            restocking: row.get(16)?,
            freight: row.get(17)?,
            inspection: row.get(18)?,
        },
    })
}

impl Tx<'_> {
    /// Returns an account's contracts by their first day.
    pub fn contracts(&self, account: AccountId) -> Result<Vec<Contract>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM contract c WHERE c.account_id = ?1 ORDER BY c.starts, c.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let contracts = statement.query_map([account], read)?;
        Ok(contracts.collect::<Result<_, _>>()?)
    }

    /// Returns every contract in sight and its account's code, by account and first day.
    pub fn all_contracts(&self, scope: &Scope) -> Result<Vec<(Code, Contract)>, Error> {
        let accounts = scope::accounts(scope, Deed::ContractRead, "c.account_id");
        let sql = format!("SELECT {COLUMNS} FROM contract c WHERE {accounts} ORDER BY 15, c.starts, c.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let contracts = statement.query_map([], |row| Ok((row.get(14)?, read(row)?)))?;
        Ok(contracts.collect::<Result<_, _>>()?)
    }

    /// Returns the contract of that row.
    pub fn contract_by_id(&self, id: ContractId) -> Result<Contract, Error> {
        let sql = format!("SELECT {COLUMNS} FROM contract c WHERE c.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read)?)
    }

    /// Returns the contract of a number, in any case.
    pub fn contract(&self, number: &str) -> Result<Option<Contract>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM contract c WHERE c.number = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?)
    }

    /// Returns the contract of a number, or says that there is none and which is near.
    pub fn need_contract(&self, number: &str) -> Result<Contract, Error> {
        self.contract(number)?.ok_or_else(|| self.unknown("contract", number, "SELECT number FROM contract"))
    }

    /// Stores a new contract and gives it its row; a number that is taken is refused.
    pub fn add_contract(&self, contract: &mut Contract) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO contract (account_id, number, time_zone, starts, ends, notice_days, policy, fee,
            currency, recorded_at, return_days, restocking, return_freight, return_inspection)
            VALUES (:account, :number, :zone, :starts, :ends, :notice_days, :policy, :fee, :currency, :recorded_at,
            :days, :restocking, :freight, :inspection) RETURNING id";
        if self.contract(contract.number.as_str())?.is_some() {
            return Err(Error::Taken { what: "contract", name: contract.number.to_string() });
        }
        let bound = named_params! {
            ":account": contract.account, ":number": contract.number, ":zone": contract.zone,
            ":starts": Day(contract.starts), ":ends": contract.ends.map(Day), ":notice_days": contract.notice_days,
            ":policy": contract.policy, ":fee": contract.fee.map(|fee| fee.minor),
            ":currency": contract.fee.map(|fee| fee.currency), ":recorded_at": contract.recorded_at,
            ":days": contract.returns.days, ":restocking": contract.returns.restocking,
            ":freight": contract.returns.freight, ":inspection": contract.returns.inspection,
        };
        contract.id = self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?;
        Ok(())
    }

    /// Stores what was agreed about sending goods back.
    pub fn save_return_terms(&self, contract: ContractId, terms: &ReturnTerms) -> Result<(), Error> {
        const SQL: &str = "UPDATE contract SET return_days = ?2, restocking = ?3, return_freight = ?4,
            return_inspection = ?5 WHERE id = ?1";
        let ReturnTerms { days, restocking, freight, inspection } = terms;
        self.seen("contract", contract.number())?;
        self.connection.prepare_cached(SQL)?.execute(params![contract, days, restocking, freight, inspection])?;
        Ok(())
    }

    /// Stores what was said of a contract's end after it was agreed.
    pub fn save_ends(&self, contract: &Contract) -> Result<(), Error> {
        const SQL: &str = "UPDATE contract SET ended = ?2, end_recorded_at = ?3, ended_before = ?4 WHERE id = ?1";
        let (day, recorded_at) = contract.ended.map(|end| (Day(end.day), end.recorded_at)).unzip();
        self.seen("contract", contract.id.number())?;
        let before = Some(&contract.ended_before).filter(|before| !before.0.is_empty());
        self.connection.prepare_cached(SQL)?.execute(params![contract.id, day, recorded_at, before])?;
        Ok(())
    }
}
