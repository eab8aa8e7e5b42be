//! Orders ask whether their account may buy.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn placing_growing_and_releasing_an_order_asks_for_credit() {
    let desk = crate::ask::desk();
    desk.quietly("account edit FERRARIS --credit-limit 12000\norder reorder SO-4398");
    assert_snapshot!(desk.run(
        "order place O5
         credit override FERRARIS 8000 --until +7d --reason 'paid next week'
         order place O5
         order revise O5 --line 1 --qty 200 --reason 'they want more'
         order hold O5 customer
         credit revoke V1
         order release O5
         credit replay FERRARIS -c at,document,after,limit,over"
    ), @"
    $ desk order place O5
    --- stderr
    error: FERRARIS would owe 6621.92 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk credit override FERRARIS 8000 --until +7d --reason 'paid next week'
    --- stderr
    V1: FERRARIS may owe 8000.00 EUR beyond its limit until 2026-01-22T09:00:00Z
    exit 0

    $ desk order place O5
    --- stderr
    Placed O5, 2 lines, 7057.72 EUR
    exit 0

    $ desk order revise O5 --line 1 --qty 200 --reason 'they want more'
    --- stderr
    error: FERRARIS would owe 2486.40 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk order hold O5 customer
    --- stderr
    O5 waits now: customer
    exit 0

    $ desk credit revoke V1
    --- stderr
    V1 of FERRARIS holds no more
    exit 0

    $ desk order release O5
    --- stderr
    error: FERRARIS would owe 6621.92 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk credit replay FERRARIS -c at,document,after,limit,over
    at	document	after	limit	over
    2026-01-15T09:00:00Z	O5	18621.92 EUR	12000.00 EUR	6621.92 EUR
    exit 0
    ");
}

/// Rounded line by line it would be 0.03 more.
#[test]
fn an_order_counts_for_what_it_comes_to() {
    let desk = Desk::sample();
    desk.write("o.csv", "number,account,currency,ordered_at\nSO-9,LEVANTE,EUR,2026-01-10T08:00:00Z\n");
    let line = |place: u32| format!("SO-9,{place},Washer,1,0.3350\n");
    let lines: String = (1..=6).map(line).collect();
    desk.write("l.csv", format!("order,line,description,quantity,unit_price\n{lines}"));
    desk.quietly("import orders o.csv\nimport order-lines l.csv");
    let lines = "
        order show SO-9 -c total
        credit show LEVANTE -c uninvoiced
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order show SO-9 -c total
    field	value
    total	2.01 EUR
    exit 0

    $ desk credit show LEVANTE -c uninvoiced
    field	value
    uninvoiced	2.01 EUR
    exit 0
    ");
}
