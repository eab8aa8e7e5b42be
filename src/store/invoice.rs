//! Invoices, their lines, and the parts in which they are to be paid.

use rusqlite::{OptionalExtension, Row, params};

use super::convert::Day;
use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use super::{Tx, scope};
use crate::domain::access::Deed;
use crate::domain::invoice::{Instalment, Invoice, InvoiceKind, InvoiceLine};
use crate::domain::scope::Scope;
use crate::domain::{
    AccountId, Code, Currency, Date, InvoiceId, InvoiceLineId, Money, Number, OrderId, UnitPrice, Zone,
};
use crate::error::Error;

pub(super) const COLUMNS: &str =
    "i.id, i.number, i.kind, i.account_id, i.order_id, i.corrects_id, i.currency, i.issued_at,
    i.due, i.net, i.tax";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Invoice> {
    let currency: Currency = row.get(6)?;
    let money = |column| Ok::<_, rusqlite::Error>(Money { minor: row.get(column)?, currency });
    Ok(Invoice {
        id: row.get(0)?,
        number: row.get(1)?,
        kind: row.get(2)?,
        account: row.get(3)?,
        order: row.get(4)?,
        corrects: row.get(5)?,
        issued_at: row.get(7)?,
        due: row.get::<_, Option<Day>>(8)?.map(|day| day.0),
        net: money(9)?,
        tax: money(10)?,
    })
}

impl Mirror for Invoice {
    const TABLE: &'static str = "invoice";
    const KEY: &'static [&'static str] = &["number"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("number", held(&self.number)),
            ("kind", held(&self.kind)),
            ("account_id", held(&self.account)),
            ("order_id", held(&self.order)),
            ("corrects_id", held(&self.corrects)),
            ("currency", held(&self.net.currency)),
            ("issued_at", held(&self.issued_at)),
            ("due", held(&self.due.map(Day))),
            ("net", held(&self.net.minor)),
            ("tax", held(&self.tax.minor)),
            ("total", held(&self.total().minor)),
        ]
    }
}

impl KeyedMirror for Invoice {
    const KEYED: Keyed = Keyed::Invoice;
}

impl Mirror for InvoiceLine {
    const TABLE: &'static str = "invoice_line";
    const KEY: &'static [&'static str] = &["invoice_id", "line"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("invoice_id", held(&self.invoice)),
            ("line", held(&self.line)),
            ("order_line_id", held(&self.order_line)),
            ("corrects_id", held(&self.corrects)),
            ("product_id", held(&self.product)),
            ("description", held(&self.description)),
            ("quantity", held(&self.quantity)),
            ("unit_price", held(&self.unit_price.micros)),
            ("net", held(&self.net)),
        ]
    }
}

impl Mirror for Instalment {
    const TABLE: &'static str = "instalment";
    const KEY: &'static [&'static str] = &["invoice_id", "due"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![("invoice_id", held(&self.invoice)), ("due", held(&Day(self.due))), ("amount", held(&self.amount))]
    }
}

/// What was set against an invoice `i`: by name, and by credit notes that take it back and were set against nothing else.
const NOTED: &str = "coalesce((SELECT sum(n.total) FROM invoice n WHERE n.corrects_id = i.id
    AND NOT EXISTS (SELECT 1 FROM allocation x WHERE x.credit_note_id = n.id)), 0)";
const NAMED: &str = "coalesce((SELECT sum(amount) FROM allocation WHERE invoice_id = i.id), 0)";
const CREDITED: &str =
    "coalesce((SELECT sum(amount) FROM allocation WHERE invoice_id = i.id AND credit_note_id IS NOT NULL), 0)";
/// What of a credit note `i` was set against invoices.
const USED: &str = "coalesce((SELECT sum(amount) FROM allocation WHERE credit_note_id = i.id),
    CASE WHEN i.corrects_id IS NULL THEN 0 ELSE i.total END)";

/// An invoice as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct InvoiceEntry {
    pub invoice: Invoice,
    pub account: Code,
    pub order: Option<Number>,
    pub corrects: Option<Number>,
    /// What is left to pay of an invoice, or to be used of a credit note.
    pub open: Money,
    /// What credit notes took back.
    pub credited: Money,
    /// Since which day something of it is late: the day after it was due.
    pub late_since: Option<Date>,
}

