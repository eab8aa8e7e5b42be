//! `desk sla evidence` and `desk sla evidence verify`.

use desk::domain::sla::evidence::{Outcome, Part, digest, seal};
use desk::import::evidence;
use insta::assert_snapshot;

use crate::harness::Desk;

const OFFICE: &str = include_str!("../../examples/policies/office.toml");

/// A desk with three policy versions and a contract, in a place whose clocks are never put forward.
fn desk() -> Desk {
    let mut desk = Desk::sample();
    desk.write("zones/Europe/Rome", rome("CET-1"));
    let zones = desk.path("zones").display().to_string();
    desk.set("TZDIR", &zones).write("office.toml", OFFICE);
    desk.quietly("sla policy apply office.toml -q");
    desk.quietly("account contract add FERRARIS C-7 --starts 2026-01-15 --policy tier-1 --time-zone UTC");
    desk
}

/// A time zone file of one offset (RFC 9636).
fn rome(footer: &str) -> Vec<u8> {
    let mut block = b"TZif2".to_vec();
    block.extend([0; 15 + 4 * 4]);
    block.extend([0, 0, 0, 1, 0, 0, 0, 4]);
    block.extend([0, 0, 14, 16, 0, 0]);
    block.extend(b"CET\0");
    [block.clone(), block, format!("\n{footer}\n").into_bytes()].concat()
}

/// Returns the parts of a bundle by name, as they stand.
fn parts(bundle: &str) -> Vec<(&str, String)> {
    let line = |part: &Part| {
        let start = format!("\"{part}\":");
        let line = bundle.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
        (part.as_str(), line.trim_end_matches(',').to_owned())
    };
    Part::ALL.iter().map(line).collect()
}

/// Changes a part, and puts the digests right.
fn forged(bundle: &str, part: Part, change: impl Fn(&str) -> String) -> String {
    let mut parts = parts(bundle);
    let text = &mut parts[part as usize].1;
    let changed = change(text);
    assert_ne!(*text, changed, "nothing was changed");
    *text = changed;
    let mut digests: Vec<(&str, String)> = parts.iter().map(|(name, text)| (*name, digest(text))).collect();
    digests.push(("whole", seal(digests.iter().map(|(_, digest)| digest.as_str()))));
    let digests: Vec<String> = digests.iter().map(|(name, digest)| format!("\"{name}\":\"{digest}\"")).collect();
    let parts: Vec<String> = parts.iter().map(|(name, text)| format!("\"{name}\":{text}")).collect();
    format!("{{\n{},\n\"sha256\":{{{}}}\n}}\n", parts.join(",\n"), digests.join(","))
}

/// Hides what other example policies or another version of the program would turn: digests.
fn masked(told: &str) -> String {
    let mut text = told.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    let hex = |text: &str| text.len() >= 64 && text.bytes().take(64).all(|byte| byte.is_ascii_hexdigit());
    while let Some(place) = (0..text.len()).find(|place| text.get(*place..).is_some_and(hex)) {
        text.replace_range(place..place + 64, "[SHA256]");
    }
    text
}

