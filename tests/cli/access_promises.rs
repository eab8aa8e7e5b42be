//! What a contact is told of promises with `--as`: what was promised and how it went, not how we rank them.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_contact_is_told_what_was_promised_and_of_no_tier() {
    let mut desk = Desk::sample();
    desk.at("2026-01-15T09:30:00Z").quietly("account edit VOLGA --tier 1");
    desk.at("2026-01-15T10:00:00Z");
    let lines = "
        sla explain T12 --metric resolution -O table --as d.lebedev@volga.example
        sla status T12 -O table --wide --as d.lebedev@volga.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla explain T12 --metric resolution -O table --as d.lebedev@volga.example
    T12 Перенос срока поставки
      account  VOLGA
      as of    2026-01-15 10:00 +00:00

    Resolution
      verdict   running: 41h left
      began     Thu 15 Jan 03:00
      due       Sat 17 Jan 03:00
      ran       7h of 48h
      calendar  24x7 (UTC)
      now       resolved now, it is met with 41h to spare

    Rulings on resolution
      FROM              TARGET  WHY
      Thu 15 Jan 03:00  96h     the ticket began
                                due Mon 19 Jan 03:00
      Thu 15 Jan 09:30  48h     what is promised was set anew
                                keep: start and pauses stay
                                due Sat 17 Jan 03:00

    Time of resolution, by 24x7 (UTC)
      DAY         FROM   TO     WHY      COUNTED  TOTAL
      Thu 15 Jan  03:00  10:00  counted       7h     7h
    exit 0

    $ desk sla status T12 -O table --wide --as d.lebedev@volga.example
    ID   ACCOUNT  PROMISE         SLA       DUE                                       TIME  REP   CYCLE  SUBJECT                 POLICY  TARGET
    T12  VOLGA    first response  BREACHED  2026-01-15 07:00 +00:00 overdue       3 h over  ivan      1  Перенос срока поставки  -          4 h
    T12  VOLGA    resolution      on track  2026-01-17 03:00 +00:00          1 d 17 h left  ivan      1  Перенос срока поставки  -          2 d
    exit 0
    ");
    let whole = desk.run(
        "sla explain T12 --all --json --as d.lebedev@volga.example
         ticket show T12 --json --as d.lebedev@volga.example
         ticket show T12 -O table --as d.lebedev@volga.example
         ticket list --json --as d.lebedev@volga.example
         account show VOLGA --json --as d.lebedev@volga.example",
    );
    assert!(!whole.contains("tier-") && !whole.contains("tier 1") && !whole.contains("tier 2"), "{whole}");
    assert!(whole.contains("\"tier\": null") && !whole.contains("\"tier\": 1"), "{whole}");
}

#[test]
fn what_is_promised_among_ourselves_is_told_to_no_contact() {
    let desk = Desk::sample();
    let policy = "[[policy]]\nname = \"ours\"\nmatch = {}\nresolution = \"90d\"\nhandling = \"30m\"\n";
    desk.write("ours.toml", policy).quietly(
        "rep team new fluids
         sla policy apply ours.toml -q
         ticket assign T12 --team fluids",
    );
    let who = "--as d.lebedev@volga.example";
    assert_snapshot!(desk.run("ticket list --account VOLGA -c id,due_metric,due_at"), @"
    $ desk ticket list --account VOLGA -c id,due_metric,due_at
    id	due_metric	due_at
    T12	handling	2026-01-15T09:30:00Z
    exit 0
    ");
    assert_snapshot!(desk.run(&format!("ticket list -c id,due_metric,due_at {who}")), @"
    $ desk ticket list -c id,due_metric,due_at --as d.lebedev@volga.example
    id	due_metric	due_at
    T12	resolution	2026-04-15T03:00:00Z
    exit 0
    ");
    assert_snapshot!(desk.run(&format!("sla explain T12 --metric handling -O table {who}")), @"
    $ desk sla explain T12 --metric handling -O table --as d.lebedev@volga.example
    T12 Перенос срока поставки
      account  VOLGA
      as of    2026-01-15 09:00 +00:00

    No promise
      It is promised to no customer.
    exit 0
    ");
    let whole = ["sla status T12 --all", "sla explain T12 --all", "ticket show T12", "ticket history T12"]
        .map(|line| desk.run(&format!("{line} --json {who}")));
    assert!(whole.iter().all(|told| told.ends_with("exit 0\n") && !told.contains("handling")), "{whole:?}");
}
