//! Other priorities, tiers and categories while a clock runs.

use super::*;
use crate::domain::ticket::{Priority, StatusWord};

/// Eight hours to resolve, two if it is urgent.
fn promises() -> Policy {
    policy().promising(Metric::Resolution, "8h").promising_at(Priority::Urgent, Metric::Resolution, "2h")
}

fn story(mode: OnChange) -> Timeline {
    case().under(promises().changing(mode)).created("09:00")
}

#[test]
fn keep_measures_the_new_target_from_the_old_start() {
    let story = story(OnChange::Keep).pending("09:10").open("09:30").priority("10:00", Priority::Urgent);
    assert_eq!(story.verdicts("09:59"), "resolution#1 running: 09:00 due 17:20 ran 39m/8h paused 20m");
    assert_eq!(story.verdicts("10:00"), "resolution#1 running: 09:00 due 11:20 ran 40m/2h paused 20m");
}

#[test]
fn a_new_due_time_that_is_past_breaks_the_promise_at_the_change() {
    let story = story(OnChange::Keep).priority("12:00", Priority::Urgent);
    assert_eq!(story.cycle("11:59").state, State::Running);
    assert_eq!(story.verdicts("12:00"), "resolution#1 breached: 09:00 due 11:00 broken 12:00 ran 3h/2h");
    assert_eq!(story.alarms("13:00"), "resolution#1 75% 12:00, resolution#1 breach 12:00");
}

#[test]
fn a_pause_that_began_after_the_new_due_time_does_not_move_it() {
    let story = story(OnChange::Keep).pending("12:00").open("14:00").priority("15:00", Priority::Urgent);
    assert_eq!(story.verdicts("15:00"), "resolution#1 breached: 09:00 due 11:00 broken 15:00 ran 4h/2h paused 2h");
}

#[test]
fn a_new_due_time_that_is_now_is_not_past() {
    let story = story(OnChange::Keep).priority("11:00", Priority::Urgent);
    assert_eq!(story.verdicts("11:00"), "resolution#1 running: 09:00 due 11:00 ran 2h/2h");
    assert_eq!(story.cycle("11:00:01").breached_at, Some(time("11:00")));
}

#[test]
fn a_new_due_time_that_came_before_the_present_pause_is_past() {
    let story = story(OnChange::Keep).pending("11:30").priority("12:00", Priority::Urgent);
    assert_eq!(story.verdicts("12:30"), "resolution#1 breached: 09:00 due 11:00 broken 12:00 ran 2h30m/2h paused 1h");
    let in_time = self::story(OnChange::Keep).pending("10:30").priority("12:00", Priority::Urgent);
    assert_eq!(in_time.verdicts("12:30"), "resolution#1 paused: 09:00 ran 1h30m/2h paused 2h");
    assert_eq!(
        in_time.open("13:00").verdicts("13:10"),
        "resolution#1 running: 09:00 due 13:30 ran 1h40m/2h paused 2h30m"
    );
}

#[test]
fn forward_with_nothing_left_at_a_closed_hour_is_due_at_the_change() {
    let story = case().under(promises().by(office()).changing(OnChange::Forward)).created("16:00");
    // Two hours had run when the office closed, no more and no less.
    let story = story.priority("20:00", Priority::Urgent);
    assert_eq!(story.verdicts("20:00"), "resolution#1 running: 16:00 due 20:00 ran 2h/2h");
    assert_eq!(story.cycle("20:00:01").breached_at, Some(time("20:00")));
}

#[test]
fn a_promise_taken_back_as_it_begins_was_none() {
    let story = case().under(tier_policy(1).promising(Metric::Resolution, "4h")).created("09:00");
    assert_eq!(story.clone().tier("09:00", 2).verdicts("10:00"), "");
    let kept = story.clone().tier("09:01", 2).verdicts("10:00");
    assert_eq!(kept, "resolution#1 cancelled: 09:00 to 09:01 due 13:00 ran 1m/4h by tier-1");
    let reopened = story.resolved("10:00").open("12:00").tier("12:00", 2);
    assert_eq!(reopened.verdicts("13:00"), "resolution#1 met: 09:00 to 10:00 due 13:00 ran 1h/4h by tier-1");
}

