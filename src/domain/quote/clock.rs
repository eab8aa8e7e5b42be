//! What the promises see of a request: it waits for our first word like a ticket about a quote.

use super::{Quote, QuoteAction, QuoteEvent};
use crate::domain::sla::{Happening, Moment};
use crate::domain::ticket::{Category, Party, Status};

/// Returns what happened to a request as far as promises go: it was made, answered with the first revision that was sent,
/// or came to nothing. What nobody asked for waits for no answer.
pub fn moments(quote: &Quote, events: &[QuoteEvent]) -> Vec<Moment> {
    let Some(at) = quote.requested_at else { return Vec::new() };
    let created = Happening::Created {
        by: Party::Customer,
        category: Category::QUOTE,
        priority: quote.priority,
        tier: quote.tier,
    };
    let mut moments = vec![Moment { at, recorded_at: quote.created_at, happening: created }];
    let ended = |event: &QuoteEvent| match event.action {
        QuoteAction::Send => Some((event.at, Happening::Message { by: Party::Agent })),
        QuoteAction::Cancel if event.revision.is_none() => Some((event.at, Happening::Status(Status::Closed))),
        _ => None,
    };
    let ends = events.iter().filter_map(ended);
    moments.extend(ends.map(|(at, happening)| Moment { at, recorded_at: at, happening }));
    moments
}
