//! `desk import`: files made to do harm, and files that came to harm.
//!
//! Each is refused with a sentence, in little time and memory, and the desk is as it was before.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use nix::sys::resource::{UsageWho, getrusage};
use rusqlite::Connection;

use crate::harness::Desk;

/// The longest that any file may take. The tests share their machine, and are not optimised.
const PATIENCE: Duration = Duration::from_mins(4);
/// The most memory that any file may cost, in KiB.
const MEMORY: i64 = 200 * 1024;

/// A desk with one account.
pub(crate) fn desk() -> Desk {
    let desk = Desk::empty();
    desk.quietly("account new HERE Here");
    desk
}

/// Returns every row of every table.
pub(crate) fn dump(desk: &Desk) -> Vec<String> {
    let file = Connection::open(desk.path("desk.db")).unwrap();
    let mut tables = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut rows = Vec::new();
    for table in tables {
        let mut select = file.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = select.column_count();
        let mut found = select.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap())).collect();
            rows.push(format!("{table}: {}", cells.join(", ")));
        }
    }
    rows
}

fn wait(mut child: Child, what: &str) -> i32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| panic!("{what}: {status}"));
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{what} takes longer than {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Imports a file, and returns the exit status and the first sentence.
pub(crate) fn told(desk: &Desk, kind: &str, file: &Path) -> String {
    let errors = File::create(desk.path("stderr")).unwrap();
    let mut command = desk.command(&["import", kind, file.to_str().unwrap()]);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors).spawn().unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let code = wait(child, name);
    let memory = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    assert!(memory < MEMORY, "{name} or one before it takes {memory} KiB");
    let told = fs::read(desk.path("stderr")).unwrap();
    assert!(told.len() < 100_000, "{name} is told in {} bytes", told.len());
    let told = String::from_utf8(told).unwrap().replace(file.to_str().unwrap(), name);
    assert!(!told.contains("panicked"), "{told}");
    assert!(code == 2 || code == 5, "{name}: {code}, {told}");
    let first = told.lines().next().unwrap_or_default();
    let first: String = first.trim_start_matches("error: ").chars().take(220).collect();
    format!("{code} {first}")
}

fn corpus(kind: &str, extensions: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile").join(kind);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| extensions.iter().any(|extension| file.extension().is_some_and(|own| own == *extension)));
    files.sort();
    let desk = desk();
    let before = dump(&desk);
    let told: Vec<String> = files.iter().map(|file| told(&desk, kind, file)).collect();
    assert_eq!(dump(&desk), before);
    told.join("\n")
}

