//! The reports of tickets: `desk report response`, `resolution`, `waiting`, `workload`, `categories` and `channels`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn how_long_customers_wait_for_a_first_answer() {
    let desk = Desk::sample();
    let lines = "
        report response -O table
        report response --by account-age -O table
        report response --by category -O table
        report response --by queue,priority --account FERRARIS --include-children -O csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report response -O table
    TIER  TICKETS  ANSWERED  MEDIAN  P90  IN TIME  OF  BUSINESS
    1           8         5      1h   4h   80.00%   5        1h
    2          10         7      2h  12h   62.50%   8        2h
    3           6         3      1h   6h   75.00%   4        1h
    --- stderr
    the times leave out 9 not answered yet
    exit 0

    $ desk report response --by account-age -O table
    ACCOUNT AGE  TICKETS  ANSWERED  MEDIAN  P90  IN TIME  OF  BUSINESS
    under-90d          1         1     20m  20m  100.00%   1       20m
    under-3y           2         0       -    -        -   0         -
    over-3y           21        14      2h   9h   68.75%  16        2h
    --- stderr
    the times leave out 9 not answered yet
    exit 0

    $ desk report response --by category -O table
    CATEGORY              TICKETS  ANSWERED  MEDIAN    P90  IN TIME  OF  BUSINESS
    account                     1         0       -      -        -   0         -
    catalogue                   2         1      4h     4h  100.00%   1        4h
    complaint                   1         1     12h    12h    0.00%   1       12h
    credit                      1         1   1h30m  1h30m  100.00%   1     1h30m
    fulfilment.damaged          1         1      1h     1h  100.00%   1        1h
    fulfilment.late             1         0       -      -        -   0         -
    fulfilment.missing          1         0       -      -        -   0         -
    fulfilment.where            1         1      2h     2h  100.00%   1        2h
    invoice                     1         1      4h     4h    0.00%   1        4h
    invoice.duplicate           1         1      2h     2h  100.00%   1        2h
    invoice.price               1         0       -      -    0.00%   1         -
    invoice.tax                 1         1      1h     1h  100.00%   1        1h
    order-change                1         0       -      -        -   0         -
    order-change.address        1         1      1h     1h  100.00%   1        1h
    order-change.date           1         0       -      -    0.00%   1         -
    price                       1         0       -      -        -   0         -
    quote                       1         1      9h     9h    0.00%   1        9h
    return                      1         1      6h     6h  100.00%   1        6h
    stock.availability          1         0       -      -        -   0         -
    technical                   3         3      1h     2h  100.00%   3        1h
    training                    1         1     20m    20m  100.00%   1       20m
    --- stderr
    the times leave out 9 not answered yet
    exit 0

    $ desk report response --by queue,priority --account FERRARIS --include-children -O csv
    group,subgroup,tickets,answered,waiting,unanswered,unasked,merged,wall_median_seconds,wall_mean_seconds,wall_p75_seconds,wall_p90_seconds,wall_p95_seconds,wall_max_seconds,attainment,promised,met,breached,business_median_seconds,business_mean_seconds,business_p75_seconds,business_p90_seconds,business_p95_seconds,business_max_seconds,business_count,up_to_15m,up_to_1h,up_to_4h,up_to_8h,up_to_1d,up_to_3d,up_to_1w,longer
    '-,urgent,2,1,1,0,0,0,3600,3600,3600,3600,3600,3600,100.00,1,1,0,3600,3600,3600,3600,3600,3600,1,0,1,0,0,0,0,0,0
    '-,normal,3,2,1,0,0,0,2400,3000,3600,3600,3600,3600,100.00,2,2,0,2400,3000,3600,3600,3600,3600,2,0,2,0,0,0,0,0,0
    --- stderr
    the times leave out 2 not answered yet
    exit 0
    ");
}

