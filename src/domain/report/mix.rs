//! What kinds of matters there are, and how each fares.

use super::resolution::Resolutions;
use super::sla::{Tally, responses};
use super::{Needs, TicketFacts, TicketFigures, share};

/// A kind of tickets beside the others.
#[derive(Debug, Clone, Default)]
pub struct Mix {
    /// How they were settled.
    pub resolution: Resolutions,
    /// The promises of a first response.
    pub response: Tally,
    messages: usize,
    /// Tickets of all kinds.
    all: usize,
}

impl Mix {
    /// Returns how many of all tickets are of this kind, in hundredths of a percent rounded down.
    pub fn share(&self) -> Option<u32> {
        share(self.resolution.tickets, self.all)
    }

    /// Returns how many were taken up again after they had been settled, in hundredths of a percent rounded down.
    pub fn reopened(&self) -> Option<u32> {
        share(self.resolution.reopened, self.resolution.tickets)
    }

    /// Returns how many messages a ticket has, either way, in hundredths rounded down.
    pub fn messages_each(&self) -> Option<usize> {
        (self.messages * 100).checked_div(self.resolution.tickets)
    }
}

impl TicketFigures for Mix {
    const NEEDS: Needs = Needs { open: false, verdicts: true, course: true };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        self.resolution.count_ticket(ticket);
        responses(ticket.verdicts).for_each(|verdict| self.response.count(verdict, ticket.as_of));
        self.messages += ticket.course.messages();
    }

    fn set_beside(groups: &mut [Self]) {
        let all = groups.iter().map(|group| group.resolution.tickets).sum();
        for group in groups {
            group.all = all;
        }
    }

    fn left_out(&self) -> Vec<(usize, &'static str)> {
        self.resolution.left_out()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instant;

    #[test]
    fn a_kind_has_its_share_of_all_kinds() {
        let mut kinds = [Mix::default(), Mix::default()];
        for kind in [0, 1, 1] {
            kinds[kind].count(&TicketFacts::open(Instant::from_epoch(9)));
        }
        Mix::set_beside(&mut kinds);
        assert_eq!(kinds.map(|kind| kind.share()), [Some(3333), Some(6666)]);
    }
}
