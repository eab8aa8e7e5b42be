//! Text that would drive a terminal, a spreadsheet or an eye: it comes out seen, on every path.

use proptest::prelude::*;

use super::sample::{Ticket, detail, settings, ticket, written};
use crate::output::{Failure, Format, Settings, escape};

const HOSTILE: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;https://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\",
    "\u{9b}2J\u{9d}0;x\u{9c}",
    "nul\0del\u{7f}bell\u{7}back\u{8}",
    "invoice\u{202e}fdp.exe\u{202c}",
    "\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{200e}\u{200f}\u{61c}",
    "zero\u{200b}width\u{200c}\u{200d}\u{2060}\u{feff}",
    "tag\u{e0001}\u{e0041}\u{e007f}",
    "line\u{2028}paragraph\u{2029}",
    "two\r\nlines\nand\tmore\rover\u{85}\u{b}\u{c}",
    "back\\slash \\u{1b} \"quoted\", comma",
    "𝒶\u{e0041}日本",
];

fn coloured(format: Format) -> Settings {
    Settings { color: true, color_err: true, ..settings(format, 80) }
}

/// What a format may write beside visible characters.
fn allowed(format: Format) -> &'static [char] {
    match format {
        Format::Plain => &['\n', '\t'],
        Format::Csv => &['\n', '\r', '\t'],
        Format::Table | Format::Json | Format::Jsonl | Format::Html | Format::Md | Format::Xlsx => &['\n'],
    }
}

fn assert_visible(text: &str, allowed: &[char]) {
    let hidden = text.chars().find(|c| escape::is_hidden(*c) && !allowed.contains(c));
    assert_eq!(hidden, None, "in {text:?}");
}

#[test]
fn nothing_hidden_passes_in_a_list_or_a_detail_in_any_format() {
    for text in HOSTILE {
        for format in Format::ALL.iter().filter(|format| !format.is_document()) {
            let list = written(settings(*format, 80), |out| out.list(&[ticket(text)], Some(2)));
            assert_visible(&list.stdout, allowed(*format));
            let one = written(settings(*format, 80), |out| out.detail(&detail(text)));
            assert_visible(&one.stdout.replace('\t', " "), allowed(*format));
        }
    }
}

#[test]
fn with_colour_the_only_escapes_are_our_own() {
    for text in HOSTILE {
        let list = written(coloured(Format::Table), |out| out.list(&[ticket(text)], None)).stdout;
        let one = written(coloured(Format::Table), |out| out.detail(&detail(text))).stdout;
        for ours in [list, one] {
            let codes = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m"];
            let bare = codes.iter().fold(ours, |text, code| text.replace(code, ""));
            assert_visible(&bare.replace('\t', " "), &['\n']);
        }
    }
}

#[test]
fn text_notes_warnings_and_failures_are_escaped_too() {
    for text in HOSTILE {
        let said = written(coloured(Format::Table), |out| {
            out.text(text)?;
            out.note(format_args!("Replied to {text}"))?;
            out.warn(format_args!("no such file {text}"))
        });
        assert_visible(&said.stdout, &['\n', '\t']);
        let codes = ["\u{1b}[33m", "\u{1b}[0m"];
        assert_visible(&codes.iter().fold(said.stderr, |all, code| all.replace(code, "")), &['\n', '\t']);
        let failure = Failure {
            error: (*text).to_owned(),
            causes: vec![(*text).to_owned()],
            hint: Some((*text).to_owned()),
            exit_code: 1,
        };
        for as_json in [false, true] {
            let mut stderr = Vec::new();
            failure.write(&mut stderr, as_json, false).unwrap();
            assert_visible(&String::from_utf8(stderr).unwrap(), &['\n', '\t']);
        }
    }
}

#[test]
fn json_gives_the_original_text_back() {
    for text in HOSTILE {
        let array = written(settings(Format::Json, 80), |out| out.list(&[ticket(text)], None)).stdout;
        let parsed: serde_json::Value = serde_json::from_str(&array).unwrap();
        assert_eq!(parsed[0]["subject"], *text);
        let line = written(settings(Format::Jsonl, 80), |out| out.list(&[ticket(text)], None)).stdout;
        assert_eq!(line.lines().count(), 1);
        let parsed: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(parsed["subject"], *text);
    }
}

#[test]
fn a_body_cannot_pose_as_a_section_nor_a_name_as_an_error() {
    let shown = written(settings(Format::Table, 80), |out| out.detail(&detail("Hi\n\nManager\n  approved"))).stdout;
    assert!(shown.ends_with("Anna Schmidt\n  Hi\n\n  Manager\n    approved\n"), "{shown}");
    let said = written(settings(Format::Table, 80), |out| out.note(format_args!("wrote `a\nerror: b`"))).stderr;
    assert_eq!(said, "wrote `a\n  error: b`\n");
}

#[test]
fn formulas_are_defused_in_csv_unless_raw_and_numbers_never() {
    let rows = ["=1+1", "+39 02", "-x", "@SUM(A1)", "＝1", "\t=1"].map(ticket);
    let only = Settings { fields: Some(vec!["subject".to_owned()]), ..settings(Format::Csv, 80) };
    let tame = written(only.clone(), |out| out.list(&rows, None)).stdout;
    assert_eq!(tame, "subject\r\n'=1+1\r\n'+39 02\r\n'-x\r\n'@SUM(A1)\r\n'＝1\r\n'\t=1\r\n");
    let raw = written(Settings { raw: true, ..only }, |out| out.list(&rows, None)).stdout;
    assert!(raw.starts_with("subject\r\n=1+1\r\n"), "{raw}");

    let mut owed = ticket("refund");
    owed.worth = owed.worth.map(|worth| crate::domain::Money { minor: -500, ..worth });
    let money = Settings { fields: Some(vec!["worth".to_owned()]), ..settings(Format::Csv, 80) };
    assert_eq!(written(money, |out| out.list(&[owed], None)).stdout, "worth\r\n-5.00 EUR\r\n");
}

proptest! {
    #[test]
    fn plain_is_one_line_a_row_with_the_same_number_of_tabs(
        texts in proptest::collection::vec((any::<String>(), any::<String>()), 0..8),
    ) {
        let row = |(account, subject): &(String, String)| Ticket { account: account.clone(), ..ticket(subject) };
        let rows: Vec<Ticket> = texts.iter().map(row).collect();
        let plain = written(settings(Format::Plain, 80), |out| out.list(&rows, None)).stdout;
        prop_assert!(plain.ends_with('\n'));
        prop_assert_eq!(plain.matches('\n').count(), rows.len() + 1);
        prop_assert!(plain.lines().all(|line| line.matches('\t').count() == 7));
    }

    #[test]
    fn a_table_has_one_line_a_row_and_fits_the_screen(
        texts in proptest::collection::vec(any::<String>(), 1..8), width in 60_u16..200,
    ) {
        let rows: Vec<Ticket> = texts.iter().map(|text| ticket(text)).collect();
        let table = written(settings(Format::Table, width), |out| out.list(&rows, None)).stdout;
        prop_assert_eq!(table.matches('\n').count(), rows.len() + 1);
        for line in table.lines() {
            prop_assert!(crate::output::width::of(line) <= usize::from(width), "{}", line);
        }
    }

    #[test]
    fn csv_read_back_gives_the_visible_text_back(text in "[ -~\n\t日é=＝']{0,20}") {
        let only = Settings { fields: Some(vec!["subject".to_owned()]), ..settings(Format::Csv, 80) };
        let csv = written(only, |out| out.list(&[ticket(&text)], None)).stdout;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(&record[0], escape::defuse(text.as_str().into()));
    }
}
