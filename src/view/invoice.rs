//! Invoices and credit notes.

use serde::Serialize;

use super::{DisputeRow, key, nothing, table, word};
use crate::app::{InvoiceEntry, InvoiceView};
use crate::domain::invoice::{Instalment, InvoiceKind, InvoiceLine, InvoiceStatus};
use crate::domain::{Code, Instant, Line, Money, Number, Quantity, Sku, UnitPrice};
use crate::output::{Align, Cell, Column, Detail, Human, Row, Section, Tone};

/// An invoice or a credit note in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct InvoiceRow {
    pub number: Number,
    pub kind: InvoiceKind,
    pub account: Code,
    pub order: Option<Number>,
    /// The invoice that a credit note takes back.
    pub corrects: Option<Number>,
    pub issued_at: Instant,
    /// The last day to pay, `2026-11-21`.
    pub due: Option<String>,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    /// What is left to pay; of a credit note, what is left to use.
    pub open: Money,
    /// What credit notes took back.
    pub credited: Money,
    /// None of a credit note.
    pub status: Option<InvoiceStatus>,
    /// Since which day something of it is late.
    pub late_since: Option<String>,
}

impl InvoiceRow {
    /// Takes an invoice.
    pub fn of(entry: InvoiceEntry) -> Self {
        let InvoiceEntry { invoice, account, order, corrects, open, credited, late_since } = entry;
        let status = invoice.status(open, credited, late_since.is_some());
        Self {
            kind: invoice.kind,
            account,
            order,
            corrects,
            issued_at: invoice.issued_at,
            due: invoice.due.map(|day| day.to_string()),
            net: invoice.net,
            tax: invoice.tax,
            total: invoice.total(),
            open,
            credited,
            status: Some(status).filter(|_| invoice.kind == InvoiceKind::Invoice),
            late_since: late_since.map(|day| day.to_string()),
            number: invoice.number,
        }
    }

    fn status(&self) -> Cell {
        let Some(status) = self.status else { return Cell::toned("credit note", Tone::Dim) };
        let tone = match status {
            InvoiceStatus::Overdue => Tone::Bad,
            InvoiceStatus::Open | InvoiceStatus::PartPaid => Tone::Plain,
            InvoiceStatus::Paid => Tone::Good,
            InvoiceStatus::Credited => Tone::Dim,
        };
        Cell::toned(status.to_string(), tone)
    }

    fn open(&self, human: &Human) -> Cell {
        let tone = match self.open.minor {
            0 => Tone::Dim,
            _ if self.late_since.is_some() => Tone::Bad,
            _ => Tone::Plain,
        };
        Cell::toned(human.money(self.open), tone)
    }
}

impl Row for InvoiceRow {
    const ONE: &'static str = "invoice";
    const MANY: &'static str = "invoices";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("number", "invoice", |row, _| key(&row.number)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("status", "status", |row, _| row.status()),
        Column::text("due", "due", |row, _| word(row.due.as_ref())),
        Column::number("total", "total", |row, human| human.money(row.total).into()),
        Column::number("open", "open", |row, human| row.open(human)),
        Column::text("order", "order", |row, _| word(row.order.as_ref())),
        Column::wide(Column::number("net", "net", |row, human| human.money(row.net).into())),
        Column::wide(Column::number("tax", "tax", |row, human| human.money(row.tax).into())),
        Column::wide(Column::text("corrects", "corrects", |row, _| word(row.corrects.as_ref()))),
        Column::wide(Column::text("issued_at", "issued", |row, human| human.date(row.issued_at).into())),
        Column::data("credited"),
        Column::data("kind"),
        Column::data("late_since"),
    ];
}

/// A line of an invoice.
#[derive(Debug, Clone, Serialize)]
pub struct InvoiceLineRow {
    pub line: u32,
    pub sku: Option<Sku>,
    pub description: Option<Line>,
    pub quantity: Quantity,
    pub unit_price: UnitPrice,
    pub net: Money,
}

impl InvoiceLineRow {
    fn of(line: InvoiceLine, sku: Option<Sku>) -> Self {
        let InvoiceLine { line, description, quantity, unit_price, net, .. } = line;
        Self { line, sku, description, quantity, net: Money { minor: net, currency: unit_price.currency }, unit_price }
    }
}

