//! Orders as reports see them: up to four readings, in step.

use rusqlite::{Row, params};

use super::{BOUND, Period, Within};
use crate::domain::order::OrderState;
use crate::domain::report::{Left, LineFacts, OrderFacts};
use crate::domain::{Date, OrderId, OrderLineId, Quantity};
use crate::error::Error;
use crate::store::convert::Day;
use crate::store::step::Step;
use crate::store::{Tx, scope};

/// What of orders a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What they come to.
    Value,
    /// That, and how far they have come.
    Progress,
}

const ORDERS: &str =
    "SELECT o.id, o.state, o.account_id, o.rep_id, o.kind, o.hold, o.currency, o.ordered_at, o.required,
    o.closed_at IS NOT NULL, o.subtotal FROM sales_order o";

const LINES: &str =
    "SELECT l.order_id, l.id, l.product_id, l.quantity, l.cancelled, l.unit_price, l.discount, l.required
    FROM order_line l";

const LEFT: &str = "SELECT s.order_id, s.id, p.order_line_id, p.quantity, s.shipped_at, s.delivered_at IS NOT NULL
    FROM shipment s CROSS JOIN shipment_line p ON p.shipment_id = s.id";

const PROMISES: &str = "SELECT l.order_id, p.order_line_id, p.promised FROM order_line l
    CROSS JOIN order_promise p ON p.order_line_id = l.id";

impl Tx<'_> {
    /// Hands every order within reach to `visit`, by when it was placed, in the order of their rows; drafts are left out,
    /// and how many those are is returned.
    pub fn each_order(
        &self,
        within: Within,
        extent: Extent,
        mut visit: impl FnMut(&OrderFacts<'_>) -> Result<(), Error>,
    ) -> Result<usize, Error> {
        let Within { period, account, .. } = within;
        let which = scope::of_account(account, "o.account_id", "?3");
        let all = account.is_none() && period == Period::ALL;
        // Their rows are found first, and read in their order then: whole orders are not sorted.
        let theirs = |select: &str, column: &str, order: &str| {
            let which = if all {
                BOUND.to_owned()
            } else {
                format!(
                    "{column} IN (SELECT o.id FROM sales_order o WHERE o.ordered_at >= ?1 AND o.ordered_at < ?2 AND {which})"
                )
            };
            self.connection.prepare_cached(&format!("{select} WHERE {which} ORDER BY {column}{order}"))
        };
        let if_needed = |select, column, order| match extent {
            Extent::Progress => theirs(select, column, order),
            Extent::Value => self.connection.prepare_cached(&format!("{select} WHERE FALSE AND {BOUND}")),
        };
        let (mut orders, mut lines) = (theirs(ORDERS, "o.id", "")?, theirs(LINES, "l.order_id", ", l.line")?);
        let mut left = if_needed(LEFT, "s.order_id", ", s.shipped_at, s.id")?;
        let mut promises = if_needed(PROMISES, "l.order_id", ", p.at, p.id")?;
        let bound = params![period.since, period.until, account.map(|(id, _)| id)];
        let mut lines = Step::new(lines.query(bound)?, line)?;
        let mut left = Step::new(left.query(bound)?, parcel)?;
        let mut promises = Step::new(promises.query(bound)?, promise)?;
        let mut rows = orders.query(bound)?;
        let mut drafts = 0;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let (lines, left, promises) = (lines.of(id)?, left.of(id)?, promises.of(id)?);
            for line in &mut *lines {
                line.shipped = left.iter().filter(|left| left.line == line.id).map(|left| left.quantity).sum();
                line.promised = promises.iter().rfind(|(of, _)| *of == line.id).map(|(_, day)| *day);
            }
            match order(row, lines, left)? {
                order if order.state == OrderState::Draft => drafts += 1,
                order => visit(&order)?,
            }
        }
        Ok(drafts)
    }
}

fn order<'a>(row: &Row<'_>, lines: &'a [LineFacts], left: &'a [Left]) -> rusqlite::Result<OrderFacts<'a>> {
    Ok(OrderFacts {
        state: row.get(1)?,
        account: row.get(2)?,
        rep: row.get(3)?,
        kind: row.get(4)?,
        hold: row.get(5)?,
        currency: row.get(6)?,
        ordered_at: row.get(7)?,
        required: day(row, 8)?,
        is_closed: row.get(9)?,
        subtotal: row.get(10)?,
        lines,
        left,
    })
}

fn line(row: &Row<'_>) -> rusqlite::Result<(OrderId, LineFacts)> {
    let line = LineFacts {
        id: row.get(1)?,
        product: row.get(2)?,
        quantity: row.get(3)?,
        cancelled: row.get(4)?,
        price: row.get(5)?,
        discount: row.get(6)?,
        required: day(row, 7)?,
        shipped: Quantity::ZERO,
        promised: None,
    };
    Ok((row.get(0)?, line))
}

fn parcel(row: &Row<'_>) -> rusqlite::Result<(OrderId, Left)> {
    let (shipment, line, quantity) = (row.get(1)?, row.get(2)?, row.get(3)?);
    Ok((row.get(0)?, Left { shipment, line, quantity, at: row.get(4)?, came: row.get(5)? }))
}

fn promise(row: &Row<'_>) -> rusqlite::Result<(OrderId, (OrderLineId, Date))> {
    Ok((row.get(0)?, (row.get(1)?, row.get::<_, Day>(2)?.0)))
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    Ok(row.get::<_, Option<Day>>(column)?.map(|day| day.0))
}
