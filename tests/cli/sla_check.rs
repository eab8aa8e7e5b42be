//! `desk sla check`: what cron runs.

use insta::assert_snapshot;

use crate::harness::Desk;

/// The fields that tell one finding from another.
const CHECK: &str = "sla check -c ticket,metric,finding,level,at,due_at";

#[test]
fn each_thing_is_told_once_and_what_is_passed_later_is_told_later() {
    let mut desk = Desk::sample();
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    ticket	metric	finding	level	at	due_at
    T23	first_response	at-risk	75%	2026-01-15T01:00:00Z	2026-01-15T07:00:00Z
    T12	first_response	at-risk	75%	2026-01-15T06:00:00Z	2026-01-15T07:00:00Z
    T5	first_response	at-risk	75%	2026-01-15T07:00:00Z	2026-01-15T13:00:00Z
    T12	first_response	breached	breach	2026-01-15T07:00:00Z	2026-01-15T07:00:00Z
    T23	first_response	breached	breach	2026-01-15T07:00:00Z	2026-01-15T07:00:00Z
    T11	resolution	at-risk	75%	2026-01-15T08:00:00Z	2026-01-16T08:00:00Z
    T3	first_response	at-risk	75%	2026-01-15T08:35:00Z	2026-01-15T09:35:00Z
    T2	first_response	at-risk	75%	2026-01-15T08:52:00Z	2026-01-15T09:22:00Z
    T1	first_response	at-risk	75%	2026-01-15T09:00:00Z	2026-01-15T09:15:00Z
    exit 0
    ");
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    exit 0
    ");
    desk.at("2026-01-15T09:16:00Z");
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    ticket	metric	finding	level	at	due_at
    T1	first_response	breached	breach	2026-01-15T09:15:00Z	2026-01-15T09:15:00Z
    exit 0
    ");
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    exit 0
    ");
}

#[test]
fn a_table_names_ticket_rep_and_subject() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla check -O table"), @"
    $ desk sla check -O table
    ID   ACCOUNT  PROMISE  SLA       DUE                              REP     SUBJE…
    T23  HARBOUR  first…   AT RISK   2026-01-15 07:00 +00:00 overdue  irene   Price…
    T12  VOLGA    first…   AT RISK   2026-01-15 07:00 +00:00 overdue  ivan    Перен…
    T5   BOTTEGA  first…   AT RISK   2026-01-15 13:00 +00:00          giulia  Catal…
    T12  VOLGA    first…   BREACHED  2026-01-15 07:00 +00:00 overdue  ivan    Перен…
    T23  HARBOUR  first…   BREACHED  2026-01-15 07:00 +00:00 overdue  irene   Price…
    T11  NORTHG…  resolu…  AT RISK   2026-01-16 08:00 +00:00          irene   Dupli…
    T3   LEVANTE  first…   AT RISK   2026-01-15 09:35 +00:00 !        lucia   ¿Hay…
    T2   URALMET  first…   AT RISK   2026-01-15 09:22 +00:00 !        ivan    Нет п…
    T1   FERRAR…  first…   AT RISK   2026-01-15 09:15 +00:00 !        giulia  Ordin…
    exit 0
    ");
}

#[test]
fn a_promise_is_kept_at_its_last_second_and_broken_one_later() {
    let mut desk = Desk::sample();
    desk.quietly("sla check");
    desk.at("2026-01-15T09:15:00Z");
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    exit 0
    ");
    desk.at("2026-01-15T09:15:01Z");
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    ticket	metric	finding	level	at	due_at
    T1	first_response	breached	breach	2026-01-15T09:15:00Z	2026-01-15T09:15:00Z
    exit 0
    ");
}

