//! `desk quote revise` and `diff`, and the reviews between.

use insta::assert_snapshot;

use crate::quote::sent;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_was_sent_is_revised_and_both_are_compared() {
    let desk = sent();
    let lines = "
        quote line Q1 VH-220=300
        quote revise Q1
        quote revise Q1 --reason 'They want 300'
        quote revise Q1 --reason 'Again'
        quote line Q1 VH-220=300 --text 'Tooling for the bore' --qty 1@1200 --remove 2
        quote line Q1 --line 3 --note 'Once' --remark 'Costs us 700'
        quote price Q1 --line 1 --discount 8%
        quote diff Q1 -O table
        quote diff Q1 1
        quote diff Q1 1 4
        quote show Q1 -O table
        quote show Q1 --revision 1 --json=status
        quote check Q1 -O table
        quote send Q1
        quote submit Q1 --reason 'They buy 4000 a year'
        quote approve Q1
        quote reject Q1
        quote list -O table
    ";
    let told = desk.run(lines);
    let mut desk = desk.copy();
    desk.set("DESK_CONFIG", "config.toml").as_user("ivan");
    let by_ivan = desk.run(
        "quote approve Q1 --reason 'Worth it'
        quote edit Q1 --valid 60d
        quote send Q1
        quote submit Q1
        quote approve Q1",
    );
    desk.as_user("giulia");
    let by_giulia = desk.run(
        "quote approve Q1
        quote reject Q1 --reason 'Too long'
        quote cancel Q1 --draft --reason 'They take the first'
        quote revise Q1 --reason 'They hesitate'
        quote accept Q1 --pick 1=100
        quote history Q1 -O table -c revision,action,by,note",
    );
    assert_snapshot!([told, by_ivan, by_giulia].join("\n---\n"), @r#"
    $ desk quote line Q1 VH-220=300
    --- stderr
    error: revision 1 of Q1 was sent, and stays as it is; begin another with `desk quote revise Q1`
    exit 4

    $ desk quote revise Q1
    --- stderr
    error: nothing is offered anew without a reason: give it with --reason TEXT
    exit 2

    $ desk quote revise Q1 --reason 'They want 300'
    --- stderr
    Began Q1, revision 2 (draft): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote revise Q1 --reason 'Again'
    --- stderr
    error: revision 2 of Q1 is being worked on (draft): change that one, or drop it with `desk quote cancel Q1 --draft`
    exit 4

    $ desk quote line Q1 VH-220=300 --text 'Tooling for the bore' --qty 1@1200 --remove 2
    --- stderr
    Changed Q1, revision 2 (draft): 2 lines, 18779.46 EUR
    exit 0

    $ desk quote line Q1 --line 3 --note 'Once' --remark 'Costs us 700'
    --- stderr
    Changed Q1, revision 2 (draft): 2 lines, 18779.46 EUR
    exit 0

    $ desk quote price Q1 --line 1 --discount 8%
    --- stderr
    Priced Q1, revision 2 (draft): 2 lines, 17394.22 EUR
    exit 0

    $ desk quote diff Q1 -O table
    LINE  WHAT    BEFORE                                      AFTER
       1  offers  100 at 48.306, 200 at 48.306, 400 at 47.31  300 at 43.5252
       2  offers  4 at 669.30                                 -
       2  tax     22%                                         -
       2  what    PM-40 Gear pump PM-40                       -
       3  note    -                                           Once
       3  offers  -                                           1 at 1200.00
       3  remark  -                                           Costs us 700
       3  tax     -                                           22%
       3  what    -                                           Tooling for the bore
       -  margin  31.7%                                       -
       -  net     7507.80 EUR                                 14257.56 EUR
       -  tax     1651.72 EUR                                 3136.66 EUR
       -  total   9159.52 EUR                                 17394.22 EUR
    --- stderr
    Q1, revision 1 to 2
    exit 0

    $ desk quote diff Q1 1
    --- stderr
    error: name two revisions, as in `desk quote diff Q1 1 2`
    exit 2

    $ desk quote diff Q1 1 4
    --- stderr
    error: Q1 has no revision 4
    exit 4

    $ desk quote show Q1 -O table
    Q1 FERRARIS Officine Ferraris S.p.A.
      status   sent
      subject  Valves and pumps
      contact  Anna Bianchi (P1)
      rep      giulia
      asked    2026-01-15 09:00 +00:00
      answer   sent 2026-01-15 09:00 +00:00

    They ask
      What do 100 to 500 VH-220 cost?

    Revision 2, draft
      valid until  2026-02-14
      written by   giulia

    Lines, in EUR
      LINE  PRODUCT                    QTY    PRICE  OFF  MARGIN    AMOUNT
         1  VH-220 Check valve VH-220  300  43.5252   8%   20.0%  13057.56
         3  Tooling for the bore         1  1200.00    -       -   1200.00
            Once
            (Costs us 700)

    It comes to
      net    14257.56 EUR
      tax    3136.66 EUR (22% of 14257.56)
      total  17394.22 EUR

    Revisions
      REV  STATUS         TOTAL  UNTIL       SENT        WHY
      1    sent     9159.52 EUR  2026-02-14  2026-01-15  -
      2    draft   17394.22 EUR  2026-02-14  -           They want 300
    exit 0

    $ desk quote show Q1 --revision 1 --json=status
    {
      "status": "sent"
    }
    exit 0

    $ desk quote check Q1 -O table
    Q1, revision 2
      free-text  line 3: `Tooling for the bore` is no product: no list says what it
                 costs
    exit 0

    $ desk quote send Q1
    --- stderr
    error: somebody else has to look at revision 2 of Q1 first (free-text); see `desk quote check Q1`, then `desk quote submit Q1`
    exit 4

    $ desk quote submit Q1 --reason 'They buy 4000 a year'
    --- stderr
    Submitted Q1, revision 2 (in-review): 2 lines, 17394.22 EUR
      free-text, line 3: `Tooling for the bore` is no product: no list says what it costs
    exit 0

    $ desk quote approve Q1
    --- stderr
    error: you wrote revision 2 of Q1, and nobody approves what they wrote; ask somebody else to
    exit 4

    $ desk quote reject Q1
    --- stderr
    error: nothing is given back without a reason: give it with --reason TEXT
    exit 2

    $ desk quote list -O table
    ID  ACCOUNT   SUBJECT        STATUS  REV               TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and p…  sent    1 (2 open)  9159.52 EUR  2026-02-14  giulia
    exit 0

    ---
    $ desk quote approve Q1 --reason 'Worth it'
    --- stderr
    Approved Q1, revision 2 (approved): 2 lines, 17394.22 EUR
    exit 0

    $ desk quote edit Q1 --valid 60d
    --- stderr
    Changed Q1, revision 2 (draft): 2 lines, 17394.22 EUR
    exit 0

    $ desk quote send Q1
    --- stderr
    error: somebody else has to look at revision 2 of Q1 first (free-text); see `desk quote check Q1`, then `desk quote submit Q1`
    exit 4

    $ desk quote submit Q1
    --- stderr
    Submitted Q1, revision 2 (in-review): 2 lines, 17394.22 EUR
      free-text, line 3: `Tooling for the bore` is no product: no list says what it costs
    exit 0

    $ desk quote approve Q1
    --- stderr
    error: you wrote revision 2 of Q1, and nobody approves what they wrote; ask somebody else to
    exit 4

    ---
    $ desk quote approve Q1
    --- stderr
    error: you wrote revision 2 of Q1, and nobody approves what they wrote; ask somebody else to
    exit 4

    $ desk quote reject Q1 --reason 'Too long'
    --- stderr
    Rejected Q1, revision 2 (draft): 2 lines, 17394.22 EUR
    exit 0

    $ desk quote cancel Q1 --draft --reason 'They take the first'
    --- stderr
    Cancelled Q1, revision 2
    exit 0

    $ desk quote revise Q1 --reason 'They hesitate'
    --- stderr
    Began Q1, revision 3 (draft): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote accept Q1 --pick 1=100
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote history Q1 -O table -c revision,action,by,note
    REV  WHAT     BY      NOTE
      1  draft    giulia  -
      1  send     giulia  -
      2  draft    giulia  They want 300
      2  submit   giulia  They buy 4000 a year
      2  approve  ivan    Worth it
      2  edit     ivan    -
      2  submit   ivan    -
      2  reject   giulia  Too long
      2  cancel   giulia  They take the first
      3  draft    giulia  They hesitate
      3  cancel   giulia  -
      1  accept   giulia  -
    exit 0
    "#);
}
