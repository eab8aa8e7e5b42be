//! `desk import` of a file that is large enough for its tickets to be read ahead.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::import_hostile::{desk, dump};

const HEADER: &str = "ticket,external_id,kind,at,body,status\n";

/// Returns a part of a log in which every ticket goes on, in stretches that come again in the next part.
fn part(number: usize) -> String {
    let body = ["Where is our pallet?"; 50].join(" ");
    let mut rows = String::new();
    for (ticket, row) in (1..=4).flat_map(|ticket| (0..64).map(move |row| (ticket, row))) {
        let (id, minute) =
            (number * 64 + row, format!("2026-01-0{}T{:02}:{:02}:00Z", number + 2, row / 8 + ticket, row % 8));
        let _ = match row % 8 {
            0 => writeln!(rows, "T-{ticket},{id},status,{minute},,pending"),
            1 | 5 => writeln!(rows, "T-{ticket},{id},message-out,{minute},{body},"),
            _ => writeln!(rows, "T-{ticket},{id},message-in,{minute},{body},"),
        };
    }
    rows
}

fn with_tickets() -> Desk {
    let desk = desk();
    let tickets: Vec<String> = (1..=4).map(|number| format!("T-{number},HERE,Late,2026-01-01T09:00:00Z\n")).collect();
    desk.write("tickets.csv", format!("external_id,account,subject,created_at\n{}", tickets.concat()));
    desk.quietly("import tickets tickets.csv --source shop");
    desk
}

fn logs_and_clocks(desk: &Desk) -> Vec<String> {
    let kept = |row: &String| ["ticket: ", "ticket_event: ", "sla_cycle: "].iter().any(|table| row.starts_with(table));
    dump(desk).into_iter().filter(kept).collect()
}

#[test]
fn events_of_a_large_file_come_to_the_same_as_those_of_many_small_ones() {
    let (at_once, bit_by_bit) = (with_tickets(), with_tickets());
    let parts: Vec<String> = (0..6).map(part).collect();
    at_once.write("all.csv", format!("{HEADER}{}", parts.concat()));
    for part in &parts {
        bit_by_bit.write("part.csv", format!("{HEADER}{part}")).quietly("import events part.csv --source shop");
    }
    let again = "import events all.csv --source shop";
    assert_snapshot!(at_once.run(&format!("{again}\n{again}")), @"
    $ desk import events all.csv --source shop
    --- stderr
    Imported events: + 1536 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import events all.csv --source shop
    --- stderr
    Imported events: + 0 created, ~ 0 updated, = 1536 same, - 0 refused
    exit 0
    ");
    assert_eq!(logs_and_clocks(&at_once), logs_and_clocks(&bit_by_bit));
}

#[test]
fn a_row_that_is_refused_late_in_a_large_file_is_named_and_nothing_is_stored() {
    let desk = with_tickets();
    let parts: Vec<String> = (0..6).map(part).collect();
    for (name, row) in [
        ("cell", "T-1,500,message-in,2026-13-01T09:00:00Z,Where?,\n"),
        ("ticket", "T-9,500,message-in,2026-01-09T09:00:00Z,Where?,\n"),
        ("twice", "T-4,383,message-in,2026-01-09T09:00:00Z,Where?,\n"),
    ] {
        desk.write(&format!("{name}.csv"), format!("{HEADER}{}{row}", parts.concat()));
    }
    let tickets: Vec<String> =
        (5..2300).map(|number| format!("T-{number},HERE,{},2026-01-01T09:00:00Z\n", ["Late"; 99].join(" "))).collect();
    let header = "external_id,account,subject,created_at\n";
    for (name, row) in
        [("nobodys", "T-2300,NOWHERE,Late,2026-01-01T09:00:00Z\n"), ("again", "T-7,HERE,Late,2026-01-01T09:00:00Z\n")]
    {
        desk.write(&format!("{name}.csv"), format!("{header}{}{row}", tickets.concat()));
    }
    let before = dump(&desk);
    assert_snapshot!(desk.run(
        "import events cell.csv --source shop\nimport events ticket.csv --source shop\nimport events twice.csv --source shop\n\
         import tickets nobodys.csv --source shop\nimport tickets again.csv --source shop"
    ), @"
    $ desk import events cell.csv --source shop
    --- stderr
    error: cell.csv:1538: column `at`: `2026-13-01T09:00:00Z` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    exit 5

    $ desk import events ticket.csv --source shop
    --- stderr
    error: ticket.csv:1538: column `ticket`: `T-9` is the id of no ticket that came from this source
    exit 5

    $ desk import events twice.csv --source shop
    --- stderr
    error: twice.csv:1538: column `external_id`: `383` stands on line 1537 already
    exit 5

    $ desk import tickets nobodys.csv --source shop
    --- stderr
    error: nobodys.csv:2297: column `account`: `NOWHERE` is no account of this desk
    exit 5

    $ desk import tickets again.csv --source shop
    --- stderr
    error: again.csv:2297: column `external_id`: `T-7` stands on line 4 already
    exit 5
    ");
    assert_eq!(dump(&desk), before);
}
