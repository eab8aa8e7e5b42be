//! `desk stock check`.

use insta::assert_snapshot;

use crate::shop::shop;

#[test]
fn it_says_what_is_there_and_when_the_rest_comes() {
    let lines = "
        stock check BV-20 --qty 250 --by 2026-01-20 -O table
        stock check BV-20 --qty 100 -O table
        stock check BV-20 --qty 250 --warehouse lyon -O table
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk stock check BV-20 --qty 250 --by 2026-01-20 -O table
    BV-20 Ball valve 3/4 in
      wanted     250 piece
      available  140
      backorder  110
      all there  2026-01-26
      by then    140 by 2026-01-20, 110 short
      as of      2026-01-14 18:00 +00:00
      note       500 more are on their way; nobody knows when they come

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE   AS OF
      LYON            40          0         40  -           2026-01-14 18:00 +00:00
      MILANO         120         20        100  2026-01-26  2026-01-15 08:00 +00:00

    On its way
      DUE           WAREHOUSE  QUANTITY  PURCHASE
      2026-01-26    MILANO          200  PO-77
      2026-02-10    LYON            100  PO-78
      no day known  LYON            500  -
    exit 0

    $ desk stock check BV-20 --qty 100 -O table
    BV-20 Ball valve 3/4 in
      wanted     100 piece
      available  140
      backorder  0
      all there  now
      as of      2026-01-14 18:00 +00:00
      note       500 more are on their way; nobody knows when they come

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE   AS OF
      LYON            40          0         40  2026-02-10  2026-01-14 18:00 +00:00
      MILANO         120         20        100  now         2026-01-15 08:00 +00:00

    On its way
      DUE           WAREHOUSE  QUANTITY  PURCHASE
      2026-01-26    MILANO          200  PO-77
      2026-02-10    LYON            100  PO-78
      no day known  LYON            500  -
    exit 0

    $ desk stock check BV-20 --qty 250 --warehouse lyon -O table
    BV-20 Ball valve 3/4 in
      wanted     250 piece
      available  40
      backorder  210
      all there  nobody knows when
      as of      2026-01-14 18:00 +00:00
      note       500 more are on their way; nobody knows when they come

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE  AS OF
      LYON            40          0         40  -          2026-01-14 18:00 +00:00

    On its way
      DUE           WAREHOUSE  QUANTITY  PURCHASE
      2026-02-10    LYON            100  PO-78
      no day known  LYON            500  -
    exit 0
    ");
}

#[test]
fn it_says_what_to_mind() {
    let lines = "
        stock check BV-25 --qty 15 -O table
        stock check HOSE-10 --qty 12.5 -O table
        stock check PUMP-3 --qty 1 -O table
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk stock check BV-25 --qty 15 -O table
    BV-25 Ball valve 1 in
      wanted     15 piece
      available  6
      backorder  9
      all there  nobody knows when
      as of      2026-01-15 08:00 +00:00
      note       BV-25 is not sold any more; BV-26 Ball valve 1 in NG takes its
                 place, 300 available
      note       10 come in a pack: order 10 or 20

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE  AS OF
      MILANO           6          0          6  -          2026-01-15 08:00 +00:00
    exit 0

    $ desk stock check HOSE-10 --qty 12.5 -O table
    HOSE-10 Hydraulic hose 10 mm
      wanted     12.5 m
      available  0
      backorder  12.5
      all there  2026-01-15
      as of      2026-01-09 08:00 +00:00
      note       40 of PO-70 were due on 2026-01-10 and are counted as if they came
                 today

    Warehouses
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  ALL THERE   AS OF
      LYON          -2.5          0          0  2026-01-15  2026-01-15 08:00 +00:00

    On its way
      DUE         WAREHOUSE  QUANTITY  PURCHASE
      2026-01-10  LYON             40  PO-70
    exit 0

    $ desk stock check PUMP-3 --qty 1 -O table
    PUMP-3 Gear pump
      wanted     1 piece
      available  0
      backorder  1
      all there  nobody knows when
      as of      nothing is known
      note       PUMP-3 is not sold before 2026-03-01
      note       nothing is known of the stock of PUMP-3
    exit 0
    ");
}

