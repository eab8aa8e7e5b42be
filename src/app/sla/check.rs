//! What the check has to tell, and what it does about it.

use super::clocks::news;
use super::escalation::Watch;
use super::{judged, line};
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::access::Deed;
use crate::domain::scope::Scope;
use crate::domain::sla::{Cycle, Level, Outlook};
use crate::domain::{Instant, RunId, TicketId};
use crate::error::Error;
use crate::store::{Notice, TicketFilter, TicketLine};

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

/// What one run of the check came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many tickets it looked at.
    pub tickets: usize,
    /// What is told, in the order of time.
    pub findings: Vec<Finding>,
    /// What a policy asks for and could not be done.
    pub warnings: Vec<String>,
    /// How the run is logged, if it had something to say.
    pub run: Option<RunId>,
}

impl Desk {
    /// Tells what clocks have passed since they were last asked, each thing once, in the order of time; does what their
    /// policies ask for, and queues who is to be notified, all in one transaction.
    pub fn check(&mut self) -> Result<Checked, Error> {
        let (now, outlets) = (self.now(), self.rules.outlets.clone());
        // Most runs have nothing to say: they take no lock.
        if self.look(Deed::SlaCheck, |tx, _| tx.tickets_to_check(now))?.is_empty() {
            return Ok(Checked::default());
        }
        self.change(Deed::SlaCheck, |tx, _| {
            let book = book(tx)?;
            let mut watch = Watch::new(tx, &book, &outlets, now);
            let mut checked = Checked::default();
            for id in tx.tickets_to_check(now)? {
                checked.tickets += 1;
                checked.findings.extend(look_at(&mut watch, id)?);
            }
            checked.warnings = watch.warnings;
            checked.findings.sort_by_key(|finding| (finding.at, finding.ticket.id));
            if !checked.findings.is_empty() {
                checked.run = Some(tx.begin_run(now, checked.findings.len())?);
            }
            Ok(checked)
        })
    }

    /// Tells which promises were in danger or broken at `at`, noticed or not. Records nothing.
    pub fn check_at(&mut self, at: Instant) -> Result<Vec<Finding>, Error> {
        self.look(Deed::SlaRead, |tx, _| {
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

/// Tells what there is to tell of a ticket, and does what is to be done about it.
///
/// What is done may change what was promised: the ticket is judged again until there is no more to tell. Each level is
/// told once, so that this ends.
fn look_at(watch: &mut Watch<'_>, id: TicketId) -> Result<Vec<Finding>, Error> {
    let (tx, book, now) = (watch.tx, watch.book, watch.now);
    let mut told = Vec::new();
    loop {
        let judged = judged(tx, book, &tx.need_ticket(id)?, now)?;
        let mut news = news(tx, id, &judged, now)?;
        tx.save_clocks(id, &judged.cycles, judged.deadlines(&[], now))?;
        news.sort_by_key(|notice| notice.at);
        let mut changed = false;
        for notice in news {
            let of = |cycle: &&Cycle| (cycle.metric, cycle.number) == (notice.metric, notice.number);
            let (Some(cycle), Some(recorded)) = (judged.cycles.iter().find(of), tx.record_notice(&notice, now)?) else {
                continue;
            };
            changed |= watch.react(cycle, &notice, recorded)?;
            told.push((notice, cycle.clone()));
        }
        if !changed {
            break;
        }
    }
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let ticket = line(tx, &Scope::Everything, id)?;
    let finding = |(notice, cycle): (Notice, Cycle)| {
        let (ticket, outlook) = (ticket.clone(), cycle.outlook(now));
        Finding { ticket, outlook, cycle, level: notice.level, at: notice.at }
    };
    Ok(told.into_iter().map(finding).collect())
}
