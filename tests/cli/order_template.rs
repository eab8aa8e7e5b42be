//! `desk order template`.

use std::process::Stdio;

use insta::assert_snapshot;

use crate::orders;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a transcript")]
fn templates_are_drafted_when_they_are_due_and_once_each() {
    let mut desk = orders::desk();
    let lines = "
        order template new FERRARIS 'Monthly hoses' --every 1m --from 2026-01-31 --add HOSE-9=100 --contact P1
        order template new FERRARIS 'Weekly seals' --every 1w --add SEAL-2=4
        order template new URALMET 'Seals' --every 2w --from 2026-01-20 --add SEAL-2=8 --add SEAL-2=1
        order template list -O table
        order template show L1 -O table
        order template run
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order template new FERRARIS 'Monthly hoses' --every 1m --from 2026-01-31 --add HOSE-9=100 --contact P1
    --- stderr
    Made L1, Monthly hoses, first on 2026-01-31
    exit 0

    $ desk order template new FERRARIS 'Weekly seals' --every 1w --add SEAL-2=4
    --- stderr
    Made L2, Weekly seals, first on 2026-01-22
    exit 0

    $ desk order template new URALMET 'Seals' --every 2w --from 2026-01-20 --add SEAL-2=8 --add SEAL-2=1
    --- stderr
    Made L3, Seals, first on 2026-01-20
    exit 0

    $ desk order template list -O table
    ID  ACCOUNT   NAME           EVERY  NEXT        PRODUCTS
    L3  URALMET   Seals          2w     2026-01-20  9 SEAL-2
    L2  FERRARIS  Weekly seals   1w     2026-01-22  4 SEAL-2
    L1  FERRARIS  Monthly hoses  1m     2026-01-31  100 HOSE-9
    exit 0

    $ desk order template show L1 -O table
    L1 Monthly hoses
      account  FERRARIS
      every    1m
      next     2026-01-31

    Orders
      SKU     NAME                 QTY
      HOSE-9  Hydraulic hose 9 mm  100
    exit 0

    $ desk order template run
    exit 0
    ");
    desk.at("2026-03-10T06:00:00Z");
    let lines = "
        order template run
        order template run
        order list --status draft -c number,account,kind,total
        order template list URALMET -c id,next_on
        order template pause L1 --reason 'They are closed'
        order template pause L1
        order template resume L1
        order template resume L1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order template run
    --- stderr
    L3: drafted O6, 1 line, 175.50 EUR
      prices they paid last, as no list has one: SEAL-2
    L1: drafted O7, 1 line, 111.10 EUR
      prices they paid last, as no list has one: HOSE-9
    warning: L2 was not drafted: nobody knows what SEAL-2 costs: no list that is for FERRARIS has a price in EUR, and FERRARIS never bought it; write `SEAL-2=QUANTITY@PRICE`
    exit 0

    $ desk order template run
    --- stderr
    warning: L2 was not drafted: nobody knows what SEAL-2 costs: no list that is for FERRARIS has a price in EUR, and FERRARIS never bought it; write `SEAL-2=QUANTITY@PRICE`
    exit 0

    $ desk order list --status draft -c number,account,kind,total
    number	account	kind	total
    O7	FERRARIS	recurring	111.10 EUR
    O6	URALMET	recurring	175.50 EUR
    exit 0

    $ desk order template list URALMET -c id,next_on
    id	next_on
    L3	2026-03-17
    exit 0

    $ desk order template pause L1 --reason 'They are closed'
    --- stderr
    Paused L1
    exit 0

    $ desk order template pause L1
    --- stderr
    L1 is paused already
    exit 0

    $ desk order template resume L1
    --- stderr
    L1 goes on, next on 2026-03-28
    exit 0

    $ desk order template resume L1
    --- stderr
    L1 is not paused, it is due on 2026-03-28
    exit 0
    ");
    desk.quietly("order template pause L3");
    desk.at("2026-06-10T06:00:00Z");
    assert_snapshot!(desk.run("order template resume L3\norder template run -q"), @"
    $ desk order template resume L3
    --- stderr
    L3 goes on, next on 2026-06-23
    exit 0

    $ desk order template run -q
    --- stderr
    warning: L2 was not drafted: nobody knows what SEAL-2 costs: no list that is for FERRARIS has a price in EUR, and FERRARIS never bought it; write `SEAL-2=QUANTITY@PRICE`
    exit 0
    ");
}

#[test]
fn what_makes_no_template_is_refused() {
    let desk = orders::desk();
    desk.quietly("order template new FERRARIS Hoses --every 1m --add HOSE-9=100");
    let lines = "
        order template new FERRARIS Hoses --every 2m --add HOSE-9=100
        order template new NOBODY Hoses --every 2m --add HOSE-9=100
        order template new FERRARIS More --every often --add HOSE-9=100
        order template new FERRARIS More --every 1m
        order template new FERRARIS More --every 1m --add HOSE-8=1
        order template new FERRARIS More --every 1m --add HOSE-9=0
        order template new URALMET More --every 1m --add HOSE-9=10 --contact P1
        order template show L9
        order template pause T1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk order template new FERRARIS Hoses --every 2m --add HOSE-9=100
    --- stderr
    error: there is a template `Hoses` already
    exit 4

    $ desk order template new NOBODY Hoses --every 2m --add HOSE-9=100
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk order template new FERRARIS More --every often --add HOSE-9=100
    --- stderr
    error: `often` is not an interval, expected days, weeks or months: `7d`, `2w`, `1m`
    exit 2

    $ desk order template new FERRARIS More --every 1m
    --- stderr
    error: the following required arguments were not provided: --add <SKU=QTY>
    hint: desk order template new --every <EVERY> --add <SKU=QTY> <ACCOUNT> <NAME>
    exit 2

    $ desk order template new FERRARIS More --every 1m --add HOSE-8=1
    --- stderr
    error: there is no product `HOSE-8`; did you mean `HOSE-9`?
    hint: desk product list
    exit 3

    $ desk order template new FERRARIS More --every 1m --add HOSE-9=0
    --- stderr
    error: `HOSE-9=0` is not a product and a quantity, expected `SKU=QUANTITY`, e.g. `BK-1=12`
    exit 2

    $ desk order template new URALMET More --every 1m --add HOSE-9=10 --contact P1
    --- stderr
    error: P1 is not a contact of URALMET
    exit 4

    $ desk order template show L9
    --- stderr
    error: there is no template `L9`
    hint: desk order template list
    exit 3

    $ desk order template pause T1
    --- stderr
    error: `T1` is not a template id, expected L<number>, e.g. `L42`
    exit 2
    ");
}

/// However many runs of cron meet, each draft is made once.
#[test]
fn several_processes_at_once_draft_each_order_once() {
    const PROCESSES: usize = 6;
    const TEMPLATES: usize = 12;
    let mut desk = orders::desk();
    for number in 0..TEMPLATES {
        desk.quietly(&format!("order template new FERRARIS 'Hoses {number}' --every 1w --add HOSE-9={number}0.5"));
    }
    desk.at("2026-01-23T06:00:00Z");
    let start = || {
        let mut command = desk.command(&["order", "template", "run"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..PROCESSES).map(|_| start()).collect();
    let mut drafted = 0;
    for process in running {
        let done = process.wait_with_output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        drafted += String::from_utf8_lossy(&done.stderr).matches(": drafted O").count();
    }
    assert_eq!(drafted, TEMPLATES);
    let drafts = desk.run("order list --status draft -c number,kind --limit 100");
    assert_eq!(drafts.matches("recurring").count(), TEMPLATES, "{drafts}");
}
