//! `desk price list`.

use insta::assert_snapshot;

use crate::shop::shop;

#[test]
fn lists_are_told_with_whom_they_are_for() {
    let lines = "
        price -O table
        price list ferraris --json
        price list FERRARI
        price list --as anna.bianchi@ferraris.example
    ";
    assert_snapshot!(shop().run(lines), @r#"
    $ desk price -O table
    LIST      NAME                   IN   FOR                 PRICES  UNTIL
    B2B       Trade prices           EUR  b2b                      2  -
    FERRARIS  Agreed with Ferraris   EUR  FERRARIS and below       2  2026-12-31
    FROZEN    Contract C-9           EUR  contract C-9             1  -
    GBP       List prices in pounds  GBP  everybody                1  -
    LIST      List prices            EUR  everybody                4  -
    TIER-1    Key accounts           EUR  tier 1                   1  -
    exit 0

    $ desk price list ferraris --json
    [
      {
        "code": "FERRARIS",
        "name": "Agreed with Ferraris",
        "currency": "EUR",
        "for": "FERRARIS and below",
        "prices": 2,
        "priority": 5,
        "starts": "2026-01-01",
        "ends": "2026-12-31"
      }
    ]
    exit 0

    $ desk price list FERRARI
    --- stderr
    error: there is no price list `FERRARI`; did you mean `FERRARIS`?
    hint: desk price list
    exit 3

    $ desk price list --as anna.bianchi@ferraris.example
    --- stderr
    error: P1 may not do that: it is for reps, whatever the role of a contact
    hint: desk access list --contacts
    exit 4
    "#);
}
