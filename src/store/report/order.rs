//! Orders as reports see them: four readings, in step.

use std::collections::HashMap;

use rusqlite::{Row, params};

use super::{BOUND, Period, Within};
use crate::domain::order::{Order, OrderLine, OrderState, Parcel, Shipment};
use crate::domain::{Date, OrderId, OrderLineId, ShipmentId};
use crate::error::Error;
use crate::store::convert::Day;
use crate::store::step::Step;
use crate::store::{Tx, order, scope, shipment};

/// An order with all that tells how far it has come.
#[derive(Debug)]
pub struct ReportedOrder<'a> {
    /// The order.
    pub order: Order,
    /// Its lines, in their order.
    pub lines: &'a [OrderLine],
    /// What left for the customer, the earliest first.
    pub shipments: Vec<Shipment>,
    /// How much of which lines left with those.
    pub parcels: Vec<Parcel>,
    /// The day each line is promised for now.
    pub promises: HashMap<OrderLineId, Date>,
}

const LEFT: &str = "p.shipment_id, p.order_line_id, p.quantity FROM shipment s
    LEFT JOIN shipment_line p ON p.shipment_id = s.id";
/// Where those columns begin, behind the shipment's own.
const PARCEL: usize = 8;

const PROMISES: &str = "SELECT l.order_id, p.order_line_id, p.promised FROM order_line l
    JOIN order_promise p ON p.order_line_id = l.id";

impl Tx<'_> {
    /// Hands every order within reach to `visit`, by when it was placed, in the order of their rows; drafts are left out,
    /// and how many those are is returned.
    pub fn each_order(
        &self,
        within: Within,
        mut visit: impl FnMut(ReportedOrder<'_>) -> Result<(), Error>,
    ) -> Result<usize, Error> {
        let Within { period, account } = within;
        let which = scope::of_account(account, "o.account_id", "?3");
        let all = account.is_none() && period == Period::ALL;
        // Their rows are found first, and read in their order then: whole orders are not sorted.
        let theirs = |select: String, column: &str, order: &str| {
            let which = if all {
                BOUND.to_owned()
            } else {
                format!(
                    "{column} IN (SELECT o.id FROM sales_order o WHERE o.ordered_at >= ?1 AND o.ordered_at < ?2 AND {which})"
                )
            };
            format!("{select} WHERE {which} ORDER BY {column}{order}")
        };
        let lines = format!("SELECT {} FROM sales_order o CROSS JOIN order_line l ON l.order_id = o.id", order::LINE);
        let lines = theirs(lines, "o.id", ", l.line");
        let left = theirs(format!("SELECT {}, {LEFT}", shipment::COLUMNS), "s.order_id", ", s.shipped_at, s.id");
        let promises = theirs(PROMISES.to_owned(), "l.order_id", ", p.at, p.id");
        let orders = theirs(format!("SELECT {} FROM sales_order o", order::COLUMNS), "o.id", "");
        let prepare = |sql: String| self.connection.prepare_cached(&sql);
        let (mut orders, mut lines) = (prepare(orders)?, prepare(lines)?);
        let (mut left, mut promises) = (prepare(left)?, prepare(promises)?);
        let bound = params![period.since, period.until, account.map(|(id, _)| id)];
        let mut lines = Step::new(lines.query(bound)?, line)?;
        let mut left = Step::new(left.query(bound)?, parcel)?;
        let mut promises = Step::new(promises.query(bound)?, promise)?;
        let mut rows = orders.query(bound)?;
        let mut drafts = 0;
        while let Some(row) = rows.next()? {
            let order = order::read(row)?;
            if order.state == OrderState::Draft {
                drafts += 1;
                continue;
            }
            let (mut shipments, mut parcels) = (Vec::<Shipment>::new(), Vec::new());
            for (shipment, parcel) in left.of(order.id)? {
                if shipments.last().is_none_or(|last| last.id != shipment.id) {
                    shipments.push(shipment.clone());
                }
                parcels.extend(*parcel);
            }
            let promises = promises.of(order.id)?.iter().copied().collect();
            visit(ReportedOrder { lines: lines.of(order.id)?, order, shipments, parcels, promises })?;
        }
        Ok(drafts)
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<(OrderId, OrderLine)> {
    order::read_line(row).map(|line| (line.order, line))
}

fn parcel(row: &Row<'_>) -> rusqlite::Result<(OrderId, (Shipment, Option<Parcel>))> {
    let (shipment, carries) = (shipment::read(row)?, row.get::<_, Option<ShipmentId>>(PARCEL)?);
    let parcel = |shipment| {
        Ok::<_, rusqlite::Error>(Parcel { shipment, line: row.get(PARCEL + 1)?, quantity: row.get(PARCEL + 2)? })
    };
    Ok((shipment.order, (shipment, carries.map(parcel).transpose()?)))
}

fn promise(row: &Row<'_>) -> rusqlite::Result<(OrderId, (OrderLineId, Date))> {
    Ok((row.get(0)?, (row.get(1)?, row.get::<_, Day>(2)?.0)))
}
