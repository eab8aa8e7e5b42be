//! Ticket logs: written once, never changed.

use rusqlite::{OptionalExtension, Row, Statement, params};

use super::places::Places;
use super::{Key, Tx};
use crate::domain::ticket::{Actor, Channel, Event, Link, Outset, Party, Status, Ticket, What};
use crate::domain::{AccountId, ContactId, EventId, QueueId, RepId, TeamId, TicketId};
use crate::error::Error;

macro_rules! columns {
    () => {
        "SELECT e.ticket_id, e.at, e.recorded_at, e.kind, e.party, e.rep_id, e.contact_id, e.status, e.waiting_on,
        e.resolution, e.subject, e.body, e.category, e.priority, e.tier, e.assignee_id, e.team_id, e.link_kind,
        e.link_target, e.other_id, e.since"
    };
}

/// The columns of an event, and of its ticket the ones that never change and its beginning therefore leaves out.
const SELECT: &str = concat!(
    columns!(),
    ", t.account_id, t.contact_id, t.channel, t.queue_id FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id"
);

/// The log of a ticket that was read before, each event with its key and its number.
pub(super) const LOG: &str =
    concat!(columns!(), ", e.source_id, e.external_id, e.id FROM ticket_event e WHERE e.ticket_id = ?1");

/// What never changes of a ticket: its account, contact, channel and queue.
type Fixed = (AccountId, Option<ContactId>, Channel, Option<QueueId>);

fn read(row: &Row<'_>) -> rusqlite::Result<(TicketId, Event)> {
    let fixed = || Ok((row.get(21)?, row.get(22)?, row.get(23)?, row.get(24)?));
    Ok((row.get(0)?, read_with(row, fixed)?))
}

/// Reads an event of [`LOG`].
pub(super) fn read_of(row: &Row<'_>, ticket: &Ticket) -> rusqlite::Result<Event> {
    read_with(row, || Ok((ticket.account, ticket.contact, ticket.channel, ticket.queue)))
}

fn read_with(row: &Row<'_>, fixed: impl FnOnce() -> rusqlite::Result<Fixed>) -> rusqlite::Result<Event> {
    let by = match row.get(4)? {
        Party::Customer => Actor::Customer(row.get(6)?),
        Party::Agent => Actor::Agent(row.get(5)?),
        Party::System => Actor::System,
    };
    let to = match row.get(7)? {
        None => None,
        Some(word) => Some(Status::from_parts(word, row.get(8)?).ok_or(rusqlite::Error::InvalidQuery)?),
    };
    Ok(Event { at: row.get(1)?, recorded_at: row.get(2)?, by, what: what(row, fixed)?, to })
}

fn what(row: &Row<'_>, fixed: impl FnOnce() -> rusqlite::Result<Fixed>) -> rusqlite::Result<What> {
    Ok(match row.get_ref(3)?.as_str()? {
        "created" => {
            let (account, contact, channel, queue) = fixed()?;
            What::Created {
                account,
                contact,
                subject: row.get(10)?,
                category: row.get(12)?,
                priority: row.get(13)?,
                channel,
                queue,
                tier: row.get(14)?,
                outset: Outset { rep: row.get(15)?, team: row.get(16)?, link: link(row)? },
            }
        }
        "message-in" => What::MessageIn { body: row.get(11)? },
        "message-out" => What::MessageOut { body: row.get(11)? },
        "note" => What::Note { body: row.get(11)? },
        "status" => What::Status { resolution: row.get(9)? },
        "priority" => What::Priority(row.get(13)?),
        "category" => What::Category(row.get(12)?),
        "subject" => What::Subject(row.get(10)?),
        "tier" => What::Tier(row.get(14)?),
        "assigned" => What::Assigned { rep: row.get(15)?, team: row.get(16)? },
        "linked" => What::Linked(link(row)?.ok_or(rusqlite::Error::InvalidQuery)?),
        "merged" => What::Merged { into: row.get(19)? },
        "absorbed" => What::Absorbed { from: row.get(19)?, waiting_since: row.get(20)? },
        // The CHECK on the column names these and no others.
        other => return Err(rusqlite::Error::InvalidColumnName(other.to_owned())),
    })
}

fn link(row: &Row<'_>) -> rusqlite::Result<Option<Link>> {
    let Some(kind) = row.get(17)? else { return Ok(None) };
    Ok(Some(Link { kind, target: row.get(18)? }))
}

/// The word an event's kind is stored by.
pub(super) fn kind(what: &What) -> &'static str {
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

/// The columns that say what happened, in the order of [`put`].
pub(super) const CELLS: [&str; 20] = [
    "at",
    "recorded_at",
    "kind",
    "party",
    "rep_id",
    "contact_id",
    "status",
    "waiting_on",
    "resolution",
    "subject",
    "body",
    "category",
    "priority",
    "tier",
    "assignee_id",
    "team_id",
    "link_kind",
    "link_target",
    "other_id",
    "since",
];

