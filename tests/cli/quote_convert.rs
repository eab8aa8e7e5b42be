//! `desk quote convert`, and requests from tickets.

use insta::assert_snapshot;

use crate::quote::{desk, sent};

#[test]
fn nothing_is_ordered_beyond_credit_or_without_acceptance() {
    let desk = sent();
    desk.quietly("account edit FERRARIS --credit-limit 100");
    let lines = "
        quote accept Q1 --pick 1=100
        quote convert Q1 --backorder
        quote convert Q1 --partial 1=5000
        quote convert Q1 --partial 3
        quote convert Q1 --partial 1=0
        credit override FERRARIS 90000 --until +2d --reason 'Agreed with finance'
        quote convert Q1 --partial 1=60 --key K-1
        quote convert Q1 --partial 1=60 --key K-1
        quote convert Q1 --partial 1=41
        quote convert Q1 --partial 1 --po PO-3
        quote convert Q1 --partial 1
        quote list -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk quote accept Q1 --pick 1=100
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 9159.52 EUR
      it cannot be ordered yet: FERRARIS would owe 20623.72 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 0

    $ desk quote convert Q1 --backorder
    --- stderr
    error: FERRARIS would owe 20623.72 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk quote convert Q1 --partial 1=5000
    --- stderr
    error: 5000 of line 1 of Q1 are more than the 100 that are left
    exit 4

    $ desk quote convert Q1 --partial 3
    --- stderr
    error: nothing is left to order of line 3 of Q1
    exit 4

    $ desk quote convert Q1 --partial 1=0
    --- stderr
    error: `1=0` is not a line, expected its number, or so much of it, e.g. `2` or `2=500`
    exit 2

    $ desk credit override FERRARIS 90000 --until +2d --reason 'Agreed with finance'
    --- stderr
    V1: FERRARIS may owe 90000.00 EUR beyond its limit until 2026-01-17T09:00:00Z
    exit 0

    $ desk quote convert Q1 --partial 1=60 --key K-1
    --- stderr
    Placed O5 of Q1, revision 1: 1 line, 3536.00 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --partial 1=60 --key K-1
    --- stderr
    Placed O5 of Q1, revision 1: 1 line, 3536.00 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --partial 1=41
    --- stderr
    error: 41 of line 1 of Q1 are more than the 40 that are left
    exit 4

    $ desk quote convert Q1 --partial 1 --po PO-3
    --- stderr
    Placed O6 of Q1, revision 1: 1 line, 2357.33 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --partial 1
    --- stderr
    error: nothing is left to order of line 1 of Q1
    exit 4

    $ desk quote list -O table
    ID  ACCOUNT   SUBJECT           STATUS    REV        TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  accepted  1    9159.52 EUR  2026-02-14  giulia
    exit 0
    ");
}

#[test]
fn a_request_from_a_ticket_waits_for_an_answer_as_the_ticket_does() {
    let mut desk = desk();
    let asked = desk.run(
        "quote request --ticket T2
        ticket show T2 --json=links
        quote show Q1 -O table",
    );
    desk.at("2026-01-16T18:00:00Z");
    let late = desk.run(
        "quote due -O table
        quote due --json=id,waits,due,outlook
        quote cancel Q1 --reason 'They asked elsewhere'
        quote due
        quote cancel Q1 --reason 'They asked elsewhere'
        quote new Q1 VH-220=1",
    );
    assert_snapshot!([asked, late].join("\n---\n"), @r#"
    $ desk quote request --ticket T2
    --- stderr
    Took down Q1: Нет подтверждения цены по заказу 8810
    exit 0

    $ desk ticket show T2 --json=links
    {
      "links": [
        {
          "kind": "quote",
          "target": "Q1"
        }
      ]
    }
    exit 0

    $ desk quote show Q1 -O table
    Q1 URALMET УралМетПром
      status   requested
      subject  Нет подтверждения цены по заказу 8810
      contact  Ольга Петрова (P5)
      rep      ivan
      ticket   T2
      asked    2026-01-15 09:00 +00:00
      answer   2026-01-15 11:00 +00:00
    exit 0

    ---
    $ desk quote due -O table
    ID  ACCOUNT  SUBJE…  WAITS       DUE                              SLA       REP
    Q1  URALMET  Нет п…  unanswered  2026-01-15 11:00 +00:00 overdue  BREACHED  ivan
    exit 0

    $ desk quote due --json=id,waits,due,outlook
    [
      {
        "id": "Q1",
        "waits": "unanswered",
        "due": "2026-01-15T11:00:00Z",
        "outlook": "breached"
      }
    ]
    exit 0

    $ desk quote cancel Q1 --reason 'They asked elsewhere'
    --- stderr
    Cancelled Q1
    exit 0

    $ desk quote due
    exit 0

    $ desk quote cancel Q1 --reason 'They asked elsewhere'
    --- stderr
    error: Q1 was cancelled already
    exit 4

    $ desk quote new Q1 VH-220=1
    --- stderr
    error: Q1 was cancelled; make a new one with `desk quote new URALMET`
    exit 4
    "#);
}
