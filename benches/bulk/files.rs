//! The files that are imported: a desk's accounts, contacts, tickets and events, as many as are asked for.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use desk::domain::{Instant, Seconds};

/// Thursday, 2026-01-15T09:00:00Z.
const BEGINNING: i64 = 1_768_467_600;
/// Of which every so many tickets are changed in the delta.
const DELTA: u64 = 100;

/// Where the files lie.
pub(crate) struct Files {
    pub(crate) reps: PathBuf,
    pub(crate) accounts: PathBuf,
    pub(crate) contacts: PathBuf,
    pub(crate) tickets: PathBuf,
    /// The tickets of which every hundredth has got another priority, and no others.
    pub(crate) delta: PathBuf,
    pub(crate) events: PathBuf,
}

impl Files {
    /// Writes them; a ticket has three events.
    pub(crate) fn write(folder: &Path, tickets: u64) -> Self {
        let file = |name: &str, text: String| {
            let path = folder.join(name);
            fs::write(&path, text).expect("there is room");
            path
        };
        let accounts = (tickets / 50).max(1);
        let all = || 0..tickets;
        Self {
            reps: file(
                "reps.csv",
                table("external_id,handle,name,role", 0..40, |text, n| {
                    write!(text, "agent{n},agent{n},Agent {n},agent")
                }),
            ),
            accounts: file(
                "accounts.csv",
                table("code,name", 0..accounts, |text, n| write!(text, "A{n:06},Account {n}")),
            ),
            contacts: file(
                "contacts.csv",
                table("email,account,name", 0..accounts, |text, n| {
                    write!(text, "anna@a{n:06}.example,A{n:06},Anna {n}")
                }),
            ),
            tickets: file("tickets.csv", table(TICKETS, all(), |text, n| ticket(text, n, accounts, "normal"))),
            delta: file(
                "delta.csv",
                table(TICKETS, all().filter(|n| n.is_multiple_of(DELTA)), |text, n| ticket(text, n, accounts, "high")),
            ),
            events: file("events.csv", table(EVENTS, all(), |text, n| events(text, n, accounts))),
        }
    }
}

fn table(
    header: &str,
    numbers: impl Iterator<Item = u64>,
    row: impl Fn(&mut String, u64) -> std::fmt::Result,
) -> String {
    let mut text = format!("{header}\n");
    for number in numbers {
        row(&mut text, number).expect("memory takes it");
        text.push('\n');
    }
    text
}

const TICKETS: &str = "external_id,account,contact,subject,category,priority,channel,status,created_at,first_response_at,\
                       resolved_at,assignee,order";

fn created(number: u64) -> Instant {
    Instant::from_epoch(BEGINNING - 200_000_000).plus(Seconds::new(number.cast_signed() * 100))
}

/// Every twentieth is open.
fn ticket(text: &mut String, number: u64, accounts: u64, priority: &str) -> std::fmt::Result {
    // Steps by a number that shares no factor with theirs: neighbours are of different accounts.
    let (account, agent) = (number * 7919 % accounts, number % 40);
    let (answered, resolved) = (created(number).plus(Seconds::hours(1)), created(number).plus(Seconds::hours(10)));
    let (status, resolved) =
        if number.is_multiple_of(20) { ("open", String::new()) } else { ("closed", resolved.to_string()) };
    let order = if number.is_multiple_of(2) { format!("SO-{number:07}") } else { String::new() };
    write!(
        text,
        "T-{number:07},A{account:06},anna@a{account:06}.example,\"Order SO-{number:07} late, line down\",fulfilment,{priority},\
         email,{status},{},{answered},{resolved},agent{agent},{order}",
        created(number)
    )
}

const EVENTS: &str = "ticket,external_id,kind,at,author,body,status";

fn events(text: &mut String, number: u64, accounts: u64) -> std::fmt::Result {
    let (account, agent, created) = (number * 7919 % accounts, number % 40, created(number));
    let (answered, resolved) = (created.plus(Seconds::hours(1)), created.plus(Seconds::hours(10)));
    let customer = format!("anna@a{account:06}.example");
    writeln!(
        text,
        "T-{number:07},1,message-in,{created},{customer},\"Where is our pallet {number}?\nThe line is down.\","
    )?;
    writeln!(text, "T-{number:07},2,message-out,{answered},agent{agent},It left the warehouse this morning.,")?;
    write!(text, "T-{number:07},3,status,{resolved},agent{agent},,resolved")
}
