//! Looking for what is wrong with a file, beyond what the engine calls wrong.

mod layout;
mod packed;
mod settled;
mod words;

use rusqlite::{Connection, OptionalExtension as _, Row};

pub(super) use self::layout::{Layout, layout};
use super::Tx;
use super::batch::OBJECTS;
use crate::domain::access::Deed;
use crate::domain::audit::Outcome;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::{AccountId, BatchId, ContactId, ContractId, Instant, RepId, TicketId};
use crate::error::Error;

/// How many damaged places are told: more say no more.
const ENOUGH: usize = 100;

/// Returns what is wrong with a file's pages, tables and indexes; `thorough` compares indexes with their tables too.
pub(super) fn damage(connection: &Connection, thorough: bool) -> Result<Vec<Fault>, Error> {
    let pragma = if thorough { "integrity_check" } else { "quick_check" };
    let read = || -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare(&format!("PRAGMA {pragma}({ENOUGH})"))?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let told = match read().map_err(Error::from) {
        Ok(told) => told,
        Err(why) => vec![why.into_damage()?],
    };
    // The engine may tell several things in one text.
    let lines = told.iter().flat_map(|text| text.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
    Ok(lines.map(|line| Fault::new(FaultKind::File, "file", line)).collect())
}

/// Returns the rows that refer to something that there is not.
pub(super) fn dangling(connection: &Connection) -> Result<Vec<Fault>, Error> {
    // Promises of tickets that there are not are told as such.
    const SQL: &str = r#"SELECT "table", rowid, parent FROM pragma_foreign_key_check
        WHERE "table" <> 'sla_cycle' OR parent <> 'ticket' ORDER BY "table", rowid"#;
    let mut statement = connection.prepare(SQL)?;
    let found = statement.query_map([], |row| {
        let (table, id, other): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let what = format!("refers to something in `{other}` that there is not");
        Ok(Fault::new(FaultKind::Reference, object(&table, id), what))
    })?;
    let mut faults = found.collect::<Result<Vec<_>, _>>()?;
    faults.dedup();
    Ok(faults)
}

/// Names a row as people do, where they do.
fn object(table: &str, id: Option<i64>) -> String {
    match (table, id) {
        ("ticket", Some(id)) => TicketId::new(id).to_string(),
        ("account", Some(id)) => AccountId::new(id).to_string(),
        ("contact", Some(id)) => ContactId::new(id).to_string(),
        ("contract", Some(id)) => ContractId::new(id).to_string(),
        ("rep", Some(id)) => RepId::new(id).to_string(),
        ("batch", Some(id)) => BatchId::new(id).to_string(),
        (table, Some(id)) => format!("{table} {id}"),
        (table, None) => table.to_owned(),
    }
}

impl Tx<'_> {
    /// Returns what the engine finds wrong with the file; `thorough` compares indexes with their tables too.
    pub fn damage(&self, thorough: bool) -> Result<Vec<Fault>, Error> {
        damage(self.connection, thorough)
    }

    /// Returns what is not laid out as this version lays it out.
    pub fn strays(&self) -> Result<Vec<Fault>, Error> {
        layout::strays(&layout(self.connection)?)
    }

    /// Returns the rows that refer to something that there is not.
    pub fn dangling(&self) -> Result<Vec<Fault>, Error> {
        dangling(self.connection)
    }

    /// Returns the version of the file's layout.
    pub fn version(&self) -> Result<i64, Error> {
        Ok(self.connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
    }

    /// Returns when the last thing was done that the file knows of.
    pub fn last_instant(&self) -> Result<Option<Instant>, Error> {
        const SQL: &str = "SELECT max(at) FROM (
            SELECT recorded_at AS at FROM ticket_event WHERE id = (SELECT max(id) FROM ticket_event)
            UNION ALL SELECT at FROM audit WHERE seq = (SELECT max(seq) FROM audit)
            UNION ALL SELECT last_at FROM sla_run WHERE id = (SELECT max(id) FROM sla_run)
            UNION ALL SELECT at FROM batch WHERE id = (SELECT max(id) FROM batch))";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Returns when the desk was last backed up, and to where.
    pub fn last_backup(&self) -> Result<Option<(Instant, String)>, Error> {
        const SQL: &str = "SELECT at, object FROM audit WHERE action = ?1 AND outcome = ?2 ORDER BY seq DESC LIMIT 1";
        let bound = [Deed::DeskBackup.as_str(), Outcome::Done.as_str()];
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_row(bound, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Returns the numbers of all tickets.
    pub fn ticket_ids(&self) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "SELECT id FROM ticket ORDER BY id";
        Ok(self.connection.prepare_cached(SQL)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Returns promises that are kept of tickets that there are not.
    pub fn stray_promises(&self) -> Result<Vec<Fault>, Error> {
        const SQL: &str = "SELECT DISTINCT ticket_id FROM sla_cycle WHERE ticket_id NOT IN (SELECT id FROM ticket)";
        self.faults(SQL, |row| {
            Ok(Fault::new(FaultKind::Promise, row.get::<_, TicketId>(0)?, "has promises and is no ticket"))
        })
    }

    /// Returns tickets that have no log.
    pub fn logless(&self) -> Result<Vec<Fault>, Error> {
        const SQL: &str =
            "SELECT id FROM ticket t WHERE NOT EXISTS (SELECT 1 FROM ticket_event WHERE ticket_id = t.id)";
        self.faults(SQL, |row| Ok(Fault::new(FaultKind::Log, row.get::<_, TicketId>(0)?, "has no log")))
    }

    /// Returns accounts that are below themselves, and tickets that were merged into themselves.
    pub fn knots(&self) -> Result<Vec<Fault>, Error> {
        const ACCOUNTS: &str = "WITH RECURSIVE above (id, next) AS (
              SELECT id, parent_id FROM account WHERE parent_id IS NOT NULL UNION
              SELECT above.id, parent_id FROM above JOIN account ON account.id = above.next
              WHERE parent_id IS NOT NULL AND above.next <> above.id)
            SELECT code FROM above JOIN account USING (id) WHERE next = id ORDER BY code";
        const TICKETS: &str = "WITH RECURSIVE after (id, next) AS (
              SELECT id, merged_into_id FROM ticket WHERE merged_into_id IS NOT NULL UNION
              SELECT after.id, merged_into_id FROM after JOIN ticket ON ticket.id = after.next
              WHERE merged_into_id IS NOT NULL AND after.next <> after.id)
            SELECT id FROM after WHERE next = id ORDER BY id";
        let mut faults = self.faults(ACCOUNTS, |row| {
            Ok(Fault::new(FaultKind::Tree, row.get::<_, String>(0)?, "belongs to itself, by way of other accounts"))
        })?;
        faults.extend(self.faults(TICKETS, |row| {
            Ok(Fault::new(FaultKind::Tree, row.get::<_, TicketId>(0)?, "was merged into itself, by way of others"))
        })?);
        Ok(faults)
    }

    /// Returns imports whose record of what they made cannot be true.
    pub fn odd_imports(&self) -> Result<Vec<Fault>, Error> {
        // What was undone keeps the numbers of its tickets, and the next import counts from the last row that is left.
        const TWICE: &str = "SELECT batch_id, object FROM (SELECT batch_id, object, first_id,
              lag(last_id) OVER (PARTITION BY object ORDER BY last_id) AS before
              FROM batch_made made JOIN batch ON batch.id = made.batch_id WHERE undone_at IS NULL)
            WHERE before >= first_id";
        let fault = |row: &Row<'_>, what: String| Ok(Fault::new(FaultKind::Import, row.get::<_, BatchId>(0)?, what));
        let mut faults = self.faults(TWICE, |row| {
            fault(row, format!("made rows of `{}` that another import made", row.get::<_, String>(1)?))
        })?;
        let known = format!("'{}'", OBJECTS.join("', '"));
        let unknown = format!("SELECT DISTINCT batch_id, object FROM batch_made WHERE object NOT IN ({known})");
        faults.extend(self.faults(&unknown, |row| {
            fault(row, format!("made rows of `{}`, which no import makes", row.get::<_, String>(1)?))
        })?);
        for object in OBJECTS {
            let beyond = format!(
                "SELECT made.batch_id, made.last_id FROM batch_made made JOIN batch ON batch.id = made.batch_id
                 WHERE made.object = '{object}' AND batch.undone_at IS NULL
                   AND made.last_id > (SELECT coalesce(max(id), 0) FROM {object})"
            );
            faults.extend(self.faults(&beyond, |row| {
                fault(row, format!("made rows of `{object}` up to {}, which there are not", row.get::<_, i64>(1)?))
            })?);
        }
        Ok(faults)
    }

    fn faults(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<Fault>) -> Result<Vec<Fault>, Error> {
        Ok(self.connection.prepare_cached(sql)?.query_map([], read)?.collect::<Result<_, _>>()?)
    }
}
