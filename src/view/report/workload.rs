//! Who carries how much work.

use super::{Measure, Outline};
use crate::domain::report::Workload;
use crate::output::{Figure, Picture, Tone};

/// The work that a group of tickets was.
pub const WORKLOAD: Outline<Workload> = Outline {
    name: "workload",
    title: "Who carries how much work, and how hard it is",
    measures: &[
        Measure::new("tickets", "tickets", |group| Figure::count(group.tickets)),
        Measure::toned(Tone::Plain, Measure::new("open", "open", |group| Figure::count(group.open))),
        Measure::toned(Tone::Plain, Measure::new("messages_in", "in", |group| Figure::count(group.messages_in))),
        Measure::toned(Tone::Plain, Measure::new("messages_out", "out", |group| Figure::count(group.messages_out))),
        Measure::toned(Tone::Plain, Measure::wide("notes", "notes", |group| Figure::count(group.notes))),
        Measure::toned(Tone::Plain, Measure::new("touches", "touches", |group| Figure::count(group.touches))),
        Measure::toned(Tone::Plain, Measure::wide("handovers", "handovers", |group| Figure::count(group.handovers))),
        Measure::toned(Tone::Warn, Measure::wide("reopenings", "reopened", |group| Figure::count(group.reopenings))),
        Measure::wide("participants_mean", "people", |group| Figure::hundredths(group.people_each())),
        Measure::new("complexity_mean", "complexity", |group| Figure::hundredths(group.complexity_each())),
        Measure::new("complexity_p90", "p90", |group| group.complexity_of(90).map_or(Figure::Nothing, Figure::count)),
        Measure::new("load", "load", |group| Figure::count(group.load)),
    ],
    pictures: &[Picture::Bars("load"), Picture::Bars("complexity_mean")],
};
