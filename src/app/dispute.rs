//! Disputes: what customers contest, and what came of it.

use super::Desk;
use crate::domain::access::Deed;
use crate::domain::dispute::{Act, Dispute, DisputeReason, DisputeStatus, Outcome};
use crate::domain::invoice::{Invoice, InvoiceKind};
use crate::domain::{DisputeId, Line, Money, TicketId};
use crate::error::Error;
use crate::store::{DisputeEntry, DisputeFilter, Tx};

/// What it takes to contest an invoice.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct NewDispute {
    /// The invoice's number.
    pub invoice: String,
    pub reason: DisputeReason,
    pub line: Option<u32>,
    /// A plain number in the invoice's currency; by default all of the line, or of the invoice.
    pub amount: Option<String>,
    pub ticket: Option<TicketId>,
    pub note: Option<Line>,
}

impl Desk {
    /// Contests an invoice.
    pub fn open_dispute(&mut self, new: &NewDispute) -> Result<DisputeEntry, Error> {
        self.change(Deed::DisputeOpen, |tx, by| {
            let invoice = tx.need_invoice(&new.invoice)?;
            if invoice.kind == InvoiceKind::CreditNote {
                return Err(Error::Rule(format!("{} is a credit note, which asks for nothing", invoice.number)));
            }
            let dispute = Dispute {
                id: DisputeId::new(0),
                invoice: invoice.id,
                line: new.line,
                ticket: new.ticket.map(|id| tx.need_ticket(id)).transpose()?.map(|ticket| ticket.id),
                reason: new.reason,
                amount: contested(tx, &invoice, new)?,
                status: DisputeStatus::Opened,
                outcome: None,
                credit_note: None,
                opened_at: by.now,
                decided_at: None,
                closed_at: None,
                note: new.note.clone(),
            };
            let id = tx.add_dispute(&dispute)?;
            tx.need_dispute(&by.scope, id)
        })
    }

    /// Says that somebody looks into a dispute.
    pub fn investigate_dispute(&mut self, id: DisputeId) -> Result<DisputeEntry, Error> {
        self.act_on_dispute(id, Act::Investigate, |_, _| Ok(()))
    }

    /// Decides a dispute; what is accepted is given back with a credit note, by its number.
    pub fn decide_dispute(
        &mut self,
        id: DisputeId,
        outcome: Outcome,
        credit_note: Option<&str>,
    ) -> Result<DisputeEntry, Error> {
        self.act_on_dispute(id, Act::Decide(outcome), |tx, entry| {
            let dispute = &mut entry.dispute;
            dispute.outcome = Some(outcome);
            dispute.credit_note = match (outcome, credit_note) {
                (Outcome::Rejected, None) => None,
                (Outcome::Rejected, Some(note)) => {
                    return Err(Error::Rule(format!("{id} is to be rejected, and {note} would give something back")));
                }
                (Outcome::Accepted | Outcome::AcceptedInPart, None) => {
                    let why =
                        format!("{id} can be {outcome} with the credit note that gives it back: --credit-note NUMBER");
                    return Err(Error::Rule(why));
                }
                (Outcome::Accepted | Outcome::AcceptedInPart, Some(number)) => {
                    let note = tx.need_invoice(number)?;
                    refuse_odd_note(&note, dispute, &entry.invoice)?;
                    Some(note.id)
                }
            };
            Ok(())
        })
    }

    /// Closes a dispute that was decided.
    pub fn close_dispute(&mut self, id: DisputeId) -> Result<DisputeEntry, Error> {
        self.act_on_dispute(id, Act::Close, |_, _| Ok(()))
    }

    fn act_on_dispute(
        &mut self,
        id: DisputeId,
        act: Act,
        work: impl FnOnce(&Tx<'_>, &mut DisputeEntry) -> Result<(), Error>,
    ) -> Result<DisputeEntry, Error> {
        self.change(Deed::DisputeDecide, |tx, by| {
            let mut entry = tx.need_dispute(&by.scope, id)?;
            let next = entry.dispute.status.after(act);
            entry.dispute.status = next.map_err(|why| Error::Rule(format!("{id} was left as it is: {why}")))?;
            match act {
                Act::Investigate => {}
                Act::Decide(_) => entry.dispute.decided_at = Some(by.now),
                Act::Close => entry.dispute.closed_at = Some(by.now),
            }
            work(tx, &mut entry)?;
            tx.save_dispute(&entry.dispute)?;
            tx.need_dispute(&by.scope, id)
        })
    }

    /// Returns the disputes a list takes, of one account if it is named.
    pub fn disputes(&mut self, account: Option<&str>, closed: bool) -> Result<Vec<DisputeEntry>, Error> {
        self.look_within(Deed::DisputeRead, |tx, by| {
            let account = account.map(|code| tx.need_shown_account(&by.scope, code)).transpose()?;
            let account = account.map(|account| account.id);
            tx.disputes(&DisputeFilter { account, closed, scope: by.scope.clone(), ..Default::default() })
        })
    }

    /// Returns a dispute.
    pub fn dispute(&mut self, id: DisputeId) -> Result<DisputeEntry, Error> {
        self.look_within(Deed::DisputeRead, |tx, by| tx.need_dispute(&by.scope, id))
    }
}

/// Returns what is contested: not more than what is asked for.
fn contested(tx: &Tx<'_>, invoice: &Invoice, new: &NewDispute) -> Result<Money, Error> {
    let currency = invoice.net.currency;
    let most = match new.line {
        None => invoice.total(),
        Some(number) => {
            let lines = tx.invoice_lines(invoice)?;
            let line = lines.iter().find(|line| line.line == number);
            let line = line.ok_or_else(|| Error::unknown("line", format!("{number} of {}", invoice.number)))?;
            Money { minor: line.net, currency }
        }
    };
    let amount = new.amount.as_deref().map(|text| Money::parse(text, currency)).transpose()?.unwrap_or(most);
    if amount.minor <= 0 || amount.minor > most.minor {
        return Err(Error::Rule(format!("{amount} cannot be contested of {most}")));
    }
    Ok(amount)
}

fn refuse_odd_note(note: &Invoice, dispute: &Dispute, invoice: &crate::domain::Number) -> Result<(), Error> {
    if note.kind == InvoiceKind::Invoice {
        return Err(Error::Rule(format!("{} is an invoice, which gives nothing back", note.number)));
    }
    if note.corrects.is_some_and(|corrected| corrected != dispute.invoice) {
        return Err(Error::Rule(format!("{} takes back another invoice than {invoice}", note.number)));
    }
    Ok(())
}
