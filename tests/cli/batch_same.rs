//! `desk batch` against as many processes: the same desk comes of both.

use std::fmt::Write as _;

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::harness::Desk;

/// Writes every row of every table; the text index, what reports pack and what is settled are made of them.
fn dump(desk: &Desk) -> String {
    let connection = Connection::open(desk.path("desk.db")).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table'
                 AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'ticket_text%' AND name NOT LIKE 'audit%'
                 AND name NOT IN ('ticket_segment', 'ticket_changed', 'invoice_changed', 'order_changed') ORDER BY name";
    let mut names = connection.prepare(names).unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut dump = String::new();
    for name in names {
        let mut rows = connection.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2")).unwrap();
        let width = rows.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..width).map(|place| row.get(place)).collect::<Result<Vec<Value>, _>>();
        for row in rows.query_map([], row).unwrap() {
            writeln!(dump, "{name} {:?}", row.unwrap()).unwrap();
        }
    }
    dump
}

/// A command as it is typed, and as it stands in a batch.
type Twice = (String, String);

/// Commands on tickets that exist and on some that do not, some of which will be refused.
pub(crate) fn command() -> impl Strategy<Value = Twice> {
    let on = |typed: &str, written: &str| {
        let (typed, written) = (typed.to_owned(), written.to_owned());
        (1..27).prop_map(move |id| {
            let put = |text: &str| text.replace("T0", &format!("T{id}"));
            (put(&typed), format!("{{\"do\":{}}}", put(&written)))
        })
    };
    prop_oneof![
        on("ticket reply T0 --message=-x", r#""ticket.reply","id":"T0","message":"-x""#),
        on("ticket note T0 -m 'a \"b\" c'", r#""ticket.note","id":"T0","message":"a \"b\" c""#),
        on("ticket resolve T0 --code credited", r#""ticket.resolve","code":"credited","id":"T0""#),
        on("ticket close T0", r#""ticket.close","id":"T0""#),
        on("ticket assign T0 @me --team none", r#""ticket.assign","id":"T0","rep":"@me","team":"none""#),
        on("ticket take T0", r#""ticket.take","id":"T0""#),
        on(
            "ticket status T0 on-hold --waiting-on vendor",
            r#""ticket.status","id":"T0","status":"on-hold","waiting_on":"vendor""#
        ),
        on("ticket edit T0 --priority urgent", r#""ticket.edit","id":"T0","priority":"urgent""#),
        on("ticket link T0 order 77", r#""ticket.link","id":"T0","kind":"order","target":77"#),
        on("ticket merge T0 --into T3", r#""ticket.merge","id":"T0","into":3"#),
        on(
            "ticket new S --account URALMET --category other --ours",
            r#""ticket.new","subject":"S","account":"URALMET","category":"other","ours":true"#
        ),
        on("ticket next", r#""ticket.next","peek":false"#),
        on(
            "account edit FERRARIS --tier 2 --tags a,b --credit-hold",
            r#""account.edit","code":"FERRARIS","tier":2,"tags":["a","b"],"credit-hold":true"#
        ),
        on("ticket list --status new,open", r#""ticket.list","status":["new","open"]"#),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_batch_leaves_the_desk_as_processes_would(commands in prop::collection::vec(command(), 1..10)) {
        let (one, many, whole) = (Desk::sample(), Desk::sample(), Desk::sample());
        let before = dump(&whole);
        let lines = commands.iter().map(|(_, written)| written.as_str()).collect::<Vec<_>>().join("\n");
        let refused = commands.iter().filter(|(typed, _)| !many.run(typed).contains("exit 0")).count();
        let kept_going = one.pipe("batch --keep-going", &lines);
        prop_assert_eq!(dump(&one), dump(&many), "{}", kept_going);
        prop_assert_eq!(kept_going.matches("\"ok\":false").count(), refused, "{}", kept_going);
        prop_assert_eq!(kept_going.ends_with("exit 5\n"), refused > 0, "{}", kept_going);
        let rehearsed = whole.pipe("batch --keep-going --dry-run", &lines);
        prop_assert_eq!(dump(&whole), before.clone());
        let answers = |told: &str| told.replace(",\"dry_run\":true", "").split("--- stderr").next().map(|told| told.replacen(" --dry-run", "", 1));
        prop_assert_eq!(answers(&rehearsed), answers(&kept_going));
        let together = whole.pipe("batch", &lines);
        prop_assert_eq!(dump(&whole), if refused > 0 { before } else { dump(&many) }, "{}", together);
    }
}

#[test]
fn ten_thousand_replies_are_one_transaction() {
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme");
    let (tickets, replies) = (500, 10_000);
    let mut lines = String::new();
    for ticket in 1..=tickets {
        writeln!(lines, r#"{{"do":"ticket.new","subject":"S{ticket}","account":"ACME","category":"other"}}"#).unwrap();
    }
    for reply in 0..replies {
        let line = reply % tickets + 1;
        writeln!(lines, r#"{{"do":"ticket.reply","id":{{"line":{line}}},"message":"Reply {reply}"}}"#).unwrap();
    }
    let told = desk.pipe("batch", &lines);
    assert!(told.ends_with("--- stderr\nCarried out 10500 commands\nexit 0\n"), "{}", &told[told.len() - 500..]);
    assert_eq!(told.matches("\"ok\":true").count(), tickets + replies);
    assert!(desk.run("ticket list --limit 1").contains("1 of 500 tickets"));
}
