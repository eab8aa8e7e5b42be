//! Contracts, and the promises that follow them.

use insta::assert_snapshot;

use crate::harness::Desk;

const GOLD: &str = "[[policy]]\nname = \"gold\"\nmatch = { contract = \"C-9\" }\nfirst_response = \"1h\"\n\n\
    [[policy]]\nname = \"everybody\"\nfirst_response = \"8h\"\n";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("gold.toml", GOLD);
    desk.quietly(
        "sla policy apply gold.toml
         account new ACME Acme --time-zone Europe/Rome
         account new BOLT Bolt
         ticket new Late --account ACME --category other -m Where?",
    );
    desk
}

#[test]
fn a_contract_s_policy_rules_the_account_s_tickets_while_it_is_in_force() {
    assert_snapshot!(desk().run(
        "account contract add ACME C-1 --starts 2026-01-01 --ends 2026-12-31 --policy gold --fee 1200 --notice 90
         account contract list
         sla match T1
         account show ACME
         account contract end c-1 --on 2026-01-14
         account contract end C-1 --on 2026-01-14
         sla match T1"
    ), @"
    $ desk account contract add ACME C-1 --starts 2026-01-01 --ends 2026-12-31 --policy gold --fee 1200 --notice 90
    --- stderr
    Added contract C-1 of ACME, from 2026-01-01 to 2026-12-31
    Another policy rules now: T1
    exit 0

    $ desk account contract list
    account	number	starts	ends	in_force	policy	fee	notice_days	time_zone	agreed_end	return_days	restocking	return_freight	return_inspection
    ACME	C-1	2026-01-01	2026-12-31	true	gold	1200.00 EUR	90	Europe/Rome					
    exit 0

    $ desk sla match T1
    policy	scope	fared
    gold	contract C-9	carried
    everybody	default	too-wide
    exit 0

    $ desk account show ACME
    field	value
    code	ACME
    name	Acme
    tier	3
    status	active
    region	
    primary_rep	
    open_tickets	1
    parent	
    segment	b2b
    sector	
    currency	EUR
    credit_limit	
    credit_hold	false
    terms	
    time_zone	Europe/Rome
    language	
    tax_id	
    phone	
    customer_since	
    tags	
    children	
    reps	
    contracts.0.account	ACME
    contracts.0.number	C-1
    contracts.0.starts	2026-01-01
    contracts.0.ends	2026-12-31
    contracts.0.in_force	true
    contracts.0.policy	gold
    contracts.0.fee	1200.00 EUR
    contracts.0.notice_days	90
    contracts.0.time_zone	Europe/Rome
    contracts.0.agreed_end	
    contracts.0.return_days	
    contracts.0.restocking	
    contracts.0.return_freight	
    contracts.0.return_inspection	
    contacts	
    tickets.0.id	T1
    tickets.0.account	ACME
    tickets.0.subject	Late
    tickets.0.priority	normal
    tickets.0.status	new
    tickets.0.sla	on-track
    tickets.0.due_at	2026-01-15T10:00:00Z
    tickets.0.due_metric	first_response
    tickets.0.assignee	
    tickets.0.category	other
    tickets.0.tier	3
    tickets.0.channel	phone
    tickets.0.account_name	Acme
    tickets.0.created_at	2026-01-15T09:00:00Z
    tickets.0.updated_at	2026-01-15T09:00:00Z
    tickets.0.resolved_at	
    tickets.0.external_id	
    quotes	
    buying	
    exit 0

    $ desk account contract end c-1 --on 2026-01-14
    --- stderr
    Contract C-1 of ACME ends on 2026-01-14
    Another policy rules now: T1
    exit 0

    $ desk account contract end C-1 --on 2026-01-14
    --- stderr
    Contract C-1 of ACME already ends on 2026-01-14
    exit 0

    $ desk sla match T1
    policy	scope	fared
    gold	contract C-9	not-covered
    everybody	default	won
    exit 0
    ");
}

#[test]
fn a_policy_may_name_the_contract_instead() {
    assert_snapshot!(desk().run(
        "account contract add ACME C-9 --starts 2026-02-01
         sla status T1
         account contract list --json"
    ), @r#"
    $ desk account contract add ACME C-9 --starts 2026-02-01
    --- stderr
    Added contract C-9 of ACME, from 2026-02-01
    exit 0

    $ desk sla status T1
    ticket	account	metric	state	due_at	remaining_seconds	assignee	cycle	subject	policy	target_seconds	outlook	started_at	stopped_at	breached_at	elapsed_seconds	paused_seconds	external_id
    T1	ACME	first_response	running	2026-01-15T17:00:00Z	28800		1	Late	everybody	28800	on-track	2026-01-15T09:00:00Z			0	0	
    exit 0

    $ desk account contract list --json
    [
      {
        "account": "ACME",
        "number": "C-9",
        "starts": "2026-02-01",
        "ends": null,
        "in_force": false,
        "policy": null,
        "fee": null,
        "notice_days": null,
        "time_zone": "Europe/Rome",
        "agreed_end": null,
        "return_days": null,
        "restocking": null,
        "return_freight": null,
        "return_inspection": null
      }
    ]
    exit 0
    "#);
}

#[test]
fn a_contract_to_come_turns_promises_when_it_begins() {
    let mut desk = desk();
    desk.quietly("account contract add ACME C-9 --starts 2026-01-15 --time-zone Pacific/Honolulu");
    desk.quietly("account contract end C-9 --on 2026-01-15");
    assert_snapshot!(desk.run("sla check\nsla match T1"), @"
    $ desk sla check
    exit 0

    $ desk sla match T1
    policy	scope	fared
    gold	contract C-9	not-covered
    everybody	default	won
    exit 0
    ");
    assert_snapshot!(desk.at("2026-01-15T10:30:00Z").run("sla check\nsla check"), @"
    $ desk sla check
    ticket	account	metric	finding	due_at	assignee	subject	level	at	cycle	policy
    T1	ACME	first_response	at-risk	2026-01-15T10:00:00Z		Late	75%	2026-01-15T10:00:00Z	1	gold
    T1	ACME	first_response	breached	2026-01-15T10:00:00Z		Late	breach	2026-01-15T10:00:00Z	1	gold
    exit 0

    $ desk sla check
    exit 0
    ");
}

#[test]
fn what_cannot_be_agreed_is_refused_with_the_reason() {
    let desk = desk();
    desk.quietly("account contract add ACME C-1 --starts 2026-01-01 --ends 2026-12-31");
    assert_snapshot!(desk.run(
        "account contract add ACME c-1 --starts 2027-01-01
         account contract add ACME C-2 --starts 2026-12-31
         account contract add ACME C-2 --starts 2027-01-01 --ends 2026-01-01
         account contract add ACME C-2 --starts 2027-01-01 --policy golf
         account contract add ACME C-2 --starts 2027-01-01 --fee -1
         account contract add ACME C-2 --starts 2027-01-01 --fee 1,200
         account contract add ACME C-2 --starts 2027-02-30
         account contract add ACM C-2 --starts 2027-01-01
         account contract end C-3 --on 2027-01-01
         account contract end C-1 --on 2025-12-31
         account contract list BOLT"
    ), @"
    $ desk account contract add ACME c-1 --starts 2027-01-01
    --- stderr
    error: there is a contract `c-1` already
    exit 4

    $ desk account contract add ACME C-2 --starts 2026-12-31
    --- stderr
    error: C-2 overlaps C-1, which runs from 2026-01-01 to 2026-12-31; end that one first
    exit 4

    $ desk account contract add ACME C-2 --starts 2027-01-01 --ends 2026-01-01
    --- stderr
    error: C-2 cannot end on 2026-01-01: it starts on 2027-01-01
    exit 4

    $ desk account contract add ACME C-2 --starts 2027-01-01 --policy golf
    --- stderr
    error: there is no policy `golf`; did you mean `gold`?
    hint: desk sla policy show
    exit 3

    $ desk account contract add ACME C-2 --starts 2027-01-01 --fee -1
    --- stderr
    error: the fee of C-2 cannot be negative, as -1.00 EUR is
    exit 4

    $ desk account contract add ACME C-2 --starts 2027-01-01 --fee 1,200
    --- stderr
    error: `1,200` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    exit 2

    $ desk account contract add ACME C-2 --starts 2027-02-30
    --- stderr
    error: `2027-02-30` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2

    $ desk account contract add ACM C-2 --starts 2027-01-01
    --- stderr
    error: there is no account `ACM`; did you mean `ACME`?
    hint: desk account list
    exit 3

    $ desk account contract end C-3 --on 2027-01-01
    --- stderr
    error: there is no contract `C-3`; did you mean `C-1`?
    hint: desk account contract list
    exit 3

    $ desk account contract end C-1 --on 2025-12-31
    --- stderr
    error: C-1 cannot end on 2025-12-31: it starts on 2026-01-01
    exit 4

    $ desk account contract list BOLT
    account	number	starts	ends	in_force	policy	fee	notice_days	time_zone	agreed_end	return_days	restocking	return_freight	return_inspection
    --- stderr
    no contracts match
    exit 0
    ");
}

#[test]
fn a_policy_that_a_contract_carries_cannot_be_dropped() {
    let desk = desk();
    desk.write("less.toml", "[[policy]]\nname = \"everybody\"\nfirst_response = \"8h\"\n");
    desk.quietly("account contract add ACME C-1 --starts 2026-01-01 --policy gold");
    assert_snapshot!(desk.run(
        "sla policy apply less.toml --dry-run
         account contract end C-1 --on 2026-01-14
         sla policy apply less.toml --dry-run"
    ), @"
    $ desk sla policy apply less.toml --dry-run
    --- stderr
    error: policy `gold` is missing, and contract C-1 of ACME carries it; keep it, or end the contract
    exit 4

    $ desk account contract end C-1 --on 2026-01-14
    --- stderr
    Contract C-1 of ACME ends on 2026-01-14
    Another policy rules now: T1
    exit 0

    $ desk sla policy apply less.toml --dry-run
    change
    policy gold removed
    --- stderr
    Would become version 3, valid from 2026-01-15T09:00:00Z; nothing was changed
    exit 0
    ");
}

#[test]
fn days_are_told_from_today() {
    let desk = desk();
    assert_snapshot!(desk.run(
        "account contract add ACME C-1 --starts -7d --ends +30d
         account contract end C-1 --on today
         account contract end C-1 --on -2h"
    ), @"
    $ desk account contract add ACME C-1 --starts -7d --ends +30d
    --- stderr
    Added contract C-1 of ACME, from 2026-01-08 to 2026-02-14
    exit 0

    $ desk account contract end C-1 --on today
    --- stderr
    Contract C-1 of ACME ends on 2026-01-15
    exit 0

    $ desk account contract end C-1 --on -2h
    --- stderr
    error: `-2h` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2
    ");
}
