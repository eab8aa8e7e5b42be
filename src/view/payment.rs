//! Payments.

use serde::Serialize;

use super::{key, word};
use crate::app::PaymentEntry;
use crate::domain::payment::Payment;
use crate::domain::{Code, Instant, Line, Money, Number};
use crate::output::{Cell, Column, Row, Tone};

/// A payment in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct PaymentRow {
    pub number: Number,
    pub account: Code,
    pub received_at: Instant,
    pub amount: Money,
    /// What of it was set against no invoice yet.
    pub unapplied: Money,
    pub method: Option<Line>,
    pub reference: Option<Line>,
}

impl PaymentRow {
    /// Takes a payment.
    pub fn of(entry: PaymentEntry) -> Self {
        let PaymentEntry { payment, account, used } = entry;
        let Payment { number, amount, received_at, method, reference, .. } = payment;
        let unapplied = Money { minor: amount.minor.saturating_sub(used), ..amount };
        Self { number, account, received_at, amount, unapplied, method, reference }
    }
}

impl Row for PaymentRow {
    const ONE: &'static str = "payment";
    const MANY: &'static str = "payments";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("number", "payment", |row, _| key(&row.number)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("received_at", "received", |row, human| human.when(row.received_at).into()),
        Column::number("amount", "amount", |row, human| human.money(row.amount).into()),
        Column::number("unapplied", "unapplied", |row, human| {
            let tone = if row.unapplied.minor == 0 { Tone::Dim } else { Tone::Warn };
            Cell::toned(human.money(row.unapplied), tone)
        }),
        Column::text("method", "method", |row, _| word(row.method.as_ref())),
        Column::wide(Column::text("reference", "reference", |row, _| word(row.reference.as_ref()))),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountId, Currency, PaymentId};
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_payment_has_a_column() {
        let payment = Payment {
            id: PaymentId::new(1),
            number: "PAY-1".parse().unwrap(),
            account: AccountId::new(1),
            amount: Money { minor: 1, currency: Currency::EUR },
            received_at: Instant::from_epoch(0),
            method: None,
            reference: None,
        };
        let row = PaymentRow::of(PaymentEntry { payment, account: "ACME".parse().unwrap(), used: 0 });
        assert_eq!(undeclared(&row), Vec::<String>::new());
    }
}
