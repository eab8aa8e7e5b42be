//! Lists of quotes.

use rusqlite::types::ToSql;
use rusqlite::{Row, params_from_iter};

use super::{CELLS, COLUMNS, REVISION, REVISION_CELLS, read, read_revision_at};
use crate::domain::quote::{Quote, Revision, Standing};
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, Date, Instant, Line, RepId, TicketId};
use crate::error::Error;
use crate::store::convert::Day;
use crate::store::ticket::Clauses;
use crate::store::{Tx, scope};

/// Which quotes a list takes; what is not set does not restrict.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is named for what it is")]
pub struct QuoteFilter {
    /// Only this account's, and with `true` those of the accounts below it.
    pub account: Option<(AccountId, bool)>,
    pub rep: Option<RepId>,
    pub ticket: Option<TicketId>,
    /// Only those that stand so; if empty, every one that may still come to something.
    pub standings: Vec<Standing>,
    /// All of them.
    pub all: bool,
    pub since: Option<Instant>,
    /// The day by which it is told what has expired.
    pub today: Date,
    /// At most so many.
    pub limit: usize,
    pub scope: Scope,
}

/// A quote as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is named for what it is")]
pub struct QuoteEntry {
    pub quote: Quote,
    pub account: Code,
    pub account_name: Line,
    pub rep: Option<Code>,
    pub standing: Standing,
    /// The revision that says where it stands.
    pub revision: Option<Revision>,
    /// The one that is being worked on, if that is another.
    pub open: Option<u32>,
}

/// The revision that leads a quote `q`.
const LEADING: &str = "LEFT JOIN quote_revision r ON r.id = (SELECT v.id FROM quote_revision v WHERE v.quote_id = q.id
    ORDER BY v.status IN ('sent', 'accepted', 'ordered') DESC, v.number DESC LIMIT 1)";

/// Returns the condition that a quote stands so.
fn stands(standing: Standing) -> &'static str {
    match standing {
        Standing::Requested => "r.id IS NULL AND q.cancelled_at IS NULL",
        Standing::Draft => "r.status = 'draft'",
        Standing::InReview => "r.status = 'in-review'",
        Standing::Approved => "r.status = 'approved'",
        Standing::Sent => "r.status = 'sent' AND r.valid_until >= :today",
        Standing::Expired => "r.status = 'sent' AND r.valid_until < :today",
        Standing::Accepted => "r.status = 'accepted'",
        Standing::Declined => "r.status = 'declined'",
        Standing::Ordered => "r.status = 'ordered'",
        Standing::Cancelled => "r.status = 'cancelled' OR (r.id IS NULL AND q.cancelled_at IS NOT NULL)",
    }
}

/// As many as a list of quotes can be asked for.
const ALL: usize = i32::MAX as usize;

impl QuoteFilter {
    /// Takes an account's quotes that may still come to something.
    pub const fn open(account: AccountId, today: Date, scope: Scope) -> Self {
        Self {
            account: Some((account, false)),
            rep: None,
            ticket: None,
            standings: Vec::new(),
            all: false,
            since: None,
            today,
            limit: ALL,
            scope,
        }
    }

    /// Takes all quotes that answer a ticket.
    pub const fn of_ticket(ticket: TicketId, today: Date, scope: Scope) -> Self {
        Self {
            account: None,
            rep: None,
            ticket: Some(ticket),
            standings: Vec::new(),
            all: true,
            since: None,
            today,
            limit: ALL,
            scope,
        }
    }

    fn clauses(&self) -> Clauses {
        let mut clauses = Clauses::default();
        match self.account {
            Some((account, true)) => {
                clauses.and(&scope::at_or_below("q.account_id", "?"), [Box::new(account) as Box<dyn ToSql>]);
            }
            other => clauses.equals("q.account_id", other.map(|(account, _)| account)),
        }
        clauses.equals("q.rep_id", self.rep);
        clauses.equals("q.ticket_id", self.ticket);
        if let Some(since) = self.since {
            clauses.and("q.created_at >= ?", [Box::new(since) as Box<dyn ToSql>]);
        }
        let open = Standing::ALL.iter().filter(|standing| standing.is_open()).copied().collect();
        let standings: Vec<Standing> = if self.standings.is_empty() { open } else { self.standings.clone() };
        if !self.all {
            let any: Vec<String> = standings.iter().map(|standing| format!("({})", stands(*standing))).collect();
            let sql = format!("({})", any.join(" OR "));
            let days = sql.matches(":today").count();
            let bound = (0..days).map(|_| Box::new(Day(self.today)) as Box<dyn ToSql>);
            clauses.and(&sql.replace(":today", "?"), bound);
        }
        if self.scope != Scope::Everything {
            clauses.and(&scope::quotes(&self.scope), []);
        }
        clauses
    }
}

impl Tx<'_> {
    /// Returns the quotes a list takes, the latest first.
    pub fn quotes(&self, filter: &QuoteFilter) -> Result<Vec<QuoteEntry>, Error> {
        let Clauses { sql: conditions, bound } = filter.clauses();
        let sql = format!(
            "SELECT {COLUMNS}, {REVISION}, a.code, a.name, rep.handle, (SELECT number FROM quote_revision v
               WHERE v.quote_id = q.id AND (v.status = 'draft' OR v.status = 'in-review' OR v.status = 'approved'))
             FROM quote q JOIN account a ON a.id = q.account_id LEFT JOIN rep ON rep.id = q.rep_id {LEADING}
             {conditions} ORDER BY q.id DESC LIMIT {}",
            filter.limit
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let entries = statement.query_map(params_from_iter(&bound), |row| entry(row, filter.today))?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    /// Returns how many quotes a list would take without its limit.
    pub fn count_quotes(&self, filter: &QuoteFilter) -> Result<usize, Error> {
        let Clauses { sql: conditions, bound } = filter.clauses();
        let sql = format!("SELECT count(*) FROM quote q {LEADING} {conditions}");
        let count: i64 = self.connection.prepare_cached(&sql)?.query_row(params_from_iter(&bound), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

fn entry(row: &Row<'_>, today: Date) -> rusqlite::Result<QuoteEntry> {
    let quote = read(row)?;
    let has_revision = row.get::<_, Option<i64>>(CELLS)?.is_some();
    let revision = has_revision.then(|| read_revision_at(row, CELLS)).transpose()?;
    let (standing, _) = crate::domain::quote::standing(revision.as_slice(), quote.cancelled_at.is_some(), today);
    let first = CELLS + REVISION_CELLS;
    let open: Option<u32> = row.get(first + 3)?;
    let leads = |number: &u32| revision.as_ref().is_some_and(|revision| revision.number == *number);
    Ok(QuoteEntry {
        account: row.get(first)?,
        account_name: row.get(first + 1)?,
        rep: row.get(first + 2)?,
        open: open.filter(|number| !leads(number)),
        standing,
        revision,
        quote,
    })
}
