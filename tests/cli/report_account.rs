//! `desk report account`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_quarter_is_reviewed_with_an_account() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("report account FERRARIS --quarter 2026-Q1 --include-children"), @"
    $ desk report account FERRARIS --quarter 2026-Q1 --include-children
    Officine Ferraris S.p.A. (FERRARIS)
    2026-Q1, from 2026-01-01 to 2026-03-31, with the accounts below it

    How promises were kept
    Tickets of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    MONTH    TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    2026-01        5   100.00%      1h   1h   100.00%      6h   6h

    What customers ask, and how it fares
    Tickets of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    CATEGORY         TICKETS   SHARE  OPEN  MEDIAN  P90  BUSINESS  IN TIME
    fulfilment.late        1  20.00%     1       -    -         -        -
    invoice.tax            1  20.00%     1       -    -         -        -
    order-change           1  20.00%     1       -    -         -        -
    technical              2  40.00%     1      6h   6h        6h  100.00%

    The times leave out 4 not resolved yet.

    How long matters take until they are settled
    Tickets of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    PRIORITY  TICKETS  DONE  MEDIAN  P90  IN TIME  BUSINESS  REOPENED
    urgent          2     1      6h   6h  100.00%        6h         0
    normal          3     0       -    -        -         -         0

    The times leave out 4 not resolved yet.

    For whom tickets wait
    Tickets of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    ACCOUNT       TICKETS  TOTAL      US   SHARE  MEDIAN  CUSTOMER  OTHERS
    FERRARIS            4   1d9h  10h15m  30.98%     45m    22h50m      0s
    FERRARIS-SUD        1     9h     50m   9.25%     50m        0s   8h10m

    How customers reach us, and how they fare
    Tickets of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    CHANNEL  TICKETS   SHARE  OPEN  MEDIAN  P90  BUSINESS  IN TIME
    edi            1  20.00%     1       -    -         -        -
    email          2  40.00%     2       -    -         -        -
    phone          2  40.00%     1      6h   6h        6h  100.00%

    The times leave out 4 not resolved yet.

    What became of quotes
    Quotes of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    There is nothing to report.

    What was ordered
    Orders of FERRARIS and the accounts below it, from 2026-01-01 to before 2026-04-01

    There is nothing to report.

    What is owed, and how late
    Invoices of whoever pays for FERRARIS

    There is nothing to report.

    What accounts may owe, and do
    Credit of whoever pays for FERRARIS

    ACCOUNT   CURRENCY   LIMIT  USED    FREE  SHARE  OVERDUE  HELD  LEAVE
    FERRARIS  EUR       250000     0  250000  0.00%        0     0      0
    exit 0
    ");
}

#[test]
fn what_cannot_be_reviewed_is_refused() {
    assert_snapshot!(Desk::sample().run(
        "report account FERARIS
         report account FERRARIS --quarter 2026-Q5
         report account FERRARIS -O csv"
    ), @"
    $ desk report account FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk report account FERRARIS --quarter 2026-Q5
    --- stderr
    error: `2026-Q5` is not a quarter, expected a year and a quarter, e.g. `2026-Q3`
    exit 2

    $ desk report account FERRARIS -O csv
    --- stderr
    error: csv holds one table, and these are several reports: write json, html, md or xlsx, or ask for one of them, `desk report sla`, `desk report categories`, `desk report resolution`, `desk report waiting`, `desk report channels`, `desk report quotes`, `desk report sales`, `desk report ageing`, `desk report credit`
    exit 2
    ");
}
