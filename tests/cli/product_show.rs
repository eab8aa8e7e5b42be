//! `desk product show`.

use insta::assert_snapshot;

use crate::shop::shop;

#[test]
fn a_product_is_shown_with_all_around_it() {
    assert_snapshot!(shop().run("product show bv-20 -O table"), @"
    $ desk product show bv-20 -O table
    BV-20 Ball valve 3/4 in
      life              sold
      unit              piece
      available         140 !
      as of             2026-01-14 18:00 +00:00
      category          Valves
      pack              box of 10
      sold in packs of  10
      cost              7.25 EUR
      lead time         14 days
      reorder at        150

    Stock
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  AS OF
      LYON            40          0         40  2026-01-14 18:00 +00:00
      MILANO         120         20        100  2026-01-15 08:00 +00:00

    On its way
      DUE           WAREHOUSE  QUANTITY  PURCHASE
      2026-01-26    MILANO          200  PO-77
      2026-02-10    LYON            100  PO-78
      no day known  LYON            500  -

    List prices
      LIST  FROM  TO  UNIT       PRICE  UNTIL  OFFER
      GBP      0      piece  12.10 GBP  -      -
      LIST     0      piece  14.00 EUR  -      -
      LIST   100      piece  13.50 EUR  -      -

    Documents
      KIND         TITLE           WHERE                        LANGUAGE  VALID TO
      certificate  PED 2014/68/EU  papers/ped-bv.pdf            -         2027-12-31
      sheet        Data sheet      https://docs.example/bv-20…  en        -
    exit 0
    ");
}

#[test]
fn what_takes_its_place_is_told() {
    let desk = shop();
    desk.write("more.csv", "sku,name,replaced_by\nA,First,B\nB,Second,C\nC,Third,A\nD,Fourth,E\n");
    let lines = "
        product show BV-25 -O table
        import products more.csv
        product show A -O table
        product show D -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk product show BV-25 -O table
    BV-25 Ball valve 1 in
      life              discontinued
      unit              piece
      available         6 !
      as of             2026-01-15 08:00 +00:00
      category          Valves
      pack              box of 10
      sold in packs of  10
      cost              9.10 EUR
      lead time         14 days
      reorder at        20
      sold until        2025-12-31
      replaced by       BV-26 Ball valve 1 in NG

    Stock
      WAREHOUSE  ON HAND  ALLOCATED  AVAILABLE  AS OF
      MILANO           6          0          6  2026-01-15 08:00 +00:00
    exit 0

    $ desk import products more.csv
    --- stderr
    Imported products: + 4 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk product show A -O table
    A First
      life         sold
      unit         piece
      available    not known
      replaced by  B Second, then C Third
    exit 0

    $ desk product show D -O table
    D Fourth
      life         sold
      unit         piece
      available    not known
      replaced by  E (not known here)
    exit 0
    ");
}

#[test]
fn programs_are_told_the_same() {
    assert_snapshot!(shop().run("product show HOSE-10 --json"), @r#"
    $ desk product show HOSE-10 --json
    {
      "sku": "HOSE-10",
      "name": "Hydraulic hose 10 mm",
      "category": "Hoses",
      "life": "sold",
      "unit": "m",
      "on_hand": "-2.5",
      "available": "-2.5",
      "as_of": "2026-01-15T08:00:00Z",
      "reorder_level": null,
      "pack": "drum",
      "pack_size": null,
      "cost": {
        "amount": "1.85",
        "currency": "EUR"
      },
      "lead_days": 30,
      "sells_from": null,
      "sells_to": null,
      "replaced_by": null,
      "replaced_by_chain": [],
      "stock": [
        {
          "warehouse": "LYON",
          "on_hand": "-2.5",
          "allocated": 0,
          "available": "-2.5",
          "as_of": "2026-01-15T08:00:00Z"
        }
      ],
      "incoming": [
        {
          "warehouse": "LYON",
          "due": "2026-01-10",
          "quantity": 40,
          "reference": "PO-70",
          "as_of": "2026-01-09T08:00:00Z"
        }
      ],
      "prices": [
        {
          "list": "LIST",
          "unit": "m",
          "min_quantity": 0,
          "max_quantity": null,
          "price": {
            "amount": "3.20",
            "currency": "EUR"
          },
          "discount": null,
          "starts": null,
          "ends": null,
          "offer": null
        }
      ],
      "documents": []
    }
    exit 0
    "#);
}

#[test]
fn a_product_that_is_none_is_not_found() {
    assert_snapshot!(shop().run("product show BV-21"), @"
    $ desk product show BV-21
    --- stderr
    error: there is no product `BV-21`; did you mean `BV-20`?
    hint: desk product list
    exit 3
    ");
}
