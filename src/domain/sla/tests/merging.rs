//! Tickets that end in another one.

use super::*;
use crate::domain::ticket::Party;

fn story() -> Timeline {
    let promises = policy().promising(Metric::FirstResponse, "2h").promising(Metric::NextResponse, "1h");
    case().under(promises.promising(Metric::Resolution, "8h"))
}

#[test]
fn a_ticket_that_ends_in_another_has_its_clocks_cancelled() {
    let story = story().created("09:00").merged("10:00");
    assert_eq!(
        story.verdicts("12:00"),
        "resolution#1 cancelled: 09:00 to 10:00 due 17:00 ran 1h/8h\n\
         first_response#1 cancelled: 09:00 to 10:00 due 11:00 ran 1h/2h"
    );
}

#[test]
fn what_was_broken_by_then_stays_broken() {
    let story = story().created("09:00").merged("11:30");
    assert_eq!(story.cycles("12:00")[1].state, State::Breached);
}

#[test]
fn nothing_that_happens_to_it_later_starts_a_clock() {
    let merged = story().created("09:00").merged("10:00");
    let disturbed = merged.clone().customer("11:00").open("11:00").rep("11:30").team("11:40", 1).merged("12:00");
    assert_eq!(disturbed.verdicts("15:00"), merged.verdicts("15:00"));
    let begun_by_a_rep = story().created_by(Party::Agent, "09:00").merged("10:00").customer("11:00");
    assert_eq!(begun_by_a_rep.cycles("12:00").len(), 1);
}

#[test]
fn a_customer_who_waited_on_the_other_ticket_goes_on_waiting_here() {
    let story = story().created("08:00").rep("08:30").absorbed("10:00", "09:30");
    assert_eq!(story.verdicts("10:15").lines().last(), Some("next_response#1 running: 09:30 due 10:30 ran 45m/1h"));
}

#[test]
fn the_older_of_two_waits_counts() {
    let story = story().created("08:00").rep("08:30").customer("10:00");
    let last = |story: &Timeline, now| story.verdicts(now).lines().last().unwrap().to_owned();
    let older = story.clone().absorbed("10:10", "09:40");
    assert_eq!(last(&older, "10:20"), "next_response#1 running: 09:40 due 10:40 ran 40m/1h");
    assert_eq!(last(&older, "10:05"), "next_response#1 running: 10:00 due 11:00 ran 5m/1h");
    let younger = story.absorbed("10:10", "10:05");
    assert_eq!(last(&younger, "10:20"), "next_response#1 running: 10:00 due 11:00 ran 20m/1h");
}

#[test]
fn an_older_wait_counts_for_the_first_response_too() {
    let story = story().created("09:00").absorbed("09:30", "08:00");
    assert_eq!(story.verdicts("09:45").lines().last(), Some("first_response#1 running: 08:00 due 10:00 ran 1h45m/2h"));
}

#[test]
fn a_wait_that_is_too_long_already_breaks_the_promise_when_it_is_merged_in() {
    let story = story().created("08:00").rep("08:30").absorbed("12:00", "09:30");
    assert_eq!(
        story.verdicts("12:15").lines().last(),
        Some("next_response#1 breached: 09:30 due 10:30 broken 12:00 ran 2h45m/1h")
    );
    let waiting = super::case().under(policy().promising(Metric::NextResponse, "1h")).created("08:00").rep("08:30");
    let story = waiting.customer("11:30").absorbed("12:00", "09:30");
    assert_eq!(story.verdicts("12:15"), "next_response#1 breached: 09:30 due 10:30 broken 12:00 ran 2h45m/1h");
    assert_eq!(story.alarms("12:15"), "next_response#1 75% 12:00, next_response#1 breach 12:00");
}

#[test]
fn a_wait_merged_in_counts_under_a_policy_that_comes_later() {
    let tiers = vec![tier_policy(2).promising(Metric::FirstResponse, "4h")];
    let story = case().under_all(tiers).created("09:00").absorbed("09:30", "08:00").tier("10:00", 2);
    assert_eq!(story.verdicts("11:00"), "first_response#1 running: 08:00 due 12:00 ran 3h/4h by tier-2");
}

#[test]
fn a_ticket_nobody_waited_on_brings_no_wait() {
    let story = story().created("08:00").rep("08:30");
    let absorbing = story.clone().happens("09:00", Happening::Absorbed { waiting_since: None });
    assert_eq!(absorbing.verdicts("10:00"), story.verdicts("10:00"));
}
