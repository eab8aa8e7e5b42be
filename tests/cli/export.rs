//! `desk export`: one kind at a time.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_kind_is_written_as_the_import_reads_it() {
    let desk = Desk::sample();
    let lines = "
        export teams
        export reps -c handle,name,role,team,source,external_id
        export queues -O jsonl
        export accounts -O jsonl -c code,tier,credit_limit,credit_hold,customer_since,parent
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk export teams
    name
    inside
    logistics
    finance
    exit 0

    $ desk export reps -c handle,name,role,team,source,external_id
    handle,name,role,team,source,external_id
    giulia,Giulia Conti,admin,,desk,
    ivan,Иван Соколов,account-manager,inside,sample,ivan
    lucia,Lucía Romero,account-manager,inside,sample,lucia
    tom,Tom Becker,logistics,logistics,sample,tom
    irene,Irene Galli,billing,finance,sample,irene
    exit 0

    $ desk export queues -O jsonl
    exit 0

    $ desk export accounts -O jsonl -c code,tier,credit_limit,credit_hold,customer_since,parent
    {"code":"FERRARIS","tier":1,"credit_limit":"250000.00","credit_hold":false,"customer_since":"2014-03-01","parent":null}
    {"code":"FERRARIS-SUD","tier":1,"credit_limit":"60000.00","credit_hold":false,"customer_since":"2019-09-15","parent":"FERRARIS"}
    {"code":"URALMET","tier":1,"credit_limit":"180000.00","credit_hold":false,"customer_since":"2016-05-20","parent":null}
    {"code":"LEVANTE","tier":2,"credit_limit":"80000.00","credit_hold":false,"customer_since":"2018-02-10","parent":null}
    {"code":"NORTHGATE","tier":2,"credit_limit":"70000.00","credit_hold":false,"customer_since":"2017-11-05","parent":null}
    {"code":"VOLGA","tier":2,"credit_limit":"45000.00","credit_hold":false,"customer_since":"2020-01-31","parent":null}
    {"code":"MARMI","tier":2,"credit_limit":"30000.00","credit_hold":true,"customer_since":"2015-07-07","parent":null}
    {"code":"ANDINA","tier":2,"credit_limit":"120000.00","credit_hold":false,"customer_since":"2021-04-12","parent":null}
    {"code":"PRAIRIE","tier":3,"credit_limit":"25000.00","credit_hold":false,"customer_since":"2022-08-22","parent":null}
    {"code":"BOTTEGA","tier":3,"credit_limit":"0.00","credit_hold":false,"customer_since":"2024-01-09","parent":null}
    {"code":"RIOJA","tier":3,"credit_limit":"15000.00","credit_hold":false,"customer_since":"2023-03-18","parent":null}
    {"code":"BALTIC","tier":3,"credit_limit":null,"credit_hold":false,"customer_since":"2026-01-05","parent":null}
    {"code":"HARBOUR","tier":3,"credit_limit":"10000.00","credit_hold":false,"customer_since":"2022-10-01","parent":null}
    exit 0
    "#);
}

