//! `desk sla explain` and `desk sla try --explain`: how the time of a promise went.

use insta::assert_snapshot;

use crate::harness::Desk;

const OFFICE: &str = include_str!("../../examples/policies/office.toml");

/// A desk that promises what a policy file says, from the clock's time on.
fn promising(policies: &str) -> Desk {
    let desk = Desk::sample();
    desk.write("policies.toml", policies);
    desk.quietly("sla policy apply policies.toml -q");
    desk
}

#[test]
fn nights_weekends_and_holidays_are_named() {
    let mut desk = promising(OFFICE);
    desk.at("2026-04-03T13:45:00Z");
    desk.quietly("ticket new Pallet --account NORTHGATE --category fulfilment.late -m Where?");
    desk.at("2026-04-07T08:00:00Z");
    assert_snapshot!(desk.run("sla explain T25 -O table"), @"
    $ desk sla explain T25 -O table
    T25 Pallet
      account  NORTHGATE
      as of    2026-04-07 08:00 +00:00

    Resolution
      verdict   running: 14h30m left
      began     Fri 3 Apr 15:45
      due       Wed 8 Apr 17:30
      ran       3h15m of 17h45m
      calendar  office (Europe/Rome)
      now       resolved now, it is met with 14h30m to spare

    Rulings on resolution
      FROM             POLICY                TARGET  WHY
      Fri 3 Apr 15:45  tier-2-fulfilment v3  2d      the ticket began
                                                     17h45m of business time
                                                     due Wed 8 Apr 17:30

    Time of resolution, by office (Europe/Rome)
      DAY        FROM   TO         WHY                     COUNTED  TOTAL
      Fri 3 Apr  15:45  17:30      counted                   1h45m  1h45m
                 17:30  Sun 24:00  closed                        -  1h45m
      Mon 6 Apr  00:00  24:00      holiday: Easter Monday        -  1h45m
      Tue 7 Apr  00:00  08:30      closed                        -  1h45m
                 08:30  10:00      counted                   1h30m  3h15m

    First response
      verdict   breached Tue 7 Apr 08:45: its time ran out
      began     Fri 3 Apr 15:45
      due       Tue 7 Apr 08:45
      ran       3h15m of 2h
      calendar  office (Europe/Rome)
      now       answered now, it is 1h15m late and stays breached

    Rulings on first response
      FROM             POLICY                TARGET  WHY
      Fri 3 Apr 15:45  tier-2-fulfilment v3  2h      the ticket began
                                                     due Tue 7 Apr 08:45

    Time of first response, by office (Europe/Rome)
      DAY        FROM   TO         WHY                     COUNTED  TOTAL
      Fri 3 Apr  15:45  17:30      counted                   1h45m  1h45m
                 17:30  Sun 24:00  closed                        -  1h45m
      Mon 6 Apr  00:00  24:00      holiday: Easter Monday        -  1h45m
      Tue 7 Apr  00:00  08:30      closed                        -  1h45m
                 08:30  10:00      counted                   1h30m  3h15m

    Policies of version 3, for fulfilment.late in tier 2
      POLICY             FOR                            WHY
      tier-1             tier 1                         is not for it
      tier-2-fulfilment  category fulfilment in tier 2  rules: the narrowest
      tier-2             tier 2                         is wider
      standard           default                        is wider
    exit 0
    ");
}

#[test]
fn weeks_that_are_alike_are_one_row_unless_all_are_asked_for() {
    let mut desk = promising(OFFICE);
    desk.quietly("ticket new Catalogue --account BOTTEGA --category catalogue -m Send");
    desk.at("2026-03-02T09:00:00Z");
    assert_snapshot!(desk.run("sla explain T25 --metric first_response -O table"), @"
    $ desk sla explain T25 --metric first_response -O table
    T25 Catalogue
      account  BOTTEGA
      as of    2026-03-02 09:00 +00:00

    First response
      verdict   breached Fri 16 Jan 10:00: its time ran out
      began     Thu 15 Jan 10:00
      due       Fri 16 Jan 10:00
      ran       256h of 8h
      calendar  office (Europe/Rome)
      now       answered now, it is 248h late and stays breached

    Rulings on first response
      FROM              POLICY       TARGET  WHY
      Thu 15 Jan 10:00  standard v3  1d      the ticket began
                                             8h of business time
                                             due Fri 16 Jan 10:00

    Time of first response, by office (Europe/Rome)
      DAY         FROM   TO         WHY            COUNTED    TOTAL
      Thu 15 Jan  10:00  12:30      counted          2h30m    2h30m
                  12:30  13:30      closed               -    2h30m
                  13:30  17:30      counted             4h    6h30m
                  17:30  Fri 08:30  closed               -    6h30m
      Fri 16 Jan  08:30  12:30      counted             4h   10h30m
                  12:30  13:30      closed               -   10h30m
                  13:30  17:30      counted             4h   14h30m
                  17:30  Sun 24:00  closed               -   14h30m
      Mon 19 Jan  to     Sun 1 Mar  6 weeks alike     240h  254h30m
      Mon 2 Mar   00:00  08:30      closed               -  254h30m
                  08:30  10:00      counted          1h30m     256h

    Policies of version 3, for catalogue in tier 3
      POLICY             FOR                            WHY
      tier-1             tier 1                         is not for it
      tier-2-fulfilment  category fulfilment in tier 2  is not for it
      tier-2             tier 2                         is not for it
      standard           default                        rules: the narrowest
    exit 0
    ");
    let full = desk.run("sla explain T25 --metric first_response -O table --full");
    assert!(!full.contains("weeks") && full.lines().count() > 140, "{full}");
}

#[test]
fn a_timeline_is_explained_without_a_desk() {
    let desk = Desk::nowhere();
    desk.write("office.toml", OFFICE);
    desk.write(
        "t.jsonl",
        r#"{"at":"2026-01-05T10:00:00Z","type":"created","by":"customer","priority":"normal","tier":2}
{"at":"2026-01-05T11:00:00Z","type":"message","by":"agent"}
"#,
    );
    let line = "sla try --policy office.toml --timeline t.jsonl --at 2026-01-07T09:00:00Z --explain -O table";
    assert_snapshot!(desk.run(line), @"
    $ desk sla try --policy office.toml --timeline t.jsonl --at 2026-01-07T09:00:00Z --explain -O table
    Resolution
      verdict   running: 22h30m left
      began     Mon 5 Jan 11:00
      due       Fri 9 Jan 17:30
      ran       7h of 29h30m
      calendar  office (Europe/Rome)
      now       resolved now, it is met with 22h30m to spare

    Rulings on resolution
      FROM             POLICY     TARGET  WHY
      Mon 5 Jan 11:00  tier-2 v1  3d      the ticket began
                                          29h30m of business time
                                          due Fri 9 Jan 17:30

    Time of resolution, by office (Europe/Rome)
      DAY        FROM   TO     WHY                COUNTED  TOTAL
      Mon 5 Jan  11:00  12:30  counted              1h30m  1h30m
                 12:30  13:30  closed                   -  1h30m
                 13:30  17:30  counted                 4h  5h30m
                 17:30  24:00  closed                   -  5h30m
      Tue 6 Jan  00:00  24:00  holiday: Epiphany        -  5h30m
      Wed 7 Jan  00:00  08:30  closed                   -  5h30m
                 08:30  10:00  counted              1h30m     7h

    First response
      verdict   met with 3h to spare: it was answered
      began     Mon 5 Jan 11:00
      due       Mon 5 Jan 16:00
      stopped   Mon 5 Jan 12:00
      ran       1h of 4h
      calendar  office (Europe/Rome)

    Rulings on first response
      FROM             POLICY     TARGET  WHY
      Mon 5 Jan 11:00  tier-2 v1  4h      the ticket began
                                          due Mon 5 Jan 16:00

    Time of first response, by office (Europe/Rome)
      DAY        FROM   TO     WHY      COUNTED  TOTAL
      Mon 5 Jan  11:00  12:00  counted       1h     1h

    Policies of version 1, for other in tier 2
      POLICY             FOR                            WHY
      tier-1             tier 1                         is not for it
      tier-2-fulfilment  category fulfilment in tier 2  is not for it
      tier-2             tier 2                         rules: the narrowest
      standard           default                        is wider
    exit 0
    ");
}
