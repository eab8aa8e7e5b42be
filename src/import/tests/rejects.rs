//! Refused rows, written to be mended.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use super::super::Rejects;
use super::*;

/// Imports a file with `--keep-going`, taking rows whose priority is a priority; returns how many were taken, and the
/// file of the others.
fn keep_going(path: &Path, mapping: &Mapping) -> (usize, Option<String>) {
    let import = Import::open(Source::open(path, None).unwrap(), &TICKETS, mapping).unwrap();
    let (mut rows, mut rejects, mut taken) = (import.rows().unwrap(), Rejects::beside(&import), 0);
    while let Some(row) = rows.next_row() {
        match row.and_then(|row| row.optional::<Priority>("priority")) {
            Ok(_) => taken += 1,
            Err(refusal) => rejects.write(&rows, &refusal).unwrap(),
        }
    }
    let written = rejects.finish().unwrap();
    (taken, written.map(|path| fs::read(path).unwrap().escape_ascii().to_string().replace("\\n", "\n")))
}

#[test]
fn refused_rows_keep_their_columns_and_get_line_field_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    fs::write(
        &path,
        b"external_id;priority;subject;fax\n 1;hihg;\"a;\"\"b\"\"\";\n2;low;b;\n3;c\n4;low;d;e;f\n5;low;\xe9;x\n",
    )
    .unwrap();
    let mut map = Mapping::default();
    map.ignore("fax");
    let (taken, rejected) = keep_going(&path, &map);
    assert_eq!(taken, 1);
    assert_snapshot!(rejected.unwrap(), @r#"
    external_id,priority,subject,fax,line,field,reason
     1,hihg,\"a;\"\"b\"\"\",,2,priority,\"`hihg` is not a priority, expected one of low, high; did you mean `high`?\"
    3,c,,,4,,2 cells where the header has 4
    4,low,d,e,5,,5 cells where the header has 4,f
    5,low,\xe9,x,6,subject,\"byte 1 of the cell (0xe9) is not UTF-8; convert the file first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`\"
    "#);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_mended_file_is_imported_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    fs::write(&path, "external_id,priority,subject\n1,hihg,a\n2,bad,b\n").unwrap();
    keep_going(&path, &Mapping::default());
    let path = folder.path().join("t.rejected.csv");
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("hihg", "high", 1)).unwrap();
    let (taken, rejected) = keep_going(&path, &Mapping::default());
    assert_eq!(taken, 1);
    assert_snapshot!(rejected.unwrap(), @r#"
    external_id,priority,subject,line,field,reason
    2,bad,b,3,priority,\"`bad` is not a priority, expected one of low, high\"
    "#);
}

#[test]
fn columns_of_these_names_are_not_dropped_from_any_other_file() {
    assert_snapshot!(told_csv("external_id,subject,line,field,reason\n"), @"t.csv:1: the columns `line`, `field`, `reason` have no place in tickets: ignore by name with `--ignore line,field,reason`, or place with `--map line=FIELD`");
}

#[test]
fn objects_get_their_reason_under_a_key_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.jsonl");
    fs::write(&path, "{\"external_id\": 1.10, \"subject\": \"a\", \"priority\": \"hihg\" }\n{}\n{oops\n{\"fax\": 1}\n")
        .unwrap();
    let (taken, rejected) = keep_going(&path, &Mapping::default());
    assert_eq!(taken, 1);
    assert_snapshot!(rejected.unwrap(), @r#"
    {\"external_id\": 1.10, \"subject\": \"a\", \"priority\": \"hihg\",\"rejected\":{\"line\":1,\"field\":\"priority\",\"reason\":\"`hihg` is not a priority, expected one of low, high; did you mean `high`?\"}}
    {\"rejected\":{\"line\":3,\"field\":null,\"reason\":\"not a JSON object: key must be a string, at byte 2\",\"text\":\"{oops\"}}
    {\"fax\": 1,\"rejected\":{\"line\":4,\"field\":null,\"reason\":\"the key `fax` has no place in tickets: ignore by name with `--ignore fax`, or place with `--map fax=FIELD`\"}}
    "#);
    let path = folder.path().join("t.rejected.jsonl");
    let (taken, again) = keep_going(&path, &Mapping::default());
    assert_eq!(taken, 1);
    assert_snapshot!(again.unwrap(), @r#"
    {\"external_id\":1.10,\"priority\":\"hihg\",\"subject\":\"a\",\"rejected\":{\"line\":1,\"field\":\"priority\",\"reason\":\"`hihg` is not a priority, expected one of low, high; did you mean `high`?\"}}
    {\"fax\":1,\"rejected\":{\"line\":3,\"field\":null,\"reason\":\"the key `fax` has no place in tickets: ignore by name with `--ignore fax`, or place with `--map fax=FIELD`\"}}
    "#);
}

#[test]
fn without_refusals_there_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    fs::write(&path, "external_id,subject\n1,a\n").unwrap();
    assert_eq!(keep_going(&path, &Mapping::default()), (1, None));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
