//! What was agreed with accounts.

use super::{Desk, policy, sla};
use crate::domain::access::Deed;
use crate::domain::contract::{Contract, End, Ends};
use crate::domain::rma::ReturnTerms;
use crate::domain::{AccountId, Code, ContractId, Date, Instant, Line, Money, TicketId, Zone, nearest};
use crate::error::Error;
use crate::store::Tx;

/// What a new contract needs.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the contract's field of that name")]
pub struct NewContract {
    pub number: Code,
    /// By default the account's, or UTC.
    pub zone: Option<Zone>,
    pub starts: Date,
    pub ends: Option<Date>,
    pub notice_days: Option<u32>,
    pub policy: Option<Line>,
    /// A plain number in the account's currency.
    pub fee: Option<String>,
    pub returns: ReturnTerms,
}

/// A contract, whose it is, and the open tickets whose promises follow it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Agreed {
    pub account: Code,
    pub contract: Contract,
    pub turned: Vec<TicketId>,
}

impl Desk {
    /// Stores a contract of an account. The promises of the account's open tickets follow it.
    pub fn add_contract(&mut self, account: &str, new: NewContract) -> Result<Agreed, Error> {
        let now = self.now();
        self.change(Deed::ContractAdd, |tx, _| {
            let account = tx.need_account(account)?;
            let mut contract = Contract {
                id: ContractId::new(0),
                account: account.id,
                number: new.number,
                zone: new.zone.or(account.time_zone).unwrap_or_else(Zone::utc),
                starts: new.starts,
                ends: new.ends,
                notice_days: new.notice_days,
                policy: new.policy,
                fee: new.fee.map(|fee| Money::parse(&fee, account.currency)).transpose()?,
                recorded_at: now,
                ended: None,
                ended_before: Ends::default(),
                returns: new.returns,
            };
            refuse_odd(tx, &contract, now)?;
            tx.add_contract(&mut contract)?;
            let turned = refresh_account(tx, account.id, now)?;
            Ok(Agreed { account: account.code, contract, turned })
        })
    }

    /// Ends a contract with a day; tells whether that changed anything.
    pub fn end_contract(&mut self, number: &str, last: Date) -> Result<(Agreed, bool), Error> {
        let now = self.now();
        self.change(Deed::ContractEnd, |tx, _| {
            let contract = tx.need_contract(number)?;
            let account = tx.account_by_id(contract.account)?;
            if contract.last_day() == Some(last) {
                return Ok((Agreed { account: account.code, contract, turned: Vec::new() }, false));
            }
            let contract = contract.ending(End { day: last, recorded_at: now });
            refuse_days(&contract)?;
            refuse_overlap(tx, &contract)?;
            tx.save_ends(&contract)?;
            let turned = refresh_account(tx, contract.account, now)?;
            Ok((Agreed { account: account.code, contract, turned }, true))
        })
    }

    /// Returns the contracts of an account, or all of them, each with its account's code.
    pub fn contracts(&mut self, account: Option<&str>) -> Result<Vec<(Code, Contract)>, Error> {
        self.look_within(Deed::ContractRead, |tx, by| match account {
            Some(code) => {
                let account = tx.need_shown_account(&by.scope, code)?;
                Ok(tx.contracts(account.id)?.into_iter().map(|contract| (account.code.clone(), contract)).collect())
            }
            None => tx.all_contracts(&by.scope),
        })
    }
}

/// Says what is wrong with a contract that is to be stored.
pub(super) fn refuse_odd(tx: &Tx<'_>, contract: &Contract, now: Instant) -> Result<(), Error> {
    refuse_days(contract)?;
    let Contract { number, fee, .. } = contract;
    if let Some(fee) = fee.filter(|fee| fee.minor < 0) {
        return Err(Error::Rule(format!("the fee of {number} cannot be negative, as {fee} is")));
    }
    if let Some(name) = &contract.policy {
        need_policy(tx, name, now)?;
    }
    refuse_overlap(tx, contract)
}

/// A contract has at least one day.
fn refuse_days(contract: &Contract) -> Result<(), Error> {
    let Contract { number, starts, .. } = contract;
    let mut ends = contract.ends.into_iter().chain(contract.ends_said().map(|end| end.day));
    match ends.find(|last| last < starts) {
        Some(last) => Err(Error::Rule(format!("{number} cannot end on {last}: it starts on {starts}"))),
        None => Ok(()),
    }
}

/// Says that no policy in force or to come is called `name`, and which is near.
fn need_policy(tx: &Tx<'_>, name: &Line, now: Instant) -> Result<(), Error> {
    let book = policy::book(tx)?;
    let in_force = book.at(now, now).into_iter();
    let to_come = book.versions().iter().filter(|version| version.valid_from > now);
    let policies = || in_force.clone().chain(to_come.clone()).flat_map(|version| &version.policies);
    if policies().any(|policy| *policy.name == *name.as_str()) {
        return Ok(());
    }
    let near = nearest(name.as_str(), policies().map(|policy| &*policy.name)).map(str::to_owned);
    Err(Error::Unknown { what: "policy", name: name.to_string(), near })
}

/// One contract at most is in force at a time: which of two would promise what?
fn refuse_overlap(tx: &Tx<'_>, contract: &Contract) -> Result<(), Error> {
    let others = tx.contracts(contract.account)?;
    let Some(other) = others.iter().find(|other| other.id != contract.id && other.overlaps(contract)) else {
        return Ok(());
    };
    let Contract { number, starts, .. } = other;
    let until = other.last_day().map_or_else(String::new, |day| format!(" to {day}"));
    Err(Error::Rule(format!(
        "{} overlaps {number}, which runs from {starts}{until}; end that one first",
        contract.number
    )))
}

/// Brings the promises of an account's open tickets under its contracts; returns the tickets whose policy turned.
pub(super) fn refresh_account(tx: &Tx<'_>, account: AccountId, now: Instant) -> Result<Vec<TicketId>, Error> {
    let book = policy::book(tx)?;
    let mut turned = Vec::new();
    for ticket in tx.open_tickets_of(account)? {
        let before = tx.ruling_policies(ticket.id)?;
        sla::refresh(tx, &book, &ticket, now)?;
        if tx.ruling_policies(ticket.id)? != before {
            turned.push(ticket.id);
        }
    }
    Ok(turned)
}
