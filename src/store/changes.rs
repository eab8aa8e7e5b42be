//! How a use case's changes are seen: the audit log is told of every row that is made, changed or taken away.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::Action;
use rusqlite::{Connection, OptionalExtension, ToSql};
use serde_json::{Map, Value};

use super::Tx;
use crate::domain::audit::{Entry, Object};
use crate::error::Error;

/// A table whose changes are told.
#[derive(Debug)]
struct Audited {
    table: &'static str,
    /// What its rows belong to.
    noun: &'static str,
    /// What people call that, of a row `r`.
    name: &'static str,
    /// Columns with text that may have to be erased.
    erasable: &'static [&'static str],
    /// Columns that are derived, and not told.
    derived: &'static [&'static str],
}

const fn audited(table: &'static str, noun: &'static str, name: &'static str) -> Audited {
    Audited { table, noun, name, erasable: &[], derived: &["digest"] }
}

/// The tables whose changes are told. The others are made from these, or are logs themselves.
const AUDITED: [Audited; 49] = [
    audited("team", "team", "r.name"),
    audited("rep", "rep", "r.handle"),
    audited("queue", "queue", "r.address"),
    audited("account", "account", "r.code"),
    Audited { erasable: &["name", "email", "phone", "department"], ..audited("contact", "contact", "'P' || r.id") },
    audited("account_rep", "account", "(SELECT code FROM account WHERE id = r.account_id)"),
    audited("sla_version", "policy", "r.number"),
    audited("contract", "contract", "r.number"),
    Audited {
        erasable: &["subject"],
        derived: &["due_at", "due_metric", "risk_at", "check_at", "digest"],
        ..audited("ticket", "ticket", "'T' || r.id")
    },
    Audited { erasable: &["subject", "body"], ..audited("ticket_event", "ticket", "'T' || r.ticket_id") },
    audited("sla_notice", "ticket", "'T' || r.ticket_id"),
    Audited { derived: &["message"], ..audited("delivery", "delivery", "r.key") },
    audited("batch", "import", "'B' || r.id"),
    audited("product", "product", "r.sku"),
    audited("product_document", "product", "(SELECT sku FROM product WHERE id = r.product_id)"),
    audited("assortment", "assortment", "r.id"),
    audited("warehouse", "warehouse", "r.code"),
    audited("stock", "product", "(SELECT sku FROM product WHERE id = r.product_id)"),
    audited("incoming", "product", "(SELECT sku FROM product WHERE id = r.product_id)"),
    audited("price_list", "price-list", "r.code"),
    audited("price_list_for", "price-list", "(SELECT code FROM price_list WHERE id = r.price_list_id)"),
    audited("price", "price-list", "(SELECT code FROM price_list WHERE id = r.price_list_id)"),
    audited("discount", "discount", "r.code"),
    audited("sales_order", "order", "r.number"),
    audited("order_line", "order", "(SELECT number FROM sales_order WHERE id = r.order_id)"),
    audited("order_promise", "order", OF_ORDER_LINE),
    audited("order_revision", "order", "(SELECT number FROM sales_order WHERE id = r.order_id)"),
    audited("order_change", "order", OF_REVISION),
    audited("order_template", "template", "'L' || r.id"),
    audited("order_template_line", "template", "'L' || r.template_id"),
    audited("shipment", "order", "(SELECT number FROM sales_order WHERE id = r.order_id)"),
    audited("shipment_line", "order", OF_ORDER_LINE),
    audited("invoice", "invoice", "r.number"),
    audited("invoice_line", "invoice", "(SELECT number FROM invoice WHERE id = r.invoice_id)"),
    audited("instalment", "invoice", "(SELECT number FROM invoice WHERE id = r.invoice_id)"),
    audited("payment", "payment", "r.number"),
    audited("allocation", "invoice", "(SELECT number FROM invoice WHERE id = r.invoice_id)"),
    audited("dispute", "dispute", "'X' || r.id"),
    audited("credit_change", "account", "(SELECT code FROM account WHERE id = r.account_id)"),
    audited("credit_override", "account", "(SELECT code FROM account WHERE id = r.account_id)"),
    audited("rma", "return", "'M' || r.id"),
    audited("rma_line", "return", "'M' || r.rma_id"),
    audited("rma_event", "return", "'M' || r.rma_id"),
    Audited { erasable: &["request"], ..audited("quote", "quote", "'Q' || r.id") },
    audited("quote_revision", "quote", "'Q' || r.quote_id"),
    audited("quote_line", "quote", "(SELECT 'Q' || quote_id FROM quote_revision WHERE id = r.revision_id)"),
    audited("quote_offer", "quote", OF_QUOTE_LINE),
    Audited { erasable: &["note"], ..audited("quote_event", "quote", "'Q' || r.quote_id") },
    Audited {
        erasable: &["name", "sha256"],
        derived: &["content", "digest"],
        ..audited("quote_evidence", "quote", "(SELECT 'Q' || quote_id FROM quote_event WHERE id = r.event_id)")
    },
];

