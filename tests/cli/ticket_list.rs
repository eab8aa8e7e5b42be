//! `desk ticket list`: what it takes, and in what order.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_deadline_that_binds_first_stands_on_top_and_settled_tickets_are_left_out() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket list -c id,account,priority,status,sla,due_at,assignee"), @"
    $ desk ticket list -c id,account,priority,status,sla,due_at,assignee
    id	account	priority	status	sla	due_at	assignee
    T12	VOLGA	normal	new	breached	2026-01-15T07:00:00Z	ivan
    T23	HARBOUR	normal	new	breached	2026-01-15T07:00:00Z	irene
    T1	FERRARIS	urgent	new	at-risk	2026-01-15T09:15:00Z	giulia
    T2	URALMET	high	new	at-risk	2026-01-15T09:22:00Z	ivan
    T3	LEVANTE	normal	new	at-risk	2026-01-15T09:35:00Z	lucia
    T24	FERRARIS	normal	new	on-track	2026-01-15T10:40:00Z	giulia
    T7	FERRARIS	normal	open	on-track	2026-01-15T10:50:00Z	irene
    T4	NORTHGATE	high	new	on-track	2026-01-15T12:10:00Z	
    T5	BOTTEGA	low	new	at-risk	2026-01-15T13:00:00Z	giulia
    T6	RIOJA	low	new	on-track	2026-01-16T04:00:00Z	
    T11	NORTHGATE	normal	on-hold(finance)	at-risk	2026-01-16T08:00:00Z	irene
    T8	FERRARIS-SUD	normal	on-hold(vendor)	on-track	2026-01-17T00:00:00Z	giulia
    T9	URALMET	high	on-hold(carrier)	on-track	2026-01-17T02:00:00Z	ivan
    T10	LEVANTE	normal	pending	paused		lucia
    T13	ANDINA	normal	pending	paused		lucia
    T14	MARMI	high	pending	paused		irene
    T21	BALTIC	normal	pending	paused		ivan
    exit 0
    ");
}

#[test]
fn filters_narrow_the_list() {
    let desk = Desk::sample();
    let lines = "
        ticket list --account ferraris --ids
        ticket list --account FERRARIS --include-children --ids
        ticket list --assignee @me --ids
        ticket list --assignee none -c id,assignee
        ticket list --status open,on-hold -c id,status
        ticket list --category fulfilment -c id,category
        ticket list --priority urgent --ids
        ticket list --tier 3 -c id,tier
        ticket list --due +30m -c id,due_at
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --account ferraris --ids
    T1
    T24
    T7
    exit 0

    $ desk ticket list --account FERRARIS --include-children --ids
    T1
    T24
    T7
    T8
    exit 0

    $ desk ticket list --assignee @me --ids
    T1
    T24
    T5
    T8
    exit 0

    $ desk ticket list --assignee none -c id,assignee
    id	assignee
    T4	
    T6	
    exit 0

    $ desk ticket list --status open,on-hold -c id,status
    id	status
    T7	open
    T11	on-hold(finance)
    T8	on-hold(vendor)
    T9	on-hold(carrier)
    exit 0

    $ desk ticket list --category fulfilment -c id,category
    id	category
    T1	fulfilment.late
    T4	fulfilment.missing
    T9	fulfilment.damaged
    T13	fulfilment.where
    exit 0

    $ desk ticket list --priority urgent --ids
    T1
    exit 0

    $ desk ticket list --tier 3 -c id,tier
    id	tier
    T23	3
    T5	3
    T6	3
    T21	3
    exit 0

    $ desk ticket list --due +30m -c id,due_at
    id	due_at
    T12	2026-01-15T07:00:00Z
    T23	2026-01-15T07:00:00Z
    T1	2026-01-15T09:15:00Z
    T2	2026-01-15T09:22:00Z
    exit 0
    ");
}

