//! What is owed, and for how long it has been due.

use super::{Measure, Outline};
use crate::app::Grouped;
use crate::domain::report::{AccountDimension, Ageing, By};
use crate::output::{Figure, Picture, Report, Tone};

/// What a group of accounts owes, by how late it is.
pub const AGEING: Outline<Ageing> = Outline {
    name: "ageing",
    title: "What is owed, and how late",
    measures: &[
        Measure::wide("accounts", "accounts", |group| Figure::count(group.accounts)),
        Measure::toned(Tone::Plain, Measure::new("not_due", "not due", |group| Figure::Whole(group.not_due))),
        Measure::toned(Tone::Warn, Measure::new("overdue_30", "1-30", |group| Figure::Whole(group.overdue[0]))),
        Measure::toned(Tone::Warn, Measure::new("overdue_60", "31-60", |group| Figure::Whole(group.overdue[1]))),
        Measure::toned(Tone::Bad, Measure::new("overdue_90", "61-90", |group| Figure::Whole(group.overdue[2]))),
        Measure::toned(Tone::Bad, Measure::new("overdue_more", "over 90", |group| Figure::Whole(group.overdue[3]))),
        Measure::new("open", "total", |group| Figure::Whole(group.open)),
        Measure::new("days_late", "days", |group| days(group.days_late)),
        Measure::wide("unapplied", "unapplied", |group| Figure::Whole(group.unapplied)),
    ],
    pictures: &[
        Picture::Parts(&["not_due", "overdue_30", "overdue_60", "overdue_90", "overdue_more"]),
        Picture::Bars("days_late"),
    ],
};

fn days(late: Option<i64>) -> Figure {
    late.and_then(|late| u64::try_from(late).ok()).map_or(Figure::Nothing, Figure::Count)
}

impl Outline<Ageing> {
    /// Tells what each group owes in each currency.
    pub fn of_money(&self, by: By<AccountDimension>, groups: Vec<Grouped<Ageing>>, about: String) -> Report {
        self.in_currencies(by, groups, |group| group.open.currency, about, Vec::new())
    }
}