#[test]
fn how_long_matters_take_until_they_are_settled() {
    let mut desk = Desk::sample();
    desk.quietly("ticket reopen T15\nticket merge T1 --into T7");
    desk.at("2026-01-15T10:30:00Z").quietly("ticket resolve T15 -m 'It is there now'");
    let lines = "
        report resolution -O table
        report resolution --by category -O table
        report resolution --by account,month --account FERRARIS --since 2026-01-01 -O csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report resolution -O table
    TIER  TICKETS  DONE  MEDIAN   P90  IN TIME  BUSINESS  REOPENED
    1           8     2      4h    6h  100.00%        4h         0
    2          10     3    2d4h    4d  100.00%       13h         1
    3           6     2      1h  4d3h  100.00%        1h         1
    --- stderr
    the times leave out 16 not resolved yet, 1 merged into others
    exit 0

    $ desk report resolution --by category -O table
    CATEGORY              TICKETS  DONE  MEDIAN   P90  IN TIME  BUSINESS  REOPENED
    account                     1     0       -     -        -         -         0
    catalogue                   2     1      6h    6h  100.00%        6h         0
    complaint                   1     1      4d    4d  100.00%        3d         1
    credit                      1     0       -     -        -         -         0
    fulfilment.damaged          1     0       -     -        -         -         0
    fulfilment.late             1     0       -     -        -         -         0
    fulfilment.missing          1     0       -     -        -         -         0
    fulfilment.where            1     0       -     -        -         -         0
    invoice                     1     1      4h    4h  100.00%        4h         0
    invoice.duplicate           1     0       -     -        -         -         0
    invoice.price               1     0       -     -        -         -         0
    invoice.tax                 1     0       -     -        -         -         0
    order-change                1     0       -     -        -         -         0
    order-change.address        1     1      1h    1h  100.00%        1h         0
    order-change.date           1     0       -     -        -         -         0
    price                       1     0       -     -        -         -         0
    quote                       1     1    2d4h  2d4h  100.00%       13h         0
    return                      1     1    4d3h  4d3h  100.00%     7h30m         1
    stock.availability          1     0       -     -        -         -         0
    technical                   3     1      6h    6h  100.00%        6h         0
    training                    1     0       -     -        -         -         0
    --- stderr
    the times leave out 16 not resolved yet, 1 merged into others
    exit 0

    $ desk report resolution --by account,month --account FERRARIS --since 2026-01-01 -O csv
    group,subgroup,tickets,resolved,open,merged,wall_median_seconds,wall_mean_seconds,wall_p75_seconds,wall_p90_seconds,wall_p95_seconds,wall_max_seconds,attainment,promised,met,breached,business_median_seconds,business_mean_seconds,business_p75_seconds,business_p90_seconds,business_p95_seconds,business_max_seconds,business_count,reopened,reopenings,with_one_answer,up_to_15m,up_to_1h,up_to_4h,up_to_8h,up_to_1d,up_to_3d,up_to_1w,longer
    FERRARIS,2026-01,4,1,2,1,21600,21600,21600,21600,21600,21600,100.00,1,1,0,21600,21600,21600,21600,21600,21600,1,0,0,0,0,0,0,1,0,0,0,0
    --- stderr
    the times leave out 2 not resolved yet, 1 merged into others
    exit 0
    ");
}