#[test]
fn all_and_status_reach_the_settled_ones() {
    let desk = Desk::sample();
    let lines = "
        ticket list --account FERRARIS --all -c id,status
        ticket list --status resolved,closed -c id,status,resolved_at
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --account FERRARIS --all -c id,status
    id	status
    T1	new
    T24	new
    T7	open
    T17	closed
    exit 0

    $ desk ticket list --status resolved,closed -c id,status,resolved_at
    id	status	resolved_at
    T15	resolved	2026-01-13T09:00:00Z
    T16	resolved	2026-01-14T04:00:00Z
    T17	closed	2026-01-05T15:00:00Z
    T18	closed	2026-01-03T13:00:00Z
    T19	resolved	2026-01-09T13:00:00Z
    T20	resolved	2026-01-04T09:00:00Z
    T22	closed	2025-12-26T15:00:00Z
    exit 0
    ");
}

#[test]
fn a_limit_says_how_many_there_are() {
    let desk = Desk::sample();
    let lines = "
        ticket list --limit 2 -c id,subject
        ticket ls --limit 99 --tier 1 --ids
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --limit 2 -c id,subject
    id	subject
    T12	Перенос срока поставки
    T23	Price on invoice differs from quote
    --- stderr
    2 of 17 tickets
    exit 0

    $ desk ticket ls --limit 99 --tier 1 --ids
    T1
    T2
    T24
    T7
    T8
    T9
    exit 0
    ");
}

#[test]
fn nothing_found_is_no_error() {
    let desk = Desk::sample();
    let lines = "
        ticket list --team finance
        ticket list --team finance -O table
        ticket list --team finance --json
        ticket list --team finance -q --ids
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --team finance
    id	account	subject	priority	status	sla	due_at	assignee	due_metric	category	tier	channel	account_name	created_at	updated_at	resolved_at	external_id
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list --team finance -O table
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list --team finance --json
    []
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list --team finance -q --ids
    exit 0
    ");
}

#[test]
fn unknown_names_are_refused_with_the_near_one() {
    let desk = Desk::sample();
    let lines = "
        ticket list --account FERARIS
        ticket list --assignee tmo
        ticket list --team finances
        ticket list --queue orders@adriafluid.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --account FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk ticket list --assignee tmo
    --- stderr
    error: there is no rep `tmo`
    hint: desk rep list
    exit 3

    $ desk ticket list --team finances
    --- stderr
    error: there is no team `finances`; did you mean `finance`?
    hint: desk rep team list
    exit 3

    $ desk ticket list --queue orders@adriafluid.example
    --- stderr
    error: there is no queue `orders@adriafluid.example`
    hint: desk rep queue list
    exit 3
    ");
}

#[test]
fn odd_arguments_are_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket list --status opne
        ticket list --category fulfillment
        ticket list --priority hihg
        ticket list --tier 12
        ticket list --due soon
        ticket list --limit few
        ticket list --include-children
        ticket list --status open --all
        ticket list --acount FERRARIS
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --status opne
    --- stderr
    error: `opne` is not a status, expected one of new, open, pending, on-hold, resolved, closed; did you mean `open`?
    exit 2

    $ desk ticket list --category fulfillment
    --- stderr
    error: `fulfillment` is not a category, expected one of stock, fulfilment, order-change, po, quote, price, invoice, payment, credit, return, technical, account, catalogue, contract, loyalty, integration, training, complaint, feedback, other; did you mean `fulfilment`?
    exit 2

    $ desk ticket list --priority hihg
    --- stderr
    error: `hihg` is not a priority, expected one of low, normal, high, urgent; did you mean `high`?
    exit 2

    $ desk ticket list --tier 12
    --- stderr
    error: `12` is not a tier, expected 1 to 9, where 1 is served first
    exit 2

    $ desk ticket list --due soon
    --- stderr
    error: `soon` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2

    $ desk ticket list --limit few
    --- stderr
    error: invalid value 'few' for '--limit <LIMIT>': invalid digit found in string
    exit 2

    $ desk ticket list --include-children
    --- stderr
    error: the following required arguments were not provided: --account <CODE>
    hint: desk ticket list --account <CODE> --include-children
    exit 2

    $ desk ticket list --status open --all
    --- stderr
    error: the argument '--status <STATUS>' cannot be used with '--all'
    hint: desk ticket list --status <STATUS>
    exit 2

    $ desk ticket list --acount FERRARIS
    --- stderr
    error: unexpected argument '--acount' found
    hint: did you mean `--account`?
    exit 2
    ");
}
