//! An account at a glance, and what happened around it.

use insta::assert_snapshot;

use crate::invoice::desk;

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn what_it_owes_stands_in_one_screen_with_its_tickets() {
    let desk = desk();
    desk.quietly("ticket new 'Wrong VAT' --account ACME --category invoice.tax --about INV-2 -m 'See line 3'");
    assert_snapshot!(desk.run(
        "account show ACME -O table
         account show ACME --json=buying"
    ), @r#"
    $ desk account show ACME -O table
    ACME Acme
      tier      3
      status    active
      segment   b2b
      credit    2000.00 EUR
      reps      -
      owes      748.00 EUR, 476.00 EUR of it late; 1252.00 EUR left to buy for
      terms     NET30
      currency  EUR

    Open tickets
      ID  SUBJECT    PRIORITY  STATUS  SLA       DUE                      REP
      T1  Wrong VAT  normal    new     on track  2026-01-16 09:00 +00:00  -
    exit 0

    $ desk account show ACME --json=buying
    {
      "buying": {
        "credit": {
          "account": "ACME",
          "payer": "ACME",
          "at": "2026-01-15T09:00:00Z",
          "status": "active",
          "held": false,
          "limit": {
            "amount": "2000.00",
            "minor": 200000,
            "currency": "EUR"
          },
          "beyond": {
            "amount": "0.00",
            "minor": 0,
            "currency": "EUR"
          },
          "not_due": {
            "amount": "322.00",
            "minor": 32200,
            "currency": "EUR"
          },
          "overdue_30": {
            "amount": "100.00",
            "minor": 10000,
            "currency": "EUR"
          },
          "overdue_60": {
            "amount": "376.00",
            "minor": 37600,
            "currency": "EUR"
          },
          "overdue_90": {
            "amount": "0.00",
            "minor": 0,
            "currency": "EUR"
          },
          "overdue_more": {
            "amount": "0.00",
            "minor": 0,
            "currency": "EUR"
          },
          "unapplied": {
            "amount": "50.00",
            "minor": 5000,
            "currency": "EUR"
          },
          "uninvoiced": {
            "amount": "0.00",
            "minor": 0,
            "currency": "EUR"
          },
          "exposure": {
            "amount": "748.00",
            "minor": 74800,
            "currency": "EUR"
          },
          "available": {
            "amount": "1252.00",
            "minor": 125200,
            "currency": "EUR"
          },
          "contested": {
            "amount": "0.00",
            "minor": 0,
            "currency": "EUR"
          },
          "elsewhere": [],
          "overrides": [],
          "imported_at": "2026-01-15T09:00:00Z"
        },
        "typical_order": null,
        "order_every": null,
        "last_order_at": null,
        "order_overdue": false,
        "orders": [],
        "open_disputes": 0,
        "open_returns": 0
      }
    }
    exit 0
    "#);
}

#[test]
fn a_timeline_tells_the_latest_first() {
    let mut desk = desk();
    desk.quietly(
        "ticket new 'Wrong VAT' --account ACME --category invoice.tax --about INV-2 -m 'See line 3'
         dispute open INV-2 tax --ticket T1
         credit hold ACME --reason 'a cheque bounced'",
    );
    desk.at("2026-01-16T10:00:00Z").quietly(
        "ticket resolve T1 --code corrected
         dispute decide X1 rejected
         account edit ACME --credit-limit 2500",
    );
    assert_snapshot!(desk.run(
        "account timeline ACME -O table
         account timeline ACME --since 2026-01-16 -c at,what,name
         account timeline ACME --limit 1 --json
         account timeline ACMEE"
    ), @r#"
    $ desk account timeline ACME -O table
    WHEN                     WHAT              NUMBER  ABOUT                  AMOUNT
    2026-01-16 10:00 +00:00  ticket resolved   T1      corrected                   -
    2026-01-16 10:00 +00:00  dispute rejected  X1      INV-2                       -
    2026-01-16 10:00 +00:00  credit limit      -       -                 2500.00 EUR
    2026-01-15 09:00 +00:00  ticket            T1      Wrong VAT                   -
    2026-01-15 09:00 +00:00  dispute           X1      tax of INV-2       122.00 EUR
    2026-01-15 09:00 +00:00  credit stopped    -       a cheque bounced            -
    2026-01-11 09:00 +00:00  payment           PAY-2   -                   50.00 EUR
    2026-01-10 09:00 +00:00  invoice           INV-3   due 2026-02-28     300.00 EUR
    2026-01-05 09:00 +00:00  invoice           INV-2   due 2026-02-04     122.00 EUR
    2025-12-20 09:00 +00:00  payment           PAY-1   INV-1 in part      600.00 EUR
    2025-12-15 09:00 +00:00  credit-note       CN-1    -                  244.00 EUR
    2025-11-01 09:00 +00:00  invoice           INV-1   due 2025-12-01    1220.00 EUR
    exit 0

    $ desk account timeline ACME --since 2026-01-16 -c at,what,name
    at	what	name
    2026-01-16T10:00:00Z	ticket resolved	T1
    2026-01-16T10:00:00Z	dispute rejected	X1
    2026-01-16T10:00:00Z	credit limit	
    exit 0

    $ desk account timeline ACME --limit 1 --json
    [
      {
        "at": "2026-01-16T10:00:00Z",
        "what": "ticket resolved",
        "name": "T1",
        "text": "corrected",
        "amount": null
      }
    ]
    exit 0

    $ desk account timeline ACMEE
    --- stderr
    error: there is no account `ACMEE`; did you mean `ACME`?
    hint: desk account list
    exit 3
    "#);
}

#[test]
fn a_ticket_is_tied_to_what_its_category_asks_for() {
    assert_snapshot!(desk().run(
        "ticket new 'Wrong VAT' --account ACME --category invoice.tax --about INV-2 -m 'See line 3'
         ticket show T1 -O table
         ticket show T1 --json=links
         ticket new 'Nice people' --account ACME --category feedback --about INV-2"
    ), @r#"
    $ desk ticket new 'Wrong VAT' --account ACME --category invoice.tax --about INV-2 -m 'See line 3'
    --- stderr
    Opened T1, normal, new
    exit 0

    $ desk ticket show T1 -O table
    T1 Wrong VAT
      account   ACME Acme (tier 3)
      status    new
      priority  normal
      category  invoice.tax
      rep       nobody
      opened    2026-01-15 09:00 +00:00 by phone
      links     invoice INV-2
      owes      748.00 EUR, 476.00 EUR of it late; 1252.00 EUR left to buy for

    Invoices
      INVOICE  STATUS  DUE              TOTAL        OPEN
      INV-2    open    2026-02-04  122.00 EUR  122.00 EUR

    Promises
      PROMISE         SLA       DUE                      TARGET      TIME  POLICY
      first response  on track  2026-01-16 09:00 +00:00     1 d  1 d left  tier-3

    2026-01-15 09:00 +00:00 the customer wrote
      See line 3
    exit 0

    $ desk ticket show T1 --json=links
    {
      "links": [
        {
          "kind": "invoice",
          "target": "INV-2"
        }
      ]
    }
    exit 0

    $ desk ticket new 'Nice people' --account ACME --category feedback --about INV-2
    --- stderr
    error: `feedback` is about nothing that has a number; `desk ticket link` ties a ticket to anything
    exit 4
    "#);
}

#[test]
fn of_many_open_tickets_those_are_shown_that_are_due_first() {
    let desk = desk();
    for number in 1..=17 {
        desk.quietly(&format!("ticket new 'Question {number}' --account ACME --category other -m Why"));
    }
    let shown = desk.run("account show ACME -O table");
    let tickets: Vec<&str> =
        shown.lines().skip_while(|line| !line.contains("Open tickets")).map(str::trim_end).collect();
    assert_eq!(tickets[0].trim(), "Open tickets, the first 15 of 17");
    assert!(tickets[2].trim().starts_with("T1 ") && tickets[16].trim().starts_with("T15 "), "{shown}");
    let told = desk.run("account show ACME --json");
    assert!(told.contains("\"open_tickets\": 17,"), "{told}");
    assert_eq!(told.matches("\"subject\": ").count(), 15);
}
