//! `desk ticket search` after a large import, which leaves its words to be made findable later.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

/// Returns the sample as if one large import had brought all of it, and a connection to its file.
fn left_behind() -> (Desk, Connection) {
    let desk = Desk::sample();
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let leave = "INSERT INTO ticket_text (ticket_text) VALUES ('delete-all');
        INSERT INTO ticket_text_backlog SELECT min(id), max(id) FROM ticket_event;";
    connection.execute_batch(leave).unwrap();
    (desk, connection)
}

fn left(connection: &Connection) -> i64 {
    connection.query_row("SELECT count(*) FROM ticket_text_backlog", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_search_makes_findable_what_an_import_left() {
    let (desk, connection) = left_behind();
    assert_snapshot!(desk.run("ticket search pallet -c id,excerpt"), @"
    $ desk ticket search pallet -c id,excerpt
    id	excerpt
    T4	Twelve couplings missing from pallet 7
    T20	…A new pallet is on its way, at our cost.
    exit 0
    ");
    assert_eq!(left(&connection), 0);
}

#[test]
fn a_search_finds_what_an_import_left_even_while_somebody_else_is_writing() {
    let (desk, connection) = left_behind();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_snapshot!(desk.run("ticket search pallet -c id,excerpt"), @"
    $ desk ticket search pallet -c id,excerpt
    id	excerpt
    T4	Twelve couplings missing from pallet 7
    T20	…A new pallet is on its way, at our cost.
    exit 0
    ");
    connection.execute_batch("ROLLBACK").unwrap();
    assert_eq!(left(&connection), 1);
}

#[test]
fn the_check_makes_findable_what_an_import_left() {
    let (desk, connection) = left_behind();
    desk.quietly("sla check");
    assert_eq!(left(&connection), 0);
    assert_snapshot!(desk.run("ticket reply T4 -m 'The pallet is on its way.'\nticket search pallet -c id,excerpt"), @"
    $ desk ticket reply T4 -m 'The pallet is on its way.'
    --- stderr
    Replied to T4, now pending
    exit 0

    $ desk ticket search pallet -c id,excerpt
    id	excerpt
    T4	Twelve couplings missing from pallet 7
    T20	…A new pallet is on its way, at our cost.
    exit 0
    ");
}
