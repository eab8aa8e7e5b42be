//! `desk report accounts`, `coverage` and `gaps`; what they and the reports of health refuse.

use insta::assert_snapshot;

use crate::ask;

#[test]
fn what_matters_of_accounts_stands_side_by_side() {
    assert_snapshot!(ask::desk().run(
        "report accounts -O table
         report accounts --by rep --since 2026-01-14 -O table
         report accounts --account FERRARIS --include-children --wide -O table
         report accounts --account LEVANTE --json"
    ), @r#"
    $ desk report accounts -O table
    ACCOUNT       NEW  OPEN  LATE     KEPT       ORDERED     OVERDUE  LAST ORDER
    ANDINA          2     1     0  100.00%             -           -           -
    BALTIC          1     1     0  100.00%             -           -           -
    BOTTEGA         1     1     0        -             -           -           -
    FERRARIS        4     3     0  100.00%  14582.00 EUR           -  2026-01-13
    FERRARIS-SUD    1     1     0  100.00%             -           -           -
    HARBOUR         2     1     1   66.66%             -           -           -
    LEVANTE         3     2     0   66.66%    867.00 EUR  496.10 EUR  2025-12-15
    MARMI           1     1     0  100.00%             -           -           -
    NORTHGATE       3     2     0   75.00%             -           -           -
    PRAIRIE         1     0     0  100.00%             -           -           -
    RIOJA           1     1     0        -             -           -           -
    URALMET         3     2     0   66.66%             -           -           -
    VOLGA           1     1     1    0.00%             -           -           -
    exit 0

    $ desk report accounts --by rep --since 2026-01-14 -O table
    REP     NEW  OPEN  LATE     KEPT  ORDERED     OVERDUE  LAST ORDER
    giulia    6     6     0  100.00%        -           -  2026-01-13
    ivan      4     4     1   66.66%        -           -           -
    lucia     3     4     0  100.00%        -  496.10 EUR  2025-12-15
    tom       3     3     1   66.66%        -           -           -
    exit 0

    $ desk report accounts --account FERRARIS --include-children --wide -O table
    ACCOUNT       ACCOUNTS  NEW  OPEN  LATE     KEPT  ANSWERED  RESOLVED  ORDERS       ORDERED  OVERDUE  LAST ORDER
    FERRARIS             1    4     3     0  100.00%   100.00%   100.00%       3  14582.00 EUR        -  2026-01-13
    FERRARIS-SUD         1    1     1     0  100.00%   100.00%         -       0             -        -           -
    exit 0

    $ desk report accounts --account LEVANTE --json
    [
      {
        "group": "LEVANTE",
        "subgroup": null,
        "accounts": 1,
        "tickets": 3,
        "open": 2,
        "breached": 0,
        "attainment": "66.66",
        "response_attainment": "50.00",
        "resolution_attainment": "100.00",
        "orders": 1,
        "value": [
          {
            "amount": "867.00",
            "minor": 86700,
            "currency": "EUR"
          }
        ],
        "overdue": [
          {
            "amount": "496.10",
            "minor": 49610,
            "currency": "EUR"
          }
        ],
        "last_order": "2025-12-15"
      }
    ]
    exit 0
    "#);
}

#[test]
fn what_accounts_lack_is_listed_and_counted() {
    let desk = ask::desk();
    desk.quietly(
        "account contract add LEVANTE C-8 --starts 2025-02-01 --ends 2026-02-01
         account contract add RIOJA C-9 --starts 2025-01-01 --ends 2025-12-31
         account edit MARMI --status blocked
         account assign ANDINA tom --role backup
         rep edit lucia --away-from 2026-01-10 --away-to 2026-01-20",
    );
    assert_snapshot!(desk.run(
        "report coverage -O table
         report coverage --by rep -O table
         report coverage --by region --wide -O table
         report gaps --account LEVANTE -O table
         report gaps --account RIOJA --within 0 -O table
         report gaps --account FERRARIS --include-children -O csv
         report gaps --account MARMI"
    ), @"
    $ desk report coverage -O table
    TIER  OF  COVERED  CONTRACT  ENDING  REP  BACKUP  CONTACT  LIMIT
    1      3    0.00%         3       0    0       0        0      0
    2      4    0.00%         3       1    2       1        0      0
    3      4    0.00%         4       0    1       4        0      0
    --- stderr
    left out: 2 that are not active
    exit 0

    $ desk report coverage --by rep -O table
    REP     OF  COVERED  CONTRACT  ENDING  REP  BACKUP  CONTACT  LIMIT
    giulia   3    0.00%         3       0    0       1        0      0
    ivan     2    0.00%         2       0    0       1        0      0
    lucia    3    0.00%         2       1    3       1        0      0
    tom      3    0.00%         3       0    0       2        0      0
    --- stderr
    left out: 2 that are not active
    exit 0

    $ desk report coverage --by region --wide -O table
    REGION  OF  COVERED  COVERED  CONTRACT  ENDING  REP  NO REP  LEFT  AWAY  BACKUP  CONTACT  PROMISE  LIMIT  PRICES
    Chile    1        0    0.00%         1       0    1       0     0     1       0        0        0      0       0
    Italy    3        0    0.00%         3       0    0       0     0     0       1        0        0      0       0
    Russia   2        0    0.00%         2       0    0       0     0     0       1        0        0      0       0
    Spain    2        0    0.00%         1       1    2       0     0     2       1        0        0      0       0
    UK       2        0    0.00%         2       0    0       0     0     0       1        0        0      0       0
    USA      1        0    0.00%         1       0    0       0     0     0       1        0        0      0       0
    --- stderr
    left out: 2 that are not active
    exit 0

    $ desk report gaps --account LEVANTE -O table
    ACCOUNT  GAP                   DAY  DESK …
    LEVANTE  contract-ends  2026-02-01  account contract add LEVANTE
    LEVANTE  rep-away       2026-01-20  account assign LEVANTE REP --role backup
    exit 0

    $ desk report gaps --account RIOJA --within 0 -O table
    ACCOUNT  GAP                 DAY  DESK …
    RIOJA    no-contract  2025-12-31  account contract add RIOJA
    RIOJA    rep-away     2026-01-20  account assign RIOJA REP --role backup
    RIOJA    no-backup             -  account assign RIOJA REP --role backup
    exit 0

    $ desk report gaps --account FERRARIS --include-children -O csv
    account,gap,since,until,day,command
    FERRARIS,no-contract,,,,account contract add FERRARIS
    FERRARIS-SUD,no-contract,,,,account contract add FERRARIS-SUD
    exit 0

    $ desk report gaps --account MARMI
    account	gap	since	until	day	command
    --- stderr
    there is nothing to report
    left out: 1 that are not active
    exit 0
    ");
}

#[test]
fn what_there_is_not_is_refused() {
    assert_snapshot!(ask::desk().run(
        "report accounts --by month
         report accounts --account FERRARI
         report accounts --since 2026-02-01 --until 2026-01-01
         report coverage --by month
         report coverage --include-children
         report gaps --account NOBODY
         report gaps --within soon
         report health --by quote
         account health FERRARI
         account health FERRARIS --as anna.bianchi@ferraris.example
         report health --as anna.bianchi@ferraris.example"
    ), @"
    $ desk report accounts --by month
    --- stderr
    error: `month` is not something to group by, expected one of account, tier, account-age, rep, region, sector, segment
    exit 2

    $ desk report accounts --account FERRARI
    --- stderr
    error: there is no account `FERRARI`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk report accounts --since 2026-02-01 --until 2026-01-01
    --- stderr
    error: `2026-01-01T00:00:00Z` is not an end of the time, expected one after `2026-02-01T00:00:00Z`
    exit 2

    $ desk report coverage --by month
    --- stderr
    error: `month` is not something to group by, expected one of account, tier, account-age, rep, region, sector, segment
    exit 2

    $ desk report coverage --include-children
    --- stderr
    error: the following required arguments were not provided: --account <CODE>
    hint: desk report coverage --account <CODE> --include-children
    exit 2

    $ desk report gaps --account NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk report gaps --within soon
    --- stderr
    error: invalid value 'soon' for '--within <DAYS>': invalid digit found in string
    exit 2

    $ desk report health --by quote
    --- stderr
    error: `quote` is not something to group by, expected one of account, tier, account-age, rep, region, sector, segment
    exit 2

    $ desk account health FERRARI
    --- stderr
    error: there is no account `FERRARI`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk account health FERRARIS --as anna.bianchi@ferraris.example
    --- stderr
    error: P1 may not do that: the right `report.read` is not one of the role `purchasing-manager`
    hint: desk access explain P1 report.read
    exit 4

    $ desk report health --as anna.bianchi@ferraris.example
    --- stderr
    error: P1 may not do that: the right `report.read` is not one of the role `purchasing-manager`
    hint: desk access explain P1 report.read
    exit 4
    ");
}
