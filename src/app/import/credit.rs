//! Disputes, and what accounts may owe, taken in from a desk's own files.

use super::invoice::{amount, positive};
use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::account::Account;
use crate::domain::credit::{CreditChange, Override};
use crate::domain::dispute::Dispute;
use crate::domain::intake::{CreditChangeIntake, DisputeIntake, Intake, OverrideIntake};
use crate::domain::{Code, Money};
use crate::store::OverrideOf;

impl Take for DisputeIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[
            ("opened_at", Some(it.opened_at)),
            ("decided_at", it.decided_at),
            ("closed_at", it.closed_at),
        ])?;
        let invoice = session.need_invoice("invoice", &it.invoice)?;
        let known = session.tx.dispute(it.id)?;
        if known.is_some_and(|known| known.invoice != invoice.id || known.opened_at != it.opened_at) {
            return Err(refuse("id", "is another dispute at this desk"));
        }
        if let Some(ticket) = it.ticket
            && session.tx.ticket(ticket)?.is_none()
        {
            return Err(refuse("ticket", "is no ticket of this desk"));
        }
        let currency = invoice.net.currency;
        let note = it.credit_note.as_ref().map(|number| session.need_invoice("credit_note", number)).transpose()?;
        let dispute = Dispute {
            id: it.id,
            invoice: invoice.id,
            line: it.line,
            ticket: it.ticket,
            reason: it.about,
            amount: Money { minor: positive("amount", &it.amount, currency)?, currency },
            status: it.status,
            outcome: it.outcome,
            credit_note: note.map(|note| note.id),
            opened_at: it.opened_at,
            decided_at: it.decided_at,
            closed_at: it.closed_at,
            note: it.note,
        };
        session.mirror_part(digest, &dispute)
    }
}

impl Take for CreditChangeIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("at", Some(it.at))])?;
        let account = session.whole_account(&it.account)?;
        let read = |field, text: &Option<String>| {
            text.as_deref().map(|text| amount(field, text, account.currency)).transpose()
        };
        let change = CreditChange {
            account: account.id,
            at: it.at,
            limit_before: read("limit_before", &it.limit_before)?,
            limit_after: read("limit_after", &it.limit_after)?,
            hold_before: it.hold_before,
            hold_after: it.hold_after,
            reason: it.reason,
        };
        session.mirror_part(digest, &change)
    }
}

impl Take for OverrideIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("at", Some(it.at)), ("revoked_at", it.revoked_at)])?;
        let account = session.whole_account(&it.account)?;
        let rep = session.need_rep("rep", it.rep.as_str())?;
        let known = session.tx.find_override(it.id)?;
        if known.is_some_and(|(of, known)| of != account.id || known.at != it.at) {
            return Err(refuse("id", "is another override at this desk"));
        }
        let allowed = Override {
            id: it.id,
            amount: positive("amount", &it.amount, account.currency)?,
            lifts_hold: it.despite_hold,
            reason: it.reason,
            by: it.rep,
            at: it.at,
            expires_at: it.expires_at,
            revoked_at: it.revoked_at,
        };
        session.mirror_part(digest, &OverrideOf { account: account.id, rep, allowed })
    }
}

impl Session<'_> {
    fn whole_account(&mut self, code: &Code) -> Result<Account, Rejection> {
        let id = self.account(code.as_str())?.ok_or_else(|| refuse("account", "is no account of this desk"))?.0;
        Ok(self.tx.account_by_id(id)?)
    }
}
