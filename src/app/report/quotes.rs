//! What became of quotes.

use std::collections::BTreeMap;

use super::{About, Grouped};
use crate::app::quote::promise;
use crate::app::{Desk, policy};
use crate::domain::access::Deed;
use crate::domain::calendar::Month;
use crate::domain::quote::{Revision, Standing, given, standing};
use crate::domain::report::{By, GroupKey, QuoteDimension, QuoteFacts, QuoteFigures};
use crate::domain::sla::{Book, State};
use crate::domain::{Date, Instant, Seconds, Zone};
use crate::error::Error;
use crate::store::{ReportedQuote, Tx, Within};

/// Which quotes a report is about.
#[derive(Debug)]
pub struct QuotesQuery {
    /// What it groups them by.
    pub by: By<QuoteDimension>,
    /// Which they are, by when they were asked for or, where nobody asked, begun.
    pub about: About,
}

/// What became of quotes, and of how many no group tells.
#[derive(Debug)]
pub struct QuotesReport {
    /// The groups, in their order.
    pub groups: Vec<Grouped<QuoteFigures>>,
    /// Those that were not declined, where reasons are told.
    pub not_declined: usize,
}

impl Desk {
    /// Reports what became of quotes, by group.
    pub fn report_quotes(&mut self, query: &QuotesQuery) -> Result<QuotesReport, Error> {
        let today = self.today();
        self.look(Deed::ReportRead, |tx, by| {
            let Within { period, account, .. } = query.about.within(tx)?;
            let book = policy::book(tx)?;
            let mut not_declined = 0;
            let mut groups = BTreeMap::<GroupKey, QuoteFigures>::new();
            for quote in tx.reported_quotes(period, account)? {
                let seen = Seen::of(tx, &book, quote, today, by.now)?;
                if query.by.includes(QuoteDimension::Lost) && seen.facts.standing != Standing::Declined {
                    not_declined += 1;
                    continue;
                }
                let figures = groups.entry(query.by.group(|dimension| seen.name(dimension))).or_default();
                figures.count(&seen.facts).ok_or_else(|| {
                    Error::Rule(
                        "the quotes of a group come to more than can be counted; tell of a shorter time with --since"
                            .to_owned(),
                    )
                })?;
            }
            Ok(QuotesReport { groups: Grouped::sorted(groups), not_declined })
        })
    }
}

/// A quote, and what the report counts of it.
struct Seen {
    of: ReportedQuote,
    facts: QuoteFacts,
    lost: Option<&'static str>,
}

impl Seen {
    fn of(tx: &Tx<'_>, book: &Book, of: ReportedQuote, today: Date, now: Instant) -> Result<Self, Error> {
        let revisions = tx.quote_revisions(of.quote.id)?;
        let (standing, leading) = standing(&revisions, of.quote.cancelled_at.is_some(), today);
        let sent: Vec<&Revision> = revisions.iter().filter(|revision| revision.sent_at.is_some()).collect();
        let first = sent.iter().filter_map(|revision| revision.sent_at).min();
        let wall = of.quote.requested_at.zip(first).map(|(asked, sent)| sent.since(asked));
        let business = if wall.is_some() { business(tx, book, &of, now)? } else { None };
        let facts = QuoteFacts {
            standing,
            is_asked: of.quote.requested_at.is_some(),
            revisions: sent.len(),
            offered: sent.last().map(|revision| revision.net),
            given: match sent.last() {
                Some(revision) => given(&tx.quote_lines(revision)?),
                None => None,
            },
            wall,
            business,
        };
        let lost = leading.and_then(|revision| revision.lost).map(|lost| lost.as_str());
        Ok(Self { of, facts, lost })
    }

    fn name(&self, dimension: QuoteDimension) -> String {
        let ReportedQuote { quote, account, region, sector, rep } = &self.of;
        let name = match dimension {
            QuoteDimension::Rep => rep.as_ref().map(ToString::to_string),
            QuoteDimension::Account => Some(account.to_string()),
            QuoteDimension::Tier => Some(quote.tier.to_string()),
            QuoteDimension::Region => region.clone(),
            QuoteDimension::Sector => sector.clone(),
            QuoteDimension::Priority => Some(quote.priority.to_string()),
            QuoteDimension::Month => {
                let begun = quote.requested_at.unwrap_or(quote.created_at);
                Some(Month::of(Zone::system().local(begun).date()).to_string())
            }
            QuoteDimension::Revisions => Some(self.facts.revisions.to_string()),
            QuoteDimension::Lost => self.lost.map(str::to_owned),
        };
        name.unwrap_or_else(|| "-".to_owned())
    }
}

/// Returns how much business time ran until the request was answered; nothing where nobody promised an answer.
fn business(tx: &Tx<'_>, book: &Book, of: &ReportedQuote, now: Instant) -> Result<Option<Seconds>, Error> {
    let events = tx.quote_log(of.quote.id)?;
    let cycle = promise(tx, book, &of.quote, &of.account, &events, now)?;
    let answered = cycle.filter(|cycle| !cycle.is_owed() && matches!(cycle.state, State::Met | State::Breached));
    Ok(answered.map(|cycle| cycle.elapsed))
}
