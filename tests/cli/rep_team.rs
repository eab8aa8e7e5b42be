//! `desk rep team` and `queue`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn teams_are_listed_with_their_size() {
    let desk = Desk::sample();
    let lines = "
        rep team new escalations
        rep team list
        rep team
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep team new escalations
    --- stderr
    Added team escalations
    exit 0

    $ desk rep team list
    name	reps
    escalations	0
    finance	1
    inside	2
    logistics	1
    exit 0

    $ desk rep team
    name	reps
    escalations	0
    finance	1
    inside	2
    logistics	1
    exit 0
    ");
}

#[test]
fn a_name_is_taken_whatever_its_case() {
    let desk = Desk::sample();
    let lines = "
        rep team new INSIDE
        rep team new 'a b'
        rep team new
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep team new INSIDE
    --- stderr
    error: there is a team `INSIDE` already
    exit 4

    $ desk rep team new 'a b'
    --- stderr
    error: `a b` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    exit 2

    $ desk rep team new
    --- stderr
    error: the following required arguments were not provided: <NAME>
    hint: desk rep team new <NAME>
    exit 2
    ");
}

#[test]
fn a_mailbox_is_listed_with_whom_it_serves() {
    let desk = Desk::sample();
    let lines = "
        rep queue list
        rep queue new Orders@adriafluid.example --team inside --region Italy --segment b2b
        rep queue
        ticket new 'Price' --account FERRARIS --category price --queue orders@adriafluid.example
        ticket list --queue ORDERS@adriafluid.example -c id,subject
        ticket list --queue order@adriafluid.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep queue list
    address	team	region	segment
    --- stderr
    no queues match
    exit 0

    $ desk rep queue new Orders@adriafluid.example --team inside --region Italy --segment b2b
    --- stderr
    Added queue orders@adriafluid.example
    exit 0

    $ desk rep queue
    address	team	region	segment
    orders@adriafluid.example	inside	Italy	b2b
    exit 0

    $ desk ticket new 'Price' --account FERRARIS --category price --queue orders@adriafluid.example
    --- stderr
    Opened T25, normal, new
    exit 0

    $ desk ticket list --queue ORDERS@adriafluid.example -c id,subject
    id	subject
    T25	Price
    exit 0

    $ desk ticket list --queue order@adriafluid.example
    --- stderr
    error: there is no queue `order@adriafluid.example`; did you mean `orders@adriafluid.example`?
    hint: desk rep queue list
    exit 3
    ");
}

#[test]
fn a_mailbox_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        rep queue new orders@adriafluid.example
        rep queue new orders@adriafluid.example
        rep queue new orders
        rep queue new sales@adriafluid.example --team insid
        rep queue new sales@adriafluid.example --segment b2
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep queue new orders@adriafluid.example
    --- stderr
    Added queue orders@adriafluid.example
    exit 0

    $ desk rep queue new orders@adriafluid.example
    --- stderr
    error: there is a queue `orders@adriafluid.example` already
    exit 4

    $ desk rep queue new orders
    --- stderr
    error: `orders` is not an e-mail address, expected e.g. `anna@acme.example`
    exit 2

    $ desk rep queue new sales@adriafluid.example --team insid
    --- stderr
    error: there is no team `insid`; did you mean `inside`?
    hint: desk rep team list
    exit 3

    $ desk rep queue new sales@adriafluid.example --segment b2
    --- stderr
    error: `b2` is not a segment, expected one of b2b, d2c; did you mean `b2b`?
    exit 2
    ");
}
