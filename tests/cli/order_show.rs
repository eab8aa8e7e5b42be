//! `desk order show`.

use insta::assert_snapshot;

use crate::orders;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn an_order_is_shown_with_all_that_is_known_of_it() {
    let desk = orders::desk();
    desk.quietly(
        "ticket link T1 order SO-1
         order promise SO-1 2 2026-02-20 --reason 'The mill stands still'
         order revise SO-1 --line 2 --qty 40 --by-contact P1 --reason 'They need ten more'",
    );
    let lines = "
        order show SO-1 -O table
        order show so-1 -c status,total
        order show O2 -O table
        order show SO-3 -O table
        order show PO-4700 -c number
        order show SO-4 --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk order show SO-1 -O table
    SO-1 FERRARIS Officine Ferraris S.p.A.
      status    partially-shipped
      po        PO-4711, which is also on SO-2
      ordered   2026-01-05 by Anna Bianchi, taken by giulia
      wanted    2026-01-12
      terms     NET60
      carrier   DHL Freight
      ship to   Via Roma 1, Torino
      subtotal  2426.87 EUR
      tax       110.00 EUR
      freight   25.00 EUR
      total     2561.87 EUR

    Lines
      LINE  PRODUCT      QTY  SHIPPED         LEFT          BY        PRICE   AMOUNT
         1  PUMP-1 Gea…    5        3  2 (1 short)  2026-01-12   480.00 -5%  2280.00
         2  HOSE-9 Hyd…   40        0           40  2026-02-20       1.2345    49.38
         3  Frame, pai…    1        1            0           -  99.99 -2.5%    97.49

    Shipments
      NUMBER  SHIPPED     DELIVERED   CARRIER      TRACKING  LINE: QTY
      SH-1    2026-01-09  -           DHL Freight  JD0146    1: 3
      SH-2    2026-01-12  2026-01-14  DHL Freight  JD0147    3: 1

    Promises
      LINE  FOR         PROMISED    BY      REASON
         1  2026-01-12  2026-01-15  -       -
         2  2026-02-15  2026-01-15  -       -
         2  2026-02-20  2026-01-15  giulia  The mill stands still

    Revisions
      NO  MADE        BY      REASON              CHANGE
       1  2026-01-15  giulia  They need ten more  line 2: quantity 30 -> 40

    Tickets
      ID  SUBJECT                                 STATUS
      T1  Ordine SO-4471 in ritardo, linea ferma  new
    exit 0

    $ desk order show so-1 -c status,total
    field	value
    status	partially-shipped
    total	2561.87 EUR
    exit 0

    $ desk order show O2 -O table
    SO-2 FERRARIS Officine Ferraris S.p.A.
      status    on-hold(customer)
      po        PO-4711, which is also on SO-1
      ordered   2026-01-08
      wanted    2026-03-01
      kind      bulk
      terms     NET60
      subtotal  999.94 EUR
      total     999.94 EUR

    Lines
      LINE  PRODUCT           QTY  SHIPPED             LEFT  BY        PRICE  AMOUNT
         1  HOSE-9 Hydrauli…  900        0  900 (420 short)   -  1.2345 -10%  999.94
    exit 0

    $ desk order show SO-3 -O table
    SO-3 NORTHGATE Northgate Packaging Ltd
      status    completed
      ordered   2025-11-02
      terms     NET30
      closed    2025-12-01 08:00 +00:00
      subtotal  20565.62 GBP
      total     20565.62 GBP

    Lines
      LINE  PRODUCT                 QTY  SHIPPED  LEFT  BY     PRICE    AMOUNT
         1  PUMP-1 Gear pump GP-20   43       43     0   -  478.2702  20565.62

    Shipments
      NUMBER  SHIPPED     DELIVERED   CARRIER  TRACKING  LINE: QTY
      SH-3    2025-11-10  2025-11-14  -        -         1: 43
    exit 0

    $ desk order show PO-4700 -c number
    field	value
    number	SO-5
    exit 0

    $ desk order show SO-4 --json
    {
      "number": "SO-4",
      "id": "O4",
      "account": "URALMET",
      "account_name": "УралМетПром",
      "contact": null,
      "contact_name": null,
      "rep": null,
      "kind": "standard",
      "status": "open",
      "po_number": null,
      "same_po_number": [],
      "quote": null,
      "ordered_at": "2026-01-14T08:00:00Z",
      "required": null,
      "terms": "NET30",
      "carrier": null,
      "ship_to": null,
      "currency": "EUR",
      "rounding": null,
      "subtotal": {
        "amount": "78.00",
        "minor": 7800,
        "currency": "EUR"
      },
      "tax": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "freight": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "total": {
        "amount": "78.00",
        "minor": 7800,
        "currency": "EUR"
      },
      "lines_total": null,
      "closed_at": null,
      "lines": [
        {
          "line": 1,
          "sku": "SEAL-2",
          "name": "Seal kit",
          "quantity": 4,
          "cancelled": 0,
          "unit": "set",
          "shipped": 0,
          "remaining": 4,
          "backordered": null,
          "unit_price": {
            "amount": "19.50",
            "currency": "EUR"
          },
          "discount": "0%",
          "amount": {
            "amount": "78.00",
            "minor": 7800,
            "currency": "EUR"
          },
          "cost_centre": null,
          "required": null,
          "promised": null
        }
      ],
      "shipments": [],
      "promises": [],
      "revisions": [],
      "tickets": [],
      "invoices": []
    }
    exit 0
    "#);
}

