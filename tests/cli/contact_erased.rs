//! Contacts who were erased, whom files still tell of.

use insta::assert_snapshot;

use crate::harness::Desk;

/// The sample's contacts are known by their addresses.
#[test]
fn an_address_that_is_a_key_is_erased_too_and_no_import_tells_it_again() {
    let desk = Desk::sample();
    desk.write("contacts.csv", "account,name,email\nFERRARIS-SUD,Ciro Esposito,ciro.esposito@ferraris-sud.example\n");
    desk.write("upper.csv", "account,name,email\nFERRARIS-SUD,Ciro E.,Ciro.Esposito@Ferraris-Sud.example\n");
    desk.quietly("account contact erase ciro.esposito@ferraris-sud.example --yes");
    for name in ["desk.db", "desk.db-wal"] {
        let text = String::from_utf8_lossy(&std::fs::read(desk.path(name)).unwrap()).to_lowercase();
        assert!(!text.contains("esposito"), "still in {name}");
    }
    let lines = "
        import contacts contacts.csv --source sample
        import contacts upper.csv --source sample
        account contact list FERRARIS-SUD -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import contacts contacts.csv --source sample
    --- stderr
    Imported contacts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import contacts upper.csv --source sample
    --- stderr
    Imported contacts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk account contact list FERRARIS-SUD -O table
    ID  NAME             EMAIL  PHONE  FUNCTION    ROLE
    P4  (erased) (gone)  -      -      purchasing  buyer
    exit 0
    ");
}

#[test]
fn of_somebody_who_was_erased_a_file_tells_nothing() {
    let desk = Desk::sample();
    let head = "external_id,account,name,email,active,erased\n";
    for (name, row) in [
        ("fresh", "E1,FERRARIS,(erased),,no,2026-01-14T09:00:00Z"),
        ("named", "E2,FERRARIS,Ada,,no,2026-01-14T09:00:00Z"),
        ("mailed", "E3,FERRARIS,(erased),ada@x.example,no,2026-01-14T09:00:00Z"),
        ("active", "E4,FERRARIS,(erased),,yes,2026-01-14T09:00:00Z"),
        ("known", "E5,FERRARIS,Ada,,yes,"),
        ("known-again", "E5,FERRARIS,(erased),,no,2026-01-14T09:00:00Z"),
    ] {
        desk.write(&format!("{name}.csv"), format!("{head}{row}\n"));
    }
    let lines = "
        import contacts fresh.csv --source erp
        import contacts fresh.csv --source erp
        account contact erase P19 --yes
        import contacts named.csv --source erp
        import contacts mailed.csv --source erp
        import contacts active.csv --source erp
        import contacts known.csv --source erp
        import contacts known-again.csv --source erp
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import contacts fresh.csv --source erp
    --- stderr
    Imported contacts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts fresh.csv --source erp
    --- stderr
    Imported contacts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk account contact erase P19 --yes
    --- stderr
    P19 was erased before
    exit 0

    $ desk import contacts named.csv --source erp
    --- stderr
    error: named.csv:2: column `name`: `Ada` is said of somebody who was erased; their name is `(erased)`
    exit 5

    $ desk import contacts mailed.csv --source erp
    --- stderr
    error: mailed.csv:2: column `email`: `ada@x.example` is said of somebody who was erased; their name is `(erased)`
    exit 5

    $ desk import contacts active.csv --source erp
    --- stderr
    error: active.csv:2: column `active`: `yes` is said of somebody who was erased
    exit 5

    $ desk import contacts known.csv --source erp
    --- stderr
    Imported contacts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contacts known-again.csv --source erp
    --- stderr
    error: known-again.csv:2: column `erased`: `2026-01-14T09:00:00Z` is told of somebody who is known here: desk account contact erase
    exit 5
    ");
}
