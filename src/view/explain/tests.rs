//! Weeks that are alike, and times on the wall.

use std::rc::Rc;

use super::wall::{Wall, business};
use super::weeks::{Told, fold};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::sla::{
    AppliesTo, Asked, Book, Case, Happening, Metric, Moment, Policy, Scope, Stretch, Targets, Version, explain,
};
use crate::domain::ticket::{Category, Party, Priority};
use crate::domain::{Instant, Seconds, Tier};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn calendar(hours: &[&str], holidays: &[&str]) -> Rc<Calendar> {
    let week = Week::read([("mon-fri", hours)]).unwrap();
    let holidays = holidays.iter().map(|day| day.parse().unwrap()).collect();
    Rc::new(Calendar::new("office", "Europe/Rome".parse().unwrap(), week, holidays, vec![]).unwrap())
}

/// A clock that ran through these hours from `from` to `to`.
fn stretch(calendar: &Rc<Calendar>, from: &str, to: &str) -> Stretch {
    let mut policy = Policy::new("default", Scope::Default, Rc::clone(calendar));
    policy.targets[Metric::Resolution as usize] = Targets::all("1h".parse().unwrap());
    let version = Version {
        number: 1,
        valid_from: Instant::MIN,
        applied_at: Instant::MIN,
        applies_to: AppliesTo::Open,
        calendars: vec![],
        policies: vec![policy],
    };
    let (category, priority) = (Category::OTHER, Priority::Normal);
    let happening = Happening::Created { by: Party::Customer, category, priority, tier: Tier::DEFAULT };
    let created = Moment { at: at(from), recorded_at: at(from), happening };
    let book = Book::new(vec![version]);
    let mut explanation = explain(&[created], &Case::default(), &book, at(to), Asked::default());
    explanation.cycles.remove(0).stretches.remove(0)
}

fn told(stretch: &Stretch) -> Vec<String> {
    let wall = Wall::new(Some(&stretch.calendar), stretch.to);
    let row = |told: &Told| match told {
        Told::Passage(passage) => {
            format!(
                "{} {} {:?} {}",
                wall.at(passage.from),
                wall.until(passage.from, passage.to),
                passage.why,
                passage.total
            )
        }
        Told::Weeks { from, to, count, counted, total } => {
            format!(
                "{} {} {count} weeks {} {}",
                wall.at(*from),
                wall.until(*from, *to),
                business(*counted),
                business(*total)
            )
        }
    };
    fold(stretch, &wall).iter().map(row).collect()
}

#[test]
fn weeks_that_are_alike_are_one_row_and_what_lies_around_them_is_cut_there() {
    let office = calendar(&["09:00-17:00"], &[]);
    assert_eq!(
        told(&stretch(&office, "2026-03-06T15:00:00Z", "2026-03-30T08:00:00Z")),
        [
            "Fri 6 Mar 16:00 17:00 Counted 1h",
            "Fri 6 Mar 17:00 Sun 24:00 Closed 1h",
            // The clocks are put forward on the last Sunday, out of hours.
            "Mon 9 Mar 00:00 Sun 29 Mar 24:00 3 weeks 120h 121h",
            "Mon 30 Mar 00:00 09:00 Closed 5d1h",
            "Mon 30 Mar 09:00 10:00 Counted 5d2h",
        ]
    );
}

#[test]
fn a_holiday_stands_out_and_one_week_is_no_run() {
    let office = calendar(&["09:00-17:00"], &["2026-03-18 Fair"]);
    let rows = told(&stretch(&office, "2026-03-08T23:00:00Z", "2026-04-05T22:00:00Z"));
    assert_eq!(rows.iter().filter(|row| row.contains("weeks")).count(), 1);
    assert_eq!(rows.last().unwrap(), "Mon 23 Mar 00:00 Sun 5 Apr 24:00 2 weeks 80h 152h");
    assert!(rows.iter().any(|row| row.starts_with("Wed 18 Mar 00:00 24:00 Holiday")));
}

#[test]
fn folded_or_not_the_rows_tell_of_all_the_time_there_is() {
    for hours in [["22:00-06:00"].as_slice(), &["09:00-13:00", "14:00-18:00"], &["00:00-24:00"]] {
        let stretch = stretch(&calendar(hours, &["2026-12-25"]), "2026-01-07T03:21:09Z", "2027-02-03T04:05:06Z");
        let wall = Wall::new(Some(&stretch.calendar), stretch.to);
        let (mut at, mut sum) = (stretch.from, Seconds::ZERO);
        for row in fold(&stretch, &wall) {
            let (from, to, counted, total) = match row {
                Told::Passage(passage) => (passage.from, passage.to, passage.counted, passage.total),
                Told::Weeks { from, to, counted, total, .. } => (from, to, counted, total),
            };
            sum = sum.plus(counted);
            assert_eq!((from, total), (at, sum), "{hours:?}");
            at = to;
        }
        assert_eq!((at, Some(sum)), (stretch.to, stretch.passages.last().map(|last| last.total)));
    }
}

#[test]
fn time_without_a_break_is_one_row() {
    assert_eq!(
        told(&stretch(&Rc::new(Calendar::always()), "2026-01-07T03:21:09Z", "2026-06-03T00:00:00Z")),
        ["Wed 7 Jan 03:21:09 Tue 2 Jun 24:00 Counted 146d20h38m51s"]
    );
}

#[test]
fn times_on_the_wall_are_those_of_its_zone() {
    let wall = Wall::new(Some(&calendar(&["09:00-17:00"], &[])), at("2026-06-01T00:00:00Z"));
    assert_eq!(wall.at(at("2026-01-15T09:00:00Z")), "Thu 15 Jan 10:00");
    assert_eq!(wall.at(at("2025-12-31T22:59:30Z")), "Wed 31 Dec 2025 23:59:30");
    assert_eq!(wall.until(at("2026-01-15T09:00:00Z"), at("2026-01-15T23:00:00Z")), "24:00");
    assert_eq!(wall.until(at("2026-01-15T09:00:00Z"), at("2026-01-19T08:00:00Z")), "Mon 09:00");
    assert_eq!(wall.until(at("2026-01-15T09:00:00Z"), at("2026-01-22T08:00:00Z")), "Thu 22 Jan 09:00");
}

#[test]
fn business_time_is_told_in_hours_without_end() {
    assert_eq!(
        ["26h40m", "30m", "0s", "2d"].map(|span| business(span.parse().unwrap())),
        ["26h40m", "30m", "0s", "48h"]
    );
    assert_eq!(business(Seconds::new(-5400)), "-1h30m");
}
