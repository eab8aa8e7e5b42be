//! Every command by every role: done or refused as the table of rights says.

use std::thread;

use desk::domain::access::Deed;
use desk::domain::rep::StaffRole;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::every::{self, Sample};
use crate::harness::{Desk, words};

/// Somebody whom the desk does not know.
const STRANGER: &str = "stranger";
const AT_ONCE: usize = 4;

/// Returns every row of a desk but those of the audit log.
fn dump(desk: &Desk) -> String {
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let tables = texts(
        &connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'audit%' ORDER BY name",
    );
    let rows = tables.iter().flat_map(|table| rows(&connection, table));
    rows.collect::<Vec<_>>().join("\n")
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    connection.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn rows(connection: &Connection, table: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = statement.column_count();
    let rows = statement
        .query_map([], |row| (0..columns).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>());
    rows.unwrap().map(|row| format!("{table}: {:?}", row.unwrap())).collect()
}

/// Returns the entries of the audit log after `seq`: who wanted what, and what came of it.
fn told(desk: &Desk, seq: i64) -> Vec<String> {
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let sql = format!(
        "SELECT os_user || ' ' || coalesce(actor, 'nobody') || ' ' || action || ' ' || outcome FROM audit
         WHERE seq > {seq} ORDER BY seq"
    );
    texts(&connection, &sql)
}

fn last(desk: &Desk) -> i64 {
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    connection.query_row("SELECT max(seq) FROM audit", [], |row| row.get(0)).unwrap()
}

/// What every run begins with.
struct Beginning {
    desk: Desk,
    dump: String,
    seq: i64,
}

impl Beginning {
    /// Runs a command as the user of a role, or as a stranger, and returns what is wrong with what came of it.
    fn try_out(&self, sample: Sample, role: Option<StaffRole>) -> Option<String> {
        let Sample { line, rights } = sample;
        let user = role.map_or(STRANGER, StaffRole::as_str);
        let mut desk = self.desk.copy();
        desk.as_user(user);
        let done = desk.command(&words(line)).output().unwrap();
        let deeds: Vec<Deed> = rights.split('+').filter_map(|right| right.parse().ok()).collect();
        let may = deeds.iter().all(|deed| role.is_some_and(|role| deed.is_open_to(role)));
        let wrong = |what: &str| {
            let said = [done.stdout.as_slice(), &done.stderr].map(String::from_utf8_lossy).concat();
            Some(format!("`{line}` by {user}: {what}, {:?}: {said}", done.status.code()))
        };
        if may || rights.is_empty() {
            return if done.status.success() { None } else { wrong("was refused") };
        }
        if done.status.code() != Some(sample.refusal()) {
            return wrong("was not refused");
        }
        let actor = role.map_or("nobody".to_owned(), |role| format!("the-{role}"));
        let (told, expected) = (told(&desk, self.seq), format!("{user} {actor} {} refused", deeds[0]));
        if told != [expected.clone()] {
            return wrong(&format!("the log tells {told:?}, not `{expected}`"));
        }
        if dump(&desk) == self.dump { None } else { wrong("it changed something") }
    }
}

#[test]
fn whoever_may_does_it_and_whoever_may_not_changes_nothing() {
    let desk = every::desk();
    let beginning = Beginning { dump: dump(&desk), seq: last(&desk), desk };
    let roles: Vec<Option<StaffRole>> = StaffRole::ALL.iter().copied().map(Some).chain([None]).collect();
    let cases: Vec<(Sample, Option<StaffRole>)> =
        every::samples().flat_map(|sample| roles.iter().map(move |role| (sample, *role))).collect();
    let wrong: Vec<String> = thread::scope(|scope| {
        let beginning = &beginning;
        let parts: Vec<_> = cases
            .chunks(cases.len().div_ceil(AT_ONCE))
            .map(|part| {
                scope.spawn(move || {
                    part.iter().filter_map(|(sample, role)| beginning.try_out(*sample, *role)).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rights that no line needs would be tested by nothing.
#[test]
fn every_right_is_needed_by_some_command() {
    /// Rights that go with a flag, tell what a list may show, or are asked for at an older file only.
    const WITHOUT_COMMAND: [Deed; 8] = [
        Deed::ActAsRep,
        Deed::ActAsContact,
        Deed::CreditRead,
        Deed::CostRead,
        Deed::DeskNew,
        Deed::SlaDeliver,
        Deed::DeskMigrate,
        Deed::StockAsk,
    ];
    let needed: Vec<&str> = every::samples().flat_map(|sample| sample.rights.split('+')).collect();
    let unneeded = Deed::ALL.iter().filter(|deed| !needed.contains(&deed.as_str()));
    let unneeded: Vec<&Deed> = unneeded.filter(|deed| !WITHOUT_COMMAND.contains(deed)).collect();
    assert_eq!(unneeded, Vec::<&Deed>::new());
}
