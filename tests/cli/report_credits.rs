//! `desk report credits`.

use insta::assert_snapshot;

use crate::harness::Desk;

const POLICY: &str = r#"
[[policy]]
name = "gold"
match = { contract = "C-1" }
first_response = "1h"
resolution = "4h"
[policy.credit]
per_breach = "2.5%"
cap = "6%"

[[policy]]
name = "silver"
match = { tier = 3 }
first_response = "1h"
[policy.credit]
per_breach = "1%"
cap = "10%"
"#;

/// Two tickets under a contract: three promises broken and final in January, one still owed; one without a contract.
fn desk() -> Desk {
    let mut desk = Desk::empty();
    desk.write("gold.toml", POLICY);
    desk.quietly(
        "sla policy apply gold.toml
         account new ACME Acme --time-zone Europe/Rome
         account new BOLT Bolt
         account contract add ACME C-1 --starts 2026-01-01 --fee 1199.90
         ticket new Late --account ACME --category other -m Where?
         ticket new Later --account ACME --category other -m When?
         ticket new Latest --account BOLT --category other -m Why?",
    );
    desk.at("2026-01-15T14:00:00Z").quietly(
        "ticket reply T1 -m Here
         ticket resolve T1 --code answered
         ticket reply T2 -m Soon
         ticket reply T3 -m Because",
    );
    desk
}

#[test]
fn breaches_cost_a_share_of_the_fee_up_to_the_cap() {
    let mut desk = desk();
    assert_snapshot!(desk.run(
        "report credits --month 2026-01
         report credits --month 2026-01 --account BOLT --json
         report credits --month 2026-01 -O table
         report credits --month 2026-02"
    ), @r#"
    $ desk report credits --month 2026-01
    account	contract	policy	breaches	pending	credit_percent	credit	fee	capped
    ACME	C-1	gold	3	1	6.00	71.99 EUR	1199.90 EUR	true
    BOLT		silver	1	0	1.00			false
    exit 0

    $ desk report credits --month 2026-01 --account BOLT --json
    [
      {
        "account": "BOLT",
        "contract": null,
        "policy": "silver",
        "breaches": 1,
        "pending": 0,
        "credit_percent": "1.00",
        "credit": null,
        "fee": null,
        "capped": false
      }
    ]
    exit 0

    $ desk report credits --month 2026-01 -O table
    ACCOUNT  CONTRACT  POLICY  BREACHES  PENDING  CREDIT     AMOUNT  CAP
    ACME     C-1       gold           3        1   6.00%  71.99 EUR  yes
    BOLT     -         silver         1        0   1.00%          -
    exit 0

    $ desk report credits --month 2026-02
    account	contract	policy	breaches	pending	credit_percent	credit	fee	capped
    --- stderr
    there is nothing to report
    exit 0
    "#);
    desk.at("2026-02-03T09:00:00Z").quietly("ticket resolve T2 --code answered");
    assert_snapshot!(desk.run("report credits --wide -O table"), @"
    $ desk report credits --wide -O table
    ACCOUNT  CONTRACT  POLICY  BREACHES  PENDING  CREDIT     AMOUNT  FEE A MONTH  CAP
    ACME     C-1       gold           4        0   6.00%  71.99 EUR  1199.90 EUR  yes
    BOLT     -         silver         1        0   1.00%          -            -
    exit 0
    ");
}

#[test]
fn a_breach_at_the_edge_of_a_month_counts_where_the_contract_s_midnight_puts_it() {
    let mut desk = desk();
    desk.at("2026-01-31T22:30:00Z").quietly("ticket new Edge --account ACME --category other -m Where?");
    desk.at("2026-02-01T10:00:00Z").quietly("ticket reply T4 -m Here");
    assert_snapshot!(desk.run("report credits --month 2026-02"), @"
    $ desk report credits --month 2026-02
    account	contract	policy	breaches	pending	credit_percent	credit	fee	capped
    ACME	C-1	gold	1	1	2.50	30.00 EUR	1199.90 EUR	false
    exit 0
    ");
}

#[test]
fn a_resolution_that_goes_on_after_a_reopening_was_broken_once() {
    let mut desk = desk();
    desk.at("2026-01-16T09:00:00Z").quietly("ticket reopen T1");
    assert_snapshot!(desk.run("report credits --month 2026-01 --account ACME"), @"
    $ desk report credits --month 2026-01 --account ACME
    account	contract	policy	breaches	pending	credit_percent	credit	fee	capped
    ACME	C-1	gold	2	2	5.00	60.00 EUR	1199.90 EUR	false
    exit 0
    ");
    desk.at("2026-01-16T10:00:00Z").quietly("ticket resolve T1 --code answered");
    assert_snapshot!(desk.run("report credits --month 2026-01 --account ACME"), @"
    $ desk report credits --month 2026-01 --account ACME
    account	contract	policy	breaches	pending	credit_percent	credit	fee	capped
    ACME	C-1	gold	3	1	6.00	71.99 EUR	1199.90 EUR	true
    exit 0
    ");
}

#[test]
fn odd_months_and_unknown_accounts_are_refused() {
    assert_snapshot!(Desk::empty().run(
        "report credits --month 2026-13
         report credits --account NOBODY"
    ), @"
    $ desk report credits --month 2026-13
    --- stderr
    error: `2026-13` is not a month, expected a year and a month, e.g. `2026-11`
    exit 2

    $ desk report credits --account NOBODY
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3
    ");
}
