//! Returns.

mod check;

pub use check::{ReturnCheck, Returnable};

use super::order::orderer;
use super::{Desk, gate::By};
use crate::domain::access::Deed;
use crate::domain::rma::{Finding, Remedy, Rma, RmaAction, RmaEvent, RmaLine, RmaStatus};
use crate::domain::scope::Scope;
use crate::domain::{AccountId, Code, Instant, Line, Money, Number, Quantity, RmaId, Sku, TicketId};
use crate::error::Error;
use crate::store::{RmaEntry, RmaFilter, Tx};
use check::{agreed, check, named, worth};

/// A line of a return, as it is shown.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RmaLineView {
    pub place: u32,
    pub sku: Option<Sku>,
    pub name: Line,
    pub line: RmaLine,
    /// What that much of it cost.
    pub value: Money,
}

/// A return with what stands around it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RmaView {
    pub rma: Rma,
    pub account: Code,
    pub account_name: Line,
    pub order: Number,
    pub contact: Option<String>,
    pub lines: Vec<RmaLineView>,
    pub events: Vec<(RmaEvent, Option<Code>)>,
    pub shows_prices: bool,
}

/// What a customer wants to send back.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct NewReturn {
    pub order: String,
    /// Lines and how much of each; without any, all that can come back.
    pub lines: Vec<(u32, Option<Quantity>)>,
    pub contact: Option<String>,
    pub ticket: Option<TicketId>,
    pub reason: Line,
}

/// What is said of a line, by its place, or of all lines.
type Said<T> = [(Option<u32>, T)];

impl Desk {
    /// Tells what is agreed about sending back what was shipped of an order.
    pub fn check_return(&mut self, order: &str, lines: &[(u32, Option<Quantity>)]) -> Result<ReturnCheck, Error> {
        let now = self.now();
        self.look_within(Deed::ReturnRead, |tx, by| check(tx, &by.scope, order, lines, now))
    }

    /// Takes down what a customer wants to send back; tells which lines are not covered by what was agreed.
    pub fn request_return(&mut self, new: &NewReturn) -> Result<(Rma, ReturnCheck), Error> {
        let now = self.now();
        self.change(Deed::ReturnRequest, |tx, by| {
            let check = check(tx, &by.scope, &new.order, &new.lines, now)?;
            let order = tx.need_shown_order(&by.scope, &new.order)?;
            let lines = tx.order_lines(order.id)?;
            let own = |place: u32| lines.iter().find(|line| line.line == place).map(|line| line.id);
            let back: Vec<RmaLine> = check
                .lines
                .iter()
                .filter_map(|line| Some((own(line.line)?, line.quantity)))
                .map(|(line, quantity)| RmaLine { line, quantity, received: None, finding: None, remedy: None })
                .collect();
            let Some(first) = check.lines.first() else {
                return Err(Error::Rule(format!("nothing of {} can come back", order.number)));
            };
            let contact = new.contact.as_deref().map(|named| orderer(tx, &order, named)).transpose()?;
            if let Some(ticket) = new.ticket {
                refuse_stranger(tx, ticket, order.account)?;
            }
            let mut rma = Rma {
                id: RmaId::new(0),
                account: order.account,
                contact: contact.or(order.contact),
                order: order.id,
                ticket: new.ticket,
                status: RmaStatus::Requested,
                reason: new.reason.clone(),
                restocking: first.verdict.restocking,
                freight: first.verdict.freight,
                inspection: first.verdict.inspection,
                tracking: None,
                requested_at: now,
                updated_at: now,
            };
            tx.add_return(&mut rma, &back)?;
            let event = RmaEvent { at: now, rep: Some(by.id()), status: RmaStatus::Requested, note: None };
            tx.record_return(&mut rma, &event)?;
            Ok((rma, check))
        })
    }

    /// Says that a return may come, which what was agreed has to cover unless `despite` says why it may all the same.
    pub fn authorise_return(&mut self, id: RmaId, despite: Option<&Line>) -> Result<Rma, Error> {
        let now = self.now();
        self.change(Deed::ReturnAuthorise, |tx, by| {
            let rma = tx.need_shown_return(&by.scope, id)?;
            refuse_step(&rma, RmaAction::Authorise)?;
            if despite.is_none() {
                refuse_uncovered(tx, &rma, now)?;
            }
            step(tx, by, rma, RmaAction::Authorise, despite.cloned())
        })
    }

    /// Says that a return may not come.
    pub fn refuse_return(&mut self, id: RmaId, why: Line) -> Result<Rma, Error> {
        self.change(Deed::ReturnAuthorise, |tx, by| {
            step(tx, by, tx.need_shown_return(&by.scope, id)?, RmaAction::Refuse, Some(why))
        })
    }

