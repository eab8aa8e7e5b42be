//! `desk import`: what is refused, and what becomes of the rest.

use insta::assert_snapshot;

use crate::harness::Desk;

const ACCOUNTS: &str = "code,name,tier,currency,credit_limit\n\
    A1,One,1,EUR,10.00\n\
    A2,,2,,\n\
    A3,Three,77,,\n\
    A1,Again,1,,\n\
    A5,Five,,EUR,ten\n\
    A6,Six,,,1,2\n";

#[test]
fn every_refusal_names_file_line_column_and_value_and_nothing_is_taken() {
    let desk = Desk::empty();
    desk.write("accounts.csv", ACCOUNTS);
    assert_snapshot!(desk.run("import accounts accounts.csv\naccount list"), @"
    $ desk import accounts accounts.csv
    --- stderr
    error: accounts.csv:3: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`
      accounts.csv:4: column `tier`: `77` is not a tier, expected 1 to 9, where 1 is served first
      accounts.csv:5: column `code`: `A1` stands on line 2 already
      accounts.csv:6: column `credit_limit`: `ten` is not an amount, expected a plain number, e.g. `1234.50`
      accounts.csv:7: 6 cells where the header has 5
    exit 5

    $ desk account list
    code	name	tier	status	region	primary_rep	open_tickets	parent	segment	sector	credit_limit	terms	currency	credit_hold
    --- stderr
    no accounts match
    exit 0
    ");
}

#[test]
fn keeping_going_takes_the_good_rows_and_writes_the_others_to_be_mended() {
    let desk = Desk::empty();
    desk.write("accounts.csv", ACCOUNTS);
    assert_snapshot!(desk.run("import accounts accounts.csv --keep-going\naccount list -c code"), @"
    $ desk import accounts accounts.csv --keep-going
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 5 refused
    The refused rows are in accounts.rejected.csv
    error: accounts.csv:3: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`
      accounts.csv:4: column `tier`: `77` is not a tier, expected 1 to 9, where 1 is served first
      accounts.csv:5: column `code`: `A1` stands on line 2 already
      accounts.csv:6: column `credit_limit`: `ten` is not an amount, expected a plain number, e.g. `1234.50`
      accounts.csv:7: 6 cells where the header has 5
    exit 5

    $ desk account list -c code
    code
    A1
    exit 0
    ");
    let rejected = desk.read("accounts.rejected.csv");
    assert_snapshot!(rejected, @r#"
    code,name,tier,currency,credit_limit,line,field,reason
    A2,,2,,,3,name,"is missing, expected a line of text, e.g. `Acme S.p.A.`"
    A3,Three,77,,,4,tier,"`77` is not a tier, expected 1 to 9, where 1 is served first"
    A1,Again,1,,,5,code,`A1` stands on line 2 already
    A5,Five,,EUR,ten,6,credit_limit,"`ten` is not an amount, expected a plain number, e.g. `1234.50`"
    A6,Six,,,1,7,,6 cells where the header has 5,2
    "#);
    let mended = rejected.replace("A2,,", "A2,Two,").replace(",77,", ",7,").replace("A1,Again", "A4,Four");
    desk.write("accounts.rejected.csv", mended.replace(",ten,", ",10.00,"));
    assert_snapshot!(desk.run("import accounts accounts.rejected.csv --keep-going\naccount list -c code,name"), @"
    $ desk import accounts accounts.rejected.csv --keep-going
    --- stderr
    Imported accounts: + 4 created, ~ 0 updated, = 0 same, - 1 refused
    The refused rows are in accounts.rejected.rejected.csv
    error: accounts.rejected.csv:6: 9 cells where the header has 8
    exit 5

    $ desk account list -c code,name
    code	name
    A1	One
    A2	Two
    A3	Three
    A4	Four
    A5	Five
    exit 0
    ");
}

#[test]
fn a_dry_run_that_keeps_going_writes_no_file() {
    let desk = Desk::empty();
    desk.write("accounts.csv", "code,name\nA1,\nA2,Two\n");
    assert_snapshot!(desk.run("import accounts accounts.csv --keep-going --dry-run\naccount list -c code"), @"
    $ desk import accounts accounts.csv --keep-going --dry-run
    --- stderr
    Would import accounts: + 1 created, ~ 0 updated, = 0 same, - 1 refused
    error: accounts.csv:2: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`
    exit 5

    $ desk account list -c code
    code
    --- stderr
    no accounts match
    exit 0
    ");
    assert!(!desk.files().contains(&"accounts.rejected.csv".to_owned()));
}

#[test]
fn refused_objects_keep_their_shape() {
    let desk = Desk::empty();
    desk.write(
        "accounts.jsonl",
        "{\"code\": \"A1\", \"name\": \"One\"}\n{\"code\": \"A2\", \"name\": \"Two\", \"tier\": 0}\nno\n",
    );
    assert_snapshot!(desk.run("import accounts accounts.jsonl --keep-going"), @"
    $ desk import accounts accounts.jsonl --keep-going
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 2 refused
    The refused rows are in accounts.rejected.jsonl
    error: accounts.jsonl:2: column `tier`: `0` is not a tier, expected 1 to 9, where 1 is served first
      accounts.jsonl:3: not a JSON object: expected ident, at byte 2
    exit 5
    ");
    assert_snapshot!(desk.read("accounts.rejected.jsonl"), @r#"
    {"code": "A2", "name": "Two", "tier": 0,"rejected":{"line":2,"field":"tier","reason":"`0` is not a tier, expected 1 to 9, where 1 is served first"}}
    {"rejected":{"line":3,"field":null,"reason":"not a JSON object: expected ident, at byte 2","text":"no"}}
    "#);
}

#[test]
fn what_the_desk_knows_otherwise_is_refused() {
    let desk = Desk::sample();
    desk.write("accounts.csv", "code,name,parent,primary_rep\nFERRARIS,F,,\nA2,Two,NOBODY,\nA3,Three,,tmo\n");
    desk.write("reps.csv", "handle,name,email\ntom,Tom,\nann,Ann,giulia\nbob,Bob,irene@adriafluid.example\n");
    let contacts = "account,name,email\nFERARIS,Ugo,ugo@ferraris.example\nURALMET,Anna,anna.bianchi@ferraris.example\n";
    desk.write("contacts.csv", contacts);
    let lines = "
        import accounts accounts.csv
        import reps reps.csv
        import contacts contacts.csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts accounts.csv
    --- stderr
    error: accounts.csv:2: column `code`: `FERRARIS` is an account here already, and did not come from this source
      accounts.csv:3: column `parent`: `NOBODY` is no account of this desk
      accounts.csv:4: column `primary_rep`: `tmo` is no rep of this desk
    exit 5

    $ desk import reps reps.csv
    --- stderr
    error: reps.csv:3: column `email`: `giulia` is not an e-mail address, expected e.g. `anna@acme.example`
    exit 5

    $ desk import contacts contacts.csv
    --- stderr
    error: contacts.csv:2: column `account`: `FERARIS` is no account of this desk
      contacts.csv:3: column `email`: `anna.bianchi@ferraris.example` is somebody else's address at this desk
    exit 5
    ");
}

#[test]
fn a_ticket_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let rows = "external_id,account,contact,subject,created_at,status,priority,assignee,resolved_at\n\
        1,NOBODY,,Late,2026-01-15T08:00:00Z,,,,\n\
        2,FERRARIS,nobody@x.example,Late,2026-01-15T08:00:00Z,,,,\n\
        3,FERRARIS,o.petrova@uralmet.example,Late,2026-01-15T08:00:00Z,,,,\n\
        4,FERRARIS,,Late,2026-01-16T08:00:00Z,,,,\n\
        5,FERRARIS,,Late,2026-01-15T08:00:00Z,,,tmo,\n";
    desk.write("tickets.csv", rows);
    let times = "external_id,account,subject,created_at,status,priority,resolved_at\n\
        1,FERRARIS,Late,yesterday,,,\n\
        2,FERRARIS,Late,2026-01-15T08:00:00Z,on-hold,,\n\
        3,FERRARIS,Late,2026-01-15T08:00:00Z,,hihg,\n\
        4,FERRARIS,Late,2026-01-15T08:00:00Z,resolved,,\n\
        5,FERRARIS,Late,2026-01-15T08:00:00Z,resolved,,2026-01-15T07:00:00Z\n";
    desk.write("times.csv", times);
    assert_snapshot!(desk.run("import tickets tickets.csv --source x\nimport tickets times.csv"), @"
    $ desk import tickets tickets.csv --source x
    --- stderr
    error: tickets.csv:2: column `account`: `NOBODY` is no account of this desk
      tickets.csv:3: column `contact`: `nobody@x.example` is no contact of this desk
      tickets.csv:4: column `contact`: `o.petrova@uralmet.example` is not a contact of `FERRARIS`
      tickets.csv:5: column `created_at`: `2026-01-16T08:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
      tickets.csv:6: column `assignee`: `tmo` is no rep of this desk
    exit 5

    $ desk import tickets times.csv
    --- stderr
    error: times.csv:2: column `created_at`: `yesterday` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
      times.csv:3: column `status`: `on-hold` is not a whole status, expected whom it waits on, e.g. `on-hold(vendor)`
      times.csv:4: column `priority`: `hihg` is not a priority, expected one of low, normal, high, urgent; did you mean `high`?
      times.csv:5: column `resolved_at`: is missing, and the ticket is resolved: when was it resolved?
      times.csv:6: column `resolved_at`: `2026-01-15T07:00:00Z` lies before `created_at`, 2026-01-15T08:00:00Z
    exit 5
    ");
}

#[test]
fn an_event_that_cannot_be_is_refused_and_what_happened_is_not_rewritten() {
    let desk = Desk::sample();
    let rows = "ticket,external_id,kind,at,author,body,status\n\
        S-999,1,note,2026-01-15T08:00:00Z,tom,Hello,\n\
        S-001,1,note,2026-01-16T08:00:00Z,tom,Hello,\n\
        S-001,2,note,2026-01-15T08:00:00Z,tmo,Hello,\n\
        S-001,3,message-in,2026-01-15T08:00:00Z,x@y.example,Hello,\n\
        S-007,1,note,2026-01-14T08:00:00Z,irene,Something else,\n";
    desk.write("events.csv", rows);
    desk.write("kinds.csv", "ticket,external_id,kind,at,body\nS-001,1,phone,2026-01-15T08:00:00Z,Hello\nS-001,2,note,2026-01-15T08:00:00Z,\n");
    assert_snapshot!(desk.run("import events events.csv --source sample\nimport events kinds.csv"), @"
    $ desk import events events.csv --source sample
    --- stderr
    error: events.csv:2: column `ticket`: `S-999` is the id of no ticket that came from this source
      events.csv:3: column `at`: `2026-01-16T08:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
      events.csv:4: column `author`: `tmo` is no rep of this desk
      events.csv:5: column `author`: `x@y.example` is no contact of this desk
      events.csv:6: column `external_id`: `1` is an event that came before and said something else; what happened is not rewritten
    exit 5

    $ desk import events kinds.csv
    --- stderr
    error: kinds.csv:2: column `kind`: `phone` is not a kind of event, expected one of message-in, message-out, note, status, priority, category, assigned, created, subject, tier, linked, merged, absorbed
      kinds.csv:3: column `body`: is missing, expected a message, e.g. `We are still waiting.`
    exit 5
    ");
}

#[test]
fn refusals_are_an_object_where_json_is_asked_for() {
    let desk = Desk::empty();
    desk.write("accounts.csv", "code,name\nA1,\n");
    assert_snapshot!(desk.run("import accounts accounts.csv --json"), @r#"
    $ desk import accounts accounts.csv --json
    --- stderr
    {"error":"accounts.csv:2: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`","causes":[],"hint":null,"exit_code":5}
    exit 5
    "#);
}

#[test]
fn of_very_many_refusals_the_first_are_told() {
    let desk = Desk::empty();
    let rows: Vec<String> = (1..=25).map(|row| format!("A{row},")).collect();
    desk.write("accounts.csv", format!("code,name\n{}\n", rows.join("\n")));
    let transcript = desk.run("import accounts accounts.csv");
    assert_eq!(transcript.matches("accounts.csv:").count(), 20);
    assert!(transcript.ends_with("  and 5 more\nexit 5\n"), "{transcript}");
}

#[test]
fn what_the_row_and_what_the_desk_refuses_is_told_in_the_order_of_the_rows() {
    let desk = Desk::empty();
    let rows = "P1,Anna,NONE,\nP2,Bruno,ACME,bruno\nP3,Carla,ACME,\nP4,Dario,NONE,\nP3,Elena,ACME,\nP6,Fabio,NONE,\n";
    desk.quietly("account new ACME 'Acme Hydraulics'");
    desk.write("contacts.csv", format!("external_id,name,account,email\n{rows}"));
    assert_snapshot!(desk.run("import contacts contacts.csv --source erp --keep-going"), @"
    $ desk import contacts contacts.csv --source erp --keep-going
    --- stderr
    Imported contacts: + 1 created, ~ 0 updated, = 0 same, - 5 refused
    The refused rows are in contacts.rejected.csv
    error: contacts.csv:2: column `account`: `NONE` is no account of this desk
      contacts.csv:3: column `email`: `bruno` is not an e-mail address, expected e.g. `anna@acme.example`
      contacts.csv:5: column `account`: `NONE` is no account of this desk
      contacts.csv:6: column `external_id`: `P3` stands on line 4 already
      contacts.csv:7: column `account`: `NONE` is no account of this desk
    exit 5
    ");
    assert_snapshot!(desk.read("contacts.rejected.csv"), @r#"
    external_id,name,account,email,line,field,reason
    P1,Anna,NONE,,2,account,`NONE` is no account of this desk
    P2,Bruno,ACME,bruno,3,email,"`bruno` is not an e-mail address, expected e.g. `anna@acme.example`"
    P4,Dario,NONE,,5,account,`NONE` is no account of this desk
    P3,Elena,ACME,,6,external_id,`P3` stands on line 4 already
    P6,Fabio,NONE,,7,account,`NONE` is no account of this desk
    "#);
}

#[test]
fn of_a_refused_row_nothing_stays() {
    let desk = Desk::empty();
    desk.write("reps.csv", "handle,team\ngiulia,escalations\nivan,inside\n");
    assert_snapshot!(desk.run("import reps reps.csv --keep-going\nrep list -c handle,team\nrep team list"), @"
    $ desk import reps reps.csv --keep-going
    --- stderr
    Imported reps: + 1 created, ~ 0 updated, = 0 same, - 1 refused
    The refused rows are in reps.rejected.csv
    error: reps.csv:2: column `handle`: `giulia` is a rep here already, and did not come from this source
    exit 5

    $ desk rep list -c handle,team
    handle	team
    giulia	
    ivan	inside
    exit 0

    $ desk rep team list
    name	reps
    inside	1
    exit 0
    ");
}
