//! What was changed of orders, taken in from a desk's own files.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{Intake, RevisionIntake};
use crate::domain::order::Altered;
use crate::store::{ChangeOf, RevisionOf};

/// Why what was changed is not changed.
const REWRITTEN: &str = "came before and said something else; what was changed is not rewritten";

impl Take for RevisionIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("at", Some(it.at))])?;
        let order = session.need_order(&it.order)?;
        let contact = it.contact.as_deref().map(|name| session.known_orderer(name, order.account)).transpose()?;
        let revision = RevisionOf {
            order: order.id,
            number: it.revision,
            at: it.at,
            rep: session.need_rep("rep", it.rep.as_str())?,
            contact,
            reason: it.reason,
        };
        let revision = match session.tx.mirrored(&revision)? {
            Some(kept) if session.tx.mirrors_otherwise(kept.id, &revision)? => {
                return Err(refuse("revision", REWRITTEN));
            }
            Some(kept) => kept.id,
            None => session.tx.add_mirrored(&revision)?,
        };
        let altered = Altered { line: it.line, field: it.field.to_string(), before: it.before, after: it.after };
        session.take_change(it.change, digest, &ChangeOf { revision, altered })
    }
}

impl Session<'_> {
    fn take_change(&self, place: u32, digest: i64, change: &ChangeOf) -> Result<Outcome, Rejection> {
        match self.tx.change_at(change.revision, place)? {
            (Some(id), _) if self.tx.mirrors_otherwise(id, change)? => Err(refuse("change", REWRITTEN)),
            (Some(_), _) => Ok(Outcome::Same),
            (None, count) if place != count + 1 => {
                Err(refuse("change", format!("comes before change {} of that revision", count + 1)))
            }
            (None, _) => {
                let id = self.tx.add_mirrored(change)?;
                self.tx.keep_mirrored::<ChangeOf>(id, digest)?;
                Ok(Outcome::Created)
            }
        }
    }
}
