//! One list in every format.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_table_fits_eighty_columns() {
    let desk = Desk::sample();
    let transcript = desk.run("ticket list -O table --limit 5");
    assert_snapshot!(transcript, @"
    $ desk ticket list -O table --limit 5
    ID   ACCOUNT  SUBJECT  STATUS  SLA       DUE                              REP
    T12  VOLGA    Перено…  new     BREACHED  2026-01-15 07:00 +00:00 overdue  ivan
    T23  HARBOUR  Price…   new     BREACHED  2026-01-15 07:00 +00:00 overdue  irene
    T1   FERRAR…  !! Ord…  new     AT RISK   2026-01-15 09:15 +00:00 !        giulia
    T2   URALMET  ! Нет…   new     AT RISK   2026-01-15 09:22 +00:00 !        ivan
    T3   LEVANTE  ¿Hay s…  new     AT RISK   2026-01-15 09:35 +00:00 !        lucia
    --- stderr
    5 of 17 tickets
    exit 0
    ");
}

#[test]
fn a_wide_screen_and_wide_tables_show_more() {
    let mut desk = Desk::sample();
    assert_snapshot!(desk.run("ticket list -O table --limit 3 --wide"), @"
    $ desk ticket list -O table --limit 3 --wide
    ID   ACCOUNT   SUBJECT                                    PRIORITY  STATUS  SLA       DUE                              REP     PROMISE         CATEGORY           TIER  CHANNEL  ACCOUNT NAME              CREATED                  UPDATED
    T12  VOLGA     Перенос срока поставки                     normal    new     BREACHED  2026-01-15 07:00 +00:00 overdue  ivan    first response  order-change.date     2  phone    Волга Насос               2026-01-15 03:00 +00:00  2026-01-15 03:30 +00:00
    T23  HARBOUR   Price on invoice differs from quote        normal    new     BREACHED  2026-01-15 07:00 +00:00 overdue  irene   first response  invoice.price         3  email    Harbour Tools             2026-01-14 07:00 +00:00  2026-01-15 08:50 +00:00
    T1   FERRARIS  !! Ordine SO-4471 in ritardo, linea ferma  urgent    new     AT RISK   2026-01-15 09:15 +00:00 !        giulia  first response  fulfilment.late       1  phone    Officine Ferraris S.p.A.  2026-01-15 08:15 +00:00  2026-01-15 08:15 +00:00
    --- stderr
    3 of 17 tickets
    exit 0
    ");
    desk.set("COLUMNS", "200");
    assert_snapshot!(desk.run("ticket list -O table --limit 3"), @"
    $ desk ticket list -O table --limit 3
    ID   ACCOUNT   SUBJECT                                    STATUS  SLA       DUE                              REP
    T12  VOLGA     Перенос срока поставки                     new     BREACHED  2026-01-15 07:00 +00:00 overdue  ivan
    T23  HARBOUR   Price on invoice differs from quote        new     BREACHED  2026-01-15 07:00 +00:00 overdue  irene
    T1   FERRARIS  !! Ordine SO-4471 in ritardo, linea ferma  new     AT RISK   2026-01-15 09:15 +00:00 !        giulia
    --- stderr
    3 of 17 tickets
    exit 0
    ");
}

#[test]
fn a_pipe_gets_plain_lines() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket list --limit 2\nticket list --limit 2 -O plain -c id"), @"
    $ desk ticket list --limit 2
    id	account	subject	priority	status	sla	due_at	assignee	due_metric	category	tier	channel	account_name	created_at	updated_at	resolved_at	external_id
    T12	VOLGA	Перенос срока поставки	normal	new	breached	2026-01-15T07:00:00Z	ivan	first_response	order-change.date	2	phone	Волга Насос	2026-01-15T03:00:00Z	2026-01-15T03:30:00Z		S-012
    T23	HARBOUR	Price on invoice differs from quote	normal	new	breached	2026-01-15T07:00:00Z	irene	first_response	invoice.price	3	email	Harbour Tools	2026-01-14T07:00:00Z	2026-01-15T08:50:00Z		S-023
    --- stderr
    2 of 17 tickets
    exit 0

    $ desk ticket list --limit 2 -O plain -c id
    id
    T12
    T23
    --- stderr
    2 of 17 tickets
    exit 0
    ");
}

#[test]
fn csv_json_and_json_lines_hold_the_same() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket list --limit 2 -O csv\nticket list --limit 1 -O json\nticket list --limit 2 -O jsonl"), @r#"
    $ desk ticket list --limit 2 -O csv
    id,account,subject,priority,status,sla,due_at,assignee,due_metric,category,tier,channel,account_name,created_at,updated_at,resolved_at,external_id
    T12,VOLGA,Перенос срока поставки,normal,new,breached,2026-01-15T07:00:00Z,ivan,first_response,order-change.date,2,phone,Волга Насос,2026-01-15T03:00:00Z,2026-01-15T03:30:00Z,,S-012
    T23,HARBOUR,Price on invoice differs from quote,normal,new,breached,2026-01-15T07:00:00Z,irene,first_response,invoice.price,3,email,Harbour Tools,2026-01-14T07:00:00Z,2026-01-15T08:50:00Z,,S-023
    --- stderr
    2 of 17 tickets
    exit 0

    $ desk ticket list --limit 1 -O json
    [
      {
        "id": "T12",
        "account": "VOLGA",
        "subject": "Перенос срока поставки",
        "priority": "normal",
        "status": "new",
        "sla": "breached",
        "due_at": "2026-01-15T07:00:00Z",
        "due_metric": "first_response",
        "assignee": "ivan",
        "category": "order-change.date",
        "tier": 2,
        "channel": "phone",
        "account_name": "Волга Насос",
        "created_at": "2026-01-15T03:00:00Z",
        "updated_at": "2026-01-15T03:30:00Z",
        "resolved_at": null,
        "external_id": "S-012"
      }
    ]
    --- stderr
    1 of 17 tickets
    exit 0

    $ desk ticket list --limit 2 -O jsonl
    {"id":"T12","account":"VOLGA","subject":"Перенос срока поставки","priority":"normal","status":"new","sla":"breached","due_at":"2026-01-15T07:00:00Z","due_metric":"first_response","assignee":"ivan","category":"order-change.date","tier":2,"channel":"phone","account_name":"Волга Насос","created_at":"2026-01-15T03:00:00Z","updated_at":"2026-01-15T03:30:00Z","resolved_at":null,"external_id":"S-012"}
    {"id":"T23","account":"HARBOUR","subject":"Price on invoice differs from quote","priority":"normal","status":"new","sla":"breached","due_at":"2026-01-15T07:00:00Z","due_metric":"first_response","assignee":"irene","category":"invoice.price","tier":3,"channel":"email","account_name":"Harbour Tools","created_at":"2026-01-14T07:00:00Z","updated_at":"2026-01-15T08:50:00Z","resolved_at":null,"external_id":"S-023"}
    --- stderr
    2 of 17 tickets
    exit 0
    "#);
}

