//! Contracts taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::app::contract::{refresh_account, refuse_odd};
use crate::domain::contract::{Contract, End, Ends};
use crate::domain::intake::{ContractIntake, Intake};
use crate::domain::{AccountId, ContractId, Money, Zone};
use crate::error::Error;
use crate::store::Keyed;

impl Take for ContractIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_contract(intake)
    }
}

impl Session<'_> {
    /// Takes in a contract, or the end of one that is here.
    fn take_contract(&mut self, intake: Intake<ContractIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        let kept = self.kept(Keyed::Contract, &external_id)?;
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let before = it.ended_before.iter().flat_map(|Ends(before)| before).map(|end| end.recorded_at).max();
        let times =
            [("recorded_at", it.recorded_at), ("end_recorded_at", it.end_recorded_at), ("ended_before", before)];
        self.refuse_future(&times)?;
        let account = self.account(&it.account)?.ok_or_else(|| refuse("account", "is no account of this desk"))?.0;
        let mut contract = self.contract(it, account)?;
        let outcome = match kept {
            Some(kept) => self.end_contract(ContractId::new(kept.id), &mut contract)?,
            None => self.add_contract(&mut contract)?,
        };
        self.keep(Keyed::Contract, contract.id.number(), &external_id, digest)?;
        if outcome != Outcome::Same {
            refresh_account(self.tx, account, self.now)?;
        }
        Ok(outcome)
    }

    fn contract(&self, it: ContractIntake, account: AccountId) -> Result<Contract, Rejection> {
        let its = self.tx.account_by_id(account)?;
        let currency = it.currency.unwrap_or(its.currency);
        let fee = it.fee.map(|fee| Money::parse(&fee, currency)).transpose();
        Ok(Contract {
            id: ContractId::new(0),
            account,
            number: it.number,
            zone: it.zone.or(its.time_zone).unwrap_or_else(Zone::utc),
            starts: it.starts,
            ends: it.ends,
            notice_days: it.notice_days,
            policy: it.policy,
            fee: fee.map_err(|invalid| refuse("fee", format!("was refused: {invalid}")))?,
            recorded_at: it.recorded_at.unwrap_or(self.now),
            ended: it.ended.map(|day| End { day, recorded_at: it.end_recorded_at.unwrap_or(self.now) }),
            ended_before: it.ended_before.unwrap_or_default(),
            returns: it.returns,
        })
    }

    fn add_contract(&self, contract: &mut Contract) -> Result<Outcome, Rejection> {
        refuse_odd(self.tx, contract, contract.recorded_at).map_err(by_field)?;
        self.tx.add_contract(contract).map_err(by_field)?;
        if contract.ended.is_some() {
            self.tx.save_ends(contract)?;
        }
        Ok(Outcome::Created)
    }

    /// What was agreed stays as it was; only its end can be news.
    fn end_contract(&mut self, id: ContractId, contract: &mut Contract) -> Result<Outcome, Rejection> {
        let known = self.tx.contract_by_id(id)?;
        contract.id = id;
        contract.recorded_at = known.recorded_at;
        let ended = contract.ended;
        contract.ended = known.ended;
        contract.ended_before.clone_from(&known.ended_before);
        let learned = known.returns.learns(&contract.returns);
        contract.returns = known.returns.with(&contract.returns);
        let known = Contract { returns: if learned { contract.returns } else { known.returns }, ..known };
        if *contract != known {
            return Err(refuse("number", "stands here otherwise; what was agreed is not rewritten, it can be ended"));
        }
        let end = ended.filter(|end| known.ended.is_none_or(|known| known.day != end.day));
        if end.is_none() && !learned {
            return Ok(Outcome::Same);
        }
        self.remember("contract", id.number())?;
        if learned {
            self.tx.save_return_terms(id, &known.returns)?;
        }
        if let Some(end) = end {
            let contract = known.ending(end);
            refuse_odd(self.tx, &contract, contract.recorded_at).map_err(by_field)?;
            self.tx.save_ends(&contract)?;
        }
        Ok(Outcome::Updated)
    }
}

/// Says which field a contract was refused for.
fn by_field(why: Error) -> Rejection {
    match why {
        Error::Taken { .. } => refuse("number", "is a contract here already, and did not come from this source"),
        Error::Unknown { what: "policy", .. } => refuse("policy", format!("was refused: {why}")),
        Error::Rule(rule) => refuse("starts", format!("was refused: {rule}")),
        other => other.into(),
    }
}
