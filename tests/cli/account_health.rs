//! `desk account health` and `desk report health`.

use insta::assert_snapshot;

use crate::ask;

#[test]
fn the_health_of_an_account_explains_itself() {
    assert_snapshot!(ask::desk().run(
        "account health LEVANTE -O table
         account health FERRARIS-SUD -O table"
    ), @"
    $ desk account health LEVANTE -O table
    Health of LEVANTE
      score     51.56
      worst     overdue
      left out  orders: the others count in proportion

    Parts
      PART      FOUND                                WELL  WEIGHT  POINTS     OF
      promises  2 of 3 kept                        66.66%      30   24.99  37.50
      overdue   496.10 EUR of 496.10 EUR late       0.00%      25    0.00  31.25
      orders    one order makes no rhythm               -      20       -      -
      tickets   2 open: 0 late, 1 waiting for us   75.00%      15   14.06  18.75
      disputes  0 not decided                     100.00%      10   12.50  12.50

    Measured by
      promises  share kept, of tickets of the last 90 days
      overdue   share not late, of what is invoiced and open
      orders    whole until the next order is due, nothing after three times the
                usual time
      tickets   share not late; one that waits for us counts half
      disputes  a third off for each that is not decided
    exit 0

    $ desk account health FERRARIS-SUD -O table
    Health of FERRARIS-SUD
      score     100.00
      paid by   FERRARIS
      left out  orders: the others count in proportion

    Parts
      PART      FOUND                                WELL  WEIGHT  POINTS     OF
      promises  1 of 1 kept                       100.00%      30   37.50  37.50
      overdue   0.00 EUR of 5992.20 EUR late      100.00%      25   31.25  31.25
      orders    nothing was ordered                     -      20       -      -
      tickets   1 open: 0 late, 0 waiting for us  100.00%      15   18.75  18.75
      disputes  0 not decided                     100.00%      10   12.50  12.50

    Measured by
      promises  share kept, of tickets of the last 90 days
      overdue   share not late, of what is invoiced and open
      orders    whole until the next order is due, nothing after three times the
                usual time
      tickets   share not late; one that waits for us counts half
      disputes  a third off for each that is not decided
    exit 0
    ");
}

#[test]
fn parts_nobody_knows_of_are_null() {
    assert_snapshot!(ask::desk().run("account health ANDINA --json"), @r#"
    $ desk account health ANDINA --json
    {
      "account": "ANDINA",
      "payer": "ANDINA",
      "at": "2026-01-15T09:00:00Z",
      "score": "100.00",
      "worst": null,
      "parts": [
        {
          "part": "promises",
          "found": "3 of 3 kept",
          "measure": "share kept, of tickets of the last 90 days",
          "percent": "100.00",
          "weight": 30,
          "points": "66.66",
          "most": "66.66"
        },
        {
          "part": "overdue",
          "found": "nothing was invoiced",
          "measure": "share not late, of what is invoiced and open",
          "percent": null,
          "weight": 25,
          "points": null,
          "most": null
        },
        {
          "part": "orders",
          "found": "nothing was ordered",
          "measure": "whole until the next order is due, nothing after three times the usual time",
          "percent": null,
          "weight": 20,
          "points": null,
          "most": null
        },
        {
          "part": "tickets",
          "found": "1 open: 0 late, 0 waiting for us",
          "measure": "share not late; one that waits for us counts half",
          "percent": "100.00",
          "weight": 15,
          "points": "33.33",
          "most": "33.33"
        },
        {
          "part": "disputes",
          "found": "nothing was invoiced",
          "measure": "a third off for each that is not decided",
          "percent": null,
          "weight": 10,
          "points": null,
          "most": null
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn accounts_at_risk_come_first() {
    let mut desk = ask::desk();
    assert_snapshot!(desk.at("2026-04-01T09:00:00Z").run(
        "report health -O table
         report health --by rep --wide -O table
         report health --account FERRARIS --include-children -O csv"
    ), @"
    $ desk report health -O table
    ACCOUNT        SCORE  WORST PART  PROMISES  MONEY  ORDERS  TICKETS  DISPUTES
    BOTTEGA         0.00  promises       0.00%      -       -    0.00%         -
    RIOJA           0.00  promises       0.00%      -       -    0.00%         -
    VOLGA           0.00  promises       0.00%      -       -    0.00%         -
    NORTHGATE      16.66  promises      25.00%      -       -    0.00%         -
    FERRARIS       21.25  overdue       37.50%  0.00%   0.00%    0.00%   100.00%
    URALMET        22.22  promises      33.33%      -       -    0.00%         -
    FERRARIS-SUD   31.25  overdue       50.00%  0.00%       -    0.00%   100.00%
    HARBOUR        33.33  promises      50.00%      -       -    0.00%         -
    LEVANTE        36.87  overdue       40.00%  0.00%       -   50.00%   100.00%
    ANDINA        100.00  -            100.00%      -       -  100.00%         -
    BALTIC        100.00  -            100.00%      -       -  100.00%         -
    MARMI         100.00  -            100.00%      -       -  100.00%         -
    PRAIRIE       100.00  -            100.00%      -       -  100.00%         -
    exit 0

    $ desk report health --by rep --wide -O table
    REP     ACCOUNTS  SCORED  SCORE  LOWEST         OF  WORST PART  PROMISES  MONEY  ORDERS  TICKETS  DISPUTES
    giulia         4       4  38.12    0.00    BOTTEGA  promises      46.87%  0.00%   0.00%   25.00%   100.00%
    ivan           3       3  40.74    0.00      VOLGA  promises      44.44%      -       -   33.33%         -
    lucia          3       3  45.62    0.00      RIOJA  promises      46.66%  0.00%       -   50.00%   100.00%
    tom            3       3  49.99   16.66  NORTHGATE  promises      58.33%      -       -   33.33%         -
    exit 0

    $ desk report health --account FERRARIS --include-children -O csv
    group,subgroup,accounts,scored,score,lowest,lowest_account,worst,promises_percent,overdue_percent,orders_percent,tickets_percent,disputes_percent
    FERRARIS,,1,1,21.25,21.25,FERRARIS,overdue,37.50,0.00,0.00,0.00,100.00
    FERRARIS-SUD,,1,1,31.25,31.25,FERRARIS-SUD,overdue,50.00,0.00,,0.00,100.00
    exit 0
    ");
}

#[test]
fn whoever_weighs_parts_otherwise_says_so() {
    let mut desk = ask::desk();
    desk.set("DESK_CONFIG", "config.toml").write("config.toml", "[health]\npromises = 10\noverdue = 45\n");
    assert_snapshot!(desk.run("account health LEVANTE --json=score,worst"), @r#"
    $ desk account health LEVANTE --json=score,worst
    {
      "score": "34.89",
      "worst": "overdue"
    }
    exit 0
    "#);
    desk.write("config.toml", "[health]\npromises = 40\n");
    assert_snapshot!(desk.run("account health LEVANTE"), @"
    $ desk account health LEVANTE
    --- stderr
    error: `[health]` in the configuration: `40 + 25 + 20 + 15 + 10` is not the weights of all parts, expected percentages that add up to 100, e.g. `promises = 30`
    exit 2
    ");
    desk.write("config.toml", "[health]\nprices = 40\n");
    assert_snapshot!(desk.run("account health LEVANTE"), @"
    $ desk account health LEVANTE
    --- stderr
    error: `config.toml` cannot be used as configuration: line 2: unknown field `prices`, expected one of `promises`, `overdue`, `orders`, `tickets`, `disputes`
    exit 2
    ");
}