#[test]
fn a_bundle_holds_all_that_a_verdict_rests_on() {
    let desk = desk();
    assert_snapshot!(masked(&desk.run("sla evidence T24 -o T24.json")), @"
    $ desk sla evidence T24 -o T24.json
    --- stderr
    T24 as of 2026-01-15T09:00:00Z: sha256 of the whole is [SHA256]
    exit 0
    ");
    let bundle = desk.read("T24.json");
    let told =
        bundle.lines().filter(|line| !line.starts_with("\"versions\"")).map(|line| line.replace("},{", "},\n {"));
    assert_snapshot!(masked(&told.collect::<Vec<_>>().join("\n")), @r#"
    {
    "about":{"format":"desk-evidence","format_version":1,"desk":"[VERSION]","ticket":"T24","at":"2026-01-15T09:00:00Z"},
    "case":{"account":"FERRARIS","queue":null,"contracts":[{"number":"C-7","policy":"tier-1","from":"2026-01-15T00:00:00Z","until":null,"recorded_at":"2026-01-15T09:00:00Z","ended":null}]},
    "log":[{"type":"created","at":"2026-01-15T08:40:00Z","recorded_at":"2026-01-15T09:00:00Z","by":"customer","priority":"normal","tier":1,"category":"order-change"},
     {"type":"message","at":"2026-01-15T08:40:00Z","recorded_at":"2026-01-15T09:00:00Z","by":"customer","public":true,"sha256":"[SHA256]"},
     {"type":"assigned","at":"2026-01-15T08:40:00Z","recorded_at":"2026-01-15T09:00:00Z","team":null}],
    "zones":[{"zone":"Europe/Rome","sha256":"[SHA256]"},
     {"zone":"UTC","sha256":null}],
    "verdict":{"cycles":[{"metric":"resolution","cycle":1,"state":"running","started_at":"2026-01-15T08:40:00Z","due_at":"2026-01-18T08:40:00Z","stopped_at":null,"target_seconds":259200,"elapsed_seconds":1200,"remaining_seconds":258000,"paused_seconds":0,"breached_at":null},
     {"metric":"first_response","cycle":1,"state":"running","started_at":"2026-01-15T08:40:00Z","due_at":"2026-01-15T10:40:00Z","stopped_at":null,"target_seconds":7200,"elapsed_seconds":1200,"remaining_seconds":6000,"paused_seconds":0,"breached_at":null}],"next_due":"2026-01-15T10:40:00Z","escalations":[]},
    "sha256":{"about":"[SHA256]","case":"[SHA256]","log":"[SHA256]","versions":"[SHA256]","zones":"[SHA256]","verdict":"[SHA256]","whole":"[SHA256]"}
    }
    "#);
    let versions = parts(&bundle).remove(Part::Versions as usize).1;
    assert!(
        ["\"number\":3", "\"applied_at\"", "Sant'Ambrogio"].iter().all(|text| versions.contains(text)),
        "{versions}"
    );
}

#[test]
fn the_text_of_messages_is_in_it_only_if_asked_for() {
    let desk = desk();
    let told = desk.run("sla evidence T1 -q");
    assert!(!told.contains("La linea 3") && told.contains("\"sha256\":\""), "{told}");
    assert!(desk.run("sla evidence T1 -q --with-text").contains("La linea 3 è ferma"));
}

#[test]
fn what_holds_is_told_without_a_desk() {
    let desk = desk();
    desk.quietly("sla evidence T7 --with-text -q -o T7.json");
    let told = desk.run("--db none.db sla evidence verify T7.json -O table");
    let short = told.lines().map(|line| match line.find('…') {
        Some(end) => format!("{}[DIGITS]…", &line[..end - 16]),
        None => line.to_owned(),
    });
    assert_snapshot!(short.collect::<Vec<_>>().join("\n"), @"
    $ desk --db none.db sla evidence verify T7.json -O table
    CHECK                RESULT  SAYS               COMES TO
    sha256 of about      ok      [DIGITS]…
    sha256 of case       ok      [DIGITS]…
    sha256 of log        ok      [DIGITS]…
    sha256 of versions   ok      [DIGITS]…
    sha256 of zones      ok      [DIGITS]…
    sha256 of verdict    ok      [DIGITS]…
    sha256 of whole      ok      [DIGITS]…
    log entries          ok      7
    policy versions      ok      3
    text of messages     ok      3
    zone Europe/Rome     ok      [DIGITS]…
    zone UTC             ok      no rules
    verdict, recomputed  ok      4 promises
    exit 0
    ");
    let told = desk.run("--db none.db sla evidence verify T7.json --json");
    assert_snapshot!(masked(told.split("},").next().unwrap()), @r#"
    $ desk --db none.db sla evidence verify T7.json --json
    [
      {
        "check": "sha256 of about",
        "result": "ok",
        "says": "[SHA256]",
        "comes_to": "[SHA256]"
    "#);
}

#[test]
fn every_ticket_of_the_sample_is_recomputed_at_any_time() {
    let mut desk = desk();
    desk.at("2026-01-15T09:05:00Z");
    desk.quietly("ticket assign T3 --team logistics\nticket merge T24 --into T1");
    for id in 1..=24 {
        for at in ["2026-01-15T08:50:00Z", "2026-03-01T00:00:00Z"] {
            let told =
                desk.run(&format!("sla evidence T{id} --at {at} -q -o bundle.json\nsla evidence verify bundle.json"));
            assert!(told.ends_with("exit 0\n"), "{told}");
        }
    }
}

#[test]
fn no_byte_of_a_part_changes_unnoticed() {
    let desk = Desk::sample();
    desk.quietly("sla evidence T24 -q -o T24.json");
    let bundle = desk.read("T24.json");
    let holds = |text: &str| {
        evidence("T24.json", text).is_ok_and(|read| read.seals().iter().all(|check| check.outcome == Outcome::Holds))
    };
    assert!(holds(&bundle));
    for (place, byte) in bundle.bytes().enumerate() {
        let mut changed = bundle.clone().into_bytes();
        changed[place] = if byte == b'x' { b'y' } else { b'x' };
        let Ok(changed) = String::from_utf8(changed) else { continue };
        assert!(!holds(&changed), "byte {place}, {}", char::from(byte));
    }
}

#[test]
fn a_forgery_with_its_digests_put_right_fails_on_what_it_says() {
    let desk = desk();
    desk.quietly("sla evidence T7 --with-text -q -o T7.json");
    let bundle = desk.read("T7.json");
    let early = |log: &str| log.replace("2026-01-14T08:00:00Z", "2026-01-14T10:00:00Z");
    let late =
        |verdict: &str| verdict.replace("\"due_at\":\"2026-01-18T05:50:00Z\"", "\"due_at\":\"2026-01-19T05:50:00Z\"");
    let twice = |verdict: &str| verdict.replacen("\"state\":\"met\"", "\"state\":\"breached\",\"state\":\"met\"", 1);
    let body = |log: &str| log.replace("Abbiamo bisogno", "Non abbiamo bisogno");
    let without = |versions: &str| format!("{}]", &versions[..versions.find(",{\"number\":3").unwrap()]);
    let policy = |versions: &str| {
        versions.replace("next_response = { urgent = \\\"1h\\\", default = \\\"4h\\\" }", "next_response = \\\"1h\\\"")
    };
    desk.write("log.json", forged(&bundle, Part::Log, early));
    desk.write("verdict.json", forged(&bundle, Part::Verdict, late));
    desk.write("twice.json", forged(&bundle, Part::Verdict, twice));
    desk.write("body.json", forged(&bundle, Part::Log, body));
    desk.write("version.json", forged(&bundle, Part::Versions, without));
    desk.write("policy.json", forged(&bundle, Part::Versions, policy));
    let failed = |file: &str| {
        let told = desk.run(&format!("sla evidence verify {file} -O table"));
        told.lines().filter(|line| !line.contains("  ok ")).collect::<Vec<_>>().join("\n")
    };
    let files = ["log.json", "verdict.json", "twice.json", "body.json", "version.json", "policy.json"];
    assert_snapshot!(files.map(failed).join("\n\n"), @"
    $ desk sla evidence verify log.json -O table
    CHECK                         RESULT  SAYS                  COMES TO
    resolution 1 due_at           FAILED  2026-01-18T05:50:00Z  2026-01-18T03:50:00Z
    resolution 1 elapsed_seconds  FAILED  11400                 18600
    resolution 1 remaining_seco…  FAILED  247800                240600
    resolution 1 paused_seconds   FAILED  82200                 75000
    first_response 1 state        FAILED  met                   breached
    first_response 1 stopped_at   FAILED  2026-01-14T08:00:00Z  2026-01-14T10:00:00Z
    first_response 1 elapsed_se…  FAILED  3600                  10800
    first_response 1 remaining_…  FAILED  3600                  -3600
    first_response 1 breached_at  FAILED  nothing               2026-01-14T09:00:00Z
    update 1 started_at           FAILED  2026-01-14T08:00:00Z  2026-01-14T10:00:00Z
    update 1 paused_seconds       FAILED  82200                 75000
    first_response 1 50%          FAILED  -                     is so
    first_response 1 75%          FAILED  -                     is so
    first_response 1 breach       FAILED  -                     is so
    exit 4

    $ desk sla evidence verify verdict.json -O table
    CHECK                RESULT  SAYS                  COMES TO
    resolution 1 due_at  FAILED  2026-01-19T05:50:00Z  2026-01-18T05:50:00Z
    exit 4

    $ desk sla evidence verify twice.json -O table
    CHECK                RESULT  SAYS               COMES TO
    verdict, recomputed  FAILED  -                  says the same in other words
    exit 4

    $ desk sla evidence verify body.json -O table
    CHECK                RESULT  SAYS               COMES TO
    text of log entry 6  FAILED  -                  not what its sha256 says
    exit 4

    $ desk sla evidence verify version.json -O table
    CHECK                         RESULT  SAYS                  COMES TO
    resolution 1 due_at           FAILED  2026-01-18T05:50:00Z  2026-01-17T05:50:00Z
    resolution 1 target_seconds   FAILED  259200                172800
    resolution 1 remaining_seco…  FAILED  247800                161400
    update 1                      FAILED  is so                 -
    next_response 1 50%           FAILED  is so                 -
    exit 4

    $ desk sla evidence verify policy.json -O table
    CHECK                         RESULT  SAYS                  COMES TO
    next_response 1 state         FAILED  running               breached
    next_response 1 due_at        FAILED  2026-01-15T10:50:00Z  2026-01-15T07:50:00Z
    next_response 1 target_seco…  FAILED  14400                 3600
    next_response 1 remaining_s…  FAILED  6600                  -4200
    next_response 1 breached_at   FAILED  nothing               2026-01-15T07:50:00Z
    verdict next_due              FAILED  2026-01-15T10:50:00Z  2026-01-15T07:50:00Z
    next_response 1 50% at        FAILED  2026-01-15T08:50:00Z  2026-01-15T07:20:00Z
    next_response 1 75%           FAILED  -                     is so
    next_response 1 breach        FAILED  -                     is so
    exit 4
    ");
}

#[test]
fn other_data_on_a_time_zone_is_told_of_and_the_verdict_decides() {
    let mut desk = desk();
    desk.quietly("sla evidence T7 -q -o T7.json");
    desk.write("zones/Europe/Rome", rome("CET-2"));
    assert_snapshot!(masked(&desk.run("sla evidence verify T7.json -c check,result,comes_to")), @"
    $ desk sla evidence verify T7.json -c check,result,comes_to
    check	result	comes_to
    sha256 of about	ok	[SHA256]
    sha256 of case	ok	[SHA256]
    sha256 of log	ok	[SHA256]
    sha256 of versions	ok	[SHA256]
    sha256 of zones	ok	[SHA256]
    sha256 of verdict	ok	[SHA256]
    sha256 of whole	ok	[SHA256]
    log entries	ok	7
    policy versions	ok	3
    zone Europe/Rome	differs	[SHA256]
    zone UTC	ok	no rules
    verdict, recomputed	ok	4 promises
    exit 0
    ");
    desk.set("TZDIR", "/nowhere");
    let told = desk.run("sla evidence verify T7.json -O table");
    assert!(told.contains("the copy in desk"), "{told}");
    assert!(told.ends_with("exit 0\n"), "{told}");
}

#[test]
fn what_says_nothing_that_can_be_read_fails_by_its_name() {
    let desk = desk();
    desk.quietly("sla evidence T7 -q -o T7.json");
    let bundle = desk.read("T7.json");
    desk.write("a.json", forged(&bundle, Part::Log, |log| log.replace("\"pending\"", "\"asleep\"")));
    desk.write("b.json", forged(&bundle, Part::Versions, |text| text.replace("timezone", "timezoned")));
    desk.write("c.json", forged(&bundle, Part::Case, |_| "{\"account\":\"FERRARIS\"}".to_owned()));
    let run = |file: &str| {
        let told = desk.run(&format!("sla evidence verify {file} -c check,comes_to,result"));
        told.lines().filter(|line| !line.starts_with("sha256")).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(["a.json", "b.json", "c.json"].map(run).join("\n\n"), @r#"
    $ desk sla evidence verify a.json -c check,comes_to,result
    check	comes_to	result
    log entry 5	`asleep` is not a status, expected one of new, open, pending, on-hold, resolved, closed	failed
    exit 4

    $ desk sla evidence verify b.json -c check,comes_to,result
    check	comes_to	result
    versions	policy version 3:8: calendar `office` has no `timezone`, expected an IANA name, e.g. `timezone = "Europe/Rome"`; policy version 3:9: `timezoned` is not a key of a calendar, expected one of timezone, hours, holidays, holidays_ics, overrides; did you mean `timezone`?	failed
    exit 4

    $ desk sla evidence verify c.json -c check,comes_to,result
    check	comes_to	result
    case	missing field `contracts`	failed
    exit 4
    "#);
}

#[test]
fn what_is_no_bundle_is_refused() {
    let desk = desk();
    desk.quietly("sla evidence T7 -q -o T7.json");
    let bundle = desk.read("T7.json");
    desk.write("newer.json", bundle.replace("\"format_version\":1", "\"format_version\":2"));
    desk.write("other.json", bundle.replace("desk-evidence", "desk-export"));
    desk.write("cut.json", &bundle[..bundle.len() / 2]);
    desk.write("list.json", "[1,2,3]");
    desk.write("lacks.json", bundle.replace("\"case\":", "\"cases\":"));
    let lines = "
        sla evidence T99
        sla evidence T20 --at 2025-12-31T08:59:59Z
        sla evidence
        sla evidence verify
        sla evidence verify missing.json
        sla evidence verify newer.json
        sla evidence verify other.json
        sla evidence verify cut.json
        sla evidence verify list.json
        sla evidence verify lacks.json
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla evidence T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk sla evidence T20 --at 2025-12-31T08:59:59Z
    --- stderr
    error: T20 began at 2025-12-31T09:00:00Z, there is nothing to tell of before
    exit 4

    $ desk sla evidence
    --- stderr
    error: the following required arguments were not provided: <ID>
    hint: desk sla evidence <ID>
    exit 2

    $ desk sla evidence verify
    --- stderr
    error: the following required arguments were not provided: <FILE>
    hint: desk sla evidence verify <FILE>
    exit 2

    $ desk sla evidence verify missing.json
    --- stderr
    error: `missing.json` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk sla evidence verify newer.json
    --- stderr
    error: newer.json: its format is version 2, and this program reads versions up to 1; use a later one
    exit 5

    $ desk sla evidence verify other.json
    --- stderr
    error: other.json: its format is `desk-export`, expected `desk-evidence`
    exit 5

    $ desk sla evidence verify cut.json
    --- stderr
    error: cut.json:5: it is not JSON, expected what `desk sla evidence T42` writes
    exit 5

    $ desk sla evidence verify list.json
    --- stderr
    error: list.json: it is no bundle of evidence, expected what `desk sla evidence T42` writes
    exit 5

    $ desk sla evidence verify lacks.json
    --- stderr
    error: lacks.json: it is no whole bundle of evidence: unknown field `cases`, expected one of `about`, `case`, `log`, `versions`, `zones`, `verdict`, `sha256`
    exit 5
    ");
}
