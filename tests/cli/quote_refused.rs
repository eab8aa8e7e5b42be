//! What `desk quote` refuses, and the way out.

use insta::assert_snapshot;

use crate::quote::desk;

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
