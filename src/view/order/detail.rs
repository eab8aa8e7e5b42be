//! One order with all there is to say about it.

use serde::Serialize;

use super::status;
use crate::app::{LineView, OrderView, PromiseView, RevisionView, ShipmentView};
use crate::domain::account::Terms;
use crate::domain::contact::Contact;
use crate::domain::invoice::InvoiceKind;
use crate::domain::order::{Altered, OrderKind, OrderStatus, Totals};
use crate::domain::ticket::StatusWord;
use crate::domain::{
    Code, ContactId, Currency, Instant, Line, Money, Number, OrderId, Quantity, QuoteId, Rate, Sku, TicketId, UnitPrice,
};
use crate::output::{Align, Cell, Detail, Human, Section, Tone};
use crate::view::{key, listed, nothing, word};

/// An order with its lines, its shipments and what was said about it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct OrderDetail {
    pub number: Number,
    pub id: OrderId,
    pub account: Code,
    pub account_name: Line,
    pub contact: Option<ContactId>,
    pub contact_name: Option<String>,
    pub rep: Option<Code>,
    pub kind: OrderKind,
    pub status: OrderStatus,
    pub po_number: Option<Line>,
    pub same_po_number: Vec<Number>,
    /// What it was offered with.
    pub quote: Option<QuoteId>,
    pub ordered_at: Instant,
    pub required: Option<String>,
    pub terms: Option<Terms>,
    pub carrier: Option<Line>,
    pub ship_to: Option<Line>,
    pub currency: Currency,
    /// What the rounded lines differ from the subtotal by.
    pub rounding: Option<Money>,
    pub subtotal: Option<Money>,
    pub tax: Option<Money>,
    pub freight: Option<Money>,
    pub total: Option<Money>,
    /// What the lines come to, where the master told another subtotal.
    pub lines_total: Option<Money>,
    pub closed_at: Option<Instant>,
    pub lines: Vec<OrderLineRow>,
    pub shipments: Vec<ShipmentRow>,
    pub promises: Vec<PromiseRow>,
    pub revisions: Vec<RevisionRow>,
    pub tickets: Vec<TicketTie>,
    pub invoices: Vec<InvoiceTie>,
}

/// A line of an order.
#[derive(Debug, Clone, Serialize)]
pub struct OrderLineRow {
    pub line: u32,
    pub sku: Option<Sku>,
    pub name: Line,
    pub quantity: Quantity,
    pub cancelled: Quantity,
    pub unit: Line,
    pub shipped: Quantity,
    pub remaining: Quantity,
    pub backordered: Option<Quantity>,
    pub unit_price: Option<UnitPrice>,
    pub discount: Option<Rate>,
    pub amount: Option<Money>,
    pub cost_centre: Option<Line>,
    pub required: Option<String>,
    pub promised: Option<String>,
}

/// A shipment of an order.
#[derive(Debug, Clone, Serialize)]
pub struct ShipmentRow {
    pub number: Number,
    pub shipped_at: Instant,
    pub delivered_at: Option<Instant>,
    pub carrier: Option<Line>,
    pub tracking: Option<Line>,
    pub warehouse: Option<Code>,
    pub contents: Vec<Content>,
}

/// How much of a line is in a shipment.
#[derive(Debug, Clone, Serialize)]
pub struct Content {
    pub line: u32,
    pub quantity: Quantity,
}

/// A day a line was promised for.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseRow {
    pub line: u32,
    pub promised: String,
    pub at: Instant,
    pub by: Option<Code>,
    pub reason: Option<Line>,
}

/// A change of the order that was agreed on.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionRow {
    pub number: u32,
    pub at: Instant,
    pub by: Code,
    pub contact: Option<ContactId>,
    pub reason: Line,
    pub changes: Vec<String>,
}

/// A ticket about the order.
#[derive(Debug, Clone, Serialize)]
pub struct TicketTie {
    pub id: TicketId,
    pub subject: Line,
    pub status: StatusWord,
}

/// An invoice or credit note to the order.
#[derive(Debug, Clone, Serialize)]
pub struct InvoiceTie {
    pub number: Number,
    pub kind: InvoiceKind,
    pub issued_at: Instant,
    pub total: Money,
}

/// Writes what was altered: `line 2: quantity 12 -> 5`.
pub(in crate::view) fn altered(change: &Altered) -> String {
    let place = change.line.map_or_else(String::new, |line| format!("line {line}: "));
    let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    format!("{place}{} {} -> {}", change.field, word(&change.before), word(&change.after))
}

