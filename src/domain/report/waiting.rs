//! For whom tickets wait, and for how long.

use super::{Needs, Side, Spread, TicketFacts, TicketFigures};
use crate::domain::Seconds;

/// How a group of tickets waited until they were settled, by the clock.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// All of them.
    pub tickets: usize,
    /// The waits of those that waited at all, for whomever.
    pub all: Spread<Seconds>,
    sides: [Spread<Seconds>; Side::ALL.len()],
}

impl Waiting {
    /// Returns the waits of those that waited for them at all.
    pub const fn of(&self, side: Side) -> &Spread<Seconds> {
        &self.sides[side as usize]
    }

    /// Returns the median wait of those that waited for them at all.
    pub fn median(&mut self, side: Side) -> Option<Seconds> {
        self.sides[side as usize].percentile(50)
    }

    /// Returns how much of all waiting was for them, in hundredths of a percent rounded down.
    pub fn share(&self, side: Side) -> Option<u32> {
        let (part, whole) = (self.of(side).sum()?, self.all.sum()?);
        u32::try_from((i128::from(part) * 10_000).checked_div(whole.into())?).ok()
    }

    /// Returns for how long they were on hold, whomever they waited for.
    pub fn on_hold(&self) -> Option<i64> {
        let others = Side::ALL.iter().filter(|side| !matches!(side, Side::Us | Side::Customer));
        others.map(|side| self.of(*side).sum()).sum()
    }
}

impl TicketFigures for Waiting {
    const NEEDS: Needs = Needs { open: false, verdicts: false, course: true };

    fn count(&mut self, ticket: &TicketFacts<'_>) {
        let is_some = |wait: &Seconds| *wait > Seconds::ZERO;
        self.tickets += 1;
        let mut all = Seconds::ZERO;
        for side in Side::ALL {
            let wait = ticket.course.waited_for(*side, ticket.as_of);
            all = all.plus(wait);
            self.sides[*side as usize].extend(Some(wait).filter(is_some));
        }
        self.all.extend(Some(all).filter(is_some));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instant;
    use crate::domain::report::{Charge, Course, Touch, TouchKind};
    use crate::domain::ticket::{Party, Status, WaitingOn};

    #[test]
    fn shares_are_of_all_waiting_and_medians_of_those_that_waited_for_them() {
        let held = Touch {
            at: Instant::from_epoch(100),
            kind: TouchKind::Other,
            party: Party::Agent,
            who: None,
            to: Some(Status::OnHold(WaitingOn::Carrier)),
            charge: Charge::default(),
        };
        let mut waiting = Waiting::default();
        assert_eq!((waiting.share(Side::Us), waiting.on_hold()), (None, Some(0)));
        for log in [&[held][..], &[]] {
            let course = Course::of(Instant::from_epoch(0), log);
            waiting.count(&TicketFacts { course: &course, ..TicketFacts::open(Instant::from_epoch(400)) });
        }
        let shares = [Side::Us, Side::Customer, Side::Carrier].map(|side| waiting.share(side).unwrap_or_default());
        assert_eq!((shares, waiting.on_hold()), ([6250, 0, 3750], Some(300)));
        let medians = [Side::Us, Side::Carrier].map(|side| waiting.median(side).map(Seconds::get));
        assert_eq!((medians, waiting.of(Side::Carrier).count()), ([Some(100), Some(300)], 1));
    }
}
