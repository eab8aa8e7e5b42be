//! Files of JSON objects.

use insta::assert_snapshot;

use super::*;
use crate::import::record::CELL_LIMIT;

fn told_jsonl(text: &str) -> String {
    told(jsonl(text), &Mapping::default())
}

#[test]
fn values_are_taken_as_they_are_written() {
    let text = concat!(
        r#"{"external_id": "1", "subject": "a \"b\" \u00e9\n", "tier": 2}"#,
        "\r\n\n",
        r#"{"subject": "'=1", "external_id": 1234567890123456789012, "active": true, "priority": null}"#,
        "\n",
        r#"{"external_id": 1.10, "subject": "  x "}"#,
    );
    assert_snapshot!(told_jsonl(text), @r#"
    1: external_id="1" subject="a \"b\" é" tier="2"
    3: external_id="1234567890123456789012" subject="'=1" active="true"
    4: external_id="1.10" subject="x"
    "#);
}

#[test]
fn what_is_no_flat_object_is_refused_by_key() {
    let text = concat!(
        "{\"external_id\": 1, \"subject\": {\"a\": 1}}\n",
        "{\"external_id\": 1, \"subject\": [1, 2]}\n",
        "{\"external_id\": 1, \"subject\": \"a\", \"external_id\": 2}\n",
        "{\"external_id\": 1, \"subject\": null, \"subject\": \"a\"}\n",
        "{\"external_id\": 1, \"fax\": 2, \"Subject\": \"x\"}\n",
        "{\"fax\": 1, \"fax\": 2}\n",
        "[1]\n",
        "{\"external_id\": 1, \n",
        "{\"external_id\": 1} {}\n",
        "{\"external_id\": 1, \"subject\": \"a\\u0000b\"}\n",
        "{\"external_id\": 1, \"subject\": \"\\ud800\"}\n",
        "nonsense\n",
        "{\"external_id\": \"last\"}\n",
    );
    assert_snapshot!(told_jsonl(text), @r#"
    t.jsonl:1: the key `subject` holds an object or an array, expected a plain value
    t.jsonl:2: the key `subject` holds an object or an array, expected a plain value
    t.jsonl:3: the key `external_id` stands twice in one object
    t.jsonl:4: the key `subject` stands twice in one object
    t.jsonl:5: the keys `fax`, `Subject` have no place in tickets: ignore by name with `--ignore fax,Subject`, or place with `--map fax=FIELD`
    t.jsonl:6: the key `fax` stands twice in one object
    t.jsonl:7: not a JSON object: invalid type: sequence, expected an object
    t.jsonl:8: not a JSON object: EOF while parsing a value, at byte 19
    t.jsonl:9: not a JSON object: trailing characters, at byte 20
    t.jsonl:10: column `subject`: a NUL character, which text cannot have
    t.jsonl:11: not a JSON object: unexpected end of hex escape, at byte 8
    t.jsonl:12: not a JSON object: expected ident, at byte 2
    13: external_id="last"
    "#);
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let source = Source::from_bytes("t.jsonl", Format::Jsonl, *b"{\"external_id\": \"\xe9\"}\n");
    assert_snapshot!(told(source, &Mapping::default()), @"t.jsonl:1: byte 18 of the line (0xe9) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`");
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = format!("{{\"external_id\": {}{}}}\n", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_snapshot!(told_jsonl(&deep), @"t.jsonl:1: the key `external_id` holds an object or an array, expected a plain value");
    let long = format!("{{\"external_id\": \"{}\"}}\n{{\"external_id\": 2}}\n", "x".repeat(17 << 20));
    assert_snapshot!(told_jsonl(&long), @r#"
    t.jsonl:1: a record of more than 16 MB
    2: external_id="2"
    "#);
    let cell = format!("{{\"external_id\": \"{}\"}}\n", "x".repeat(CELL_LIMIT + 1));
    assert_snapshot!(told_jsonl(&cell), @"t.jsonl:1: column `external_id`: a cell of more than 4 MB");
    let keys = (0..500_000).map(|n| format!("\"{n}\":1,")).collect::<Vec<_>>().concat();
    assert!(told_jsonl(&format!("{{{keys}\"x\":1}}\n")).starts_with("t.jsonl:1: the keys `0`, `1`,"));
}

#[test]
fn ignored_keys_may_hold_anything() {
    let mut ignoring = Mapping::default();
    ignoring.ignore("extra");
    let text = r#"{"external_id": 1, "extra": {"a": [1]}, "subject": "x"}"#;
    assert_snapshot!(told(jsonl(text), &ignoring), @r#"1: external_id="1" subject="x""#);
    let mut ignoring = Mapping::default();
    ignoring.ignore("*");
    assert_snapshot!(told(jsonl(text), &ignoring), @r#"1: external_id="1" subject="x""#);
}

#[test]
fn a_key_that_the_mapping_names_and_no_object_has_is_refused_at_the_end() {
    let map = mapping("[fields]\nsubject = 'titel'\n");
    assert_snapshot!(told(jsonl("{\"external_id\": 1, \"title\": \"x\"}\n{\"external_id\": 2}\n"), &map), @r#"
    t.jsonl:1: the key `title` has no place in tickets: ignore by name with `--ignore title`, or place with `--map title=FIELD`
    2: external_id="2"
    t.jsonl: the mapping names the key `titel`, which no object has
    "#);
}
