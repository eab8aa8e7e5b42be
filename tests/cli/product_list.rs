//! `desk product list`.

use insta::assert_snapshot;

use crate::shop::shop;

#[test]
fn products_are_listed_with_what_is_available() {
    let lines = "
        product -O table
        product list -O table --wide
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk product -O table
    SKU      NAME                  CATEGORY  LIFE          UNIT   AVAILABLE
    BV-20    Ball valve 3/4 in     Valves    sold          piece      140 !
    BV-25    Ball valve 1 in       Valves    discontinued  piece        6 !
    BV-26    Ball valve 1 in NG    Valves    sold          piece        300
    HOSE-10  Hydraulic hose 10 mm  Hoses     sold          m           -2.5
    PUMP-3   Gear pump             Pumps     announced     piece          -
    exit 0

    $ desk product list -O table --wide
    SKU      NAME                  CATEGORY  LIFE          UNIT   AVAILABLE  ON HAND  REORDER AT  AS OF                    PACK             COST  REPLACED BY
    BV-20    Ball valve 3/4 in     Valves    sold          piece      140 !      160         150  2026-01-14 18:00 +00:00  box of 10    7.25 EUR  -
    BV-25    Ball valve 1 in       Valves    discontinued  piece        6 !        6          20  2026-01-15 08:00 +00:00  box of 10    9.10 EUR  BV-26
    BV-26    Ball valve 1 in NG    Valves    sold          piece        300      300          20  2026-01-15 08:00 +00:00  box of 10    9.40 EUR  -
    HOSE-10  Hydraulic hose 10 mm  Hoses     sold          m           -2.5     -2.5           -  2026-01-15 08:00 +00:00  drum         1.85 EUR  -
    PUMP-3   Gear pump             Pumps     announced     piece          -        -           -  -                        -          210.00 EUR  -
    exit 0
    ");
}

#[test]
fn a_list_is_narrowed() {
    let lines = "
        product ls --category valves --life sold -c sku,life
        product list --search VALVE -c sku,name
        product list --below-reorder -c sku,available,reorder_level
        product list --life announced -c sku,sells_from
        product list --limit 2 -c sku
        product list --search nothing
        product list --life gone
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk product ls --category valves --life sold -c sku,life
    sku	life
    BV-20	sold
    BV-26	sold
    exit 0

    $ desk product list --search VALVE -c sku,name
    sku	name
    BV-20	Ball valve 3/4 in
    BV-25	Ball valve 1 in
    BV-26	Ball valve 1 in NG
    exit 0

    $ desk product list --below-reorder -c sku,available,reorder_level
    sku	available	reorder_level
    BV-20	140	150
    BV-25	6	20
    exit 0

    $ desk product list --life announced -c sku,sells_from
    sku	sells_from
    PUMP-3	2026-03-01
    exit 0

    $ desk product list --limit 2 -c sku
    sku
    BV-20
    BV-25
    --- stderr
    2 of 5 products
    exit 0

    $ desk product list --search nothing
    sku	name	category	life	unit	available	on_hand	reorder_level	as_of	pack	cost	replaced_by	pack_size	lead_days	sells_from	sells_to
    --- stderr
    no products match
    exit 0

    $ desk product list --life gone
    --- stderr
    error: `gone` is not a stage of a product's life, expected one of announced, sold, discontinued
    exit 2
    ");
}

#[test]
fn programs_are_told_all_there_is() {
    assert_snapshot!(shop().run("product list --search BV-20 --json"), @r#"
    $ desk product list --search BV-20 --json
    [
      {
        "sku": "BV-20",
        "name": "Ball valve 3/4 in",
        "category": "Valves",
        "life": "sold",
        "unit": "piece",
        "on_hand": 160,
        "available": 140,
        "as_of": "2026-01-14T18:00:00Z",
        "reorder_level": 150,
        "pack": "box of 10",
        "pack_size": 10,
        "cost": {
          "amount": "7.25",
          "currency": "EUR"
        },
        "lead_days": 14,
        "sells_from": null,
        "sells_to": null,
        "replaced_by": null
      }
    ]
    exit 0
    "#);
}

#[test]
fn a_contact_sees_what_they_may_buy_and_no_cost() {
    let lines = "
        product list --as carmen.ortiz@levante.example -c sku,available,cost,reorder_level
        product show HOSE-10 --as carmen.ortiz@levante.example
        product list --as marco.riva@ferraris.example
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk product list --as carmen.ortiz@levante.example -c sku,available,cost,reorder_level
    sku	available	cost	reorder_level
    BV-20	140		
    BV-25	6		
    BV-26	300		
    PUMP-3			
    exit 0

    $ desk product show HOSE-10 --as carmen.ortiz@levante.example
    --- stderr
    error: there is no product `HOSE-10`
    hint: desk product list
    exit 3

    $ desk product list --as marco.riva@ferraris.example
    --- stderr
    error: P2 may not do that: the right `product.read` is not one of the role `technical`
    hint: desk access explain P2 product.read
    exit 4
    ");
}

#[test]
fn what_it_costs_is_not_for_everybody_on_the_staff() {
    let desk = shop();
    desk.quietly("rep new zoe --os-user zoe");
    assert_snapshot!(desk.copy().as_user("zoe").run("product list --search BV-20 -c sku,cost"), @"
    $ desk product list --search BV-20 -c sku,cost
    sku	cost
    BV-20	
    exit 0
    ");
}
