//! `--key`: what a script asks for twice is done once.

use std::thread;

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn the_same_again_is_answered_as_before_and_not_done() {
    let desk = Desk::sample();
    let lines = "
        ticket new 'Pallet 7' --account FERRARIS --category stock --key k1
        ticket resolve T25
        ticket new 'Pallet 7' --account FERRARIS --category stock --key k1
        ticket reply T1 -m Yes --key k2
        ticket reply T1 -m Yes --key k2
        ticket history T1 -c what,body
        audit log T25 -c action,key
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket new 'Pallet 7' --account FERRARIS --category stock --key k1
    --- stderr
    Opened T25, normal, new
    exit 0

    $ desk ticket resolve T25
    --- stderr
    Resolved T25, now resolved
    exit 0

    $ desk ticket new 'Pallet 7' --account FERRARIS --category stock --key k1
    --- stderr
    Opened T25, normal, new
    exit 0

    $ desk ticket reply T1 -m Yes --key k2
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket reply T1 -m Yes --key k2
    --- stderr
    Replied to T1, now pending
    exit 0

    $ desk ticket history T1 -c what,body
    what	body
    Ordine SO-4471 in ritardo, linea ferma	
    La linea 3 è ferma da stamattina. Quando arrivano le valvole?	La linea 3 è ferma da stamattina. Quando arrivano le valvole?
    order SO-4471	
    giulia	
    Yes	Yes
    exit 0

    $ desk audit log T25 -c action,key
    action	key
    ticket.resolve	
    ticket.new	k1
    exit 0
    ");
}

#[test]
fn every_command_that_makes_something_takes_a_key() {
    let desk = Desk::sample();
    for line in [
        "ticket new S --account FERRARIS --category stock",
        "ticket reply T1 -m Yes",
        "ticket reply T1 --from anna.bianchi@ferraris.example -m And",
        "ticket note T1 -m Hm",
        "account new NOVA Nova",
        "account contact add NOVA --name Ada",
        "account contract add NOVA C-1 --starts 2026-01-01",
        "rep new ada",
        "rep team new forge",
        "rep queue new forge@desk.example",
    ] {
        let keyed = format!("{line} --key '{line}'");
        let (first, entries) = (desk.run(&keyed), desk.run("audit head -c seq"));
        assert!(first.ends_with("exit 0\n"), "{first}");
        assert_eq!(desk.run(&keyed), first);
        assert_eq!(desk.run("audit head -c seq"), entries, "{line}");
    }
}

#[test]
fn a_key_means_one_thing() {
    let mut desk = Desk::sample();
    desk.quietly("rep new ada --os-user ada\nticket note T1 -m Hm --key k1");
    let lines = "
        ticket note T1 -m Hm! --key k1
        ticket note T2 -m Hm --key k1
        ticket reply T1 -m Hm --key k1
    ";
    let other = desk.run(lines);
    assert_snapshot!(other + &desk.as_user("ada").run("ticket note T1 -m Hm --key k1"), @"
    $ desk ticket note T1 -m Hm! --key k1
    --- stderr
    error: the key `k1` was given to another request: T1, 2026-01-15T09:00:00Z; choose another key
    exit 4

    $ desk ticket note T2 -m Hm --key k1
    --- stderr
    error: the key `k1` was given to another request: T1, 2026-01-15T09:00:00Z; choose another key
    exit 4

    $ desk ticket reply T1 -m Hm --key k1
    --- stderr
    error: the key `k1` was given to another request: T1, 2026-01-15T09:00:00Z; choose another key
    exit 4
    $ desk ticket note T1 -m Hm --key k1
    --- stderr
    error: the key `k1` was given to another request: T1, 2026-01-15T09:00:00Z; choose another key
    exit 4
    ");
}

#[test]
fn what_was_refused_can_be_asked_again_under_its_key() {
    let desk = Desk::sample();
    let lines = "
        ticket note T99 -m Hm --key k1
        account contact add NOVA --name Ada --key k2
        account new NOVA Nova
        account contact add NOVA --name Ada --key k2
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket note T99 -m Hm --key k1
    --- stderr
    error: there is no ticket `T99`
    exit 3

    $ desk account contact add NOVA --name Ada --key k2
    --- stderr
    error: there is no account `NOVA`
    hint: desk account list
    exit 3

    $ desk account new NOVA Nova
    --- stderr
    Made account NOVA, Nova, tier 3
    exit 0

    $ desk account contact add NOVA --name Ada --key k2
    --- stderr
    Added Ada to NOVA, viewer
    exit 0
    ");
}

#[test]
fn a_line_of_a_batch_may_have_a_key() {
    let desk = Desk::sample();
    let line = r#"{"do":"ticket.note","id":"T1","message":"Hm","key":"k1"}"#;
    let twice = format!("{line}\n{line}\n");
    let together = desk.pipe("batch", &twice);
    assert_eq!(together, desk.pipe("batch --keep-going", &twice).replace("batch --keep-going", "batch"));
    assert_snapshot!(together, @r#"
    $ desk batch
    {"line":1,"do":"ticket.note","ok":true,"exit":0,"id":"T1","result":null,"notes":["Noted on T1, now new"],"error":null}
    {"line":2,"do":"ticket.note","ok":true,"exit":0,"id":"T1","result":null,"notes":["Noted on T1, now new"],"error":null}
    --- stderr
    Carried out 2 commands
    exit 0
    "#);
    assert_eq!(desk.run("ticket history T1 -c body").matches("Hm").count(), 1);
}

#[test]
fn many_at_once_are_one() {
    let desk = Desk::sample();
    let ask = || desk.run("ticket new 'Pallet 7' --account FERRARIS --category stock --key k1");
    let said: Vec<String> = thread::scope(|all| {
        let asked: Vec<_> = (0..16).map(|_| all.spawn(ask)).collect();
        asked.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    assert!(said.iter().all(|said| said.contains("Opened T25, normal, new")), "{said:?}");
    assert!(desk.run("ticket show T26").contains("exit 3"));
}
