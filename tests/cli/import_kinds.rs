//! `desk import`: each kind, and a second time.

use std::path::Path;

use insta::assert_snapshot;

use crate::harness::Desk;

/// Puts the sample's own files into the folder.
fn with_files(desk: Desk) -> Desk {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample");
    for name in ["reps.csv", "accounts.csv", "contacts.csv", "tickets.csv", "events.csv"] {
        desk.write(name, std::fs::read(sample.join(name)).unwrap());
    }
    desk
}

const EACH: &str = "
    import reps reps.csv
    import accounts accounts.csv
    import contacts contacts.csv
    import tickets tickets.csv
    import events events.csv
";

#[test]
fn each_kind_is_taken_in_and_a_rerun_changes_nothing() {
    let desk = with_files(Desk::empty());
    assert_snapshot!(desk.run(EACH), @"
    $ desk import reps reps.csv
    --- stderr
    Imported reps: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts accounts.csv
    --- stderr
    Imported accounts: + 13 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts contacts.csv
    --- stderr
    Imported contacts: + 18 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv
    --- stderr
    Imported tickets: + 24 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import events events.csv
    --- stderr
    Imported events: + 47 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.run("ticket list --limit 3 -c id,account,status,due_at\nrep list -c handle,team"), @"
    $ desk ticket list --limit 3 -c id,account,status,due_at
    id	account	status	due_at
    T12	VOLGA	new	2026-01-15T07:00:00Z
    T23	HARBOUR	new	2026-01-15T07:00:00Z
    T2	URALMET	new	2026-01-15T09:22:00Z
    --- stderr
    3 of 17 tickets
    exit 0

    $ desk rep list -c handle,team
    handle	team
    giulia	
    irene	finance
    ivan	inside
    lucia	inside
    tom	logistics
    exit 0
    ");
    assert_snapshot!(desk.run(EACH), @"
    $ desk import reps reps.csv
    --- stderr
    Imported reps: + 0 created, ~ 0 updated, = 4 same, - 0 refused
    exit 0

    $ desk import accounts accounts.csv
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 13 same, - 0 refused
    exit 0

    $ desk import contacts contacts.csv
    --- stderr
    Imported contacts: + 0 created, ~ 0 updated, = 18 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv
    --- stderr
    Imported tickets: + 0 created, ~ 0 updated, = 24 same, - 0 refused
    exit 0

    $ desk import events events.csv
    --- stderr
    Imported events: + 0 created, ~ 0 updated, = 47 same, - 0 refused
    exit 0
    ");
}

#[test]
fn a_dry_run_counts_and_changes_nothing() {
    let desk = with_files(Desk::empty());
    let lines = "
        import reps reps.csv --dry-run
        rep list -c handle
        import reps reps.csv -n
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import reps reps.csv --dry-run
    --- stderr
    Would import reps: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk rep list -c handle
    handle
    giulia
    exit 0

    $ desk import reps reps.csv -n
    --- stderr
    Would import reps: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
}

#[test]
fn a_changed_row_updates_what_it_names() {
    let desk = Desk::empty();
    desk.write("accounts.csv", "code,name,tier,region\nACME,Acme,2,Italy\nZETA,Zeta,3,Spain\n");
    desk.quietly("import accounts accounts.csv\naccount edit ACME --phone 123");
    desk.write("accounts.csv", "code,name,tier\nACME,Acme S.p.A.,1\nZETA,Zeta,3\n");
    let lines = "
        import accounts accounts.csv
        account show ACME --json=name,tier,region,phone
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk import accounts accounts.csv
    --- stderr
    Imported accounts: + 0 created, ~ 2 updated, = 0 same, - 0 refused
    exit 0

    $ desk account show ACME --json=name,tier,region,phone
    {
      "name": "Acme S.p.A.",
      "tier": 1,
      "region": "Italy",
      "phone": "123"
    }
    exit 0
    "#);
}

#[test]
fn a_ticket_worked_here_is_not_taken_back_by_the_file_it_came_from() {
    let desk = with_files(Desk::sample());
    let lines = "
        ticket edit T1 --priority low --subject 'SO-4471 is late'
        ticket assign T1 tom
        ticket reply T1 -m 'On our way'
        import tickets tickets.csv --source sample
        ticket show T1 -c subject,priority,status,assignee
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket edit T1 --priority low --subject 'SO-4471 is late'
    --- stderr
    Changed T1, now new
    exit 0

    $ desk ticket assign T1 tom
    --- stderr
    Assigned T1 to tom, now open
    exit 0

    $ desk ticket reply T1 -m 'On our way'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk import tickets tickets.csv --source sample
    --- stderr
    Imported tickets: + 0 created, ~ 0 updated, = 24 same, - 0 refused
    exit 0

    $ desk ticket show T1 -c subject,priority,status,assignee
    field	value
    subject	SO-4471 is late
    priority	low
    status	pending
    assignee	tom
    exit 0
    ");
}

#[test]
fn a_changed_row_leaves_alone_what_it_does_not_mention() {
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme");
    desk.write("tickets.csv", "external_id,account,subject,created_at\n1,ACME,Late,2026-01-15T08:00:00Z\n");
    let lines = "
        import tickets tickets.csv
        ticket edit T1 --priority urgent --category technical
        ticket take T1
    ";
    desk.quietly(lines);
    desk.write("tickets.csv", "external_id,account,subject,created_at\n1,ACME,Very late,2026-01-15T08:00:00Z\n");
    let lines = "
        import tickets tickets.csv
        ticket show T1 -c subject,priority,category,status,assignee
        ticket history T1 -c at,by,kind,status,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import tickets tickets.csv
    --- stderr
    Imported tickets: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk ticket show T1 -c subject,priority,category,status,assignee
    field	value
    subject	Very late
    priority	urgent
    category	technical
    status	open
    assignee	giulia
    exit 0

    $ desk ticket history T1 -c at,by,kind,status,what
    at	by	kind	status	what
    2026-01-15T08:00:00Z		created		Late
    2026-01-15T09:00:00Z	giulia	priority		urgent
    2026-01-15T09:00:00Z	giulia	category		technical
    2026-01-15T09:00:00Z	giulia	assigned	open	giulia
    2026-01-15T09:00:00Z		subject		Very late
    exit 0
    ");
}

#[test]
fn a_row_tells_the_whole_way_of_a_ticket() {
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme --tier 1");
    let rows = "external_id,account,subject,created_at,first_response_at,resolved_at,status\n\
        1,ACME,Late,2026-01-12T08:00:00Z,2026-01-12T11:00:00Z,2026-01-13T08:00:00Z,resolved\n";
    desk.write("tickets.csv", rows);
    let lines = "
        import tickets tickets.csv
        ticket history T1 -c at,recorded_at,by,kind,status,what
        sla status T1 --all -c metric,state,due_at,stopped_at,breached_at
        sla check
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import tickets tickets.csv
    --- stderr
    Imported tickets: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk ticket history T1 -c at,recorded_at,by,kind,status,what
    at	recorded_at	by	kind	status	what
    2026-01-12T08:00:00Z	2026-01-15T09:00:00Z		created		Late
    2026-01-12T11:00:00Z	2026-01-15T09:00:00Z		message-out		(answered; the text was not imported)
    2026-01-13T08:00:00Z	2026-01-15T09:00:00Z		status	resolved	
    exit 0

    $ desk sla status T1 --all -c metric,state,due_at,stopped_at,breached_at
    metric	state	due_at	stopped_at	breached_at
    first_response	breached	2026-01-12T10:00:00Z	2026-01-12T11:00:00Z	2026-01-12T10:00:00Z
    exit 0

    $ desk sla check
    exit 0
    ");
}

#[test]
fn whoever_is_no_rep_imports_nothing() {
    let mut desk = with_files(Desk::empty());
    desk.as_user("stranger");
    assert_snapshot!(desk.run("import reps reps.csv\nrep list -c handle"), @"
    $ desk import reps reps.csv
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk rep list -c handle
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4
    ");
}
