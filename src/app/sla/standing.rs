//! How promises stand as a whole, for whoever watches many things at once.

use crate::domain::access::Deed;
use std::collections::BTreeSet;

use crate::app::Desk;
use crate::domain::sla::{Metric, Outlook};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::OpenCount;

/// How promises stand as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How many tickets stand how.
    pub count: OpenCount,
    /// The deadline that binds first of those in danger or worse, and whose it is.
    pub first: Option<(TicketId, Metric, Instant)>,
    /// How many notifications are still to arrive; not known of the past.
    pub undelivered: Option<usize>,
}

impl Desk {
    /// Returns how promises stand now, from what is kept of them: it reads the tickets that are not settled.
    pub fn standing(&mut self) -> Result<Standing, Error> {
        let now = self.clock.now();
        self.look(Deed::SlaRead, |tx, _| {
            let undelivered = Some(tx.count_undelivered()?);
            Ok(Standing { count: tx.count_open(now)?, first: tx.first_due(now)?, undelivered })
        })
    }

    /// Returns how promises stood at `at`, from the logs.
    pub fn standing_at(&mut self, at: Instant) -> Result<Standing, Error> {
        let findings = self.check_at(at)?;
        let those = |outlook| {
            let found = findings.iter().filter(move |finding| finding.outlook == Some(outlook));
            found.map(|finding| finding.ticket.id).collect::<BTreeSet<_>>()
        };
        let (breached, at_risk) = (those(Outlook::Breached), those(Outlook::AtRisk));
        let due = findings.iter().filter_map(|finding| Some((finding.cycle.due_at?, finding)));
        let first = due.min_by_key(|(due, finding)| (*due, finding.ticket.id));
        let open = self.look(Deed::SlaRead, |tx, _| tx.count_open_at(at))?;
        Ok(Standing {
            count: OpenCount { open, breached: breached.len(), at_risk: at_risk.difference(&breached).count() },
            first: first.map(|(due, finding)| (finding.ticket.id, finding.cycle.metric, due)),
            undelivered: None,
        })
    }
}
