//! `desk report sales`, `ageing` and `credit`.

use insta::assert_snapshot;

use crate::{ask, orders};

#[test]
fn orders_are_told_of_by_what_they_have_in_common() {
    assert_snapshot!(ask::desk().run(
        "report sales -O table
         report sales --by account -O table
         report sales --by rep,order-kind -O table
         report sales --by account --account FERRARIS --include-children --since 2026-01-01 -O csv
         report sales --by region --wide -O table"
    ), @"
    $ desk report sales -O table
    MONTH    ORDERS  BUYERS        VALUE       MEDIAN  OFF  ON TIME
    2025-11       1       1  7276.00 EUR  7276.00 EUR    0  100.00%
    2025-12       2       2  6793.00 EUR   867.00 EUR    0   50.00%
    2026-01       1       1  1380.00 EUR  1380.00 EUR    0        -
    exit 0

    $ desk report sales --by account -O table
    ACCOUNT   ORDERS  BUYERS         VALUE       MEDIAN  OFF  ON TIME
    FERRARIS       3       1  14582.00 EUR  5926.00 EUR    0   75.00%
    LEVANTE        1       1    867.00 EUR   867.00 EUR    0        -
    exit 0

    $ desk report sales --by rep,order-kind -O table
    REP     ORDER KIND  ORDERS  BUYERS         VALUE       MEDIAN  OFF  ON TIME
    giulia  standard         3       1  14582.00 EUR  5926.00 EUR    0   75.00%
    lucia   standard         1       1    867.00 EUR   867.00 EUR    0        -
    exit 0

    $ desk report sales --by account --account FERRARIS --include-children --since 2026-01-01 -O csv
    group,subgroup,orders,customers,lines,value,value_mean,value_median,discount_percent,cancelled,cancelled_value,on_time_percent,on_time,late,backordered_percent,backordered,waiting
    FERRARIS,,1,1,1,1380.00 EUR,1380.00 EUR,1380.00 EUR,0.00,0,,,0,0,100.00,1,1
    exit 0

    $ desk report sales --by region --wide -O table
    REGION  ORDERS  BUYERS  LINES         VALUE         MEAN       MEDIAN   LESS  OFF  VALUE OFF  ON TIME  IN TIME  LATE   SHORT  NO STOCK  TO SHIP
    Italy        3       1      5  14582.00 EUR  4860.66 EUR  5926.00 EUR  0.00%    0          -   75.00%        3     1  50.00%         1        2
    Spain        1       1      1    867.00 EUR   867.00 EUR   867.00 EUR  0.00%    0          -        -        0     0   0.00%         0        1
    exit 0
    ");
    assert_snapshot!(orders::desk().run(
        "report sales --by account --wide -O table
         report sales --by account-age -O table
         report sales --until 2000-01-01"
    ), @"
    $ desk report sales --by account --wide -O table
    ACCOUNT    ORDERS  BUYERS  LINES         VALUE          MEAN        MEDIAN   LESS  OFF  VALUE OFF  ON TIME  IN TIME  LATE   SHORT  NO STOCK  TO SHIP
    FERRARIS        3       1      5   4374.47 EUR   1458.15 EUR    999.94 EUR  5.06%    0          -   66.66%        2     1  66.66%         2        3
    NORTHGATE       1       1      1  20565.62 GBP  20565.62 GBP  20565.62 GBP  0.00%    0          -        -        0     0       -         0        0
    URALMET         1       1      1     78.00 EUR     78.00 EUR     78.00 EUR  0.00%    0          -        -        0     0       -         0        0
    exit 0

    $ desk report sales --by account-age -O table
    ACCOUNT AGE  ORDERS  BUYERS     VALUE  MEDIAN  OFF  ON TIME
    over-3y           5       3  EUR, GBP       -    0   66.66%
    exit 0

    $ desk report sales --until 2000-01-01
    group	subgroup	orders	customers	lines	value	value_mean	value_median	discount_percent	cancelled	cancelled_value	on_time_percent	on_time	late	backordered_percent	backordered	waiting
    --- stderr
    there is nothing to report
    exit 0
    ");
}

#[test]
fn what_is_owed_is_told_by_how_late_it_is() {
    assert_snapshot!(ask::desk().run(
        "report ageing -O table
         report ageing --at 2026-03-31 -O table
         report ageing --by rep,tier -O table
         report ageing --account FERRARIS-SUD --json
         report ageing --at 2000-01-01"
    ), @r#"
    $ desk report ageing -O table
    ACCOUNT   CURRENCY  NOT DUE  1-30  31-60  61-90  OVER 90  TOTAL  DAYS
    FERRARIS  EUR          5992     0      0      0        0   5992     -
    LEVANTE   EUR             0     0    496      0        0    496    36
    exit 0

    $ desk report ageing --at 2026-03-31 -O table
    ACCOUNT   CURRENCY  NOT DUE  1-30  31-60  61-90  OVER 90  TOTAL  DAYS
    FERRARIS  EUR             0  2115   3877      0        0   5992    57
    LEVANTE   EUR             0     0      0      0      496    496   112
    exit 0

    $ desk report ageing --by rep,tier -O table
    REP     TIER  CURRENCY  NOT DUE  1-30  31-60  61-90  OVER 90  TOTAL  DAYS
    giulia  1     EUR          5992     0      0      0        0   5992     -
    lucia   2     EUR             0     0    496      0        0    496    36
    exit 0

    $ desk report ageing --account FERRARIS-SUD --json
    [
      {
        "group": "FERRARIS",
        "subgroup": null,
        "currency": "EUR",
        "accounts": 1,
        "not_due": {
          "amount": "5992.20",
          "minor": 599220,
          "currency": "EUR"
        },
        "overdue_30": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "overdue_60": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "overdue_90": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "overdue_more": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "open": {
          "amount": "5992.20",
          "minor": 599220,
          "currency": "EUR"
        },
        "days_late": null,
        "unapplied": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        }
      }
    ]
    exit 0

    $ desk report ageing --at 2000-01-01
    group	subgroup	currency	accounts	not_due	overdue_30	overdue_60	overdue_90	overdue_more	open	days_late	unapplied
    --- stderr
    there is nothing to report
    exit 0
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn credit_is_told_by_how_much_of_it_is_used() {
    let desk = ask::desk();
    desk.quietly(
        "credit override LEVANTE 500 --until +7d --reason promised
         credit hold ANDINA --reason late",
    );
    assert_snapshot!(desk.run(
        "report credit -O table
         report credit --by region -O table
         report credit --at 2025-06-30 -O table
         report credit --account FERRARIS --json
         report credit --wide -O table"
    ), @r#"
    $ desk report credit -O table
    ACCOUNT    CURRENCY   LIMIT   USED    FREE  SHARE  OVERDUE  HELD  LEAVE
    ANDINA     USD       120000      0  120000  0.00%        0     1      0
    BOTTEGA    EUR            0      0       0      -        0     0      0
    FERRARIS   EUR       250000  11564  238436  4.62%        0     0      0
    HARBOUR    GBP        10000      0   10000  0.00%        0     0      0
    LEVANTE    EUR        80000   1363   79137  1.70%      496     0      1
    MARMI      EUR        30000      0   30000  0.00%        0     1      0
    NORTHGATE  GBP        70000      0   70000  0.00%        0     0      0
    PRAIRIE    USD        25000      0   25000  0.00%        0     0      0
    RIOJA      EUR        15000      0   15000  0.00%        0     0      0
    URALMET    EUR       180000      0  180000  0.00%        0     0      0
    VOLGA      EUR        45000      0   45000  0.00%        0     0      0
    --- stderr
    left out: 1 without a limit that owe nothing
    exit 0

    $ desk report credit --by region -O table
    REGION  CURRENCY   LIMIT   USED    FREE  SHARE  OVERDUE  HELD  LEAVE
    Chile   USD       120000      0  120000  0.00%        0     1      0
    Italy   EUR       280000  11564  268436  4.13%        0     1      0
    Russia  EUR       225000      0  225000  0.00%        0     0      0
    Spain   EUR        95000   1363   94137  1.43%      496     0      1
    UK      GBP        80000      0   80000  0.00%        0     0      0
    USA     USD        25000      0   25000  0.00%        0     0      0
    --- stderr
    left out: 1 without a limit that owe nothing
    exit 0

    $ desk report credit --at 2025-06-30 -O table
    ACCOUNT    CURRENCY   LIMIT  USED    FREE  SHARE  OVERDUE  HELD  LEAVE
    ANDINA     USD       120000     0  120000  0.00%        0     0      0
    BOTTEGA    EUR            0     0       0      -        0     0      0
    FERRARIS   EUR       250000     0  250000  0.00%        0     0      0
    HARBOUR    GBP        10000     0   10000  0.00%        0     0      0
    LEVANTE    EUR        80000     0   80000  0.00%        0     0      0
    MARMI      EUR        30000     0   30000  0.00%        0     1      0
    NORTHGATE  GBP        70000     0   70000  0.00%        0     0      0
    PRAIRIE    USD        25000     0   25000  0.00%        0     0      0
    RIOJA      EUR        15000     0   15000  0.00%        0     0      0
    URALMET    EUR       180000     0  180000  0.00%        0     0      0
    VOLGA      EUR        45000     0   45000  0.00%        0     0      0
    --- stderr
    left out: 1 without a limit that owe nothing
    exit 0

    $ desk report credit --account FERRARIS --json
    [
      {
        "group": "FERRARIS",
        "subgroup": null,
        "currency": "EUR",
        "accounts": 1,
        "limited": 1,
        "limit": {
          "amount": "250000.00",
          "minor": 25000000,
          "currency": "EUR"
        },
        "used": {
          "amount": "11564.20",
          "minor": 1156420,
          "currency": "EUR"
        },
        "free": {
          "amount": "238435.80",
          "minor": 23843580,
          "currency": "EUR"
        },
        "used_percent": "4.62",
        "overdue": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "held": 0,
        "overrides": 0,
        "beyond": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        }
      }
    ]
    exit 0

    $ desk report credit --wide -O table
    ACCOUNT    CURRENCY  ACCOUNTS  WITH A LIMIT   LIMIT   USED    FREE  SHARE  OVERDUE  HELD  LEAVE  BEYOND
    ANDINA     USD              1             1  120000      0  120000  0.00%        0     1      0       0
    BOTTEGA    EUR              1             1       0      0       0      -        0     0      0       0
    FERRARIS   EUR              1             1  250000  11564  238436  4.62%        0     0      0       0
    HARBOUR    GBP              1             1   10000      0   10000  0.00%        0     0      0       0
    LEVANTE    EUR              1             1   80000   1363   79137  1.70%      496     0      1     500
    MARMI      EUR              1             1   30000      0   30000  0.00%        0     1      0       0
    NORTHGATE  GBP              1             1   70000      0   70000  0.00%        0     0      0       0
    PRAIRIE    USD              1             1   25000      0   25000  0.00%        0     0      0       0
    RIOJA      EUR              1             1   15000      0   15000  0.00%        0     0      0       0
    URALMET    EUR              1             1  180000      0  180000  0.00%        0     0      0       0
    VOLGA      EUR              1             1   45000      0   45000  0.00%        0     0      0       0
    --- stderr
    left out: 1 without a limit that owe nothing
    exit 0
    "#);
}

#[test]
fn what_money_is_not_grouped_by_is_refused() {
    assert_snapshot!(ask::desk().run(
        "report sales --by queue
         report sales --account NOBODY
         report sales --since 2026-02-01 --until 2026-01-01
         report ageing --by month
         report ageing --account FERRARI
         report credit --by rep,rep
         report credit --at yesterday"
    ), @"
    $ desk report sales --by queue
    --- stderr
    error: `queue` is not something to group by, expected one of month, account, tier, account-age, rep, region, sector, segment, order-kind
    exit 2

    $ desk report sales --account NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk report sales --since 2026-02-01 --until 2026-01-01
    --- stderr
    error: `2026-01-01T00:00:00Z` is not an end of the time, expected one after `2026-02-01T00:00:00Z`
    exit 2

    $ desk report ageing --by month
    --- stderr
    error: `month` is not something to group by, expected one of account, tier, account-age, rep, region, sector, segment
    exit 2

    $ desk report ageing --account FERRARI
    --- stderr
    error: there is no account `FERRARI`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk report credit --by rep,rep
    --- stderr
    error: `rep,rep` is not two things to group by, expected two that differ, or `rep` alone
    exit 2

    $ desk report credit --at yesterday
    --- stderr
    error: `yesterday` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2
    ");
}
