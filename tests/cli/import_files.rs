//! `desk import`: formats, encodings, times.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn standard_input_is_taken_if_its_format_is_said() {
    let desk = Desk::empty();
    assert_snapshot!(desk.pipe("import accounts - --input-format csv", "code,name\nA1,One\n"), @"
    $ desk import accounts - --input-format csv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.pipe("import accounts -", "code,name\nA1,One\n"), @"
    $ desk import accounts -
    --- stderr
    error: the name `stdin` does not say how it is written; say it with `--input-format csv`, `tsv`, `jsonl` or `xlsx`
    exit 2
    ");
    assert_snapshot!(desk.pipe("import accounts - --input-format csv --keep-going", "code,name\nA2,\n"), @"
    $ desk import accounts - --input-format csv --keep-going
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 0 same, - 1 refused
    The refused rows are in stdin.rejected.csv
    error: stdin:2: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`
    exit 5
    ");
    assert_snapshot!(desk.read("stdin.rejected.csv"), @r#"
    code,name,line,field,reason
    A2,,2,name,"is missing, expected a line of text, e.g. `Acme S.p.A.`"
    "#);
}

#[test]
fn other_formats_and_encodings_are_read() {
    let desk = Desk::empty();
    desk.write("a.tsv", "code\tname\nA1\tOne\n")
        .write("b.jsonl", "{\"code\": \"B1\", \"name\": \"Один\", \"tier\": 1}\n");
    desk.write("c.csv", "\u{feff}code,name\r\nC1,\"Uno,\r\ndue\"\r\nC2,  Due \r\n")
        .write("d.txt", "code,name\nD1,One\n");
    let utf16: Vec<u8> = "\u{feff}code,name\nE1,Élan\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.write("e.csv", utf16);
    let lines = "
        import accounts a.tsv
        import accounts b.jsonl
        import accounts c.csv
        import accounts d.txt
        import accounts d.txt --input-format csv
        import accounts e.csv
        account list -c code,name
    ";
    assert_snapshot!(desk.run(lines), @r"
    $ desk import accounts a.tsv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts b.jsonl
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts c.csv
    --- stderr
    error: c.csv:2: column `name`: `Uno,\r\ndue` is not a line of text, expected no line breaks or control characters
    exit 5

    $ desk import accounts d.txt
    --- stderr
    error: the name `d.txt` does not say how it is written; say it with `--input-format csv`, `tsv`, `jsonl` or `xlsx`
    exit 2

    $ desk import accounts d.txt --input-format csv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts e.csv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account list -c code,name
    code	name
    A1	One
    B1	Один
    D1	One
    E1	Élan
    exit 0
    ");
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    let desk = Desk::empty();
    desk.write("empty.csv", "").write("header.csv", "code,name\n").write("twice.csv", "code,name,code\n");
    desk.write("latin.csv", b"code,name\nA1,Citt\xe0\n").write("folder.csv/x", "");
    let lines = "
        import accounts missing.csv
        import accounts folder.csv
        import accounts empty.csv
        import accounts header.csv
        import accounts twice.csv
        import accounts latin.csv
        import acounts header.csv
        import accounts header.csv --input-format xls
        import accounts header.csv --zone Europe/Rme
        import accounts
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts missing.csv
    --- stderr
    error: `missing.csv` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk import accounts folder.csv
    --- stderr
    error: `folder.csv` could not be read: it is a folder
    exit 1

    $ desk import accounts empty.csv
    --- stderr
    error: empty.csv:1: the file is empty, expected a header line that names the columns
    exit 5

    $ desk import accounts header.csv
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts twice.csv
    --- stderr
    error: twice.csv:1: the header names `code` twice, in columns 1 and 3
    exit 5

    $ desk import accounts latin.csv
    --- stderr
    error: latin.csv:2: column `name`: byte 5 of the cell (0xe0) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    exit 5

    $ desk import acounts header.csv
    --- stderr
    error: `acounts` is not a kind, expected one of teams, reps, policies, queues, accounts, contacts, assignments, contracts, tickets, events, messages, notices, deliveries, runs, products, product-documents, assortment, warehouses, stock, incoming, price-lists, price-list-for, prices, discounts, order-templates, order-template-lines, quotes, quote-revisions, quote-lines, quote-offers, quote-events, quote-evidence, orders, order-lines, order-promises, order-revisions, shipments, returns, return-lines, return-events, invoices, invoice-lines, instalments, payments, allocations, disputes, credit-changes, credit-overrides; did you mean `accounts`?
    exit 2

    $ desk import accounts header.csv --input-format xls
    --- stderr
    error: `xls` is not an input format, expected one of csv, tsv, jsonl, xlsx; did you mean `xlsx`?
    exit 2

    $ desk import accounts header.csv --zone Europe/Rme
    --- stderr
    error: `Europe/Rme` is not a time zone, expected an IANA name, e.g. `Europe/Rome`; did you mean `Europe/Rome`?
    exit 2

    $ desk import accounts
    --- stderr
    error: which accounts? name the file too, e.g. `desk import accounts accounts.csv`
    exit 2
    ");
}

#[test]
fn times_without_a_zone_need_one() {
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme");
    desk.write("tickets.csv", "external_id,account,subject,created_at\n1,ACME,Late,2026-01-15 08:30:00\n");
    let lines = "
        import tickets tickets.csv
        import tickets tickets.csv --zone Europe/Rome
        ticket show T1 -c created_at
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk import tickets tickets.csv
    --- stderr
    error: tickets.csv:2: column `created_at`: `2026-01-15 08:30:00` carries no time zone; name that of the whole file in a mapping, e.g. `zone = "Europe/Rome"`
    exit 5

    $ desk import tickets tickets.csv --zone Europe/Rome
    --- stderr
    Imported tickets: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk ticket show T1 -c created_at
    field	value
    created_at	2026-01-15T07:30:00Z
    exit 0
    "#);
}
