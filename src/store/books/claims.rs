//! What invoices ask for of orders.

use rusqlite::Row;

use super::{PricedLine, priced};
use crate::domain::credit::{Asked, Billed};
use crate::domain::{AccountId, Currency, Instant, InvoiceId, OrderId};

/// Whose a document is, and what its amounts are in.
pub(super) type Whose = (AccountId, Currency);

/// The columns of an invoice `i` that asks for something of an order.
pub(super) const CLAIM: &str = "i.order_id, i.total, i.account_id, i.currency, i.issued_at";

/// An invoice that asks for something of an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    invoice: InvoiceId,
    order: Option<OrderId>,
    total: i64,
    issued_at: Instant,
    pub(super) whose: Whose,
}

impl Claim {
    /// Reads one off the columns of [`CLAIM`], which begin at `first`.
    pub(super) fn read(row: &Row<'_>, invoice: InvoiceId, first: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            invoice,
            order: row.get(first)?,
            total: row.get(first + 1)?,
            whose: (row.get(first + 2)?, row.get(first + 3)?),
            issued_at: row.get(first + 4)?,
        })
    }
}

/// A line of an order, and the invoice that asks for something of it.
pub(super) type ClaimedLine = (PricedLine, Option<Claim>);

/// Reads a line off the columns of [`super::LINE`], its order, and those of [`CLAIM`].
pub(super) fn claimed_line(row: &Row<'_>) -> rusqlite::Result<(OrderId, ClaimedLine)> {
    let line = priced(row)?;
    let claim = match (line.billed, row.get::<_, Option<AccountId>>(11)?) {
        (Some((invoice, _)), Some(_)) => Some(Claim::read(row, invoice, 9)?),
        _ => None,
    };
    Ok((row.get(8)?, (line, claim)))
}

/// What invoices ask for of one order.
#[derive(Debug)]
pub(super) struct Claims(Vec<(Claim, Vec<Billed>)>);

impl Claims {
    /// Gathers what is asked for by line and as a whole, each invoice once, of those that count.
    pub(super) fn of(lines: &[ClaimedLine], whole: &[Claim], counts: impl Fn(Whose) -> bool) -> Self {
        let mut claims = Self(Vec::new());
        for (line, claim) in lines {
            if let (Some((_, billed)), Some(claim)) = (line.billed, claim.filter(|claim| counts(claim.whose))) {
                claims.take(claim).push(billed);
            }
        }
        for claim in whole.iter().filter(|claim| counts(claim.whose)) {
            claims.take(*claim);
        }
        claims
    }

    fn take(&mut self, claim: Claim) -> &mut Vec<Billed> {
        let known = self.0.iter().position(|(known, _)| known.invoice == claim.invoice);
        let place = known.unwrap_or(self.0.len());
        if known.is_none() {
            self.0.push((claim, Vec::new()));
        }
        &mut self.0[place].1
    }

    /// Returns them as they are asked, with when each was.
    pub(super) fn asked(&self) -> Vec<(Instant, Asked<'_>)> {
        let mut asked = Vec::with_capacity(self.0.len());
        for (Claim { order, total, issued_at, .. }, lines) in &self.0 {
            asked.push((*issued_at, Asked { order: *order, total: *total, lines }));
        }
        asked
    }
}
