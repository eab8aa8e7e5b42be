//! `desk sla forecast`: what will break if nobody does anything.

use insta::assert_snapshot;

use crate::harness::Desk;

const HOURS: &str = "
[calendar.early]
timezone = 'Europe/Rome'
hours = { mon-fri = ['08:00-12:00'] }

[calendar.late]
timezone = 'Europe/Rome'
hours = { mon-fri = ['16:00-22:00'] }
";

/// The sample, where giulia works early, ivan late, and lucia is on leave.
fn staffed() -> Desk {
    let desk = Desk::sample();
    let policies = include_str!("../../examples/sample/policies.toml");
    let policies = policies.replace("valid_from = \"2020-01-01T00:00:00Z\"", HOURS);
    desk.write("policies.toml", policies).quietly(
        "
        sla policy apply policies.toml
        rep edit giulia --calendar early
        rep edit ivan --calendar late
        rep edit lucia --away-from 2026-01-12 --away-to 2026-01-19
    ",
    );
    desk
}

#[test]
fn promises_about_to_break_are_told_the_soonest_first() {
    let desk = staffed();
    assert_snapshot!(desk.run("sla forecast -O table\nsla forecast --hours 2 -O table\nsla forecast --hours 1"), @"
    $ desk sla forecast -O table
    ID   ACCOUNT    PROMISE         DUE          LEFT  REP     ON SHIFT
    T1   FERRARIS   first response  09:15      15 min  giulia  15 min
    T2   URALMET    first response  09:22      22 min  ivan    off shift
    T3   LEVANTE    first response  09:35      35 min  lucia   away until 2026-01-19
    T24  FERRARIS   first response  10:40  1 h 40 min  giulia  1 h 40 min
    T7   FERRARIS   next response   10:50  1 h 50 min  irene   1 h 50 min
    T4   NORTHGATE  first response  12:10  3 h 10 min  -       nobody
    T5   BOTTEGA    first response  13:00         4 h  giulia  2 h
    T1   FERRARIS   resolution      16:15  7 h 15 min  giulia  2 h
    --- stderr
    8 promises break before 17:00; 3 of them have nobody on shift
    exit 0

    $ desk sla forecast --hours 2 -O table
    ID   ACCOUNT   PROMISE         DUE          LEFT  REP     ON SHIFT
    T1   FERRARIS  first response  09:15      15 min  giulia  15 min
    T2   URALMET   first response  09:22      22 min  ivan    off shift
    T3   LEVANTE   first response  09:35      35 min  lucia   away until 2026-01-19
    T24  FERRARIS  first response  10:40  1 h 40 min  giulia  1 h 40 min
    T7   FERRARIS  next response   10:50  1 h 50 min  irene   1 h 50 min
    --- stderr
    5 promises break before 11:00; 2 of them have nobody on shift
    exit 0

    $ desk sla forecast --hours 1
    ticket	account	metric	due_at	left_seconds	assignee	on_shift_seconds	subject	policy	cycle	presence	away_until
    T1	FERRARIS	first_response	2026-01-15T09:15:00Z	900	giulia	900	Ordine SO-4471 in ritardo, linea ferma	tier-1	1	on-shift	
    T2	URALMET	first_response	2026-01-15T09:22:00Z	1320	ivan	0	Нет подтверждения цены по заказу 8810	tier-1	1	off-shift	
    T3	LEVANTE	first_response	2026-01-15T09:35:00Z	2100	lucia	0	¿Hay stock de VH-220?	tier-2	1	away	2026-01-19
    --- stderr
    3 promises break before 10:00; 2 of them have nobody on shift
    exit 0
    ");
}

#[test]
fn they_are_grouped_by_who_has_to_act_and_who_waits() {
    let desk = staffed();
    let lines = "
        sla forecast --by rep -O table
        sla forecast --hours 48 --by account -O table
        sla forecast --hours 48 --by rep --json=group,unattended
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk sla forecast --by rep -O table
    GROUP   PROMISES  FIRST DUE  NOBODY ON SHIFT
    giulia         4  09:15                    0
    ivan           1  09:22                    1
    lucia          1  09:35                    1
    irene          1  10:50                    0
    -              1  12:10                    1
    --- stderr
    8 promises break before 17:00; 3 of them have nobody on shift
    exit 0

    $ desk sla forecast --hours 48 --by account -O table
    GROUP         PROMISES  FIRST DUE         NOBODY ON SHIFT
    FERRARIS             6  09:15                           0
    URALMET              3  09:22                           1
    LEVANTE              1  09:35                           1
    NORTHGATE            2  12:10                           1
    BOTTEGA              1  13:00                           0
    RIOJA                1  2026-01-16 04:00                1
    FERRARIS-SUD         1  2026-01-17 00:00                0
    --- stderr
    15 promises break before 2026-01-17 09:00; 4 of them have nobody on shift
    exit 0

    $ desk sla forecast --hours 48 --by rep --json=group,unattended
    [
      {
        "group": "giulia",
        "unattended": 0
      },
      {
        "group": "ivan",
        "unattended": 1
      },
      {
        "group": "lucia",
        "unattended": 1
      },
      {
        "group": "irene",
        "unattended": 0
      },
      {
        "group": "-",
        "unattended": 2
      }
    ]
    --- stderr
    15 promises break before 2026-01-17 09:00; 4 of them have nobody on shift
    exit 0
    "#);
}

#[test]
fn the_data_holds_everything() {
    let desk = staffed();
    assert_snapshot!(desk.run("sla forecast --hours 4\nsla forecast --hours 1 --json -q"), @r#"
    $ desk sla forecast --hours 4
    ticket	account	metric	due_at	left_seconds	assignee	on_shift_seconds	subject	policy	cycle	presence	away_until
    T1	FERRARIS	first_response	2026-01-15T09:15:00Z	900	giulia	900	Ordine SO-4471 in ritardo, linea ferma	tier-1	1	on-shift	
    T2	URALMET	first_response	2026-01-15T09:22:00Z	1320	ivan	0	Нет подтверждения цены по заказу 8810	tier-1	1	off-shift	
    T3	LEVANTE	first_response	2026-01-15T09:35:00Z	2100	lucia	0	¿Hay stock de VH-220?	tier-2	1	away	2026-01-19
    T24	FERRARIS	first_response	2026-01-15T10:40:00Z	6000	giulia	6000	Conferma d’ordine SO-4490	tier-1	1	on-shift	
    T7	FERRARIS	next_response	2026-01-15T10:50:00Z	6600	irene	6600	Fattura 2026/118: IVA errata	tier-1	1	on-shift	
    T4	NORTHGATE	first_response	2026-01-15T12:10:00Z	11400		0	Twelve couplings missing from pallet 7	tier-2	1	nobody	
    --- stderr
    6 promises break before 13:00; 3 of them have nobody on shift
    exit 0

    $ desk sla forecast --hours 1 --json -q
    [
      {
        "ticket": "T1",
        "account": "FERRARIS",
        "metric": "first_response",
        "cycle": 1,
        "due_at": "2026-01-15T09:15:00Z",
        "left_seconds": 900,
        "assignee": "giulia",
        "presence": "on-shift",
        "on_shift_seconds": 900,
        "away_until": null,
        "subject": "Ordine SO-4471 in ritardo, linea ferma",
        "policy": "tier-1"
      },
      {
        "ticket": "T2",
        "account": "URALMET",
        "metric": "first_response",
        "cycle": 1,
        "due_at": "2026-01-15T09:22:00Z",
        "left_seconds": 1320,
        "assignee": "ivan",
        "presence": "off-shift",
        "on_shift_seconds": 0,
        "away_until": null,
        "subject": "Нет подтверждения цены по заказу 8810",
        "policy": "tier-1"
      },
      {
        "ticket": "T3",
        "account": "LEVANTE",
        "metric": "first_response",
        "cycle": 1,
        "due_at": "2026-01-15T09:35:00Z",
        "left_seconds": 2100,
        "assignee": "lucia",
        "presence": "away",
        "on_shift_seconds": 0,
        "away_until": "2026-01-19",
        "subject": "¿Hay stock de VH-220?",
        "policy": "tier-2"
      }
    ]
    exit 0
    "#);
}

#[test]
fn what_is_due_at_the_last_second_does_not_break_before() {
    let mut desk = Desk::sample();
    desk.at("2026-01-15T08:15:00Z");
    assert_snapshot!(desk.run("sla forecast --hours 1 -c ticket,metric,due_at"), @"
    $ desk sla forecast --hours 1 -c ticket,metric,due_at
    ticket	metric	due_at
    --- stderr
    no promises match
    exit 0
    ");
    desk.at("2026-01-15T08:15:01Z");
    assert_snapshot!(desk.run("sla forecast --hours 1 -c ticket,metric,due_at"), @"
    $ desk sla forecast --hours 1 -c ticket,metric,due_at
    ticket	metric	due_at
    T1	first_response	2026-01-15T09:15:00Z
    --- stderr
    1 promise breaks before 09:15
    exit 0
    ");
    desk.at("2026-01-15T09:15:00Z");
    assert_snapshot!(desk.run("sla forecast --hours 1 -c ticket,metric,due_at"), @"
    $ desk sla forecast --hours 1 -c ticket,metric,due_at
    ticket	metric	due_at
    T1	first_response	2026-01-15T09:15:00Z
    T2	first_response	2026-01-15T09:22:00Z
    T3	first_response	2026-01-15T09:35:00Z
    --- stderr
    3 promises break before 10:15; 1 of them has nobody on shift
    exit 0
    ");
    desk.at("2026-01-15T09:15:01Z");
    assert_snapshot!(desk.run("sla forecast --hours 1 -c ticket,metric,due_at"), @"
    $ desk sla forecast --hours 1 -c ticket,metric,due_at
    ticket	metric	due_at
    T2	first_response	2026-01-15T09:22:00Z
    T3	first_response	2026-01-15T09:35:00Z
    --- stderr
    2 promises break before 10:15
    exit 0
    ");
}

#[test]
fn whoever_left_is_not_there_and_lost_hours_are_told() {
    let desk = staffed();
    desk.quietly(
        "
        rep edit ivan --active false
        rep edit lucia --away-to none
    ",
    );
    let policies = include_str!("../../examples/sample/policies.toml");
    desk.write("policies.toml", policies.replace("valid_from = \"2020-01-01T00:00:00Z\"", ""));
    desk.quietly("sla policy apply policies.toml");
    assert_snapshot!(desk.run("sla forecast --hours 2 -O table"), @"
    $ desk sla forecast --hours 2 -O table
    ID   ACCOUNT   PROMISE         DUE          LEFT  REP     ON SHIFT
    T1   FERRARIS  first response  09:15      15 min  giulia  15 min
    T2   URALMET   first response  09:22      22 min  ivan    gone
    T3   LEVANTE   first response  09:35      35 min  lucia   away
    T24  FERRARIS  first response  10:40  1 h 40 min  giulia  1 h 40 min
    T7   FERRARIS  next response   10:50  1 h 50 min  irene   1 h 50 min
    --- stderr
    warning: all time counts as working time of `giulia`: no calendar `early` is in force
    warning: all time counts as working time of `ivan`: no calendar `late` is in force
    5 promises break before 11:00; 2 of them have nobody on shift
    exit 0
    ");
}

#[test]
fn a_quiet_day_has_nothing_at_stake() {
    let desk = Desk::empty();
    assert_snapshot!(desk.run("sla forecast\nsla forecast --by rep -O table\nsla forecast --json"), @"
    $ desk sla forecast
    ticket	account	metric	due_at	left_seconds	assignee	on_shift_seconds	subject	policy	cycle	presence	away_until
    --- stderr
    no promises match
    exit 0

    $ desk sla forecast --by rep -O table
    --- stderr
    no groups match
    exit 0

    $ desk sla forecast --json
    []
    --- stderr
    no promises match
    exit 0
    ");
}

#[test]
fn how_far_and_by_what_must_make_sense() {
    let desk = Desk::sample();
    let lines = "
        sla forecast --hours 0
        sla forecast --hours 8761
        sla forecast --hours soon
        sla forecast --by tier
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla forecast --hours 0
    --- stderr
    error: invalid value '0' for '--hours <HOURS>': 0 is not in 1..=8760
    exit 2

    $ desk sla forecast --hours 8761
    --- stderr
    error: invalid value '8761' for '--hours <HOURS>': 8761 is not in 1..=8760
    exit 2

    $ desk sla forecast --hours soon
    --- stderr
    error: invalid value 'soon' for '--hours <HOURS>': invalid digit found in string
    exit 2

    $ desk sla forecast --by tier
    --- stderr
    error: `tier` is not something to group by, expected one of rep, account
    exit 2
    ");
}
