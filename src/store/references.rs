//! What rows refer to, looked up for all new rows at once: one by one, that is a third of what a large import costs.

use rusqlite::params;

use super::batch::Marks;
use super::{Referred, Store, Tx};
use crate::error::Error;

/// The tickets whose logs have grown, of those that were there before. The plus keeps the engine from reading the logs of all
/// of these to find what is new in them.
const GROWN: &str = "SELECT ticket_id FROM ticket_event WHERE id > ?2 AND +ticket_id <= ?1";

/// A column that refers to a column of another table.
struct Reference {
    column: String,
    table: String,
    key: String,
}

/// Whether the engine holds rows written in bulk against the checks of their tables too. That takes a tenth of a large import
/// and finds nothing: the rows come from types that have no other words. Builds with assertions, which is what tests run, look.
const CHECKS_BULK: bool = cfg!(debug_assertions);

impl Store {
    /// From now on leaves it to [`Tx::check_references`] to look up what rows refer to, and to their types what may stand in
    /// them, except in a series.
    pub fn look_up_late(&mut self) -> Result<(), Error> {
        if !self.in_series {
            self.connection.pragma_update(None, "foreign_keys", false)?;
            self.connection.pragma_update(None, "ignore_check_constraints", !CHECKS_BULK)?;
            self.looks_up_late = true;
        }
        Ok(())
    }

    /// From now on has the engine look up what each row refers to as it is written, and what stands in it.
    pub fn look_up_at_once(&mut self) -> Result<(), Error> {
        if self.looks_up_late {
            self.connection.pragma_update(None, "foreign_keys", true)?;
            self.connection.pragma_update(None, "ignore_check_constraints", false)?;
            self.looks_up_late = false;
        }
        Ok(())
    }

    /// Tells which of the two it is.
    pub const fn looks_up_late(&self) -> bool {
        self.looks_up_late
    }
}

