//! `desk sla check --plugin`: one line for a monitoring program.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::sla_notify::desk;

#[test]
fn it_says_how_things_stand_not_what_is_new() {
    let mut desk = desk();
    desk.at("2026-01-15T09:00:00Z");
    assert_snapshot!(desk.run("sla check --plugin"), @"
    $ desk sla check --plugin
    DESK OK - 0 breached, 0 at risk | breached=0;;0 at_risk=0;0 open=1 undelivered=0
    exit 0
    ");
    desk.at("2026-01-15T11:00:00Z");
    assert_snapshot!(desk.run("sla check --plugin\nsla check --plugin"), @"
    $ desk sla check --plugin
    DESK WARNING - 0 breached, 1 at risk; first: T1 first response, 2 h left | breached=0;;0 at_risk=1;0 open=1 undelivered=0
    exit 1

    $ desk sla check --plugin
    DESK WARNING - 0 breached, 1 at risk; first: T1 first response, 2 h left | breached=0;;0 at_risk=1;0 open=1 undelivered=0
    exit 1
    ");
    desk.at("2026-01-15T14:30:00Z");
    assert_snapshot!(desk.run("sla check --plugin -v\nsla check --plugin --at 2026-01-15T12:00:00Z"), @"
    $ desk sla check --plugin -v
    DESK CRITICAL - 1 breached, 0 at risk; first: T1 first response, 1 h 30 min over | breached=1;;0 at_risk=0;0 open=1 undelivered=0
    --- stderr
    Checked 1 ticket: 1 told, 0 delivered, 0 to be tried again
    exit 2

    $ desk sla check --plugin --at 2026-01-15T12:00:00Z
    DESK WARNING - 0 breached, 1 at risk; first: T1 first response, 1 h left | breached=0;;0 at_risk=1;0 open=1
    exit 1
    ");
    desk.quietly("ticket reply T1 -m 'It is on its way'");
    assert_snapshot!(desk.run("sla check --plugin\nsla check"), @"
    $ desk sla check --plugin
    DESK OK - 0 breached, 0 at risk | breached=0;;0 at_risk=0;0 open=1 undelivered=0
    exit 0

    $ desk sla check
    exit 0
    ");
}

#[test]
fn it_tells_the_past_as_the_logs_have_it() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("sla check --plugin\nsla check --plugin --at 2026-01-15T07:30:00Z\nsla check --plugin --at 2020-01-01"), @"
    $ desk sla check --plugin
    DESK CRITICAL - 2 breached, 5 at risk; first: T12 first response, 2 h over | breached=2;;0 at_risk=5;0 open=17 undelivered=0
    exit 2

    $ desk sla check --plugin --at 2026-01-15T07:30:00Z
    DESK CRITICAL - 2 breached, 1 at risk; first: T12 first response, 30 min over | breached=2;;0 at_risk=1;0 open=14
    exit 2

    $ desk sla check --plugin --at 2020-01-01
    DESK OK - 0 breached, 0 at risk | breached=0;;0 at_risk=0;0 open=0
    exit 0
    ");
}

#[test]
fn notifications_that_wait_are_counted() {
    let desk = desk();
    desk.write("config/desk/config.toml", "[notify.command]\nargv = [\"false\"]\n");
    assert_snapshot!(desk.run("sla check --plugin"), @"
    $ desk sla check --plugin
    DESK WARNING - 0 breached, 1 at risk; first: T1 first response, 2 h left | breached=0;;0 at_risk=1;0 open=1 undelivered=1
    --- stderr
    warning: T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command was not delivered, and is tried again: `false` ended with 1
    exit 1
    ");
}

#[test]
fn whatever_goes_wrong_is_said_on_the_one_line_that_is_read() {
    let desk = Desk::empty();
    desk.write("odd.toml", "colour = 1\n");
    let lines = "
        --db missing.db sla check --plugin
        --config odd.toml sla check --plugin
        sla check --plugin --exit-code
        sla check --plugin --at 'now|then'
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk --db missing.db sla check --plugin
    DESK UNKNOWN - there is no desk at `missing.db`
    exit 3

    $ desk --config odd.toml sla check --plugin
    DESK UNKNOWN - `odd.toml` cannot be used as configuration: line 1: unknown field `colour`, expected one of `db`, `color`, `reopen_window`, `notify`, `prices`, `quotes`, `health`, `lookup`, `company`, `documents`, `reports`
    exit 3

    $ desk sla check --plugin --exit-code
    DESK UNKNOWN - the argument '--plugin' cannot be used with '--exit-code'
    exit 3

    $ desk sla check --plugin --at 'now|then'
    DESK UNKNOWN - `now/then` is not a point in time, expected an instant `2026-11-21T09:00:00Z`, a day `2026-11-21`, `today`, or a distance `-7d`, `+2h`
    exit 3
    ");
}
