//! Ticket events from files.

use super::kind::{SOURCE, source};
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{EventIntake, Intake, MessageIntake, Told};
use crate::domain::logged::{AnyEvent, EventKind, Given, Logged, LoggedEvent, TicketName};
use crate::domain::ticket::{Link, Party};
use crate::domain::{Code, Prose};

const KIND_HELP: &str = "message-in, message-out, note, status, priority, category, assigned, subject, tier or linked; \
                         from a desk also created, merged or absorbed";

/// What a file can say of events.
static EVENTS: Kind = Kind {
    name: "events",
    key: &["ticket", "ticket_id", SOURCE, "external_id"],
    fields: &[
        Field::optional("id", "an event id", "E1204", "The number that a desk kept it under"),
        Field::optional("ticket", "a ticket's id in its own system", "INC-1017", "The ticket it happened to"),
        Field::optional("ticket_id", "a ticket id", "T42", "The ticket it happened to, by its number, instead"),
        Field::required("external_id", "an id", "3", "Its id there, unique within the ticket"),
        source(),
        Field::required("kind", "a kind of event", "message-in", KIND_HELP),
        Field::required("at", "an instant", "2026-11-20T14:03:09Z", "When it happened"),
        Field::optional(
            "recorded_at",
            "an instant",
            "2026-11-20T14:05:00Z",
            "When a desk learned of it; by default now",
        ),
        Field::optional(
            "party",
            "a party",
            "agent",
            "Who did it: customer, agent or system; by default as `kind` says",
        ),
        Field::optional("author", "an e-mail address or a handle", "anna@acme.example", "Who did it"),
        Field::optional("body", "a message", "We are still waiting.", "What was written, in messages and notes"),
        Field::optional("status", "a status", "on-hold(vendor)", "What the status became"),
        Field::optional("resolution", "a resolution code", "answered", "How the matter ended"),
        Field::optional("priority", "a priority", "high", "What the priority became"),
        Field::optional("category", "a category", "invoice.price", "What the category became"),
        Field::optional("subject", "a line of text", "Pallet 7 is late", "What the subject became"),
        Field::optional("tier", "a tier", "2", "What the account's tier became"),
        Field::optional("assignee", "a rep's handle", "giulia", "Who was put in charge; missing: nobody"),
        Field::optional("team", "a team's name", "logistics", "The team that was put in charge; missing: none"),
        Field::optional("link_kind", "a link", "order", "What the ticket was tied to"),
        Field::optional("link_target", "a line of text", "SO-0000430", "The other end of the tie"),
        Field::optional("other", "a ticket id", "T43", "The ticket it ended in, or that ended in it"),
        Field::optional(
            "since",
            "an instant",
            "2026-11-20T14:03:09Z",
            "Since when the absorbed ticket's customer waited",
        ),
    ],
};

/// What the log of another system never has: such a row is an entry of a desk's own.
const KEPT_BY_DESKS: &[&str] = &[
    "id",
    "ticket_id",
    "recorded_at",
    "party",
    "resolution",
    "subject",
    "tier",
    "team",
    "link_kind",
    "link_target",
    "other",
    "since",
];

impl Imported for AnyEvent {
    const KIND: &'static Kind = &EVENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        // In the order of the fields, each being looked for behind the one before.
        let (ticket, external_id) = (row.text("ticket"), row.text("external_id"));
        let kind: EventKind = row.required("kind")?;
        let led_to_more = kind != EventKind::Status && row.text("status").is_some();
        let it = if led_to_more || row.first_of(KEPT_BY_DESKS).is_some() {
            Self::Logged(Box::new(logged(row, kind)?))
        } else {
            Self::Told(told(row, kind, ticket)?)
        };
        let number = match &it {
            Self::Logged(entry) => entry.id.map(|id| id.to_string()),
            Self::Told(_) => None,
        };
        let known_by = external_id.or(number.as_deref()).ok_or_else(|| row.missing("external_id"))?;
        Ok(row.unchanging(known_by, it))
    }
}