impl OrderDetail {
    /// Takes an order; what it costs only where that is for the reader's eyes.
    pub fn of(view: OrderView) -> Self {
        let OrderView { order, account, contact, totals, shows_prices, .. } = view;
        let Totals { lines, subtotal, rounding, tax, freight, total } = totals;
        let shown = |money: Money| Some(money).filter(|_| shows_prices);
        Self {
            id: order.id,
            account: account.code,
            account_name: account.name,
            contact: order.contact,
            contact_name: contact.and_then(called),
            rep: view.rep,
            kind: order.kind,
            status: view.status,
            po_number: order.po_number,
            same_po_number: view.twins,
            quote: order.quote,
            ordered_at: order.ordered_at,
            required: order.required.map(|day| day.to_string()),
            terms: order.terms.or(account.terms).filter(|_| shows_prices),
            carrier: order.carrier,
            ship_to: order.ship_to,
            currency: order.currency,
            rounding: shown(rounding).filter(|rounding| rounding.minor != 0 && lines == subtotal),
            subtotal: shown(subtotal),
            tax: shown(tax),
            freight: shown(freight),
            total: shown(total),
            lines_total: shown(lines).filter(|lines| *lines != subtotal),
            closed_at: order.closed_at,
            lines: view.lines.into_iter().map(|line| OrderLineRow::of(line, shows_prices)).collect(),
            shipments: view.shipments.into_iter().map(ShipmentRow::of).collect(),
            promises: view.promises.into_iter().map(PromiseRow::of).collect(),
            revisions: view.revisions.into_iter().map(RevisionRow::of).collect(),
            tickets: view
                .tickets
                .into_iter()
                .map(|ticket| TicketTie { id: ticket.id, subject: ticket.subject, status: ticket.status })
                .collect(),
            invoices: view
                .invoices
                .into_iter()
                .map(|it| InvoiceTie { total: it.total(), number: it.number, kind: it.kind, issued_at: it.issued_at })
                .collect(),
            number: order.number,
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let by = self.contact_name.as_ref().map_or_else(String::new, |name| format!(" by {name}"));
        let by = by + &self.rep.as_ref().map_or_else(String::new, |rep| format!(", taken by {rep}"));
        let po = self.po_number.as_ref().map_or_else(String::new, |po| match &self.same_po_number[..] {
            [] => po.to_string(),
            twins => format!("{po}, which is also on {}", listed(twins)),
        });
        let money = |money: Option<Money>| money.map(|money| human.money(money)).unwrap_or_default();
        let some = |money: Option<Money>| money.filter(|money| money.minor != 0).map(|money| human.money(money));
        let facts = [
            ("po", po),
            ("quote", listed(self.quote)),
            ("ordered", format!("{}{by}", human.date(self.ordered_at))),
            ("wanted", self.required.clone().unwrap_or_default()),
            ("kind", if self.kind == OrderKind::Standard { String::new() } else { self.kind.to_string() }),
            ("terms", listed(self.terms)),
            ("carrier", listed(&self.carrier)),
            ("ship to", listed(&self.ship_to)),
            ("closed", self.closed_at.map(|at| human.when(at)).unwrap_or_default()),
            ("lines", some(self.lines_total).unwrap_or_default()),
            ("subtotal", money(self.subtotal)),
            ("tax", some(self.tax).unwrap_or_default()),
            ("freight", some(self.freight).unwrap_or_default()),
            ("total", money(self.total)),
        ];
        let facts = facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.into()));
        [("status", status(self.status))].into_iter().chain(facts).collect()
    }
}

fn called(contact: Contact) -> Option<String> {
    contact.name.map(|name| name.to_string()).or_else(|| contact.email.map(|email| email.to_string()))
}

/// Puts a cell on the right, where nothing is cut.
fn right(cell: Cell) -> Cell {
    Cell { align: Align::Right, ..cell }
}

impl OrderLineRow {
    fn of(view: LineView, shows_prices: bool) -> Self {
        let LineView { line, sku, name, progress, backordered } = view;
        Self {
            line: line.line,
            sku,
            name,
            quantity: line.quantity,
            cancelled: line.cancelled,
            unit: line.unit,
            shipped: progress.shipped,
            remaining: progress.remaining,
            backordered,
            unit_price: Some(line.unit_price).filter(|_| shows_prices),
            discount: Some(line.discount).filter(|_| shows_prices),
            amount: Some(progress.amount).filter(|_| shows_prices),
            cost_centre: line.cost_centre,
            required: line.required.map(|day| day.to_string()),
            promised: progress.promised.map(|day| day.to_string()),
        }
    }

    fn remaining(&self) -> Cell {
        let short = self.backordered.filter(|short| short.is_positive());
        let left = match short {
            Some(short) => format!("{} ({short} short)", self.remaining),
            None => self.remaining.to_string(),
        };
        let tone = if short.is_some() {
            Tone::Bad
        } else if self.remaining.is_positive() {
            Tone::Warn
        } else {
            Tone::Dim
        };
        Cell { tone, ..Cell::number(left) }
    }