impl Tx<'_> {
    /// Makes sure that what was written since `marks` refers to rows that are there: tickets that are new or whose logs have
    /// grown, their events and promises, and the records of batches. If every ticket and every event was written in bulk,
    /// and so what they came to, the rows need not be read again: what they refer to is `referred`.
    pub fn check_references(&self, marks: Marks, referred: &Referred) -> Result<(), Error> {
        let of = ["ticket", "ticket_event", "batch"].map(|object| marks.of(object));
        let made = |object| Ok::<_, Error>(self.last_row(object)? - marks.of(object));
        let in_bulk = (made("ticket")?, made("ticket_event")?) == (referred.made, referred.logged);
        let known = if in_bulk && referred.are_there(self.connection)? { 5 } else { 0 };
        let tables = [
            ("ticket", "id > ?1".to_owned()),
            ("ticket", format!("id IN ({GROWN})")),
            ("ticket_event", "id > ?2".to_owned()),
            ("sla_cycle", "ticket_id > ?1".to_owned()),
            ("sla_cycle", format!("ticket_id IN ({GROWN})")),
            ("batch", "id > ?3".to_owned()),
            ("batch_made", "batch_id > ?3".to_owned()),
            ("batch_changed", "batch_id > ?3".to_owned()),
        ];
        for (table, rows) in tables.into_iter().skip(known) {
            self.check_rows(table, &rows, of)?;
        }
        Ok(())
    }

    fn check_rows(&self, table: &str, rows: &str, of: [i64; 3]) -> Result<(), Error> {
        let dangles = |Reference { column, table, key }: Reference| {
            format!("({column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {table}))")
        };
        let dangle: Vec<String> = self.references_of(table)?.into_iter().map(dangles).collect();
        // The last condition names every parameter.
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {table} WHERE {rows} AND ({}) AND ?1 + ?2 + ?3 >= 0)",
            dangle.join(" OR ")
        );
        let [ticket, event, batch] = of;
        if self.connection.prepare(&sql)?.query_row(params![ticket, event, batch], |row| row.get(0))? {
            return Err(Error::Rule(format!("a row of `{table}` refers to a row that is not there")));
        }
        Ok(())
    }

    fn references_of(&self, table: &str) -> Result<Vec<Reference>, Error> {
        const SQL: &str = "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(?1)";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let references = statement
            .query_map([table], |row| Ok(Reference { column: row.get(0)?, table: row.get(1)?, key: row.get(2)? }))?;
        Ok(references.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sla::Deadlines;
    use crate::domain::ticket::{Actor, Category, Channel, Event, Outset, Priority, Ticket, What};
    use crate::domain::{AccountId, ContactId, Instant, TicketId};
    use crate::store::{Beginning, Standing};

    fn refusal(statement: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("desk.db")).unwrap();
        store
            .connection
            .execute_batch(
                "INSERT INTO account (id, code, name, segment, tier, status, currency, credit_hold, tags)
                   VALUES (1, 'ACME', 'Acme', 'b2b', 3, 'active', 'EUR', 0, '');
                 INSERT INTO ticket (id, account_id, channel, subject, category, priority, tier, status, created_at, updated_at)
                   VALUES (1, 1, 'email', 'Late', 'other', 'normal', 3, 'new', 0, 0);",
            )
            .unwrap();
        store.look_up_late().unwrap();
        let written = store.write(|tx| {
            let marks = tx.marks()?;
            tx.connection.execute_batch(statement)?;
            tx.check_references(marks, &Referred::default())
        });
        store.look_up_at_once().unwrap();
        let set = |flag| store.connection.query_row(flag, [], |row| row.get::<_, bool>(0)).unwrap();
        assert_eq!((set("PRAGMA foreign_keys"), set("PRAGMA ignore_check_constraints")), (true, false));
        written.err().map(|why| why.to_string())
    }

    const TICKET: &str =
        "INSERT INTO ticket (id, account_id, contact_id, channel, subject, category, priority, tier, status,
        created_at, updated_at) VALUES (2,";
    const EVENT: &str = "INSERT INTO ticket_event (ticket_id, at, recorded_at, kind, party, rep_id) VALUES (";

    #[test]
    fn what_refers_to_nothing_is_refused_and_nothing_of_it_stored() {
        let rest = "'email', 'Late', 'other', 'normal', 3, 'new', 0, 0)";
        let refused = |table| Some(format!("a row of `{table}` refers to a row that is not there"));
        assert_eq!(refusal(&format!("{TICKET} 1, NULL, {rest}")), None);
        assert_eq!(refusal(&format!("{TICKET} 7, NULL, {rest}")), refused("ticket"));
        assert_eq!(refusal(&format!("{TICKET} 1, 7, {rest}")), refused("ticket"));
        assert_eq!(refusal(&format!("{EVENT} 1, 0, 0, 'status', 'agent', NULL)")), None);
        assert_eq!(refusal(&format!("{EVENT} 9, 0, 0, 'status', 'agent', NULL)")), refused("ticket_event"));
        assert_eq!(refusal(&format!("{EVENT} 1, 0, 0, 'status', 'agent', 7)")), refused("ticket_event"));
    }

    /// Stores a ticket in bulk that a contact began, and returns why not.
    fn refusal_in_bulk(contact: Option<ContactId>, known: bool) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("desk.db")).unwrap();
        store
            .connection
            .execute_batch(
                "INSERT INTO source (id, name) VALUES (1, 'elsewhere');
                 INSERT INTO account (id, code, name, segment, tier, status, currency, credit_hold, tags)
                   VALUES (1, 'ACME', 'Acme', 'b2b', 3, 'active', 'EUR', 0, '');",
            )
            .unwrap();
        let (at, id) = (Instant::from_epoch(0), TicketId::new(1));
        let what = What::Created {
            account: AccountId::new(1),
            contact,
            subject: "Late".parse().unwrap(),
            category: Category::OTHER,
            priority: Priority::Normal,
            channel: Channel::Email,
            queue: None,
            tier: "3".parse().unwrap(),
            outset: Outset::default(),
        };
        let events = vec![Event { at, recorded_at: at, by: Actor::System, what, to: None }];
        let ticket = Ticket::fold(id, &events).unwrap();
        let standing = Standing { ticket, deadlines: Deadlines::default(), promises: Vec::new() };
        let ticket = Beginning { standing, events, external_id: "1".to_owned(), digest: 0 };
        store.look_up_late().unwrap();
        let written = store.write(|tx| {
            let (marks, mut bulk) = (tx.marks()?, tx.bulk()?);
            bulk.begin(&[ticket], 1)?;
            let referred = if known { bulk.into_referred() } else { Referred::default() };
            tx.check_references(marks, &referred)
        });
        written.err().map(|why| why.to_string())
    }

    #[test]
    fn what_is_written_in_bulk_is_refused_for_the_same() {
        let refused = Some("a row of `ticket` refers to a row that is not there".to_owned());
        for known in [true, false] {
            assert_eq!(refusal_in_bulk(None, known), None);
            assert_eq!(refusal_in_bulk(Some(ContactId::new(7)), known), refused);
        }
    }

    #[test]
    fn what_has_grown_is_found_by_what_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("desk.db")).unwrap();
        let plan = |sql: &str| {
            let sql = format!("EXPLAIN QUERY PLAN {sql}");
            store.connection.query_row(&sql, params![5, 5], |row| row.get::<_, String>(3)).unwrap()
        };
        assert_eq!(plan(GROWN), "SEARCH ticket_event USING INTEGER PRIMARY KEY (rowid>?)");
    }

    #[test]
    fn of_a_ticket_whose_log_has_grown_its_own_row_and_its_promises_are_looked_at_too() {
        let grown = format!("{EVENT} 1, 0, 0, 'status', 'agent', NULL);");
        let refused = |table| Some(format!("a row of `{table}` refers to a row that is not there"));
        assert_eq!(refusal(&format!("{grown} UPDATE ticket SET assignee_id = 7")), refused("ticket"));
        let promise = "INSERT INTO sla_cycle (ticket_id, metric, number, policy, version, state, started_at, target)
            VALUES (1, 'update', 1, 'a', 99, 'running', 0, 1)";
        assert_eq!(refusal(&format!("{grown} {promise}")), refused("sla_cycle"));
    }
}
