//! What everybody owes, read in step: of all documents, no more is held than belongs to one.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Row, params};

use super::{PricedLine, divided, due, ordered, priced};
use crate::domain::credit::{Asked, Billed, Ordered, Tally};
use crate::domain::invoice::InvoiceKind;
use crate::domain::{AccountId, Currency, Date, Instant, InvoiceId, OrderId, Zone};
use crate::error::Error;
use crate::store::Tx;
use crate::store::convert::Day;
use crate::store::step::Step;

/// Whose a document is, and what its amounts are in.
type Whose = (AccountId, Currency);

/// What each account that pays owes, each currency apart.
#[derive(Debug)]
pub struct Owed {
    /// The place of whoever pays for an account.
    payers: HashMap<AccountId, usize>,
    /// Of each of them, what day it is, and what it owes.
    tallies: Vec<(Date, Vec<Tally>)>,
}

impl Owed {
    /// Returns what an account that pays owes, in no order of currencies.
    pub fn of(&self, payer: AccountId) -> &[Tally] {
        self.payers.get(&payer).map_or(&[], |place| &self.tallies[*place].1)
    }

    /// Tells whether two documents stand in the same books.
    fn is_one(&self, one: Whose, other: Whose) -> bool {
        one == other || (one.1 == other.1 && self.payers.get(&one.0) == self.payers.get(&other.0))
    }

    fn tally(&mut self, (account, currency): Whose) -> Option<&mut Tally> {
        let (today, tallies) = self.tallies.get_mut(*self.payers.get(&account)?)?;
        let place = tallies.iter().position(|tally| tally.currency() == currency).unwrap_or(tallies.len());
        if place == tallies.len() {
            tallies.push(Tally::new(currency, *today));
        }
        tallies.get_mut(place)
    }
}

const INVOICES: &str = "SELECT id, account_id, currency, kind, issued_at, due, total FROM invoice
    WHERE issued_at <= ?1 ORDER BY id";
/// What was set against each invoice, and whose that was: once both the setting and what was set were there.
const SETTINGS: &str = "SELECT a.invoice_id, a.amount, coalesce(p.account_id, n.account_id), coalesce(p.currency, n.currency)
    FROM allocation a LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id AND n.kind = 'credit-note'
    WHERE a.at <= ?1 AND coalesce(p.received_at, n.issued_at) <= ?1 ORDER BY a.invoice_id";
/// The credit notes to each invoice.
const CORRECTIONS: &str = "SELECT corrects_id, id, total, account_id, currency FROM invoice
    WHERE corrects_id IS NOT NULL AND issued_at <= ?1 ORDER BY corrects_id";
const NAMED: &str = "SELECT b.account_id, b.currency FROM allocation a JOIN invoice b ON b.id = a.invoice_id
    WHERE a.credit_note_id = ?1 AND b.kind = 'invoice'";
const PARTS: &str = "SELECT invoice_id, due, amount FROM instalment ORDER BY invoice_id, due";
const PAYMENTS: &str = "SELECT account_id, currency, amount FROM payment WHERE received_at <= ?1";
/// Orders of which something may still come.
const LIVE: &str = "o.ordered_at <= ?1 AND (o.closed_at IS NULL OR o.closed_at > ?1) AND o.state <> 'draft'";
/// The invoices that are for an order as a whole.
const WHOLE: &str = "SELECT order_id, id, total, account_id, currency FROM invoice
    WHERE order_id IS NOT NULL AND kind = 'invoice' AND issued_at <= ?1 ORDER BY order_id";

