//! `desk account list`, `show` and `tree`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn lists_are_narrowed_by_text_tier_region_and_rep() {
    let desk = Desk::sample();
    let lines = "
        account list ferraris -c code,name
        account list --tier 1 -c code,tier
        account list --region italy -c code,region
        account list --rep @me -c code,primary_rep
        account list --rep nobody
        account ls none-like-it -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account list ferraris -c code,name
    code	name
    FERRARIS	Officine Ferraris S.p.A.
    FERRARIS-SUD	Ferraris Sud S.r.l.
    exit 0

    $ desk account list --tier 1 -c code,tier
    code	tier
    FERRARIS	1
    FERRARIS-SUD	1
    URALMET	1
    exit 0

    $ desk account list --region italy -c code,region
    code	region
    BOTTEGA	Italy
    FERRARIS	Italy
    FERRARIS-SUD	Italy
    MARMI	Italy
    exit 0

    $ desk account list --rep @me -c code,primary_rep
    code	primary_rep
    BOTTEGA	giulia
    FERRARIS	giulia
    FERRARIS-SUD	giulia
    MARMI	giulia
    exit 0

    $ desk account list --rep nobody
    --- stderr
    error: there is no rep `nobody`
    hint: desk rep list
    exit 3

    $ desk account ls none-like-it -O table
    --- stderr
    no accounts match
    exit 0
    ");
}

#[test]
fn an_account_is_shown_with_its_people_and_tickets() {
    let desk = Desk::sample();
    let lines = "
        account show FERRARIS -O table
        account show FERRARIS --json=code,credit_limit,children,reps
        account show FERARIS
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk account show FERRARIS -O table
    FERRARIS Officine Ferraris S.p.A.
      tier            1
      status          active
      segment         b2b
      credit          250000.00 EUR
      reps            giulia (primary), irene (backup)
      terms           NET60
      currency        EUR
      region          Italy
      sector          Machine tools
      below it        FERRARIS-SUD
      time zone       Europe/Rome
      language        it
      customer since  2014-03-01
      tags            key

    Contacts
      ID  NAME          EMAIL                          PHONE  FUNCTION
      P1  Anna Bianchi  anna.bianchi@ferraris.example  -      purchasing
      P2  Marco Riva    marco.riva@ferraris.example    -      technical
      P3  Paola Serra   paola.serra@ferraris.example   -      finance

    Open tickets
      ID   SUBJECT     PRIORITY  STATUS  SLA       DUE                        REP
      T1   !! Ordine…  urgent    new     AT RISK   2026-01-15 09:15 +00:00 !  giulia
      T24  Conferma…   normal    new     on track  2026-01-15 10:40 +00:00    giulia
      T7   Fattura 2…  normal    open    on track  2026-01-15 10:50 +00:00    irene
    exit 0

    $ desk account show FERRARIS --json=code,credit_limit,children,reps
    {
      "code": "FERRARIS",
      "credit_limit": {
        "amount": "250000.00",
        "minor": 25000000,
        "currency": "EUR"
      },
      "children": [
        "FERRARIS-SUD"
      ],
      "reps": [
        {
          "role": "primary",
          "rep": "giulia"
        },
        {
          "role": "backup",
          "rep": "irene"
        }
      ]
    }
    exit 0

    $ desk account show FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3
    "#);
}

#[test]
fn a_tree_can_begin_anywhere() {
    let desk = Desk::sample();
    let lines = "
        account tree FERRARIS
        account tree FERARIS
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account tree FERRARIS
    depth	code	name	tier	open_tickets
    0	FERRARIS	Officine Ferraris S.p.A.	1	3
    1	FERRARIS-SUD	Ferraris Sud S.r.l.	1	1
    exit 0

    $ desk account tree FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3
    ");
}
