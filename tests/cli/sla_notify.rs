//! What `desk sla check` does at each level: actions, and notifications by every channel.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Desk;

/// The sample, with a policy that acts, and a team it hands tickets to.
pub(crate) const POLICY: &str = r#"
[[policy]]
name = "all"
first_response = { urgent = "30m", high = "1h", default = "4h" }

[[policy.escalate]]
at = "50%"
notify = ["assignee", "account-manager"]

[[policy.escalate]]
at = "breach"
raise_priority = true
reassign = "team:escalations"
notify = ["assignee", "role:team-lead", "service@supplier.example"]
"#;

/// A desk with one ticket, opened at 09:00, assigned to ivan; giulia looks after its account.
pub(crate) fn desk() -> Desk {
    let mut desk = Desk::empty();
    desk.write("policy.toml", POLICY).quietly(
        "
        rep team new escalations
        rep new ivan --name 'Ivan Sokolov' --email ivan@supplier.example
        rep new lucia --name 'Lucia Vega' --email lucia@supplier.example --role team-lead --team escalations
        rep edit giulia --email giulia@supplier.example
        account new ACME 'Acme Hydraulics'
        account assign ACME giulia
        sla policy apply policy.toml
        ticket new 'Pump leaks' --account ACME --category technical --priority normal
        ticket assign T1 ivan
        ",
    );
    desk.at("2026-01-15T11:00:00Z");
    desk
}

/// Tells a hook's log by key, recipients and what was done.
fn told(desk: &Desk) -> String {
    let lines = desk.read("told.jsonl");
    let line = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        let to = message["recipients"].as_array().unwrap().iter();
        let to: Vec<String> = to.map(|to| format!("{} as {}", to["email"], to["as"])).collect();
        format!("{}\n  {}\n  to {}\n  done {}\n", message["key"], message["text"], to.join(", "), message["done"])
    };
    lines.lines().map(line).collect()
}

const HOOK: &str = "[notify.command]\nargv = [\"sh\", \"-c\", \"cat >> told.jsonl\"]\n";

