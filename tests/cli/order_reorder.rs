//! `desk order reorder` and `desk order place`.

use insta::assert_snapshot;

use crate::orders;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn an_order_is_drafted_again_and_placed() {
    let desk = orders::desk();
    desk.write("list.csv", "sku,quantity\nHOSE-9,50\nPUMP-1,2\n");
    desk.write("odd.csv", "sku,quantity\nHOSE-9,\nPUMP-1,-2\n,3\n");
    let lines = "
        order reorder SO-1
        order reorder --last FERRARIS --qty PUMP-1=7
        order reorder SO-1 --file list.csv --key K-1
        order reorder SO-1 --file list.csv --key K-1
        order show O6 -O table
        order list --status draft -c number,status,total
        order place O6 --po PO-4711
        order place O6
        order show O6 -c status,po_number,rep
        order revise O7 --line 1 --qty 3 --reason 'Before it is placed'
        order reorder SO-1 --file odd.csv
        order reorder SO-1 --qty SEAL-2=1
        order reorder SO-1 --qty SEAL-2
        order reorder --last MARMI
        order reorder --last NOBODY
        order reorder
        order reorder SO-1 --last FERRARIS
        order reorder SO-99
        order place SO-1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order reorder SO-1
    --- stderr
    Drafted O6, 2 lines, 2313.33 EUR
      line 3 is free text, and was left out
      prices they paid last, as no list has one: PUMP-1, HOSE-9
    exit 0

    $ desk order reorder --last FERRARIS --qty PUMP-1=7
    --- stderr
    Drafted O7, 2 lines, 4191.94 EUR
      prices they paid last, as no list has one: HOSE-9, PUMP-1
    exit 0

    $ desk order reorder SO-1 --file list.csv --key K-1
    --- stderr
    Drafted O8, 2 lines, 967.55 EUR
      prices they paid last, as no list has one: HOSE-9, PUMP-1
    exit 0

    $ desk order reorder SO-1 --file list.csv --key K-1
    --- stderr
    Drafted O8, 2 lines, 967.55 EUR
      prices they paid last, as no list has one: HOSE-9, PUMP-1
    exit 0

    $ desk order show O6 -O table
    O6 FERRARIS Officine Ferraris S.p.A.
      status    draft
      ordered   2026-01-15 by Anna Bianchi
      terms     NET60
      carrier   DHL Freight
      ship to   Via Roma 1, Torino
      subtotal  2313.33 EUR
      total     2313.33 EUR

    Lines
      LINE  PRODUCT                     QTY  SHIPPED  LEFT  BY        PRICE   AMOUNT
         1  PUMP-1 Gear pump GP-20        5        0     5   -   480.00 -5%  2280.00
         2  HOSE-9 Hydraulic hose 9 mm   30        0    30   -  1.2345 -10%    33.33
    exit 0

    $ desk order list --status draft -c number,status,total
    number	status	total
    O8	draft	967.55 EUR
    O7	draft	4191.94 EUR
    O6	draft	2313.33 EUR
    exit 0

    $ desk order place O6 --po PO-4711
    --- stderr
    Placed O6, 2 lines, 2313.33 EUR
      its PO number is also on SO-1
      its PO number is also on SO-2
    exit 0

    $ desk order place O6
    --- stderr
    error: O6 is no draft, it is open
    exit 4

    $ desk order show O6 -c status,po_number,rep
    field	value
    status	open
    po_number	PO-4711
    rep	giulia
    exit 0

    $ desk order revise O7 --line 1 --qty 3 --reason 'Before it is placed'
    --- stderr
    Revised O7, revision 1, now draft
      line 1: quantity 900 -> 3
    exit 0

    $ desk order reorder SO-1 --file odd.csv
    --- stderr
    error: odd.csv:2: column `quantity`: is missing, expected a quantity, e.g. `12`
      odd.csv:3: column `quantity`: `-2` is no quantity to order
      odd.csv:4: column `sku`: is missing, expected a SKU, e.g. `BK-1`
    exit 5

    $ desk order reorder SO-1 --qty SEAL-2=1
    --- stderr
    error: nobody knows what SEAL-2 costs: no list that is for FERRARIS has a price in EUR, and FERRARIS never bought it; write `SEAL-2=QUANTITY@PRICE`
    exit 4

    $ desk order reorder SO-1 --qty SEAL-2
    --- stderr
    error: `SEAL-2` is not a product and a quantity, expected `SKU=QUANTITY`, e.g. `BK-1=12`
    exit 2

    $ desk order reorder --last MARMI
    --- stderr
    error: MARMI never placed an order
    exit 4

    $ desk order reorder --last NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk order reorder
    --- stderr
    error: the following required arguments were not provided: <ORDER|--last <ACCOUNT>>
    hint: desk order reorder <ORDER|--last <ACCOUNT>>
    exit 2

    $ desk order reorder SO-1 --last FERRARIS
    --- stderr
    error: the argument '[ORDER]' cannot be used with '--last <ACCOUNT>'
    hint: desk order reorder <ORDER|--last <ACCOUNT>>
    exit 2

    $ desk order reorder SO-99
    --- stderr
    error: there is no order `SO-99`; did you mean `SO-1`?
    hint: desk order list
    exit 3

    $ desk order place SO-1
    --- stderr
    error: SO-1 is no draft, it is partially-shipped
    exit 4
    ");
}

#[test]
fn whoever_may_not_buy_places_nothing() {
    let desk = orders::desk();
    desk.quietly("order reorder SO-1\naccount edit FERRARIS --credit-hold");
    assert_snapshot!(desk.run("order place O6\norder show O6 -c status"), @"
    $ desk order place O6
    --- stderr
    error: the credit of FERRARIS is stopped; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk order show O6 -c status
    field	value
    status	draft
    exit 0
    ");
}

#[test]
fn what_is_not_sold_any_more_is_left_out() {
    let desk = orders::desk();
    desk.write("gone.csv", "sku,name,discontinued,replaced_by\nHOSE-9,Hydraulic hose 9 mm,yes,HOSE-10\n");
    desk.quietly("import products gone.csv");
    assert_snapshot!(desk.run("order reorder SO-1\norder reorder SO-2"), @"
    $ desk order reorder SO-1
    --- stderr
    Drafted O6, 1 line, 2280.00 EUR
      line 3 is free text, and was left out
      HOSE-9 is not sold any more, and was left out; HOSE-10 takes its place
      prices they paid last, as no list has one: PUMP-1
    exit 0

    $ desk order reorder SO-2
    --- stderr
    error: there is nothing to order: HOSE-9 is not sold any more, and was left out; HOSE-10 takes its place
    exit 4
    ");
}
