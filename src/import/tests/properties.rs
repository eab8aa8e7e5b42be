//! What holds of any bytes.

use proptest::prelude::*;

use super::super::delimited::Delimited;
use super::super::record::Record;
use super::*;

/// Reads all records without a header, as cells and the line each starts on.
fn records(bytes: &[u8], delimiter: u8) -> Vec<(u64, Vec<String>)> {
    let mut reader = Delimited::new(Box::new(std::io::Cursor::new(bytes.to_vec())), delimiter);
    let (mut record, mut records) = (Record::default(), Vec::new());
    while reader.read(&mut record).unwrap() {
        assert_eq!(record.flaw, None);
        let cells = (0..record.cells).map(|cell| record.cell(cell).unwrap().to_owned());
        records.push((record.line, cells.collect()));
    }
    records
}

/// Bytes that a reader has to look at twice.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let part = prop::sample::select(vec![
        ",",
        ";",
        "\n",
        "\r",
        "\"",
        "{",
        "}",
        ":",
        "\"external_id\"",
        "external_id,subject\n",
        "\0",
        "a",
        " ",
        "\\u0000",
        "é",
    ]);
    prop_oneof![
        prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat().into_bytes()),
        prop::collection::vec(any::<u8>(), 0..200),
    ]
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in bytes(), start in 0..4_usize, format in 0..4_usize) {
        let starts: [&[u8]; 4] = [b"", b"external_id,subject\n", b"\xff\xfe", b"\xef\xbb\xbf"];
        let format = Format::ALL[format];
        let source = Source::from_bytes("t", format, [starts[start], &bytes].concat());
        let mut all = Mapping::default();
        all.ignore("*");
        told(source.clone(), &all);
        told(source, &Mapping::default());
    }

    #[test]
    fn arbitrary_mappings_never_panic(text in "\\PC{0,80}", key in "[a-z_]{1,8}") {
        let _ = Mapping::parse("m", &text);
        let _ = Mapping::parse("m", &format!("{key} = {text}"));
        let _ = Mapping::parse("m", &format!("datetime = '{}'", text.replace('\'', "")));
        let _ = Mapping::parse("m", &format!("[fields]\n{key} = {{ {text} }}"));
    }

    #[test]
    fn what_a_csv_writer_writes_reads_back_equal(
        table in (1..5_usize).prop_flat_map(|width| prop::collection::vec(prop::collection::vec("[a,;\"\r\n\t é']{0,6}", width), 1..8)),
        delimiter in prop::sample::select(b",;\t".to_vec()),
        crlf: bool,
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let written = writer.into_inner().unwrap();
        let read: Vec<Vec<String>> = records(&written, delimiter).into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(read, table);
    }

    #[test]
    fn objects_read_back_equal(id in "\\PC{1,20}", subject in any::<String>().prop_filter("no NUL", |text| !text.contains('\0'))) {
        let object = serde_json::json!({ "external_id": id, "subject": subject });
        let import = Import::open(jsonl(&object.to_string()), &TICKETS, &Mapping::default()).unwrap();
        let mut rows = import.rows().unwrap();
        let row = rows.next_row().unwrap().unwrap();
        let expected = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        prop_assert_eq!(row.text("external_id").map(str::to_owned), expected(&id));
        prop_assert_eq!(row.text("subject").map(str::to_owned), expected(&subject));
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them(cells in prop::collection::vec("[a\n,]{1,5}", 1..20), crlf: bool) {
        let end = if crlf { "\r\n" } else { "\n" };
        let quoted = cells.iter().map(|cell| format!("\"{}\"{end}", cell.replace('\n', end)));
        let text = quoted.collect::<Vec<_>>().concat();
        for (line, record) in records(text.as_bytes(), b',') {
            let start: usize = text.split_inclusive('\n').take(usize::try_from(line).unwrap() - 1).map(str::len).sum();
            let cell = format!("\"{}\"", record[0]);
            prop_assert!(text[start..].starts_with(&cell));
        }
    }
}
