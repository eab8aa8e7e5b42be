//! The audit log: entries are put at its end, and never changed.

use rusqlite::{OptionalExtension, Params, Row, ToSql, params};

use super::Tx;
use super::ticket::Clauses;
use crate::domain::audit::{Entry, Head, Link, Object, Who, salted};
use crate::domain::{BatchId, Instant};
use crate::error::Error;

const SELECT: &str =
    "SELECT seq, at, actor, os_user, uid, acting_as, via, action, outcome, noun, object, before, after,
    reason, key, prev, hash FROM audit";

/// Which entries a list takes.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// Of this thing: `T42`, an account's code, a rep's handle.
    pub object: Option<String>,
    /// By this rep, whoever they acted as.
    pub actor: Option<String>,
    /// Of this action, or of all that begin so: `ticket`, `ticket.reply`.
    pub action: Option<String>,
    /// Not before.
    pub since: Option<Instant>,
    /// Before.
    pub until: Option<Instant>,
    /// Only those who were turned away.
    pub refused: bool,
}

impl AuditFilter {
    fn clauses(&self) -> Clauses {
        let Self { object, actor, action, since, until, refused } = self;
        let mut clauses = Clauses::default();
        clauses.equals("object COLLATE NOCASE", object.clone());
        clauses.equals("actor COLLATE NOCASE", actor.clone());
        if let Some(action) = action {
            let whole = || Box::new(action.clone()) as Box<dyn ToSql>;
            clauses.and("(action = ? OR substr(action, 1, length(?) + 1) = ? || '.')", [whole(), whole(), whole()]);
        }
        for (condition, bound) in [("at >= ?", since), ("at < ?", until)] {
            if let Some(bound) = *bound {
                clauses.and(condition, [Box::new(bound) as Box<dyn ToSql>]);
            }
        }
        if *refused {
            clauses.and("outcome = 'refused'", []);
        }
        clauses
    }
}

/// A text that entries know by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct KeptText {
    pub hash: String,
    pub salt: String,
    /// Nothing where it stands in a ticket's log.
    pub text: Option<String>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Link> {
    let who = Who { actor: row.get(2)?, user: row.get(3)?, uid: row.get(4)?, acting_as: row.get(5)? };
    let object = match (row.get(9)?, row.get(10)?) {
        (Some(noun), Some(name)) => Some(Object { noun, name }),
        _ => None,
    };
    let entry = Entry {
        at: row.get(1)?,
        who,
        via: row.get(6)?,
        action: row.get(7)?,
        outcome: row.get(8)?,
        object,
        before: row.get(11)?,
        after: row.get(12)?,
        reason: row.get(13)?,
        key: row.get(14)?,
    };
    Ok(Link { seq: row.get(0)?, entry, prev: row.get(15)?, hash: row.get(16)? })
}

fn read_text(row: &Row<'_>) -> rusqlite::Result<KeptText> {
    Ok(KeptText { hash: row.get(0)?, salt: row.get(1)?, text: row.get(2)? })
}

