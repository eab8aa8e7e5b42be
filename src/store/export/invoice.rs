//! Invoices on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, amount, key};
use crate::domain::intake::{InstalmentIntake, Intake, InvoiceIntake, InvoiceLineIntake};
use crate::domain::{Currency, Money, UnitPrice};
use crate::store::convert::Day;
use crate::store::invoice::{COLUMNS, read};

impl Stored for InvoiceIntake {
    const CHANGED: Option<&'static str> = Some("i.issued_at >= ?1");
    // Invoices before the credit notes that take them back.
    const ORDER: &'static str = "i.corrects_id IS NOT NULL, i.id";

    fn select() -> String {
        format!(
            "SELECT {COLUMNS}, (SELECT code FROM account WHERE account.id = i.account_id),
                    (SELECT number FROM sales_order WHERE sales_order.id = i.order_id),
                    (SELECT c.number FROM invoice c WHERE c.id = i.corrects_id), {SOURCE}, i.external_id
             FROM invoice i"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let invoice = read(row)?;
        let it = InvoiceIntake {
            account: row.get(11)?,
            account_external_id: None,
            order: row.get(12)?,
            corrects: row.get(13)?,
            currency: Some(invoice.net.currency),
            issued_at: invoice.issued_at,
            due: invoice.due,
            net: Some(amount(invoice.net)),
            tax: Some(amount(invoice.tax)),
            total: Some(amount(invoice.total())),
            paid: None,
            paid_at: None,
            kind: invoice.kind,
            number: invoice.number,
        };
        Ok(Intake::kept(key(row, 14)?, &it.number.to_string(), it))
    }
}

impl Stored for InvoiceLineIntake {
    const CHANGED: Option<&'static str> = Some("i.issued_at >= ?1");
    const ORDER: &'static str = "i.corrects_id IS NOT NULL, l.id";

    fn select() -> String {
        "SELECT i.number, l.line, o.number, ol.line, c.line, p.sku, l.description, l.quantity, l.unit_price, l.net,
                i.currency
         FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
         LEFT JOIN order_line ol ON ol.id = l.order_line_id LEFT JOIN sales_order o ON o.id = ol.order_id
         LEFT JOIN invoice_line c ON c.id = l.corrects_id LEFT JOIN product p ON p.id = l.product_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let currency: Currency = row.get(10)?;
        let it = InvoiceLineIntake {
            invoice: row.get(0)?,
            line: row.get(1)?,
            order: row.get(2)?,
            order_line: row.get(3)?,
            corrects_line: row.get(4)?,
            sku: row.get(5)?,
            description: row.get(6)?,
            quantity: row.get(7)?,
            unit_price: UnitPrice { micros: row.get(8)?, currency }.amount(),
            net: Some(amount(Money { minor: row.get(9)?, currency })),
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for InstalmentIntake {
    const CHANGED: Option<&'static str> = Some("i.issued_at >= ?1");
    const ORDER: &'static str = "n.id";

    fn select() -> String {
        "SELECT i.number, n.due, n.amount, i.currency FROM instalment n JOIN invoice i ON i.id = n.invoice_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = InstalmentIntake {
            invoice: row.get(0)?,
            due: row.get::<_, Day>(1)?.0,
            amount: amount(Money { minor: row.get(2)?, currency: row.get(3)? }),
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
