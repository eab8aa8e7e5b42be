//! Templates of orders on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, key};
use crate::domain::TemplateId;
use crate::domain::intake::{Intake, TemplateIntake, TemplateLineIntake};
use crate::store::convert::Day;

impl Stored for TemplateIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "t.id";

    fn select() -> String {
        format!(
            "SELECT t.id, (SELECT code FROM account WHERE id = t.account_id),
             (SELECT coalesce(email, 'P' || id) FROM contact WHERE id = t.contact_id), t.name, t.every, t.next_on,
             t.active, t.created_at, {SOURCE}, t.external_id FROM order_template t"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let id: TemplateId = row.get(0)?;
        let it = TemplateIntake {
            id: Some(id),
            account: row.get(1)?,
            contact: row.get(2)?,
            name: row.get(3)?,
            every: row.get(4)?,
            next_on: row.get::<_, Day>(5)?.0,
            active: row.get(6)?,
            created_at: row.get(7)?,
        };
        Ok(Intake::kept(key(row, 8)?, &id, it))
    }
}

impl Stored for TemplateLineIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "l.id";

    fn select() -> String {
        "SELECT 'L' || l.template_id, p.sku, l.quantity FROM order_template_line l JOIN product p ON p.id = l.product_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = TemplateLineIntake { template: row.get(0)?, sku: row.get(1)?, quantity: row.get(2)? };
        Ok(Intake::kept((None, None), &"", it))
    }
}
