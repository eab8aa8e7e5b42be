//! How long matters take until they are settled.

use super::{Measure, Outline, RANGES, Ranged, seconds};
use crate::domain::report::{Ranges, Resolutions};
use crate::output::{Figure, Picture, Tone};

/// How a group of tickets was settled.
pub const RESOLUTION: Outline<Resolutions> = Outline {
    name: "resolution",
    title: "How long matters take until they are settled",
    measures: &[
        Measure::new("tickets", "tickets", |group| Figure::count(group.tickets)),
        Measure::new("resolved", "done", |group| Figure::count(group.resolved())),
        Measure::wide("open", "open", |group| Figure::count(group.open)),
        Measure::wide("merged", "merged", |group| Figure::count(group.merged)),
        Measure::new("wall_median_seconds", "median", |group| Figure::span(group.wall.percentile(50))),
        Measure::wide("wall_mean_seconds", "mean", |group| seconds(group.wall.mean())),
        Measure::wide("wall_p75_seconds", "p75", |group| Figure::span(group.wall.percentile(75))),
        Measure::new("wall_p90_seconds", "p90", |group| Figure::span(group.wall.percentile(90))),
        Measure::wide("wall_p95_seconds", "p95", |group| Figure::span(group.wall.percentile(95))),
        Measure::wide("wall_max_seconds", "longest", |group| Figure::span(group.wall.percentile(100))),
        Measure::new("attainment", "in time", |group| Figure::share(group.promises.kept.attainment())),
        Measure::wide("promised", "of", |group| Figure::count(group.promises.kept.met + group.promises.kept.breached)),
        Measure::wide("met", "kept", |group| Figure::count(group.promises.kept.met)),
        Measure::toned(
            Tone::Bad,
            Measure::wide("breached", "broken", |group| Figure::count(group.promises.kept.breached)),
        ),
        Measure::new("business_median_seconds", "business", |group| Figure::span(group.business.percentile(50))),
        Measure::wide("business_mean_seconds", "mean", |group| seconds(group.business.mean())),
        Measure::wide("business_p75_seconds", "p75", |group| Figure::span(group.business.percentile(75))),
        Measure::wide("business_p90_seconds", "p90", |group| Figure::span(group.business.percentile(90))),
        Measure::wide("business_p95_seconds", "p95", |group| Figure::span(group.business.percentile(95))),
        Measure::wide("business_max_seconds", "longest", |group| Figure::span(group.business.percentile(100))),
        Measure::wide("business_count", "counted", |group| Figure::count(group.business.count())),
        Measure::toned(Tone::Warn, Measure::new("reopened", "reopened", |group| Figure::count(group.reopened))),
        Measure::wide("reopenings", "times", |group| Figure::count(group.reopenings)),
        Measure::wide("with_one_answer", "one answer", |group| Figure::count(group.with_one_answer)),
        Measure::range::<0>("≤15 min"),
        Measure::range::<1>("≤1 h"),
        Measure::range::<2>("≤4 h"),
        Measure::range::<3>("≤8 h"),
        Measure::range::<4>("≤1 day"),
        Measure::range::<5>("≤3 days"),
        Measure::range::<6>("≤1 week"),
        Measure::range::<7>("longer"),
    ],
    pictures: &[Picture::Histogram(&RANGES), Picture::Bars("wall_median_seconds"), Picture::Bars("attainment")],
};

impl Ranged for Resolutions {
    fn ranges(&self) -> &Ranges {
        &self.ranges
    }
}
