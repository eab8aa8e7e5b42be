//! How long a verdict takes: a typical ticket, with promises on every metric.

use std::hint::black_box;
use std::rc::Rc;

use criterion::{Criterion, criterion_group, criterion_main};
use desk::domain::calendar::{Calendar, Week};
use desk::domain::sla::{AppliesTo, Book, Case, Happening, Metric, Moment, Policy, Scope, Targets, Version, evaluate};
use desk::domain::ticket::{Category, Party, Priority, Status};
use desk::domain::{Instant, Seconds, Tier, Zone};

/// Tuesday, 2026-03-03T08:00:00Z.
const BEGINNING: i64 = 1_772_524_800;

fn after(minutes: i64) -> Instant {
    Instant::from_epoch(BEGINNING + minutes * 60)
}

/// Asked and answered, waited for, asked again, resolved over the following days.
fn log() -> Vec<Moment> {
    let created = Happening::Created {
        by: Party::Customer,
        category: Category::OTHER,
        priority: Priority::Normal,
        tier: Tier::DEFAULT,
    };
    let events = [
        (0, created),
        (45, Happening::Message { by: Party::Agent }),
        (45, Happening::Status(Status::Pending)),
        (1500, Happening::Message { by: Party::Customer }),
        (1500, Happening::Status(Status::Open)),
        (1600, Happening::Priority(Priority::High)),
        (1700, Happening::Message { by: Party::Agent }),
        (2900, Happening::Status(Status::Resolved)),
    ];
    events.map(|(minutes, happening)| Moment { at: after(minutes), recorded_at: after(minutes), happening }).to_vec()
}

fn book(calendar: Calendar) -> Book {
    let calendar = Rc::new(calendar);
    let mut policy = Policy::new("default", Scope::Default, Rc::clone(&calendar));
    for metric in Metric::ALL {
        policy.targets[*metric as usize] = Targets::all(desk::domain::calendar::Target::Business(Seconds::hours(8)));
    }
    let (valid_from, applies_to) = (Instant::MIN, AppliesTo::Open);
    let calendars = vec![calendar];
    Book::new(vec![Version {
        number: 1,
        valid_from,
        applied_at: valid_from,
        applies_to,
        calendars,
        policies: vec![policy],
    }])
}

fn office() -> Option<Calendar> {
    let zone: Zone = "Europe/Rome".parse().ok()?;
    let hours: &[&str] = &["09:00-13:00", "14:00-18:00"];
    let week = Week::read([("mon-fri", hours)]).ok()?;
    let holidays =
        ["12-25", "2026-04-06", "2026-08-10..2026-08-21"].map(str::parse).into_iter().collect::<Result<_, _>>().ok()?;
    Calendar::new("office", zone, week, holidays, vec![]).ok()
}

fn verdicts(criterion: &mut Criterion) {
    let log = log();
    for (name, calendar) in [("24x7", Some(Calendar::always())), ("office", office())] {
        let Some(calendar) = calendar else { continue };
        let book = book(calendar);
        criterion.bench_function(&format!("evaluate/{name}"), |bencher| {
            bencher.iter(|| evaluate(black_box(&log), &Case::default(), black_box(&book), after(5000)));
        });
        criterion.bench_function(&format!("evaluate/{name}/running"), |bencher| {
            bencher.iter(|| evaluate(black_box(&log), &Case::default(), black_box(&book), after(1650)));
        });
    }
}

criterion_group!(benches, verdicts);
criterion_main!(benches);
