//! From the customer's first word to a rep's first public one.

use super::*;
use crate::domain::ticket::Party;

fn story() -> Timeline {
    case().under(policy().promising(Metric::FirstResponse, "2h"))
}

#[test]
fn a_rep_answers() {
    let story = story().created("09:00").rep("10:00").rep("11:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h");
}

#[test]
fn a_program_or_the_customer_answers_nothing() {
    let story = story().created("09:00").program("09:01").customer("10:00");
    assert_eq!(story.verdicts("10:30"), "first_response#1 running: 09:00 due 11:00 ran 1h30m/2h");
}

#[test]
fn a_ticket_that_a_program_creates_waits_for_a_rep_too() {
    let story = story().created_by(Party::System, "09:00");
    assert_eq!(story.verdicts("10:00"), "first_response#1 running: 09:00 due 11:00 ran 1h/2h");
}

#[test]
fn resolving_without_a_word_answers_by_the_time_it_took() {
    assert_eq!(
        story().created("09:00").resolved("10:00").verdicts("12:00"),
        "first_response#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h"
    );
    assert_eq!(
        story().created("09:00").resolved("11:30").verdicts("12:00"),
        "first_response#1 breached: 09:00 to 11:30 due 11:00 broken 11:00 ran 2h30m/2h"
    );
}

#[test]
fn closing_without_a_word_is_neither_kept_nor_broken_unless_it_was_late() {
    assert_eq!(
        story().created("09:00").closed("10:00").verdicts("12:00"),
        "first_response#1 closed-unanswered: 09:00 to 10:00 due 11:00 ran 1h/2h"
    );
    assert_eq!(
        story().created("09:00").closed("11:00:01").verdicts("12:00"),
        "first_response#1 breached: 09:00 to 11:00:01 due 11:00 broken 11:00 ran 2h1s/2h"
    );
}

#[test]
fn closing_after_an_answer_changes_nothing() {
    let story = story().created("09:00").rep("10:00").resolved("10:30").closed("11:30");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h");
}

#[test]
fn a_ticket_a_rep_creates_waits_for_the_customers_first_word() {
    let story = story().created_by(Party::Agent, "09:00").rep("09:30");
    assert_eq!(story.verdicts("10:00"), "");
    let story = story.customer("10:00").rep("10:20");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 10:00 to 10:20 due 12:00 ran 20m/2h");
}

#[test]
fn a_reopened_ticket_has_had_its_first_response() {
    let story = story().created("09:00").resolved("10:00").customer("11:00").open("11:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h");
}

#[test]
fn reply_and_closing_at_one_instant_are_a_reply_first() {
    let story = story().created("09:00").closed("10:00").rep("10:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h");
}

#[test]
fn the_shipped_promise_is_two_four_and_twenty_four_hours() {
    for (tier, due) in [(1, "11:00"), (2, "13:00"), (3, "tue 09:00")] {
        let story = case().and(Version::shipped()).created("09:00").tier("09:00", tier);
        assert_eq!(tell(story.cycle("09:00").due_at.unwrap()), due);
    }
    assert_eq!(case().and(Version::shipped()).created("09:00").tier("09:00", 4).verdicts("10:00"), "");
}
