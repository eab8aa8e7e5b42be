//! Commands as JSON lines: what is understood, and what is refused in which words.

use std::io::Cursor;

use proptest::prelude::*;

use crate::import::record::RECORD_LIMIT;
use crate::import::{Given, Instruction, Instructions};

/// Reads everything, and writes each line's verdict on a line.
fn told(bytes: &[u8]) -> String {
    let mut instructions = Instructions::coming(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
    let mut told = Vec::new();
    while let Some((line, read)) = instructions.next_one().unwrap() {
        told.push(match read {
            Ok(instruction) => format!("{line}: {} {:?}", instruction.verb, instruction.fields),
            Err(why) => format!("{line}: {why}"),
        });
    }
    told.join("\n")
}

#[test]
fn a_command_is_what_to_do_and_what_its_keys_are_given() {
    let text = "\u{feff}{\"do\":\"a.b\",\"x\":\"1\",\"due_by\":2.50,\"y\":true}\r\n\n \t\n{\"ids\":[\"T1\",2,{\"line\":1}],\"do\":\"c\",\"d\":{\"line\": 4}}";
    insta::assert_snapshot!(told(text.as_bytes()), @r#"
    1: a.b [("x", Text("1")), ("due-by", Text("2.50")), ("y", Truth(true))]
    4: c [("ids", List([Text("T1"), Text("2"), OfLine(1)])), ("d", OfLine(4))]
    "#);
    let utf16: Vec<u8> = "\u{feff}{\"do\":\"é\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    insta::assert_snapshot!(told(&utf16), @"1: é []");
}

#[test]
fn what_is_no_command_is_refused_line_by_line() {
    let lines = [
        "reply T1",
        "[1]",
        "7",
        "{\"do\":\"a\"",
        "{\"do\":\"a\"} {}",
        "{}",
        "{\"id\":\"T1\"}",
        "{\"do\":7}",
        "{\"do\":true}",
        "{\"do\":[\"a\"]}",
        "{\"do\":null}",
        "{\"do\":\"a\",\"do\":\"b\"}",
        "{\"do\":\"a\",\"id\":1,\"id\":2}",
        "{\"do\":\"a\",\"due_by\":1,\"due-by\":2}",
        "{\"do\":\"a\",\"id\":null}",
        "{\"do\":\"a\",\"id\":{}}",
        "{\"do\":\"a\",\"id\":{\"line\":\"1\"}}",
        "{\"do\":\"a\",\"id\":{\"line\":-1}}",
        "{\"do\":\"a\",\"id\":{\"line\":1,\"line\":2}}",
        "{\"do\":\"a\",\"ids\":[]}",
        "{\"do\":\"a\",\"ids\":[[1]]}",
        "{\"do\":\"a\",\"ids\":[null]}",
        "{\"do\":\"a\",\"m\":\"\\u0000\"}",
        "{\"do\":\"a\",\"m\":\"\\ud800\"}",
        "{\"do\":\"a\",\"m\":\"a\tb\"}",
        "{\"do\":\"a\",\"m\":NaN}",
    ];
    insta::assert_snapshot!(told(lines.join("\n").as_bytes()), @r#"
    1: not a JSON object: expected value, at byte 1
    2: not a JSON object: invalid type: sequence, expected an object
    3: not a JSON object: invalid type: integer `7`, expected an object, at byte 1
    4: not a JSON object: EOF while parsing an object, at byte 9
    5: not a JSON object: trailing characters, at byte 12
    6: it does not say what to do, e.g. `"do":"ticket.reply"`
    7: it does not say what to do, e.g. `"do":"ticket.reply"`
    8: 7 []
    9: `do` is not text, but true
    10: `do` is not text, but ["a"]
    11: `do` is null: leave the key out
    12: the key `do` stands twice in one object
    13: the key `id` stands twice in one object
    14: the key `due-by` stands twice in one object
    15: `id` is null: leave the key out
    16: `id` holds an object, expected a plain value, or the number of an earlier line: {"line":3}
    17: `id` holds an object, expected a plain value, or the number of an earlier line: {"line":3}
    18: `id` holds an object, expected a plain value, or the number of an earlier line: {"line":3}
    19: `id` holds an object, expected a plain value, or the number of an earlier line: {"line":3}
    20: `ids` is an empty list: leave the key out
    21: `ids` holds a list within a list, expected plain values
    22: `ids` is null: leave the key out
    23: `m` holds a NUL character, which text cannot have
    24: not a JSON object: unexpected end of hex escape, at byte 8
    25: not a JSON object: control character (\u0000-\u001F) found while parsing a string, at byte 16
    26: not a JSON object: expected value, at byte 15
    "#);
    insta::assert_snapshot!(told(b"{\"do\":\"a\",\"m\":\"M\xfcller\"}"), @"1: byte 17 of the line (0xfc) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`");
    insta::assert_snapshot!(told(b"\0{\"do\":\"a\"}"), @"1: not a JSON object: expected value, at byte 1");
}

#[test]
fn a_line_without_end_is_refused_and_the_next_one_read() {
    let long = format!("{{\"do\":\"a\",\"m\":\"{}\"}}\n{{\"do\":\"b\"}}\n", "x".repeat(RECORD_LIMIT));
    insta::assert_snapshot!(told(long.as_bytes()), @"
    1: a line of more than 16 MB
    2: b []
    ");
    let deep = format!("{{\"do\":\"a\",\"m\":{}}}", "[".repeat(100_000));
    insta::assert_snapshot!(told(deep.as_bytes()), @"1: not a JSON object: expected value, at byte 100015");
    let deep = format!("{{\"do\":\"a\",\"m\":{}{}}}", "[".repeat(500_000), "]".repeat(500_000));
    insta::assert_snapshot!(told(deep.as_bytes()), @"1: `m` holds a list within a list, expected plain values");
}

#[test]
fn the_lines_a_command_speaks_of_are_known() {
    let read = Instruction::read("{\"do\":\"a\",\"x\":{\"line\":3},\"y\":[\"T1\",{\"line\":1}],\"z\":\"2\"}").unwrap();
    assert_eq!(read.lines().collect::<Vec<_>>(), [3, 1]);
}

proptest! {
    #[test]
    fn whatever_text_a_value_is_it_is_read_as_it_is(text in "[^\\x00]*", key in "[a-c_-]{3,9}") {
        let line = serde_json::json!({"do": "a", (key.clone()): text.clone()}).to_string();
        let read = Instruction::read(&line).unwrap();
        prop_assert_eq!(read.fields, vec![(key.replace('_', "-"), Given::Text(text))]);
    }

    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        told(&[b"{}", bytes.as_slice()].concat());
    }
}
