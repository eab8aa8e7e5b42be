//! One ticket with all there is to say about it.

use std::fmt::Display;

use serde::Serialize;

use super::row::priority;
use super::{EntryRow, TicketRow};
use crate::app::{Documents, TicketView};
use crate::domain::contact::Contact;
use crate::domain::ticket::{Link, LinkKind, Resolution};
use crate::domain::{Code, Email, Instant, Line, TicketId};
use crate::output::{Cell, Detail, Human, Section, Tone};
use crate::view::{CreditDetail, GlimpseRow, InvoiceRow, PromiseRow, QuoteRow, listed, table};

/// A ticket with its promises, its ties and its log.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct TicketDetail {
    #[serde(flatten)]
    pub ticket: TicketRow,
    pub resolution: Option<Resolution>,
    pub contact: Option<Line>,
    pub contact_email: Option<Email>,
    pub contact_phone: Option<Line>,
    pub team: Option<Code>,
    pub queue: Option<Email>,
    pub merged_into: Option<TicketId>,
    pub links: Vec<Tie>,
    pub linked_from: Vec<Tie>,
    /// The orders it is tied to, as they stand.
    pub orders: Vec<GlimpseRow>,
    /// The invoices it is tied to, as they stand.
    pub invoices: Vec<InvoiceRow>,
    /// The quotes that answer it.
    pub quotes: Vec<QuoteRow>,
    /// Where its account stands, if it is tied to orders or invoices.
    pub credit: Option<CreditDetail>,
    pub promises: Vec<PromiseRow>,
    pub log: Vec<EntryRow>,
}

/// A tie, and what stands at its other end.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct Tie {
    pub kind: LinkKind,
    pub target: String,
}

impl Tie {
    fn of(link: &Link, target: impl Display) -> Self {
        Self { kind: link.kind, target: target.to_string() }
    }
}

impl TicketDetail {
    /// Takes a ticket, and tells how its promises stand at `now`.
    pub fn of(view: TicketView, now: Instant) -> Self {
        let promises = view.cycles.iter().map(|cycle| PromiseRow::of(&view.line, cycle, now)).collect();
        let (orders, invoices, credit) = match view.documents {
            None => (Vec::new(), Vec::new(), None),
            Some(Documents { orders, invoices, credit }) => (orders, invoices, Some(CreditDetail::of(credit))),
        };
        let Contact { name, email, phone, .. } = view.contact.unwrap_or_else(|| Contact::new(view.ticket.account));
        Self {
            orders: orders.into_iter().map(GlimpseRow::of).collect(),
            invoices: invoices.into_iter().map(InvoiceRow::of).collect(),
            quotes: view.quotes.into_iter().map(QuoteRow::of).collect(),
            credit,
            promises,
            ticket: TicketRow::of(view.line, now),
            resolution: view.ticket.resolution,
            contact: name,
            contact_email: email,
            contact_phone: phone,
            team: view.team,
            queue: view.queue,
            merged_into: view.ticket.merged_into,
            links: view.links.iter().map(|link| Tie::of(link, &link.target)).collect(),
            linked_from: view.linked_from.iter().map(|(ticket, link)| Tie::of(link, ticket)).collect(),
            log: view.log.into_iter().map(EntryRow::of).collect(),
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let TicketRow { account, account_name, tier, created_at, channel, assignee, .. } = &self.ticket;
        let tier = tier.map_or_else(String::new, |tier| format!(" (tier {tier})"));
        let mut facts = vec![
            ("account", format!("{account} {account_name}{tier}").into()),
            ("status", self.status().into()),
            ("priority", priority(self.ticket.priority)),
            ("category", Cell::show(self.ticket.category)),
            ("rep", assignee.as_ref().map_or_else(|| Cell::toned("nobody", Tone::Dim), Cell::show)),
            ("opened", format!("{} by {channel}", human.when(*created_at)).into()),
        ];
        let contact = [self.contact.as_ref().map(Line::as_str), self.contact_email.as_ref().map(Email::as_str)];
        let phone = self.contact_phone.as_ref().map(Line::as_str);
        let more = [
            ("resolved", self.ticket.resolved_at.map(|at| human.when(at)).unwrap_or_default()),
            ("contact", listed(contact.into_iter().chain([phone]).flatten())),
            ("team", listed(&self.team)),
            ("queue", listed(&self.queue)),
            ("links", listed(self.links.iter().map(|Tie { kind, target }| format!("{kind} {target}")))),
            ("linked from", listed(self.linked_from.iter().map(|from| format!("{} ({})", from.target, from.kind)))),
        ];
        facts.extend(more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.into())));
        facts.extend(self.credit.as_ref().map(|credit| ("owes", credit.owed(human))));
        facts
    }

    fn status(&self) -> String {
        let status = self.ticket.status;
        match (self.merged_into, self.resolution) {
            (Some(into), _) => format!("{status}, goes on in {into}"),
            (None, Some(resolution)) => format!("{status}: {resolution}"),
            (None, None) => status.to_string(),
        }
    }
}

impl Detail for TicketDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const ORDERS: [&str; 5] = ["number", "ordered_at", "state", "po_number", "total"];
        const INVOICES: [&str; 5] = ["number", "status", "due", "total", "open"];
        const QUOTES: [&str; 5] = ["id", "subject", "status", "total", "valid_until"];
        const PROMISES: [&str; 6] = ["metric", "state", "due_at", "target_seconds", "remaining_seconds", "policy"];
        let TicketRow { id, subject, .. } = &self.ticket;
        let facts = Section::Fields(Some(format!("{id} {subject}")), self.facts(human));
        let told = if self.ticket.tier.is_some() { &PROMISES[..] } else { &PROMISES[..PROMISES.len() - 1] };
        let promises = table("Promises", told, &self.promises, human);
        let said = self.log.iter().filter_map(|entry| entry.said(*id, human));
        let orders = table("Orders", &ORDERS, &self.orders, human);
        let invoices = table("Invoices", &INVOICES, &self.invoices, human);
        let quotes = table("Quotes", &QUOTES, &self.quotes, human);
        [facts, quotes, orders, invoices, promises].into_iter().chain(said).collect()
    }
}
