//! Contracts.

use serde::Serialize;

use super::{nothing, word};
use crate::domain::contract::Contract;
use crate::domain::rma::FreightPayer;
use crate::domain::{Code, Instant, Line, Money, Rate};
use crate::output::{Cell, Column, Row, Tone};

/// A contract in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ContractRow {
    pub account: Code,
    pub number: Code,
    /// The first day, `2026-11-21`.
    pub starts: String,
    /// The last day, as things stand.
    pub ends: Option<String>,
    pub in_force: bool,
    pub policy: Option<Line>,
    /// A month.
    pub fee: Option<Money>,
    pub notice_days: Option<u32>,
    /// The IANA name.
    pub time_zone: String,
    /// The last day as it was agreed, where the contract ended otherwise.
    pub agreed_end: Option<String>,
    /// How many days after its delivery something may come back.
    pub return_days: Option<u32>,
    /// The fee for taking it back, of its value.
    pub restocking: Option<Rate>,
    /// Who pays for the way back.
    pub return_freight: Option<FreightPayer>,
    /// Whether nothing is credited before it was looked at.
    pub return_inspection: Option<bool>,
}

impl ContractRow {
    /// Takes a contract of the account of that code, and tells how it stands at `now`.
    pub fn of(contract: &Contract, account: &Code, now: Instant) -> Self {
        let agreed_end = contract.ended.and(contract.ends);
        Self {
            account: account.clone(),
            number: contract.number.clone(),
            starts: contract.starts.to_string(),
            ends: contract.last_day().map(|day| day.to_string()),
            in_force: contract.is_in_force(now),
            policy: contract.policy.clone(),
            fee: contract.fee,
            notice_days: contract.notice_days,
            time_zone: contract.zone.to_string(),
            agreed_end: agreed_end.map(|day| day.to_string()),
            return_days: contract.returns.days,
            restocking: contract.returns.restocking,
            return_freight: contract.returns.freight,
            return_inspection: contract.returns.inspection,
        }
    }

    fn number(&self) -> Cell {
        Cell::toned(self.number.to_string(), if self.in_force { Tone::Strong } else { Tone::Dim })
    }

    fn standing(&self) -> Cell {
        if self.in_force { Cell::toned("in force", Tone::Good) } else { nothing() }
    }
}

impl Row for ContractRow {
    const ONE: &'static str = "contract";
    const MANY: &'static str = "contracts";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("number", "contract", |row, _| row.number()),
        Column::text("starts", "from", |row, _| row.starts.as_str().into()),
        Column::text("ends", "to", |row, _| word(row.ends.as_ref())),
        Column::text("in_force", "now", |row, _| row.standing()),
        Column::text("policy", "policy", |row, _| word(row.policy.as_ref())),
        Column::number("fee", "fee a month", |row, _| word(row.fee.as_ref())),
        Column::wide(Column::number("notice_days", "notice", |row, _| word(row.notice_days.as_ref()))),
        Column::wide(Column::text("time_zone", "time zone", |row, _| row.time_zone.as_str().into())),
        Column::data("agreed_end"),
        Column::wide(Column::number("return_days", "return days", |row, _| word(row.return_days.as_ref()))),
        Column::wide(Column::number("restocking", "restocking", |row, _| word(row.restocking.as_ref()))),
        Column::wide(Column::text("return_freight", "return freight", |row, _| word(row.return_freight.as_ref()))),
        Column::data("return_inspection"),
    ];
}
