//! Who one is, who may what, and `--as`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn whoami_tells_what_as_makes_of_one() {
    let mut desk = Desk::sample();
    let lines = "
        whoami -O table
        whoami --as tom -O table
        whoami --as P1 -O table
        whoami --as P1 --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk whoami -O table
    giulia Giulia Conti
      role  admin
      user  giulia
      desk  [DIR]/desk.db
    exit 0

    $ desk whoami --as tom -O table
    giulia Giulia Conti
      role     admin
      user     giulia
      acts as  tom (Tom Becker, logistics)
      desk     [DIR]/desk.db
    exit 0

    $ desk whoami --as P1 -O table
    giulia Giulia Conti
      role     admin
      user     giulia
      acts as  P1 (Anna Bianchi, purchasing-manager at FERRARIS), who reads and
               changes nothing
      desk     [DIR]/desk.db
    exit 0

    $ desk whoami --as P1 --json
    {
      "handle": "giulia",
      "name": "Giulia Conti",
      "role": "admin",
      "user": "giulia",
      "acting_as": {
        "contact": "P1",
        "name": "Anna Bianchi",
        "role": "purchasing-manager",
        "account": "FERRARIS"
      },
      "file": "[DIR]/desk.db"
    }
    exit 0
    "#);
    desk.as_user("mallory");
    assert_snapshot!(desk.run("whoami"), @"
    $ desk whoami
    --- stderr
    error: the user `mallory` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user mallory
    exit 4
    ");
}

