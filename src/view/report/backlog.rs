//! What is left to do.

use super::{Measure, Outline};
use crate::domain::report::Backlog;
use crate::output::{Figure, Picture, Tone};

/// A group of open tickets.
pub const BACKLOG: Outline<Backlog> = Outline {
    name: "backlog",
    title: "What is left to do",
    measures: &[
        Measure::new("open", "open", |group| Figure::count(group.open())),
        Measure::toned(Tone::Plain, Measure::new("new", "new", |group| Figure::count(group.new))),
        Measure::toned(Tone::Plain, Measure::new("pending", "pending", |group| Figure::count(group.pending))),
        Measure::toned(Tone::Plain, Measure::new("on_hold", "held", |group| Figure::count(group.on_hold))),
        Measure::toned(Tone::Warn, Measure::new("unassigned", "no rep", |group| Figure::count(group.unassigned))),
        Measure::toned(Tone::Warn, Measure::new("at_risk", "at risk", |group| Figure::count(group.at_risk))),
        Measure::toned(Tone::Bad, Measure::new("breached", "breached", |group| Figure::count(group.breached))),
        Measure::new("oldest_age_seconds", "oldest", |group| Figure::span(group.ages.percentile(100))),
        Measure::wide("median_age_seconds", "median", |group| Figure::span(group.ages.percentile(50))),
    ],
    pictures: &[Picture::Bars("open")],
};
