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
    ), @"");
}

#[test]
fn mistakes_are_refused() {
    assert_snapshot!(desk().run(
        "ask FERRARIS VH-221 100
         ask FERRARI VH-220 100
         ask FERRARIS VH-220 0
         ask FERRARIS VH-220 ten"
    ), @"");
}
