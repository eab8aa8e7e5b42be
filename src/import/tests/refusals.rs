//! What does not fit is said before the first row, all at once.

use insta::assert_snapshot;

use super::*;

#[test]
fn a_column_without_a_place_is_named_with_the_flag_that_ignores_it() {
    assert_snapshot!(told_csv("external_id,fax,subject,title\n"), @"t.csv:1: the columns `fax`, `title` have no place in tickets: ignore by name with `--ignore fax,title`, or place with `--map fax=FIELD`");
    assert_snapshot!(told_csv("external_id,subject,Prioirty\n"), @"t.csv:1: the column `Prioirty` has no place in tickets: ignore by name with `--ignore Prioirty`, or place with `--map Prioirty=FIELD`; is `Prioirty` the field `priority`?");
    assert_snapshot!(told_csv("external_id,subject,\"a,b\",c d\n"), @"t.csv:1: the columns `a,b`, `c d` have no place in tickets: ignore by name with `ignore = […]` in a mapping, or place with `--map a,b=FIELD`");
    let mut all = Mapping::default();
    all.ignore("*");
    assert_snapshot!(told(csv(b"external_id,subject,fax\n1,a,b\n"), &all), @r#"2: external_id="1" subject="a""#);
}

#[test]
fn a_column_that_a_rule_displaced_has_no_place_either() {
    let map = mapping("[fields]\nsubject = 'title'\n");
    assert_snapshot!(told(csv(b"external_id,subject,title\n"), &map), @"t.csv:1: the column `subject` has no place in tickets: ignore by name with `--ignore subject`, or place with `--map subject=FIELD`; the mapping fills the field `subject` from elsewhere");
}

#[test]
fn a_required_field_that_nothing_fills_is_refused_with_what_there_is() {
    assert_snapshot!(told_csv("priority\nhigh\n"), @"t.csv:1: nothing fills the required fields `external_id`, `subject`: name a column, e.g. `--map COLUMN=external_id`; tickets have external_id*, subject*, priority, created_at, due, active, tier, source (* required)");
    let mut ignoring = Mapping::default();
    ignoring.ignore("subject");
    assert_snapshot!(told(csv(b"external_id,subject\n"), &ignoring), @"t.csv:1: nothing fills the required field `subject`: name a column, e.g. `--map COLUMN=subject`; tickets have external_id*, subject*, priority, created_at, due, active, tier, source (* required)");
}

#[test]
fn what_a_mapping_names_and_the_file_has_not_is_refused_where_it_is_said() {
    let map = mapping(
        "one_per = 'nmber'\n[fields]\nexternal_id = 'number'\nsubject = 'titel'\npriorty = 'number'\ntier = { value = 1, when = { column = 'knd', is = ['x'] } }\n",
    );
    assert_snapshot!(told(csv(b"number,title,kind\n"), &map), @r"
    map.toml:5: tickets have no field `priorty` (did you mean `priority`?); tickets have external_id*, subject*, priority, created_at, due, active, tier, source (* required)
    map.toml:4: the column `titel`, for the field `subject`, is not in t.csv (did you mean `title`?); it has `number`, `title`, `kind`
    map.toml:6: the column `knd`, for the field `tier`, is not in t.csv (did you mean `kind`?); it has `number`, `title`, `kind`
    map.toml: the column `nmber`, for `one_per`, is not in t.csv (did you mean `number`?); it has `number`, `title`, `kind`
    t.csv:1: the columns `title`, `kind` have no place in tickets: ignore by name with `--ignore title,kind`, or place with `--map title=FIELD`
    ");
    let mut flags = Mapping::default();
    flags.map("nmber=external_id").unwrap();
    assert_snapshot!(told(csv(b"number,subject\n"), &flags), @r"
    t.csv:1: the column `nmber`, for the field `external_id`, is not in t.csv (did you mean `number`?); it has `number`, `subject`
    t.csv:1: the column `number` has no place in tickets: ignore by name with `--ignore number`, or place with `--map number=FIELD`
    ");
}

#[test]
fn a_mapping_for_another_kind_is_refused() {
    assert_snapshot!(told(csv(b"external_id,subject\n"), &mapping("kind = 'accounts'\n")), @"map.toml: a mapping for accounts, used for tickets");
}

#[test]
fn a_column_cannot_be_used_and_ignored() {
    let map = mapping("ignore = ['number']\n[fields]\nexternal_id = 'number'\n");
    assert_snapshot!(told(csv(b"number,subject\n"), &map), @"map.toml:3: the column `number` is both ignored and used for the field `external_id`");
}

#[test]
fn a_header_alone_is_no_row_and_no_refusal() {
    assert_eq!(told_csv("external_id,subject\n"), "");
    assert_eq!(told(jsonl(""), &Mapping::default()), "");
}

#[test]
fn a_file_that_breaks_off_says_so() {
    let mut bytes: Vec<u8> = "\u{feff}external_id,subject\n1,a\n2,".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend([0, 0xD8, b'x', 0]);
    assert_snapshot!(told_csv(bytes), @r#"
    2: external_id="1" subject="a"
    t.csv:3: not valid UTF-16LE around byte 56 of the file; nothing from here on was read
    "#);
}
