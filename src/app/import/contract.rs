//! Contracts taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::app::contract::{refresh_account, refuse_odd};
use crate::domain::contract::Contract;
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
        self.refuse_future(&[("recorded_at", it.recorded_at), ("end_recorded_at", it.end_recorded_at)])?;
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
            ended: it.ended.map(|day| (day, it.end_recorded_at.unwrap_or(self.now))),
            returns: it.returns,
        })
    }

    fn add_contract(&self, contract: &mut Contract) -> Result<Outcome, Rejection> {
        let (ended, known_at) = (contract.ended, contract.recorded_at);
        refuse_odd(self.tx, contract, known_at).map_err(by_field)?;
        self.tx.add_contract(contract).map_err(by_field)?;
        if let Some((last, at)) = ended {
            self.tx.end_contract(contract.id, last, at)?;
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
        let learned = known.returns.learns(&contract.returns);
        contract.returns = known.returns.with(&contract.returns);
        let known = Contract { returns: if learned { contract.returns } else { known.returns }, ..known };
        if *contract != known {
            return Err(refuse("number", "stands here otherwise; what was agreed is not rewritten, it can be ended"));
        }
        let Some((last, at)) = ended.filter(|_| known.ended.map(|(day, _)| day) != ended.map(|(day, _)| day)) else {
            if learned {
                self.remember("contract", id.number())?;
                self.tx.save_return_terms(id, &contract.returns)?;
            }
            return Ok(if learned { Outcome::Updated } else { Outcome::Same });
        };
        contract.ended = ended;
        refuse_odd(self.tx, contract, known.recorded_at).map_err(by_field)?;
        self.remember("contract", id.number())?;
        self.tx.end_contract(id, last, at)?;
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
