//! What `sla check` costs where nothing is due, and where one in a hundred of the open tickets is:
//! `DESK_BENCH_TICKETS=1000000 cargo bench --bench check`.
//!
//! A check tells each thing once, so that no run can be repeated: each has the next hundredth to tell of.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

mod generated;

use std::time::{Duration, Instant};

use generated::{Generated, tickets};

const RUNS: u64 = 20;

fn main() {
    let generated = Generated::new();
    let open = tickets() / 10;
    println!("{} tickets, {open} open", tickets());
    let idle = (0..RUNS).map(|_| timed(&generated, 0, 0)).collect();
    println!("nothing due: {:?}", median(idle));
    let step = open / 100;
    let due = (1..=RUNS).map(|run| timed(&generated, run * step, step)).collect();
    println!("{step} due: {:?}", median(due));
}

/// Opens the desk, checks it, and must find as many broken promises as are new.
fn timed(generated: &Generated, broken: u64, new: u64) -> Duration {
    let start = Instant::now();
    let checked = generated.when(broken).check().expect("a sound desk");
    let time = start.elapsed();
    assert_eq!(u64::try_from(checked.findings.len()).ok(), Some(new));
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
