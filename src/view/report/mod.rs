//! Reports.

mod credits;
mod quotes;

pub use credits::CreditRow;
pub use quotes::QuotesRow;

use serde::Serialize;

use super::{count, key, nothing};
use crate::app::{BacklogLine, SlaLine};
use crate::domain::Seconds;
use crate::domain::report::Group;
use crate::output::{Cell, Column, Row, Tone};

/// How promises to a group of tickets were kept.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct SlaRow {
    pub group: String,
    pub tickets: usize,
    /// Percent with two decimals, rounded down; nothing if no promise is decided yet.
    pub response_attainment: Option<String>,
    pub response_met: usize,
    pub response_breached: usize,
    pub response_unanswered: usize,
    pub response_median_seconds: Option<Seconds>,
    pub response_p90_seconds: Option<Seconds>,
    /// As `response_attainment`.
    pub resolution_attainment: Option<String>,
    pub resolution_met: usize,
    pub resolution_breached: usize,
    pub resolution_median_seconds: Option<Seconds>,
    pub resolution_p90_seconds: Option<Seconds>,
    pub open: usize,
    pub at_risk: usize,
    pub breached: usize,
}

impl SlaRow {
    /// Takes a group's figures.
    pub fn of(SlaLine { group, figures }: SlaLine) -> Self {
        let Group { mut response, mut resolution, tickets, open, at_risk, breached } = figures;
        Self {
            group,
            tickets,
            response_attainment: response.attainment().map(percent),
            response_met: response.met,
            response_breached: response.breached,
            response_unanswered: response.unanswered,
            response_median_seconds: response.percentile(50),
            response_p90_seconds: response.percentile(90),
            resolution_attainment: resolution.attainment().map(percent),
            resolution_met: resolution.met,
            resolution_breached: resolution.breached,
            resolution_median_seconds: resolution.percentile(50),
            resolution_p90_seconds: resolution.percentile(90),
            open,
            at_risk,
            breached,
        }
    }
}

/// Writes hundredths of a percent: `97.50`.
fn percent(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Writes a share in a table.
fn share(percent: Option<&String>) -> Cell {
    percent.map_or_else(nothing, |percent| format!("{percent}%").into())
}

/// Writes a span as it is typed, without what is too fine to matter beside it: `1h30m`.
fn short(span: Option<Seconds>) -> Cell {
    let Some(span) = span.map(Seconds::get) else { return nothing() };
    let grain = match span {
        86_400.. => 3600,
        3600.. => 60,
        _ => 1,
    };
    Cell::show(Seconds::new(span / grain * grain))
}

impl Row for SlaRow {
    const ONE: &'static str = "group";
    const MANY: &'static str = "groups";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("group", "group", |row, _| key(&row.group)),
        Column::number("tickets", "tickets", |row, _| Cell::show(row.tickets)),
        Column::number("response_attainment", "answered", |row, _| share(row.response_attainment.as_ref())),
        Column::number("response_median_seconds", "median", |row, _| short(row.response_median_seconds)),
        Column::number("response_p90_seconds", "p90", |row, _| short(row.response_p90_seconds)),
        Column::number("resolution_attainment", "resolved", |row, _| share(row.resolution_attainment.as_ref())),
        Column::number("resolution_median_seconds", "median", |row, _| short(row.resolution_median_seconds)),
        Column::number("resolution_p90_seconds", "p90", |row, _| short(row.resolution_p90_seconds)),
        Column::wide(Column::number("response_met", "in time", |row, _| Cell::show(row.response_met))),
        Column::wide(Column::number("response_breached", "late", |row, _| Cell::show(row.response_breached))),
        Column::wide(Column::number("response_unanswered", "never", |row, _| Cell::show(row.response_unanswered))),
        Column::wide(Column::number("resolution_met", "resolved in time", |row, _| Cell::show(row.resolution_met))),
        Column::wide(Column::number("resolution_breached", "resolved late", |row, _| {
            Cell::show(row.resolution_breached)
        })),
        Column::wide(Column::number("open", "open", |row, _| Cell::show(row.open))),
        Column::wide(Column::number("at_risk", "at risk", |row, _| count(row.at_risk, Tone::Warn))),
        Column::wide(Column::number("breached", "breached", |row, _| count(row.breached, Tone::Bad))),
    ];
}

