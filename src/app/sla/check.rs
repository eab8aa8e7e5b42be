//! What the check has to tell.

use super::clocks::news;
use super::{judged, line};
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::sla::{Cycle, Level, Outlook};
use crate::domain::{Instant, TicketId};
use crate::error::Error;
use crate::store::{Notice, TicketFilter, TicketLine, Tx};

/// A promise that the check has something to say about.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The ticket.
    pub ticket: TicketLine,
    /// What was promised, and how it stands.
    pub cycle: Cycle,
    /// The level that was passed.
    pub level: Level,
    /// When it was passed.
    pub at: Instant,
    /// How things stand now; nothing once the promise is no longer owed.
    pub outlook: Option<Outlook>,
}

impl Desk {
    /// Tells what clocks have passed since they were last asked, each thing once, in the order of time.
    pub fn check(&mut self) -> Result<Vec<Finding>, Error> {
        let Self { store, clock, .. } = self;
        let now = clock.now();
        // Most runs have nothing to say: they take no lock.
        if store.read(|tx| tx.tickets_to_check(now))?.is_empty() {
            return Ok(Vec::new());
        }
        let mut findings = store.write(|tx| -> Result<_, Error> {
            let book = book(tx)?;
            let mut findings = Vec::new();
            for id in tx.tickets_to_check(now)? {
                let judged = judged(tx, &book, &tx.need_ticket(id)?, now)?;
                let news = news(tx, id, &judged, now)?;
                for notice in &news {
                    tx.record_notice(notice, now)?;
                }
                tx.save_clocks(id, &judged.cycles, judged.deadlines(&[], now))?;
                findings.extend(findings_of(tx, id, &judged.cycles, &news, now)?);
            }
            Ok(findings)
        })?;
        findings.sort_by_key(|finding| (finding.at, finding.ticket.id));
        Ok(findings)
    }

    /// Tells which promises were in danger or broken at `at`, noticed or not. Records nothing.
    pub fn check_at(&mut self, at: Instant) -> Result<Vec<Finding>, Error> {
        self.store.read(|tx| {
            let (book, owing) = (book(tx)?, tx.tickets_owing_at(at)?);
            let filter = TicketFilter { ids: Some(owing), ..Default::default() };
            let mut findings = Vec::new();
            for ticket in tx.tickets(&filter)? {
                for cycle in judged(tx, &book, &tx.need_ticket(ticket.id)?, at)?.cycles {
                    let outlook = cycle.outlook(at);
                    let Some(Outlook::Breached | Outlook::AtRisk) = outlook else { continue };
                    let Some(passed) = cycle.passed(at).last() else { continue };
                    let (level, at) = (passed.level, passed.at);
                    findings.push(Finding { ticket: ticket.clone(), cycle, level, at, outlook });
                }
            }
            findings.sort_by_key(|finding| (finding.at, finding.ticket.id));
            Ok(findings)
        })
    }
}

fn findings_of(
    tx: &Tx<'_>,
    id: TicketId,
    cycles: &[Cycle],
    news: &[Notice],
    now: Instant,
) -> Result<Vec<Finding>, Error> {
    if news.is_empty() {
        return Ok(Vec::new());
    }
    let ticket = line(tx, id)?;
    let finding = |notice: &Notice| {
        let of = |cycle: &&Cycle| (cycle.metric, cycle.number) == (notice.metric, notice.number);
        let cycle = cycles.iter().find(of)?.clone();
        let (ticket, outlook) = (ticket.clone(), cycle.outlook(now));
        Some(Finding { ticket, outlook, cycle, level: notice.level, at: notice.at })
    };
    Ok(news.iter().filter_map(finding).collect())
}
