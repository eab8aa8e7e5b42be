//! Invoices and payments, as they stand.

use super::Desk;
use super::gate::By;
use crate::domain::access::Deed;
use crate::domain::invoice::{Instalment, InvoiceLine};
use crate::domain::{AccountId, Date, Instant, Number, Sku, Zone};
use crate::error::Error;
use crate::store::{DisputeEntry, DisputeFilter, InvoiceEntry, InvoiceFilter, PaymentEntry, Tx};

/// Which invoices a list takes, by the names that people type.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct InvoiceQuery {
    pub account: Option<String>,
    pub include_children: bool,
    /// Only what is not paid.
    pub open: bool,
    /// Only what is late.
    pub overdue: bool,
    pub limit: Option<u32>,
}

/// An invoice with what stands around it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct InvoiceView {
    pub entry: InvoiceEntry,
    /// Its lines, with what they are for.
    pub lines: Vec<(InvoiceLine, Option<Sku>)>,
    pub instalments: Vec<Instalment>,
    /// With what it was paid, how much, and when.
    pub settlements: Vec<(Number, i64, Instant)>,
    pub disputes: Vec<DisputeEntry>,
}

impl Desk {
    /// Returns the invoices a list takes, the latest first, and how many there are.
    pub fn invoices(&mut self, query: &InvoiceQuery) -> Result<(Vec<InvoiceEntry>, usize), Error> {
        self.look_within(Deed::InvoiceRead, |tx, by| {
            let today = today(by.now);
            let filter = InvoiceFilter {
                account: account(tx, by, query.account.as_deref(), query.include_children)?,
                order: None,
                open: query.open,
                late_on: query.overdue.then_some(today),
                limit: query.limit,
                scope: by.scope.clone(),
            };
            tx.invoices(&filter, today)
        })
    }

    /// Returns an invoice with what stands around it.
    pub fn invoice(&mut self, number: &str) -> Result<InvoiceView, Error> {
        self.look_within(Deed::InvoiceRead, |tx, by| {
            let entry = tx.need_invoice_entry(&by.scope, number, today(by.now))?;
            let id = entry.invoice.id;
            let filter =
                DisputeFilter { invoice: Some(id), closed: true, scope: by.scope.clone(), ..Default::default() };
            let sku = |line: InvoiceLine| {
                let sku = line.product.map(|id| tx.product_by_id(id)).transpose()?.map(|product| product.sku);
                Ok::<_, Error>((line, sku))
            };
            Ok(InvoiceView {
                lines: tx.invoice_lines(&entry.invoice)?.into_iter().map(sku).collect::<Result<_, _>>()?,
                instalments: tx.instalments(id)?,
                settlements: tx.settlements(id)?,
                disputes: tx.disputes(&filter)?,
                entry,
            })
        })
    }

    /// Returns payments, the latest first.
    pub fn payments(
        &mut self,
        code: Option<&str>,
        include_children: bool,
        limit: u32,
    ) -> Result<Vec<PaymentEntry>, Error> {
        self.look_within(Deed::PaymentRead, |tx, by| {
            tx.payments(account(tx, by, code, include_children)?, &by.scope, limit)
        })
    }
}

/// What is due is due on a day, wherever the reader sits.
fn today(now: Instant) -> Date {
    Zone::utc().local(now).date()
}

fn account(tx: &Tx<'_>, by: &By, code: Option<&str>, below: bool) -> Result<Option<(AccountId, bool)>, Error> {
    code.map(|code| Ok((tx.need_shown_account(&by.scope, code)?.id, below))).transpose()
}
