//! Lists of orders, and what stands around one.

use rusqlite::types::ToSql;
use rusqlite::{Row, params, params_from_iter};

use super::{CELLS, COLUMNS, read};
use crate::domain::access::Deed;
use crate::domain::order::{Loaded, Order, OrderStatus, StatusName, Totals};
use crate::domain::scope::Scope;
use crate::domain::ticket::StatusWord;
use crate::domain::{AccountId, Code, Date, Instant, Line, Money, Number, OrderId, ProductId, Quantity, TicketId};
use crate::error::Error;
use crate::store::convert::Day;
use crate::store::ticket::Clauses;
use crate::store::{Tx, scope};

/// Which orders a list takes; what is not set does not restrict.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Only this account's, and with `true` those of the accounts below it.
    pub account: Option<(AccountId, bool)>,
    /// Only those that have come as far as one of these.
    pub statuses: Vec<StatusName>,
    /// Only those with this number of the customer's.
    pub po: Option<String>,
    /// Only those ordered since.
    pub since: Option<Instant>,
    /// Only those of which something is still to leave.
    pub open: bool,
    /// Only those of which something should have left before this day.
    pub late_on: Option<Date>,
    /// Only those of this product.
    pub product: Option<ProductId>,
    /// At most so many.
    pub limit: usize,
    /// Only what is in sight.
    pub scope: Scope,
}

/// An order as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is named for what it is")]
pub struct OrderEntry {
    pub order: Order,
    pub account: Code,
    pub account_name: Line,
    pub status: OrderStatus,
    pub lines: i64,
    /// Nothing where it is more than can be counted.
    pub total: Option<Money>,
}

/// A ticket that is tied to an order.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the ticket's field of that name")]
pub struct OrderTicket {
    pub id: TicketId,
    pub subject: Line,
    pub status: StatusWord,
}

/// What decides how far an order `o` has come.
const LOADED: &str = "(SELECT count(*) FROM order_line l WHERE l.order_id = o.id),
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id AND l.quantity > l.cancelled),
    (SELECT count(*) FROM order_line l WHERE l.order_id = o.id AND l.quantity - l.cancelled >
      coalesce((SELECT sum(p.quantity) FROM shipment_line p WHERE p.order_line_id = l.id), 0)),
    (SELECT count(*) FROM shipment s WHERE s.order_id = o.id
      AND EXISTS (SELECT 1 FROM shipment_line p WHERE p.shipment_id = s.id AND p.quantity > 0)),
    (SELECT count(*) FROM shipment s WHERE s.order_id = o.id AND s.delivered_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM shipment_line p WHERE p.shipment_id = s.id AND p.quantity > 0))";

/// A line of which something should have left before `?`.
const LATE: &str = "o.state = 'placed' AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.quantity - l.cancelled >
      coalesce((SELECT sum(p.quantity) FROM shipment_line p WHERE p.order_line_id = l.id), 0)
    AND coalesce((SELECT m.promised FROM order_promise m WHERE m.order_line_id = l.id ORDER BY m.at DESC, m.id DESC LIMIT 1),
      l.required, o.required) < ?)";

impl OrderFilter {
    fn clauses(&self) -> Clauses {
        let mut clauses = Clauses::default();
        match self.account {
            Some((account, true)) => {
                clauses.and(&scope::at_or_below("o.account_id", "?"), [Box::new(account) as Box<dyn ToSql>]);
            }
            other => clauses.equals("o.account_id", other.map(|(account, _)| account)),
        }
        clauses.equals("o.po_number", self.po.clone());
        if self.open || self.statuses.iter().all(|name| name.is_open()) && !self.statuses.is_empty() {
            // Says what follows from the statuses, so that the index of live orders can serve.
            clauses.and("o.closed_at IS NULL AND o.state = 'placed'", []);
        }
        if let Some(since) = self.since {
            clauses.and("o.ordered_at >= ?", [Box::new(since) as Box<dyn ToSql>]);
        }
        if let Some(day) = self.late_on {
            clauses.and(LATE, [Box::new(Day(day)) as Box<dyn ToSql>]);
        }
        if let Some(product) = self.product {
            clauses.and(
                "o.id IN (SELECT order_id FROM order_line WHERE product_id = ?)",
                [Box::new(product) as Box<dyn ToSql>],
            );
        }
        if self.scope != Scope::Everything {
            clauses.and(&scope::orders(&self.scope, Deed::OrderRead), []);
        }
        clauses
    }

    fn takes(&self, status: OrderStatus) -> bool {
        (!self.open || status.is_open()) && (self.statuses.is_empty() || self.statuses.contains(&status.name()))
    }

    /// Tells whether the query alone says which orders are taken.
    fn is_of_columns(&self) -> bool {
        !self.open && self.statuses.is_empty()
    }
}

fn status(row: &Row<'_>, order: &Order, first: usize) -> rusqlite::Result<(OrderStatus, i64)> {
    let loaded = Loaded {
        lines: row.get(first)?,
        wanted: row.get(first + 1)?,
        waiting: row.get(first + 2)?,
        shipments: row.get(first + 3)?,
        delivered: row.get(first + 4)?,
    };
    Ok((loaded.status(order.state, order.hold), loaded.lines))
}