    fn price(&self) -> Cell {
        let off = self.discount.filter(|off| *off != Rate::ZERO).map_or_else(String::new, |off| format!(" -{off}"));
        right(self.unit_price.map_or_else(nothing, |price| format!("{}{off}", price.amount()).into()))
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::number(self.line),
            // In one cell: where there is little room, the SKU stays.
            self.sku.as_ref().map_or_else(|| self.name.to_string(), |sku| format!("{sku} {}", self.name)).into(),
            Cell::number(self.quantity.minus(self.cancelled)),
            Cell::number(self.shipped),
            self.remaining(),
            right(word(self.promised.as_ref().or(self.required.as_ref()))),
            self.price(),
            right(self.amount.map_or_else(nothing, |amount| amount.amount().into())),
        ]
    }
}

impl ShipmentRow {
    fn of(view: ShipmentView) -> Self {
        let ShipmentView { shipment, warehouse, contents } = view;
        Self {
            number: shipment.number,
            shipped_at: shipment.shipped_at,
            delivered_at: shipment.delivered_at,
            carrier: shipment.carrier,
            tracking: shipment.tracking,
            warehouse,
            contents: contents.into_iter().map(|(line, quantity)| Content { line, quantity }).collect(),
        }
    }

    fn cells(&self, human: &Human) -> Vec<Cell> {
        vec![
            key(&self.number),
            human.date(self.shipped_at).into(),
            self.delivered_at.map_or_else(nothing, |at| human.date(at).into()),
            word(self.carrier.as_ref()),
            word(self.tracking.as_ref()),
            listed(self.contents.iter().map(|part| format!("{}: {}", part.line, part.quantity))).into(),
        ]
    }
}

impl PromiseRow {
    fn of(view: PromiseView) -> Self {
        let PromiseView { line, promise, by } = view;
        Self { line, promised: promise.promised.to_string(), at: promise.at, by, reason: promise.reason }
    }

    fn cells(&self, human: &Human) -> Vec<Cell> {
        let Self { line, promised, at, by, reason } = self;
        vec![
            Cell::number(line),
            promised.as_str().into(),
            human.date(*at).into(),
            word(by.as_ref()),
            word(reason.as_ref()),
        ]
    }
}

impl RevisionRow {
    fn of(view: RevisionView) -> Self {
        let RevisionView { revision, by, .. } = view;
        Self {
            number: revision.number,
            at: revision.at,
            by,
            contact: revision.contact,
            reason: revision.reason,
            changes: revision.changes.iter().map(altered).collect(),
        }
    }

    /// Tells who changed it and why, and then each thing that is another now.
    fn cells(&self, human: &Human) -> Vec<Vec<Cell>> {
        let mut changes = self.changes.iter().map(Cell::show);
        let head = vec![
            Cell::number(self.number),
            human.date(self.at).into(),
            Cell::show(&self.by),
            Cell::show(&self.reason),
            changes.next().unwrap_or_else(nothing),
        ];
        let rest = changes.map(|change| vec![Cell::empty(), Cell::empty(), Cell::empty(), Cell::empty(), change]);
        [head].into_iter().chain(rest).collect()
    }
}

fn section(title: &str, headers: &[&'static str], rows: Vec<Vec<Cell>>) -> Section {
    Section::Table { title: title.to_owned(), headers: headers.to_vec(), rows }
}

impl Detail for OrderDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let Self { number, account, account_name, .. } = self;
        let lines = self.lines.iter().map(OrderLineRow::cells).collect();
        let heads = ["line", "product", "qty", "shipped", "left", "by", "price", "amount"];
        let tickets = self.tickets.iter().map(|it| vec![key(it.id), Cell::show(&it.subject), Cell::show(it.status)]);
        let invoices = self.invoices.iter().map(|it| {
            vec![
                key(&it.number),
                Cell::show(it.kind),
                human.date(it.issued_at).into(),
                Cell::number(human.money(it.total)),
            ]
        });
        vec![
            Section::Fields(Some(format!("{number} {account} {account_name}")), self.facts(human)),
            section("Lines", &heads, lines),
            section(
                "Shipments",
                &["number", "shipped", "delivered", "carrier", "tracking", "line: qty"],
                self.shipments.iter().map(|shipment| shipment.cells(human)).collect(),
            ),
            section(
                "Promises",
                &["line", "for", "promised", "by", "reason"],
                self.promises.iter().map(|promise| promise.cells(human)).collect(),
            ),
            section(
                "Revisions",
                &["no", "made", "by", "reason", "change"],
                self.revisions.iter().flat_map(|revision| revision.cells(human)).collect(),
            ),
            section("Tickets", &["id", "subject", "status"], tickets.collect()),
            section("Invoices", &["number", "kind", "issued", "total"], invoices.collect()),
        ]
    }
}
