//! `desk ticket next`.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};

use insta::assert_snapshot;

use crate::harness::Desk;

const BRIEF: &str = "ticket next -c id,status,assignee,due_at";

#[test]
fn the_deadline_that_binds_first_comes_first() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket next --peek -O table"), @"
    $ desk ticket next --peek -O table
    T1 Ordine SO-4471 in ritardo, linea ferma
      account   FERRARIS Officine Ferraris S.p.A. (tier 1)
      status    new
      priority  urgent
      category  fulfilment.late
      rep       giulia
      opened    2026-01-15 08:15 +00:00 by phone
      contact   Anna Bianchi, anna.bianchi@ferraris.example
      links     order SO-4471

    Promises
      PROMISE   SLA       DUE                        TARGET             TIME  POLICY
      resolut…  on track  2026-01-15 16:15 +00:00       8 h  7 h 15 min left  tier-1
      first r…  AT RISK   2026-01-15 09:15 +00:00 !     1 h      15 min left  tier-1

    2026-01-15 08:15 +00:00 Anna Bianchi wrote
      La linea 3 è ferma da stamattina. Quando arrivano le valvole?
    --- stderr
    T1 was yours already
    exit 0
    ");
    let lines = format!(
        "
        {BRIEF}
        {BRIEF}
        ticket reply T1 -m 'It is on its way'
        ticket reply T24 -m 'Confirmed'
        {BRIEF} --peek
        {BRIEF}
        ticket history T4 -c by,kind,status,what
    "
    );
    assert_snapshot!(desk.run(&lines), @"
    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T1
    status	new
    assignee	giulia
    due_at	2026-01-15T09:15:00Z
    --- stderr
    T1 was yours already
    exit 0

    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T1
    status	new
    assignee	giulia
    due_at	2026-01-15T09:15:00Z
    --- stderr
    T1 was yours already
    exit 0

    $ desk ticket reply T1 -m 'It is on its way'
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket reply T24 -m 'Confirmed'
    --- stderr
    Replied to T24, now pending
    exit 0

    $ desk ticket next -c id,status,assignee,due_at --peek
    field	value
    id	T4
    status	new
    assignee	
    due_at	2026-01-15T12:10:00Z
    --- stderr
    T4 is nobody's; nothing was changed
    exit 0

    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T4
    status	open
    assignee	giulia
    due_at	2026-01-15T12:10:00Z
    --- stderr
    T4 is yours
    exit 0

    $ desk ticket history T4 -c by,kind,status,what
    by	kind	status	what
    Priya Shah	created		Twelve couplings missing from pallet 7
    Priya Shah	message-in		The delivery note says 48, we counted 36.
    	linked		order SO-4480
    giulia	assigned	open	giulia
    exit 0
    ");
}

#[test]
fn what_is_free_is_for_its_team_or_for_anybody() {
    let mut desk = Desk::sample();
    desk.quietly(
        "
        rep new wanda --team logistics --os-user wanda
        rep new max --os-user max
        ticket assign T4 --team logistics
        ticket assign T6 --team finance
    ",
    );
    desk.as_user("max");
    assert_snapshot!(desk.run(&format!("{BRIEF}\n{BRIEF} --json")), @"
    $ desk ticket next -c id,status,assignee,due_at
    --- stderr
    nothing is waiting for you
    exit 0

    $ desk ticket next -c id,status,assignee,due_at --json
    null
    --- stderr
    nothing is waiting for you
    exit 0
    ");
    desk.as_user("wanda");
    assert_snapshot!(desk.run(&format!("{BRIEF}\n{BRIEF}")), @"
    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T4
    status	open
    assignee	wanda
    due_at	2026-01-15T12:10:00Z
    --- stderr
    T4 is yours
    exit 0

    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T4
    status	open
    assignee	wanda
    due_at	2026-01-15T12:10:00Z
    --- stderr
    T4 was yours already
    exit 0
    ");
}

#[test]
fn what_waits_for_others_is_passed_over() {
    let desk = Desk::empty();
    desk.quietly(
        "
        account new ACME Acme --tier 1
        ticket new one --account ACME --category other -m text --assignee @me
        ticket new two --account ACME --category other -m text --assignee @me
        ticket new three --account ACME --category other -m text --assignee @me
        ticket status T1 pending
        ticket status T2 on-hold --waiting-on carrier
        ticket resolve T3
    ",
    );
    assert_snapshot!(desk.run(BRIEF), @"
    $ desk ticket next -c id,status,assignee,due_at
    --- stderr
    nothing is waiting for you
    exit 0
    ");
}

#[test]
fn without_deadlines_the_most_urgent_comes_first() {
    let desk = Desk::empty();
    desk.quietly(
        "
        account new ACME Acme --tier 4
        ticket new one --account ACME --category other -m text --priority low --assignee @me
        ticket new two --account ACME --category other -m text --priority high
        ticket new three --account ACME --category other -m text --priority urgent
        ticket new four --account ACME --category other -m text --priority urgent --assignee @me
    ",
    );
    assert_snapshot!(desk.run(&format!("{BRIEF}\nticket resolve T3\n{BRIEF}\nticket resolve T4\n{BRIEF}")), @"
    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T3
    status	open
    assignee	giulia
    due_at	
    --- stderr
    T3 is yours
    exit 0

    $ desk ticket resolve T3
    --- stderr
    Resolved T3, now resolved
    exit 0

    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T4
    status	open
    assignee	giulia
    due_at	
    --- stderr
    T4 was yours already
    exit 0

    $ desk ticket resolve T4
    --- stderr
    Resolved T4, now resolved
    exit 0

    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T2
    status	open
    assignee	giulia
    due_at	
    --- stderr
    T2 is yours
    exit 0
    ");
    desk.quietly("account new BETA Beta --tier 1\nticket new five --account BETA --category other -m text");
    assert_snapshot!(desk.run(BRIEF), @"
    $ desk ticket next -c id,status,assignee,due_at
    field	value
    id	T5
    status	open
    assignee	giulia
    due_at	2026-01-15T11:00:00Z
    --- stderr
    T5 is yours
    exit 0
    ");
}

#[test]
fn somebody_who_is_no_rep_is_handed_nothing() {
    let mut desk = Desk::sample();
    desk.as_user("nobody");
    assert_snapshot!(desk.run("ticket next"), @"
    $ desk ticket next
    --- stderr
    error: the user `nobody` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user nobody
    exit 4
    ");
}

#[test]
fn reps_who_ask_at_once_each_get_another_ticket() {
    const REPS: usize = 8;
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme --tier 1");
    for number in 0..REPS {
        desk.quietly(&format!("rep new rep{number} --os-user user{number}"));
        desk.quietly("ticket new ask --account ACME --category other -m text");
    }
    let ask = |number: usize| -> Child {
        let mut command = desk.command(&["ticket", "next", "--json=id"]);
        command.env("DESK_USER", format!("user{number}")).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let asking: Vec<Child> = (0..REPS).map(ask).collect();
    let mut handed = BTreeSet::new();
    for child in asking {
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        handed.insert(String::from_utf8(done.stdout).unwrap());
    }
    assert_eq!(handed.len(), REPS, "{handed:?}");
}
