//! `desk import`: what a desk wrote of itself.

use insta::assert_snapshot;

use crate::harness::Desk;

const TICKETS: &str = "id,external_id,source,account,subject,category,priority,channel,status,created_at,updated_at,tier,log\n\
    T1,,desk,ACME,Late,other,normal,email,new,2026-01-14T08:00:00Z,2026-01-14T08:00:00Z,3,events\n";
const CREATED: &str = "id,ticket_id,external_id,source,kind,at,subject,category,priority,tier,party\n\
    E1,T1,,desk,created,2026-01-14T08:00:00Z,Late,other,normal,3,customer\n";

#[test]
fn a_ticket_whose_events_do_not_add_up_to_its_row_is_refused() {
    let desk = Desk::empty();
    desk.quietly("account new ACME Acme");
    let (events, tickets) = (CREATED.replace("normal", "high"), TICKETS.replace("T1,,desk", "T1,17,zendesk"));
    desk.write("ok/tickets.csv", TICKETS).write("ok/events.csv", CREATED);
    desk.write("alone/tickets.csv", TICKETS);
    desk.write("odd/tickets.csv", TICKETS).write("odd/events.csv", events);
    desk.write("other/tickets.csv", tickets).write("row.csv", TICKETS.replace("events", "row"));
    desk.write("future.csv", TICKETS.replace("2026-01-14T08", "2026-02-14T08"));
    desk.write("again.csv", CREATED.replace("Late", "Later")).write("second.csv", CREATED.replace("E1", "E2"));
    let lines = "
        import alone
        import odd
        import tickets row.csv
        import tickets future.csv
        import ok
        import ok
        import other
        import events again.csv
        import events second.csv
        ticket list -c id,status,subject
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import alone
    --- stderr
    error: T1 came without the event that says how it began
    exit 4

    $ desk import odd
    --- stderr
    error: the row of T1 and its events say different things of priority
    exit 4

    $ desk import tickets row.csv
    --- stderr
    error: row.csv:2: column `id`: `T1` goes with events that tell how it came to that: `log` is not `events`
    exit 5

    $ desk import tickets future.csv
    --- stderr
    error: future.csv:2: column `created_at`: `2026-02-14T08:00:00Z` lies in the future: it is 2026-01-15T09:00:00Z now
    exit 5

    $ desk import ok
    --- stderr
    Imported tickets: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    Imported events: + 1 created, ~ 0 updated, = 0 same, - 0 refused
    exit 0

    $ desk import ok
    --- stderr
    Imported tickets: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    Imported events: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import other
    --- stderr
    error: other/tickets.csv:2: column `id`: `T1` is another ticket at this desk
    exit 5

    $ desk import events again.csv
    --- stderr
    error: again.csv:2: column `id`: `E1` is an event that came before and said something else; what happened is not rewritten
    exit 5

    $ desk import events second.csv
    --- stderr
    error: second.csv:2: column `kind`: `created` tells how T1 began, which is known here
    exit 5

    $ desk ticket list -c id,status,subject
    id	status	subject
    T1	new	Late
    exit 0
    ");
}

#[test]
fn what_a_desk_noted_is_taken_over_only_where_it_fits() {
    let desk = Desk::sample();
    desk.quietly("sla check\nexport notices -o notices.csv\nexport policies -o policies.csv\nexport runs -o runs.csv");
    desk.write("deliveries.csv", "id,notice_id,key,channel,message,state,attempts\nD1,N99,k,mail,{},failed,12\n");
    desk.write("other.csv", desk.read("notices.csv").replace("resolution", "update"));
    desk.write("version.csv", desk.read("policies.csv").replace("open", "new"));
    let lines = "
        import notices notices.csv
        import notices other.csv
        import policies policies.csv
        import policies version.csv
        import runs runs.csv
        import deliveries deliveries.csv
        --db new.db init
        --db new.db import notices notices.csv
        --db new.db import policies version.csv
        --db new.db import list -c id,kind,created,updated
        --db new.db import undo B1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk import notices notices.csv
    --- stderr
    Imported notices: + 0 created, ~ 0 updated, = 9 same, - 0 refused
    exit 0

    $ desk import notices other.csv
    --- stderr
    error: other.csv:7: column `id`: `N6` is something else at this desk, or what it says stands under another number
    exit 5

    $ desk import policies policies.csv
    --- stderr
    Imported policies: + 0 created, ~ 0 updated, = 2 same, - 0 refused
    exit 0

    $ desk import policies version.csv
    --- stderr
    error: version.csv:2: column `number`: `1` cannot be taken in by a desk that has tickets: apply its TOML with `desk sla policy apply`
      version.csv:3: column `number`: `2` cannot be taken in by a desk that has tickets: apply its TOML with `desk sla policy apply`
    exit 5

    $ desk import runs runs.csv
    --- stderr
    Imported runs: + 0 created, ~ 0 updated, = 1 same, - 0 refused
    exit 0

    $ desk import deliveries deliveries.csv
    --- stderr
    error: deliveries.csv:2: column `notice_id`: `N99` is no notice of this desk
    exit 5

    $ desk --db new.db init
    --- stderr
    Made [DIR]/new.db; you are giulia, its admin
    exit 0

    $ desk --db new.db import notices notices.csv
    --- stderr
    error: notices.csv:2: column `ticket_id`: `T23` is no ticket of this desk
      notices.csv:3: column `ticket_id`: `T23` is no ticket of this desk
      notices.csv:4: column `ticket_id`: `T12` is no ticket of this desk
      notices.csv:5: column `ticket_id`: `T12` is no ticket of this desk
      notices.csv:6: column `ticket_id`: `T5` is no ticket of this desk
      notices.csv:7: column `ticket_id`: `T11` is no ticket of this desk
      notices.csv:8: column `ticket_id`: `T3` is no ticket of this desk
      notices.csv:9: column `ticket_id`: `T2` is no ticket of this desk
      notices.csv:10: column `ticket_id`: `T1` is no ticket of this desk
    exit 5

    $ desk --db new.db import policies version.csv
    --- stderr
    Imported policies: + 1 created, ~ 1 updated, = 0 same, - 0 refused
    exit 0

    $ desk --db new.db import list -c id,kind,created,updated
    id	kind	created	updated
    B1	policies	1	1
    exit 0

    $ desk --db new.db import undo B1
    --- stderr
    error: B1 cannot be undone: policies are taken over from another desk for good
    exit 4
    ");
}
