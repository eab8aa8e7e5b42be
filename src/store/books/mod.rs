//! What accounts owe, from their documents.

mod all;
mod claims;
mod settled;
#[cfg(test)]
mod tests;

pub(super) use all::Known;
pub use all::Owed;

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{OptionalExtension, Params, Row, params};

use self::settled::{invoiced, settled, settled_totals};
use super::convert::Day;
use super::{Tx, scope};
use crate::domain::credit::{Bill, Billed, Books, Means, Note, Ordered, OrderedLine, Receipt, Setting};
use crate::domain::invoice::InvoiceKind;
use crate::domain::order::OrderState;
use crate::domain::{
    AccountId, Currency, Date, Instant, InvoiceId, Money, OrderId, OrderLineId, Quantity, Rate, UnitPrice, Zone,
};
use crate::error::Error;

/// Books by the currency they are in.
type ByCurrency = BTreeMap<&'static str, Books>;

fn of(books: &mut ByCurrency, currency: Currency) -> &mut Books {
    books.entry(currency.code()).or_insert_with(|| Books::empty(currency))
}

/// The columns of an invoice or credit note.
const INVOICE: &str = "SELECT id, number, kind, order_id, corrects_id, currency, issued_at, due, total FROM invoice";
/// The columns of an order.
const ORDER: &str =
    "SELECT id, number, currency, ordered_at, closed_at, subtotal, tax, freight, account_id FROM sales_order";
/// The columns of a line of an order, once for every line of an invoice that asks for something of it.
const LINE: &str =
    "l.id, l.quantity - l.cancelled, l.unit_price, l.discount, l.cancelled, v.invoice_id, v.quantity, v.net";

