//! What everybody owes, read in step: of all documents, no more is held than belongs to one.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rusqlite::Row;

use super::claims::{CLAIM, Claim, Claims, Whose, claimed_line};
use super::settled::{invoiced, settled, settled_totals};
use super::{LINE, ORDER, divided, due, ordered};
use crate::domain::account::MAX_DEPTH;
use crate::domain::credit::Tally;
use crate::domain::invoice::InvoiceKind;
use crate::domain::{AccountId, Date, Instant, InvoiceId, OrderId, Zone};
use crate::error::Error;
use crate::store::Tx;
use crate::store::convert::Day;
use crate::store::step::Step;

/// What each account that pays owes, each currency apart.
#[derive(Debug)]
pub struct Owed {
    /// The place of whoever pays for an account.
    payers: HashMap<AccountId, usize>,
    /// Of each of them, what day it is, and what it owes.
    tallies: Vec<(Date, Vec<Tally>)>,
}

/// Of what somebody found out what is owed: as of when, at which version of the file to others, after how many changes of
/// our own.
type State = (Instant, i64, u64);

/// What everybody owes as it was found out last.
#[derive(Debug)]
pub(in crate::store) struct Known(RefCell<Option<(State, Rc<Owed>)>>);

impl Known {
    pub(in crate::store) const fn new() -> Self {
        Self(RefCell::new(None))
    }
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

/// Invoices and credit notes, without those of which nothing is open.
const INVOICES: &str = "SELECT id, account_id, currency, kind, issued_at, due, total FROM invoice
    WHERE issued_at <= ?1 AND id NOT IN ({settled}) ORDER BY id";
/// What was set against each of them, and whose that was: once both the setting and what was set were there.
const SETTINGS: &str =
    "SELECT a.invoice_id, a.amount, coalesce(p.account_id, n.account_id), coalesce(p.currency, n.currency)
    FROM allocation a LEFT JOIN payment p ON p.id = a.payment_id
      LEFT JOIN invoice n ON n.id = a.credit_note_id AND n.kind = 'credit-note'
    WHERE a.invoice_id NOT IN ({settled}) AND a.at <= ?1 AND coalesce(p.received_at, n.issued_at) <= ?1
    ORDER BY a.invoice_id";
/// The credit notes to each invoice.
const CORRECTIONS: &str = "SELECT corrects_id, id, total, account_id, currency FROM invoice
    WHERE corrects_id IS NOT NULL AND issued_at <= ?1 ORDER BY corrects_id";
const NAMED: &str = "SELECT b.account_id, b.currency FROM allocation a JOIN invoice b ON b.id = a.invoice_id
    WHERE a.credit_note_id = ?1 AND b.kind = 'invoice'";
const PARTS: &str = "SELECT invoice_id, due, amount FROM instalment ORDER BY invoice_id, due";
const PAYMENTS: &str = "SELECT account_id, currency, amount FROM payment WHERE received_at <= ?1";
/// Orders of which something may still come.
const LIVE: &str = "o.ordered_at <= ?1 AND (o.closed_at IS NULL OR o.closed_at > ?1) AND o.state <> 'draft'";

impl Tx<'_> {
    /// Returns what everybody owes as of an instant, by who pays. Several reports of one run ask for the same, and while the
    /// file stays as it is they are told what was found out before.
    pub fn owed_by_all(&self, at: Instant) -> Result<Rc<Owed>, Error> {
        let Some(Known(known)) = self.known else { return Ok(Rc::new(self.find_owed(at)?)) };
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let of: State = (at, version, self.connection.total_changes());
        let owed = match known.take() {
            Some((known_of, owed)) if known_of == of => owed,
            _ => Rc::new(self.find_owed(at)?),
        };
        known.replace(Some((of, Rc::clone(&owed))));
        Ok(owed)
    }

    fn find_owed(&self, at: Instant) -> Result<Owed, Error> {
        let mut owed = self.payers(at)?;
        self.tell_settled(at, &mut owed)?;
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
            // In a damaged file trees may be knots, which nobody pays for.
            let root = std::iter::successors(Some(account), |id| parents.get(id)).take(1 + MAX_DEPTH).last();
            payers.extend(root.and_then(|root| payers.get(root)).copied().map(|place| (*account, place)));
        }
        Ok(Owed { payers, tallies: roots.into_values().map(|today| (today, Vec::new())).collect() })
    }

    fn tell_settled(&self, at: Instant, owed: &mut Owed) -> Result<(), Error> {
        let sql = settled_totals("TRUE", "?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([at])?;
        while let Some(row) = rows.next()? {
            let total = row.get(3)?;
            if let Some(tally) = owed.tally((row.get(1)?, row.get(2)?)) {
                tally.invoice(total, total.into(), Vec::new);
            }
        }
        Ok(())
    }

    fn tell_invoices(&self, at: Instant, owed: &mut Owed) -> Result<(), Error> {
        let prepare = |sql: &str| self.connection.prepare_cached(&sql.replace("{settled}", &settled("TRUE", "?1")));
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
        let live = format!("{LIVE} AND o.id NOT IN ({})", invoiced("TRUE", "?1"));
        let orders = format!("{ORDER} o WHERE {live} ORDER BY o.id");
        // Without being told, the planner copies all lines of invoices into an index of its own.
        let lines = format!(
            "SELECT {LINE}, o.id, {CLAIM} FROM sales_order o CROSS JOIN order_line l ON l.order_id = o.id
             LEFT JOIN invoice_line v INDEXED BY invoice_line_order_line ON v.order_line_id = l.id
             LEFT JOIN invoice i ON i.id = v.invoice_id AND i.kind = 'invoice' AND i.issued_at <= ?1
             WHERE {live} ORDER BY o.id, l.line"
        );
        let entire = format!(
            "SELECT i.id, {CLAIM} FROM invoice i WHERE i.order_id IS NOT NULL AND i.order_id NOT IN ({})
               AND i.kind = 'invoice' AND i.issued_at <= ?1 ORDER BY i.order_id",
            invoiced("TRUE", "?1")
        );
        let prepare = |sql: &str| self.connection.prepare_cached(sql);
        let (mut orders, mut lines, mut entire) = (prepare(&orders)?, prepare(&lines)?, prepare(&entire)?);
        let mut lines = Step::new(lines.query([at])?, claimed_line)?;
        let mut entire =
            Step::new(entire.query([at])?, |row| Ok((row.get::<_, OrderId>(1)?, Claim::read(row, row.get(0)?, 1)?)))?;
        let mut rows = orders.query([at])?;
        while let Some(row) = rows.next()? {
            let id: OrderId = row.get(0)?;
            let lines = lines.of(id)?;
            let order = ordered(row, lines.iter().map(|(line, _)| line))?;
            let whose = (order.account, row.get(2)?);
            let claims = Claims::of(lines, entire.of(id)?, |of| owed.is_one(of, whose));
            let asked: Vec<_> = claims.asked().into_iter().map(|(_, asked)| asked).collect();
            if let Some(tally) = owed.tally(whose) {
                tally.order(&order, &asked);
            }
        }
        Ok(())
    }
}

/// A credit note to an invoice: itself, its total and whose it is.
fn correction(row: &Row<'_>) -> rusqlite::Result<(InvoiceId, (InvoiceId, i64, Whose))> {
    Ok((row.get(0)?, (row.get(1)?, row.get(2)?, (row.get(3)?, row.get(4)?))))
}
