//! An explanation adds up to its verdict, whatever happens in a log.

use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;

use super::super::judge::in_order;
use super::chance::*;
use super::oracle::instant;
use super::*;
use crate::domain::ticket::{Party, Status};
use crate::domain::{Instant, Seconds};

/// A log, and what it is judged by.
#[derive(Debug, Clone)]
struct World {
    log: Vec<Moment>,
    book: Book,
    terms: Vec<Term>,
}

impl World {
    fn case(&self) -> Case<'_> {
        Case { contracts: &self.terms, ..Case::default() }
    }

    fn explained(&self, now: Instant, asked: Asked) -> Vec<Explained> {
        explain(&self.log, &self.case(), &self.book, now, asked).cycles
    }

    fn judged(&self, now: Instant) -> Vec<Cycle> {
        evaluate(&self.log, &self.case(), &self.book, now)
    }
}

/// Versions and contracts may come to be known late, and contracts end before their time.
fn world() -> impl Strategy<Value = World> {
    (log(), surprising_book(), contracts()).prop_map(|(log, book, terms)| World { log, book, terms })
}

/// Versions and contracts are known by the time they count.
fn settled_world() -> impl Strategy<Value = World> {
    (log(), book(), contracts()).prop_map(|(log, book, mut terms)| {
        for term in &mut terms {
            (term.recorded_at, term.ended) = (Instant::MIN, Vec::new());
        }
        World { log, book, terms }
    })
}

const EVERY: Asked = Asked { metric: None, all: true, for_customer: false };

