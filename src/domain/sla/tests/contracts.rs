//! Contracts that begin and end while a clock runs.

use proptest::prelude::*;

use super::chance::{book, log, minute};
use super::oracle::instant;
use super::*;
use crate::domain::{Instant, Seconds, Tier};

/// Four hours for everybody, two under the contract, by a policy of its own.
fn story() -> Timeline {
    let number = "C-1".parse().unwrap();
    let own = Policy::new("gold", Scope::Contract(number), always()).promising(Metric::FirstResponse, "2h");
    case().under_all(vec![policy().promising(Metric::FirstResponse, "4h"), own])
}

#[test]
fn a_contract_rules_from_its_first_instant_and_not_one_before() {
    let story = story().contract("10:00", "tue 10:00", None).created("09:00");
    assert_eq!(story.verdicts("09:59:59"), "first_response#1 running: 09:00 due 13:00 ran 59m59s/4h");
    assert_eq!(story.verdicts("10:00"), "first_response#1 running: 09:00 due 11:00 ran 1h/2h by gold");
}

#[test]
fn a_contract_that_ends_gives_the_clock_back() {
    let story = story().contract("08:00", "10:00", None).created("09:00");
    assert_eq!(story.verdicts("09:59:59"), "first_response#1 running: 09:00 due 11:00 ran 59m59s/2h by gold");
    assert_eq!(story.verdicts("10:00"), "first_response#1 running: 09:00 due 13:00 ran 1h/4h");
}

#[test]
fn a_promise_broken_under_a_contract_stays_broken_when_it_ends() {
    let story = story().contract("08:00", "12:00", None).created("09:00").rep("12:30");
    assert_eq!(
        story.verdicts("13:00"),
        "first_response#1 breached: 09:00 to 12:30 due 11:00 broken 11:00 ran 3h30m/2h by gold"
    );
}

#[test]
fn a_contract_that_makes_a_clock_late_breaks_its_promise_when_it_begins() {
    let story = story().contract("12:00", "tue 10:00", None).created("09:00");
    assert_eq!(story.verdicts("12:30"), "first_response#1 breached: 09:00 due 11:00 broken 12:00 ran 3h30m/2h by gold");
}

#[test]
fn the_policy_that_a_contract_carries_beats_the_one_that_names_it() {
    let silver = tier_policy(3).promising(Metric::FirstResponse, "3h");
    let mut story = story().contract("08:00", "tue 10:00", Some("tier-3")).created("09:00");
    story.versions[0].policies.push(silver);
    assert_eq!(story.verdicts("09:30"), "first_response#1 running: 09:00 due 12:00 ran 30m/3h by tier-3");
}

#[test]
fn a_policy_that_a_version_lacks_leaves_the_ticket_to_the_others() {
    let story = story().contract("08:00", "tue 10:00", Some("platinum")).created("09:00");
    assert_eq!(story.verdicts("09:30"), "first_response#1 running: 09:00 due 11:00 ran 30m/2h by gold");
}

#[test]
fn what_was_final_when_a_contract_became_known_stays() {
    let mut story = story().contract("08:00", "tue 10:00", None).created("09:00").rep("12:00").customer("12:30");
    story.contracts[0].recorded_at = time("12:00:01");
    story = story.rep("13:00");
    story.versions[0].policies[0] =
        policy().promising(Metric::FirstResponse, "4h").promising(Metric::NextResponse, "4h");
    story.versions[0].policies[1] = story.versions[0].policies[1].clone().promising(Metric::NextResponse, "2h");
    assert_eq!(
        story.verdicts("14:00"),
        "first_response#1 met: 09:00 to 12:00 due 13:00 ran 3h/4h\n\
         next_response#1 met: 12:30 to 13:00 due 14:30 ran 30m/2h by gold"
    );
}

#[test]
fn an_early_end_counts_for_what_was_still_owed_when_it_became_known() {
    let mut story = story().contract("08:00", "tue 10:00", None).created("09:00");
    story.contracts[0].ended = vec![(time("10:00"), time("10:30"))];
    assert_eq!(
        story.clone().rep("10:29").verdicts("14:00"),
        "first_response#1 met: 09:00 to 10:29 due 11:00 ran 1h29m/2h by gold"
    );
    assert_eq!(story.rep("10:31").verdicts("14:00"), "first_response#1 met: 09:00 to 10:31 due 13:00 ran 1h31m/4h");
}

#[test]
fn what_was_final_when_an_end_was_moved_stays() {
    let mut story = story().contract("08:00", "09:30", None).created("09:00").rep("10:29");
    let judged = "first_response#1 met: 09:00 to 10:29 due 11:00 ran 1h29m/2h by gold";
    story.contracts[0].ended = vec![(time("12:00"), time("09:15"))];
    assert_eq!(story.clone().verdicts("14:00"), judged);
    story.contracts[0].ended.push((time("10:00"), time("10:30")));
    assert_eq!(story.verdicts("14:00"), judged);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// A contract that carries the policy of a tier does to every clock what moving the account into that tier, and back,
    /// would do. It begins and ends half a minute past, where nothing else happens.
    #[test]
    fn a_contract_turns_clocks_as_a_change_of_tier_would(
        log in log(), book in book(), from in minute(), until in minute(), now in minute(), tier in 1..=3_i64,
    ) {
        let half_past = |minute: usize| instant(minute).plus(Seconds::new(30));
        let in_tier_1 = |moment: &Moment| match moment.happening {
            Happening::Created { tier, .. } => tier.number() == 1,
            other => !matches!(other, Happening::Tier(_)),
        };
        let log: Vec<Moment> = log.into_iter().filter(in_tier_1).collect();
        // What comes before the beginning comes with it, and there the two would stand in another order.
        let begun = log.iter().filter(|moment| matches!(moment.happening, Happening::Created { .. }));
        let begun = begun.map(|moment| moment.at.plus(Seconds::new(30))).max().unwrap_or(Instant::MIN);
        let [from, until] = [from.min(until), from.max(until)].map(|minute| half_past(minute).max(begun));
        let moved = |at, tier| Moment { at, recorded_at: at, happening: Happening::Tier(Tier::new(tier).unwrap()) };
        let mut moving = log.clone();
        moving.extend((from < until).then(|| [moved(from, tier), moved(until, 1)]).into_iter().flatten());
        let policy = Some(format!("tier-{tier}").into());
        let term = Term {
            number: "C-1".parse().unwrap(), policy, from, until: Some(until), recorded_at: Instant::MIN, ended: vec![],
        };
        let case = Case { contracts: &[term], ..Case::default() };
        // The two are told of in other words.
        let verdicts = |log: &[Moment], case: &Case<'_>| -> Vec<Cycle> {
            let cycles = evaluate(log, case, &book, instant(now)).into_iter();
            cycles.map(|cycle| Cycle { rulings: vec![], statuses: vec![], ..cycle }).collect()
        };
        prop_assert_eq!(verdicts(&log, &case), verdicts(&moving, &Case::default()));
    }
}