impl Tx<'_> {
    /// Returns the documents of an account and of all below it, those of each currency apart: what a position is made of
    /// at `from` or later. What came to its end before is left out of them, or told as a sum; from [`Instant::MIN`] on they
    /// hold all there is.
    pub fn books(&self, root: AccountId, from: Instant) -> Result<Vec<Books>, Error> {
        let mut books = ByCurrency::new();
        let mut billed = self.read_orders(root, from, &mut books)?;
        let asking = self.read_settled(root, from, &billed, &mut books)?;
        self.read_invoices(root, from, &asking, &mut billed, &mut books)?;
        self.read_payments(root, &mut books)?;
        for books in books.values_mut() {
            self.read_settings(books)?;
            self.read_named(root, books)?;
            self.read_parts(books, from)?;
        }
        Ok(books.into_values().collect())
    }

    /// Returns what an order that was placed comes to.
    pub fn order_total(&self, order: OrderId) -> Result<Option<Money>, Error> {
        let sql = format!("{ORDER} WHERE id = ?1 AND state <> '{}'", OrderState::Draft);
        let lines = self.lines_of(order)?;
        let total = |row: &Row<'_>| {
            let order = ordered(row, lines.iter())?;
            Ok(Money { minor: order.total, currency: row.get(2)? })
        };
        Ok(self.connection.prepare_cached(&sql)?.query_row([order], total).optional()?)
    }

    /// Returns when an account placed orders in a currency since an instant, and what each comes to: minor units.
    pub fn ordered_since(
        &self,
        account: AccountId,
        currency: Currency,
        since: Instant,
    ) -> Result<Vec<(Instant, i64)>, Error> {
        const UNCHANGED: &str = "account_id = ?1 AND placed_at >= ?2 AND currency = ?3
            AND order_id NOT IN (SELECT order_id FROM order_changed)";
        let known = format!("SELECT placed_at, total FROM order_invoiced WHERE {UNCHANGED}");
        let others = format!(
            "{ORDER} WHERE account_id = ?1 AND ordered_at >= ?2 AND currency = ?3 AND state <> '{}'
               AND id NOT IN (SELECT order_id FROM order_invoiced WHERE {UNCHANGED})",
            OrderState::Draft
        );
        let bound = params![account, since, currency];
        let (mut known, mut others) =
            (self.connection.prepare_cached(&known)?, self.connection.prepare_cached(&others)?);
        let known = known.query_map(bound, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut orders = known.collect::<Result<Vec<_>, _>>()?;
        let mut rows = others.query(bound)?;
        while let Some(row) = rows.next()? {
            let order = ordered(row, self.lines_of(row.get(0)?)?.iter())?;
            orders.push((order.placed_at, order.total));
        }
        Ok(orders)
    }

    /// Reads orders of which something may come, and returns what each invoice asks for lines of those.
    fn read_orders(
        &self,
        root: AccountId,
        from: Instant,
        books: &mut ByCurrency,
    ) -> Result<HashMap<InvoiceId, Vec<Billed>>, Error> {
        let theirs = scope::at_or_below("account_id", "?1");
        let sql = format!(
            "{ORDER} WHERE {theirs} AND (closed_at IS NULL OR closed_at > ?2) AND id NOT IN ({}) AND state <> '{}'",
            invoiced(&theirs, "?2"),
            OrderState::Draft
        );
        let mut billed: HashMap<_, Vec<_>> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![root, from])?;
        while let Some(row) = rows.next()? {
            let lines = self.lines_of(row.get(0)?)?;
            for (invoice, asked) in lines.iter().filter_map(|line| line.billed) {
                billed.entry(invoice).or_default().push(asked);
            }
            of(books, row.get(2)?).orders.push(ordered(row, lines.iter())?);
        }
        for books in books.values_mut() {
            books.orders.sort_unstable_by_key(|order| (order.placed_at, order.id));
        }
        Ok(billed)
    }

    fn lines_of(&self, order: OrderId) -> Result<Vec<PricedLine>, Error> {
        let sql = format!(
            "SELECT {LINE} FROM order_line l LEFT JOIN invoice_line v ON v.order_line_id = l.id
             WHERE l.order_id = ?1 ORDER BY l.line"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([order], priced)?.collect::<Result<_, _>>()?)
    }

    /// Tells what settled invoices came to, and returns those that ask for something of an order nevertheless.
    fn read_settled(
        &self,
        root: AccountId,
        from: Instant,
        billed: &HashMap<InvoiceId, Vec<Billed>>,
        books: &mut ByCurrency,
    ) -> Result<HashSet<InvoiceId>, Error> {
        const WHOLE: &str = "SELECT id FROM invoice WHERE order_id = ?1";
        let mut asking: HashSet<InvoiceId> = billed.keys().copied().collect();
        let mut whole = self.connection.prepare_cached(WHOLE)?;
        for order in books.values().flat_map(|books| &books.orders) {
            for id in whole.query_map([order.id], |row| row.get(0))? {
                asking.insert(id?);
            }
        }
        let mut statement =
            self.connection.prepare_cached(&settled_totals(&scope::at_or_below("account_id", "?1"), "?2"))?;
        let mut rows = statement.query(params![root, from])?;
        let mut left = HashSet::new();
        while let Some(row) = rows.next()? {
            let id: InvoiceId = row.get(0)?;
            if asking.contains(&id) {
                left.insert(id);
            } else {
                of(books, row.get(2)?).settled.push(row.get(3)?);
            }
        }
        Ok(left)
    }

    /// Reads invoices of which something is open, those that ask for something of an order, and credit notes.
    fn read_invoices(
        &self,
        root: AccountId,
        from: Instant,
        asking: &HashSet<InvoiceId>,
        billed: &mut HashMap<InvoiceId, Vec<Billed>>,
        books: &mut ByCurrency,
    ) -> Result<(), Error> {
        let theirs = scope::at_or_below("account_id", "?1");
        let open = format!("{INVOICE} WHERE {theirs} AND id NOT IN ({})", settled(&theirs, "?2"));
        self.read_bills(&open, params![root, from], billed, books)?;
        let one = format!("{INVOICE} WHERE id = ?1");
        asking.iter().try_for_each(|id| self.read_bills(&one, params![id], billed, books))?;
        for books in books.values_mut() {
            books.bills.sort_unstable_by_key(|bill| (bill.issued_at, bill.id));
            books.notes.sort_unstable_by_key(|note| (note.issued_at, note.id));
        }
        Ok(())
    }

    fn read_bills(
        &self,
        sql: &str,
        bound: impl Params,
        billed: &mut HashMap<InvoiceId, Vec<Billed>>,
        books: &mut ByCurrency,
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(bound)?;
        while let Some(row) = rows.next()? {
            let (id, number): (InvoiceId, _) = (row.get(0)?, row.get(1)?);
            let (issued_at, total): (Instant, i64) = (row.get(6)?, row.get(8)?);
            let books = of(books, row.get(5)?);
            match row.get(2)? {
                InvoiceKind::CreditNote => {
                    books.notes.push(Note { id, number, corrects: row.get(4)?, issued_at, total });
                }
                InvoiceKind::Invoice => {
                    let due = due(row, 7, 6)?;
                    let (parts, lines) = (vec![(due, total)], billed.remove(&id).unwrap_or_default());
                    books.bills.push(Bill { id, number, order: row.get(3)?, issued_at, total, parts, lines });
                }
            }
        }
        Ok(())
    }

    fn read_payments(&self, root: AccountId, books: &mut ByCurrency) -> Result<(), Error> {
        let sql = format!(
            "SELECT id, number, currency, amount, received_at FROM payment WHERE {}",
            scope::at_or_below("account_id", "?1")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let (id, number, amount, received_at) = (row.get(0)?, row.get(1)?, row.get(3)?, row.get(4)?);
            of(books, row.get(2)?).receipts.push(Receipt { id, number, received_at, amount });
        }
        for books in books.values_mut() {
            books.receipts.sort_unstable_by_key(|it| (it.received_at, it.id));
        }
        Ok(())
    }

    fn read_settings(&self, books: &mut Books) -> Result<(), Error> {
        const SQL: &str = "SELECT payment_id, credit_note_id, amount, at FROM allocation WHERE invoice_id = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        for bill in &books.bills {
            let mut rows = statement.query([bill.id])?;
            while let Some(row) = rows.next()? {
                let means = match row.get(0)? {
                    Some(payment) => Means::Payment(payment),
                    None => Means::Note(row.get(1)?),
                };
                books.settings.push(Setting { bill: bill.id, means, amount: row.get(2)?, at: row.get(3)? });
            }
        }
        Ok(())
    }

    /// Reads what of credit notes was set against settled invoices: it is not set against those that they take back.
    fn read_named(&self, root: AccountId, books: &mut Books) -> Result<(), Error> {
        let sql = format!(
            "SELECT a.invoice_id, a.amount, a.at FROM allocation a JOIN invoice b ON b.id = a.invoice_id
             WHERE a.credit_note_id = ?2 AND b.kind = '{}' AND b.currency = ?3 AND {}",
            InvoiceKind::Invoice,
            scope::at_or_below("b.account_id", "?1")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let held: HashSet<InvoiceId> = books.bills.iter().map(|bill| bill.id).collect();
        for note in books.notes.iter().filter(|note| note.corrects.is_some()) {
            let mut rows = statement.query(params![root, note.id, books.currency])?;
            while let Some(row) = rows.next()? {
                let (bill, means) = (row.get(0)?, Means::Note(note.id));
                if !held.contains(&bill) {
                    books.settings.push(Setting { bill, means, amount: row.get(1)?, at: row.get(2)? });
                }
            }
        }
        Ok(())
    }

    /// Reads in which parts invoices are to be paid that are open then: of the others nothing is due.
    fn read_parts(&self, books: &mut Books, at: Instant) -> Result<(), Error> {
        const SQL: &str = "SELECT due, amount FROM instalment WHERE invoice_id = ?1 ORDER BY due";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let open = books.open(at);
        for (bill, _) in books.bills.iter_mut().zip(open).filter(|(_, open)| open.minor != 0) {
            let parts = statement.query_map(params![bill.id], |row| Ok((row.get::<_, Day>(0)?.0, row.get(1)?)))?;
            let due = bill.parts.first().map(|(due, _)| *due);
            let parts = parts.collect::<Result<_, _>>()?;
            bill.parts = due.map_or_else(Vec::new, |due| divided(due, bill.total, parts));
        }
        Ok(())
    }
}

