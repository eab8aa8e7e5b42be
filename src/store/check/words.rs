//! Whether the words of the log are found where they stand, and no others.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rusqlite::{Connection, OptionalExtension as _};

use super::{Fault, FaultKind};
use crate::domain::TicketId;
use crate::domain::scope::Scope;
use crate::error::Error;
use crate::store::Tx;
use crate::store::backlog::{AT_ONCE, AT_ONCE_IDS};

impl Tx<'_> {
    /// Counts entries whose words cannot be found, and words of entries that there are not; what large imports have left
    /// for later is no fault. Whether the words are the right ones is not looked at.
    pub fn lost_words(&self) -> Result<Vec<Fault>, Error> {
        const LOST: &str = "SELECT count(*) FROM ticket_event e WHERE (subject IS NOT NULL OR body IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM ticket_text_docsize d WHERE d.id = e.id)
            AND NOT EXISTS (SELECT 1 FROM ticket_text_backlog WHERE e.id BETWEEN first_id AND last_id)";
        const STRAY: &str = "SELECT count(*) FROM ticket_text_docsize d
            WHERE NOT EXISTS (SELECT 1 FROM ticket_event e WHERE e.id = d.id)";
        let count = |sql| self.connection.prepare_cached(sql)?.query_row([], |row| row.get::<_, i64>(0));
        let told = [
            (count(LOST)?, "lacks the words of entries of the log", "lacks the words of an entry of the log"),
            (count(STRAY)?, "holds words of entries that there are not", "holds words of an entry that there is not"),
        ];
        let fault = |(number, many, one): (i64, &str, &str)| match number {
            0 => None,
            1 => Some(one.to_owned()),
            number => Some(format!("{many}: {number}")),
        };
        Ok(told.into_iter().filter_map(fault).map(|what| Fault::new(FaultKind::Search, "search", what)).collect())
    }

    /// Compares the words that are found with those of the log. Only spans of entries whose words come to something else are
    /// compared entry by entry: memory does not grow with the log.
    /// `tell` is told up to which entry it has come.
    pub fn wrong_words(&self, tell: &mut dyn FnMut(u64)) -> Result<Vec<Fault>, Error> {
        let spans = usize::try_from(self.last_event()?.number()).unwrap_or_default() / AT_ONCE + 1;
        // The last sum is that of words of entries that there are not.
        let span_of = |event| usize::try_from(event).map_or(spans, |event: usize| spans.min(event / AT_ONCE));
        let mut sums = vec![0; spans + 1];
        self.each_found(|event, word| add(&mut sums[span_of(event)], word))?;
        for (span, sum) in sums.iter_mut().enumerate().take(spans) {
            self.each_written(span, |_, word| take_off(sum, word))?;
            tell(u64::try_from((span + 1) * AT_ONCE).unwrap_or(u64::MAX));
        }
        let is_odd: Vec<bool> = sums.iter().map(|sum| *sum != 0).collect();
        if !is_odd.contains(&true) {
            return Ok(Vec::new());
        }
        let mut sums = HashMap::new();
        self.each_found(|event, word| {
            if is_odd[span_of(event)] {
                add(sums.entry(event).or_default(), word);
            }
        })?;
        for span in (0..spans).filter(|span| is_odd[*span]) {
            self.each_written(span, |event, word| take_off(sums.entry(event).or_default(), word))?;
        }
        self.told_by_ticket(sums.into_iter().filter(|(_, sum)| *sum != 0).map(|(event, _)| event))
    }

    fn told_by_ticket(&self, events: impl Iterator<Item = i64>) -> Result<Vec<Fault>, Error> {
        let (mut of_tickets, mut strays) = (BTreeMap::<TicketId, u64>::new(), 0);
        for event in events {
            match self.ticket_of_event(event)? {
                Some(ticket) => *of_tickets.entry(ticket).or_default() += 1,
                None => strays += 1,
            }
        }
        let fault = |(ticket, entries): (TicketId, u64)| {
            let what = match entries {
                1 => "words of an entry cannot be found as it is written".to_owned(),
                _ => format!("words of {entries} entries cannot be found as they are written"),
            };
            Fault::new(FaultKind::Search, ticket, what)
        };
        let mut faults: Vec<Fault> = of_tickets.into_iter().map(fault).collect();
        if strays > 0 {
            let what = format!("holds words of entries that there are not: {strays}");
            faults.push(Fault::new(FaultKind::Search, "search", what));
        }
        Ok(faults)
    }

    /// Makes the words of every entry findable anew.
    pub fn rebuild_words(&self) -> Result<(), Error> {
        const FORGET: &str = "INSERT INTO ticket_text (ticket_text) VALUES ('delete-all')";
        const NOTHING_LEFT: &str = "DELETE FROM ticket_text_backlog";
        self.connection.prepare_cached(FORGET)?.execute([])?;
        self.connection.prepare_cached(NOTHING_LEFT)?.execute([])?;
        self.index_texts(0, self.last_event()?.number())
    }

    /// Hands each word that is found to `visit`, as [`each_word`] does.
    fn each_found(&self, visit: impl FnMut(i64, u64)) -> Result<(), Error> {
        // A table that shows an index is one of the connection's own: the file is not written to.
        let only_reads: bool = self.connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
        self.connection.pragma_update(None, "query_only", false)?;
        let shown = show_words(self.connection, "main");
        self.connection.pragma_update(None, "query_only", only_reads)?;
        shown?;
        each_word(self.connection, visit)
    }

    /// Does the same for the words of a span of the log, but those that large imports have left for later.
    fn each_written(&self, span: usize, mut visit: impl FnMut(i64, u64)) -> Result<(), Error> {
        const LEFT: &str = "SELECT first_id, last_id FROM ticket_text_backlog WHERE first_id <= ?2 AND last_id >= ?1";
        let first = i64::try_from(span * AT_ONCE).unwrap_or(i64::MAX);
        let last = first.saturating_add(AT_ONCE_IDS - 1);
        let mut left = self.connection.prepare_cached(LEFT)?;
        let left = left.query_map([first, last], |row| Ok(row.get::<_, i64>(0)?..=row.get::<_, i64>(1)?))?;
        let left = left.collect::<Result<Vec<_>, _>>()?;
        if left.iter().any(|range| range.contains(&first) && range.contains(&last)) {
            return Ok(());
        }
        let portion = self.portion(first, last, &Scope::Everything)?;
        show_words(&portion, "main")?;
        each_word(&portion, |event, word| {
            if !left.iter().any(|range| range.contains(&event)) {
                visit(event, word);
            }
        })
    }

    fn ticket_of_event(&self, event: i64) -> Result<Option<TicketId>, Error> {
        const SQL: &str = "SELECT ticket_id FROM ticket_event WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([event], |row| row.get(0)).optional()?)
    }
}

fn show_words(connection: &Connection, schema: &str) -> Result<(), Error> {
    let sql =
        format!("CREATE VIRTUAL TABLE IF NOT EXISTS temp.found_word USING fts5vocab ({schema}, ticket_text, instance)");
    Ok(connection.execute_batch(&sql)?)
}

fn add(sum: &mut u64, word: u64) {
    *sum = sum.wrapping_add(word);
}

fn take_off(sum: &mut u64, word: u64) {
    *sum = sum.wrapping_sub(word);
}

/// Hands each word that is found to `visit`, with the entry it is in: as a number that tells what and where it is. They may
/// come in any order, and are therefore added up.
fn each_word(connection: &Connection, mut visit: impl FnMut(i64, u64)) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT doc, term, col, \"offset\" FROM temp.found_word")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let event = row.get(0)?;
        let mut hasher = DefaultHasher::new();
        i64::hash(&event, &mut hasher);
        row.get_ref(1)?.as_bytes().unwrap_or_default().hash(&mut hasher);
        row.get_ref(2)?.as_bytes().unwrap_or_default().hash(&mut hasher);
        row.get_ref(3)?.as_i64().unwrap_or_default().hash(&mut hasher);
        visit(event, hasher.finish());
    }
    Ok(())
}
