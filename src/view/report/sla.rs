//! How promises were kept.

use super::{Measure, Outline};
use crate::domain::report::Group;
use crate::output::{Figure, Picture, Tone};

/// How promises to a group of tickets were kept.
pub const SLA: Outline<Group> = Outline {
    name: "sla",
    title: "How promises were kept",
    measures: &[
        Measure::new("tickets", "tickets", |group| Figure::count(group.tickets)),
        Measure::new("response_attainment", "answered", |group| Figure::share(group.response.kept.attainment())),
        Measure::new("response_median_seconds", "median", |group| Figure::span(group.response.elapsed.percentile(50))),
        Measure::new("response_p90_seconds", "p90", |group| Figure::span(group.response.elapsed.percentile(90))),
        Measure::new("resolution_attainment", "resolved", |group| Figure::share(group.resolution.kept.attainment())),
        Measure::new("resolution_median_seconds", "median", |group| {
            Figure::span(group.resolution.elapsed.percentile(50))
        }),
        Measure::new("resolution_p90_seconds", "p90", |group| Figure::span(group.resolution.elapsed.percentile(90))),
        Measure::wide("response_met", "in time", |group| Figure::count(group.response.kept.met)),
        Measure::toned(
            Tone::Bad,
            Measure::wide("response_breached", "late", |group| Figure::count(group.response.kept.breached)),
        ),
        Measure::wide("response_unanswered", "never", |group| Figure::count(group.response.kept.unanswered)),
        Measure::wide("resolution_met", "resolved in time", |group| Figure::count(group.resolution.kept.met)),
        Measure::toned(
            Tone::Bad,
            Measure::wide("resolution_breached", "resolved late", |group| {
                Figure::count(group.resolution.kept.breached)
            }),
        ),
        Measure::wide("open", "open", |group| Figure::count(group.open)),
        Measure::toned(Tone::Warn, Measure::wide("at_risk", "at risk", |group| Figure::count(group.at_risk))),
        Measure::toned(Tone::Bad, Measure::wide("breached", "breached", |group| Figure::count(group.breached))),
        Measure::wide("response_wall_median_seconds", "answer by the clock", |group| {
            Figure::span(group.response.wall.percentile(50))
        }),
        Measure::wide("response_wall_p90_seconds", "p90", |group| Figure::span(group.response.wall.percentile(90))),
        Measure::wide("resolution_wall_median_seconds", "solution by the clock", |group| {
            Figure::span(group.resolution.wall.percentile(50))
        }),
        Measure::wide("resolution_wall_p90_seconds", "p90", |group| Figure::span(group.resolution.wall.percentile(90))),
    ],
    pictures: &[Picture::Bars("response_attainment"), Picture::Bars("resolution_attainment")],
};
