//! Looking at quotes.

use super::Loaded;
use crate::app::Desk;
use crate::app::gate::By;
use crate::app::policy::book;
use crate::app::sla::terms;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::order::Altered;
use crate::domain::quote::{
    Contents, Quote, QuoteEvent, QuoteLine, Revision, Standing, Totals, differences, moments, standing,
};
use crate::domain::rep::Rep;
use crate::domain::scope::Scope;
use crate::domain::sla::{Book, Case, Cycle, Metric, evaluate};
use crate::domain::{Code, Instant, Line, Number, QuoteId, Sku, TicketId};
use crate::error::Error;
use crate::store::{Letter, QuoteEntry, QuoteFilter, Tx};

/// Which quotes a list takes, by the names that people type.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the fields are those of the filter")]
pub struct QuoteQuery {
    pub account: Option<String>,
    pub include_children: bool,
    pub rep: Option<String>,
    pub ticket: Option<TicketId>,
    pub standings: Vec<Standing>,
    pub all: bool,
    pub since: Option<Instant>,
    pub limit: usize,
}

/// A line of a revision, with what is offered in words.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct QuoteLineView {
    pub line: QuoteLine,
    pub sku: Option<Sku>,
    pub name: Line,
}

/// A revision with its lines, and what they come to.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RevisionView {
    pub revision: Revision,
    pub author: Code,
    pub lines: Vec<QuoteLineView>,
    pub totals: Totals,
}

/// Something that happened to a quote, who of us did it and what shows it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct QuoteEventView {
    pub event: QuoteEvent,
    pub rep: Option<Code>,
    pub letters: Vec<Letter>,
}

/// A quote with what stands around it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct QuoteView {
    pub quote: Quote,
    pub account: Account,
    pub contact: Option<Contact>,
    pub rep: Option<Rep>,
    pub standing: Standing,
    pub revisions: Vec<Revision>,
    /// The revision that was asked for, or the one that is being worked on, or else the one that leads.
    pub shown: Option<RevisionView>,
    /// What was promised to whoever asked; nothing where nobody did, or nothing was promised.
    pub promise: Option<Cycle>,
    /// What happened to it.
    pub events: Vec<QuoteEventView>,
    pub orders: Vec<Number>,
    /// Whether it is one of us who looks.
    pub is_ours: bool,
    /// Whether they may know what it costs us.
    pub shows_costs: bool,
}

impl Desk {
    /// Returns the quotes a list takes, the latest first, and how many it would take without its limit.
    pub fn quotes(&mut self, query: &QuoteQuery) -> Result<(Vec<QuoteEntry>, usize), Error> {
        let today = self.today();
        self.look_within(Deed::QuoteRead, |tx, by| {
            let account = query.account.as_deref().map(|code| tx.need_shown_account(&by.scope, code)).transpose()?;
            let filter = QuoteFilter {
                account: account.map(|account| (account.id, query.include_children)),
                rep: query.rep.as_deref().map(|handle| by.named(tx, handle)).transpose()?.map(|rep| rep.id),
                ticket: query.ticket,
                standings: query.standings.clone(),
                all: query.all,
                since: query.since,
                today,
                limit: query.limit,
                scope: by.scope.clone(),
            };
            let entries = shown_quotes(tx, &filter)?;
            let total = if entries.len() < filter.limit { entries.len() } else { tx.count_quotes(&filter)? };
            Ok((entries, total))
        })
    }

    /// Returns a quote with what stands around it, and with the revision of that number. Who is not one of us sees what was
    /// sent alone.
    pub fn quote(&mut self, id: QuoteId, revision: Option<u32>) -> Result<QuoteView, Error> {
        let today = self.today();
        self.look_within(Deed::QuoteRead, |tx, by| {
            let mut loaded = seen(tx, by, id)?;
            let (standing, leading) = standing(&loaded.revisions, loaded.quote.cancelled_at.is_some(), today);
            let open = loaded.revisions.iter().find(|revision| revision.status.is_open());
            let number = revision.or_else(|| Some(open.or(leading)?.number));
            let shown = match number {
                None => None,
                Some(number) => Some(contents(tx, loaded.revision(number)?.clone())?),
            };
            let events = tx.quote_log(id)?;
            let promise = promise(tx, &book(tx)?, &loaded.quote, &loaded.account.code, &events, by.now)?;
            let is_ours = by.scope == Scope::Everything;
            Ok(QuoteView {
                contact: loaded.quote.contact.map(|id| tx.contact(id)).transpose()?.flatten(),
                rep: loaded.quote.rep.map(|id| tx.rep_by_id(id)).transpose()?,
                standing,
                shown,
                promise,
                events: if is_ours { history(tx, id)? } else { Vec::new() },
                orders: tx.orders_of_quote(id)?,
                is_ours,
                shows_costs: by.sees(Deed::CostRead),
                quote: loaded.quote,
                account: loaded.account,
                revisions: loaded.revisions,
            })
        })
    }