#[test]
fn a_level_is_told_to_whom_its_policy_names_and_acted_upon() {
    let mut desk = desk();
    desk.write("config/desk/config.toml", HOOK);
    let check = "sla check -v -c ticket,level,at,assignee";
    let warned = desk.run(check);
    assert_snapshot!(warned, @"
    $ desk sla check -v -c ticket,level,at,assignee
    ticket	level	at	assignee
    T1	50%	2026-01-15T11:00:00Z	ivan
    --- stderr
    Checked 1 ticket: 1 told, 1 delivered, 0 to be tried again
    exit 0
    ");
    desk.at("2026-01-15T13:00:01Z");
    assert_snapshot!(desk.run(check), @"
    $ desk sla check -v -c ticket,level,at,assignee
    ticket	level	at	assignee
    T1	breach	2026-01-15T13:00:00Z	
    --- stderr
    Checked 1 ticket: 1 told, 1 delivered, 0 to be tried again
    exit 0
    ");
    assert_snapshot!(told(&desk), @r#"
    "T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command"
      "T1 (ACME, normal): first response at risk, due 2026-01-15T13:00:00Z: Pump leaks"
      to "ivan@supplier.example" as "assignee", "giulia@supplier.example" as "account-manager"
      done []
    "T1/first_response/1/breach/v2/2026-01-15T13:00:00Z/command"
      "T1 (ACME, high): first response breached, was due 2026-01-15T13:00:00Z: Pump leaks"
      to "ivan@supplier.example" as "assignee", "lucia@supplier.example" as "role:team-lead", "service@supplier.example" as "service@supplier.example"
      done ["priority raised to high","handed to team:escalations"]
    "#);
    assert_snapshot!(desk.run("ticket history T1 -O table\nticket show T1 -c priority,assignee,team,status,sla"), @"
    $ desk ticket history T1 -O table
    WHEN                     WHO           KIND      STATUS  WHAT
    2026-01-15 09:00 +00:00  the customer  created   -       Pump leaks
    2026-01-15 09:00 +00:00  the system    assigned  -       giulia
    2026-01-15 09:00 +00:00  giulia        assigned  open    ivan
    2026-01-15 13:00 +00:00  the system    priority  -       high
    2026-01-15 13:00 +00:00  the system    assigned  -       escalations
    exit 0

    $ desk ticket show T1 -c priority,assignee,team,status,sla
    field	value
    priority	high
    assignee	
    team	escalations
    status	open
    sla	breached
    exit 0
    ");
    assert_snapshot!(desk.run(check), @"
    $ desk sla check -v -c ticket,level,at,assignee
    --- stderr
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again
    exit 0
    ");
}

#[test]
fn a_raised_priority_may_break_what_was_promised_at_once() {
    let mut desk = desk();
    let ladder = "
[[policy]]
name = 'all'
first_response = { urgent = '30m', high = '1h', default = '4h' }
[[policy.escalate]]
at = '50%'
raise_priority = true
[[policy.escalate]]
at = 'breach'
raise_priority = true
";
    desk.at("2026-01-15T09:00:00Z").write("ladder.toml", ladder).quietly("sla policy apply ladder.toml");
    desk.at("2026-01-15T11:00:00Z");
    assert_snapshot!(desk.run("sla check -c ticket,level,at,due_at\nticket history T1 -c at,what"), @"
    $ desk sla check -c ticket,level,at,due_at
    ticket	level	at	due_at
    T1	50%	2026-01-15T11:00:00Z	2026-01-15T13:00:00Z
    T1	breach	2026-01-15T11:00:00Z	2026-01-15T10:00:00Z
    exit 0

    $ desk ticket history T1 -c at,what
    at	what
    2026-01-15T09:00:00Z	Pump leaks
    2026-01-15T09:00:00Z	giulia
    2026-01-15T09:00:00Z	ivan
    2026-01-15T11:00:00Z	high
    2026-01-15T11:00:00Z	urgent
    exit 0
    ");
}

#[test]
fn nothing_is_done_to_a_ticket_that_is_settled() {
    let mut desk = desk();
    desk.write("config/desk/config.toml", HOOK);
    desk.quietly("sla check");
    desk.at("2026-01-15T13:30:00Z").quietly("ticket resolve T1");
    assert_snapshot!(desk.run("sla check -c ticket,level\nticket show T1 -c priority,assignee,team"), @"
    $ desk sla check -c ticket,level
    ticket	level
    T1	breach
    exit 0

    $ desk ticket show T1 -c priority,assignee,team
    field	value
    priority	normal
    assignee	ivan
    team	
    exit 0
    ");
    assert_snapshot!(told(&desk), @r#"
    "T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command"
      "T1 (ACME, normal): first response at risk, due 2026-01-15T13:00:00Z: Pump leaks"
      to "ivan@supplier.example" as "assignee", "giulia@supplier.example" as "account-manager"
      done []
    "T1/first_response/1/breach/v2/2026-01-15T13:00:00Z/command"
      "T1 (ACME, normal): first response breached, was due 2026-01-15T13:00:00Z: Pump leaks"
      to "ivan@supplier.example" as "assignee", "lucia@supplier.example" as "role:team-lead", "service@supplier.example" as "service@supplier.example"
      done []
    "#);
}

#[test]
fn a_rep_gets_the_ticket_and_the_team_stays() {
    let mut desk = desk();
    let policy = POLICY.replace("team:escalations", "rep:lucia");
    desk.write("policy.toml", policy).write("config/desk/config.toml", HOOK).quietly("sla policy apply policy.toml");
    desk.quietly("ticket assign T1 --team escalations");
    desk.at("2026-01-15T13:00:01Z").quietly("sla check");
    assert_snapshot!(desk.run("ticket show T1 -c assignee,team"), @"
    $ desk ticket show T1 -c assignee,team
    field	value
    assignee	lucia
    team	escalations
    exit 0
    ");
}

#[test]
fn who_has_left_gets_no_ticket_and_no_news() {
    let mut desk = desk();
    let policy = POLICY.replace("team:escalations", "rep:lucia").replace("\"role:team-lead\"", "\"rep:lucia\"");
    desk.write("policy.toml", policy).write("config/desk/config.toml", HOOK).quietly("sla policy apply policy.toml");
    desk.quietly("rep edit lucia --active false");
    desk.at("2026-01-15T13:00:01Z");
    assert_snapshot!(desk.run("sla check -c ticket,level"), @"
    $ desk sla check -c ticket,level
    ticket	level
    T1	50%
    T1	breach
    --- stderr
    warning: policy `all` at `breach` for T1: the rep `lucia` has left; it stays where it is
    exit 0
    ");
    assert_snapshot!(told(&desk), @r#"
    "T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command"
      "T1 (ACME, normal): first response at risk, due 2026-01-15T13:00:00Z: Pump leaks"
      to "ivan@supplier.example" as "assignee", "giulia@supplier.example" as "account-manager"
      done []
    "T1/first_response/1/breach/v3/2026-01-15T13:00:00Z/command"
      "T1 (ACME, high): first response breached, was due 2026-01-15T13:00:00Z: Pump leaks"
      to "ivan@supplier.example" as "assignee", "service@supplier.example" as "service@supplier.example"
      done ["priority raised to high"]
    "#);
}

#[test]
fn mail_that_can_reach_nobody_is_given_up_at_once() {
    let mut desk = desk();
    desk.write("config/desk/config.toml", "[notify.mail]\nfrom = \"desk@supplier.example\"\ndir = \"mail\"\n");
    fs::create_dir(desk.path("config/desk/mail")).unwrap();
    desk.quietly("rep edit ivan --email none\nrep edit giulia --email none");
    assert_snapshot!(desk.run("sla check -v -c ticket,level\nsla outbox -O table\nsla outbox"), @"
    $ desk sla check -v -c ticket,level
    ticket	level
    T1	50%
    --- stderr
    warning: policy `all` at `50%` for T1: nobody who is to be told has an e-mail address; nothing is mailed
    Checked 1 ticket: 1 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox -O table
    ID  LEVEL  BY    TO            STATE   TRIES  NEXT  ERROR
    T1  50%    mail  ivan, giulia  failed      0  -     nobody who is to be told ha…
    exit 0

    $ desk sla outbox
    key	ticket	metric	level	channel	recipients	state	attempts	next_at	last_error	account	cycle	sent_at	corrected_at	report
    T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/mail	T1	first_response	50%	mail	ivan,giulia	failed	0		nobody who is to be told has an e-mail address	ACME	1			
    exit 0
    ");
    assert_snapshot!(desk.run("sla outbox retry\nsla check -v\nsla outbox -c state,attempts,next_at,last_error"), @"
    $ desk sla outbox retry
    --- stderr
    1 notification waits for the next check
    exit 0

    $ desk sla check -v
    --- stderr
    warning: T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/mail is given up: nobody who is to be told has an e-mail address
    Checked 0 tickets: 0 told, 0 delivered, 0 to be tried again, 1 given up
    exit 0

    $ desk sla outbox -c state,attempts,next_at,last_error
    state	attempts	next_at	last_error
    failed	1		nobody who is to be told has an e-mail address
    exit 0
    ");
    desk.at("2026-01-15T13:00:01Z");
    assert_snapshot!(desk.run("sla check -v -c ticket,level"), @"
    $ desk sla check -v -c ticket,level
    ticket	level
    T1	breach
    --- stderr
    Checked 1 ticket: 1 told, 1 delivered, 0 to be tried again
    exit 0
    ");
    assert_eq!(fs::read_dir(desk.path("config/desk/mail")).unwrap().count(), 1);
}

#[test]
fn with_no_channel_nothing_is_queued() {
    let mut desk = desk();
    desk.at("2026-01-15T13:00:01Z");
    assert_snapshot!(desk.run("sla check -v -c ticket,level\nsla outbox --all"), @"
    $ desk sla check -v -c ticket,level
    ticket	level
    T1	50%
    T1	breach
    --- stderr
    Checked 1 ticket: 2 told, 0 delivered, 0 to be tried again
    exit 0

    $ desk sla outbox --all
    key	ticket	metric	level	channel	recipients	state	attempts	next_at	last_error	account	cycle	sent_at	corrected_at	report
    --- stderr
    no notifications match
    exit 0
    ");
}

#[test]
fn whom_a_policy_names_and_the_desk_lacks_is_warned_of() {
    let desk = desk();
    let strangers = POLICY.replace("team:escalations", "team:escalation").replace("\"assignee\", ", "\"rep:ivn\", ");
    desk.write("strangers.toml", strangers);
    assert_snapshot!(desk.run("sla policy apply strangers.toml -n\nsla policy apply strangers.toml"), @"
    $ desk sla policy apply strangers.toml -n
    change
    all: escalate 50% notify assignee, account-manager → notify rep:ivn, account-manager
    all: escalate breach notify assignee, role:team-lead, service@supplier.example; raise priority; reassign to team:escalations → notify rep:ivn, role:team-lead, service@supplier.example; raise priority; reassign to team:escalation
    --- stderr
    warning: policy `all` at `50%`: there is no rep `ivn`; did you mean `ivan`?
    warning: policy `all` at `breach`: there is no rep `ivn`; did you mean `ivan`?
    warning: policy `all` at `breach`: there is no team `escalation`; did you mean `escalations`?
    Would become version 3, valid from 2026-01-15T11:00:00Z; nothing was changed
    exit 0

    $ desk sla policy apply strangers.toml
    change
    all: escalate 50% notify assignee, account-manager → notify rep:ivn, account-manager
    all: escalate breach notify assignee, role:team-lead, service@supplier.example; raise priority; reassign to team:escalations → notify rep:ivn, role:team-lead, service@supplier.example; raise priority; reassign to team:escalation
    --- stderr
    warning: policy `all` at `50%`: there is no rep `ivn`; did you mean `ivan`?
    warning: policy `all` at `breach`: there is no rep `ivn`; did you mean `ivan`?
    warning: policy `all` at `breach`: there is no team `escalation`; did you mean `escalations`?
    Applied as version 3, valid from 2026-01-15T11:00:00Z
    exit 0
    ");
}