impl Tx<'_> {
    /// Writes into the audit log what a batch is by now; its rows are too many to be told one by one.
    pub fn tell_batch(&self, entry: Entry, batch: BatchId) -> Result<(), Error> {
        const SQL: &str = "SELECT json_array(json_patch(json_object('table', 'batch'), ?1))";
        let image = self.image("batch", batch.number())?;
        let after = self.connection.prepare_cached(SQL)?.query_row([image], |row| row.get(0))?;
        let object = Object { noun: "import".to_owned(), name: batch.to_string() };
        self.tell(Entry { object: Some(object), after: Some(after), ..entry })
    }

    /// Puts an entry at the end of the audit log.
    pub fn tell(&self, entry: Entry) -> Result<(), Error> {
        const SQL: &str =
            "INSERT INTO audit (seq, at, actor, os_user, uid, acting_as, via, action, outcome, noun, object,
            before, after, reason, key, prev, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
        let Link { seq, entry, prev, hash } = entry.after(&self.audit_head()?);
        let Who { actor, user, uid, acting_as } = entry.who;
        let (noun, object) = entry.object.map(|object| (object.noun, object.name)).unzip();
        let bound = params![
            seq,
            entry.at,
            actor,
            user,
            uid,
            acting_as,
            entry.via,
            entry.action,
            entry.outcome,
            noun,
            object,
            entry.before,
            entry.after,
            entry.reason,
            entry.key,
            prev,
            hash
        ];
        self.connection.prepare_cached(SQL)?.execute(bound)?;
        Ok(())
    }

    /// Returns where the audit log ends.
    pub fn audit_head(&self) -> Result<Head, Error> {
        const SQL: &str = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
        let read = |row: &Row<'_>| Ok(Head { seq: row.get(0)?, hash: row.get(1)? });
        Ok(self.connection.prepare_cached(SQL)?.query_row([], read).optional()?.unwrap_or_default())
    }

    /// Returns the newest entries that a filter takes, and how many it takes in all.
    pub fn audit_log(&self, filter: &AuditFilter, limit: u32) -> Result<(Vec<Link>, usize), Error> {
        let clauses = filter.clauses();
        let bound = || rusqlite::params_from_iter(&clauses.bound);
        let count = format!("SELECT count(*) FROM audit {}", clauses.sql);
        let count: i64 = self.connection.prepare_cached(&count)?.query_row(bound(), |row| row.get(0))?;
        let sql = format!("{SELECT} {} ORDER BY seq DESC LIMIT {limit}", clauses.sql);
        let mut statement = self.connection.prepare(&sql)?;
        let links = statement.query_map(bound(), read)?.collect::<Result<_, _>>()?;
        Ok((links, usize::try_from(count).unwrap_or_default()))
    }

    /// Returns an entry.
    pub fn need_audit(&self, seq: i64) -> Result<Link, Error> {
        let sql = format!("{SELECT} WHERE seq = ?1");
        let found = self.connection.prepare_cached(&sql)?.query_row([seq], read).optional()?;
        found.ok_or_else(|| Error::unknown("audit entry", seq))
    }

    /// Hands every entry to `visit`, the first one first.
    pub fn each_audit(&self, visit: impl FnMut(Link) -> Result<(), Error>) -> Result<(), Error> {
        self.each_entry("", [], visit)
    }

    /// Hands every entry of a thing to `visit`, likewise.
    pub(super) fn each_audit_of(
        &self,
        object: &str,
        visit: impl FnMut(Link) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.each_entry("WHERE object = ?1 COLLATE NOCASE", [object], visit)
    }

    fn each_entry(
        &self,
        taken: &str,
        bound: impl Params,
        mut visit: impl FnMut(Link) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare(&format!("{SELECT} {taken} ORDER BY seq"))?;
        let mut rows = statement.query(bound)?;
        while let Some(row) = rows.next()? {
            visit(read(row)?)?;
        }
        Ok(())
    }

    /// Keeps text that the log knows by its hash, which it returns; only its salt where the text `stands` elsewhere.
    pub(super) fn keep_text(&self, text: &str, stands: bool) -> Result<String, Error> {
        const SALT: &str = "SELECT lower(hex(randomblob(16)))";
        const SQL: &str = "INSERT INTO audit_text (hash, salt, text) VALUES (?1, ?2, ?3)";
        let salt: String = self.connection.prepare_cached(SALT)?.query_row([], |row| row.get(0))?;
        let hash = salted(&salt, text);
        self.connection.prepare_cached(SQL)?.execute(params![hash, salt, (!stands).then_some(text)])?;
        Ok(hash)
    }

    /// Returns the text of a hash; nothing once it is erased.
    pub fn kept_text(&self, hash: &str) -> Result<Option<KeptText>, Error> {
        const SQL: &str = "SELECT hash, salt, text FROM audit_text WHERE hash = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([hash], read_text).optional()?)
    }

    /// Hands every text that the log keeps itself to `visit`.
    pub fn each_kept_text(&self, mut visit: impl FnMut(KeptText)) -> Result<(), Error> {
        const SQL: &str = "SELECT hash, salt, text FROM audit_text WHERE text IS NOT NULL";
        let mut statement = self.connection.prepare(SQL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(read_text(row)?);
        }
        Ok(())
    }

    /// Returns a column of an entry of a ticket's log.
    pub fn logged_text(&self, event: i64, column: &str) -> Result<Option<String>, Error> {
        const SQL: &str = "SELECT iif(?2 = 'body', body, subject) FROM ticket_event WHERE id = ?1";
        let found = self.connection.prepare_cached(SQL)?.query_row(params![event, column], |row| row.get(0));
        Ok(found.optional()?.flatten())
    }
}