#[test]
fn for_whom_tickets_wait() {
    let desk = Desk::sample();
    let lines = "
        report waiting -O table
        report waiting --by category -O table
        report waiting --by region --since 2026-01-14 -O csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report waiting -O table
    ACCOUNT       TICKETS   TOTAL      US    SHARE  MEDIAN  CUSTOMER  OTHERS
    ANDINA              2   1d10h      8h   23.52%      2h      1d2h      0s
    BALTIC              1      2h     20m   16.66%     20m     1h40m      0s
    BOTTEGA             1     20h     20h  100.00%     20h        0s      0s
    FERRARIS            4    1d9h  10h15m   30.98%     45m    22h50m      0s
    FERRARIS-SUD        1      9h     50m    9.25%     50m        0s   8h10m
    HARBOUR             2    1d3h    1d3h  100.00%      1h        0s      0s
    LEVANTE             3   4d10h  18h25m   17.30%   3h25m     3d16h      0s
    MARMI               1   4h30m   1h32m   34.07%   1h32m     2h58m      0s
    NORTHGATE           3    6d1h    3d3h   52.00%      3h        0s   2d22h
    PRAIRIE             1    2d2h      6h   12.00%      6h     1d20h      0s
    RIOJA               1      5h      5h  100.00%      5h        0s      0s
    URALMET             3  12h38m   6h48m   53.82%   1h38m        0s   5h50m
    VOLGA               1      6h      6h  100.00%      6h        0s      0s
    exit 0

    $ desk report waiting --by category -O table
    CATEGORY              TICKETS  TOTAL     US    SHARE  MEDIAN  CUSTOMER  OTHERS
    account                     1     5h     5h  100.00%      5h        0s      0s
    catalogue                   2   1d2h   1d2h  100.00%      6h        0s      0s
    complaint                   1     3d     3d  100.00%      3d        0s      0s
    credit                      1  4h30m  1h32m   34.07%   1h32m     2h58m      0s
    fulfilment.damaged          1     7h  1h10m   16.66%   1h10m        0s   5h50m
    fulfilment.late             1    45m    45m  100.00%     45m        0s      0s
    fulfilment.missing          1    50m    50m  100.00%     50m        0s      0s
    fulfilment.where            1   1d4h     2h    7.14%      2h      1d2h      0s
    invoice                     1     4h     4h  100.00%      4h        0s      0s
    invoice.duplicate           1   3d1h     3h    4.10%      3h        0s   2d22h
    invoice.price               1   1d2h   1d2h  100.00%    1d2h        0s      0s
    invoice.tax                 1   1d2h  3h10m   12.17%   3h10m    22h50m      0s
    order-change                1    20m    20m  100.00%     20m        0s      0s
    order-change.address        1     1h     1h  100.00%      1h        0s      0s
    order-change.date           1     6h     6h  100.00%      6h        0s      0s
    price                       1  1h38m  1h38m  100.00%   1h38m        0s      0s
    quote                       1   2d4h    13h   25.00%     13h     1d15h      0s
    return                      1   2d2h     6h   12.00%      6h     1d20h      0s
    stock.availability          1  3h25m  3h25m  100.00%   3h25m        0s      0s
    technical                   3  2d18h  8h50m   13.38%      2h      2d1h   8h10m
    training                    1     2h    20m   16.66%     20m     1h40m      0s
    exit 0

    $ desk report waiting --by region --since 2026-01-14 -O csv
    group,subgroup,tickets,total_seconds,total_mean_seconds,total_median_seconds,us_seconds,us_share,us_tickets,us_mean_seconds,us_median_seconds,customer_seconds,customer_share,customer_tickets,customer_mean_seconds,customer_median_seconds,on_hold_seconds,vendor_seconds,vendor_share,vendor_tickets,vendor_mean_seconds,vendor_median_seconds,warehouse_seconds,warehouse_share,warehouse_tickets,warehouse_mean_seconds,warehouse_median_seconds,finance_seconds,finance_share,finance_tickets,finance_mean_seconds,finance_median_seconds,carrier_seconds,carrier_share,carrier_tickets,carrier_mean_seconds,carrier_median_seconds
    Chile,,1,100800,100800,100800,7200,7.14,1,7200,7200,93600,92.85,1,93600,93600,0,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,
    Italy,,6,218100,36350,16200,95820,43.93,6,15970,3000,92880,42.58,2,46440,10680,29400,29400,13.48,1,29400,29400,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,
    Russia,,4,59880,14970,7200,32880,54.90,4,8220,4200,6000,10.02,1,6000,6000,21000,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,,21000,35.07,1,21000,21000
    Spain,,2,30300,15150,12300,30300,100.00,2,15150,12300,0,0.00,0,,,0,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,
    UK,,3,100200,33400,3600,100200,100.00,3,33400,3600,0,0.00,0,,,0,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,,0,0.00,0,,
    exit 0
    ");
}

#[test]
fn who_carries_how_much_work() {
    let desk = Desk::sample();
    desk.quietly("ticket assign T1 tom\nticket note T1 -m 'They called twice'\nticket reopen T15");
    let lines = "
        report workload -O table
        report workload --by category -O table
        report workload --by account --account FERRARIS -O csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report workload -O table
    REP     TICKETS  OPEN  IN  OUT  TOUCHES  COMPLEXITY  P90  LOAD
    -             2     2   2    0        0        1.00    1     2
    giulia        4     3   4    3        6        3.75    9    15
    irene         4     4   5    3        8        4.50    8    18
    ivan          5     4   5    3        8        3.60    7    18
    lucia         5     3   6    4       11        5.00    9    25
    tom           4     2   6    4       13        9.75   16    39
    exit 0

    $ desk report workload --by category -O table
    CATEGORY              TICKETS  OPEN  IN  OUT  TOUCHES  COMPLEXITY  P90  LOAD
    account                     1     1   1    0        0        1.00    1     1
    catalogue                   2     1   2    1        3        4.00    7     8
    complaint                   1     0   2    2        5       16.00   16    16
    credit                      1     1   1    1        2        4.00    4     4
    fulfilment.damaged          1     1   1    1        2        4.00    4     4
    fulfilment.late             1     1   1    0        2        5.00    5     5
    fulfilment.missing          1     1   1    0        0        1.00    1     1
    fulfilment.where            1     1   1    1        2        4.00    4     4
    invoice                     1     0   1    1        3        7.00    7     7
    invoice.duplicate           1     1   1    1        2        4.00    4     4
    invoice.price               1     1   1    0        1        2.00    2     2
    invoice.tax                 1     1   2    1        3        8.00    8     8
    order-change                1     1   1    0        0        1.00    1     1
    order-change.address        1     0   1    1        2        4.00    4     4
    order-change.date           1     1   1    0        1        2.00    2     2
    price                       1     1   1    0        0        1.00    1     1
    quote                       1     0   2    1        4        9.00    9     9
    return                      1     1   2    1        4       14.00   14    14
    stock.availability          1     1   1    0        0        1.00    1     1
    technical                   3     2   3    4        8        5.66    9    17
    training                    1     1   1    1        2        4.00    4     4
    exit 0

    $ desk report workload --by account --account FERRARIS -O csv
    group,subgroup,tickets,open,messages_in,messages_out,notes,touches,handovers,reopenings,participants_mean,complexity_mean,complexity_p90,load
    FERRARIS,,4,3,5,3,1,9,1,0,2.25,5.75,9,23
    exit 0
    ");
}

