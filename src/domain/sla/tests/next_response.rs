//! From the oldest unanswered word of the customer to a rep's next public one.

use super::*;
use crate::domain::ticket::Party;

fn story() -> Timeline {
    case().under(policy().promising(Metric::NextResponse, "1h"))
}

#[test]
fn every_answered_burst_is_a_cycle_from_its_oldest_word() {
    let story = story().created("08:00").rep("09:00").customer("10:00").customer("10:30").rep("10:45");
    let story = story.customer("12:00").rep("13:00:01");
    assert_eq!(
        story.verdicts("14:00"),
        "next_response#1 met: 10:00 to 10:45 due 11:00 ran 45m/1h\n\
         next_response#2 breached: 12:00 to 13:00:01 due 13:00 broken 13:00 ran 1h1s/1h"
    );
}

#[test]
fn what_the_customer_adds_before_the_first_response_belongs_to_that() {
    let story = story().created("08:00").customer("08:30").rep("09:00");
    assert_eq!(story.verdicts("14:00"), "");
}

#[test]
fn a_program_answers_nothing() {
    let story = story().created("08:00").rep("09:00").customer("10:00").program("10:01");
    assert_eq!(story.verdicts("10:30"), "next_response#1 running: 10:00 due 11:00 ran 30m/1h");
}

#[test]
fn a_ticket_settled_with_a_question_open_is_closed_unanswered() {
    for settle in [Timeline::resolved, Timeline::closed] {
        let story = story().created("08:00").rep("09:00").customer("10:00");
        assert_eq!(
            settle(story.clone(), "10:20").verdicts("14:00"),
            "next_response#1 closed-unanswered: 10:00 to 10:20 due 11:00 ran 20m/1h"
        );
        assert_eq!(
            settle(story, "11:20").verdicts("14:00"),
            "next_response#1 breached: 10:00 to 11:20 due 11:00 broken 11:00 ran 1h20m/1h"
        );
    }
}

#[test]
fn the_word_that_reopens_waits_for_an_answer_from_when_it_was_written() {
    let story = story().created("08:00").rep("09:00").resolved("09:00").customer("10:00").open("10:00");
    let cycle = story.cycle("10:30");
    assert_eq!(story.verdicts("10:30"), "next_response#1 running: 10:00 due 11:00 ran 30m/1h");
    assert!(cycle.pauses.is_empty(), "the status follows the word at once: {:?}", cycle.pauses);
}

#[test]
fn a_rep_who_begins_the_ticket_owes_a_first_response_before_any_next_one() {
    let story = story().created_by(Party::Agent, "08:00").rep("08:00").customer("09:00").customer("09:30");
    assert_eq!(story.verdicts("10:00"), "");
    let story = story.rep("10:00").customer("11:00");
    assert_eq!(story.verdicts("11:30"), "next_response#1 running: 11:00 due 12:00 ran 30m/1h");
}

#[test]
fn question_and_answer_at_one_instant_go_by_the_log() {
    let begun = || story().created("08:00").rep("09:00");
    assert_eq!(
        begun().customer("10:00").rep("10:00").verdicts("12:00"),
        "next_response#1 met: 10:00 to 10:00 due 11:00 ran 0s/1h"
    );
    assert_eq!(begun().rep("10:00").customer("10:00").cycle("10:30").state, State::Running);
}

#[test]
fn a_word_to_a_settled_ticket_that_stays_settled_waits_without_time_running() {
    let story = story().created("08:00").rep("09:00").closed("09:30").customer("10:00");
    assert_eq!(story.verdicts("14:00"), "next_response#1 paused: 10:00 ran 0s/1h paused 4h");
    assert_eq!(
        story.rep("15:00").verdicts("16:00"),
        "next_response#1 met: 10:00 to 15:00 due 16:00 ran 0s/1h paused 5h"
    );
}
