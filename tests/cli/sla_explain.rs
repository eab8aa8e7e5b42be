//! `desk sla explain`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_broken_promise_says_when_it_broke_and_how_late_it_is() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla explain T23 -O table"), @"
    $ desk sla explain T23 -O table
    T23 Price on invoice differs from quote
      account  HARBOUR
      as of    2026-01-15 09:00 +00:00

    Resolution
      verdict   running: 214h left
      began     Wed 14 Jan 07:00
      due       Sat 24 Jan 07:00
      ran       26h of 240h
      calendar  24x7 (UTC)
      now       resolved now, it is met with 214h to spare

    Rulings on resolution
      FROM              POLICY     TARGET  WHY
      Wed 14 Jan 07:00  tier-3 v2  240h    the ticket began
                                           due Sat 24 Jan 07:00

    Time of resolution, by 24x7 (UTC)
      DAY         FROM   TO         WHY      COUNTED  TOTAL
      Wed 14 Jan  07:00  Thu 09:00  counted      26h    26h

    First response
      verdict   breached Thu 15 Jan 07:00: its time ran out
      began     Wed 14 Jan 07:00
      due       Thu 15 Jan 07:00
      ran       26h of 24h
      calendar  24x7 (UTC)
      now       answered now, it is 2h late and stays breached

    Rulings on first response
      FROM              POLICY     TARGET  WHY
      Wed 14 Jan 07:00  tier-3 v2  24h     the ticket began
                                           due Thu 15 Jan 07:00

    Time of first response, by 24x7 (UTC)
      DAY         FROM   TO         WHY      COUNTED  TOTAL
      Wed 14 Jan  07:00  Thu 09:00  counted      26h    26h

    Policies of version 2, for invoice.price in tier 3
      POLICY  FOR     WHY
      tier-1  tier 1  is not for it
      tier-2  tier 2  is not for it
      tier-3  tier 3  rules: the narrowest
    exit 0
    ");
}

#[test]
fn a_paused_clock_stands_still_and_says_what_will_be_left() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla explain T10 --metric resolution -O table"), @"
    $ desk sla explain T10 --metric resolution -O table
    T10 Consulta sobre presión máxima VH-180
      account  LEVANTE
      as of    2026-01-15 09:00 +00:00

    Resolution
      verdict   paused (pending): time stands still, with 94h left
      began     Tue 13 Jan 06:00
      ran       2h of 96h; 49h more in pauses
      calendar  24x7 (UTC)
      now       resolved now, it is met; 94h will be left when time runs on

    Rulings on resolution
      FROM              POLICY     TARGET  WHY
      Tue 13 Jan 06:00  tier-2 v2  96h     the ticket began
                                           due Sat 17 Jan 06:00

    Time of resolution, by 24x7 (UTC)
      DAY         FROM   TO         WHY              COUNTED  PAUSED  TOTAL
      Tue 13 Jan  06:00  08:00      counted               2h       -     2h
                  08:00  Thu 09:00  paused: pending        -     49h     2h

    Policies of version 2, for technical in tier 2
      POLICY  FOR     WHY
      tier-1  tier 1  is not for it
      tier-2  tier 2  rules: the narrowest
      tier-3  tier 3  is not for it
    exit 0
    ");
}

#[test]
fn a_reopened_ticket_shows_the_time_it_was_resolved() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla explain T20 --metric resolution --all -O table"), @"
    $ desk sla explain T20 --metric resolution --all -O table
    T20 Late again: SO-4290
      account  NORTHGATE
      as of    2026-01-15 09:00 +00:00

    Resolution
      verdict   met with 48h to spare: it was resolved
      began     Wed 31 Dec 2025 09:00
      due       Sun 4 Jan 09:00
      stopped   Fri 2 Jan 09:00
      ran       48h of 96h
      calendar  24x7 (UTC)

    Rulings on resolution
      FROM                   POLICY     TARGET  WHY
      Wed 31 Dec 2025 09:00  tier-2 v2  96h     the ticket began
                                                due Sun 4 Jan 09:00

    Time of resolution, by 24x7 (UTC)
      DAY              FROM   TO         WHY      COUNTED  TOTAL
      Wed 31 Dec 2025  09:00  Fri 09:00  counted      48h    48h

    Resolution 2
      verdict   met with 24h to spare: it was resolved
      began     Wed 31 Dec 2025 09:00; reopened Sat 3 Jan 09:00
      due       Mon 5 Jan 09:00
      stopped   Sun 4 Jan 09:00
      ran       72h of 96h; 24h more in pauses
      calendar  24x7 (UTC)

    Rulings on resolution 2
      FROM                   POLICY     TARGET  WHY
      Wed 31 Dec 2025 09:00  tier-2 v2  96h     the ticket began
                                                due Sun 4 Jan 09:00

    Time of resolution 2, by 24x7 (UTC)
      DAY              FROM   TO         WHY               COUNTED  PAUSED  TOTAL
      Wed 31 Dec 2025  09:00  Fri 09:00  counted               48h       -    48h
      Fri 2 Jan        09:00  Sat 09:00  paused: resolved        -     24h    48h
      Sat 3 Jan        09:00  Sun 09:00  counted               24h       -    72h

    Policies of version 2, for complaint in tier 2
      POLICY  FOR     WHY
      tier-1  tier 1  is not for it
      tier-2  tier 2  rules: the narrowest
      tier-3  tier 3  is not for it
    exit 0
    ");
}

