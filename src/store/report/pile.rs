//! Tickets of a span, gathered in the order of their numbers and put into segments in the order of their accounts.

use super::segment::Segment;
use super::span::Span;
use super::ticket::Reported;
use crate::error::Error;

/// How many tickets a segment holds.
const TICKETS: usize = 128;

/// Tickets that are packed each by itself, with the numbers of their accounts.
#[derive(Debug, Default)]
pub(super) struct Pile(Vec<(i64, Segment<Vec<u8>>)>);

/// A segment as it is stored.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Packed {
    /// The numbers of its first and its last account.
    pub(super) accounts: [i64; 2],
    pub(super) segment: Segment<Vec<u8>>,
}

impl Pile {
    /// Adds a ticket of a span that was read with all marks there are.
    pub(super) fn push(&mut self, span: Span, ticket: &Reported<'_>) -> Result<(), Error> {
        let mut packed = Segment::default();
        packed.push(span.first, ticket)?;
        self.0.push((ticket.marks[0].number().unwrap_or_default(), packed));
        Ok(())
    }

    /// Returns the segments; a span without tickets has one that is empty.
    pub(super) fn into_segments(mut self) -> Vec<Packed> {
        self.0.sort_by_key(|(account, _)| *account);
        let segments: Vec<Packed> = self.0.chunks(TICKETS).map(Packed::of).collect();
        if segments.is_empty() { vec![Packed::default()] } else { segments }
    }
}

impl Packed {
    fn of(tickets: &[(i64, Segment<Vec<u8>>)]) -> Self {
        let mut packed = Self::default();
        if let [(first, _), ..] = tickets {
            packed.accounts = [*first; 2];
        }
        for (account, ticket) in tickets {
            packed.accounts[1] = *account;
            packed.segment.append(ticket);
        }
        packed
    }
}
