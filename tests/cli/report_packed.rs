//! Reports read most tickets packed. Whatever has changed since, they tell what they would tell without.

use std::fmt::Write as _;

use rusqlite::Connection;

use crate::harness::{Desk, words};
use crate::walked::REPORTS;

const NOW: &str = "2026-01-15T10:00:00Z";
const LATER: &str = "2026-01-20T09:00:00Z";

fn said(desk: &Desk, line: &str) -> String {
    let output = desk.command(&words(line)).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn file(desk: &Desk) -> Connection {
    Connection::open(desk.path("desk.db")).unwrap()
}

/// Returns how many spans there are, and of how many tickets' rows they are not sure.
fn packed(desk: &Desk) -> (i64, i64) {
    let counts =
        "SELECT (SELECT count(DISTINCT id - id % span) FROM ticket_segment), (SELECT count(*) FROM ticket_changed)";
    file(desk).query_row(counts, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// Holds what is told against what is told by a copy that reads every row.
fn tells_what_rows_tell(desk: &mut Desk, now: &str, when: &str) {
    let mut bare = desk.copy();
    bare.at(now);
    desk.at(now);
    file(&bare).execute_batch("DELETE FROM ticket_segment; DELETE FROM ticket_changed").unwrap();
    for report in REPORTS {
        for line in [
            format!("report {report} --by account,channel --json"),
            format!("report {report} --since 2026-01-05 --json"),
        ] {
            assert_eq!(said(desk, &line), said(&bare, &line), "{line} {when}");
        }
    }
    said(desk, "check --full");
}

/// Returns a file of tickets of three accounts, three hours apart.
fn tickets(numbers: std::ops::Range<usize>) -> String {
    let mut rows = "external_id,account,subject,category,priority,channel,created_at\n".to_owned();
    for number in numbers {
        let account = ["FERRARIS", "LEVANTE", "URALMET"][number % 3];
        let (channel, at) = (["email", "phone"][number % 2], number * 3);
        let (day, hour) = (1 + at / 24 % 14, at % 24);
        writeln!(rows, "N-{number},{account},Pallet {number},stock,high,{channel},2026-01-{day:02}T{hour:02}:00:00Z")
            .unwrap();
    }
    rows
}

fn undo_last(desk: &Desk) {
    let last = said(desk, "import list --json=id --limit 1");
    desk.quietly(&format!("import undo {} --yes", last.split('"').nth(3).unwrap()));
}

#[test]
fn what_has_changed_since_it_was_packed_is_told_as_it_is() {
    let mut desk = Desk::sample();
    desk.write("first.csv", tickets(0..270)).write("second.csv", tickets(270..600));
    desk.write(
        "events.csv",
        "ticket,external_id,kind,at,author,body,status\n\
         N-7,1,message-out,2026-01-14T08:00:00Z,irene,We look into it,\nN-7,2,status,2026-01-14T09:00:00Z,irene,,pending\n\
         N-8,1,message-out,2026-01-14T08:30:00Z,irene,It is there,resolved\n",
    );
    desk.quietly("import tickets first.csv --source old");
    assert_eq!(packed(&desk), (0, 0));
    tells_what_rows_tell(&mut desk, NOW, "once it is packed");
    assert_eq!(packed(&desk), (1, 0));
    let changes = [
        "ticket reply T40 -m Soon",
        "ticket note T41 -m Look",
        "ticket resolve T42\nticket reopen T42",
        "ticket assign T43 tom",
        "ticket merge T44 --into T47",
        "account edit URALMET --tier 1",
        "import events events.csv --source old",
        "ticket new Late --account FERRARIS --category fulfilment.late",
    ];
    for change in changes {
        desk.quietly(change);
        tells_what_rows_tell(&mut desk, NOW, change);
    }
    undo_last(&desk);
    tells_what_rows_tell(&mut desk, NOW, "once the events are undone");
    desk.quietly("import tickets second.csv --source old");
    tells_what_rows_tell(&mut desk, NOW, "once there are more");
    assert_eq!(packed(&desk).0, 2);
    undo_last(&desk);
    assert_eq!(packed(&desk).0, 1);
    tells_what_rows_tell(&mut desk, NOW, "once they are undone");
    desk.at(LATER).quietly("sla check");
    tells_what_rows_tell(&mut desk, LATER, "once many promises are broken");
}
