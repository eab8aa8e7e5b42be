//! Who carries how much work, and how hard it is.

use super::{Course, Needs, Spread, TicketFacts, TicketFigures};

/// How many points of complexity each thing adds to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// Each message, either way.
    pub message: usize,
    /// Each thing a rep did, messages to the customer among them.
    pub touch: usize,
    /// Each person beyond the two of whom it takes one to ask and one to answer.
    pub person: usize,
    /// Each time somebody else was put in charge.
    pub handover: usize,
    /// Each time it was taken up again after it had been settled.
    pub reopening: usize,
}

/// The points as they are given. A message is read once, which is the unit; one that we write is a touch as well, for it has
/// to be thought of too. Whoever joins, and whoever takes over, has to be told what the others know, which takes a message
/// and its answer. What comes back had been thought to be done: it is read again, and costs what a plain ticket does, that is
/// a question, an answer and a resolution, and once more the trust of the customer.
pub const WEIGHTS: Weights = Weights { message: 1, touch: 1, person: 2, handover: 2, reopening: 5 };

impl Weights {
    /// Returns the points of a ticket.
    pub const fn complexity(&self, course: &Course) -> usize {
        self.message * course.messages()
            + self.touch * course.touches
            + self.person * course.people.saturating_sub(2)
            + self.handover * course.handovers
            + self.reopening * course.reopenings
    }
}

/// The work that a group of tickets was.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct Workload {
    pub tickets: usize,
    pub open: usize,
    pub messages_in: usize,
    pub messages_out: usize,
    pub notes: usize,
    pub touches: usize,
    pub handovers: usize,
    pub reopenings: usize,
    /// The points of all of them.
    pub load: usize,
    /// The points of each.
    complexity: Spread<i64>,
    people: usize,
}

impl Workload {
    /// Returns how many people a ticket has, in hundredths rounded down.
    pub fn people_each(&self) -> Option<usize> {
        (self.people * 100).checked_div(self.tickets)
    }

    /// Returns how many points a ticket has, in hundredths rounded down.
    pub fn complexity_each(&self) -> Option<usize> {
        (self.load * 100).checked_div(self.tickets)
    }

    /// Returns the points that `percent` of the tickets do not exceed.
    pub fn complexity_of(&mut self, percent: usize) -> Option<usize> {
        usize::try_from(self.complexity.percentile(percent)?).ok()
    }
}

impl TicketFigures for Workload {
    const NEEDS: Needs = Needs { open: false, verdicts: false, course: true };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        let course = ticket.course;
        let complexity = WEIGHTS.complexity(course);
        self.tickets += 1;
        self.open += usize::from(ticket.is_open());
        self.messages_in += course.messages_in;
        self.messages_out += course.messages_out;
        self.notes += course.notes;
        self.touches += course.touches;
        self.handovers += course.handovers;
        self.reopenings += course.reopenings;
        self.people += course.people;
        self.load += complexity;
        self.complexity.extend(i64::try_from(complexity));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_ticket_is_four_points_and_all_that_goes_beyond_it_adds_some() {
        let plain = Course { messages_in: 1, messages_out: 1, touches: 2, people: 2, ..Course::default() };
        let hard = Course { people: 4, handovers: 1, reopenings: 2, ..plain.clone() };
        let points = [Course::default(), plain, hard].map(|course| WEIGHTS.complexity(&course));
        assert_eq!(points, [0, 4, 20]);
    }
}