#[test]
fn the_extension_picks_the_format_and_the_file_is_replaced_whole() {
    let desk = Desk::sample();
    let lines = "
        export assignments -o a.csv
        export assignments -o a.tsv
        export assignments -o a.jsonl
        export assignments -o a.docx
        export assignments -O json
        export assignments -c account,when
        export asignments
        export
        export teams --all copy
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk export assignments -o a.csv
    --- stderr
    Wrote 19 assignments to a.csv
    exit 0

    $ desk export assignments -o a.tsv
    --- stderr
    Wrote 19 assignments to a.tsv
    exit 0

    $ desk export assignments -o a.jsonl
    --- stderr
    Wrote 19 assignments to a.jsonl
    exit 0

    $ desk export assignments -o a.docx
    --- stderr
    error: `docx` is not the extension of an export, expected one of csv, tsv, jsonl, xlsx
    exit 2

    $ desk export assignments -O json
    --- stderr
    {"error":"`json` is not a format of exports, expected one of csv, tsv, jsonl, xlsx; did you mean `jsonl`?","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk export assignments -c account,when
    --- stderr
    error: `when` is not a field, expected one of account, role, rep, from, to
    exit 2

    $ desk export asignments
    --- stderr
    error: `asignments` is not a kind, expected one of teams, reps, policies, queues, accounts, contacts, assignments, contracts, tickets, events, messages, notices, deliveries, runs, products, product-documents, assortment, warehouses, stock, incoming, price-lists, price-list-for, prices, discounts, order-templates, order-template-lines, quotes, quote-revisions, quote-lines, quote-offers, quote-events, quote-evidence, orders, order-lines, order-promises, order-revisions, shipments, returns, return-lines, return-events, invoices, invoice-lines, instalments, payments, allocations, disputes, credit-changes, credit-overrides; did you mean `assignments`?
    exit 2

    $ desk export
    --- stderr
    error: the following required arguments were not provided: <KIND>
    hint: desk export <KIND>
    exit 2

    $ desk export teams --all copy
    --- stderr
    error: the argument '[KIND]' cannot be used with '--all <DIR>'
    hint: desk export <KIND>
    exit 2
    "#);
    let first = |name: &str| desk.read(name).lines().take(2).collect::<Vec<_>>().join("\n");
    assert_snapshot!(format!("{}\n{}\n{}", first("a.csv"), first("a.tsv"), first("a.jsonl")), @r#"
    account,role,rep,from,to
    FERRARIS,primary,giulia,2026-01-15T09:00:00Z,
    account	role	rep	from	to
    FERRARIS	primary	giulia	2026-01-15T09:00:00Z	
    {"account":"FERRARIS","role":"primary","rep":"giulia","from":"2026-01-15T09:00:00Z","to":null}
    {"account":"FERRARIS","role":"backup","rep":"irene","from":"2026-01-15T09:00:00Z","to":null}
    "#);
}

#[test]
fn only_what_changed_is_given_where_the_file_knows() {
    let mut desk = Desk::sample();
    desk.at("2026-01-16T09:00:00Z").quietly("ticket reply T5 -m 'On its way'");
    let lines = "
        export tickets --changed-since 2026-01-16T00:00:00Z -c id,status,updated_at
        export messages --changed-since -1h -c ticket_id,at,by,author,public,body
        export accounts --changed-since 2026-01-16T00:00:00Z -c code
        export --all feed --changed-since 2026-01-16T00:00:00Z
        export tickets --changed-since yesterday
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk export tickets --changed-since 2026-01-16T00:00:00Z -c id,status,updated_at
    id,status,updated_at
    T5,pending,2026-01-16T09:00:00Z
    exit 0

    $ desk export messages --changed-since -1h -c ticket_id,at,by,author,public,body
    ticket_id,at,by,author,public,body
    T5,2026-01-16T09:00:00Z,agent,giulia,yes,On its way
    exit 0

    $ desk export accounts --changed-since 2026-01-16T00:00:00Z -c code
    code
    FERRARIS
    FERRARIS-SUD
    URALMET
    LEVANTE
    NORTHGATE
    VOLGA
    MARMI
    ANDINA
    PRAIRIE
    BOTTEGA
    RIOJA
    BALTIC
    HARBOUR
    --- stderr
    The file does not know when accounts change: these are all of them
    exit 0

    $ desk export --all feed --changed-since 2026-01-16T00:00:00Z
    --- stderr
    The file does not know when these change, they are written whole: teams, reps, queues, accounts, contacts, assignments, deliveries, products, product-documents, assortment, warehouses, price-lists, price-list-for, prices, discounts, order-templates, order-template-lines, quotes, quote-revisions, quote-lines, quote-offers, orders, order-lines, shipments
    Wrote 60 rows of 47 kinds to feed
    exit 0

    $ desk export tickets --changed-since yesterday
    --- stderr
    error: `yesterday` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2
    ");
}

#[test]
fn what_a_spreadsheet_would_run_is_disarmed_and_comes_back_as_it_was() {
    let desk = Desk::empty();
    desk.quietly(
        "account new ACME '=1+1'
         account new ZETA \"'=2+2\"
         account edit ACME --phone '+39 02'",
    );
    assert_snapshot!(desk.run("export accounts -c code,name,phone\nexport accounts -c code,name,phone --raw"), @"
    $ desk export accounts -c code,name,phone
    code,name,phone
    ACME,'=1+1,'+39 02
    ZETA,''=2+2,
    exit 0

    $ desk export accounts -c code,name,phone --raw
    code,name,phone
    ACME,=1+1,+39 02
    ZETA,'=2+2,
    exit 0
    ");
    desk.quietly("export accounts -o accounts.csv\n--db new.db init\n--db new.db import accounts accounts.csv");
    assert_snapshot!(desk.run("--db new.db export accounts -c code,name,phone --raw"), @"
    $ desk --db new.db export accounts -c code,name,phone --raw
    code,name,phone
    ACME,=1+1,+39 02
    ZETA,'=2+2,
    exit 0
    ");
}

#[test]
fn nothing_is_left_of_an_export_that_cannot_be_written() {
    let desk = Desk::sample();
    desk.write("full/kept.txt", "kept");
    let lines = "
        export --all full
        export --all no/such/place
        export --all copy -o x.csv
        export teams -o no/such/place.csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk export --all full
    --- stderr
    error: `full` is not empty: name a folder that is new or empty
    exit 4

    $ desk export --all no/such/place
    --- stderr
    error: cannot write `no/such/place`
    caused by: No such file or directory (os error 2)
    exit 1

    $ desk export --all copy -o x.csv
    --- stderr
    error: `--all` writes whole kinds into its own folder: leave out `-o`, `-c` and `--json`
    exit 2

    $ desk export teams -o no/such/place.csv
    --- stderr
    error: cannot write `no/such/place.csv`
    caused by: No such file or directory (os error 2)
    exit 1
    ");
    assert_eq!(desk.files(), ["desk.db", "desk.db-shm", "desk.db-wal", "full"]);
}
