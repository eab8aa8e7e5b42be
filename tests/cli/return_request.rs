//! `desk return check`, `request`, `authorise`, `refuse`, `list` and `show`.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::orders;

/// Returns the orders, under a contract that says what may come back.
fn desk() -> Desk {
    let desk = orders::desk();
    desk.quietly(
        "account contract add FERRARIS C-9 --starts 2026-01-01 --return-days 9 --restocking 12.5 --return-freight customer
         account contract add NORTHGATE C-8 --starts 2026-01-01 --return-days 30 --return-inspection",
    );
    desk
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_was_agreed_is_told_before_anything_is_promised() {
    let lines = "
        return check SO-1 -O table
        return check SO-5 --line 1 --qty 1 -O table
        return check SO-3 -O table
        return check SO-2 -O table
        return check SO-1 --json=contract,lines
        account contract list --wide -O table -c number,return_days,restocking,return_freight
        return check SO-1 --line 1 --qty 4
        return check SO-1 --line 9
        return check SO-1 --line 1 --line 3 --qty 1
        return check SO-99
    ";
    assert_snapshot!(desk().run(lines), @r#"
    $ desk return check SO-1 -O table
    Returns of SO-1 FERRARIS
      agreed in   C-9
      fee         12.5%
      freight     paid by the customer
      inspection  not needed

    Lines
      LINE  SKU         QTY  DELIVERED   COVERED              VALUE     FEE   CREDIT
         1  PUMP-1        3  -           not delivered yet  1368.00  171.00  1197.00
         3  Frame, pa…    1  2026-01-14  until 2026-01-23     97.49   12.19    85.30
    exit 0

    $ desk return check SO-5 --line 1 --qty 1 -O table
    Returns of SO-5 FERRARIS
      agreed in   C-9
      fee         12.5%
      freight     paid by the customer
      inspection  not needed

    Lines
      LINE  SKU     QTY  DELIVERED   COVERED                 VALUE    FEE  CREDIT
         1  PUMP-1    1  2026-01-05  only until 2026-01-14  480.00  60.00  420.00
    exit 0

    $ desk return check SO-3 -O table
    Returns of SO-3 NORTHGATE
      agreed in   C-8
      fee         0%
      freight     paid by the customer
      inspection  before anything is credited

    Lines
      LINE  SKU     QTY  DELIVERED   COVERED                   VALUE   FEE    CREDIT
         1  PUMP-1   43  2025-11-14  only until 2025-12-14  20565.62  0.00  20565.62
    exit 0

    $ desk return check SO-2 -O table
    Returns of SO-2 FERRARIS
      agreed in  C-9
      lines      nothing of it can come back
    exit 0

    $ desk return check SO-1 --json=contract,lines
    {
      "contract": "C-9",
      "lines": [
        {
          "line": 1,
          "sku": "PUMP-1",
          "name": "Gear pump GP-20",
          "shipped": 3,
          "returned": 0,
          "quantity": 3,
          "delivered_at": null,
          "covered": true,
          "coverage": "not delivered yet",
          "restocking": "12.5%",
          "freight": "customer",
          "inspection": false,
          "value": {
            "amount": "1368.00",
            "minor": 136800,
            "currency": "EUR"
          },
          "fee": {
            "amount": "171.00",
            "minor": 17100,
            "currency": "EUR"
          },
          "credit": {
            "amount": "1197.00",
            "minor": 119700,
            "currency": "EUR"
          }
        },
        {
          "line": 3,
          "sku": null,
          "name": "Frame, painted by hand",
          "shipped": 1,
          "returned": 0,
          "quantity": 1,
          "delivered_at": "2026-01-14T09:00:00Z",
          "covered": true,
          "coverage": "until 2026-01-23",
          "restocking": "12.5%",
          "freight": "customer",
          "inspection": false,
          "value": {
            "amount": "97.49",
            "minor": 9749,
            "currency": "EUR"
          },
          "fee": {
            "amount": "12.19",
            "minor": 1219,
            "currency": "EUR"
          },
          "credit": {
            "amount": "85.30",
            "minor": 8530,
            "currency": "EUR"
          }
        }
      ]
    }
    exit 0

    $ desk account contract list --wide -O table -c number,return_days,restocking,return_freight
    CONTRACT  RETURN DAYS  RESTOCKING  RETURN FREIGHT
    C-9                 9       12.5%  customer
    C-8                30           -  -
    exit 0

    $ desk return check SO-1 --line 1 --qty 4
    --- stderr
    error: 4 of line 1 of SO-1 cannot come back: 3 were shipped, and 0 of them are back or on their way
    exit 4

    $ desk return check SO-1 --line 9
    --- stderr
    error: SO-1 has no line 9
    exit 4

    $ desk return check SO-1 --line 1 --line 3 --qty 1
    --- stderr
    error: each --qty goes with a --line, as in `--line 2 --qty 3`
    exit 2

    $ desk return check SO-99
    --- stderr
    error: there is no order `SO-99`; did you mean `SO-1`?
    hint: desk order list
    exit 3
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn a_wish_is_taken_down_and_decided() {
    let lines = "
        return request SO-1 --line 1 --qty 2 --reason 'They leak' --contact P1 --ticket T1
        return request SO-1 --reason 'Not needed'
        return request SO-1 --line 1 --qty 1 --reason 'Another'
        return request SO-3 --line 1 --qty 3 --reason 'Too many'
        return request SO-4 --reason 'Too early'
        return request SO-5
        return request SO-5 --ticket T2 --reason 'Whose is it'
        return request SO-5 --contact P99 --reason 'Who is it'
        return authorise M1
        return authorise M1
        return authorise M3
        return authorise M3 --override
        return authorise M3 --override --reason 'A good customer'
        return refuse M2 --reason 'Made to measure'
        return refuse M2 --reason 'Made to measure'
        return refuse M1
        return list -O table
        return list --all -c id,status
        return list --account FERRARIS --status refused -c id
        return list --order SO-3 -c id
        return show M1 -O table
        return show M9
    ";
    assert_snapshot!(desk().run(lines), @"
    $ desk return request SO-1 --line 1 --qty 2 --reason 'They leak' --contact P1 --ticket T1
    --- stderr
    Requested M1, a return of SO-1
    exit 0

    $ desk return request SO-1 --reason 'Not needed'
    --- stderr
    Requested M2, a return of SO-1
    exit 0

    $ desk return request SO-1 --line 1 --qty 1 --reason 'Another'
    --- stderr
    error: 1 of line 1 of SO-1 cannot come back: 3 were shipped, and 3 of them are back or on their way
    exit 4

    $ desk return request SO-3 --line 1 --qty 3 --reason 'Too many'
    --- stderr
    Requested M3, a return of SO-3
      line 1 is not covered: only until 2025-12-14
    exit 0

    $ desk return request SO-4 --reason 'Too early'
    --- stderr
    error: nothing of SO-4 can come back
    exit 4

    $ desk return request SO-5
    --- stderr
    error: nothing comes back without a reason: give it with --reason TEXT
    exit 2

    $ desk return request SO-5 --ticket T2 --reason 'Whose is it'
    --- stderr
    error: T2 is not a ticket of FERRARIS
    exit 4

    $ desk return request SO-5 --contact P99 --reason 'Who is it'
    --- stderr
    error: there is no contact `P99`
    exit 3

    $ desk return authorise M1
    --- stderr
    M1 is authorised now
    exit 0

    $ desk return authorise M1
    --- stderr
    error: M1 was left authorised: it is authorised already
    exit 4

    $ desk return authorise M3
    --- stderr
    error: M3 is not covered: only until 2025-12-14; --override authorises it for a --reason
    exit 4

    $ desk return authorise M3 --override
    --- stderr
    error: what was agreed is not overridden without a reason: give it with --reason TEXT
    exit 2

    $ desk return authorise M3 --override --reason 'A good customer'
    --- stderr
    M3 is authorised now
    exit 0

    $ desk return refuse M2 --reason 'Made to measure'
    --- stderr
    M2 is refused now
    exit 0

    $ desk return refuse M2 --reason 'Made to measure'
    --- stderr
    error: M2 was left refused: it was refused
    exit 4

    $ desk return refuse M1
    --- stderr
    error: a return is not refused without a reason: give it with --reason TEXT
    exit 2

    $ desk return list -O table
    ID  ACCOUNT    ORDER  STATUS      REASON     ASKED                    TICKET
    M3  NORTHGATE  SO-3   authorised  Too many   2026-01-15 09:00 +00:00  -
    M1  FERRARIS   SO-1   authorised  They leak  2026-01-15 09:00 +00:00  T1
    exit 0

    $ desk return list --all -c id,status
    id	status
    M3	authorised
    M2	refused
    M1	authorised
    exit 0

    $ desk return list --account FERRARIS --status refused -c id
    id
    M2
    exit 0

    $ desk return list --order SO-3 -c id
    id
    M3
    exit 0

    $ desk return show M1 -O table
    M1 FERRARIS Officine Ferraris S.p.A.
      status      authorised
      order       SO-1
      reason      They leak
      fee         12.5%
      freight     paid by the customer
      inspection  not needed
      contact     Anna Bianchi
      ticket      T1

    Lines
      LINE  SKU     QTY  CAME  FOUND  DONE   VALUE     FEE
         1  PUMP-1    2  -     -      -     912.00  114.00

    Log
      WHEN                     STATUS      BY      NOTE
      2026-01-15 09:00 +00:00  requested   giulia  -
      2026-01-15 09:00 +00:00  authorised  giulia  -
    exit 0

    $ desk return show M9
    --- stderr
    error: there is no return `M9`
    hint: desk return list
    exit 3
    ");
}

#[test]
fn contacts_see_what_is_theirs() {
    let desk = desk();
    desk.quietly(
        "return request SO-1 --line 1 --qty 2 --reason 'They leak'
         return request SO-3 --line 1 --qty 2 --reason 'They leak too'
         account contact add FERRARIS --name Logi --email logi@ferraris.example --role logistics",
    );
    let lines = "
        return list --as logi@ferraris.example -c id,order
        return show M1 --as logi@ferraris.example -O table
        return show M2 --as logi@ferraris.example
        return check SO-1 --as logi@ferraris.example -O table
        return list --as paola.serra@ferraris.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk return list --as logi@ferraris.example -c id,order
    id	order
    M1	SO-1
    exit 0

    $ desk return show M1 --as logi@ferraris.example -O table
    M1 FERRARIS Officine Ferraris S.p.A.
      status      requested
      order       SO-1
      reason      They leak
      fee         12.5%
      freight     paid by the customer
      inspection  not needed
      contact     Anna Bianchi

    Lines
      LINE  SKU     QTY  CAME  FOUND  DONE  VALUE  FEE
         1  PUMP-1    2  -     -      -     -      -

    Log
      WHEN                     STATUS     BY  NOTE
      2026-01-15 09:00 +00:00  requested  -   -
    exit 0

    $ desk return show M2 --as logi@ferraris.example
    --- stderr
    error: there is no return `M2`
    hint: desk return list
    exit 3

    $ desk return check SO-1 --as logi@ferraris.example -O table
    Returns of SO-1 FERRARIS
      agreed in   C-9
      fee         12.5%
      freight     paid by the customer
      inspection  not needed

    Lines
      LINE  SKU              QTY  DELIVERED   COVERED            VALUE  FEE  CREDIT
         1  PUMP-1             1  -           not delivered yet  -      -    -
         3  Frame, painted…    1  2026-01-14  until 2026-01-23   -      -    -
    exit 0

    $ desk return list --as paola.serra@ferraris.example
    --- stderr
    error: P3 may not do that: the right `return.read` is not one of the role `finance`
    hint: desk access explain P3 return.read
    exit 4
    ");
}
