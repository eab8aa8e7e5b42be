//! `desk order revise`, `promise`, `hold`, `release` and `cancel`.

use insta::assert_snapshot;

use crate::orders;

#[test]
fn an_order_is_changed_with_a_reason() {
    let desk = orders::desk();
    let lines = "
        order revise SO-1 --line 2 --qty 40 --cancel-line 1 --add SEAL-2=3@20 --reason 'Another pump' --by-contact P1
        order revise SO-4 --line 1 --qty 6 --po PO-9 --required 2026-02-01 --carrier GLS --reason 'By phone'
        order revise SO-4 --line 1 --qty 6 --reason 'By phone'
        order revise SO-4 --po none --ship-to 'Gate 4' --reason 'By phone'
        order revise SO-5 --add HOSE-9=10 --reason 'More'
        order revise SO-2 --po PO-4700 --reason 'Wrong number'
        order revise SO-1 --add PUMP-1=1 --reason 'As before'
        order show SO-1 -O table
        audit log SO-4 -c action,object,reason
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order revise SO-1 --line 2 --qty 40 --cancel-line 1 --add SEAL-2=3@20 --reason 'Another pump' --by-contact P1
    --- stderr
    Revised SO-1, revision 1, now partially-shipped
      line 2: quantity 30 -> 40
      line 1: cancelled 0 -> 2
      line 4: add - -> SEAL-2=3@20.00
    exit 0

    $ desk order revise SO-4 --line 1 --qty 6 --po PO-9 --required 2026-02-01 --carrier GLS --reason 'By phone'
    --- stderr
    Revised SO-4, revision 1, now open
      line 1: quantity 4 -> 6
      carrier - -> GLS
      required - -> 2026-02-01
      po_number - -> PO-9
    exit 0

    $ desk order revise SO-4 --line 1 --qty 6 --reason 'By phone'
    --- stderr
    SO-4 is so already, nothing was changed
    exit 0

    $ desk order revise SO-4 --po none --ship-to 'Gate 4' --reason 'By phone'
    --- stderr
    Revised SO-4, revision 2, now open
      ship_to - -> Gate 4
      po_number PO-9 -> -
    exit 0

    $ desk order revise SO-5 --add HOSE-9=10 --reason 'More'
    --- stderr
    error: SO-5 is delivered, which is final
    exit 4

    $ desk order revise SO-2 --po PO-4700 --reason 'Wrong number'
    --- stderr
    Revised SO-2, revision 1, now on-hold(customer)
      po_number PO-4711 -> PO-4700
    Beware: PO-4700 is also on SO-5
    exit 0

    $ desk order revise SO-1 --add PUMP-1=1 --reason 'As before'
    --- stderr
    Revised SO-1, revision 2, now partially-shipped
      line 5: add - -> PUMP-1=1@480.00
      prices they paid last, as no list has one: PUMP-1
    exit 0

    $ desk order show SO-1 -O table
    SO-1 FERRARIS Officine Ferraris S.p.A.
      status    partially-shipped
      po        PO-4711
      ordered   2026-01-05 by Anna Bianchi, taken by giulia
      wanted    2026-01-12
      terms     NET60
      carrier   DHL Freight
      ship to   Via Roma 1, Torino
      subtotal  2030.87 EUR
      tax       110.00 EUR
      freight   25.00 EUR
      total     2165.87 EUR

    Lines
      LINE  PRODUCT             QTY  SHIPPED  LEFT          BY        PRICE   AMOUNT
         1  PUMP-1 Gear pump…     3        3     0  2026-01-12   480.00 -5%  1368.00
         2  HOSE-9 Hydraulic…    40        0    40  2026-02-15       1.2345    49.38
         3  Frame, painted by…    1        1     0           -  99.99 -2.5%    97.49
         4  SEAL-2 Seal kit       3        0     3           -        20.00    60.00
         5  PUMP-1 Gear pump…     1        0     1           -   480.00 -5%   456.00

    Shipments
      NUMBER  SHIPPED     DELIVERED   CARRIER      TRACKING  LINE: QTY
      SH-1    2026-01-09  -           DHL Freight  JD0146    1: 3
      SH-2    2026-01-12  2026-01-14  DHL Freight  JD0147    3: 1

    Promises
      LINE  FOR         PROMISED    BY  REASON
         1  2026-01-12  2026-01-15  -   -
         2  2026-02-15  2026-01-15  -   -

    Revisions
      NO  MADE        BY      REASON        CHANGE
       1  2026-01-15  giulia  Another pump  line 2: quantity 30 -> 40
                                            line 1: cancelled 0 -> 2
                                            line 4: add - -> SEAL-2=3@20.00
       2  2026-01-15  giulia  As before     line 5: add - -> PUMP-1=1@480.00
    exit 0

    $ desk audit log SO-4 -c action,object,reason
    action	object	reason
    order.revise	SO-4	By phone
    order.revise	SO-4	By phone
    exit 0
    ");
}

