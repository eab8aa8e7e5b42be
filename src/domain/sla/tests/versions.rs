//! Policies through time.

use std::rc::Rc;

use super::*;
use crate::domain::Tier;
use crate::domain::calendar::Calendar;
use AppliesTo::{New, Open};

fn promise(target: &str) -> Vec<Policy> {
    vec![policy().promising(Metric::FirstResponse, target)]
}

/// Four hours at first, then two from ten o'clock.
fn story(applies_to: AppliesTo) -> Timeline {
    case().under_all(promise("4h")).and(version(2, "10:00", applies_to, promise("2h")))
}

#[test]
fn a_running_clock_takes_a_version_for_open_clocks_when_it_becomes_valid() {
    let story = story(Open).created("09:00");
    assert_eq!(story.verdicts("09:59:59"), "first_response#1 running: 09:00 due 13:00 ran 59m59s/4h");
    assert_eq!(story.verdicts("10:00"), "first_response#1 running: 09:00 due 11:00 ran 1h/2h version 2");
}

#[test]
fn a_running_clock_keeps_its_version_if_the_next_is_for_new_ones() {
    assert_eq!(story(New).created("09:00").verdicts("10:30"), "first_response#1 running: 09:00 due 13:00 ran 1h30m/4h");
    assert_eq!(
        story(New).created("10:00").verdicts("10:30"),
        "first_response#1 running: 10:00 due 12:00 ran 30m/2h version 2"
    );
}

#[test]
fn a_version_that_makes_a_clock_late_breaks_its_promise_when_it_becomes_valid() {
    assert_eq!(
        story(Open).created("07:00").verdicts("12:00"),
        "first_response#1 breached: 07:00 due 09:00 broken 10:00 ran 5h/2h version 2"
    );
}

#[test]
fn what_happens_at_the_instant_a_version_becomes_valid_is_judged_by_it() {
    let story = story(Open).created("07:30").rep("10:00");
    assert_eq!(
        story.verdicts("12:00"),
        "first_response#1 breached: 07:30 to 10:00 due 09:30 broken 10:00 ran 2h30m/2h version 2"
    );
}

#[test]
fn what_was_final_when_a_version_became_known_stays_as_it_was() {
    let mut late = version(2, "08:00", Open, promise("1h"));
    late.applied_at = time("12:00");
    let story = case().under_all(promise("4h")).and(late).created("09:00");
    let answered = story.clone().rep("11:00");
    assert_eq!(answered.verdicts("15:00"), "first_response#1 met: 09:00 to 11:00 due 13:00 ran 2h/4h");
    let learned_late = story.clone().rep("11:00").recorded("12:00");
    assert_eq!(
        learned_late.verdicts("15:00"),
        "first_response#1 breached: 09:00 to 11:00 due 10:00 broken 10:00 ran 2h/1h version 2"
    );
    assert_eq!(story.cycle("15:00").version, 2);
}

#[test]
fn a_broken_promise_is_not_claimed_by_a_later_version() {
    let mut other = policy().promising(Metric::FirstResponse, "1h").telling(&["breach", "breach+30m"]);
    other.pauses = Pauses::NONE;
    let story = case().under_all(promise("1h")).and(version(2, "10:30", Open, vec![other])).created("09:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 breached: 09:00 due 10:00 broken 10:00 ran 3h/1h");
    assert_eq!(story.alarms("12:00"), "first_response#1 75% 09:45, first_response#1 breach 10:00");
}

#[test]
fn a_promise_that_stays_word_for_word_stays_its_versions() {
    let story = case().under_all(promise("4h")).and(version(2, "10:00", Open, promise("4h"))).created("09:00");
    assert_eq!(story.verdicts("11:00"), "first_response#1 running: 09:00 due 13:00 ran 2h/4h");
}

#[test]
fn a_warning_passed_under_one_version_is_not_given_again_under_the_next() {
    let story = case().under_all(promise("1h")).and(version(2, "09:50", Open, promise("4h"))).created("09:00");
    assert_eq!(story.alarms("12:30"), "first_response#1 75% 09:45");
    let cycle = story.cycle("13:30");
    let told: Vec<_> = cycle.passed(time("13:30")).map(|reached| (tell(reached.at), reached.version)).collect();
    assert_eq!(told, [("09:45".to_owned(), 1), ("13:00".to_owned(), 2)]);
}

