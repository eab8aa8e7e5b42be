//! The same of quotes, of what was offered with them, and of what happened to them.

use super::order::{decimal, quantity, sku};
use super::*;
use crate::domain::intake::{
    QuoteEventIntake, QuoteEvidenceIntake, QuoteIntake, QuoteLineIntake, QuoteOfferIntake, QuoteRevisionIntake,
};
use crate::domain::quote::{Lost, QuoteAction, RevisionStatus};
use crate::domain::{Quantity, QuoteId, Rate, Sha256Sum};

fn quote() -> impl Strategy<Value = Intake<QuoteIntake>> {
    let who = (code(), prop::option::of(email()), name(), prop::option::of(1..99_i64));
    let what = (typed(), maybe(), one_of(Priority::ALL), tier());
    let times = (prop::option::of(instant()), prop::option::of(day()), instant(), prop::option::of(instant()));
    (maybe(), 1..1000_i64, who, what, times).prop_map(|(key, id, who, what, times)| {
        let it = QuoteIntake {
            id: Some(QuoteId::new(id)),
            account: Some(who.0.to_string()),
            account_external_id: None,
            contact: who.1.map(|email| email.to_string()),
            rep: who.2,
            ticket: who.3.map(TicketId::new),
            subject: what.0,
            request: what.1,
            priority: Some(what.2),
            tier: Some(what.3),
            requested_at: times.0,
            needed: times.1,
            created_at: Some(times.2),
            cancelled_at: times.3,
        };
        kept(key, &QuoteId::new(id), it)
    })
}

fn revision() -> impl Strategy<Value = Intake<QuoteRevisionIntake>> {
    let words = (one_of(RevisionStatus::ALL), one_of(Lost::ALL), name(), day());
    let lines = (maybe(), maybe(), maybe(), maybe(), maybe());
    let amounts = (decimal(), 0..=1_000_000_u32, decimal(), decimal(), decimal());
    let times = (instant(), prop::option::of(instant()), prop::option::of(instant()));
    (1..99_u32, words, lines, amounts, times).prop_map(|(number, words, lines, amounts, times)| {
        let it = QuoteRevisionIntake {
            quote: format!("Q{number}"),
            number,
            status: words.0,
            reason: lines.0,
            author: words.2,
            currency: "EUR".parse().ok(),
            valid_until: words.3,
            terms: "2/10 NET30".parse().ok(),
            delivery: lines.1,
            freight: Some(amounts.0),
            freight_tax: Rate::new(amounts.1),
            po_number: lines.2,
            note: lines.3,
            remark: lines.4,
            net: Some(amounts.2),
            tax: Some(amounts.3),
            total: Some(amounts.4),
            created_at: Some(times.0),
            sent_at: times.1,
            closed_at: times.2,
            lost: Some(words.1).filter(|_| words.0 == RevisionStatus::Declined),
        };
        own(&"", it)
    })
}

fn line() -> impl Strategy<Value = Intake<QuoteLineIntake>> {
    let words = (maybe(), maybe(), maybe(), maybe());
    let amounts = (prop::option::of(decimal()), 0..=1_000_000_u32);
    let skus = (prop::option::of(sku()), prop::option::of(sku()));
    (1..99_u32, words, amounts, skus).prop_map(|(line, words, amounts, skus)| {
        let it = QuoteLineIntake {
            quote: format!("Q{line}"),
            revision: line,
            line,
            sku: skus.0,
            description: words.0,
            asked: skus.1,
            unit: words.1,
            cost: amounts.0,
            tax: Rate::new(amounts.1),
            note: words.2,
            remark: words.3,
            only: None,
        };
        own(&"", it)
    })
}

fn offer() -> impl Strategy<Value = Intake<QuoteOfferIntake>> {
    let amounts = (quantity(), decimal(), prop::option::of(decimal()));
    (1..99_u32, amounts, maybe(), any::<bool>()).prop_map(|(line, amounts, origin, picked)| {
        let it = QuoteOfferIntake {
            quote: format!("Q{line}"),
            revision: line,
            line,
            quantity: amounts.0.plus(Quantity::units(1)),
            unit_price: amounts.1,
            usual: amounts.2,
            origin,
            picked: Some(picked),
        };
        own(&"", it)
    })
}

fn event() -> impl Strategy<Value = Intake<QuoteEventIntake>> {
    let words = (one_of(QuoteAction::ALL), name(), prop::option::of(email()), maybe());
    (1..99_u32, prop::option::of(1..9_u32), instant(), words).prop_map(|(number, revision, at, words)| {
        let it = QuoteEventIntake {
            quote: format!("Q{number}"),
            number: Some(number),
            revision,
            at,
            action: words.0,
            rep: words.1,
            contact: words.2.map(|email| email.to_string()),
            note: words.3,
        };
        own(&"", it)
    })
}

fn evidence() -> impl Strategy<Value = Intake<QuoteEvidenceIntake>> {
    let content = prop::collection::vec(any::<u8>(), 0..200);
    (1..99_u32, typed(), content).prop_map(|(event, name, content)| {
        let sha256 = Sha256Sum::of(&content);
        own(&"", QuoteEvidenceIntake { quote: "Q7".to_owned(), event, name, sha256, part: event, parts: 99, content })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotes_and_what_they_offer_come_back(q in quote(), r in revision(), l in line(), o in offer(), book in by_book()) {
        comes_back(&q, book);
        comes_back(&r, book);
        comes_back(&l, book);
        comes_back(&o, book);
    }

    #[test]
    fn what_happened_to_quotes_and_what_shows_it_comes_back(e in event(), v in evidence(), book in by_book()) {
        comes_back(&e, book);
        comes_back(&v, book);
    }
}