impl Row for InvoiceLineRow {
    const ONE: &'static str = "line";
    const MANY: &'static str = "lines";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::number("line", "line", |row, _| Cell::number(row.line)),
        Column::text("sku", "sku", |row, _| word(row.sku.as_ref())),
        Column::text("description", "what", |row, _| word(row.description.as_ref())),
        Column::number("quantity", "quantity", |row, _| Cell::number(row.quantity)),
        Column::number("unit_price", "price", |row, _| Cell::number(row.unit_price.amount())),
        Column::number("net", "net", |row, human| human.money(row.net).into()),
    ];
}

/// How something was paid.
#[derive(Debug, Clone, Serialize)]
pub struct Settlement {
    /// The payment or the credit note.
    pub with: Number,
    pub amount: Money,
    pub at: Instant,
}

/// A part in which an invoice is to be paid.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub due: String,
    pub amount: Money,
}

/// An invoice with all there is to say about it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct InvoiceDetail {
    #[serde(flatten)]
    pub invoice: InvoiceRow,
    pub lines: Vec<InvoiceLineRow>,
    pub instalments: Vec<Part>,
    pub settlements: Vec<Settlement>,
    pub disputes: Vec<DisputeRow>,
}

impl InvoiceDetail {
    /// Takes an invoice.
    pub fn of(view: InvoiceView) -> Self {
        let InvoiceView { entry, lines, instalments, settlements, disputes } = view;
        let currency = entry.invoice.net.currency;
        let money = |minor| Money { minor, currency };
        let part = |Instalment { due, amount, .. }| Part { due: due.to_string(), amount: money(amount) };
        Self {
            invoice: InvoiceRow::of(entry),
            lines: lines.into_iter().map(|(line, sku)| InvoiceLineRow::of(line, sku)).collect(),
            instalments: instalments.into_iter().map(part).collect(),
            settlements: settlements
                .into_iter()
                .map(|(with, minor, at)| Settlement { with, amount: money(minor), at })
                .collect(),
            disputes: disputes.into_iter().map(DisputeRow::of).collect(),
        }
    }

    fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let row = &self.invoice;
        let mut facts = vec![
            ("account", Cell::show(&row.account)),
            ("status", row.status()),
            ("issued", human.date(row.issued_at).into()),
            ("due", row.due.as_ref().map_or_else(nothing, Cell::show)),
            ("net", human.money(row.net).into()),
            ("tax", human.money(row.tax).into()),
            ("total", Cell::toned(human.money(row.total), Tone::Strong)),
            ("open", row.open(human)),
        ];
        let more = [
            ("late since", &row.late_since),
            ("order", &row.order.as_ref().map(ToString::to_string)),
            ("corrects", &row.corrects.as_ref().map(ToString::to_string)),
        ];
        facts.extend(more.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?.as_str().into()))));
        facts
    }
}

fn right(text: String) -> Cell {
    Cell { align: Align::Right, ..Cell::plain(text) }
}

impl Detail for InvoiceDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const LINES: [&str; 6] = ["line", "sku", "description", "quantity", "unit_price", "net"];
        const DISPUTES: [&str; 6] = ["id", "line", "about", "amount", "status", "ticket"];
        let kind = match self.invoice.kind {
            InvoiceKind::Invoice => "Invoice",
            InvoiceKind::CreditNote => "Credit note",
        };
        let part = |part: &Part| vec![part.due.as_str().into(), right(human.money(part.amount))];
        let paid =
            |it: &Settlement| vec![Cell::show(&it.with), human.date(it.at).into(), right(human.money(it.amount))];
        vec![
            Section::Fields(Some(format!("{kind} {}", self.invoice.number)), self.facts(human)),
            table("Lines", &LINES, &self.lines, human),
            Section::Table {
                title: "Instalments".to_owned(),
                headers: vec!["due", "amount"],
                rows: self.instalments.iter().map(part).collect(),
            },
            Section::Table {
                title: "Paid with".to_owned(),
                headers: vec!["document", "on", "amount"],
                rows: self.settlements.iter().map(paid).collect(),
            },
            table("Disputes", &DISPUTES, &self.disputes, human),
        ]
    }
}
