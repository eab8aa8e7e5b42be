//! What kinds of matters there are, and how each fares.

use super::{Measure, Outline, seconds};
use crate::domain::report::Mix;
use crate::output::{Figure, Picture, Tone};

/// The tickets of a category.
pub const CATEGORIES: Outline<Mix> = Outline {
    name: "categories",
    title: "What customers ask, and how it fares",
    measures: MEASURES,
    pictures: PICTURES,
};

/// The tickets of a channel.
pub const CHANNELS: Outline<Mix> = Outline {
    name: "channels",
    title: "How customers reach us, and how they fare",
    measures: MEASURES,
    pictures: PICTURES,
};

const MEASURES: &[Measure<Mix>] = &[
    Measure::new("tickets", "tickets", |kind| Figure::count(kind.resolution.tickets)),
    Measure::new("share", "share", |kind| Figure::share(kind.share())),
    Measure::toned(Tone::Plain, Measure::new("open", "open", |kind| Figure::count(kind.resolution.open))),
    Measure::wide("resolved", "done", |kind| Figure::count(kind.resolution.resolved())),
    Measure::wide("merged", "merged", |kind| Figure::count(kind.resolution.merged)),
    Measure::new("wall_median_seconds", "median", |kind| Figure::span(kind.resolution.wall.percentile(50))),
    Measure::wide("wall_mean_seconds", "mean", |kind| seconds(kind.resolution.wall.mean())),
    Measure::new("wall_p90_seconds", "p90", |kind| Figure::span(kind.resolution.wall.percentile(90))),
    Measure::new("business_median_seconds", "business", |kind| Figure::span(kind.resolution.business.percentile(50))),
    Measure::wide("business_p90_seconds", "p90", |kind| Figure::span(kind.resolution.business.percentile(90))),
    Measure::wide("business_count", "counted", |kind| Figure::count(kind.resolution.business.count())),
    Measure::new("resolution_attainment", "in time", |kind| Figure::share(kind.resolution.promises.kept.attainment())),
    Measure::wide("response_attainment", "answered", |kind| Figure::share(kind.response.kept.attainment())),
    Measure::wide("reopened_share", "reopened", |kind| Figure::share(kind.reopened())),
    Measure::wide("messages_mean", "messages", |kind| Figure::hundredths(kind.messages_each())),
];

const PICTURES: &[Picture] =
    &[Picture::Bars("tickets"), Picture::Bars("wall_median_seconds"), Picture::Bars("resolution_attainment")];
