//! What the check has noted, taken in from a desk's own files.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{DeliveryIntake, Intake, NoticeIntake, RunIntake};
use crate::store::Noted;

impl Take for NoticeIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        if session.tx.ticket(intake.it.ticket)?.is_none() {
            return Err(refuse("ticket_id", "is no ticket of this desk"));
        }
        session.note(intake.it.id.number(), &intake.it)
    }
}

impl Take for DeliveryIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let notice = intake.it.notice.map(|notice| session.tx.noted::<NoticeIntake>(notice.number())).transpose()?;
        if notice.is_some_and(|notice| notice.is_none()) {
            return Err(refuse("notice_id", "is no notice of this desk"));
        }
        session.note(intake.it.id.number(), &intake.it)
    }
}

impl Take for RunIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.note(intake.it.id.number(), &intake.it)
    }
}

impl Session<'_> {
    fn note<T: Noted>(&self, number: i64, it: &T) -> Result<Outcome, Rejection> {
        let known = self.tx.noted::<T>(number)?;
        if known.as_ref() == Some(it) {
            return Ok(Outcome::Same);
        }
        match it.note(self.tx)? {
            false => Err(refuse("id", "is something else at this desk, or what it says stands under another number")),
            true if known.is_some() => Ok(Outcome::Updated),
            true => Ok(Outcome::Created),
        }
    }
}
