//! Returns, their lines and their logs.

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Row, named_params, params, params_from_iter};

use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use super::ticket::Clauses;
use super::{Tx, scope};
use crate::domain::rma::{Finding, Remedy, Rma, RmaEvent, RmaLine, RmaStatus};
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, Instant, Number, OrderId, OrderLineId, Quantity, RmaId};
use crate::error::Error;

const COLUMNS: &str = "r.id, r.account_id, r.contact_id, r.order_id, r.ticket_id, r.status, r.reason, r.restocking, \
                       r.freight_payer, r.inspection, r.tracking, r.requested_at, r.updated_at";
/// How many they are.
const CELLS: usize = 13;

fn read(row: &Row<'_>) -> rusqlite::Result<Rma> {
    Ok(Rma {
        id: row.get(0)?,
        account: row.get(1)?,
        contact: row.get(2)?,
        order: row.get(3)?,
        ticket: row.get(4)?,
        status: row.get(5)?,
        reason: row.get(6)?,
        restocking: row.get(7)?,
        freight: row.get(8)?,
        inspection: row.get(9)?,
        tracking: row.get(10)?,
        requested_at: row.get(11)?,
        updated_at: row.get(12)?,
    })
}

impl Mirror for Rma {
    const TABLE: &'static str = "rma";
    const KEY: &'static [&'static str] = &["id"];
    // One that is new and has no number yet gets the next.
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("id", held(&Some(self.id).filter(|id| id.number() > 0))),
            ("account_id", held(&self.account)),
            ("contact_id", held(&self.contact)),
            ("order_id", held(&self.order)),
            ("ticket_id", held(&self.ticket)),
            ("status", held(&self.status)),
            ("reason", held(&self.reason)),
            ("restocking", held(&self.restocking)),
            ("freight_payer", held(&self.freight)),
            ("inspection", held(&self.inspection)),
            ("tracking", held(&self.tracking)),
            ("requested_at", held(&self.requested_at)),
            ("updated_at", held(&self.updated_at)),
        ]
    }
}

impl KeyedMirror for Rma {
    const KEYED: Keyed = Keyed::Return;
}

/// A line of a return.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RmaLineOf {
    pub rma: RmaId,
    pub line: RmaLine,
}

impl Mirror for RmaLineOf {
    const TABLE: &'static str = "rma_line";
    const KEY: &'static [&'static str] = &["rma_id", "order_line_id"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        let RmaLine { line, quantity, received, finding, remedy } = &self.line;
        vec![
            ("rma_id", held(&self.rma)),
            ("order_line_id", held(line)),
            ("quantity", held(quantity)),
            ("received", held(received)),
            ("verdict", held(finding)),
            ("resolution", held(remedy)),
        ]
    }
}

/// Something that happened to a return.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RmaEventOf {
    pub rma: RmaId,
    pub event: RmaEvent,
}

impl Mirror for RmaEventOf {
    const TABLE: &'static str = "rma_event";
    const KEY: &'static [&'static str] = &["rma_id", "at", "status"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let RmaEvent { at, rep, status, note } = &self.event;
        vec![
            ("rma_id", held(&self.rma)),
            ("at", held(at)),
            ("rep_id", held(rep)),
            ("status", held(status)),
            ("note", held(note)),
        ]
    }
}

/// Which returns a list takes; what is not set does not restrict.
#[derive(Debug, Clone, Default)]
pub struct RmaFilter {
    /// Only this account's.
    pub account: Option<AccountId>,
    /// Only of this order.
    pub order: Option<OrderId>,
    /// Only in one of these; if empty, every one that is not refused or closed.
    pub statuses: Vec<RmaStatus>,
    /// Refused and closed ones too.
    pub all: bool,
    /// Only what is in sight.
    pub scope: Scope,
}

/// A return as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is named for what it is")]
pub struct RmaEntry {
    pub rma: Rma,
    pub account: Code,
    pub order: Number,
}

impl RmaFilter {
    fn clauses(&self) -> Clauses {
        let mut clauses = Clauses::default();
        clauses.equals("r.account_id", self.account);
        clauses.equals("r.order_id", self.order);
        if self.statuses.is_empty() && !self.all {
            clauses.and("r.status <> 'refused' AND r.status <> 'closed'", []);
        }
        if !self.statuses.is_empty() {
            let marks = vec!["?"; self.statuses.len()].join(", ");
            let bound = self.statuses.iter().map(|status| Box::new(*status) as Box<dyn ToSql>);
            clauses.and(&format!("r.status IN ({marks})"), bound);
        }
        if self.scope != Scope::Everything {
            clauses.and(&scope::returns(&self.scope), []);
        }
        clauses
    }
}

