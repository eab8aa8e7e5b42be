//! What became of quotes.

use serde::Serialize;

use super::{percent, share, short};
use crate::app::QuotesLine;
use crate::domain::report::QuoteFigures;
use crate::domain::{Money, Seconds};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::{count, key, listed, nothing};

/// What became of a group of quotes.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct QuotesRow {
    pub group: String,
    /// Nothing where quotes are grouped by one thing alone.
    pub subgroup: Option<String>,
    pub quotes: usize,
    pub asked: usize,
    pub sent: usize,
    /// Ordered since or not.
    pub accepted: usize,
    pub ordered: usize,
    pub declined: usize,
    pub expired: usize,
    pub cancelled: usize,
    pub open: usize,
    /// Percent of those accepted, declined or expired, with two decimals, rounded down.
    pub conversion_percent: Option<String>,
    /// Without freight and tax, one sum for each currency.
    pub offered: Vec<Money>,
    /// As `offered`.
    pub won: Vec<Money>,
    /// Quotes with a price to which lists say another or the same.
    pub compared: usize,
    /// Percent, each quote by itself.
    pub discount_mean_percent: Option<String>,
    pub discount_median_percent: Option<String>,
    /// Percent of all their value; nothing where that is in several currencies.
    pub discount_by_value_percent: Option<String>,
    /// Revisions that were sent of each quote that was sent, with two decimals.
    pub revisions_mean: Option<String>,
    /// Requests that were answered.
    pub answered: usize,
    pub answer_median_seconds: Option<Seconds>,
    pub answer_p90_seconds: Option<Seconds>,
    /// Answered requests to which an answer was promised: business time is told of them alone.
    pub promised: usize,
    pub business_median_seconds: Option<Seconds>,
    pub business_p90_seconds: Option<Seconds>,
}

impl QuotesRow {
    /// Takes a group's figures.
    pub fn of(QuotesLine { group, subgroup, figures }: QuotesLine) -> Self {
        let (conversion, by_value) = (figures.conversion(), figures.discount_by_value());
        let revisions = figures.revisions_each().map(|each| format!("{}.{:02}", each / 100, each % 100));
        let QuoteFigures { mut discounts, mut wall, mut business, offered, won, .. } = figures;
        Self {
            group,
            subgroup,
            quotes: figures.quotes,
            asked: figures.asked,
            sent: figures.sent,
            accepted: figures.accepted,
            ordered: figures.ordered,
            declined: figures.declined,
            expired: figures.expired,
            cancelled: figures.cancelled,
            open: figures.open,
            conversion_percent: conversion.map(percent),
            offered: offered.into_sums(),
            won: won.into_sums(),
            compared: discounts.count(),
            discount_mean_percent: discounts.mean().map(signed),
            discount_median_percent: discounts.percentile(50).map(signed),
            discount_by_value_percent: by_value.map(signed),
            revisions_mean: revisions,
            answered: wall.count(),
            answer_median_seconds: wall.percentile(50),
            answer_p90_seconds: wall.percentile(90),
            promised: business.count(),
            business_median_seconds: business.percentile(50),
            business_p90_seconds: business.percentile(90),
        }
    }
}

/// Writes millionths as percent with two decimals, rounded towards nothing: `-2.50`.
fn signed(millionths: i64) -> String {
    let hundredths = (millionths / 100).unsigned_abs();
    let sign = if millionths <= -100 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Writes an amount, or in which currencies there are several: a table has no room for more, and never cuts a number.
fn sum(amounts: &[Money]) -> Cell {
    match amounts {
        [] => nothing(),
        [only] => Cell::show(only),
        several => listed(several.iter().map(|amount| amount.currency)).into(),
    }
}

/// Writes a share in whole percent, rounded down.
fn whole(percent: Option<&String>) -> Cell {
    let whole = percent.and_then(|percent| percent.split('.').next());
    whole.map_or_else(nothing, |whole| format!("{whole}%").into())
}

impl Row for QuotesRow {
    const ONE: &'static str = "group";
    const MANY: &'static str = "groups";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("group", "group", |row, _| key(&row.group)),
        // Mostly empty, and then not to be seen.
        Column::text("subgroup", "", |row, _| Cell::from(row.subgroup.clone())),
        Column::number("quotes", "quotes", |row, _| Cell::show(row.quotes)),
        Column::wide(Column::number("asked", "asked", |row, _| Cell::show(row.asked))),
        Column::wide(Column::number("sent", "sent", |row, _| Cell::show(row.sent))),
        Column::number("accepted", "won", |row, _| Cell::show(row.accepted)),
        Column::wide(Column::number("ordered", "ordered", |row, _| Cell::show(row.ordered))),
        Column::number("declined", "lost", |row, _| count(row.declined, Tone::Plain)),
        Column::number("expired", "expired", |row, _| count(row.expired, Tone::Plain)),
        Column::wide(Column::number("cancelled", "off", |row, _| count(row.cancelled, Tone::Plain))),
        Column::wide(Column::number("open", "open", |row, _| count(row.open, Tone::Plain))),
        Column::number("conversion_percent", "rate", |row, _| whole(row.conversion_percent.as_ref())),
        Column::number("won", "value won", |row, _| sum(&row.won)),
        Column::wide(Column::number("offered", "value offered", |row, _| sum(&row.offered))),
        Column::wide(Column::number("discount_mean_percent", "less", |row, _| {
            share(row.discount_mean_percent.as_ref())
        })),
        Column::wide(Column::number("discount_median_percent", "median", |row, _| {
            share(row.discount_median_percent.as_ref())
        })),
        Column::wide(Column::number("discount_by_value_percent", "by value", |row, _| {
            share(row.discount_by_value_percent.as_ref())
        })),
        Column::wide(Column::number("compared", "compared", |row, _| Cell::show(row.compared))),
        Column::wide(Column::number("revisions_mean", "revisions", |row, _| {
            row.revisions_mean.as_ref().map_or_else(nothing, Cell::show)
        })),
        Column::number("answer_median_seconds", "answer", |row, _| short(row.answer_median_seconds)),
        Column::wide(Column::number("answer_p90_seconds", "p90", |row, _| short(row.answer_p90_seconds))),
        Column::wide(Column::number("answered", "answered", |row, _| Cell::show(row.answered))),
        Column::wide(Column::number("business_median_seconds", "business", |row, _| {
            short(row.business_median_seconds)
        })),
        Column::wide(Column::number("business_p90_seconds", "p90", |row, _| short(row.business_p90_seconds))),
        Column::wide(Column::number("promised", "promised", |row, _| Cell::show(row.promised))),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_is_declared_and_less_than_nothing_is_said_so() {
        let line = QuotesLine { group: "giulia".to_owned(), subgroup: None, figures: QuoteFigures::default() };
        assert_eq!(undeclared(&QuotesRow::of(line)), Vec::<String>::new());
        assert_eq!([52_599, -25_000, -99].map(signed), ["5.25", "-2.50", "0.00"]);
    }
}
