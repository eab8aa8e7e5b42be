//! `desk return ship`, `receive`, `inspect`, `resolve` and `close`.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;
use crate::orders;

/// Returns the orders, and a return of two lines that was authorised.
fn desk() -> Desk {
    let desk = orders::desk();
    desk.quietly(
        "account contract add FERRARIS C-9 --starts 2026-01-01 --return-days 30 --restocking 10 --return-inspection
         return request SO-1 --line 1 --qty 2 --line 3 --qty 1 --reason 'They leak'
         return authorise M1",
    );
    desk
}

/// Returns the returns that stand otherwise than their logs say.
fn adrift(desk: &Desk) -> i64 {
    let sql = "SELECT count(*) FROM rma WHERE status IS NOT
        (SELECT status FROM rma_event e WHERE e.rma_id = rma.id ORDER BY e.id DESC LIMIT 1)";
    Connection::open(desk.path("desk.db")).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn goods_come_back_are_looked_at_and_credited() {
    let desk = desk();
    let lines = "
        return ship M1 --tracking JD99
        return receive M1 3=0
        return inspect M1 1=defective
        return resolve M1 1=replace --reason 'A new one leaves today'
        return show M1 -O table
        return close M1
        return check SO-1 -O table
        return list -c id
        return list --all -c id,status
        audit log M1 -c action,object,reason
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk return ship M1 --tracking JD99
    --- stderr
    M1 is in-transit now
    exit 0

    $ desk return receive M1 3=0
    --- stderr
    M1 is received now
    exit 0

    $ desk return inspect M1 1=defective
    --- stderr
    M1 is inspected now
    exit 0

    $ desk return resolve M1 1=replace --reason 'A new one leaves today'
    --- stderr
    M1 is resolved now
    exit 0

    $ desk return show M1 -O table
    M1 FERRARIS Officine Ferraris S.p.A.
      status      resolved
      order       SO-1
      reason      They leak
      fee         10%
      freight     paid by the customer
      inspection  before anything is credited
      contact     Anna Bianchi
      tracking    JD99

    Lines
      LINE  SKU                     QTY  CAME  FOUND      DONE      VALUE   FEE
         1  PUMP-1                    2     2  defective  replace  912.00  0.00
         3  Frame, painted by hand    1     0  missing    none       0.00  0.00

    Log
      WHEN                     STATUS      BY      NOTE
      2026-01-15 09:00 +00:00  requested   giulia  -
      2026-01-15 09:00 +00:00  authorised  giulia  -
      2026-01-15 09:00 +00:00  in-transit  giulia  -
      2026-01-15 09:00 +00:00  received    giulia  -
      2026-01-15 09:00 +00:00  inspected   giulia  -
      2026-01-15 09:00 +00:00  resolved    giulia  A new one leaves today
    exit 0

    $ desk return close M1
    --- stderr
    M1 is closed now
    exit 0

    $ desk return check SO-1 -O table
    Returns of SO-1 FERRARIS
      agreed in   C-9
      fee         10%
      freight     paid by the customer
      inspection  before anything is credited

    Lines
      LINE  SKU            QTY  DELIVERED   COVERED             VALUE    FEE  CREDIT
         1  PUMP-1           1  -           not delivered yet  456.00  45.60  410.40
         3  Frame, paint…    1  2026-01-14  until 2026-02-13    97.49   9.75   87.74
    exit 0

    $ desk return list -c id
    id
    --- stderr
    no returns match
    exit 0

    $ desk return list --all -c id,status
    id	status
    M1	closed
    exit 0

    $ desk audit log M1 -c action,object,reason
    action	object	reason
    return.resolve	M1	
    return.resolve	M1	A new one leaves today
    return.handle	M1	
    return.handle	M1	
    return.handle	M1	
    return.authorise	M1	
    return.request	M1	They leak
    exit 0
    ");
    assert_eq!(adrift(&desk), 0);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_does_not_go_together_is_refused() {
    let desk = desk();
    let lines = "
        return inspect M1 ok
        return resolve M1 credit
        return receive M1 1=3
        return receive M1 9=1
        return receive M1 1=some
        return receive M1
        return resolve M1 credit
        return ship M1
        return close M1
        return inspect M1
        return inspect M1 fine
        return inspect M1 1=ok
        return inspect M1 ok 3=customer-damage
        return resolve M1 1=credit
        return resolve M1 credit 3=send-back
        return resolve M1 credit
        return close M1 --reason Done
        return close M1
        return receive M7
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk return inspect M1 ok
    --- stderr
    error: M1 was left authorised: it has not come yet
    exit 4

    $ desk return resolve M1 credit
    --- stderr
    error: M1 was left authorised: it has not come yet
    exit 4

    $ desk return receive M1 1=3
    --- stderr
    error: 3 of line 1 cannot have come with M1: 2 were to
    exit 4

    $ desk return receive M1 9=1
    --- stderr
    error: M1 has no line 9
    exit 4

    $ desk return receive M1 1=some
    --- stderr
    error: `some` is not a quantity, expected a plain number with at most three decimals, e.g. `100`
    exit 2

    $ desk return receive M1
    --- stderr
    M1 is received now
    exit 0

    $ desk return resolve M1 credit
    --- stderr
    error: M1 was left received: it has to be inspected first
    exit 4

    $ desk return ship M1
    --- stderr
    error: M1 was left received: it has come
    exit 4

    $ desk return close M1
    --- stderr
    error: M1 was left received: it is not decided what is done about it
    exit 4

    $ desk return inspect M1
    --- stderr
    error: the following required arguments were not provided: <LINE=FINDING>...
    hint: desk return inspect <ID> <LINE=FINDING>...
    exit 2

    $ desk return inspect M1 fine
    --- stderr
    error: `fine` is not a finding, expected one of ok, defective, wrong-item, customer-damage, missing
    exit 2

    $ desk return inspect M1 1=ok
    --- stderr
    error: nothing was said of line 3 of M1; add 3=ok, or what it is
    exit 4

    $ desk return inspect M1 ok 3=customer-damage
    --- stderr
    M1 is inspected now
    exit 0

    $ desk return resolve M1 1=credit
    --- stderr
    error: nothing was said of line 3 of M1; add 3=credit, or what is done
    exit 4

    $ desk return resolve M1 credit 3=send-back
    --- stderr
    M1 is resolved now
    exit 0

    $ desk return resolve M1 credit
    --- stderr
    error: M1 was left resolved: it is resolved
    exit 4

    $ desk return close M1 --reason Done
    --- stderr
    M1 is closed now
    exit 0

    $ desk return close M1
    --- stderr
    error: M1 was left closed: it is closed
    exit 4

    $ desk return receive M7
    --- stderr
    error: there is no return `M7`
    hint: desk return list
    exit 3
    ");
    assert_eq!(adrift(&desk), 0);
}

#[test]
fn what_never_came_may_come_with_another() {
    let desk = desk();
    let lines = "
        return request SO-1 --line 1 --qty 2 --reason 'The others too'
        return close M1 --reason 'They keep it'
        return request SO-1 --line 1 --qty 2 --reason 'The others too'
        return list --all -c id,status
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk return request SO-1 --line 1 --qty 2 --reason 'The others too'
    --- stderr
    error: 2 of line 1 of SO-1 cannot come back: 3 were shipped, and 2 of them are back or on their way
    exit 4

    $ desk return close M1 --reason 'They keep it'
    --- stderr
    M1 is closed now
    exit 0

    $ desk return request SO-1 --line 1 --qty 2 --reason 'The others too'
    --- stderr
    Requested M2, a return of SO-1
    exit 0

    $ desk return list --all -c id,status
    id	status
    M2	requested
    M1	closed
    exit 0
    ");
}
