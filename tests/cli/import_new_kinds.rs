//! `desk import`: teams, queues, assignments, contracts and messages.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn teams_queues_assignments_and_contracts_are_taken_in_and_a_rerun_changes_nothing() {
    let desk = Desk::empty();
    desk.write("in/teams.csv", "name\ninside\n").write("in/reps.csv", "handle\ntom\nivan\n");
    desk.write("in/queues.csv", "address,team,segment\nhelp@supplier.example,inside,b2b\n");
    desk.write("in/accounts.csv", "code,name,time_zone\nACME,Acme,Europe/Rome\n");
    desk.write(
        "in/assignments.csv",
        "account,role,rep,from,to\nACME,primary,tom,2025-01-01T00:00:00Z,2025-06-30T22:00:00Z\n\
         ACME,primary,ivan,2025-06-30T22:00:00Z,\n",
    );
    desk.write(
        "in/contracts.csv",
        "number,account,starts,ends,policy,fee\nC-1,ACME,2026-01-01,2026-12-31,tier-1,100\n",
    );
    let lines = "
        import in
        import in
        account contract list ACME
        account show ACME -c reps
        rep queue list -c address,team,segment
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import in
    --- stderr
    Imported teams: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported reps: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported queues: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported accounts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported assignments: + 2 created, ~ 0 updated, = 0 same, - 0 refused
    Imported contracts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import in
    --- stderr
    Imported teams: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported reps: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported queues: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported accounts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported assignments: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    Imported contracts: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk account contract list ACME
    account	number	starts	ends	in_force	policy	fee	notice_days	time_zone	agreed_end	return_days	restocking	return_freight	return_inspection
    ACME	C-1	2026-01-01	2026-12-31	true	tier-1	100.00 EUR		Europe/Rome					
    exit 0

    $ desk account show ACME -c reps
    field	value
    reps.0.role	primary
    reps.0.rep	ivan
    exit 0

    $ desk rep queue list -c address,team,segment
    address	team	segment
    help@supplier.example	inside	b2b
    exit 0
    ");
    desk.write("assignments.csv", "account,role,rep,from\nACME,primary,giulia,2026-01-01T00:00:00Z\n");
    desk.write(
        "contracts.csv",
        "number,account,starts,ends,policy,fee,ended\nC-1,ACME,2026-01-01,2026-12-31,tier-1,100,2026-03-31\n",
    );
    let lines = "
        import assignments assignments.csv
        import contracts contracts.csv
        export assignments
        export contracts
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import assignments assignments.csv
    --- stderr
    Imported assignments: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contracts contracts.csv
    --- stderr
    Imported contracts: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk export assignments
    account,role,rep,from,to
    ACME,primary,tom,2025-01-01T00:00:00Z,2025-06-30T22:00:00Z
    ACME,primary,ivan,2025-06-30T22:00:00Z,2026-01-01T00:00:00Z
    ACME,primary,giulia,2026-01-01T00:00:00Z,
    exit 0

    $ desk export contracts
    external_id,source,number,account,starts,ends,zone,notice_days,policy,fee,currency,recorded_at,ended,end_recorded_at,ended_before,return_days,restocking,return_freight,return_inspection
    C-1,import,C-1,ACME,2026-01-01,2026-12-31,Europe/Rome,,tier-1,100.00,EUR,2026-01-15T09:00:00Z,2026-03-31,2026-01-15T09:00:00Z,,,,,
    exit 0
    ");
}

