//! What is due next.

use crate::app::TicketLine;
use crate::domain::sla::Outlook;
use crate::output::{Align, Figure, Head, Heading, Human, Line, Report, Shown, Tone};
use crate::view::ticket::standing;

const fn head(field: &'static str, title: &'static str, align: Align, tone: Option<Tone>) -> Head {
    Head { field, title, shown: Shown::Always, align, tone }
}

/// Tells of tickets by the deadline that binds each first, in their order; those whose clocks stand still are left out.
pub fn due_next(tickets: &[TicketLine], human: &Human) -> Report {
    let line = |ticket: &TicketLine| {
        let due = ticket.due_at?;
        let standing = standing(ticket, human.now);
        Some(Line {
            names: vec![
                Some(ticket.id.to_string()),
                Some(ticket.account.to_string()),
                Some(ticket.subject.to_string()),
            ],
            figures: vec![
                Figure::Text(ticket.priority.to_string()),
                Figure::Text(ticket.assignee.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)),
                Figure::Text(human.at(due)),
                Figure::Span(due.since(human.now)),
                Figure::Flag(standing == Some(Outlook::Breached)),
                Figure::Flag(standing == Some(Outlook::AtRisk)),
            ],
        })
    };
    let headings = ["ticket", "account", "subject"];
    Report {
        name: "due",
        title: "Due next",
        about: "The deadline that binds each ticket first.".to_owned(),
        headings: headings.map(|field| Heading { field, title: Some(field.to_owned()) }).to_vec(),
        measures: vec![
            head("priority", "priority", Align::Left, None),
            head("assignee", "rep", Align::Left, None),
            head("due_at", "due", Align::Left, None),
            head("left_seconds", "left", Align::Right, None),
            head("breached", "breached", Align::Left, Some(Tone::Bad)),
            head("at_risk", "at risk", Align::Left, Some(Tone::Warn)),
        ],
        lines: tickets.iter().filter_map(line).collect(),
        notes: Vec::new(),
        pictures: &[],
    }
}
