//! What was ordered.

use super::{Measure, Outline, millionths};
use crate::domain::report::SalesFigures;
use crate::output::{Figure, Picture, Tone};

/// What a group of orders comes to.
pub const SALES: Outline<SalesFigures> = Outline {
    name: "sales",
    title: "What was ordered",
    measures: &[
        Measure::new("orders", "orders", |group| Figure::count(group.orders)),
        Measure::new("customers", "buyers", |group| Figure::count(group.customers())),
        Measure::wide("lines", "lines", |group| Figure::count(group.lines)),
        Measure::new("value", "value", |group| Figure::Money(group.value.sums())),
        Measure::wide("value_mean", "mean", |group| Figure::amount(group.mean())),
        Measure::new("value_median", "median", |group| Figure::amount(group.median())),
        Measure::wide("discount_percent", "less", |group| millionths(group.discount())),
        Measure::toned(Tone::Warn, Measure::new("cancelled", "off", |group| Figure::count(group.cancelled))),
        Measure::wide("cancelled_value", "value off", |group| Figure::Money(group.cancelled_value.sums())),
        Measure::new("on_time_percent", "on time", |group| Figure::share(group.punctuality())),
        Measure::wide("on_time", "in time", |group| Figure::count(group.on_time)),
        Measure::toned(Tone::Bad, Measure::wide("late", "late", |group| Figure::count(group.late))),
        Measure::wide("backordered_percent", "short", |group| Figure::share(group.backorder_share())),
        Measure::toned(Tone::Warn, Measure::wide("backordered", "no stock", |group| Figure::count(group.backordered))),
        Measure::wide("waiting", "to ship", |group| Figure::count(group.waiting)),
    ],
    pictures: &[Picture::Bars("value"), Picture::Bars("orders"), Picture::Bars("on_time_percent")],
};
