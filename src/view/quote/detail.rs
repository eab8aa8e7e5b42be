//! One quote with all there is to say about it.

use serde::Serialize;

use super::standing;
use crate::app::{QuoteLineView, QuoteRevisionView, QuoteView};
use crate::domain::account::Terms;
use crate::domain::quote::{Lost, Margin, Offer, QuoteLine, RevisionStatus, Standing, TaxPart, margin};
use crate::domain::sla::Cycle;
use crate::domain::ticket::Priority;
use crate::domain::{
    Code, ContactId, Currency, Instant, Line, Money, Number, Prose, Quantity, QuoteId, Rate, Sku, TicketId, UnitPrice,
};
use crate::output::{Align, Cell, Detail, Human, Section, Tone};
use crate::view::{key, listed, nothing};

/// A quote with the revision that is shown.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct QuoteDetail {
    pub id: QuoteId,
    pub account: Code,
    pub account_name: Line,
    pub subject: Line,
    pub status: Standing,
    pub contact: Option<ContactId>,
    pub contact_name: Option<String>,
    pub rep: Option<Code>,
    pub ticket: Option<TicketId>,
    pub request: Option<Prose>,
    pub priority: Priority,
    pub requested_at: Option<Instant>,
    pub needed: Option<String>,
    /// When the answer to the request is due, or was.
    pub answer_due: Option<Instant>,
    pub answered_at: Option<Instant>,
    pub answer_breached: Option<bool>,
    pub revisions: Vec<RevisionTie>,
    pub revision: Option<RevisionDetail>,
    pub orders: Vec<Number>,
}

/// A revision among others.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionTie {
    pub number: u32,
    pub status: RevisionStatus,
    pub reason: Option<Line>,
    pub total: Money,
    pub valid_until: String,
    pub created_at: Instant,
    pub sent_at: Option<Instant>,
    pub lost: Option<Lost>,
}

/// What a revision offers.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionDetail {
    pub number: u32,
    pub status: RevisionStatus,
    pub author: Option<Code>,
    pub currency: Currency,
    pub valid_until: String,
    pub terms: Option<Terms>,
    pub delivery: Option<Line>,
    pub po_number: Option<Line>,
    pub note: Option<Prose>,
    pub remark: Option<Prose>,
    pub lines: Vec<QuoteLineRow>,
    pub net: Money,
    pub freight: Money,
    pub taxes: Vec<TaxRow>,
    pub tax: Money,
    pub total: Money,
    pub margin: Option<Margin>,
}

/// What is taxed at one rate.
#[derive(Debug, Clone, Serialize)]
pub struct TaxRow {
    rate: Rate,
    base: Money,
    tax: Money,
}

/// A line of a revision.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteLineRow {
    pub line: u32,
    pub sku: Option<Sku>,
    pub name: Line,
    pub asked: Option<Sku>,
    pub unit: Line,
    pub tax: Rate,
    pub note: Option<Line>,
    pub remark: Option<Line>,
    pub cost: Option<UnitPrice>,
    pub offers: Vec<OfferRow>,
}

/// What so much of a line costs.
#[derive(Debug, Clone, Serialize)]
pub struct OfferRow {
    pub quantity: Quantity,
    pub unit_price: UnitPrice,
    pub amount: Option<Money>,
    /// Whether it counts in the total.
    pub counts: bool,
    pub picked: bool,
    pub usual: Option<UnitPrice>,
    pub discount: Option<Rate>,
    pub origin: Option<Line>,
    pub margin: Option<Margin>,
}

