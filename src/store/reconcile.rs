//! What does not fit together in what other systems told.

use rusqlite::Row;

use super::Tx;
use crate::domain::discrepancy::{Discrepancy, DiscrepancyKind, ExactSum};
use crate::domain::{Currency, Instant, Money, Number, Quantity, Rate, UnitPrice};
use crate::error::Error;

/// Things that name what is not here, or that nothing names: each with what it is called and what is wrong with it.
const ORPHANS: [&str; 6] = [
    "SELECT 'order ' || o.number, 'has no lines' FROM sales_order o WHERE o.state <> 'cancelled'
       AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id)",
    "SELECT 'invoice ' || number, 'is for no order' FROM invoice i WHERE kind = 'invoice' AND order_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = i.id AND l.order_line_id IS NOT NULL)",
    "SELECT 'credit note ' || number, 'takes back no invoice, and is set against none' FROM invoice i
       WHERE kind = 'credit-note' AND corrects_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.credit_note_id = i.id)",
    "SELECT 'payment ' || number, 'is set against no invoice' FROM payment p
       WHERE NOT EXISTS (SELECT 1 FROM allocation a WHERE a.payment_id = p.id)",
    "SELECT 'product ' || p.sku, 'is to be replaced by ' || p.replaced_by || ', which is not here' FROM product p
       WHERE p.replaced_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM product r WHERE r.sku = p.replaced_by)",
    "SELECT 'T' || e.ticket_id, 'is about ' || e.link_kind || ' ' || e.link_target || ', which is not here'
       FROM ticket_event e WHERE
       (e.link_kind = 'order' AND NOT EXISTS (SELECT 1 FROM sales_order WHERE number = e.link_target))
       OR (e.link_kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM invoice WHERE number = e.link_target))
       OR (e.link_kind = 'product' AND NOT EXISTS (SELECT 1 FROM product WHERE sku = e.link_target))",
];

/// Stock that cannot be.
const STOCK: &str = "SELECT 'stock of ' || p.sku || ' in ' || w.code, CASE WHEN s.on_hand < 0
      THEN 'is below zero: more was booked out than was there'
      ELSE 'has more promised than there is' END
    FROM stock s JOIN product p ON p.id = s.product_id JOIN warehouse w ON w.id = s.warehouse_id
    WHERE s.on_hand < 0 OR s.allocated > s.on_hand ORDER BY p.sku, w.code";

/// More invoiced than was ordered.
const OVER_INVOICED: &str =
    "SELECT 'order ' || o.number || ', line ' || l.line, 'is invoiced for more than was ordered'
    FROM invoice_line n JOIN order_line l ON l.id = n.order_line_id JOIN sales_order o ON o.id = l.order_id
    JOIN invoice i ON i.id = n.invoice_id WHERE i.kind = 'invoice'
    GROUP BY l.id HAVING sum(n.quantity) > l.quantity - l.cancelled";

/// What was last heard of each kind that is here, and when.
const HEARD: [(&str, &str); 4] = [
    ("stock", "SELECT max(as_of) FROM stock"),
    ("orders", "SELECT max(at) FROM batch WHERE undone_at IS NULL AND kind IN ('orders', 'order-lines', 'shipments')"),
    ("invoices", "SELECT max(at) FROM batch WHERE undone_at IS NULL AND kind IN ('invoices', 'invoice-lines')"),
    ("payments", "SELECT max(at) FROM batch WHERE undone_at IS NULL AND kind IN ('payments', 'allocations')"),
];

impl Tx<'_> {
    /// Returns everything that does not fit together; what was not heard of since `stale` is old.
    pub fn discrepancies(&self, stale: Option<Instant>) -> Result<Vec<Discrepancy>, Error> {
        let mut found = Vec::new();
        for sql in ORPHANS {
            found.extend(self.misfits(DiscrepancyKind::Orphan, sql)?);
        }
        self.order_totals(&mut found)?;
        self.invoice_totals(&mut found)?;
        found.extend(self.misfits(DiscrepancyKind::Total, OVER_INVOICED)?);
        found.extend(self.misfits(DiscrepancyKind::Stock, STOCK)?);
        for (what, sql) in HEARD {
            let heard: Option<Instant> = self.connection.query_row(sql, [], |row| row.get(0))?;
            if let (Some(heard), Some(stale)) = (heard, stale)
                && heard < stale
            {
                found.push(Discrepancy::new(DiscrepancyKind::Age, what, format!("were last heard of at {heard}")));
            }
        }
        Ok(found)
    }

    fn misfits(&self, kind: DiscrepancyKind, sql: &str) -> Result<Vec<Discrepancy>, Error> {
        let read = |row: &Row<'_>| Ok(Discrepancy::new(kind, row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        Ok(self.connection.prepare(sql)?.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Orders whose lines do not come to what the master told.
    fn order_totals(&self, found: &mut Vec<Discrepancy>) -> Result<(), Error> {
        const SQL: &str = "SELECT o.id, o.number, o.currency, o.subtotal, l.unit_price, l.quantity, l.discount
            FROM sales_order o JOIN order_line l ON l.order_id = o.id WHERE o.subtotal IS NOT NULL ORDER BY o.id";
        let mut statement = self.connection.prepare(SQL)?;
        let mut rows = statement.query([])?;
        let mut open: Option<(i64, Number, Money, ExactSum)> = None;
        let mut end = |open: Option<(i64, Number, Money, ExactSum)>| {
            if let Some((_, number, told, sum)) = open.filter(|(.., told, sum)| !sum.is(*told)) {
                let what = format!("says {told}, and its lines come to {}", sum.money(told.currency));
                found.push(Discrepancy::new(DiscrepancyKind::Total, format!("order {number}"), what));
            }
        };
        while let Some(row) = rows.next()? {
            let (id, currency): (i64, Currency) = (row.get(0)?, row.get(2)?);
            if open.as_ref().is_none_or(|(known, ..)| *known != id) {
                let told = Money { minor: row.get(3)?, currency };
                end(open.replace((id, row.get(1)?, told, ExactSum::default())));
            }
            let (price, quantity, discount): (i64, Quantity, Rate) = (row.get(4)?, row.get(5)?, row.get(6)?);
            if let Some((.., sum)) = &mut open {
                sum.add(UnitPrice { micros: price, currency }, quantity, discount);
            }
        }
        end(open);
        Ok(())
    }

    /// Invoices whose lines do not come to what they ask for.
    fn invoice_totals(&self, found: &mut Vec<Discrepancy>) -> Result<(), Error> {
        const SQL: &str =
            "SELECT replace(i.kind, '-', ' ') || ' ' || i.number, i.currency, i.net, sum(l.net) FROM invoice i
            JOIN invoice_line l ON l.invoice_id = i.id GROUP BY i.id HAVING sum(l.net) <> i.net";
        let mut statement = self.connection.prepare(SQL)?;
        let told = statement.query_map([], |row| {
            let currency: Currency = row.get(1)?;
            let [net, lines] =
                [2, 3].map(|column| Ok::<_, rusqlite::Error>(Money { minor: row.get(column)?, currency }));
            let what = format!("says {} without tax, and its lines come to {}", net?, lines?);
            Ok(Discrepancy::new(DiscrepancyKind::Total, row.get::<_, String>(0)?, what))
        })?;
        found.extend(told.collect::<Result<Vec<_>, _>>()?);
        Ok(())
    }
}
