//! `desk doctor`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

/// A sample on a machine whose data on time zones is of a certain version.
fn sample(zones: &str) -> Desk {
    let mut desk = Desk::sample();
    desk.write("zones/tzdata.zi", format!("# version {zones}\n"));
    desk.write("zones/Europe/Rome", "");
    let folder = desk.path("zones").display().to_string();
    desk.set("TZDIR", &folder);
    for name in ["desk.db", "desk.db-wal"] {
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o600)).ok();
    }
    desk
}

/// Leaves out what depends on the machine, and versions.
fn steady(transcript: &str) -> String {
    let mut lines: Vec<String> = transcript.lines().map(str::to_owned).collect();
    for (item, shown) in [("sqlite", "[VERSION]"), ("owner", "[OWNER]"), ("disk", "[FREE] free")] {
        for line in lines.iter_mut().filter(|line| line.starts_with(item)) {
            if let Some((before, _)) = line.split_once("ok") {
                *line = format!("{before}ok[..]{shown}");
            }
        }
    }
    let lines = lines.iter().map(|line| match line.split_once(", version ") {
        Some((before, after)) => {
            format!("{before}, version [N]{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => line.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_desk_in_order_is_said_to_be_in_order() {
    let mut desk = sample("2099a");
    desk.quietly("backup copy.db");
    desk.at("2026-01-15T10:00:00Z");
    assert_snapshot!(steady(&desk.run("doctor -O table\ndoctor")), @"
    $ desk doctor -O table
    ITEM           STATE  FOUND
    desk           ok     0.1.0
    sqlite         ok[..][VERSION]
    file           ok     [DIR]/desk.db, version [N]
    you            ok     giulia, admin, as the user `giulia`
    clock          ok     2026-01-15T10:00:00Z
    backup         ok     2026-01-15T09:00:00Z, [DIR]/copy.db
    permissions    ok     0600, for its owner alone
    owner          ok[..][OWNER]
    folder         ok     0755
    file system    ok     of this machine
    log            ok     0 bytes
    disk           ok[..][FREE] free
    time zones     ok     2099a, in [DIR]/zones
    configuration  ok     none
    exit 0

    $ desk doctor
    item	health	found	advice
    desk	ok	0.1.0	
    sqlite	ok[..][VERSION]
    file	ok	[DIR]/desk.db, version [N]	
    you	ok	giulia, admin, as the user `giulia`	
    clock	ok	2026-01-15T10:00:00Z	
    backup	ok	2026-01-15T09:00:00Z, [DIR]/copy.db	
    permissions	ok	0600, for its owner alone	
    owner	ok[..][OWNER]
    folder	ok	0755	
    file system	ok	of this machine	
    log	ok	0 bytes	
    disk	ok[..][FREE] free
    time zones	ok	2099a, in [DIR]/zones	
    configuration	ok	none	
    exit 0
    ");
}

#[test]
fn what_is_a_danger_is_named_with_what_to_do() {
    let mut desk = sample("2024b");
    fs::set_permissions(desk.path("desk.db"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(desk.path("desk.db-wal"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(desk.path(""), fs::Permissions::from_mode(0o777)).unwrap();
    desk.at("2026-01-14T09:00:00Z").as_user("nobody");
    let told = desk.run("doctor -O table").replace(&known(), "[KNOWN]");
    assert_snapshot!(steady(&told), @"
    $ desk doctor -O table
    ITEM           STATE  FOUND
    desk           ok     0.1.0
    sqlite         ok[..][VERSION]
    file           ok     [DIR]/desk.db, version [N]
    you            warn   the user `nobody` is no rep of this desk
    clock          bad    behind what the desk has seen: 2026-01-15T09:00:00Z
    backup         warn   none is known
    permissions    bad    0644: every user of this machine can read it
    owner          ok[..][OWNER]
    folder         bad    0777: every user can put another file in its place
    file system    ok     of this machine
    log            ok     0 bytes
    disk           ok[..][FREE] free
    time zones     warn   2024b, in [DIR]/zones; the program has [KNOWN]
    configuration  ok     none
    --- stderr
    you: an admin can add you: desk rep new HANDLE --name NAME --os-user nobody
    clock: set the clock: promises are judged by it
    backup: desk backup DEST
    permissions: chmod o= [DIR]/desk.db
    folder: keep the desk in a folder of its own, or: chmod o-w [DIR]
    time zones: update the system's package of time zone data
    exit 1
    ");
}

/// The version of the data that the program carries.
fn known() -> String {
    let told = sample("2001a").run("doctor --json=item,found");
    let (_, known) = told.split_once("the program has ").unwrap();
    known[..5].to_owned()
}

#[test]
fn a_desk_that_does_not_open_is_looked_over_as_far_as_it_goes() {
    let desk = sample("2099a");
    Connection::open(desk.path("desk.db")).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    desk.write("text.db", "Dear all,\n");
    fs::set_permissions(desk.path("text.db"), fs::Permissions::from_mode(0o600)).unwrap();
    let lines = "doctor --json=item,health,advice\n--db text.db doctor -O table\n--db missing.db doctor -O table";
    assert_snapshot!(steady(&desk.run(lines)), @r#"
    $ desk doctor --json=item,health,advice
    [
      {
        "item": "desk",
        "health": "ok",
        "advice": null
      },
      {
        "item": "sqlite",
        "health": "ok",
        "advice": null
      },
      {
        "item": "file",
        "health": "bad",
        "advice": "install the version of desk that wrote the file, or a later one"
      },
      {
        "item": "permissions",
        "health": "ok",
        "advice": null
      },
      {
        "item": "owner",
        "health": "ok",
        "advice": null
      },
      {
        "item": "folder",
        "health": "ok",
        "advice": null
      },
      {
        "item": "file system",
        "health": "ok",
        "advice": null
      },
      {
        "item": "log",
        "health": "ok",
        "advice": null
      },
      {
        "item": "disk",
        "health": "ok",
        "advice": null
      },
      {
        "item": "time zones",
        "health": "ok",
        "advice": null
      },
      {
        "item": "configuration",
        "health": "ok",
        "advice": null
      }
    ]
    exit 1

    $ desk --db text.db doctor -O table
    ITEM           STATE  FOUND
    desk           ok     0.1.0
    sqlite         ok[..][VERSION]
    file           bad    `text.db` is not a desk file: its content is not a databa…
    permissions    ok     0600, for its owner alone
    owner          ok[..][OWNER]
    folder         ok     0755
    file system    ok     of this machine
    log            ok     0 bytes
    disk           ok[..][FREE] free
    time zones     ok     2099a, in [DIR]/zones
    configuration  ok     none
    --- stderr
    file: desk restore BACKUP
    exit 1

    $ desk --db missing.db doctor -O table
    ITEM           STATE  FOUND
    desk           ok     0.1.0
    sqlite         ok[..][VERSION]
    file           bad    there is no desk at `missing.db`
    time zones     ok     2099a, in [DIR]/zones
    configuration  ok     none
    --- stderr
    file: desk --db missing.db init
    exit 1
    "#);
}
