//! `desk account new`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_new_account_is_listed_and_shown() {
    let desk = Desk::empty();
    let lines = "
        account new ACME 'Acme S.p.A.' --tier 1 --region Italy --credit-limit 50000 --terms 'NET30' --tags key,export --since 2019-03-01
        account new ACME-MI 'Acme Milano' --parent acme --currency usd
        account list
        account show acme -O table
        account tree -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account new ACME 'Acme S.p.A.' --tier 1 --region Italy --credit-limit 50000 --terms 'NET30' --tags key,export --since 2019-03-01
    --- stderr
    Made account ACME, Acme S.p.A., tier 1
    exit 0

    $ desk account new ACME-MI 'Acme Milano' --parent acme --currency usd
    --- stderr
    Made account ACME-MI, Acme Milano, tier 3
    exit 0

    $ desk account list
    code	name	tier	status	region	primary_rep	open_tickets	parent	segment	sector	credit_limit	terms	currency	credit_hold
    ACME	Acme S.p.A.	1	active	Italy		0		b2b		50000.00 EUR	NET30	EUR	false
    ACME-MI	Acme Milano	3	active			0	ACME	b2b				USD	false
    exit 0

    $ desk account show acme -O table
    ACME Acme S.p.A.
      tier            1
      status          active
      segment         b2b
      credit          50000.00 EUR
      reps            -
      terms           NET30
      currency        EUR
      region          Italy
      below it        ACME-MI
      customer since  2019-03-01
      tags            export, key
    exit 0

    $ desk account tree -O table
    CODE       NAME         TIER  OPEN
    ACME       Acme S.p.A.     1     0
    └ ACME-MI  Acme Milano     3     0
    exit 0
    ");
}

#[test]
fn a_code_is_taken_whatever_its_case() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("account new ferraris 'Somebody else'"), @"
    $ desk account new ferraris 'Somebody else'
    --- stderr
    error: there is an account `ferraris` already
    exit 4
    ");
}

#[test]
fn unknown_names_and_odd_values_are_refused() {
    let desk = Desk::sample();
    let lines = "
        account new ACME 'Acme' --parent FERARIS
        account new 'A C' 'Acme'
        account new ACME ''
        account new ACME 'Acme' --tier 0
        account new ACME 'Acme' --segment b3b
        account new ACME 'Acme' --status activ
        account new ACME 'Acme' --currency EURO
        account new ACME 'Acme' --credit-limit 1,000
        account new ACME 'Acme' --credit-limit -5
        account new ACME 'Acme' --terms NET
        account new ACME 'Acme' --time-zone Europe/Rme
        account new ACME 'Acme' --language italian
        account new ACME 'Acme' --since 2019-02-30
        account new ACME
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account new ACME 'Acme' --parent FERARIS
    --- stderr
    error: there is no account `FERARIS`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk account new 'A C' 'Acme'
    --- stderr
    error: `A C` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    exit 2

    $ desk account new ACME ''
    --- stderr
    error: `` is not a line of text, expected at least one character
    exit 2

    $ desk account new ACME 'Acme' --tier 0
    --- stderr
    error: `0` is not a tier, expected 1 to 9, where 1 is served first
    exit 2

    $ desk account new ACME 'Acme' --segment b3b
    --- stderr
    error: `b3b` is not a segment, expected one of b2b, d2c; did you mean `b2b`?
    exit 2

    $ desk account new ACME 'Acme' --status activ
    --- stderr
    error: `activ` is not an account status, expected one of pending, active, blocked, closed; did you mean `active`?
    exit 2

    $ desk account new ACME 'Acme' --currency EURO
    --- stderr
    error: `EURO` is not a currency, expected an ISO 4217 code, e.g. `EUR`
    exit 2

    $ desk account new ACME 'Acme' --credit-limit 1,000
    --- stderr
    error: `1,000` is not an amount, expected a plain number in EUR, e.g. `123456.70`
    exit 2

    $ desk account new ACME 'Acme' --credit-limit -5
    --- stderr
    error: `-5` is not a credit limit, expected zero (prepaid) or more
    exit 2

    $ desk account new ACME 'Acme' --terms NET
    --- stderr
    error: `NET` is not payment terms, expected `NET30`, `2/10 NET30`, `EOM` or `prepay`
    exit 2

    $ desk account new ACME 'Acme' --time-zone Europe/Rme
    --- stderr
    error: `Europe/Rme` is not a time zone, expected an IANA name, e.g. `Europe/Rome`; did you mean `Europe/Rome`?
    exit 2

    $ desk account new ACME 'Acme' --language italian
    --- stderr
    error: `italian` is not a language, expected a two-letter ISO 639-1 code, e.g. `it`
    exit 2

    $ desk account new ACME 'Acme' --since 2019-02-30
    --- stderr
    error: `2019-02-30` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2

    $ desk account new ACME
    --- stderr
    error: the following required arguments were not provided: <NAME>
    hint: desk account new <CODE> <NAME>
    exit 2
    ");
}

#[test]
fn a_tree_of_accounts_has_at_most_eight_levels() {
    let desk = Desk::empty();
    desk.quietly("account new L1 'Level one'");
    for level in 2..=8 {
        desk.quietly(&format!("account new L{level} 'Level {level}' --parent L{}", level - 1));
    }
    let lines = "
        account new L9 'Level nine' --parent L8
        account new TOP 'Above all'
        account edit L1 --parent TOP
        account tree L7
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk account new L9 'Level nine' --parent L8
    --- stderr
    error: `L9` would stand too deep: a tree of accounts has at most 8 levels
    exit 4

    $ desk account new TOP 'Above all'
    --- stderr
    Made account TOP, Above all, tier 3
    exit 0

    $ desk account edit L1 --parent TOP
    --- stderr
    error: `L1` would stand too deep: a tree of accounts has at most 8 levels
    exit 4

    $ desk account tree L7
    depth	code	name	tier	open_tickets
    0	L7	Level 7	3	0
    1	L8	Level 8	3	0
    exit 0
    ");
}
