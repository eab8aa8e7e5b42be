//! `desk price show`.

use insta::assert_snapshot;

use crate::shop::shop;

#[test]
fn everybody_pays_what_the_default_list_says() {
    let lines = "
        price show BV-20 -O table
        price show BV-20 --qty 10,100,1000 -O table
        price show BV-20 --currency gbp -O table
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk price show BV-20 -O table
    QUANTITY  UNIT       PRICE     AMOUNT  LISTED  OFF  LIST  OF
           1  piece  14.00 EUR  14.00 EUR   14.00  -    LIST  default
    --- stderr
    1 piece: from 100 on (+99) a unit costs 13.50 EUR, 3.6% less
    exit 0

    $ desk price show BV-20 --qty 10,100,1000 -O table
    QUANTITY  UNIT        PRICE        AMOUNT  LISTED  OFF       LIST  OF
          10  piece   14.00 EUR    140.00 EUR   14.00  -         LIST  default
         100  piece   13.50 EUR   1350.00 EUR   13.50  -         LIST  default
        1000  piece  12.825 EUR  12825.00 EUR   13.50  5% BIG-5  LIST  default
    --- stderr
    10 piece: from 100 on (+90) a unit costs 13.50 EUR, 3.6% less
    100 piece: from 371 on (+271) a unit costs 12.825 EUR, 5% less
    exit 0

    $ desk price show BV-20 --currency gbp -O table
    QUANTITY  UNIT       PRICE     AMOUNT  LISTED  OFF  LIST  OF
           1  piece  12.10 GBP  12.10 GBP   12.10  -    GBP   default
    exit 0
    ");
}

#[test]
fn an_account_pays_what_the_nearest_list_says() {
    let lines = "
        price show BV-20 --account FERRARIS --qty 100,200,1000 -O table
        price show BV-20 --account FERRARIS-SUD --qty 200 -O table
        price show BV-20 --account LEVANTE --qty 10,50,999,1000 -O table
        price show HOSE-10 --account VOLGA --qty 12.5 -O table
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk price show BV-20 --account FERRARIS --qty 100,200,1000 -O table
    QUANTITY  UNIT          PRICE        AMOUNT  LISTED  OFF       LIST      OF
         100  piece  12.44025 EUR   1244.02 EUR  12.825  3% LOYA…  B2B       segment
         200  piece    12.028 EUR   2405.60 EUR   12.40  3% LOYA…  FERRARIS  account
        1000  piece   11.2575 EUR  11257.50 EUR   11.85  5% BIG-5  FERRARIS  account
    --- stderr
    100 piece: from 200 on (+100) a unit costs 12.028 EUR, 3.3% less
    200 piece: from 404 on (+204) a unit costs 11.78 EUR, 2.1% less
    exit 0

    $ desk price show BV-20 --account FERRARIS-SUD --qty 200 -O table
    QUANTITY  UNIT        PRICE       AMOUNT  LISTED  OFF         LIST      OF
         200  piece  12.028 EUR  2405.60 EUR   12.40  3% LOYAL-3  FERRARIS  parent
    --- stderr
    200 piece: from 404 on (+204) a unit costs 11.78 EUR, 2.1% less
    exit 0

    $ desk price show BV-20 --account LEVANTE --qty 10,50,999,1000 -O table
    QUANTITY  UNIT          PRICE        AMOUNT   LISTED  OFF         LIST  OF
          10  piece     12.60 EUR    126.00 EUR    14.00  10% LEV-10  LIST  default
          50  piece     11.97 EUR    598.50 EUR    13.30  10% LEV-10  B2B   segment
         999  piece  10.63125 EUR  10620.62 EUR  11.8125  10% LEV-10  B2B   segment
        1000  piece   11.5425 EUR  11542.50 EUR   12.825  10% LEV-10  B2B   segment
    --- stderr
    10 piece: from 50 on (+40) a unit costs 11.97 EUR, 5% less
    50 piece: from 100 on (+50) a unit costs 11.5425 EUR, 3.6% less
    999 piece: mind that from 1000 on a unit costs 11.5425 EUR, 8.6% more
    1000 piece: mind that at only 999 a unit costs 10.63125 EUR, 7.9% less
    exit 0

    $ desk price show HOSE-10 --account VOLGA --qty 12.5 -O table
    QUANTITY  UNIT       PRICE     AMOUNT  LISTED  OFF         LIST    OF
        12.5  m     2.8615 EUR  35.77 EUR    2.95  3% LOYAL-3  FROZEN  contract
    --- stderr
    12.5 m: from 1695 on (+1682.5) a unit costs 2.8025 EUR, 2.1% less
    exit 0
    ");
}

#[test]
fn a_list_reaches_those_below_an_account_and_its_discount_does_not() {
    let desk = shop();
    desk.write("group.csv", "code,kind,account,discount\nGROUP-9,account,FERRARIS,9\n");
    desk.quietly("import discounts group.csv");
    let lines = "
        price show BV-20 --account FERRARIS --qty 200 -c unit_price,list,level,discounts -q
        price show BV-20 --account FERRARIS-SUD --qty 200 -c unit_price,list,level,discounts -q
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk price show BV-20 --account FERRARIS --qty 200 -c unit_price,list,level,discounts -q
    unit_price	list	level	discounts
    11.284 EUR	FERRARIS	account	9% GROUP-9
    exit 0

    $ desk price show BV-20 --account FERRARIS-SUD --qty 200 -c unit_price,list,level,discounts -q
    unit_price	list	level	discounts
    12.028 EUR	FERRARIS	parent	3% LOYAL-3
    exit 0
    ");
}