#[test]
fn what_has_left_is_not_unordered() {
    let desk = orders::desk();
    let lines = "
        order revise SO-1 --line 1 --qty 4 --reason Fewer
        order revise SO-1 --line 1 --qty 2 --reason Fewer
        order revise SO-1 --line 1 --qty 5 --reason More
        order revise SO-1 --line 9 --qty 2 --reason Odd
        order revise SO-1 --line 2 --qty 0 --reason Odd
        order revise SO-1 --add HOSE-9=15 --reason Odd
        order revise SO-1 --add SEAL-2=1 --reason Odd
        order revise SO-1 --add HOSE-9 --reason Odd
        order revise SO-1 --line 2 --reason Odd
        order revise SO-1 --reason Odd
        order revise SO-1 --line 2 --qty 10
        order revise SO-1 --line 2 --qty 10 --by-contact owen.price@northgate.example --reason Odd
        order revise SO-3 --po X --reason Late
        order revise SO-99 --po X --reason Late
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order revise SO-1 --line 1 --qty 4 --reason Fewer
    --- stderr
    Revised SO-1, revision 1, now partially-shipped
      line 1: quantity 5 -> 4
    exit 0

    $ desk order revise SO-1 --line 1 --qty 2 --reason Fewer
    --- stderr
    error: line 1 of SO-1 cannot become 2: 3 have left
    exit 4

    $ desk order revise SO-1 --line 1 --qty 5 --reason More
    --- stderr
    error: line 1 of SO-1 cannot grow from 4 to 5: 3 have left; add a new line
    exit 4

    $ desk order revise SO-1 --line 9 --qty 2 --reason Odd
    --- stderr
    error: SO-1 has no line 9
    exit 4

    $ desk order revise SO-1 --line 2 --qty 0 --reason Odd
    --- stderr
    error: 0 is no quantity to order; cancel line 2 instead
    exit 4

    $ desk order revise SO-1 --add HOSE-9=15 --reason Odd
    --- stderr
    error: 15 of HOSE-9 is no whole number of packs of 10
    exit 4

    $ desk order revise SO-1 --add SEAL-2=1 --reason Odd
    --- stderr
    error: nobody knows what SEAL-2 costs: no list that is for FERRARIS has a price in EUR, and FERRARIS never bought it; write `SEAL-2=QUANTITY@PRICE`
    exit 4

    $ desk order revise SO-1 --add HOSE-9 --reason Odd
    --- stderr
    error: `HOSE-9` is not something to add, expected `SKU=QUANTITY` or `SKU=QUANTITY@PRICE`, e.g. `BK-1=12`
    exit 2

    $ desk order revise SO-1 --line 2 --reason Odd
    --- stderr
    error: each --line goes with a --qty, as in `--line 2 --qty 12`
    exit 2

    $ desk order revise SO-1 --reason Odd
    --- stderr
    error: say what is to change: --line, --cancel-line, --add, --ship-to, --required, --po
    exit 2

    $ desk order revise SO-1 --line 2 --qty 10
    --- stderr
    error: an order is not changed without a reason: give it with --reason TEXT
    exit 2

    $ desk order revise SO-1 --line 2 --qty 10 --by-contact owen.price@northgate.example --reason Odd
    --- stderr
    error: P10 is not a contact of FERRARIS, whose order SO-1 is
    exit 4

    $ desk order revise SO-3 --po X --reason Late
    --- stderr
    error: SO-3 is completed, which is final
    exit 4

    $ desk order revise SO-99 --po X --reason Late
    --- stderr
    error: there is no order `SO-99`; did you mean `SO-1`?
    hint: desk order list
    exit 3
    ");
}

#[test]
fn whoever_may_not_buy_does_not_buy_more() {
    let desk = orders::desk();
    desk.quietly("account edit FERRARIS --credit-hold");
    let lines = "
        order revise SO-1 --line 2 --qty 100 --reason More
        order revise SO-1 --line 2 --qty 20 --reason Fewer
        order release SO-2
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order revise SO-1 --line 2 --qty 100 --reason More
    --- stderr
    error: the credit of FERRARIS is stopped; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk order revise SO-1 --line 2 --qty 20 --reason Fewer
    --- stderr
    Revised SO-1, revision 1, now partially-shipped
      line 2: quantity 30 -> 20
    exit 0

    $ desk order release SO-2
    --- stderr
    error: the credit of FERRARIS is stopped; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4
    ");
}

