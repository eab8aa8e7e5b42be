//! Leave to buy beyond a limit, and holds.

use insta::assert_snapshot;

use crate::invoice::desk;

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript is kept whole")]
fn an_override_lets_them_until_it_expires_and_a_hold_beats_it() {
    let mut desk = desk();
    let told = desk.run(
        "credit override ACME 500 --until 2026-01-20
         credit override ACME 500 --until 2026-01-20 --reason 'fair in Hannover'
         credit override ACME 0 --until 2026-01-20 --reason none
         credit override ACME 5 --until 2026-01-10 --reason late
         credit check ACME 1600 -O table
         credit hold ACME --reason 'a cheque bounced'
         credit hold ACME
         credit check ACME 1 -O table
         credit show ACME -O table
         credit override ACME 1 --until 2026-01-20 --despite-hold --reason 'agreed with finance'
         credit check ACME 1 -O table
         credit revoke V2
         credit revoke V2
         credit revoke V9
         credit release ACME --reason 'it was paid'
         audit log ACME -c action,reason",
    );
    desk.at("2026-01-21T00:00:00Z");
    assert_snapshot!([told, desk.run("credit check ACME 1600")].join("\n"), @"
    $ desk credit override ACME 500 --until 2026-01-20
    --- stderr
    error: an override needs a reason: add --reason 'TEXT'
    exit 2

    $ desk credit override ACME 500 --until 2026-01-20 --reason 'fair in Hannover'
    --- stderr
    V1: ACME may owe 500.00 EUR beyond its limit until 2026-01-20T23:59:59Z
    exit 0

    $ desk credit override ACME 0 --until 2026-01-20 --reason none
    --- stderr
    error: 0.00 EUR is not beyond anything: an override is over an amount above 0
    exit 4

    $ desk credit override ACME 5 --until 2026-01-10 --reason late
    --- stderr
    error: an override until 2026-01-10T23:59:59Z would have expired
    exit 4

    $ desk credit check ACME 1600 -O table
    Credit of ACME
      may buy        yes
      for            1600.00 EUR
      exposure       748.00 EUR
      limit          2000.00 EUR
      beyond it      500.00 EUR
      left after it  152.00 EUR
    exit 0

    $ desk credit hold ACME --reason 'a cheque bounced'
    --- stderr
    Stopped the credit of ACME
    exit 0

    $ desk credit hold ACME
    --- stderr
    Credit was stopped already of ACME
    exit 0

    $ desk credit check ACME 1 -O table
    Credit of ACME
      may buy    no: the credit of ACME is stopped
      for        1.00 EUR
      exposure   748.00 EUR
      limit      2000.00 EUR
      beyond it  500.00 EUR
    exit 4

    $ desk credit show ACME -O table
    Credit of ACME
      limit      2000.00 EUR
      beyond it  500.00 EUR
      exposure   748.00 EUR
      available  1752.00 EUR
      hold       credit is STOPPED

    Exposure
      WHAT                         AMOUNT
      invoiced, not due        322.00 EUR
      late by up to 30 days    100.00 EUR
      late by up to 60 days    376.00 EUR
      set against nothing yet  -50.00 EUR

    Overrides
      ID      BEYOND  EXPIRES                  BY      REASON
      V1  500.00 EUR  2026-01-20 23:59 +00:00  giulia  fair in Hannover

      as of      2026-01-15 09:00 +00:00
      documents  imported 2026-01-15 09:00 +00:00
    exit 0

    $ desk credit override ACME 1 --until 2026-01-20 --despite-hold --reason 'agreed with finance'
    --- stderr
    V2: ACME may owe 1.00 EUR beyond its limit until 2026-01-20T23:59:59Z
    exit 0

    $ desk credit check ACME 1 -O table
    Credit of ACME
      may buy        yes
      for            1.00 EUR
      exposure       748.00 EUR
      limit          2000.00 EUR
      beyond it      501.00 EUR
      left after it  1752.00 EUR
    exit 0

    $ desk credit revoke V2
    --- stderr
    V2 of ACME holds no more
    exit 0

    $ desk credit revoke V2
    --- stderr
    V2 of ACME held no more already
    exit 0

    $ desk credit revoke V9
    --- stderr
    error: there is no override `V9`
    exit 3

    $ desk credit release ACME --reason 'it was paid'
    --- stderr
    Credit goes on for ACME
    exit 0

    $ desk audit log ACME -c action,reason
    action	reason
    credit.hold	it was paid
    credit.override	
    credit.override	agreed with finance
    credit.hold	a cheque bounced
    credit.override	fair in Hannover
    account.new	
    exit 0

    $ desk credit check ACME 1600
    field	value
    account	ACME
    amount	1600.00 EUR
    may_buy	false
    why	ACME would owe 348.00 EUR more than it may
    left	
    exposure	748.00 EUR
    limit	2000.00 EUR
    beyond	0.00 EUR
    exit 4
    ");
}
