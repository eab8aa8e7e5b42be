//! Orders and their lines, and what was promised of them.

mod draft;
mod list;
mod revision;

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row, params};

pub use draft::TemplateLineOf;
pub use list::{OrderEntry, OrderFilter, OrderTicket};
pub use revision::{ChangeOf, RevisionOf};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use crate::domain::order::{Order, OrderLine, Promise};
use crate::domain::{AccountId, Currency, Date, Money, OrderId, OrderLineId, ProductId, Rate, UnitPrice};
use crate::error::Error;

pub(super) const COLUMNS: &str = "o.id, o.number, o.account_id, o.contact_id, o.rep_id, o.kind, o.state, o.hold, \
                                  o.po_number, o.currency, o.terms, o.ordered_at, o.required, o.carrier, o.ship_to, \
                                  o.subtotal, o.tax, o.freight, o.closed_at, o.created_at, o.template_id, o.quote_id";
/// How many they are.
pub(super) const CELLS: usize = 22;

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Order> {
    let currency: Currency = row.get(9)?;
    let money = |minor: i64| Money { minor, currency };
    Ok(Order {
        id: row.get(0)?,
        number: row.get(1)?,
        account: row.get(2)?,
        contact: row.get(3)?,
        rep: row.get(4)?,
        kind: row.get(5)?,
        state: row.get(6)?,
        hold: row.get(7)?,
        po_number: row.get(8)?,
        currency,
        terms: row.get(10)?,
        ordered_at: row.get(11)?,
        required: row.get::<_, Option<Day>>(12)?.map(|day| day.0),
        carrier: row.get(13)?,
        ship_to: row.get(14)?,
        subtotal: row.get::<_, Option<i64>>(15)?.map(money),
        tax: money(row.get(16)?),
        freight: money(row.get(17)?),
        closed_at: row.get(18)?,
        created_at: row.get(19)?,
        template: row.get(20)?,
        quote: row.get(21)?,
    })
}

/// The columns of a line, and the currency of its order.
pub(super) const LINE: &str = "l.id, l.order_id, l.line, l.product_id, l.description, l.quantity, l.cancelled, l.unit, l.unit_price, \
                    l.discount, l.cost_centre, l.required, o.currency, l.offer_id";

pub(super) fn read_line(row: &Row<'_>) -> rusqlite::Result<OrderLine> {
    Ok(OrderLine {
        id: row.get(0)?,
        order: row.get(1)?,
        line: row.get(2)?,
        product: row.get(3)?,
        description: row.get(4)?,
        quantity: row.get(5)?,
        cancelled: row.get(6)?,
        unit: row.get(7)?,
        unit_price: UnitPrice { micros: row.get(8)?, currency: row.get(12)? },
        discount: row.get(9)?,
        cost_centre: row.get(10)?,
        required: row.get::<_, Option<Day>>(11)?.map(|day| day.0),
        offer: row.get(13)?,
    })
}

impl Mirror for Order {
    const TABLE: &'static str = "sales_order";
    const KEY: &'static [&'static str] = &["number"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("number", held(&self.number)),
            ("account_id", held(&self.account)),
            ("contact_id", held(&self.contact)),
            ("rep_id", held(&self.rep)),
            ("kind", held(&self.kind)),
            ("state", held(&self.state)),
            ("hold", held(&self.hold)),
            ("po_number", held(&self.po_number)),
            ("currency", held(&self.currency)),
            ("terms", held(&self.terms)),
            ("ordered_at", held(&self.ordered_at)),
            ("required", held(&self.required.map(Day))),
            ("carrier", held(&self.carrier)),
            ("ship_to", held(&self.ship_to)),
            ("subtotal", held(&self.subtotal.map(|money| money.minor))),
            ("tax", held(&self.tax.minor)),
            ("freight", held(&self.freight.minor)),
            ("closed_at", held(&self.closed_at)),
            ("created_at", held(&self.created_at)),
            ("template_id", held(&self.template)),
            ("quote_id", held(&self.quote)),
        ]
    }
}

impl KeyedMirror for Order {
    const KEYED: Keyed = Keyed::Order;
}

impl Mirror for OrderLine {
    const TABLE: &'static str = "order_line";
    const KEY: &'static [&'static str] = &["order_id", "line"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("order_id", held(&self.order)),
            ("line", held(&self.line)),
            ("product_id", held(&self.product)),
            ("description", held(&self.description)),
            ("quantity", held(&self.quantity)),
            ("cancelled", held(&self.cancelled)),
            ("unit", held(&self.unit)),
            ("unit_price", held(&self.unit_price.micros)),
            ("discount", held(&self.discount)),
            ("cost_centre", held(&self.cost_centre)),
            ("required", held(&self.required.map(Day))),
            ("offer_id", held(&self.offer)),
        ]
    }
}

