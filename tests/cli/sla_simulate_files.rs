//! `desk sla simulate`: which files, what breaches cost, and what is refused.

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::Desk;
use crate::sla_simulate::{OTHER, desk};

#[test]
fn a_file_alone_is_valid_from_the_beginning_and_several_from_when_they_say() {
    let desk = desk();
    desk.write("late.toml", format!("valid_from = \"2026-01-14T00:00:00Z\"\n{OTHER}"));
    let lines = "
        sla simulate --policy late.toml --metric first_response -O table -q
        sla simulate --policy sample.toml --policy late.toml --metric first_response -O table -q
        sla simulate --policy sample.toml late.toml --by policy --metric first_response -O table -q
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla simulate --policy late.toml --metric first_response -O table -q
    Promises
      PROMISE                 PROMISED  KEPT  BROKEN  UNDECIDED  KEPT %  CHANGE
      first response  before        24    12       5          7  70.58%
                      after         18     9       5          4  64.28%   -6.30

    Tickets that flip: 11 of 24
      newly broken        3
      no longer broken    2
      newly promised      0
      no longer promised  6

    Service credits
              BREACHES  OF MONTHLY FEES  IN MONEY
      before         0            0.00%         -
      after          2            4.00%         -
    exit 0

    $ desk sla simulate --policy sample.toml --policy late.toml --metric first_response -O table -q
    Promises
      PROMISE                 PROMISED  KEPT  BROKEN  UNDECIDED  KEPT %  CHANGE
      first response  before        24    12       5          7  70.58%
                      after         19    10       5          4  66.66%   -3.92

    Tickets that flip: 8 of 24
      newly broken        2
      no longer broken    1
      newly promised      0
      no longer promised  5
    exit 0

    $ desk sla simulate --policy sample.toml late.toml --by policy --metric first_response -O table -q
    Promises
      POLICY          PROMISED  KEPT  BROKEN  UNDECIDED   KEPT %  CHANGE
      tier-1  before         8     4       1          3   80.00%
              after          8     4       3          1   57.14%  -22.86
      tier-2  before        10     5       3          2   62.50%
              after         10     5       2          3   71.42%   +8.92
      tier-3  before         6     3       1          2   75.00%
              after          1     1       0          0  100.00%  +25.00

    Tickets that flip: 8 of 24
      newly broken        2
      no longer broken    1
      newly promised      0
      no longer promised  5
    exit 0
    ");
}

#[test]
fn credits_are_shares_of_a_contract_s_fee() {
    let desk = desk();
    desk.quietly("account contract add FERRARIS C-7 --starts 2026-01-01 --fee 2500");
    assert_snapshot!(desk.run("sla simulate --policy other.toml --json=credits -q"), @r#"
    $ desk sla simulate --policy other.toml --json=credits -q
    {
      "credits": {
        "before": {
          "breaches": 0,
          "shares": "0.00",
          "amounts": []
        },
        "after": {
          "breaches": 3,
          "shares": "6.00",
          "amounts": [
            {
              "amount": "100.00",
              "minor": 10000,
              "currency": "EUR"
            }
          ]
        }
      }
    }
    exit 0
    "#);
}

#[test]
fn nothing_to_replay_is_no_error() {
    let lines = "
        sla simulate --policy other.toml --since +1d -O table
        sla simulate --policy other.toml --since +1d --flips
    ";
    assert_snapshot!(desk().run(lines), @"
    $ desk sla simulate --policy other.toml --since +1d -O table
    --- stderr
    no tickets match
    exit 0

    $ desk sla simulate --policy other.toml --since +1d --flips
    ticket	account	metric	before	after	flip	before_due_at	before_margin_seconds	after_due_at	after_margin_seconds
    --- stderr
    no flips match
    no tickets match
    exit 0
    ");
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let desk = desk();
    desk.write("broken.toml", "[[policy]]\nname = 'x'\nfirst_respons = '2h'\n");
    let lines = "
        sla simulate
        sla simulate --policy none.toml
        sla simulate --policy broken.toml
        sla simulate --policy other.toml --by rep
        sla simulate --policy other.toml --metric answer
        sla simulate --policy other.toml --limit 3
        sla simulate --policy other.toml --flips --by tier
        sla simulate --policy other.toml --since soon
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla simulate
    --- stderr
    error: the following required arguments were not provided: --policy <FILE>...
    hint: desk sla simulate --policy <FILE>...
    exit 2

    $ desk sla simulate --policy none.toml
    --- stderr
    error: `none.toml` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk sla simulate --policy broken.toml
    --- stderr
    error: broken.toml:3: `first_respons` is not a key of a policy, expected one of name, match, calendar, first_response, next_response, update, resolution, handling, pause, reopen, on_change, escalate, credit; did you mean `first_response`?
    exit 2

    $ desk sla simulate --policy other.toml --by rep
    --- stderr
    error: `rep` is not something to group by, expected one of metric, tier, account, policy
    exit 2

    $ desk sla simulate --policy other.toml --metric answer
    --- stderr
    error: `answer` is not a metric, expected one of first_response, next_response, update, resolution, handling
    exit 2

    $ desk sla simulate --policy other.toml --limit 3
    --- stderr
    error: the following required arguments were not provided: --flips
    hint: desk sla simulate --policy <FILE>... --flips --limit <LIMIT>
    exit 2

    $ desk sla simulate --policy other.toml --flips --by tier
    --- stderr
    error: the argument '--flips' cannot be used with '--by <BY>'
    hint: desk sla simulate --policy <FILE>... --flips
    exit 2

    $ desk sla simulate --policy other.toml --since soon
    --- stderr
    error: `soon` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2
    ");
}

/// Returns what a simulation says of one side.
fn side(desk: &Desk, side: &str) -> Vec<(Value, Value)> {
    let words = ["sla", "simulate", "--policy", "other.toml", "--by", "policy", "--json"];
    let done = desk.command(&words).output().unwrap();
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    let groups = told["groups"].as_array().unwrap().iter();
    let promised = groups.filter(|group| group[side]["promised"] != 0);
    promised.map(|group| (group["group"].clone(), group[side].clone())).collect()
}

#[test]
fn a_desk_that_had_promised_so_would_have_come_to_the_same() {
    let replayed = desk();
    let promised = Desk::empty();
    promised.write("other.toml", format!("valid_from = \"2020-01-01T00:00:00Z\"\n{OTHER}"));
    promised.quietly("sla policy apply other.toml");
    for (kind, file) in [
        ("reps", include_str!("../../examples/sample/reps.csv")),
        ("accounts", include_str!("../../examples/sample/accounts.csv")),
        ("contacts", include_str!("../../examples/sample/contacts.csv")),
        ("tickets", include_str!("../../examples/sample/tickets.csv")),
        ("events", include_str!("../../examples/sample/events.csv")),
    ] {
        promised.write(&format!("{kind}.csv"), file).quietly(&format!("import {kind} {kind}.csv --source sample"));
    }
    let kept = side(&promised, "before");
    assert!(!kept.is_empty());
    assert_eq!(side(&replayed, "after"), kept);
    assert_eq!(side(&promised, "after"), kept);
}