    /// Takes down that a return is on its way.
    pub fn ship_return(&mut self, id: RmaId, tracking: Option<Line>) -> Result<Rma, Error> {
        self.change(Deed::ReturnHandle, |tx, by| {
            let mut rma = tx.need_shown_return(&by.scope, id)?;
            rma.tracking = tracking.or(rma.tracking);
            step(tx, by, rma, RmaAction::Ship, None)
        })
    }

    /// Takes down what came: all of each line that nothing is said of.
    pub fn receive_return(&mut self, id: RmaId, came: &Said<Quantity>) -> Result<Rma, Error> {
        self.change(Deed::ReturnHandle, |tx, by| {
            let rma = tx.need_shown_return(&by.scope, id)?;
            refuse_step(&rma, RmaAction::Receive)?;
            each(tx, &rma, came, |line, place, came| {
                let came = came.unwrap_or(line.quantity);
                if came > line.quantity || came < Quantity::ZERO {
                    let asked = line.quantity;
                    return Err(Error::Rule(format!(
                        "{came} of line {place} cannot have come with {id}: {asked} were to"
                    )));
                }
                line.received = Some(came);
                Ok(())
            })?;
            step(tx, by, rma, RmaAction::Receive, None)
        })
    }

    /// Takes down what was found of each line that came.
    pub fn inspect_return(&mut self, id: RmaId, found: &Said<Finding>) -> Result<Rma, Error> {
        self.change(Deed::ReturnHandle, |tx, by| {
            let rma = tx.need_shown_return(&by.scope, id)?;
            refuse_step(&rma, RmaAction::Inspect)?;
            each(tx, &rma, found, |line, place, found| {
                let none_came = line.received == Some(Quantity::ZERO);
                line.finding = Some(match (found, none_came) {
                    (None | Some(Finding::Missing), true) => Finding::Missing,
                    (Some(found), true) => {
                        return Err(Error::Rule(format!("line {place} of {id} cannot be {found}: none of it came")));
                    }
                    (Some(found), false) => found,
                    (None, false) => {
                        return Err(Error::Rule(format!(
                            "nothing was said of line {place} of {id}; add {place}=ok, or what it is"
                        )));
                    }
                });
                Ok(())
            })?;
            step(tx, by, rma, RmaAction::Inspect, None)
        })
    }

    /// Decides what is done about each line.
    pub fn resolve_return(&mut self, id: RmaId, done: &Said<Remedy>, note: Option<Line>) -> Result<Rma, Error> {
        self.change(Deed::ReturnResolve, |tx, by| {
            let rma = tx.need_shown_return(&by.scope, id)?;
            refuse_step(&rma, RmaAction::Resolve)?;
            each(tx, &rma, done, |line, place, done| {
                let nothing_came = line.received.is_none_or(|came| came == Quantity::ZERO);
                line.remedy = Some(match (done, nothing_came) {
                    (None | Some(Remedy::None), true) => Remedy::None,
                    (Some(done), true) => {
                        return Err(Error::Rule(format!("{done} is not for line {place} of {id}: none of it came")));
                    }
                    (Some(done), false) => done,
                    (None, false) => {
                        return Err(Error::Rule(format!(
                            "nothing was said of line {place} of {id}; add {place}=credit, or what is done"
                        )));
                    }
                });
                Ok(())
            })?;
            step(tx, by, rma, RmaAction::Resolve, note)
        })
    }

    /// Ends a return.
    pub fn close_return(&mut self, id: RmaId, note: Option<Line>) -> Result<Rma, Error> {
        self.change(Deed::ReturnResolve, |tx, by| {
            step(tx, by, tx.need_shown_return(&by.scope, id)?, RmaAction::Close, note)
        })
    }

    /// Returns the returns a list takes, the latest first.
    pub fn returns(
        &mut self,
        account: Option<&str>,
        order: Option<&str>,
        statuses: &[RmaStatus],
        all: bool,
    ) -> Result<Vec<RmaEntry>, Error> {
        self.look_within(Deed::ReturnRead, |tx, by| {
            let scope = by.scope.clone();
            let account = account.map(|code| tx.need_shown_account(&scope, code)).transpose()?;
            let order = order.map(|name| tx.need_shown_order(&scope, name)).transpose()?;
            tx.returns(&RmaFilter {
                account: account.map(|account| account.id),
                order: order.map(|order| order.id),
                statuses: statuses.to_vec(),
                all,
                scope,
            })
        })
    }

