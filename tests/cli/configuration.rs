//! The configuration file.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_flag_beats_the_environment_which_beats_the_file() {
    let mut desk = Desk::sample();
    desk.write("config/desk/config.toml", "db = \"by-file.db\"\n");
    assert_snapshot!(desk.run("ticket show T1 -c id\n--db by-flag.db ticket list"), @"
    $ desk ticket show T1 -c id
    field	value
    id	T1
    exit 0

    $ desk --db by-flag.db ticket list
    --- stderr
    error: there is no desk at `by-flag.db`
    hint: desk --db by-flag.db init
    exit 3
    ");
    desk.set("DESK_DB", "");
    assert_snapshot!(desk.run("ticket list"), @"
    $ desk ticket list
    --- stderr
    error: there is no desk at `by-file.db`
    hint: desk --db by-file.db init
    exit 3
    ");
    desk.write("other.toml", "db = \"desk.db\"\n");
    desk.set("DESK_CONFIG", "other.toml");
    assert_snapshot!(desk.run("ticket show T1 -c id"), @"
    $ desk ticket show T1 -c id
    field	value
    id	T1
    exit 0
    ");
}

#[test]
fn a_file_in_the_current_folder_is_not_read() {
    let desk = Desk::sample();
    desk.write("config.toml", "colour = 1").write("desk.toml", "colour = 1");
    assert_snapshot!(desk.run("ticket show T1 -c id"), @"
    $ desk ticket show T1 -c id
    field	value
    id	T1
    exit 0
    ");
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_its_line() {
    let desk = Desk::sample();
    desk.write("odd.toml", "color = \"never\"\nreopen_windw = \"7d\"\n").write("broken.toml", "db = \n");
    desk.write("span.toml", "reopen_window = \"a week\"\n").write("color.toml", "color = \"pink\"\n");
    let lines = "
        --config odd.toml ticket list
        --config broken.toml ticket list
        --config span.toml ticket list
        --config color.toml ticket list --ids --limit 1
        --config missing.toml ticket list
        --config . ticket list
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk --config odd.toml ticket list
    --- stderr
    error: `odd.toml` cannot be used as configuration: line 2: unknown field `reopen_windw`, expected one of `db`, `color`, `reopen_window`, `notify`, `prices`, `quotes`, `health`, `lookup`, `company`, `documents`, `reports`
    exit 2

    $ desk --config broken.toml ticket list
    --- stderr
    error: `broken.toml` cannot be used as configuration: line 1: string values must be quoted, expected literal string
    exit 2

    $ desk --config span.toml ticket list
    --- stderr
    error: `reopen_window` in the configuration: `a week` is not a duration, expected e.g. `90s`, `30m`, `1h30m`, `2d`
    exit 2

    $ desk --config color.toml ticket list --ids --limit 1
    --- stderr
    error: `color.toml` cannot be used as configuration: `pink` is not a choice of `color`, expected one of auto, always, never
    exit 2

    $ desk --config missing.toml ticket list
    --- stderr
    error: `missing.toml` cannot be used as configuration: No such file or directory (os error 2)
    exit 2

    $ desk --config . ticket list
    --- stderr
    error: `.` cannot be used as configuration: Is a directory (os error 21)
    exit 2
    ");
}

#[test]
fn a_way_to_notify_that_cannot_be_used_is_refused_with_its_line() {
    let desk = Desk::sample();
    for (name, text) in [
        ("unknown", "[notify.command]\nargv = [\"hook\"]\ntimeuot = \"5s\"\n"),
        ("channel", "[notify.pager]\nnumber = 1\n"),
        ("missing", "db = \"desk.db\"\n\n[notify.mbox]\n"),
        ("nothing", "[notify.command]\nargv = []\n"),
        ("timeout", "[notify.command]\nargv = [\"hook\"]\ntimeout = \"soon\"\n"),
        ("long", "[notify.command]\nargv = [\"hook\"]\ntimeout = \"1d\"\n"),
        ("from", "[notify.mail]\nfrom = \"desk\"\n"),
        ("ways", "[notify.mail]\nfrom = \"desk@supplier.example\"\nsendmail = \"sendmail\"\ndir = \"mail\"\n"),
        ("smtp", "[notify.mail]\nfrom = \"desk@supplier.example\"\nsmtp = \"smtps://desk:secret@mail.example\"\n"),
        ("password", "[notify.mail]\nfrom = \"desk@supplier.example\"\npassword_file = \"password\"\n"),
        ("url", "[notify.webhook]\nurl = \"hooks.example\"\n"),
    ] {
        desk.write(&format!("{name}.toml"), text);
    }
    let names =
        ["unknown", "channel", "missing", "nothing", "timeout", "long", "from", "ways", "smtp", "password", "url"];
    let lines = names.map(|name| format!("--config {name}.toml sla check")).join("\n");
    assert_snapshot!(desk.run(&lines), @r#"
    $ desk --config unknown.toml sla check
    --- stderr
    error: `unknown.toml` cannot be used as configuration: line 3: unknown field `timeuot`, expected `argv` or `timeout`
    exit 2

    $ desk --config channel.toml sla check
    --- stderr
    error: `channel.toml` cannot be used as configuration: line 1: unknown field `pager`, expected one of `command`, `mail`, `webhook`, `mbox`
    exit 2

    $ desk --config missing.toml sla check
    --- stderr
    error: `missing.toml` cannot be used as configuration: line 3: missing field `file`
    exit 2

    $ desk --config nothing.toml sla check
    --- stderr
    error: `nothing.toml` cannot be used as configuration: line 2: `argv` names no program, expected e.g. `["/usr/local/bin/on-call", "--json"]`
    exit 2

    $ desk --config timeout.toml sla check
    --- stderr
    error: `timeout.toml` cannot be used as configuration: line 3: `timeout`: `soon` is not a duration, expected e.g. `90s`, `30m`, `1h30m`, `2d`
    exit 2

    $ desk --config long.toml sla check
    --- stderr
    error: `long.toml` cannot be used as configuration: line 3: `timeout`: `1d` is not between 1s and 10m
    exit 2

    $ desk --config from.toml sla check
    --- stderr
    error: `from.toml` cannot be used as configuration: line 2: `from`: `desk` is not somebody to write as, expected e.g. `desk@supplier.example` or `Support desk <desk@supplier.example>`
    exit 2

    $ desk --config ways.toml sla check
    --- stderr
    error: `ways.toml` cannot be used as configuration: line 1: mail goes one way: keep one of `sendmail`, `smtp` and `dir`
    exit 2

    $ desk --config smtp.toml sla check
    --- stderr
    error: `smtp.toml` cannot be used as configuration: line 3: `smtp`: `…@mail.example` is not a mail server, expected e.g. `smtps://user@host`, `smtp://user@host:587`, or `smtp+plain://localhost`
    exit 2

    $ desk --config password.toml sla check
    --- stderr
    error: `password.toml` cannot be used as configuration: line 3: `password_file` is for `smtp`, which is not there
    exit 2

    $ desk --config url.toml sla check
    --- stderr
    error: `url.toml` cannot be used as configuration: line 2: `url`: `hooks.example` is not a web address, expected e.g. `https://hooks.supplier.example/desk`
    exit 2
    "#);
}

#[test]
fn what_is_read_whole_is_bounded() {
    let desk = Desk::sample();
    let large = "#".repeat((4 << 20) + 1);
    let policy = "[calendar.office]\ntimezone = \"UTC\"\nhours = { mon-fri = [\"09:00-18:00\"] }\n\
                  holidays_ics = \"large.ics\"\n[[policy]]\nname = \"all\"\nfirst_response = \"1h\"\n";
    desk.write("large.toml", &large).write("large.ics", &large).write("office.toml", policy);
    let lines = "
        sla policy apply large.toml
        sla policy apply office.toml
        --config large.toml ticket list
        ticket note T1 -F large.toml
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk sla policy apply large.toml
    --- stderr
    error: `large.toml` could not be read: it holds more than 4 MiB, which is more than such a file needs
    exit 1

    $ desk sla policy apply office.toml
    --- stderr
    error: office.toml:4: holidays of `large.ics` cannot be read: it holds more than 4 MiB, which is more than such a file needs
    exit 2

    $ desk --config large.toml ticket list
    --- stderr
    error: `large.toml` cannot be used as configuration: it holds more than 4 MiB, which is more than such a file needs
    exit 2

    $ desk ticket note T1 -F large.toml
    --- stderr
    error: `large.toml` could not be read: it holds more than 4 MiB, which is more than such a file needs
    exit 1
    ");
}
