//! What the program says: one struct for each list and each detail.
//!
//! The serde fields of a struct are the contract of JSON and CSV; its columns and sections are how a person reads them.

mod access;
mod account;
mod answer;
mod ask;
mod audit;
mod backup;
mod batch;
mod calendar;
mod check;
mod contact;
mod contract;
mod credit;
mod delivery;
mod discrepancy;
mod dispute;
mod doctor;
mod evidence;
mod explain;
mod feed;
mod forecast;
mod identity;
mod invoice;
mod order;
mod payment;
mod policy;
mod price;
mod product;
mod quote;
mod rep;
mod report;
mod rma;
mod run;
mod schema;
mod simulation;
mod sla;
mod standing;
mod stock;
#[cfg(test)]
mod tests;
mod ticket;
mod trial;

pub use access::{AccessDetail, BecauseRow, DeedRow, ReachDetail, ReachRow};
pub use account::{
    AccountDetail, AccountRow, BranchRow, BuyingDetail, GlimpseRow, HappeningRow, HealthDetail, InCharge, PartRow,
    TermRow,
};
pub use answer::AnswerLine;
pub use ask::ToldDetail;
pub use audit::{AuditDetail, AuditFinding, AuditRow, ChangeRow, HeadRow};
pub use backup::{BackupDetail, RestoredDetail, UpgradeRow};
pub use batch::{BatchDetail, BatchRow, MadeRow};
pub use calendar::{EndDetail, OpenDetail, SpanDetail};
pub use check::FaultRow;
pub use contact::ContactRow;
pub use contract::ContractRow;
pub use credit::{CreditDetail, MayBuyDetail, MoveRow, OverrideRow};
pub use delivery::DeliveryRow;
pub use discrepancy::DiscrepancyRow;
pub use dispute::{DisputeDetail, DisputeRow};
pub use doctor::DiagnosisRow;
pub use evidence::{CheckRow, EvidenceText, recomputed};
pub use explain::ExplainDetail;
pub use feed::due_time;
pub use forecast::{StakeGroupRow, StakeRow};
pub use identity::{ActingAs, IdentityDetail};
pub use invoice::{InvoiceDetail, InvoiceRow};
pub use order::{BulkRow, OrderDetail, OrderRow, TemplateDetail, TemplateLine, TemplateRow};
pub use payment::PaymentRow;
pub use policy::{DifferenceRow, MatchRow, VersionRow};
pub use price::{CandidateRow, PriceDetail, PriceListRow, PriceRow, QuoteItem, ReductionRow};
pub use product::{DocumentRow, HeirItem, IncomingRow, ListPriceRow, ProductDetail, ProductRow, StockRow};
pub use quote::{AlteredRow, ConcernRow, QuoteDetail, QuoteDueRow, QuoteEventRow, QuoteRow, ReviewDetail};
pub use rep::{QueueRow, RepRow, TeamRow};
pub use report::{
    ACCOUNTS, AGEING, BACKLOG, CATEGORIES, CHANNELS, COVERAGE, CREDIT, CREDITS, GAPS, HEALTH, Outline, QUOTES,
    RESOLUTION, RESPONSE, SALES, SLA, SavedReportRow, WAITING, WORKLOAD, due_next,
};
pub use rma::{ReturnCheckDetail, ReturnRow, RmaDetail, RmaRow};
pub use run::RunRow;
pub use schema::{FieldRow, KindRow};
pub use simulation::{FlipRow, SimulationDetail};
pub use sla::{FindingRow, PromiseRow};
pub use standing::{Alarm, AlarmLine};
pub use stock::{AvailabilityDetail, PlaceRow};
pub use ticket::{EntryRow, FoundRow, TicketDetail, TicketRow, Tie};
pub use trial::TrialDetail;

use std::fmt::Display;

use crate::domain::sla::{Metric, Outlook};
use crate::domain::{Instant, Seconds};
use crate::output::{Cell, Human, Row, Section, Tone};

/// Says that there is nothing to say.
fn nothing() -> Cell {
    Cell::toned("-", Tone::Dim)
}

/// Writes a value as its `Display` does.
fn word<T: Display>(value: Option<&T>) -> Cell {
    value.map_or_else(nothing, Cell::show)
}

/// Writes what leads to the rest: an id, a code.
fn key(id: impl Display) -> Cell {
    Cell::toned(id.to_string(), Tone::Strong)
}

/// Tells how things stand with what is still owed.
fn outlook(outlook: Option<Outlook>) -> Cell {
    match outlook {
        Some(Outlook::Breached) => Cell::toned("BREACHED", Tone::Bad),
        Some(Outlook::AtRisk) => Cell::toned("AT RISK", Tone::Warn),
        Some(Outlook::OnTrack) => Cell::toned("on track", Tone::Good),
        Some(Outlook::Paused) => Cell::toned("paused", Tone::Dim),
        None => nothing(),
    }
}

/// Names a promise in words: `first response`, and `resolution 2` for the second of its kind.
fn promise(metric: Metric, cycle: u32) -> Cell {
    let words = metric.as_str().replace('_', " ");
    if cycle > 1 { format!("{words} {cycle}").into() } else { words.into() }
}

/// Tells when something is due.
fn due(at: Option<Instant>, human: &Human) -> Cell {
    at.map_or_else(nothing, |at| human.due(at))
}

/// Tells a span.
fn span(span: Option<Seconds>, human: &Human) -> Cell {
    span.map_or_else(nothing, |span| human.span(span).into())
}

/// Counts, with `tone` where there is anything to count.
fn count<N: Display + Default + PartialEq + Copy>(number: N, tone: Tone) -> Cell {
    Cell::toned(number.to_string(), if number == N::default() { Tone::Dim } else { tone })
}

/// Names somebody who may have left.
fn name(name: impl Display, active: bool) -> Cell {
    if active { Cell::show(name) } else { Cell::toned(format!("{name} (gone)"), Tone::Dim) }
}

/// Joins values by commas.
fn listed<T: Display>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(", ")
}

/// Shows the columns of a list that project `fields`, within a detail.
fn table<R: Row>(title: &str, fields: &[&str], rows: &[R], human: &Human) -> Section {
    let column = |field: &&str| R::COLUMNS.iter().find(|column| column.field == *field);
    let columns: Vec<_> = fields.iter().filter_map(column).collect();
    let cells = |row| columns.iter().map(|column| Cell { align: column.align, ..(column.cell)(row, human) }).collect();
    Section::Table {
        title: title.to_owned(),
        headers: columns.iter().map(|column| column.title).collect(),
        rows: rows.iter().map(cells).collect(),
    }
}
