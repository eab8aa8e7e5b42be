//! Ticket logs: written once, never changed.

use rusqlite::{Row, Statement, params};

use super::{Key, Tx};
use crate::domain::ticket::{Actor, Event, Link, Party, Status, What};
use crate::domain::{EventId, Prose, RepId, TicketId};
use crate::error::Error;

/// The columns of an event, and of its ticket the ones that never change and its beginning therefore leaves out.
pub(super) const SELECT: &str = "SELECT e.ticket_id, e.at, e.recorded_at, e.kind, e.party, e.rep_id, e.contact_id, e.status,
    e.waiting_on, e.resolution, e.subject, e.body, e.category, e.priority, e.tier, e.assignee_id, e.team_id,
    e.link_kind, e.link_target, e.other_id, e.since, t.account_id, t.contact_id, t.channel, t.queue_id, e.source_id,
    e.external_id FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<(TicketId, Event)> {
    let by = match row.get(4)? {
        Party::Customer => Actor::Customer(row.get(6)?),
        Party::Agent => Actor::Agent(row.get(5)?),
        Party::System => Actor::System,
    };
    let to = match row.get(7)? {
        None => None,
        Some(word) => Some(Status::from_parts(word, row.get(8)?).ok_or(rusqlite::Error::InvalidQuery)?),
    };
    let event = Event { at: row.get(1)?, recorded_at: row.get(2)?, by, what: what(row)?, to };
    Ok((row.get(0)?, event))
}

fn what(row: &Row<'_>) -> rusqlite::Result<What> {
    Ok(match row.get_ref(3)?.as_str()? {
        "created" => What::Created {
            account: row.get(21)?,
            contact: row.get(22)?,
            subject: row.get(10)?,
            category: row.get(12)?,
            priority: row.get(13)?,
            channel: row.get(23)?,
            queue: row.get(24)?,
            tier: row.get(14)?,
        },
        "message-in" => What::MessageIn { body: row.get(11)? },
        "message-out" => What::MessageOut { body: row.get(11)? },
        "note" => What::Note { body: row.get(11)? },
        "status" => What::Status { resolution: row.get(9)? },
        "priority" => What::Priority(row.get(13)?),
        "category" => What::Category(row.get(12)?),
        "subject" => What::Subject(row.get(10)?),
        "tier" => What::Tier(row.get(14)?),
        "assigned" => What::Assigned { rep: row.get(15)?, team: row.get(16)? },
        "linked" => What::Linked(Link { kind: row.get(17)?, target: row.get(18)? }),
        "merged" => What::Merged { into: row.get(19)? },
        "absorbed" => What::Absorbed { from: row.get(19)?, waiting_since: row.get(20)? },
        // The CHECK on the column names these and no others.
        other => return Err(rusqlite::Error::InvalidColumnName(other.to_owned())),
    })
}

/// The word an event's kind is stored by.
fn kind(what: &What) -> &'static str {
    match what {
        What::Created { .. } => "created",
        What::MessageIn { .. } => "message-in",
        What::MessageOut { .. } => "message-out",
        What::Note { .. } => "note",
        What::Status { .. } => "status",
        What::Priority(_) => "priority",
        What::Category(_) => "category",
        What::Subject(_) => "subject",
        What::Tier(_) => "tier",
        What::Assigned { .. } => "assigned",
        What::Linked(_) => "linked",
        What::Merged { .. } => "merged",
        What::Absorbed { .. } => "absorbed",
    }
}

/// What of an event stands in columns of its own, beyond its kind.
#[derive(Default)]
struct Columns<'e> {
    subject: Option<&'e str>,
    body: Option<&'e str>,
    category: Option<crate::domain::ticket::Category>,
    priority: Option<crate::domain::ticket::Priority>,
    tier: Option<crate::domain::Tier>,
    resolution: Option<crate::domain::ticket::Resolution>,
    assignee: Option<RepId>,
    team: Option<crate::domain::TeamId>,
    link: Option<&'e Link>,
    other: Option<TicketId>,
    since: Option<crate::domain::Instant>,
}

fn columns(what: &What) -> Columns<'_> {
    let none = Columns::default();
    match what {
        What::Created { subject, category, priority, tier, .. } => Columns {
            subject: Some(subject.as_str()),
            category: Some(*category),
            priority: Some(*priority),
            tier: Some(*tier),
            ..none
        },
        What::MessageIn { body } | What::MessageOut { body } | What::Note { body } => {
            Columns { body: Some(Prose::as_str(body)), ..none }
        }
        What::Status { resolution } => Columns { resolution: *resolution, ..none },
        What::Priority(priority) => Columns { priority: Some(*priority), ..none },
        What::Category(category) => Columns { category: Some(*category), ..none },
        What::Subject(subject) => Columns { subject: Some(subject.as_str()), ..none },
        What::Tier(tier) => Columns { tier: Some(*tier), ..none },
        What::Assigned { rep, team } => Columns { assignee: *rep, team: *team, ..none },
        What::Linked(link) => Columns { link: Some(link), ..none },
        What::Merged { into } => Columns { other: Some(*into), ..none },
        What::Absorbed { from, waiting_since } => Columns { other: Some(*from), since: *waiting_since, ..none },
    }
}

