//! What accounts may owe, and how much of that they do.

use super::{Measure, Outline};
use crate::app::Grouped;
use crate::domain::report::{AccountDimension, By, CreditFigures};
use crate::output::{Figure, Picture, Report, Tone};

/// What a group of accounts may owe, and does.
pub const CREDIT: Outline<CreditFigures> =
    Outline {
        name: "credit",
        title: "What accounts may owe, and do",
        measures: &[
            Measure::wide("accounts", "accounts", |group| Figure::count(group.accounts)),
            Measure::wide("limited", "with a limit", |group| Figure::count(group.limited)),
            Measure::new("limit", "limit", |group| {
                if group.limited > 0 { Figure::Whole(group.limit) } else { Figure::Nothing }
            }),
            Measure::new("used", "used", |group| Figure::Whole(group.used)),
            Measure::new(
                "free",
                "free",
                |group| if group.limited > 0 { Figure::Whole(group.free) } else { Figure::Nothing },
            ),
            Measure::new("used_percent", "share", |group| group.share().map_or(Figure::Nothing, Figure::Share)),
            Measure::toned(Tone::Bad, Measure::new("overdue", "overdue", |group| Figure::Whole(group.overdue))),
            Measure::toned(Tone::Bad, Measure::new("held", "held", |group| Figure::count(group.held))),
            Measure::toned(Tone::Warn, Measure::new("overrides", "leave", |group| Figure::count(group.overrides))),
            Measure::wide("beyond", "beyond", |group| Figure::Whole(group.beyond)),
        ],
        pictures: &[Picture::Bars("used_percent"), Picture::Bars("overdue")],
    };

impl Outline<CreditFigures> {
    /// Tells what each group may owe and does, in each currency.
    pub fn of_money(
        &self,
        by: By<AccountDimension>,
        groups: Vec<Grouped<CreditFigures>>,
        about: String,
        notes: Vec<String>,
    ) -> Report {
        self.in_currencies(by, groups, |group| group.used.currency, about, notes)
    }
}
