//! `desk ticket new`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_new_ticket_goes_to_the_rep_who_looks_after_the_account() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'Pallet 7 is late' --account FERRARIS --category fulfilment.late --priority urgent -m 'Where is it?'
        ticket list --account FERRARIS -c id,subject,priority,status,due_at,assignee,channel
        ticket history T25 -c at,by,kind,status,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Pallet 7 is late' --account FERRARIS --category fulfilment.late --priority urgent -m 'Where is it?'
    --- stderr
    Opened T25, urgent, new
    exit 0

    $ desk ticket list --account FERRARIS -c id,subject,priority,status,due_at,assignee,channel
    id	subject	priority	status	due_at	assignee	channel
    T1	Ordine SO-4471 in ritardo, linea ferma	urgent	new	2026-01-15T09:15:00Z	giulia	phone
    T25	Pallet 7 is late	urgent	new	2026-01-15T10:00:00Z	giulia	phone
    T24	Conferma d’ordine SO-4490	normal	new	2026-01-15T10:40:00Z	giulia	edi
    T7	Fattura 2026/118: IVA errata	normal	open	2026-01-15T10:50:00Z	irene	email
    exit 0

    $ desk ticket history T25 -c at,by,kind,status,what
    at	by	kind	status	what
    2026-01-15T09:00:00Z		created		Pallet 7 is late
    2026-01-15T09:00:00Z		message-in		Where is it?
    2026-01-15T09:00:00Z		assigned		giulia
    exit 0
    ");
}

#[test]
fn while_the_primary_rep_is_away_the_backup_gets_it() {
    let desk = Desk::sample();
    let lines = "
        rep edit giulia --away-from 2026-01-14 --away-to 2026-01-15
        ticket new 'Pallet 7 is late' --account FERRARIS --category fulfilment
        ticket show T25 -c assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep edit giulia --away-from 2026-01-14 --away-to 2026-01-15
    --- stderr
    Changed rep giulia, admin
    exit 0

    $ desk ticket new 'Pallet 7 is late' --account FERRARIS --category fulfilment
    --- stderr
    Opened T25, normal, new
    exit 0

    $ desk ticket show T25 -c assignee
    field	value
    assignee	irene
    exit 0
    ");
}

#[test]
fn the_contact_tells_the_account() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'Price of VH-220' --contact Priya.Shah@northgate.example --category price --channel email
        ticket show T25 -c account,contact,channel,assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Price of VH-220' --contact Priya.Shah@northgate.example --category price --channel email
    --- stderr
    Opened T25, normal, new
    exit 0

    $ desk ticket show T25 -c account,contact,channel,assignee
    field	value
    account	NORTHGATE
    contact	Priya Shah
    channel	email
    assignee	tom
    exit 0
    ");
}

#[test]
fn nobody_waits_for_an_answer_in_a_conversation_of_ours() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'Your contract ends' --account PRAIRIE --category contract --ours -m 'Shall we talk?'
        ticket show T25 -c status,due_metric,assignee
        sla status T25 --all
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Your contract ends' --account PRAIRIE --category contract --ours -m 'Shall we talk?'
    --- stderr
    Opened T25, normal, pending
    exit 0

    $ desk ticket show T25 -c status,due_metric,assignee
    field	value
    status	pending
    due_metric	
    assignee	tom
    exit 0

    $ desk sla status T25 --all
    ticket	account	metric	state	due_at	remaining_seconds	assignee	cycle	subject	policy	target_seconds	outlook	started_at	stopped_at	breached_at	elapsed_seconds	paused_seconds	external_id
    T25	PRAIRIE	resolution	paused		864000	tom	1	Your contract ends	tier-3	864000	paused	2026-01-15T09:00:00Z			0	0	
    exit 0
    ");
}

#[test]
fn a_follow_up_takes_the_account_and_links_back() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'It vibrates again' --follow-up T17 --category technical --assignee @me
        ticket show T25 -c account,status,links
        ticket show T17 -c linked_from
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'It vibrates again' --follow-up T17 --category technical --assignee @me
    --- stderr
    Opened T25, normal, open
    exit 0

    $ desk ticket show T25 -c account,status,links
    field	value
    account	FERRARIS
    status	open
    links.0.kind	follow-up-of
    links.0.target	T17
    exit 0

    $ desk ticket show T17 -c linked_from
    field	value
    linked_from.0.kind	follow-up-of
    linked_from.0.target	T25
    exit 0
    ");
}
