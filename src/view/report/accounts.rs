//! All that matters of accounts, side by side.

use super::{Measure, Outline};
use crate::domain::report::AccountFigures;
use crate::output::{Figure, Picture, Tone};

/// What there is to say of a group of accounts.
pub const ACCOUNTS: Outline<AccountFigures> = Outline {
    name: "accounts",
    title: "Accounts at a glance",
    measures: &[
        Measure::wide("accounts", "accounts", |group| Figure::count(group.accounts)),
        Measure::new("tickets", "new", |group| Figure::count(group.tickets.tickets)),
        Measure::new("open", "open", |group| Figure::count(group.backlog.open())),
        Measure::toned(Tone::Bad, Measure::new("breached", "late", |group| Figure::count(group.backlog.breached))),
        Measure::new("attainment", "kept", |group| Figure::share(group.kept())),
        Measure::wide("response_attainment", "answered", |group| Figure::share(group.tickets.response.attainment())),
        Measure::wide("resolution_attainment", "resolved", |group| {
            Figure::share(group.tickets.resolution.attainment())
        }),
        Measure::wide("orders", "orders", |group| Figure::count(group.sales.orders)),
        Measure::new("value", "ordered", |group| Figure::Money(group.sales.value.sums())),
        Measure::new("overdue", "overdue", |group| Figure::Money(group.overdue.sums())),
        Measure::new("last_order", "last order", |group| group.last_order.map_or(Figure::Nothing, Figure::Day)),
    ],
    pictures: &[Picture::Bars("value"), Picture::Bars("open"), Picture::Bars("attainment")],
};
