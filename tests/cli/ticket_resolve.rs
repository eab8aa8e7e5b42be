//! `desk ticket resolve`, `reopen` and `close`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_resolved_ticket_says_how_it_ended_and_leaves_the_queue() {
    let desk = Desk::sample();
    let lines = "
        ticket resolve T7 --code credited -m 'La nota di credito è in arrivo'
        ticket show T7 -c status,resolution,resolved_at,sla
        ticket history T7 -c by,kind,status,what
        ticket list --account FERRARIS --ids
        sla status T7 --all -c metric,cycle,state,stopped_at
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket resolve T7 --code credited -m 'La nota di credito è in arrivo'
    --- stderr
    Resolved T7, now resolved
    exit 0

    $ desk ticket show T7 -c status,resolution,resolved_at,sla
    field	value
    status	resolved
    resolution	credited
    resolved_at	2026-01-15T09:00:00Z
    sla	
    exit 0

    $ desk ticket history T7 -c by,kind,status,what
    by	kind	status	what
    Paola Serra	created		Fattura 2026/118: IVA errata
    Paola Serra	message-in		Sulla fattura 118 è applicata l’IVA al 22 % anziché reverse charge.
    	assigned		irene
    irene	message-out		Buongiorno, verifichiamo con l’amministrazione e vi aggiorniamo oggi.
    irene	status	pending	
    Paola Serra	message-in		Abbiamo bisogno della nota di credito entro domani.
    	status	open	
    giulia	message-out	pending	La nota di credito è in arrivo
    giulia	status	resolved	credited
    exit 0

    $ desk ticket list --account FERRARIS --ids
    T1
    T24
    exit 0

    $ desk sla status T7 --all -c metric,cycle,state,stopped_at
    metric	cycle	state	stopped_at
    first_response	1	met	2026-01-14T08:00:00Z
    next_response	1	met	2026-01-15T09:00:00Z
    resolution	1	met	2026-01-15T09:00:00Z
    exit 0
    ");
}

#[test]
fn resolving_twice_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        ticket resolve T7
        ticket resolve T7
        ticket resolve T19 --code credited
        ticket show T19 -c resolution
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket resolve T7
    --- stderr
    Resolved T7, now resolved
    exit 0

    $ desk ticket resolve T7
    --- stderr
    T7 is resolved already
    exit 0

    $ desk ticket resolve T19 --code credited
    --- stderr
    T19 is resolved already
    exit 0

    $ desk ticket show T19 -c resolution
    field	value
    resolution	
    exit 0
    ");
}

#[test]
fn a_resolution_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket resolve T7 --code fixed
        ticket resolve T7 --code credit
        ticket resolve T17
        ticket resolve T99
        ticket resolve T7 -m ''
        ticket show T7 -c status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket resolve T7 --code fixed
    --- stderr
    error: `fixed` is not a resolution code, expected one of answered, corrected, credited, replaced, repaired, reshipped, price-honoured, refused, duplicate, no-reply, not-ours
    exit 2

    $ desk ticket resolve T7 --code credit
    --- stderr
    error: `credit` is not a resolution code, expected one of answered, corrected, credited, replaced, repaired, reshipped, price-honoured, refused, duplicate, no-reply, not-ours; did you mean `credited`?
    exit 2

    $ desk ticket resolve T17
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be resolved
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket resolve T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket resolve T7 -m ''
    --- stderr
    error: `` is not a message, expected some text
    exit 2

    $ desk ticket show T7 -c status
    field	value
    status	open
    exit 0
    ");
}

#[test]
fn a_reopened_ticket_is_open_and_the_reason_is_noted() {
    let desk = Desk::sample();
    let lines = "
        ticket reopen T19 -m 'The replacement does not fit either'
        ticket show T19 -c status,resolution,resolved_at
        ticket history T19 -c at,by,kind,status,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reopen T19 -m 'The replacement does not fit either'
    --- stderr
    Reopened T19, now open
    exit 0

    $ desk ticket show T19 -c status,resolution,resolved_at
    field	value
    status	open
    resolution	
    resolved_at	
    exit 0

    $ desk ticket history T19 -c at,by,kind,status,what
    at	by	kind	status	what
    2026-01-07T09:00:00Z	Carmen Ortiz	created		Presupuesto para 500 racores
    2026-01-07T09:00:00Z	Carmen Ortiz	message-in		Precio por 100, 250 y 500 unidades, por favor.
    2026-01-07T09:00:00Z		assigned		lucia
    2026-01-07T18:00:00Z	lucia	message-out		Adjunto la oferta Q-1187.
    2026-01-07T18:00:00Z	lucia	status	pending	
    2026-01-09T09:00:00Z	Carmen Ortiz	message-in		La aceptamos, gracias.
    2026-01-09T09:00:00Z		status	open	
    2026-01-09T13:00:00Z	lucia	status	resolved	
    2026-01-15T09:00:00Z	giulia	status	open	
    2026-01-15T09:00:00Z	giulia	note		The replacement does not fit either
    exit 0
    ");
}

#[test]
fn reopening_what_is_not_settled_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        ticket reopen T1
        ticket reopen T7
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reopen T1
    --- stderr
    T1 is new, there is nothing to reopen
    exit 0

    $ desk ticket reopen T7
    --- stderr
    T7 is open, there is nothing to reopen
    exit 0
    ");
}

#[test]
fn a_closed_ticket_is_never_reopened() {
    let desk = Desk::sample();
    let lines = "
        ticket reopen T17
        ticket reopen T99
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reopen T17
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be reopened
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket reopen T99
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}

#[test]
fn only_a_resolved_ticket_is_closed_and_once() {
    let desk = Desk::sample();
    let lines = "
        ticket close T7
        ticket close T19
        ticket close T19
        ticket show T19 -c status
        ticket close T99
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket close T7
    --- stderr
    error: T7 was left as it is: a ticket that is open cannot be closed
    hint: desk ticket resolve T7, then close it
    exit 4

    $ desk ticket close T19
    --- stderr
    Closed T19, now closed
    exit 0

    $ desk ticket close T19
    --- stderr
    T19 is closed already
    exit 0

    $ desk ticket show T19 -c status
    field	value
    status	closed
    exit 0

    $ desk ticket close T99
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}
