//! What the targets do with the bytes they are given: no input may panic, hang or take much memory.

use std::io::{Cursor, Write};

use desk::domain::intake::AccountIntake;
use desk::domain::logged::{AnyEvent, AnyTicket};
use desk::import::{Format, Import, Imported, Mapping, Source};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes as accounts, tickets and events, with every column placed and with only those that have a place.
pub fn anything(format: Format, bytes: &[u8]) {
    let mut all = Mapping::default();
    all.ignore("*");
    for mapping in [Mapping::default(), all] {
        rows::<AccountIntake>(format, bytes, &mapping);
        rows::<AnyTicket>(format, bytes, &mapping);
        rows::<AnyEvent>(format, bytes, &mapping);
    }
}

/// Reads bytes as rows of one kind.
pub fn rows<T: Imported>(format: Format, bytes: &[u8], mapping: &Mapping) {
    let source = Source::from_bytes("fuzz", format, bytes);
    let Ok(import) = Import::open(source, T::KIND, mapping) else { return };
    let Ok(mut rows) = import.rows() else { return };
    while let Some(row) = rows.next_row() {
        if let Ok(row) = row {
            let _ = T::read(&row);
        }
    }
}

/// Packs bytes as the sheet, the texts or the styles of a workbook that is sound otherwise: random bytes are hardly ever
/// a zip.
pub fn packed(part: u8, bytes: &[u8]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, to: &str| format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{to}\"/>");
    let relations = [
        relation("a", "worksheet", "sheet.xml"),
        relation("b", "sharedStrings", "strings.xml"),
        relation("c", "styles", "styles.xml"),
    ];
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let header = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c s=\"1\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>";
    let sheet = format!("<worksheet><sheetData>{header}</sheetData></worksheet>");
    let parts: [(&str, &[u8]); 5] = [
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"One\" r:id=\"a\"/></sheets></workbook>"),
        ("xl/sheet.xml", sheet.as_bytes()),
        ("xl/strings.xml", b"<sst><si><t>code</t></si><si><t>name</t></si><si><t>a</t></si></sst>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (position, (name, text)) in parts.into_iter().enumerate() {
        let text = if position == usize::from(part) % 5 { bytes } else { text };
        zip.start_file(name, stored).and_then(|()| Ok(zip.write_all(text)?)).expect("memory takes what is written");
    }
    zip.finish().expect("memory takes what is written").into_inner()
}
