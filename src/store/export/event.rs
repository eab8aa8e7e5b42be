//! Ticket logs on their way out.

use rusqlite::Row;
use rusqlite::types::Type;

use super::{SOURCE, Stored, key};
use crate::domain::intake::Intake;
use crate::domain::logged::{AnyEvent, EventKind, Given, Logged, LoggedEvent, TicketName};
use crate::domain::ticket::{Link, Status};

pub(super) const SELECT: &str =
    "SELECT e.id, e.ticket_id, e.at, e.recorded_at, e.kind, e.party, e.status, e.waiting_on, e.resolution, e.subject,
    e.body, e.category, e.priority, e.tier, e.link_kind, e.link_target, e.other_id, e.since,
    CASE WHEN e.rep_id IS NOT NULL THEN (SELECT handle FROM rep WHERE rep.id = e.rep_id)
      ELSE (SELECT coalesce(email, 'P' || id) FROM contact WHERE contact.id = e.contact_id) END,
    (SELECT handle FROM rep WHERE rep.id = e.assignee_id), (SELECT name FROM team WHERE team.id = e.team_id)";

impl Stored for AnyEvent {
    const CHANGED: Option<&'static str> = Some("e.recorded_at >= ?1");
    const ORDER: &'static str = "e.id";

    fn select() -> String {
        format!("{SELECT}, {SOURCE}, e.external_id FROM ticket_event e")
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let to = match row.get(6)? {
            None => None,
            Some(word) => Some(Status::from_parts(word, row.get(7)?).ok_or(rusqlite::Error::InvalidQuery)?),
        };
        let entry = LoggedEvent {
            id: row.get(0)?,
            ticket: TicketName::Here(row.get(1)?),
            at: row.get(2)?,
            recorded_at: row.get(3)?,
            party: row.get(5)?,
            author: row.get(18)?,
            what: what(row)?,
            to,
        };
        let number = entry.id.map(|id| id.to_string()).unwrap_or_default();
        Ok(Intake::kept(key(row, 21)?, &number, Self::Logged(Box::new(entry))))
    }
}

fn what(row: &Row<'_>) -> rusqlite::Result<Logged> {
    let kind = row.get_ref(4)?.as_str()?.parse::<EventKind>();
    let unknown = |why| rusqlite::Error::FromSqlConversionFailure(4, Type::Text, Box::new(why));
    Ok(match kind.map_err(unknown)? {
        EventKind::Created => {
            let given = Given { rep: row.get(19)?, team: row.get(20)?, link: link(row)? };
            let (subject, category) = (row.get(9)?, row.get(11)?);
            Logged::Created { subject, category, priority: row.get(12)?, tier: row.get(13)?, given }
        }
        EventKind::MessageIn => Logged::MessageIn(row.get(10)?),
        EventKind::MessageOut => Logged::MessageOut(row.get(10)?),
        EventKind::Note => Logged::Note(row.get(10)?),
        EventKind::Status => Logged::Status(row.get(8)?),
        EventKind::Priority => Logged::Priority(row.get(12)?),
        EventKind::Category => Logged::Category(row.get(11)?),
        EventKind::Subject => Logged::Subject(row.get(9)?),
        EventKind::Tier => Logged::Tier(row.get(13)?),
        EventKind::Assigned => Logged::Assigned { rep: row.get(19)?, team: row.get(20)? },
        EventKind::Linked => Logged::Linked(link(row)?.ok_or(rusqlite::Error::InvalidQuery)?),
        EventKind::Merged => Logged::Merged(row.get(16)?),
        EventKind::Absorbed => Logged::Absorbed { from: row.get(16)?, since: row.get(17)? },
    })
}

fn link(row: &Row<'_>) -> rusqlite::Result<Option<Link>> {
    let Some(kind) = row.get(14)? else { return Ok(None) };
    Ok(Some(Link { kind, target: row.get(15)? }))
}
