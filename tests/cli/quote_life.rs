//! `desk quote`, from a request to its orders.

use insta::assert_snapshot;

use crate::quote::{desk, sent};

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn a_request_becomes_an_offer_that_becomes_orders() {
    let desk = desk();
    desk.write("order.eml", "From: anna.bianchi@ferraris.example\nSubject: Order\n\nWe take 200.\n");
    let lines = "
        quote request FERRARIS -s 'Valves and pumps' --contact anna.bianchi@ferraris.example -m 'What do 100 to 500 VH-220 cost?'
        quote due -O table
        quote new Q1 VH-220=100,200,400 PM-40=4
        quote edit Q1 --freight 45 --delivery 'DAP Torino' --note 'Prices hold for 2026' --remark 'Anna decides alone'
        quote send Q1
        quote show Q1 -O table
        quote accept Q1 --pick 1=200 --po PO-9 --evidence order.eml
        quote convert Q1 --partial 1=80
        quote convert Q1 --backorder
        order show O6 -O table
        quote history Q1 -O table -c revision,action,by,contact,note,evidence
        quote list --all -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk quote request FERRARIS -s 'Valves and pumps' --contact anna.bianchi@ferraris.example -m 'What do 100 to 500 VH-220 cost?'
    --- stderr
    Took down Q1: Valves and pumps
    exit 0

    $ desk quote due -O table
    ID  ACCOUNT   SUBJECT           WAITS       DUE                SLA       REP
    Q1  FERRARIS  Valves and pumps  unanswered  2026-01-15 11:00…  on track  giulia
    exit 0

    $ desk quote new Q1 VH-220=100,200,400 PM-40=4
    --- stderr
    Began Q1, revision 1 (draft): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote edit Q1 --freight 45 --delivery 'DAP Torino' --note 'Prices hold for 2026' --remark 'Anna decides alone'
    --- stderr
    Changed Q1, revision 1 (draft): 2 lines, 9214.42 EUR
    exit 0

    $ desk quote send Q1
    --- stderr
    Sent Q1, revision 1 (sent): 2 lines, 9214.42 EUR
    exit 0

    $ desk quote show Q1 -O table
    Q1 FERRARIS Officine Ferraris S.p.A.
      status   sent
      subject  Valves and pumps
      contact  Anna Bianchi (P1)
      rep      giulia
      asked    2026-01-15 09:00 +00:00
      answer   sent 2026-01-15 09:00 +00:00

    They ask
      What do 100 to 500 VH-220 cost?

    Revision 1, sent
      valid until  2026-02-14
      delivery     DAP Torino
      written by   giulia
      note         Prices hold for 2026
      remark       Anna decides alone

    Lines, in EUR
      LINE  PRODUCT                     QTY   PRICE  OFF  MARGIN    AMOUNT
         1  VH-220 Check valve VH-220  *100  48.306    -   28.0%   4830.60
                                        200  48.306    -   28.0%   9661.20
                                        400   47.31    -   26.4%  18924.00
         2  PM-40 Gear pump PM-40         4  669.30    -   38.4%   2677.20

    It comes to
      net      7507.80 EUR
      freight  45.00 EUR
      tax      1661.62 EUR (22% of 7552.80)
      total    9214.42 EUR
      margin   31.7%
    exit 0

    $ desk quote accept Q1 --pick 1=200 --po PO-9 --evidence order.eml
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 15107.75 EUR
    exit 0

    $ desk quote convert Q1 --partial 1=80
    --- stderr
    Placed O5 of Q1, revision 1: 1 line, 4769.57 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --backorder
    --- stderr
    Placed O6 of Q1, revision 1: 2 lines, 10338.18 EUR
      line 1: 85 of 120 VH-220 are there, all of it on 2026-01-22
      line 2: 0 of 4 PM-40 are there, all of it on 2026-02-10
    exit 0

    $ desk order show O6 -O table
    O6 FERRARIS Officine Ferraris S.p.A.
      status    open
      po        PO-9
      quote     Q1
      ordered   2026-01-15 by Anna Bianchi, taken by giulia
      terms     NET60
      subtotal  8473.92 EUR
      tax       1864.26 EUR
      total     10338.18 EUR

    Lines
      LINE  PRODUCT                QTY  SHIPPED            LEFT  BY   PRICE   AMOUNT
         1  VH-220 Check valve V…  120        0  120 (35 short)   -  48.306  5796.72
         2  PM-40 Gear pump PM-40    4        0     4 (4 short)   -  669.30  2677.20
    exit 0

    $ desk quote history Q1 -O table -c revision,action,by,contact,note,evidence
    REV  WHAT        BY      CONTACT  NOTE  EVIDENCE
      1  draft       giulia  -        -     -
      1  send        giulia  -        -     -
      1  accept      giulia  P1       -     order.eml
      1  part-order  giulia  -        O5    -
      1  order       giulia  -        O6    -
    exit 0

    $ desk quote list --all -O table
    ID  ACCOUNT   SUBJECT           STATUS   REV         TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  ordered  1    15107.75 EUR  2026-02-14  giulia
    exit 0
    ");
}

#[test]
fn prices_are_explained_line_by_line() {
    let lines = "
        quote price Q1 --explain --line 2 -O table
        quote price Q1 --as-usual
    ";
    assert_snapshot!(sent().run(lines), @"
    $ desk quote price Q1 --explain --line 2 -O table
    PM-40 Gear pump PM-40
      for          FERRARIS
      on           2026-01-15
      least price  453.20 EUR

    4 piece
      a unit  669.30 EUR
      amount  2677.20 EUR
      listed  690.00 EUR
      list    LIST-2026 (default)
      off     3% FERRARIS-3
      note    from 15 on (+11) a unit costs 655.50 EUR, 2.1% less

    Prices weighed for 4
      LIST       OF       FROM  TO       PRICE  WHY
      LIST-2026  default     1      690.00 EUR  it holds

    Discounts weighed for 4
      DISCOUNT    FOR        OFF  WHY
      FERRARIS-3  account     3%  it counts
      LARGE       threshold   5%  only from 10000.00 EUR on
    exit 0

    $ desk quote price Q1 --as-usual
    --- stderr
    error: revision 1 of Q1 was sent, and stays as it is; begin another with `desk quote revise Q1`
    exit 4
    ");
}
