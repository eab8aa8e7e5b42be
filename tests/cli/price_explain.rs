//! `desk price show --explain`, and what the configuration says of prices.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::shop::shop;

#[test]
fn why_a_price_holds_is_told() {
    assert_snapshot!(shop().run("price show BV-20 --account LEVANTE --qty 500 --explain -O table"), @"
    $ desk price show BV-20 --account LEVANTE --qty 500 --explain -O table
    BV-20 Ball valve 3/4 in
      for  LEVANTE
      on   2026-01-15

    500 piece
      a unit  10.63125 EUR
      amount  5315.62 EUR
      listed  11.8125 EUR
      list    B2B (segment)
      offer   Pallet
      off     10% LEV-10
      note    mind that from 1000 on a unit costs 11.5425 EUR, 8.6% more

    Prices weighed for 500
      LIST  OF       FROM   TO                     PRICE  WHY
      B2B   segment    50           12.825 EUR (5% less)  a larger break holds
      B2B   segment   500  999  11.8125 EUR (12.5% less)  it holds
      GBP   default     0                      12.10 GBP  not in EUR
      LIST  default     0                      14.00 EUR  B2B is nearer
      LIST  default   100                      13.50 EUR  B2B is nearer

    Discounts weighed for 500
      DISCOUNT  FOR        OFF  WHY
      LEV-10    account    10%  it counts
      LOYAL-3   loyalty     3%  a greater one counts
      BIG-5     threshold   5%  a greater one counts
    exit 0
    ");
}

#[test]
fn programs_are_told_why() {
    assert_snapshot!(shop().run("price show HOSE-10 --account VOLGA --explain --json"), @r#"
    $ desk price show HOSE-10 --account VOLGA --explain --json
    {
      "sku": "HOSE-10",
      "name": "Hydraulic hose 10 mm",
      "account": "VOLGA",
      "on": "2026-01-15",
      "currency": "EUR",
      "least_price": null,
      "quotes": [
        {
          "sku": "HOSE-10",
          "quantity": 1,
          "unit": "m",
          "unit_price": {
            "amount": "2.8615",
            "currency": "EUR"
          },
          "amount": {
            "amount": "2.86",
            "minor": 286,
            "currency": "EUR"
          },
          "listed": {
            "amount": "2.95",
            "currency": "EUR"
          },
          "discounts": "3% LOYAL-3",
          "list": "FROZEN",
          "level": "contract",
          "offer": null,
          "cheaper_from": 1695,
          "cheaper_price": {
            "amount": "2.8025",
            "currency": "EUR"
          },
          "remarks": [
            "from 1695 on (+1694) a unit costs 2.8025 EUR, 2.1% less"
          ],
          "discounts_weighed": [
            {
              "code": "LOYAL-3",
              "kind": "loyalty",
              "rate": "3%",
              "counts": true,
              "why": "it counts"
            },
            {
              "code": "BIG-5",
              "kind": "threshold",
              "rate": "5%",
              "counts": false,
              "why": "only from 5000.00 EUR on"
            }
          ],
          "prices_weighed": [
            {
              "list": "FROZEN",
              "level": "contract",
              "steps_up": null,
              "min_quantity": 0,
              "max_quantity": null,
              "price": {
                "amount": "2.95",
                "currency": "EUR"
              },
              "discount": null,
              "holds": true,
              "why": "it holds"
            },
            {
              "list": "LIST",
              "level": "default",
              "steps_up": null,
              "min_quantity": 0,
              "max_quantity": null,
              "price": {
                "amount": "3.20",
                "currency": "EUR"
              },
              "discount": null,
              "holds": false,
              "why": "FROZEN is nearer"
            }
          ]
        }
      ]
    }
    exit 0
    "#);
}

fn configured(text: &str) -> Desk {
    let mut desk = shop();
    desk.write("config.toml", text);
    desk.set("DESK_CONFIG", "config.toml");
    desk
}

#[test]
fn discounts_are_stacked_and_end_at_the_least_price_as_the_configuration_says() {
    let lines = "
        price show BV-20 --account LEVANTE --qty 500 -c unit_price,amount,discounts
        price show BV-20 --account LEVANTE --qty 500 --explain -O table
    ";
    let mut desk = configured("[prices]\ndiscounts = 'stack'\nminimum_margin = '40'\n");
    assert_snapshot!(desk.run(lines), @"
    $ desk price show BV-20 --account LEVANTE --qty 500 -c unit_price,amount,discounts
    unit_price	amount	discounts
    10.15 EUR	5075.00 EUR	10% LEV-10, 3% LOYAL-3, 5% BIG-5
    --- stderr
    500 piece: mind that from 1000 on a unit costs 10.636414 EUR, 4.8% more
    500 piece: discounts end at the least price of 10.15 EUR
    exit 0

    $ desk price show BV-20 --account LEVANTE --qty 500 --explain -O table
    BV-20 Ball valve 3/4 in
      for          LEVANTE
      on           2026-01-15
      least price  10.15 EUR

    500 piece
      a unit  10.15 EUR
      amount  5075.00 EUR
      listed  11.8125 EUR
      list    B2B (segment)
      offer   Pallet
      off     10% LEV-10, 3% LOYAL-3, 5% BIG-5
      note    mind that from 1000 on a unit costs 10.636414 EUR, 4.8% more
      note    discounts end at the least price of 10.15 EUR

    Prices weighed for 500
      LIST  OF       FROM   TO                     PRICE  WHY
      B2B   segment    50           12.825 EUR (5% less)  a larger break holds
      B2B   segment   500  999  11.8125 EUR (12.5% less)  it holds
      GBP   default     0                      12.10 GBP  not in EUR
      LIST  default     0                      14.00 EUR  B2B is nearer
      LIST  default   100                      13.50 EUR  B2B is nearer

    Discounts weighed for 500
      DISCOUNT  FOR        OFF  WHY
      LEV-10    account    10%  it counts
      LOYAL-3   loyalty     3%  it counts
      BIG-5     threshold   5%  it counts
    exit 0
    ");
    desk.write("config.toml", "[prices]\nminimum_margin = 75\n");
    desk.quietly("rep new zoe --os-user zoe");
    assert_snapshot!(desk.as_user("zoe").run("price show BV-20 --account FERRARIS --qty 1000"), @"
    $ desk price show BV-20 --account FERRARIS --qty 1000
    sku	quantity	unit	unit_price	amount	listed	discounts	list	level	offer	cheaper_from	cheaper_price
    BV-20	1000	piece	11.85 EUR	11850.00 EUR	11.85 EUR		FERRARIS	account			
    --- stderr
    1000 piece: this is below the least price
    exit 0
    ");
}

#[test]
fn a_configuration_that_says_no_share_is_refused() {
    let told = ["discounts = 'both'", "minimum_margin = '-1'", "minimum_margin = 1.5", "margin = 10"]
        .map(|line| configured(&format!("[prices]\n{line}\n")).run("price show BV-20"));
    assert_snapshot!(told.join("\n"), @r#"
    $ desk price show BV-20
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: `both` is not a way to mix discounts, expected one of best, stack
    exit 2

    $ desk price show BV-20
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: `-1` is not a percentage, expected a percentage from 0 to 100 with at most four decimals, e.g. `2.5`
    exit 2

    $ desk price show BV-20
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: this is not a percentage, expected e.g. `10` or `"12.5"`
    exit 2

    $ desk price show BV-20
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: unknown field `margin`, expected `discounts` or `minimum_margin`
    exit 2
    "#);
}

#[test]
fn what_has_no_price_is_told() {
    let lines = "
        price show PUMP-3 --qty 2 -O table
        price show BV-20 --account PRAIRIE --explain -O table
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk price show PUMP-3 --qty 2 -O table
    QUANTITY  UNIT   PRICE  AMOUNT  LISTED  OFF  LIST  OF
           2  piece      -       -       -  -    -     -
    --- stderr
    2 piece: no list has a price of PUMP-3 in EUR on 2026-01-15
    exit 0

    $ desk price show BV-20 --account PRAIRIE --explain -O table
    BV-20 Ball valve 3/4 in
      for  PRAIRIE
      on   2026-01-15

    1 piece
      a unit  -
      note    no list has a price of BV-20 in USD on 2026-01-15

    Prices weighed for 1
      LIST  OF       FROM   TO       PRICE  WHY
      B2B   segment    50          5% less  not in USD
      B2B   segment   500  999  12.5% less  not in USD
      GBP   default     0        12.10 GBP  not in USD
      LIST  default     0        14.00 EUR  not in USD
      LIST  default   100        13.50 EUR  not in USD
    exit 0
    ");
}
