//! Ticket rows, and the lists made of them.

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Row, Statement, named_params, params};

use super::places::Places;
use super::{Key, Tx, scope};
use crate::domain::scope::Scope;
use crate::domain::sla::{Deadlines, Metric};
use crate::domain::ticket::{Category, Channel, Event, Priority, Status, StatusWord, Ticket};
use crate::domain::{AccountId, Code, ContactId, Instant, Line, QueueId, RepId, TeamId, TicketId, Tier};
use crate::error::Error;

pub(super) const COLUMNS: &str = "t.id, t.account_id, t.contact_id, t.queue_id, t.channel, t.subject, t.category, t.priority, \
                       t.tier, t.status, t.waiting_on, t.resolution, t.assignee_id, t.team_id, t.merged_into_id, \
                       t.created_at, t.updated_at, t.resolved_at";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Ticket> {
    Ok(Ticket {
        id: row.get(0)?,
        account: row.get(1)?,
        contact: row.get(2)?,
        queue: row.get(3)?,
        channel: row.get(4)?,
        subject: row.get(5)?,
        category: row.get(6)?,
        priority: row.get(7)?,
        tier: row.get(8)?,
        status: status(row, 9)?,
        resolution: row.get(11)?,
        assignee: row.get(12)?,
        team: row.get(13)?,
        merged_into: row.get(14)?,
        created_at: row.get(15)?,
        updated_at: row.get(16)?,
        resolved_at: row.get(17)?,
    })
}

fn status(row: &Row<'_>, column: usize) -> rusqlite::Result<Status> {
    let word: StatusWord = row.get(column)?;
    Status::from_parts(word, row.get(column + 1)?).ok_or(rusqlite::Error::InvalidQuery)
}

/// A ticket as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the ticket's field of that name")]
pub struct TicketLine {
    pub id: TicketId,
    pub account: Code,
    pub account_name: Line,
    pub subject: Line,
    pub category: Category,
    pub priority: Priority,
    pub channel: Channel,
    pub tier: Option<Tier>,
    pub status: Status,
    pub assignee: Option<Code>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub resolved_at: Option<Instant>,
    /// The deadline that binds first, of promises still owed.
    pub due_at: Option<Instant>,
    /// Whose deadline that is.
    pub due_metric: Option<Metric>,
    /// The first warning of promises still owed.
    pub risk_at: Option<Instant>,
    /// Whether a promise is owed whose clock stands still.
    pub paused: bool,
    pub external_id: Option<String>,
}

/// Which tickets a list takes; what is not set does not restrict.
#[derive(Debug, Clone, Default)]
pub struct TicketFilter {
    /// Only these.
    pub ids: Option<Vec<TicketId>>,
    /// Only this account's, and with `true` those of the accounts below it.
    pub account: Option<(AccountId, bool)>,
    /// Only this contact's.
    pub contact: Option<ContactId>,
    /// Only this rep's, or with `None` nobody's.
    pub assignee: Option<Option<RepId>>,
    /// Only this team's.
    pub team: Option<TeamId>,
    /// Only those that came through this mailbox.
    pub queue: Option<QueueId>,
    /// Only those in one of these; if empty, every one that is not settled.
    pub statuses: Vec<StatusWord>,
    /// Settled ones too.
    pub settled: bool,
    /// Only of this category, its finer kinds included.
    pub category: Option<Category>,
    /// Only of this priority.
    pub priority: Option<Priority>,
    /// Only those of accounts of this tier.
    pub tier: Option<Tier>,
    /// Only those due by then.
    pub due_by: Option<Instant>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Only what is in sight.
    pub scope: Scope,
}

/// A WHERE clause under construction, from a closed set of pieces.
#[derive(Default)]
pub(super) struct Clauses {
    pub(super) sql: String,
    pub(super) bound: Vec<Box<dyn ToSql>>,
}

impl Clauses {
    pub(super) fn and(&mut self, sql: &str, bound: impl IntoIterator<Item = Box<dyn ToSql>>) {
        self.sql += if self.sql.is_empty() { "WHERE " } else { " AND " };
        self.sql += sql;
        self.bound.extend(bound);
    }