#[test]
fn a_breach_is_told_even_if_the_answer_came_before_the_check() {
    let mut desk = Desk::sample();
    desk.quietly("sla check");
    desk.at("2026-01-15T09:20:00Z").quietly("ticket reply T1 -m 'Sorry, it left an hour ago'");
    desk.at("2026-01-15T09:21:00Z");
    assert_snapshot!(desk.run(CHECK), @"
    $ desk sla check -c ticket,metric,finding,level,at,due_at
    ticket	metric	finding	level	at	due_at
    T1	first_response	breached	breach	2026-01-15T09:15:00Z	2026-01-15T09:15:00Z
    exit 0
    ");
}

#[test]
fn the_exit_code_tells_the_worst_only_if_it_is_asked_for() {
    let mut desk = Desk::sample();
    assert_snapshot!(desk.run("sla check --exit-code -c ticket,finding"), @"
    $ desk sla check --exit-code -c ticket,finding
    ticket	finding
    T23	at-risk
    T12	at-risk
    T5	at-risk
    T12	breached
    T23	breached
    T11	at-risk
    T3	at-risk
    T2	at-risk
    T1	at-risk
    exit 9
    ");
    assert_snapshot!(desk.run("sla check --exit-code"), @"
    $ desk sla check --exit-code
    exit 0
    ");
    desk.at("2026-01-15T11:09:00Z").quietly("sla check");
    desk.at("2026-01-15T11:10:00Z");
    assert_snapshot!(desk.run("sla check --exit-code -c ticket,finding"), @"
    $ desk sla check --exit-code -c ticket,finding
    ticket	finding
    T4	at-risk
    exit 8
    ");
}

#[test]
fn what_was_true_then_is_told_and_not_recorded() {
    let desk = Desk::sample();
    let lines = "
        sla check --at 2026-01-15T07:30:00Z -c ticket,metric,finding,level,at
        sla check --at -90m -c ticket,finding
        sla check --at +16m -c ticket,finding
        sla check --at 2026-01-15T07:30:00Z -c ticket --exit-code
        sla check --at 2020-01-01
        sla check -c ticket
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla check --at 2026-01-15T07:30:00Z -c ticket,metric,finding,level,at
    ticket	metric	finding	level	at
    T5	first_response	at-risk	75%	2026-01-15T07:00:00Z
    T12	first_response	breached	breach	2026-01-15T07:00:00Z
    T23	first_response	breached	breach	2026-01-15T07:00:00Z
    exit 0

    $ desk sla check --at -90m -c ticket,finding
    ticket	finding
    T5	at-risk
    T12	breached
    T23	breached
    exit 0

    $ desk sla check --at +16m -c ticket,finding
    ticket	finding
    T5	at-risk
    T12	breached
    T23	breached
    T11	at-risk
    T3	at-risk
    T2	at-risk
    T1	breached
    exit 0

    $ desk sla check --at 2026-01-15T07:30:00Z -c ticket --exit-code
    ticket
    T5
    T12
    T23
    exit 9

    $ desk sla check --at 2020-01-01
    exit 0

    $ desk sla check -c ticket
    ticket
    T23
    T12
    T5
    T12
    T23
    T11
    T3
    T2
    T1
    exit 0
    ");
}

#[test]
fn the_old_name_works_too() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla-check -c ticket,level"), @"
    $ desk sla-check -c ticket,level
    ticket	level
    T23	75%
    T12	75%
    T5	75%
    T12	breach
    T23	breach
    T11	75%
    T3	75%
    T2	75%
    T1	75%
    exit 0
    ");
}

#[test]
fn nothing_new_is_nothing_at_all_except_to_a_reader_of_json() {
    let desk = Desk::empty();
    assert_snapshot!(desk.run("sla check\nsla check -O table\nsla check -O jsonl\nsla check --json"), @"
    $ desk sla check
    exit 0

    $ desk sla check -O table
    exit 0

    $ desk sla check -O jsonl
    exit 0

    $ desk sla check --json
    []
    --- stderr
    no findings match
    exit 0
    ");
}

#[test]
fn cron_is_a_rep_of_its_own() {
    let mut desk = Desk::sample();
    desk.quietly("rep new cron --name Cron --os-user cron --role integration");
    desk.as_user("cron");
    assert_snapshot!(desk.run("sla check -c ticket,level"), @"
    $ desk sla check -c ticket,level
    ticket	level
    T23	75%
    T12	75%
    T5	75%
    T12	breach
    T23	breach
    T11	75%
    T3	75%
    T2	75%
    T1	75%
    exit 0
    ");
}

#[test]
fn an_odd_instant_is_refused() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla check --at now\nsla check --at 2026-01-15T09:00:00"), @"
    $ desk sla check --at now
    --- stderr
    error: `now` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2

    $ desk sla check --at 2026-01-15T09:00:00
    --- stderr
    error: `2026-01-15T09:00:00` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2
    ");
}
