//! `desk quote`, from a request to its orders.

use insta::assert_snapshot;

use crate::ask;
use crate::harness::Desk;

/// Returns the sample with its commerce, and rules for quotes.
pub(crate) fn desk() -> Desk {
    let mut desk = ask::desk();
    desk.write(
        "config.toml",
        "[prices]\nminimum_margin = 10\n[quotes]\ntax = 22\n[quotes.review]\ntotal = ['25000 EUR']\n\
         [quotes.review.discount_of]\nagent = 5\n",
    );
    desk.set("DESK_CONFIG", "config.toml");
    desk.quietly("rep edit ivan --os-user ivan");
    desk
}

/// Returns a desk with a quote that was sent: two lines, the first of which is offered in three quantities.
fn sent() -> Desk {
    let desk = desk();
    desk.quietly(
        "quote request FERRARIS -s 'Valves and pumps' --contact anna.bianchi@ferraris.example -m 'What do 100 to 500 VH-220 cost?'
        quote new Q1 VH-220=100,200,400 PM-40=4
        quote send Q1",
    );
    desk
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn a_request_becomes_an_offer_that_becomes_orders() {
    let desk = desk();
    desk.write("order.eml", "From: anna.bianchi@ferraris.example\nSubject: Order\n\nWe take 200.\n");
    let lines = "
        quote request FERRARIS -s 'Valves and pumps' --contact anna.bianchi@ferraris.example -m 'What do 100 to 500 VH-220 cost?'
        quote due -O table
        quote new Q1 VH-220=100,200,400 PM-40=4
        quote edit Q1 --freight 45 --delivery 'DAP Torino' --note 'Prices hold for 2026' --remark 'Anna decides alone'
        quote send Q1
        quote show Q1 -O table
        quote accept Q1 --pick 1=200 --po PO-9 --evidence order.eml
        quote convert Q1 --partial 1=80
        quote convert Q1 --backorder
        order show O6 -O table
        quote history Q1 -O table -c revision,action,by,contact,note,evidence
        quote list --all -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk quote request FERRARIS -s 'Valves and pumps' --contact anna.bianchi@ferraris.example -m 'What do 100 to 500 VH-220 cost?'
    --- stderr
    Took down Q1: Valves and pumps
    exit 0

    $ desk quote due -O table
    ID  ACCOUNT   SUBJECT           WAITS       DUE                SLA       REP
    Q1  FERRARIS  Valves and pumps  unanswered  2026-01-15 11:00…  on track  giulia
    exit 0

    $ desk quote new Q1 VH-220=100,200,400 PM-40=4
    --- stderr
    Began Q1, revision 1 (draft): 2 lines, 9159.52 EUR
    exit 0

    $ desk quote edit Q1 --freight 45 --delivery 'DAP Torino' --note 'Prices hold for 2026' --remark 'Anna decides alone'
    --- stderr
    Changed Q1, revision 1 (draft): 2 lines, 9214.42 EUR
    exit 0

    $ desk quote send Q1
    --- stderr
    Sent Q1, revision 1 (sent): 2 lines, 9214.42 EUR
    exit 0

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

    Revision 1, sent
      valid until  2026-02-14
      delivery     DAP Torino
      written by   giulia
      note         Prices hold for 2026
      remark       Anna decides alone

    Lines, in EUR
      LINE  PRODUCT                     QTY   PRICE  OFF  MARGIN    AMOUNT
         1  VH-220 Check valve VH-220  *100  48.306    -   28.0%   4830.60
                                        200  48.306    -   28.0%   9661.20
                                        400   47.31    -   26.4%  18924.00
         2  PM-40 Gear pump PM-40         4  669.30    -   38.4%   2677.20

    It comes to
      net      7507.80 EUR
      freight  45.00 EUR
      tax      1661.62 EUR (22% of 7552.80)
      total    9214.42 EUR
      margin   31.7%
    exit 0

    $ desk quote accept Q1 --pick 1=200 --po PO-9 --evidence order.eml
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 15107.75 EUR
    exit 0

    $ desk quote convert Q1 --partial 1=80
    --- stderr
    Placed O5 of Q1, revision 1: 1 line, 4769.57 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --backorder
    --- stderr
    Placed O6 of Q1, revision 1: 2 lines, 10338.18 EUR
      line 1: 85 of 120 VH-220 are there, all of it on 2026-01-22
      line 2: 0 of 4 PM-40 are there, all of it on 2026-02-10
      its PO number is also on O5
    exit 0

    $ desk order show O6 -O table
    O6 FERRARIS Officine Ferraris S.p.A.
      status    open
      po        PO-9, which is also on O5
      ordered   2026-01-15 by Anna Bianchi, taken by giulia
      terms     NET60
      subtotal  8473.92 EUR
      tax       1864.26 EUR
      total     10338.18 EUR

    Lines
      LINE  PRODUCT                QTY  SHIPPED            LEFT  BY   PRICE   AMOUNT
         1  VH-220 Check valve V…  120        0  120 (35 short)   -  48.306  5796.72
         2  PM-40 Gear pump PM-40    4        0     4 (4 short)   -  669.30  2677.20
    exit 0

    $ desk quote history Q1 -O table -c revision,action,by,contact,note,evidence
    REV  WHAT        BY      CONTACT  NOTE  EVIDENCE
      1  draft       giulia  -        -     -
      1  send        giulia  -        -     -
      1  accept      giulia  P1       -     order.eml
      1  part-order  giulia  -        O5    -
      1  order       giulia  -        O6    -
    exit 0

    $ desk quote list --all -O table
    ID  ACCOUNT   SUBJECT           STATUS   REV         TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  ordered  1    15107.75 EUR  2026-02-14  giulia
    exit 0
    ");
}

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
      1  accept   giulia  -
    exit 0
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn what_cannot_be_offered_is_refused_with_the_way_out() {
    let lines = "
        quote new NOBODY VH-220=1
        quote new Q9 VH-220=1
        quote new FERRARIS VH-220=0
        quote new FERRARIS VH-220=-4
        quote new FERRARIS VH-220
        quote new FERRARIS VH-220=100,100
        quote new FERRARIS VH-22=100
        quote new FERRARIS VH-200=100
        quote new FERRARIS VH-220=100 --currency JPY
        quote new FERRARIS VH-220=100@9999999999999999
        quote new FERRARIS VH-220=9000000000000@9000000000
        quote new FERRARIS VH-220=100@1e3
        quote new FERRARIS CP-16=7
        quote request FERRARIS -s Pumps
        quote send Q1
        quote revise Q1 --reason Why
        quote diff Q1
        quote new Q1 VH-220=1 --subject Again
        quote new Q1
        quote new Q1 VH-220=1
        quote send Q1
        quote line Q1 PM-40=4 CP-16=7@1.20
        quote check Q1
        quote line Q1 --line 7 --qty 3
        quote line Q1 --qty 3
        quote line Q1 --text Tooling --qty 1
        quote line Q1
        quote price Q1 --line 7 --set 3
        quote price Q1
        quote price Q1 --set -3
        quote edit Q1
        quote edit Q1 --freight -3
        quote edit Q1 --valid yesterday
        quote edit Q1 --valid 2026-01-01
        quote send Q1
        quote edit Q1 --valid 30d --contact P99
        quote request --priority high
        quote request FERRARIS --ticket T2
        quote approve Q1
        quote accept Q1
        quote convert Q1
        quote cancel Q1
        quote show Q1 --revision 3
        quote show Q7
        quote list --status sold
    ";
    assert_snapshot!(desk().run(lines), @"
    $ desk quote new NOBODY VH-220=1
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk quote new Q9 VH-220=1
    --- stderr
    error: there is no quote `Q9`
    exit 3

    $ desk quote new FERRARIS VH-220=0
    --- stderr
    error: `0` is not a choice of quantities, expected quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`
    exit 2

    $ desk quote new FERRARIS VH-220=-4
    --- stderr
    error: `-4` is not a choice of quantities, expected quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`
    exit 2

    $ desk quote new FERRARIS VH-220
    --- stderr
    error: `VH-220` is not something to offer, expected `SKU=QUANTITY`, in steps `SKU=100,500`, with a price `SKU=100@50.83`
    exit 2

    $ desk quote new FERRARIS VH-220=100,100
    --- stderr
    error: `100,100` is not a choice of quantities, expected quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`
    exit 2

    $ desk quote new FERRARIS VH-22=100
    --- stderr
    error: there is no product `VH-22`; did you mean `VH-220`?
    hint: desk product list
    exit 3

    $ desk quote new FERRARIS VH-200=100
    --- stderr
    error: VH-200 is not sold any more; VH-220 takes its place: offer `VH-220=QUANTITY`
    exit 4

    $ desk quote new FERRARIS VH-220=100 --currency JPY
    --- stderr
    error: no list says what 100 VH-220 cost FERRARIS in JPY; write `VH-220=100@PRICE`, or offer it in another currency
    exit 4

    $ desk quote new FERRARIS VH-220=100@9999999999999999
    --- stderr
    error: `9999999999999999` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
    exit 2

    $ desk quote new FERRARIS VH-220=9000000000000@9000000000
    --- stderr
    error: Q1 comes to more than can be counted
    exit 4

    $ desk quote new FERRARIS VH-220=100@1e3
    --- stderr
    error: `1e3` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
    exit 2

    $ desk quote new FERRARIS CP-16=7
    --- stderr
    error: no list says what 7 CP-16 cost FERRARIS in EUR; write `CP-16=7@PRICE`, or offer it in another currency
    exit 4

    $ desk quote request FERRARIS -s Pumps
    --- stderr
    Took down Q1: Pumps
    exit 0

    $ desk quote send Q1
    --- stderr
    error: nothing is offered with Q1 yet; begin with `desk quote new Q1 SKU=QUANTITY`
    exit 4

    $ desk quote revise Q1 --reason Why
    --- stderr
    error: nothing was sent yet: begin with `desk quote new Q1`
    exit 4

    $ desk quote diff Q1
    --- stderr
    error: Q1 has one revision at most: there is nothing to compare
    exit 4

    $ desk quote new Q1 VH-220=1 --subject Again
    --- stderr
    error: Q1 says already who asks and about what; change that with `desk quote edit Q1`
    exit 2

    $ desk quote new Q1
    --- stderr
    Began Q1, revision 1 (draft): 0 lines, 0.00 EUR
    exit 0

    $ desk quote new Q1 VH-220=1
    --- stderr
    error: revision 1 of Q1 is being worked on (draft): change that one, or drop it with `desk quote cancel Q1 --draft`
    exit 4

    $ desk quote send Q1
    --- stderr
    error: revision 1 of Q1 offers nothing; add a line with `desk quote line Q1 SKU=QUANTITY`
    exit 4

    $ desk quote line Q1 PM-40=4 CP-16=7@1.20
    --- stderr
    Changed Q1, revision 1 (draft): 2 lines, 3276.43 EUR
      7 CP-16 is no number of whole packs of 12: 12 would be
    exit 0

    $ desk quote check Q1
    field	value
    id	Q1
    revision	1
    needs_review	true
    concerns.0.rule	margin
    concerns.0.line	2
    concerns.0.why	7 CP-16 at 1.20 EUR is below 2.3265, what it costs us and 10%
    exit 0

    $ desk quote line Q1 --line 7 --qty 3
    --- stderr
    error: revision 1 of Q1 has no line 7
    exit 4

    $ desk quote line Q1 --qty 3
    --- stderr
    error: --qty is of a line: name it with --line, or write one with --text
    exit 2

    $ desk quote line Q1 --text Tooling --qty 1
    --- stderr
    error: what is no product has no price of its own; write `1@PRICE`
    exit 4

    $ desk quote line Q1
    --- stderr
    error: say what is offered: SKU=QTY, --text, or what becomes of a --line
    exit 2

    $ desk quote price Q1 --line 7 --set 3
    --- stderr
    error: revision 1 of Q1 offers nothing in line 7
    exit 4

    $ desk quote price Q1
    --- stderr
    error: say what it costs: --set PRICE, --discount PERCENT, --as-usual; or --explain
    exit 2

    $ desk quote price Q1 --set -3
    --- stderr
    error: `-3` is not a price, expected a plain number, not below 0, with at most six decimals, e.g. `12.3456`
    exit 2

    $ desk quote edit Q1
    --- stderr
    error: say what is to change: --valid, --terms, --freight, --delivery, --note …
    exit 2

    $ desk quote edit Q1 --freight -3
    --- stderr
    error: freight of -3.00 EUR is less than nothing
    exit 4

    $ desk quote edit Q1 --valid yesterday
    --- stderr
    error: `yesterday` is not a last day, expected a day `2026-11-21`, or so many from today, e.g. `30d`
    exit 2

    $ desk quote edit Q1 --valid 2026-01-01
    --- stderr
    Changed Q1, revision 1 (draft): 2 lines, 3276.43 EUR
    exit 0

    $ desk quote send Q1
    --- stderr
    error: revision 1 of Q1 could be accepted until 2026-01-01, which has passed; `desk quote edit Q1 --valid 30d`
    exit 4

    $ desk quote edit Q1 --valid 30d --contact P99
    --- stderr
    error: there is no contact `P99`
    exit 3

    $ desk quote request --priority high
    --- stderr
    error: say who wants it: an account, or the --ticket they ask in
    exit 2

    $ desk quote request FERRARIS --ticket T2
    --- stderr
    error: T2 is not a ticket of FERRARIS
    exit 4

    $ desk quote approve Q1
    --- stderr
    error: revision 1 of Q1 cannot be approved: it is a draft
    exit 4

    $ desk quote accept Q1
    --- stderr
    error: revision 1 of Q1 cannot be accepted: it is a draft
    exit 4

    $ desk quote convert Q1
    --- stderr
    error: revision 1 of Q1 cannot be ordered: it is a draft
    exit 4

    $ desk quote cancel Q1
    --- stderr
    error: nothing is taken back without a reason: give it with --reason TEXT
    exit 2

    $ desk quote show Q1 --revision 3
    --- stderr
    error: Q1 has no revision 3
    exit 4

    $ desk quote show Q7
    --- stderr
    error: there is no quote `Q7`
    exit 3

    $ desk quote list --status sold
    --- stderr
    error: `sold` is not a status of a quote, expected one of requested, draft, in-review, approved, sent, expired, accepted, declined, ordered, cancelled
    exit 2
    ");
}

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

#[test]
fn nothing_is_ordered_beyond_credit_or_without_acceptance() {
    let desk = sent();
    desk.quietly("account edit FERRARIS --credit-limit 100");
    let lines = "
        quote accept Q1 --pick 1=100
        quote convert Q1 --backorder
        quote convert Q1 --partial 1=5000
        quote convert Q1 --partial 3
        quote convert Q1 --partial 1=0
        credit override FERRARIS 90000 --until +2d --reason 'Agreed with finance'
        quote convert Q1 --partial 1=60 --key K-1
        quote convert Q1 --partial 1=60 --key K-1
        quote convert Q1 --partial 1=41
        quote convert Q1 --partial 1 --po PO-3
        quote convert Q1 --partial 1
        quote list -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk quote accept Q1 --pick 1=100
    --- stderr
    Accepted Q1, revision 1 (accepted): 2 lines, 9159.52 EUR
      it cannot be ordered yet: FERRARIS would owe 20623.72 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 0

    $ desk quote convert Q1 --backorder
    --- stderr
    error: FERRARIS would owe 20623.72 EUR more than it may; see `desk credit show FERRARIS`, or let it with `desk credit override FERRARIS`
    exit 4

    $ desk quote convert Q1 --partial 1=5000
    --- stderr
    error: 5000 of line 1 of Q1 are more than the 100 that are left
    exit 4

    $ desk quote convert Q1 --partial 3
    --- stderr
    error: nothing is left to order of line 3 of Q1
    exit 4

    $ desk quote convert Q1 --partial 1=0
    --- stderr
    error: `1=0` is not a line, expected its number, or so much of it, e.g. `2` or `2=500`
    exit 2

    $ desk credit override FERRARIS 90000 --until +2d --reason 'Agreed with finance'
    --- stderr
    V1: FERRARIS may owe 90000.00 EUR beyond its limit until 2026-01-17T09:00:00Z
    exit 0

    $ desk quote convert Q1 --partial 1=60 --key K-1
    --- stderr
    Placed O5 of Q1, revision 1: 1 line, 3536.00 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --partial 1=60 --key K-1
    --- stderr
    Placed O5 of Q1, revision 1: 1 line, 3536.00 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --partial 1=41
    --- stderr
    error: 41 of line 1 of Q1 are more than the 40 that are left
    exit 4

    $ desk quote convert Q1 --partial 1 --po PO-3
    --- stderr
    Placed O6 of Q1, revision 1: 1 line, 2357.33 EUR; some of it is left to order
    exit 0

    $ desk quote convert Q1 --partial 1
    --- stderr
    error: nothing is left to order of line 1 of Q1
    exit 4

    $ desk quote list -O table
    ID  ACCOUNT   SUBJECT           STATUS    REV        TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  accepted  1    9159.52 EUR  2026-02-14  giulia
    exit 0
    ");
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn a_contact_sees_what_was_sent_and_nothing_of_ours() {
    let desk = sent();
    desk.quietly(
        "account contact edit P1 --role buyer
        quote revise Q1 --reason 'They hesitate'
        quote edit Q1 --remark 'Give 5% more if they ask'
        quote line Q1 --line 1 --remark 'Paolo knows'
        quote new FERRARIS -s 'Secret plans' VH-220=10
        quote new LEVANTE VH-220=10
        quote send Q3",
    );
    let lines = "
        --as anna.bianchi@ferraris.example quote list -O table
        --as anna.bianchi@ferraris.example quote show Q1 -O table
        --as anna.bianchi@ferraris.example quote show Q1 --json
        --as anna.bianchi@ferraris.example quote show Q1 --revision 2
        --as anna.bianchi@ferraris.example quote show Q2
        --as anna.bianchi@ferraris.example quote show Q3
        --as anna.bianchi@ferraris.example quote history Q1
        --as anna.bianchi@ferraris.example quote check Q1
        --as anna.bianchi@ferraris.example quote accept Q1
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk --as anna.bianchi@ferraris.example quote list -O table
    ID  ACCOUNT   SUBJECT           STATUS  REV        TOTAL  UNTIL       REP
    Q1  FERRARIS  Valves and pumps  sent    1    9159.52 EUR  2026-02-14  giulia
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote show Q1 -O table
    Q1 FERRARIS Officine Ferraris S.p.A.
      status   sent
      subject  Valves and pumps
      contact  Anna Bianchi (P1)
      asked    2026-01-15 09:00 +00:00
      answer   sent 2026-01-15 09:00 +00:00

    They ask
      What do 100 to 500 VH-220 cost?

    Revision 1, sent
      valid until  2026-02-14

    Lines, in EUR
      LINE  PRODUCT                     QTY   PRICE  OFF  MARGIN    AMOUNT
         1  VH-220 Check valve VH-220  *100  48.306    -       -   4830.60
                                        200  48.306    -       -   9661.20
                                        400   47.31    -       -  18924.00
         2  PM-40 Gear pump PM-40         4  669.30    -       -   2677.20

    It comes to
      net    7507.80 EUR
      tax    1651.72 EUR (22% of 7507.80)
      total  9159.52 EUR
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote show Q1 --json
    {
      "id": "Q1",
      "account": "FERRARIS",
      "account_name": "Officine Ferraris S.p.A.",
      "subject": "Valves and pumps",
      "status": "sent",
      "contact": "P1",
      "contact_name": "Anna Bianchi",
      "rep": null,
      "ticket": null,
      "request": "What do 100 to 500 VH-220 cost?",
      "priority": "normal",
      "requested_at": "2026-01-15T09:00:00Z",
      "needed": null,
      "answer_due": "2026-01-15T11:00:00Z",
      "answered_at": "2026-01-15T09:00:00Z",
      "answer_breached": false,
      "revisions": [
        {
          "number": 1,
          "status": "sent",
          "reason": null,
          "total": {
            "amount": "9159.52",
            "minor": 915952,
            "currency": "EUR"
          },
          "valid_until": "2026-02-14",
          "created_at": "2026-01-15T09:00:00Z",
          "sent_at": "2026-01-15T09:00:00Z",
          "lost": null
        }
      ],
      "revision": {
        "number": 1,
        "status": "sent",
        "author": null,
        "currency": "EUR",
        "valid_until": "2026-02-14",
        "terms": null,
        "delivery": null,
        "po_number": null,
        "note": null,
        "remark": null,
        "lines": [
          {
            "line": 1,
            "sku": "VH-220",
            "name": "Check valve VH-220",
            "asked": null,
            "unit": "piece",
            "tax": "22%",
            "note": null,
            "remark": null,
            "cost": null,
            "offers": [
              {
                "quantity": 100,
                "unit_price": {
                  "amount": "48.306",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "4830.60",
                  "minor": 483060,
                  "currency": "EUR"
                },
                "counts": true,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              },
              {
                "quantity": 200,
                "unit_price": {
                  "amount": "48.306",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "9661.20",
                  "minor": 966120,
                  "currency": "EUR"
                },
                "counts": false,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              },
              {
                "quantity": 400,
                "unit_price": {
                  "amount": "47.31",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "18924.00",
                  "minor": 1892400,
                  "currency": "EUR"
                },
                "counts": false,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              }
            ]
          },
          {
            "line": 2,
            "sku": "PM-40",
            "name": "Gear pump PM-40",
            "asked": null,
            "unit": "piece",
            "tax": "22%",
            "note": null,
            "remark": null,
            "cost": null,
            "offers": [
              {
                "quantity": 4,
                "unit_price": {
                  "amount": "669.30",
                  "currency": "EUR"
                },
                "amount": {
                  "amount": "2677.20",
                  "minor": 267720,
                  "currency": "EUR"
                },
                "counts": true,
                "picked": false,
                "usual": null,
                "discount": null,
                "origin": null,
                "margin": null
              }
            ]
          }
        ],
        "net": {
          "amount": "7507.80",
          "minor": 750780,
          "currency": "EUR"
        },
        "freight": {
          "amount": "0.00",
          "minor": 0,
          "currency": "EUR"
        },
        "taxes": [
          {
            "rate": "22%",
            "base": {
              "amount": "7507.80",
              "minor": 750780,
              "currency": "EUR"
            },
            "tax": {
              "amount": "1651.72",
              "minor": 165172,
              "currency": "EUR"
            }
          }
        ],
        "tax": {
          "amount": "1651.72",
          "minor": 165172,
          "currency": "EUR"
        },
        "total": {
          "amount": "9159.52",
          "minor": 915952,
          "currency": "EUR"
        },
        "margin": null
      },
      "orders": []
    }
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote show Q1 --revision 2
    --- stderr
    error: Q1 has no revision 2
    exit 4

    $ desk --as anna.bianchi@ferraris.example quote show Q2
    --- stderr
    error: there is no quote `Q2`
    exit 3

    $ desk --as anna.bianchi@ferraris.example quote show Q3
    --- stderr
    error: there is no quote `Q3`
    exit 3

    $ desk --as anna.bianchi@ferraris.example quote history Q1
    at	revision	action	by	contact	note	evidence
    --- stderr
    no entries match
    exit 0

    $ desk --as anna.bianchi@ferraris.example quote check Q1
    --- stderr
    error: P1 may not do that: it is for reps, whatever the role of a contact
    hint: desk access list --contacts
    exit 4

    $ desk --as anna.bianchi@ferraris.example quote accept Q1
    --- stderr
    error: P1 may not do that: the right `quote.answer` is not one of the role `buyer`
    hint: desk access explain P1 quote.answer
    exit 4
    "#);
}

#[test]
fn a_request_from_a_ticket_waits_for_an_answer_as_the_ticket_does() {
    let mut desk = desk();
    let asked = desk.run(
        "quote request --ticket T2
        ticket show T2 --json=links
        quote show Q1 -O table",
    );
    desk.at("2026-01-16T18:00:00Z");
    let late = desk.run(
        "quote due -O table
        quote due --json=id,waits,due,outlook
        quote cancel Q1 --reason 'They asked elsewhere'
        quote due
        quote cancel Q1 --reason 'They asked elsewhere'
        quote new Q1 VH-220=1",
    );
    assert_snapshot!([asked, late].join("\n---\n"), @r#"
    $ desk quote request --ticket T2
    --- stderr
    Took down Q1: Нет подтверждения цены по заказу 8810
    exit 0

    $ desk ticket show T2 --json=links
    {
      "links": [
        {
          "kind": "quote",
          "target": "Q1"
        }
      ]
    }
    exit 0

    $ desk quote show Q1 -O table
    Q1 URALMET УралМетПром
      status   requested
      subject  Нет подтверждения цены по заказу 8810
      contact  Ольга Петрова (P5)
      rep      ivan
      ticket   T2
      asked    2026-01-15 09:00 +00:00
      answer   2026-01-15 11:00 +00:00
    exit 0

    ---
    $ desk quote due -O table
    ID  ACCOUNT  SUBJE…  WAITS       DUE                              SLA       REP
    Q1  URALMET  Нет п…  unanswered  2026-01-15 11:00 +00:00 overdue  BREACHED  ivan
    exit 0

    $ desk quote due --json=id,waits,due,outlook
    [
      {
        "id": "Q1",
        "waits": "unanswered",
        "due": "2026-01-15T11:00:00Z",
        "outlook": "breached"
      }
    ]
    exit 0

    $ desk quote cancel Q1 --reason 'They asked elsewhere'
    --- stderr
    Cancelled Q1
    exit 0

    $ desk quote due
    exit 0

    $ desk quote cancel Q1 --reason 'They asked elsewhere'
    --- stderr
    error: Q1 was cancelled already
    exit 4

    $ desk quote new Q1 VH-220=1
    --- stderr
    error: Q1 was cancelled; make a new one with `desk quote new URALMET`
    exit 4
    "#);
}

#[test]
fn prices_are_explained_line_by_line() {
    let lines = "
        quote price Q1 --explain --line 2 -O table
        quote price Q1 --as-usual
    ";
    assert_snapshot!(sent().run(lines), @"
    $ desk quote price Q1 --explain --line 2 -O table
    PM-40 Gear pump PM-40
      for          FERRARIS
      on           2026-01-15
      least price  453.20 EUR

    4 piece
      a unit  669.30 EUR
      amount  2677.20 EUR
      listed  690.00 EUR
      list    LIST-2026 (default)
      off     3% FERRARIS-3
      note    from 15 on (+11) a unit costs 655.50 EUR, 2.1% less

    Prices weighed for 4
      LIST       OF       FROM  TO       PRICE  WHY
      LIST-2026  default     1      690.00 EUR  it holds

    Discounts weighed for 4
      DISCOUNT    FOR        OFF  WHY
      FERRARIS-3  account     3%  it counts
      LARGE       threshold   5%  only from 10000.00 EUR on
    exit 0

    $ desk quote price Q1 --as-usual
    --- stderr
    error: revision 1 of Q1 was sent, and stays as it is; begin another with `desk quote revise Q1`
    exit 4
    ");
}