#[test]
fn programs_are_told_the_same() {
    assert_snapshot!(shop().run("stock check BV-20 --qty 250 --by 2026-01-31 --account FERRARIS --json"), @r#"
    $ desk stock check BV-20 --qty 250 --by 2026-01-31 --account FERRARIS --json
    {
      "sku": "BV-20",
      "name": "Ball valve 3/4 in",
      "account": "FERRARIS",
      "quantity": 250,
      "unit": "piece",
      "life": "sold",
      "available": 140,
      "backorder": 110,
      "all_there": "2026-01-26",
      "by": "2026-01-31",
      "by_then": 340,
      "as_of": "2026-01-14T18:00:00Z",
      "live": false,
      "remarks": [
        "500 more are on their way; nobody knows when they come"
      ],
      "warehouses": [
        {
          "warehouse": "LYON",
          "on_hand": 40,
          "allocated": 0,
          "available": 40,
          "backorder": 210,
          "all_there": null,
          "by_then": 40,
          "as_of": "2026-01-14T18:00:00Z"
        },
        {
          "warehouse": "MILANO",
          "on_hand": 120,
          "allocated": 20,
          "available": 100,
          "backorder": 150,
          "all_there": "2026-01-26",
          "by_then": 300,
          "as_of": "2026-01-15T08:00:00Z"
        }
      ],
      "incoming": [
        {
          "warehouse": "MILANO",
          "due": "2026-01-26",
          "quantity": 200,
          "reference": "PO-77",
          "as_of": "2026-01-15T08:00:00Z"
        },
        {
          "warehouse": "LYON",
          "due": "2026-02-10",
          "quantity": 100,
          "reference": "PO-78",
          "as_of": "2026-01-15T08:00:00Z"
        },
        {
          "warehouse": "LYON",
          "due": null,
          "quantity": 500,
          "reference": null,
          "as_of": "2026-01-15T08:00:00Z"
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn what_is_too_old_is_refused() {
    let lines = "
        stock check BV-20 --qty 10 --max-age 4h
        stock check BV-20 --qty 10 --max-age 4h --warehouse MILANO -c available,as_of
        stock check PUMP-3 --qty 10 --max-age 4h
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk stock check BV-20 --qty 10 --max-age 4h
    --- stderr
    error: stock of `BV-20` is known as of 15h ago, and 4h is the most that was allowed
    hint: bring newer stock, `desk import stock FILE`, or allow more: --max-age
    exit 4

    $ desk stock check BV-20 --qty 10 --max-age 4h --warehouse MILANO -c available,as_of
    field	value
    available	100
    as_of	2026-01-15T08:00:00Z
    exit 0

    $ desk stock check PUMP-3 --qty 10 --max-age 4h
    --- stderr
    error: nothing is known of the stock of PUMP-3, of whatever age
    exit 4
    ");
}

#[test]
fn what_an_account_may_not_buy_is_refused() {
    let lines = "
        stock check HOSE-10 --qty 10 --account LEVANTE
        stock check HOSE-10 --qty 10 --as carmen.ortiz@levante.example
        stock check BV-20 --qty 10 --as carmen.ortiz@levante.example -c account,available
        stock check BV-20 --qty 10 --as carmen.ortiz@levante.example --account FERRARIS
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk stock check HOSE-10 --qty 10 --account LEVANTE
    --- stderr
    error: LEVANTE may not buy HOSE-10: its assortment leaves it out
    exit 4

    $ desk stock check HOSE-10 --qty 10 --as carmen.ortiz@levante.example
    --- stderr
    error: there is no product `HOSE-10`
    hint: desk product list
    exit 3

    $ desk stock check BV-20 --qty 10 --as carmen.ortiz@levante.example -c account,available
    field	value
    account	LEVANTE
    available	140
    exit 0

    $ desk stock check BV-20 --qty 10 --as carmen.ortiz@levante.example --account FERRARIS
    --- stderr
    error: there is no account `FERRARIS`
    hint: desk account list
    exit 3
    ");
}

#[test]
fn what_is_nothing_is_refused() {
    let lines = "
        stock check BV-20 --qty 0
        stock check BV-20 --qty -5
        stock check BV-20
        stock check BV-02 --qty 1
        stock check BV-20 --qty 1 --warehouse LION
        stock check BV-20 --qty 1 --by soon
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk stock check BV-20 --qty 0
    --- stderr
    error: `0` is not a quantity to order, expected one above 0, e.g. `100`
    exit 2

    $ desk stock check BV-20 --qty -5
    --- stderr
    error: `-5` is not a quantity to order, expected one above 0, e.g. `100`
    exit 2

    $ desk stock check BV-20
    --- stderr
    error: the following required arguments were not provided: --qty <N>
    hint: desk stock check --qty <N> <SKU>
    exit 2

    $ desk stock check BV-02 --qty 1
    --- stderr
    error: there is no product `BV-02`; did you mean `BV-20`?
    hint: desk product list
    exit 3

    $ desk stock check BV-20 --qty 1 --warehouse LION
    --- stderr
    error: there is no warehouse `LION`; did you mean `LYON`?
    hint: desk export warehouses
    exit 3

    $ desk stock check BV-20 --qty 1 --by soon
    --- stderr
    error: `soon` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2
    ");
}
