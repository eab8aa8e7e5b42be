//! `desk sla calendar`, `desk sla try`, `desk sla match`: the engine without a desk, and why a policy rules.

use insta::assert_snapshot;

use crate::harness::Desk;

const OFFICE: &str = r#"
[calendar.office]
timezone = "Europe/Rome"
hours = { mon-fri = ["09:00-13:00", "14:00-18:00"] }
holidays_ics = "it.ics"

[[policy]]
name = "rest"
calendar = "office"
first_response = "2h"
resolution = { urgent = "4h", default = "2d" }
"#;

const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//desk//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\
    DTSTART;VALUE=DATE:20260116\r\nSUMMARY:Patrono\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn office() -> Desk {
    let desk = Desk::sample();
    desk.write("office.toml", OFFICE);
    desk.write("it.ics", ICS);
    desk
}

#[test]
fn a_calendar_answers_from_a_file_without_a_desk() {
    let desk = office();
    let lines = "
        --db none.db sla calendar add office 2026-01-15T16:00:00Z 2h --policy office.toml --json
        --db none.db sla calendar between office 2026-01-15T16:00:00Z 2026-01-19T09:00:00Z --policy office.toml --json
        --db none.db sla calendar next-open office 2026-01-15T17:00:00Z --policy office.toml --json
        --db none.db sla calendar add 24x7 2026-01-15T16:00:00Z 2h --policy office.toml
        --db none.db sla calendar add ofice 2026-01-15T16:00:00Z 2h --policy office.toml
        --db none.db sla calendar add office 2026-01-15T16:00:00Z 0h --policy office.toml
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk --db none.db sla calendar add office 2026-01-15T16:00:00Z 2h --policy office.toml --json
    {
      "end": "2026-01-19T09:00:00Z"
    }
    exit 0

    $ desk --db none.db sla calendar between office 2026-01-15T16:00:00Z 2026-01-19T09:00:00Z --policy office.toml --json
    {
      "seconds": 7200
    }
    exit 0

    $ desk --db none.db sla calendar next-open office 2026-01-15T17:00:00Z --policy office.toml --json
    {
      "at": "2026-01-19T08:00:00Z"
    }
    exit 0

    $ desk --db none.db sla calendar add 24x7 2026-01-15T16:00:00Z 2h --policy office.toml
    field	value
    end	2026-01-15T18:00:00Z
    exit 0

    $ desk --db none.db sla calendar add ofice 2026-01-15T16:00:00Z 2h --policy office.toml
    --- stderr
    error: there is no calendar `ofice`; did you mean `office`?
    exit 3

    $ desk --db none.db sla calendar add office 2026-01-15T16:00:00Z 0h --policy office.toml
    --- stderr
    error: `0h` is not a target, expected more than no time, e.g. `30m`
    exit 2
    "#);
}

#[test]
fn an_applied_file_keeps_the_holidays_it_named() {
    let desk = office();
    let lines = "
        sla policy apply office.toml -q -o plan.txt
        sla calendar add office 2026-01-15T16:00:00Z 2h --json
        sla calendar next-open nowhere 2026-01-15T17:00:00Z
    ";
    desk.run("sla policy apply office.toml -q -o plan.txt");
    desk.write("it.ics", "gone");
    assert_snapshot!(desk.run(lines), @r#"
    $ desk sla policy apply office.toml -q -o plan.txt
    --- stderr
    error: office.toml:5: holidays of `it.ics` cannot be read: it is not a calendar file (iCalendar)
    exit 2

    $ desk sla calendar add office 2026-01-15T16:00:00Z 2h --json
    {
      "end": "2026-01-19T09:00:00Z"
    }
    exit 0

    $ desk sla calendar next-open nowhere 2026-01-15T17:00:00Z
    --- stderr
    error: there is no calendar `nowhere`
    exit 3
    "#);
}

#[test]
fn a_timeline_is_judged_without_a_desk() {
    let desk = office();
    desk.write(
        "t.jsonl",
        r#"{"at":"2026-01-15T15:00:00Z","type":"created","by":"customer","priority":"urgent","status":"new","tier":1}
{"at":"2026-01-15T15:30:00Z","type":"message","by":"agent","public":true}
{"at":"2026-01-15T15:30:00Z","type":"status","to":"pending"}
{"at":"2026-01-19T08:30:00Z","type":"status","to":"open"}
"#,
    );
    desk.write("broken.jsonl", "{\"at\":\"2026-01-15T15:00:00Z\",\"type\":\"opened\"}\n");
    let lines = "
        --db none.db sla try --policy office.toml --timeline t.jsonl --at 2026-01-19T12:00:00Z --json
        --db none.db sla try --policy office.toml --timeline t.jsonl --at 2026-01-15T15:10:00Z -O table
        --db none.db sla try --policy office.toml --timeline broken.jsonl
        --db none.db sla try --policy office.toml --timeline nothing.jsonl
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk --db none.db sla try --policy office.toml --timeline t.jsonl --at 2026-01-19T12:00:00Z --json
    {
      "cycles": [
        {
          "metric": "resolution",
          "cycle": 1,
          "state": "running",
          "started_at": "2026-01-15T15:00:00Z",
          "due_at": "2026-01-19T12:00:00Z",
          "stopped_at": null,
          "target_seconds": 14400,
          "elapsed_seconds": 14400,
          "remaining_seconds": 0,
          "paused_seconds": 7200,
          "breached_at": null
        },
        {
          "metric": "first_response",
          "cycle": 1,
          "state": "met",
          "started_at": "2026-01-15T15:00:00Z",
          "due_at": "2026-01-15T17:00:00Z",
          "stopped_at": "2026-01-15T15:30:00Z",
          "target_seconds": 7200,
          "elapsed_seconds": 1800,
          "remaining_seconds": 5400,
          "paused_seconds": 0,
          "breached_at": null
        }
      ],
      "next_due": "2026-01-19T12:00:00Z",
      "escalations": [
        {
          "metric": "resolution",
          "cycle": 1,
          "level": "75%",
          "at": "2026-01-19T11:00:00Z"
        }
      ]
    }
    exit 0

    $ desk --db none.db sla try --policy office.toml --timeline t.jsonl --at 2026-01-15T15:10:00Z -O table
    Promises
      PROMISE         SLA      STARTED                DUE                    STOPPED
      resolution      running  2026-01-15 15:00 +00…  2026-01-19 10:00 +00…  -
      first response  running  2026-01-15 15:00 +00…  2026-01-15 17:00 +00…  -
    exit 0

    $ desk --db none.db sla try --policy office.toml --timeline broken.jsonl
    --- stderr
    error: broken.jsonl:1: unknown variant `opened`, expected one of `created`, `message`, `status`, `priority`, `tier`, `category`, `assigned`, `merged`, `absorbed`
    exit 5

    $ desk --db none.db sla try --policy office.toml --timeline nothing.jsonl
    --- stderr
    error: `nothing.jsonl` could not be read: No such file or directory (os error 2)
    exit 1
    "#);
}

#[test]
fn a_match_says_why_each_policy_rules_or_does_not() {
    let desk = Desk::sample();
    let lines = "
        sla match T1 -O table
        sla match T99
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla match T1 -O table
    POLICY  FOR     WHY
    tier-1  tier 1  rules: the narrowest that is for it
    tier-2  tier 2  is not for it
    tier-3  tier 3  is not for it
    exit 0

    $ desk sla match T99
    --- stderr
    error: there is no ticket `T99`
    exit 3
    ");
}
