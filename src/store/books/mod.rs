//! What accounts owe, from their documents.

mod all;
#[cfg(test)]
mod tests;

pub use all::Owed;

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, params};

use super::convert::Day;
use super::{Tx, scope};
use crate::domain::credit::{Bill, Billed, Books, Means, Note, Ordered, OrderedLine, Receipt, Setting};
use crate::domain::invoice::InvoiceKind;
use crate::domain::order::OrderState;
use crate::domain::{
    AccountId, Currency, Date, Instant, InvoiceId, Money, OrderId, OrderLineId, Quantity, Rate, UnitPrice, Zone,
};
use crate::error::Error;

/// Which orders books are to hold; of all other documents they hold every one, since each may be set against another.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Those of which something may still come after this.
    pub at: Instant,
    /// And those placed since then.
    pub since: Instant,
}

impl Span {
    /// Every order there is.
    pub const ALL: Self = Self { at: Instant::MIN, since: Instant::MIN };

    /// Takes what a position at an instant is made of.
    pub const fn position(at: Instant) -> Self {
        Self { at, since: Instant::MAX }
    }

    fn takes(self, placed_at: Instant, closed_at: Option<Instant>) -> bool {
        closed_at.is_none_or(|closed| closed > self.at) || placed_at >= self.since
    }
}

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
    /// Returns the documents of an account and of all below it, those of each currency apart.
    pub fn books(&self, root: AccountId, span: Span) -> Result<Vec<Books>, Error> {
        let mut books = ByCurrency::new();
        let mut billed = self.read_orders(root, span, &mut books)?;
        self.read_invoices(root, &mut billed, &mut books)?;
        self.read_payments(root, &mut books)?;
        for books in books.values_mut() {
            self.read_settings(books)?;
            self.read_parts(books, span.at)?;
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

    /// Reads orders, and returns what each invoice asks for lines of those.
    fn read_orders(
        &self,
        root: AccountId,
        span: Span,
        books: &mut ByCurrency,
    ) -> Result<HashMap<InvoiceId, Vec<Billed>>, Error> {
        let sql =
            format!("{ORDER} WHERE {} AND state <> '{}'", scope::at_or_below("account_id", "?1"), OrderState::Draft);
        let mut billed: HashMap<_, Vec<_>> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let books = of(books, row.get(2)?);
            if span.takes(row.get(3)?, row.get(4)?) {
                let lines = self.lines_of(row.get(0)?)?;
                for (invoice, asked) in lines.iter().filter_map(|line| line.billed) {
                    billed.entry(invoice).or_default().push(asked);
                }
                books.orders.push(ordered(row, lines.iter())?);
            }
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

    fn read_invoices(
        &self,
        root: AccountId,
        billed: &mut HashMap<InvoiceId, Vec<Billed>>,
        books: &mut ByCurrency,
    ) -> Result<(), Error> {
        let sql = format!("{INVOICE} WHERE {}", scope::at_or_below("account_id", "?1"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
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
        for books in books.values_mut() {
            books.bills.sort_unstable_by_key(|bill| (bill.issued_at, bill.id));
            books.notes.sort_unstable_by_key(|note| (note.issued_at, note.id));
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
