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
