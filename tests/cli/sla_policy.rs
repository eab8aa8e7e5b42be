//! `desk sla policy`.

use insta::assert_snapshot;

use crate::harness::Desk;

const STRICT: &str = r#"
[[policy]]
name = "tier-1"
match = { tier = 1 }
first_response = { urgent = "30m", default = "1h" }

[[policy]]
name = "rest"
first_response = "1d"
"#;

#[test]
fn a_dry_run_shows_what_would_change_and_changes_nothing() {
    let desk = Desk::sample();
    desk.write("strict.toml", STRICT);
    let lines = "
        sla policy apply strict.toml --dry-run
        sla policy list
        ticket show T1 -c due_at
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla policy apply strict.toml --dry-run
    change
    tier-1: first_response urgent 1h → 30m
    tier-1: first_response default 2h → 1h
    tier-1: next_response default 4h → none
    tier-1: resolution urgent 8h → none
    tier-1: resolution default 48h → none
    policy rest added: for default; calendar 24x7; first_response default 1d
    policy tier-2 removed
    policy tier-3 removed
    --- stderr
    Verdicts that turn: T1 T2
    Would become version 3, valid from 2026-01-15T09:00:00Z; nothing was changed
    exit 0

    $ desk sla policy list
    version	valid_from	applied_at	applies_to
    1		2026-01-15T09:00:00Z	open
    2	2020-01-01T00:00:00Z	2026-01-15T09:00:00Z	open
    exit 0

    $ desk ticket show T1 -c due_at
    field	value
    due_at	2026-01-15T09:15:00Z
    exit 0
    ");
}

#[test]
fn an_applied_file_is_the_next_version_and_rules_what_is_open() {
    let desk = Desk::sample();
    desk.write("strict.toml", STRICT);
    let lines = "
        sla policy apply strict.toml
        sla policy list
        ticket show T1 -c due_at,sla
        sla policy show 3
        sla policy
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk sla policy apply strict.toml
    change
    tier-1: first_response urgent 1h → 30m
    tier-1: first_response default 2h → 1h
    tier-1: next_response default 4h → none
    tier-1: resolution urgent 8h → none
    tier-1: resolution default 48h → none
    policy rest added: for default; calendar 24x7; first_response default 1d
    policy tier-2 removed
    policy tier-3 removed
    --- stderr
    Verdicts that turn: T1 T2
    Applied as version 3, valid from 2026-01-15T09:00:00Z
    exit 0

    $ desk sla policy list
    version	valid_from	applied_at	applies_to
    1		2026-01-15T09:00:00Z	open
    2	2020-01-01T00:00:00Z	2026-01-15T09:00:00Z	open
    3	2026-01-15T09:00:00Z	2026-01-15T09:00:00Z	open
    exit 0

    $ desk ticket show T1 -c due_at,sla
    field	value
    due_at	2026-01-15T08:45:00Z
    sla	breached
    exit 0

    $ desk sla policy show 3

    [[policy]]
    name = "tier-1"
    match = { tier = 1 }
    first_response = { urgent = "30m", default = "1h" }

    [[policy]]
    name = "rest"
    first_response = "1d"
    exit 0

    $ desk sla policy
    version	valid_from	applied_at	applies_to
    1		2026-01-15T09:00:00Z	open
    2	2020-01-01T00:00:00Z	2026-01-15T09:00:00Z	open
    3	2026-01-15T09:00:00Z	2026-01-15T09:00:00Z	open
    exit 0
    "#);
}

