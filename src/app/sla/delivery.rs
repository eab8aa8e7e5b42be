//! Notifications on their way: after the commit, and under no lock.

use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::delivery::{DeliveryChannel, DeliveryState, News, Outlet, Parcel, Setback, is_first, pause_after};
use crate::domain::{Instant, RunId, TicketId};
use crate::error::Error;
use crate::store::{Claim, DeliveryLine};

/// What became of the notifications that were due.
#[derive(Debug, Default)]
pub struct Delivered {
    /// How many arrived.
    pub sent: usize,
    /// How many did not, and are tried again later.
    pub postponed: usize,
    /// How many were given up.
    pub given_up: usize,
    /// What went wrong for the first time, and what was given up.
    pub warnings: Vec<String>,
    /// How the run is logged, if it had something to say.
    pub run: Option<RunId>,
}

/// A notification, and how far it has come.
#[derive(Debug, Clone)]
pub struct Queued {
    /// How far it has come.
    pub line: DeliveryLine,
    /// What it says.
    pub news: News,
}

impl Desk {
    /// Hands each notification that is due to `send`, and records what came of it; `run` is how the check was logged
    /// that this belongs to.
    ///
    /// Whoever is to be told is told at least once: a run that dies between sending and recording is made good by a
    /// later one, with the same key.
    pub fn deliver(
        &mut self,
        run: Option<RunId>,
        mut send: impl FnMut(&Parcel) -> Result<(), Setback>,
    ) -> Result<Delivered, Error> {
        let delivered = Delivered { run, ..Delivered::default() };
        // What fails is tried again by a later run: this one tries everything once.
        let by = self.clock.reading();
        let mut post = Post { outlets: self.rules.outlets.clone(), delivered, desk: self };
        let mut last = None;
        while let Some(claim) = post.claim(by, last.as_ref())? {
            let outcome = send(&claim.parcel);
            post.record(&claim, outcome)?;
            last = Some(claim);
        }
        Ok(post.delivered)
    }

    /// Returns the notifications that are still to arrive, or all.
    pub fn outbox(&mut self, all: bool) -> Result<Vec<Queued>, Error> {
        let read = |line: DeliveryLine| {
            let news = serde_json::from_str(&line.parcel.message);
            let damaged = |why| Error::Store { context: format!("{}: {why}", line.parcel.key), source: None };
            Ok(Queued { news: news.map_err(damaged)?, line })
        };
        self.look(Deed::SlaRead, |tx, _| tx.deliveries(all)?.into_iter().map(read).collect())
    }

    /// Lets notifications that were given up be tried again, all of them or those of `keys`; returns how many. A key
    /// may be the beginning of some, up to a `/`: `T42` is all there is of that ticket.
    pub fn retry(&mut self, keys: &[String]) -> Result<usize, Error> {
        let now = self.clock.now();
        self.change(Deed::SlaRetry, |tx, _| {
            let mut lines = tx.deliveries(false)?;
            lines.retain(|line| line.state == DeliveryState::Failed && line.corrected_at.is_none());
            for key in keys {
                if !lines.iter().any(|line| is_named(&line.parcel.key, key)) {
                    return Err(Error::unknown("failed notification", key));
                }
            }
            lines.retain(|line| keys.is_empty() || keys.iter().any(|key| is_named(&line.parcel.key, key)));
            for line in &lines {
                tx.retry_delivery(&line.parcel.key, now)?;
            }
            Ok(lines.len())
        })
    }
}

/// Tells whether `name` is a delivery's key, or how it begins; a ticket's number may be written in any of its ways.
fn is_named(key: &str, name: &str) -> bool {
    let name = name.parse::<TicketId>().map_or_else(|_| name.to_owned(), |id| id.to_string());
    key.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Deliveries under way.
struct Post<'a> {
    desk: &'a mut Desk,
    /// The channels to use: one that took all its time is left alone until the next run.
    outlets: Vec<Outlet>,
    delivered: Delivered,
}

impl Post<'_> {
    /// Takes the next delivery after `last` that was due by `by`, so that nobody else takes it.
    fn claim(&mut self, by: Instant, last: Option<&Claim>) -> Result<Option<Claim>, Error> {
        let channels: Vec<DeliveryChannel> = self.outlets.iter().map(|outlet| outlet.channel).collect();
        // Most runs have nothing to deliver: they take no lock.
        if channels.is_empty()
            || self.desk.look(Deed::SlaDeliver, |tx, _| tx.next_delivery(by, &channels, last))?.is_none()
        {
            return Ok(None);
        }
        let (outlets, now) = (&self.outlets, self.desk.clock.reading());
        self.desk.change(Deed::SlaDeliver, |tx, _| {
            let Some(claim) = tx.next_delivery(by, &channels, last)? else { return Ok(None) };
            let outlet = outlets.iter().find(|outlet| outlet.channel == claim.parcel.channel);
            outlet.map_or(Ok(()), |outlet| tx.claim_delivery(&claim, *outlet, now))?;
            Ok(Some(claim))
        })
    }

    fn record(&mut self, claim: &Claim, outcome: Result<(), Setback>) -> Result<(), Error> {
        let now = self.desk.clock.reading();
        let is_final = outcome.as_ref().is_err_and(|setback| setback.is_final);
        let next_at = pause_after(claim.attempts).filter(|_| !is_final).map(|pause| now.plus(pause));
        let run = self.delivered.run;
        let recorded = self.desk.change(Deed::SlaDeliver, |tx, _| -> Result<RunId, Error> {
            match &outcome {
                Ok(()) => tx.delivery_sent(claim, now)?,
                Err(setback) => tx.delivery_failed(claim, &setback.why, next_at)?,
            }
            let run = run.map_or_else(|| tx.begin_run(now, 0), Ok)?;
            tx.count_attempt(run, outcome.is_ok(), now)?;
            Ok(run)
        })?;
        self.delivered.run = Some(recorded);
        match outcome {
            Ok(()) => self.delivered.sent += 1,
            Err(setback) => self.set_back(claim, &setback, next_at.is_none()),
        }
        Ok(())
    }

    fn set_back(&mut self, claim: &Claim, setback: &Setback, given_up: bool) {
        let Claim { parcel: Parcel { key, channel, .. }, attempts, .. } = claim;
        if setback.is_final {
            self.delivered.given_up += 1;
            self.delivered.warnings.push(format!("{key} is given up: {setback}"));
        } else if given_up {
            self.delivered.given_up += 1;
            self.delivered.warnings.push(format!("{key} is given up after {attempts} attempts: {setback}"));
        } else {
            self.delivered.postponed += 1;
            if is_first(*attempts) {
                self.delivered.warnings.push(format!("{key} was not delivered, and is tried again: {setback}"));
            }
        }
        if setback.timed_out {
            self.outlets.retain(|outlet| outlet.channel != *channel);
        }
    }
}
