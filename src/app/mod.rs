//! The use cases: one method of [`Desk`] is one use case is one transaction.

mod access;
mod account;
mod ask;
mod audit;
mod backup;
mod check;
mod clock;
mod contact;
mod contract;
mod credit;
mod dispute;
mod doctor;
pub mod export;
mod forecast;
mod gate;
mod guise;
pub mod import;
mod invoice;
mod migrate;
mod once;
mod order;
mod policy;
mod price;
mod product;
mod quote;
mod rep;
mod report;
mod rma;
mod series;
mod simulate;
mod sla;
mod stock;
mod terms;
mod ticket;

use std::path::Path;

pub use access::{Explained, Identity, Step, Subject};
pub use account::{AccountView, Branch, Buying, NewAccount};
pub use ask::{MayHave, Question, Told};
pub use audit::Verified;
pub use backup::{BackedUp, PutBack};
pub use clock::Clock;
pub use contract::{Agreed, NewContract};
pub use credit::{CreditView, NewOverride};
pub use dispute::NewDispute;
pub use forecast::{Forecast, StakeLine};
pub use gate::Caller;
pub use guise::Guise;
pub use invoice::{InvoiceQuery, InvoiceView};
pub use migrate::Upgrade;
pub use order::{
    BulkChange, BulkOutcome, Like, LineView, Made, Mark, NewTemplate, OrderQuery, OrderView, Origin, PromiseView,
    Revised, RevisionView, ShipmentView, TemplateView,
};
pub use policy::PolicyPlan;
pub use price::{PriceQuestion, PriceRules, PriceView};
pub use product::{Heir, ProductView};
pub use quote::{
    Answered as QuoteAnswered, Converted, Due, DueKind, Edits, Explained as LinePrices, LineWish, NewQuote, NewRequest,
    Pick, Priced, QuoteEventView, QuoteLineView, QuoteQuery, QuoteRules, QuoteView, RevisionView as QuoteRevisionView,
    Worked,
};
pub use rep::NewRep;
pub use report::{
    About, AccountsQuery, CoverageQuery, CreditLine, GapLine, Grouped, HealthQuery, HealthView, OwedQuery, QuotesQuery,
    QuotesReport, ReportLetter, SalesQuery, SalesReport, TicketsQuery,
};
pub use rma::{NewReturn, ReturnCheck, Returnable, RmaLineView, RmaView};
pub use simulate::{FlipLine, Simulation, SimulationPlan};
pub use sla::{Checked, Delivered, Evidence, Finding, PromiseLine, Queued, Standing};
pub use stock::{AskStock, Live, StockQuestion, StockView};
pub use terms::TermsView;
pub use ticket::{Claim, Documents, Entry, Merged, NewTicket, Received, TicketQuery, TicketView};

/// What use cases take and return as the store has it: commands and views know the store by these alone.
pub use crate::store::{
    AccountFilter, AccountLine, Answer, AuditFilter, Copied, DeliveryLine, DisputeEntry, Happening, InvoiceEntry,
    Letter, OpenCount, OpenLine, OpenOffer, OrderEntry, OrderGlimpse, OrderTicket, PaymentEntry, Period, PriceListLine,
    ProductFilter, ProductLine, QuoteEntry, RepLine, RmaEntry, Run, Stake, Stored, StoredVersion, Tell, TicketFilter,
    TicketLine, UpgradeStep,
};

use crate::domain::audit::Entry as AuditEntry;
use crate::domain::delivery::Outlet;
use crate::domain::health::Weights;
use crate::domain::{Code, Instant, Seconds};
use crate::error::Error;
use crate::store::Store;

/// What a desk does its own way.
#[derive(Debug, Clone)]
pub struct Rules {
    /// For how long after its resolution a customer's message reopens a ticket; later it starts a follow-up.
    pub reopen_window: Seconds,
    /// The ways notifications go; with none, nobody is told but the reader of what the check prints.
    pub outlets: Vec<Outlet>,
    /// How prices are made.
    pub prices: PriceRules,
    /// How quotes are made.
    pub quotes: QuoteRules,
    /// How much each part of an account's health counts.
    pub health: Weights,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            reopen_window: Seconds::days(14),
            outlets: Vec::new(),
            prices: PriceRules::default(),
            quotes: QuoteRules::default(),
            health: Weights::default(),
        }
    }
}

/// A desk, and who is at it.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    clock: Clock,
    caller: Caller,
    rules: Rules,
    /// What the audit log was told in the series under way and stays, even if that is undone.
    told_in_series: Vec<AuditEntry>,
}

impl Desk {
    /// Opens the desk at `path` for whoever runs the command.
    pub fn open(path: &Path, clock: Clock, caller: Caller, rules: Rules) -> Result<Self, Error> {
        Ok(Self { store: Store::open(path)?, clock, caller, rules, told_in_series: Vec::new() })
    }

    /// Makes a desk at `path` with the shipped policies, and whoever runs the command as its admin under `handle`.
    pub fn create(path: &Path, clock: Clock, caller: Caller, handle: &Code, rules: Rules) -> Result<Self, Error> {
        let mut desk = Self { store: Store::create(path)?, clock, caller, rules, told_in_series: Vec::new() };
        desk.found(handle)?;
        Ok(desk)
    }

    /// Returns the file's absolute path.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Returns the instant the command began.
    pub const fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Gives bulk work the means it needs.
    pub fn prepare_for_bulk(&self) -> Result<(), Error> {
        self.store.prepare_for_bulk()
    }

    /// Has the next import look up at its end what its rows refer to. It may only bring tickets and events that get numbers
    /// here, which is what its end looks at.
    pub fn look_up_late(&mut self) -> Result<(), Error> {
        self.store.look_up_late()
    }
}
