//! Mappings: every feature, and every refusal of what a mapping says.

use insta::assert_snapshot;

use super::*;

fn told_with(map: &str, text: &str) -> String {
    told(csv(text.as_bytes()), &mapping(map))
}

fn refused(map: &str) -> String {
    Mapping::parse("map.toml", map).unwrap_err().to_string()
}

#[test]
fn columns_become_fields_and_the_rest_is_ignored_by_name() {
    let map = "ignore = ['fax']\n[fields]\nexternal_id = 'number'\nsubject = { column = 'title' }\n";
    assert_snapshot!(told_with(map, "number,fax,title,tier\n1,x,a,2\n"), @r#"2: external_id="1" subject="a" tier="2""#);
}

#[test]
fn flags_add_to_a_mapping_and_go_over_it() {
    let mut map = mapping("[fields]\nexternal_id = 'number'\nsubject = 'title'\n");
    map.map("a=b = subject").unwrap();
    map.ignore("title, fax,");
    map.set_source("erp");
    assert_snapshot!(told(csv(b"number,title,a=b,fax\n1,x,y,z\n"), &map), @r#"2: external_id="1" subject="y" source="erp""#);
    for flag in ["subject", "=subject", "title=", ""] {
        assert!(map.map(flag).is_err(), "{flag}");
    }
    assert_snapshot!(map.map("title").unwrap_err(), @"`title` is not a mapping, expected COLUMN=FIELD, e.g. `Customer=account`");
}

#[test]
fn a_constant_a_default_and_an_affix_fill_what_they_should() {
    let map = "null = ['?', 'NULL']\n[fields]\nexternal_id = { column = 'n', prefix = 'LOC-', suffix = '/1', default = 'LOC-none' }\n\
               subject = { value = 'same' }\ntier = { column = 't', default = 3 }\n";
    assert_snapshot!(told_with(map, "n,t\n1,1\n?,NULL\n,\n NULL ,x\n"), @r#"
    2: external_id="LOC-1/1" subject="same" tier="1"
    3: external_id="LOC-none" subject="same" tier="3"
    4: external_id="LOC-none" subject="same" tier="3"
    5: external_id="LOC-none" subject="same" tier="x"
    "#);
}

#[test]
fn a_value_may_mean_missing_for_one_field_only() {
    let map = "one_per = 'n'\n[fields]\nexternal_id = { column = 'n', null = ['?'], prefix = 'LOC-', default = 'LOC-none' }\nsubject = 'n'\n";
    assert_snapshot!(told_with(map, "n\n1\n?\n1\n?\n"), @r#"
    2: external_id="LOC-1" subject="1"
    3: external_id="LOC-none" subject="?"
    "#);
}

#[test]
fn listed_values_are_translated_and_others_refused() {
    let map = "[fields]\nexternal_id = 'n'\nsubject = 'n'\npriority = { column = 'p', values = { '1' = 'high', 'Two' = 'low' }, case = 'upper' }\n";
    assert_snapshot!(told_with(map, "n,p\n1,1\n2,Two\n3,Twoo\n4,\n5,-100\n"), @r#"
    2: external_id="1" subject="1" priority="HIGH"
    3: external_id="2" subject="2" priority="LOW"
    t.csv:4: column `p`: `Twoo` is not a value that the mapping lists, expected one of 1, Two; did you mean `Two`?
    5: external_id="4" subject="4"
    t.csv:6: column `p`: `-100` is not a value that the mapping lists, expected one of 1, Two
    "#);
}

#[test]
fn columns_are_joined_without_their_missing_parts() {
    let map = "null = ['?']\n[fields]\nexternal_id = { columns = ['a', 'b'], join = '/' }\nsubject = { columns = ['b', 'a'], case = 'lower', default = 'none' }\n";
    assert_snapshot!(told_with(map, "a,b\nX,Y\n?,Y\nX,\n?,\n"), @r#"
    2: external_id="X/Y" subject="y x"
    3: external_id="Y" subject="y"
    4: external_id="X" subject="x"
    5: subject="none"
    "#);
}

#[test]
fn a_condition_on_another_column_decides_whether_there_is_a_value() {
    let map = "[fields]\nexternal_id = 'n'\nsubject = { column = 'body', when = { column = 'kind', is = ['note', 'in'] } }\n\
               priority = { column = 'body', when = { column = 'kind', is = ['priority'] } }\n\
               active = { value = 'yes', when = { column = 'kind', is = ['in'] } }\n";
    assert_snapshot!(told_with(map, "n,kind,body\n1,note,a\n2,in,b\n3,priority,high\n4,,c\n"), @r#"
    2: external_id="1" subject="a"
    3: external_id="2" subject="b" active="yes"
    4: external_id="3" priority="high"
    5: external_id="4"
    "#);
}

#[test]
fn one_row_per_value_is_taken_and_the_others_are_counted() {
    let map = mapping("null = ['?']\none_per = 'n'\n[fields]\nexternal_id = 'n'\nsubject = 's'\n");
    let text = "n,s\n1,first\n2,second\n1,again\n?,none\n,none\n1,again\n";
    assert_snapshot!(told(csv(text.as_bytes()), &map), @r#"
    2: external_id="1" subject="first"
    3: external_id="2" subject="second"
    "#);
    let import = Import::open(csv(text.as_bytes()), &TICKETS, &map).unwrap();
    for _ in 0..2 {
        let mut rows = import.rows().unwrap();
        while rows.next_row().is_some() {}
        assert_eq!(format!("{:?}", rows.tally()), "Tally { rows: 6, repeated: 2, without: 2 }");
    }
    let pair = "one_per = ['n', 's']\n[fields]\nexternal_id = 'n'\nsubject = 's'\n";
    assert_snapshot!(told_with(pair, "n,s\n1,a\n1,b\n1,a\n11,a\n1,1a\n"), @r#"
    2: external_id="1" subject="a"
    3: external_id="1" subject="b"
    5: external_id="11" subject="a"
    6: external_id="1" subject="1a"
    "#);
}

#[test]
fn what_a_mapping_file_gets_wrong_is_refused_with_its_line() {
    assert_snapshot!(refused("kind = 'tickets'\nfeilds = 1\n"), @"map.toml:2: unknown field `feilds`, expected one of `kind`, `source`, `null`, `datetime`, `date`, `zone`, `decimal`, `one_per`, `ignore`, `fields`");
    assert_snapshot!(refused("null = ['?'\n"), @"map.toml:1: unclosed array, expected `]`");
    assert_snapshot!(refused("zone = 'Rome'\n"), @"map.toml:1: `Rome` is not a time zone, expected an IANA name, e.g. `Europe/Rome`");
    assert_snapshot!(refused("\ndatetime = '%d/%m/%Y'\n"), @"map.toml:2: `%d/%m/%Y` is not a pattern for an instant: it does not tell year, month, day and time apart; e.g. `%d/%m/%Y %H:%M`");
    assert_snapshot!(refused("datetime = '%d/%m/%Y %H:%M %Z'\n"), @"map.toml:1: `%d/%m/%Y %H:%M %Z` is not a pattern for an instant: `%Z` is not a zone that can be relied on; write `%z`, or name the `zone`");
    assert_snapshot!(refused("datetime = '%Q'\n"), @"map.toml:1: `%Q` is not a pattern for an instant: it is not strftime");
    assert_snapshot!(refused("date = '%d %b'\n"), @"map.toml:1: `%d %b` is not a pattern for a date: it does not tell year, month and day apart; e.g. `%d/%m/%Y`");
    assert_snapshot!(refused("one_per = 3\n"), @"map.toml:1: expected the name of a column, or a list of names");
    assert_snapshot!(refused("[fields]\na = 'x'\nb = 3\n"), @r#"map.toml:3: invalid type: integer `3`, expected the name of a column, or a table such as `{ column = "state", default = "new" }`"#);
    assert_snapshot!(refused("[fields]\na = { column = 'x', value = 'y' }\n"), @"map.toml:2: expected exactly one of `value`, `column` and `columns`");
    assert_snapshot!(refused("[fields]\na = { prefix = 'x' }\n"), @"map.toml:2: expected exactly one of `value`, `column` and `columns`");
    assert_snapshot!(refused("[fields]\na = { value = 'x', prefix = 'y' }\n"), @"map.toml:2: a constant `value` goes with nothing but `when`");
    assert_snapshot!(refused("[fields]\na = { column = 'x', join = 'y' }\n"), @"map.toml:2: `join` goes with several `columns`");
    assert_snapshot!(refused("[fields]\na = { column = 'x', vlaues = {} }\n"), @"map.toml:2: unknown field `vlaues`, expected one of `value`, `column`, `columns`, `join`, `split`, `part`, `characters`, `null`, `values`, `case`, `prefix`, `suffix`, `default`, `when`");
    assert_snapshot!(refused("[fields]\na = { column = 'x', case = 'title' }\n"), @"map.toml:2: unknown variant `title`, expected `lower` or `upper`");
    assert_snapshot!(refused("[fields]\na = { column = 'x', default = [] }\n"), @"map.toml:2: invalid type: sequence, expected a text, a whole number, or true or false");
    assert_snapshot!(refused("[fields]\na = 'x'\na = 'y'\n"), @"map.toml:3: duplicate key");
}

#[test]
fn a_mapping_file_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.toml");
    let read = || Mapping::read(&path).unwrap_err().why;
    assert_snapshot!(read(), @"cannot be read: No such file or directory (os error 2)");
    std::fs::write(&path, b"\xff").unwrap();
    assert_snapshot!(read(), @"not UTF-8");
    std::fs::write(&path, "#".repeat(2 << 20)).unwrap();
    assert_snapshot!(read(), @"more than 1 MiB, which no mapping needs");
}
