//! What accounts owe, from their documents; and what they may owe, through time.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, params};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, Mirror, held};
use crate::domain::account::Account;
use crate::domain::credit::{
    Agreement, Bill, Billed, Books, CreditChange, Leave, Means, Note, Ordered, OrderedLine, Override, Receipt, Setting,
};
use crate::domain::invoice::InvoiceKind;
use crate::domain::order::OrderState;
use crate::domain::{
    AccountId, Currency, Date, Instant, InvoiceId, Money, OrderId, OverrideId, Quantity, Rate, RepId, UnitPrice, Zone,
};
use crate::error::Error;

/// The account `?1` and all below it.
const BELOW: &str = "WITH RECURSIVE below (id) AS (VALUES (?1) UNION
    SELECT account.id FROM account JOIN below ON account.parent_id = below.id)";

/// Books by the currency they are in.
type ByCurrency = BTreeMap<&'static str, Books>;

fn of(books: &mut ByCurrency, currency: Currency) -> &mut Books {
    books.entry(currency.code()).or_insert_with(|| Books::empty(currency))
}

impl Tx<'_> {
    /// Returns the account that answers for what an account owes: the one at the root of its tree.
    pub fn payer_of(&self, account: &Account) -> Result<Account, Error> {
        match self.ancestors(account)?.last() {
            Some(root) => self.account_by_id(*root),
            None => Ok(account.clone()),
        }
    }

    /// Returns the documents of an account and of all below it, those of each currency apart.
    pub fn books(&self, root: AccountId) -> Result<Vec<Books>, Error> {
        let mut books = ByCurrency::new();
        self.read_invoices(root, &mut books)?;
        self.read_money(root, &mut books)?;
        self.read_orders(root, &mut books)?;
        Ok(books.into_values().collect())
    }

    fn read_invoices(&self, root: AccountId, books: &mut ByCurrency) -> Result<(), Error> {
        let parts = self.parts_below(root)?;
        let mut lines = self.billed_below(root)?;
        let sql = format!(
            "{BELOW} SELECT id, number, kind, order_id, corrects_id, currency, issued_at, due, total FROM invoice
             WHERE account_id IN (SELECT id FROM below) ORDER BY issued_at, id"
        );
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
                    let due =
                        row.get::<_, Option<Day>>(7)?.map_or_else(|| Zone::utc().local(issued_at).date(), |day| day.0);
                    let parts = divided(due, total, parts.get(&id));
                    let lines = lines.remove(&id).unwrap_or_default();
                    books.bills.push(Bill { id, number, order: row.get(3)?, issued_at, total, parts, lines });
                }
            }
        }
        Ok(())
    }

    fn parts_below(&self, root: AccountId) -> Result<HashMap<InvoiceId, Vec<(Date, i64)>>, Error> {
        let sql = format!(
            "{BELOW} SELECT n.invoice_id, n.due, n.amount FROM invoice i JOIN instalment n ON n.invoice_id = i.id
             WHERE i.account_id IN (SELECT id FROM below) ORDER BY n.due"
        );
        let mut parts: HashMap<_, Vec<_>> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            parts.entry(row.get(0)?).or_default().push((row.get::<_, Day>(1)?.0, row.get(2)?));
        }
        Ok(parts)
    }

    fn billed_below(&self, root: AccountId) -> Result<HashMap<InvoiceId, Vec<Billed>>, Error> {
        let sql = format!(
            "{BELOW} SELECT l.invoice_id, l.order_line_id, l.quantity, l.net
             FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
             WHERE i.account_id IN (SELECT id FROM below) AND l.order_line_id IS NOT NULL"
        );
        let mut lines: HashMap<_, Vec<_>> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let billed = Billed { line: row.get(1)?, quantity: row.get(2)?, net: row.get(3)? };
            lines.entry(row.get(0)?).or_default().push(billed);
        }
        Ok(lines)
    }

    fn read_money(&self, root: AccountId, books: &mut ByCurrency) -> Result<(), Error> {
        let payments = format!(
            "{BELOW} SELECT id, number, currency, amount, received_at FROM payment
             WHERE account_id IN (SELECT id FROM below) ORDER BY received_at, id"
        );
        let mut statement = self.connection.prepare_cached(&payments)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let (id, number, amount, received_at) = (row.get(0)?, row.get(1)?, row.get(3)?, row.get(4)?);
            of(books, row.get(2)?).receipts.push(Receipt { id, number, received_at, amount });
        }
        let settings = format!(
            "{BELOW} SELECT a.invoice_id, a.payment_id, a.credit_note_id, a.amount, a.at, i.currency
             FROM invoice i JOIN allocation a ON a.invoice_id = i.id
             WHERE i.account_id IN (SELECT id FROM below) ORDER BY a.id"
        );
        let mut statement = self.connection.prepare_cached(&settings)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let means = match row.get(1)? {
                Some(payment) => Means::Payment(payment),
                None => Means::Note(row.get(2)?),
            };
            let (bill, amount, at) = (row.get(0)?, row.get(3)?, row.get(4)?);
            of(books, row.get(5)?).settings.push(Setting { bill, means, amount, at });
        }
        Ok(())
    }

    fn read_orders(&self, root: AccountId, books: &mut ByCurrency) -> Result<(), Error> {
        let sql = format!(
            "{BELOW} SELECT id, number, currency, ordered_at, closed_at, subtotal, tax, freight, account_id FROM sales_order
             WHERE account_id IN (SELECT id FROM below) AND state <> '{}' ORDER BY ordered_at, id",
            OrderState::Draft
        );
        let mut lines = self.ordered_below(root)?;
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let (id, currency): (OrderId, Currency) = (row.get(0)?, row.get(2)?);
            let (lines, is_whole) = lines.remove(&id).unwrap_or((Vec::new(), true));
            let priced = |(quantity, price, discount, line)| {
                let price = UnitPrice { micros: price, currency };
                OrderedLine { id: line, quantity, price, discount }
            };
            let lines: Vec<OrderedLine> = lines.into_iter().map(priced).collect();
            let sum = UnitPrice::sum(lines.iter().map(|line| (line.price, line.quantity, line.discount)), currency);
            let sum = sum.map_or(i64::MAX, |money| money.minor);
            // What the master told counts for the order as it was placed.
            let told: Option<i64> = row.get(5)?;
            let extras = row.get::<_, i64>(6)?.saturating_add(row.get(7)?);
            of(books, currency).orders.push(Ordered {
                id,
                account: row.get(8)?,
                number: row.get(1)?,
                placed_at: row.get(3)?,
                closed_at: row.get(4)?,
                total: told.filter(|_| is_whole).unwrap_or(sum).saturating_add(extras),
                extras,
                lines,
            });
        }
        Ok(())
    }

    /// Returns the lines of each order, and whether nothing of them was cancelled.
    fn ordered_below(&self, root: AccountId) -> Result<HashMap<OrderId, (Vec<PricedLine>, bool)>, Error> {
        let sql = format!(
            "{BELOW} SELECT l.order_id, l.quantity - l.cancelled, l.unit_price, l.discount, l.id, l.cancelled
             FROM sales_order o JOIN order_line l ON l.order_id = o.id
             WHERE o.account_id IN (SELECT id FROM below) ORDER BY l.order_id, l.line"
        );
        let mut lines: HashMap<_, (Vec<_>, bool)> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([root])?;
        while let Some(row) = rows.next()? {
            let (of_order, is_whole) = lines.entry(row.get(0)?).or_insert_with(|| (Vec::new(), true));
            of_order.push((row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
            *is_whole &= row.get::<_, Quantity>(5)? == Quantity::ZERO;
        }
        Ok(lines)
    }

    /// Returns what an account may owe, through time.
    pub fn leave(&self, account: &Account) -> Result<Leave, Error> {
        const SQL: &str =
            "SELECT at, limit_before, hold_before FROM credit_change WHERE account_id = ?1 ORDER BY at, id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let changes = statement.query_map([account.id], |row| {
            Ok(Agreement { at: row.get(0)?, limit_before: row.get(1)?, hold_before: row.get(2)? })
        })?;
        Ok(Leave {
            limit: account.credit_limit,
            hold: account.credit_hold,
            changes: changes.collect::<Result<_, _>>()?,
            overrides: self.overrides(account.id)?,
        })
    }

    /// Tells whether a limit was ever agreed with an account, or an override allowed: figures of its currency.
    pub fn has_credit_history(&self, account: AccountId) -> Result<bool, Error> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM credit_change WHERE account_id = ?1
              AND (limit_before IS NOT NULL OR limit_after IS NOT NULL))
            OR EXISTS (SELECT 1 FROM credit_override WHERE account_id = ?1)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([account], |row| row.get(0))?)
    }

    /// Stores that what an account may owe has become another.
    pub fn add_credit_change(&self, change: &CreditChange) -> Result<(), Error> {
        self.add_mirrored(change).map(drop)
    }

    /// Returns every override there was for an account, the earliest first.
    pub fn overrides(&self, account: AccountId) -> Result<Vec<Override>, Error> {
        let sql = format!("{OVERRIDES} WHERE v.account_id = ?1 ORDER BY v.at, v.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([account], read_override)?.collect::<Result<_, _>>()?)
    }

    /// Returns an override and whose it is.
    pub fn find_override(&self, id: OverrideId) -> Result<Option<(AccountId, Override)>, Error> {
        let sql = format!("{OVERRIDES} WHERE v.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id], |row| Ok((row.get(8)?, read_override(row)?))).optional()?)
    }

    /// Returns an override and whose it is, or says that there is none of that id.
    pub fn need_override(&self, id: OverrideId) -> Result<(AccountId, Override), Error> {
        self.find_override(id)?.ok_or_else(|| Error::unknown("override", id))
    }

    /// Stores a new override.
    pub fn add_override(&self, account: AccountId, new: &Override, by: RepId) -> Result<OverrideId, Error> {
        const SQL: &str = "INSERT INTO credit_override (account_id, amount, lifts_hold, reason, rep_id, at, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
        let bound = params![account, new.amount, new.lifts_hold, new.reason, by, new.at, new.expires_at];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?)
    }

    /// Stores that an override holds no more.
    pub fn revoke_override(&self, id: OverrideId, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE credit_override SET revoked_at = ?2 WHERE id = ?1";
        self.seen("credit_override", id.number())?;
        self.connection.prepare_cached(SQL)?.execute(params![id, at])?;
        Ok(())
    }

    /// Returns what is contested of the open invoices of an account and those below it, by disputes not decided yet.
    pub fn contested(&self, root: AccountId, currency: Currency) -> Result<Money, Error> {
        let sql = format!(
            "{BELOW} SELECT coalesce(sum(d.amount), 0) FROM invoice i JOIN dispute d ON d.invoice_id = i.id
             WHERE i.account_id IN (SELECT id FROM below) AND i.currency = ?2 AND d.decided_at IS NULL"
        );
        let minor = self.connection.prepare_cached(&sql)?.query_row(params![root, currency], |row| row.get(0))?;
        Ok(Money { minor, currency })
    }

    /// Returns when rows of some kinds were imported last.
    pub fn imported_at(&self, kinds: &[&str]) -> Result<Option<Instant>, Error> {
        let kinds = format!("'{}'", kinds.join("', '"));
        let sql = format!("SELECT max(at) FROM batch WHERE undone_at IS NULL AND kind IN ({kinds})");
        Ok(self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }
}

impl Mirror for CreditChange {
    const TABLE: &'static str = "credit_change";
    const KEY: &'static [&'static str] = &["account_id", "at"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("account_id", held(&self.account)),
            ("at", held(&self.at)),
            ("limit_before", held(&self.limit_before)),
            ("limit_after", held(&self.limit_after)),
            ("hold_before", held(&self.hold_before)),
            ("hold_after", held(&self.hold_after)),
            ("reason", held(&self.reason)),
        ]
    }
}

