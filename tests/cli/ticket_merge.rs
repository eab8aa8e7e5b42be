//! `desk ticket merge`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_absorbed_ticket_is_closed_and_its_customer_goes_on_waiting_since_then() {
    let desk = Desk::sample();
    let lines = "
        ticket reply T1 -m 'On our way'
        ticket merge T24 --into T1
        ticket show T24 -c status,resolution,merged_into
        ticket show T1 -c status,due_at,due_metric
        ticket show T1 -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket reply T1 -m 'On our way'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket merge T24 --into T1
    --- stderr
    Merged T24 into T1, which is open
    exit 0

    $ desk ticket show T24 -c status,resolution,merged_into
    field	value
    status	closed
    resolution	duplicate
    merged_into	T1
    exit 0

    $ desk ticket show T1 -c status,due_at,due_metric
    field	value
    status	open
    due_at	2026-01-15T12:40:00Z
    due_metric	next_response
    exit 0

    $ desk ticket show T1 -O table
    T1 Ordine SO-4471 in ritardo, linea ferma
      account   FERRARIS Officine Ferraris S.p.A. (tier 1)
      status    open
      priority  urgent
      category  fulfilment.late
      rep       giulia
      opened    2026-01-15 08:15 +00:00 by phone
      contact   Anna Bianchi, anna.bianchi@ferraris.example
      links     order SO-4471

    Promises
      PROMISE         SLA       DUE                  TARGET             TIME  POLICY
      resolution      on track  2026-01-15 16:15 +…     8 h  7 h 15 min left  tier-1
      first response  met       2026-01-15 09:15 +…     1 h      15 min left  tier-1
      next response   on track  2026-01-15 12:40 +…     4 h  3 h 40 min left  tier-1

    2026-01-15 08:15 +00:00 Anna Bianchi wrote
      La linea 3 è ferma da stamattina. Quando arrivano le valvole?

    2026-01-15 08:40 +00:00 Anna Bianchi wrote (from T24)
      Attendiamo conferma via EDI.

    2026-01-15 09:00 +00:00 giulia replied
      On our way
    exit 0
    ");
}

#[test]
fn merging_again_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        ticket merge T24 --into T1
        ticket merge T24 --into T1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket merge T24 --into T1
    --- stderr
    Merged T24 into T1, which is new
    exit 0

    $ desk ticket merge T24 --into T1
    --- stderr
    T24 was merged into T1 already
    exit 0
    ");
}

#[test]
fn an_odd_pair_is_refused() {
    let desk = Desk::sample();
    let lines = "
        ticket merge T1 --into T1
        ticket merge T1 --into T2
        ticket merge T1 --into T17
        ticket merge T17 --into T1
        ticket merge T1 --into T99
        ticket merge T99 --into T1
        ticket merge T1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket merge T1 --into T1
    --- stderr
    error: T1 cannot be merged into itself
    exit 4

    $ desk ticket merge T1 --into T2
    --- stderr
    error: T1 is of `FERRARIS` and T2 of `URALMET`: tickets of two accounts are not merged
    exit 4

    $ desk ticket merge T1 --into T17
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be merged
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket merge T17 --into T1
    --- stderr
    error: T17 was left as it is: a ticket that is closed cannot be merged
    hint: desk ticket new --follow-up T17
    exit 4

    $ desk ticket merge T1 --into T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket merge T99 --into T1
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk ticket merge T1
    --- stderr
    error: the following required arguments were not provided: --into <ID>
    hint: desk ticket merge --into <ID> <ID>
    exit 2
    ");
}
