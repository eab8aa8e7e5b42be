//! Returns taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{Intake, RmaEventIntake, RmaIntake, RmaLineIntake};
use crate::domain::rma::{FreightPayer, Rma, RmaEvent, RmaLine, fold};
use crate::domain::{Quantity, Rate, RmaId};
use crate::error::Error;
use crate::store::{Keyed, RmaEventOf, RmaLineOf};

impl Take for RmaIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        let before = session.kept(Keyed::Return, &external_id)?.map(|kept| session.tx.find_return(RmaId::new(kept.id)));
        let before = before.transpose()?.flatten();
        let outcome =
            session.mirror_document(&external_id, digest, "id", |session| session.rma_of(it, before.as_ref()))?;
        if outcome != Outcome::Same
            && let Some(kept) = session.kept(Keyed::Return, &external_id)?
        {
            session.note_status(RmaId::new(kept.id))?;
        }
        Ok(outcome)
    }
}

impl Take for RmaLineIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let rma = session.need_return(&it.rma)?;
        let line = session.need_line(rma.order, it.line)?.id;
        let (received, finding, remedy) = (it.received, it.verdict, it.resolution);
        let back = RmaLine { line, quantity: it.quantity, received, finding, remedy };
        session.refuse_drift(&rma, &back)?;
        session.mirror_part(digest, &RmaLineOf { rma: rma.id, line: back })
    }
}

impl Take for RmaEventIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("at", Some(it.at))])?;
        let rma = session.need_return(&it.rma)?.id;
        let rep = it.rep.map(|handle| session.need_rep("rep", handle.as_str())).transpose()?;
        let event = RmaEvent { at: it.at, rep, status: it.status, note: it.note };
        session.returned.insert(rma);
        session.mirror_part(digest, &RmaEventOf { rma, event })
    }
}

impl Session<'_> {
    /// Returns the return of a number, or of the id it has in the same system.
    fn need_return(&self, name: &str) -> Result<Rma, Rejection> {
        let numbered = name.parse().ok().map(|id| self.tx.find_return(id)).transpose()?.flatten();
        if let Some(rma) = numbered {
            return Ok(rma);
        }
        let kept = self.kept(Keyed::Return, name)?.map(|kept| self.tx.find_return(RmaId::new(kept.id)));
        kept.transpose()?.flatten().ok_or_else(|| refuse("return", "is no return of this desk"))
    }

    /// Returns what a row makes of a return: what it says nothing of stays.
    fn rma_of(&mut self, it: RmaIntake, before: Option<&Rma>) -> Result<Rma, Rejection> {
        self.refuse_future(&[("requested_at", Some(it.requested_at)), ("updated_at", it.updated_at)])?;
        let order = self.need_order(&it.order)?;
        let id = it.id.unwrap_or(RmaId::new(0));
        let numbered = self.tx.find_return(id)?;
        if numbered.is_some_and(|known| known.order != order.id || known.requested_at != it.requested_at) {
            return Err(refuse("id", "is another return at this desk"));
        }
        if let Some(ticket) = it.ticket
            && self.tx.ticket(ticket)?.is_none()
        {
            return Err(refuse("ticket", "is no ticket of this desk"));
        }
        let contact = it.contact.as_deref().map(|name| self.known_orderer(name, order.account)).transpose()?;
        let since =
            before.map_or(it.requested_at, |known| if known.status == it.status { known.updated_at } else { self.now });
        Ok(Rma {
            id,
            account: order.account,
            contact,
            order: order.id,
            ticket: it.ticket,
            status: it.status,
            reason: it.reason,
            restocking: it.restocking.or_else(|| Some(before?.restocking)).unwrap_or(Rate::ZERO),
            freight: it.freight_payer.or_else(|| Some(before?.freight)).unwrap_or(FreightPayer::Customer),
            inspection: it.inspection.or_else(|| Some(before?.inspection)).unwrap_or(false),
            tracking: it.tracking,
            requested_at: it.requested_at,
            updated_at: it.updated_at.unwrap_or(since),
        })
    }

    /// Adds what a row alone tells to a return's log: how it stands, unless its log comes too or says so already.
    fn note_status(&mut self, id: RmaId) -> Result<(), Rejection> {
        self.returned.insert(id);
        let Some(rma) = self.tx.find_return(id)? else { return Ok(()) };
        if !self.to_come.return_events && fold(&self.tx.return_events(id)?) != Some(rma.status) {
            let event = RmaEvent { at: rma.updated_at, rep: None, status: rma.status, note: None };
            self.tx.add_mirrored(&RmaEventOf { rma: id, event })?;
        }
        Ok(())
    }

    /// No more comes back than left.
    fn refuse_drift(&self, rma: &Rma, back: &RmaLine) -> Result<(), Rejection> {
        if back.received.is_some_and(|came| came > back.quantity) {
            return Err(refuse("received", format!("is more than the {} that were to come", back.quantity)));
        }
        let known = self.tx.return_lines(rma.id)?.into_iter().find(|known| known.line == back.line);
        let own = known.map_or(Quantity::ZERO, |known| known.taken_up(rma.status));
        let others = self.tx.returned(back.line)?.minus(own);
        let left = self.tx.shipped(back.line)?.minus(others);
        if back.taken_up(rma.status) > left {
            return Err(refuse("quantity", format!("is more than the {left} that left and did not come back")));
        }
        Ok(())
    }

    /// Refuses returns whose logs lead elsewhere than their rows say.
    pub(super) fn bear_out_returns(&self) -> Result<(), Error> {
        for id in &self.returned {
            let rma = self.tx.find_return(*id)?;
            let status = fold(&self.tx.return_events(*id)?);
            if rma.map(|rma| rma.status) != status {
                return Err(Error::Rule(format!("the row of {id} and its events say different things of status")));
            }
        }
        Ok(())
    }
}
