//! Reports of tickets: whatever is counted, of whatever groups.

use super::group::Groups;
use super::then::Then;
use super::{About, Grouped};
use crate::app::{Desk, policy};
use crate::domain::Instant;
use crate::domain::access::Deed;
use crate::domain::report::{By, Dimension, Needs, TicketFigures};
use crate::error::Error;
use crate::store::{Span, Tell};

/// Which tickets a report is about, and as of when.
#[derive(Debug)]
pub struct TicketsQuery {
    /// What it groups them by.
    pub by: By<Dimension>,
    /// Which they are, by when they were opened.
    pub about: About,
    /// What was true then, groups included; now, if nothing is said.
    pub at: Option<Instant>,
}

impl Desk {
    /// Reports figures of tickets, by group. `tell` is told how far packing them has come, if that comes first.
    pub fn report_tickets<F: TicketFigures>(
        &mut self,
        query: &TicketsQuery,
        tell: &mut Tell<'_>,
    ) -> Result<Vec<Grouped<F>>, Error> {
        if query.at.is_none() {
            self.pack_for(&query.about, tell)?;
        }
        let now = self.clock.now();
        self.look(Deed::ReportRead, |tx, _| {
            let mut groups = Groups::<F>::new(tx, query.by);
            let (by, within) = (query.by.dimensions(), query.about.within(tx)?);
            let Some(at) = query.at else {
                tx.each_reported(&by, within, F::NEEDS, now, |ticket| groups.count(ticket))?;
                return Ok(groups.finish());
            };
            let book = policy::book(tx)?;
            tx.each_reported(&[], within, Needs::default(), at, |ticket| {
                let then = Then::of(tx, &book, ticket.facts.id, at)?;
                then.filter(|then| !F::NEEDS.open || then.is_open())
                    .map_or(Ok(()), |then| groups.count(&then.seen(&by)))
            })?;
            Ok(groups.finish())
        })
    }
}

impl Desk {
    /// Packs what has changed most since reports last read all tickets, if one of all is asked for; unless the file takes no
    /// writing just now.
    pub(super) fn pack_for(&mut self, about: &About, tell: &mut Tell<'_>) -> Result<(), Error> {
        if about.account.is_some() {
            return Ok(());
        }
        let unpacked = self.look(Deed::ReportRead, |tx, _| tx.unpacked())?;
        let count = |spans: &[Span]| spans.iter().map(|span| span.size()).sum::<u64>();
        let mut done = 0;
        // Others who write wait for no longer than one long span takes.
        for portion in unpacked.chunk_by(|one, other| one.is_short() && other.is_short()) {
            if !self.store.jot(|tx| portion.iter().try_for_each(|span| tx.pack(*span)))? {
                break;
            }
            done += count(portion);
            tell(done, count(&unpacked));
        }
        Ok(())
    }
}
