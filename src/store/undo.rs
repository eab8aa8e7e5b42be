//! Taking rows out again that an import made, if nothing stands on them.

use rusqlite::{OptionalExtension, params};

use super::Tx;
use super::batch::Made;
use crate::domain::{BatchId, QuoteId, TicketId};
use crate::error::Error;

/// Tables whose rows are made from others, and go with them.
const DERIVED: [&str; 1] = ["sla_cycle"];

/// A column that refers to a table.
struct Reference {
    table: String,
    column: String,
}

/// Something that stands on what a batch made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upon {
    /// The ticket has gone on.
    Ticket(TicketId),
    /// The quote has gone on.
    Quote(QuoteId),
    /// A row of a table refers to one of another.
    Row {
        /// The table.
        object: String,
        /// The row's id there.
        id: i64,
        /// The table of the row that it refers to.
        of: &'static str,
    },
}

impl Tx<'_> {
    /// Returns something that refers to the rows a batch made and is not of its making.
    pub fn built_upon(&self, made: &[Made]) -> Result<Option<Upon>, Error> {
        if let Some(ticket) = self.gone_on(made)? {
            return Ok(Some(Upon::Ticket(ticket)));
        }
        if let Some(quote) = self.quote_gone_on(made)? {
            return Ok(Some(Upon::Quote(quote)));
        }
        for rows in made {
            for Reference { table, column } in self.references_to(rows.object)? {
                let own = made.iter().find(|made| made.object == table);
                let (first, last) = own.map_or((0, -1), |own| (own.first, own.last));
                let sql = format!(
                    "SELECT rowid FROM {table} WHERE {column} BETWEEN ?1 AND ?2 AND NOT (rowid BETWEEN ?3 AND ?4) LIMIT 1"
                );
                let bound = params![rows.first, rows.last, first, last];
                let found = self.connection.prepare(&sql)?.query_row(bound, |row| row.get(0)).optional()?;
                if let Some(id) = found {
                    return Ok(Some(Upon::Row { object: table, id, of: rows.object }));
                }
            }
        }
        Ok(None)
    }

    /// Returns a ticket to whose log something was added after a batch added to it.
    fn gone_on(&self, made: &[Made]) -> Result<Option<TicketId>, Error> {
        const SQL: &str = "SELECT later.ticket_id FROM ticket_event later WHERE later.id > ?2 AND EXISTS (
            SELECT 1 FROM ticket_event e WHERE e.ticket_id = later.ticket_id AND e.id BETWEEN ?1 AND ?2) LIMIT 1";
        let Some(events) = made.iter().find(|made| made.object == "ticket_event") else { return Ok(None) };
        Ok(self.connection.prepare(SQL)?.query_row([events.first, events.last], |row| row.get(0)).optional()?)
    }

    /// Returns a quote to whose log something was added after a batch added to it, or to whose log another one adds what
    /// happened to a revision of its making.
    fn quote_gone_on(&self, made: &[Made]) -> Result<Option<QuoteId>, Error> {
        const LATER: &str = "SELECT later.quote_id FROM quote_event later WHERE later.id > ?2 AND EXISTS (
            SELECT 1 FROM quote_event e WHERE e.quote_id = later.quote_id AND e.id BETWEEN ?1 AND ?2) LIMIT 1";
        const OTHER: &str = "SELECT e.quote_id FROM quote_revision r JOIN quote_event e ON e.quote_id = r.quote_id
            AND e.revision = r.number WHERE r.id BETWEEN ?1 AND ?2 AND NOT (e.id BETWEEN ?3 AND ?4) LIMIT 1";
        let of =
            |object| made.iter().find(|made| made.object == object).map_or((0, -1), |made| (made.first, made.last));
        let (events, revisions) = (of("quote_event"), of("quote_revision"));
        let later = self.connection.prepare(LATER)?.query_row([events.0, events.1], |row| row.get(0)).optional()?;
        if later.is_some() {
            return Ok(later);
        }
        let bound = params![revisions.0, revisions.1, events.0, events.1];
        Ok(self.connection.prepare(OTHER)?.query_row(bound, |row| row.get(0)).optional()?)
    }

    /// Returns a ticket that a batch says how it began and that is not of its making: without that it would be nothing.
    pub fn begun_by(&self, made: &[Made]) -> Result<Option<TicketId>, Error> {
        const SQL: &str = "SELECT ticket_id FROM ticket_event
            WHERE id BETWEEN ?1 AND ?2 AND kind = 'created' AND NOT (ticket_id BETWEEN ?3 AND ?4) LIMIT 1";
        let of =
            |object| made.iter().find(|made| made.object == object).map_or((0, -1), |made| (made.first, made.last));
        let (events, tickets) = (of("ticket_event"), of("ticket"));
        let bound = params![events.0, events.1, tickets.0, tickets.1];
        Ok(self.connection.prepare(SQL)?.query_row(bound, |row| row.get(0)).optional()?)
    }

    /// Returns a later batch that is not undone and changed what this one made or changed.
    pub fn changed_since(&self, batch: BatchId) -> Result<Option<BatchId>, Error> {
        const SQL: &str = "SELECT c.batch_id FROM batch_changed c JOIN batch b ON b.id = c.batch_id
            WHERE c.batch_id > ?1 AND b.undone_at IS NULL AND (
              EXISTS (SELECT 1 FROM batch_made m WHERE m.batch_id = ?1 AND m.object = c.object
                AND c.row_id BETWEEN m.first_id AND m.last_id)
              OR EXISTS (SELECT 1 FROM batch_changed mine WHERE mine.batch_id = ?1 AND mine.object = c.object
                AND mine.row_id = c.row_id)) LIMIT 1";
        Ok(self.connection.prepare(SQL)?.query_row([batch], |row| row.get(0)).optional()?)
    }

    /// Returns what people call a row: the account `ACME`, the ticket T42.
    pub fn called(&self, object: &str, id: i64) -> Result<String, Error> {
        let (noun, name) = match object {
            "account" => ("the account", "code"),
            "contact" => ("the contact", "coalesce(email, name)"),
            "contract" => ("the contract", "number"),
            "rep" => ("the rep", "handle"),
            "team" => ("the team", "name"),
            "queue" => ("the queue", "address"),
            "account_rep" => ("who looks after", "(SELECT code FROM account WHERE id = account_id)"),
            "ticket" => ("the ticket", "'T' || id"),
            "ticket_event" | "sla_notice" => ("the ticket", "'T' || ticket_id"),
            "batch" => ("the import", "'B' || id"),
            "product" => ("the product", "sku"),
            "warehouse" => ("the warehouse", "code"),
            "price_list" => ("the price list", "code"),
            "quote" => ("the quote", "'Q' || id"),
            "quote_revision" => ("the quote", "'Q' || quote_id"),
            "quote_line" => ("the quote", "(SELECT 'Q' || quote_id FROM quote_revision WHERE id = revision_id)"),
            "quote_offer" => (
                "the quote",
                "(SELECT 'Q' || r.quote_id FROM quote_line l JOIN quote_revision r ON r.id = l.revision_id
                  WHERE l.id = line_id)",
            ),
            "quote_event" => ("the log of", "'Q' || quote_id"),
            "quote_evidence" => ("what shows it of", "(SELECT 'Q' || quote_id FROM quote_event WHERE id = event_id)"),
            "sales_order" => ("the order", "number"),
            "order_line" | "order_revision" => ("the order", "(SELECT number FROM sales_order WHERE id = order_id)"),
            "shipment" => ("the shipment", "number"),
            "invoice" => ("the invoice", "number"),
            "payment" => ("the payment", "number"),
            "dispute" => ("the dispute", "'X' || id"),
            "order_template" => ("the template", "'L' || id"),
            "rma" => ("the return", "'M' || id"),
            _ => ("something", "''"),
        };
        let sql = format!("SELECT {name} FROM {object} WHERE rowid = ?1");
        let name: String = self.connection.prepare(&sql)?.query_row([id], |row| row.get(0))?;
        Ok(format!("{noun} {name}").trim_end().to_owned())
    }

    /// Returns the tickets to whose logs a batch added, without those it made.
    pub fn grown_by(&self, made: &[Made]) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "SELECT DISTINCT ticket_id FROM ticket_event
            WHERE id BETWEEN ?1 AND ?2 AND NOT (ticket_id BETWEEN ?3 AND ?4) ORDER BY ticket_id";
        let of =
            |object| made.iter().find(|made| made.object == object).map_or((0, -1), |made| (made.first, made.last));
        let (events, tickets) = (of("ticket_event"), of("ticket"));
        let mut statement = self.connection.prepare(SQL)?;
        let grown = statement.query_map(params![events.0, events.1, tickets.0, tickets.1], |row| row.get(0))?;
        Ok(grown.collect::<Result<_, _>>()?)
    }

    /// Forgets what was imported of a ticket last, so that the same row tells something again.
    pub fn forget_digest(&self, ticket: TicketId) -> Result<(), Error> {
        const SQL: &str = "UPDATE ticket SET digest = NULL WHERE id = ?1";
        self.connection.prepare_cached(SQL)?.execute([ticket])?;
        Ok(())
    }

    /// Deletes the rows a batch made, and what was derived from them.
    pub fn delete_made(&self, made: &[Made]) -> Result<(), Error> {
        for rows in made.iter().rev() {
            match rows.object {
                "ticket_event" => self.delete_events(rows)?,
                "ticket" => {
                    self.forget_packed(TicketId::new(rows.first))?;
                    let sql = "DELETE FROM sla_cycle WHERE ticket_id BETWEEN ?1 AND ?2";
                    self.connection.execute(sql, [rows.first, rows.last])?;
                    self.delete_rows(rows)?;
                }
                _ => self.delete_rows(rows)?,
            }
        }
        Ok(())
    }

    fn delete_rows(&self, rows: &Made) -> Result<(), Error> {
        let sql = format!("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", rows.object);
        self.connection.execute(&sql, [rows.first, rows.last])?;
        Ok(())
    }

    /// Deletes entries of logs.
    fn delete_events(&self, rows: &Made) -> Result<(), Error> {
        self.forget_text(rows.first, rows.last)?;
        self.unguarded("ticket_event_is_append_only_delete", || self.delete_rows(rows))
    }

    /// Does `work` while a guard over logs is lifted, within the transaction: to undo an import, and to erase a person.
    pub(super) fn unguarded(&self, guard: &str, work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        const SQL: &str = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1";
        let sql: String = self.connection.query_row(SQL, [guard], |row| row.get(0))?;
        self.connection.execute_batch(&format!("DROP TRIGGER {guard}"))?;
        work()?;
        Ok(self.connection.execute_batch(&sql)?)
    }

    /// Returns every column that refers to a table.
    fn references_to(&self, table: &str) -> Result<Vec<Reference>, Error> {
        const SQL: &str = "SELECT t.name, f.\"from\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
            WHERE t.schema = 'main' AND f.\"table\" = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let references =
            statement.query_map([table], |row| Ok(Reference { table: row.get(0)?, column: row.get(1)? }))?;
        let references: Vec<Reference> = references.collect::<Result<_, _>>()?;
        Ok(references.into_iter().filter(|reference| !DERIVED.contains(&reference.table.as_str())).collect())
    }
}
