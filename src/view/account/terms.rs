//! What was agreed with an account.

use serde::Serialize;

use crate::app::TermsView;
use crate::domain::account::Account;
use crate::domain::contract::Contract;
use crate::domain::order::Order;
use crate::domain::price::{Days, Discount, Level, Whom};
use crate::domain::{Money, Rate};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::word;

/// One thing that was agreed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TermRow {
    /// payment, credit, contract, prices, discount, delivery or returns.
    pub term: &'static str,
    /// In words; null where nothing was agreed.
    pub agreed: Option<String>,
    /// What it follows from: an account, a contract, a list's level, an order.
    pub of: String,
    /// The first day, `2026-11-21`.
    pub starts: Option<String>,
    /// The last day.
    pub ends: Option<String>,
    /// The credit limit, or the contract's fee a month.
    pub amount: Option<Money>,
    /// The discount, or the fee for taking something back.
    pub rate: Option<Rate>,
}

impl TermRow {
    /// Takes what was agreed with an account, what matters to whoever sells first.
    pub fn of(view: &TermsView) -> Vec<Self> {
        let TermsView { account, payer, contract, lists, discounts, last_order } = view;
        let mut rows = vec![Self {
            term: "payment",
            agreed: account.terms.map(|terms| terms.to_string()),
            of: account.code.to_string(),
            ..Self::default()
        }];
        rows.extend(payer.as_ref().map(credit));
        rows.extend(lists.iter().map(|own| {
            let of = own.level.as_str();
            let of = if matches!(own.level, Level::Account) { account.code.to_string() } else { of.to_owned() };
            let agreed = Some(format!("{}, {}", own.list.code, own.list.currency));
            Self { term: "prices", agreed, of, ..Self::on(own.days) }
        }));
        rows.extend(discounts.iter().map(|it| discount(it, account)));
        rows.extend(contract.as_ref().map_or_else(Vec::new, contracted));
        rows.extend(returns(contract.as_ref()));
        rows.extend(last_order.as_ref().and_then(delivery));
        rows
    }

    fn on(days: Days) -> Self {
        let (starts, ends) = (days.starts.map(|day| day.to_string()), days.ends.map(|day| day.to_string()));
        Self { starts, ends, ..Self::default() }
    }
}

fn credit(payer: &Account) -> TermRow {
    let limit = payer.credit_limit.map(|minor| Money { minor, currency: payer.currency });
    let agreed = match limit {
        None => "no limit".to_owned(),
        Some(limit) if limit.minor == 0 => "paid ahead".to_owned(),
        Some(limit) => format!("up to {limit}"),
    };
    let agreed = if payer.credit_hold { format!("{agreed}, stopped") } else { agreed };
    TermRow { term: "credit", agreed: Some(agreed), of: payer.code.to_string(), amount: limit, ..TermRow::default() }
}

fn discount(it: &Discount, account: &Account) -> TermRow {
    let what = it.above.map_or_else(|| format!(", {}", it.kind), |above| format!(" from {above} on"));
    let of = match it.whom {
        Whom::Account(_) => account.code.to_string(),
        Whom::Segment(_) => "segment".to_owned(),
        Whom::Tier(_) => "tier".to_owned(),
        Whom::Everybody | Whom::Contract(_) => "default".to_owned(),
    };
    let agreed = Some(format!("{} {}{what}", it.rate, it.code));
    TermRow { term: "discount", agreed, of, rate: Some(it.rate), ..TermRow::on(it.days) }
}

/// One fact a row: a contract agrees on much.
fn contracted(contract: &Contract) -> Vec<TermRow> {
    let days = Days { starts: Some(contract.starts), ends: contract.last_day() };
    let of = format!("contract {}", contract.number);
    let row = |agreed: String| TermRow { term: "contract", agreed: Some(agreed), of: of.clone(), ..TermRow::on(days) };
    let fee = contract.fee.map(|fee| TermRow { amount: Some(fee), ..row(format!("{fee} a month")) });
    let notice = contract.notice_days.map(|days| row(format!("{days} days' notice")));
    let policy = contract.policy.as_ref().map(|policy| row(format!("promises of {policy}")));
    let rows: Vec<TermRow> = [fee, notice, policy].into_iter().flatten().collect();
    if rows.is_empty() { vec![row("in force".to_owned())] } else { rows }
}

fn returns(contract: Option<&Contract>) -> Vec<TermRow> {
    let Some((contract, days)) = contract.and_then(|contract| Some((contract, contract.returns.days?))) else {
        return vec![TermRow { term: "returns", of: "-".to_owned(), ..TermRow::default() }];
    };
    let terms = &contract.returns;
    let of = format!("contract {}", contract.number);
    let row = |agreed: String| TermRow { term: "returns", agreed: Some(agreed), of: of.clone(), ..TermRow::default() };
    let fee = terms.restocking.map(|rate| TermRow { rate: Some(rate), ..row(format!("fee {rate}")) });
    let freight = terms.freight.map(|payer| row(format!("freight paid by the {payer}")));
    let inspected = terms.inspection.filter(|inspected| *inspected).map(|_| row("inspected first".to_owned()));
    let window = Some(row(format!("within {days} days")));
    [window, fee, freight, inspected].into_iter().flatten().collect()
}

/// Nothing is agreed of delivery but what their orders say.
fn delivery(order: &Order) -> Option<TermRow> {
    let parts = [order.carrier.clone(), order.ship_to.clone()];
    let agreed: Vec<String> = parts.into_iter().flatten().map(|part| part.to_string()).collect();
    let of = format!("last order, {}", order.number);
    (!agreed.is_empty()).then(|| TermRow {
        term: "delivery",
        agreed: Some(agreed.join(", ")),
        of,
        ..TermRow::default()
    })
}

impl Row for TermRow {
    const ONE: &'static str = "term";
    const MANY: &'static str = "terms";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("term", "term", |row, _| Cell::toned(row.term, Tone::Strong)),
        Column::text("agreed", "agreed", |row, _| word(row.agreed.as_ref())),
        Column::text("of", "of", |row, _| row.of.as_str().into()),
        Column::text("starts", "from", |row, _| word(row.starts.as_ref())),
        Column::text("ends", "to", |row, _| word(row.ends.as_ref())),
        Column::data("amount"),
        Column::data("rate"),
    ];
}