impl QuoteDetail {
    /// Takes a quote. What is for us alone is left out for others, and margins for those who may not know of costs.
    pub fn of(view: QuoteView) -> Self {
        let QuoteView {
            quote,
            account,
            contact,
            rep,
            standing,
            revisions,
            shown,
            promise,
            orders,
            is_ours,
            shows_costs,
            ..
        } = view;
        let sight = Sight { is_ours, shows_costs };
        let tie = |revision: &crate::domain::quote::Revision| RevisionTie {
            number: revision.number,
            status: revision.status,
            reason: revision.reason.clone().filter(|_| is_ours),
            total: revision.total(),
            valid_until: revision.valid_until.to_string(),
            created_at: revision.created_at,
            sent_at: revision.sent_at,
            lost: revision.lost.filter(|_| is_ours),
        };
        let breached = |cycle: &Cycle| cycle.breached_at.is_some();
        Self {
            id: quote.id,
            account: account.code,
            account_name: account.name,
            subject: quote.subject,
            status: standing,
            contact: quote.contact,
            contact_name: contact.map(|contact| contact.label().to_owned()),
            rep: rep.map(|rep| rep.handle).filter(|_| is_ours),
            ticket: quote.ticket,
            request: quote.request,
            priority: quote.priority,
            requested_at: quote.requested_at,
            needed: quote.needed.map(|day| day.to_string()),
            answer_due: promise.as_ref().and_then(|cycle| cycle.due_at),
            answered_at: promise.as_ref().and_then(|cycle| cycle.stopped_at),
            answer_breached: promise.as_ref().map(breached),
            revisions: revisions.iter().map(tie).collect(),
            revision: shown.map(|shown| RevisionDetail::of(shown, sight)),
            orders,
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let mut facts = vec![("status", standing(self.status)), ("subject", Cell::show(&self.subject))];
        let mut tell = |label, text: String| {
            if !text.is_empty() {
                facts.push((label, text.into()));
            }
        };
        let asker = self.contact.map(|id| match &self.contact_name {
            Some(name) => format!("{name} ({id})"),
            None => id.to_string(),
        });
        tell("contact", asker.unwrap_or_default());
        tell("rep", listed(&self.rep));
        tell("ticket", listed(self.ticket));
        tell("asked", self.requested_at.map(|at| human.when(at)).unwrap_or_default());
        tell("wanted by", listed(&self.needed));
        tell("orders", listed(&self.orders));
        if let Some(answer) = self.answer(human) {
            facts.push(("answer", answer));
        }
        facts
    }

    /// Tells how the answer to the request stands.
    fn answer(&self, human: &Human) -> Option<Cell> {
        let late = if self.answer_breached? { ", late" } else { "" };
        let tone = if self.answer_breached? { Tone::Bad } else { Tone::Plain };
        match (self.answered_at, self.answer_due) {
            (Some(at), _) => Some(Cell::toned(format!("sent {}{late}", human.when(at)), tone)),
            (None, Some(due)) => Some(human.due(due)),
            (None, None) => None,
        }
    }
}

/// What somebody may see.
#[derive(Clone, Copy)]
struct Sight {
    is_ours: bool,
    shows_costs: bool,
}

impl RevisionDetail {
    fn of(view: QuoteRevisionView, sight: Sight) -> Self {
        let QuoteRevisionView { revision, author, lines, totals } = view;
        let margin = margin(lines.iter().map(|line| &line.line)).filter(|_| sight.shows_costs);
        let tax = |part: &TaxPart| TaxRow { rate: part.rate, base: part.base, tax: part.tax };
        Self {
            number: revision.number,
            status: revision.status,
            author: Some(author).filter(|_| sight.is_ours),
            currency: revision.currency,
            valid_until: revision.valid_until.to_string(),
            terms: revision.terms,
            delivery: revision.delivery,
            po_number: revision.po_number,
            note: revision.note,
            remark: revision.remark.filter(|_| sight.is_ours),
            lines: lines.into_iter().map(|line| QuoteLineRow::of(line, sight)).collect(),
            net: totals.net,
            freight: totals.freight,
            taxes: totals.taxes.iter().map(tax).collect(),
            tax: totals.tax,
            total: totals.total,
            margin,
        }
    }

    fn facts(&self) -> Vec<(&'static str, Cell)> {
        let mut facts = vec![("valid until", Cell::show(&self.valid_until))];
        let mut tell = |label, text: String| {
            if !text.is_empty() {
                facts.push((label, text.into()));
            }
        };
        tell("terms", listed(self.terms));
        tell("delivery", listed(&self.delivery));
        tell("their PO", listed(&self.po_number));
        tell("written by", listed(&self.author));
        tell("note", listed(&self.note));
        tell("remark", listed(&self.remark));
        facts
    }

    fn totals(&self) -> Vec<(&'static str, Cell)> {
        let mut facts = vec![("net", Cell::number(self.net))];
        if self.freight.minor != 0 {
            facts.push(("freight", Cell::number(self.freight)));
        }
        for part in self.taxes.iter().filter(|part| part.rate != Rate::ZERO) {
            facts.push(("tax", Cell::number(format!("{} ({} of {})", part.tax, part.rate, part.base.amount()))));
        }
        facts.push(("total", Cell::toned(self.total.to_string(), Tone::Strong)));
        facts.extend(self.margin.map(|margin| ("margin", Cell::show(margin))));
        facts
    }
}

impl QuoteLineRow {
    fn of(view: QuoteLineView, sight: Sight) -> Self {
        let QuoteLineView { line, sku, name } = view;
        let offers = line.offers.iter().map(|offer| OfferRow::of(&line, offer, sight)).collect();
        Self {
            line: line.line,
            sku,
            name,
            asked: line.asked.clone(),
            unit: line.unit.clone(),
            tax: line.tax,
            note: line.note.clone(),
            remark: line.remark.clone().filter(|_| sight.is_ours),
            cost: line.cost.filter(|_| sight.shows_costs),
            offers,
        }
    }

