//! Reps taken in.

use super::{HERE, Outcome, Rejection, Session, Take, policies, refuse};
use crate::domain::RepId;
use crate::domain::intake::{Intake, RepIntake};
use crate::domain::rep::{Rep, RepEdit};
use crate::error::Error;
use crate::store::Keyed;

impl Take for RepIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_rep(intake)
    }
}

impl Session<'_> {
    /// Takes in a rep. Their team is made if it is new: no other import brings teams.
    fn take_rep(&mut self, intake: Intake<RepIntake>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        let kept = self.kept(Keyed::Rep, &external_id)?;
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let mut rep = match kept {
            Some(kept) => self.tx.rep_by_id(RepId::new(kept.id))?,
            None => Rep::new(it.handle.clone(), it.name.clone()),
        };
        if rep.handle != it.handle {
            return Err(refuse("handle", format!("is not this rep's handle here, which is `{}`", rep.handle)));
        }
        let before = rep.clone();
        self.need_calendar(&it.edit)?;
        rep.name = it.name;
        it.edit.apply(&mut rep);
        let mut new_team = None;
        if let Some(name) = &it.team {
            match self.team(name)? {
                Some(team) => rep.team = Some(team),
                None => new_team = Some(name),
            }
        }
        if let Some(kept) = kept {
            self.remember("rep", kept.id)?;
        }
        let outcome = match kept {
            Some(_) if self.source == HERE && rep == before && new_team.is_none() => Ok(Outcome::Same),
            Some(_) => self.tx.save_rep(&rep).map(|()| Outcome::Updated),
            None => self.tx.add_rep(&mut rep).map(|()| Outcome::Created),
        };
        let outcome = outcome.map_err(|why| match why {
            Error::Taken { .. } => refuse("handle", "is a rep here already, and did not come from this source"),
            Error::Rule(rule) => refuse("email", format!("was refused: {rule}")),
            other => other.into(),
        })?;
        if let Some(name) = new_team {
            // Only now: of a row that is refused, no team stays.
            self.known.teams.remove(name);
            rep.team = Some(self.tx.add_team(&name.parse().map_err(Error::from)?)?);
            self.tx.save_rep(&rep)?;
        }
        self.known.reps.remove(rep.handle.as_str());
        self.keep(Keyed::Rep, rep.id.number(), &external_id, digest)?;
        Ok(outcome)
    }

    /// Working hours are by a calendar in force; those that a desk kept may be by one that was.
    fn need_calendar(&self, edit: &RepEdit) -> Result<(), Rejection> {
        let Some(name) = edit.calendar.set().filter(|_| self.source != HERE) else { return Ok(()) };
        match policies::calendar(self.tx, name.as_str(), self.now) {
            Err(why @ Error::Unknown { .. }) => Err(refuse("calendar", format!("was refused: {why}"))),
            other => other.map(drop).map_err(Rejection::from),
        }
    }
}
