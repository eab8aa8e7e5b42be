//! Sheets as other programs write them, and as nobody should.

use std::io::{Cursor, Write};

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::super::record::Record;
use super::super::source::{self, Source};
use super::*;

const SHEET: &str = "<worksheet><sheetData>{}</sheetData></worksheet>";

/// Zips parts into a workbook of one sheet; `rows` is what stands between the tags of its data.
fn zipped(rows: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let named = |kind: &str, to: &str| format!("<Relationship Id=\"{kind}\" Type=\"x/{kind}\" Target=\"{to}\"/>");
    let related = named("worksheet", "worksheets/sheet1.xml")
        + &named("sharedStrings", "sharedStrings.xml")
        + &named("styles", "styles.xml");
    let sheet = SHEET.replace("{}", rows);
    let mut parts = vec![
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{related}</Relationships>")),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"One\" r:id=\"worksheet\"/></sheets></workbook>".to_owned(),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in others {
        parts.retain(|(known, _)| known != name);
        parts.push((name, (*text).to_owned()));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn source(bytes: Vec<u8>) -> Source {
    Source::from_bytes("t.xlsx", source::Format::Xlsx, bytes)
}

/// Reads the first sheet: each row's number and cells, what is wrong with it, or why it cannot be read on.
fn told(bytes: Vec<u8>) -> String {
    let book = match Book::open(source(bytes).raw()) {
        Ok(book) => book,
        Err(why) => return why.to_string(),
    };
    let Some(sheet) = book.visible().next() else { return "no sheet".to_owned() };
    let (mut cells, mut record, mut told) = (book.cells(sheet, Width::Any), Record::default(), Vec::new());
    loop {
        match cells.read(&mut record) {
            Ok(false) => return told.join("\n"),
            Ok(true) => {
                let row: Vec<&str> = (0..record.cells).map(|cell| record.cell(cell).unwrap_or("-")).collect();
                let flaws = record.flaw.iter().chain(record.odd.iter().map(|(_, flaw)| flaw));
                let flaws: Vec<String> = flaws.map(|flaw| format!(" ({})", flaw.sentence("x"))).collect();
                told.push(format!("{}: {}{}", record.line, row.join("|"), flaws.concat()));
            }
            Err(why) => {
                told.push(why.to_string());
                return told.join("\n");
            }
        }
    }
}

#[test]
fn cells_come_in_as_a_person_sees_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (day, moment) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
    for (column, name) in ["id", "text", "number", "day", "moment", "flag", "formula"].iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), *name).unwrap();
    }
    sheet.write(1, 0, 12_345_678_901.0).unwrap();
    sheet.write(1, 1, " a <b> & \"c\" é 😀\n second\r\nline ").unwrap();
    sheet.write(1, 2, 0.1 + 0.2).unwrap();
    sheet.write_with_format(1, 3, ExcelDateTime::from_ymd(2026, 11, 14).unwrap(), &day).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 11, 14).unwrap().and_hms(9, 30, 0).unwrap();
    sheet.write_with_format(1, 4, at, &moment).unwrap();
    sheet.write(1, 5, true).unwrap();
    sheet.write(1, 6, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(3, 0, "007").unwrap();
    sheet.write_with_format(3, 2, 420, &Format::new().set_num_format("00000")).unwrap();
    sheet.write(3, 6, Formula::new("=A1&\"x\"").set_result("idx")).unwrap();
    sheet.merge_range(4, 0, 5, 1, "merged", &Format::new()).unwrap();
    sheet.write_blank(9, 0, &Format::new().set_bold()).unwrap();
    insta::assert_snapshot!(told(book.save_to_buffer().unwrap()), @r#"
    1: id|text|number|day|moment|flag|formula
    2: 12345678901| a <b> & "c" é 😀
     second
    line |0.3|2026-11-14|2026-11-14T09:30:00|TRUE|2
    4: 007|-|00420|-|-|-|idx
    5: merged
    "#);
}

#[test]
fn what_is_written_in_place_or_in_runs_is_read_too() {
    let strings = "<sst count=\"4000000000\" uniqueCount=\"4000000000\"><si/><si><t>one</t></si><si><r><t>tw</t></r><r><rPr><b/></rPr><t>o</t></r>\
        <rPh><t>zwei</t></rPh></si><si><t>a_x000D_b_x005F_c_xZZ</t></si></sst>";
    let rows = "<row><c t=\"inlineStr\"><is><r><t>a</t></r><r><t>&amp;lt;&#233;<![CDATA[<x>]]></t></r></is></c><c t=\"s\"><v>1</v></c></row>\
        <row r=\"4\"><c r=\"B4\" t=\"s\"><v>2</v></c><c r=\"D4\" t=\"str\"><f>\"v\"</f><v>value</v></c><c r=\"E4\" t=\"s\"><v>0</v></c><c t=\"s\"><v>3</v></c></row>\
        <row r=\"5\"/><x:row r=\"6\"><x:c><x:v>7</x:v></x:c><c t=\"e\"><v>#REF!</v></c><c t=\"d\"><v>2026-11-14T09:00:00</v></c></x:row>";
    insta::assert_snapshot!(told(zipped(rows, &[("xl/sharedStrings.xml", strings)])), @"1: a&lt;é<x>|one\n4: -|two|-|value|-|a\rb_c_xZZ\n6: 7|#REF!|2026-11-14T09:00:00 (`#REF!` is an error of the sheet, expected a value)");
}

#[test]
fn what_cannot_be_is_refused() {
    let rows = [
        "<row><c r=\"XFD1\"><v>1</v></c></row>",
        "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
        "<row r=\"1048577\"/>",
        "<row r=\"99999999999999\"/>",
        "<row r=\"2\"/><row r=\"2\"/>",
        "<row><c r=\"XFE1\"><v>1</v></c></row>",
        "<row><c r=\"A2\"><v>1</v></c></row>",
        "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
        "<row><c t=\"s\"><v>1</v></c></row>",
        "<row><c t=\"s\"><v>-1</v></c></row>",
        "<row><c t=\"zz\"><v>-1</v></c></row>",
        "<row><c><v>NaN</v></c><c><v>1e999</v></c></row>",
        "<row><c><v>&x;</v></c></row>",
        "<row><c t=\"str\"><v>&#0;</v></c></row>",
        "<row><c t=\"str\"><v>a_x0000_</v></c></row>",
        "<row><c>",
        "<row><c></row>",
        "<!DOCTYPE a>",
    ];
    let told: Vec<String> = rows
        .iter()
        .map(|row| told(zipped(row, &[])))
        .map(|told| told.trim_start_matches("1: -|-").to_owned())
        .collect();
    let told: Vec<String> = told
        .into_iter()
        .map(|line| if line.len() > 200 { format!("… {}", &line[line.len() - 20..]) } else { line })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"… |-|-|-|-|-|-|-|-|-|1\n1048576: 1\nthe next row is out of order, or beyond the last that a sheet can have\nthe next row is out of order, or beyond the last that a sheet can have\nthe next row is out of order, or beyond the last that a sheet can have\nthe cell `XFE1` is out of order\nthe cell `A2` is out of order\nthe cell `A1` is out of order\na cell refers to the text 1, which is not there\na cell refers to the text -1, which is not there\na cell of the unknown type `zz`\n1: NaN|1e999 (`NaN` is no number, and the sheet says that it is one) (`1e999` is no number, and the sheet says that it is one)\nan entity that XML does not have by itself\nnot XML: invalid character reference: 0x0 character is not permitted in XML\n1: a\0 (a NUL character, which text cannot have)\nnot XML: ill-formed document: expected `</c>`, but `</sheetData>` was found\nnot XML: ill-formed document: expected `</c>`, but `</row>` was found\na document type declaration, which no sheet has");
}

