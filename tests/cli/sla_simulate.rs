//! `desk sla simulate`: history under other policies.

use insta::assert_snapshot;

use crate::harness::Desk;

const SAMPLE: &str = include_str!("../../examples/sample/policies.toml");

/// Answers tier 1 in half the time, tier 2 in twice as much, and promises tier 3 nothing.
pub(crate) const OTHER: &str = r#"
[[policy]]
name = "tier-1"
match = { tier = 1 }
first_response = { urgent = "30m", default = "1h" }
next_response = "2h"
resolution = { urgent = "4h", default = "24h" }

[policy.credit]
per_breach = "2%"
cap = "5%"

[[policy]]
name = "tier-2"
match = { tier = 2 }
first_response = { urgent = "4h", default = "9h" }
update = "1d"
resolution = { urgent = "48h", default = "192h" }
"#;

/// The sample, and files with its policies and with others.
pub(crate) fn desk() -> Desk {
    let desk = Desk::sample();
    desk.write("sample.toml", SAMPLE).write("other.toml", OTHER);
    desk
}

#[test]
fn what_would_have_been_stands_beside_what_was() {
    assert_snapshot!(desk().run("sla simulate --policy other.toml -O table"), @"
    $ desk sla simulate --policy other.toml -O table
    Promises
      PROMISE                 PROMISED  KEPT  BROKEN  UNDECIDED   KEPT %   CHANGE
      first response  before        24    12       5          7   70.58%
                      after         18     9       5          4   64.28%    -6.30
      next response   before         4     1       0          3  100.00%
                      after          1     0       1          0    0.00%  -100.00
      update          before         0     0       0          0        -
                      after          5     0       2          3    0.00%        -
      resolution      before        25     8       0         17  100.00%
                      after         19     5       1         13   83.33%   -16.67

    Tickets that flip: 17 of 24
      newly broken        4
      no longer broken    2
      newly promised      5
      no longer promised  8

    Service credits
              BREACHES  OF MONTHLY FEES  IN MONEY
      before         0            0.00%         -
      after          3            6.00%         -
    --- stderr
    17 of 24 tickets flip; nothing was changed
    exit 0
    ");
}

#[test]
fn under_the_policies_in_force_nothing_flips() {
    assert_snapshot!(desk().run("sla simulate --policy sample.toml -O table"), @"
    $ desk sla simulate --policy sample.toml -O table
    Promises
      PROMISE                 PROMISED  KEPT  BROKEN  UNDECIDED   KEPT %  CHANGE
      first response  before        24    12       5          7   70.58%
                      after         24    12       5          7   70.58%    0.00
      next response   before         4     1       0          3  100.00%
                      after          4     1       0          3  100.00%    0.00
      resolution      before        25     8       0         17  100.00%
                      after         25     8       0         17  100.00%    0.00

    Tickets that flip: 0 of 24
      newly broken        0
      no longer broken    0
      newly promised      0
      no longer promised  0
    --- stderr
    0 of 24 tickets flip; nothing was changed
    exit 0
    ");
}

#[test]
fn promises_are_grouped_by_tier_account_and_policy() {
    let lines = "
        sla simulate --policy other.toml --by tier -O table
        sla simulate --policy other.toml --by account --metric first_response --since 2026-01-15 -O table
        sla simulate --policy other.toml --by policy --until 2026-01-10 -O table
    ";
    assert_snapshot!(desk().run(lines), @"
    $ desk sla simulate --policy other.toml --by tier -O table
    Promises
      TIER          PROMISED  KEPT  BROKEN  UNDECIDED  KEPT %  CHANGE
      1     before        17     6       1         10  85.71%
            after         17     4       6          7  40.00%  -45.71
      2     before        23    10       3         10  76.92%
            after         26    10       3         13  76.92%    0.00
      3     before        13     5       1          7  83.33%
            after          0     0       0          0       -       -

    Tickets that flip: 17 of 24
      newly broken        4
      no longer broken    2
      newly promised      5
      no longer promised  8

    Service credits
              BREACHES  OF MONTHLY FEES  IN MONEY
      before         0            0.00%         -
      after          3            6.00%         -
    --- stderr
    17 of 24 tickets flip; nothing was changed
    exit 0

    $ desk sla simulate --policy other.toml --by account --metric first_response --since 2026-01-15 -O table
    Promises
      ACCOUNT               PROMISED  KEPT  BROKEN  UNDECIDED   KEPT %  CHANGE
      BALTIC        before         1     1       0          0  100.00%
                    after          0     0       0          0        -       -
      FERRARIS      before         2     0       0          2        -
                    after          2     0       1          1    0.00%       -
      FERRARIS-SUD  before         1     1       0          0  100.00%
                    after          1     1       0          0  100.00%    0.00
      LEVANTE       before         1     0       0          1        -
                    after          1     0       0          1        -       -
      MARMI         before         1     1       0          0  100.00%
                    after          1     1       0          0  100.00%    0.00
      NORTHGATE     before         1     0       0          1        -
                    after          1     0       0          1        -       -
      RIOJA         before         1     0       0          1        -
                    after          0     0       0          0        -       -
      URALMET       before         2     1       0          1  100.00%
                    after          2     1       1          0   50.00%  -50.00
      VOLGA         before         1     0       1          0    0.00%
                    after          1     0       0          1        -       -

    Tickets that flip: 5 of 11
      newly broken        2
      no longer broken    1
      newly promised      0
      no longer promised  2
    --- stderr
    5 of 11 tickets flip; nothing was changed
    exit 0

    $ desk sla simulate --policy other.toml --by policy --until 2026-01-10 -O table
    Promises
      POLICY          PROMISED  KEPT  BROKEN  UNDECIDED  KEPT %  CHANGE
      tier-1  before         4     3       1          0  75.00%
              after          4     1       3          0  25.00%  -50.00
      tier-2  before         9     6       2          1  75.00%
              after          8     6       2          0  75.00%    0.00

    Tickets that flip: 3 of 5
      newly broken        1
      no longer broken    1
      newly promised      1
      no longer promised  2

    Service credits
              BREACHES  OF MONTHLY FEES  IN MONEY
      before         0            0.00%         -
      after          3            6.00%         -
    --- stderr
    3 of 5 tickets flip; nothing was changed
    exit 0
    ");
}

#[test]
fn the_tickets_that_flip_are_named() {
    let lines = "
        sla simulate --policy other.toml --flips --until 2026-01-15 -O table
        sla simulate --policy other.toml --flips --limit 2
        sla simulate --policy sample.toml --flips
    ";
    assert_snapshot!(desk().run(lines), @"
    $ desk sla simulate --policy other.toml --flips --until 2026-01-15 -O table
    ID   ACCOUNT    PROMISE         BEFORE                 AFTER
    T5   BOTTEGA    first response  owed, 4 h left         -
    T5   BOTTEGA    resolution      owed, 9 d 4 h left     -
    T7   FERRARIS   next response   owed, 1 h 50 min left  BROKEN, 10 min over
    T10  LEVANTE    update          -                      owed
    T11  NORTHGATE  update          -                      BROKEN, 1 d 23 h over
    T13  ANDINA     update          -                      owed
    T15  PRAIRIE    first response  kept, 18 h left        -
    T15  PRAIRIE    next response   unanswered             -
    T15  PRAIRIE    resolution      kept, 9 d 18 h left    -
    T16  HARBOUR    first response  kept, 23 h left        -
    T16  HARBOUR    resolution      kept, 9 d 23 h left    -
    T17  FERRARIS   first response  kept, 0 s left         BROKEN, 30 min over
    T17  FERRARIS   resolution      kept, 2 h left         BROKEN, 2 h over
    T19  LEVANTE    first response  BROKEN, 5 h over       kept, 0 s left
    T19  LEVANTE    next response   unanswered             -
    T20  NORTHGATE  next response   kept, 6 h left         -
    T20  NORTHGATE  update          -                      BROKEN, 12 h over
    T23  HARBOUR    first response  BROKEN, 2 h over       -
    T23  HARBOUR    resolution      owed, 8 d 22 h left    -
    --- stderr
    11 of 13 tickets flip; nothing was changed
    exit 0

    $ desk sla simulate --policy other.toml --flips --limit 2
    ticket	account	metric	before	after	flip	before_due_at	before_margin_seconds	after_due_at	after_margin_seconds
    T1	FERRARIS	first_response	owed	broken	newly-broken	2026-01-15T09:15:00Z	900	2026-01-15T08:45:00Z	-900
    T2	URALMET	first_response	owed	broken	newly-broken	2026-01-15T09:22:00Z	1320	2026-01-15T08:22:00Z	-2280
    --- stderr
    2 of 27 flips
    17 of 24 tickets flip; nothing was changed
    exit 0

    $ desk sla simulate --policy sample.toml --flips
    ticket	account	metric	before	after	flip	before_due_at	before_margin_seconds	after_due_at	after_margin_seconds
    --- stderr
    no flips match
    0 of 24 tickets flip; nothing was changed
    exit 0
    ");
}

#[test]
fn programs_read_all_of_it() {
    assert_snapshot!(desk().run("sla simulate --policy other.toml --metric update --since -3d --json -q"), @r#"
    $ desk sla simulate --policy other.toml --metric update --since -3d --json -q
    {
      "as_of": "2026-01-15T09:00:00Z",
      "since": "2026-01-12T09:00:00Z",
      "until": null,
      "by": "metric",
      "tickets": 17,
      "groups": [
        {
          "group": "update",
          "before": {
            "promised": 0,
            "kept": 0,
            "broken": 0,
            "unanswered": 0,
            "owed": 0,
            "attainment": null
          },
          "after": {
            "promised": 3,
            "kept": 0,
            "broken": 0,
            "unanswered": 0,
            "owed": 3,
            "attainment": null
          },
          "change": null,
          "newly_broken": 0,
          "no_longer_broken": 0,
          "newly_promised": 3,
          "no_longer_promised": 0
        }
      ],
      "flips": {
        "tickets": 3,
        "newly_broken": 0,
        "no_longer_broken": 0,
        "newly_promised": 3,
        "no_longer_promised": 0
      },
      "credits": {
        "before": {
          "breaches": 0,
          "shares": "0.00",
          "amounts": []
        },
        "after": {
          "breaches": 0,
          "shares": "0.00",
          "amounts": []
        }
      }
    }
    exit 0
    "#);
}
