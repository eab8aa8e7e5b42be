//! Who looks after which account, taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::Instant;
use crate::domain::intake::{AssignmentIntake, Intake};
use crate::store::Assignment;

impl Take for AssignmentIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let AssignmentIntake { account, role, rep, from, to } = intake.it;
        let account = session.account(&account)?.ok_or_else(|| refuse("account", "is no account of this desk"))?.0;
        let new = Assignment { id: 0, account, role, rep: session.need_rep("rep", &rep)?, from, to };
        let known = session.tx.assignments(account, role)?;
        let same = |known: &&Assignment| (known.rep, known.from) == (new.rep, new.from);
        if known.iter().filter(same).any(|known| known.to == new.to) {
            return Ok(Outcome::Same);
        }
        if let (Some(current), Some(to)) = (known.iter().filter(same).find(|known| known.to.is_none()), new.to) {
            session.remember("account_rep", current.id)?;
            session.tx.end_assignment(current.id, to)?;
            return Ok(Outcome::Updated);
        }
        // Whoever is put in charge now takes over from whoever is, as with `account assign`.
        let ends = |known: &Assignment| new.to.is_none() && known.to.is_none() && known.from <= new.from;
        if let Some(other) = known.iter().find(|known| !ends(known) && overlap(known, &new)) {
            let until = other.to.map_or_else(String::new, |to| format!(" to {to}"));
            let holder = session.tx.rep_by_id(other.rep)?.handle;
            let why = format!("is in the time of {holder}, who was {role} from {}{until}", other.from);
            return Err(refuse("from", why));
        }
        if let Some(current) = known.iter().find(|known| ends(known)) {
            session.remember("account_rep", current.id)?;
            session.tx.end_assignment(current.id, new.from)?;
        }
        session.tx.add_assignment(&new)?;
        Ok(Outcome::Created)
    }
}

/// Tells whether two times have an instant in common.
fn overlap(a: &Assignment, b: &Assignment) -> bool {
    let begins_before_end = |a: &Assignment, b: &Assignment| a.from < b.to.unwrap_or(Instant::MAX);
    let is_empty = |a: &Assignment| a.to == Some(a.from);
    begins_before_end(a, b) && begins_before_end(b, a) && !is_empty(a) && !is_empty(b)
}