#[test]
fn a_lower_priority_never_mends_a_broken_promise() {
    for mode in OnChange::ALL {
        let story = story(*mode).priority("09:00", Priority::Urgent).priority("11:00:01", Priority::Low);
        assert_eq!(story.verdicts("12:00"), "resolution#1 breached: 09:00 due 11:00 broken 11:00 ran 3h/2h", "{mode}");
    }
}

#[test]
fn a_lower_priority_at_the_due_instant_comes_in_time() {
    let story = story(OnChange::Keep).priority("09:00", Priority::Urgent).priority("11:00", Priority::Low);
    assert_eq!(story.verdicts("12:00"), "resolution#1 running: 09:00 due 17:00 ran 3h/8h");
}

#[test]
fn forward_lets_what_has_run_stand_and_runs_the_rest_by_the_new_rules() {
    let tiers = vec![
        tier_policy(1).promising(Metric::Resolution, "8h"),
        tier_policy(2).promising(Metric::Resolution, "4h").by(office()).changing(OnChange::Forward),
    ];
    let story = case().under_all(tiers).created("07:00").pending("08:00").open("08:30").tier("10:00", 2);
    // Two hours and a half have run around the clock, of which the office would have counted one.
    assert_eq!(story.verdicts("10:30"), "resolution#1 running: 07:00 due 11:30 ran 3h/4h paused 30m by tier-2");
}

#[test]
fn forward_measures_a_pause_by_each_calendar_in_its_time() {
    let tiers = vec![
        tier_policy(1).promising(Metric::Resolution, "8h"),
        tier_policy(2).promising(Metric::Resolution, "4h").by(office()).changing(OnChange::Forward),
    ];
    let story = case().under_all(tiers).created("15:00").pending("17:00").tier("20:00", 2).open("tue 10:00");
    assert_eq!(story.verdicts("21:00"), "resolution#1 paused: 15:00 ran 2h/4h paused 3h by tier-2");
    assert_eq!(story.verdicts("tue 10:00"), "resolution#1 running: 15:00 due tue 12:00 ran 2h/4h paused 4h by tier-2");
}

#[test]
fn forward_to_less_than_has_run_breaks_the_promise_at_the_change() {
    let story = story(OnChange::Forward).priority("12:00", Priority::Urgent);
    assert_eq!(story.verdicts("12:00"), "resolution#1 breached: 09:00 due 11:00 broken 12:00 ran 3h/2h");
    let story = self::story(OnChange::Forward).priority("11:00", Priority::Urgent);
    assert_eq!(story.verdicts("11:00"), "resolution#1 running: 09:00 due 11:00 ran 2h/2h");
    assert_eq!(story.cycle("11:00:01").breached_at, Some(time("11:00")));
}

#[test]
fn reset_starts_afresh() {
    let story = story(OnChange::Reset).priority("12:00", Priority::Urgent);
    assert_eq!(story.verdicts("13:00"), "resolution#1 running: 12:00 due 14:00 ran 1h/2h");
}

#[test]
fn reset_while_time_stands_still_starts_afresh_and_still() {
    let story = story(OnChange::Reset).pending("10:00").priority("12:00", Priority::Urgent);
    assert_eq!(story.verdicts("13:00"), "resolution#1 paused: 12:00 ran 0s/2h paused 1h");
    assert_eq!(story.open("14:00").verdicts("14:00"), "resolution#1 running: 12:00 due 16:00 ran 0s/2h paused 2h");
}

#[test]
fn a_change_that_promises_the_same_changes_nothing() {
    for mode in OnChange::ALL {
        let story = story(*mode).priority("12:00", Priority::High).category("12:30", "stock");
        assert_eq!(story.verdicts("13:00"), "resolution#1 running: 09:00 due 17:00 ran 4h/8h", "{mode}");
    }
}

#[test]
fn two_corrections_at_one_instant_are_one_change() {
    let story = story(OnChange::Keep).priority("12:00", Priority::Urgent).priority("12:00", Priority::Normal);
    assert_eq!(story.verdicts("13:00"), "resolution#1 running: 09:00 due 17:00 ran 4h/8h");
    let scope = Scope::CategoryTier("stock".parse().unwrap(), crate::domain::Tier::new(2).unwrap());
    let mut stock = policy().promising(Metric::Resolution, "1h");
    stock.scope = scope;
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "8h"), stock];
    let story = case().under_all(tiers).created("09:00").tier("09:30", 2).category("09:30", "stock.eta");
    assert_eq!(story.verdicts("09:45"), "resolution#1 running: 09:00 due 10:00 ran 45m/1h");
}