/// The number of the order that a row with an `order_line_id` belongs to.
const OF_ORDER_LINE: &str =
    "(SELECT o.number FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE l.id = r.order_line_id)";
/// The quote that a row with a `line_id` belongs to.
const OF_QUOTE_LINE: &str =
    "(SELECT 'Q' || v.quote_id FROM quote_line l JOIN quote_revision v ON v.id = l.revision_id WHERE l.id = r.line_id)";
/// The number of the order that a row with a `revision_id` belongs to.
const OF_REVISION: &str =
    "(SELECT o.number FROM order_revision v JOIN sales_order o ON o.id = v.order_id WHERE v.id = r.revision_id)";

/// A row's columns, by name.
type Columns = Map<String, Value>;

/// A row as it is at one time.
#[derive(Debug, Clone)]
struct Image {
    object: Object,
    columns: Columns,
}

/// A row, by its table and number.
type Place = (String, i64);

/// What a use case has changed so far.
#[derive(Debug)]
pub(super) struct Record {
    /// Rows that were made, changed or taken away, in that order; `true` where the row was made.
    touched: Arc<Mutex<Vec<(Place, bool)>>>,
    /// Rows as they were, of those that were to be changed.
    before: RefCell<BTreeMap<Place, Option<Image>>>,
    /// How rows of a table are asked for.
    questions: RefCell<BTreeMap<String, String>>,
}

impl Record {
    /// Begins to listen for changes.
    pub(super) fn begin(connection: &mut Connection) -> Result<Self, Error> {
        let touched = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&touched);
        connection.update_hook(Some(move |action, _: &str, table: &str, row| {
            if AUDITED.iter().any(|audited| audited.table == table) {
                let place = (table.to_owned(), row);
                told.lock().unwrap_or_else(PoisonError::into_inner).push((place, action == Action::SQLITE_INSERT));
            }
        }))?;
        Ok(Self { touched, before: RefCell::default(), questions: RefCell::default() })
    }

    /// Ends it.
    pub(super) fn end(connection: &mut Connection) -> Result<(), Error> {
        Ok(connection.update_hook(None::<fn(Action, &str, &str, i64)>)?)
    }

    /// Returns the rows that were touched since it was asked last, each once.
    fn touched(&self) -> Vec<(Place, bool)> {
        let mut touched = std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        let mut seen = std::collections::BTreeSet::new();
        touched.retain(|(place, _)| seen.insert(place.clone()));
        touched
    }
}

/// What was done to one thing: the rows that were, and what has become of them.
type Told = BTreeMap<Object, (Vec<Value>, Vec<Value>)>;

