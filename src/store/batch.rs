//! What imports brought, and which rows they made and changed.

use rusqlite::{OptionalExtension, Row, params};

use super::Tx;
use crate::domain::batch::{Batch, Counts, Origin};
use crate::domain::{BatchId, Instant, Line, RepId};
use crate::error::Error;

/// The tables whose rows an import makes, each behind those it refers to.
pub(super) const OBJECTS: [&str; 48] = [
    "team",
    "rep",
    "queue",
    "account",
    "contact",
    "account_rep",
    "contract",
    "ticket",
    "ticket_event",
    "sla_notice",
    "delivery",
    "sla_run",
    "product",
    "product_document",
    "assortment",
    "warehouse",
    "stock",
    "incoming",
    "price_list",
    "price_list_for",
    "price",
    "discount",
    "order_template",
    "order_template_line",
    "quote",
    "quote_revision",
    "quote_line",
    "quote_offer",
    "quote_event",
    "quote_evidence",
    "sales_order",
    "order_line",
    "order_promise",
    "order_revision",
    "order_change",
    "shipment",
    "shipment_line",
    "rma",
    "rma_line",
    "rma_event",
    "invoice",
    "invoice_line",
    "instalment",
    "payment",
    "allocation",
    "dispute",
    "credit_change",
    "credit_override",
];

const SELECT: &str = "SELECT b.id, b.key, b.at, rep.handle, b.source, b.kind, b.file, b.sha256, b.created, b.updated,
    b.same, b.refused, b.undone_at FROM batch b JOIN rep ON rep.id = b.rep_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Batch> {
    let count = |column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.unsigned_abs());
    Ok(Batch {
        id: row.get(0)?,
        key: row.get(1)?,
        at: row.get(2)?,
        by: row.get(3)?,
        source: row.get(4)?,
        kind: row.get(5)?,
        file: row.get(6)?,
        sha256: row.get(7)?,
        counts: Counts { created: count(8)?, updated: count(9)?, same: count(10)?, refused: count(11)? },
        undone_at: row.get(12)?,
    })
}

/// The last row of each table before a batch: what comes after is the batch's own.
#[derive(Debug, Clone, Copy)]
pub struct Marks([i64; OBJECTS.len()]);

impl Marks {
    /// Returns the last row of a table that there was.
    pub(super) fn of(self, object: &str) -> i64 {
        OBJECTS.into_iter().zip(self.0).find(|(name, _)| *name == object).map_or(0, |(_, mark)| mark)
    }
}

/// Rows that a batch made: one run of ids in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Made {
    /// The table.
    pub object: &'static str,
    pub first: i64,
    pub last: i64,
}

impl Made {
    /// Returns how many rows it made there.
    pub const fn count(&self) -> u64 {
        (self.last - self.first + 1).unsigned_abs()
    }
}

/// A row that a batch changed, as JSON objects of its columns.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Changed {
    /// The table.
    pub object: &'static str,
    pub id: i64,
    pub before: String,
    pub after: String,
}

fn object(name: &str) -> Result<&'static str, Error> {
    OBJECTS.into_iter().find(|object| *object == name).ok_or_else(|| Error::unknown("kind of object", name))
}

