//! `desk ticket assign` and `take`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn an_assigned_ticket_is_open() {
    let desk = Desk::sample();
    let lines = "
        ticket assign T4 tom
        ticket assign T4 --team logistics
        ticket show T4 -c status,assignee,team
        ticket history T4 -c by,kind,status,what
        ticket assign T4 none --team none
        ticket show T4 -c status,assignee,team
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket assign T4 tom
    --- stderr
    Assigned T4 to tom, now open
    exit 0

    $ desk ticket assign T4 --team logistics
    --- stderr
    Assigned T4 to tom, logistics, now open
    exit 0

    $ desk ticket show T4 -c status,assignee,team
    field	value
    status	open
    assignee	tom
    team	logistics
    exit 0

    $ desk ticket history T4 -c by,kind,status,what
    by	kind	status	what
    Priya Shah	created		Twelve couplings missing from pallet 7
    Priya Shah	message-in		The delivery note says 48, we counted 36.
    	linked		order SO-4480
    giulia	assigned	open	tom
    giulia	assigned		tom, logistics
    exit 0

    $ desk ticket assign T4 none --team none
    --- stderr
    Assigned T4 to nobody, now open
    exit 0

    $ desk ticket show T4 -c status,assignee,team
    field	value
    status	open
    assignee	
    team	
    exit 0
    ");
}

#[test]
fn me_is_whoever_acts() {
    let desk = Desk::sample();
    let lines = "
        ticket assign T4 @me
        ticket show T4 -c assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket assign T4 @me
    --- stderr
    Assigned T4 to giulia, now open
    exit 0

    $ desk ticket show T4 -c assignee
    field	value
    assignee	giulia
    exit 0
    ");
}

#[test]
fn assigning_again_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        ticket assign T7 irene
        ticket assign T10 @me
        ticket assign T10 @me
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket assign T7 irene
    --- stderr
    T7 was assigned so already
    exit 0

    $ desk ticket assign T10 @me
    --- stderr
    Assigned T10 to giulia, now pending
    exit 0

    $ desk ticket assign T10 @me
    --- stderr
    T10 was assigned so already
    exit 0
    ");
}

#[test]
fn an_assignment_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket assign T4
        ticket assign T4 tmo
        ticket assign T4 --team logistic
        ticket assign T99 tom
        ticket assign T17 tom
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket assign T4
    --- stderr
    error: somebody to put in charge is missing
    hint: desk ticket assign T4 @me
    exit 2

    $ desk ticket assign T4 tmo
    --- stderr
    error: there is no rep `tmo`
    hint: desk rep list
    exit 3

    $ desk ticket assign T4 --team logistic
    --- stderr
    error: there is no team `logistic`; did you mean `logistics`?
    hint: desk rep team list
    exit 3

    $ desk ticket assign T99 tom
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket assign T17 tom
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be assigned
    hint: desk ticket new --follow-up T17
    exit 4
    ");
}

#[test]
fn a_ticket_nobody_has_is_taken_once() {
    let desk = Desk::sample();
    let lines = "
        ticket take T4
        ticket take T4
        ticket show T4 -c status,assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket take T4
    --- stderr
    Took T4, now open
    exit 0

    $ desk ticket take T4
    --- stderr
    T4 is yours already
    exit 0

    $ desk ticket show T4 -c status,assignee
    field	value
    status	open
    assignee	giulia
    exit 0
    ");
}

#[test]
fn of_two_reps_the_second_is_told_who_was_first() {
    let mut desk = Desk::sample();
    desk.quietly("rep edit tom --os-user tom\nticket take T4");
    desk.as_user("tom");
    let lines = "
        ticket take T4
        ticket show T4 -c assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket take T4
    --- stderr
    error: T4 was taken by giulia
    hint: desk ticket assign T4 @me
    exit 4

    $ desk ticket show T4 -c assignee
    field	value
    assignee	giulia
    exit 0
    ");
}

#[test]
fn what_cannot_be_taken_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket take T17
        ticket take T99
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket take T17
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be assigned
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket take T99
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}
