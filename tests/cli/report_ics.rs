//! `desk report ics`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn each_open_ticket_is_in_the_calendar_when_it_is_due() {
    let desk = Desk::empty();
    desk.quietly(
        "account new ACME Acme
         ticket new 'Late; with a comma, and an arrow\u{202e}' --account ACME --category other --priority urgent -m Where?
         ticket new Waiting --account ACME --category other -m When?
         ticket reply T2 -m Soon",
    );
    assert_snapshot!(desk.run("report ics"), @r"
    $ desk report ics
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//desk//desk//EN
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    NAME:Due times
    X-WR-CALNAME:Due times
    REFRESH-INTERVAL;VALUE=DURATION:PT900S
    X-PUBLISHED-TTL:PT900S
    BEGIN:VEVENT
    CATEGORIES:on track
    DESCRIPTION:urgent\, new\, nobody\ndesk ticket show T1
    DTSTAMP:20260115T090000Z
    DTSTART:20260116T090000Z
    SUMMARY:T1 first response due\, ACME: Late\; with a comma\, and an arrow\\u
     {202e}
    TRANSP:TRANSPARENT
    UID:T1@desk
    END:VEVENT
    END:VCALENDAR
    --- stderr
    left out: 1 ticket whose clocks stand still
    exit 0
    ");
    assert_snapshot!(desk.run("report ics -o due.ics\n report ics --assignee nobody-here\n report ics --account NOWHERE"), @"
    $ desk report ics -o due.ics
    --- stderr
    left out: 1 ticket whose clocks stand still
    exit 0

    $ desk report ics --assignee nobody-here
    --- stderr
    error: there is no rep `nobody-here`
    hint: desk rep list
    exit 3

    $ desk report ics --account NOWHERE
    --- stderr
    error: there is no account `NOWHERE`
    hint: desk account list
    exit 3
    ");
    assert_eq!(std::fs::read_to_string(desk.path("due.ics")).unwrap().matches("BEGIN:VEVENT").count(), 1);
}
