//! Taking out of quotes what somebody of the customer's said.

use rusqlite::params;
use serde_json::{Value as Json, json};

use crate::domain::audit::Told;
use crate::domain::contact::ERASED;
use crate::domain::{ContactId, QuoteId, Sha256Sum};
use crate::error::Error;
use crate::store::Tx;

/// Where quotes keep words of a customer's.
struct Place {
    table: &'static str,
    column: &'static str,
    /// Finds the rows with words of a contact, and their quotes.
    find: &'static str,
    erase: &'static str,
}

const PLACES: [Place; 3] = [
    Place {
        table: "quote",
        column: "request",
        find: "SELECT id, id FROM quote WHERE contact_id = ?1 AND request IS NOT NULL ORDER BY id",
        erase: "UPDATE quote SET request = ?2 WHERE id = ?1 AND ?3 IS NOT NULL",
    },
    Place {
        table: "quote_event",
        column: "note",
        find: "SELECT id, quote_id FROM quote_event WHERE contact_id = ?1 AND note IS NOT NULL ORDER BY id",
        erase: "UPDATE quote_event SET note = ?2 WHERE id = ?1 AND ?3 IS NOT NULL",
    },
    Place {
        table: "quote_evidence",
        column: "name",
        find: "SELECT v.id, e.quote_id FROM quote_event e JOIN quote_evidence v ON v.event_id = e.id
            WHERE e.contact_id = ?1 ORDER BY v.id",
        erase: "UPDATE quote_evidence SET name = ?2, sha256 = ?3, content = x'' WHERE id = ?1",
    },
];

/// A row with words of a contact's.
pub(in crate::store) struct Said {
    place: &'static Place,
    id: i64,
    /// The quote it belongs to.
    pub(in crate::store) quote: QuoteId,
}

impl Said {
    /// Tells whether it is the row that an entry of the audit log tells of.
    pub(in crate::store) fn is(&self, row: &Told) -> bool {
        row.table == self.place.table && row.id == self.id
    }

    /// Tells that it was erased.
    pub(in crate::store) fn told(&self) -> Json {
        json!({ "table": self.place.table, "id": self.id, self.place.column: ERASED })
    }
}

impl Tx<'_> {
    /// Returns what a contact asked for, what was noted of what they said, and the files that show it.
    pub(in crate::store) fn said_on_quotes(&self, contact: ContactId) -> Result<Vec<Said>, Error> {
        let mut said = Vec::new();
        for place in &PLACES {
            let mut statement = self.connection.prepare_cached(place.find)?;
            let rows = statement.query_map([contact], |row| Ok(Said { place, id: row.get(0)?, quote: row.get(1)? }))?;
            said.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(said)
    }

    /// Erases that, and what imports have kept of what it was.
    pub(in crate::store) fn erase_said(&self, said: &[Said]) -> Result<(), Error> {
        const IMAGES: &str = "DELETE FROM batch_changed WHERE object = ?1 AND row_id = ?2";
        let nothing = Sha256Sum::of(&[]);
        for Said { place, id, .. } in said {
            self.connection.prepare_cached(place.erase)?.execute(params![id, ERASED, nothing])?;
            self.connection.prepare_cached(IMAGES)?.execute(params![place.table, id])?;
        }
        Ok(())
    }
}
