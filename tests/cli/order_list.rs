//! `desk order list`.

use insta::assert_snapshot;

use crate::orders;

#[test]
fn the_latest_stand_at_the_top_and_filters_narrow_the_list() {
    let desk = orders::desk();
    let lines = "
        order list -O table
        order -c number
        order list --account FERRARIS --open -c number,status
        order list --status on-hold,delivered -c number,status
        order list --late -c number,required
        order list --po PO-4711 -c number
        order list --sku SEAL-2 -c number
        order list --since 2026-01-10 -c number
        order list --limit 2 -c number
        order list --status cancelled
        order list --account FERRARIS --include-children --json=number,total
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk order list -O table
    NUMBER  ACCOUNT  PO         ORDERED      WANTED  STATUS                    TOTAL
    SO-4    URALMET  -       2026-01-14           -  open                  78.00 EUR
    SO-2    FERRAR…  PO-47…  2026-01-08  2026-03-01  on-hold(customer)    999.94 EUR
    SO-1    FERRAR…  PO-47…  2026-01-05  2026-01-12  partially-shipped   2549.53 EUR
    SO-5    FERRAR…  PO-47…  2025-12-20  2026-01-05  delivered            960.00 EUR
    SO-3    NORTHG…  -       2025-11-02           -  completed          20565.62 GBP
    exit 0

    $ desk order -c number
    number
    SO-4
    SO-2
    SO-1
    SO-5
    SO-3
    exit 0

    $ desk order list --account FERRARIS --open -c number,status
    number	status
    SO-2	on-hold(customer)
    SO-1	partially-shipped
    exit 0

    $ desk order list --status on-hold,delivered -c number,status
    number	status
    SO-2	on-hold(customer)
    SO-5	delivered
    exit 0

    $ desk order list --late -c number,required
    number	required
    SO-1	2026-01-12
    exit 0

    $ desk order list --po PO-4711 -c number
    number
    SO-2
    SO-1
    exit 0

    $ desk order list --sku SEAL-2 -c number
    number
    SO-4
    exit 0

    $ desk order list --since 2026-01-10 -c number
    number
    SO-4
    exit 0

    $ desk order list --limit 2 -c number
    number
    SO-4
    SO-2
    --- stderr
    2 of 5 orders
    exit 0

    $ desk order list --status cancelled
    number	account	po_number	ordered_at	required	status	total	lines	account_name	kind	carrier	id	currency
    --- stderr
    no orders match
    exit 0

    $ desk order list --account FERRARIS --include-children --json=number,total
    [
      {
        "number": "SO-2",
        "total": {
          "amount": "999.94",
          "minor": 99994,
          "currency": "EUR"
        }
      },
      {
        "number": "SO-1",
        "total": {
          "amount": "2549.53",
          "minor": 254953,
          "currency": "EUR"
        }
      },
      {
        "number": "SO-5",
        "total": {
          "amount": "960.00",
          "minor": 96000,
          "currency": "EUR"
        }
      }
    ]
    exit 0
    "#);
}

#[test]
fn what_there_is_not_is_said() {
    let desk = orders::desk();
    let lines = "
        order list --account FERARIS
        order list --sku PUMP-2
        order list --status late
        order list --include-children
        order list --open --status open
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order list --account FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk order list --sku PUMP-2
    --- stderr
    error: there is no product `PUMP-2`; did you mean `PUMP-1`?
    hint: desk product list
    exit 3

    $ desk order list --status late
    --- stderr
    error: `late` is not a status of an order, expected one of draft, open, on-hold, partially-shipped, shipped, delivered, completed, cancelled
    exit 2

    $ desk order list --include-children
    --- stderr
    error: the following required arguments were not provided: --account <CODE>
    hint: desk order list --account <CODE> --include-children
    exit 2

    $ desk order list --open --status open
    --- stderr
    error: the argument '--open' cannot be used with '--status <STATUS>'
    hint: desk order list --open
    exit 2
    ");
}