/// Puts into their places what stands in an event's columns, beside the ticket's and the key's.
pub(super) fn put(places: &mut Places<'_, '_>, event: &Event) -> rusqlite::Result<()> {
    places.put(0, event.at)?;
    places.put(1, event.recorded_at)?;
    places.put(2, kind(&event.what))?;
    places.put(3, event.by.party())?;
    match event.by {
        Actor::Customer(contact) => places.put_some(5, contact)?,
        Actor::Agent(rep) => places.put_some(4, rep)?,
        Actor::System => {}
    }
    if let Some(status) = event.to {
        places.put(6, status.word())?;
        places.put_some(7, status.waiting_on())?;
    }
    match &event.what {
        What::Created { subject, category, priority, tier, outset, .. } => {
            places.put(9, subject)?;
            places.put(11, category)?;
            places.put(12, priority)?;
            places.put(13, tier)?;
            put_assigned(places, outset.rep, outset.team)?;
            outset.link.as_ref().map_or(Ok(()), |link| put_link(places, link))
        }
        What::MessageIn { body } | What::MessageOut { body } | What::Note { body } => places.put(10, body),
        What::Status { resolution } => places.put_some(8, *resolution),
        What::Priority(priority) => places.put(12, priority),
        What::Category(category) => places.put(11, category),
        What::Subject(subject) => places.put(9, subject),
        What::Tier(tier) => places.put(13, tier),
        What::Assigned { rep, team } => put_assigned(places, *rep, *team),
        What::Linked(link) => put_link(places, link),
        What::Merged { into } => places.put(18, into),
        What::Absorbed { from, waiting_since } => {
            places.put(18, from)?;
            places.put_some(19, *waiting_since)
        }
    }
}

fn put_assigned(places: &mut Places<'_, '_>, rep: Option<RepId>, team: Option<TeamId>) -> rusqlite::Result<()> {
    places.put_some(14, rep)?;
    places.put_some(15, team)
}

fn put_link(places: &mut Places<'_, '_>, link: &Link) -> rusqlite::Result<()> {
    places.put(16, link.kind)?;
    places.put(17, &link.target)
}

/// Returns the words of an event that can be found: its subject and its body.
fn words(what: &What) -> (Option<&str>, Option<&str>) {
    match what {
        What::Created { subject, .. } | What::Subject(subject) => (Some(subject.as_str()), None),
        What::MessageIn { body } | What::MessageOut { body } | What::Note { body } => (None, Some(body.as_str())),
        _ => (None, None),
    }
}

/// Returns the statement that [`write`] needs.
pub(super) fn write_sql() -> String {
    let places: Vec<String> = (1..=4 + CELLS.len()).map(|place| format!("?{place}")).collect();
    let (columns, places) = (CELLS.join(", "), places.join(", "));
    format!("INSERT INTO ticket_event (ticket_id, source_id, external_id, {columns}, id) VALUES ({places})")
}

/// Writes an event, under the next number if none is given.
pub(super) fn write(
    statement: &mut Statement<'_>,
    id: Option<EventId>,
    ticket: TicketId,
    event: &Event,
    key: Option<Key<'_>>,
) -> Result<(), Error> {
    statement.clear_bindings();
    let mut own = Places::from(statement, 1);
    own.put(0, ticket)?;
    if let Some(key) = key {
        own.put(1, key.source)?;
        own.put(2, key.external_id)?;
    }
    own.put_some(3 + CELLS.len(), id)?;
    put(&mut Places::from(statement, 4), event)?;
    statement.raw_execute()?;
    Ok(())
}

impl Tx<'_> {
    /// Adds an event to a ticket's log, its words findable. The ticket's row is the caller's to bring up to date.
    pub fn append(&self, ticket: TicketId, event: &Event) -> Result<EventId, Error> {
        let id = self.log(ticket, event, None)?;
        let (subject, body) = words(&event.what);
        if subject.is_some() || body.is_some() {
            self.index_text(id, subject, body)?;
        }
        Ok(id)
    }

    /// Returns the last event of all tickets.
    pub fn last_event(&self) -> Result<EventId, Error> {
        const SQL: &str = "SELECT coalesce(max(id), 0) FROM ticket_event";
        Ok(self.connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))?)
    }

    /// Adds an event to a ticket's log; its words are found only after [`Tx::leave_text_since`].
    pub fn log(&self, ticket: TicketId, event: &Event, key: Option<Key<'_>>) -> Result<EventId, Error> {
        self.log_under(None, ticket, event, key)
    }

    /// Does the same under a number that no event may have yet.
    pub fn log_under(
        &self,
        id: Option<EventId>,
        ticket: TicketId,
        event: &Event,
        key: Option<Key<'_>>,
    ) -> Result<EventId, Error> {
        // Not RETURNING: for it the engine marks a point to go back to before each row.
        write(&mut *self.connection.prepare_cached(&write_sql())?, id, ticket, event, key)?;
        let id = EventId::new(self.connection.last_insert_rowid());
        self.unpack(ticket)?;
        Ok(id)
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

    /// Makes the words of one event findable.
    pub fn index_event(&self, id: EventId, event: &Event) -> Result<(), Error> {
        let (subject, body) = words(&event.what);
        self.index_text(id, subject, body)
    }

    /// Returns the event of a number, and whose log it is in.
    pub fn event_numbered(&self, id: EventId) -> Result<Option<(TicketId, Event)>, Error> {
        let sql = format!("{SELECT} WHERE e.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Tells whether the ticket's log has an event under this key.
    pub fn event_under(&self, ticket: TicketId, key: Key<'_>) -> Result<Option<Event>, Error> {
        let sql = format!("{SELECT} WHERE e.ticket_id = ?1 AND e.source_id = ?2 AND e.external_id = ?3");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bound = params![ticket, key.source, key.external_id];
        Ok(statement.query_row(bound, |row| Ok(read(row)?.1)).optional()?)
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