    pub(super) fn equals(&mut self, column: &str, value: Option<impl ToSql + 'static>) {
        if let Some(value) = value {
            self.and(&format!("{column} = ?"), [Box::new(value) as Box<dyn ToSql>]);
        }
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

impl TicketFilter {
    fn clauses(&self) -> Clauses {
        let mut clauses = Clauses::default();
        if self.statuses.is_empty() && !self.settled && self.ids.is_none() {
            clauses.and("t.resolved_at IS NULL", []);
        }
        if let Some(ids) = &self.ids {
            // As one JSON array: a statement takes only so many parameters.
            let ids = serde_json::to_string(&ids.iter().map(|id| id.number()).collect::<Vec<_>>()).unwrap_or_default();
            clauses.and("t.id IN (SELECT value FROM json_each(?))", [Box::new(ids) as Box<dyn ToSql>]);
        }
        if !self.statuses.is_empty() {
            if self.statuses.iter().all(|word| !matches!(word, StatusWord::Resolved | StatusWord::Closed)) {
                // Says what follows from the statuses, so that the indexes of open tickets can serve.
                clauses.and("t.resolved_at IS NULL", []);
            }
            let bound = self.statuses.iter().map(|word| Box::new(*word) as Box<dyn ToSql>);
            clauses.and(&format!("t.status IN ({})", marks(self.statuses.len())), bound);
        }
        match self.account {
            Some((account, true)) => {
                clauses.and(&scope::at_or_below("t.account_id", "?"), [Box::new(account) as Box<dyn ToSql>]);
            }
            other => clauses.equals("t.account_id", other.map(|(account, _)| account)),
        }
        match self.assignee {
            Some(None) => clauses.and("t.assignee_id IS NULL", []),
            other => clauses.equals("t.assignee_id", other.flatten()),
        }
        clauses.equals("t.contact_id", self.contact);
        clauses.equals("t.team_id", self.team);
        clauses.equals("t.queue_id", self.queue);
        clauses.equals("t.priority", self.priority);
        clauses.equals("t.tier", self.tier);
        if let Some(category) = self.category {
            let bound = [category.to_string(), format!("{category}.*")].map(|text| Box::new(text) as Box<dyn ToSql>);
            clauses.and("(t.category = ? OR t.category GLOB ?)", bound);
        }
        if let Some(due_by) = self.due_by {
            clauses.and("t.due_at <= ?", [Box::new(due_by) as Box<dyn ToSql>]);
        }
        if self.scope != Scope::Everything {
            clauses.and(&scope::tickets(&self.scope), []);
        }
        clauses
    }
}

/// The columns that [`put`] fills.
pub(super) const ADDED: &str = "account_id, contact_id, queue_id, channel, subject, category, priority, tier, status,
    waiting_on, resolution, assignee_id, team_id, merged_into_id, created_at, updated_at, resolved_at, due_at, due_metric,
    risk_at, check_at, source_id, external_id, digest";
/// How many they are.
pub(super) const ADDED_CELLS: usize = 24;

/// Puts into their places what stands in a new ticket's columns, beside its number: with what its promises come to, and the
/// key and digest of what an import brought.
pub(super) fn put(
    places: &mut Places<'_, '_>,
    ticket: &Ticket,
    deadlines: Deadlines,
    kept: Option<(Key<'_>, i64)>,
) -> rusqlite::Result<()> {
    let (due_at, due_metric) = deadlines.due.unzip();
    places.put(0, ticket.account)?;
    places.put_some(1, ticket.contact)?;
    places.put_some(2, ticket.queue)?;
    places.put(3, ticket.channel)?;
    places.put(4, &ticket.subject)?;
    places.put(5, ticket.category)?;
    places.put(6, ticket.priority)?;
    places.put(7, ticket.tier)?;
    places.put(8, ticket.status.word())?;
    places.put_some(9, ticket.status.waiting_on())?;
    places.put_some(10, ticket.resolution)?;
    places.put_some(11, ticket.assignee)?;
    places.put_some(12, ticket.team)?;
    places.put_some(13, ticket.merged_into)?;
    places.put(14, ticket.created_at)?;
    places.put(15, ticket.updated_at)?;
    places.put_some(16, ticket.resolved_at)?;
    places.put_some(17, due_at)?;
    places.put_some(18, due_metric)?;
    places.put_some(19, deadlines.risk_at)?;
    places.put_some(20, deadlines.check_at)?;
    if let Some((key, digest)) = kept {
        places.put(21, key.source)?;
        places.put(22, key.external_id)?;
        places.put(23, digest)?;
    }
    Ok(())
}

/// A ticket's row, and from column 18 on what its promises come to.
pub(super) const ROW: &str = "SELECT t.id, t.account_id, t.contact_id, t.queue_id, t.channel, t.subject, t.category,
    t.priority, t.tier, t.status, t.waiting_on, t.resolution, t.assignee_id, t.team_id, t.merged_into_id, t.created_at,
    t.updated_at, t.resolved_at, t.due_at, t.due_metric, t.risk_at, t.check_at FROM ticket t";

/// Reads what a ticket's promises come to, from four columns.
pub(super) fn deadlines(row: &Row<'_>, column: usize) -> rusqlite::Result<Deadlines> {
    let (at, metric): (Option<Instant>, Option<Metric>) = (row.get(column)?, row.get(column + 1)?);
    Ok(Deadlines { due: at.zip(metric), risk_at: row.get(column + 2)?, check_at: row.get(column + 3)? })
}

pub(super) const SAVE: &str = "UPDATE ticket SET subject = ?2, category = ?3, priority = ?4, tier = ?5, status = ?6,
    waiting_on = ?7, resolution = ?8, assignee_id = ?9, team_id = ?10, merged_into_id = ?11, created_at = ?12,
    updated_at = ?13, resolved_at = ?14, due_at = ?15, due_metric = ?16, risk_at = ?17, check_at = ?18 WHERE id = ?1";

/// Writes what a ticket and its promises have become by the statement [`SAVE`].
pub(super) fn save(statement: &mut Statement<'_>, ticket: &Ticket, deadlines: Deadlines) -> Result<(), Error> {
    let (due_at, due_metric) = deadlines.due.unzip();
    statement.execute(params![
        ticket.id,
        ticket.subject,
        ticket.category,
        ticket.priority,
        ticket.tier,
        ticket.status.word(),
        ticket.status.waiting_on(),
        ticket.resolution,
        ticket.assignee,
        ticket.team,
        ticket.merged_into,
        ticket.created_at,
        ticket.updated_at,
        ticket.resolved_at,
        due_at,
        due_metric,
        deadlines.risk_at,
        deadlines.check_at,
    ])?;
    Ok(())
}

impl Tx<'_> {
    /// Stores the ticket that an event opens, and gives it its number; the event is the caller's to store.
    pub fn open_ticket(&self, event: &Event) -> Result<Ticket, Error> {
        let opened = Ticket::open(TicketId::new(0), event);
        let mut ticket = opened.ok_or_else(|| Error::Rule("a ticket begins with its creation".to_owned()))?;
        self.add_ticket(&mut ticket)?;
        Ok(ticket)
    }

    /// Returns the number that the next ticket gets: one that none has had, not even one that was undone.
    pub fn next_ticket(&self) -> Result<TicketId, Error> {
        const SQL: &str = "SELECT 1 + max(coalesce((SELECT max(id) FROM ticket), 0),
            coalesce((SELECT max(last_id) FROM batch_made WHERE object = 'ticket'), 0))";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Stores a new ticket and gives it its number.
    pub fn add_ticket(&self, ticket: &mut Ticket) -> Result<(), Error> {
        ticket.id = self.next_ticket()?;
        self.place_ticket(ticket)
    }

    /// Stores a new ticket under the number it has.
    pub fn place_ticket(&self, ticket: &Ticket) -> Result<(), Error> {
        let sql = format!("INSERT INTO ticket (id, {ADDED}) VALUES ({})", marks(1 + ADDED_CELLS));
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.clear_bindings();
        statement.raw_bind_parameter(1, ticket.id)?;
        put(&mut Places::from(&mut statement, 2), ticket, Deadlines::default(), None)?;
        statement.raw_execute()?;
        self.unpack(ticket.id)
    }

    /// Stores what a ticket has become.
    pub fn save_ticket(&self, ticket: &Ticket) -> Result<(), Error> {
        const SQL: &str = "UPDATE ticket SET subject = :subject, category = :category, priority = :priority,
            tier = :tier, status = :status, waiting_on = :waiting_on, resolution = :resolution,
            assignee_id = :assignee, team_id = :team, merged_into_id = :merged_into, created_at = :created_at,
            updated_at = :updated_at, resolved_at = :resolved_at WHERE id = :id";
        self.seen("ticket", ticket.id.number())?;
        self.connection.prepare_cached(SQL)?.execute(named_params! {
            ":id": ticket.id, ":subject": ticket.subject, ":category": ticket.category,
            ":priority": ticket.priority, ":tier": ticket.tier, ":status": ticket.status.word(),
            ":waiting_on": ticket.status.waiting_on(), ":resolution": ticket.resolution,
            ":assignee": ticket.assignee, ":team": ticket.team, ":merged_into": ticket.merged_into,
            ":created_at": ticket.created_at, ":updated_at": ticket.updated_at, ":resolved_at": ticket.resolved_at,
        })?;
        self.unpack(ticket.id)
    }

    /// Returns the ticket of that number.
    pub fn ticket(&self, id: TicketId) -> Result<Option<Ticket>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM ticket t WHERE t.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Tells whether there is any ticket.
    pub fn has_tickets(&self) -> Result<bool, Error> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM ticket)";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Returns the ticket of that number, or says that there is none.
    pub fn need_ticket(&self, id: TicketId) -> Result<Ticket, Error> {
        self.ticket(id)?.ok_or_else(|| Error::unknown("ticket", id))
    }

    /// Returns the tickets that ended in this one, directly or by way of another.
    pub fn absorbed(&self, id: TicketId) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "WITH RECURSIVE gone (id) AS (
              SELECT id FROM ticket WHERE merged_into_id = ?1
              UNION SELECT ticket.id FROM ticket JOIN gone ON ticket.merged_into_id = gone.id)
            SELECT id FROM gone ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let ids = statement.query_map([id], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Returns the tickets of an account that are not settled.
    pub fn open_tickets_of(&self, account: AccountId) -> Result<Vec<Ticket>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM ticket t WHERE t.account_id = ?1 AND t.resolved_at IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let tickets = statement.query_map([account], read)?;
        Ok(tickets.collect::<Result<_, _>>()?)
    }

