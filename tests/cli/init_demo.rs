//! `desk init` and `desk demo`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn whoever_makes_a_desk_is_its_admin() {
    let desk = Desk::nowhere();
    assert_snapshot!(desk.run("init\nrep list\nsla policy list\nticket list"), @"
    $ desk init
    --- stderr
    Made [DIR]/desk.db; you are giulia, its admin
    exit 0

    $ desk rep list
    handle	name	role	team	region	open_tickets	email	os_user	away_from	away_to	active	calendar
    giulia	giulia	admin			0		giulia			true	
    exit 0

    $ desk sla policy list
    version	valid_from	applied_at	applies_to
    1		2026-01-15T09:00:00Z	open
    exit 0

    $ desk ticket list
    id	account	subject	priority	status	sla	due_at	assignee	due_metric	category	tier	channel	account_name	created_at	updated_at	resolved_at	external_id
    --- stderr
    no tickets match
    exit 0
    ");
}

#[test]
fn the_handle_can_be_chosen() {
    let mut desk = Desk::nowhere();
    desk.as_user("user 17");
    assert_snapshot!(desk.run("init\ninit --handle a/b\ninit --handle giulia\nrep list -c handle,name"), @"
    $ desk init
    --- stderr
    error: `user 17` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    exit 2

    $ desk init --handle a/b
    --- stderr
    error: `a/b` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    exit 2

    $ desk init --handle giulia
    --- stderr
    Made [DIR]/desk.db; you are giulia, its admin
    exit 0

    $ desk rep list -c handle,name
    handle	name
    giulia	giulia
    exit 0
    ");
}

#[test]
fn the_demo_shows_its_morning_and_what_to_do_next() {
    let desk = Desk::nowhere();
    assert_snapshot!(desk.run("--db try.db demo -O table\n--db try.db demo"), @"
    $ desk --db try.db demo -O table
    ID   ACCOUNT  SUBJECT  STATUS  SLA       DUE                              REP
    T12  VOLGA    Перено…  new     BREACHED  2026-01-15 07:00 +00:00 overdue  ivan
    T23  HARBOUR  Price…   new     BREACHED  2026-01-15 07:00 +00:00 overdue  irene
    T1   FERRAR…  !! Ord…  new     AT RISK   2026-01-15 09:15 +00:00 !        giulia
    T2   URALMET  ! Нет…   new     AT RISK   2026-01-15 09:22 +00:00 !        ivan
    T3   LEVANTE  ¿Hay s…  new     AT RISK   2026-01-15 09:35 +00:00 !        lucia
    T24  FERRAR…  Confer…  new     on track  2026-01-15 10:40 +00:00          giulia
    T7   FERRAR…  Fattur…  open    on track  2026-01-15 10:50 +00:00          irene
    T4   NORTHG…  ! Twel…  new     on track  2026-01-15 12:10 +00:00          -
    T5   BOTTEGA  Catalo…  new     AT RISK   2026-01-15 13:00 +00:00          giulia
    T6   RIOJA    Alta d…  new     on track  2026-01-16 04:00 +00:00          -
    T11  NORTHG…  Duplic…  on-ho…  AT RISK   2026-01-16 08:00 +00:00          irene
    T8   FERRAR…  Manca…   on-ho…  on track  2026-01-17 00:00 +00:00          giulia
    T9   URALMET  ! Повр…  on-ho…  on track  2026-01-17 02:00 +00:00          ivan
    T10  LEVANTE  Consul…  pendi…  paused    -                                lucia
    T13  ANDINA   Seguim…  pendi…  paused    -                                lucia
    T14  MARMI    ! Sblo…  pendi…  paused    -                                irene
    T21  BALTIC   Как по…  pendi…  paused    -                                ivan
    --- stderr
    Made try.db; you are giulia. Next: desk --db try.db ticket show T1
    exit 0

    $ desk --db try.db demo
    --- stderr
    error: there is a file at `try.db` already
    hint: desk --db try.db ticket list
    exit 4
    ");
}

#[test]
fn the_demo_has_a_name_of_its_own() {
    let mut desk = Desk::nowhere();
    desk.set("DESK_DB", "");
    assert_snapshot!(desk.run("demo --json=id -q -o morning.json"), @"
    $ desk demo --json=id -q -o morning.json
    exit 0
    ");
    assert_eq!(desk.files(), ["demo.db", "demo.db-shm", "demo.db-wal", "morning.json"]);
}

#[test]
fn the_sample_is_as_fresh_as_the_day() {
    let mut desk = Desk::nowhere();
    desk.at("2030-06-01T12:00:00Z");
    desk.quietly("demo");
    assert_snapshot!(desk.run("ticket show T1 -c created_at,due_at,sla\nsla check -c ticket,finding"), @"
    $ desk ticket show T1 -c created_at,due_at,sla
    field	value
    created_at	2030-06-01T11:15:00Z
    due_at	2030-06-01T12:15:00Z
    sla	at-risk
    exit 0

    $ desk sla check -c ticket,finding
    ticket	finding
    T23	at-risk
    T12	at-risk
    T5	at-risk
    T12	breached
    T23	breached
    T11	at-risk
    T3	at-risk
    T2	at-risk
    T1	at-risk
    exit 0
    ");
}
