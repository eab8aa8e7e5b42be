//! Payments on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, amount, key};
use crate::domain::Money;
use crate::domain::intake::{AllocationIntake, Intake, PaymentIntake};
use crate::store::payment::{COLUMNS, read};

impl Stored for PaymentIntake {
    const CHANGED: Option<&'static str> = Some("p.received_at >= ?1");
    const ORDER: &'static str = "p.id";

    fn select() -> String {
        format!(
            "SELECT {COLUMNS}, (SELECT code FROM account WHERE account.id = p.account_id), {SOURCE}, p.external_id
             FROM payment p"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let payment = read(row)?;
        let it = PaymentIntake {
            account: row.get(8)?,
            account_external_id: None,
            currency: Some(payment.amount.currency),
            amount: amount(payment.amount),
            received_at: payment.received_at,
            method: payment.method,
            reference: payment.reference,
            number: payment.number,
        };
        Ok(Intake::kept(key(row, 9)?, &it.number.to_string(), it))
    }
}

impl Stored for AllocationIntake {
    const CHANGED: Option<&'static str> = Some("a.at >= ?1");
    const ORDER: &'static str = "a.id";

    fn select() -> String {
        "SELECT i.number, p.number, n.number, a.amount, i.currency, a.at FROM allocation a
         JOIN invoice i ON i.id = a.invoice_id LEFT JOIN payment p ON p.id = a.payment_id
         LEFT JOIN invoice n ON n.id = a.credit_note_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = AllocationIntake {
            invoice: row.get(0)?,
            payment: row.get(1)?,
            credit_note: row.get(2)?,
            amount: amount(Money { minor: row.get(3)?, currency: row.get(4)? }),
            at: row.get(5)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
