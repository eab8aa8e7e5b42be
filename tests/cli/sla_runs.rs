//! `desk sla runs`.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::sla_notify::desk;

#[test]
fn runs_with_nothing_to_say_share_a_line() {
    let mut desk = desk();
    desk.write(
        "config/desk/config.toml",
        "[notify.command]\nargv = [\"true\"]\n[notify.mail]\nfrom = \"d@x.example\"\ndir = \"none\"\n",
    );
    for now in ["10:50", "10:55", "11:00", "11:05", "11:10"] {
        desk.at(&format!("2026-01-15T{now}:00Z")).quietly("sla check");
    }
    assert_snapshot!(desk.run("sla runs -O table\nsla runs --limit 1\nsla runs --limit 0 --json"), @"
    $ desk sla runs -O table
    FROM                     TO                       RUNS  TOLD  DELIVERED  FAILED
    2026-01-15 11:10 +00:00  2026-01-15 11:10 +00:00     1     0          0       1
    2026-01-15 11:05 +00:00  2026-01-15 11:05 +00:00     1     0          0       1
    2026-01-15 11:00 +00:00  2026-01-15 11:00 +00:00     1     1          1       1
    2026-01-15 10:50 +00:00  2026-01-15 10:55 +00:00     2     0          0       0
    exit 0

    $ desk sla runs --limit 1
    first_at	last_at	runs	findings	delivered	failed
    2026-01-15T11:10:00Z	2026-01-15T11:10:00Z	1	0	0	1
    --- stderr
    1 of 4 runs
    exit 0

    $ desk sla runs --limit 0 --json
    []
    --- stderr
    0 of 4 runs
    exit 0
    ");
}

#[test]
fn a_look_at_the_past_is_no_run() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla check --at 2020-01-01\nsla runs"), @"
    $ desk sla check --at 2020-01-01
    exit 0

    $ desk sla runs
    first_at	last_at	runs	findings	delivered	failed
    --- stderr
    no runs match
    exit 0
    ");
}
