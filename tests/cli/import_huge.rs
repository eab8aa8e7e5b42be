//! `desk import`: files whose size is the harm, made when the test runs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use insta::assert_snapshot;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::harness::Desk;
use crate::import_hostile::{desk, dump, told};

/// Writes a file of the same bytes over and over.
fn repeated(desk: &Desk, name: &str, start: &str, middle: &str, times: usize, end: &str) -> PathBuf {
    let mut file = BufWriter::new(File::create(desk.path(name)).unwrap());
    file.write_all(start.as_bytes()).unwrap();
    let block = middle.repeat(1024);
    for _ in 0..times / 1024 {
        file.write_all(block.as_bytes()).unwrap();
    }
    file.write_all(end.as_bytes()).unwrap();
    desk.path(name)
}

/// Zips a workbook of one sheet, in which the same text stands over and over.
fn bomb(desk: &Desk, name: &str, part: &str, start: &str, middle: &str, times: usize) -> PathBuf {
    let parts = [
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/><Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/><Relationship Id=\"c\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>",
        ),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"One\" r:id=\"a\"/></sheets></workbook>"),
        ("xl/sheet.xml", "<worksheet><sheetData/></worksheet>"),
    ];
    let mut zip = ZipWriter::new(BufWriter::new(File::create(desk.path(name)).unwrap()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts.iter().filter(|(name, _)| *name != part) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file(part, options).unwrap();
    zip.write_all(start.as_bytes()).unwrap();
    let block = middle.repeat(1024);
    for _ in 0..times / 1024 {
        zip.write_all(block.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    desk.path(name)
}

const MILLION: usize = 1 << 20;

#[test]
fn files_of_a_size_are_refused_in_little_memory() {
    let desk = desk();
    let before = dump(&desk);
    let x = "x".repeat(64);
    let mut files = vec![
        repeated(&desk, "cell-of-200-mb.csv", "code,name\nA,", &x, 200 * MILLION / 64, "\n"),
        repeated(&desk, "quoted-cell-of-16-mb.csv", "code,name\nA,\"", &x, MILLION / 4, "\"\n"),
        repeated(&desk, "unclosed-for-16-mb.csv", "code,name\nA,\"", "b,c\n", 4 * MILLION, ""),
        repeated(&desk, "quotes-for-16-mb.csv", "code,name\nA,", "\"", 16 * MILLION, "\n"),
        repeated(&desk, "a-million-columns.csv", "", "code,", MILLION, "name\n"),
        repeated(&desk, "a-million-cells.csv", "code,name\n", "a,", MILLION, "\n"),
        repeated(&desk, "header-of-8-mb.csv", "code,", "name", 2 * MILLION, "\n"),
        repeated(&desk, "line-of-32-mb.jsonl", "{\"code\":\"", &x, MILLION / 2, "\"}\n"),
        repeated(&desk, "a-million-deep.jsonl", "{\"code\":", "[", MILLION, "\n"),
        repeated(&desk, "a-million-keys.jsonl", "{\"code\":\"A\"", ",\"name\":1", MILLION, "}\n"),
        repeated(&desk, "a-million-strangers.jsonl", "{\"code\":\"A\",\"name\":\"a\"", ",\"a\":1", MILLION, "}\n"),
    ];
    let comment = format!("<!--{x}-->");
    let bombs = [
        ("rows.xlsx", "xl/sheet.xml", "<worksheet><sheetData>", "<row/>", 8),
        ("cells.xlsx", "xl/sheet.xml", "<worksheet><sheetData><row>", "<c><v>1</v></c>", 10),
        ("comments.xlsx", "xl/sheet.xml", "<worksheet>", &comment, 10),
        ("spaces.xlsx", "xl/sheet.xml", "<worksheet>", " ", 9),
        ("depth.xlsx", "xl/sheet.xml", "<worksheet>", "<a>", 1),
        ("attributes.xlsx", "xl/sheet.xml", "<worksheet><sheetData><row ", "r=\"1\" ", 9),
        ("texts.xlsx", "xl/strings.xml", "<sst>", "<si/>", 10),
        ("text.xlsx", "xl/strings.xml", "<sst><si>", "<t>aaaaaaaaaaaaa</t>", 12),
        ("styles.xlsx", "xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>", 10),
        ("sheets.xlsx", "xl/workbook.xml", "<workbook>", "<sheet name=\"a\" r:id=\"a\"/>", 5),
    ];
    for (name, part, start, middle, size) in bombs {
        files.push(bomb(&desk, name, part, start, middle, size * MILLION / middle.len()));
    }
    let told: Vec<String> = files.iter().map(|file| told(&desk, "accounts", file)).collect();
    assert_eq!(dump(&desk), before);
    assert_snapshot!(told.join("\n"), @"
    5 cell-of-200-mb.csv:2: column `name`: a cell of more than 4 MB
    5 quoted-cell-of-16-mb.csv:2: column `name`: a cell of more than 4 MB: is its closing quote missing?
    5 unclosed-for-16-mb.csv:2: column `name`: a cell of more than 4 MB: is its closing quote missing?
    5 quotes-for-16-mb.csv:2: column `name`: a cell of more than 4 MB: is its closing quote missing?
    5 a-million-columns.csv:1: a header of 1048577 columns, expected at most 16384
    5 a-million-cells.csv:2: 1048577 cells where the header has 2
    5 header-of-8-mb.csv:1: the header cannot be read: a cell of more than 4 MB
    5 line-of-32-mb.jsonl:1: a record of more than 16 MB
    5 a-million-deep.jsonl:1: not a JSON object: EOF while parsing a list, at byte 1048584
    5 a-million-keys.jsonl:1: the key `name` stands twice in one object
    5 a-million-strangers.jsonl:1: the key `a` stands twice in one object
    5 rows.xlsx: the next row is out of order, or beyond the last that a sheet can have
    5 cells.xlsx: the part `xl/sheet.xml` unpacks from 58273 bytes to more than 8 MiB, which no sheet does
    5 comments.xlsx: the part `xl/sheet.xml` unpacks from 73548 bytes to more than 8 MiB, which no sheet does
    5 spaces.xlsx: the part `xl/sheet.xml` unpacks from 9203 bytes to more than 8 MiB, which no sheet does
    5 depth.xlsx: tags stand more than 100 deep in each other
    5 attributes.xlsx: the part `xl/sheet.xml` unpacks from 43177 bytes to more than 8 MiB, which no sheet does
    5 texts.xlsx: the part `xl/strings.xml` unpacks from 51442 bytes to more than 8 MiB, which no sheet does
    5 text.xlsx: the part `xl/strings.xml` unpacks from 74461 bytes to more than 8 MiB, which no sheet does
    5 styles.xlsx: the part `xl/styles.xml` unpacks from 51467 bytes to more than 8 MiB, which no sheet does
    5 sheets.xlsx: more than 1,000 sheets
    ");
}
