//! How long history takes to replay under other policies: reading, judging and comparing.

mod generated;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use desk::app::{Period, SimulationPlan};
use desk::domain::Instant;
use desk::domain::simulation::SimulationBy;
use desk::domain::sla::{AppliesTo, Book, PolicyFile};
use generated::{Generated, tickets};

const POLICIES: &str = "[[policy]]\nname = 'all'\nfirst_response = '1h'\nresolution = '1d'\n";

fn replay(criterion: &mut Criterion) {
    let generated = Generated::new();
    let mut desk = generated.when(0);
    let file = PolicyFile::read("policies.toml", POLICIES, &|_| Err(String::new())).expect("the policies are sound");
    let book = Book::new(vec![file.into_version(1, Instant::MIN, AppliesTo::Open)]);
    let period = Period::ALL;
    let plan = SimulationPlan { period, by: SimulationBy::Metric, metric: None, names_flips: false };
    let mut group = criterion.benchmark_group("simulate");
    group.throughput(Throughput::Elements(tickets())).sample_size(10);
    group.bench_function("history", |bench| {
        bench.iter(|| desk.simulate(&book, plan, &mut |_, _| {}).expect("the file is sound"));
    });
    group.finish();
}

criterion_group!(benches, replay);
criterion_main!(benches);