pub(super) const WRITE: &str = "INSERT INTO ticket_event (ticket_id, source_id, external_id, at, recorded_at, kind, party,
    rep_id, contact_id, status, waiting_on, resolution, subject, body, category, priority, tier, assignee_id, team_id,
    link_kind, link_target, other_id, since)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)";

/// Writes an event by the statement [`WRITE`].
pub(super) fn write(
    statement: &mut Statement<'_>,
    ticket: TicketId,
    event: &Event,
    key: Option<Key<'_>>,
) -> Result<EventId, Error> {
    let (rep, contact) = match event.by {
        Actor::Customer(contact) => (None, contact),
        Actor::Agent(rep) => (rep, None),
        Actor::System => (None, None),
    };
    let own = columns(&event.what);
    // By position: a name is looked up at every call.
    let bound = params![
        ticket,
        key.map(|key| key.source),
        key.map(|key| key.external_id),
        event.at,
        event.recorded_at,
        kind(&event.what),
        event.by.party(),
        rep,
        contact,
        event.to.map(Status::word),
        event.to.and_then(Status::waiting_on),
        own.resolution,
        own.subject,
        own.body,
        own.category,
        own.priority,
        own.tier,
        own.assignee,
        own.team,
        own.link.map(|link| link.kind),
        own.link.map(|link| &link.target),
        own.other,
        own.since,
    ];
    // Not RETURNING: for it the engine marks a point to go back to before each row.
    Ok(EventId::new(statement.insert(bound)?))
}

impl Tx<'_> {
    /// Adds an event to a ticket's log, its words findable. The ticket's row is the caller's to bring up to date.
    pub fn append(&self, ticket: TicketId, event: &Event) -> Result<EventId, Error> {
        let id = self.log(ticket, event, None)?;
        let own = columns(&event.what);
        if own.subject.is_some() || own.body.is_some() {
            self.index_text(id, own.subject, own.body)?;
        }
        Ok(id)
    }

    /// Returns the last event of all tickets.
    pub fn last_event(&self) -> Result<EventId, Error> {
        const SQL: &str = "SELECT coalesce(max(id), 0) FROM ticket_event";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Adds an event to a ticket's log; its words are found only after [`Tx::index_text_since`].
    pub fn log(&self, ticket: TicketId, event: &Event, key: Option<Key<'_>>) -> Result<EventId, Error> {
        let mut statement = self.connection.prepare_cached(WRITE)?;
        write(&mut statement, ticket, event, key)
    }

    /// Returns a ticket's log in its order.
    pub fn events(&self, ticket: TicketId) -> Result<Vec<Event>, Error> {
        let sql = format!("{SELECT} WHERE e.ticket_id = ?1 ORDER BY e.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut events =
            statement.query_map([ticket], |row| Ok(read(row)?.1))?.collect::<Result<Vec<Event>, rusqlite::Error>>()?;
        events.sort_by_key(Event::order);
        Ok(events)
    }

    /// Hands every ticket's log to `visit`, ticket by ticket, each in its order.
    pub fn each_log(&self, mut visit: impl FnMut(TicketId, &[Event]) -> Result<(), Error>) -> Result<(), Error> {
        let sql = format!("{SELECT} ORDER BY e.ticket_id, e.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let (mut log, mut of) = (Vec::new(), None);
        while let Some(row) = rows.next()? {
            let (ticket, event) = read(row)?;
            if of != Some(ticket) {
                hand_over(of, &mut log, &mut visit)?;
                of = Some(ticket);
            }
            log.push(event);
        }
        hand_over(of, &mut log, &mut visit)
    }

    /// Returns the tickets that are tied to this one, and how.
    pub fn links_to(&self, ticket: TicketId) -> Result<Vec<(TicketId, Link)>, Error> {
        const SQL: &str = "SELECT ticket_id, link_kind, link_target FROM ticket_event
            WHERE link_target = ?1 AND (link_kind = 'parent' OR link_kind = 'duplicate-of'
              OR link_kind = 'follow-up-of' OR link_kind = 'related') ORDER BY id";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let links = statement.query_map([ticket.to_string()], |row| {
            Ok((row.get(0)?, Link { kind: row.get(1)?, target: row.get(2)? }))
        })?;
        Ok(links.collect::<Result<_, _>>()?)
    }
}

fn hand_over(
    of: Option<TicketId>,
    log: &mut Vec<Event>,
    visit: &mut impl FnMut(TicketId, &[Event]) -> Result<(), Error>,
) -> Result<(), Error> {
    if let Some(ticket) = of {
        log.sort_by_key(Event::order);
        visit(ticket, log)?;
        log.clear();
    }
    Ok(())
}
