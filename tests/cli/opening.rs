//! Which files are taken for a desk, and which are left alone.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::harness::Desk;

#[test]
fn a_missing_desk_is_not_made_by_asking_for_it() {
    let desk = Desk::nowhere();
    let lines = "
        ticket list
        --db other.db ticket show T1
        --db no/such/folder.db ticket list
        --db 'my desk.db' ticket list
        ticket list --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk ticket list
    --- stderr
    error: there is no desk at `desk.db`
    hint: desk --db desk.db init
    exit 3

    $ desk --db other.db ticket show T1
    --- stderr
    error: there is no desk at `other.db`
    hint: desk --db other.db init
    exit 3

    $ desk --db no/such/folder.db ticket list
    --- stderr
    error: there is no desk at `no/such/folder.db`
    hint: desk --db no/such/folder.db init
    exit 3

    $ desk --db 'my desk.db' ticket list
    --- stderr
    error: there is no desk at `my desk.db`
    hint: desk --db 'my desk.db' init
    exit 3

    $ desk ticket list --json
    --- stderr
    {"error":"there is no desk at `desk.db`","causes":[],"hint":"desk --db desk.db init","exit_code":3}
    exit 3
    "#);
    assert!(desk.files().is_empty());
}

#[test]
fn without_a_name_the_desk_is_in_the_users_data() {
    let mut desk = Desk::nowhere();
    desk.set("DESK_DB", "");
    assert_snapshot!(desk.run("ticket list\ninit\nticket list --ids"), @"
    $ desk ticket list
    --- stderr
    error: there is no desk at `[DIR]/data/desk/desk.db`
    hint: desk --db [DIR]/data/desk/desk.db init
    exit 3

    $ desk init
    --- stderr
    Made [DIR]/data/desk/desk.db; you are giulia, its admin
    exit 0

    $ desk ticket list --ids
    exit 0
    ");
}

#[test]
fn what_is_no_desk_is_named_and_left_alone() {
    let desk = Desk::nowhere();
    desk.write("text.db", "Dear all,\n").write("empty.db", "").write("folder.db/file", "");
    let foreign = Connection::open(desk.path("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE song (title)").unwrap();
    drop(foreign);
    let before = contents(&desk);
    let lines = "
        --db text.db ticket list
        --db empty.db ticket list
        --db folder.db ticket list
        --db foreign.db ticket note T1 -m Hello
        --db text.db init
        --db foreign.db demo
        --db folder.db init
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk --db text.db ticket list
    --- stderr
    error: `text.db` is not a desk file: its content is not a database
    exit 1

    $ desk --db empty.db ticket list
    --- stderr
    error: `empty.db` is not a desk file: it belongs to another program, or is empty
    exit 1

    $ desk --db folder.db ticket list
    --- stderr
    error: `folder.db` cannot be opened as a desk: it is not a regular file
    exit 2

    $ desk --db foreign.db ticket note T1 -m Hello
    --- stderr
    error: `foreign.db` is not a desk file: it belongs to another program, or is empty
    exit 1

    $ desk --db text.db init
    --- stderr
    error: there is a file at `text.db` already
    hint: desk --db text.db ticket list
    exit 4

    $ desk --db foreign.db demo
    --- stderr
    error: there is a file at `foreign.db` already
    hint: desk --db foreign.db ticket list
    exit 4

    $ desk --db folder.db init
    --- stderr
    error: there is a file at `folder.db` already
    hint: desk --db folder.db ticket list
    exit 4
    ");
    assert_eq!(contents(&desk), before);
}

/// Returns every file with its bytes.
fn contents(desk: &Desk) -> Vec<(String, Option<Vec<u8>>)> {
    desk.files().into_iter().map(|name| (name.clone(), fs::read(desk.path(&name)).ok())).collect()
}

#[test]
fn links_and_addresses_are_refused() {
    let desk = Desk::sample();
    symlink("desk.db", desk.path("link.db")).unwrap();
    symlink("missing.db", desk.path("dangling.db")).unwrap();
    let lines = "
        --db link.db ticket list
        --db dangling.db ticket list
        --db dangling.db init
        --db file:desk.db?mode=memory ticket list
        --db FILE:new.db init
        --db /dev/null ticket list
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk --db link.db ticket list
    --- stderr
    error: `link.db` cannot be opened as a desk: it is a symbolic link; name the file itself
    exit 2

    $ desk --db dangling.db ticket list
    --- stderr
    error: `dangling.db` cannot be opened as a desk: it is a symbolic link; name the file itself
    exit 2

    $ desk --db dangling.db init
    --- stderr
    error: there is a file at `dangling.db` already
    hint: desk --db dangling.db ticket list
    exit 4

    $ desk --db file:desk.db?mode=memory ticket list
    --- stderr
    error: `file:desk.db?mode=memory` cannot be opened as a desk: a path is expected, not a `file:` address
    exit 2

    $ desk --db FILE:new.db init
    --- stderr
    error: `FILE:new.db` cannot be opened as a desk: a path is expected, not a `file:` address
    exit 2

    $ desk --db /dev/null ticket list
    --- stderr
    error: `/dev/null` cannot be opened as a desk: it is not a regular file
    exit 2
    ");
}

#[test]
fn a_desk_of_a_later_version_is_refused_and_not_a_byte_changes() {
    let desk = Desk::sample();
    let later = Connection::open(desk.path("desk.db")).unwrap();
    later.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99").unwrap();
    drop(later);
    let before = contents(&desk);
    assert_snapshot!(desk.run("ticket list\nticket note T1 -m Hello\nsla check"), @"
    $ desk ticket list
    --- stderr
    error: `desk.db` is at version 99, and this program knows versions up to 10
    hint: install the version of desk that wrote the file, or a later one
    exit 1

    $ desk ticket note T1 -m Hello
    --- stderr
    error: `desk.db` is at version 99, and this program knows versions up to 10
    hint: install the version of desk that wrote the file, or a later one
    exit 1

    $ desk sla check
    --- stderr
    error: `desk.db` is at version 99, and this program knows versions up to 10
    hint: install the version of desk that wrote the file, or a later one
    exit 1
    ");
    assert_eq!(contents(&desk), before);
}

#[test]
fn a_version_that_never_was_is_no_desk() {
    let desk = Desk::sample();
    Connection::open(desk.path("desk.db")).unwrap().execute_batch("PRAGMA user_version = 0").unwrap();
    assert_snapshot!(desk.run("ticket list"), @"
    $ desk ticket list
    --- stderr
    error: `desk.db` is not a desk file: there never was a version 0
    exit 1
    ");
}

#[test]
fn a_damaged_desk_is_said_to_be_damaged() {
    let desk = Desk::sample();
    let mut bytes = fs::read(desk.path("desk.db")).unwrap();
    bytes[4096..].fill(0x5a);
    desk.write("desk.db", bytes);
    fs::remove_file(desk.path("desk.db-wal")).ok();
    assert_snapshot!(desk.run("ticket list"), @"
    $ desk ticket list
    --- stderr
    error: the desk file could not be read or written: it is damaged
    caused by: database disk image is malformed
    caused by: Error code 11: database disk image is malformed
    exit 1
    ");
}

#[test]
fn a_new_desk_is_for_its_maker_alone_and_never_made_over_another() {
    let desk = Desk::nowhere();
    desk.quietly("init");
    let mode = fs::metadata(desk.path("desk.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_snapshot!(desk.run("init\n--db desk.db init\nrep list -c handle,role\n--db no/such/new.db init"), @"
    $ desk init
    --- stderr
    error: there is a file at `desk.db` already
    hint: desk --db desk.db ticket list
    exit 4

    $ desk --db desk.db init
    --- stderr
    error: there is a file at `desk.db` already
    hint: desk --db desk.db ticket list
    exit 4

    $ desk rep list -c handle,role
    handle	role
    giulia	admin
    exit 0

    $ desk --db no/such/new.db init
    --- stderr
    error: `no/such/new.db` cannot be opened as a desk: No such file or directory (os error 2)
    exit 2
    ");
}

#[test]
fn a_copy_where_nothing_can_be_written_is_read() {
    let desk = Desk::sample();
    fs::create_dir(desk.path("kept")).unwrap();
    desk.quietly("backup kept/whole.db");
    fs::set_permissions(desk.path("kept"), fs::Permissions::from_mode(0o500)).unwrap();
    // Whoever may write anything cannot see what it is like not to.
    if fs::write(desk.path("kept/probe"), "").is_ok() {
        return;
    }
    assert_snapshot!(desk.run("--db kept/whole.db ticket list --account RIOJA -c id\n--db kept/whole.db ticket note T1 -m x"), @"
    $ desk --db kept/whole.db ticket list --account RIOJA -c id
    id
    T6
    exit 0

    $ desk --db kept/whole.db ticket note T1 -m x
    --- stderr
    error: the desk file could not be read or written: it is read-only
    caused by: attempt to write a readonly database
    caused by: Error code 8: attempt to write a readonly database
    exit 1
    ");
    fs::set_permissions(desk.path("kept"), fs::Permissions::from_mode(0o700)).unwrap();
}
