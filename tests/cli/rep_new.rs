//! `desk rep new`, `list` and `edit`.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_new_rep_is_listed() {
    let desk = Desk::empty();
    let lines = "
        rep team new inside
        rep new anna --name 'Anna Rossi' --email Anna@supplier.example --role account-manager --team inside --region Italy --os-user arossi
        rep new bob
        rep list
        rep list -O table
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep team new inside
    --- stderr
    Added team inside
    exit 0

    $ desk rep new anna --name 'Anna Rossi' --email Anna@supplier.example --role account-manager --team inside --region Italy --os-user arossi
    --- stderr
    Added rep anna, account-manager
    exit 0

    $ desk rep new bob
    --- stderr
    Added rep bob, agent
    exit 0

    $ desk rep list
    handle	name	role	team	region	open_tickets	email	os_user	away_from	away_to	active	calendar
    anna	Anna Rossi	account-manager	inside	Italy	0	anna@supplier.example	arossi			true	
    bob	bob	agent			0					true	
    giulia	giulia	admin			0		giulia			true	
    exit 0

    $ desk rep list -O table
    HANDLE  NAME        ROLE             TEAM    REGION  OPEN
    anna    Anna Rossi  account-manager  inside  Italy      0
    bob     bob         agent            -       -          0
    giulia  giulia      admin            -       -          0
    exit 0
    ");
}

#[test]
fn an_edit_changes_what_it_names() {
    let desk = Desk::sample();
    let lines = "
        rep edit tom --team none --region none --away-from 2026-01-20 --away-to 2026-01-27
        rep list -O jsonl -c handle,role,team,region,away_from,away_to
        rep edit @me --name 'Giulia C.'
        rep edit tom --team none
        rep edit tom
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk rep edit tom --team none --region none --away-from 2026-01-20 --away-to 2026-01-27
    --- stderr
    Changed rep tom, logistics
    exit 0

    $ desk rep list -O jsonl -c handle,role,team,region,away_from,away_to
    {"handle":"giulia","role":"admin","team":null,"region":null,"away_from":null,"away_to":null}
    {"handle":"irene","role":"billing","team":"finance","region":"Italy","away_from":null,"away_to":null}
    {"handle":"ivan","role":"account-manager","team":"inside","region":"Russia","away_from":null,"away_to":null}
    {"handle":"lucia","role":"account-manager","team":"inside","region":"Spain","away_from":null,"away_to":null}
    {"handle":"tom","role":"logistics","team":null,"region":null,"away_from":"2026-01-20","away_to":"2026-01-27"}
    exit 0

    $ desk rep edit @me --name 'Giulia C.'
    --- stderr
    Changed rep giulia, admin
    exit 0

    $ desk rep edit tom --team none
    --- stderr
    Rep tom is so already
    exit 0

    $ desk rep edit tom
    --- stderr
    Rep tom is so already
    exit 0
    "#);
}

#[test]
fn a_handle_a_user_and_an_address_are_one_reps() {
    let desk = Desk::sample();
    let lines = "
        rep new TOM
        rep new ann --os-user giulia
        rep new ann --email tom@adriafluid.example
        rep edit tom --os-user giulia
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep new TOM
    --- stderr
    error: there is a rep `TOM` already
    exit 4

    $ desk rep new ann --os-user giulia
    --- stderr
    error: `giulia` has that operating system's user or address already
    exit 4

    $ desk rep new ann --email tom@adriafluid.example
    --- stderr
    error: `tom` has that operating system's user or address already
    exit 4

    $ desk rep edit tom --os-user giulia
    --- stderr
    error: `giulia` has that operating system's user or address already
    exit 4
    ");
}

