//! How long history takes to replay under other policies: reading, judging and comparing, of a desk in memory's file
//! system where there is one.

use std::fmt::Write;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use desk::app::{Clock, Desk, NewAccount, Period, Rules, SimulationPlan};
use desk::domain::account::AccountEdit;
use desk::domain::simulation::SimulationBy;
use desk::domain::sla::{AppliesTo, Book, PolicyFile};
use desk::domain::{Instant, Seconds};
use desk::import::{self, Format, Import, Mapping, Source};
use tempfile::TempDir;

const TICKETS: u64 = 10_000;
/// Thursday, 2026-01-15T09:00:00Z.
const BEGINNING: i64 = 1_768_467_600;

const POLICIES: &str = "[[policy]]\nname = 'all'\nfirst_response = '1h'\nresolution = '1d'\n";

fn csv() -> String {
    let mut text = String::from(
        "external_id,account,subject,category,priority,channel,status,created_at,first_response_at,resolved_at\n",
    );
    for n in 0..TICKETS {
        let at = |minutes| Instant::from_epoch(BEGINNING).plus(Seconds::new(n.cast_signed() * 30 + minutes * 60));
        let (created, answered, resolved) = (at(0), at(n.cast_signed() % 90), at(600));
        writeln!(text, "T-{n},ACME,Late order,other,normal,email,closed,{created},{answered},{resolved}")
            .expect("memory takes it");
    }
    text
}

fn desk(folder: &Path) -> Desk {
    let now = Instant::from_epoch(BEGINNING).plus(Seconds::days(30));
    let handle = "bench".parse().expect("a handle");
    let path = folder.join("desk.db");
    let mut desk =
        Desk::create(&path, Clock::frozen(now), "bench".to_owned(), &handle, Rules::default()).expect("a fresh folder");
    let (code, name) = ("ACME".parse().expect("a code"), "Acme".parse().expect("a name"));
    desk.new_account(NewAccount { code, name, parent: None, edit: AccountEdit::default() }).expect("a fresh code");
    let source = Source::from_bytes("tickets.csv", Format::Csv, csv().into_bytes());
    let import = Import::open(source, &import::TICKETS, &Mapping::default()).expect("the header is sound");
    desk.import("bench", false, |session| -> Result<(), desk::error::Error> {
        let mut rows = import.rows().expect("the bytes are there");
        while let Some(row) = rows.next_row() {
            let ticket = row.and_then(|row| import::ticket(&row)).expect("the rows are sound");
            session.take_ticket(ticket).expect("the desk takes them");
        }
        Ok(())
    })
    .expect("the file takes it");
    desk
}

fn replay(criterion: &mut Criterion) {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.expect("a folder");
    let mut desk = desk(folder.path());
    let file = PolicyFile::read("policies.toml", POLICIES, &|_| Err(String::new())).expect("the policies are sound");
    let book = Book::new(vec![file.into_version(1, Instant::MIN, AppliesTo::Open)]);
    let period = Period::ALL;
    let plan = SimulationPlan { period, by: SimulationBy::Metric, metric: None, names_flips: false };
    let mut group = criterion.benchmark_group("simulate");
    group.throughput(Throughput::Elements(TICKETS)).sample_size(10);
    group.bench_function("closed tickets", |bench| {
        bench.iter(|| desk.simulate(&book, plan, &mut |_, _| {}).expect("the file is sound"));
    });
    group.finish();
}

criterion_group!(benches, replay);
criterion_main!(benches);
