//! A desk of a stated size: `DESK_BENCH_TICKETS` tickets, 10 000 if nothing is said, of which every tenth is open.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use desk::app::import::Take as _;
use desk::app::{Caller, Clock, Desk, NewAccount, Rules};
use desk::domain::account::AccountEdit;
use desk::domain::batch::Origin;
use desk::domain::logged::AnyTicket;
use desk::domain::sla::{AppliesTo, PolicyFile};
use desk::domain::{Instant, Seconds};
use desk::import::{Format, Import, Imported as _, Mapping, Source};
use tempfile::TempDir;

/// Thursday, 2026-01-15T09:00:00Z.
const BEGINNING: i64 = 1_768_467_600;
/// The time an open ticket's resolution has, from its creation.
const TARGET: Seconds = Seconds::days(100);

const POLICIES: &str = "[[policy]]\nname = 'all'\nresolution = '2400h'\n[[policy.escalate]]\nat = 'breach'\n";

/// How many tickets there are.
pub(crate) fn tickets() -> u64 {
    std::env::var("DESK_BENCH_TICKETS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000)
}

/// A desk in a folder that lasts as long as this.
pub(crate) struct Generated {
    _folder: TempDir,
    path: PathBuf,
}

impl Generated {
    /// Makes it; open tickets were created a minute apart.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("desk.db");
        fill(&path);
        Self { _folder: folder, path }
    }

    /// Opens it when the first `broken` of the open tickets are past their due time.
    pub(crate) fn when(&self, broken: u64) -> Desk {
        let now = created(broken * 10).plus(TARGET);
        Desk::open(&self.path, Clock::frozen(now), Caller::new("bench".to_owned(), 1000), Rules::default())
            .expect("a sound desk")
    }
}

/// Returns when a ticket was created; every tenth is an open one.
fn created(number: u64) -> Instant {
    Instant::from_epoch(BEGINNING).plus(Seconds::new(number.cast_signed() * 6))
}

fn fill(path: &Path) {
    let now = created(tickets()).plus(Seconds::hours(10));
    let (user, handle) = (Caller::new("bench".to_owned(), 1000), "bench".parse().expect("a handle"));
    let mut desk = Desk::create(path, Clock::frozen(now), user, &handle, Rules::default()).expect("a fresh folder");
    let file = PolicyFile::read("policies.toml", POLICIES, &|_| Err(String::new())).expect("the policies are sound");
    desk.apply_policy(POLICIES, std::collections::BTreeMap::new(), file, AppliesTo::Open, false)
        .expect("no ticket yet");
    let (code, name) = ("ACME".parse().expect("a code"), "Acme".parse().expect("a name"));
    desk.new_account(NewAccount { code, name, parent: None, edit: AccountEdit::default() }).expect("a fresh code");
    desk.prepare_for_bulk().expect("a sound desk");
    let source = Source::from_bytes("tickets.csv", Format::Csv, csv().into_bytes());
    let import = Import::open(source, AnyTicket::KIND, &Mapping::default()).expect("the header is sound");
    desk.import([], false, |session| -> Result<(), desk::error::Error> {
        session.begin_file(origin(), None)?;
        let mut rows = import.rows().expect("the bytes are there");
        while let Some(row) = rows.next_row() {
            let ticket = row.and_then(|row| AnyTicket::read(&row)).expect("the rows are sound");
            AnyTicket::take(session, ticket).expect("the desk takes them");
        }
        Ok(())
    })
    .expect("the file takes it");
}

fn origin() -> Origin {
    Origin { source: "bench".into(), kind: AnyTicket::KIND.name, file: "tickets.csv".into(), sha256: String::new() }
}

fn csv() -> String {
    let mut text = String::from(
        "external_id,account,subject,category,priority,channel,status,created_at,first_response_at,resolved_at\n",
    );
    for number in 0..tickets() {
        let created = created(number);
        let (answered, resolved) = (created.plus(Seconds::hours(1)), created.plus(Seconds::hours(10)));
        let (status, resolved) =
            if number % 10 == 0 { ("open", String::new()) } else { ("closed", resolved.to_string()) };
        writeln!(text, "T-{number},ACME,Late order,other,normal,email,{status},{created},{answered},{resolved}")
            .expect("memory takes it");
    }
    text
}
