//! Returns.

use serde::Serialize;

use super::{key, listed, nothing, word};
use crate::app::{ReturnCheck, Returnable, RmaEntry, RmaLineView, RmaView};
use crate::domain::rma::{Finding, FreightPayer, Remedy, RmaStatus, Verdict};
use crate::domain::{Code, Instant, Line, Money, Number, Quantity, Rate, RmaId, Sku, TicketId};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// A return in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct RmaRow {
    pub id: RmaId,
    pub account: Code,
    pub order: Number,
    pub status: RmaStatus,
    pub reason: Line,
    pub requested_at: Instant,
    pub updated_at: Instant,
    pub ticket: Option<TicketId>,
    pub tracking: Option<Line>,
}

impl RmaRow {
    /// Takes a return.
    pub fn of(entry: RmaEntry) -> Self {
        let RmaEntry { rma, account, order } = entry;
        Self {
            id: rma.id,
            account,
            order,
            status: rma.status,
            reason: rma.reason,
            requested_at: rma.requested_at,
            updated_at: rma.updated_at,
            ticket: rma.ticket,
            tracking: rma.tracking,
        }
    }
}

fn status(status: RmaStatus) -> Cell {
    let tone = match status {
        RmaStatus::Requested | RmaStatus::Received | RmaStatus::Inspected => Tone::Warn,
        RmaStatus::Refused | RmaStatus::Closed => Tone::Dim,
        RmaStatus::Resolved => Tone::Good,
        RmaStatus::Authorised | RmaStatus::InTransit => Tone::Plain,
    };
    Cell::toned(status.as_str(), tone)
}

impl Row for RmaRow {
    const ONE: &'static str = "return";
    const MANY: &'static str = "returns";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |rma, _| key(rma.id)),
        Column::text("account", "account", |rma, _| Cell::show(&rma.account)),
        Column::text("order", "order", |rma, _| Cell::show(&rma.order)),
        Column::text("status", "status", |rma, _| status(rma.status)),
        Column::text("reason", "reason", |rma, _| Cell::show(&rma.reason)),
        Column::text("requested_at", "asked", |rma, human| human.when(rma.requested_at).into()),
        Column::text("ticket", "ticket", |rma, _| word(rma.ticket.as_ref())),
        Column::wide(Column::text("updated_at", "last", |rma, human| human.when(rma.updated_at).into())),
        Column::wide(Column::text("tracking", "tracking", |rma, _| word(rma.tracking.as_ref()))),
    ];
}

/// What is agreed about sending back a line of an order.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct ReturnRow {
    pub line: u32,
    pub sku: Option<Sku>,
    pub name: Line,
    pub shipped: Quantity,
    pub returned: Quantity,
    /// What is asked about.
    pub quantity: Quantity,
    pub delivered_at: Option<Instant>,
    pub covered: bool,
    /// In words.
    pub coverage: String,
    pub restocking: Rate,
    pub freight: FreightPayer,
    pub inspection: bool,
    pub value: Option<Money>,
    pub fee: Option<Money>,
    /// What is left of the value after the fee.
    pub credit: Option<Money>,
}

impl ReturnRow {
    fn of(line: Returnable, shows_prices: bool) -> Self {
        let Verdict { coverage, restocking, freight, inspection } = line.verdict;
        let (fee, credit) = line.verdict.credit(line.value);
        let shown = |money: Money| Some(money).filter(|_| shows_prices);
        Self {
            line: line.line,
            sku: line.sku,
            name: line.name,
            shipped: line.shipped,
            returned: line.returned,
            quantity: line.quantity,
            delivered_at: line.delivered,
            covered: coverage.is_covered(),
            coverage: coverage.to_string(),
            restocking,
            freight,
            inspection,
            value: shown(line.value),
            fee: shown(fee),
            credit: shown(credit),
        }
    }

    fn cells(&self, human: &Human) -> Vec<Cell> {
        let money = |money: Option<Money>| money.map_or_else(nothing, |money| Cell::number(money.amount()));
        vec![
            Cell::number(self.line),
            self.sku.as_ref().map_or_else(|| Cell::show(&self.name), key),
            Cell::number(self.quantity),
            self.delivered_at.map_or_else(nothing, |at| human.date(at).into()),
            Cell::toned(self.coverage.as_str(), if self.covered { Tone::Good } else { Tone::Bad }),
            money(self.value),
            money(self.fee),
            money(self.credit),
        ]
    }
}

/// What is agreed about returns of an order.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct ReturnCheckDetail {
    pub order: Number,
    pub account: Code,
    pub contract: Option<Code>,
    pub lines: Vec<ReturnRow>,
}

impl ReturnCheckDetail {
    /// Takes what is agreed about returns of an order.
    pub fn of(check: ReturnCheck) -> Self {
        let ReturnCheck { order, account, contract, lines, shows_prices } = check;
        let lines = lines.into_iter().map(|line| ReturnRow::of(line, shows_prices)).collect();
        Self { order, account, contract, lines }
    }
}

