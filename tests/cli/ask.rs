//! Price, stock and credit in one answer.

use insta::assert_snapshot;

use crate::harness::Desk;

/// The sample with what the example of a supplier's documents says.
pub(crate) fn desk() -> Desk {
    let desk = Desk::sample();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/commerce");
    desk.quietly(&format!("import {folder} --source erp"));
    desk
}

#[test]
fn one_answer_tells_what_it_costs_whether_it_is_there_and_whether_they_may_have_it() {
    assert_snapshot!(desk().run(
        "ask FERRARIS VH-220 100 -O table
         ask LEVANTE VH-220 100 --by 2026-01-20 -O table
         ask FERRARIS PM-40 4 -O table"
    ), @"
    $ desk ask FERRARIS VH-220 100 -O table
    FERRARIS: 100 piece VH-220 Check valve VH-220
      price    48.306 EUR each
      for all  4830.60 EUR
      by       3% FERRARIS-3, FERRARIS-2026
      mind     from 201 on (+101) a unit costs 47.31 EUR, 2.1% less
      stock    all of it on 2026-01-22, 85 piece now
      as of    2026-01-15 07:45 +00:00
      may buy  yes, 233605.20 EUR left after it

    On order
      ORDER    LINE  ORDERED  TO COME  PROMISED
      SO-4471     1       80       80  2026-01-12
    exit 0

    $ desk ask LEVANTE VH-220 100 --by 2026-01-20 -O table
    LEVANTE: 100 piece VH-220 Check valve VH-220
      price    54.50 EUR each
      for all  5450.00 EUR
      by       LIST-2026
      mind     from 184 on (+84) a unit costs 51.775 EUR, 5% less
      stock    all of it on 2026-01-22, 85 piece now
      as of    2026-01-15 07:45 +00:00
      may buy  yes, 73186.90 EUR left after it
    exit 0

    $ desk ask FERRARIS PM-40 4 -O table
    FERRARIS: 4 piece PM-40 Gear pump PM-40
      price    669.30 EUR each
      for all  2677.20 EUR
      by       3% FERRARIS-3, LIST-2026
      mind     from 15 on (+11) a unit costs 655.50 EUR, 2.1% less
      stock    all of it on 2026-02-10, 0 piece now
      as of    2026-01-15 08:30 +00:00
      may buy  yes, 235758.60 EUR left after it

    On order
      ORDER    LINE  ORDERED  TO COME  PROMISED
      SO-4490     1        2        2  2026-02-12
    exit 0
    ");
}

#[test]
fn mistakes_are_refused() {
    assert_snapshot!(desk().run(
        "ask FERRARIS VH-221 100
         ask FERRARI VH-220 100
         ask FERRARIS VH-220 0
         ask FERRARIS VH-220 ten"
    ), @"
    $ desk ask FERRARIS VH-221 100
    --- stderr
    error: there is no product `VH-221`; did you mean `VH-220`?
    hint: desk product list
    exit 3

    $ desk ask FERRARI VH-220 100
    --- stderr
    error: there is no account `FERRARI`; did you mean `FERRARIS`?
    hint: desk account list
    exit 3

    $ desk ask FERRARIS VH-220 0
    --- stderr
    error: `0` is not a quantity to order, expected one above 0, e.g. `100`
    exit 2

    $ desk ask FERRARIS VH-220 ten
    --- stderr
    error: `ten` is not a quantity, expected a plain number with at most three decimals, e.g. `100`
    exit 2
    ");
}
