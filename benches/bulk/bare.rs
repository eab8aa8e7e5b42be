//! The least that taking in such files can cost: a loop around a reader and prepared statements, without a desk.

use std::collections::HashMap;
use std::path::Path;

use csv::{Reader, StringRecord};
use rusqlite::{Connection, Transaction};

/// Tables with the indexes and foreign keys that anyone would give them; the shell gets the same.
pub(crate) const LAYOUT: &str = "
CREATE TABLE account (code TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE contact (email TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (code), name TEXT NOT NULL);
CREATE TABLE ticket (external_id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES account (code),
  contact TEXT NOT NULL REFERENCES contact (email), subject TEXT NOT NULL, category TEXT NOT NULL, priority TEXT NOT NULL,
  channel TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL, first_response_at TEXT, resolved_at TEXT,
  assignee TEXT, \"order\" TEXT);
CREATE INDEX ticket_account ON ticket (account, created_at);
CREATE INDEX ticket_due ON ticket (created_at) WHERE resolved_at = '';
CREATE INDEX ticket_queue ON ticket (assignee, created_at) WHERE resolved_at = '';
CREATE TABLE event (ticket TEXT NOT NULL REFERENCES ticket (external_id), external_id TEXT NOT NULL, kind TEXT NOT NULL,
  at TEXT NOT NULL, author TEXT, body TEXT, status TEXT, UNIQUE (ticket, external_id));
";

/// The same, with numbers for keys and instants.
const NUMBERED: &str = "
CREATE TABLE account (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE contact (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account (id),
  email TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE ticket (id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account (id), contact_id INTEGER NOT NULL REFERENCES contact (id),
  subject TEXT NOT NULL, category TEXT NOT NULL, priority TEXT NOT NULL, channel TEXT NOT NULL, status TEXT NOT NULL,
  created_at INTEGER NOT NULL, first_response_at INTEGER, resolved_at INTEGER, assignee TEXT, order_number TEXT,
  due_at INTEGER NOT NULL) STRICT;
CREATE INDEX ticket_account ON ticket (account_id, created_at);
CREATE INDEX ticket_due ON ticket (due_at) WHERE resolved_at IS NULL;
CREATE INDEX ticket_queue ON ticket (due_at, id) WHERE resolved_at IS NULL;
CREATE TABLE event (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES ticket (id),
  external_id TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL,
  status TEXT NOT NULL, UNIQUE (ticket_id, external_id)) STRICT;
";

/// Takes in one of the generated files, in one transaction.
pub(crate) fn take_in(db: &Path, kind: &str, file: &Path) {
    let mut connection = Connection::open(db).expect("a path of ours");
    let pragmas =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536";
    connection.execute_batch(pragmas).expect("a file of ours");
    if kind == "accounts" {
        connection.execute_batch(NUMBERED).expect("a fresh file");
    }
    let rows = Reader::from_path(file).expect("a file of ours");
    let transaction = connection.transaction().expect("nobody else is here");
    match kind {
        "accounts" => each(&transaction, rows, "INSERT INTO account (code, name) VALUES (?, ?)", |_, row, bind| {
            bind.texts(row.iter());
        }),
        "contacts" => contacts(&transaction, rows),
        "tickets" => tickets(&transaction, rows),
        _ => events(&transaction, rows),
    }
    transaction.commit().expect("there is room");
}

/// The parameters of a statement, one after the other.
struct Bind<'s, 'c> {
    statement: &'s mut rusqlite::Statement<'c>,
    next: usize,
}

impl Bind<'_, '_> {
    fn value(&mut self, value: impl rusqlite::ToSql) {
        self.next += 1;
        self.statement.raw_bind_parameter(self.next, value).expect("as many as there are places");
    }

    fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        texts.for_each(|text| self.value(text));
    }
}

fn each(
    transaction: &Transaction<'_>,
    mut rows: Reader<std::fs::File>,
    sql: &str,
    mut bind: impl FnMut(&Transaction<'_>, &StringRecord, &mut Bind<'_, '_>),
) {
    let mut statement = transaction.prepare(sql).expect("it is sound");
    let mut row = StringRecord::new();
    while rows.read_record(&mut row).expect("it is sound") {
        bind(transaction, &row, &mut Bind { statement: &mut statement, next: 0 });
        statement.raw_execute().expect("the row is sound");
    }
}

/// Returns the rows that names stand for.
fn names(transaction: &Transaction<'_>, sql: &str) -> HashMap<String, i64> {
    let mut statement = transaction.prepare(sql).expect("it is sound");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it is sound");
    rows.map(|row| row.expect("it is sound")).collect()
}

fn contacts(transaction: &Transaction<'_>, rows: Reader<std::fs::File>) {
    let accounts = names(transaction, "SELECT code, id FROM account");
    let sql = "INSERT INTO contact (email, account_id, name) VALUES (?, ?, ?)";
    each(transaction, rows, sql, |_, row, bind| {
        bind.value(&row[0]);
        bind.value(accounts[&row[1]]);
        bind.value(&row[2]);
    });
}

fn tickets(transaction: &Transaction<'_>, rows: Reader<std::fs::File>) {
    let accounts = names(transaction, "SELECT code, id FROM account");
    let contacts = names(transaction, "SELECT email, id FROM contact");
    let sql = "INSERT INTO ticket (external_id, account_id, contact_id, subject, category, priority, channel, status,
        created_at, first_response_at, resolved_at, assignee, order_number, due_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    each(transaction, rows, sql, |_, row, bind| {
        let created_at = instant(&row[8]).expect("it is there");
        bind.value(&row[0]);
        bind.value(accounts[&row[1]]);
        bind.value(contacts[&row[2]]);
        bind.texts(row.iter().skip(3).take(5));
        bind.value(created_at);
        bind.value(instant(&row[9]));
        bind.value(instant(&row[10]));
        bind.texts(row.iter().skip(11).take(2));
        bind.value(created_at + 86_400);
    });
}

fn events(transaction: &Transaction<'_>, rows: Reader<std::fs::File>) {
    let mut find = transaction.prepare("SELECT id FROM ticket WHERE external_id = ?").expect("it is sound");
    let mut last = (String::new(), 0_i64);
    let sql = "INSERT INTO event (ticket_id, external_id, kind, at, author, body, status) VALUES (?, ?, ?, ?, ?, ?, ?)";
    each(transaction, rows, sql, |_, row, bind| {
        if row[0] != last.0 {
            last = (row[0].to_owned(), find.query_row([&row[0]], |row| row.get(0)).expect("it is there"));
        }
        bind.value(last.1);
        bind.texts(row.iter().skip(1).take(2));
        bind.value(instant(&row[3]).expect("it is there"));
        bind.texts(row.iter().skip(4).take(3));
    });
}

/// Reads `2026-11-20T14:03:09Z`.
fn instant(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468;
    Some(days * 86_400 + number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?)
}