#[test]
fn assignments_and_contracts_that_cannot_be_are_refused() {
    let desk = Desk::sample();
    desk.write(
        "assignments.csv",
        "account,role,rep,from,to\nURALMET,primary,tom,2026-01-16T00:00:00Z,2026-01-17T00:00:00Z\n\
         NOBODY,primary,tom,2025-01-01T00:00:00Z,\nURALMET,primary,nobody,2025-01-01T00:00:00Z,\n\
         URALMET,backup,tom,2025-01-02T00:00:00Z,2025-01-01T00:00:00Z\n",
    );
    desk.write(
        "contracts.csv",
        "number,account,starts,ends,policy,fee,recorded_at\nC-1,URALMET,2026-01-01,2026-12-31,,,\n\
         C-2,URALMET,2026-12-31,,,,\nC-3,LEVANTE,2026-01-01,2025-12-31,,,\nC-4,LEVANTE,2026-01-01,,tier-8,,\n\
         C-5,LEVANTE,2026-01-01,,,12.345,\nC-6,LEVANTE,2026-01-01,,,,2027-01-01T00:00:00Z\n",
    );
    let lines = "
        import assignments assignments.csv --keep-going
        import contracts contracts.csv --keep-going
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk import assignments assignments.csv --keep-going
    --- stderr
    Imported assignments: + 0 created, ~ 0 updated, = 0 same, - 4 refused
    The refused rows are in assignments.rejected.csv
    error: assignments.csv:2: column `from`: `2026-01-16T00:00:00Z` is in the time of ivan, who was primary from 2026-01-15T09:00:00Z
      assignments.csv:3: column `account`: `NOBODY` is no account of this desk
      assignments.csv:4: column `rep`: `nobody` is no rep of this desk
      assignments.csv:5: column `to`: `2025-01-01T00:00:00Z` lies before `from`, 2025-01-02T00:00:00Z
    exit 5

    $ desk import contracts contracts.csv --keep-going
    --- stderr
    Imported contracts: + 1 created, ~ 0 updated, = 0 same, - 5 refused
    The refused rows are in contracts.rejected.csv
    error: contracts.csv:3: column `starts`: `2026-12-31` was refused: C-2 overlaps C-1, which runs from 2026-01-01 to 2026-12-31; end that one first
      contracts.csv:4: column `starts`: `2026-01-01` was refused: C-3 cannot end on 2025-12-31: it starts on 2026-01-01
      contracts.csv:5: column `policy`: `tier-8` was refused: there is no policy `tier-8`; did you mean `tier-1`?
      contracts.csv:6: column `fee`: `12.345` is 12.345 or 12345; say in the mapping which mark stands before the decimals, `decimal = "."` or `decimal = ","`
      contracts.csv:7: column `recorded_at`: `2027-01-01T00:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
    exit 5
    "#);
    desk.write("contracts.csv", "number,account,starts,ends\nC-1,URALMET,2026-01-01,2026-11-30\n");
    assert_snapshot!(desk.run("import contracts contracts.csv"), @"
    $ desk import contracts contracts.csv
    --- stderr
    error: contracts.csv:2: column `number`: `C-1` stands here otherwise; what was agreed is not rewritten, it can be ended
    exit 5
    ");
}

#[test]
fn what_was_said_of_an_end_before_comes_along_and_a_row_may_tell_a_new_one() {
    let (desk, head) = (Desk::empty(), "number,account,starts,ends,ended,end_recorded_at,ended_before,return_days");
    desk.quietly("account new ACME Acme");
    for (file, row) in [
        ("odd.csv", "C-1,ACME,2026-01-01,,2026-06-30,2026-01-10T09:00:00Z,2026-03-31,"),
        ("endless.csv", "C-1,ACME,2026-01-01,,,,2026-03-31@2026-01-05T09:00:00Z,"),
        ("to-come.csv", "C-1,ACME,2026-01-01,,2026-06-30,,2026-03-31@2027-01-05T09:00:00Z,"),
        ("first.csv", "C-1,ACME,2026-01-01,,2026-06-30,2026-01-10T09:00:00Z,2026-03-31@2026-01-05T09:00:00Z,"),
        ("then.csv", "C-1,ACME,2026-01-01,,2026-09-30,,,30"),
    ] {
        desk.write(file, format!("{head}\n{row}\n"));
    }
    let lines = "
        import contracts odd.csv
        import contracts endless.csv
        import contracts to-come.csv
        import contracts first.csv
        import contracts then.csv
        export contracts
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import contracts odd.csv
    --- stderr
    error: odd.csv:2: column `ended_before`: `2026-03-31` is not ends of a contract, expected a form like `2026-06-30@2026-05-02T09:00:00Z`
    exit 5

    $ desk import contracts endless.csv
    --- stderr
    error: endless.csv:2: column `ended_before`: `2026-03-31@2026-01-05T09:00:00Z` goes with `ended`, which is missing
    exit 5

    $ desk import contracts to-come.csv
    --- stderr
    error: to-come.csv:2: column `ended_before`: `2026-03-31@2027-01-05T09:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
    exit 5

    $ desk import contracts first.csv
    --- stderr
    Imported contracts: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import contracts then.csv
    --- stderr
    Imported contracts: + 0 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk export contracts
    external_id,source,number,account,starts,ends,zone,notice_days,policy,fee,currency,recorded_at,ended,end_recorded_at,ended_before,return_days,restocking,return_freight,return_inspection
    C-1,import,C-1,ACME,2026-01-01,,UTC,,,,,2026-01-15T09:00:00Z,2026-09-30,2026-01-15T09:00:00Z,2026-03-31@2026-01-05T09:00:00Z 2026-06-30@2026-01-10T09:00:00Z,30,,,
    exit 0
    ");
}