#[test]
fn bombs_and_claims_cost_nothing() {
    let deep = "<a>".repeat(200);
    let long = format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(9 << 20));
    let rows = "<row></row>".repeat(2 << 20);
    let bomb = format!("<!--{}-->", "x".repeat(1 << 20)).repeat(40);
    let claim = "<dimension ref=\"B2:A1\"/><dimension ref=\"A1:XFD99999999999\"/>";
    let stranger =
        [("xl/workbook.xml", "<workbook><sheets><sheet name=\"One\" r:id=\"nowhere\"/></sheets></workbook>")];
    let chart = [("xl/workbook.xml", "<workbook/>")];
    let told = [
        told(zipped(&deep, &[])),
        told(zipped(&long, &[])),
        told(zipped(&rows, &[])),
        told(zipped(&bomb, &[])),
        told(zipped(claim, &[])),
        told(zipped("", &stranger)),
        told(zipped("", &chart)),
        told(b"".to_vec()),
        told(b"PK\x03\x04 and more".to_vec()),
        told(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec()),
    ];
    insta::assert_snapshot!(told.join("\n"), @"
    tags stand more than 100 deep in each other
    the part `xl/worksheets/sheet1.xml` unpacks from 9262 bytes to more than 8 MiB, which no sheet does
    the part `xl/worksheets/sheet1.xml` unpacks from 111914 bytes to more than 10 MiB, which no sheet does
    the part `xl/worksheets/sheet1.xml` unpacks from 41098 bytes to more than 8 MiB, which no sheet does

    the workbook does not say where the sheet `One` is
    no sheet
    not an xlsx file: it does not begin like one
    its zip archive is cut short or damaged
    a workbook of the old kind (.xls) or one with a password; save it as .xlsx without one
    ");
}

