//! `desk sla status`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn what_is_owed_is_listed_with_what_is_due_first_on_top() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla status -c ticket,metric,outlook,due_at,remaining_seconds,policy"), @"
    $ desk sla status -c ticket,metric,outlook,due_at,remaining_seconds,policy
    ticket	metric	outlook	due_at	remaining_seconds	policy
    T12	first_response	breached	2026-01-15T07:00:00Z	-7200	tier-2
    T23	first_response	breached	2026-01-15T07:00:00Z	-7200	tier-3
    T1	first_response	at-risk	2026-01-15T09:15:00Z	900	tier-1
    T2	first_response	at-risk	2026-01-15T09:22:00Z	1320	tier-1
    T3	first_response	at-risk	2026-01-15T09:35:00Z	2100	tier-2
    T24	first_response	on-track	2026-01-15T10:40:00Z	6000	tier-1
    T7	next_response	on-track	2026-01-15T10:50:00Z	6600	tier-1
    T4	first_response	on-track	2026-01-15T12:10:00Z	11400	tier-2
    T5	first_response	at-risk	2026-01-15T13:00:00Z	14400	tier-3
    T1	resolution	on-track	2026-01-15T16:15:00Z	26100	tier-1
    T6	first_response	on-track	2026-01-16T04:00:00Z	68400	tier-3
    T11	resolution	at-risk	2026-01-16T08:00:00Z	82800	tier-2
    T8	resolution	on-track	2026-01-17T00:00:00Z	140400	tier-1
    T9	resolution	on-track	2026-01-17T02:00:00Z	147600	tier-1
    T7	resolution	on-track	2026-01-17T05:50:00Z	161400	tier-1
    T2	resolution	on-track	2026-01-17T07:22:00Z	166920	tier-1
    T24	resolution	on-track	2026-01-17T08:40:00Z	171600	tier-1
    T12	resolution	on-track	2026-01-19T03:00:00Z	324000	tier-2
    T3	resolution	on-track	2026-01-19T05:35:00Z	333300	tier-2
    T4	resolution	on-track	2026-01-19T08:10:00Z	342600	tier-2
    T23	resolution	on-track	2026-01-24T07:00:00Z	770400	tier-3
    T5	resolution	on-track	2026-01-24T13:00:00Z	792000	tier-3
    T6	resolution	on-track	2026-01-25T04:00:00Z	846000	tier-3
    T10	resolution	paused		338400	tier-2
    T13	resolution	paused		338400	tier-2
    T14	resolution	paused		340080	tier-2
    T21	resolution	paused		862800	tier-3
    exit 0
    ");
}

