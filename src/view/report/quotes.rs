//! What became of quotes.

use super::{Measure, Outline, millionths};
use crate::domain::report::QuoteFigures;
use crate::output::{Figure, Picture, Tone};

/// What became of a group of quotes.
pub const QUOTES: Outline<QuoteFigures> = Outline {
    name: "quotes",
    title: "What became of quotes",
    measures: &[
        Measure::new("quotes", "quotes", |group| Figure::count(group.quotes)),
        Measure::wide("asked", "asked", |group| Figure::count(group.asked)),
        Measure::wide("sent", "sent", |group| Figure::count(group.sent)),
        Measure::new("accepted", "won", |group| Figure::count(group.accepted)),
        Measure::wide("ordered", "ordered", |group| Figure::count(group.ordered)),
        Measure::toned(Tone::Plain, Measure::new("declined", "lost", |group| Figure::count(group.declined))),
        Measure::toned(Tone::Plain, Measure::new("expired", "expired", |group| Figure::count(group.expired))),
        Measure::toned(Tone::Plain, Measure::wide("cancelled", "off", |group| Figure::count(group.cancelled))),
        Measure::toned(Tone::Plain, Measure::wide("open", "open", |group| Figure::count(group.open))),
        Measure::new("conversion_percent", "rate", |group| Figure::share(group.conversion())),
        Measure::new("won", "value won", |group| Figure::Money(group.won.sums())),
        Measure::wide("offered", "value offered", |group| Figure::Money(group.offered.sums())),
        Measure::wide("discount_mean_percent", "less", |group| millionths(group.discounts.mean())),
        Measure::wide("discount_median_percent", "median", |group| millionths(group.discounts.percentile(50))),
        Measure::wide("discount_by_value_percent", "by value", |group| millionths(group.discount_by_value())),
        Measure::wide("compared", "compared", |group| Figure::count(group.discounts.count())),
        Measure::wide("revisions_mean", "revisions", |group| Figure::hundredths(group.revisions_each())),
        Measure::new("answer_median_seconds", "answer", |group| Figure::span(group.wall.percentile(50))),
        Measure::wide("answer_p90_seconds", "p90", |group| Figure::span(group.wall.percentile(90))),
        Measure::wide("answered", "answered", |group| Figure::count(group.wall.count())),
        Measure::wide("business_median_seconds", "business", |group| Figure::span(group.business.percentile(50))),
        Measure::wide("business_p90_seconds", "p90", |group| Figure::span(group.business.percentile(90))),
        Measure::wide("promised", "promised", |group| Figure::count(group.business.count())),
    ],
    pictures: &[Picture::Bars("quotes"), Picture::Bars("conversion_percent"), Picture::Bars("won")],
};
