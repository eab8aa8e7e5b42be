//! Several people at one quote at the same moment.

use std::process::{Output, Stdio};

use insta::assert_snapshot;

use crate::harness::{Desk, words};
use crate::shop::shop;

const AT_ONCE: usize = 8;

/// Runs a command several times at once.
fn at_once(desk: &Desk, line: &str) -> Vec<Output> {
    let start = |_| {
        let mut command = desk.command(&words(line));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..AT_ONCE).map(start).collect();
    running.into_iter().map(|one| one.wait_with_output().unwrap()).collect()
}

/// Tells how they ended: one did it, the others were refused and told why.
fn one_did(outputs: &[Output]) -> String {
    let mut told: Vec<String> = outputs
        .iter()
        .map(|output| format!("{} {}", output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr)))
        .collect();
    told.sort();
    let did = told.iter().filter(|told| told.starts_with("0 ")).count();
    assert_eq!(did, 1, "{told:#?}");
    told.dedup();
    told.concat()
}

#[test]
fn two_who_revise_at_once_make_one_revision() {
    let desk = shop();
    desk.quietly("quote new FERRARIS BV-20=100,500\nquote send Q1");
    assert_snapshot!(one_did(&at_once(&desk, "quote revise Q1 --reason 'They want fewer'")), @"
    0 Began Q1, revision 2 (draft): 1 line, 1244.02 EUR
    4 error: revision 2 of Q1 is being worked on (draft): change that one, or drop it with `desk quote cancel Q1 --draft`
    ");
    assert_snapshot!(desk.run("quote list -c id,status,revision,open_revision\ncheck --full"), @"
    $ desk quote list -c id,status,revision,open_revision
    id	status	revision	open_revision
    Q1	sent	1	2
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

#[test]
fn what_is_accepted_and_ordered_at_once_is_so_once() {
    let desk = shop();
    desk.quietly("quote new FERRARIS BV-20=100,500\nquote send Q1");
    assert_snapshot!(one_did(&at_once(&desk, "quote accept Q1 --pick 1=100")), @"
    0 Accepted Q1, revision 1 (accepted): 1 line, 1244.02 EUR
    4 error: revision 1 of Q1 cannot be accepted: it was accepted
    ");
    assert_snapshot!(one_did(&at_once(&desk, "quote convert Q1")), @"
    0 Placed O1 of Q1, revision 1: 1 line, 1244.02 EUR
    4 error: revision 1 of Q1 cannot be ordered: all of it was ordered
    ");
    assert_snapshot!(desk.run("
        quote history Q1 -c action
        order list -c number,account,po_number
        export order-lines -c order,line,sku,quantity
        check --full
    "), @"
    $ desk quote history Q1 -c action
    action
    draft
    send
    accept
    order
    exit 0

    $ desk order list -c number,account,po_number
    number	account	po_number
    O1	FERRARIS	
    exit 0

    $ desk export order-lines -c order,line,sku,quantity
    order,line,sku,quantity
    O1,1,BV-20,100
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    ");
}

#[test]
fn parts_that_are_ordered_at_once_are_no_more_than_was_taken() {
    let desk = shop();
    desk.quietly("quote new FERRARIS BV-20=100\nquote send Q1\nquote accept Q1");
    let done = at_once(&desk, "quote convert Q1 --partial 1=30");
    let ordered = done.iter().filter(|output| output.status.success()).count();
    assert_eq!(ordered, 3);
    assert_snapshot!(desk.run("quote show Q1 --json=status,orders\ncheck --full"), @r#"
    $ desk quote show Q1 --json=status,orders
    {
      "status": "accepted",
      "orders": [
        "O1",
        "O2",
        "O3"
      ]
    }
    exit 0

    $ desk check --full
    --- stderr
    Nothing is wrong with desk.db
    exit 0
    "#);
}
