//! How well things are with many accounts.

use super::{Measure, Outline};
use crate::domain::health::Part;
use crate::domain::report::HealthFigures;
use crate::output::{Figure, Picture};

/// How well things are with a group of accounts.
pub const HEALTH: Outline<HealthFigures> = Outline {
    name: "health",
    title: "Accounts at risk",
    measures: &[
        Measure::wide("accounts", "accounts", |group| Figure::count(group.accounts)),
        Measure::wide("scored", "scored", |group| Figure::count(group.scored())),
        Measure::new("score", "score", |group| group.score().map_or(Figure::Nothing, Figure::Hundredths)),
        Measure::wide("lowest", "lowest", |group| group.worst().map_or(Figure::Nothing, |it| Figure::Hundredths(it.0))),
        Measure::wide("lowest_account", "of", |group| {
            group.worst().map_or(Figure::Nothing, |it| Figure::Text(it.1.to_string()))
        }),
        Measure::words("worst", "worst part", |group| {
            let part = group.worst().and_then(|it| it.2);
            part.map_or(Figure::Nothing, |part| Figure::Text(part.to_string()))
        }),
        Measure::new("promises_percent", "promises", |group| part(group, Part::Promises)),
        Measure::new("overdue_percent", "money", |group| part(group, Part::Overdue)),
        Measure::new("orders_percent", "orders", |group| part(group, Part::Orders)),
        Measure::new("tickets_percent", "tickets", |group| part(group, Part::Tickets)),
        Measure::new("disputes_percent", "disputes", |group| part(group, Part::Disputes)),
    ],
    pictures: &[Picture::Bars("score")],
};

fn part(group: &HealthFigures, part: Part) -> Figure {
    group.part(part).map_or(Figure::Nothing, Figure::Share)
}
