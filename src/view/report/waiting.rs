//! For whom tickets wait.

use super::{Measure, Outline, seconds};
use crate::domain::report::{Side, Waiting};
use crate::output::{Figure, Picture};

/// How a group of tickets waited until they were settled, by the clock.
pub const WAITING: Outline<Waiting> = Outline {
    name: "waiting",
    title: "For whom tickets wait",
    measures: &[
        Measure::new("tickets", "tickets", |group| Figure::count(group.tickets)),
        Measure::new("total_seconds", "total", |group| seconds(group.all.sum())),
        Measure::wide("total_mean_seconds", "mean", |group| seconds(group.all.mean())),
        Measure::wide("total_median_seconds", "median", |group| Figure::span(group.all.percentile(50))),
        Measure::new("us_seconds", "us", |group| seconds(group.of(Side::Us).sum())),
        Measure::new("us_share", "share", |group| Figure::share(group.share(Side::Us))),
        Measure::wide("us_tickets", "of", |group| Figure::count(group.of(Side::Us).count())),
        Measure::wide("us_mean_seconds", "mean", |group| seconds(group.of(Side::Us).mean())),
        Measure::new("us_median_seconds", "median", |group| Figure::span(group.median(Side::Us))),
        Measure::new("customer_seconds", "customer", |group| seconds(group.of(Side::Customer).sum())),
        Measure::wide("customer_share", "share", |group| Figure::share(group.share(Side::Customer))),
        Measure::wide("customer_tickets", "of", |group| Figure::count(group.of(Side::Customer).count())),
        Measure::wide("customer_mean_seconds", "mean", |group| seconds(group.of(Side::Customer).mean())),
        Measure::wide("customer_median_seconds", "median", |group| Figure::span(group.median(Side::Customer))),
        Measure::new("on_hold_seconds", "others", |group| seconds(group.on_hold())),
        Measure::wide("vendor_seconds", "vendor", |group| seconds(group.of(Side::Vendor).sum())),
        Measure::wide("vendor_share", "share", |group| Figure::share(group.share(Side::Vendor))),
        Measure::wide("vendor_tickets", "of", |group| Figure::count(group.of(Side::Vendor).count())),
        Measure::wide("vendor_mean_seconds", "mean", |group| seconds(group.of(Side::Vendor).mean())),
        Measure::wide("vendor_median_seconds", "median", |group| Figure::span(group.median(Side::Vendor))),
        Measure::wide("warehouse_seconds", "warehouse", |group| seconds(group.of(Side::Warehouse).sum())),
        Measure::wide("warehouse_share", "share", |group| Figure::share(group.share(Side::Warehouse))),
        Measure::wide("warehouse_tickets", "of", |group| Figure::count(group.of(Side::Warehouse).count())),
        Measure::wide("warehouse_mean_seconds", "mean", |group| seconds(group.of(Side::Warehouse).mean())),
        Measure::wide("warehouse_median_seconds", "median", |group| Figure::span(group.median(Side::Warehouse))),
        Measure::wide("finance_seconds", "finance", |group| seconds(group.of(Side::Finance).sum())),
        Measure::wide("finance_share", "share", |group| Figure::share(group.share(Side::Finance))),
        Measure::wide("finance_tickets", "of", |group| Figure::count(group.of(Side::Finance).count())),
        Measure::wide("finance_mean_seconds", "mean", |group| seconds(group.of(Side::Finance).mean())),
        Measure::wide("finance_median_seconds", "median", |group| Figure::span(group.median(Side::Finance))),
        Measure::wide("carrier_seconds", "carrier", |group| seconds(group.of(Side::Carrier).sum())),
        Measure::wide("carrier_share", "share", |group| Figure::share(group.share(Side::Carrier))),
        Measure::wide("carrier_tickets", "of", |group| Figure::count(group.of(Side::Carrier).count())),
        Measure::wide("carrier_mean_seconds", "mean", |group| seconds(group.of(Side::Carrier).mean())),
        Measure::wide("carrier_median_seconds", "median", |group| Figure::span(group.median(Side::Carrier))),
    ],
    pictures: &[
        Picture::Parts(&[
            "us_seconds",
            "customer_seconds",
            "vendor_seconds",
            "warehouse_seconds",
            "finance_seconds",
            "carrier_seconds",
        ]),
        Picture::Bars("us_median_seconds"),
    ],
};