impl Tx<'_> {
    /// Returns the returns a list takes, the latest first.
    pub fn returns(&self, filter: &RmaFilter) -> Result<Vec<RmaEntry>, Error> {
        let Clauses { sql: conditions, bound } = filter.clauses();
        let sql = format!(
            "SELECT {COLUMNS}, a.code, o.number FROM rma r JOIN account a ON a.id = r.account_id
             JOIN sales_order o ON o.id = r.order_id {conditions} ORDER BY r.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let entries = statement.query_map(params_from_iter(&bound), |row| {
            Ok(RmaEntry { rma: read(row)?, account: row.get(CELLS)?, order: row.get(CELLS + 1)? })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    /// Returns the return of that number; of one that is out of sight it says that there is none.
    pub fn need_shown_return(&self, scope: &Scope, id: RmaId) -> Result<Rma, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rma r WHERE r.id = ?1 AND {}", scope::returns(scope));
        let found = self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?;
        found.ok_or_else(|| Error::unknown("return", id))
    }

    /// Returns the return of that number.
    pub fn find_return(&self, id: RmaId) -> Result<Option<Rma>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rma r WHERE r.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Returns what comes back with a return, by the places of the order's lines.
    pub fn return_lines(&self, rma: RmaId) -> Result<Vec<RmaLine>, Error> {
        const SQL: &str = "SELECT r.order_line_id, r.quantity, r.received, r.verdict, r.resolution FROM rma_line r
            JOIN order_line l ON l.id = r.order_line_id WHERE r.rma_id = ?1 ORDER BY l.line";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let lines = statement.query_map([rma], |row| {
            let (finding, remedy): (Option<Finding>, Option<Remedy>) = (row.get(3)?, row.get(4)?);
            Ok(RmaLine { line: row.get(0)?, quantity: row.get(1)?, received: row.get(2)?, finding, remedy })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Returns how much of a line is taken up by returns.
    pub fn returned(&self, line: OrderLineId) -> Result<Quantity, Error> {
        const SQL: &str = "SELECT r.status, l.quantity, l.received FROM rma_line l JOIN rma r ON r.id = l.rma_id
            WHERE l.order_line_id = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut sum = Quantity::ZERO;
        let mut rows = statement.query([line])?;
        while let Some(row) = rows.next()? {
            let back = RmaLine { line, quantity: row.get(1)?, received: row.get(2)?, finding: None, remedy: None };
            sum = sum.plus(back.taken_up(row.get(0)?));
        }
        Ok(sum)
    }

    /// Returns when the last of what left of a line came, or nothing while nobody knows that any did.
    pub fn last_delivery(&self, line: OrderLineId) -> Result<Option<Instant>, Error> {
        const SQL: &str = "SELECT max(s.delivered_at) FROM shipment_line p JOIN shipment s ON s.id = p.shipment_id
            WHERE p.order_line_id = ?1 AND p.quantity > 0";
        Ok(self.connection.prepare_cached(SQL)?.query_row([line], |row| row.get(0))?)
    }

    /// Returns what happened to a return, in its order.
    pub fn return_events(&self, rma: RmaId) -> Result<Vec<RmaEvent>, Error> {
        const SQL: &str = "SELECT at, rep_id, status, note FROM rma_event WHERE rma_id = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let events = statement.query_map([rma], |row| {
            Ok(RmaEvent { at: row.get(0)?, rep: row.get(1)?, status: row.get(2)?, note: row.get(3)? })
        })?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    /// Stores a new return with its lines, and gives it its number.
    pub fn add_return(&self, rma: &mut Rma, lines: &[RmaLine]) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO rma (account_id, contact_id, order_id, ticket_id, status, reason, restocking,
            freight_payer, inspection, tracking, requested_at, updated_at) VALUES (:account, :contact, :order, :ticket,
            :status, :reason, :restocking, :freight, :inspection, :tracking, :requested_at, :updated_at) RETURNING id";
        const LINE: &str = "INSERT INTO rma_line (rma_id, order_line_id, quantity) VALUES (?1, ?2, ?3)";
        let bound = named_params! {
            ":account": rma.account, ":contact": rma.contact, ":order": rma.order, ":ticket": rma.ticket,
            ":status": rma.status, ":reason": rma.reason, ":restocking": rma.restocking, ":freight": rma.freight,
            ":inspection": rma.inspection, ":tracking": rma.tracking, ":requested_at": rma.requested_at,
            ":updated_at": rma.updated_at,
        };
        rma.id = self.connection.prepare_cached(SQL)?.query_row(bound, |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(LINE)?;
        for line in lines {
            statement.execute(params![rma.id, line.line, line.quantity])?;
        }
        Ok(())
    }

    /// Adds to a return's log, and brings the return to where that leads.
    pub fn record_return(&self, rma: &mut Rma, event: &RmaEvent) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO rma_event (rma_id, at, rep_id, status, note) VALUES (?1, ?2, ?3, ?4, ?5)";
        const SAVE: &str = "UPDATE rma SET status = ?2, tracking = ?3, updated_at = ?4 WHERE id = ?1";
        let RmaEvent { at, rep, status, note } = event;
        self.connection.prepare_cached(SQL)?.execute(params![rma.id, at, rep, status, note])?;
        (rma.status, rma.updated_at) = (*status, *at);
        self.seen("rma", rma.id.number())?;
        self.connection.prepare_cached(SAVE)?.execute(params![rma.id, rma.status, rma.tracking, rma.updated_at])?;
        Ok(())
    }

    /// Stores what was found of a line that came back, and what is done about it.
    pub fn save_return_line(&self, rma: RmaId, line: &RmaLine) -> Result<(), Error> {
        const FIND: &str = "SELECT id FROM rma_line WHERE rma_id = ?1 AND order_line_id = ?2";
        const SAVE: &str = "UPDATE rma_line SET received = ?2, verdict = ?3, resolution = ?4 WHERE id = ?1";
        let id: i64 = self.connection.prepare_cached(FIND)?.query_row(params![rma, line.line], |row| row.get(0))?;
        self.seen("rma_line", id)?;
        self.connection.prepare_cached(SAVE)?.execute(params![id, line.received, line.finding, line.remedy])?;
        Ok(())
    }
}
