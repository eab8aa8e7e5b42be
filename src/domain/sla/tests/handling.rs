//! How long a team has had a ticket.

use super::*;

fn story() -> Timeline {
    case().under(policy().promising(Metric::Handling, "2h")).created("08:00")
}

#[test]
fn a_team_has_it_until_another_takes_over() {
    let story = story().team("09:00", 1).team("10:00", 2).resolved("12:30");
    assert_eq!(
        story.verdicts("13:00"),
        "handling#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h\n\
         handling#2 breached: 10:00 to 12:30 due 12:00 broken 12:00 ran 2h30m/2h"
    );
}

#[test]
fn the_same_team_again_is_no_handing_over() {
    let story = story().team("09:00", 1).team("10:00", 1);
    assert_eq!(story.verdicts("10:30"), "handling#1 running: 09:00 due 11:00 ran 1h30m/2h");
}

#[test]
fn a_team_it_is_taken_from_is_done_with_it() {
    let story = story().team("09:00", 1).nobody("10:00");
    assert_eq!(story.verdicts("15:00"), "handling#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h");
}

#[test]
fn a_reopened_ticket_is_its_teams_again() {
    let story = story().team("09:00", 1).resolved("10:00").open("12:00");
    assert_eq!(
        story.verdicts("13:00"),
        "handling#1 met: 09:00 to 10:00 due 11:00 ran 1h/2h\nhandling#2 running: 12:00 due 14:00 ran 1h/2h"
    );
}

#[test]
fn a_team_given_a_settled_ticket_begins_when_it_is_reopened() {
    let story = story().resolved("09:00").team("10:00", 1);
    assert_eq!(story.verdicts("11:00"), "");
    assert_eq!(story.open("11:00").verdicts("12:00"), "handling#1 running: 11:00 due 13:00 ran 1h/2h");
}
