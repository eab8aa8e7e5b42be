//! How fast rows are read, of a file of a million tickets of about 150 bytes each.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use desk::domain::{Code, Email, Instant, Invalid, Line};
use desk::import::{Field, Format, Import, Kind, Mapping, Refusal, Row, Seen, Source};

const ROWS: u64 = 1_000_000;

static TICKETS: Kind = Kind {
    name: "tickets",
    key: &["external_id"],
    fields: &[
        Field::required("external_id", "a ticket's id", "T-1", "Its id where it comes from"),
        Field::required("account", "an account's code", "ACME", "Whose it is"),
        Field::optional("contact", "an e-mail address", "anna@acme.example", "Who asked"),
        Field::required("subject", "a line of text", "Late order", "What it is about"),
        Field::optional("category", "a category", "stock", "What kind it is"),
        Field::optional("priority", "a priority", "high", "How urgent it is"),
        Field::optional("channel", "a channel", "email", "How it came in"),
        Field::optional("status", "a status", "open", "Where it stands"),
        Field::required("created_at", "an instant", "2026-11-21T09:00:00Z", "When it came in"),
        Field::optional("first_response_at", "an instant", "2026-11-21T09:00:00Z", "When it was answered"),
        Field::optional("resolved_at", "an instant", "2026-11-21T09:00:00Z", "When it was resolved"),
        Field::optional("assignee", "a rep's handle", "agent01", "Who works on it"),
        Field::optional("order", "an order's number", "SO-1", "Which order it is about"),
    ],
};

fn csv() -> Vec<u8> {
    let mut text = String::from(
        "external_id,account,contact,subject,category,priority,channel,status,created_at,first_response_at,resolved_at,\
         assignee,order\n",
    );
    for n in 0..ROWS {
        let (second, account) = (n % 60, n % 20_000);
        writeln!(
            text,
            "T-{n:07},A{account:06},c1.1@cust{account:06}.example,\"Order SO-{n:07} late, \"\"line down\"\"\",fulfilment,normal,email,\
             closed,2026-01-02T03:04:{second:02}Z,2026-01-02T05:04:{second:02}Z,,agent{second:02},SO-{n:07}"
        )
        .expect("memory takes it");
    }
    text.into_bytes()
}

fn jsonl() -> Vec<u8> {
    let mut text = String::new();
    for n in 0..ROWS {
        let (second, account) = (n % 60, n % 20_000);
        writeln!(
            text,
            "{{\"external_id\":\"T-{n:07}\",\"account\":\"A{account:06}\",\"contact\":\"c1.1@cust{account:06}.example\",\
             \"subject\":\"Order late\",\"category\":\"stock\",\"priority\":\"normal\",\"channel\":\"email\",\"status\":\"closed\",\
             \"created_at\":\"2026-01-02T03:04:{second:02}Z\",\"resolved_at\":null,\"assignee\":\"agent01\"}}"
        )
        .expect("memory takes it");
    }
    text.into_bytes()
}

fn each(import: &Import, mut read: impl FnMut(&Row<'_>) -> Result<(), Refusal>) {
    let mut rows = import.rows().expect("the bytes are there");
    while let Some(row) = rows.next_row() {
        row.and_then(|row| read(&row)).expect("the rows are sound");
    }
    assert_eq!(rows.tally().rows, ROWS);
}

fn columns(import: &Import) {
    each(import, |row| {
        for field in TICKETS.fields {
            black_box(row.text(field.name));
        }
        Ok(())
    });
}

/// What a noun's reader does, in the order of the fields.
fn values(row: &Row<'_>) -> Result<(), Refusal> {
    black_box(row.required::<Id>("external_id")?);
    black_box(row.required::<Code>("account")?);
    black_box(row.optional::<Email>("contact")?);
    black_box(row.required::<Line>("subject")?);
    for word in ["category", "priority", "channel", "status"] {
        black_box(row.text(word));
    }
    black_box::<Instant>(row.instant("created_at")?);
    black_box::<Option<Instant>>(row.optional_instant("first_response_at")?);
    black_box::<Option<Instant>>(row.optional_instant("resolved_at")?);
    black_box(row.optional::<Code>("assignee")?);
    black_box(row.text("order"));
    Ok(())
}

struct Id(#[expect(dead_code, reason = "made to be thrown away")] String);

impl std::str::FromStr for Id {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Ok(Self(text.to_owned()))
    }
}

fn rows(criterion: &mut Criterion) {
    let mapped = Mapping::parse(
        "map.toml",
        "null = ['?']\n[fields]\nexternal_id = { column = 'external_id', prefix = 'x/' }\n\
         priority = { column = 'priority', values = { normal = 'high' } }\n",
    )
    .expect("the mapping is sound");
    let open = |format, bytes: Vec<u8>, mapping: &Mapping| {
        Import::open(Source::from_bytes("tickets", format, bytes), &TICKETS, mapping).expect("the header is sound")
    };
    let csv = csv();
    let plain = open(Format::Csv, csv.clone(), &Mapping::default());
    let mut group = criterion.benchmark_group("import");
    group.throughput(Throughput::Elements(ROWS)).sample_size(10).measurement_time(Duration::from_secs(10));
    group.bench_function("csv, columns", |bench| bench.iter(|| columns(&plain)));
    group.bench_function("csv, values", |bench| bench.iter(|| each(&plain, values)));
    group.bench_function("csv, digest and key", |bench| {
        bench.iter(|| {
            let mut seen = Seen::new(&TICKETS, &["external_id"]);
            each(&plain, |row| {
                black_box(row.digest());
                seen.note(row).expect("there is room");
                Ok(())
            });
            black_box(seen.repeats().expect("there is room"))
        });
    });
    let mapped = open(Format::Csv, csv, &mapped);
    group.bench_function("csv, columns through a mapping", |bench| bench.iter(|| columns(&mapped)));
    let objects = open(Format::Jsonl, jsonl(), &Mapping::default());
    group.bench_function("jsonl, columns", |bench| bench.iter(|| columns(&objects)));
    group.finish();
}

criterion_group!(benches, rows);
criterion_main!(benches);
