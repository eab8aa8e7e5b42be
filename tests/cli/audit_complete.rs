//! Whatever a command changes in the file, the audit log tells of it: no more and no less.

use std::collections::BTreeMap;

use desk::domain::audit::{Head, Told, Value as ToldValue, salted};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::batch_same::command;
use crate::harness::Desk;

/// Tables that are made from others, or are logs themselves.
const UNTOLD: &[&str] = &[
    "audit",
    "audit_text",
    "batch_changed",
    "batch_made",
    "request",
    "sla_cycle",
    "sla_run",
    "source",
    "invoice_changed",
    "invoice_settled",
    "order_changed",
    "order_invoiced",
];
/// Columns that are made from others.
const DERIVED: &[&str] = &["due_at", "due_metric", "risk_at", "check_at", "digest", "message", "content"];

/// What stands in a column of a row.
type Columns = BTreeMap<(String, i64, String), String>;

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Blob(bytes) => Some(format!("{} bytes", bytes.len())),
        Value::Real(number) => panic!("{number}"),
    }
}

fn dump(file: &Connection) -> Columns {
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table'
                 AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'ticket_text%'";
    let mut names = file.prepare(names).unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut columns = Columns::new();
    for name in names.iter().filter(|name| !UNTOLD.contains(&name.as_str())) {
        let mut statement = file.prepare(&format!("SELECT rowid AS row, * FROM {name}")).unwrap();
        let titles: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let id: i64 = row.get(0).unwrap();
            for (at, title) in titles.iter().enumerate().skip(1) {
                if let Some(value) = shown(&row.get(at).unwrap()).filter(|_| !DERIVED.contains(&title.as_str())) {
                    columns.insert((name.clone(), id, title.clone()), value);
                }
            }
        }
    }
    columns
}

/// Returns what the entries after `seq` tell, and where the log ends.
fn told(file: &Connection, seq: i64) -> (Vec<Told>, i64) {
    let (mut told, mut head) = (Vec::new(), Head::default());
    let mut statement = file.prepare("SELECT before, after, seq, hash FROM audit WHERE seq > ?1 ORDER BY seq").unwrap();
    let mut rows = statement.query([seq]).unwrap();
    head.seq = seq;
    while let Some(row) = rows.next().unwrap() {
        let who = desk::domain::audit::Who { actor: None, user: String::new(), uid: 0, acting_as: None };
        let at = "2026-01-15T09:00:00Z".parse().unwrap();
        let mut entry = desk::domain::audit::Entry::new(at, who, desk::domain::access::Deed::TicketNew);
        (entry.before, entry.after) = (row.get(0).unwrap(), row.get(1).unwrap());
        told.extend(entry.told());
        head.seq = row.get(2).unwrap();
    }
    (told, head.seq)
}

/// Does to `columns` what entries tell; text that stands as its hash is looked up among what is there by now.
fn follow(file: &Connection, columns: &mut Columns, told: &[Told], now: &Columns) {
    for row in told {
        if !row.is {
            columns.retain(|(table, id, _), _| (table, *id) != (&row.table, row.id));
        }
        if !row.was {
            columns.insert((row.table.clone(), row.id, "id".to_owned()), row.id.to_string());
        }
        for column in row.columns.iter().filter(|_| row.is) {
            let place = (row.table.clone(), row.id, column.name.clone());
            match &column.after {
                None => drop(columns.remove(&place)),
                Some(ToldValue::Plain(text)) => drop(columns.insert(place, text.clone())),
                Some(ToldValue::Hashed(hash)) => {
                    let salt = "SELECT salt FROM audit_text WHERE hash = ?1";
                    let salt: String = file.query_row(salt, [hash], |row| row.get(0)).unwrap();
                    let text = now.get(&place).filter(|text| salted(&salt, text) == *hash);
                    columns.insert(place, text.cloned().unwrap_or_else(|| format!("not {hash}")));
                }
            }
        }
    }
    // A policy is known by its number, which is its row.
    columns.retain(|(table, _, column), _| !(table == "sla_version" && column == "id"));
}

fn differences(before: &Columns, after: &Columns) -> Vec<String> {
    let missing = before.iter().filter(|(place, value)| after.get(*place) != Some(value));
    let added = after.iter().filter(|(place, value)| before.get(*place) != Some(value));
    missing.map(|told| format!("told {told:?}")).chain(added.map(|is| format!("is {is:?}"))).collect()
}

/// Runs commands, and says where the log tells anything else than what came of one.
fn untold<'a>(desk: &Desk, commands: impl Iterator<Item = &'a str>) -> Vec<String> {
    let file = Connection::open(desk.path("desk.db")).unwrap();
    let (mut known, mut seq) = (dump(&file), told(&file, 0).1);
    let mut untold = Vec::new();
    for command in commands {
        let said = desk.run(command);
        let now = dump(&file);
        let (rows, last) = told(&file, seq);
        follow(&file, &mut known, &rows, &now);
        untold.extend(differences(&known, &now).into_iter().map(|what| format!("{said}{what}")));
        (known, seq) = (now, last);
    }
    untold
}