    /// Returns the tickets a list takes, the deadline that binds first at the top, and those without one last.
    pub fn tickets(&self, filter: &TicketFilter) -> Result<Vec<TicketLine>, Error> {
        let Clauses { sql, mut bound } = filter.clauses();
        let deadlines = scope::deadlines(&filter.scope);
        let sql = format!(
            "SELECT t.id, a.code, a.name, t.subject, t.category, t.priority, t.channel, t.tier, t.status, t.waiting_on,
                    rep.handle, t.created_at, t.updated_at, t.resolved_at, {deadlines},
                    t.due_at IS NULL AND EXISTS (SELECT 1 FROM sla_cycle c
                      WHERE c.ticket_id = t.id AND c.state = 'paused' AND c.stopped_at IS NULL),
                    t.external_id
             FROM ticket t JOIN account a ON a.id = t.account_id LEFT JOIN rep ON rep.id = t.assignee_id
             {sql} ORDER BY t.due_at NULLS LAST, t.id LIMIT ?"
        );
        bound.push(Box::new(filter.limit.map_or(-1, i64::from)));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let lines = statement.query_map(rusqlite::params_from_iter(bound), |row| {
            Ok(TicketLine {
                id: row.get(0)?,
                account: row.get(1)?,
                account_name: row.get(2)?,
                subject: row.get(3)?,
                category: row.get(4)?,
                priority: row.get(5)?,
                channel: row.get(6)?,
                tier: filter.scope.ours(row.get(7)?),
                status: status(row, 8)?,
                assignee: row.get(10)?,
                created_at: row.get(11)?,
                updated_at: row.get(12)?,
                resolved_at: row.get(13)?,
                due_at: row.get(14)?,
                due_metric: row.get(15)?,
                risk_at: row.get(16)?,
                paused: row.get(17)?,
                external_id: row.get(18)?,
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Counts the tickets a list would take without its limit.
    pub fn count_tickets(&self, filter: &TicketFilter) -> Result<usize, Error> {
        let Clauses { sql, bound } = filter.clauses();
        let mut statement = self.connection.prepare_cached(&format!("SELECT count(*) FROM ticket t {sql}"))?;
        let count: i64 = statement.query_row(rusqlite::params_from_iter(bound), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}