fn sum(cycle: &Explained, of: fn(&Passage) -> Seconds) -> Seconds {
    let passages = cycle.stretches.iter().flat_map(|stretch| &stretch.passages);
    passages.fold(Seconds::ZERO, |sum, passage| sum.plus(of(passage)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_counted_and_what_stood_still_add_up_to_the_verdict(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            let passages: Vec<&Passage> = one.stretches.iter().flat_map(|stretch| &stretch.passages).collect();
            prop_assert_eq!(sum(&one, |passage| passage.counted), one.cycle.elapsed, "{:#?}", one);
            prop_assert_eq!(sum(&one, |passage| passage.paused), one.cycle.paused, "{:#?}", one);
            prop_assert_eq!(passages.last().map_or(Seconds::ZERO, |last| last.total), one.cycle.elapsed);
        }
    }

    #[test]
    fn no_time_is_left_out_and_none_told_of_twice(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            prop_assert!(!one.stretches.is_empty());
            let mut at = one.cycle.started_at;
            for stretch in &one.stretches {
                prop_assert_eq!(stretch.from, at);
                for passage in &stretch.passages {
                    prop_assert_eq!(passage.from, at, "{:#?}", one);
                    prop_assert!(passage.from < passage.to);
                    at = passage.to;
                }
                prop_assert_eq!(stretch.to, at);
            }
            prop_assert_eq!(at, one.cycle.stopped_at.unwrap_or(instant(now)), "{:#?}", one);
        }
    }

    #[test]
    fn each_passage_is_of_one_kind_throughout(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            for stretch in &one.stretches {
                for passage in &stretch.passages {
                    let open = stretch.calendar.between(passage.from, passage.to);
                    match &passage.why {
                        Why::Counted => prop_assert_eq!(passage.counted, passage.to.since(passage.from)),
                        Why::Paused(_) => prop_assert_eq!((passage.counted, passage.paused), (Seconds::ZERO, open)),
                        _ => prop_assert_eq!((passage.counted, open), (Seconds::ZERO, Seconds::ZERO)),
                    }
                }
            }
        }
    }

    #[test]
    fn time_stands_still_in_the_status_the_ticket_had(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            for passage in one.stretches.iter().flat_map(|stretch| &stretch.passages) {
                if let Why::Paused(status) = passage.why {
                    prop_assert_eq!(status, status_at(&world.log, passage.from), "{:#?}", one);
                    prop_assert!(!matches!(status, Status::New | Status::Open));
                }
            }
        }
    }

    #[test]
    fn the_last_ruling_is_the_verdicts(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            let cycle = &one.cycle;
            let last = one.steps.last().map(|step| &step.ruling);
            prop_assert!(last.is_some());
            let Some(last) = last else { continue };
            prop_assert_eq!((&last.policy, last.version, last.span), (&cycle.policy, cycle.version, cycle.target));
            prop_assert_eq!(last.since, cycle.started_at);
            prop_assert_eq!(
                last.effect == Effect::Cancelled,
                one.ending == Some(Ending::Unpromised),
            );
            let breaking: Vec<Instant> =
                one.steps.iter().filter(|step| step.ruling.breaks).map(|step| step.ruling.at).collect();
            if let Some(first) = breaking.first() {
                prop_assert_eq!((Some(*first), breaking.len()), (cycle.breached_at, 1), "{:#?}", one);
            }
            prop_assert_eq!(one.breach.is_some(), cycle.breached_at.is_some());
            prop_assert!(one.steps.windows(2).all(|pair| pair[0].ruling.at <= pair[1].ruling.at));
        }
    }

    #[test]
    fn at_most_one_policy_wins_and_the_winner_rules_unless_it_came_too_late(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            for step in &one.steps {
                let won: Vec<&Candidate> =
                    step.candidates.iter().filter(|candidate| rules(candidate.fared)).collect();
                prop_assert!(won.len() <= 1);
                match step.ruling.effect {
                    Effect::Cancelled => prop_assert!(won.first().is_none_or(|won| won.target.is_none())),
                    // What is word for word the same stays the earlier version's; what is broken, the old policy's.
                    Effect::Unchanged | Effect::TooLate | Effect::PutBack => {}
                    _ => {
                        prop_assert_eq!(won.first().map(|won| &won.policy), Some(&step.ruling.policy));
                        prop_assert_eq!(Some(step.ruling.version), step.ruling.in_force);
                        prop_assert_eq!(won.first().and_then(|won| won.target), Some(step.ruling.target));
                    }
                }
            }
        }
    }

    #[test]
    fn a_change_has_a_cause_and_the_beginning_one_too(world in world(), now in minute()) {
        for one in world.explained(instant(now), EVERY) {
            for step in &one.steps {
                prop_assert!(!step.causes.is_empty(), "{:#?}", step);
            }
        }
    }

    #[test]
    fn what_is_foretold_comes_true_if_it_is_done_now(world in settled_world(), now in minute()) {
        let now = instant(now);
        // Of two things at one instant, a reply comes first, and a change with it too late for the reply.
        prop_assume!(in_order(&world.log, now).iter().all(|moment| moment.at < now));
        for one in world.explained(now, Asked::default()) {
            let Some(prospect) = one.prospect else { continue };
            let mut done = world.clone();
            done.log.retain(|moment| moment.at <= now);
            let happening = match one.cycle.metric {
                Metric::Resolution => Happening::Status(Status::Resolved),
                Metric::Handling => Happening::Assigned(None),
                _ => Happening::Message { by: Party::Agent },
            };
            done.log.push(Moment { at: now, recorded_at: now, happening });
            let cycles = done.judged(now);
            let same = |cycle: &&Cycle| (cycle.metric, cycle.number) == (one.cycle.metric, one.cycle.number);
            let state = cycles.iter().find(same).map(|cycle| (cycle.state, cycle.remaining()));
            prop_assert_eq!(state, Some((prospect.state, prospect.spare)), "{:#?}", one);
        }
    }

    #[test]
    fn explaining_is_judging(world in world(), now in minute()) {
        let told = world.explained(instant(now), EVERY);
        let cycles: Vec<Cycle> = told.into_iter().map(|one| one.cycle).collect();
        prop_assert_eq!(&cycles, &world.judged(instant(now)));
    }

    #[test]
    fn what_is_asked_for_is_told(
        world in settled_world(), now in minute(), metric in proptest::option::of(select(Metric::ALL.to_vec())),
    ) {
        let every = world.explained(instant(now), EVERY);
        for all in [false, true] {
            let told = world.explained(instant(now), Asked { metric, all, ..Asked::default() });
            let wanted = |one: &&Explained| metric.is_none_or(|metric| metric == one.cycle.metric);
            prop_assert!(told.iter().all(|one| every.contains(one) && wanted(&one)));
            let missed = every.iter().filter(wanted).filter(|one| !told.contains(one));
            for one in missed {
                prop_assert!(!all && !one.cycle.is_owed());
                prop_assert!(told.iter().any(|later| later.cycle.metric == one.cycle.metric));
            }
        }
    }
}

proptest! {
    // Centuries of business time take a while to cut into passages.
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn holidays_and_dated_hours_add_up_too(log in log(), mode in select(OnChange::ALL.to_vec()), now in minute()) {
        let policies = [(1, "8h"), (2, "4h"), (3, "2d")].map(|(tier, target)| {
            let policy = tier_policy(tier).promising(Metric::Resolution, target).changing(mode);
            if tier == 2 { policy } else { policy.by(Rc::clone(&festive())) }
        });
        let book = Book::new(vec![version(1, "0001-01-01T00:00:00Z", AppliesTo::Open, policies.to_vec())]);
        for one in (World { log, book, terms: vec![] }).explained(instant(now), EVERY) {
            prop_assert_eq!(sum(&one, |passage| passage.counted), one.cycle.elapsed);
            prop_assert_eq!(sum(&one, |passage| passage.paused), one.cycle.paused);
        }
    }
}

fn rules(fared: Contest) -> bool {
    matches!(fared, Contest::Won | Contest::Carried)
}

/// The status by the log alone: nothing is heard of before the beginning, which comes in its time or late.
fn status_at(log: &[Moment], at: Instant) -> Status {
    let moments = in_order(log, Instant::MAX);
    let mut so_far = moments.iter().rev().filter(|moment| moment.at <= at);
    let status = so_far.find_map(|moment| match moment.happening {
        Happening::Status(status) => Some(status),
        _ => None,
    });
    status.unwrap_or(Status::New)
}
