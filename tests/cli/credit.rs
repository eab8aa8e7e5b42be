//! Credit: what an account owes, whether it may buy, and who let it.

use insta::assert_snapshot;

use crate::invoice::desk;

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn a_position_is_shown_with_all_it_is_made_of() {
    assert_snapshot!(desk().run(
        "credit show ACME -O table
         credit show ACME --at 2025-12-31 -O table
         credit show ACME --json
         credit show ACMEE"
    ), @r#"
    $ desk credit show ACME -O table
    Credit of ACME
      limit      2000.00 EUR
      exposure   748.00 EUR
      available  1252.00 EUR

    Exposure
      WHAT                         AMOUNT
      invoiced, not due        322.00 EUR
      late by up to 30 days    100.00 EUR
      late by up to 60 days    376.00 EUR
      set against nothing yet  -50.00 EUR

      as of      2026-01-15 09:00 +00:00
      documents  imported 2026-01-15 09:00 +00:00
    exit 0

    $ desk credit show ACME --at 2025-12-31 -O table
    Credit of ACME
      limit      2000.00 EUR
      exposure   376.00 EUR
      available  1624.00 EUR

    Exposure
      WHAT                       AMOUNT
      late by up to 30 days  376.00 EUR

      as of      2025-12-31 23:59 +00:00
      documents  imported 2026-01-15 09:00 +00:00
    exit 0

    $ desk credit show ACME --json
    {
      "account": "ACME",
      "payer": "ACME",
      "at": "2026-01-15T09:00:00Z",
      "status": "active",
      "held": false,
      "limit": {
        "amount": "2000.00",
        "minor": 200000,
        "currency": "EUR"
      },
      "beyond": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "not_due": {
        "amount": "322.00",
        "minor": 32200,
        "currency": "EUR"
      },
      "overdue_30": {
        "amount": "100.00",
        "minor": 10000,
        "currency": "EUR"
      },
      "overdue_60": {
        "amount": "376.00",
        "minor": 37600,
        "currency": "EUR"
      },
      "overdue_90": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "overdue_more": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "unapplied": {
        "amount": "50.00",
        "minor": 5000,
        "currency": "EUR"
      },
      "uninvoiced": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "exposure": {
        "amount": "748.00",
        "minor": 74800,
        "currency": "EUR"
      },
      "available": {
        "amount": "1252.00",
        "minor": 125200,
        "currency": "EUR"
      },
      "contested": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      },
      "elsewhere": [],
      "overrides": [],
      "imported_at": "2026-01-15T09:00:00Z"
    }
    exit 0

    $ desk credit show ACMEE
    --- stderr
    error: there is no account `ACMEE`; did you mean `ACME`?
    hint: desk account list
    exit 3
    "#);
}

