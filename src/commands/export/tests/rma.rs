//! The same of returns.

use super::order::{number, quantity};
use super::*;
use crate::domain::intake::{RmaEventIntake, RmaIntake, RmaLineIntake};
use crate::domain::rma::{Finding, FreightPayer, Remedy, RmaStatus};
use crate::domain::{Quantity, Rate, RmaId};

fn rma() -> impl Strategy<Value = Intake<RmaIntake>> {
    let what = (1..999_i64, number(), one_of(RmaStatus::ALL), typed(), maybe());
    let who = (prop::option::of(email()), prop::option::of(1..999_i64));
    let terms = (0..=1_000_000_u32, one_of(FreightPayer::ALL), any::<bool>());
    (maybe(), what, who, terms, instant(), instant()).prop_map(|(key, what, who, terms, requested_at, updated_at)| {
        let (number, order, status, reason, tracking) = what;
        let id = RmaId::new(number);
        let it = RmaIntake {
            id: Some(id),
            order: order.to_string(),
            contact: who.0.map(|email| email.to_string()),
            ticket: who.1.map(TicketId::new),
            status,
            reason,
            restocking: Rate::new(terms.0),
            freight_payer: Some(terms.1),
            inspection: Some(terms.2),
            tracking,
            requested_at,
            updated_at: Some(updated_at),
        };
        kept(key, &id, it)
    })
}

fn line() -> impl Strategy<Value = Intake<RmaLineIntake>> {
    let found = (prop::option::of(one_of(Finding::ALL)), prop::option::of(one_of(Remedy::ALL)));
    let quantities = ((1..9_000_000_i64).prop_map(Quantity::new), prop::option::of(quantity()));
    ("M[1-9]{1,3}", 1..99_u32, quantities, found).prop_map(
        |(rma, line, (quantity, received), (verdict, resolution))| {
            own(&"", RmaLineIntake { rma, line, quantity, received, verdict, resolution })
        },
    )
}

fn event() -> impl Strategy<Value = Intake<RmaEventIntake>> {
    ("M[1-9]{1,3}", instant(), one_of(RmaStatus::ALL), prop::option::of(code()), maybe())
        .prop_map(|(rma, at, status, rep, note)| own(&"", RmaEventIntake { rma, at, status, rep, note }))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn returns_come_back(r in rma(), l in line(), e in event(), book in by_book()) {
        comes_back(&r, book);
        comes_back(&l, book);
        comes_back(&e, book);
    }
}
