//! Reports.

mod credits;
mod quotes;

pub use credits::CreditLine;
pub use quotes::{QuotesLine, QuotesQuery, QuotesReport};

use std::collections::BTreeMap;

use super::{Desk, sla};
use crate::domain::access::Deed;
use crate::domain::report::{Dimension, Group, worst};
use crate::domain::sla::{Outlook, Verdict};
use crate::domain::ticket::{Priority, StatusWord};
use crate::domain::{Instant, Seconds, TicketId};
use crate::error::Error;
use crate::store::{Period, Reported, Tx};

/// How a group of tickets fared.
#[derive(Debug)]
pub struct SlaLine {
    /// What they have in common.
    pub group: String,
    /// The figures.
    pub figures: Group,
}

/// A group of open tickets.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the figures are named for what they count")]
pub struct BacklogLine {
    pub group: String,
    pub open: usize,
    pub new: usize,
    pub pending: usize,
    pub on_hold: usize,
    pub unassigned: usize,
    pub at_risk: usize,
    pub breached: usize,
    /// The age of the oldest.
    pub oldest: Seconds,
    /// The median age.
    pub median: Seconds,
    ages: Vec<Seconds>,
}

impl Desk {
    /// Reports how promises were kept, by group, of tickets opened within the period; as of `at`, or now.
    pub fn report_sla(&mut self, by: Dimension, period: Period, at: Option<Instant>) -> Result<Vec<SlaLine>, Error> {
        let now = self.clock.now();
        self.look(Deed::ReportRead, |tx, _| {
            let mut verdicts = match at {
                Some(at) => Ledger::judged(tx, at)?,
                None => Ledger::kept(tx, false)?,
            };
            let as_of = at.unwrap_or(now);
            let mut groups = BTreeMap::<_, (String, Group)>::new();
            tx.each_reported(by, period, |ticket| {
                if ticket.created_at > as_of {
                    return Ok(());
                }
                let (open, verdicts) = verdicts.of(&ticket);
                let (_, group) =
                    groups.entry(rank(by, &ticket.group)).or_insert_with(|| (ticket.group.clone(), Group::default()));
                group.count(open, verdicts, as_of);
                Ok(())
            })?;
            Ok(groups.into_values().map(|(group, figures)| SlaLine { group, figures }).collect())
        })
    }

    /// Reports the tickets that are not settled, by group.
    pub fn report_backlog(&mut self, by: Dimension) -> Result<Vec<BacklogLine>, Error> {
        let now = self.clock.now();
        self.look(Deed::ReportRead, |tx, _| {
            let mut verdicts = Ledger::kept(tx, true)?;
            let mut groups = BTreeMap::<_, BacklogLine>::new();
            tx.each_reported(by, Period::ALL, |ticket| {
                if matches!(ticket.status, StatusWord::Resolved | StatusWord::Closed) {
                    return Ok(());
                }
                let (_, verdicts) = verdicts.of(&ticket);
                let line = groups.entry(rank(by, &ticket.group)).or_default();
                line.group.clone_from(&ticket.group);
                line.count(&ticket, worst(verdicts, now), now);
                Ok(())
            })?;
            Ok(groups.into_values().map(BacklogLine::finished).collect())
        })
    }
}

impl BacklogLine {
    fn count(&mut self, ticket: &Reported, outlook: Option<Outlook>, now: Instant) {
        self.open += 1;
        self.unassigned += usize::from(ticket.unassigned);
        self.ages.push(now.since(ticket.created_at));
        match ticket.status {
            StatusWord::New => self.new += 1,
            StatusWord::Pending => self.pending += 1,
            StatusWord::OnHold => self.on_hold += 1,
            StatusWord::Open | StatusWord::Resolved | StatusWord::Closed => {}
        }
        match outlook {
            Some(Outlook::Breached) => self.breached += 1,
            Some(Outlook::AtRisk) => self.at_risk += 1,
            Some(Outlook::OnTrack | Outlook::Paused) | None => {}
        }
    }

    fn finished(mut self) -> Self {
        self.ages.sort_unstable();
        self.oldest = self.ages.last().copied().unwrap_or_default();
        self.median = self.ages.get(self.ages.len().saturating_sub(1) / 2).copied().unwrap_or_default();
        self
    }
}

/// Orders groups as people do: priorities by urgency, the rest by name.
fn rank(by: Dimension, group: &str) -> (usize, String) {
    let urgency = || group.parse::<Priority>().map_or(0, |priority| Priority::ALL.len() - priority as usize);
    (if by == Dimension::Priority { urgency() } else { 0 }, group.to_owned())
}

/// Verdicts of all tickets, to be asked for in the order of their numbers.
struct Ledger {
    verdicts: Vec<(TicketId, Verdict)>,
    /// Whether tickets were open then; empty where their present status tells.
    open: Vec<(TicketId, bool)>,
    scratch: Vec<Verdict>,
    next: usize,
    next_open: usize,
}

impl Ledger {
    /// Takes what is kept of every promise, or of those still owed.
    fn kept(tx: &Tx<'_>, owed: bool) -> Result<Self, Error> {
        let mut verdicts = Vec::new();
        tx.each_verdict(owed, |ticket, verdict| {
            verdicts.push((ticket, verdict));
            Ok(())
        })?;
        Ok(Self { verdicts, open: Vec::new(), scratch: Vec::new(), next: 0, next_open: 0 })
    }

    /// Judges every promise as of `at`.
    fn judged(tx: &Tx<'_>, at: Instant) -> Result<Self, Error> {
        let (mut verdicts, mut open) = (Vec::new(), Vec::new());
        sla::each_judged(tx, at, |id, events, cycles| {
            verdicts.extend(cycles.iter().map(|cycle| (id, Verdict::of(cycle))));
            let last = events.iter().filter(|event| event.at <= at).filter_map(|event| event.to).next_back();
            open.push((id, last.is_none_or(|status| !status.is_settled())));
            Ok(())
        })?;
        Ok(Self { verdicts, open, scratch: Vec::new(), next: 0, next_open: 0 })
    }

    /// Returns whether the ticket is open, and its verdicts.
    fn of(&mut self, ticket: &Reported) -> (bool, &[Verdict]) {
        self.scratch.clear();
        while let Some((id, verdict)) = self.verdicts.get(self.next).filter(|(id, _)| *id <= ticket.id) {
            if *id == ticket.id {
                self.scratch.push(*verdict);
            }
            self.next += 1;
        }
        while self.open.get(self.next_open).is_some_and(|(id, _)| *id < ticket.id) {
            self.next_open += 1;
        }
        let now_open = !matches!(ticket.status, StatusWord::Resolved | StatusWord::Closed);
        let then = self.open.get(self.next_open).filter(|(id, _)| *id == ticket.id);
        (then.map_or(now_open, |(_, open)| *open), &self.scratch)
    }
}
