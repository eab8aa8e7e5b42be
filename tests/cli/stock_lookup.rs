//! `desk stock check` with `[lookup.stock]`: a program that is asked first.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::shop::shop;

/// A shop whose configuration names a script.
fn asking(script: &str) -> Desk {
    let mut desk = shop();
    desk.write("erp", script);
    desk.write("config.toml", "[lookup.stock]\ncommand = ['sh', 'erp']\ntimeout = '1s'\n");
    desk.set("DESK_CONFIG", "config.toml");
    desk
}

const ANSWER: &str = r#"cat > asked
echo '{"sku":"BV-20","warehouses":[{"code":"MILANO","on_hand":75.5,"allocated":"5.5"},{"code":"TURIN","on_hand":12}],
 "incoming":[{"warehouse":"TURIN","due":"2026-01-20","quantity":30,"reference":"PO-90"}],"as_of":"2026-01-15T08:59:00Z"}'
"#;

#[test]
fn what_it_says_is_the_answer_and_is_kept() {
    let desk = asking(ANSWER);
    let lines = "
        stock check BV-20 --qty 100 --max-age 4h -O table
        stock check BV-20 --qty 100 --mirror -O table
        audit log --limit 3 -c seq,actor,action,object
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk stock check BV-20 --qty 100 --max-age 4h -O table
    BV-20 Ball valve 3/4 in
      wanted     100 piece
      available  82
      backorder  18
      all there  2026-01-20
      as of      2026-01-15 08:59 +00:00, asked just now

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE  AS OF
      MILANO        75.5        5.5         70  -          2026-01-15 08:59 +00:00
      TURIN           12          0         12  -          2026-01-15 08:59 +00:00

    On its way
      DUE         WAREHOUSE  QUANTITY  PURCHASE
      2026-01-20  TURIN            30  PO-90
    exit 0

    $ desk stock check BV-20 --qty 100 --mirror -O table
    BV-20 Ball valve 3/4 in
      wanted     100 piece
      available  122
      backorder  0
      all there  now
      as of      2026-01-14 18:00 +00:00
      note       500 more are on their way; nobody knows when they come

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE   AS OF
      LYON            40          0         40  2026-02-10  2026-01-14 18:00 +00:00
      MILANO        75.5        5.5         70  2026-01-26  2026-01-15 08:59 +00:00
      TURIN           12          0         12  -           2026-01-15 08:59 +00:00

    On its way
      DUE           WAREHOUSE  QUANTITY  PURCHASE
      2026-01-20    TURIN            30  PO-90
      2026-01-26    MILANO          200  PO-77
      2026-02-10    LYON            100  PO-78
      no day known  LYON            500  -
    exit 0

    $ desk audit log --limit 3 -c seq,actor,action,object
    seq	actor	action	object
    22	giulia	stock.ask	TURIN
    21	giulia	stock.ask	BV-20
    20	giulia	import.run	B15
    --- stderr
    3 of 22 entries
    exit 0
    ");
    assert_snapshot!(desk.read("asked"), @r#"{"sku":"BV-20","quantity":100,"warehouse":null,"account":null}"#);
}

#[test]
fn a_warehouse_and_an_account_are_told_to_it() {
    let desk = asking(ANSWER);
    desk.quietly("stock check bv-20 --qty 1.5 --warehouse milano --account ferraris");
    assert_snapshot!(desk.read("asked"), @r#"{"sku":"BV-20","quantity":"1.5","warehouse":"MILANO","account":"FERRARIS"}"#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn if_it_does_not_answer_the_desk_does_and_says_so() {
    let scripts = [
        "echo 'no such table' >&2; exit 3",
        "sleep 20",
        "echo nonsense",
        r#"echo '{"sku":"BV-25","warehouses":[]}'"#,
        r#"echo '{"sku":"BV-20","warehouses":[{"code":"A","on_hand":"NaN"}]}'"#,
        r#"echo '{"sku":"BV-20","warehouses":[{"code":"A","on_hand":0.0001}]}'"#,
        r#"echo '{"sku":"BV-20","warehouses":[{"code":"A","on_hand":1},{"code":"a","on_hand":1}]}'"#,
        r#"echo '{"sku":"BV-20","warehouses":[],"as_of":"2027-01-01T00:00:00Z"}'"#,
        r#"echo '{"sku":"BV-20","warehouses":[{"code":"A","on_hand":1,"allocated":-1}]}'"#,
        "yes",
    ];
    let told = scripts.map(|script| asking(script).run("stock check BV-20 --qty 10 --json=available,live,remarks"));
    assert_snapshot!(told.join("\n"), @r#"
    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: `sh` ended with 3: no such table",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: `sh` did not end within 1s",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: it is no such JSON: expected ident at line 1 column 2",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: it is about `BV-25`, and `BV-20` was asked for",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: `NaN` is not a quantity, expected a plain number with at most three decimals, e.g. `100`",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: `0.0001` is not a quantity, expected a plain number with at most three decimals, e.g. `100`",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: the warehouse `a` is told of twice",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: `2027-01-01T00:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: what `sh` said cannot be used: `-1` is below 0",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0

    $ desk stock check BV-20 --qty 10 --json=available,live,remarks
    {
      "available": 140,
      "live": false,
      "remarks": [
        "nobody else could be asked, so that this is what was told before: `sh` did not end within 1s",
        "500 more are on their way; nobody knows when they come"
      ]
    }
    exit 0
    "#);
}

#[test]
fn whoever_may_keep_nothing_is_told_and_nothing_is_kept() {
    let mut desk = asking(ANSWER);
    desk.quietly("rep new vera --role auditor --os-user vera");
    let lines = "
        stock check BV-20 --qty 100 --as carmen.ortiz@levante.example -c available,live
        stock check BV-20 --qty 100 --mirror -c available,live
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk stock check BV-20 --qty 100 --as carmen.ortiz@levante.example -c available,live
    field	value
    available	82
    live	true
    exit 0

    $ desk stock check BV-20 --qty 100 --mirror -c available,live
    field	value
    available	140
    live	false
    exit 0
    ");
    assert_snapshot!(desk.as_user("vera").run("stock check BV-20 --qty 100 -c available,live"), @"
    $ desk stock check BV-20 --qty 100 -c available,live
    field	value
    available	82
    live	true
    exit 0
    ");
}

#[test]
fn a_file_that_tells_the_same_again_is_believed_again() {
    let desk = asking(ANSWER);
    let lines = "
        stock check BV-20 --qty 100 -c available
        import shop/stock.csv
        stock check BV-20 --qty 100 --mirror --warehouse MILANO -c available,as_of
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk stock check BV-20 --qty 100 -c available
    field	value
    available	82
    exit 0

    $ desk import shop/stock.csv
    --- stderr
    Imported stock: + 0 created, ~ 1 updated, = 4 same, - 0 refused
    exit 0

    $ desk stock check BV-20 --qty 100 --mirror --warehouse MILANO -c available,as_of
    field	value
    available	100
    as_of	2026-01-15T08:00:00Z
    exit 0
    ");
}

#[test]
fn a_lookup_that_names_no_program_is_refused() {
    let tables = ["command = []", "command = ['x']\ntimeout = '1h'", "argv = ['x']"];
    let told = tables.map(|table| {
        let desk = asking("");
        desk.write("config.toml", format!("[lookup.stock]\n{table}\n"));
        desk.run("stock check BV-20 --qty 1")
    });
    assert_snapshot!(told.join("\n"), @r#"
    $ desk stock check BV-20 --qty 1
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: `command` names no program, expected e.g. `["/usr/local/bin/erp-stock", "--json"]`
    exit 2

    $ desk stock check BV-20 --qty 1
    --- stderr
    error: `config.toml` cannot be used as configuration: line 3: `timeout`: `1h` is not between 1s and 10m
    exit 2

    $ desk stock check BV-20 --qty 1
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: unknown field `argv`, expected `command` or `timeout`
    exit 2
    "#);
}
