//! What a noun reader asks of a row.

use std::fmt::Debug;

use insta::assert_snapshot;

use crate::domain::{Code, Currency, Line, Money};

use super::super::{Refusal, Row, Seen};
use super::*;

/// Writes down what `read` makes of each row of a file with the columns `external_id,subject` and one more.
fn read<T: Debug>(map: &str, column: &str, cells: &[&str], read: impl Fn(&Row<'_>) -> Result<T, Refusal>) -> String {
    let rows = cells.iter().map(|cell| format!("1,a,{cell}\n")).collect::<Vec<_>>().concat();
    let text = format!("external_id,subject,{column}\n{rows}");
    let import = Import::open(csv(text.as_bytes()), &TICKETS, &mapping(map)).unwrap();
    let mut rows = import.rows().unwrap();
    let mut told = String::new();
    while let Some(row) = rows.next_row() {
        match read(&row.unwrap()) {
            Ok(value) => writeln!(told, "{value:?}").unwrap(),
            Err(refusal) => writeln!(told, "{refusal}").unwrap(),
        }
    }
    told
}

#[test]
fn a_field_is_read_as_its_type_or_refused_by_line_and_column() {
    assert_snapshot!(read("", "priority", &["high", "hihg", ""], |row| row.required::<Priority>("priority")), @r"
    High
    t.csv:3: column `priority`: `hihg` is not a priority, expected one of low, high; did you mean `high`?
    t.csv:4: column `priority`: is missing, expected a priority, e.g. `high`
    ");
    assert_snapshot!(read("", "priority", &["high", ""], |row| row.optional::<Priority>("priority")), @r"
    Some(High)
    None
    ");
    assert_snapshot!(read("", "priority", &["high", ""], |row| row.or("priority", Priority::Low)), @r"
    High
    Low
    ");
    assert_snapshot!(read("", "tier", &["2", "-1", "x", "1.5", "300", ""], |row| row.number::<u8>("tier")), @r"
    Some(2)
    t.csv:3: column `tier`: `-1` is not a tier, expected a whole number, e.g. `2`
    t.csv:4: column `tier`: `x` is not a tier, expected a whole number, e.g. `2`
    t.csv:5: column `tier`: `1.5` is not a tier, expected a whole number, e.g. `2`
    t.csv:6: column `tier`: `300` is not a tier, expected a whole number, e.g. `2`
    None
    ");
    assert_snapshot!(read("", "active", &["yes", "FALSE", "1", "ja", ""], |row| row.flag("active")), @r"
    Some(true)
    Some(false)
    Some(true)
    t.csv:5: column `active`: `ja` is not a yes or no, expected one of true, false, yes, no, 1, 0
    None
    ");
    let money = |row: &Row<'_>| row.parsed("tier", |text| Money::parse(text, Currency::EUR));
    assert_snapshot!(read("", "tier", &["1234.5", "\"1,5\""], money), @r"
    Some(Money { minor: 123450, currency: Currency(EUR) })
    t.csv:3: column `tier`: `1,5` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    ");
}

#[test]
fn a_refusal_names_the_file_s_own_column() {
    let map = "[fields]\npriority = 'urgency'\ntier = { value = 'x' }\n";
    assert_snapshot!(read(map, "urgency", &["hihg"], |row| row.required::<Priority>("priority")), @"t.csv:2: column `urgency`: `hihg` is not a priority, expected one of low, high; did you mean `high`?");
    assert_snapshot!(read(map, "urgency", &["high"], |row| row.number::<u8>("tier")), @"t.csv:2: column `tier`: `x` is not a tier, expected a whole number, e.g. `2`");
    assert_snapshot!(read(map, "urgency", &["high"], |row| Err::<(), _>(row.refuse("priority", "is not for them"))), @"t.csv:2: column `urgency`: `high` is not for them");
    assert_snapshot!(read(map, "urgency", &["high"], |row| Err::<(), _>(row.refuse_row("is not wanted"))), @"t.csv:2: is not wanted");
    assert_snapshot!(read("", "tier", &[""], |row| Err::<(), _>(row.refuse("tier", "is needed here"))), @"t.csv:2: column `tier`: is needed here");
}

#[test]
fn instants_are_rfc_3339_unless_the_mapping_says_otherwise() {
    let cells = [
        "2026-11-21T09:00:00Z",
        "2026-11-21T10:00:00.5+01:00",
        "2026-11-21t09:00:00z",
        "2024-02-29T23:59:59Z",
        "2026-02-29T09:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T09:00:00",
        "2026-11-21 09:00",
        "2026-11-21",
        "21/11/2026 09:00",
        "",
    ];
    assert_snapshot!(read("", "created_at", &cells, |row| row.optional_instant("created_at")), @r#"
    Some(Instant(1795251600))
    Some(Instant(1795251600))
    Some(Instant(1795251600))
    Some(Instant(1709251199))
    t.csv:6: column `created_at`: `2026-02-29T09:00:00Z` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    t.csv:7: column `created_at`: `2026-11-21T24:00:00Z` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    t.csv:8: column `created_at`: `2026-11-21T09:00:00` carries no time zone; name that of the whole file in a mapping, e.g. `zone = "Europe/Rome"`
    t.csv:9: column `created_at`: `2026-11-21 09:00` carries no time zone; name that of the whole file in a mapping, e.g. `zone = "Europe/Rome"`
    t.csv:10: column `created_at`: `2026-11-21` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    t.csv:11: column `created_at`: `21/11/2026 09:00` may be 21 November 2026; say so in the mapping: `datetime = "%d/%m/%Y %H:%M"`
    None
    "#);
    let cells = [
        "2026-11-21 09:00",
        "2026-11-21T09:00:30.25",
        "2026-10-25T02:30:00",
        "2026-03-29T02:30:00",
        "2026-11-21T09:00:00Z",
        "2026-11-21T09:00[UTC]",
    ];
    assert_snapshot!(read("zone = 'Europe/Rome'", "created_at", &cells, |row| row.instant("created_at")), @r"
    Instant(1795248000)
    Instant(1795248030)
    t.csv:4: column `created_at`: `2026-10-25T02:30:00` was twice in Europe/Rome, as `2026-10-25T00:30:00Z` and as `2026-10-25T01:30:00Z`: write it with its offset
    t.csv:5: column `created_at`: `2026-03-29T02:30:00` never was in Europe/Rome: the clock was put forward over it
    Instant(1795251600)
    t.csv:7: column `created_at`: `2026-11-21T09:00[UTC]` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
    ");
}

#[test]
fn a_pattern_is_kept_to() {
    let map = "datetime = '%d/%m/%Y %H:%M'\nzone = 'UTC'";
    let cells = [
        "29/2/2016 01:16",
        "2/29/2016 01:16",
        "29/2/16 01:16",
        "29/2/2016",
        "29/2/2016 01:16:00",
        "2016-02-29T01:16:00Z",
        "",
    ];
    assert_snapshot!(read(map, "created_at", &cells, |row| row.instant("created_at")), @r"
    Instant(1456708560)
    t.csv:3: column `created_at`: `2/29/2016 01:16` is not an instant, expected `%d/%m/%Y %H:%M`, e.g. `21/11/2026 09:00`
    t.csv:4: column `created_at`: `29/2/16 01:16` is not an instant, expected `%d/%m/%Y %H:%M`, e.g. `21/11/2026 09:00`
    t.csv:5: column `created_at`: `29/2/2016` is not an instant, expected `%d/%m/%Y %H:%M`, e.g. `21/11/2026 09:00`
    t.csv:6: column `created_at`: `29/2/2016 01:16:00` is not an instant, expected `%d/%m/%Y %H:%M`, e.g. `21/11/2026 09:00`
    t.csv:7: column `created_at`: `2016-02-29T01:16:00Z` is not an instant, expected `%d/%m/%Y %H:%M`, e.g. `21/11/2026 09:00`
    t.csv:8: column `created_at`: is missing, expected an instant, e.g. `2026-11-21T09:00:00Z`
    ");
    let zoned = "datetime = '%Y%m%d %H%M%S %z'";
    assert_snapshot!(read(zoned, "created_at", &["20261121 090000 +0100"], |row| row.instant("created_at")), @"Instant(1795248000)");
    assert_snapshot!(read("datetime = '%s'", "created_at", &["1795219200"], |row| row.instant("created_at")), @"Instant(1795219200)");
    let unzoned = "datetime = '%d/%m/%Y %H:%M'";
    assert_snapshot!(read(unzoned, "created_at", &["29/2/2016 01:16"], |row| row.instant("created_at")), @r#"t.csv:2: column `created_at`: `29/2/2016 01:16` carries no time zone; name that of the whole file in a mapping, e.g. `zone = "Europe/Rome"`"#);
}

#[test]
fn dates_are_iso_unless_the_mapping_says_otherwise() {
    let cells = ["2026-11-21", "2026-02-29", "2026-1-2", "1/2/2026", "2026-11-21T00:00:00Z", ""];
    assert_snapshot!(read("", "due", &cells, |row| row.date("due")), @r#"
    Some(2026-11-21)
    t.csv:3: column `due`: `2026-02-29` is not a date, expected YYYY-MM-DD, e.g. `2026-11-21`
    t.csv:4: column `due`: `2026-1-2` may be 2 January 2026; say so in the mapping: `date = "%Y-%m-%d"`
    t.csv:5: column `due`: `1/2/2026` is 1 February 2026 or 2 January 2026; say which in the mapping: `date = "%d/%m/%Y"` or `date = "%m/%d/%Y"`
    t.csv:6: column `due`: `2026-11-21T00:00:00Z` is not a date, expected YYYY-MM-DD, e.g. `2026-11-21`
    None
    "#);
    assert_snapshot!(read("date = '%d.%m.%Y'", "due", &["21.11.2026", "1.2.26", "2026-11-21"], |row| row.date("due")), @r"
    Some(2026-11-21)
    t.csv:3: column `due`: `1.2.26` is not a date, expected `%d.%m.%Y`, e.g. `21.11.2026`
    t.csv:4: column `due`: `2026-11-21` is not a date, expected `%d.%m.%Y`, e.g. `21.11.2026`
    ");
}

#[test]
fn fields_are_found_in_any_order() {
    let told = read("", "tier", &["2"], |row| {
        let (tier, id) = (row.number::<u8>("tier")?, row.required::<Code>("external_id")?);
        Ok((tier, id, row.required::<Line>("subject")?, row.text("tier")).1.to_string())
    });
    assert_eq!(told, "\"1\"\n");
}

#[test]
fn the_digest_changes_with_the_values_and_with_nothing_else() {
    let digests = |map: &str, text: &str| {
        let import = Import::open(csv(text.as_bytes()), &TICKETS, &mapping(map)).unwrap();
        let mut rows = import.rows().unwrap();
        let mut digests = Vec::new();
        while let Some(row) = rows.next_row() {
            digests.push(row.unwrap().digest());
        }
        digests
    };
    let told = digests("", "external_id,subject\n1,ab\n1,ab\n1a,b\n1, ab \n");
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[3]);
    assert_ne!(told[0], told[2]);
    // Frozen: databases remember it.
    assert_eq!(told[0], -6_693_678_177_514_222_003);
    assert_eq!(digests("[fields]\nsubject = 's'\n", "priority,s,external_id\n,ab,1\n"), [told[0]]);
    assert_ne!(digests("", "external_id,priority\n1,ab\n".replace("priority", "subject").as_str()), [told[2]]);
}

#[test]
fn a_key_that_stands_twice_names_both_lines() {
    let text = "external_id,subject,source\n1,a,x\n1,b,y\n2,c,x\n,d,x\n,e,x\n1,f,x\n";
    let import = Import::open(csv(text.as_bytes()), &TICKETS, &Mapping::default()).unwrap();
    let key = ["source", "external_id"];
    let (mut seen, mut told) = (Seen::new(&TICKETS, &key), String::new());
    let mut rows = import.rows().unwrap();
    while let Some(row) = rows.next_row() {
        seen.note(&row.unwrap()).unwrap();
    }
    let (repeats, mut rows) = (seen.repeats().unwrap(), import.rows().unwrap());
    while let Some(row) = rows.next_row() {
        if let Err(refusal) = repeats.refuse(&row.unwrap(), &key) {
            writeln!(told, "{refusal}").unwrap();
        }
    }
    assert_snapshot!(told, @"t.csv:7: column `external_id`: `1` stands on line 2 already");
}
