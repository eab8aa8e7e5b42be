//! Policy versions taken in.

use super::{Outcome, Rejection, Session, Take, policies, refuse};
use crate::domain::intake::{Intake, PolicyIntake};

impl Take for PolicyIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        session.take_policy(intake.it)
    }
}

impl Session<'_> {
    /// Takes in a version as another desk had it. Only a desk that has judged nothing yet can take over how that one
    /// judged.
    fn take_policy(&mut self, PolicyIntake { version, rep }: PolicyIntake) -> Result<Outcome, Rejection> {
        let rep = rep.map(|handle| self.need_rep("rep", &handle)).transpose()?;
        let versions = self.tx.versions()?;
        let known = versions.iter().find(|known| known.number == version.number);
        if known.is_some_and(|known| *known == version) {
            return Ok(Outcome::Same);
        }
        if self.tx.has_tickets()? {
            let why = "cannot be taken in by a desk that has tickets: apply its TOML with `desk sla policy apply`";
            return Err(refuse("number", why));
        }
        if known.is_none() && version.number != i64::try_from(versions.len()).unwrap_or(i64::MAX) + 1 {
            return Err(refuse("number", format!("does not come next: {} are here", versions.len())));
        }
        let outcome = if known.is_some() {
            self.tx.replace_version(&version, rep)?;
            Outcome::Updated
        } else {
            self.tx.add_version(&version, rep)?;
            Outcome::Created
        };
        self.book = policies::book(self.tx)?;
        Ok(outcome)
    }
}
