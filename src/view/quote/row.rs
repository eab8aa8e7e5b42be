//! Lists of quotes.

use serde::Serialize;

use super::standing;
use crate::app::QuoteEntry;
use crate::domain::quote::{Lost, Standing};
use crate::domain::{Code, Instant, Line, Money, QuoteId, TicketId};
use crate::output::{Cell, Column, Row};
use crate::view::{key, nothing, word};

/// A quote in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct QuoteRow {
    pub id: QuoteId,
    pub account: Code,
    pub account_name: Line,
    pub subject: Line,
    pub status: Standing,
    /// The revision that says so.
    pub revision: Option<u32>,
    /// The next one, while it is being worked on.
    pub open_revision: Option<u32>,
    pub total: Option<Money>,
    /// Its last day, `2026-11-21`.
    pub valid_until: Option<String>,
    pub rep: Option<Code>,
    pub requested_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub lost: Option<Lost>,
    pub ticket: Option<TicketId>,
    pub created_at: Instant,
}

impl QuoteRow {
    /// Takes a quote. Of one that was not sent, whoever is not one of us sees that they asked.
    pub fn of(entry: QuoteEntry) -> Self {
        let QuoteEntry { quote, account, account_name, rep, standing, revision, open } = entry;
        let of = revision.as_ref();
        Self {
            id: quote.id,
            account,
            account_name,
            subject: quote.subject,
            status: standing,
            revision: of.map(|revision| revision.number),
            open_revision: open,
            total: of.map(|revision| revision.total()),
            valid_until: of.map(|revision| revision.valid_until.to_string()),
            rep,
            requested_at: quote.requested_at,
            sent_at: of.and_then(|revision| revision.sent_at),
            lost: of.and_then(|revision| revision.lost),
            ticket: quote.ticket,
            created_at: quote.created_at,
        }
    }

    fn revisions(&self) -> Cell {
        match (self.revision, self.open_revision) {
            (None, _) => nothing(),
            (Some(number), None) => Cell::show(number),
            (Some(number), Some(open)) => format!("{number} ({open} open)").into(),
        }
    }
}

impl Row for QuoteRow {
    const ONE: &'static str = "quote";
    const MANY: &'static str = "quotes";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |quote, _| key(quote.id)),
        Column::text("account", "account", |quote, _| Cell::show(&quote.account)),
        Column::text("subject", "subject", |quote, _| Cell::show(&quote.subject)),
        Column::text("status", "status", |quote, _| standing(quote.status)),
        Column::text("revision", "rev", |quote, _| quote.revisions()),
        Column::number("total", "total", |quote, human| {
            quote.total.map_or_else(nothing, |total| human.money(total).into())
        }),
        Column::text("valid_until", "until", |quote, _| word(quote.valid_until.as_ref())),
        Column::text("rep", "rep", |quote, _| word(quote.rep.as_ref())),
        Column::wide(Column::text("requested_at", "asked", |quote, human| {
            quote.requested_at.map_or_else(nothing, |at| human.when(at).into())
        })),
        Column::wide(Column::text("sent_at", "sent", |quote, human| {
            quote.sent_at.map_or_else(nothing, |at| human.when(at).into())
        })),
        Column::wide(Column::text("lost", "lost", |quote, _| word(quote.lost.as_ref()))),
        Column::wide(Column::text("ticket", "ticket", |quote, _| word(quote.ticket.as_ref()))),
        Column::wide(Column::text("account_name", "name", |quote, _| Cell::show(&quote.account_name))),
        Column::data("open_revision"),
        Column::data("created_at"),
    ];
}
