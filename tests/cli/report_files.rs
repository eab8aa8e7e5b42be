//! Reports as pictures and as files.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_chart_stands_below_the_table() {
    let mut desk = Desk::sample();
    assert_snapshot!(desk.run("report sla --chart\nreport backlog --by rep --chart -O table"), @"
    $ desk report sla --chart
    TIER  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    1           8    80.00%      1h   4h   100.00%      4h   6h
    2          10    62.50%      2h  12h   100.00%     13h   3d
    3           6    75.00%      1h   6h   100.00%      1h   6h

    Answered by tier
    1  ████████████████████████████████████████████████████████ 80.00%
    2  ███████████████████████████████████████████▊ 62.50%
    3  ████████████████████████████████████████████████████▌ 75.00%

    Resolved by tier
    1  █████████████████████████████████████████████████████████████████████ 100.00%
    2  █████████████████████████████████████████████████████████████████████ 100.00%
    3  █████████████████████████████████████████████████████████████████████ 100.00%
    exit 0

    $ desk report backlog --by rep --chart -O table
    REP     OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    -          2    2        0     0       2        0         0      5h
    giulia     4    3        0     1       0        2         0     20h
    irene      4    1        1     1       0        1         1    3d1h
    ivan       4    2        1     1       0        1         1      7h
    lucia      3    1        2     0       0        1         0    2d3h

    Open by rep
    -       ███████████████████████████████████ 2
    giulia  ██████████████████████████████████████████████████████████████████████ 4
    irene   ██████████████████████████████████████████████████████████████████████ 4
    ivan    ██████████████████████████████████████████████████████████████████████ 4
    lucia   ████████████████████████████████████████████████████▌ 3
    exit 0
    ");
    desk.set("LC_ALL", "C");
    assert_snapshot!(desk.run("report backlog --by account,month --until 2026-01-14 --chart"), @"
    $ desk report backlog --by account,month --until 2026-01-14 --chart
    ACCOUNT    MONTH    OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    LEVANTE    2026-01     1    0        1     0       0        0         0    2d3h
    NORTHGATE  2026-01     1    0        0     1       0        1         0    3d1h

    Open by account and month
    LEVANTE    2026-01  ########################################################## 1
    NORTHGATE  2026-01  ########################################################## 1
    exit 0
    ");
}

#[test]
fn markdown_is_a_table_with_its_title() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("report sla --since 2026-01-01 -O md\nreport backlog --by tier -c group,open --chart -O md"), @"
    $ desk report sla --since 2026-01-01 -O md
    # How promises were kept

    Tickets, from 2026-01-01 on

    | tier | tickets | answered | response median | response p90 | resolved | resolution median | resolution p90 |
    | :-- | --: | --: | --: | --: | --: | --: | --: |
    | 1 | 8 | 80.00% | 1h | 4h | 100.00% | 4h | 6h |
    | 2 | 8 | 66.66% | 2h | 9h | 100.00% | 13h | 13h |
    | 3 | 6 | 75.00% | 1h | 6h | 100.00% | 1h | 6h |
    exit 0

    $ desk report backlog --by tier -c group,open --chart -O md
    # What is left to do

    Tickets

    | tier | open |
    | :-- | --: |
    | 1 | 6 |
    | 2 | 7 |
    | 3 | 4 |

    ```text
    Open by tier
    1  ████████████████████████████████████████████████████████████████▎ 6
    2  ███████████████████████████████████████████████████████████████████████████ 7
    3  ██████████████████████████████████████████▉ 4
    ```
    exit 0
    ");
}

