//! `desk access`, `desk whoami`, `desk rep role`, and `--as`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_table_of_rights_fits_the_screen() {
    let desk = Desk::nowhere();
    let lines = "
        access list -O table
        access list --contacts -O table
        access list --role buyer --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk access list -O table
    ACTION          AGENT  ACCT  LEAD  SALES  CRED  BILL  LOGI  INTEG  AUDIT  ADMIN
    account.assign  -      -     yes   yes    -     -     -     yes    -      yes
    account.edit    -      yes   yes   yes    -     -     -     yes    -      yes
    account.new     -      yes   yes   yes    -     -     -     yes    -      yes
    account.read    yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    act-as.contact  yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    act-as.rep      -      -     yes   -      -     -     -     -      -      yes
    audit.read      -      -     yes   -      -     -     -     -      yes    yes
    contact.add     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    contact.edit    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    contact.erase   -      -     yes   yes    -     -     -     yes    -      yes
    contact.read    yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    contract.add    -      yes   yes   yes    -     -     -     yes    -      yes
    contract.end    -      yes   yes   yes    -     -     -     yes    -      yes
    contract.read   yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    credit.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    desk.new        -      -     -     -      -     -     -     -      -      yes
    export.run      -      -     yes   yes    -     -     -     yes    yes    yes
    import.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    import.run      -      -     yes   yes    -     -     -     yes    -      yes
    import.undo     -      -     yes   yes    -     -     -     yes    -      yes
    policy.apply    -      -     yes   -      -     -     -     -      -      yes
    policy.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    queue.new       -      -     yes   -      -     -     -     -      -      yes
    rep.edit        -      -     yes   -      -     -     -     -      -      yes
    rep.edit-own    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    rep.new         -      -     -     -      -     -     -     -      -      yes
    rep.read        yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    rep.role        -      -     -     -      -     -     -     -      -      yes
    report.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    self.read       yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    sla.check       yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    sla.deliver     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    sla.read        yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    sla.retry       yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    team.new        -      -     yes   -      -     -     -     -      -      yes
    ticket.assign   yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.close    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.edit     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.link     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.merge    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.new      yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.note     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.read     yes    yes   yes   yes    yes   yes   yes   yes    yes    yes
    ticket.receive  yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.reopen   yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.reply    yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.resolve  yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.status   yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    ticket.take     yes    yes   yes   yes    yes   yes   yes   yes    -      yes
    exit 0

    $ desk access list --contacts -O table
    How far contacts see
      ROLE                TICKETS     ACCOUNTS  PEOPLE      CONTRACTS  CREDIT
      company-admin       tree        tree      tree        tree       tree
      purchasing-manager  account     account   account     account    account
      buyer               department  account   department  -          -
      junior-buyer        own         account   -           -          -
      approver            department  account   department  -          -
      finance             account     account   -           account    account
      technical           account     account   -           -          -
      logistics           account     account   -           -          -
      viewer              own         account   -           -          -

    Whose tickets are of these categories only
      finance    invoice, payment, credit
      technical  technical, integration, training, catalogue
      logistics  stock, fulfilment, return
    exit 0

    $ desk access list --role buyer --json
    {
      "roles": [
        {
          "role": "buyer",
          "tickets": "department",
          "promises": "department",
          "accounts": "account",
          "contacts": "department",
          "contracts": null,
          "credit": null,
          "categories": null
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn a_role_has_its_rows() {
    let desk = Desk::nowhere();
    let lines = "
        access list --role auditor -c action
        access list --role finance -O table
        access list --role logistics --contacts -c roles
        access list --role agnt
        access list --role agnt --contacts
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk access list --role auditor -c action
    action
    account.read
    act-as.contact
    audit.read
    contact.read
    contract.read
    credit.read
    export.run
    import.read
    policy.read
    rep.read
    report.read
    self.read
    sla.read
    ticket.read
    exit 0

    $ desk access list --role finance -O table
    How far contacts see
      ROLE     TICKETS  ACCOUNTS  PEOPLE  CONTRACTS  CREDIT
      finance  account  account   -       account    account

    Whose tickets are of these categories only
      finance  invoice, payment, credit
    exit 0

    $ desk access list --role logistics --contacts -c roles
    field	value
    roles.0.role	logistics
    roles.0.tickets	account
    roles.0.promises	account
    roles.0.accounts	account
    roles.0.contacts	
    roles.0.contracts	
    roles.0.credit	
    roles.0.categories	stock,fulfilment,return
    exit 0

    $ desk access list --role agnt
    --- stderr
    error: `agnt` is not a staff role, expected one of agent, account-manager, team-lead, sales-manager, credit-controller, billing, logistics, integration, auditor, admin; did you mean `agent`?
    exit 2

    $ desk access list --role agnt --contacts
    --- stderr
    error: `agnt` is not a contact role, expected one of company-admin, purchasing-manager, buyer, junior-buyer, approver, finance, technical, logistics, viewer
    exit 2
    ");
}

#[test]
fn it_is_told_why_a_rep_may_or_may_not() {
    let desk = Desk::sample();
    let lines = "
        access explain tom policy.apply -O table
        access explain @me policy.apply -O table
        access explain tom T3 -O table
        access explain tom URALMET --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk access explain tom policy.apply -O table
    tom (Tom Becker, logistics) may not do policy.apply
      yes  tom works here
      no   the role logistics does not have the right policy.apply; others that do:
           team-lead, admin
    exit 0

    $ desk access explain @me policy.apply -O table
    giulia (Giulia Conti, admin) may do policy.apply
      yes  giulia works here
      yes  the role admin has the right policy.apply; others that do: team-lead
    exit 0

    $ desk access explain tom T3 -O table
    tom (Tom Becker, logistics) may see T3
      yes  tom works here
      yes  the role logistics has the right ticket.read, as all roles do
      yes  reps see the tickets of all accounts
    exit 0

    $ desk access explain tom URALMET --json
    {
      "who": "tom",
      "name": "Tom Becker",
      "role": "logistics",
      "what": "URALMET",
      "may": true,
      "reach": null,
      "because": [
        {
          "holds": true,
          "why": "tom works here"
        },
        {
          "holds": true,
          "why": "the role logistics has the right account.read, as all roles do"
        },
        {
          "holds": true,
          "why": "reps see all accounts"
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn it_is_told_why_a_contact_may_or_may_not() {
    let desk = Desk::sample();
    desk.quietly("account contact edit P2 --role buyer --department Plant");
    let lines = "
        access explain anna.bianchi@ferraris.example T1 -O table
        access explain P1 T9 -O table
        access explain P1 FERRARIS-SUD -O table
        access explain P2 T1 -O table
        access explain P3 T1 -O table
        access explain P3 ticket.read -O table
        access explain P1 ticket.reply -O table
        access explain P1 T9 --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk access explain anna.bianchi@ferraris.example T1 -O table
    P1 (Anna Bianchi, purchasing-manager) may see T1
      yes  P1 is at FERRARIS
      yes  the role purchasing-manager has the right ticket.read, with the reach
           account
      yes  FERRARIS is their account
    exit 0

    $ desk access explain P1 T9 -O table
    P1 (Anna Bianchi, purchasing-manager) may not see T9
      yes  P1 is at FERRARIS
      yes  the role purchasing-manager has the right ticket.read, with the reach
           account
      no   URALMET is neither FERRARIS, their account, nor belongs to it
    exit 0

    $ desk access explain P1 FERRARIS-SUD -O table
    P1 (Anna Bianchi, purchasing-manager) may not see FERRARIS-SUD
      yes  P1 is at FERRARIS
      yes  the role purchasing-manager has the right account.read, with the reach
           account
      no   FERRARIS-SUD belongs to FERRARIS, but the reach account takes in FERRARIS
           alone
    exit 0

    $ desk access explain P2 T1 -O table
    P2 (Marco Riva, buyer) may not see T1
      yes  P2 is at FERRARIS
      yes  the role buyer has the right ticket.read, with the reach department
      yes  FERRARIS is their account
      no   P1 asked, of no department, and P2 is of the department Plant
    exit 0

    $ desk access explain P3 T1 -O table
    P3 (Paola Serra, finance) may not see T1
      yes  P3 is at FERRARIS
      yes  the role finance has the right ticket.read, with the reach account
      yes  FERRARIS is their account
      no   it is about fulfilment.late, and the role finance sees invoice, payment,
           credit
    exit 0

    $ desk access explain P3 ticket.read -O table
    P3 (Paola Serra, finance) may do ticket.read
      yes  P3 is at FERRARIS
      yes  the role finance has the right ticket.read, with the reach account
      yes  of the categories invoice, payment, credit only
    exit 0

    $ desk access explain P1 ticket.reply -O table
    P1 (Anna Bianchi, purchasing-manager) may not do ticket.reply
      yes  P1 is at FERRARIS
      no   the role purchasing-manager does not have the right ticket.reply
    exit 0

    $ desk access explain P1 T9 --json
    {
      "who": "P1",
      "name": "Anna Bianchi",
      "role": "purchasing-manager",
      "what": "T9",
      "may": false,
      "reach": null,
      "because": [
        {
          "holds": true,
          "why": "P1 is at FERRARIS"
        },
        {
          "holds": true,
          "why": "the role purchasing-manager has the right ticket.read, with the reach account"
        },
        {
          "holds": false,
          "why": "URALMET is neither FERRARIS, their account, nor belongs to it"
        }
      ]
    }
    exit 0
    "#);
}

#[test]
fn what_is_not_there_is_not_explained() {
    let desk = Desk::sample();
    let lines = "
        access explain tmo T1
        access explain tom ticket.repl
        access explain tom FERARIS
        access explain tom T99
        access explain P99 T1
        access explain nobody@x.example T1
        access explain tom
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk access explain tmo T1
    --- stderr
    error: there is no rep `tmo`
    hint: desk rep list
    exit 3

    $ desk access explain tom ticket.repl
    --- stderr
    error: there is no action, ticket or account `ticket.repl`; did you mean `ticket.reply`?
    hint: desk access list
    exit 3

    $ desk access explain tom FERARIS
    --- stderr
    error: there is no action, ticket or account `FERARIS`; did you mean `FERRARIS`?
    hint: desk access list
    exit 3

    $ desk access explain tom T99
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk access explain P99 T1
    --- stderr
    error: there is no contact `P99`
    exit 3

    $ desk access explain nobody@x.example T1
    --- stderr
    error: there is no contact `nobody@x.example`
    exit 3

    $ desk access explain tom
    --- stderr
    error: the following required arguments were not provided: <WHAT>
    hint: desk access explain <WHO> <WHAT>
    exit 2
    ");
}

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
      tier            1
      status          active
      segment         b2b
      credit          -
      reps            giulia (primary), irene (backup)
      currency        EUR
      region          Italy
      sector          Machine tools
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