#[test]
fn every_change_is_told_whole() {
    let desk = Desk::sample();
    desk.write("config/desk/config.toml", "[notify.mbox]\npath = \"told.mbox\"\n");
    let commands = "
        account new NOVA 'Nova S.p.A.' --tier 2 --parent FERRARIS --currency EUR --credit-limit 5000
        account edit NOVA --tier 1 --parent none --tags a,b --name 'Nova Due'
        account assign NOVA primary ivan
        account assign NOVA primary lucia
        account contact add NOVA --name Ada --email ada@nova.example --phone 12 --function finance --role finance
        account contract add NOVA C-1 --starts 2026-01-01 --fee 100
        account contract end C-1 --on 2026-06-30
        rep new ada --name Ada --os-user ada --region north
        rep edit ada --name 'Ada L' --region none
        rep team new Forge
        rep queue new forge@desk.example --team Forge
        rep edit ada --team Forge
        ticket new 'Broken' --contact ada@nova.example --category technical -m 'It broke'
        ticket reply T25 -m Sorry
        ticket reply T25 --from ada@nova.example -m 'And now?'
        ticket note T25 -m Hm
        ticket assign T25 ada
        ticket edit T25 --priority urgent --subject 'Broken press'
        ticket status T25 on-hold --waiting-on vendor
        ticket link T25 order 12
        ticket resolve T25 --code replaced -m Done
        ticket reopen T25
        ticket new 'Twice' --contact ada@nova.example --category technical -m 'Again'
        ticket merge T26 --into T25
        ticket next
        ticket take T1
        ticket resolve T25
        ticket close T25
        ticket list
        ticket search press
        sla check
        sla outbox retry
        sla policy apply office.toml
        sla check
        account list
    ";
    let office = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/policies/office.toml"));
    desk.write("office.toml", office.unwrap());
    let commands = commands.lines().map(str::trim).filter(|line| !line.is_empty());
    assert_eq!(untold(&desk, commands), Vec::<String>::new());
}

#[test]
fn every_change_of_what_is_bought_and_owed_is_told_whole() {
    let desk = crate::ask::desk();
    desk.write("order.eml", "From: anna.bianchi@ferraris.example\n\nWe take 100.\n");
    let commands = "
        ticket new 'Wrong VAT' --account FERRARIS --category invoice.tax --about 2026/118 -m 'Line 1'
        dispute open 2026/118 tax --amount 20 --ticket T25 --note twice
        dispute investigate X1
        dispute decide X1 rejected --reason 'the rate is right'
        dispute close X1
        account edit FERRARIS --credit-limit 1000
        credit override FERRARIS 500 --until +7d --reason promised
        credit revoke V1
        credit hold FERRARIS --reason late
        credit release FERRARIS
        account edit FERRARIS --credit-limit 250000
        order revise SO-4490 --line 1 --qty 1 --reason Fewer
        order promise SO-4490 1 2026-02-20 --reason 'the supplier is late'
        order hold SO-4490 customer
        order release SO-4490
        order reorder SO-4398
        order place O5
        order cancel O5 --reason Twice
        order template new FERRARIS Weekly --every 1w --add VH-220=5
        order template pause L1
        order template resume L1
        order template run
        return request SO-4398 --line 1 --qty 2 --reason Leaks
        return authorise M1 --override --reason Goodwill
        return ship M1
        return receive M1
        return inspect M1 ok
        return resolve M1 credit
        return close M1
        return request SO-4398 --line 2 --qty 2 --reason Wrong
        return refuse M2 --reason Late
        quote request FERRARIS -s Valves --ticket T1
        quote new Q1 VH-220=100,200 PM-40=4
        quote line Q1 --text Tooling --qty 1@1200
        quote line Q1 --line 1 --qty 100,300 --note Packed
        quote price Q1 --line 1 --qty 300 --discount 4
        quote edit Q1 --freight 45 --terms NET90 --contact anna.bianchi@ferraris.example
        quote submit Q1 --reason Large
        quote reject Q1 --reason Tooling
        quote line Q1 --remove 3
        quote edit Q1 --terms none
        quote send Q1
        quote revise Q1 --reason Fewer
        quote line Q1 PM-40=2
        quote send Q1
        quote accept Q1 --pick 1=100 --po PO-9 --evidence order.eml
        quote convert Q1 --partial 1=50
        quote convert Q1 --backorder
        quote new FERRARIS VH-220=10
        quote send Q2
        quote decline Q2 --lost price
        quote request FERRARIS -s Nothing
        quote cancel Q3 --reason Twice
    ";
    let commands = commands.lines().map(str::trim).filter(|line| !line.is_empty());
    assert_eq!(untold(&desk, commands), Vec::<String>::new());
}

#[test]
fn an_import_is_told_as_a_batch() {
    let desk = Desk::sample();
    desk.write("a.csv", "external_id,code,name\n1,NOVA,Nova\n2,SOLE,Sole\n");
    desk.quietly("import accounts a.csv --source erp --key k1");
    insta::assert_snapshot!(desk.run("audit log -c action,object,what,key --limit 1\nimport undo B6\naudit log -c action,object,what --limit 1"), @"
    $ desk audit log -c action,object,what,key --limit 1
    action	object	what	key
    import.run	B6	accounts a.csv +2 ~0	k1
    --- stderr
    1 of 10 entries
    exit 0

    $ desk import undo B6
    --- stderr
    Undid B6 (accounts: 2 created, 0 updated)
    exit 0

    $ desk audit log -c action,object,what --limit 1
    action	object	what
    import.undo	B6	accounts a.csv +2 ~0
    --- stderr
    1 of 11 entries
    exit 0
    ");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_is_told(commands in prop::collection::vec(command(), 1..10)) {
        let desk = Desk::sample();
        let found = untold(&desk, commands.iter().map(|(typed, _)| typed.as_str()));
        prop_assert_eq!(found, Vec::<String>::new());
    }
}