#[test]
fn what_a_helpdesk_exports_as_comments_becomes_messages() {
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme\naccount contact add ACME --email anna@acme.example");
    desk.write("tickets.csv", "external_id,account,subject,created_at\n17,ACME,Late,2026-01-14T08:00:00Z\n");
    desk.write(
        "messages.csv",
        "ticket,external_id,at,by,author,public,body\n17,1,2026-01-14T08:00:00Z,customer,anna@acme.example,,Where is it?\n\
         17,2,2026-01-14T09:00:00Z,agent,giulia,no,ask Tom\n17,3,2026-01-14T10:00:00Z,agent,,yes,On its way\n",
    );
    let lines = "
        import tickets tickets.csv --source zendesk
        import messages messages.csv --source zendesk
        import messages messages.csv --source zendesk
        ticket history T1 -c at,by,kind,what
        export messages
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import tickets tickets.csv --source zendesk
    --- stderr
    Imported tickets: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import messages messages.csv --source zendesk
    --- stderr
    Imported messages: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import messages messages.csv --source zendesk
    --- stderr
    Imported messages: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    exit 0

    $ desk ticket history T1 -c at,by,kind,what
    at	by	kind	what
    2026-01-14T08:00:00Z		created	Late
    2026-01-14T08:00:00Z	anna@acme.example	message-in	Where is it?
    2026-01-14T09:00:00Z	giulia	note	ask Tom
    2026-01-14T10:00:00Z		message-out	On its way
    exit 0

    $ desk export messages
    id,ticket_id,external_id,source,at,by,author,public,body
    E2,T1,1,zendesk,2026-01-14T08:00:00Z,customer,anna@acme.example,yes,Where is it?
    E3,T1,2,zendesk,2026-01-14T09:00:00Z,agent,giulia,no,ask Tom
    E4,T1,3,zendesk,2026-01-14T10:00:00Z,agent,,yes,On its way
    exit 0
    ");
    desk.write("messages.csv", "ticket,external_id,at,by,public,body\n17,4,2026-01-14T08:00:00Z,customer,no,x\n");
    assert_snapshot!(desk.run("import messages messages.csv --source zendesk"), @"
    $ desk import messages messages.csv --source zendesk
    --- stderr
    error: messages.csv:2: column `public`: `no` means a note among colleagues, and the customer wrote it
    exit 5
    ");
}

#[test]
fn a_row_names_its_source_over_that_of_the_file() {
    let desk = Desk::empty();
    desk.write("accounts.csv", "code,name,external_id,source\nACME,Acme,1,erp\nZETA,Zeta,1,\nHERE,Here,,desk\n");
    let lines = "
        import accounts accounts.csv --source crm
        import accounts accounts.csv --source crm
        export accounts -c code,source,external_id
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import accounts accounts.csv --source crm
    --- stderr
    Imported accounts: + 3 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import accounts accounts.csv --source crm
    --- stderr
    Imported accounts: + 0 created, ~ 0 updated, = 3 same, - 0 refused
    exit 0

    $ desk export accounts -c code,source,external_id
    code,source,external_id
    ACME,erp,1
    ZETA,crm,1
    HERE,desk,
    exit 0
    ");
}
