//! The mappings for other desks, each with the export it is for.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::harness::Desk;

/// Takes in all that an export holds, twice, and lists what came of it.
fn taken_in(name: &str) -> String {
    let desk = Desk::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mappings").join(name);
    for file in ["accounts.toml", "contacts.toml", "reps.toml", "tickets.toml", "tickets.csv"] {
        desk.write(file, fs::read(folder.join(file)).unwrap());
    }
    let each: Vec<String> = ["accounts", "contacts", "reps", "tickets"]
        .map(|kind| format!("import {kind} tickets.csv --mapping {kind}.toml"))
        .into();
    let told = desk.run(&each.join("\n"));
    let again = desk.run(&each.join("\n"));
    assert_eq!(again.matches("+ 0 created, ~ 0 updated").count(), 4, "{again}");
    let lists = "
        account list -c code,name
        rep list -c handle,name,team
        ticket list --all -c external_id,account,priority,status,channel,category,assignee
        ticket list --all -c external_id,created_at,resolved_at,updated_at
        ticket show T1 -c contact,subject
    ";
    told + "\n" + &desk.run(lists)
}

#[test]
fn zendesk_is_taken_in() {
    assert_snapshot!(taken_in("zendesk"), @"
    $ desk import accounts tickets.csv --mapping accounts.toml
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts tickets.csv --mapping contacts.toml
    --- stderr
    Imported contacts: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import reps tickets.csv --mapping reps.toml
    --- stderr
    Imported reps: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv --mapping tickets.toml
    --- stderr
    Imported tickets: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name
    code	name
    ferraris.example	Officine Ferraris S.p.A.
    northgate.example	Northgate Ltd
    exit 0

    $ desk rep list -c handle,name,team
    handle	name	team
    giulia	giulia	
    nadia	Nadia Costa	Logistics
    tom	Tom Baker	Support
    exit 0

    $ desk ticket list --all -c external_id,account,priority,status,channel,category,assignee
    external_id	account	priority	status	channel	category	assignee
    4712	northgate.example	high	on-hold(vendor)	portal	technical	tom
    4713	ferraris.example	normal	new	email	other	
    4711	ferraris.example	urgent	resolved	email	technical	nadia
    exit 0

    $ desk ticket list --all -c external_id,created_at,resolved_at,updated_at
    external_id	created_at	resolved_at	updated_at
    4712	2026-01-13T11:30:00Z		2026-01-14T09:00:00Z
    4713	2026-01-14T16:45:00Z		2026-01-14T16:45:00Z
    4711	2026-01-12T08:14:00Z	2026-01-13T10:02:00Z	2026-01-13T10:02:00Z
    exit 0

    $ desk ticket show T1 -c contact,subject
    field	value
    contact	Anna Bianchi
    subject	Order SO-4471 is late, line down
    exit 0
    ");
}

#[test]
fn freshdesk_is_taken_in() {
    assert_snapshot!(taken_in("freshdesk"), @"
    $ desk import accounts tickets.csv --mapping accounts.toml
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts tickets.csv --mapping contacts.toml
    --- stderr
    Imported contacts: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import reps tickets.csv --mapping reps.toml
    --- stderr
    Imported reps: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv --mapping tickets.toml
    --- stderr
    Imported tickets: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name
    code	name
    ferraris.example	Officine Ferraris S.p.A.
    northgate.example	Northgate Ltd
    exit 0

    $ desk rep list -c handle,name,team
    handle	name	team
    giulia	giulia	
    nadia	Nadia Costa	Logistics
    tom	Tom Baker	Support
    exit 0

    $ desk ticket list --all -c external_id,account,priority,status,channel,category,assignee
    external_id	account	priority	status	channel	category	assignee
    303	ferraris.example	normal	open	email	other	
    301	ferraris.example	urgent	closed	phone	technical	nadia
    302	northgate.example	high	on-hold(vendor)	portal	technical	tom
    exit 0

    $ desk ticket list --all -c external_id,created_at,resolved_at,updated_at
    external_id	created_at	resolved_at	updated_at
    303	2026-01-14T16:45:00Z		2026-01-14T16:45:00Z
    301	2026-01-12T08:14:05Z	2026-01-13T10:02:00Z	2026-01-14T10:02:00Z
    302	2026-01-13T11:30:00Z		2026-01-14T09:00:00Z
    exit 0

    $ desk ticket show T1 -c contact,subject
    field	value
    contact	Anna Bianchi
    subject	Order SO-4471 is late, line down
    exit 0
    ");
}

#[test]
fn osticket_is_taken_in() {
    assert_snapshot!(taken_in("osticket"), @"
    $ desk import accounts tickets.csv --mapping accounts.toml
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts tickets.csv --mapping contacts.toml
    --- stderr
    Imported contacts: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import reps tickets.csv --mapping reps.toml
    --- stderr
    Imported reps: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv --mapping tickets.toml
    --- stderr
    Imported tickets: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name
    code	name
    ferraris.example	ferraris.example
    northgate.example	northgate.example
    exit 0

    $ desk rep list -c handle,name,team
    handle	name	team
    giulia	giulia	
    nadia	Nadia Costa	Logistics
    tom	Tom Baker	Support
    exit 0

    $ desk ticket list --all -c external_id,account,priority,status,channel,category,assignee
    external_id	account	priority	status	channel	category	assignee
    100472	northgate.example	high	open	portal	technical	tom
    100473	ferraris.example	normal	open	email	other	
    100471	ferraris.example	urgent	closed	phone	technical	nadia
    exit 0

    $ desk ticket list --all -c external_id,created_at,resolved_at,updated_at
    external_id	created_at	resolved_at	updated_at
    100472	2026-01-13T11:30:00Z		2026-01-14T09:00:00Z
    100473	2026-01-14T16:45:00Z		2026-01-14T16:45:00Z
    100471	2026-01-12T08:14:05Z	2026-01-13T10:02:00Z	2026-01-13T10:02:00Z
    exit 0

    $ desk ticket show T1 -c contact,subject
    field	value
    contact	Anna Bianchi
    subject	Order SO-4471 is late, line down
    exit 0
    ");
}

#[test]
fn servicenow_is_taken_in() {
    assert_snapshot!(taken_in("servicenow"), @"
    $ desk import accounts tickets.csv --mapping accounts.toml
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts tickets.csv --mapping contacts.toml
    --- stderr
    Imported contacts: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import reps tickets.csv --mapping reps.toml
    --- stderr
    Imported reps: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv --mapping tickets.toml
    --- stderr
    Imported tickets: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name
    code	name
    ferraris.example	Officine Ferraris S.p.A.
    northgate.example	Northgate Ltd
    exit 0

    $ desk rep list -c handle,name,team
    handle	name	team
    giulia	giulia	
    nadia	Nadia Costa	Logistics
    tom	Tom Baker	Support
    exit 0

    $ desk ticket list --all -c external_id,account,priority,status,channel,category,assignee
    external_id	account	priority	status	channel	category	assignee
    INC0010472	northgate.example	high	on-hold(vendor)	portal	technical	tom
    INC0010473	ferraris.example	normal	new	email	other	
    INC0010471	ferraris.example	urgent	closed	phone	other	nadia
    exit 0

    $ desk ticket list --all -c external_id,created_at,resolved_at,updated_at
    external_id	created_at	resolved_at	updated_at
    INC0010472	2026-01-13T11:30:00Z		2026-01-14T09:00:00Z
    INC0010473	2026-01-14T16:45:00Z		2026-01-14T16:45:00Z
    INC0010471	2026-01-12T08:14:05Z	2026-01-13T10:02:00Z	2026-01-14T10:02:00Z
    exit 0

    $ desk ticket show T1 -c contact,subject
    field	value
    contact	Anna Bianchi
    subject	Order SO-4471 is late, line down
    exit 0
    ");
}