impl Tx<'_> {
    /// Returns what everybody owes as of an instant, by who pays.
    pub fn owed_by_all(&self, at: Instant) -> Result<Owed, Error> {
        let mut owed = self.payers(at)?;
        self.tell_invoices(at, &mut owed)?;
        let mut statement = self.connection.prepare_cached(PAYMENTS)?;
        let mut rows = statement.query([at])?;
        while let Some(row) = rows.next()? {
            let amount = row.get(2)?;
            owed.tally((row.get(0)?, row.get(1)?)).into_iter().for_each(|tally| tally.receive(amount));
        }
        self.tell_orders(at, &mut owed)?;
        Ok(owed)
    }

    /// Finds who pays for each account.
    fn payers(&self, at: Instant) -> Result<Owed, Error> {
        const SQL: &str = "SELECT id, parent_id, time_zone FROM account";
        let (mut parents, mut roots) = (HashMap::<AccountId, AccountId>::new(), BTreeMap::new());
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, zone): (AccountId, Option<Zone>) = (row.get(0)?, row.get(2)?);
            match row.get(1)? {
                Some(parent) => drop(parents.insert(id, parent)),
                None => drop(roots.insert(id, zone.unwrap_or_else(Zone::utc).local(at).date())),
            }
        }
        let mut payers: HashMap<_, _> = roots.keys().enumerate().map(|(place, id)| (*id, place)).collect();
        for account in parents.keys() {
            let mut root = account;
            while let Some(parent) = parents.get(root) {
                root = parent;
            }
            payers.extend(payers.get(root).copied().map(|place| (*account, place)));
        }
        Ok(Owed { payers, tallies: roots.into_values().map(|today| (today, Vec::new())).collect() })
    }

    fn tell_invoices(&self, at: Instant, owed: &mut Owed) -> Result<(), Error> {
        let prepare = |sql| self.connection.prepare_cached(sql);
        let (mut invoices, mut settings) = (prepare(INVOICES)?, prepare(SETTINGS)?);
        let (mut corrections, mut parts) = (prepare(CORRECTIONS)?, prepare(PARTS)?);
        let mut settings = Step::new(settings.query([at])?, |row| {
            Ok((row.get::<_, InvoiceId>(0)?, (row.get::<_, i64>(1)?, (row.get(2)?, row.get(3)?))))
        })?;
        let mut corrections = Step::new(corrections.query([at])?, correction)?;
        let mut parts = Step::new(parts.query([])?, |row| {
            Ok((row.get::<_, InvoiceId>(0)?, (row.get::<_, Day>(1)?.0, row.get::<_, i64>(2)?)))
        })?;
        let mut rows = invoices.query([at])?;
        while let Some(row) = rows.next()? {
            let (id, whose, total) = (row.get(0)?, (row.get(1)?, row.get(2)?), row.get(6)?);
            if row.get::<_, InvoiceKind>(3)? == InvoiceKind::CreditNote {
                owed.tally(whose).into_iter().for_each(|tally| tally.receive(total));
                continue;
            }
            let set = settings.of(id)?.iter().filter(|(_, means)| owed.is_one(*means, whose));
            let mut settled: i128 = set.map(|(amount, _)| i128::from(*amount)).sum();
            for (note, amount, of) in corrections.of(id)? {
                if owed.is_one(*of, whose) && !self.is_named(*note, *of, owed)? {
                    settled += i128::from(*amount);
                }
            }
            let (due, parts) = (due(row, 5, 4)?, parts.of(id)?);
            if let Some(tally) = owed.tally(whose) {
                tally.invoice(total, settled, || divided(due, total, parts.to_vec()));
            }
        }
        Ok(())
    }

    /// Tells whether a credit note was set against an invoice of the same books by name.
    fn is_named(&self, note: InvoiceId, whose: Whose, owed: &Owed) -> Result<bool, Error> {
        let mut statement = self.connection.prepare_cached(NAMED)?;
        let mut rows = statement.query([note])?;
        while let Some(row) = rows.next()? {
            if owed.is_one((row.get(0)?, row.get(1)?), whose) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn tell_orders(&self, at: Instant, owed: &mut Owed) -> Result<(), Error> {
        let orders = format!("{} o WHERE {LIVE} ORDER BY o.id", super::ORDER);
        // Without being told, the planner copies all lines of invoices into an index of its own.
        let lines = format!(
            "SELECT {}, o.id, i.order_id, i.total, i.account_id, i.currency FROM sales_order o
             CROSS JOIN order_line l ON l.order_id = o.id
             LEFT JOIN invoice_line v INDEXED BY invoice_line_order_line ON v.order_line_id = l.id
             LEFT JOIN invoice i ON i.id = v.invoice_id AND i.kind = 'invoice' AND i.issued_at <= ?1
             WHERE {LIVE} ORDER BY o.id, l.line",
            super::LINE
        );
        let (mut orders, mut lines) =
            (self.connection.prepare_cached(&orders)?, self.connection.prepare_cached(&lines)?);
        let mut asked = self.connection.prepare_cached(WHOLE)?;
        let mut lines = Step::new(lines.query(params![at])?, line)?;
        let mut asked = Step::new(asked.query([at])?, |row| {
            let whose: Whose = (row.get(3)?, row.get(4)?);
            Ok((
                row.get::<_, OrderId>(0)?,
                Claim { invoice: row.get(1)?, order: row.get(0)?, total: row.get(2)?, whose },
            ))
        })?;
        let mut rows = orders.query([at])?;
        while let Some(row) = rows.next()? {
            let id: OrderId = row.get(0)?;
            let lines = lines.of(id)?;
            let order = ordered(row, lines.iter().map(|(line, _)| line))?;
            let whose = (order.account, row.get(2)?);
            let mut claims = Claims::default();
            for (line, claim) in lines.iter() {
                if let (Some((_, billed)), Some(claim)) = (line.billed, claim) {
                    claims.take(claim, owed.is_one(claim.whose, whose)).into_iter().for_each(|of| of.push(billed));
                }
            }
            for claim in asked.of(id)?.iter() {
                let _ = claims.take(claim, owed.is_one(claim.whose, whose));
            }
            claims.tell(&order, owed.tally(whose));
        }
        Ok(())
    }
}

/// A credit note to an invoice: itself, its total and whose it is.
fn correction(row: &Row<'_>) -> rusqlite::Result<(InvoiceId, (InvoiceId, i64, Whose))> {
    Ok((row.get(0)?, (row.get(1)?, row.get(2)?, (row.get(3)?, row.get(4)?))))
}

/// An invoice that asks for something of an order.
#[derive(Debug, Clone, Copy)]
struct Claim {
    invoice: InvoiceId,
    order: Option<OrderId>,
    total: i64,
    whose: Whose,
}

fn line(row: &Row<'_>) -> rusqlite::Result<(OrderId, (PricedLine, Option<Claim>))> {
    let line = priced(row)?;
    let Some((invoice, _)) = line.billed else { return Ok((row.get(8)?, (line, None))) };
    let claim = match row.get(11)? {
        Some(account) => {
            Some(Claim { invoice, order: row.get(9)?, total: row.get(10)?, whose: (account, row.get(12)?) })
        }
        None => None,
    };
    Ok((row.get(8)?, (line, claim)))
}

/// What invoices ask for of one order.
#[derive(Debug, Default)]
struct Claims(Vec<(Claim, Vec<Billed>)>);

impl Claims {
    /// Takes an invoice in once, if it counts, and returns what it asks for by line.
    fn take(&mut self, claim: &Claim, counts: bool) -> Option<&mut Vec<Billed>> {
        let known = self.0.iter().position(|(known, _)| known.invoice == claim.invoice);
        if known.is_none() && counts {
            self.0.push((*claim, Vec::new()));
        }
        let place = known.or(counts.then_some(self.0.len().saturating_sub(1)))?;
        self.0.get_mut(place).map(|(_, lines)| lines)
    }

    fn tell(&self, order: &Ordered, tally: Option<&mut Tally>) {
        let mut asked = Vec::with_capacity(self.0.len());
        for (Claim { order, total, .. }, lines) in &self.0 {
            asked.push(Asked { order: *order, total: *total, lines });
        }
        if let Some(tally) = tally {
            tally.order(order, &asked);
        }
    }
}