#[test]
fn some_tickets_are_shown_with_what_is_no_longer_owed() {
    let desk = Desk::sample();
    let lines = "
        sla status T7 T20 --all -c ticket,metric,cycle,state,started_at,stopped_at,breached_at,elapsed_seconds
        sla status T20
        sla
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla status T7 T20 --all -c ticket,metric,cycle,state,started_at,stopped_at,breached_at,elapsed_seconds
    ticket	metric	cycle	state	started_at	stopped_at	breached_at	elapsed_seconds
    T7	next_response	1	running	2026-01-15T06:50:00Z			7800
    T7	resolution	1	running	2026-01-14T07:00:00Z			11400
    T7	first_response	1	met	2026-01-14T07:00:00Z	2026-01-14T08:00:00Z		3600
    T20	first_response	1	breached	2025-12-31T09:00:00Z	2025-12-31T21:00:00Z	2025-12-31T13:00:00Z	43200
    T20	next_response	1	met	2026-01-03T09:00:00Z	2026-01-03T11:00:00Z		7200
    T20	resolution	1	met	2025-12-31T09:00:00Z	2026-01-02T09:00:00Z		172800
    T20	resolution	2	met	2025-12-31T09:00:00Z	2026-01-04T09:00:00Z		259200
    exit 0

    $ desk sla status T20
    ticket	account	metric	state	due_at	remaining_seconds	assignee	cycle	subject	policy	target_seconds	outlook	started_at	stopped_at	breached_at	elapsed_seconds	paused_seconds	external_id
    --- stderr
    no promises match
    exit 0

    $ desk sla
    ticket	account	metric	state	due_at	remaining_seconds	assignee	cycle	subject	policy	target_seconds	outlook	started_at	stopped_at	breached_at	elapsed_seconds	paused_seconds	external_id
    T12	VOLGA	first_response	breached	2026-01-15T07:00:00Z	-7200	ivan	1	Перенос срока поставки	tier-2	14400	breached	2026-01-15T03:00:00Z		2026-01-15T07:00:00Z	21600	0	S-012
    T23	HARBOUR	first_response	breached	2026-01-15T07:00:00Z	-7200	irene	1	Price on invoice differs from quote	tier-3	86400	breached	2026-01-14T07:00:00Z		2026-01-15T07:00:00Z	93600	0	S-023
    T1	FERRARIS	first_response	running	2026-01-15T09:15:00Z	900	giulia	1	Ordine SO-4471 in ritardo, linea ferma	tier-1	3600	at-risk	2026-01-15T08:15:00Z			2700	0	S-001
    T2	URALMET	first_response	running	2026-01-15T09:22:00Z	1320	ivan	1	Нет подтверждения цены по заказу 8810	tier-1	7200	at-risk	2026-01-15T07:22:00Z			5880	0	S-002
    T3	LEVANTE	first_response	running	2026-01-15T09:35:00Z	2100	lucia	1	¿Hay stock de VH-220?	tier-2	14400	at-risk	2026-01-15T05:35:00Z			12300	0	S-003
    T24	FERRARIS	first_response	running	2026-01-15T10:40:00Z	6000	giulia	1	Conferma d’ordine SO-4490	tier-1	7200	on-track	2026-01-15T08:40:00Z			1200	0	S-024
    T7	FERRARIS	next_response	running	2026-01-15T10:50:00Z	6600	irene	1	Fattura 2026/118: IVA errata	tier-1	14400	on-track	2026-01-15T06:50:00Z			7800	0	S-007
    T4	NORTHGATE	first_response	running	2026-01-15T12:10:00Z	11400		1	Twelve couplings missing from pallet 7	tier-2	14400	on-track	2026-01-15T08:10:00Z			3000	0	S-004
    T5	BOTTEGA	first_response	running	2026-01-15T13:00:00Z	14400	giulia	1	Catalogo 2026	tier-3	86400	at-risk	2026-01-14T13:00:00Z			72000	0	S-005
    T1	FERRARIS	resolution	running	2026-01-15T16:15:00Z	26100	giulia	1	Ordine SO-4471 in ritardo, linea ferma	tier-1	28800	on-track	2026-01-15T08:15:00Z			2700	0	S-001
    T6	RIOJA	first_response	running	2026-01-16T04:00:00Z	68400		1	Alta de un nuevo contacto	tier-3	86400	on-track	2026-01-15T04:00:00Z			18000	0	S-006
    T11	NORTHGATE	resolution	running	2026-01-16T08:00:00Z	82800	irene	1	Duplicate invoice INV-20931	tier-2	345600	at-risk	2026-01-12T08:00:00Z			262800	0	S-011
    T8	FERRARIS-SUD	resolution	running	2026-01-17T00:00:00Z	140400	giulia	1	Manca la scheda tecnica della pompa PX-9	tier-1	172800	on-track	2026-01-15T00:00:00Z			32400	0	S-008
    T9	URALMET	resolution	running	2026-01-17T02:00:00Z	147600	ivan	1	Повреждена упаковка, накладная 5521	tier-1	172800	on-track	2026-01-15T02:00:00Z			25200	0	S-009
    T7	FERRARIS	resolution	running	2026-01-17T05:50:00Z	161400	irene	1	Fattura 2026/118: IVA errata	tier-1	172800	on-track	2026-01-14T07:00:00Z			11400	82200	S-007
    T2	URALMET	resolution	running	2026-01-17T07:22:00Z	166920	ivan	1	Нет подтверждения цены по заказу 8810	tier-1	172800	on-track	2026-01-15T07:22:00Z			5880	0	S-002
    T24	FERRARIS	resolution	running	2026-01-17T08:40:00Z	171600	giulia	1	Conferma d’ordine SO-4490	tier-1	172800	on-track	2026-01-15T08:40:00Z			1200	0	S-024
    T12	VOLGA	resolution	running	2026-01-19T03:00:00Z	324000	ivan	1	Перенос срока поставки	tier-2	345600	on-track	2026-01-15T03:00:00Z			21600	0	S-012
    T3	LEVANTE	resolution	running	2026-01-19T05:35:00Z	333300	lucia	1	¿Hay stock de VH-220?	tier-2	345600	on-track	2026-01-15T05:35:00Z			12300	0	S-003
    T4	NORTHGATE	resolution	running	2026-01-19T08:10:00Z	342600		1	Twelve couplings missing from pallet 7	tier-2	345600	on-track	2026-01-15T08:10:00Z			3000	0	S-004
    T23	HARBOUR	resolution	running	2026-01-24T07:00:00Z	770400	irene	1	Price on invoice differs from quote	tier-3	864000	on-track	2026-01-14T07:00:00Z			93600	0	S-023
    T5	BOTTEGA	resolution	running	2026-01-24T13:00:00Z	792000	giulia	1	Catalogo 2026	tier-3	864000	on-track	2026-01-14T13:00:00Z			72000	0	S-005
    T6	RIOJA	resolution	running	2026-01-25T04:00:00Z	846000		1	Alta de un nuevo contacto	tier-3	864000	on-track	2026-01-15T04:00:00Z			18000	0	S-006
    T10	LEVANTE	resolution	paused		338400	lucia	1	Consulta sobre presión máxima VH-180	tier-2	345600	paused	2026-01-13T06:00:00Z			7200	176400	S-010
    T13	ANDINA	resolution	paused		338400	lucia	1	Seguimiento del envío por mar	tier-2	345600	paused	2026-01-14T05:00:00Z			7200	93600	S-013
    T14	MARMI	resolution	paused		340080	irene	1	Sblocco del fido	tier-2	345600	paused	2026-01-15T04:30:00Z			5520	10680	S-014
    T21	BALTIC	resolution	paused		862800	ivan	1	Как подключиться к порталу?	tier-3	864000	paused	2026-01-15T07:00:00Z			1200	6000	S-021
    exit 0
    ");
}