#[test]
fn hostile_tickets_are_refused() {
    assert_snapshot!(corpus("tickets", &["csv"]), @r#"
    5 date-day-only.csv:2: column `created_at`: `2026-01-12` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-epoch.csv:2: column `created_at`: `1768210000` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-far.csv:2: column `created_at`: `+99999-01-01T00:00:00Z` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-no-such-day.csv:2: column `created_at`: `2026-02-30T09:30:00Z` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-no-zone.csv:2: column `created_at`: `2026-01-12 09:30` carries no time zone; name that of the whole file in a mapping, e.g. `zone = "Europe/Rome"`
    5 date-offset.csv:2: column `created_at`: `2026-01-12T09:30:00+99:00` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-one-way.csv:2: column `created_at`: `25/12/2026 09:30` may be 25 December 2026; say so in the mapping: `datetime = "%d/%m/%Y %H:%M"`
    5 date-second-60.csv:2: column `created_at`: `2026-01-12T23:59:61Z` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-serial.csv:2: column `created_at`: `46034.39` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-two-digit-year.csv:2: column `created_at`: `03/04/26 09:30` is 3 April 2026 or 4 March 2026 or 26 April 2003; say which in the mapping: `datetime = "%d/%m/%y %H:%M"` or `datetime = "%m/%d/%y %H:%M"` or `datetime = "
    5 date-two-ways.csv:2: column `created_at`: `03/04/2026 09:30` is 3 April 2026 or 4 March 2026; say which in the mapping: `datetime = "%d/%m/%Y %H:%M"` or `datetime = "%m/%d/%Y %H:%M"`
    5 date-words.csv:2: column `created_at`: `yesterday` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    5 date-year-0.csv:2: column `created_at`: `0000-01-01T00:00:00Z` lies before the year 1000
    5 newline-in-subject.csv:2: column `subject`: `Late\nBcc: all@x.example` is not a line of text, expected no line breaks or control characters
    5 no-such-account.csv:2: column `account`: `NOBODY` is no account of this desk
    5 resolved-before-created.csv:2: column `resolved_at`: `2026-01-11T09:30:00Z` lies before `created_at`, 2026-01-12T09:30:00Z
    5 status-unknown.csv:2: column `status`: `Awaiting Vendor` is not a status, expected one of new, open, pending, on-hold, resolved, closed
    "#);
}

#[test]
fn hostile_accounts_in_text_are_refused() {
    assert_snapshot!(corpus("accounts", &["csv"]), @r#"
    5 after-quote.csv:2: column `name`: text after a closing quote; inside quotes, a quote is written twice: `"19"" rail"`
    5 blank.csv:1: the file is empty, expected a header line that names the columns
    5 direction.csv:2: column `code`: `A\u{202e}EMCA` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    5 empty.csv:1: the file is empty, expected a header line that names the columns
    5 escapes.csv:2: column `code`: `A\u{1b}[2J` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    5 formula.csv:2: column `code`: `=cmd|'/c calc'!A1` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    5 gzip.csv:1: the header cannot be read: byte 2 of the cell (0x8b) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    5 header-blank.csv:1: column 2 of the header has no name
    5 header-of-escapes.csv:1: the column `\u{1b}[2J\u{1b}[31mname` has no place in accounts: ignore by name with `--ignore '\u{1b}[2J\u{1b}[31mname'`, or place with `--map '\u{1b}[2J\u{1b}[31mname=FIELD'`
    5 header-twice.csv:1: the header names `code` twice, in columns 1 and 3
    5 key-twice.csv:3: column `code`: `ACME` stands on line 2 already
    5 latin-1.csv:2: column `name`: byte 5 of the cell (0xe9) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    5 long-value.csv:2: column `tier`: `99999999999999999999999999999999999999999999999999999999999999999999999999999999…` is not a tier, expected 1 to 9, where 1 is served first
    5 mark-only.csv:1: the file is empty, expected a header line that names the columns
    5 money-arabic-digits.csv:2: column `credit_limit`: `١٢` is not an amount, expected a plain number, e.g. `1234.50`
    5 money-badly-grouped.csv:2: column `credit_limit`: `1,23,4` is not an amount, expected a plain number, e.g. `1234.50`
    5 money-code.csv:2: column `credit_limit`: `100 USD` names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`
    5 money-decimal-comma.csv:2: column `credit_limit`: `12,50` is not a plain number; if it is 12.50, say `decimal = ","` in the mapping
    5 money-exponent.csv:2: column `credit_limit`: `1e400` has an exponent, so that digits may be lost; write it out, e.g. `1200`
    5 money-grouped.csv:2: column `credit_limit`: `1,234.50` is not a plain number; if it is 1234.50, say `decimal = "."` in the mapping
    5 money-hex.csv:2: column `credit_limit`: `0x10` is not an amount, expected a plain number, e.g. `1234.50`
    5 money-huge.csv:2: column `credit_limit`: `99999999999999999999999` was refused: `99999999999999999999999` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    5 money-infinity.csv:2: column `credit_limit`: `-Infinity` is not a number
    5 money-mixed.csv:3: column `credit_limit`: `USD 100` names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`
    5 money-nan.csv:2: column `credit_limit`: `NaN` is not a number
    5 money-negative.csv:2: column `credit_limit`: `-1` was refused: `-1` is not a credit limit, expected zero (prepaid) or more
    5 money-parentheses.csv:2: column `credit_limit`: `(5.00)` is not an amount, expected a plain number, e.g. `1234.50`
    5 money-sign.csv:2: column `credit_limit`: `€ 100` names a currency, which belongs in a field of its own: take the two apart in the mapping with `split`
    5 money-small-exponent.csv:2: column `credit_limit`: `1.5E-3` has an exponent, so that digits may be lost; write it out, e.g. `1200`
    5 money-too-many-decimals.csv:2: column `credit_limit`: `10.005` is 10.005 or 10005; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
    5 money-two-ways-comma.csv:2: column `credit_limit`: `1,234` is 1234 or 1.234; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
    5 money-two-ways.csv:2: column `credit_limit`: `1.234` is 1.234 or 1234; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
    5 money-underscores.csv:2: column `credit_limit`: `1_000` is not an amount, expected a plain number, e.g. `1234.50`
    5 money-unknown-currency.csv:2: column `currency`: `ZZZ` is not a currency, expected an ISO 4217 code, e.g. `EUR`
    5 money-words.csv:2: column `credit_limit`: `a lot` is not an amount, expected a plain number, e.g. `1234.50`
    5 money-yen.csv:2: column `credit_limit`: `100.5` was refused: `100.5` is not an amount, expected a plain number in JPY, e.g. `12345670`
    5 nul-in-header.csv:1: the header cannot be read: a NUL character, which text cannot have
    5 nul-in-unused.csv:2: column `phone`: a NUL character, which text cannot have
    5 nul.csv:2: column `name`: a NUL character, which text cannot have
    5 objects.csv:1: the header cannot be read: text after a closing quote; inside quotes, a quote is written twice: `"19"" rail"`
    5 overlong.csv:2: column `name`: byte 2 of the cell (0xc0) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    5 parent-of-itself.csv:2: column `external_id`: was refused: there is no account `ACME`
    5 parents-in-a-ring.csv:2: column `parent`: `ZETA` is no account of this desk
    5 pipes.csv:1: the column `code|name` has no place in accounts: ignore by name with `--ignore 'code|name'`, or place with `--map 'code|name=FIELD'`
    5 quotes.csv:2: column `name`: the file ends before the cell's closing quote
    5 ragged-long.csv:2: 4 cells where the header has 2
    5 ragged-short.csv:2: 2 cells where the header has 3
    5 separators.csv:1: column 1 of the header has no name
    5 surrogate.csv:2: column `name`: byte 2 of the cell (0xed) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    5 tabs.csv:1: the header is separated by tabs: say `--input-format tsv`
    5 two-marks.csv:1: the column `\u{feff}code` has no place in accounts: ignore by name with `--ignore '\u{feff}code'`, or place with `--map '\u{feff}code=FIELD'`; is `\u{feff}code` the field `code`?
    5 unclosed-header.csv:1: the header cannot be read: the file ends before the cell's closing quote
    5 unclosed.csv:2: column `name`: the file ends before the cell's closing quote
    5 utf-16-half-a-pair.csv:2: not valid UTF-16LE around byte 36 of the file; nothing from here on was read
    5 utf-16-odd.csv:2: not valid UTF-16BE around byte 37 of the file; nothing from here on was read
    5 utf-16-without-mark.csv:1: the header cannot be read: a NUL character, which text cannot have
    5 utf-32.csv:1: the header cannot be read: a NUL character, which text cannot have
    5 zip.csv:1: the header cannot be read: a NUL character, which text cannot have
    "#);
}

#[test]
fn hostile_accounts_in_objects_are_refused() {
    assert_snapshot!(corpus("accounts", &["jsonl"]), @r#"
    5 array.jsonl:1: not a JSON object: invalid type: sequence, expected an object
    5 comment.jsonl:1: not a JSON object: key must be a string, at byte 16
    5 cut.jsonl:1: not a JSON object: EOF while parsing an object, at byte 25
    5 deep.jsonl:1: the key `name` holds an object or an array, expected a plain value
    5 half-a-pair.jsonl:1: not a JSON object: unexpected end of hex escape, at byte 9
    5 key-twice-escaped.jsonl:1: the key `code` stands twice in one object
    5 key-twice.jsonl:1: the key `code` stands twice in one object
    5 latin-1.jsonl:1: byte 28 of the line (0xe9) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    5 missing.jsonl:1: column `code`: is missing, expected a code, e.g. `ACME`
    5 money-exponent.jsonl:1: column `credit_limit`: `1e400` has an exponent, so that digits may be lost; write it out, e.g. `1200`
    5 nan.jsonl:1: not a JSON object: expected value, at byte 34
    5 nested.jsonl:1: the key `name` holds an object or an array, expected a plain value
    5 nul.jsonl:1: column `name`: a NUL character, which text cannot have
    5 pretty.jsonl:1: not a JSON object: EOF while parsing an object, at byte 1
    5 raw-nul.jsonl:1: not a JSON object: control character (\u0000-\u001F) found while parsing a string, at byte 24
    5 rows.jsonl:1: not a JSON object: expected value, at byte 1
    5 scalar.jsonl:1: not a JSON object: invalid type: integer `42`, expected an object, at byte 2
    5 single-quotes.jsonl:1: not a JSON object: key must be a string, at byte 2
    5 stranger.jsonl:1: the key `__proto__` has no place in accounts: ignore by name with `--ignore __proto__`, or place with `--map __proto__=FIELD`
    5 trailing-comma.jsonl:1: not a JSON object: trailing comma, at byte 27
    5 two-on-a-line.jsonl:1: not a JSON object: trailing characters, at byte 27
    "#);
}

#[test]
fn hostile_accounts_in_workbooks_are_refused() {
    assert_snapshot!(corpus("accounts", &["xlsx", "xls"]), @r#"
    5 beside-the-header.xlsx:2: something stands in D2, beyond the header's last column; give it a name there, or clear it
    5 cells-backwards.xlsx:2: the cell `A2` is out of order; nothing from here on was read
    5 column-beyond-the-last.xlsx:2: the cell `ZZZZZZ2` is out of order; nothing from here on was read
    5 cut-xml.xlsx:2: not XML: ill-formed document: expected `</v>`, but `</worksheet>` was found; nothing from here on was read
    5 cut-zip.xlsx: its zip archive is cut short or damaged
    5 day-after-time.xlsx:2: column `customer_since`: `1e9` is no day of the calendar
    5 day-before-time.xlsx:2: column `customer_since`: `-5` is no day of the calendar
    5 day-that-never-was.xlsx:2: column `customer_since`: `60` is no day of the calendar
    5 day-with-a-time.xlsx:2: column `customer_since`: `2026-01-12T12:00:00` is not a date, expected YYYY-MM-DD, e.g. `2026-11-21`
    5 deep.xlsx:1: tags stand more than 100 deep in each other; nothing from here on was read
    5 dimension-backwards.xlsx:2: column `name`: is missing, expected a line of text, e.g. `Acme S.p.A.`
    5 empty-sheet.xlsx: the sheet is empty, expected a header row that names the columns
    5 empty.xlsx: not an xlsx file: it does not begin like one
    5 entities.xlsx: a document type declaration, which no sheet has
    5 error-cell.xlsx:2: column `name`: `#REF!` is an error of the sheet, expected a value
    5 four-billion-strings.xlsx:2: a cell refers to the text 4000000000, which is not there; nothing from here on was read
    5 header-at-the-last-column.xlsx:1: column 1 of the header has no name
    5 header-twice.xlsx:1: the header names `code` twice, in columns 1 and 2
    5 last-cell.xlsx:1048576: something stands in XFD1048576, beyond the header's last column; give it a name there, or clear it
    5 money-as-text-two-ways.xlsx:2: column `credit_limit`: `1.234` is 1.234 or 1234; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
    5 money-infinite.xlsx:2: column `credit_limit`: `1E+999` is no number, and the sheet says that it is one
    5 money-nan.xlsx:2: column `credit_limit`: `NaN` is no number, and the sheet says that it is one
    5 money-rounded.xlsx:2: column `credit_limit`: `1.2345678901234568E+16` was rounded to 15 digits by the spreadsheet; format the column as text before it is filled
    5 money-too-many-decimals.xlsx:2: column `credit_limit`: `10.005` was refused: `10.005` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    5 no-directory.xlsx: its zip archive is cut short or damaged
    5 no-sheets.xlsx: the workbook has no sheet of cells
    5 no-such-sheet.xlsx: the sheet `Accounts` is not in the file
    5 no-workbook.xlsx: not an xlsx file: there is no workbook in it
    5 no-xml.xlsx: not XML: ill-formed document: entity or character reference not closed: `;` not found before end of input
    5 nul-character.xlsx:2: column `code`: a NUL character, which text cannot have
    5 odf.xlsx: not an xlsx file: there is no workbook in it
    2 `old-workbook.xls` is a workbook of a kind that is not read; save it as .xlsx or as csv
    5 old-workbook.xlsx: a workbook of the old kind (.xls) or one with a password; save it as .xlsx without one
    5 outside-entity.xlsx: a document type declaration, which no sheet has
    5 part-beyond-the-end.xlsx: the part `xl/worksheets/sheet1.xml` cannot be read: its zip archive is cut short or damaged
    5 password.xlsx: the part `xl/worksheets/sheet1.xml` cannot be read: it has a password
    5 path-out-of-the-file.xlsx: the sheet `Accounts` is not in the file
    5 row-beyond-the-last.xlsx:2: the next row is out of order, or beyond the last that a sheet can have; nothing from here on was read
    5 rows-twice.xlsx:2: the next row is out of order, or beyond the last that a sheet can have; nothing from here on was read
    5 sheet-that-is-the-workbook.xlsx: the sheet is empty, expected a header row that names the columns
    5 sixty-thousand-parts.xlsx: its zip archive is cut short or damaged
    5 string-that-is-not-there.xlsx:2: a cell refers to the text 1, which is not there; nothing from here on was read
    5 text.xlsx: not an xlsx file: it does not begin like one
    5 two-sheets.xlsx: it has the sheets `A`, `B`, of which `A`, `B` have a header that fits accounts: name one, e.g. `--sheet A`
    5 unknown-entity.xlsx:2: an entity that XML does not have by itself; nothing from here on was read
    5 unknown-packing.xlsx: the part `xl/worksheets/sheet1.xml` cannot be read: it is packed by `Aes`
    5 unknown-truth.xlsx:2: column `credit_hold`: `2` is not a yes or no, expected one of true, false, yes, no, 1, 0
    5 unknown-type.xlsx:2: a cell of the unknown type `zz`; nothing from here on was read
    5 utf-16-xml.xlsx: it breaks off inside a tag
    5 wrong-checksum.xlsx:2: the part `xl/worksheets/sheet1.xml` is damaged: it differs from its checksum; nothing from here on was read
    "#);
}

#[test]
fn what_is_no_file_is_refused() {
    let desk = desk();
    let before = dump(&desk);
    fs::create_dir(desk.path("folder.csv")).unwrap();
    nix::unistd::mkfifo(&desk.path("closed.csv"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let fifo = desk.path("closed.csv");
    // A writer that comes, writes half a header and goes.
    let writer = thread::spawn(move || File::options().write(true).open(fifo).unwrap().write_all(b"code,na").unwrap());
    let lines = "
        import accounts closed.csv
        import accounts folder.csv
        import accounts nowhere.csv
        import accounts /dev/null --input-format csv
        import accounts /dev/null --input-format xlsx
        import accounts - --input-format csv
    ";
    let told = desk.run(lines);
    writer.join().unwrap();
    assert_eq!(dump(&desk), before);
    assert_snapshot!(told, @"
    $ desk import accounts closed.csv
    --- stderr
    error: closed.csv:1: the column `na` has no place in accounts: ignore by name with `--ignore na`, or place with `--map na=FIELD`; is `na` the field `name`?
      closed.csv:1: nothing fills the required field `name`: name a column, e.g. `--map COLUMN=name`; accounts have external_id, source, code*, name*, parent, segment, tier, status, region, sector, currency, credit_limit, credit_hold, terms, time_zone, language, tax_id, phone, customer_since, tags, primary_rep, backup_rep (* required)
    exit 5

    $ desk import accounts folder.csv
    --- stderr
    error: `folder.csv` could not be read: it is a folder
    exit 1

    $ desk import accounts nowhere.csv
    --- stderr
    error: `nowhere.csv` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk import accounts /dev/null --input-format csv
    --- stderr
    error: /dev/null:1: the file is empty, expected a header line that names the columns
    exit 5

    $ desk import accounts /dev/null --input-format xlsx
    --- stderr
    error: /dev/null: not an xlsx file: it does not begin like one
    exit 5

    $ desk import accounts - --input-format csv
    --- stderr
    error: stdin:1: the file is empty, expected a header line that names the columns
    exit 5
    ");
}

/// A header alone is a list of nothing, which is no mistake.
#[test]
fn a_header_alone_is_taken() {
    let desk = desk();
    desk.write("a.csv", "code,name\n").write("b.tsv", "\u{feff}code\tname\r\n").write("c.jsonl", "\n");
    assert_snapshot!(desk.run("import accounts a.csv\nimport accounts b.tsv\nimport accounts c.jsonl\nimport accounts /dev/null --input-format jsonl"), @"
    $ desk import accounts a.csv
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts b.tsv
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts c.jsonl
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts /dev/null --input-format jsonl
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
}

/// A reader that ends in the midst of a character, a line and a quote, as a pipe may.
#[test]
fn every_cut_of_a_good_file_is_refused_or_taken_whole() {
    let desk = desk();
    let mut text = Vec::new();
    File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample/accounts.csv"))
        .unwrap()
        .read_to_end(&mut text)
        .unwrap();
    let before = dump(&desk);
    for end in (0..text.len()).step_by(97) {
        let told = desk.pipe("import accounts - --input-format csv --dry-run", &text[..end]);
        assert!(!told.contains("panicked"), "{told}");
    }
    assert_eq!(dump(&desk), before);
}
