//! What business time costs: an office with split days, twelve yearly holidays, a summer break and three overrides.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use desk::domain::calendar::{Calendar, Holiday, Override, Target, Week};
use desk::domain::{Instant, Seconds};

const YEARLY: [&str; 12] =
    ["01-01", "01-06", "04-25", "05-01", "06-02", "06-29", "08-15", "11-01", "12-07", "12-08", "12-25", "12-26"];
const OVERRIDES: [(&str, &[&str]); 3] =
    [("2026-12-24", &["09:00-12:00"]), ("2026-12-31", &["09:00-12:00"]), ("2026-11-22", &["10:00-12:00"])];

fn office() -> Option<Calendar> {
    let split_days: [(&str, &[&str]); 2] = [("mon-fri", &["09:00-13:00", "14:00-18:00"]), ("sat", &["09:00-12:00"])];
    let holidays = YEARLY.iter().chain(&["2026-04-06", "2026-08-10..2026-08-21"]);
    let holidays: Vec<Holiday> = holidays.map(|text| text.parse().ok()).collect::<Option<_>>()?;
    let overrides = OVERRIDES.iter().map(|(date, hours)| Override::read(date, hours).ok());
    let week = Week::read(split_days).ok()?;
    Calendar::new("office", "Europe/Rome".parse().ok()?, week, holidays, overrides.collect::<Option<_>>()?).ok()
}

fn consume<T>(answer: T) {
    black_box(answer);
}

fn business_time(criterion: &mut Criterion) {
    let Some((office, start)) = office().zip("2026-03-02T10:00:00Z".parse::<Instant>().ok()) else {
        return;
    };
    let (two_hours, year, half_century) = (Seconds::hours(2), Seconds::hours(2132), Seconds::hours(106_600));
    let later = start.plus(Seconds::days(365));
    let always = Calendar::always();
    // A clone of a calendar nobody has asked anything yet is as cold as a newly read one.
    let cold = office.clone();
    let mut bench = |name: &str, routine: &dyn Fn(&Calendar)| {
        criterion.bench_function(&format!("warm/{name}"), |bencher| bencher.iter(|| routine(&office)));
        let routine = |calendar: Calendar| {
            routine(&calendar);
            calendar
        };
        criterion.bench_function(&format!("cold/{name}"), |bencher| {
            bencher.iter_batched(|| cold.clone(), routine, BatchSize::SmallInput);
        });
    };
    bench("add 2h", &|calendar| consume(calendar.add(black_box(start), two_hours)));
    bench("add a year", &|calendar| consume(calendar.add(black_box(start), year)));
    bench("add 50 years", &|calendar| consume(calendar.add(black_box(start), half_century)));
    bench("between a year", &|calendar| consume(calendar.between(black_box(start), later)));
    bench("next open", &|calendar| consume(calendar.next_open(black_box(start))));
    bench("segments of a year", &|calendar| consume(calendar.segments(black_box(start), later)));
    if let Ok(target) = "10d".parse::<Target>() {
        bench("due in 10d", &|calendar| consume(calendar.due(black_box(start), target)));
    }
    criterion.bench_function("24x7/add a year", |bencher| bencher.iter(|| always.add(black_box(start), year)));
}

criterion_group!(benches, business_time);
criterion_main!(benches);