#[test]
fn programs_read_the_whole_of_it() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla explain T12 --metric first_response --json"), @r#"
    $ desk sla explain T12 --metric first_response --json
    {
      "ticket": "T12",
      "account": "VOLGA",
      "subject": "Перенос срока поставки",
      "at": "2026-01-15T09:00:00Z",
      "cycles": [
        {
          "metric": "first_response",
          "cycle": 1,
          "state": "breached",
          "started_at": "2026-01-15T03:00:00Z",
          "due_at": "2026-01-15T07:00:00Z",
          "stopped_at": null,
          "target_seconds": 14400,
          "elapsed_seconds": 21600,
          "remaining_seconds": -7200,
          "paused_seconds": 0,
          "breached_at": "2026-01-15T07:00:00Z",
          "policy": "tier-2",
          "version": 2,
          "began_at": "2026-01-15T03:00:00Z",
          "breach": "ran-out",
          "ending": null,
          "if_done_now": {
            "state": "breached",
            "spare_seconds": -7200,
            "overdue_seconds": 7200,
            "paused_by": null
          },
          "rulings": [
            {
              "at": "2026-01-15T03:00:00Z",
              "effect": "began",
              "causes": [
                {
                  "what": "started",
                  "from": null,
                  "to": null
                }
              ],
              "policy": "tier-2",
              "version": 2,
              "version_in_force": 2,
              "contract": null,
              "priority": "normal",
              "category": "order-change.date",
              "tier": 2,
              "calendar": "24x7",
              "target": "4h",
              "target_seconds": 14400,
              "counts_since": "2026-01-15T03:00:00Z",
              "due_at": "2026-01-15T07:00:00Z",
              "breaks": false,
              "policies": [
                {
                  "policy": "tier-1",
                  "for": "tier 1",
                  "fared": "not-covered",
                  "target": "2h"
                },
                {
                  "policy": "tier-2",
                  "for": "tier 2",
                  "fared": "won",
                  "target": "4h"
                },
                {
                  "policy": "tier-3",
                  "for": "tier 3",
                  "fared": "not-covered",
                  "target": "24h"
                }
              ]
            }
          ],
          "segments": [
            {
              "from": "2026-01-15T03:00:00Z",
              "to": "2026-01-15T09:00:00Z",
              "calendar": "24x7",
              "time_zone": "UTC",
              "why": "counted",
              "holiday": null,
              "date": null,
              "status": null,
              "counted_seconds": 21600,
              "paused_seconds": 0,
              "total_seconds": 21600
            }
          ]
        }
      ],
      "without": null
    }
    exit 0
    "#);
}

#[test]
fn what_cannot_be_explained_is_refused() {
    let desk = Desk::sample();
    let lines = "
        sla explain T99
        sla explain T20 --at 2025-12-31T08:59:59Z
        sla explain T20 --metric speed
        sla explain T20 --json=cycle
        sla try --policy p.toml --timeline t.jsonl --full
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk sla explain T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk sla explain T20 --at 2025-12-31T08:59:59Z
    --- stderr
    error: T20 began at 2025-12-31T09:00:00Z, there is nothing to tell of before
    exit 4

    $ desk sla explain T20 --metric speed
    --- stderr
    error: `speed` is not a metric, expected one of first_response, next_response, update, resolution, handling
    exit 2

    $ desk sla explain T20 --json=cycle
    --- stderr
    {"error":"`cycle` is not a field, expected one of ticket, account, subject, at, cycles, without; did you mean `cycles`?","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk sla try --policy p.toml --timeline t.jsonl --full
    --- stderr
    error: the following required arguments were not provided: --explain
    hint: desk sla try --policy <FILE> --timeline <FILE> --explain --full
    exit 2
    "#);
}
