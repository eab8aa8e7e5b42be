//! Looking at orders.

use super::Loaded;
use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::invoice::Invoice;
use crate::domain::order::{
    Backlog, LineProgress, Order, OrderLine, OrderStatus, Promise, Revision, Shipment, StatusName, Totals,
};
use crate::domain::scope::Scope;
use crate::domain::{Code, Date, Instant, Line, Number, OrderId, Quantity, Sku, Zone};
use crate::error::Error;
use crate::store::{InvoiceFilter, OrderEntry, OrderFilter, OrderTicket, Tx};

/// Which orders a list takes, by the names that people type.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the fields are those of the filter")]
pub struct OrderQuery {
    pub account: Option<String>,
    pub include_children: bool,
    pub statuses: Vec<StatusName>,
    pub po: Option<String>,
    pub since: Option<Instant>,
    pub open: bool,
    pub late: bool,
    pub sku: Option<String>,
    pub limit: usize,
}

/// A line of an order, with how far it has come.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct LineView {
    pub line: OrderLine,
    pub sku: Option<Sku>,
    /// What it is in words.
    pub name: Line,
    pub progress: LineProgress,
    /// What remains and no stock is there for, where the desk knows of stock.
    pub backordered: Option<Quantity>,
}

/// A shipment, with what is in it by the lines' places.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct ShipmentView {
    pub shipment: Shipment,
    pub warehouse: Option<Code>,
    pub contents: Vec<(u32, Quantity)>,
}

/// A promise of a line, by its place.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct PromiseView {
    pub line: u32,
    pub promise: Promise,
    pub by: Option<Code>,
}

/// A revision, with who made it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RevisionView {
    pub revision: Revision,
    pub by: Code,
    pub contact: Option<Contact>,
}

/// An order with what stands around it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct OrderView {
    pub order: Order,
    pub account: Account,
    pub contact: Option<Contact>,
    pub rep: Option<Code>,
    pub status: OrderStatus,
    pub totals: Totals,
    pub lines: Vec<LineView>,
    pub shipments: Vec<ShipmentView>,
    pub promises: Vec<PromiseView>,
    pub revisions: Vec<RevisionView>,
    pub tickets: Vec<OrderTicket>,
    pub invoices: Vec<Invoice>,
    /// The account's other orders with the same number of the customer's.
    pub twins: Vec<Number>,
    /// Whether what it costs is for the reader's eyes.
    pub shows_prices: bool,
}

impl Desk {
    /// Returns the orders a list takes, the latest first, how many it would take without its limit, and whether their
    /// amounts are for the reader's eyes.
    pub fn orders(&mut self, query: &OrderQuery) -> Result<(Vec<OrderEntry>, usize, bool), Error> {
        let today = self.today();
        self.look_within(Deed::OrderRead, |tx, by| {
            let account = query.account.as_deref().map(|code| tx.need_shown_account(&by.scope, code)).transpose()?;
            let product = query.sku.as_deref().map(|sku| tx.need_product(sku)).transpose()?;
            let filter = OrderFilter {
                account: account.map(|account| (account.id, query.include_children)),
                statuses: query.statuses.clone(),
                po: query.po.clone(),
                since: query.since,
                open: query.open,
                late_on: query.late.then_some(today),
                product: product.map(|product| product.id),
                limit: query.limit,
                scope: by.scope.clone(),
            };
            let (entries, total) = tx.orders(&filter)?;
            Ok((entries, total, by.scope.shows_prices()))
        })
    }

    /// Returns an order with what stands around it, by its number, its id, or the customer's own number.
    pub fn order(&mut self, name: &str) -> Result<OrderView, Error> {
        let today = self.today();
        self.look_within(Deed::OrderRead, |tx, by| view(tx, tx.need_shown_order(&by.scope, name)?, &by.scope, today))
    }

    /// Returns the day it is where the program runs.
    pub(in crate::app) fn today(&self) -> Date {
        Zone::system().local(self.now()).date()
    }
}