#[test]
fn it_can_be_kept_from_promises_made_before() {
    let desk = Desk::sample();
    desk.write("strict.toml", STRICT);
    let lines = "
        sla policy apply strict.toml --apply new
        ticket show T1 -c due_at
        ticket new 'Line down' --account FERRARIS --category technical --priority urgent
        ticket show T25 -c due_at
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla policy apply strict.toml --apply new
    change
    tier-1: first_response urgent 1h → 30m
    tier-1: first_response default 2h → 1h
    tier-1: next_response default 4h → none
    tier-1: resolution urgent 8h → none
    tier-1: resolution default 48h → none
    policy rest added: for default; calendar 24x7; first_response default 1d
    policy tier-2 removed
    policy tier-3 removed
    --- stderr
    Applied as version 3, valid from 2026-01-15T09:00:00Z
    exit 0

    $ desk ticket show T1 -c due_at
    field	value
    due_at	2026-01-15T09:15:00Z
    exit 0

    $ desk ticket new 'Line down' --account FERRARIS --category technical --priority urgent
    --- stderr
    Opened T25, urgent, new
    exit 0

    $ desk ticket show T25 -c due_at
    field	value
    due_at	2026-01-15T09:30:00Z
    exit 0
    ");
}

#[test]
fn the_same_file_again_differs_in_nothing() {
    let desk = Desk::sample();
    desk.write("strict.toml", STRICT);
    desk.quietly("sla policy apply strict.toml");
    assert_snapshot!(desk.run("sla policy apply strict.toml -n"), @"
    $ desk sla policy apply strict.toml -n
    --- stderr
    It says what is in force already
    Would become version 4, valid from 2026-01-15T09:00:00Z; nothing was changed
    exit 0
    ");
}

#[test]
fn standard_input_is_read_if_it_is_named() {
    let desk = Desk::sample();
    assert_snapshot!(desk.pipe("sla policy apply - -n", STRICT), @"
    $ desk sla policy apply - -n
    change
    tier-1: first_response urgent 1h → 30m
    tier-1: first_response default 2h → 1h
    tier-1: next_response default 4h → none
    tier-1: resolution urgent 8h → none
    tier-1: resolution default 48h → none
    policy rest added: for default; calendar 24x7; first_response default 1d
    policy tier-2 removed
    policy tier-3 removed
    --- stderr
    Verdicts that turn: T1 T2
    Would become version 3, valid from 2026-01-15T09:00:00Z; nothing was changed
    exit 0
    ");
}

#[test]
fn the_last_version_is_shown_unless_one_is_named() {
    let desk = Desk::empty();
    assert_snapshot!(desk.run("sla policy show -o shipped.toml.txt\nsla policy show 2\nsla policy show x"), @"
    $ desk sla policy show -o shipped.toml.txt
    exit 0

    $ desk sla policy show 2
    --- stderr
    error: there is no policy version `2`
    exit 3

    $ desk sla policy show x
    --- stderr
    error: invalid value 'x' for '[VERSION]': invalid digit found in string
    exit 2
    ");
    assert!(desk.read("shipped.toml.txt").starts_with("# What every desk begins with"));
}

#[test]
fn what_is_wrong_is_told_with_its_file_and_line_and_nothing_is_applied() {
    let desk = Desk::sample();
    desk.write("odd.toml", "colour = 1\n\n[[policy]]\nname = \"a\"\nfirst_response = \"soon\"\n");
    desk.write("broken.toml", "[[policy]\n");
    let lines = "
        sla policy apply odd.toml
        sla policy apply broken.toml
        sla policy apply missing.toml
        sla policy apply odd.toml --apply some
        sla policy apply
        sla policy list
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla policy apply odd.toml
    --- stderr
    error: odd.toml:1: `colour` is not a key of a policy file, expected one of valid_from, calendar, policy
      odd.toml:5: `soon` is not a target, expected business time, e.g. `90s`, `30m`, `1h30m`, or working days, e.g. `2d`
    exit 2

    $ desk sla policy apply broken.toml
    --- stderr
    error: broken.toml:1: not TOML: unclosed array table, expected `]`
    exit 2

    $ desk sla policy apply missing.toml
    --- stderr
    error: `missing.toml` could not be read: No such file or directory (os error 2)
    exit 1

    $ desk sla policy apply odd.toml --apply some
    --- stderr
    error: `some` is not a reach, expected one of new, open
    exit 2

    $ desk sla policy apply
    --- stderr
    error: the following required arguments were not provided: <FILE>
    hint: desk sla policy apply <FILE>
    exit 2

    $ desk sla policy list
    version	valid_from	applied_at	applies_to
    1		2026-01-15T09:00:00Z	open
    2	2020-01-01T00:00:00Z	2026-01-15T09:00:00Z	open
    exit 0
    ");
}

#[test]
fn holidays_in_a_file_beside_it_are_refused() {
    let desk = Desk::sample();
    let calendar = "[calendar.office]\ntimezone = \"Europe/Rome\"\n\
        hours = { mon-fri = [\"09:00-18:00\"] }\nholidays_ics = \"it.ics\"\n";
    desk.write("office.toml", calendar);
    assert_snapshot!(desk.run("sla policy apply office.toml"), @"
    $ desk sla policy apply office.toml
    --- stderr
    error: office.toml:4: holidays of `it.ics` cannot be read: No such file or directory (os error 2)
    exit 2
    ");
}

#[test]
fn whoever_is_no_rep_applies_nothing() {
    let mut desk = Desk::sample();
    desk.write("strict.toml", STRICT);
    desk.as_user("stranger");
    assert_snapshot!(desk.run("sla policy apply strict.toml\nsla policy list -c version"), @"
    $ desk sla policy apply strict.toml
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4

    $ desk sla policy list -c version
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4
    ");
}

#[test]
fn versions_and_files_are_compared() {
    let desk = Desk::sample();
    desk.write("strict.toml", STRICT);
    desk.quietly("sla policy apply strict.toml");
    let lines = "
        sla policy diff 1 3
        sla policy diff strict.toml
        sla policy diff 3 2 -O table
        sla policy diff 9
        sla policy diff nowhere.toml
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla policy diff 1 3
    change
    tier-1: first_response urgent none → 30m
    tier-1: first_response default 2h → 1h
    policy rest added: for default; calendar 24x7; first_response default 1d
    policy tier-2 removed
    policy tier-3 removed
    exit 0

    $ desk sla policy diff strict.toml
    --- stderr
    They say the same
    exit 0

    $ desk sla policy diff 3 2 -O table
    CHANGE
    tier-1: first_response urgent 30m → 1h
    tier-1: first_response default 1h → 2h
    tier-1: next_response default none → 4h
    tier-1: resolution urgent none → 8h
    tier-1: resolution default none → 48h
    policy tier-2 added: for tier 2; calendar 24x7; first_response urgent 2h; first…
    policy tier-3 added: for tier 3; calendar 24x7; first_response default 24h; nex…
    policy rest removed
    exit 0

    $ desk sla policy diff 9
    --- stderr
    error: there is no policy version `9`
    exit 3

    $ desk sla policy diff nowhere.toml
    --- stderr
    error: `nowhere.toml` could not be read: No such file or directory (os error 2)
    exit 1
    ");
}

#[test]
fn an_exported_version_says_the_same_when_it_is_applied() {
    let desk = Desk::sample();
    desk.quietly("sla policy export -o in-force.toml");
    let lines = "
        sla policy diff in-force.toml
        sla policy apply in-force.toml --dry-run
        sla policy export 1
        sla policy export 7
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk sla policy diff in-force.toml
    --- stderr
    They say the same
    exit 0

    $ desk sla policy apply in-force.toml --dry-run
    --- stderr
    It says what is in force already
    Would become version 3, valid from 2020-01-01T00:00:00Z; nothing was changed
    exit 0

    $ desk sla policy export 1
    [[policy]]
    name = "tier-1"
    match = { tier = 1 }
    calendar = "24x7"
    first_response = "2h"

    [[policy]]
    name = "tier-2"
    match = { tier = 2 }
    calendar = "24x7"
    first_response = "4h"

    [[policy]]
    name = "tier-3"
    match = { tier = 3 }
    calendar = "24x7"
    first_response = "24h"
    exit 0

    $ desk sla policy export 7
    --- stderr
    error: there is no policy version `7`
    exit 3
    "#);
}