/// An override with whose it is and who allowed it, as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OverrideOf {
    pub account: AccountId,
    pub rep: RepId,
    pub allowed: Override,
}

impl Mirror for OverrideOf {
    const TABLE: &'static str = "credit_override";
    const KEY: &'static [&'static str] = &["id"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let Override { id, amount, lifts_hold, reason, at, expires_at, revoked_at, .. } = &self.allowed;
        vec![
            ("id", held(id)),
            ("account_id", held(&self.account)),
            ("amount", held(amount)),
            ("lifts_hold", held(lifts_hold)),
            ("reason", held(reason)),
            ("rep_id", held(&self.rep)),
            ("at", held(at)),
            ("expires_at", held(expires_at)),
            ("revoked_at", held(revoked_at)),
        ]
    }
}

/// A line of an order before its currency is known: quantity, price, discount, row.
type PricedLine = (Quantity, i64, Rate, crate::domain::OrderLineId);

const OVERRIDES: &str = "SELECT v.id, v.amount, v.lifts_hold, v.reason, rep.handle, v.at, v.expires_at, v.revoked_at,
    v.account_id FROM credit_override v JOIN rep ON rep.id = v.rep_id";

fn read_override(row: &Row<'_>) -> rusqlite::Result<Override> {
    Ok(Override {
        id: row.get(0)?,
        amount: row.get(1)?,
        lifts_hold: row.get(2)?,
        reason: row.get(3)?,
        by: row.get(4)?,
        at: row.get(5)?,
        expires_at: row.get(6)?,
        revoked_at: row.get(7)?,
    })
}

/// Returns the parts in which an amount is to be paid; what they leave of it is due on its own day.
fn divided(due: Date, total: i64, parts: Option<&Vec<(Date, i64)>>) -> Vec<(Date, i64)> {
    let mut parts = parts.cloned().unwrap_or_default();
    let rest = total - parts.iter().map(|(_, amount)| amount).sum::<i64>();
    if rest != 0 || parts.is_empty() {
        parts.push((due, rest));
    }
    parts
}
