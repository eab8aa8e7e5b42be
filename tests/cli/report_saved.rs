//! `desk report run` and `desk report send`.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Desk;

const CONFIG: &str = r#"
[reports.weekly]
title = "The week"
show = ["sla --by tier --since -7d", "backlog --by rep"]
to = ["role:admin", "boss@supplier.example"]

[reports.load]
title = "Load"
show = ["backlog --by rep"]

[reports.wrong]
title = "Wrong"
show = ["sla --by moon"]

[notify.mail]
from = "Support desk <desk@supplier.example>"
dir = "letters"
"#;

fn desk() -> Desk {
    let mut desk = Desk::sample();
    desk.set("DESK_CONFIG", "config.toml").write("config.toml", CONFIG);
    fs::create_dir(desk.path("letters")).unwrap();
    desk
}

#[test]
fn a_saved_report_is_asked_for_by_its_name() {
    assert_snapshot!(desk().run(
        "report run -O table
         report run weekly
         report run load -O csv
         report run weekly -- --account FERRARIS --since -30d --by priority
         report run monthly
         report run wrong
         report run weekly -O csv"
    ), @"
    $ desk report run -O table
    NAME    TITLE     SHOWS                           TO
    load    Load      backlog --by rep
    weekly  The week  sla --by tier --since -7d, ba…  role:admin, boss@supplier.exa…
    wrong   Wrong     sla --by moon
    exit 0

    $ desk report run weekly
    The week
    2026-01-15 09:00 +00:00

    How promises were kept
    Tickets, from 2026-01-08 on

    TIER  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    1           6   100.00%      1h   1h         -       -    -
    2           7    80.00%      2h   2h         -       -    -
    3           6    75.00%      1h   6h   100.00%      1h   6h

    What is left to do
    Tickets

    REP     OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    -          2    2        0     0       2        0         0      5h
    giulia     4    3        0     1       0        2         0     20h
    irene      4    1        1     1       0        1         1    3d1h
    ivan       4    2        1     1       0        1         1      7h
    lucia      3    1        2     0       0        1         0    2d3h
    exit 0

    $ desk report run load -O csv
    group,subgroup,open,new,pending,on_hold,unassigned,at_risk,breached,oldest_age_seconds,median_age_seconds
    '-,,2,2,0,0,2,0,0,18000,3000
    giulia,,4,3,0,1,0,2,0,72000,2700
    irene,,4,1,1,1,0,1,1,262800,93600
    ivan,,4,2,1,1,0,1,1,25200,7200
    lucia,,3,1,2,0,0,1,0,183600,100800
    exit 0

    $ desk report run weekly -- --account FERRARIS --since -30d --by priority
    The week
    2026-01-15 09:00 +00:00

    How promises were kept
    Tickets of FERRARIS, from 2025-12-16 on

    PRIORITY  TICKETS  ANSWERED  MEDIAN  P90  RESOLVED  MEDIAN  P90
    urgent          2   100.00%      1h   1h   100.00%      6h   6h
    normal          2   100.00%      1h   1h         -       -    -

    What is left to do
    Tickets of FERRARIS, from 2025-12-16 on

    PRIORITY  OPEN  NEW  PENDING  HELD  NO REP  AT RISK  BREACHED  OLDEST
    urgent       1    1        0     0       0        1         0     45m
    normal       2    1        0     0       0        0         0    1d2h
    exit 0

    $ desk report run monthly
    --- stderr
    error: there is no saved report `monthly`
    hint: desk report run
    exit 3

    $ desk report run wrong
    --- stderr
    error: `report sla --by moon` cannot be made: invalid value 'moon' for '--by <WHAT>': `moon` is not something to group by, expected one of tier, account, account-age, rep, team, region, sector, segment, category, order-kind, channel, queue, priority, month
    exit 2

    $ desk report run weekly -O csv
    --- stderr
    error: csv holds one table, and these are several reports: write json, html, md or xlsx, or ask for one of them, `desk report sla`, `desk report backlog`
    exit 2
    ");
}

#[test]
fn a_report_is_sent_with_a_page_that_anybody_can_open() {
    let desk = desk();
    assert_snapshot!(desk.run(
        "report send load
         report send load --to assignee
         report send load --to team:nowhere
         report send weekly
         report send load --to boss@supplier.example -O xlsx
         report send load --to owner@supplier.example -O md
         sla outbox --all -O table"
    ), @"
    $ desk report send load
    --- stderr
    error: nobody is to get it: name them with `--to`, or as `to` of the report
    exit 4

    $ desk report send load --to assignee
    --- stderr
    error: `assignee` is somebody else for each ticket, and a report is of many: name a rep, a role, a team or an address
    exit 4

    $ desk report send load --to team:nowhere
    --- stderr
    error: there is no team `nowhere`
    hint: desk rep team list
    exit 3

    $ desk report send weekly
    --- stderr
    Sent weekly to giulia, boss@supplier.example
    exit 0

    $ desk report send load --to boss@supplier.example -O xlsx
    --- stderr
    Sent load to boss@supplier.example
    exit 0

    $ desk report send load --to owner@supplier.example -O md
    --- stderr
    Sent load to owner@supplier.example
    exit 0

    $ desk sla outbox --all -O table
    ID      LEVEL  BY    TO                             STATE  TRIES  NEXT  ERROR
    weekly  -      mail  giulia, boss@supplier.example  sent       1  -     -
    load    -      mail  boss@supplier.example          sent       1  -     -
    load    -      mail  owner@supplier.example         sent       1  -     -
    exit 0
    ");
    let mut letters: Vec<_> = fs::read_dir(desk.path("letters")).unwrap().map(|entry| entry.unwrap().path()).collect();
    letters.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
    let sent = letters.iter().map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>().join("\n");
    let told = |line: &&str| {
        ["To:", "Subject:", "Content-Type:", "Content-Disposition:"].iter().any(|head| line.starts_with(head))
    };
    let mut heads: Vec<&str> = sent.lines().filter(told).filter(|line| !line.contains("multipart")).collect();
    heads.sort_unstable();
    assert_snapshot!(heads.join("\n"), @r#"
    Content-Disposition: attachment; filename="load.md"
    Content-Disposition: attachment; filename="load.xlsx"
    Content-Disposition: attachment; filename="weekly.html"
    Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
    Content-Type: text/html; charset=utf-8
    Content-Type: text/markdown; charset=utf-8
    Content-Type: text/plain; charset=utf-8
    Content-Type: text/plain; charset=utf-8
    Content-Type: text/plain; charset=utf-8
    Subject: Load, 2026-01-15
    Subject: Load, 2026-01-15
    Subject: The week, 2026-01-15
    To: boss@supplier.example
    To: boss@supplier.example
    To: owner@supplier.example
    "#);
}

#[test]
fn nothing_is_sent_where_no_way_is_set_up_or_by_those_who_do_not_lead() {
    let mut desk = Desk::sample();
    desk.write("config.toml", "[reports.load]\ntitle = \"Load\"\nshow = [\"backlog\"]\nto = [\"rep:giulia\"]\n");
    desk.set("DESK_CONFIG", "config.toml");
    assert_snapshot!(desk.run("report send load"), @"
    $ desk report send load
    --- stderr
    error: no way to send anything is set up: `[notify]` in the configuration
    exit 4
    ");
    assert_snapshot!(desk.run("report send load --as tom"), @"
    $ desk report send load --as tom
    --- stderr
    error: tom may not do that: the right `report.send` is not one of the role `logistics`
    hint: desk access explain tom report.send
    exit 4
    ");
}

#[test]
fn a_saved_report_that_cannot_be_read_is_refused_with_its_line() {
    let mut desk = Desk::sample();
    desk.set("DESK_CONFIG", "config.toml");
    desk.write("config.toml", "[reports.load]\ntitle = \"Load\"\nshow = \"backlog\"\n");
    assert_snapshot!(desk.run("report run load"), @r#"
    $ desk report run load
    --- stderr
    error: `config.toml` cannot be used as configuration: line 3: invalid type: string "backlog", expected a sequence
    exit 2
    "#);
    desk.write("config.toml", "[reports.load]\ntitle = \"Load\"\nshow = []\nto = [\"giulia\"]\n");
    assert_snapshot!(desk.run("report run load"), @"
    $ desk report run load
    --- stderr
    error: `config.toml` cannot be used as configuration: line 4: `giulia` is not somebody to notify, expected `assignee`, `account-manager`, `role:ROLE`, `rep:HANDLE`, `team:NAME` or an e-mail address
    exit 2
    ");
}
