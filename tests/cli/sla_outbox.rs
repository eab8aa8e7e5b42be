//! `desk sla outbox`, and what becomes of notifications that do not arrive.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::sla_notify::desk;

/// A hook that works once there is a file `open`.
const MOODY: &str =
    "[notify.command]\nargv = [\"sh\", \"-c\", \"test -e open || { echo pager is off >&2; exit 1; }\"]\n";

fn moody() -> Desk {
    let desk = desk();
    desk.write("config/desk/config.toml", MOODY);
    desk
}

#[test]
fn what_fails_is_told_once_and_tried_again_later() {
    let mut desk = moody();
    assert_snapshot!(desk.run("sla check -v -c ticket,level\nsla outbox -O table\nsla outbox\nsla check -v"), @"
    $ desk sla check -v -c ticket,level
    ticket	level
    T1	50%
    --- stderr
    warning: T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command was not delivered, and is tried again: `sh` ended with 1: pager is off
    Checked 1 ticket: 1 told, 0 delivered, 1 to be tried again
    exit 0

    $ desk sla outbox -O table
    ID  LEVEL  BY       TO            STATE    TRIES  NEXT            ERROR
    T1  50%    command  ivan, giulia  waiting      1  2026-01-15 11…  `sh` ended wi…
    exit 0

    $ desk sla outbox
    key	ticket	metric	level	channel	recipients	state	attempts	next_at	last_error	account	cycle	sent_at	corrected_at	report
    T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	T1	first_response	50%	command	ivan,giulia	waiting	1	2026-01-15T11:01:00Z	`sh` ended with 1: pager is off	ACME	1			
    exit 0

    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0
    ");
    desk.at("2026-01-15T11:01:00Z");
    assert_snapshot!(desk.run("sla check -v\nsla outbox -c key,attempts,next_at"), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 1 to be tried again
    exit 0

    $ desk sla outbox -c key,attempts,next_at
    key	attempts	next_at
    T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	2	2026-01-15T11:03:00Z
    exit 0
    ");
    desk.write("open", "");
    desk.at("2026-01-15T11:02:59Z");
    assert_snapshot!(desk.run("sla check -v"), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0
    ");
    desk.at("2026-01-15T11:03:00Z");
    assert_snapshot!(desk.run("sla check -v\nsla outbox\nsla outbox --all -c state,attempts,sent_at,last_error"), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 1 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox
    key	ticket	metric	level	channel	recipients	state	attempts	next_at	last_error	account	cycle	sent_at	corrected_at	report
    --- stderr
    no notifications match
    exit 0

    $ desk sla outbox --all -c state,attempts,sent_at,last_error
    state	attempts	sent_at	last_error
    sent	3	2026-01-15T11:03:00Z	
    exit 0
    ");
}

/// Lets checks come by until the notification is given up, and returns what was said on the way.
fn give_up(desk: &mut Desk) -> String {
    let mut said = String::new();
    for day in 15..=17 {
        for hour in 0..24 {
            desk.at(&format!("2026-01-{day}T{hour:02}:30:00Z"));
            said +=
                &desk.run("sla check -q -c ticket,level").replace("$ desk sla check -q -c ticket,level\nexit 0\n", "");
        }
    }
    said
}

#[test]
fn after_twelve_attempts_it_has_failed_until_somebody_retries() {
    let mut desk = moody();
    // Before the breach there is one thing to tell.
    desk.quietly("sla check");
    desk.quietly("ticket reply T1 -m 'It is on its way'");
    let said = give_up(&mut desk);
    assert_snapshot!(said, @"
    $ desk sla check -q -c ticket,level
    --- stderr
    warning: T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command is given up after 12 attempts: `sh` ended with 1: pager is off
    exit 0
    ");
    assert_snapshot!(desk.run("sla outbox -c key,state,attempts,next_at,last_error"), @"
    $ desk sla outbox -c key,state,attempts,next_at,last_error
    key	state	attempts	next_at	last_error
    T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	failed	12		`sh` ended with 1: pager is off
    exit 0
    ");
    desk.write("open", "");
    let lines = "
        sla check -v
        sla outbox retry T2
        sla outbox retry T1/first_response T1
        sla outbox retry
        sla check -v
        sla outbox --all -c state,attempts
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox retry T2
    --- stderr
    error: there is no failed notification `T2`
    hint: desk sla outbox
    exit 3

    $ desk sla outbox retry T1/first_response T1
    --- stderr
    1 notification waits for the next check
    exit 0

    $ desk sla outbox retry
    --- stderr
    Nothing had failed
    exit 0

    $ desk sla check -v
    --- stderr
    Checked 0 tickets: 0 told, 1 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all -c state,attempts
    state	attempts
    sent	13
    exit 0
    ");
}

#[test]
fn a_channel_that_hangs_is_left_alone_for_the_rest_of_the_run() {
    let mut desk = desk();
    let config =
        "[notify.command]\nargv = [\"sleep\", \"60\"]\ntimeout = \"1s\"\n[notify.mbox]\nfile = \"told.mbox\"\n";
    desk.write("config/desk/config.toml", config);
    desk.quietly(
        "ticket new 'Valve sticks' --account ACME --category technical --priority high\nticket assign T2 ivan",
    );
    desk.at("2026-01-15T11:45:00Z");
    assert_snapshot!(desk.run("sla check -v -c ticket,level\nsla outbox -c ticket,level,state,attempts,last_error"), @"
    $ desk sla check -v -c ticket,level
    ticket	level
    T1	50%
    T2	50%
    --- stderr
    warning: T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command was not delivered, and is tried again: `sleep` did not end within 1s
    Checked 2 tickets: 2 told, 2 delivered, 1 to be tried again
    exit 0

    $ desk sla outbox -c ticket,level,state,attempts,last_error
    ticket	level	state	attempts	last_error
    T1	50%	waiting	1	`sleep` did not end within 1s
    T2	50%	waiting	0	
    exit 0
    ");
    assert_eq!(fs::read_to_string(desk.path("config/desk/told.mbox")).unwrap().matches("\nSubject: ").count(), 2);
}

#[test]
fn a_channel_that_is_no_longer_set_up_keeps_what_waits() {
    let mut desk = moody();
    desk.quietly("sla check -q");
    desk.write("config/desk/config.toml", "");
    desk.at("2026-01-16T11:00:00Z");
    assert_snapshot!(desk.run("sla check -v -c ticket,level\nsla outbox -c key,state,attempts"), @"
    $ desk sla check -v -c ticket,level
    ticket	level
    T1	breach
    --- stderr
    Checked 1 ticket: 1 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox -c key,state,attempts
    key	state	attempts
    T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	waiting	1
    exit 0
    ");
}

#[test]
fn an_empty_outbox_says_so() {
    let desk = Desk::empty();
    assert_snapshot!(desk.run("sla outbox\nsla outbox list --all --json\nsla outbox retry\nsla outbox retry T1"), @"
    $ desk sla outbox
    key	ticket	metric	level	channel	recipients	state	attempts	next_at	last_error	account	cycle	sent_at	corrected_at	report
    --- stderr
    no notifications match
    exit 0

    $ desk sla outbox list --all --json
    []
    --- stderr
    no notifications match
    exit 0

    $ desk sla outbox retry
    --- stderr
    Nothing had failed
    exit 0

    $ desk sla outbox retry T1
    --- stderr
    error: there is no failed notification `T1`
    hint: desk sla outbox
    exit 3
    ");
}
