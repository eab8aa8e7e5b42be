//! `desk import`: workbooks.

use insta::assert_snapshot;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::harness::Desk;

/// Writes a workbook of sheets of texts.
fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet with a day, amounts and numbers as a spreadsheet has them; its last row is no account.
fn accounts() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["code", "name", "tier", "currency", "credit_limit", "customer_since", "Notes"]) {
        sheet.write(0, column, name).unwrap();
    }
    let day = Format::new().set_num_format("d.m.yy");
    for (row, code, limit) in [(1, 1_234_567_890_123.0, 1234.5), (2, 42.0, 1.234), (4, 43.0, 10.0)] {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, "Acme S.p.A.").unwrap();
        sheet.write(row, 2, 2).unwrap();
        sheet.write(row, 3, if row == 2 { "KWD" } else { "EUR" }).unwrap();
        sheet.write(row, 4, limit).unwrap();
        sheet.write_with_format(row, 5, ExcelDateTime::from_ymd(2019, 3, 1).unwrap(), &day).unwrap();
    }
    sheet.write(4, 2, "gold").unwrap();
    sheet.write(4, 6, "=ask Anna").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_comes_in_with_its_numbers_and_days_as_they_are() {
    let desk = Desk::empty();
    desk.write("a.xlsx", accounts());
    let lines = "
        import accounts a.xlsx --ignore Notes
        import accounts a.xlsx --ignore Notes --keep-going
        account list -c code,name,tier,credit_limit,currency
        import accounts a.xlsx --ignore Notes --keep-going
    ";
    let told = desk.run(lines) + "\n" + &desk.read("a.rejected.csv");
    assert_snapshot!(told, @r#"
    $ desk import accounts a.xlsx --ignore Notes
    --- stderr
    error: a.xlsx:5: column `tier`: `gold` is not a tier, expected 1 to 9, where 1 is served first
    exit 5

    $ desk import accounts a.xlsx --ignore Notes --keep-going
    --- stderr
    Imported accounts: + 2 created, ~ 0 updated, = 0 same, - 1 refused
    The refused rows are in a.rejected.csv
    error: a.xlsx:5: column `tier`: `gold` is not a tier, expected 1 to 9, where 1 is served first
    exit 5

    $ desk account list -c code,name,tier,credit_limit,currency
    code	name	tier	credit_limit	currency
    1234567890123	Acme S.p.A.	2	1234.50 EUR	EUR
    42	Acme S.p.A.	2	1.234 KWD	KWD
    exit 0

    $ desk import accounts a.xlsx --ignore Notes --keep-going
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 2 same, - 1 refused
    The refused rows are in a.rejected.csv
    error: a.xlsx:5: column `tier`: `gold` is not a tier, expected 1 to 9, where 1 is served first
    exit 5

    code,name,tier,currency,credit_limit,customer_since,Notes,line,field,reason
    43,Acme S.p.A.,gold,EUR,10,2019-03-01,'=ask Anna,5,tier,"`gold` is not a tier, expected 1 to 9, where 1 is served first"
    "#);
    desk.write("a.rejected.csv", desk.read("a.rejected.csv").replace("gold", "3"));
    assert_snapshot!(desk.run("import accounts a.rejected.csv --ignore Notes\naccount show 43 -c code,tier,customer_since"), @"
    $ desk import accounts a.rejected.csv --ignore Notes
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk account show 43 -c code,tier,customer_since
    field	value
    code	43
    tier	3
    customer_since	2019-03-01
    exit 0
    ");
}

#[test]
fn of_several_sheets_the_one_that_fits_is_read_or_one_is_named() {
    let desk = Desk::empty();
    let notes: &[&[&str]] = &[&["Read me first"], &["Ask Anna"]];
    let accounts: &[&[&str]] = &[&["code", "name"], &["ACME", "Acme"], &["ZETA", ""]];
    let more: &[&[&str]] = &[&["code", "name"], &["BETA", "Beta"]];
    desk.write("one.xlsx", book(&[("Notes", notes), ("Accounts", accounts)]));
    desk.write("two.xlsx", book(&[("Notes", notes), ("Old accounts", accounts), ("More", more)]));
    desk.write("none.xlsx", book(&[("Notes", notes), ("More notes", notes)]));
    desk.write("t.csv", "code,name\n");
    let lines = "
        import accounts one.xlsx
        import accounts two.xlsx
        import accounts none.xlsx
        import accounts two.xlsx --sheet More
        import accounts two.xlsx --sheet 3
        import accounts two.xlsx --sheet 4
        import accounts two.xlsx --sheet Notes
        import accounts t.csv --sheet More
        import accounts t.xls
        import accounts t.txt
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts one.xlsx
    --- stderr
    error: one.xlsx[Accounts]:3: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`
    exit 5

    $ desk import accounts two.xlsx
    --- stderr
    error: two.xlsx: it has the sheets `Notes`, `Old accounts`, `More`, of which `Old accounts`, `More` have a header that fits accounts: name one, e.g. `--sheet 'Old accounts'`
    exit 5

    $ desk import accounts none.xlsx
    --- stderr
    error: none.xlsx: it has the sheets `Notes`, `More notes`, none of which has a header that fits accounts: name one, e.g. `--sheet Notes`
    exit 5

    $ desk import accounts two.xlsx --sheet More
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts two.xlsx --sheet 3
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import accounts two.xlsx --sheet 4
    --- stderr
    error: two.xlsx: there is no sheet `4`; it has `Notes`, `Old accounts`, `More`
    exit 5

    $ desk import accounts two.xlsx --sheet Notes
    --- stderr
    error: two.xlsx:1: the column `Read me first` has no place in accounts: ignore by name with `--ignore 'Read me first'`, or place with `--map 'Read me first=FIELD'`
      two.xlsx:1: nothing fills the required fields `code`, `name`: name a column, e.g. `--map COLUMN=code`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5

    $ desk import accounts t.csv --sheet More
    --- stderr
    error: `--sheet` goes with a workbook, and `t.csv` is csv
    exit 2

    $ desk import accounts t.xls
    --- stderr
    error: `t.xls` is a workbook of a kind that is not read; save it as .xlsx or as csv
    exit 2

    $ desk import accounts t.txt
    --- stderr
    error: the name `t.txt` does not say how it is written; say it with `--input-format csv`, `tsv`, `jsonl` or `xlsx`
    exit 2
    ");
}

#[test]
fn every_format_comes_from_standard_input_too() {
    let desk = Desk::empty();
    let rows: &[&[&str]] = &[&["code", "name"], &["D", "Delta"]];
    assert_snapshot!(desk.pipe("import accounts - --input-format csv", "code,name\nA,Alpha\n"), @"
    $ desk import accounts - --input-format csv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.pipe("import accounts - --input-format tsv", "code\tname\nB\tBeta\n"), @"
    $ desk import accounts - --input-format tsv
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.pipe("import accounts - --input-format jsonl", "{\"code\":\"C\",\"name\":\"Gamma\"}\n"), @"
    $ desk import accounts - --input-format jsonl
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.pipe("import accounts - --input-format xlsx", book(&[("One", rows)])), @"
    $ desk import accounts - --input-format xlsx
    --- stderr
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    assert_snapshot!(desk.pipe("import accounts - --input-format xlsx", "code,name\n"), @"
    $ desk import accounts - --input-format xlsx
    --- stderr
    error: stdin: not an xlsx file: it does not begin like one
    exit 5
    ");
    assert_snapshot!(desk.run("account list -c code,name"), @"
    $ desk account list -c code,name
    code	name
    A	Alpha
    B	Beta
    C	Gamma
    D	Delta
    exit 0
    ");
}