impl Tx<'_> {
    /// Keeps what a row is, which is about to be changed: the audit log tells it.
    pub(super) fn seen(&self, table: &str, id: i64) -> Result<(), Error> {
        let Some(record) = self.record else { return Ok(()) };
        let place = (table.to_owned(), id);
        if !record.before.borrow().contains_key(&place) {
            let image = self.audited_row(record, table, id)?;
            record.before.borrow_mut().insert(place, image);
        }
        Ok(())
    }

    /// Does the same for the rows of a table that a condition with one value takes.
    pub(super) fn seen_where(&self, table: &str, condition: &str, value: impl ToSql) -> Result<(), Error> {
        if self.record.is_none() {
            return Ok(());
        }
        let sql = format!("SELECT rowid FROM {table} WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([value], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        ids.into_iter().try_for_each(|id| self.seen(table, id))
    }

    /// Writes into the audit log what was changed, an entry for each thing; `entry` says the rest.
    ///
    /// # Errors
    /// A row was changed that nobody had `seen`: what it was would not be told.
    pub fn tell_changes(&self, entry: &Entry) -> Result<(), Error> {
        let Some(record) = self.record else { return Ok(()) };
        let mut told = Told::new();
        let mut before = record.before.take();
        for ((table, id), made) in record.touched() {
            let old = before.remove(&(table.clone(), id));
            let new = self.audited_row(record, &table, id)?;
            let old = match old {
                _ if made => None,
                Some(old) => old,
                None => return Err(unseen(&table, id)),
            };
            let Some(object) = new.as_ref().or(old.as_ref()).map(|image| image.object.clone()) else { continue };
            let (old, new) = told_apart(old.map(|image| image.columns), new.map(|image| image.columns));
            let (was, is) = told.entry(object).or_default();
            was.extend(old.map(|columns| self.as_told(&table, id, columns)).transpose()?);
            is.extend(new.map(|columns| self.as_told(&table, id, columns)).transpose()?);
        }
        for (object, (before, after)) in told {
            if before.is_empty() && after.is_empty() {
                continue;
            }
            let text = |rows: Vec<Value>| (!rows.is_empty()).then(|| Value::Array(rows).to_string());
            self.tell(Entry { object: Some(object), before: text(before), after: text(after), ..entry.clone() })?;
        }
        Ok(())
    }

    /// Returns a row with all that is told of it.
    fn audited_row(&self, record: &Record, table: &str, id: i64) -> Result<Option<Image>, Error> {
        let mut questions = record.questions.borrow_mut();
        if !questions.contains_key(table) {
            questions.insert(table.to_owned(), self.question(table)?);
        }
        let mut statement = self.connection.prepare_cached(&questions[table])?;
        let found = statement.query_row([id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
        let Some((name, columns)) = found else { return Ok(None) };
        let odd = |why| Error::Store { context: format!("row {id} of {table}: {why}"), source: None };
        let columns = serde_json::from_str(&columns).map_err(odd)?;
        Ok(Some(Image { object: Object { noun: of(table).noun.to_owned(), name }, columns }))
    }

    fn question(&self, table: &str) -> Result<String, Error> {
        let Audited { name, derived, .. } = of(table);
        let columns = self.columns_of(table)?;
        let told = columns.iter().filter(|column| !derived.contains(&column.as_str()));
        let pairs: Vec<String> = told.map(|column| format!("'{column}', r.{column}")).collect();
        Ok(format!("SELECT CAST({name} AS TEXT), json_object({}) FROM {table} r WHERE rowid = ?1", pairs.join(", ")))
    }

    /// Returns a row's columns as the log tells them: text that may have to be erased by its hash.
    fn as_told(&self, table: &str, id: i64, columns: Columns) -> Result<Value, Error> {
        let erasable = of(table).erasable;
        let mut told = Map::from_iter([("table".to_owned(), table.into()), ("id".to_owned(), id.into())]);
        for (column, value) in columns.into_iter().filter(|(column, value)| *column != "id" && !value.is_null()) {
            let value = match &value {
                Value::String(text) if erasable.contains(&column.as_str()) => {
                    Value::String(format!("sha256:{}", self.keep_text(text, table == "ticket_event")?))
                }
                _ => value,
            };
            told.insert(column, value);
        }
        Ok(Value::Object(told))
    }
}

/// Returns how a table is told of; only those that are told are asked for.
fn of(table: &str) -> &'static Audited {
    const NOTHING: Audited = audited("", "", "''");
    AUDITED.iter().find(|audited| audited.table == table).unwrap_or(&NOTHING)
}

fn unseen(table: &str, id: i64) -> Error {
    Error::Store { context: format!("row {id} of {table} was changed without a record of what it was"), source: None }
}

/// Leaves of a row that was changed what changed; nothing if nothing did.
fn told_apart(mut old: Option<Columns>, mut new: Option<Columns>) -> (Option<Columns>, Option<Columns>) {
    let (Some(was), Some(is)) = (&mut old, &mut new) else { return (old, new) };
    let changed: Vec<String> = is.keys().filter(|column| was.get(*column) != is.get(*column)).cloned().collect();
    if changed.is_empty() {
        return (None, None);
    }
    was.retain(|column, _| changed.contains(column));
    is.retain(|column, _| changed.contains(column));
    (old, new)
}
