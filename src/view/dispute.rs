//! Disputes.

use serde::Serialize;

use super::{key, listed, word};
use crate::app::DisputeEntry;
use crate::domain::dispute::{DisputeReason, DisputeStatus, Outcome};
use crate::domain::{Code, DisputeId, Instant, Line, Money, Number, TicketId};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// A dispute in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct DisputeRow {
    pub id: DisputeId,
    pub account: Code,
    pub invoice: Number,
    pub line: Option<u32>,
    pub about: DisputeReason,
    pub amount: Money,
    pub status: DisputeStatus,
    pub outcome: Option<Outcome>,
    pub credit_note: Option<Number>,
    pub ticket: Option<TicketId>,
    pub opened_at: Instant,
    pub decided_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub note: Option<Line>,
}

impl DisputeRow {
    /// Takes a dispute.
    pub fn of(entry: DisputeEntry) -> Self {
        let DisputeEntry { dispute, invoice, account, credit_note } = entry;
        Self {
            id: dispute.id,
            account,
            invoice,
            line: dispute.line,
            about: dispute.reason,
            amount: dispute.amount,
            status: dispute.status,
            outcome: dispute.outcome,
            credit_note,
            ticket: dispute.ticket,
            opened_at: dispute.opened_at,
            decided_at: dispute.decided_at,
            closed_at: dispute.closed_at,
            note: dispute.note,
        }
    }

    fn status(&self) -> Cell {
        let tone = match self.status {
            DisputeStatus::Opened => Tone::Warn,
            DisputeStatus::Investigating => Tone::Plain,
            DisputeStatus::Accepted | DisputeStatus::AcceptedInPart | DisputeStatus::Rejected => Tone::Good,
            DisputeStatus::Closed => Tone::Dim,
        };
        Cell::toned(self.status.to_string(), tone)
    }
}

impl Row for DisputeRow {
    const ONE: &'static str = "dispute";
    const MANY: &'static str = "disputes";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |row, _| key(row.id)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("invoice", "invoice", |row, _| Cell::show(&row.invoice)),
        Column::number("line", "line", |row, _| word(row.line.as_ref())),
        Column::text("about", "about", |row, _| Cell::show(row.about)),
        Column::number("amount", "amount", |row, human| human.money(row.amount).into()),
        Column::text("status", "status", |row, _| row.status()),
        Column::text("ticket", "ticket", |row, _| word(row.ticket.as_ref())),
        Column::text("opened_at", "opened", |row, human| human.when(row.opened_at).into()),
        Column::wide(Column::text("credit_note", "credit note", |row, _| word(row.credit_note.as_ref()))),
        Column::data("outcome"),
        Column::data("decided_at"),
        Column::data("closed_at"),
        Column::wide(Column::text("note", "note", |row, _| word(row.note.as_ref()))),
    ];
}

/// A dispute with all there is to say about it.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct DisputeDetail(DisputeRow);

impl DisputeDetail {
    /// Takes a dispute.
    pub fn of(entry: DisputeEntry) -> Self {
        Self(DisputeRow::of(entry))
    }
}

impl Detail for DisputeDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let row = &self.0;
        let of = row.line.map_or_else(String::new, |line| format!(", line {line}"));
        let mut facts = vec![
            ("account", Cell::show(&row.account)),
            ("invoice", format!("{}{of}", row.invoice).into()),
            ("about", Cell::show(row.about)),
            ("amount", human.money(row.amount).into()),
            ("status", row.status()),
            ("opened", human.when(row.opened_at).into()),
        ];
        let more = [
            ("decided", listed(row.decided_at.map(|at| human.when(at)))),
            ("outcome", listed(row.outcome)),
            ("credit note", listed(&row.credit_note)),
            ("closed", listed(row.closed_at.map(|at| human.when(at)))),
            ("ticket", listed(row.ticket)),
            ("note", listed(&row.note)),
        ];
        facts.extend(more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.into())));
        vec![Section::Fields(Some(format!("Dispute {}", row.id)), facts)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dispute::Dispute;
    use crate::domain::{Currency, InvoiceId};
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_dispute_has_a_column() {
        let dispute = Dispute {
            id: DisputeId::new(7),
            invoice: InvoiceId::new(1),
            line: None,
            ticket: None,
            reason: DisputeReason::Price,
            amount: Money { minor: 1, currency: Currency::EUR },
            status: DisputeStatus::Opened,
            outcome: None,
            credit_note: None,
            opened_at: Instant::from_epoch(0),
            decided_at: None,
            closed_at: None,
            note: None,
        };
        let entry = DisputeEntry {
            dispute,
            invoice: "INV-1".parse().unwrap(),
            account: "ACME".parse().unwrap(),
            credit_note: None,
        };
        assert_eq!(undeclared(&DisputeRow::of(entry)), Vec::<String>::new());
    }
}