#[test]
fn a_rep_who_cannot_be_is_refused() {
    let desk = Desk::sample();
    let lines = "
        rep new a/b
        rep new
        rep new ann --role boss
        rep new ann --role agnt
        rep new ann --team insde
        rep new ann --email ann
        rep edit tmo --name Tom
        rep edit tom --away-from 2026-02-30
        rep edit tom --active maybe
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep new a/b
    --- stderr
    error: `a/b` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`
    exit 2

    $ desk rep new
    --- stderr
    error: the following required arguments were not provided: <HANDLE>
    hint: desk rep new <HANDLE>
    exit 2

    $ desk rep new ann --role boss
    --- stderr
    error: `boss` is not a staff role, expected one of agent, account-manager, team-lead, sales-manager, credit-controller, billing, logistics, integration, auditor, admin
    exit 2

    $ desk rep new ann --role agnt
    --- stderr
    error: `agnt` is not a staff role, expected one of agent, account-manager, team-lead, sales-manager, credit-controller, billing, logistics, integration, auditor, admin; did you mean `agent`?
    exit 2

    $ desk rep new ann --team insde
    --- stderr
    error: there is no team `insde`; did you mean `inside`?
    hint: desk rep team list
    exit 3

    $ desk rep new ann --email ann
    --- stderr
    error: `ann` is not an e-mail address, expected e.g. `anna@acme.example`
    exit 2

    $ desk rep edit tmo --name Tom
    --- stderr
    error: there is no rep `tmo`
    hint: desk rep list
    exit 3

    $ desk rep edit tom --away-from 2026-02-30
    --- stderr
    error: `2026-02-30` is not a date, expected a day that exists, e.g. `2026-04-06`, `today`, or days from today: `-7d`, `+30d`
    exit 2

    $ desk rep edit tom --active maybe
    --- stderr
    error: invalid value 'maybe' for '--active <true|false>' [possible values: true, false]
    exit 2
    ");
}

#[test]
fn whoever_is_no_rep_or_no_longer_one_changes_nothing() {
    let mut desk = Desk::sample();
    desk.quietly("rep edit tom --os-user tom --active false");
    desk.as_user("tom");
    let lines = "
        rep new ann
        rep edit giulia --name X
        rep team new x
        rep queue new orders@adriafluid.example
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep new ann
    --- stderr
    error: the user `tom` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user tom
    exit 4

    $ desk rep edit giulia --name X
    --- stderr
    error: the user `tom` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user tom
    exit 4

    $ desk rep team new x
    --- stderr
    error: the user `tom` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user tom
    exit 4

    $ desk rep queue new orders@adriafluid.example
    --- stderr
    error: the user `tom` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user tom
    exit 4
    ");
}

#[test]
fn a_desk_is_never_left_without_an_admin() {
    let desk = Desk::sample();
    let lines = "
        rep edit @me --active false
        rep role @me agent
        rep edit giulia --os-user none
        rep edit tom --os-user tom
        rep role tom admin
        rep role @me agent
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep edit @me --active false
    --- stderr
    error: `giulia` is the only admin: make somebody else one first
    exit 4

    $ desk rep role @me agent
    --- stderr
    error: `giulia` is the only admin: make somebody else one first
    exit 4

    $ desk rep edit giulia --os-user none
    --- stderr
    error: `giulia` is the only admin: make somebody else one first
    exit 4

    $ desk rep edit tom --os-user tom
    --- stderr
    Changed rep tom, logistics
    exit 0

    $ desk rep role tom admin
    --- stderr
    Rep tom is admin now
    exit 0

    $ desk rep role @me agent
    --- stderr
    Rep giulia is agent now
    exit 0
    ");
}

const HOURS: &str = "[calendar.office]\ntimezone = 'Europe/Rome'\nhours = { mon-fri = ['09:00-18:00'] }\n";

#[test]
fn working_hours_are_a_calendar_of_the_policies() {
    let desk = Desk::sample();
    desk.write("hours.toml", HOURS).quietly("sla policy apply hours.toml");
    let lines = "
        rep new ann --calendar office
        rep edit tom --calendar 24x7
        rep edit tom --calendar 24x7
        rep list -O jsonl -c handle,calendar
        rep edit tom --calendar none
        rep new bea --calendar ofice
        rep edit ann --calendar nights
        rep list --wide -O table
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk rep new ann --calendar office
    --- stderr
    Added rep ann, agent
    exit 0

    $ desk rep edit tom --calendar 24x7
    --- stderr
    Changed rep tom, logistics
    exit 0

    $ desk rep edit tom --calendar 24x7
    --- stderr
    Rep tom is so already
    exit 0

    $ desk rep list -O jsonl -c handle,calendar
    {"handle":"ann","calendar":"office"}
    {"handle":"giulia","calendar":null}
    {"handle":"irene","calendar":null}
    {"handle":"ivan","calendar":null}
    {"handle":"lucia","calendar":null}
    {"handle":"tom","calendar":"24x7"}
    exit 0

    $ desk rep edit tom --calendar none
    --- stderr
    Changed rep tom, logistics
    exit 0

    $ desk rep new bea --calendar ofice
    --- stderr
    error: there is no calendar `ofice`; did you mean `office`?
    exit 3

    $ desk rep edit ann --calendar nights
    --- stderr
    error: there is no calendar `nights`
    exit 3

    $ desk rep list --wide -O table
    HANDLE  NAME          ROLE             TEAM       REGION  OPEN  EMAIL                     USER    AWAY  HOURS
    ann     ann           agent            -          -          0  -                         -       -     office
    giulia  Giulia Conti  admin            -          -          4  -                         giulia  -     -
    irene   Irene Galli   billing          finance    Italy      4  irene@adriafluid.example  -       -     -
    ivan    Иван Соколов  account-manager  inside     Russia     4  ivan@adriafluid.example   -       -     -
    lucia   Lucía Romero  account-manager  inside     Spain      3  lucia@adriafluid.example  -       -     -
    tom     Tom Becker    logistics        logistics  UK         0  tom@adriafluid.example    -       -     -
    exit 0
    "#);
}