impl Tx<'_> {
    /// Returns the orders a list takes, the latest first, and how many it would take without its limit.
    pub fn orders(&self, filter: &OrderFilter) -> Result<(Vec<OrderEntry>, usize), Error> {
        let Clauses { sql: conditions, bound } = filter.clauses();
        // By its index the latest are found without a look at the others; where all that fit have to be looked at, another
        // index finds those, and the plus keeps this one out.
        let (ordered, limit) = if filter.is_of_columns() {
            ("o.ordered_at", format!("LIMIT {}", filter.limit))
        } else {
            ("+o.ordered_at", String::new())
        };
        let sql = format!(
            "SELECT {COLUMNS}, a.code, a.name, {LOADED} FROM sales_order o CROSS JOIN account a ON a.id = o.account_id
             {conditions} ORDER BY {ordered} DESC, o.id DESC {limit}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(&bound))?;
        let (mut entries, mut total) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let order = read(row)?;
            let (status, lines) = status(row, &order, CELLS + 2)?;
            if !filter.takes(status) {
                continue;
            }
            total += 1;
            if entries.len() < filter.limit {
                let total = Totals::of(&order, &self.order_lines(order.id)?).map(|totals| totals.total);
                let (account, account_name) = (row.get(CELLS)?, row.get(CELLS + 1)?);
                entries.push(OrderEntry { order, account, account_name, status, lines, total });
            }
        }
        if filter.is_of_columns() && entries.len() == filter.limit {
            let sql = format!("SELECT count(*) FROM sales_order o {conditions}");
            let count: i64 =
                self.connection.prepare_cached(&sql)?.query_row(params_from_iter(&bound), |row| row.get(0))?;
            total = usize::try_from(count).unwrap_or(total);
        }
        Ok((entries, total))
    }

    /// Returns the order in sight that goes by a name: its number, its id, or the customer's number if that is on no other.
    pub fn need_shown_order(&self, scope: &Scope, name: &str) -> Result<Order, Error> {
        let sight = scope::orders(scope, Deed::OrderRead);
        let find = |condition: &str, value: &dyn ToSql| -> Result<Vec<Order>, Error> {
            let sql =
                format!("SELECT {COLUMNS} FROM sales_order o WHERE {condition} = ?1 AND {sight} ORDER BY o.id LIMIT 5");
            let mut statement = self.connection.prepare_cached(&sql)?;
            Ok(statement.query_map([value], read)?.collect::<Result<_, _>>()?)
        };
        let mut found = find("o.number", &name)?;
        if found.is_empty()
            && name.starts_with(['O', 'o'])
            && let Ok(id) = name.parse::<OrderId>()
        {
            found = find("o.id", &id)?;
        }
        if found.is_empty() {
            found = find("o.po_number", &name)?;
        }
        if found.len() > 1 {
            let numbers: Vec<&str> = found.iter().map(|order| order.number.as_str()).collect();
            return Err(Error::Rule(format!(
                "`{name}` is on several orders, name one of them: {}",
                numbers.join(", ")
            )));
        }
        let names = format!("SELECT number FROM sales_order o WHERE {sight}");
        found.pop().ok_or_else(|| self.unknown("order", name, &names))
    }

    /// Returns the numbers of an account's other orders with the same number of the customer's, but for those that were made
    /// of the same quote.
    pub fn po_twins(&self, order: &Order) -> Result<Vec<Number>, Error> {
        const SQL: &str = "SELECT number FROM sales_order WHERE po_number = ?1 AND account_id = ?2 AND id <> ?3
            AND (quote_id IS NULL OR quote_id IS NOT ?4) AND state <> 'cancelled' ORDER BY id LIMIT 5";
        let Some(po) = &order.po_number else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(SQL)?;
        let twins = statement.query_map(params![po, order.account, order.id, order.quote], |row| row.get(0))?;
        Ok(twins.collect::<Result<_, _>>()?)
    }

    /// Returns the account's tickets that are tied to an order, the latest first.
    pub fn order_tickets(&self, order: &Order, scope: &Scope) -> Result<Vec<OrderTicket>, Error> {
        let sql = format!(
            "SELECT t.id, t.subject, t.status FROM ticket t WHERE t.account_id = ?1 AND {} AND EXISTS
             (SELECT 1 FROM ticket_event e WHERE e.ticket_id = t.id AND e.link_kind = 'order'
               AND e.link_target = ?2 COLLATE NOCASE) ORDER BY t.id DESC",
            scope::tickets(scope)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let tickets = statement.query_map(params![order.account, order.number], |row| {
            Ok(OrderTicket { id: row.get(0)?, subject: row.get(1)?, status: row.get(2)? })
        })?;
        Ok(tickets.collect::<Result<_, _>>()?)
    }

    /// Returns how much of each of an order's products no one else is promised, where the desk knows of stock.
    pub fn available_for(&self, order: OrderId) -> Result<Vec<(ProductId, Quantity)>, Error> {
        const SQL: &str = "SELECT product_id, on_hand, allocated FROM stock WHERE product_id IN
            (SELECT product_id FROM order_line WHERE order_id = ?1) ORDER BY product_id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut sums: Vec<(ProductId, Quantity)> = Vec::new();
        let mut rows = statement.query([order])?;
        while let Some(row) = rows.next()? {
            let (product, on_hand, allocated): (ProductId, Quantity, Quantity) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let available = on_hand.minus(allocated);
            match sums.last_mut() {
                Some((last, sum)) if *last == product => *sum = sum.plus(available),
                _ => sums.push((product, available)),
            }
        }
        Ok(sums)
    }
}
