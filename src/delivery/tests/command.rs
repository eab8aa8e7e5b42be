//! A program of the user's own.

use std::time::{Duration, Instant};

use super::{Folder, parcel, parcel_of, seconds, shown};
use crate::delivery::Command;
use crate::domain::delivery::{DeliveryChannel, Message, Parcel, Setback, sample};

fn run(folder: &Folder, script: &str, timeout: i64, parcel: &Parcel) -> Result<(), Setback> {
    let argv = vec!["sh".to_owned(), "-c".to_owned(), script.to_owned(), shown(folder.0.path())];
    Command { argv, timeout: seconds(timeout) }.send(parcel)
}

fn refused(script: &str) -> String {
    run(&Folder::new(), script, 20, &parcel(DeliveryChannel::Command)).unwrap_err().why
}

/// More than a pipe holds.
fn long() -> Parcel {
    let done = (0..20_000).map(|number| format!("step {number}")).collect();
    parcel_of(&Message { done, ..sample() }, DeliveryChannel::Command)
}

#[test]
fn it_reads_the_message_as_one_line() {
    for parcel in [parcel(DeliveryChannel::Command), long()] {
        let folder = Folder::new();
        run(&folder, "cat > $0/told", 20, &parcel).unwrap();
        assert_eq!(folder.read("told"), format!("{}\n", parcel.message));
    }
}

#[test]
fn one_that_reads_nothing_has_been_told_all_the_same() {
    run(&Folder::new(), "exit 0", 20, &long()).unwrap();
    run(&Folder::new(), "exec <&-; sleep 0.1", 20, &long()).unwrap();
}

#[test]
fn one_that_hangs_is_ended_with_all_it_started() {
    let folder = Folder::new();
    let begun = Instant::now();
    let script = "(sleep 2; touch $0/alive) & sleep 60";
    let refused = run(&folder, script, 1, &parcel(DeliveryChannel::Command)).unwrap_err();
    assert_eq!(refused, Setback { timed_out: true, ..Setback::new("`sh` did not end within 1s") });
    assert!(begun.elapsed() < Duration::from_secs(20));
    std::thread::sleep(Duration::from_millis(1800));
    assert!(!folder.path("alive").exists());
}

#[test]
fn one_that_leaves_something_running_is_not_waited_for() {
    let begun = Instant::now();
    run(&Folder::new(), "sleep 30 & exit 0", 25, &parcel(DeliveryChannel::Command)).unwrap();
    assert_eq!(refused("sleep 30 & exit 2"), "`sh` ended with 2");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn its_first_complaint_is_passed_on() {
    assert_eq!(refused("echo no such pager >&2; echo try again >&2; exit 1"), "`sh` ended with 1: no such pager");
    assert_eq!(refused("echo lost in stdout; exit 75"), "`sh` ended with 75");
    assert_eq!(refused("kill -9 $$"), "`sh` was ended by signal 9");
}

#[test]
fn one_that_complains_without_end_is_cut_short() {
    let why = refused("head -c 5000000 /dev/zero | tr '\\0' x >&2; exit 3");
    assert_eq!(why, format!("`sh` ended with 3: {}", "x".repeat(200)));
    run(&Folder::new(), "yes complaint | head -n 500000 >&2", 60, &parcel(DeliveryChannel::Command)).unwrap();
}

#[test]
fn one_that_is_missing_or_no_program_is_named() {
    let command = |program: &str| Command { argv: vec![program.to_owned()], timeout: seconds(5) };
    let refused = |program: &str| command(program).send(&parcel(DeliveryChannel::Command)).unwrap_err().why;
    assert_eq!(
        refused("/no/such/hook"),
        "`/no/such/hook` could not be started: No such file or directory (os error 2)"
    );
    assert!(refused("/etc/passwd").starts_with("`/etc/passwd` could not be started: "));
}

#[test]
fn it_knows_little_of_our_surroundings() {
    let folder = Folder::new();
    run(&folder, "env > $0/env", 20, &parcel(DeliveryChannel::Command)).unwrap();
    let environment = folder.read("env");
    assert!(environment.lines().any(|line| line.starts_with("PATH=")), "{environment}");
    // Cargo sets this for us.
    assert!(std::env::var_os("CARGO_PKG_NAME").is_some() && !environment.contains("CARGO"), "{environment}");
}