#[test]
fn fields_are_chosen_in_any_format_and_order() {
    let desk = Desk::sample();
    let lines = "
        ticket list --limit 1 --json=subject,id
        ticket list --limit 1 -O jsonl -c tier,id
        ticket list --limit 1 -O csv -c due_at,id
        ticket list --limit 1 -O table -c id,channel,created_at
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket list --limit 1 --json=subject,id
    [
      {
        "subject": "Перенос срока поставки",
        "id": "T12"
      }
    ]
    --- stderr
    1 of 17 tickets
    exit 0

    $ desk ticket list --limit 1 -O jsonl -c tier,id
    {"tier":2,"id":"T12"}
    --- stderr
    1 of 17 tickets
    exit 0

    $ desk ticket list --limit 1 -O csv -c due_at,id
    due_at,id
    2026-01-15T07:00:00Z,T12
    --- stderr
    1 of 17 tickets
    exit 0

    $ desk ticket list --limit 1 -O table -c id,channel,created_at
    ID   CHANNEL  CREATED
    T12  phone    2026-01-15 03:00 +00:00
    --- stderr
    1 of 17 tickets
    exit 0
    "#);
}

#[test]
fn a_field_there_is_not_is_refused_with_those_there_are() {
    let desk = Desk::sample();
    let lines = "
        ticket list -c id,sbject
        ticket list --json=colour
        ticket list --team finance -c sbject
        ticket show T1 -c id,colour
        ticket list -O xml
        ticket list -O jsno
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket list -c id,sbject
    --- stderr
    error: `sbject` is not a field, expected one of id, account, subject, priority, status, sla, due_at, assignee, due_metric, category, tier, channel, account_name, created_at, updated_at, resolved_at, external_id; did you mean `subject`?
    exit 2

    $ desk ticket list --json=colour
    --- stderr
    {"error":"`colour` is not a field, expected one of id, account, subject, priority, status, sla, due_at, assignee, due_metric, category, tier, channel, account_name, created_at, updated_at, resolved_at, external_id","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk ticket list --team finance -c sbject
    --- stderr
    error: `sbject` is not a field, expected one of id, account, subject, priority, status, sla, due_at, assignee, due_metric, category, tier, channel, account_name, created_at, updated_at, resolved_at, external_id; did you mean `subject`?
    exit 2

    $ desk ticket show T1 -c id,colour
    --- stderr
    error: `colour` is not a field, expected one of id, account, subject, priority, status, sla, due_at, due_metric, assignee, category, tier, channel, account_name, created_at, updated_at, resolved_at, external_id, resolution, contact, contact_email, contact_phone, team, queue, merged_into, links, linked_from, orders, invoices, quotes, credit, promises, log
    exit 2

    $ desk ticket list -O xml
    --- stderr
    error: `xml` is not a format, expected one of table, plain, csv, json, jsonl, html, md, xlsx; did you mean `html`?
    exit 2

    $ desk ticket list -O jsno
    --- stderr
    error: `jsno` is not a format, expected one of table, plain, csv, json, jsonl, html, md, xlsx; did you mean `json`?
    exit 2
    "#);
}

#[test]
fn an_empty_list_keeps_its_header_and_says_so_aside() {
    let desk = Desk::empty();
    let lines = "
        ticket list
        ticket list -O csv
        ticket list -O json
        ticket list -O jsonl
        ticket list -O table
        account list -q -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list
    id	account	subject	priority	status	sla	due_at	assignee	due_metric	category	tier	channel	account_name	created_at	updated_at	resolved_at	external_id
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list -O csv
    id,account,subject,priority,status,sla,due_at,assignee,due_metric,category,tier,channel,account_name,created_at,updated_at,resolved_at,external_id
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list -O json
    []
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list -O jsonl
    --- stderr
    no tickets match
    exit 0

    $ desk ticket list -O table
    --- stderr
    no tickets match
    exit 0

    $ desk account list -q -O table
    exit 0
    ");
}

#[test]
fn colour_comes_only_if_it_is_wanted() {
    let mut desk = Desk::sample();
    desk.set("NO_COLOR", "");
    assert!(!desk.run("ticket list -O table").contains('\u{1b}'));
    assert!(desk.run("ticket list -O table --color always").contains('\u{1b}'));
    assert!(!desk.run("ticket list --color always").contains('\u{1b}'));
    assert!(!desk.run("ticket list -O table --color never").contains('\u{1b}'));
    assert_snapshot!(desk.run("ticket list --color pink"), @"
    $ desk ticket list --color pink
    --- stderr
    error: invalid value 'pink' for '--color <WHEN>' [possible values: auto, always, never]
    exit 2
    ");
}