#[test]
fn a_name_that_is_on_no_order_or_on_several_is_refused() {
    assert_snapshot!(orders::desk().run("order show SO-11\norder show PO-4711\norder show O99\norder show"), @"
    $ desk order show SO-11
    --- stderr
    error: there is no order `SO-11`; did you mean `SO-1`?
    hint: desk order list
    exit 3

    $ desk order show PO-4711
    --- stderr
    error: `PO-4711` is on several orders, name one of them: SO-1, SO-2
    exit 4

    $ desk order show O99
    --- stderr
    error: there is no order `O99`
    hint: desk order list
    exit 3

    $ desk order show
    --- stderr
    error: the following required arguments were not provided: <ORDER>
    hint: desk order show <ORDER>
    exit 2
    ");
}

#[test]
fn contacts_see_orders_as_far_as_their_tickets() {
    let desk = orders::desk();
    desk.quietly(
        "account contact add FERRARIS --name Logi --email logi@ferraris.example --role logistics
         account contact add FERRARIS --name Fina --email fina@ferraris.example --role finance
         account contact add FERRARIS --name Boss --email boss@ferraris.example --role purchasing-manager
         account contact add FERRARIS --name June --email june@ferraris.example --role junior-buyer",
    );
    let lines = "
        order list --as boss@ferraris.example -c number,total
        order list --as june@ferraris.example -c number
        order list --as logi@ferraris.example -c number,total
        order list --as fina@ferraris.example
        order show SO-1 --as logi@ferraris.example -O table
        order show SO-3 --as boss@ferraris.example
        order list --as boss@ferraris.example --account NORTHGATE
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order list --as boss@ferraris.example -c number,total
    number	total
    SO-2	999.94 EUR
    SO-1	2549.53 EUR
    SO-5	960.00 EUR
    exit 0

    $ desk order list --as june@ferraris.example -c number
    number
    --- stderr
    no orders match
    exit 0

    $ desk order list --as logi@ferraris.example -c number,total
    number	total
    SO-2	
    SO-1	
    SO-5	
    exit 0

    $ desk order list --as fina@ferraris.example
    --- stderr
    error: P20 may not do that: the right `order.read` is not one of the role `finance`
    hint: desk access explain P20 order.read
    exit 4

    $ desk order show SO-1 --as logi@ferraris.example -O table
    SO-1 FERRARIS Officine Ferraris S.p.A.
      status   partially-shipped
      po       PO-4711
      ordered  2026-01-05 by Anna Bianchi
      wanted   2026-01-12
      carrier  DHL Freight
      ship to  Via Roma 1, Torino

    Lines
      LINE  PRODUCT             QTY  SHIPPED         LEFT          BY  PRICE  AMOUNT
         1  PUMP-1 Gear pump…     5        3  2 (1 short)  2026-01-12      -       -
         2  HOSE-9 Hydraulic…    30        0           30  2026-02-15      -       -
         3  Frame, painted by…    1        1            0           -      -       -

    Shipments
      NUMBER  SHIPPED     DELIVERED   CARRIER      TRACKING  LINE: QTY
      SH-1    2026-01-09  -           DHL Freight  JD0146    1: 3
      SH-2    2026-01-12  2026-01-14  DHL Freight  JD0147    3: 1

    Promises
      LINE  FOR         PROMISED    BY  REASON
         1  2026-01-12  2026-01-15  -   -
         2  2026-02-15  2026-01-15  -   -
    exit 0

    $ desk order show SO-3 --as boss@ferraris.example
    --- stderr
    error: there is no order `SO-3`; did you mean `SO-5`?
    hint: desk order list
    exit 3

    $ desk order list --as boss@ferraris.example --account NORTHGATE
    --- stderr
    error: there is no account `NORTHGATE`
    hint: desk account list
    exit 3
    ");
}
