//! `desk ticket reply --from`: what customers write.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_customers_message_opens_a_pending_ticket_and_starts_a_clock() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T10 --from javier.molina@levante.example -m '¿Y en frío?'
        ticket show T10 -c status,due_at,due_metric
        ticket history T10 -c at,by,kind,status,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T10 --from javier.molina@levante.example -m '¿Y en frío?'
    --- stderr
    Recorded the message, T10 is open
    exit 0

    $ desk ticket show T10 -c status,due_at,due_metric
    field	value
    status	open
    due_at	2026-01-15T17:00:00Z
    due_metric	next_response
    exit 0

    $ desk ticket history T10 -c at,by,kind,status,what
    at	by	kind	status	what
    2026-01-13T06:00:00Z	Javier Molina	created		Consulta sobre presión máxima VH-180
    2026-01-13T06:00:00Z	Javier Molina	message-in		¿Admite 210 bar en continuo?
    2026-01-13T06:00:00Z		assigned		lucia
    2026-01-13T08:00:00Z	lucia	message-out		Sí, 210 bar en continuo y 250 bar de pico.
    2026-01-13T08:00:00Z	lucia	status	pending	
    2026-01-15T09:00:00Z	Javier Molina	message-in	open	¿Y en frío?
    exit 0
    ");
}

#[test]
fn a_customers_message_reopens_a_ticket_resolved_within_the_window() {
    let mut desk = Desk::sample();
    desk.at("2026-01-23T13:00:00Z");
    let lines = "
        ticket reply T19 --from carmen.ortiz@levante.example -m 'El precio no cuadra'
        ticket show T19 -c status,resolved_at,assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T19 --from carmen.ortiz@levante.example -m 'El precio no cuadra'
    --- stderr
    Recorded the message, T19 is reopened
    exit 0

    $ desk ticket show T19 -c status,resolved_at,assignee
    field	value
    status	open
    resolved_at	
    assignee	lucia
    exit 0
    ");
}

#[test]
fn after_the_window_it_starts_a_follow_up_that_links_back() {
    let mut desk = Desk::sample();
    desk.at("2026-01-23T13:00:01Z");
    let lines = "
        ticket reply T19 --from carmen.ortiz@levante.example -m 'El precio no cuadra'
        ticket show T25 -c account,contact,subject,status,assignee,links
        ticket show T19 -c status,linked_from
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T19 --from carmen.ortiz@levante.example -m 'El precio no cuadra'
    --- stderr
    Opened T25 as a follow-up of T19, which could not be reopened
    exit 0

    $ desk ticket show T25 -c account,contact,subject,status,assignee,links
    field	value
    account	LEVANTE
    contact	Carmen Ortiz
    subject	Presupuesto para 500 racores
    status	new
    assignee	lucia
    links.0.kind	follow-up-of
    links.0.target	T19
    exit 0

    $ desk ticket show T19 -c status,linked_from
    field	value
    status	resolved
    linked_from.0.kind	follow-up-of
    linked_from.0.target	T25
    exit 0
    ");
}

#[test]
fn the_window_is_set_in_the_configuration() {
    let desk = Desk::sample();
    desk.write("short.toml", "reopen_window = \"2d\"\n");
    assert_snapshot!(desk.run("--config short.toml ticket reply T19 --from carmen.ortiz@levante.example -m 'El precio no cuadra'"), @"
    $ desk --config short.toml ticket reply T19 --from carmen.ortiz@levante.example -m 'El precio no cuadra'
    --- stderr
    Opened T25 as a follow-up of T19, which could not be reopened
    exit 0
    ");
}

#[test]
fn a_message_on_a_closed_ticket_starts_a_follow_up() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T17 --from marco.riva@ferraris.example -m 'Vibra di nuovo'
        ticket show T25 -c subject,status,links
        ticket history T17 -c at,kind,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T17 --from marco.riva@ferraris.example -m 'Vibra di nuovo'
    --- stderr
    Opened T25 as a follow-up of T17, which could not be reopened
    exit 0

    $ desk ticket show T25 -c subject,status,links
    field	value
    subject	Vibrazioni sulla pompa PX-7
    status	new
    links.0.kind	follow-up-of
    links.0.target	T17
    exit 0

    $ desk ticket history T17 -c at,kind,what
    at	kind	what
    2026-01-05T09:00:00Z	created	Vibrazioni sulla pompa PX-7
    2026-01-05T09:00:00Z	message-in	La pompa vibra oltre i limiti dopo il montaggio.
    2026-01-05T09:00:00Z	assigned	giulia
    2026-01-05T10:00:00Z	message-out	Un tecnico vi chiama entro un’ora.
    2026-01-05T13:00:00Z	message-out	Il giunto era disallineato, ora è a posto.
    2026-01-05T15:00:00Z	status	
    2026-01-12T15:00:00Z	status	
    exit 0
    ");
}

#[test]
fn a_message_of_nobody_known_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T1 --from ana.bianchi@ferraris.example -m Hello
        ticket reply T1 --from nobody@nowhere.example -m Hello
        ticket reply T1 --from anna.bianchi@ferraris.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T1 --from ana.bianchi@ferraris.example -m Hello
    --- stderr
    error: there is no contact `ana.bianchi@ferraris.example`; did you mean `anna.bianchi@ferraris.example`?
    exit 3

    $ desk ticket reply T1 --from nobody@nowhere.example -m Hello
    --- stderr
    error: there is no contact `nobody@nowhere.example`
    exit 3

    $ desk ticket reply T1 --from anna.bianchi@ferraris.example
    --- stderr
    error: a message is missing
    hint: pass -m TEXT or -F FILE
    exit 2
    ");
}