fn view(tx: &Tx<'_>, order: Order, scope: &Scope, today: Date) -> Result<OrderView, Error> {
    let loaded = Loaded::of(tx, order)?;
    let order = &loaded.order;
    let is_rep = *scope == Scope::Everything;
    let lines = lines(tx, &loaded)?;
    let place = |id| lines.iter().find(|view| view.line.id == id).map_or(0, |view| view.line.line);
    let parcels = tx.parcels(order.id)?;
    let mut shipments = Vec::new();
    for shipment in tx.shipments(order.id)? {
        let warehouse = shipment.warehouse.map(|id| tx.warehouse_code(id)).transpose()?;
        let own = parcels.iter().filter(|parcel| parcel.shipment == shipment.id && parcel.quantity.is_positive());
        let contents = own.map(|parcel| (place(parcel.line), parcel.quantity)).collect();
        shipments.push(ShipmentView { shipment, warehouse, contents });
    }
    let mut promises = Vec::new();
    for promise in tx.promises(order.id)? {
        let by = promise.rep.filter(|_| is_rep).map(|rep| tx.rep_by_id(rep)).transpose()?.map(|rep| rep.handle);
        let promise = Promise { reason: promise.reason.filter(|_| is_rep), ..promise };
        promises.push(PromiseView { line: place(promise.line), promise, by });
    }
    Ok(OrderView {
        account: tx.account_by_id(order.account)?,
        contact: order.contact.map(|id| tx.contact(id)).transpose()?.flatten(),
        rep: order.rep.filter(|_| is_rep).map(|id| tx.rep_by_id(id)).transpose()?.map(|rep| rep.handle),
        status: loaded.progress.status,
        totals: loaded.progress.totals,
        shipments,
        promises,
        // Why we changed what was agreed is written for us.
        revisions: if is_rep { revisions(tx, order)? } else { Vec::new() },
        tickets: tx.order_tickets(order, scope)?,
        invoices: if scope.includes(Deed::CreditRead) { invoices(tx, order.id, scope, today)? } else { Vec::new() },
        twins: if is_rep { tx.po_twins(order)? } else { Vec::new() },
        shows_prices: scope.shows_prices(),
        lines,
        order: loaded.order,
    })
}

fn lines(tx: &Tx<'_>, loaded: &Loaded) -> Result<Vec<LineView>, Error> {
    let mut backlog = Backlog::of(tx.available_for(loaded.order.id)?);
    let is_open = loaded.progress.status.is_open();
    let mut views = Vec::new();
    for (line, progress) in loaded.lines.iter().zip(&loaded.progress.lines) {
        let product = line.product.map(|id| tx.product_by_id(id)).transpose()?;
        let name = line.description.clone().or_else(|| product.as_ref().map(|product| product.name.clone()));
        let backordered = if is_open { backlog.backordered(line.product, progress.remaining) } else { None };
        views.push(LineView {
            line: line.clone(),
            sku: product.map(|product| product.sku),
            name: name.map_or_else(|| "-".parse(), Ok)?,
            progress: *progress,
            backordered,
        });
    }
    Ok(views)
}

/// Returns the invoices and credit notes to an order, the earliest first.
fn invoices(tx: &Tx<'_>, order: OrderId, scope: &Scope, today: Date) -> Result<Vec<Invoice>, Error> {
    let filter = InvoiceFilter { order: Some(order), scope: scope.clone(), ..InvoiceFilter::default() };
    let (entries, _) = tx.invoices(&filter, today)?;
    Ok(entries.into_iter().rev().map(|entry| entry.invoice).collect())
}

fn revisions(tx: &Tx<'_>, order: &Order) -> Result<Vec<RevisionView>, Error> {
    let mut views = Vec::new();
    for revision in tx.revisions(order.id)? {
        let by = tx.rep_by_id(revision.rep)?.handle;
        let contact = revision.contact.map(|id| tx.contact(id)).transpose()?.flatten();
        views.push(RevisionView { revision, by, contact });
    }
    Ok(views)
}
