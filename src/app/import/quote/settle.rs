//! Quotes that rows were taken in of, brought to where their logs lead and to what their lines come to.

use super::{Brought, Session};
use crate::domain::RevisionId;
use crate::domain::quote::{QuoteAction, QuoteEvent, QuoteLine, Revision, RevisionStatus, fold};
use crate::error::Error;

impl Session<'_> {
    /// Settles what the file that ends now, of that kind, brought of quotes. A log that no file tells is made of where the row
    /// says that the revision stands; where only the log grew, the revision follows it.
    pub(in crate::app::import) fn settle_quotes(&mut self, kind: &str) -> Result<(), Error> {
        if kind == "quote-events" {
            self.quotes.logs = self.quotes.logs.saturating_sub(1);
        }
        let mut work = Vec::new();
        for (id, brought) in &self.quotes.revisions {
            let known = self.tx.quote_revision(*id)?;
            let log = self.tx.quote_log(known.quote)?;
            let mut revision = known.clone();
            if brought.by_log && !brought.by_row {
                revision.follow(&log);
            }
            let picks = self.add_up(&mut revision)?;
            let lacks = brought.by_row && !brought.by_log && self.quotes.logs == 0;
            let made = if lacks { revision.missing_of(&log).unwrap_or_default() } else { Vec::new() };
            if revision != known || !made.is_empty() || !picks.is_empty() {
                work.push((revision, picks, made));
            }
        }
        // One alone counts, and one alone is worked on: what is neither any more is said first.
        work.sort_by_key(|(revision, ..)| revision.status.is_open() || revision.status.is_current());
        for (revision, picks, made) in work {
            self.remember("quote_revision", revision.id.number())?;
            self.tx.save_quote_revision(&revision)?;
            for mut line in picks {
                for offer in &line.offers {
                    self.remember("quote_offer", offer.id.number())?;
                }
                self.tx.put_quote_line(&mut line)?;
            }
            for (action, at) in made {
                let (quote, number) = (revision.quote, Some(revision.number));
                let rep = (action == QuoteAction::Draft).then_some(revision.author);
                let event = QuoteEvent { quote, revision: number, at, action, rep, contact: None, note: None };
                self.tx.log_quote(&event)?;
            }
        }
        self.settle_requests()
    }

    /// Does the same for requests that came to nothing.
    fn settle_requests(&mut self) -> Result<(), Error> {
        for id in self.quotes.quotes.clone() {
            let Some(mut quote) = self.tx.quote(id)? else { continue };
            let cancelled = cancelled(&self.tx.quote_log(id)?);
            match (quote.cancelled_at, cancelled) {
                (None, Some(at)) => {
                    self.remember("quote", id.number())?;
                    quote.cancelled_at = Some(at);
                    self.tx.save_quote(&quote)?;
                }
                (Some(at), None) if self.quotes.logs == 0 => {
                    self.remember("quote", id.number())?;
                    let action = QuoteAction::Cancel;
                    let rep = quote.rep;
                    let event = QuoteEvent { quote: id, revision: None, at, action, rep, contact: None, note: None };
                    self.tx.log_quote(&event)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds a revision up, once all its lines are here with what they cost; returns the lines of one that was taken whose
    /// only offer has yet to be marked as picked.
    fn add_up(&self, revision: &mut Revision) -> Result<Vec<QuoteLine>, Error> {
        let mut lines = self.tx.quote_lines(revision)?;
        if lines.iter().any(|line| line.offers.is_empty()) {
            return Ok(Vec::new());
        }
        let mut picks = Vec::new();
        if matches!(revision.status, RevisionStatus::Accepted | RevisionStatus::Ordered) {
            for line in &mut lines {
                if let [only] = line.offers.as_mut_slice()
                    && !only.picked
                {
                    only.picked = true;
                    picks.push(line.clone());
                }
            }
        }
        let totals = revision.totals(&lines);
        let too_much = || Error::Rule(format!("{} comes to more than can be counted", called(revision)));
        let totals = totals.ok_or_else(too_much)?;
        (revision.net, revision.tax) = (totals.net, totals.tax);
        Ok(picks)
    }

    /// Refuses quotes whose parts say different things.
    pub(in crate::app::import) fn bear_out_quotes(&self) -> Result<(), Error> {
        self.whole_letters()?;
        for (id, brought) in &self.quotes.revisions {
            self.bear_out_revision(*id, brought)?;
        }
        for id in &self.quotes.quotes {
            let revised = !self.tx.quote_revisions(*id)?.is_empty();
            if revised && cancelled(&self.tx.quote_log(*id)?).is_some() {
                return Err(Error::Rule(format!(
                    "{id} came to nothing before anything was offered, and has revisions"
                )));
            }
        }
        Ok(())
    }

    fn bear_out_revision(&self, id: RevisionId, brought: &Brought) -> Result<(), Error> {
        let revision = self.tx.quote_revision(id)?;
        let (name, log) = (called(&revision), self.tx.quote_log(revision.quote)?);
        let refuse = |why: String| Err(Error::Rule(why));
        match fold(&log, revision.number) {
            None => return refuse(format!("what `quote-events` tell of {name} cannot have happened in that order")),
            Some(told) if told != revision.status => {
                let said = revision.status;
                return refuse(format!("{name} is {said} in `quote-revisions` and {told} by `quote-events`"));
            }
            Some(_) => {}
        }
        if let Some((field, why)) = revision.contradiction() {
            return refuse(format!("`{field}` of {name} {why}"));
        }
        let lines = self.tx.quote_lines(&revision)?;
        let its = |event: &&QuoteEvent| event.revision == Some(revision.number);
        let was_taken = log.iter().filter(its).any(|event| event.action == QuoteAction::Accept);
        for QuoteLine { line, offers, .. } in &lines {
            if offers.is_empty() {
                return refuse(format!("line {line} of {name} offers nothing: `quote-offers` say what it costs"));
            }
            match (was_taken, offers.iter().any(|offer| offer.picked)) {
                (true, false) => {
                    return refuse(format!("{name} was accepted, and none of the offers of line {line} is `picked`"));
                }
                (false, true) => {
                    return refuse(format!("an offer of line {line} of {name} is `picked`, and it was never accepted"));
                }
                _ => {}
            }
        }
        for (field, told) in &brought.told {
            let comes_to = match *field {
                "net" => revision.net,
                "tax" => revision.tax,
                _ => revision.total(),
            };
            if *told != comes_to {
                let whole = if lines.is_empty() { "; bring its lines with it, as `desk import DIR` does" } else { "" };
                return refuse(format!("the {field} of {name} is said to be {told}, and comes to {comes_to}{whole}"));
            }
        }
        Ok(())
    }
}

fn called(revision: &Revision) -> String {
    format!("revision {} of {}", revision.number, revision.quote)
}

/// Returns when a request came to nothing.
fn cancelled(log: &[QuoteEvent]) -> Option<crate::domain::Instant> {
    log.iter().find(|event| event.revision.is_none() && event.action == QuoteAction::Cancel).map(|event| event.at)
}
