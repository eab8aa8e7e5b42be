//! Every kind of rows that can be imported: a new one is a line of [`KINDS`].

use std::borrow::Cow;

use super::rows::{Examined, Tell, examine, write};
use super::run::Written;
use crate::app::Stored;
use crate::app::export::Reading;
use crate::app::import::{Session, Take};
use crate::domain::intake::{
    AccountIntake, AllocationIntake, AssignmentIntake, AssortmentIntake, ContactIntake, ContractIntake,
    CreditChangeIntake, DeliveryIntake, DiscountIntake, DisputeIntake, DocumentIntake, IncomingIntake,
    InstalmentIntake, Intake, InvoiceIntake, InvoiceLineIntake, MessageIntake, NoticeIntake, OrderIntake,
    OrderLineIntake, OrderPromiseIntake, OverrideIntake, PaymentIntake, PolicyIntake, PriceIntake, PriceListForIntake,
    PriceListIntake, ProductIntake, QueueIntake, QuoteEventIntake, QuoteEvidenceIntake, QuoteIntake, QuoteLineIntake,
    QuoteOfferIntake, QuoteRevisionIntake, RepIntake, RevisionIntake, RmaEventIntake, RmaIntake, RmaLineIntake,
    RunIntake, ShipmentIntake, StockIntake, TeamIntake, TemplateIntake, TemplateLineIntake, WarehouseIntake,
};
use crate::domain::logged::{AnyEvent, AnyTicket};
use crate::domain::{Datum, Instant, Invalid};
use crate::error::Error;
use crate::import::{Cells, Exported, Import, Imported, Kind, Rejects};

/// A kind of rows, and the way from a file of them to the desk.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands) struct Importable {
    /// What a file can say of it.
    pub(in crate::commands) kind: &'static Kind,
    /// Reads every row without the desk; or only the keys, to find those that come again.
    pub(super) examine: fn(&Import, bool, &mut Tell<'_>) -> anyhow::Result<Examined>,
    /// Takes in every row, and returns what came of them; of rows that were not examined, only if all are sound.
    pub(super) write: Write,
    /// Names the columns of an export.
    pub(in crate::commands) columns: fn() -> Vec<&'static str>,
    /// Counts the rows of an export.
    pub(in crate::commands) count: fn(&Reading<'_>, Option<Instant>) -> Result<u64, Error>,
    /// Hands over the rows of an export.
    pub(in crate::commands) export: fn(&Reading<'_>, Option<Instant>, &mut Visit<'_>) -> anyhow::Result<()>,
    /// Whether the file knows which of them changed when.
    pub(in crate::commands) tells_changes: bool,
    /// Whether another kind tells all that this one does.
    pub(in crate::commands) told_elsewhere: bool,
}

/// Takes in the rows of a file, of which something was found before or nothing.
type Write =
    fn(&mut Session<'_>, &Import, Option<&Examined>, Option<Rejects>, &mut Tell<'_>) -> anyhow::Result<Written>;

/// What is done with each row of an export.
pub(in crate::commands) type Visit<'v> = dyn FnMut(&[Datum]) -> anyhow::Result<()> + 'v;

/// Which of a row's values are wanted.
#[derive(Debug)]
pub(in crate::commands) enum Chosen {
    All,
    /// Those at these places, in this order.
    Some(Vec<usize>),
}

impl Chosen {
    /// Returns them.
    pub(in crate::commands) fn of<'d>(&self, data: &'d [Datum]) -> Cow<'d, [Datum]> {
        match self {
            Self::All => Cow::Borrowed(data),
            Self::Some(places) => places.iter().filter_map(|place| data.get(*place).cloned()).collect(),
        }
    }
}

/// The kinds, each behind those that its rows name.
pub(in crate::commands) static KINDS: [Importable; 48] = [
    of::<TeamIntake>(),
    of::<RepIntake>(),
    of::<PolicyIntake>(),
    of::<QueueIntake>(),
    of::<AccountIntake>(),
    of::<ContactIntake>(),
    of::<AssignmentIntake>(),
    of::<ContractIntake>(),
    of::<AnyTicket>(),
    of::<AnyEvent>(),
    of::<MessageIntake>(),
    of::<NoticeIntake>(),
    of::<DeliveryIntake>(),
    of::<RunIntake>(),
    of::<ProductIntake>(),
    of::<DocumentIntake>(),
    of::<AssortmentIntake>(),
    of::<WarehouseIntake>(),
    of::<StockIntake>(),
    of::<IncomingIntake>(),
    of::<PriceListIntake>(),
    of::<PriceListForIntake>(),
    of::<PriceIntake>(),
    of::<DiscountIntake>(),
    of::<TemplateIntake>(),
    of::<TemplateLineIntake>(),
    of::<QuoteIntake>(),
    of::<QuoteRevisionIntake>(),
    of::<QuoteLineIntake>(),
    of::<QuoteOfferIntake>(),
    of::<QuoteEventIntake>(),
    of::<QuoteEvidenceIntake>(),
    of::<OrderIntake>(),
    of::<OrderLineIntake>(),
    of::<OrderPromiseIntake>(),
    of::<RevisionIntake>(),
    of::<ShipmentIntake>(),
    of::<RmaIntake>(),
    of::<RmaLineIntake>(),
    of::<RmaEventIntake>(),
    of::<InvoiceIntake>(),
    of::<InvoiceLineIntake>(),
    of::<InstalmentIntake>(),
    of::<PaymentIntake>(),
    of::<AllocationIntake>(),
    of::<DisputeIntake>(),
    of::<CreditChangeIntake>(),
    of::<OverrideIntake>(),
];

const fn of<T: Imported + Exported + Take + Stored + Send>() -> Importable {
    Importable {
        kind: T::KIND,
        examine: examine::<T>,
        write: write::<T>,
        columns: T::columns,
        count: |reading, since| reading.count::<T>(since),
        export: export::<T>,
        tells_changes: T::CHANGED.is_some(),
        told_elsewhere: T::TOLD_ELSEWHERE,
    }
}

fn export<T: Exported + Stored>(
    reading: &Reading<'_>,
    since: Option<Instant>,
    visit: &mut Visit<'_>,
) -> anyhow::Result<()> {
    let mut cells = Cells::new(T::columns());
    reading.each(since, |intake: Intake<T>| visit(cells.of(intake)))
}

impl Importable {
    /// Returns the kind of that name, or says which there are.
    pub(in crate::commands) fn named(name: &str) -> Result<Self, Invalid> {
        let found = KINDS.iter().find(|known| known.kind.name.eq_ignore_ascii_case(name));
        found.copied().ok_or_else(|| {
            let names = KINDS.map(|known| known.kind.name);
            Invalid::word(name, "a kind", &names)
        })
    }

    /// Returns the kind's place among those that refer to one another.
    pub(super) fn rank(&self) -> usize {
        KINDS.iter().position(|known| known.kind.name == self.kind.name).unwrap_or(KINDS.len())
    }
}
