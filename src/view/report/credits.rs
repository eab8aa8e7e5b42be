//! Service credits.

use serde::Serialize;

use super::{percent, share};
use crate::app::CreditLine;
use crate::domain::{Code, Money};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::{count, key, word};

/// What an account is credited for a month, by contract and policy.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct CreditRow {
    pub account: Code,
    pub contract: Option<Code>,
    pub policy: String,
    /// Broken promises whose verdicts are final.
    pub breaches: usize,
    /// Broken promises that are still owed.
    pub pending: usize,
    /// Percent of the month's fee with two decimals.
    pub credit_percent: String,
    /// Whether the cap was reached.
    pub capped: bool,
    /// The contract's fee for a month.
    pub fee: Option<Money>,
    pub credit: Option<Money>,
}

impl CreditRow {
    /// Takes an account's credits.
    pub fn of(line: CreditLine) -> Self {
        let CreditLine { account, contract, policy, bill, pending } = line;
        Self {
            account,
            contract,
            policy,
            breaches: bill.breaches,
            pending,
            credit_percent: percent(bill.basis_points()),
            capped: bill.is_capped(),
            fee: bill.fee,
            credit: bill.amount(),
        }
    }

    fn percent(&self) -> Cell {
        let cell = share(Some(&self.credit_percent));
        if self.capped { Cell::toned(format!("{} cap", cell.text), Tone::Warn) } else { cell }
    }
}

impl Row for CreditRow {
    const ONE: &'static str = "credit";
    const MANY: &'static str = "credits";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("account", "account", |row, _| key(&row.account)),
        Column::text("contract", "contract", |row, _| word(row.contract.as_ref())),
        Column::text("policy", "policy", |row, _| row.policy.as_str().into()),
        Column::number("breaches", "breaches", |row, _| count(row.breaches, Tone::Bad)),
        Column::number("pending", "pending", |row, _| count(row.pending, Tone::Warn)),
        Column::number("credit_percent", "credit", |row, _| row.percent()),
        Column::number("credit", "amount", |row, _| word(row.credit.as_ref())),
        Column::wide(Column::number("fee", "fee a month", |row, _| word(row.fee.as_ref()))),
        Column::data("capped"),
    ];
}