/// Returns the last day to pay an invoice, of its column and that of when it was issued.
fn due(row: &Row<'_>, due: usize, issued_at: usize) -> rusqlite::Result<Date> {
    let at_once = || row.get(issued_at).map(|at| Zone::utc().local(at).date());
    row.get::<_, Option<Day>>(due)?.map_or_else(at_once, |day| Ok(day.0))
}

/// Returns the parts in which an amount is to be paid; what they leave of it is due on its own day.
fn divided(due: Date, total: i64, mut parts: Vec<(Date, i64)>) -> Vec<(Date, i64)> {
    let rest = total - parts.iter().map(|(_, amount)| amount).sum::<i64>();
    if rest != 0 || parts.is_empty() {
        parts.push((due, rest));
    }
    parts
}

/// A line of an order before its currency is known, with what one line of an invoice asks for it.
#[derive(Debug, Clone, Copy)]
struct PricedLine {
    id: OrderLineId,
    quantity: Quantity,
    micros: i64,
    discount: Rate,
    cancelled: Quantity,
    billed: Option<(InvoiceId, Billed)>,
}

fn priced(row: &Row<'_>) -> rusqlite::Result<PricedLine> {
    let line = row.get(0)?;
    let billed = match row.get(5)? {
        Some(invoice) => Some((invoice, Billed { line, quantity: row.get(6)?, net: row.get(7)? })),
        None => None,
    };
    Ok(PricedLine {
        id: line,
        quantity: row.get(1)?,
        micros: row.get(2)?,
        discount: row.get(3)?,
        cancelled: row.get(4)?,
        billed,
    })
}

/// Makes an order of its row and its lines, those of one line behind each other.
fn ordered<'l>(row: &Row<'_>, priced: impl Iterator<Item = &'l PricedLine>) -> rusqlite::Result<Ordered> {
    let currency = row.get(2)?;
    let (mut lines, mut is_whole) = (Vec::<OrderedLine>::new(), true);
    for line in priced {
        if lines.last().is_none_or(|last| last.id != line.id) {
            let price = UnitPrice { micros: line.micros, currency };
            lines.push(OrderedLine { id: line.id, quantity: line.quantity, price, discount: line.discount });
            is_whole &= line.cancelled == Quantity::ZERO;
        }
    }
    let sum = UnitPrice::sum(lines.iter().map(|line| (line.price, line.quantity, line.discount)), currency);
    let sum = sum.map_or(i64::MAX, |money| money.minor);
    // What the master told counts for the order as it was placed.
    let told: Option<i64> = row.get(5)?;
    let extras = row.get::<_, i64>(6)?.saturating_add(row.get(7)?);
    Ok(Ordered {
        id: row.get(0)?,
        account: row.get(8)?,
        number: row.get(1)?,
        placed_at: row.get(3)?,
        closed_at: row.get(4)?,
        total: told.filter(|_| is_whole).unwrap_or(sum).saturating_add(extras),
        extras,
        lines,
    })
}