#[test]
fn promises_are_kept_one_after_the_other() {
    let desk = orders::desk();
    let lines = "
        order promise SO-4 1 2026-01-30
        order promise SO-4 1 2026-01-30
        order promise SO-4 1 2026-02-03
        order promise SO-4 1 2026-02-03 --reason 'No seals'
        order promise SO-4 7 2026-02-03
        order promise SO-3 1 2026-02-03
        order promise SO-4 1 soon
        export order-promises -c order,line,promised,reason,rep
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order promise SO-4 1 2026-01-30
    --- stderr
    Promised line 1 of SO-4 for 2026-01-30
    exit 0

    $ desk order promise SO-4 1 2026-01-30
    --- stderr
    Line 1 of SO-4 is promised for 2026-01-30 already
    exit 0

    $ desk order promise SO-4 1 2026-02-03
    --- stderr
    error: line 1 of SO-4 was promised for 2026-01-30; say why that changes with --reason
    exit 4

    $ desk order promise SO-4 1 2026-02-03 --reason 'No seals'
    --- stderr
    Promised line 1 of SO-4 for 2026-02-03, which was 2026-01-30
    exit 0

    $ desk order promise SO-4 7 2026-02-03
    --- stderr
    error: SO-4 has no line 7
    exit 4

    $ desk order promise SO-3 1 2026-02-03
    --- stderr
    error: SO-3 is completed, which is final
    exit 4

    $ desk order promise SO-4 1 soon
    --- stderr
    error: `soon` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2

    $ desk export order-promises -c order,line,promised,reason,rep
    order,line,promised,reason,rep
    SO-1,1,2026-01-12,,
    SO-1,2,2026-02-15,,
    SO-4,1,2026-01-30,,giulia
    SO-4,1,2026-02-03,No seals,giulia
    exit 0
    ");
}

#[test]
fn an_order_waits_goes_on_and_is_cancelled() {
    let desk = orders::desk();
    let lines = "
        order hold SO-4 approval
        order hold SO-4 approval
        order list --status on-hold -c number,status
        order release SO-4
        order release SO-4
        order hold SO-4 moon
        order hold SO-3 credit
        order cancel SO-4 --reason 'Ordered twice'
        order cancel SO-4 --reason 'Ordered twice'
        order cancel SO-1 --reason 'The rest is not needed'
        order show SO-1 -c status,total
        order cancel SO-1 --reason 'The rest is not needed'
        order cancel SO-2
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order hold SO-4 approval
    --- stderr
    SO-4 waits now: approval
    exit 0

    $ desk order hold SO-4 approval
    --- stderr
    SO-4 waits already: approval
    exit 0

    $ desk order list --status on-hold -c number,status
    number	status
    SO-4	on-hold(approval)
    SO-2	on-hold(customer)
    exit 0

    $ desk order release SO-4
    --- stderr
    Released SO-4, now open
    exit 0

    $ desk order release SO-4
    --- stderr
    SO-4 does not wait, it is open
    exit 0

    $ desk order hold SO-4 moon
    --- stderr
    error: `moon` is not a hold, expected one of credit, customer, stock, dispute, approval
    exit 2

    $ desk order hold SO-3 credit
    --- stderr
    error: SO-3 is completed, which is final
    exit 4

    $ desk order cancel SO-4 --reason 'Ordered twice'
    --- stderr
    Revised SO-4, revision 1, now cancelled
      line 1: cancelled 0 -> 4
      state placed -> cancelled
    exit 0

    $ desk order cancel SO-4 --reason 'Ordered twice'
    --- stderr
    SO-4 is so already, nothing was changed
    exit 0

    $ desk order cancel SO-1 --reason 'The rest is not needed'
    --- stderr
    Revised SO-1, revision 1, now shipped
      line 1: cancelled 0 -> 2
      line 2: cancelled 0 -> 30
    exit 0

    $ desk order show SO-1 -c status,total
    field	value
    status	shipped
    total	1600.49 EUR
    exit 0

    $ desk order cancel SO-1 --reason 'The rest is not needed'
    --- stderr
    error: SO-1 is shipped, which is final
    exit 4

    $ desk order cancel SO-2
    --- stderr
    error: an order is not cancelled without a reason: give it with --reason TEXT
    exit 2
    ");
}
