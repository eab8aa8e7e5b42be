//! `desk ticket status` and `edit`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_status_says_whose_the_next_step_is_and_stops_the_clock() {
    let desk = Desk::sample();
    let lines = "
        ticket status T1 open
        ticket status T1 on-hold --waiting-on carrier
        ticket show T1 -c status
        ticket status T1 pending
        ticket show T1 -c status
        sla status T1 -c metric,state
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket status T1 open
    --- stderr
    Changed T1, now open
    exit 0

    $ desk ticket status T1 on-hold --waiting-on carrier
    --- stderr
    Changed T1, now on-hold(carrier)
    exit 0

    $ desk ticket show T1 -c status
    field	value
    status	on-hold(carrier)
    exit 0

    $ desk ticket status T1 pending
    --- stderr
    Changed T1, now pending
    exit 0

    $ desk ticket show T1 -c status
    field	value
    status	pending
    exit 0

    $ desk sla status T1 -c metric,state
    metric	state
    first_response	running
    resolution	paused
    exit 0
    ");
}

#[test]
fn a_status_it_has_already_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        ticket status T7 open
        ticket status T8 on-hold --waiting-on vendor
        ticket status T10 pending
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket status T7 open
    --- stderr
    T7 is open already
    exit 0

    $ desk ticket status T8 on-hold --waiting-on vendor
    --- stderr
    T8 is on-hold already
    exit 0

    $ desk ticket status T10 pending
    --- stderr
    T10 is pending already
    exit 0
    ");
}

#[test]
fn whom_a_ticket_on_hold_waits_on_is_asked_for() {
    let desk = Desk::sample();
    let lines = "
        ticket status T1 on-hold
        ticket status T1 on-hold --waiting-on vendr
        ticket status T1 open --waiting-on vendor
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket status T1 on-hold
    --- stderr
    error: whom the ticket waits on is missing
    hint: --waiting-on vendor, warehouse, finance or carrier
    exit 2

    $ desk ticket status T1 on-hold --waiting-on vendr
    --- stderr
    error: `vendr` is not somebody to wait on, expected one of vendor, warehouse, finance, carrier; did you mean `vendor`?
    exit 2

    $ desk ticket status T1 open --waiting-on vendor
    --- stderr
    error: --waiting-on goes with on-hold only
    exit 2
    ");
}

#[test]
fn statuses_with_a_verb_of_their_own_name_it() {
    let desk = Desk::sample();
    let lines = "
        ticket status T1 resolved
        ticket status T1 closed
        ticket status T1 new
        ticket status T1 opne
        ticket status T1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket status T1 resolved
    --- stderr
    error: `resolved` has a verb of its own
    hint: desk ticket resolve T1
    exit 2

    $ desk ticket status T1 closed
    --- stderr
    error: `closed` has a verb of its own
    hint: desk ticket close T1
    exit 2

    $ desk ticket status T1 new
    --- stderr
    error: a ticket is new only until somebody takes it up
    exit 2

    $ desk ticket status T1 opne
    --- stderr
    error: `opne` is not a status, expected one of new, open, pending, on-hold, resolved, closed; did you mean `open`?
    exit 2

    $ desk ticket status T1
    --- stderr
    error: the following required arguments were not provided: <STATUS>
    hint: desk ticket status <ID> <STATUS>
    exit 2
    ");
}

#[test]
fn a_settled_ticket_is_not_set_to_anything() {
    let desk = Desk::sample();
    let lines = "
        ticket status T19 open
        ticket status T19 on-hold --waiting-on vendor
        ticket status T17 pending
        ticket status T99 open
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket status T19 open
    --- stderr
    error: T19 was left as it is: a ticket that is resolved cannot be set to open
    hint: desk ticket reopen T19
    exit 4

    $ desk ticket status T19 on-hold --waiting-on vendor
    --- stderr
    error: T19 was left as it is: a ticket that is resolved cannot be put on hold
    hint: desk ticket reopen T19
    exit 4

    $ desk ticket status T17 pending
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be set to pending
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket status T99 open
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}

#[test]
fn an_edit_changes_what_is_promised() {
    let desk = Desk::sample();
    let lines = "
        ticket edit T2 --priority urgent --category price --subject 'Prices of order 8810'
        ticket show T2 -c subject,priority,category,sla,due_at
        ticket history T2 -c by,kind,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket edit T2 --priority urgent --category price --subject 'Prices of order 8810'
    --- stderr
    Changed T2, now new
    exit 0

    $ desk ticket show T2 -c subject,priority,category,sla,due_at
    field	value
    subject	Prices of order 8810
    priority	urgent
    category	price
    sla	breached
    due_at	2026-01-15T08:22:00Z
    exit 0

    $ desk ticket history T2 -c by,kind,what
    by	kind	what
    Ольга Петрова	created	Нет подтверждения цены по заказу 8810
    Ольга Петрова	message-in	Пришлите, пожалуйста, подтверждение цены до обеда.
    	assigned	ivan
    giulia	priority	urgent
    giulia	subject	Prices of order 8810
    exit 0
    ");
}

#[test]
fn an_edit_that_changes_nothing_is_a_remark_and_one_without_a_field_an_error() {
    let desk = Desk::sample();
    let lines = "
        ticket edit T2 --priority high
        ticket edit T2
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket edit T2 --priority high
    --- stderr
    T2 is so already
    exit 0

    $ desk ticket edit T2
    --- stderr
    error: there is nothing to change
    hint: pass --priority, --category or --subject
    exit 2
    ");
}

#[test]
fn an_edit_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket edit T2 --priority hihg
        ticket edit T2 --category prize
        ticket edit T2 --subject ''
        ticket edit T17 --priority low
        ticket edit T99 --priority low
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket edit T2 --priority hihg
    --- stderr
    error: `hihg` is not a priority, expected one of low, normal, high, urgent; did you mean `high`?
    exit 2

    $ desk ticket edit T2 --category prize
    --- stderr
    error: `prize` is not a category, expected one of stock, fulfilment, order-change, po, quote, price, invoice, payment, credit, return, technical, account, catalogue, contract, loyalty, integration, training, complaint, feedback, other; did you mean `price`?
    exit 2

    $ desk ticket edit T2 --subject ''
    --- stderr
    error: `` is not a line of text, expected at least one character
    exit 2

    $ desk ticket edit T17 --priority low
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be changed
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket edit T99 --priority low
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}
