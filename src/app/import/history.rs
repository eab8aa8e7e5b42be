//! What a ticket's row tells of its history.

use crate::domain::intake::TicketIntake;
use crate::domain::ticket::Priority;
use crate::domain::ticket::{Actor, Category, Event, Link, LinkKind, Outset, Party, Status, What};
use crate::domain::{AccountId, ContactId, Instant, Prose, RepId, TeamId, Tier};
use crate::error::Error;

/// What stands where a first response is known to have been given, but not its words.
const NOT_RECORDED: &str = "(answered; the text was not imported)";

/// The names of a ticket, looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub(super) account: AccountId,
    pub(super) tier: Tier,
    pub(super) contact: Option<ContactId>,
    pub(super) assignee: Option<RepId>,
    pub(super) team: Option<TeamId>,
}

/// Returns the log of a ticket that is new to the desk, in its order.
pub(super) fn beginning(it: &TicketIntake, names: &Names, now: Instant) -> Result<Vec<Event>, Error> {
    let event = |by, what| event(now, it.created_at, by, what, None);
    let customer = Actor::Customer(names.contact);
    let by = if it.created_by == Party::Agent { Actor::Agent(None) } else { customer };
    let mut events = vec![event(by, created(it, names))];
    if let Some(body) = it.body.clone() {
        let ours = it.created_by == Party::Agent;
        events.push(event(by, if ours { What::MessageOut { body } } else { What::MessageIn { body } }));
    }
    events.extend(progress(it, names, None, now)?);
    events.sort_by_key(Event::order);
    Ok(events)
}

fn created(it: &TicketIntake, names: &Names) -> What {
    What::Created {
        account: names.account,
        contact: names.contact,
        subject: it.subject.clone(),
        category: it.category.unwrap_or(Category::OTHER),
        priority: it.priority.unwrap_or(Priority::Normal),
        channel: it.channel,
        queue: None,
        tier: names.tier,
        outset: Outset {
            rep: names.assignee,
            team: names.team,
            link: it.order.clone().map(|target| Link { kind: LinkKind::Order, target }),
        },
    }
}

/// Returns what the row tells of the way from opening to where the ticket stands.
pub(super) fn progress(
    it: &TicketIntake,
    names: &Names,
    from: Option<Status>,
    now: Instant,
) -> Result<Vec<Event>, Error> {
    let by = Actor::Agent(names.assignee);
    let mut events = Vec::new();
    if let Some(at) = it.first_response_at.filter(|_| from.is_none()) {
        let body: Prose = NOT_RECORDED.parse()?;
        events.push(event(now, at, by, What::MessageOut { body }, None));
    }
    let mut became = |at: Option<Instant>, status: Status| {
        let at = at.or(it.updated_at).or(it.first_response_at).unwrap_or(it.created_at);
        events.push(event(now, at, by, What::Status { resolution: None }, Some(status)));
    };
    match it.status {
        Status::New => {}
        Status::Closed => {
            if it.resolved_at.is_some() && (from.is_some() || !closed_says_all(it)) {
                became(it.resolved_at, Status::Resolved);
            }
            became(it.closed_at.or(it.resolved_at), Status::Closed);
        }
        Status::Resolved => became(it.resolved_at.or(it.closed_at), Status::Resolved),
        status => became(None, status),
    }
    Ok(events)
}

/// Tells whether nothing is left to say of a ticket once it is said that it was closed. Of one that nobody answered there is:
/// that it was resolved is an answer, that it was closed is none.
fn closed_says_all(it: &TicketIntake) -> bool {
    let at_once = it.closed_at.is_none_or(|at| Some(at) == it.resolved_at);
    at_once && it.first_response_at.is_some_and(|at| Some(at) <= it.resolved_at)
}

/// Returns an event that the desk learns of `now`.
pub(super) fn event(now: Instant, at: Instant, by: Actor, what: What, to: Option<Status>) -> Event {
    Event { at, recorded_at: now, by, what, to }
}
