//! `desk ticket reply` and `note`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_reply_leaves_the_ticket_pending_and_keeps_the_first_promise() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T1 -m 'On our way'
        ticket show T1 -c status,sla,due_metric
        ticket history T1 -c at,by,kind,status,what
        sla status T1 --all -c metric,state,elapsed_seconds
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T1 -m 'On our way'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket show T1 -c status,sla,due_metric
    field	value
    status	pending
    sla	paused
    due_metric	
    exit 0

    $ desk ticket history T1 -c at,by,kind,status,what
    at	by	kind	status	what
    2026-01-15T08:15:00Z	Anna Bianchi	created		Ordine SO-4471 in ritardo, linea ferma
    2026-01-15T08:15:00Z	Anna Bianchi	message-in		La linea 3 è ferma da stamattina. Quando arrivano le valvole?
    2026-01-15T08:15:00Z		linked		order SO-4471
    2026-01-15T08:15:00Z		assigned		giulia
    2026-01-15T09:00:00Z	giulia	message-out	pending	On our way
    exit 0

    $ desk sla status T1 --all -c metric,state,elapsed_seconds
    metric	state	elapsed_seconds
    first_response	met	2700
    resolution	paused	2700
    exit 0
    ");
}

#[test]
fn a_second_reply_changes_no_status() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T1 -m 'On our way'
        ticket reply T1 -m 'Due at ten'
        ticket show T1 -c status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T1 -m 'On our way'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket reply T1 -m 'Due at ten'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket show T1 -c status
    field	value
    status	pending
    exit 0
    ");
}

#[test]
fn a_closed_ticket_is_not_replied_to() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket reply T17 -m 'One more thing'"), @"
    $ desk ticket reply T17 -m 'One more thing'
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be replied to
    hint: desk ticket new --follow-up T17
    exit 4
    ");
}

#[test]
fn a_missing_message_or_file_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T1
        ticket reply T1 --no-input
        ticket reply T1 -F answer.txt
        ticket reply T1 -m ''
        ticket reply
        ticket reply T99 -m 'Hello'
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T1
    --- stderr
    error: a message is missing
    hint: pass -m TEXT or -F FILE
    exit 2

    $ desk ticket reply T1 --no-input
    --- stderr
    error: a message is missing
    hint: pass -m TEXT or -F FILE
    exit 2

    $ desk ticket reply T1 -F answer.txt
    --- stderr
    error: `answer.txt` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk ticket reply T1 -m ''
    --- stderr
    error: `` is not a message, expected some text
    exit 2

    $ desk ticket reply
    --- stderr
    error: the following required arguments were not provided: <ID>
    hint: desk ticket reply <ID>
    exit 2

    $ desk ticket reply T99 -m 'Hello'
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}

#[test]
fn whoever_is_no_rep_neither_replies_nor_notes() {
    let mut desk = Desk::sample();
    desk.as_user("stranger");
    let lines = "
        ticket reply T1 -m Hello
        ticket note T1 -m Hello
        ticket show T1 -c status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T1 -m Hello
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk ticket note T1 -m Hello
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk ticket show T1 -c status
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4
    ");
}

#[test]
fn a_note_is_for_colleagues_and_keeps_no_promise() {
    let desk = Desk::sample();
    let lines = "
        ticket note T1 -m 'Called the carrier'
        ticket show T1 -c status,sla,due_metric
        ticket history T1 -c at,by,kind,status,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket note T1 -m 'Called the carrier'
    --- stderr
    Noted on T1, now new
    exit 0

    $ desk ticket show T1 -c status,sla,due_metric
    field	value
    status	new
    sla	at-risk
    due_metric	first_response
    exit 0

    $ desk ticket history T1 -c at,by,kind,status,what
    at	by	kind	status	what
    2026-01-15T08:15:00Z	Anna Bianchi	created		Ordine SO-4471 in ritardo, linea ferma
    2026-01-15T08:15:00Z	Anna Bianchi	message-in		La linea 3 è ferma da stamattina. Quando arrivano le valvole?
    2026-01-15T08:15:00Z		linked		order SO-4471
    2026-01-15T08:15:00Z		assigned		giulia
    2026-01-15T09:00:00Z	giulia	note		Called the carrier
    exit 0
    ");
}

#[test]
fn a_note_can_be_made_on_a_closed_ticket() {
    let desk = Desk::sample();
    let lines = "
        ticket note T17 -m 'For the record'
        ticket show T17 -c status
        ticket note T17
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket note T17 -m 'For the record'
    --- stderr
    Noted on T17, now closed
    exit 0

    $ desk ticket show T17 -c status
    field	value
    status	closed
    exit 0

    $ desk ticket note T17
    --- stderr
    error: a message is missing
    hint: pass -m TEXT or -F FILE
    exit 2
    ");
}
