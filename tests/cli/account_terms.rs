//! `desk account terms`.

use insta::assert_snapshot;

use crate::orders;
use crate::shop::shop;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_was_agreed_is_told_with_what_it_follows_from() {
    let desk = shop();
    desk.write("own.csv", "code,kind,account,discount,ends\nFER-2,account,FERRARIS,2.5,2026-06-30\n");
    desk.write("past.csv", "code,kind,account,discount,ends\nOLD-9,account,FERRARIS,9,2025-12-31\n");
    desk.quietly(
        "import discounts own.csv
         import discounts past.csv
         account contract add FERRARIS C-1 --starts 2026-01-01 --ends 2026-12-31 --fee 1200 --notice 30 --return-days 30 --restocking 15 --return-freight customer --return-inspection
         account edit LEVANTE --credit-limit 0",
    );
    let lines = "
        account terms FERRARIS -O table
        account terms FERRARIS-SUD -O table
        account terms LEVANTE -O table
        account terms FERRARIS --json=term,agreed,of,amount,rate
        account terms FERRARIS -c term,agreed --as P1
        account terms NOBODY
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk account terms FERRARIS -O table
    TERM      AGREED                        OF            FROM        TO
    payment   NET60                         FERRARIS      -           -
    credit    up to 250000.00 EUR           FERRARIS      -           -
    prices    FERRARIS, EUR                 FERRARIS      2026-01-01  2026-12-31
    prices    B2B, EUR                      segment       -           -
    prices    TIER-1, EUR                   tier          -           -
    prices    GBP, GBP                      default       -           -
    prices    LIST, EUR                     default       -           -
    discount  5% BIG-5 from 5000.00 EUR on  default       -           -
    discount  2.5% FER-2, account           FERRARIS      -           2026-06-30
    discount  3% LOYAL-3, loyalty           segment       -           -
    contract  1200.00 EUR a month           contract C-1  2026-01-01  2026-12-31
    contract  30 days' notice               contract C-1  2026-01-01  2026-12-31
    returns   within 30 days                contract C-1  -           -
    returns   fee 15%                       contract C-1  -           -
    returns   freight paid by the customer  contract C-1  -           -
    returns   inspected first               contract C-1  -           -
    exit 0

    $ desk account terms FERRARIS-SUD -O table
    TERM      AGREED                        OF            FROM        TO
    payment   NET60                         FERRARIS-SUD  -           -
    credit    up to 250000.00 EUR           FERRARIS      -           -
    prices    FERRARIS, EUR                 parent        2026-01-01  2026-12-31
    prices    B2B, EUR                      segment       -           -
    prices    TIER-1, EUR                   tier          -           -
    prices    GBP, GBP                      default       -           -
    prices    LIST, EUR                     default       -           -
    discount  5% BIG-5 from 5000.00 EUR on  default       -           -
    discount  3% LOYAL-3, loyalty           segment       -           -
    returns   -                             -             -           -
    exit 0

    $ desk account terms LEVANTE -O table
    TERM      AGREED                        OF       FROM  TO
    payment   2/10 NET30                    LEVANTE  -     -
    credit    paid ahead                    LEVANTE  -     -
    prices    B2B, EUR                      segment  -     -
    prices    GBP, GBP                      default  -     -
    prices    LIST, EUR                     default  -     -
    discount  5% BIG-5 from 5000.00 EUR on  default  -     -
    discount  10% LEV-10, account           LEVANTE  -     -
    discount  3% LOYAL-3, loyalty           segment  -     -
    returns   -                             -        -     -
    exit 0

    $ desk account terms FERRARIS --json=term,agreed,of,amount,rate
    [
      {
        "term": "payment",
        "agreed": "NET60",
        "of": "FERRARIS",
        "amount": null,
        "rate": null
      },
      {
        "term": "credit",
        "agreed": "up to 250000.00 EUR",
        "of": "FERRARIS",
        "amount": {
          "amount": "250000.00",
          "minor": 25000000,
          "currency": "EUR"
        },
        "rate": null
      },
      {
        "term": "prices",
        "agreed": "FERRARIS, EUR",
        "of": "FERRARIS",
        "amount": null,
        "rate": null
      },
      {
        "term": "prices",
        "agreed": "B2B, EUR",
        "of": "segment",
        "amount": null,
        "rate": null
      },
      {
        "term": "prices",
        "agreed": "TIER-1, EUR",
        "of": "tier",
        "amount": null,
        "rate": null
      },
      {
        "term": "prices",
        "agreed": "GBP, GBP",
        "of": "default",
        "amount": null,
        "rate": null
      },
      {
        "term": "prices",
        "agreed": "LIST, EUR",
        "of": "default",
        "amount": null,
        "rate": null
      },
      {
        "term": "discount",
        "agreed": "5% BIG-5 from 5000.00 EUR on",
        "of": "default",
        "amount": null,
        "rate": "5%"
      },
      {
        "term": "discount",
        "agreed": "2.5% FER-2, account",
        "of": "FERRARIS",
        "amount": null,
        "rate": "2.5%"
      },
      {
        "term": "discount",
        "agreed": "3% LOYAL-3, loyalty",
        "of": "segment",
        "amount": null,
        "rate": "3%"
      },
      {
        "term": "contract",
        "agreed": "1200.00 EUR a month",
        "of": "contract C-1",
        "amount": {
          "amount": "1200.00",
          "minor": 120000,
          "currency": "EUR"
        },
        "rate": null
      },
      {
        "term": "contract",
        "agreed": "30 days' notice",
        "of": "contract C-1",
        "amount": null,
        "rate": null
      },
      {
        "term": "returns",
        "agreed": "within 30 days",
        "of": "contract C-1",
        "amount": null,
        "rate": null
      },
      {
        "term": "returns",
        "agreed": "fee 15%",
        "of": "contract C-1",
        "amount": null,
        "rate": "15%"
      },
      {
        "term": "returns",
        "agreed": "freight paid by the customer",
        "of": "contract C-1",
        "amount": null,
        "rate": null
      },
      {
        "term": "returns",
        "agreed": "inspected first",
        "of": "contract C-1",
        "amount": null,
        "rate": null
      }
    ]
    exit 0

    $ desk account terms FERRARIS -c term,agreed --as P1
    term	agreed
    payment	NET60
    credit	up to 250000.00 EUR
    prices	FERRARIS, EUR
    prices	B2B, EUR
    prices	TIER-1, EUR
    prices	GBP, GBP
    prices	LIST, EUR
    discount	5% BIG-5 from 5000.00 EUR on
    discount	2.5% FER-2, account
    discount	3% LOYAL-3, loyalty
    contract	1200.00 EUR a month
    contract	30 days' notice
    returns	within 30 days
    returns	fee 15%
    returns	freight paid by the customer
    returns	inspected first
    exit 0

    $ desk account terms NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3
    "#);
}

#[test]
fn delivery_is_as_on_the_last_order() {
    let desk = orders::desk();
    desk.quietly("order revise SO-2 --carrier GLS --ship-to 'Via Po 2, Torino' --reason Moved");
    assert_snapshot!(desk.run("account terms FERRARIS -c term,agreed,of"), @"
    $ desk account terms FERRARIS -c term,agreed,of
    term	agreed	of
    payment	NET60	FERRARIS
    credit	up to 250000.00 EUR	FERRARIS
    returns		-
    delivery	GLS, Via Po 2, Torino	last order, SO-2
    exit 0
    ");
}
