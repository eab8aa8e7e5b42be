//! Words that imports have left to be made findable, and what finds them meanwhile.

use std::collections::HashSet;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension, params};

use super::search::{Found, find};
use super::{Tx, scope};
use crate::domain::EventId;
use crate::domain::scope::Scope;
use crate::error::Error;

/// How many events are made findable in one go: their words take some tenths of a second.
pub(super) const AT_ONCE: usize = 20_000;
#[expect(clippy::cast_possible_wrap, reason = "far from the limit")]
pub(super) const AT_ONCE_IDS: i64 = AT_ONCE as i64;

/// The first and the last event of a range of the backlog; of a damaged file, whatever stands there, no more than there are.
const LEFT: &str = "max(first_id, 1) AS first, min(last_id, (SELECT coalesce(max(id), 0) FROM ticket_event)) AS last";

impl Tx<'_> {
    /// Sees to it that the words of all events after `event` will be found: at once if there are few, else by whoever
    /// searches or checks next. In bulk this is far cheaper than one by one: every other write in between would flush the
    /// index.
    pub fn leave_text_since(&self, event: EventId) -> Result<(), Error> {
        const LEAVE: &str = "INSERT INTO ticket_text_backlog (first_id, last_id) VALUES (?1, ?2)";
        let (first, last) = (event.number() + 1, self.last_event()?.number());
        if last - first < AT_ONCE_IDS {
            return self.index_texts(first, last);
        }
        self.connection.prepare_cached(LEAVE)?.execute([first, last])?;
        Ok(())
    }

    /// Makes findable what comes next of the words that were left; tells whether any were.
    pub fn index_backlog(&self) -> Result<bool, Error> {
        const DONE: &str = "DELETE FROM ticket_text_backlog WHERE first_id = ?1";
        const GO_ON: &str = "UPDATE ticket_text_backlog SET first_id = ?2 WHERE first_id = ?1";
        let next = format!("SELECT first_id, {LEFT} FROM ticket_text_backlog ORDER BY first_id LIMIT 1");
        let mut next = self.connection.prepare_cached(&next)?;
        let next: Option<[i64; 3]> =
            next.query_row([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).optional()?;
        let Some([known_as, first, last]) = next else { return Ok(false) };
        let end = last.min(first + AT_ONCE_IDS - 1);
        self.index_texts(first, end)?;
        if end == last {
            self.connection.prepare_cached(DONE)?.execute([known_as])?;
        } else {
            self.connection.prepare_cached(GO_ON)?.execute([known_as, end + 1])?;
        }
        Ok(true)
    }

    /// Counts the events whose words cannot be found yet.
    pub fn count_backlog(&self) -> Result<u64, Error> {
        let sql =
            format!("SELECT coalesce(sum(max(last - first + 1, 0)), 0) FROM (SELECT {LEFT} FROM ticket_text_backlog)");
        let count: i64 = self.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Makes the words of events findable.
    pub(super) fn index_texts(&self, first: i64, last: i64) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO ticket_text (rowid, subject, body) SELECT id, subject, body FROM ticket_event
            WHERE id >= ?1 AND id <= ?2 AND (subject IS NOT NULL OR body IS NOT NULL)";
        self.connection.prepare_cached(SQL)?.execute([first, last])?;
        Ok(())
    }

    /// Makes the words of events unfindable that are about to be deleted.
    pub fn forget_text(&self, first: i64, last: i64) -> Result<(), Error> {
        const FORGET: &str = "INSERT INTO ticket_text (ticket_text, rowid, subject, body)
            SELECT 'delete', id, subject, body FROM ticket_event
            WHERE id BETWEEN ?1 AND ?2 AND (subject IS NOT NULL OR body IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM ticket_text_backlog WHERE id BETWEEN first_id AND last_id)";
        // The rest: that nothing is left to do for ids that may be given anew.
        const BEHIND: &str = "INSERT INTO ticket_text_backlog (first_id, last_id)
            SELECT ?2 + 1, last_id FROM ticket_text_backlog WHERE first_id < ?1 AND last_id > ?2";
        const BEFORE: &str = "UPDATE ticket_text_backlog SET last_id = ?1 - 1
            WHERE first_id < ?1 AND last_id >= ?1 AND first_id < ?2";
        const AFTER: &str = "UPDATE ticket_text_backlog SET first_id = ?2 + 1
            WHERE first_id >= ?1 AND first_id <= ?2 AND last_id > ?2";
        const WITHIN: &str = "DELETE FROM ticket_text_backlog WHERE first_id >= ?1 AND last_id <= ?2";
        for sql in [FORGET, BEHIND, BEFORE, AFTER, WITHIN] {
            self.connection.prepare_cached(sql)?.execute([first, last])?;
        }
        Ok(())
    }

    /// Searches the backlog alone, portion by portion, through an index in memory: for a file that takes no writing just
    /// now.
    pub fn search_backlog(&self, words: &str, limit: u32, scope: &Scope) -> Result<Vec<Found>, Error> {
        let ranges = format!("SELECT {LEFT} FROM ticket_text_backlog ORDER BY first_id");
        let mut ranges = self.connection.prepare_cached(&ranges)?;
        let ranges = ranges.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut best = Vec::new();
        for (first, last) in ranges.collect::<Result<Vec<(i64, i64)>, _>>()? {
            for first in (first..=last).step_by(AT_ONCE) {
                let portion = self.portion(first, last.min(first + AT_ONCE_IDS - 1), scope)?;
                best.extend(find(&portion, words, limit, "TRUE")?);
                best = best_of(best, limit);
            }
        }
        Ok(best)
    }

    /// Returns an index in memory of some events' words, of those in sight, laid out as the file's own.
    pub(super) fn portion(&self, first: i64, last: i64, scope: &Scope) -> Result<Connection, Error> {
        const LAYOUT: &str = "SELECT sql FROM sqlite_schema WHERE name = 'ticket_text'";
        const EVENTS: &str = "CREATE TABLE ticket_event (id INTEGER PRIMARY KEY, ticket_id, subject, body)";
        const WRITE: &str = "INSERT INTO ticket_event VALUES (?1, ?2, ?3, ?4)";
        const INDEX: &str = "INSERT INTO ticket_text (rowid, subject, body) SELECT id, subject, body FROM ticket_event";
        let read = format!(
            "SELECT e.id, e.ticket_id, e.subject, e.body FROM ticket_event e
            WHERE e.id >= ?1 AND e.id <= ?2 AND (e.subject IS NOT NULL OR e.body IS NOT NULL) AND {}",
            scope::words(scope)
        );
        let mut memory = Connection::open_in_memory()?;
        let layout: String = self.connection.query_row(LAYOUT, [], |row| row.get(0))?;
        memory.execute_batch(&format!("{EVENTS}; {layout}"))?;
        let transaction = memory.transaction()?;
        let (mut read, mut write) = (self.connection.prepare_cached(&read)?, transaction.prepare(WRITE)?);
        let mut rows = read.query([first, last])?;
        while let Some(row) = rows.next()? {
            let cell = |column| row.get_ref(column).map(ToSqlOutput::Borrowed);
            write.execute(params![cell(0)?, cell(1)?, cell(2)?, cell(3)?])?;
        }
        drop(write);
        transaction.execute(INDEX, [])?;
        transaction.commit()?;
        Ok(memory)
    }
}