#[test]
fn a_damaged_part_is_found_by_its_checksum() {
    let mut bytes = zipped("<row><c><v>1234567</v></c></row>", &[]);
    let stored = bytes.windows(7).position(|window| window == b"1234567");
    if let Some(at) = stored {
        bytes[at] = b'9';
    }
    let told = told(bytes);
    assert!(stored.is_none() || told.contains("checksum"), "{told}");
}

#[test]
fn columns_have_letters() {
    assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), place in 0..1000_usize) {
        told(bytes.clone());
        let mut book = zipped("<row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row>", &[("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>")]);
        for (byte, at) in bytes.iter().zip(place..) {
            let at = at % book.len();
            book[at] = *byte;
        }
        told(book);
    }

    #[test]
    fn arbitrary_xml_never_panics(parts in prop::collection::vec(prop::sample::select(vec![
        "<row>", "</row>", "<row r=\"3\">", "<c>", "</c>", "<c t=\"s\">", "<c t=\"inlineStr\" r=\"C3\">", "<v>", "</v>", "<is>", "</is>",
        "<t>", "</t>", "1", "é", "&amp;", "&#x1F600;", "<!--", "-->", "<![CDATA[", "]]>", "</sheetData>", "<", ">", "\"", "<c s=\"9\">",
    ]), 0..40)) {
        told(zipped(&parts.concat(), &[("xl/sharedStrings.xml", &parts.concat()), ("xl/styles.xml", &parts.concat())]));
        told(zipped(&parts.concat(), &[]));
    }

    /// A second opinion, on what it can be trusted with.
    #[test]
    fn texts_and_numbers_read_as_another_reader_reads_them(
        table in prop::collection::vec(prop::collection::vec(prop_oneof![
            "[a-zA-Z0-9 <>&\"'é€😀]{1,12}".prop_filter("no space outside", |text| text.trim() == text).prop_map(Data::String),
            (-1_000_000_i64..1_000_000, 0..5_i32).prop_map(|(number, decimals)| Data::Float(f64::from(i32::try_from(number).unwrap()) / 10_f64.powi(decimals))),
            any::<bool>().prop_map(Data::Bool),
        ], 1..6), 1..12),
    ) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(&table) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Data::String(text) => sheet.write(row, column, text),
                    Data::Float(number) => sheet.write(row, column, *number),
                    _ => sheet.write(row, column, *cell == Data::Bool(true)),
                }.unwrap();
            }
        }
        let bytes = book.save_to_buffer().unwrap();
        let mut other = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        let range = other.worksheet_range_at(0).unwrap().unwrap();
        let shown = |cell: &Data| match cell {
            Data::Empty => None,
            Data::Bool(flag) => Some(flag.to_string().to_uppercase()),
            other => Some(other.to_string()),
        };
        let theirs: Vec<String> = range.rows().map(|row| {
            let mut row: Vec<String> = row.iter().map(|cell| shown(cell).unwrap_or_else(|| "-".to_owned())).collect();
            while row.last().is_some_and(|cell| cell == "-") { row.pop(); }
            row.join("|")
        }).collect();
        let ours: Vec<String> = told(bytes).lines().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect();
        prop_assert_eq!(ours, theirs);
    }
}
