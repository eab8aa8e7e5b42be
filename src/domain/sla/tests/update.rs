//! From one public word of a rep to the next, while the ticket is open.

use super::*;

fn story() -> Timeline {
    case().under(policy().promising(Metric::Update, "4h")).created("08:00")
}

#[test]
fn there_is_no_clock_before_a_reps_first_word() {
    assert_eq!(story().customer("09:00").verdicts("12:00"), "");
}

#[test]
fn each_word_of_a_rep_promises_the_next() {
    let story = story().rep("09:00").rep("10:00").customer("11:00").rep("14:30");
    assert_eq!(
        story.verdicts("15:00"),
        "update#1 met: 09:00 to 10:00 due 13:00 ran 1h/4h\n\
         update#2 breached: 10:00 to 14:30 due 14:00 broken 14:00 ran 4h30m/4h\n\
         update#3 running: 14:30 due 18:30 ran 30m/4h"
    );
}

#[test]
fn settling_the_matter_cancels_it() {
    for settle in [Timeline::resolved, Timeline::closed, Timeline::merged] {
        assert_eq!(
            settle(story().rep("09:00"), "10:00").verdicts("15:00"),
            "update#1 cancelled: 09:00 to 10:00 due 13:00 ran 1h/4h"
        );
        assert_eq!(
            settle(story().rep("09:00"), "13:00:01").verdicts("15:00"),
            "update#1 breached: 09:00 to 13:00:01 due 13:00 broken 13:00 ran 4h1s/4h"
        );
    }
}

#[test]
fn a_word_that_settles_the_matter_promises_no_further_one() {
    let story = story().rep("09:00").rep("10:00").resolved("10:00");
    assert_eq!(story.verdicts("15:00"), "update#1 met: 09:00 to 10:00 due 13:00 ran 1h/4h");
}

#[test]
fn a_word_to_a_settled_ticket_promises_nothing() {
    assert_eq!(story().resolved("09:00").rep("10:00").verdicts("15:00"), "");
}

#[test]
fn a_reopened_ticket_promises_from_the_next_word_on() {
    let story = story().resolved("09:00").open("10:00").rep("11:00");
    assert_eq!(story.verdicts("12:00"), "update#1 running: 11:00 due 15:00 ran 1h/4h");
}

#[test]
fn waiting_on_the_customer_is_not_counted() {
    let story = story().rep("09:00").pending("09:00").customer("16:00").open("16:00");
    assert_eq!(story.verdicts("17:00"), "update#1 running: 09:00 due 20:00 ran 1h/4h paused 7h");
}