#[test]
fn a_role_is_given_and_the_last_admin_stays() {
    let mut desk = Desk::sample();
    let lines = "
        rep role tom team-lead --reason 'leads logistics now'
        rep role tom team-lead
        rep role @me agent
        rep role tmo agent
        rep role tom boss
        rep edit tom --os-user tom
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep role tom team-lead --reason 'leads logistics now'
    --- stderr
    Rep tom is team-lead now
    exit 0

    $ desk rep role tom team-lead
    --- stderr
    Rep tom is team-lead already
    exit 0

    $ desk rep role @me agent
    --- stderr
    error: `giulia` is the only admin: make somebody else one first
    exit 4

    $ desk rep role tmo agent
    --- stderr
    error: there is no rep `tmo`
    hint: desk rep list
    exit 3

    $ desk rep role tom boss
    --- stderr
    error: `boss` is not a staff role, expected one of agent, account-manager, team-lead, sales-manager, credit-controller, billing, logistics, integration, auditor, admin
    exit 2

    $ desk rep edit tom --os-user tom
    --- stderr
    Changed rep tom, team-lead
    exit 0
    ");
    desk.as_user("tom");
    assert_snapshot!(desk.run("rep role tom admin\nrep edit @me --os-user mallory\nrep edit @me --name T"), @"
    $ desk rep role tom admin
    --- stderr
    error: tom may not do that: the right `rep.role` is not one of the role `team-lead`
    hint: desk access explain tom rep.role
    exit 4

    $ desk rep edit @me --os-user mallory
    --- stderr
    error: tom may not do that: the right `rep.role` is not one of the role `team-lead`
    hint: desk access explain tom rep.role
    exit 4

    $ desk rep edit @me --name T
    --- stderr
    Changed rep tom, team-lead
    exit 0
    ");
}

#[test]
fn an_agent_is_told_what_is_missing() {
    let mut desk = Desk::sample();
    desk.quietly("rep new ann --os-user ann");
    desk.as_user("ann");
    let lines = "
        sla policy apply policies.toml
        account new NOVA Nova
        ticket list --as tom
        access explain @me account.new
    ";
    desk.write("policies.toml", "[calendar.office]\ntimezone = 'Europe/Rome'\nhours = { mon-fri = ['09:00-18:00'] }\n");
    assert_snapshot!(desk.run(lines), @"
    $ desk sla policy apply policies.toml
    --- stderr
    error: ann may not do that: the right `policy.apply` is not one of the role `agent`
    hint: desk access explain ann policy.apply
    exit 4

    $ desk account new NOVA Nova
    --- stderr
    error: ann may not do that: the right `account.new` is not one of the role `agent`
    hint: desk access explain ann account.new
    exit 4

    $ desk ticket list --as tom
    --- stderr
    error: ann may not do that: the right `act-as.rep` is not one of the role `agent`
    hint: desk access explain ann act-as.rep
    exit 4

    $ desk access explain @me account.new
    field	value
    who	ann
    name	ann
    role	agent
    what	account.new
    may	false
    reach	
    because.0.holds	true
    because.0.why	ann works here
    because.1.holds	false
    because.1.why	the role agent does not have the right account.new; others that do: account-manager, team-lead, sales-manager, integration, admin
    exit 0
    ");
    desk.write(
        "two.jsonl",
        "{\"do\":\"ticket.note\",\"id\":\"T1\",\"message\":\"a\"}\n{\"do\":\"rep.new\",\"handle\":\"x\"}\n",
    );
    assert_snapshot!(desk.run("batch two.jsonl\nbatch two.jsonl --keep-going"), @r#"
    $ desk batch two.jsonl
    {"line":2,"do":"rep.new","ok":false,"exit":4,"id":null,"result":null,"notes":[],"error":{"error":"ann may not do that: the right `rep.new` is not one of the role `agent`","causes":[],"hint":"desk access explain ann rep.new","exit_code":4}}
    --- stderr
    error: line 2 was refused: ann may not do that: the right `rep.new` is not one of the role `agent`
      nothing was changed
    exit 5

    $ desk batch two.jsonl --keep-going
    {"line":1,"do":"ticket.note","ok":true,"exit":0,"id":"T1","result":null,"notes":["Noted on T1, now new"],"error":null}
    {"line":2,"do":"rep.new","ok":false,"exit":4,"id":null,"result":null,"notes":[],"error":{"error":"ann may not do that: the right `rep.new` is not one of the role `agent`","causes":[],"hint":"desk access explain ann rep.new","exit_code":4}}
    --- stderr
    error: line 2 was refused: ann may not do that: the right `rep.new` is not one of the role `agent`
      1 command carried out
    exit 5
    "#);
}

#[test]
fn an_answer_given_before_is_for_nobody_else() {
    let mut desk = Desk::sample();
    desk.quietly("ticket note T1 -m secret --key K-1");
    let lines = "
        ticket note T1 -m secret --key K-1
        ticket note T1 -m secret --key K-1 --as P1
        ticket note T1 -m secret --key K-1 --as tom
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket note T1 -m secret --key K-1
    --- stderr
    Noted on T1, now new
    exit 0

    $ desk ticket note T1 -m secret --key K-1 --as P1
    --- stderr
    error: P1 may not do that: the right `ticket.note` is not one of the role `purchasing-manager`
    hint: desk access explain P1 ticket.note
    exit 4

    $ desk ticket note T1 -m secret --key K-1 --as tom
    --- stderr
    error: the key `K-1` was given to another request: T1, 2026-01-15T09:00:00Z; choose another key
    exit 4
    ");
    desk.as_user("mallory");
    assert_snapshot!(desk.run("ticket note T1 -m secret --key K-1\nticket note T1 -m other --key K-1"), @"
    $ desk ticket note T1 -m secret --key K-1
    --- stderr
    error: the user `mallory` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user mallory
    exit 4

    $ desk ticket note T1 -m other --key K-1
    --- stderr
    error: the user `mallory` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user mallory
    exit 4
    ");
}

#[test]
fn a_file_is_no_way_round_a_right() {
    let mut desk = Desk::sample();
    desk.quietly("rep role tom team-lead\nrep edit tom --os-user tom");
    desk.write("reps.csv", "handle,name,role,os_user\ntom,Tom Becker,admin,tom\n");
    desk.as_user("tom");
    assert_snapshot!(desk.run("import reps reps.csv --source hr\nimport undo B1"), @"
    $ desk import reps reps.csv --source hr
    --- stderr
    error: tom may not do that: the right `rep.new` is not one of the role `team-lead`
    hint: desk access explain tom rep.new
    exit 4

    $ desk import undo B1
    --- stderr
    error: tom may not do that: the right `rep.new` is not one of the role `team-lead`
    hint: desk access explain tom rep.new
    exit 4
    ");
}

#[test]
fn a_contact_reads_what_is_theirs_and_changes_nothing() {
    let desk = Desk::sample();
    let lines = "
        ticket list --as paola.serra@ferraris.example -O table
        ticket show T1 --as P3
        ticket note T7 -m x --as P3
        account show FERRARIS --as P2 -O table
        account contact list FERRARIS --as P2
        sla forecast --as P1
        ticket list --as P99
        ticket list --as nobody@x.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --as paola.serra@ferraris.example -O table
    ID  ACCOUNT   SUBJECT               STATUS  SLA       DUE                  REP
    T7  FERRARIS  Fattura 2026/118: I…  open    on track  2026-01-15 10:50 +…  irene
    exit 0

    $ desk ticket show T1 --as P3
    --- stderr
    error: there is no ticket `T1`
    exit 3

    $ desk ticket note T7 -m x --as P3
    --- stderr
    error: P3 may not do that: the right `ticket.note` is not one of the role `finance`
    hint: desk access explain P3 ticket.note
    exit 4

    $ desk account show FERRARIS --as P2 -O table
    FERRARIS Officine Ferraris S.p.A.
      status          active
      segment         b2b
      credit          -
      reps            giulia (primary), irene (backup)
      currency        EUR
      time zone       Europe/Rome
      language        it
      customer since  2014-03-01
    exit 0

    $ desk account contact list FERRARIS --as P2
    --- stderr
    error: P2 may not do that: the right `contact.read` is not one of the role `technical`
    hint: desk access explain P2 contact.read
    exit 4

    $ desk sla forecast --as P1
    --- stderr
    error: P1 may not do that: it is for reps, whatever the role of a contact
    hint: desk access list --contacts
    exit 4

    $ desk ticket list --as P99
    --- stderr
    error: there is no contact `P99`
    exit 3

    $ desk ticket list --as nobody@x.example
    --- stderr
    error: there is no contact `nobody@x.example`
    exit 3
    ");
}

#[test]
fn whoever_has_left_is_nobody_to_act_as() {
    let desk = Desk::sample();
    desk.quietly("rep edit tom --active false\naccount contact edit P1 --active false");
    assert_snapshot!(desk.run("ticket list --as tom\nticket list --as P1\naccess explain P1 T1"), @"
    $ desk ticket list --as tom
    --- stderr
    error: nobody acts as tom, who is no longer active
    exit 4

    $ desk ticket list --as P1
    --- stderr
    error: nobody acts as P1, who is no longer active
    exit 4

    $ desk access explain P1 T1
    field	value
    who	P1
    name	Anna Bianchi
    role	purchasing-manager
    what	T1
    may	false
    reach	
    because.0.holds	false
    because.0.why	P1 is no longer at FERRARIS
    because.1.holds	true
    because.1.why	the role purchasing-manager has the right ticket.read, with the reach account
    because.2.holds	true
    because.2.why	FERRARIS is their account
    exit 0
    ");
}