#[test]
fn a_table_says_how_much_is_left() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla status T7 T8 T10 -O table"), @"
    $ desk sla status T7 T8 T10 -O table
    ID   ACCOUNT       PROMISE       SLA       DUE                     TIME  REP
    T7   FERRARIS      next respon…  on track  2026-01-15…  1 h 50 min left  irene
    T8   FERRARIS-SUD  resolution    on track  2026-01-17…    1 d 15 h left  giulia
    T7   FERRARIS      resolution    on track  2026-01-17…    1 d 20 h left  irene
    T10  LEVANTE       resolution    paused    -              3 d 22 h left  lucia
    exit 0
    ");
}

#[test]
fn it_is_told_as_it_was() {
    let desk = Desk::sample();
    let lines = "
        sla status T7 --at 2026-01-14T07:30:00Z -c metric,state,outlook,remaining_seconds
        sla status --at 2026-01-03T10:00:00Z -c ticket,metric,outlook
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla status T7 --at 2026-01-14T07:30:00Z -c metric,state,outlook,remaining_seconds
    metric	state	outlook	remaining_seconds
    first_response	running	on-track	5400
    resolution	running	on-track	171000
    exit 0

    $ desk sla status --at 2026-01-03T10:00:00Z -c ticket,metric,outlook
    ticket	metric	outlook
    T18	first_response	on-track
    T20	next_response	on-track
    T18	resolution	on-track
    T20	resolution	on-track
    exit 0
    ");
}

#[test]
fn what_is_no_ticket_or_time_is_refused() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla status T99\nsla status A1\nsla status --at soon\nsla statu"), @"
    $ desk sla status T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk sla status A1
    --- stderr
    error: `A1` is not a ticket id, expected T<number>, e.g. `T42`
    exit 2

    $ desk sla status --at soon
    --- stderr
    error: `soon` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2

    $ desk sla statu
    --- stderr
    error: unrecognized subcommand 'statu'
    hint: did you mean `status`?
    exit 2
    ");
}