impl Tx<'_> {
    /// Returns the order of that number, in any case.
    pub fn order(&self, number: &str) -> Result<Option<Order>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM sales_order o WHERE o.number = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?)
    }

    /// Returns the order of that row.
    pub fn order_by_id(&self, id: OrderId) -> Result<Order, Error> {
        let sql = format!("SELECT {COLUMNS} FROM sales_order o WHERE o.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read)?)
    }

    /// Returns an order's lines, in their order.
    pub fn order_lines(&self, order: OrderId) -> Result<Vec<OrderLine>, Error> {
        let sql = format!(
            "SELECT {LINE} FROM sales_order o JOIN order_line l ON l.order_id = o.id WHERE o.id = ?1 ORDER BY l.line"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([order], read_line)?.collect::<Result<_, _>>()?)
    }

    /// Returns one line of an order, by its place.
    pub fn order_line(&self, order: OrderId, line: u32) -> Result<Option<OrderLine>, Error> {
        let sql = format!(
            "SELECT {LINE} FROM sales_order o JOIN order_line l ON l.order_id = o.id WHERE o.id = ?1 AND l.line = ?2"
        );
        Ok(self.connection.prepare_cached(&sql)?.query_row(params![order, line], read_line).optional()?)
    }

    /// Returns what was promised of an order's lines, in the order in which it was.
    pub fn promises(&self, order: OrderId) -> Result<Vec<Promise>, Error> {
        const SQL: &str = "SELECT p.order_line_id, p.promised, p.at, p.reason, p.rep_id FROM order_promise p
            JOIN order_line l ON l.id = p.order_line_id WHERE l.order_id = ?1 ORDER BY p.at, p.id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let promises = statement.query_map([order], |row| {
            let promised = row.get::<_, Day>(1)?.0;
            Ok(Promise { line: row.get(0)?, promised, at: row.get(2)?, reason: row.get(3)?, rep: row.get(4)? })
        })?;
        Ok(promises.collect::<Result<_, _>>()?)
    }

    /// Returns the day each line of an order is promised for now.
    pub fn promised(&self, order: OrderId) -> Result<HashMap<OrderLineId, Date>, Error> {
        Ok(self.promises(order)?.into_iter().map(|promise| (promise.line, promise.promised)).collect())
    }

    /// Returns the day a line is promised for now.
    pub fn last_promise(&self, line: OrderLineId) -> Result<Option<Date>, Error> {
        const SQL: &str =
            "SELECT promised FROM order_promise WHERE order_line_id = ?1 ORDER BY at DESC, id DESC LIMIT 1";
        let found: Option<Day> = self.connection.prepare_cached(SQL)?.query_row([line], |row| row.get(0)).optional()?;
        Ok(found.map(|day| day.0))
    }

    /// Tells whether a line was promised for a day at an instant.
    pub fn has_promise(&self, promise: &Promise) -> Result<bool, Error> {
        const SQL: &str =
            "SELECT EXISTS (SELECT 1 FROM order_promise WHERE order_line_id = ?1 AND at = ?2 AND promised = ?3)";
        let bound = params![promise.line, promise.at, Day(promise.promised)];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?)
    }

    /// Returns what an account paid for a product the last time it ordered it.
    pub fn last_price(
        &self,
        account: AccountId,
        product: ProductId,
        currency: Currency,
    ) -> Result<Option<(UnitPrice, Rate)>, Error> {
        const SQL: &str = "SELECT l.unit_price, l.discount FROM order_line l JOIN sales_order o ON o.id = l.order_id
            WHERE l.product_id = ?2 AND o.account_id = ?1 AND o.currency = ?3 AND o.state <> 'cancelled' AND o.state <> 'draft'
            ORDER BY o.ordered_at DESC, o.id DESC, l.line DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let found = statement.query_row(params![account, product, currency], |row| {
            Ok((UnitPrice { micros: row.get(0)?, currency }, row.get(1)?))
        });
        Ok(found.optional()?)
    }

    /// Stores what was promised.
    pub fn add_promise(&self, promise: &Promise) -> Result<(), Error> {
        const SQL: &str =
            "INSERT INTO order_promise (order_line_id, promised, at, reason, rep_id) VALUES (?1, ?2, ?3, ?4, ?5)";
        let Promise { line, promised, at, reason, rep } = promise;
        self.connection.prepare_cached(SQL)?.execute(params![line, Day(*promised), at, reason, rep])?;
        Ok(())
    }
}
