//! Shared mailboxes taken in.

use super::{Outcome, Rejection, Session, Take};
use crate::domain::QueueId;
use crate::domain::intake::{Intake, QueueIntake};
use crate::domain::rep::Queue;
use crate::error::Error;

impl Take for QueueIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let QueueIntake { address, team, region, segment } = intake.it;
        let team = team.as_deref().map(|name| session.known_team(name)).transpose()?;
        let tx = session.tx;
        let queue = Queue { id: QueueId::new(0), address, team, region, segment };
        match tx.need_queue(queue.address.as_str()) {
            Err(Error::Unknown { .. }) => Ok(tx.add_queue(&queue).map(|_| Outcome::Created)?),
            Err(why) => Err(why.into()),
            Ok(known) if (Queue { id: known.id, ..queue.clone() }) == known => Ok(Outcome::Same),
            // What the row leaves empty stays.
            Ok(known) => {
                let queue = Queue {
                    team: queue.team.or(known.team),
                    region: queue.region.or(known.region.clone()),
                    segment: queue.segment.or(known.segment),
                    ..known.clone()
                };
                if queue == known {
                    return Ok(Outcome::Same);
                }
                session.remember("queue", known.id.number())?;
                tx.save_queue(&queue)?;
                Ok(Outcome::Updated)
            }
        }
    }
}
