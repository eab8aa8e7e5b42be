//! The desk's rules, pure: no SQL, no clock of its own, no terminal, no files.
//!
//! Everything here is a value or a function of values; whoever calls decides where they come from and where they go.

#[macro_use]
mod words;
#[macro_use]
mod id;

pub mod access;
pub mod account;
pub mod audit;
pub mod backup;
pub mod batch;
pub mod calendar;
pub mod contact;
pub mod contract;
pub mod credit;
pub mod credits;
pub mod delivery;
pub mod diagnosis;
pub mod discrepancy;
pub mod dispute;
pub mod fault;
pub mod habit;
pub mod health;
pub mod intake;
pub mod invoice;
pub mod logged;
pub mod order;
pub mod payment;
pub mod price;
pub mod product;
pub mod quote;
pub mod rep;
pub mod report;
pub mod rma;
pub mod routing;
pub mod scope;
pub mod shift;
pub mod simulation;
pub mod sla;
pub mod stock;
pub mod ticket;

mod change;
mod datum;
mod digest;
mod instant;
mod invalid;
mod language;
mod money;
mod numbers;
mod quantity;
mod rate;
mod seconds;
mod text;
mod zone;
mod zone_data;

pub use account::{Segment, Tier};
pub use change::Change;
pub use datum::Datum;
pub use digest::Sha256Sum;
pub use id::{
    AccountId, BatchId, ContactId, ContractId, DeliveryId, DisputeId, EventId, InvoiceId, InvoiceLineId, NoticeId,
    OfferId, OrderId, OrderLineId, OverrideId, PaymentId, PriceListId, ProductId, QueueId, QuoteId, QuoteLineId, RepId,
    RevisionId, RmaId, RunId, ShipmentId, TeamId, TemplateId, TicketId, WarehouseId,
};
pub use instant::Instant;
pub use invalid::{Invalid, nearest};
pub use language::Language;
pub use money::{Currency, Money, UnitPrice};
pub use numbers::Numbers;
pub use quantity::Quantity;
pub use rate::Rate;
pub use seconds::Seconds;
pub use text::{Code, Email, Line, Number, Prose, Sku, hex, is_hidden};
pub use zone::{Date, Zone, days_after};
pub use zone_data::ZoneData;