    /// Returns a return with what stands around it.
    pub fn rma(&mut self, id: RmaId) -> Result<RmaView, Error> {
        self.look_within(Deed::ReturnRead, |tx, by| {
            let rma = tx.need_shown_return(&by.scope, id)?;
            let account = tx.account_by_id(rma.account)?;
            let order = tx.order_by_id(rma.order)?.number;
            let own = tx.order_lines(rma.order)?;
            let mut lines = Vec::new();
            for line in tx.return_lines(id)? {
                let Some(ordered) = own.iter().find(|ordered| ordered.id == line.line) else { continue };
                let (sku, name) = named(tx, ordered)?;
                let value = worth(ordered, line.received.unwrap_or(line.quantity))?;
                lines.push(RmaLineView { place: ordered.line, sku, name, line, value });
            }
            let is_rep = by.scope == Scope::Everything;
            let mut events = Vec::new();
            for event in tx.return_events(id)? {
                let rep = event.rep.filter(|_| is_rep).map(|rep| tx.rep_by_id(rep)).transpose()?;
                events.push((RmaEvent { note: event.note.filter(|_| is_rep), ..event }, rep.map(|rep| rep.handle)));
            }
            let contact = rma.contact.map(|id| tx.contact(id)).transpose()?.flatten();
            let contact = contact.and_then(|contact| contact.name.map(|name| name.to_string()));
            let shows_prices = by.scope.shows_prices();
            Ok(RmaView {
                rma,
                account: account.code,
                account_name: account.name,
                order,
                contact,
                lines,
                events,
                shows_prices,
            })
        })
    }
}

/// Says why a return does not go a step on, before anything else is said of it.
fn refuse_step(rma: &Rma, action: RmaAction) -> Result<RmaStatus, Error> {
    let (id, from) = (rma.id, rma.status);
    from.after(action, rma.inspection).map_err(|why| Error::Rule(format!("{id} was left {from}: {why}")))
}

/// Brings a return a step on.
fn step(tx: &Tx<'_>, by: &By, mut rma: Rma, action: RmaAction, note: Option<Line>) -> Result<Rma, Error> {
    let status = refuse_step(&rma, action)?;
    tx.record_return(&mut rma, &RmaEvent { at: by.now, rep: Some(by.id()), status, note })?;
    Ok(rma)
}

/// Hands each line of a return, its place and what was said of it to `work`, and stores what that made of it.
fn each<T: Copy>(
    tx: &Tx<'_>,
    rma: &Rma,
    said: &Said<T>,
    work: impl Fn(&mut RmaLine, u32, Option<T>) -> Result<(), Error>,
) -> Result<(), Error> {
    let own = tx.order_lines(rma.order)?;
    let place = |line: &RmaLine| own.iter().find(|own| own.id == line.line).map_or(0, |own| own.line);
    let lines = tx.return_lines(rma.id)?;
    if let Some((Some(odd), _)) =
        said.iter().find(|(at, _)| at.is_some_and(|at| lines.iter().all(|line| place(line) != at)))
    {
        return Err(Error::Rule(format!("{} has no line {odd}", rma.id)));
    }
    for mut line in lines {
        let at = place(&line);
        let found = said.iter().rev().find(|(of, _)| of.is_none_or(|of| of == at)).map(|(_, it)| *it);
        let exact = said.iter().rev().find(|(of, _)| *of == Some(at)).map(|(_, it)| *it);
        work(&mut line, at, exact.or(found))?;
        tx.save_return_line(rma.id, &line)?;
    }
    Ok(())
}

fn refuse_stranger(tx: &Tx<'_>, ticket: TicketId, account: AccountId) -> Result<(), Error> {
    if tx.need_ticket(ticket)?.account == account {
        return Ok(());
    }
    Err(Error::Rule(format!("{ticket} is not a ticket of {}", tx.account_code(account)?)))
}

/// Says which lines of a return are not covered by what was agreed.
fn refuse_uncovered(tx: &Tx<'_>, rma: &Rma, now: Instant) -> Result<(), Error> {
    let (terms, zone, _) = agreed(tx, rma.account, now)?;
    for line in tx.return_lines(rma.id)? {
        let delivered = tx.last_delivery(line.line)?;
        let verdict = terms.verdict(delivered.map(|at| zone.local(at).date()), zone.local(now).date());
        if !verdict.coverage.is_covered() {
            return Err(Error::Rule(format!(
                "{} is not covered: {}; --override authorises it for a --reason",
                rma.id, verdict.coverage
            )));
        }
    }
    Ok(())
}