/// Which invoices a list takes.
#[derive(Debug, Clone, Default)]
pub struct InvoiceFilter {
    /// Only this account's, or also those of the accounts below it.
    pub account: Option<(AccountId, bool)>,
    /// Only this order's.
    pub order: Option<OrderId>,
    /// Only what is not paid.
    pub open: bool,
    /// Only what was due before this day and is not paid.
    pub late_on: Option<Date>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Only what is in sight.
    pub scope: Scope,
}

impl Tx<'_> {
    /// Returns the invoices a list takes, the latest first, as they stand on a day; and how many there are.
    pub fn invoices(&self, filter: &InvoiceFilter, today: Date) -> Result<(Vec<InvoiceEntry>, usize), Error> {
        let sql = entries_sql(filter);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = params![filter.account.map(|(id, _)| id), filter.order];
        let mut rows = statement.query(bound)?;
        let (mut entries, mut count) = (Vec::new(), 0);
        let most = filter.limit.map_or(usize::MAX, |limit| limit as usize);
        while let Some(row) = rows.next()? {
            // What was paid of the parts is not for the engine to tell; where it need not be told, rows are only counted.
            if entries.len() >= most && filter.late_on.is_none() {
                count += 1;
                continue;
            }
            let entry = self.entry(row, filter.late_on.unwrap_or(today))?;
            if filter.late_on.is_none() || entry.late_since.is_some() {
                count += 1;
                if entries.len() < most {
                    entries.push(entry);
                }
            }
        }
        Ok((entries, count))
    }

    /// Returns an invoice as lists show it, as it stands on a day; one out of sight is as one that there is not.
    pub fn need_invoice_entry(&self, scope: &Scope, number: &str, today: Date) -> Result<InvoiceEntry, Error> {
        let sql = format!(
            "{} WHERE i.number = ?1 AND {}",
            entry_columns(),
            scope::accounts(scope, Deed::InvoiceRead, "i.account_id")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([number])?;
        match rows.next()? {
            Some(row) => self.entry(row, today),
            None if *scope == Scope::Everything => Err(self.unknown("invoice", number, "SELECT number FROM invoice")),
            None => Err(Error::unknown("invoice", number)),
        }
    }

    /// Returns the invoice of a number as lists show it.
    pub fn invoice_entry(&self, number: &str, today: Date) -> Result<Option<InvoiceEntry>, Error> {
        match self.need_invoice_entry(&Scope::Everything, number, today) {
            Ok(entry) => Ok(Some(entry)),
            Err(Error::Unknown { .. }) => Ok(None),
            Err(why) => Err(why),
        }
    }

    fn entry(&self, row: &Row<'_>, today: Date) -> Result<InvoiceEntry, Error> {
        let invoice = read(row)?;
        let money = |minor| Money { minor, currency: invoice.net.currency };
        let (set, credited): (i64, i64) = (row.get(14)?, row.get(15)?);
        let open = (invoice.total().minor - set).max(0);
        let due = invoice.due.unwrap_or_else(|| Zone::utc().local(invoice.issued_at).date());
        let late_since = match invoice.kind {
            InvoiceKind::Invoice if open > 0 => self.first_unpaid(&invoice, due, set)?.filter(|due| *due < today),
            InvoiceKind::Invoice | InvoiceKind::CreditNote => None,
        };
        Ok(InvoiceEntry {
            account: row.get(11)?,
            order: row.get(12)?,
            corrects: row.get(13)?,
            open: money(open),
            credited: money(credited),
            late_since: late_since.and_then(|due| due.tomorrow().ok()),
            invoice,
        })
    }

    /// Returns the day on which the earliest part that is not paid was due.
    fn first_unpaid(&self, invoice: &Invoice, due: Date, set: i64) -> Result<Option<Date>, Error> {
        let parts = self.instalments(invoice.id)?;
        let divided = parts.iter().map(|part| part.amount).sum::<i64>();
        let mut all: Vec<(Date, i64)> = parts.into_iter().map(|part| (part.due, part.amount)).collect();
        all.push((due, invoice.total().minor - divided));
        all.sort_by_key(|(due, _)| *due);
        let mut paid = set;
        Ok(all.into_iter().find_map(|(due, amount)| {
            paid -= amount;
            (paid < 0).then_some(due)
        }))
    }

    /// Returns the invoice or credit note of that number, in any case.
    pub fn invoice(&self, number: &str) -> Result<Option<Invoice>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM invoice i WHERE i.number = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?)
    }

    /// Returns the invoice of that number, or says that there is none and which is near.
    pub fn need_invoice(&self, number: &str) -> Result<Invoice, Error> {
        self.invoice(number)?.ok_or_else(|| self.unknown("invoice", number, "SELECT number FROM invoice"))
    }

    /// Returns the invoice of that row.
    pub fn invoice_by_id(&self, id: InvoiceId) -> Result<Invoice, Error> {
        let sql = format!("SELECT {COLUMNS} FROM invoice i WHERE i.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read)?)
    }

    /// Returns the lines of an invoice, in order.
    pub fn invoice_lines(&self, invoice: &Invoice) -> Result<Vec<InvoiceLine>, Error> {
        const SQL: &str =
            "SELECT id, line, order_line_id, corrects_id, product_id, description, quantity, unit_price, net
            FROM invoice_line WHERE invoice_id = ?1 ORDER BY line";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let lines = statement.query_map([invoice.id], |row| {
            Ok(InvoiceLine {
                id: row.get(0)?,
                invoice: invoice.id,
                line: row.get(1)?,
                order_line: row.get(2)?,
                corrects: row.get(3)?,
                product: row.get(4)?,
                description: row.get(5)?,
                quantity: row.get(6)?,
                unit_price: UnitPrice { micros: row.get(7)?, currency: invoice.net.currency },
                net: row.get(8)?,
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Returns the row of a line of an invoice.
    pub fn invoice_line(&self, invoice: InvoiceId, line: u32) -> Result<Option<InvoiceLineId>, Error> {
        const SQL: &str = "SELECT id FROM invoice_line WHERE invoice_id = ?1 AND line = ?2";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![invoice, line], |row| row.get(0)).optional()?)
    }

    /// Returns what of a line credit notes took back, other than the line of one: minor units.
    pub fn credited_of_line(&self, line: InvoiceLineId, other_than: Option<InvoiceLineId>) -> Result<i64, Error> {
        const SQL: &str = "SELECT coalesce(sum(net), 0) FROM invoice_line WHERE corrects_id = ?1 AND id IS NOT ?2";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![line, other_than], |row| row.get(0))?)
    }

    /// Returns the parts in which an invoice is to be paid, by day.
    pub fn instalments(&self, invoice: InvoiceId) -> Result<Vec<Instalment>, Error> {
        const SQL: &str = "SELECT due, amount FROM instalment WHERE invoice_id = ?1 ORDER BY due";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let parts = statement.query_map([invoice], |row| {
            Ok(Instalment { invoice, due: row.get::<_, Day>(0)?.0, amount: row.get(1)? })
        })?;
        Ok(parts.collect::<Result<_, _>>()?)
    }
}

fn entry_columns() -> String {
    let kind = InvoiceKind::Invoice;
    format!(
        "SELECT {COLUMNS}, a.code, o.number, c.number,
            CASE WHEN i.kind = '{kind}' THEN {NAMED} + {NOTED} ELSE {USED} END, {CREDITED} + {NOTED}
         FROM invoice i JOIN account a ON a.id = i.account_id LEFT JOIN sales_order o ON o.id = i.order_id
         LEFT JOIN invoice c ON c.id = i.corrects_id"
    )
}

fn entries_sql(filter: &InvoiceFilter) -> String {
    let account = scope::of_account(filter.account, "i.account_id", "?1");
    let kind = InvoiceKind::Invoice;
    let open = if filter.open || filter.late_on.is_some() {
        format!("i.kind = '{kind}' AND i.total > {NAMED} + {NOTED}")
    } else {
        "TRUE".to_owned()
    };
    let order = if filter.order.is_some() { "i.order_id = ?2" } else { "?2 IS NULL" };
    let shown = scope::accounts(&filter.scope, Deed::InvoiceRead, "i.account_id");
    format!(
        "{} WHERE {account} AND {order} AND {open} AND {shown} ORDER BY i.issued_at DESC, i.id DESC",
        entry_columns()
    )
}