    /// Tells in what two revisions differ; without numbers, the last two. Who may not know what it costs us is told no
    /// margin.
    pub fn compare_quote(
        &mut self,
        id: QuoteId,
        between: Option<(u32, u32)>,
    ) -> Result<(u32, u32, Vec<Altered>), Error> {
        self.look_within(Deed::QuoteRead, |tx, by| {
            let mut loaded = seen(tx, by, id)?;
            let (before, after) = match (between, loaded.revisions.as_slice()) {
                (Some(both), _) => both,
                (None, [.., before, after]) => (before.number, after.number),
                (None, _) => {
                    return Err(Error::Rule(format!("{id} has one revision at most: there is nothing to compare")));
                }
            };
            let both =
                [contents(tx, loaded.revision(before)?.clone())?, contents(tx, loaded.revision(after)?.clone())?];
            let lines = both.each_ref().map(|view| {
                view.lines.iter().map(|line| (&line.line, called(line))).collect::<Vec<(&QuoteLine, String)>>()
            });
            let one = Contents { revision: &both[0].revision, lines: &lines[0] };
            let other = Contents { revision: &both[1].revision, lines: &lines[1] };
            let mut told = differences(one, other);
            let (ours, costs) = (by.scope == Scope::Everything, by.sees(Deed::CostRead));
            told.retain(|altered| match altered.field.as_str() {
                "margin" => costs,
                "remark" => ours,
                _ => true,
            });
            Ok((before, after, told))
        })
    }
}

/// Returns the quotes a list takes, as far as whoever looks may see them.
pub(in crate::app) fn shown_quotes(tx: &Tx<'_>, filter: &QuoteFilter) -> Result<Vec<QuoteEntry>, Error> {
    let mut entries = tx.quotes(filter)?;
    if filter.scope != Scope::Everything {
        entries.iter_mut().for_each(veil);
    }
    Ok(entries)
}

/// Leaves of a quote what others than us may see: of one that was not sent, that they asked.
fn veil(entry: &mut QuoteEntry) {
    entry.open = None;
    if entry.revision.as_ref().is_some_and(|revision| revision.sent_at.is_none()) {
        (entry.revision, entry.standing) = (None, Standing::Requested);
    }
}

fn called(line: &QuoteLineView) -> String {
    line.sku.as_ref().map_or_else(|| line.name.to_string(), |sku| format!("{sku} {}", line.name))
}

/// Returns a quote as far as somebody may see it.
fn seen(tx: &Tx<'_>, by: &By, id: QuoteId) -> Result<Loaded, Error> {
    let mut loaded = Loaded::of(tx, by, id)?;
    if by.scope != Scope::Everything {
        loaded.revisions.retain(|revision| revision.sent_at.is_some());
    }
    Ok(loaded)
}

/// Returns a revision with its lines.
fn contents(tx: &Tx<'_>, revision: Revision) -> Result<RevisionView, Error> {
    let lines = tx.quote_lines(&revision)?;
    let totals = revision.totals(&lines);
    let totals = totals.ok_or_else(|| Error::Rule(format!("{} comes to more than can be counted", revision.quote)))?;
    let mut views = Vec::new();
    for line in lines {
        let product = line.product.map(|id| tx.product_by_id(id)).transpose()?;
        let (sku, named) = product.map(|product| (product.sku, product.name)).unzip();
        let name = line.description.clone().or(named);
        let name =
            name.ok_or_else(|| Error::Store { context: format!("{} offers nothing", revision.quote), source: None })?;
        views.push(QuoteLineView { line, sku, name });
    }
    let author = tx.rep_by_id(revision.author)?.handle;
    Ok(RevisionView { revision, author, lines: views, totals })
}

fn history(tx: &Tx<'_>, id: QuoteId) -> Result<Vec<QuoteEventView>, Error> {
    let mut told = Vec::new();
    for (number, event) in tx.quote_events(id)? {
        let rep = event.rep.map(|rep| tx.rep_by_id(rep)).transpose()?.map(|rep| rep.handle);
        told.push(QuoteEventView { event, rep, letters: tx.letters_of(number)? });
    }
    Ok(told)
}

/// Judges what was promised to whoever asked for a quote: a first word, as to whoever opens a ticket about one.
pub(in crate::app) fn promise(
    tx: &Tx<'_>,
    book: &Book,
    quote: &Quote,
    account: &Code,
    events: &[QuoteEvent],
    now: Instant,
) -> Result<Option<Cycle>, Error> {
    if quote.requested_at.is_none() {
        return Ok(None);
    }
    let contracts = terms(tx, quote.account)?;
    let case = Case { contracts: &contracts, account: Some(account.as_str()), queue: None };
    let cycles = evaluate(&moments(quote, events), &case, book, now);
    Ok(cycles.into_iter().find(|cycle| cycle.metric == Metric::FirstResponse))
}
