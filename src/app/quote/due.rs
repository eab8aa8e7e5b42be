//! What is due of quotes: requests that wait for an answer, offers that wait for a look, and offers about to expire.

use super::read::promise;
use crate::app::Desk;
use crate::app::policy::book;
use crate::domain::access::Deed;
use crate::domain::quote::{QuoteAction, QuoteEvent, Standing};
use crate::domain::sla::Outlook;
use crate::domain::{Date, Instant, Seconds, Zone, days_after};
use crate::error::Error;
use crate::store::{QuoteEntry, QuoteFilter, Tx};

words! {
    /// What a quote waits for.
    DueKind, "what a quote waits for";
    /// Somebody asked, and was sent nothing yet.
    Unanswered = "unanswered",
    /// Somebody has to look at it.
    Unapproved = "unapproved",
    /// Its last day is near.
    Expiring = "expiring",
    /// Its last day has passed, and the customer said nothing.
    Expired = "expired",
}

/// A quote that waits.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Due {
    pub entry: QuoteEntry,
    pub kind: DueKind,
    /// Since when it waits.
    pub since: Instant,
    /// By when something has to be done; nothing where nobody promised.
    pub due: Option<Instant>,
    /// How it stands with what was promised.
    pub outlook: Option<Outlook>,
}

impl Desk {
    /// Returns what is due of quotes, the most urgent first: offers that expire within `span` or did so not longer ago, and
    /// all that waits for one of us.
    pub fn due_quotes(&mut self, span: Seconds, rep: Option<&str>) -> Result<Vec<Due>, Error> {
        let today = self.today();
        self.look(Deed::QuoteRead, |tx, by| {
            let rep = rep.map(|handle| by.named(tx, handle)).transpose()?.map(|rep| rep.id);
            let standings = vec![
                Standing::Requested,
                Standing::Draft,
                Standing::InReview,
                Standing::Approved,
                Standing::Sent,
                Standing::Expired,
            ];
            let filter = QuoteFilter {
                account: None,
                rep,
                ticket: None,
                standings,
                all: false,
                since: None,
                today,
                limit: usize::try_from(i64::MAX).unwrap_or(usize::MAX),
                scope: by.scope.clone(),
            };
            let book = book(tx)?;
            let near = Near::of(today, span);
            let mut due = Vec::new();
            for entry in tx.quotes(&filter)? {
                let events = tx.quote_log(entry.quote.id)?;
                due.extend(unapproved(&entry, &events));
                due.extend(near.expiring(&entry));
                due.extend(unanswered(tx, &book, entry, &events, by.now)?);
            }
            due.sort_by_key(|due| (due.due.is_none(), due.due, due.entry.quote.id, due.kind));
            Ok(due)
        })
    }
}

fn unanswered(
    tx: &Tx<'_>,
    book: &crate::domain::sla::Book,
    entry: QuoteEntry,
    events: &[QuoteEvent],
    now: Instant,
) -> Result<Option<Due>, Error> {
    let Some(since) = entry.quote.requested_at else { return Ok(None) };
    if events.iter().any(|event| event.action == QuoteAction::Send) {
        return Ok(None);
    }
    let cycle = promise(tx, book, &entry.quote, &entry.account, events, now)?;
    let (due, outlook) = cycle.map_or((None, None), |cycle| (cycle.due_at, cycle.outlook(now)));
    Ok(Some(Due { kind: DueKind::Unanswered, since, due, outlook, entry }))
}

/// Somebody has to look at it since it was submitted last.
fn unapproved(entry: &QuoteEntry, events: &[QuoteEvent]) -> Option<Due> {
    let last = events
        .iter()
        .rev()
        .find(|event| !matches!(event.action, QuoteAction::Accept | QuoteAction::Decline | QuoteAction::Supersede))?;
    let entry = entry.clone();
    (last.action == QuoteAction::Submit).then_some(Due {
        kind: DueKind::Unapproved,
        since: last.at,
        due: None,
        outlook: None,
        entry,
    })
}

/// The days around today.
struct Near {
    first: Date,
    last: Date,
}

impl Near {
    fn of(today: Date, span: Seconds) -> Self {
        let days = span.get() / Seconds::days(1).get();
        let day = |days| days_after(today, days).unwrap_or(today);
        Self { first: day(-days), last: day(days) }
    }

    fn expiring(&self, entry: &QuoteEntry) -> Option<Due> {
        let revision = entry.revision.as_ref()?;
        let kind = match entry.standing {
            Standing::Sent if revision.valid_until <= self.last => DueKind::Expiring,
            Standing::Expired if revision.valid_until >= self.first => DueKind::Expired,
            _ => return None,
        };
        let end = revision.valid_until.tomorrow().unwrap_or(revision.valid_until);
        let due = Zone::system().first_instant_of(end);
        let since = revision.sent_at?;
        Some(Due { kind, since, due: Some(due), outlook: None, entry: entry.clone() })
    }
}
