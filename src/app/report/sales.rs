//! What was ordered.

use std::collections::{BTreeMap, HashMap};

use super::{About, Grouped, too_much};
use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::calendar::Month;
use crate::domain::order::{Backlog, OrderLine, Progress, Shipment};
use crate::domain::report::{AccountFacts, By, GroupKey, OrderDimension, OrderFacts, SalesFigures};
use crate::domain::{AccountId, Code, Date, ProductId, Quantity, RepId, Zone};
use crate::error::Error;
use crate::store::{ReportedOrder, Tx, Within};

/// Which orders a report is about.
#[derive(Debug)]
pub struct SalesQuery {
    /// What it groups them by.
    pub by: By<OrderDimension>,
    /// Which they are, by when they were placed.
    pub about: About,
}

/// What was ordered, and how many drafts no group tells of.
#[derive(Debug)]
pub struct SalesReport {
    /// The groups, in their order.
    pub groups: Vec<Grouped<SalesFigures>>,
    /// Those that nobody has placed yet.
    pub drafts: usize,
}

impl Desk {
    /// Reports what was ordered, by group.
    pub fn report_sales(&mut self, query: &SalesQuery) -> Result<SalesReport, Error> {
        let today = self.today();
        self.look(Deed::ReportRead, |tx, _| {
            let within = query.about.within(tx)?;
            let accounts: HashMap<AccountId, AccountFacts> =
                tx.reported_accounts(within.account)?.into_iter().map(|it| (it.account.id, it)).collect();
            let reps: HashMap<RepId, Code> =
                tx.reps()?.into_iter().map(|line| (line.rep.id, line.rep.handle)).collect();
            let mut groups = BTreeMap::<GroupKey, SalesFigures>::new();
            let drafts = each_sale(tx, within, today, |facts, day| {
                let id = facts.order.account;
                let account = accounts.get(&id).ok_or_else(|| Error::unknown("account", id))?;
                let taker = facts.order.rep.and_then(|rep| reps.get(&rep)).map(ToString::to_string);
                let key = query.by.group(|dimension| match (dimension, dimension.of_account()) {
                    (OrderDimension::Rep, Some(rep)) => taker.clone().unwrap_or_else(|| account.group(rep, day)),
                    (_, Some(dimension)) => account.group(dimension, day),
                    (OrderDimension::Month, None) => Month::of(day).to_string(),
                    (_, None) => facts.order.kind.to_string(),
                });
                groups.entry(key).or_default().count(facts).ok_or_else(|| too_much("orders"))
            })?;
            Ok(SalesReport { groups: Grouped::sorted(groups), drafts })
        })
    }
}

/// Hands every order within reach to `visit`, with the day on which it was placed; drafts are left out, and how many those
/// are is returned.
pub(super) fn each_sale(
    tx: &Tx<'_>,
    within: Within,
    today: Date,
    mut visit: impl FnMut(&OrderFacts<'_>, Date) -> Result<(), Error>,
) -> Result<usize, Error> {
    let (zone, stock) = (Zone::system(), tx.available_of_all()?);
    let on = |at| zone.local(at).date();
    tx.each_order(within, |read| {
        let ReportedOrder { order, lines, shipments, parcels, promises } = read;
        let progress =
            Progress::of(&order, lines, &shipments, &parcels, &promises).ok_or_else(|| too_much("an order's lines"))?;
        let of = |shipment: &Shipment| {
            let day = on(shipment.shipped_at);
            let carried = parcels.iter().filter(|parcel| parcel.shipment == shipment.id);
            carried.map(move |parcel| (parcel.line, parcel.quantity, day)).collect::<Vec<_>>()
        };
        let left: Vec<_> = shipments.iter().flat_map(of).collect();
        let backordered = backordered(lines, &progress, &stock);
        let facts =
            OrderFacts { order: &order, lines, progress: &progress, left: &left, backordered: &backordered, today };
        visit(&facts, on(order.ordered_at))
    })
}

/// Returns how much of each line that waits there is no stock for: each order by itself, as `order show` tells it.
fn backordered(lines: &[OrderLine], progress: &Progress, stock: &HashMap<ProductId, Quantity>) -> Vec<Quantity> {
    if !progress.status.is_open() {
        return Vec::new();
    }
    let products = lines.iter().filter_map(|line| line.product);
    let mut backlog = Backlog::of(products.filter_map(|product| Some((product, *stock.get(&product)?))));
    let waiting = lines.iter().zip(&progress.lines).filter(|(_, progress)| progress.remaining.is_positive());
    waiting.filter_map(|(line, progress)| backlog.backordered(line.product, progress.remaining)).collect()
}
