//! `desk account assign`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn one_rep_at_a_time_is_in_charge() {
    let desk = Desk::sample();
    let lines = "
        account assign FERRARIS irene
        account assign FERRARIS tom --role technical
        account show FERRARIS -c reps
        account assign FERRARIS irene
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account assign FERRARIS irene
    --- stderr
    irene is now the primary rep of FERRARIS
    exit 0

    $ desk account assign FERRARIS tom --role technical
    --- stderr
    tom is now the technical rep of FERRARIS
    exit 0

    $ desk account show FERRARIS -c reps
    field	value
    reps.0.role	primary
    reps.0.rep	irene
    reps.1.role	backup
    reps.1.rep	irene
    reps.2.role	technical
    reps.2.rep	tom
    exit 0

    $ desk account assign FERRARIS irene
    --- stderr
    irene was already the primary rep of FERRARIS
    exit 0
    ");
}

#[test]
fn an_assignment_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        account assign FERARIS irene
        account assign FERRARIS iren
        account assign FERRARIS irene --role primry
        account assign FERRARIS
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account assign FERARIS irene
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk account assign FERRARIS iren
    --- stderr
    error: there is no rep `iren`; did you mean `irene`?
    hint: desk rep list
    exit 3

    $ desk account assign FERRARIS irene --role primry
    --- stderr
    error: `primry` is not an account role, expected one of primary, backup, technical; did you mean `primary`?
    exit 2

    $ desk account assign FERRARIS
    --- stderr
    error: the following required arguments were not provided: <REP>
    hint: desk account assign <CODE> <REP>
    exit 2
    ");
}