#[test]
fn the_facts_of_the_first_instant_make_the_first_promise() {
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "8h")];
    assert_eq!(case().under_all(tiers).created("09:00").tier("09:00", 2).verdicts("10:00"), "");
}

#[test]
fn another_tier_that_makes_it_late_already_is_to_blame() {
    let tiers = vec![
        tier_policy(1).promising(Metric::FirstResponse, "1h"),
        tier_policy(2).promising(Metric::FirstResponse, "4h"),
    ];
    let story = case().under_all(tiers).created("09:00").tier("09:00", 2).tier("11:00", 1).rep("12:00");
    assert_eq!(
        story.verdicts("13:00"),
        "first_response#1 breached: 09:00 to 12:00 due 10:00 broken 11:00 ran 3h/1h by tier-1"
    );
}

#[test]
fn a_broken_promise_stays_one_of_the_policy_that_made_it() {
    let tiers = vec![
        tier_policy(1).promising(Metric::FirstResponse, "1h").telling(&["breach", "breach+1h"]),
        tier_policy(2).promising(Metric::FirstResponse, "1h").telling(&["breach", "breach+3h"]),
    ];
    let story = case().under_all(tiers).created("09:00").tier("10:30", 2);
    assert_eq!(
        story.verdicts("13:30"),
        "first_response#1 breached: 09:00 due 10:00 broken 10:00 ran 4h30m/1h by tier-1"
    );
    assert_eq!(story.alarms("13:30"), "first_response#1 breach 10:00, first_response#1 breach+1h 11:00");
}

#[test]
fn a_policy_that_stops_matching_cancels_and_one_that_matches_again_begins_a_further_cycle() {
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "8h")];
    let story = case().under_all(tiers).created("09:00").pending("09:30").open("10:00").tier("11:00", 2);
    let cancelled = "resolution#1 cancelled: 09:00 to 11:00 due 17:30 ran 1h30m/8h paused 30m by tier-1";
    assert_eq!(story.verdicts("12:00"), cancelled);
    let story = story.pending("12:00").open("13:00").tier("14:00", 1);
    assert_eq!(
        story.verdicts("15:00"),
        format!("{cancelled}\nresolution#2 running: 09:00 due 18:30 ran 4h30m/8h paused 1h30m by tier-1")
    );
}

#[test]
fn a_promise_that_lapses_after_it_was_broken_stays_broken() {
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "1h")];
    let story = case().under_all(tiers).created("09:00").tier("11:00", 2);
    assert_eq!(
        story.verdicts("15:00"),
        "resolution#1 breached: 09:00 to 11:00 due 10:00 broken 10:00 ran 2h/1h by tier-1"
    );
}

#[test]
fn a_policy_that_comes_late_counts_from_the_start_without_what_it_would_have_waited() {
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "4h")];
    let waiting = case().under_all(tiers).created("09:00").tier("09:00", 2).pending("10:00").tier("11:00", 1);
    assert_eq!(waiting.verdicts("11:30"), "resolution#1 paused: 09:00 ran 1h/4h paused 1h30m by tier-1");
    let late = waiting.open("12:00").tier("12:00", 3).tier("17:00", 1);
    assert_eq!(
        late.verdicts("18:00").lines().last(),
        Some("resolution#2 breached: 09:00 due 15:00 broken 17:00 ran 7h/4h paused 2h by tier-1")
    );
}

#[test]
fn pauses_so_far_stay_when_a_policy_comes_that_would_not_have_waited() {
    let mut tireless = tier_policy(2).promising(Metric::Resolution, "4h");
    tireless.pauses = Pauses::NONE;
    let patient = tier_policy(1).promising(Metric::Resolution, "8h").pausing(StatusWord::OnHold, Metric::Resolution);
    let story = case().under_all(vec![patient, tireless]).created("09:00").on_hold("10:00").tier("11:00", 2);
    assert_eq!(story.verdicts("12:00"), "resolution#1 running: 09:00 due 14:00 ran 2h/4h paused 1h by tier-2");
}

#[test]
fn a_change_after_the_stop_changes_nothing() {
    let story = case().under(promises()).created("09:00").resolved("12:00").priority("13:00", Priority::Urgent);
    assert_eq!(story.verdicts("15:00"), "resolution#1 met: 09:00 to 12:00 due 17:00 ran 3h/8h");
}