#[test]
fn an_agreed_list_holds_while_it_is_agreed() {
    let lines = "
        price show BV-20 --account FERRARIS --qty 200 --on 2026-12-31 -c unit_price,list
        price show BV-20 --account FERRARIS --qty 200 --on 2027-01-01 -c unit_price,list
        price show HOSE-10 --account VOLGA --on 2025-12-31 -c unit_price,list
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk price show BV-20 --account FERRARIS --qty 200 --on 2026-12-31 -c unit_price,list
    unit_price	list
    12.028 EUR	FERRARIS
    --- stderr
    200 piece: from 404 on (+204) a unit costs 11.78 EUR, 2.1% less
    exit 0

    $ desk price show BV-20 --account FERRARIS --qty 200 --on 2027-01-01 -c unit_price,list
    unit_price	list
    12.44025 EUR	B2B
    --- stderr
    200 piece: from 390 on (+190) a unit costs 12.18375 EUR, 2.1% less
    exit 0

    $ desk price show HOSE-10 --account VOLGA --on 2025-12-31 -c unit_price,list
    unit_price	list
    3.104 EUR	LIST
    --- stderr
    1 m: from 1563 on (+1562) a unit costs 3.04 EUR, 2.1% less
    exit 0
    ");
}

#[test]
fn programs_are_told_the_same() {
    assert_snapshot!(shop().run("price show BV-20 --account LEVANTE --qty 499 --json"), @r#"
    $ desk price show BV-20 --account LEVANTE --qty 499 --json
    [
      {
        "sku": "BV-20",
        "quantity": 499,
        "unit": "piece",
        "unit_price": {
          "amount": "11.5425",
          "currency": "EUR"
        },
        "amount": {
          "amount": "5759.71",
          "minor": 575971,
          "currency": "EUR"
        },
        "listed": {
          "amount": "12.825",
          "currency": "EUR"
        },
        "discounts": "10% LEV-10",
        "list": "B2B",
        "level": "segment",
        "offer": null,
        "cheaper_from": 500,
        "cheaper_price": {
          "amount": "10.63125",
          "currency": "EUR"
        }
      }
    ]
    --- stderr
    499 piece: from 500 on (+1) a unit costs 10.63125 EUR, 7.9% less
    exit 0
    "#);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let lines = "
        price show BV-02
        price show BV-20 --account NOBODY
        price show BV-20 --qty 0
        price show BV-20 --qty 1,x
        price show BV-20 --currency EURO
        price show BV-20 --on tomorrow
        price show HOSE-10 --account LEVANTE
        price show BV-20 --qty 9000000000000000 -c amount
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk price show BV-02
    --- stderr
    error: there is no product `BV-02`; did you mean `BV-20`?
    hint: desk product list
    exit 3

    $ desk price show BV-20 --account NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk price show BV-20 --qty 0
    --- stderr
    error: `0` is not a quantity to order, expected one above 0, e.g. `100`
    exit 2

    $ desk price show BV-20 --qty 1,x
    --- stderr
    error: `x` is not a quantity, expected a plain number with at most three decimals, e.g. `100`
    exit 2

    $ desk price show BV-20 --currency EURO
    --- stderr
    error: `EURO` is not a currency, expected an ISO 4217 code, e.g. `EUR`
    exit 2

    $ desk price show BV-20 --on tomorrow
    --- stderr
    error: `tomorrow` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2

    $ desk price show HOSE-10 --account LEVANTE
    --- stderr
    error: LEVANTE may not buy HOSE-10: its assortment leaves it out
    exit 4

    $ desk price show BV-20 --qty 9000000000000000 -c amount
    amount

    --- stderr
    9000000000000000 piece: that is more than can be counted
    exit 0
    ");
}

#[test]
fn a_contact_sees_what_their_account_pays_and_not_what_others_could() {
    let lines = "
        price show BV-20 --qty 200 --as anna.bianchi@ferraris.example
        price show BV-20 --account FERRARIS-SUD --as anna.bianchi@ferraris.example
        price show BV-20 --explain --as anna.bianchi@ferraris.example
        price show BV-20 --as paola.serra@ferraris.example
    ";
    assert_snapshot!(shop().run(lines), @"
    $ desk price show BV-20 --qty 200 --as anna.bianchi@ferraris.example
    sku	quantity	unit	unit_price	amount	listed	discounts	list	level	offer	cheaper_from	cheaper_price
    BV-20	200	piece	12.028 EUR	2405.60 EUR	12.40 EUR	3% LOYAL-3	FERRARIS	account		404	11.78 EUR
    --- stderr
    200 piece: from 404 on (+204) a unit costs 11.78 EUR, 2.1% less
    exit 0

    $ desk price show BV-20 --account FERRARIS-SUD --as anna.bianchi@ferraris.example
    --- stderr
    error: there is no account `FERRARIS-SUD`
    hint: desk account list
    exit 3

    $ desk price show BV-20 --explain --as anna.bianchi@ferraris.example
    --- stderr
    error: P1 may not do that: it is for reps, whatever the role of a contact
    hint: desk access list --contacts
    exit 4

    $ desk price show BV-20 --as paola.serra@ferraris.example
    --- stderr
    error: P3 may not do that: the right `price.read` is not one of the role `finance`
    hint: desk access explain P3 price.read
    exit 4
    ");
}
