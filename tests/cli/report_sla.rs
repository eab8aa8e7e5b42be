//! `desk report sla` and `backlog`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn promises_are_reported_by_each_dimension() {
    let desk = Desk::sample();
    let lines = "
        report sla -O table
        report sla --by account -O table
        report sla --by rep -O table
        report sla --by category -O table
        report sla --by priority -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report sla -O table
    TIER  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    1           8    80.00%      1h   4h   100.00%      4h   6h
    2          10    62.50%      2h  12h   100.00%     13h   3d
    3           6    75.00%      1h   6h   100.00%      1h   6h
    exit 0

    $ desk report sla --by account -O table
    ACCOUNT       TICKETS  ANSWERED  MEDIAN    P90  RESOLVED  MEDIAN  P90
    ANDINA              2   100.00%      2h     4h   100.00%      6h   6h
    BALTIC              1   100.00%     20m    20m         -       -    -
    BOTTEGA             1         -       -      -         -       -    -
    FERRARIS            4   100.00%      1h     1h   100.00%      6h   6h
    FERRARIS-SUD        1   100.00%     40m    40m         -       -    -
    HARBOUR             2    50.00%      1h     1h   100.00%      1h   1h
    LEVANTE             3    50.00%      2h     9h   100.00%     13h  13h
    MARMI               1   100.00%   1h30m  1h30m         -       -    -
    NORTHGATE           3    50.00%      2h    12h   100.00%      2d   3d
    PRAIRIE             1   100.00%      6h     6h   100.00%      6h   6h
    RIOJA               1         -       -      -         -       -    -
    URALMET             3    50.00%      1h     4h   100.00%      4h   4h
    VOLGA               1     0.00%       -      -         -       -    -
    exit 0

    $ desk report sla --by rep -O table
    REP     TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    -             2         -       -    -         -       -    -
    giulia        5   100.00%     40m   1h   100.00%      6h   6h
    irene         4    75.00%   1h30m   2h         -       -    -
    ivan          5    50.00%      1h   4h   100.00%      4h   4h
    lucia         5    75.00%      2h   9h   100.00%      6h  13h
    tom           3    66.66%      6h  12h   100.00%      6h   3d
    exit 0

    $ desk report sla --by category -O table
    CATEGORY              TICKETS  ANSWERED  MEDIAN    P90  RESOLVED  MEDIAN  P90
    account                     1         -       -      -         -       -    -
    catalogue                   2   100.00%      4h     4h   100.00%      6h   6h
    complaint                   1     0.00%     12h    12h   100.00%      2d   3d
    credit                      1   100.00%   1h30m  1h30m         -       -    -
    fulfilment.damaged          1   100.00%      1h     1h         -       -    -
    fulfilment.late             1         -       -      -         -       -    -
    fulfilment.missing          1         -       -      -         -       -    -
    fulfilment.where            1   100.00%      2h     2h         -       -    -
    invoice                     1     0.00%      4h     4h   100.00%      4h   4h
    invoice.duplicate           1   100.00%      2h     2h         -       -    -
    invoice.price               1     0.00%       -      -         -       -    -
    invoice.tax                 1   100.00%      1h     1h         -       -    -
    order-change                1         -       -      -         -       -    -
    order-change.address        1   100.00%      1h     1h   100.00%      1h   1h
    order-change.date           1     0.00%       -      -         -       -    -
    price                       1         -       -      -         -       -    -
    quote                       1     0.00%      9h     9h   100.00%     13h  13h
    return                      1   100.00%      6h     6h   100.00%      6h   6h
    stock.availability          1         -       -      -         -       -    -
    technical                   3   100.00%      1h     2h   100.00%      6h   6h
    training                    1   100.00%     20m    20m         -       -    -
    exit 0

    $ desk report sla --by priority -O table
    PRIORITY  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    urgent          2   100.00%      1h   1h   100.00%      6h   6h
    high            5    66.66%   1h30m  12h   100.00%      2d   3d
    normal         14    75.00%      2h   6h   100.00%      6h  13h
    low             3     0.00%      4h   4h   100.00%      4h   4h
    exit 0
    ");
}

