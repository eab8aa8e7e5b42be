//! Encodings, delimiters, line ends, quotes and limits of delimited files.

use insta::assert_snapshot;

use super::*;
use crate::import::record::CELL_LIMIT;

#[test]
fn marks_delimiters_and_line_ends_make_no_difference() {
    let plain = told_csv("external_id,subject\n1,Größe\n2,b\n");
    assert_snapshot!(plain, @r#"
    2: external_id="1" subject="Größe"
    3: external_id="2" subject="b"
    "#);
    let utf16 = |little: bool| -> Vec<u8> {
        let order = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        "\u{feff}external_id,subject\n1,Größe\n2,b\n".encode_utf16().flat_map(order).collect()
    };
    assert_eq!(told_csv("\u{feff}external_id,subject\n1,Größe\n2,b\n"), plain);
    assert_eq!(told_csv(utf16(true)), plain);
    assert_eq!(told_csv(utf16(false)), plain);
    assert_eq!(told_csv("external_id;subject\r\n1;Größe\r\n2;b"), plain);
    assert_eq!(told_csv("external_id,subject\r1,Größe\r2,b\r"), plain);
    assert_eq!(told_csv("\"external_id\",\" subject \"\n1,\"Größe\"\n\"2\",\"b\""), plain);
    let tabs = "external_id\tsubject\n1\tGröße\n2\tb\n";
    let tabs = Source::from_bytes("t.tsv", Format::Tsv, tabs.as_bytes());
    assert_eq!(told(tabs, &Mapping::default()), plain);
}

#[test]
fn a_row_is_named_by_the_line_it_starts_on() {
    let text = "\n\nexternal_id,subject\n1,\"two\nlines, \"\"quoted\"\"\"\n\n\n2,x\n\"3\",\"a\n\n\"\n4,z\n";
    assert_snapshot!(told_csv(text), @r#"
    4: external_id="1" subject="two\nlines, \"quoted\""
    8: external_id="2" subject="x"
    9: external_id="3" subject="a"
    12: external_id="4" subject="z"
    "#);
    assert_eq!(told_csv(text.replace('\n', "\r\n")).replace("\\r", ""), told_csv(text));
}

#[test]
fn quotes_inside_an_unquoted_cell_are_ordinary() {
    assert_snapshot!(told_csv("external_id,subject\n1,19\" rail \"x\"\n2,'quoted'\n"), @r#"
    2: external_id="1" subject="19\" rail \"x\""
    3: external_id="2" subject="'quoted'"
    "#);
}

#[test]
fn a_row_that_cannot_be_read_does_not_hide_the_next() {
    let text = b"external_id,subject\n1\n2,b,c\n3,\"x\"y\n4,\xe9t\xe9\n5,a\0b\n6,\xc3,\xa9\n7,fine\n8,\"open\n9,lost\n";
    assert_snapshot!(told_csv(text), @r#"
    t.csv:2: 1 cell where the header has 2
    t.csv:3: 3 cells where the header has 2
    t.csv:4: column `subject`: text after a closing quote; inside quotes, a quote is written twice: `"19"" rail"`
    t.csv:5: column `subject`: byte 1 of the cell (0xe9) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    t.csv:6: column `subject`: a NUL character, which text cannot have
    t.csv:7: column `subject`: byte 1 of the cell (0xc3) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`
    8: external_id="7" subject="fine"
    t.csv:9: column `subject`: the file ends before the cell's closing quote
    "#);
}

#[test]
fn a_character_split_between_cells_is_no_character() {
    assert_snapshot!(told_csv(b"external_id,subject\n\xc3,\xa9\n"), @"t.csv:2: column `external_id`: byte 1 of the cell (0xc3) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`");
}

#[test]
fn headers_that_cannot_be_told_apart_are_refused() {
    assert_snapshot!(told_csv(""), @"t.csv:1: the file is empty, expected a header line that names the columns");
    assert_snapshot!(told_csv("\n\r\n\n"), @"t.csv:1: the file is empty, expected a header line that names the columns");
    assert_snapshot!(told_csv("external_id,subject,external_id\n"), @"t.csv:1: the header names `external_id` twice, in columns 1 and 3");
    assert_snapshot!(told_csv("external_id,subject,\n"), @"t.csv:1: column 3 of the header has no name");
    assert_snapshot!(told_csv("external_id\tsubject\n"), @"t.csv:1: the header is separated by tabs: say `--input-format tsv`");
    assert_snapshot!(told_csv("external_id,\"subject\n1,2\n"), @"t.csv:1: the header cannot be read: the file ends before the cell's closing quote");
    assert_snapshot!(told_csv("e\0x\0"), @"t.csv:1: the header cannot be read: a NUL character, which text cannot have");
}

#[test]
fn a_cell_over_the_limit_is_refused_and_passed_over() {
    let long = "x".repeat(CELL_LIMIT);
    let text = format!("external_id,subject\n1,{long}\n2,{long}x\n3,\"{long}\n\"\n4,fine\n");
    let told = told_csv(text).replace(&long, "…");
    assert_snapshot!(told, @r#"
    2: external_id="1" subject="…"
    t.csv:3: column `subject`: a cell of more than 4 MB
    t.csv:4: column `subject`: a cell of more than 4 MB: is its closing quote missing?
    6: external_id="4" subject="fine"
    "#);
}

#[test]
fn a_record_over_the_limit_is_refused() {
    let columns: Vec<String> = (0..40).map(|n| format!("c{n}")).collect();
    let row = vec!["x".repeat(500_000); 40].join(",");
    let mut ignoring = Mapping::default();
    ignoring.ignore("*");
    let text = format!("external_id,subject,{}\n1,a,{row}\n2,b{}\n", columns.join(","), ",".repeat(40));
    assert_snapshot!(told(csv(text.as_bytes()), &ignoring), @r#"
    t.csv:2: a record of more than 16 MB
    3: external_id="2" subject="b"
    "#);
}

#[test]
fn outer_spaces_and_our_own_guard_are_taken_off() {
    let text = "external_id,subject\n 1 ,\u{a0}a b\t\n2,'=1+1\n3,'+39 02\n4,''=x\n5,'n Sync\n6,'\n";
    assert_snapshot!(told_csv(text), @r#"
    2: external_id="1" subject="a b"
    3: external_id="2" subject="=1+1"
    4: external_id="3" subject="+39 02"
    5: external_id="4" subject="'=x"
    6: external_id="5" subject="'n Sync"
    7: external_id="6" subject="'"
    "#);
    let import = Import::open(csv(text.as_bytes()), &TICKETS, &Mapping::default()).unwrap();
    let mut rows = import.rows().unwrap();
    while rows.next_row().is_some() {}
    let trimmed = rows.trimmed().unwrap();
    assert_eq!((trimmed.cells, trimmed.line, trimmed.column.as_str()), (2, 2, "external_id"));
}