/// Returns the best matches, each ticket's best first.
pub fn best_of(mut found: Vec<Found>, limit: u32) -> Vec<Found> {
    found.sort_by(|one, other| one.rank.total_cmp(&other.rank).then(one.ticket.cmp(&other.ticket)));
    let mut seen = HashSet::new();
    found.retain(|found| seen.insert(found.ticket));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Account;
    use crate::domain::ticket::{Actor, Category, Channel, Event, Outset, Priority, What};
    use crate::domain::{Instant, TicketId};
    use crate::store::Store;

    /// Makes a store with two tickets whose words are indexed, and one of which the words are left.
    fn store(folder: &tempfile::TempDir) -> Store {
        let mut store = Store::create(&folder.path().join("desk.db")).unwrap();
        let open = |account, subject: &str| {
            let what = What::Created {
                account,
                contact: None,
                subject: subject.parse()?,
                category: Category::OTHER,
                priority: Priority::Normal,
                channel: Channel::Email,
                queue: None,
                tier: crate::domain::Tier::DEFAULT,
                outset: Outset::default(),
            };
            let at = Instant::from_epoch(1_768_467_600);
            Ok::<_, Error>(Event { at, recorded_at: at, by: Actor::System, what, to: None })
        };
        let begun = store.write(|tx| {
            let mut account = Account::new("ACME".parse()?, "Acme".parse()?);
            tx.add_account(&mut account)?;
            for subject in ["Pallet seven", "A late pallet"] {
                let event = open(account.id, subject)?;
                tx.append(tx.open_ticket(&event)?.id, &event)?;
            }
            let before = tx.last_event()?;
            let event = open(account.id, "The pressión of a pallet")?;
            tx.log(tx.open_ticket(&event)?.id, &event, None)?;
            let (first, last) = (before.number() + 1, tx.last_event()?.number());
            tx.connection.execute("INSERT INTO ticket_text_backlog VALUES (?1, ?2)", [first, last])?;
            Ok(())
        });
        begun.map(|()| store).map_err(|why: Error| why.to_string()).unwrap()
    }

    fn ids(found: Vec<Found>) -> Vec<i64> {
        let mut ids: Vec<i64> = found.into_iter().map(|found| found.ticket.number()).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn what_is_left_is_found_by_reading_it_and_once_indexed_by_the_index() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder);
        let asked = |tx: &Tx<'_>, words: &str| {
            let all = &Scope::Everything;
            Ok((ids(tx.search(words, 9, all)?), ids(tx.search_backlog(words, 9, all)?)))
        };
        assert_eq!(store.read(|tx| asked(tx, "pallet")).unwrap(), (vec![1, 2], vec![3]));
        assert_eq!(store.read(|tx| asked(tx, "pression")).unwrap(), (vec![], vec![3]));
        assert_eq!(store.read(|tx| asked(tx, "\"\"")).unwrap(), (vec![], vec![]));
        let done = store.write(|tx| Ok::<_, Error>((tx.index_backlog()?, tx.index_backlog()?))).unwrap();
        assert_eq!(done, (true, false));
        assert_eq!(store.read(|tx| asked(tx, "pallet")).unwrap(), (vec![1, 2, 3], vec![]));
    }

    #[test]
    fn the_best_match_of_each_ticket_counts() {
        let found = |ticket, rank: f64| Found { ticket: TicketId::new(ticket), excerpt: rank.to_string(), rank };
        let best = best_of(vec![found(1, -1.0), found(2, -2.0), found(1, -3.0), found(3, -0.5)], 2);
        assert_eq!(best.iter().map(|found| found.excerpt.as_str()).collect::<Vec<_>>(), ["-3", "-2"]);
    }
}