#[test]
fn the_data_holds_every_figure() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("report sla -O csv\nreport sla --by priority --json=group,tickets"), @r#"
    $ desk report sla -O csv
    group,subgroup,tickets,response_attainment,response_median_seconds,response_p90_seconds,resolution_attainment,resolution_median_seconds,resolution_p90_seconds,response_met,response_breached,response_unanswered,resolution_met,resolution_breached,open,at_risk,breached,response_wall_median_seconds,response_wall_p90_seconds,resolution_wall_median_seconds,resolution_wall_p90_seconds
    1,,8,80.00,3600,14400,100.00,14400,21600,4,1,0,2,0,6,2,0,3600,14400,14400,21600
    2,,10,62.50,7200,43200,100.00,46800,259200,5,3,0,4,0,7,2,1,7200,43200,172800,345600
    3,,6,75.00,3600,21600,100.00,3600,21600,3,1,0,2,0,4,1,1,3600,21600,3600,180000
    exit 0

    $ desk report sla --by priority --json=group,tickets
    [
      {
        "group": "urgent",
        "tickets": 2
      },
      {
        "group": "high",
        "tickets": 5
      },
      {
        "group": "normal",
        "tickets": 14
      },
      {
        "group": "low",
        "tickets": 3
      }
    ]
    exit 0
    "#);
}

#[test]
fn a_period_and_an_instant_narrow_it() {
    let desk = Desk::sample();
    let lines = "
        report sla --since 2026-01-15 -O table
        report sla --until 2026-01-01 -O table
        report sla --since -2d --until -1d -O table
        report sla --at 2026-01-03T10:00:00Z -O table
        report sla --since 2027-01-01
        report sla --since 2027-01-01 -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report sla --since 2026-01-15 -O table
    TIER  TICKETS  ANSWERED  MEDIAN    P90  RESOLVED  MEDIAN  P90
    1           5   100.00%     40m     1h         -       -    -
    2           4    50.00%   1h30m  1h30m         -       -    -
    3           2   100.00%     20m    20m         -       -    -
    exit 0

    $ desk report sla --until 2026-01-01 -O table
    TIER  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    2           2    50.00%      4h  12h   100.00%      2d   3d
    exit 0

    $ desk report sla --since -2d --until -1d -O table
    TIER  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    1           1   100.00%      1h   1h         -       -    -
    2           1   100.00%      2h   2h         -       -    -
    3           2    50.00%      1h   1h   100.00%      1h   1h
    exit 0

    $ desk report sla --at 2026-01-03T10:00:00Z -O table
    TIER  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    1           1         -       -    -         -       -    -
    2           2    50.00%      4h  12h   100.00%      6h   2d
    exit 0

    $ desk report sla --since 2027-01-01
    group	subgroup	tickets	response_attainment	response_median_seconds	response_p90_seconds	resolution_attainment	resolution_median_seconds	resolution_p90_seconds	response_met	response_breached	response_unanswered	resolution_met	resolution_breached	open	at_risk	breached	response_wall_median_seconds	response_wall_p90_seconds	resolution_wall_median_seconds	resolution_wall_p90_seconds
    --- stderr
    there is nothing to report
    exit 0

    $ desk report sla --since 2027-01-01 -O table
    --- stderr
    there is nothing to report
    exit 0
    ");
}

