//! `desk account edit`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn an_edit_changes_what_it_names_and_empties_with_none() {
    let desk = Desk::sample();
    let lines = "
        account edit FERRARIS --region none --credit-hold --terms EOM --phone '+39 02 1234'
        account show FERRARIS --json=region,credit_hold,terms,phone,tier
        account edit FERRARIS --credit-hold=false --tags a,b
        account show FERRARIS --json=credit_hold,tags
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk account edit FERRARIS --region none --credit-hold --terms EOM --phone '+39 02 1234'
    --- stderr
    Changed account FERRARIS, now active, tier 1
    exit 0

    $ desk account show FERRARIS --json=region,credit_hold,terms,phone,tier
    {
      "region": null,
      "credit_hold": true,
      "terms": "EOM",
      "phone": "+39 02 1234",
      "tier": 1
    }
    exit 0

    $ desk account edit FERRARIS --credit-hold=false --tags a,b
    --- stderr
    Changed account FERRARIS, now active, tier 1
    exit 0

    $ desk account show FERRARIS --json=credit_hold,tags
    {
      "credit_hold": false,
      "tags": [
        "a",
        "b"
      ]
    }
    exit 0
    "#);
}

#[test]
fn a_new_tier_changes_what_open_tickets_are_promised() {
    let desk = Desk::sample();
    let lines = "
        ticket show T5 -c tier,due_at
        account edit BOTTEGA --tier 1
        ticket show T5 -c tier,due_at,sla
        ticket history T5 -c by,kind,what
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket show T5 -c tier,due_at
    field	value
    tier	3
    due_at	2026-01-15T13:00:00Z
    exit 0

    $ desk account edit BOTTEGA --tier 1
    --- stderr
    Changed account BOTTEGA, now active, tier 1
    exit 0

    $ desk ticket show T5 -c tier,due_at,sla
    field	value
    tier	1
    due_at	2026-01-14T15:00:00Z
    sla	breached
    exit 0

    $ desk ticket history T5 -c by,kind,what
    by	kind	what
    Luca Moretti	created	Catalogo 2026
    Luca Moretti	message-in	Potete inviarci il nuovo catalogo?
    	assigned	giulia
    giulia	tier	1
    exit 0
    ");
}

#[test]
fn an_edit_that_changes_nothing_is_a_remark() {
    let desk = Desk::sample();
    let lines = "
        account edit FERRARIS --tier 1
        account edit FERRARIS
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account edit FERRARIS --tier 1
    --- stderr
    Account FERRARIS is so already
    exit 0

    $ desk account edit FERRARIS
    --- stderr
    Account FERRARIS is so already
    exit 0
    ");
}

#[test]
fn an_account_never_belongs_to_itself_or_to_what_is_below_it() {
    let desk = Desk::sample();
    let lines = "
        account edit FERRARIS --parent FERRARIS
        account edit FERRARIS --parent FERRARIS-SUD
        account edit FERRARIS-SUD --parent none
        account edit FERRARIS --parent FERRARIS-SUD
        account tree FERRARIS-SUD
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account edit FERRARIS --parent FERRARIS
    --- stderr
    error: `FERRARIS` cannot belong to an account that belongs to it
    exit 4

    $ desk account edit FERRARIS --parent FERRARIS-SUD
    --- stderr
    error: `FERRARIS` cannot belong to an account that belongs to it
    exit 4

    $ desk account edit FERRARIS-SUD --parent none
    --- stderr
    Changed account FERRARIS-SUD, now active, tier 1
    exit 0

    $ desk account edit FERRARIS --parent FERRARIS-SUD
    --- stderr
    Changed account FERRARIS, now active, tier 1
    exit 0

    $ desk account tree FERRARIS-SUD
    depth	code	name	tier	open_tickets
    0	FERRARIS-SUD	Ferraris Sud S.r.l.	1	1
    1	FERRARIS	Officine Ferraris S.p.A.	1	3
    exit 0
    ");
}

#[test]
fn an_edit_that_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        account edit FERARIS --tier 1
        account edit FERRARIS --parent NORTHGAT
        account edit FERRARIS --currency JPY
        account edit FERRARIS --credit-limit lots
        account edit FERRARIS --credit-hold=maybe
        account show FERRARIS -c credit_limit
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account edit FERARIS --tier 1
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk account edit FERRARIS --parent NORTHGAT
    --- stderr
    error: there is no account `NORTHGAT`; did you mean `NORTHGATE`?
    hint: desk account list
    exit 3

    $ desk account edit FERRARIS --currency JPY
    --- stderr
    error: `JPY` is not a currency to change to alone, expected a new credit limit with it, since 250000.00 EUR is agreed
    exit 2

    $ desk account edit FERRARIS --credit-limit lots
    --- stderr
    error: `lots` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    exit 2

    $ desk account edit FERRARIS --credit-hold=maybe
    --- stderr
    error: invalid value 'maybe' for '--credit-hold[=<true|false>]' [possible values: true, false]
    exit 2

    $ desk account show FERRARIS -c credit_limit
    field	value
    credit_limit	250000.00 EUR
    exit 0
    ");
}

#[test]
fn whoever_is_no_rep_changes_no_account() {
    let mut desk = Desk::sample();
    desk.as_user("stranger");
    let lines = "
        account new ACME 'Acme'
        account edit FERRARIS --tier 3
        account assign FERRARIS irene
        account contact add FERRARIS --name Ugo
        account show FERRARIS -c tier
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account new ACME 'Acme'
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk account edit FERRARIS --tier 3
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk account assign FERRARIS irene
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk account contact add FERRARIS --name Ugo
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk account show FERRARIS -c tier
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4
    ");
}

#[test]
fn a_currency_stays_once_limits_were_agreed_in_it() {
    let desk = Desk::sample();
    let lines = "
        account edit FERRARIS --currency JPY --credit-limit 30000000
        credit replay FERRARIS --all -c at,what,limit
        credit show FERRARIS --at 2026-01-14T09:00:00Z -c limit
        account edit FERRARIS --currency EUR --credit-limit 250000
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account edit FERRARIS --currency JPY --credit-limit 30000000
    --- stderr
    Changed account FERRARIS, now active, tier 1
    exit 0

    $ desk credit replay FERRARIS --all -c at,what,limit
    at	what	limit
    2026-01-15T09:00:00Z	limit	30000000 JPY
    exit 0

    $ desk credit show FERRARIS --at 2026-01-14T09:00:00Z -c limit
    field	value
    limit	
    exit 0

    $ desk account edit FERRARIS --currency EUR --credit-limit 250000
    --- stderr
    error: FERRARIS stays in JPY: its limits and overrides so far are in that, not in EUR; make another account for it
    exit 4
    ");
}
