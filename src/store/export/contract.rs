//! Contracts on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, amount, key};
use crate::domain::intake::{ContractIntake, Intake};
use crate::store::contract::{COLUMNS, read};

impl Stored for ContractIntake {
    const CHANGED: Option<&'static str> = Some("c.recorded_at >= ?1 OR c.end_recorded_at >= ?1");
    const ORDER: &'static str = "c.id";

    fn select() -> String {
        format!("SELECT {COLUMNS}, {SOURCE}, c.external_id FROM contract c")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let contract = read(row)?;
        let it = ContractIntake {
            number: contract.number,
            account: row.get(14)?,
            starts: contract.starts,
            ends: contract.ends,
            zone: Some(contract.zone),
            notice_days: contract.notice_days,
            policy: contract.policy,
            fee: contract.fee.map(amount),
            currency: contract.fee.map(|fee| fee.currency),
            recorded_at: Some(contract.recorded_at),
            ended: contract.ended.map(|end| end.day),
            end_recorded_at: contract.ended.map(|end| end.recorded_at),
            ended_before: Some(contract.ended_before).filter(|before| !before.0.is_empty()),
            returns: contract.returns,
        };
        Ok(Intake::kept(key(row, 19)?, &it.number.to_string(), it))
    }
}
