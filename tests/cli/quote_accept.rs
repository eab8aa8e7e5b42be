//! `desk quote accept`, `decline` and `cancel`.

use insta::assert_snapshot;

use crate::quote::sent;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_a_customer_says_is_taken_once_and_in_time() {
    let mut desk = sent();
    let told = desk.run(
        "quote accept Q1
        quote accept Q1 --pick 1=150
        quote accept Q1 --pick 4=100
        quote accept Q1 --pick 1
        quote accept Q1 --pick 1=100 --by tom.becker@example.com
        quote accept Q1 --pick 1=100 --evidence missing.eml
        quote convert Q1",
    );
    desk.at("2026-03-01T09:00:00Z");
    let late = desk.run(
        "quote list -O table
        quote list --status expired -O table
        quote due --within 30d -O table
        quote accept Q1 --pick 1=100
        quote accept Q1 --pick 1=100 --allow-expired
        quote accept Q1 --pick 1=100 --allow-expired --reason 'They wrote in time'
        quote accept Q1 --pick 1=100
        quote decline Q1 --lost price
        quote revise Q1 --reason Cheaper
        quote cancel Q1 --reason 'They went bankrupt'
        quote cancel Q1 --reason 'Once more'
        quote convert Q1
        quote revise Q1 --reason Cheaper",
    );
    assert_snapshot!([told, late].join("\n---\n"), @"
    $ desk quote accept Q1
    --- stderr
    error: line 1 is offered for 100, 200, 400: say which they take, as in `--pick 1=100`
    exit 4

    $ desk quote accept Q1 --pick 1=150
    --- stderr
    error: line 1 is offered for 100, 200, 400, not for 150
    exit 4

    $ desk quote accept Q1 --pick 4=100
    --- stderr
    error: revision 1 of Q1 has no line 4
    exit 4

    $ desk quote accept Q1 --pick 1
    --- stderr
    error: say how much of line 1 they take, as in `--pick 1=500`
    exit 2

    $ desk quote accept Q1 --pick 1=100 --by tom.becker@example.com
    --- stderr
    error: there is no contact `tom.becker@example.com`
    exit 3

    $ desk quote accept Q1 --pick 1=100 --evidence missing.eml
    --- stderr
    error: `missing.eml` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk quote convert Q1
    --- stderr
    error: revision 1 of Q1 cannot be ordered: the customer has it; `desk quote accept Q1` takes down that they take it
    exit 4

    ---
    $ desk quote list -O table
    --- stderr
    no quotes match
    exit 0

    $ desk quote list --status expired -O table
    ID  ACCOUNT   SUBJECT           STATUS   REV        TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  expired  1    9159.52 EUR  2026-02-14  giulia
    exit 0

    $ desk quote due --within 30d -O table
    ID  ACCOUNT   SUBJECT           WAITS    DUE                      SLA  REP
    Q1  FERRARIS  Valves and pumps  expired  2026-02-15 00:00 +00:00  -    giulia
    exit 0

    $ desk quote accept Q1 --pick 1=100
    --- stderr
    error: revision 1 of Q1 could be accepted until 2026-02-14; --allow-expired takes it for a --reason, or begin another with `desk quote revise Q1`
    exit 4

    $ desk quote accept Q1 --pick 1=100 --allow-expired
    --- stderr
    error: what is late is not taken without a reason: give it with --reason TEXT
    exit 2

    $ desk quote accept Q1 --pick 1=100 --allow-expired --reason 'They wrote in time'
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote accept Q1 --pick 1=100
    --- stderr
    error: revision 1 of Q1 cannot be accepted: it was accepted
    exit 4

    $ desk quote decline Q1 --lost price
    --- stderr
    error: revision 1 of Q1 cannot be declined: it was accepted
    exit 4

    $ desk quote revise Q1 --reason Cheaper
    --- stderr
    error: Q1 is accepted: what was agreed on is not revised; make a new one with `desk quote new`
    exit 4

    $ desk quote cancel Q1 --reason 'They went bankrupt'
    --- stderr
    Cancelled Q1, revision 1
    exit 0

    $ desk quote cancel Q1 --reason 'Once more'
    --- stderr
    error: revision 1 of Q1 cannot be cancelled: it was cancelled
    exit 4

    $ desk quote convert Q1
    --- stderr
    error: revision 1 of Q1 cannot be ordered: it was cancelled
    exit 4

    $ desk quote revise Q1 --reason Cheaper
    --- stderr
    error: Q1 was cancelled: make a new one with `desk quote new`
    exit 4
    ");
}

#[test]
fn a_lost_quote_says_why_and_can_be_revised() {
    let lines = "
        quote decline Q1
        quote decline Q1 --lost dear
        quote decline Q1 --lost price --reason 'Bauer is 8% cheaper'
        quote decline Q1 --lost price
        quote list --status declined --json=id,status,lost
        quote revise Q1 --reason 'We match Bauer'
        quote price Q1 --discount 8
        quote send Q1
        quote list --json=id,status,revision,lost
        quote history Q1 -O table -c revision,action,note
    ";
    assert_snapshot!(sent().run(lines), @r#"
    $ desk quote decline Q1
    --- stderr
    error: the following required arguments were not provided: --lost <WHY>
    hint: desk quote decline --lost <WHY> <ID>
    exit 2

    $ desk quote decline Q1 --lost dear
    --- stderr
    error: `dear` is not a reason, expected one of price, delivery, terms, specification, competitor, budget, no-need, no-answer, other
    exit 2

    $ desk quote decline Q1 --lost price --reason 'Bauer is 8% cheaper'
    --- stderr
    Declined Q1, revision 1 (declined): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote decline Q1 --lost price
    --- stderr
    error: revision 1 of Q1 cannot be declined: it was declined
    exit 4

    $ desk quote list --status declined --json=id,status,lost
    [
      {
        "id": "Q1",
        "status": "declined",
        "lost": "price"
      }
    ]
    exit 0

    $ desk quote revise Q1 --reason 'We match Bauer'
    --- stderr
    Began Q1, revision 2 (draft): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote price Q1 --discount 8
    --- stderr
    Priced Q1, revision 2 (draft): 2 lines, 8426.75 EUR
    exit 0

    $ desk quote send Q1
    --- stderr
    Sent Q1, revision 2 (sent): 2 lines, 8426.75 EUR
    exit 0

    $ desk quote list --json=id,status,revision,lost
    [
      {
        "id": "Q1",
        "status": "sent",
        "revision": 2,
        "lost": null
      }
    ]
    exit 0

    $ desk quote history Q1 -O table -c revision,action,note
    REV  WHAT     NOTE
      1  draft    -
      1  send     -
      1  decline  Bauer is 8% cheaper
      2  draft    We match Bauer
      2  send     -
    exit 0
    "#);
}
