//! Orders on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, amount, key};
use crate::domain::intake::{Intake, OfferName, OrderIntake, OrderLineIntake, OrderPromiseIntake, ShipmentIntake};
use crate::domain::{Change, Currency, Datum, Money, UnitPrice};
use crate::store::convert::Day;
use crate::store::order::{CELLS, COLUMNS, read};

/// Names a contact so that an import finds them: by their address, or their id at this desk.
const CONTACT: &str = "(SELECT coalesce(email, 'P' || id) FROM contact WHERE id = o.contact_id)";

impl Stored for OrderIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "o.id";

    fn select() -> String {
        format!(
            "SELECT {COLUMNS}, {SOURCE}, o.external_id, (SELECT code FROM account WHERE id = o.account_id), {CONTACT},
             (SELECT handle FROM rep WHERE id = o.rep_id), 'L' || o.template_id, 'Q' || o.quote_id FROM sales_order o"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let order = read(row)?;
        // Shown with the currency's decimals; zero is told too, so that a copy says the same.
        let told = |money: Money| Some(amount(money));
        let it = OrderIntake {
            number: order.number,
            account: row.get(CELLS + 2)?,
            account_external_id: None,
            contact: row.get(CELLS + 3)?,
            contact_external_id: None,
            rep: row.get(CELLS + 4)?,
            rep_external_id: None,
            kind: Some(order.kind),
            state: Some(order.state),
            hold: order.hold.map_or(Change::Clear, Change::Set),
            po_number: order.po_number,
            currency: Some(order.currency),
            terms: order.terms,
            ordered_at: order.ordered_at,
            required: order.required,
            carrier: order.carrier,
            ship_to: order.ship_to,
            subtotal: order.subtotal.and_then(told),
            tax: told(order.tax),
            freight: told(order.freight),
            closed_at: order.closed_at,
            created_at: Some(order.created_at),
            template: row.get(CELLS + 5)?,
            quote: row.get(CELLS + 6)?,
        };
        Ok(Intake::kept(key(row, CELLS)?, &it.number.to_string(), it))
    }
}

impl Stored for OrderLineIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "l.id";

    fn select() -> String {
        "SELECT o.number, l.line, p.sku, l.description, l.quantity, l.cancelled, l.unit, l.unit_price, o.currency,
         l.discount, l.cost_centre, l.required, r.number, q.line, f.quantity
         FROM order_line l JOIN sales_order o ON o.id = l.order_id LEFT JOIN product p ON p.id = l.product_id
         LEFT JOIN quote_offer f ON f.id = l.offer_id LEFT JOIN quote_line q ON q.id = f.line_id
         LEFT JOIN quote_revision r ON r.id = q.revision_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let price = UnitPrice { micros: row.get(7)?, currency: row.get::<_, Currency>(8)? };
        let it = OrderLineIntake {
            order: row.get(0)?,
            line: row.get(1)?,
            sku: row.get(2)?,
            description: row.get(3)?,
            quantity: row.get(4)?,
            cancelled: row.get(5)?,
            unit: row.get(6)?,
            unit_price: Datum::price(Some(price)).to_string(),
            discount: row.get(9)?,
            cost_centre: row.get(10)?,
            required: row.get::<_, Option<Day>>(11)?.map(|day| day.0),
            promised: None,
            offer: match row.get(13)? {
                Some(line) => Some(OfferName { revision: row.get(12)?, line, quantity: row.get(14)? }),
                None => None,
            },
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for OrderPromiseIntake {
    const CHANGED: Option<&'static str> = Some("m.at >= ?1");
    const ORDER: &'static str = "m.id";

    fn select() -> String {
        "SELECT o.number, l.line, m.promised, m.at, m.reason, (SELECT handle FROM rep WHERE id = m.rep_id)
         FROM order_promise m JOIN order_line l ON l.id = m.order_line_id JOIN sales_order o ON o.id = l.order_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = OrderPromiseIntake {
            order: row.get(0)?,
            line: row.get(1)?,
            promised: row.get::<_, Day>(2)?.0,
            at: row.get(3)?,
            reason: row.get(4)?,
            rep: row.get(5)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}

impl Stored for ShipmentIntake {
    const CHANGED: Option<&'static str> = None;
    const ORDER: &'static str = "p.id";

    fn select() -> String {
        "SELECT s.number, o.number, l.line, p.quantity, s.carrier, s.tracking,
         (SELECT code FROM warehouse WHERE id = s.warehouse_id), s.shipped_at, s.delivered_at
         FROM shipment_line p JOIN shipment s ON s.id = p.shipment_id JOIN order_line l ON l.id = p.order_line_id
         JOIN sales_order o ON o.id = s.order_id"
            .to_owned()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let it = ShipmentIntake {
            number: row.get(0)?,
            order: row.get(1)?,
            line: row.get(2)?,
            quantity: row.get(3)?,
            carrier: row.get(4)?,
            tracking: row.get(5)?,
            warehouse: row.get(6)?,
            shipped_at: row.get(7)?,
            delivered_at: row.get(8)?,
        };
        Ok(Intake::kept((None, None), &"", it))
    }
}
