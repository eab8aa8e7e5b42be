//! The documents a ticket is about, as they stand.

use crate::app::account::with_totals;
use crate::app::credit::{CreditView, credit_view};
use crate::domain::ticket::{Link, LinkKind, Ticket};
use crate::domain::{Instant, Money, Zone};
use crate::error::Error;
use crate::store::{InvoiceEntry, OrderGlimpse, Tx};

/// The orders and invoices that a ticket is tied to, and where its account stands.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Documents {
    pub orders: Vec<(OrderGlimpse, Money)>,
    pub invoices: Vec<InvoiceEntry>,
    pub credit: CreditView,
}

/// Returns the documents that a ticket is tied to, as far as they are here; nothing where it is tied to none.
pub(super) fn documents(tx: &Tx<'_>, ticket: &Ticket, ties: &[Link], now: Instant) -> Result<Option<Documents>, Error> {
    let of = |kind| ties.iter().filter(move |tie| tie.kind == kind).map(|tie| tie.target.as_str());
    let mut orders = Vec::new();
    for number in of(LinkKind::Order) {
        orders.extend(tx.order_glimpse(number)?);
    }
    let today = Zone::utc().local(now).date();
    let mut invoices = Vec::new();
    for number in of(LinkKind::Invoice) {
        invoices.extend(tx.invoice_entry(number, today)?);
    }
    if orders.is_empty() && invoices.is_empty() {
        return Ok(None);
    }
    let credit = credit_view(tx, tx.account_by_id(ticket.account)?, now)?;
    let orders = with_totals(tx, orders, credit.account.currency)?;
    Ok(Some(Documents { orders, invoices, credit }))
}
