//! Disputes, from what the customer contests to what came of it.

use insta::assert_snapshot;

use crate::invoice::desk;

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn a_dispute_is_opened_looked_into_decided_and_closed() {
    let desk = desk();
    desk.quietly("ticket new 'Broken couplings' --account ACME --category invoice.quantity -m 'Ten were broken.'");
    assert_snapshot!(desk.run(
        "dispute open INV-1 damaged --line 1 --amount 85 --ticket T1 --note 'ten were broken'
         dispute list -O table
         credit show ACME -O table
         dispute investigate X1
         dispute decide X1 accepted
         dispute decide X1 accepted --credit-note INV-2
         dispute decide X1 accepted --credit-note CN-1
         dispute decide X1 rejected
         dispute close X1
         dispute close X1
         dispute list
         dispute list --all -c id,status,outcome,credit_note
         dispute show X1 -O table
         invoice show INV-1 --json=disputes"
    ), @r#"
    $ desk dispute open INV-1 damaged --line 1 --amount 85 --ticket T1 --note 'ten were broken'
    --- stderr
    X1: ACME contests 85.00 EUR of INV-1: damaged
    exit 0

    $ desk dispute list -O table
    ID  ACCOUNT  INVOICE  LINE  ABOUT       AMOUNT  STATUS  TICKET  OPENED
    X1  ACME     INV-1       1  damaged  85.00 EUR  opened  T1      2026-01-15 09:0…
    exit 0

    $ desk credit show ACME -O table
    Credit of ACME
      limit      2000.00 EUR
      exposure   748.00 EUR
      available  1252.00 EUR

    Exposure
      WHAT                         AMOUNT
      invoiced, not due        322.00 EUR
      late by up to 30 days    100.00 EUR
      late by up to 60 days    376.00 EUR
      set against nothing yet  -50.00 EUR

      contested  85.00 EUR
      as of      2026-01-15 09:00 +00:00
      documents  imported 2026-01-15 09:00 +00:00
    exit 0

    $ desk dispute investigate X1
    --- stderr
    X1 of ACME about INV-1: investigating
    exit 0

    $ desk dispute decide X1 accepted
    --- stderr
    error: X1 can be accepted with the credit note that gives it back: --credit-note NUMBER
    exit 4

    $ desk dispute decide X1 accepted --credit-note INV-2
    --- stderr
    error: INV-2 is an invoice, which gives nothing back
    exit 4

    $ desk dispute decide X1 accepted --credit-note CN-1
    --- stderr
    X1 of ACME about INV-1: accepted
    exit 0

    $ desk dispute decide X1 rejected
    --- stderr
    error: X1 was left as it is: it is decided already
    exit 4

    $ desk dispute close X1
    --- stderr
    X1 of ACME about INV-1: closed
    exit 0

    $ desk dispute close X1
    --- stderr
    error: X1 was left as it is: it is closed
    exit 4

    $ desk dispute list
    id	account	invoice	line	about	amount	status	ticket	opened_at	credit_note	outcome	decided_at	closed_at	note
    --- stderr
    no disputes match
    exit 0

    $ desk dispute list --all -c id,status,outcome,credit_note
    id	status	outcome	credit_note
    X1	closed	accepted	CN-1
    exit 0

    $ desk dispute show X1 -O table
    Dispute X1
      account      ACME
      invoice      INV-1, line 1
      about        damaged
      amount       85.00 EUR
      status       closed
      opened       2026-01-15 09:00 +00:00
      decided      2026-01-15 09:00 +00:00
      outcome      accepted
      credit note  CN-1
      closed       2026-01-15 09:00 +00:00
      ticket       T1
      note         ten were broken
    exit 0

    $ desk invoice show INV-1 --json=disputes
    {
      "disputes": [
        {
          "id": "X1",
          "account": "ACME",
          "invoice": "INV-1",
          "line": 1,
          "about": "damaged",
          "amount": {
            "amount": "85.00",
            "minor": 8500,
            "currency": "EUR"
          },
          "status": "closed",
          "outcome": "accepted",
          "credit_note": "CN-1",
          "ticket": "T1",
          "opened_at": "2026-01-15T09:00:00Z",
          "decided_at": "2026-01-15T09:00:00Z",
          "closed_at": "2026-01-15T09:00:00Z",
          "note": "ten were broken"
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn what_cannot_be_contested_is_refused() {
    assert_snapshot!(desk().run(
        "dispute open INV-9 price
         dispute open CN-1 price
         dispute open INV-1 colour
         dispute open INV-1 price --line 7
         dispute open INV-1 price --line 1 --amount 850.01
         dispute open INV-1 price --amount 0
         dispute open INV-1 price --ticket T99
         dispute open INV-1 price --key k1
         dispute open INV-1 price --key k1
         dispute close X1
         dispute decide X1 rejected --credit-note CN-1
         dispute show X7"
    ), @"
    $ desk dispute open INV-9 price
    --- stderr
    error: there is no invoice `INV-9`; did you mean `INV-1`?
    hint: desk invoice list
    exit 3

    $ desk dispute open CN-1 price
    --- stderr
    error: CN-1 is a credit note, which asks for nothing
    exit 4

    $ desk dispute open INV-1 colour
    --- stderr
    error: `colour` is not a reason for a dispute, expected one of price, quantity, short-ship, damaged, not-received, duplicate, tax, po-mismatch, wrong-entity, terms, freight
    exit 2

    $ desk dispute open INV-1 price --line 7
    --- stderr
    error: there is no line `7 of INV-1`
    exit 3

    $ desk dispute open INV-1 price --line 1 --amount 850.01
    --- stderr
    error: 850.01 EUR cannot be contested of 850.00 EUR
    exit 4

    $ desk dispute open INV-1 price --amount 0
    --- stderr
    error: 0.00 EUR cannot be contested of 1220.00 EUR
    exit 4

    $ desk dispute open INV-1 price --ticket T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk dispute open INV-1 price --key k1
    --- stderr
    X1: ACME contests 1220.00 EUR of INV-1: price
    exit 0

    $ desk dispute open INV-1 price --key k1
    --- stderr
    X1: ACME contests 1220.00 EUR of INV-1: price
    exit 0

    $ desk dispute close X1
    --- stderr
    error: X1 was left as it is: it is not decided yet
    exit 4

    $ desk dispute decide X1 rejected --credit-note CN-1
    --- stderr
    error: X1 is to be rejected, and CN-1 would give something back
    exit 4

    $ desk dispute show X7
    --- stderr
    error: there is no dispute `X7`
    hint: desk dispute list --all
    exit 3
    ");
}
