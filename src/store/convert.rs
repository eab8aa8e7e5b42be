//! How the domain's values stand in columns: the domain never hears of the database.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::account::{AccountRole, AccountStatus, Terms};
use crate::domain::audit::{Outcome, Via};
use crate::domain::contact::{ContactRole, Function};
use crate::domain::contract::Ends;
use crate::domain::delivery::{DeliveryChannel, DeliveryState};
use crate::domain::dispute::{self, DisputeReason, DisputeStatus};
use crate::domain::invoice::InvoiceKind;
use crate::domain::order::{Every, Hold, OrderKind, OrderState};
use crate::domain::price::DiscountKind;
use crate::domain::product::{DocumentKind, Effect};
use crate::domain::quote::{Lost, QuoteAction, RevisionStatus};
use crate::domain::rep::StaffRole;
use crate::domain::rma::{Finding, FreightPayer, Remedy, RmaStatus};
use crate::domain::sla::{AppliesTo, Level, Metric, State};
use crate::domain::ticket::{Category, Channel, LinkKind, Party, Priority, Resolution, StatusWord, WaitingOn};
use crate::domain::{
    AccountId, BatchId, Code, ContactId, ContractId, Currency, Date, DeliveryId, DisputeId, Email, EventId, Instant,
    InvoiceId, InvoiceLineId, Language, Line, NoticeId, Number, OfferId, OrderId, OrderLineId, OverrideId, PaymentId,
    PriceListId, ProductId, Prose, Quantity, QueueId, QuoteId, QuoteLineId, Rate, RepId, RevisionId, RmaId, RunId,
    Seconds, Segment, ShipmentId, Sku, TeamId, TemplateId, TicketId, Tier, WarehouseId, Zone,
};

/// Numbers: stored as they are.
macro_rules! numbers {
    ($($type:ident: $get:ident, $new:path;)+) => {$(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(self.$get())) }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> { value.as_i64().map($new) }
        }
    )+};
}

numbers! {
    AccountId: number, AccountId::new;
    ContactId: number, ContactId::new;
    ContractId: number, ContractId::new;
    RepId: number, RepId::new;
    TeamId: number, TeamId::new;
    QueueId: number, QueueId::new;
    TicketId: number, TicketId::new;
    EventId: number, EventId::new;
    NoticeId: number, NoticeId::new;
    DeliveryId: number, DeliveryId::new;
    RunId: number, RunId::new;
    BatchId: number, BatchId::new;
    ProductId: number, ProductId::new;
    WarehouseId: number, WarehouseId::new;
    PriceListId: number, PriceListId::new;
    OrderId: number, OrderId::new;
    OrderLineId: number, OrderLineId::new;
    TemplateId: number, TemplateId::new;
    ShipmentId: number, ShipmentId::new;
    InvoiceId: number, InvoiceId::new;
    InvoiceLineId: number, InvoiceLineId::new;
    PaymentId: number, PaymentId::new;
    DisputeId: number, DisputeId::new;
    OverrideId: number, OverrideId::new;
    RmaId: number, RmaId::new;
    QuoteId: number, QuoteId::new;
    RevisionId: number, RevisionId::new;
    QuoteLineId: number, QuoteLineId::new;
    OfferId: number, OfferId::new;
    Quantity: thousandths, Quantity::new;
    Instant: epoch, Instant::from_epoch;
    Seconds: get, Seconds::new;
}

/// Words: stored as they are written, and checked on the way back.
macro_rules! words {
    ($($type:ty),+ $(,)?) => {$(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(self.as_str())) }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|why| FromSqlError::Other(Box::new(why)))
            }
        }
    )+};
}

words! {
    AccountRole, AccountStatus, AppliesTo, Channel, Code, ContactRole, DeliveryChannel, DeliveryState, Email, Function, Language, Line, LinkKind,
    Number, Sku,     Metric, Outcome, Party, Priority, Prose, Resolution, Segment, StaffRole, State, StatusWord, Via, WaitingOn,
    dispute::Outcome, DiscountKind, DisputeReason, DisputeStatus, DocumentKind, Effect, Finding, FreightPayer, Hold,
    InvoiceKind, Lost, OrderKind, OrderState, QuoteAction, Remedy, RevisionStatus, RmaStatus,
}

/// Values with a written form that has to be made.
macro_rules! written {
    ($($type:ty),+ $(,)?) => {$(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> { Ok(ToSqlOutput::from(self.to_string())) }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|why| FromSqlError::Other(Box::new(why)))
            }
        }
    )+};
}

written! { Currency, Ends, Every, Level, Terms, Zone }

impl From<&Category> for ToSqlOutput<'_> {
    fn from(category: &Category) -> Self {
        // Most are whole kinds, whose words need not be made.
        if category.is_finer() { Self::from(category.to_string()) } else { Self::from(category.kind()) }
    }
}

impl ToSql for Category {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.into())
    }
}

impl FromSql for Category {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|why| FromSqlError::Other(Box::new(why)))
    }
}

impl ToSql for Tier {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.number()))
    }
}

impl FromSql for Tier {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::new(value.as_i64()?).map_err(|why| FromSqlError::Other(Box::new(why)))
    }
}

impl ToSql for Rate {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.millionths()))
    }
}

impl FromSql for Rate {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millionths = value.as_i64()?;
        let rate = u32::try_from(millionths).ok().and_then(Self::new);
        rate.ok_or(FromSqlError::OutOfRange(millionths))
    }
}

/// A day, stored as ISO 8601; a newtype because neither side is ours.
pub(super) struct Day(pub(super) Date);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(|why| FromSqlError::Other(Box::new(why)))
    }
}