fn told(row: &Row<'_>, kind: EventKind, ticket: Option<&str>) -> Result<EventIntake, Refusal> {
    let ticket = ticket.ok_or_else(|| row.missing("ticket"))?.to_owned();
    let at = row.instant("at")?;
    let author = row.text("author").map(str::to_owned);
    let what = match kind {
        EventKind::MessageIn => Told::MessageIn(row.required("body")?),
        EventKind::MessageOut => Told::MessageOut(row.required("body")?),
        EventKind::Note => Told::Note(row.required("body")?),
        EventKind::Status => Told::Status(row.required("status")?),
        EventKind::Priority => Told::Priority(row.required("priority")?),
        EventKind::Category => Told::Category(row.required("category")?),
        EventKind::Assigned => Told::Assigned(row.optional::<Code>("assignee")?.map(|handle| handle.to_string())),
        EventKind::Subject => return Err(row.missing("subject")),
        EventKind::Tier => return Err(row.missing("tier")),
        EventKind::Linked => return Err(row.missing("link_kind")),
        EventKind::Created | EventKind::Merged | EventKind::Absorbed => return Err(row.missing("ticket_id")),
    };
    Ok(EventIntake { ticket, at, author, what })
}

fn logged(row: &Row<'_>, kind: EventKind) -> Result<LoggedEvent, Refusal> {
    let party = if kind == EventKind::MessageIn { Party::Customer } else { Party::Agent };
    Ok(LoggedEvent {
        id: row.optional("id")?,
        ticket: ticket(row)?,
        at: row.instant("at")?,
        recorded_at: row.optional_instant("recorded_at")?,
        party: row.or("party", party)?,
        author: row.text("author").map(str::to_owned),
        what: what(row, kind)?,
        to: row.optional("status")?,
    })
}

/// Reads a message as the event it is.
pub(super) fn message(row: &Row<'_>, by: Party, public: bool) -> Result<Intake<MessageIntake>, Refusal> {
    let body: Prose = row.required("body")?;
    let kept = by == Party::System || row.text("id").is_some() || row.text("ticket_id").is_some();
    let (at, author) = (row.instant("at")?, row.text("author").map(str::to_owned));
    let event = if kept {
        let what = match (by, public) {
            (Party::Customer, _) => Logged::MessageIn(body),
            (_, true) => Logged::MessageOut(body),
            (_, false) => Logged::Note(body),
        };
        let (id, ticket) = (row.optional("id")?, ticket(row)?);
        AnyEvent::Logged(Box::new(LoggedEvent { id, ticket, at, recorded_at: None, party: by, author, what, to: None }))
    } else {
        let what = match (by, public) {
            (Party::Customer, _) => Told::MessageIn(body),
            (_, true) => Told::MessageOut(body),
            (_, false) => Told::Note(body),
        };
        let ticket = row.text("ticket").ok_or_else(|| row.missing("ticket"))?.to_owned();
        AnyEvent::Told(EventIntake { ticket, at, author, what })
    };
    let known_by = row.text("external_id").or(row.text("id")).ok_or_else(|| row.missing("external_id"))?;
    Ok(row.unchanging(known_by, MessageIntake { event }))
}

fn ticket(row: &Row<'_>) -> Result<TicketName, Refusal> {
    match (row.optional("ticket_id")?, row.text("ticket")) {
        (Some(id), _) => Ok(TicketName::Here(id)),
        (None, Some(external_id)) => Ok(TicketName::There(external_id.to_owned())),
        (None, None) => Err(row.missing("ticket")),
    }
}

