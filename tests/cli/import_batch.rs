//! `desk import list`, `show`, `undo`, and `--key`.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

const ACCOUNTS: &str = "code,name,tier\nA1,One,2\nA2,Two,3\n";
const TICKETS: &str = "external_id,account,subject,created_at\n\
    X1,A1,Valve leaks,2026-01-14T09:00:00Z\nX2,A2,Late order,2026-01-14T10:00:00Z\n";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("accounts.csv", ACCOUNTS);
    desk.write("tickets.csv", TICKETS);
    desk.quietly("import accounts accounts.csv\nimport tickets tickets.csv --source old");
    desk
}

/// Returns every row of the file but those that say what was imported. Of a ticket that was put back, no row of a file is
/// known to say the same.
fn rows(desk: &Desk) -> Vec<String> {
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let list = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let tables = list(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'batch%'
        AND name NOT LIKE 'audit%' AND name NOT LIKE 'ticket_text_%'",
    );
    let row = |table: &String| {
        let columns = list(&format!(
            "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}') WHERE name <> 'digest'"
        ));
        list(&format!("SELECT '{table}: ' || concat_ws(', ', {}) FROM {table} ORDER BY 1", columns.join(", ")))
    };
    tables.iter().flat_map(row).collect()
}

#[test]
fn what_changed_something_is_listed_and_shown() {
    let desk = desk();
    desk.write("again.csv", ACCOUNTS);
    assert_snapshot!(desk.run("import accounts again.csv\nimport list -O table\nimport show B2 -O table\nimport show B9"), @"
    $ desk import accounts again.csv
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import list -O table
    ID  WHEN                     BY      KIND      +  ~  =  -  FILE          UNDONE
    B2  2026-01-15 09:00 +00:00  giulia  tickets   2  0  0  0  tickets.csv   -
    B1  2026-01-15 09:00 +00:00  giulia  accounts  2  0  0  0  accounts.csv  -
    exit 0

    $ desk import show B2 -O table
    B2 tickets
      when     2026-01-15 09:00 +00:00
      by       giulia
      file     tickets.csv
      sha256   1d431d3e990a83b0e6259abe3b3ca8d1245bc8093efdbcd50a242a84cc3dfc8b
      source   old
      key      -
      created  2
      updated  0
      same     0
      refused  0
      changed  0
      undone   -

    Made
      TABLE         ROWS  FIRST  LAST
      ticket        2     1      2
      ticket_event  2     1      2
    exit 0

    $ desk import show B9
    --- stderr
    error: there is no import `B9`
    hint: desk import list
    exit 3
    ");
}

#[test]
fn undoing_takes_out_what_was_made_and_its_numbers_are_not_given_again() {
    let desk = desk();
    let before = rows(&desk);
    desk.write("more.csv", "external_id,account,subject,created_at\nX3,A1,Pump hums,2026-01-14T11:00:00Z\n");
    assert_snapshot!(desk.run("
        import tickets more.csv --source old
        ticket search pump
        import undo B3 --dry-run
        import undo B3
        import undo B3
        ticket show T3
        ticket search pump
        import list -c id,kind,created,undone_at
    "), @"
    $ desk import tickets more.csv --source old
    --- stderr
    Imported tickets: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk ticket search pump
    id	account	status	subject	excerpt
    T3	A1	new	Pump hums	Pump hums
    exit 0

    $ desk import undo B3 --dry-run
    --- stderr
    Would undo B3 (tickets: 1 created, 0 updated)
    exit 0

    $ desk import undo B3
    --- stderr
    Undid B3 (tickets: 1 created, 0 updated)
    exit 0

    $ desk import undo B3
    --- stderr
    B3 was undone before
    exit 0

    $ desk ticket show T3
    --- stderr
    error: there is no ticket `T3`
    exit 3

    $ desk ticket search pump
    id	account	status	subject	excerpt
    --- stderr
    no tickets match
    exit 0

    $ desk import list -c id,kind,created,undone_at
    id	kind	created	undone_at
    B3	tickets	1	2026-01-15T09:00:00Z
    B2	tickets	2	
    B1	accounts	2	
    exit 0
    ");
    assert_eq!(rows(&desk), before);
    assert_snapshot!(desk.run("ticket new 'Next one' --account A1 --category other -m Hello"), @"
    $ desk ticket new 'Next one' --account A1 --category other -m Hello
    --- stderr
    Opened T4, normal, new
    exit 0
    ");
}

#[test]
fn undoing_puts_back_what_was_changed() {
    let desk = desk();
    let before = rows(&desk);
    desk.write("accounts.csv", "code,name,tier\nA1,Uno,1\nA2,Two,3\n");
    desk.write("tickets.csv", TICKETS.replace("Valve leaks", "Valve bursts"));
    assert_snapshot!(desk.run("
        import accounts accounts.csv
        import tickets tickets.csv --source old
        ticket list -c id,subject,account
        import show B3 --json=changed,made
        import undo B4
        import undo B3
        account list -c code,name,tier
        ticket list -c id,subject,account
    "), @r#"
    $ desk import accounts accounts.csv
    --- stderr
    Imported accounts: + 0 created, ~ 1 updated, = 1 same, - 0 refused
    exit 0

    $ desk import tickets tickets.csv --source old
    --- stderr
    Imported tickets: + 0 created, ~ 1 updated, = 1 same, - 0 refused
    exit 0

    $ desk ticket list -c id,subject,account
    id	subject	account
    T1	Valve bursts	A1
    T2	Late order	A2
    exit 0

    $ desk import show B3 --json=changed,made
    {
      "changed": 1,
      "made": [
        {
          "object": "ticket_event",
          "count": 1,
          "first_id": 3,
          "last_id": 3
        }
      ]
    }
    exit 0

    $ desk import undo B4
    --- stderr
    Undid B4 (tickets: 0 created, 1 updated)
    exit 0

    $ desk import undo B3
    --- stderr
    Undid B3 (accounts: 0 created, 1 updated)
    exit 0

    $ desk account list -c code,name,tier
    code	name	tier
    A1	One	2
    A2	Two	3
    exit 0

    $ desk ticket list -c id,subject,account
    id	subject	account
    T1	Valve leaks	A1
    T2	Late order	A2
    exit 0
    "#);
    assert_eq!(rows(&desk), before);
}

#[test]
fn what_was_built_on_since_stays() {
    let desk = desk();
    desk.write("renamed.csv", "code,name,tier\nA1,Uno,1\n");
    assert_snapshot!(desk.run("
        import undo B1
        ticket reply T1 -m 'On our way'
        import undo B2
        import accounts renamed.csv
        account edit A1 --name Eins
        import undo B3
    "), @"
    $ desk import undo B1
    --- stderr
    error: B1 cannot be undone: the ticket T1 refers to an account that it made
    exit 4

    $ desk ticket reply T1 -m 'On our way'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk import undo B2
    --- stderr
    error: B2 cannot be undone: T1 has gone on since
    exit 4

    $ desk import accounts renamed.csv
    --- stderr
    Imported accounts: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk account edit A1 --name Eins
    --- stderr
    Changed account A1, now active, tier 1
    exit 0

    $ desk import undo B3
    --- stderr
    error: B3 cannot be undone: the account A1 was changed since
    exit 4
    ");
}

#[test]
fn what_was_undone_can_be_imported_again_and_undone_again() {
    let desk = desk();
    desk.quietly("import undo B2");
    let before = rows(&desk);
    for batch in ["B3", "B4"] {
        desk.quietly(&format!("import tickets tickets.csv --source old\nimport undo {batch}"));
    }
    desk.quietly("import tickets tickets.csv --source old");
    assert_snapshot!(desk.run("check --full\nticket list -c id,subject\nimport undo B5\ncheck --full"), @"
    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0

    $ desk ticket list -c id,subject
    id	subject
    T7	Valve leaks
    T8	Late order
    exit 0

    $ desk import undo B5
    --- stderr
    Undid B5 (tickets: 2 created, 0 updated)
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
    assert_eq!(rows(&desk), before);
}

#[test]
fn many_rows_are_undone_only_when_somebody_says_yes() {
    let desk = Desk::empty();
    let rows = (0..10).map(|n| format!("A{n},Number {n}\n")).collect::<Vec<_>>().concat();
    desk.write("accounts.csv", format!("code,name\n{rows}"));
    assert_snapshot!(desk.run("import accounts accounts.csv\nimport undo B1\nimport undo B1 --yes\naccount list -c code"), @"
    $ desk import accounts accounts.csv
    --- stderr
    Imported accounts: + 10 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import undo B1
    --- stderr
    error: a confirmation is missing
    hint: pass --yes
    exit 2

    $ desk import undo B1 --yes
    --- stderr
    Undid B1 (accounts: 10 created, 0 updated)
    exit 0

    $ desk account list -c code
    code
    --- stderr
    no accounts match
    exit 0
    ");
}

#[test]
fn what_was_refused_is_not_forgotten_by_a_second_run() {
    let desk = Desk::empty();
    desk.write("accounts.csv", "code,name,tier\nA1,One,1\nA2,Two,12\n");
    assert_snapshot!(desk.run("
        import accounts accounts.csv --keep-going --key night-1
        import accounts accounts.csv --keep-going --key night-1
    "), @"
    $ desk import accounts accounts.csv --keep-going --key night-1
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 1 refused
    The refused rows are in accounts.rejected.csv
    error: accounts.csv:3: column `tier`: `12` is not a tier, expected 1 to 9, where 1 is served first
    exit 5

    $ desk import accounts accounts.csv --keep-going --key night-1
    --- stderr
    Was done before, as B1: accounts: + 1 created, ~ 0 updated, = 0 same, - 1 refused
    error: 1 row was refused then; without `--key`, the same import says which, and why
    exit 5
    ");
}

#[test]
fn a_key_makes_a_second_run_an_answer() {
    let desk = Desk::empty();
    desk.write("accounts.csv", ACCOUNTS);
    desk.write("others.csv", "code,name\nA9,Nine\n");
    assert_snapshot!(desk.run("
        import accounts accounts.csv --key night-1
        import accounts accounts.csv --key night-1
        import accounts others.csv --key night-1
        import accounts accounts.csv --key night-2
        import list -c id,key,created,same
    "), @"
    $ desk import accounts accounts.csv --key night-1
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts accounts.csv --key night-1
    --- stderr
    Was done before, as B1: accounts: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts others.csv --key night-1
    --- stderr
    error: the key `night-1` was given to another import: accounts of `accounts.csv`, B1; choose another key
    exit 4

    $ desk import accounts accounts.csv --key night-2
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import list -c id,key,created,same
    id	key	created	same
    B2	night-2	0	2
    B1	night-1	2	0
    exit 0
    ");
}
