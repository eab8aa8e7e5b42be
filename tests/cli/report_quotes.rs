//! `desk report quotes`.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::{ask, quote};

/// A desk with quotes of every fate: FERRARIS took one and let one expire, LEVANTE declined two, ANDINA pays in dollars.
fn desk() -> Desk {
    let mut desk = ask::desk();
    desk.write("config.toml", "[quotes]\ntax = 22\n");
    desk.set("DESK_CONFIG", "config.toml");
    desk.quietly(
        "quote request FERRARIS -s Valves
         quote request LEVANTE -s Pumps --rep ivan
         quote request LEVANTE -s Hoses --rep ivan
         quote request ANDINA -s Valves",
    );
    desk.at("2026-01-16T10:00:00Z").quietly(
        "quote new Q1 VH-220=100,200
         quote send Q1
         quote new Q2 PM-40=4
         quote send Q2
         quote new Q4 VH-220=10@70 --currency USD
         quote send Q4
         quote new FERRARIS CP-16=480 -s Couplings --valid 5d
         quote send Q5",
    );
    desk.at("2026-01-20T09:00:00Z").quietly(
        "quote revise Q2 --reason 'They want it cheaper'
         quote price Q2 --line 1 --discount 5%
         quote send Q2
         quote new Q3 HO-12=250
         quote send Q3
         quote accept Q1 --pick 1=200 --po PO-9
         quote convert Q1 --backorder
         quote accept Q4 --po 77",
    );
    desk.at("2026-02-02T09:00:00Z").quietly(
        "quote decline Q2 --lost price
         quote decline Q3 --lost delivery
         quote request HARBOUR -s Couplings
         quote request HARBOUR -s Nothing
         quote cancel Q7 --reason 'Asked twice'",
    );
    desk
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_became_of_quotes_is_told_by_what_they_have_in_common() {
    let lines = "
        report quotes -O table
        report quotes --by account -O table
        report quotes --by account,month -O table
        report quotes --by revisions -O table
        report quotes --by lost -O table
        report quotes --by rep,lost -O table
        report quotes --account FERRARIS --include-children --since 2026-01-16 -O table
        report quotes --by rep -O csv
        report quotes --by tier --until 2026-01-15
        report quotes --by account --account LEVANTE --json
    ";
    assert_snapshot!(desk().run(lines), @r#"
    $ desk report quotes -O table
    REP     QUOTES  WON  LOST  EXPIRED     RATE    VALUE WON  ANSWER
    giulia       2    1     0        1   50.00%  9661.20 EUR    1d1h
    ivan         2    0     2        0    0.00%            -    1d1h
    lucia        1    1     0        0  100.00%   700.00 USD    1d1h
    tom          2    0     0        0        -            -       -
    --- stderr
    the rate leaves out 1 open and 1 taken back
    exit 0

    $ desk report quotes --by account -O table
    ACCOUNT   QUOTES  WON  LOST  EXPIRED     RATE    VALUE WON  ANSWER
    ANDINA         1    1     0        0  100.00%   700.00 USD    1d1h
    FERRARIS       2    1     0        1   50.00%  9661.20 EUR    1d1h
    HARBOUR        2    0     0        0        -            -       -
    LEVANTE        2    0     2        0    0.00%            -    1d1h
    --- stderr
    the rate leaves out 1 open and 1 taken back
    exit 0

    $ desk report quotes --by account,month -O table
    ACCOUNT   MONTH    QUOTES  WON  LOST  EXPIRED     RATE    VALUE WON  ANSWER
    ANDINA    2026-01       1    1     0        0  100.00%   700.00 USD    1d1h
    FERRARIS  2026-01       2    1     0        1   50.00%  9661.20 EUR    1d1h
    HARBOUR   2026-02       2    0     0        0        -            -       -
    LEVANTE   2026-01       2    0     2        0    0.00%            -    1d1h
    --- stderr
    the rate leaves out 1 open and 1 taken back
    exit 0

    $ desk report quotes --by revisions -O table
    REVISIONS  QUOTES  WON  LOST  EXPIRED    RATE  VALUE WON  ANSWER
    0               2    0     0        0       -          -       -
    1               4    2     1        1  50.00%   EUR, USD    1d1h
    2               1    0     1        0   0.00%          -    1d1h
    --- stderr
    the rate leaves out 1 open and 1 taken back
    exit 0

    $ desk report quotes --by lost -O table
    LOST      QUOTES  WON  LOST  EXPIRED   RATE  VALUE WON  ANSWER
    delivery       1    0     1        0  0.00%          -      5d
    price          1    0     1        0  0.00%          -    1d1h
    --- stderr
    left out: 5 that were not declined
    exit 0

    $ desk report quotes --by rep,lost -O table
    REP   LOST      QUOTES  WON  LOST  EXPIRED   RATE  VALUE WON  ANSWER
    ivan  delivery       1    0     1        0  0.00%          -      5d
    ivan  price          1    0     1        0  0.00%          -    1d1h
    --- stderr
    left out: 5 that were not declined
    exit 0

    $ desk report quotes --account FERRARIS --include-children --since 2026-01-16 -O table
    REP     QUOTES  WON  LOST  EXPIRED   RATE  VALUE WON  ANSWER
    giulia       1    0     0        1  0.00%          -       -
    exit 0

    $ desk report quotes --by rep -O csv
    group,subgroup,quotes,asked,sent,accepted,ordered,declined,expired,cancelled,open,conversion_percent,won,offered,discount_mean_percent,discount_median_percent,discount_by_value_percent,compared,revisions_mean,answer_median_seconds,answer_p90_seconds,answered,business_median_seconds,business_p90_seconds,promised
    giulia,,2,1,2,1,1,0,1,0,0,50.00,9661.20 EUR,11343.18 EUR,0.00,0.00,0.00,2,1.00,90000,90000,1,90000,90000,1
    ivan,,2,2,2,0,0,2,0,0,0,0.00,,3922.00 EUR,2.50,0.00,3.39,2,1.50,90000,432000,2,90000,432000,2
    lucia,,1,1,1,1,0,0,0,0,0,100.00,700.00 USD,700.00 USD,,,,0,1.00,90000,90000,1,90000,90000,1
    tom,,2,2,0,0,0,0,0,1,1,,,,,,,0,,,,0,,,0
    --- stderr
    the rate leaves out 1 open and 1 taken back
    exit 0

    $ desk report quotes --by tier --until 2026-01-15
    group	subgroup	quotes	asked	sent	accepted	ordered	declined	expired	cancelled	open	conversion_percent	won	offered	discount_mean_percent	discount_median_percent	discount_by_value_percent	compared	revisions_mean	answer_median_seconds	answer_p90_seconds	answered	business_median_seconds	business_p90_seconds	promised
    --- stderr
    there is nothing to report
    exit 0

    $ desk report quotes --by account --account LEVANTE --json
    [
      {
        "group": "LEVANTE",
        "subgroup": null,
        "quotes": 2,
        "asked": 2,
        "sent": 2,
        "accepted": 0,
        "ordered": 0,
        "declined": 2,
        "expired": 0,
        "cancelled": 0,
        "open": 0,
        "conversion_percent": "0.00",
        "won": [],
        "offered": [
          {
            "amount": "3922.00",
            "minor": 392200,
            "currency": "EUR"
          }
        ],
        "discount_mean_percent": "2.50",
        "discount_median_percent": "0.00",
        "discount_by_value_percent": "3.39",
        "compared": 2,
        "revisions_mean": "1.50",
        "answer_median_seconds": 90000,
        "answer_p90_seconds": 432000,
        "answered": 2,
        "business_median_seconds": 90000,
        "business_p90_seconds": 432000,
        "promised": 2
      }
    ]
    exit 0
    "#);
}

#[test]
fn all_there_is_to_tell_is_told_on_a_wide_screen() {
    assert_snapshot!(desk().run("report quotes --by account --wide -O table"), @"
    $ desk report quotes --by account --wide -O table
    ACCOUNT   QUOTES  ASKED  SENT  WON  ORDERED  LOST  EXPIRED  OFF  OPEN     RATE    VALUE WON  VALUE OFFERED   LESS  MEDIAN  BY VALUE  COMPARED  REVISIONS  ANSWER   P90  ANSWERED  BUSINESS   P90  PROMISED
    ANDINA         1      1     1    1        0     0        0    0     0  100.00%   700.00 USD     700.00 USD      -       -         -         0       1.00    1d1h  1d1h         1      1d1h  1d1h         1
    FERRARIS       2      1     2    1        1     0        1    0     0   50.00%  9661.20 EUR   11343.18 EUR  0.00%   0.00%     0.00%         2       1.00    1d1h  1d1h         1      1d1h  1d1h         1
    HARBOUR        2      2     0    0        0     0        0    1     1        -            -              -      -       -         -         0          -       -     -         0         -     -         0
    LEVANTE        2      2     2    0        0     2        0    0     0    0.00%            -    3922.00 EUR  2.50%   0.00%     3.39%         2       1.50    1d1h    5d         2      1d1h    5d         2
    --- stderr
    the rate leaves out 1 open and 1 taken back
    exit 0
    ");
}

#[test]
fn what_quotes_are_not_grouped_by_is_refused() {
    let lines = "
        report quotes --by queue
        report quotes --by rep,rep
        report quotes --by rep,account,month
        report quotes --include-children
        report quotes --account NOBODY
    ";
    assert_snapshot!(quote::desk().run(lines), @"
    $ desk report quotes --by queue
    --- stderr
    error: `queue` is not something to group by, expected one of rep, account, tier, region, sector, priority, month, revisions, lost
    exit 2

    $ desk report quotes --by rep,rep
    --- stderr
    error: `rep,rep` is not two things to group by, expected two that differ, or `rep` alone
    exit 2

    $ desk report quotes --by rep,account,month
    --- stderr
    error: `account,month` is not something to group by, expected one of rep, account, tier, region, sector, priority, month, revisions, lost
    exit 2

    $ desk report quotes --include-children
    --- stderr
    error: the following required arguments were not provided: --account <CODE>
    hint: desk report quotes --account <CODE> --include-children
    exit 2

    $ desk report quotes --account NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3
    ");
}