#[test]
fn what_customers_ask_and_how_they_reach_us() {
    let desk = Desk::sample();
    let lines = "
        report categories -O table
        report channels -O table
        report channels --by channel,tier --account FERRARIS -O csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report categories -O table
    CATEGORY              TICKETS   SHARE  OPEN  MEDIAN   P90  BUSINESS  IN TIME
    account                     1   4.16%     1       -     -         -        -
    catalogue                   2   8.33%     1      6h    6h        6h  100.00%
    complaint                   1   4.16%     0      4d    4d        3d  100.00%
    credit                      1   4.16%     1       -     -         -        -
    fulfilment.damaged          1   4.16%     1       -     -         -        -
    fulfilment.late             1   4.16%     1       -     -         -        -
    fulfilment.missing          1   4.16%     1       -     -         -        -
    fulfilment.where            1   4.16%     1       -     -         -        -
    invoice                     1   4.16%     0      4h    4h        4h  100.00%
    invoice.duplicate           1   4.16%     1       -     -         -        -
    invoice.price               1   4.16%     1       -     -         -        -
    invoice.tax                 1   4.16%     1       -     -         -        -
    order-change                1   4.16%     1       -     -         -        -
    order-change.address        1   4.16%     0      1h    1h        1h  100.00%
    order-change.date           1   4.16%     1       -     -         -        -
    price                       1   4.16%     1       -     -         -        -
    quote                       1   4.16%     0    2d4h  2d4h       13h  100.00%
    return                      1   4.16%     0    2d2h  2d2h        6h  100.00%
    stock.availability          1   4.16%     1       -     -         -        -
    technical                   3  12.50%     2      6h    6h        6h  100.00%
    training                    1   4.16%     1       -     -         -        -
    --- stderr
    the times leave out 17 not resolved yet
    exit 0

    $ desk report channels -O table
    CHANNEL  TICKETS   SHARE  OPEN  MEDIAN   P90  BUSINESS  IN TIME
    chat           1   4.16%     1       -     -         -        -
    edi            1   4.16%     1       -     -         -        -
    email         14  58.33%    10      6h  2d4h        6h  100.00%
    phone          5  20.83%     3      6h    4d        6h  100.00%
    portal         3  12.50%     2      1h    1h        1h  100.00%
    --- stderr
    the times leave out 17 not resolved yet
    exit 0

    $ desk report channels --by channel,tier --account FERRARIS -O csv
    group,subgroup,tickets,share,open,resolved,merged,wall_median_seconds,wall_mean_seconds,wall_p90_seconds,business_median_seconds,business_p90_seconds,business_count,resolution_attainment,response_attainment,reopened_share,messages_mean
    edi,1,1,25.00,1,0,0,,,,,,0,,,0.00,1.00
    email,1,1,25.00,1,0,0,,,,,,0,,100.00,0.00,3.00
    phone,1,2,50.00,1,1,0,21600,21600,21600,21600,21600,1,100.00,100.00,0.00,2.00
    --- stderr
    the times leave out 3 not resolved yet
    exit 0
    ");
}

#[test]
fn what_is_not_there_is_refused_or_told() {
    let desk = Desk::sample();
    let lines = "
        report response --account NOBODY
        report waiting --by moth
        report workload --by rep,rep
        report channels --include-children
        report categories --since 2027-01-01
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report response --account NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk report waiting --by moth
    --- stderr
    error: `moth` is not something to group by, expected one of tier, account, account-age, rep, team, region, sector, segment, category, order-kind, channel, queue, priority, month; did you mean `month`?
    exit 2

    $ desk report workload --by rep,rep
    --- stderr
    error: `rep,rep` is not two things to group by, expected two that differ, or `rep` alone
    exit 2

    $ desk report channels --include-children
    --- stderr
    error: the following required arguments were not provided: --account <CODE>
    hint: desk report channels --account <CODE> --include-children
    exit 2

    $ desk report categories --since 2027-01-01
    group	subgroup	tickets	share	open	resolved	merged	wall_median_seconds	wall_mean_seconds	wall_p90_seconds	business_median_seconds	business_p90_seconds	business_count	resolution_attainment	response_attainment	reopened_share	messages_mean
    --- stderr
    there is nothing to report
    exit 0
    ");
}