impl Tx<'_> {
    /// Returns the last row of each table, before a batch adds to them.
    pub fn marks(&self) -> Result<Marks, Error> {
        let mut marks = [0; OBJECTS.len()];
        for (mark, object) in marks.iter_mut().zip(OBJECTS) {
            *mark = self.last_row(object)?;
        }
        Ok(Marks(marks))
    }

    pub(super) fn last_row(&self, object: &str) -> Result<i64, Error> {
        let sql = format!("SELECT coalesce(max(id), 0) FROM {object}");
        Ok(self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Stores that a batch has begun.
    pub fn begin_batch(&self, key: Option<&Line>, at: Instant, by: RepId, origin: &Origin) -> Result<BatchId, Error> {
        const SQL: &str = "INSERT INTO batch (key, at, rep_id, source, kind, file, sha256, created, updated, same,
            refused) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0) RETURNING id";
        let Origin { source, kind, file, sha256 } = origin;
        let bound = params![key, at, by, source, kind, file, sha256];
        Ok(self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?)
    }

    /// Stores what came of a batch, and that all rows since `marks` are of its making.
    pub fn end_batch(&self, batch: BatchId, counts: Counts, marks: Marks) -> Result<(), Error> {
        const COUNTS: &str = "UPDATE batch SET created = ?2, updated = ?3, same = ?4, refused = ?5 WHERE id = ?1";
        const MADE: &str = "INSERT INTO batch_made (object, first_id, last_id, batch_id) VALUES (?1, ?2, ?3, ?4)";
        const UNCHANGED: &str = "DELETE FROM batch_changed WHERE batch_id = ?1 AND after = before";
        let Counts { created, updated, same, refused } = counts;
        let [created, updated, same, refused] =
            [created, updated, same, refused].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        self.connection.prepare_cached(COUNTS)?.execute(params![batch, created, updated, same, refused])?;
        for (mark, object) in marks.0.into_iter().zip(OBJECTS) {
            let last = self.last_row(object)?;
            if last > mark {
                self.connection.prepare_cached(MADE)?.execute(params![object, mark + 1, last, batch])?;
            }
            self.see_changed(batch, object)?;
        }
        self.connection.prepare_cached(UNCHANGED)?.execute([batch])?;
        Ok(())
    }

    /// Returns the batches, newest first.
    pub fn batches(&self, limit: u32) -> Result<Vec<Batch>, Error> {
        let sql = format!("{SELECT} ORDER BY b.id DESC LIMIT ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let batches = statement.query_map([limit], read)?;
        Ok(batches.collect::<Result<_, _>>()?)
    }

    /// Counts the batches.
    pub fn count_batches(&self) -> Result<usize, Error> {
        const SQL: &str = "SELECT count(*) FROM batch";
        let count: i64 = self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Returns the batches that were run under a key, in the order of their files.
    pub fn batches_under(&self, key: &Line) -> Result<Vec<Batch>, Error> {
        let sql = format!("{SELECT} WHERE b.key = ?1 ORDER BY b.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let batches = statement.query_map([key], read)?;
        Ok(batches.collect::<Result<_, _>>()?)
    }

    /// Returns a batch, or says that there is none of that id.
    pub fn need_batch(&self, id: BatchId) -> Result<Batch, Error> {
        let sql = format!("{SELECT} WHERE b.id = ?1");
        let found = self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?;
        found.ok_or_else(|| Error::unknown("import", id))
    }

    /// Returns the rows that a batch made, tables before those that refer to them.
    pub fn made(&self, batch: BatchId) -> Result<Vec<Made>, Error> {
        const SQL: &str = "SELECT object, first_id, last_id FROM batch_made WHERE batch_id = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut rows = statement.query([batch])?;
        let mut made = Vec::new();
        while let Some(row) = rows.next()? {
            made.push(Made { object: object(&row.get::<_, String>(0)?)?, first: row.get(1)?, last: row.get(2)? });
        }
        made.sort_by_key(|made| OBJECTS.iter().position(|object| *object == made.object));
        Ok(made)
    }

    /// Returns a row as a JSON object of its columns.
    pub fn image(&self, object: &'static str, id: i64) -> Result<String, Error> {
        let sql = format!("SELECT {} FROM {object} WHERE id = ?1", self.as_object(object)?);
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
    }

    fn as_object(&self, table: &str) -> Result<String, Error> {
        let columns = self.columns_of(table)?;
        let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {column}")).collect();
        Ok(format!("json_object({})", pairs.join(", ")))
    }

    /// Keeps what a row is, which a batch is about to change.
    pub fn remember(&self, batch: BatchId, object: &'static str, id: i64) -> Result<(), Error> {
        const SQL: &str = "INSERT OR IGNORE INTO batch_changed (batch_id, object, row_id, before, after)
            VALUES (?1, ?2, ?3, ?4, ?4)";
        let before = self.image(object, id)?;
        self.connection.prepare_cached(SQL)?.execute(params![batch, object, id, before])?;
        Ok(())
    }

    /// Stores what has become of the rows that a batch changed.
    fn see_changed(&self, batch: BatchId, object: &'static str) -> Result<(), Error> {
        let sql = format!(
            "UPDATE batch_changed SET after = (SELECT {} FROM {object} WHERE id = row_id)
             WHERE batch_id = ?1 AND object = ?2",
            self.as_object(object)?
        );
        self.connection.prepare_cached(&sql)?.execute(params![batch, object])?;
        Ok(())
    }

    /// Returns the rows that a batch changed.
    pub fn changed(&self, batch: BatchId) -> Result<Vec<Changed>, Error> {
        const SQL: &str = "SELECT object, row_id, before, after FROM batch_changed WHERE batch_id = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut rows = statement.query([batch])?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let object = object(&row.get::<_, String>(0)?)?;
            changed.push(Changed { object, id: row.get(1)?, before: row.get(2)?, after: row.get(3)? });
        }
        Ok(changed)
    }

    /// Makes a row again what an image of it says.
    pub fn restore_image(&self, object: &'static str, id: i64, image: &str) -> Result<(), Error> {
        let columns = self.columns_of(object)?;
        let own = columns.iter().filter(|column| *column != "id");
        let pairs: Vec<String> = own.map(|column| format!("{column} = ?2 ->> '{column}'")).collect();
        let sql = format!("UPDATE {object} SET {} WHERE id = ?1", pairs.join(", "));
        self.connection.prepare_cached(&sql)?.execute(params![id, image])?;
        Ok(())
    }

    pub(super) fn columns_of(&self, table: &str) -> Result<Vec<String>, Error> {
        const SQL: &str = "SELECT name FROM pragma_table_info(?1)";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let columns = statement.query_map([table], |row| row.get(0))?;
        Ok(columns.collect::<Result<_, _>>()?)
    }

    /// Marks a batch as undone. What it made is forgotten, but for its tickets, whose numbers are not given again.
    pub fn mark_undone(&self, batch: BatchId, at: Instant) -> Result<(), Error> {
        const SQL: &str = "UPDATE batch SET undone_at = ?2 WHERE id = ?1";
        const FORGET: &str = "DELETE FROM batch_made WHERE batch_id = ?1 AND object <> 'ticket'";
        self.connection.prepare_cached(SQL)?.execute(params![batch, at])?;
        self.connection.prepare_cached(FORGET)?.execute([batch])?;
        Ok(())
    }
}