#[test]
fn a_version_with_other_hours_measures_again_from_the_start() {
    let office_hours = vec![policy().promising(Metric::FirstResponse, "4h").by(office())];
    let story = case().under_all(promise("4h")).and(version(2, "09:30", Open, office_hours)).created("07:00");
    assert_eq!(story.verdicts("10:00"), "first_response#1 running: 07:00 due 13:00 ran 1h/4h version 2");
}

#[test]
fn a_version_without_the_policy_cancels_and_a_later_one_begins_again() {
    let story = case().under_all(promise("8h")).and(version(2, "10:00", Open, vec![]));
    let story = story.and(version(3, "11:00", Open, promise("4h"))).created("09:00");
    assert_eq!(
        story.verdicts("12:00"),
        "first_response#1 cancelled: 09:00 to 10:00 due 17:00 ran 1h/8h\n\
         first_response#2 running: 09:00 due 13:00 ran 3h/4h version 3"
    );
}

#[test]
fn of_two_versions_valid_from_one_instant_the_later_number_rules_alone() {
    let story = case().under_all(promise("8h")).and(version(2, "10:00", Open, promise("30m")));
    let story = story.and(version(3, "10:00", Open, promise("4h"))).created("09:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 running: 09:00 due 13:00 ran 3h/4h version 3");
}

#[test]
fn before_the_first_version_nothing_is_promised() {
    let story = case().and(version(1, "10:00", Open, promise("2h"))).created("09:00");
    assert_eq!(story.verdicts("09:30"), "");
    assert_eq!(story.verdicts("10:30"), "first_response#1 running: 09:00 due 11:00 ran 1h30m/2h");
    let story = case().and(version(1, "10:00", New, promise("2h"))).created("09:00");
    assert_eq!(story.verdicts("10:30"), "");
}

#[test]
fn each_cycle_is_judged_by_the_version_of_its_time() {
    let next = |target| vec![policy().promising(Metric::NextResponse, target)];
    let story = case().under_all(next("4h")).and(version(2, "12:00", New, next("1h")));
    let story = story.created("08:00").rep("08:10").customer("09:00").rep("13:00").customer("14:00").rep("15:30");
    assert_eq!(
        story.verdicts("18:00"),
        "next_response#1 met: 09:00 to 13:00 due 13:00 ran 4h/4h\n\
         next_response#2 breached: 14:00 to 15:30 due 15:00 broken 15:00 ran 1h30m/1h version 2"
    );
}

#[test]
fn the_reopening_is_continued_or_not_as_the_version_of_its_time_says() {
    let promises = || policy().promising(Metric::Resolution, "4h");
    let story = case().under(promises()).and(version(2, "12:00", New, vec![promises().restarting()]));
    let story = story.created("09:00").resolved("10:00").open("11:00").resolved("11:30").open("13:00");
    assert_eq!(
        story.verdicts("14:00"),
        "resolution#1 met: 09:00 to 10:00 due 13:00 ran 1h/4h\n\
         resolution#2 met: 09:00 to 11:30 due 14:00 ran 1h30m/4h paused 1h\n\
         resolution#3 running: 13:00 due 17:00 ran 1h/4h version 2"
    );
}

#[test]
fn a_finer_category_beats_its_kind() {
    let tier = Tier::DEFAULT;
    let of = |name: &str, category: &str| {
        let scope = Scope::CategoryTier(category.parse().unwrap(), tier);
        Policy::new(name, scope, Rc::new(Calendar::always()))
    };
    let policies = [of("all", "fulfilment"), of("late", "fulfilment.late")];
    let fared = |category: &str| {
        let at = crate::domain::Instant::MIN;
        contest(&policies, &Case::default().profile(at, at, category.parse().unwrap(), tier))
    };
    assert_eq!(fared("fulfilment.late"), [Contest::TooWide, Contest::Won]);
    assert_eq!(fared("fulfilment.wrong"), [Contest::Won, Contest::NotCovered]);
}
