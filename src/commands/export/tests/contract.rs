//! Contracts, as they may be.

use super::*;
use crate::domain::Rate;
use crate::domain::contract::{End, Ends};
use crate::domain::intake::ContractIntake;
use crate::domain::rma::{FreightPayer, ReturnTerms};

pub(super) fn contract() -> impl Strategy<Value = Intake<ContractIntake>> {
    let days = (day(), prop::option::of(day()), prop::option::of(0..999_u32));
    (maybe(), code(), code(), days, maybe(), instant()).prop_map(|(key, number, account, days, policy, at)| {
        let it = ContractIntake {
            number,
            account: account.to_string(),
            starts: days.0,
            ends: days.1,
            zone: "Asia/Tokyo".parse().ok(),
            notice_days: days.2,
            fee: days.2.map(|fee| format!("{fee}.25")),
            currency: "EUR".parse().ok(),
            policy,
            recorded_at: Some(at),
            ended: days.1,
            end_recorded_at: days.1.map(|_| at),
            ended_before: days.1.map(|day| Ends(vec![End { day, recorded_at: at }])),
            returns: ReturnTerms {
                days: days.2,
                restocking: days.2.and_then(|share| Rate::new(share * 1001)),
                freight: days.2.map(|_| FreightPayer::Supplier),
                inspection: days.2.map(|share| share % 2 == 0),
            },
        };
        kept(key, &it.number.to_string(), it)
    })
}
