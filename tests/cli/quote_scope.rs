//! What a contact sees of quotes.

use insta::assert_snapshot;

use crate::quote::sent;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn a_contact_sees_what_was_sent_and_nothing_of_ours() {
    let desk = sent();
    desk.quietly(
        "account contact edit P1 --role buyer
        quote revise Q1 --reason 'They hesitate'
        quote edit Q1 --remark 'Give 5% more if they ask'
        quote line Q1 --line 1 --remark 'Paolo knows'
        quote new FERRARIS -s 'Secret plans' VH-220=10
        quote new LEVANTE VH-220=10
        quote send Q3",
    );
    let lines = "
        --as anna.bianchi@ferraris.example quote list -O table
        --as anna.bianchi@ferraris.example quote show Q1 -O table
        --as anna.bianchi@ferraris.example quote show Q1 --json
        --as anna.bianchi@ferraris.example quote show Q1 --revision 2
        --as anna.bianchi@ferraris.example quote show Q2
        --as anna.bianchi@ferraris.example quote show Q3
        --as anna.bianchi@ferraris.example quote history Q1
        --as anna.bianchi@ferraris.example quote check Q1
        --as anna.bianchi@ferraris.example quote accept Q1
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk --as anna.bianchi@ferraris.example quote list -O table
    ID  ACCOUNT   SUBJECT           STATUS  REV        TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  sent    1    9159.52 EUR  2026-02-14  giulia
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote show Q1 -O table
    Q1 FERRARIS Officine Ferraris S.p.A.
      status   sent
      subject  Valves and pumps
      contact  Anna Bianchi (P1)
      asked    2026-01-15 09:00 +00:00
      answer   sent 2026-01-15 09:00 +00:00

    They ask
      What do 100 to 500 VH-220 cost?

    Revision 1, sent
      valid until  2026-02-14

    Lines, in EUR
      LINE  PRODUCT                     QTY   PRICE  OFF  MARGIN    AMOUNT
         1  VH-220 Check valve VH-220  *100  48.306    -       -   4830.60
                                        200  48.306    -       -   9661.20
                                        400   47.31    -       -  18924.00
         2  PM-40 Gear pump PM-40         4  669.30    -       -   2677.20

    It comes to
      net    7507.80 EUR
      tax    1651.72 EUR (22% of 7507.80)
      total  9159.52 EUR
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote show Q1 --json
    {
      "id": "Q1",
      "account": "FERRARIS",
      "account_name": "Officine Ferraris S.p.A.",
      "subject": "Valves and pumps",
      "status": "sent",
      "contact": "P1",
      "contact_name": "Anna Bianchi",
      "rep": null,
      "ticket": null,
      "request": "What do 100 to 500 VH-220 cost?",
      "priority": "normal",
      "requested_at": "2026-01-15T09:00:00Z",
      "needed": null,
      "answer_due": "2026-01-15T11:00:00Z",
      "answered_at": "2026-01-15T09:00:00Z",
      "answer_breached": false,
      "revisions": [
        {
          "number": 1,
          "status": "sent",
          "reason": null,
          "total": {
            "amount": "9159.52",
            "minor": 915952,
            "currency": "EUR"
          },
          "valid_until": "2026-02-14",
          "created_at": "2026-01-15T09:00:00Z",
          "sent_at": "2026-01-15T09:00:00Z",
          "lost": null
        }
      ],
      "revision": {
        "number": 1,
        "status": "sent",
        "author": null,
        "currency": "EUR",
        "valid_until": "2026-02-14",
        "terms": null,
        "delivery": null,
        "po_number": null,
        "note": null,
        "remark": null,
        "lines": [
          {
            "line": 1,
            "sku": "VH-220",
            "name": "Check valve VH-220",
            "asked": null,
            "unit": "piece",
            "tax": "22%",
            "note": null,
            "remark": null,
            "cost": null,
            "offers": [
              {
                "quantity": 100,
                "unit_price": {
                  "amount": "48.306",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "4830.60",
                  "minor": 483060,
                  "currency": "EUR"
                },
                "counts": true,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              },
              {
                "quantity": 200,
                "unit_price": {
                  "amount": "48.306",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "9661.20",
                  "minor": 966120,
                  "currency": "EUR"
                },
                "counts": false,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              },
              {
                "quantity": 400,
                "unit_price": {
                  "amount": "47.31",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "18924.00",
                  "minor": 1892400,
                  "currency": "EUR"
                },
                "counts": false,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              }
            ]
          },
          {
            "line": 2,
            "sku": "PM-40",
            "name": "Gear pump PM-40",
            "asked": null,
            "unit": "piece",
            "tax": "22%",
            "note": null,
            "remark": null,
            "cost": null,
            "offers": [
              {
                "quantity": 4,
                "unit_price": {
                  "amount": "669.30",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "2677.20",
                  "minor": 267720,
                  "currency": "EUR"
                },
                "counts": true,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              }
            ]
          }
        ],
        "net": {
          "amount": "7507.80",
          "minor": 750780,
          "currency": "EUR"
        },
        "freight": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "taxes": [
          {
            "rate": "22%",
            "base": {
              "amount": "7507.80",
              "minor": 750780,
              "currency": "EUR"
            },
            "tax": {
              "amount": "1651.72",
              "minor": 165172,
              "currency": "EUR"
            }
          }
        ],
        "tax": {
          "amount": "1651.72",
          "minor": 165172,
          "currency": "EUR"
        },
        "total": {
          "amount": "9159.52",
          "minor": 915952,
          "currency": "EUR"
        },
        "margin": null
      },
      "orders": []
    }
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote show Q1 --revision 2
    --- stderr
    error: Q1 has no revision 2
    exit 4

    $ desk --as anna.bianchi@ferraris.example quote show Q2
    --- stderr
    error: there is no quote `Q2`
    exit 3

    $ desk --as anna.bianchi@ferraris.example quote show Q3
    --- stderr
    error: there is no quote `Q3`
    exit 3

    $ desk --as anna.bianchi@ferraris.example quote history Q1
    at	revision	action	by	contact	note	evidence
    --- stderr
    no entries match
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote check Q1
    --- stderr
    error: P1 may not do that: it is for reps, whatever the role of a contact
    hint: desk access list --contacts
    exit 4

    $ desk --as anna.bianchi@ferraris.example quote accept Q1
    --- stderr
    error: P1 may not do that: the right `quote.answer` is not one of the role `buyer`
    hint: desk access explain P1 quote.answer
    exit 4
    "#);
}