/// A group of open tickets.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct BacklogRow {
    pub group: String,
    pub open: usize,
    pub new: usize,
    pub pending: usize,
    pub on_hold: usize,
    pub unassigned: usize,
    pub at_risk: usize,
    pub breached: usize,
    pub median_age_seconds: Seconds,
    pub oldest_age_seconds: Seconds,
}

impl BacklogRow {
    /// Takes a group's figures.
    pub fn of(line: BacklogLine) -> Self {
        Self {
            open: line.open,
            new: line.new,
            pending: line.pending,
            on_hold: line.on_hold,
            unassigned: line.unassigned,
            at_risk: line.at_risk,
            breached: line.breached,
            median_age_seconds: line.median,
            oldest_age_seconds: line.oldest,
            group: line.group,
        }
    }
}

impl Row for BacklogRow {
    const ONE: &'static str = "group";
    const MANY: &'static str = "groups";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("group", "group", |row, _| key(&row.group)),
        Column::number("open", "open", |row, _| Cell::show(row.open)),
        Column::number("new", "new", |row, _| count(row.new, Tone::Plain)),
        Column::number("pending", "pending", |row, _| count(row.pending, Tone::Plain)),
        Column::number("on_hold", "held", |row, _| count(row.on_hold, Tone::Plain)),
        Column::number("unassigned", "no rep", |row, _| count(row.unassigned, Tone::Warn)),
        Column::number("at_risk", "at risk", |row, _| count(row.at_risk, Tone::Warn)),
        Column::number("breached", "breached", |row, _| count(row.breached, Tone::Bad)),
        Column::number("oldest_age_seconds", "oldest", |row, _| short(Some(row.oldest_age_seconds))),
        Column::wide(Column::number("median_age_seconds", "median", |row, _| short(Some(row.median_age_seconds)))),
    ];
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::output::undeclared;
    use crate::view::tests::listed;

    #[test]
    fn every_field_is_declared() {
        let sla = SlaRow::of(SlaLine { group: "1".to_owned(), figures: Group::default() });
        assert_eq!(undeclared(&sla), Vec::<String>::new());
        assert_eq!(undeclared(&BacklogRow::of(BacklogLine::default())), Vec::<String>::new());
    }

    #[test]
    fn shares_have_two_decimals_and_spans_two_units() {
        assert_eq!((percent(9750), percent(10_000), percent(5)), ("97.50".into(), "100.00".into(), "0.05".into()));
        let cases = [("26h30m10s", "1d2h"), ("1h30m10s", "1h30m"), ("30m10s", "30m10s"), ("0s", "0s")];
        for (span, words) in cases {
            assert_eq!(short(span.parse().ok()).text, words);
        }
    }

    #[test]
    fn a_report_fits_80_columns() {
        let row = SlaRow::of(SlaLine { group: "fulfilment.backorder".to_owned(), figures: Group::default() });
        let [median, p90] = ["1h30m10s", "412d23h"].map(|span| span.parse().ok());
        let row = SlaRow {
            tickets: 1204,
            response_attainment: Some(percent(10_000)),
            response_median_seconds: median,
            response_p90_seconds: p90,
            resolution_median_seconds: median,
            resolution_p90_seconds: p90,
            ..row
        };
        assert_snapshot!(listed(&[row]), @"
        GROUP              TICKETS  ANSWERED  MEDIAN      P90  RESOLVED  MEDIAN      P90
        fulfilment.backo…     1204   100.00%   1h30m  412d23h         -   1h30m  412d23h
        ");
    }
}
