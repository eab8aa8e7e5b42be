//! Output that goes to a file, a full disk, or a reader who leaves.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn a_files_extension_picks_its_format() {
    let desk = Desk::sample();
    let lines = "
        ticket list --tier 1 -c id,status -o list.csv
        ticket list --tier 1 -c id,status -o list.json --limit 1
        ticket list --tier 1 -c id,status -o list.txt
        ticket list --tier 1 -c id,status -o list.json -O csv --limit 1
        ticket list --tier 1 -c id -o - --limit 1
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --tier 1 -c id,status -o list.csv
    exit 0

    $ desk ticket list --tier 1 -c id,status -o list.json --limit 1
    --- stderr
    1 of 6 tickets
    exit 0

    $ desk ticket list --tier 1 -c id,status -o list.txt
    exit 0

    $ desk ticket list --tier 1 -c id,status -o list.json -O csv --limit 1
    --- stderr
    1 of 6 tickets
    exit 0

    $ desk ticket list --tier 1 -c id -o - --limit 1
    id
    T1
    --- stderr
    1 of 6 tickets
    exit 0
    ");
    assert_snapshot!(desk.read("list.csv"), @"
    id,status
    T1,new
    T2,new
    T24,new
    T7,open
    T8,on-hold(vendor)
    T9,on-hold(carrier)
    ");
    assert_snapshot!(desk.read("list.json"), @"
    id,status
    T1,new
    ");
    assert_snapshot!(desk.read("list.txt"), @"
    id	status
    T1	new
    T2	new
    T24	new
    T7	open
    T8	on-hold(vendor)
    T9	on-hold(carrier)
    ");
}

#[test]
fn a_command_that_fails_leaves_the_file_as_it_was() {
    let desk = Desk::sample();
    desk.write("list.csv", "old");
    let lines = "
        ticket list --account NOBODY -o list.csv
        ticket list -o list.xlsx
        ticket list -o no/such/list.csv
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk ticket list --account NOBODY -o list.csv
    --- stderr
    error: there is no account `NOBODY`
    hint: desk account list
    exit 3

    $ desk ticket list -o list.xlsx
    --- stderr
    error: `xlsx` is a format of reports, expected here one of table, plain, csv, json, jsonl
    exit 2

    $ desk ticket list -o no/such/list.csv
    --- stderr
    error: cannot write `no/such/list.csv`
    caused by: No such file or directory (os error 2)
    exit 1
    ");
    assert_eq!(desk.read("list.csv"), "old");
    assert!(!desk.files().contains(&"list.xlsx".to_owned()));
}

#[test]
fn a_full_disk_is_a_failure_that_says_so() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("ticket list -O csv -o /dev/full"), @"
    $ desk ticket list -O csv -o /dev/full
    --- stderr
    error: cannot write `/dev/full`
    caused by: No space left on device (os error 28)
    exit 1
    ");
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = desk.command(&["ticket", "list"]).stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert_snapshot!(String::from_utf8(done.stderr).unwrap(), @"
    error: cannot write the output
    caused by: No space left on device (os error 28)
    ");
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = desk.command(&["--help"]).stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
}

/// Runs a command whose streams a shell sets up as `how` says.
fn redirected(desk: &Desk, words: &[&str], how: &str) -> Output {
    let command = desk.command(words);
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("exec \"$0\" \"$@\" {how}")]).arg(command.get_program()).args(command.get_args());
    shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(desk.path("")).output().unwrap()
}

#[test]
fn what_cannot_be_written_as_the_output_is_closed_is_a_failure() {
    let desk = Desk::sample();
    let said = "error: cannot write the output\ncaused by: standard output is closed\n";
    for words in [&["ticket", "list"][..], &["ticket", "show", "T1"], &["--help"], &["export", "accounts"]] {
        let done = redirected(&desk, words, ">&-");
        assert_eq!((done.status.code(), &*String::from_utf8(done.stderr).unwrap()), (Some(1), said), "{words:?}");
    }
    // Nothing was to be written, or it was to go nowhere.
    for (words, how) in [
        (&["ticket", "search", "nowhere", "-O", "table"][..], ">&-"),
        (&["ticket", "note", "T1", "-m", "Seen"], ">&-"),
        (&["ticket", "list", "-o", "list.csv"], ">&-"),
        (&["ticket", "list"], ">/dev/null"),
        (&["ticket", "list"], "1<>/dev/null"),
    ] {
        let done = redirected(&desk, words, how);
        assert_eq!(done.status.code(), Some(0), "{words:?} {how}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn nobody_has_to_listen_to_what_is_said() {
    let desk = Desk::sample();
    for (words, code) in
        [(&["ticket", "list"][..], 0), (&["ticket", "note", "T1", "-m", "Seen"], 0), (&["ticket", "show", "T99"], 3)]
    {
        for how in ["2>&-", "<&- 2>&-"] {
            assert_eq!(redirected(&desk, words, how).status.code(), Some(code), "{words:?} {how}");
        }
    }
}

#[test]
fn what_was_changed_before_the_disk_was_full_stays_changed() {
    let desk = Desk::sample();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = desk.command(&["sla", "check"]).stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert_snapshot!(desk.run("sla check -c ticket"), @"
    $ desk sla check -c ticket
    exit 0
    ");
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let desk = Desk::sample();
    let rows: Vec<String> = (0..20_000).map(|row| format!("A{row},Account {row}")).collect();
    desk.write("accounts.csv", format!("code,name\n{}\n", rows.join("\n"))).quietly("import accounts accounts.csv");
    for format in ["plain", "csv", "json", "jsonl", "table"] {
        let words = ["account", "list", "-O", format];
        let mut child = desk.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!((done.status.code(), said.as_str()), (Some(0), ""), "{format}");
    }
}
