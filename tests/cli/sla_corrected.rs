//! What becomes of what the check told, once the desk learns better.

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::sla_notify::{POLICY, desk};

const SHOWN: &str = "sla outbox --all -c key,state,corrected_at";

/// A desk with one open ticket, T2, which came from elsewhere at 09:00; the hook works once there is a file `open`.
fn imported() -> Desk {
    let mut desk = desk();
    desk.at("2026-01-15T09:00:00Z");
    desk.write("config/desk/config.toml", "[notify.command]\nargv = [\"test\", \"-e\", \"open\"]\n");
    desk.write(
        "tickets.csv",
        "external_id,account,subject,priority,created_at,assignee\nS-1,ACME,Seal is torn,normal,2026-01-15T09:00:00Z,ivan\n",
    );
    desk.quietly("ticket resolve T1\nimport tickets tickets.csv");
    desk
}

fn late(desk: &Desk, event: &str) -> String {
    desk.write("events.csv", format!("ticket,external_id,kind,at,author,body,status\nS-1,{event}\n"));
    desk.run("import events events.csv")
}

#[test]
fn what_has_not_been_sent_is_taken_back() {
    let mut desk = imported();
    desk.at("2026-01-15T13:05:00Z");
    assert_snapshot!(desk.run(&format!("sla check -q -c ticket,level\n{SHOWN}")), @"
    $ desk sla check -q -c ticket,level
    ticket	level
    T2	50%
    T2	breach
    --- stderr
    warning: T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command was not delivered, and is tried again: `test` ended with 1
    warning: T2/first_response/1/breach/v2/2026-01-15T13:00:00Z/command was not delivered, and is tried again: `test` ended with 1
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	waiting	
    T2/first_response/1/breach/v2/2026-01-15T13:00:00Z/command	waiting	
    exit 0
    ");
    desk.at("2026-01-15T13:06:00Z");
    assert_snapshot!(late(&desk, "1,message-out,2026-01-15T10:00:00Z,ivan,A new seal is on its way,"), @"
    $ desk import events events.csv
    --- stderr
    Imported events: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0
    ");
    desk.at("2026-01-16T09:00:00Z").write("open", "");
    assert_snapshot!(desk.run(&format!("sla check -v\n{SHOWN}\nsla outbox\nsla outbox retry")), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	withdrawn	2026-01-15T13:06:00Z
    T2/first_response/1/breach/v2/2026-01-15T13:00:00Z/command	withdrawn	2026-01-15T13:06:00Z
    exit 0

    $ desk sla outbox
    key	ticket	metric	level	channel	recipients	state	attempts	next_at	last_error	account	cycle	sent_at	corrected_at	report
    --- stderr
    no notifications match
    exit 0

    $ desk sla outbox retry
    --- stderr
    Nothing had failed
    exit 0
    ");
}

#[test]
fn what_has_been_sent_is_marked_and_stays() {
    let mut desk = imported();
    desk.at("2026-01-15T11:05:00Z").write("open", "").quietly("sla check");
    desk.at("2026-01-15T11:06:00Z");
    late(&desk, "1,message-out,2026-01-15T10:00:00Z,ivan,A new seal is on its way,");
    assert_snapshot!(desk.run(SHOWN), @"
    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	sent	2026-01-15T11:06:00Z
    exit 0
    ");
}

#[test]
fn what_was_right_stays_right_whatever_comes_late() {
    let mut desk = imported();
    desk.at("2026-01-15T13:05:00Z").quietly("sla check");
    late(&desk, "1,message-out,2026-01-15T12:00:00Z,ivan,A new seal is on its way,");
    assert_snapshot!(desk.run(SHOWN), @"
    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	waiting	
    T2/first_response/1/breach/v2/2026-01-15T13:00:00Z/command	withdrawn	2026-01-15T13:05:00Z
    exit 0
    ");
    late(&desk, "2,note,2026-01-15T09:30:00Z,ivan,Size 12,");
    // At the very second of a level it is too late to undo it.
    late(&desk, "3,message-out,2026-01-15T11:00:00Z,ivan,Which size?,");
    assert_snapshot!(desk.run(SHOWN), @"
    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	waiting	
    T2/first_response/1/breach/v2/2026-01-15T13:00:00Z/command	withdrawn	2026-01-15T13:05:00Z
    exit 0
    ");
}

#[test]
fn it_may_come_true_after_all() {
    let mut desk = imported();
    desk.at("2026-01-15T09:00:00Z").write("open", "");
    desk.write("resolution.toml", POLICY.replace("first_response", "resolution"));
    desk.quietly("sla policy apply resolution.toml");
    desk.at("2026-01-15T11:05:00Z").quietly("sla check");
    desk.at("2026-01-15T12:00:00Z");
    late(&desk, "1,status,2026-01-15T10:00:00Z,ivan,,pending");
    desk.quietly("ticket status T2 open");
    assert_snapshot!(desk.run(&format!("sla check -v\n{SHOWN}")), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/resolution/1/50%/v3/2026-01-15T11:00:00Z/command	sent	2026-01-15T12:00:00Z
    exit 0
    ");
    desk.at("2026-01-15T13:00:00Z");
    assert_snapshot!(desk.run(&format!("sla check -c ticket,level,at,due_at\n{SHOWN}")), @"
    $ desk sla check -c ticket,level,at,due_at
    ticket	level	at	due_at
    T2	50%	2026-01-15T13:00:00Z	2026-01-15T15:00:00Z
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/resolution/1/50%/v3/2026-01-15T11:00:00Z/command	sent	2026-01-15T12:00:00Z
    T2/resolution/1/50%/v3/2026-01-15T13:00:00Z/command	sent	
    exit 0
    ");
}

#[test]
fn a_version_valid_from_before_takes_back_what_it_no_longer_asks_for() {
    let mut desk = imported();
    desk.at("2026-01-15T11:05:00Z").write("open", "").quietly("sla check");
    let longer = POLICY.replace("default = \"4h\"", "default = \"8h\"");
    desk.write("back.toml", format!("valid_from = \"2026-01-15T09:00:00Z\"\n{longer}"));
    desk.quietly("sla policy apply back.toml");
    assert_snapshot!(desk.run(&format!("sla check -v\n{SHOWN}")), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	sent	2026-01-15T11:05:00Z
    exit 0
    ");
    desk.at("2026-01-15T13:00:00Z");
    assert_snapshot!(desk.run(&format!("sla check -c ticket,level,at,due_at\n{SHOWN}")), @"
    $ desk sla check -c ticket,level,at,due_at
    ticket	level	at	due_at
    T2	50%	2026-01-15T13:00:00Z	2026-01-15T17:00:00Z
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	sent	2026-01-15T11:05:00Z
    T2/first_response/1/50%/v3/2026-01-15T13:00:00Z/command	sent	
    exit 0
    ");
}

#[test]
fn a_version_valid_from_before_tells_nothing_anew_that_it_asks_for_too() {
    let mut desk = imported();
    desk.at("2026-01-15T11:05:00Z").write("open", "").quietly("sla check");
    desk.write("again.toml", format!("valid_from = \"2026-01-15T09:00:00Z\"\n{POLICY}"));
    desk.quietly("sla policy apply again.toml");
    assert_snapshot!(desk.run(&format!("sla check -v\n{SHOWN}")), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	sent	
    exit 0
    ");
}

#[test]
fn a_version_valid_from_now_on_takes_nothing_back() {
    let mut desk = imported();
    desk.at("2026-01-15T11:00:00Z").write("open", "").quietly("sla check");
    desk.write("longer.toml", POLICY.replace("default = \"4h\"", "default = \"8h\""));
    // At the very instant of the level, and later.
    desk.quietly("sla policy apply longer.toml");
    desk.at("2026-01-15T11:30:00Z").quietly("ticket edit T2 --priority low");
    assert_snapshot!(desk.run(SHOWN), @"
    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	sent	
    exit 0
    ");
    desk.at("2026-01-15T17:00:01Z");
    assert_snapshot!(desk.run("sla check -c ticket,level,at,due_at"), @"
    $ desk sla check -c ticket,level,at,due_at
    ticket	level	at	due_at
    T2	breach	2026-01-15T17:00:00Z	2026-01-15T17:00:00Z
    exit 0
    ");
}

#[test]
fn a_clock_that_is_set_back_takes_nothing_back() {
    let mut desk = imported();
    desk.at("2026-01-15T11:00:00Z").write("open", "").quietly("sla check");
    desk.at("2026-01-15T09:30:00Z").quietly("ticket note T2 -m 'Size 12'");
    assert_snapshot!(desk.run(&format!("sla check -v\n{SHOWN}")), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all -c key,state,corrected_at
    key	state	corrected_at
    T2/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	sent	
    exit 0
    ");
    desk.at("2026-01-15T13:00:01Z");
    assert_snapshot!(desk.run("sla check -c ticket,level,at"), @"
    $ desk sla check -c ticket,level,at
    ticket	level	at
    T2	breach	2026-01-15T13:00:00Z
    exit 0
    ");
}

#[test]
fn a_notification_queued_while_the_clock_was_ahead_does_not_wait_until_then() {
    let mut desk = imported();
    desk.at("2036-01-15T11:00:00Z").quietly("sla check -q");
    desk.at("2026-01-15T11:00:00Z").write("open", "");
    assert_snapshot!(desk.run("sla check -v"), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 2 delivered, 0 to be tried again
    exit 0
    ");
}
