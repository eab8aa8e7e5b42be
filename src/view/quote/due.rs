//! What is due of quotes.

use serde::Serialize;

use crate::app::{Due, DueKind};
use crate::domain::sla::Outlook;
use crate::domain::{Code, Instant, Line, Money, QuoteId};
use crate::output::{Cell, Column, Row, Tone};
use crate::view::{key, nothing, outlook, word};

/// A quote that waits.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct QuoteDueRow {
    pub id: QuoteId,
    pub account: Code,
    pub subject: Line,
    pub waits: DueKind,
    pub since: Instant,
    pub due: Option<Instant>,
    pub outlook: Option<Outlook>,
    pub total: Option<Money>,
    pub rep: Option<Code>,
}

impl QuoteDueRow {
    /// Takes a quote that waits.
    pub fn of(due: Due) -> Self {
        let Due { entry, kind, since, due, outlook } = due;
        Self {
            id: entry.quote.id,
            account: entry.account,
            subject: entry.quote.subject,
            waits: kind,
            since,
            due,
            outlook,
            total: entry.revision.map(|revision| revision.total()),
            rep: entry.rep,
        }
    }

    fn kind(&self) -> Cell {
        let tone = match self.waits {
            DueKind::Unanswered | DueKind::Unapproved => Tone::Warn,
            DueKind::Expiring => Tone::Plain,
            DueKind::Expired => Tone::Bad,
        };
        Cell::toned(self.waits.as_str(), tone)
    }
}

impl Row for QuoteDueRow {
    const ONE: &'static str = "quote that waits";
    const MANY: &'static str = "quotes that wait";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |row, _| key(row.id)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("subject", "subject", |row, _| Cell::show(&row.subject)),
        Column::text("waits", "waits", |row, _| row.kind()),
        Column::text("due", "due", |row, human| match row.due {
            Some(at) if row.waits == DueKind::Unanswered => human.due(at),
            Some(at) => human.when(at).into(),
            None => nothing(),
        }),
        Column::text("outlook", "sla", |row, _| row.outlook.map_or_else(nothing, |it| outlook(Some(it)))),
        Column::text("rep", "rep", |row, _| word(row.rep.as_ref())),
        Column::wide(Column::text("since", "since", |row, human| human.when(row.since).into())),
        Column::wide(Column::number("total", "total", |row, human| {
            row.total.map_or_else(nothing, |total| human.money(total).into())
        })),
    ];
}