fn what(row: &Row<'_>, kind: EventKind) -> Result<Logged, Refusal> {
    Ok(match kind {
        EventKind::Created => Logged::Created {
            subject: row.required("subject")?,
            category: row.required("category")?,
            priority: row.required("priority")?,
            tier: row.required("tier")?,
            given: given(row)?,
        },
        EventKind::MessageIn => Logged::MessageIn(row.required("body")?),
        EventKind::MessageOut => Logged::MessageOut(row.required("body")?),
        EventKind::Note => Logged::Note(row.required("body")?),
        EventKind::Status => Logged::Status(row.optional("resolution")?),
        EventKind::Priority => Logged::Priority(row.required("priority")?),
        EventKind::Category => Logged::Category(row.required("category")?),
        EventKind::Subject => Logged::Subject(row.required("subject")?),
        EventKind::Tier => Logged::Tier(row.required("tier")?),
        EventKind::Assigned => Logged::Assigned {
            rep: row.optional::<Code>("assignee")?.map(|handle| handle.to_string()),
            team: row.optional::<Code>("team")?.map(|name| name.to_string()),
        },
        EventKind::Linked => Logged::Linked(link(row)?),
        EventKind::Merged => Logged::Merged(row.required("other")?),
        EventKind::Absorbed => Logged::Absorbed { from: row.required("other")?, since: row.optional_instant("since")? },
    })
}

/// Reads what a ticket was given as it began.
fn given(row: &Row<'_>) -> Result<Given, Refusal> {
    let tied = row.text("link_kind").is_some() || row.text("link_target").is_some();
    Ok(Given {
        rep: row.optional::<Code>("assignee")?.map(|handle| handle.to_string()),
        team: row.optional::<Code>("team")?.map(|name| name.to_string()),
        link: if tied { Some(link(row)?) } else { None },
    })
}

fn link(row: &Row<'_>) -> Result<Link, Refusal> {
    Ok(Link { kind: row.required("link_kind")?, target: row.required("link_target")? })
}

impl Exported for AnyEvent {
    const LEFT_OUT: &'static [&'static str] = &["ticket"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let key = (intake.source.clone(), (!intake.is_of_desk()).then_some(intake.external_id));
        let Self::Logged(entry) = intake.it else { return };
        to.show("id", entry.id);
        to.show("ticket_id", entry.ticket.here());
        to.show("external_id", key.1);
        to.put(SOURCE, key.0);
        to.show("kind", Some(entry.what.kind()));
        to.put("at", entry.at);
        to.put("recorded_at", entry.recorded_at);
        to.show("party", Some(entry.party));
        to.show("author", entry.author);
        to.show("status", entry.to);
        say(entry.what, to);
    }
}

fn say(what: Logged, to: &mut Cells) {
    match what {
        Logged::Created { subject, category, priority, tier, given: Given { rep, team, link } } => {
            to.show("priority", Some(priority));
            to.show("category", Some(category));
            to.show("subject", Some(subject));
            to.put("tier", i64::from(tier.number()));
            to.show("assignee", rep);
            to.show("team", team);
            tie(link, to);
        }
        Logged::MessageIn(body) | Logged::MessageOut(body) | Logged::Note(body) => to.show("body", Some(body)),
        Logged::Status(resolution) => to.show("resolution", resolution),
        Logged::Priority(priority) => to.show("priority", Some(priority)),
        Logged::Category(category) => to.show("category", Some(category)),
        Logged::Subject(subject) => to.show("subject", Some(subject)),
        Logged::Tier(tier) => to.put("tier", i64::from(tier.number())),
        Logged::Assigned { rep, team } => {
            to.show("assignee", rep);
            to.show("team", team);
        }
        Logged::Linked(link) => tie(Some(link), to),
        Logged::Merged(into) => to.show("other", Some(into)),
        Logged::Absorbed { from, since } => {
            to.show("other", Some(from));
            to.put("since", since);
        }
    }
}

fn tie(link: Option<Link>, to: &mut Cells) {
    if let Some(Link { kind, target }) = link {
        to.show("link_kind", Some(kind));
        to.show("link_target", Some(target));
    }
}