#[test]
fn what_is_left_to_do_is_reported_by_each_dimension() {
    let desk = Desk::sample();
    let lines = "
        report backlog -O table
        report backlog --by account -O table
        report backlog --by rep -O table
        report backlog --by category -O table
        report backlog --by priority -O table
        report backlog -O csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report backlog -O table
    TIER  OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    1        6    3        0     2       0        2         0    1d2h
    2        7    3        3     1       1        2         1    3d1h
    3        4    3        1     0       1        1         1    1d2h
    exit 0

    $ desk report backlog --by account -O table
    ACCOUNT       OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    ANDINA           1    0        1     0       0        0         0    1d4h
    BALTIC           1    0        1     0       0        0         0      2h
    BOTTEGA          1    1        0     0       0        1         0     20h
    FERRARIS         3    2        0     0       0        1         0    1d2h
    FERRARIS-SUD     1    0        0     1       0        0         0      9h
    HARBOUR          1    1        0     0       0        0         1    1d2h
    LEVANTE          2    1        1     0       0        1         0    2d3h
    MARMI            1    0        1     0       0        0         0   4h30m
    NORTHGATE        2    1        0     1       1        1         0    3d1h
    RIOJA            1    1        0     0       1        0         0      5h
    URALMET          2    1        0     1       0        1         0      7h
    VOLGA            1    1        0     0       0        0         1      6h
    exit 0

    $ desk report backlog --by rep -O table
    REP     OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    -          2    2        0     0       2        0         0      5h
    giulia     4    3        0     1       0        2         0     20h
    irene      4    1        1     1       0        1         1    3d1h
    ivan       4    2        1     1       0        1         1      7h
    lucia      3    1        2     0       0        1         0    2d3h
    exit 0

    $ desk report backlog --by category -O table
    CATEGORY            OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    account                1    1        0     0       1        0         0      5h
    catalogue              1    1        0     0       0        1         0     20h
    credit                 1    0        1     0       0        0         0   4h30m
    fulfilment.damaged     1    0        0     1       0        0         0      7h
    fulfilment.late        1    1        0     0       0        1         0     45m
    fulfilment.missing     1    1        0     0       1        0         0     50m
    fulfilment.where       1    0        1     0       0        0         0    1d4h
    invoice.duplicate      1    0        0     1       0        1         0    3d1h
    invoice.price          1    1        0     0       0        0         1    1d2h
    invoice.tax            1    0        0     0       0        0         0    1d2h
    order-change           1    1        0     0       0        0         0     20m
    order-change.date      1    1        0     0       0        0         1      6h
    price                  1    1        0     0       0        1         0   1h38m
    stock.availability     1    1        0     0       0        1         0   3h25m
    technical              2    0        1     1       0        0         0    2d3h
    training               1    0        1     0       0        0         0      2h
    exit 0

    $ desk report backlog --by priority -O table
    PRIORITY  OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    urgent       1    1        0     0       0        1         0     45m
    high         4    2        1     1       1        1         0      7h
    normal      10    4        3     2       0        2         2    3d1h
    low          2    2        0     0       1        1         0     20h
    exit 0

    $ desk report backlog -O csv
    group,subgroup,open,new,pending,on_hold,unassigned,at_risk,breached,oldest_age_seconds,median_age_seconds
    1,,6,3,0,2,0,2,0,93600,5880
    2,,7,3,3,1,1,2,1,262800,21600
    3,,4,3,1,0,1,1,1,93600,18000
    exit 0
    ");
}

#[test]
fn an_empty_desk_reports_nothing() {
    let desk = Desk::empty();
    assert_snapshot!(desk.run("report sla -O table\nreport backlog --json"), @"
    $ desk report sla -O table
    --- stderr
    there is nothing to report
    exit 0

    $ desk report backlog --json
    []
    --- stderr
    there is nothing to report
    exit 0
    ");
}

#[test]
fn what_nothing_is_grouped_by_is_refused() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("report sla --by team\nreport backlog --by teir\nreport sla --since soon"), @"
    $ desk report sla --by team
    group	subgroup	tickets	response_attainment	response_median_seconds	response_p90_seconds	resolution_attainment	resolution_median_seconds	resolution_p90_seconds	response_met	response_breached	response_unanswered	resolution_met	resolution_breached	open	at_risk	breached	response_wall_median_seconds	response_wall_p90_seconds	resolution_wall_median_seconds	resolution_wall_p90_seconds
    -		24	70.58	7200	32400	100.00	21600	259200	12	5	0	8	0	17	5	2	7200	32400	21600	345600
    exit 0

    $ desk report backlog --by teir
    --- stderr
    error: `teir` is not something to group by, expected one of tier, account, account-age, rep, team, region, sector, segment, category, order-kind, channel, queue, priority, month; did you mean `tier`?
    exit 2

    $ desk report sla --since soon
    --- stderr
    error: `soon` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 2
    ");
}
