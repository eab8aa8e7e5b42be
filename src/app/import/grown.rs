//! A set of tickets, of one bit for each that the desk has.

use crate::domain::TicketId;

/// How many tickets one number stands for.
const EACH: i64 = 64;

/// Tickets, each once, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Grown {
    bits: Vec<u64>,
}

impl Grown {
    pub(super) fn insert(&mut self, ticket: TicketId) {
        let (place, bit) = (ticket.number() / EACH, ticket.number() % EACH);
        let place = usize::try_from(place).unwrap_or_default();
        if place >= self.bits.len() {
            self.bits.resize(place + 1, 0);
        }
        self.bits[place] |= 1 << bit;
    }

    pub(super) fn contains(&self, ticket: TicketId) -> bool {
        let place = usize::try_from(ticket.number() / EACH).unwrap_or_default();
        self.bits.get(place).is_some_and(|bits| bits >> (ticket.number() % EACH) & 1 == 1)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = TicketId> {
        let held = |(place, bits): (i64, &u64)| {
            let bits = *bits;
            (0..EACH).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| TicketId::new(place * EACH + bit))
        };
        (0..).zip(&self.bits).flat_map(held)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out_once_and_in_order(numbers in proptest::collection::vec(1..500_i64, 0..100)) {
            let mut grown = Grown::default();
            for number in &numbers {
                grown.insert(TicketId::new(*number));
            }
            for number in 1..600 {
                prop_assert_eq!(grown.contains(TicketId::new(number)), numbers.contains(&number));
            }
            let held: Vec<i64> = grown.ids().map(|id| id.number()).collect();
            prop_assert_eq!(held, numbers.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        }
    }
}
