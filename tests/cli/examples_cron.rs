//! `examples/cron`: what is shipped there works as it stands.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::sla_notify::desk;

/// Where the examples say that the desk is.
const THERE: &str = "/srv/desk/desk.db";

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cron").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(example(name)).unwrap()
}

/// Runs a line as cron or a unit would, with the program in the path and the desk where it is.
fn by_shell(desk: &Desk, line: &str, path: &str) -> Output {
    let programs = Path::new(env!("CARGO_BIN_EXE_desk")).parent().unwrap();
    let line = line.replace(THERE, &desk.path("desk.db").display().to_string());
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &line]).env_clear().env("PATH", format!("{}:{path}", programs.display()));
    shell.envs([("HOME", desk.path("")), ("XDG_CONFIG_HOME", desk.path("config"))]).current_dir("/");
    shell.envs([("DESK_NOW", "2026-01-15T13:00:01Z"), ("DESK_USER", "giulia"), ("TZ", "UTC")]);
    shell.output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_hook_logs_each_notification_once_and_calls_for_breaches() {
    let mut desk = desk();
    let hook = example("notify-hook").display().to_string();
    let argv = [hook.as_str(), "sla.log", "sh", "-c", "printf '%s\\n' \"$0\" >> paged"];
    desk.write("config/desk/config.toml", format!("[notify.command]\nargv = {argv:?}\n"));
    desk.quietly("ticket edit T1 --subject 'The \"old\" pump leaks at C:\\line/3'");
    for now in ["11:00:00", "13:00:01"] {
        desk.at(&format!("2026-01-15T{now}Z")).quietly("sla check");
    }
    assert_snapshot!(desk.read("sla.log"), @r#"
    T1/first_response/1/50%/v2/2026-01-15T11:00:00Z/command	T1 (ACME, normal): first response at risk, due 2026-01-15T13:00:00Z: The "old" pump leaks at C:\line/3
    T1/first_response/1/breach/v2/2026-01-15T13:00:00Z/command	T1 (ACME, high): first response breached, was due 2026-01-15T13:00:00Z: The "old" pump leaks at C:\line/3
    "#);
    assert_snapshot!(desk.read("paged"), @r#"T1 (ACME, high): first response breached, was due 2026-01-15T13:00:00Z: The "old" pump leaks at C:\line/3"#);
    // The same once more is no news; what fails is not in the log, so that it is tried again.
    let message = r#"{"key":"T1/x/breach/command","kind":"breach","text":"T1: late"}"#;
    for (page, logged) in [("exit 1", 0), ("exit 0", 1), ("exit 0", 1)] {
        let line = format!("printf '%s\\n' '{message}' | {hook} new.log sh -c '{page}'");
        let done = Command::new("/bin/sh").args(["-c", &line]).current_dir(desk.path("")).status().unwrap();
        assert_eq!(done.success(), page == "exit 0");
        let log = fs::read_to_string(desk.path("new.log")).unwrap_or_default();
        assert_eq!(log.matches("T1: late\n").count(), logged);
    }
}

#[test]
fn every_line_of_the_crontab_runs() {
    let desk = desk();
    let crontab = text("crontab");
    let lines = || crontab.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (set, jobs): (Vec<&str>, Vec<&str>) =
        lines().partition(|line| line.split_once('=').is_some_and(|(name, _)| !name.contains(' ')));
    let path = set.iter().find_map(|line| line.strip_prefix("PATH=")).unwrap();
    let mut printed = Vec::new();
    for job in jobs {
        let (times, command): (Vec<&str>, Vec<&str>) = {
            let fields: Vec<&str> = job.splitn(6, ' ').collect();
            (fields[..5].to_vec(), fields[5..].to_vec())
        };
        assert!(times.iter().all(|time| time.chars().all(|c| c.is_ascii_digit() || "*/,-".contains(c))), "{job}");
        // Cron takes a `%` for the end of the line.
        assert!(!command[0].contains('%'), "{job}");
        printed.push(said(&by_shell(&desk, command[0], path)));
    }
    assert_eq!(printed.len(), 3);
    assert!(printed[0].contains("BREACHED") && printed[1].starts_with("TIER"), "{printed:#?}");
}

#[test]
fn the_timer_starts_a_service_that_runs() {
    let desk = desk();
    let service = text("desk-sla.service");
    let starts = service.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/")).unwrap();
    assert!(said(&by_shell(&desk, starts, "/bin")).contains("breach"));
    assert!(text("desk-sla.timer").contains("\nOnCalendar="));
}

/// systemd's own opinion, where it is at hand.
#[test]
fn the_units_are_in_order() {
    let desk = Desk::nowhere();
    symlink(env!("CARGO_BIN_EXE_desk"), desk.path("desk")).unwrap();
    let program = desk.path("desk").display().to_string();
    desk.write("desk-sla.service", text("desk-sla.service").replace("/usr/local/bin/desk", &program));
    desk.write("desk-sla.timer", text("desk-sla.timer"));
    let units = [desk.path("desk-sla.service"), desk.path("desk-sla.timer")];
    let Ok(verified) = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(&units).output() else {
        return;
    };
    let said = String::from_utf8_lossy(&verified.stderr);
    let of_ours: Vec<&str> = said.lines().filter(|line| line.contains("desk-sla")).collect();
    assert!(of_ours.is_empty(), "{of_ours:#?}");
}

#[test]
fn the_configuration_is_accepted() {
    let mut desk = Desk::empty();
    desk.set("DESK_CONFIG", example("config.toml").to_str().unwrap());
    desk.quietly("sla outbox");
}