    /// Returns a row for each offer, and one for each thing that is said of the line.
    fn rows(&self) -> Vec<Vec<Cell>> {
        let named = self.sku.as_ref().map_or_else(|| self.name.to_string(), |sku| format!("{sku} {}", self.name));
        let mut heads = [(Cell::number(self.line), Cell::from(named))].into_iter();
        let choice = self.offers.len() > 1;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for offer in &self.offers {
            let (line, what) = heads.next().unwrap_or_else(|| (Cell::empty(), Cell::empty()));
            rows.push([line, what].into_iter().chain(offer.cells(choice)).collect());
        }
        let asked = self.asked.as_ref().map(|asked| format!("in place of {asked}"));
        let said =
            [asked, self.note.as_ref().map(ToString::to_string), self.remark.as_ref().map(|it| format!("({it})"))];
        for text in said.into_iter().flatten() {
            let blank = std::iter::repeat_n(Cell::empty(), 5);
            rows.push([Cell::empty(), Cell::toned(text, Tone::Dim)].into_iter().chain(blank).collect());
        }
        rows
    }
}

impl OfferRow {
    fn of(line: &QuoteLine, offer: &Offer, sight: Sight) -> Self {
        let ours = |price: Option<UnitPrice>| price.filter(|_| sight.is_ours);
        Self {
            quantity: offer.quantity,
            unit_price: offer.unit_price,
            amount: offer.amount(),
            counts: line.counted().is_some_and(|counted| counted.quantity == offer.quantity),
            picked: offer.picked,
            usual: ours(offer.usual),
            discount: offer.discount().filter(|_| sight.is_ours),
            origin: Some(offer.origin.clone()).filter(|_| sight.is_ours),
            margin: line.margin_of(offer).filter(|_| sight.shows_costs),
        }
    }

    /// Tells what it costs; where there is a choice, which counts.
    fn cells(&self, choice: bool) -> Vec<Cell> {
        let mark = if choice && self.counts { "*" } else { "" };
        let tone = if choice && !self.counts { Tone::Dim } else { Tone::Plain };
        let right = |text: String| Cell { tone, align: Align::Right, ..Cell::from(text) };
        let or_nothing = |text: Option<String>| text.map_or_else(|| Cell { align: Align::Right, ..nothing() }, right);
        vec![
            right(format!("{mark}{}", self.quantity)),
            right(self.unit_price.amount()),
            or_nothing(self.discount.map(|rate| rate.to_string())),
            or_nothing(self.margin.map(|margin| margin.to_string())),
            or_nothing(self.amount.map(Money::amount)),
        ]
    }
}

impl Detail for QuoteDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let Self { id, account, account_name, .. } = self;
        let mut sections = vec![Section::Fields(Some(format!("{id} {account} {account_name}")), self.facts(human))];
        if let Some(request) = &self.request {
            sections.push(Section::Text { title: "They ask".to_owned(), body: request.to_string() });
        }
        if let Some(revision) = &self.revision {
            let title = format!("Revision {}, {}", revision.number, revision.status);
            let headers = vec!["line", "product", "qty", "price", "off", "margin", "amount"];
            sections.push(Section::Fields(Some(title), revision.facts()));
            let rows = revision.lines.iter().flat_map(QuoteLineRow::rows).collect();
            sections.push(Section::Table { title: format!("Lines, in {}", revision.currency), headers, rows });
            sections.push(Section::Fields(Some("It comes to".to_owned()), revision.totals()));
        }
        if self.revisions.len() > 1 {
            let rows = self.revisions.iter().map(|tie| tie.cells(human)).collect();
            let headers = vec!["rev", "status", "total", "until", "sent", "why"];
            sections.push(Section::Table { title: "Revisions".to_owned(), headers, rows });
        }
        sections
    }
}

impl RevisionTie {
    fn cells(&self, human: &Human) -> Vec<Cell> {
        let why = self.lost.map(|lost| format!("lost: {lost}")).or_else(|| Some(self.reason.as_ref()?.to_string()));
        vec![
            key(self.number),
            Cell::show(self.status),
            Cell::number(human.money(self.total)),
            Cell::show(&self.valid_until),
            self.sent_at.map_or_else(nothing, |at| human.date(at).into()),
            why.map_or_else(nothing, Cell::from),
        ]
    }
}
