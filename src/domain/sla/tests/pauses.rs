//! Time that stands still.

use super::*;
use crate::domain::ticket::StatusWord;

fn story(target: &str) -> Timeline {
    case().under(policy().promising(Metric::Resolution, target).by(office()))
}

#[test]
fn waiting_on_the_customer_moves_the_due_time_by_the_business_time_it_took() {
    let story = story("4h").created("09:00").pending("10:00");
    assert_eq!(story.verdicts("11:00"), "resolution#1 paused: 09:00 ran 1h/4h paused 1h");
    let story = story.open("12:00");
    assert_eq!(story.verdicts("12:00"), "resolution#1 running: 09:00 due 15:00 ran 1h/4h paused 2h");
    assert_eq!(
        story.resolved("15:00:01").verdicts("16:00"),
        "resolution#1 breached: 09:00 to 15:00:01 due 15:00 broken 15:00 ran 4h1s/4h paused 2h"
    );
}

#[test]
fn by_default_nobody_waits_for_a_vendor() {
    let story = story("4h").created("09:00").on_hold("10:00");
    assert_eq!(story.verdicts("12:00"), "resolution#1 running: 09:00 due 13:00 ran 3h/4h");
}

#[test]
fn a_policy_may_wait_for_a_vendor_and_for_a_first_response() {
    let waits = policy()
        .promising(Metric::FirstResponse, "4h")
        .pausing(StatusWord::OnHold, Metric::FirstResponse)
        .pausing(StatusWord::New, Metric::FirstResponse);
    let story = case().under(waits).created("09:00").open("09:30").on_hold("10:00").pending("11:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 running: 09:00 due 14:30 ran 1h30m/4h paused 1h30m");
}

#[test]
fn a_night_within_a_pause_takes_nothing() {
    let story = story("4h").created("16:00").pending("17:00").open("tue 10:00");
    assert_eq!(story.verdicts("tue 10:00"), "resolution#1 running: 16:00 due tue 13:00 ran 1h/4h paused 2h");
}

#[test]
fn a_weekend_within_a_pause_takes_nothing() {
    let story = story("4h").created("fri 16:00").pending("fri 18:00").open("monday 09:00");
    assert_eq!(story.verdicts("monday 09:00"), "resolution#1 running: fri 16:00 due monday 11:00 ran 2h/4h");
}

#[test]
fn settled_while_it_stood_still_it_was_in_time() {
    let story = story("4h").created("09:00").pending("10:00").resolved("wed 12:00");
    assert_eq!(story.verdicts("thu 12:00"), "resolution#1 met: 09:00 to wed 12:00 due wed 15:00 ran 1h/4h paused 20h");
}

#[test]
fn a_pause_at_the_due_instant_comes_in_time() {
    let story = story("4h").created("09:00").pending("13:00");
    assert_eq!(story.verdicts("15:00"), "resolution#1 paused: 09:00 ran 4h/4h paused 2h");
    let story = story.open("15:00");
    assert_eq!(story.verdicts("15:00"), "resolution#1 running: 09:00 due 15:00 ran 4h/4h paused 2h");
    assert_eq!(story.cycle("15:00:01").breached_at, Some(time("15:00")));
}

#[test]
fn a_pause_after_the_due_instant_comes_too_late() {
    let story = story("4h").created("09:00").pending("13:00:01").open("15:00");
    for now in ["13:00:01", "14:00", "16:00"] {
        let cycle = story.cycle(now);
        assert_eq!((cycle.state, cycle.breached_at, cycle.due_at), broken_at("13:00"), "{now}");
    }
}

fn broken_at(due: &str) -> (State, Option<crate::domain::Instant>, Option<crate::domain::Instant>) {
    (State::Breached, Some(time(due)), Some(time(due)))
}

#[test]
fn no_promise_is_broken_while_its_time_stands_still() {
    // Due at closing, and paused from then until before the next opening: no business time was taken.
    let story = story("9h").created("09:00").pending("18:00").open("tue 08:00");
    assert_eq!(story.verdicts("tue 07:59"), "resolution#1 paused: 09:00 ran 9h/9h");
    assert_eq!(story.verdicts("tue 09:30"), "resolution#1 breached: 09:00 due 18:00 broken tue 08:00 ran 9h30m/9h");
}

#[test]
fn days_are_moved_by_the_business_time_a_pause_took() {
    let story = story("1d").created("10:00").pending("11:00").open("13:00");
    assert_eq!(story.verdicts("13:00"), "resolution#1 running: 10:00 due tue 12:00 ran 1h/9h paused 2h");
}

#[test]
fn a_day_that_ends_outside_the_hours_is_not_over_while_time_stands_still() {
    let story = story("1d").created("20:00").pending("tue 19:00").open("tue 21:00");
    assert_eq!(story.verdicts("tue 22:00"), "resolution#1 breached: 20:00 due tue 20:00 broken tue 21:00 ran 9h/9h");
}

#[test]
fn one_pause_that_changes_its_name_is_one_pause() {
    let waits = policy().promising(Metric::Resolution, "4h").pausing(StatusWord::OnHold, Metric::Resolution);
    let story = case().under(waits).created("09:00").pending("10:00").on_hold("11:00").open("12:00");
    let cycle = story.cycle("13:00");
    assert_eq!(cycle.pauses, [(time("10:00"), Some(time("12:00")))]);
}

#[test]
fn a_pause_of_no_length_leaves_no_trace() {
    let plain = story("4h").created("09:00").open("09:00");
    let blinked = plain.clone().pending("13:00").open("13:00");
    for now in ["12:00", "13:00", "13:00:01", "15:00"] {
        assert_eq!(blinked.cycles(now), plain.cycles(now), "{now}");
    }
}

#[test]
fn a_pause_that_lasts_is_open_ended() {
    let cycle = story("4h").created("09:00").pending("10:00").cycle("11:00");
    assert_eq!((cycle.pauses.as_slice(), cycle.due_at), ([(time("10:00"), None)].as_slice(), None));
    assert_eq!(cycle.remaining().to_string(), "3h");
}

#[test]
fn waits_that_follow_each_other_before_there_is_a_promise_are_one() {
    let waits = tier_policy(2).promising(Metric::Resolution, "4h").pausing(StatusWord::OnHold, Metric::Resolution);
    let story = case().under(waits).created("09:00").pending("10:00").on_hold("11:00").open("12:00").tier("13:00", 2);
    assert_eq!(story.verdicts("13:00"), "resolution#1 running: 09:00 due 15:00 ran 2h/4h paused 2h by tier-2");
}