#[test]
fn a_page_is_one_file_that_asks_for_nothing() {
    let desk = Desk::sample();
    desk.quietly("account new X '<script>alert(1)</script>' --tier 1");
    assert_snapshot!(desk.run("report backlog --by tier --since 2026-01-15 -o backlog.html"), @"
    $ desk report backlog --by tier --since 2026-01-15 -o backlog.html
    exit 0
    ");
    let page = desk.read("backlog.html");
    let body = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    assert_snapshot!(body, @r#"

    <h1>What is left to do</h1>
    <p class="about">Tickets, from 2026-01-15 on</p>
    <section id="backlog">
    <div class="pictures">
    <figure class="card" role="group" aria-label="Open by tier">
    <figcaption>Open by tier</figcaption>
    <ol class="bars">
    <li><span class="name">1</span><svg role="img" aria-label="5"><rect class="plus" x="0.00%" width="100.00%" height="100%"/></svg><b>5</b></li>
    <li><span class="name">2</span><svg role="img" aria-label="4"><rect class="plus" x="0.00%" width="80.00%" height="100%"/></svg><b>4</b></li>
    <li><span class="name">3</span><svg role="img" aria-label="2"><rect class="plus" x="0.00%" width="40.00%" height="100%"/></svg><b>2</b></li>
    </ol>
    </figure>
    </div>
    <div class="table card" role="region" aria-label="What is left to do, the figures" tabindex="0">
    <table>
    <thead><tr><th scope="col">tier</th><th scope="col" class="number">open</th><th scope="col" class="number">new</th><th scope="col" class="number">pending</th><th scope="col" class="number">held</th><th scope="col" class="number">no rep</th><th scope="col" class="number">at risk</th><th scope="col" class="number">breached</th><th scope="col" class="number">oldest</th></tr></thead>
    <tbody>
    <tr><td class="name">1</td><td class="number" data-sort="5">5</td><td class="number" data-sort="3">3</td><td class="number dim" data-sort="0">0</td><td class="number" data-sort="2">2</td><td class="number dim" data-sort="0">0</td><td class="number warn" data-sort="2">2</td><td class="number dim" data-sort="0">0</td><td class="number" data-sort="32400">9h</td></tr>
    <tr><td class="name">2</td><td class="number" data-sort="4">4</td><td class="number" data-sort="3">3</td><td class="number" data-sort="1">1</td><td class="number dim" data-sort="0">0</td><td class="number warn" data-sort="1">1</td><td class="number warn" data-sort="1">1</td><td class="number bad" data-sort="1">1</td><td class="number" data-sort="21600">6h</td></tr>
    <tr><td class="name">3</td><td class="number" data-sort="2">2</td><td class="number" data-sort="1">1</td><td class="number" data-sort="1">1</td><td class="number dim" data-sort="0">0</td><td class="number warn" data-sort="1">1</td><td class="number dim" data-sort="0">0</td><td class="number dim" data-sort="0">0</td><td class="number" data-sort="18000">5h</td></tr>
    </tbody>
    </table>
    </div>
    </section>
    <footer>As of 2026-01-15 09:00 +00:00.</footer>
    "#);
    for outside in ["http:", "https:", "@import", "src=", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_spreadsheet_has_what_can_be_reckoned_with() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("report sla -o sla.xlsx"), @"
    $ desk report sla -o sla.xlsx
    exit 0
    ");
    let mut book = Xlsx::new(Cursor::new(std::fs::read(desk.path("sla.xlsx")).unwrap())).unwrap();
    let sheet = book.worksheet_range("sla").unwrap();
    let told = |row: usize| {
        let cells = sheet.rows().nth(row).unwrap().iter().take(4);
        cells.map(|cell| match cell {
            Data::DateTime(span) => format!("{} days", span.as_f64()),
            other => other.to_string(),
        })
    };
    let rows: Vec<String> = [0, 1, 3, 4, 5, 6].map(|row| told(row).collect::<Vec<_>>().join(" | ")).to_vec();
    assert_snapshot!(rows.join("\n"), @"
    How promises were kept |  |  | 
    Tickets |  |  | 
    tier | tickets | answered | response median
    1 | 8 | 0.8 | 0.041666666666666664 days
    2 | 10 | 0.625 | 0.08333333333333333 days
    3 | 6 | 0.75 | 0.041666666666666664 days
    ");
}

#[test]
fn what_is_no_report_is_no_document() {
    let desk = Desk::sample();
    let lines = "
        ticket list -O html
        ticket list -o list.md
        ticket next -O xlsx
        ticket show T1 -O md
        report sla --chart -O csv
        report sla --chart --json
        report sla -o sla.html -c tickts
        quote render Q1 -O md
        export accounts -O html
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket list -O html
    --- stderr
    error: `html` is a format of reports, expected here one of table, plain, csv, json, jsonl
    exit 2

    $ desk ticket list -o list.md
    --- stderr
    error: `md` is a format of reports, expected here one of table, plain, csv, json, jsonl
    exit 2

    $ desk ticket next -O xlsx
    --- stderr
    error: `xlsx` is a format of reports, expected here one of table, plain, csv, json, jsonl
    exit 2

    $ desk ticket show T1 -O md
    --- stderr
    error: `md` is a format of reports, expected here one of table, plain, csv, json, jsonl
    exit 2

    $ desk report sla --chart -O csv
    --- stderr
    error: `--chart` draws in a table, in md and in html, not in csv: write `-O table`
    exit 2

    $ desk report sla --chart --json
    --- stderr
    {"error":"`--chart` draws in a table, in md and in html, not in json: write `-O table`","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk report sla -o sla.html -c tickts
    --- stderr
    error: `tickts` is not a field, expected one of group, subgroup, tickets, response_attainment, response_median_seconds, response_p90_seconds, resolution_attainment, resolution_median_seconds, resolution_p90_seconds, response_met, response_breached, response_unanswered, resolution_met, resolution_breached, open, at_risk, breached, response_wall_median_seconds, response_wall_p90_seconds, resolution_wall_median_seconds, resolution_wall_p90_seconds; did you mean `tickets`?
    exit 2

    $ desk quote render Q1 -O md
    --- stderr
    error: a document is html, pdf or xlsx, as the extension of `-o` says, not md
    exit 2

    $ desk export accounts -O html
    --- stderr
    error: `html` is not a format of exports, expected one of csv, tsv, jsonl, xlsx
    exit 2
    "#);
    assert_eq!(desk.files().iter().filter(|name| name.contains("list") || name.contains("sla")).count(), 0);
}