impl Detail for ReturnCheckDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let Self { order, account, contract, lines } = self;
        let agreed = contract.as_ref().map_or_else(|| "no contract is in force".into(), Cell::show);
        let mut facts = vec![("agreed in", agreed)];
        match lines.first() {
            None => facts.push(("lines", "nothing of it can come back".into())),
            Some(first) => facts.extend([
                ("fee", Cell::show(first.restocking)),
                ("freight", format!("paid by the {}", first.freight).into()),
                ("inspection", if first.inspection { "before anything is credited" } else { "not needed" }.into()),
            ]),
        }
        let headers = vec!["line", "sku", "qty", "delivered", "covered", "value", "fee", "credit"];
        let rows = lines.iter().map(|line| line.cells(human)).collect();
        vec![
            Section::Fields(Some(format!("Returns of {order} {account}")), facts),
            Section::Table { title: "Lines".to_owned(), headers, rows },
        ]
    }
}

/// A line of a return.
#[derive(Debug, Clone, Serialize)]
struct BackRow {
    line: u32,
    sku: Option<Sku>,
    name: Line,
    quantity: Quantity,
    received: Option<Quantity>,
    finding: Option<Finding>,
    remedy: Option<Remedy>,
    value: Option<Money>,
    fee: Option<Money>,
}

impl BackRow {
    fn of(view: RmaLineView, restocking: Rate, shows_prices: bool) -> Self {
        let RmaLineView { place, sku, name, line, value } = view;
        // Nobody pays for sending back what was not as it should be.
        let ours = matches!(line.finding, Some(Finding::Defective | Finding::WrongItem));
        let fee = value.part(if ours { Rate::ZERO } else { restocking });
        Self {
            line: place,
            sku,
            name,
            quantity: line.quantity,
            received: line.received,
            finding: line.finding,
            remedy: line.remedy,
            value: Some(value).filter(|_| shows_prices),
            fee: Some(fee).filter(|_| shows_prices),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let money = |money: Option<Money>| money.map_or_else(nothing, |money| Cell::number(money.amount()));
        vec![
            Cell::number(self.line),
            self.sku.as_ref().map_or_else(|| Cell::show(&self.name), key),
            Cell::number(self.quantity),
            self.received.map_or_else(nothing, Cell::number),
            word(self.finding.as_ref()),
            word(self.remedy.as_ref()),
            money(self.value),
            money(self.fee),
        ]
    }
}

/// Something that happened to a return.
#[derive(Debug, Clone, Serialize)]
struct EventRow {
    at: Instant,
    status: RmaStatus,
    by: Option<Code>,
    note: Option<Line>,
}

/// A return with its lines and its log.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct RmaDetail {
    pub id: RmaId,
    pub account: Code,
    pub account_name: Line,
    pub order: Number,
    pub contact: Option<String>,
    pub ticket: Option<TicketId>,
    pub status: RmaStatus,
    pub reason: Line,
    pub restocking: Rate,
    pub freight: FreightPayer,
    pub inspection: bool,
    pub tracking: Option<Line>,
    lines: Vec<BackRow>,
    log: Vec<EventRow>,
}

impl RmaDetail {
    /// Takes a return.
    pub fn of(view: RmaView) -> Self {
        let RmaView { rma, account, account_name, order, contact, lines, events, shows_prices } = view;
        let lines = lines.into_iter().map(|line| BackRow::of(line, rma.restocking, shows_prices)).collect();
        let log =
            events.into_iter().map(|(event, by)| EventRow { at: event.at, status: event.status, by, note: event.note });
        Self {
            id: rma.id,
            account,
            account_name,
            order,
            contact,
            ticket: rma.ticket,
            status: rma.status,
            reason: rma.reason,
            restocking: rma.restocking,
            freight: rma.freight,
            inspection: rma.inspection,
            tracking: rma.tracking,
            lines,
            log: log.collect(),
        }
    }
}

impl Detail for RmaDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let Self { id, account, account_name, order, .. } = self;
        let looked = if self.inspection { "before anything is credited" } else { "not needed" };
        let more =
            [("contact", listed(&self.contact)), ("ticket", listed(self.ticket)), ("tracking", listed(&self.tracking))];
        let mut facts = vec![
            ("status", status(self.status)),
            ("order", Cell::show(order)),
            ("reason", Cell::show(&self.reason)),
            ("fee", Cell::show(self.restocking)),
            ("freight", format!("paid by the {}", self.freight).into()),
            ("inspection", looked.into()),
        ];
        facts.extend(more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.into())));
        let headers = vec!["line", "sku", "qty", "came", "found", "done", "value", "fee"];
        let log = self.log.iter().map(|event| {
            vec![human.when(event.at).into(), status(event.status), word(event.by.as_ref()), word(event.note.as_ref())]
        });
        vec![
            Section::Fields(Some(format!("{id} {account} {account_name}")), facts),
            Section::Table {
                title: "Lines".to_owned(),
                headers,
                rows: self.lines.iter().map(BackRow::cells).collect(),
            },
            Section::Table {
                title: "Log".to_owned(),
                headers: vec!["when", "status", "by", "note"],
                rows: log.collect(),
            },
        ]
    }
}
