//! Teams taken in.

use super::{Outcome, Rejection, Session, Take};
use crate::domain::intake::{Intake, TeamIntake};
use crate::error::Error;

impl Take for TeamIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let name = intake.it.name;
        match session.tx.need_team(name.as_str()) {
            Ok(_) => Ok(Outcome::Same),
            Err(Error::Unknown { .. }) => Ok(session.tx.add_team(&name).map(|_| Outcome::Created)?),
            Err(why) => Err(why.into()),
        }
    }
}