#[test]
fn a_check_answers_with_its_exit_code() {
    assert_snapshot!(desk().run(
        "credit check ACME 1000 -O table
         credit check ACME 1252.01 -O table
         credit check ACME 1252
         credit check ACME 10000 --json
         credit check ACME -5
         credit check ACME ten"
    ), @r#"
    $ desk credit check ACME 1000 -O table
    Credit of ACME
      may buy        yes
      for            1000.00 EUR
      exposure       748.00 EUR
      limit          2000.00 EUR
      left after it  252.00 EUR
    exit 0

    $ desk credit check ACME 1252.01 -O table
    Credit of ACME
      may buy   no: ACME would owe 0.01 EUR more than it may
      for       1252.01 EUR
      exposure  748.00 EUR
      limit     2000.00 EUR
    exit 4

    $ desk credit check ACME 1252
    field	value
    account	ACME
    amount	1252.00 EUR
    may_buy	true
    why	
    left	0.00 EUR
    exposure	748.00 EUR
    limit	2000.00 EUR
    beyond	0.00 EUR
    exit 0

    $ desk credit check ACME 10000 --json
    {
      "account": "ACME",
      "amount": {
        "amount": "10000.00",
        "minor": 1000000,
        "currency": "EUR"
      },
      "may_buy": false,
      "why": "ACME would owe 8748.00 EUR more than it may",
      "left": null,
      "exposure": {
        "amount": "748.00",
        "minor": 74800,
        "currency": "EUR"
      },
      "limit": {
        "amount": "2000.00",
        "minor": 200000,
        "currency": "EUR"
      },
      "beyond": {
        "amount": "0.00",
        "minor": 0,
        "currency": "EUR"
      }
    }
    exit 4

    $ desk credit check ACME -5
    --- stderr
    error: nobody buys for -5.00 EUR: an amount to check is not below 0
    exit 4

    $ desk credit check ACME ten
    --- stderr
    error: `ten` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    exit 2
    "#);
}

#[test]
fn a_replay_tells_every_move_and_limits_as_they_were() {
    let mut desk = desk();
    desk.at("2026-01-16T09:00:00Z").quietly("account edit ACME --credit-limit 100");
    desk.at("2026-01-17T09:00:00Z");
    assert_snapshot!(desk.run(
        "credit replay ACME
         credit replay ACME --all -O table
         credit show ACME --at 2026-01-16T08:00:00Z -c limit,exposure,available
         credit show ACME --at 2026-01-16T09:00:00Z -c limit,exposure,available"
    ), @"
    $ desk credit replay ACME
    at	what	document	before	after	limit	over	held
    --- stderr
    no documents match
    exit 0

    $ desk credit replay ACME --all -O table
    AT                   WHAT         DOCUMENT        AFTER        LIMIT     OVER BY
    2025-11-01 09:00 +…  invoice      INV-1     1220.00 EUR  2000.00 EUR           -
    2025-12-15 09:00 +…  credit note  CN-1       976.00 EUR  2000.00 EUR           -
    2025-12-20 09:00 +…  payment      PAY-1      376.00 EUR  2000.00 EUR           -
    2026-01-05 09:00 +…  invoice      INV-2      498.00 EUR  2000.00 EUR           -
    2026-01-10 09:00 +…  invoice      INV-3      798.00 EUR  2000.00 EUR           -
    2026-01-11 09:00 +…  payment      PAY-2      748.00 EUR  2000.00 EUR           -
    2026-01-16 09:00 +…  limit        -          748.00 EUR   100.00 EUR  648.00 EUR
    exit 0

    $ desk credit show ACME --at 2026-01-16T08:00:00Z -c limit,exposure,available
    field	value
    limit	2000.00 EUR
    exposure	748.00 EUR
    available	1252.00 EUR
    exit 0

    $ desk credit show ACME --at 2026-01-16T09:00:00Z -c limit,exposure,available
    field	value
    limit	100.00 EUR
    exposure	748.00 EUR
    available	-648.00 EUR
    exit 0
    ");
}

#[test]
fn the_root_of_a_tree_answers_for_all_of_it() {
    let desk = desk();
    desk.write("more.csv", "number,account,issued_at,total,currency\nI-7,ACME-DE,2026-01-05T09:00:00Z,500,EUR\nI-8,ACME-DE,2026-01-05T09:00:00Z,90,USD\n");
    desk.quietly(
        "account new ACME-DE 'Acme Germany' --parent ACME
         import invoices more.csv --source erp",
    );
    assert_snapshot!(desk.run(
        "credit show ACME-DE -O table
         account edit ACME-DE --status blocked
         credit check ACME-DE 1
         credit check ACME 1"
    ), @"
    $ desk credit show ACME-DE -O table
    Credit of ACME-DE
      limit           2000.00 EUR
      exposure        1248.00 EUR
      available       752.00 EUR
      answers for it  ACME

    Exposure
      WHAT                         AMOUNT
      invoiced, not due        322.00 EUR
      late by up to 30 days    600.00 EUR
      late by up to 60 days    376.00 EUR
      set against nothing yet  -50.00 EUR

      also owed  90.00 USD: no limit is set against it
      as of      2026-01-15 09:00 +00:00
      documents  imported 2026-01-15 09:00 +00:00
    exit 0

    $ desk account edit ACME-DE --status blocked
    --- stderr
    Changed account ACME-DE, now blocked, tier 3
    exit 0

    $ desk credit check ACME-DE 1
    field	value
    account	ACME-DE
    amount	1.00 EUR
    may_buy	false
    why	ACME-DE is blocked
    left	
    exposure	1248.00 EUR
    limit	2000.00 EUR
    beyond	0.00 EUR
    exit 4

    $ desk credit check ACME 1
    field	value
    account	ACME
    amount	1.00 EUR
    may_buy	true
    why	
    left	751.00 EUR
    exposure	1248.00 EUR
    limit	2000.00 EUR
    beyond	0.00 EUR
    exit 0
    ");
}

#[test]
fn contacts_see_their_credit_if_it_concerns_them() {
    let desk = desk();
    desk.quietly(
        "account contact add ACME --name Fay --email fay@acme.example --role finance
         account contact add ACME --name Bo --email bo@acme.example --role buyer
         credit override ACME 500 --until 2026-01-20 --reason 'they are slow but good'",
    );
    assert_snapshot!(desk.run(
        "credit show ACME --as fay@acme.example -O table
         invoice list --as fay@acme.example -c number,open
         credit show ACME --as bo@acme.example
         credit override ACME 5 --until +1d --reason please --as fay@acme.example"
    ), @"
    $ desk credit show ACME --as fay@acme.example -O table
    Credit of ACME
      limit      2000.00 EUR
      beyond it  500.00 EUR
      exposure   748.00 EUR
      available  1752.00 EUR

    Exposure
      WHAT                         AMOUNT
      invoiced, not due        322.00 EUR
      late by up to 30 days    100.00 EUR
      late by up to 60 days    376.00 EUR
      set against nothing yet  -50.00 EUR

      as of      2026-01-15 09:00 +00:00
      documents  imported 2026-01-15 09:00 +00:00
    exit 0

    $ desk invoice list --as fay@acme.example -c number,open
    number	open
    INV-3	300.00 EUR
    INV-2	122.00 EUR
    CN-1	0.00 EUR
    INV-1	376.00 EUR
    exit 0

    $ desk credit show ACME --as bo@acme.example
    --- stderr
    error: P2 may not do that: the right `credit.read` is not one of the role `buyer`
    hint: desk access explain P2 credit.read
    exit 4

    $ desk credit override ACME 5 --until +1d --reason please --as fay@acme.example
    --- stderr
    error: P1 may not do that: the right `credit.override` is not one of the role `finance`
    hint: desk access explain P1 credit.override
    exit 4
    ");
}
