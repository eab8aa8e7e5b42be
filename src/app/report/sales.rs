//! What was ordered.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::{About, Grouped, too_much};
use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::calendar::Month;
use crate::domain::report::{AccountFacts, By, GroupKey, OrderDimension, SalesFigures, Yardstick};
use crate::domain::{AccountId, Code, RepId, Zone};
use crate::error::Error;
use crate::store::Extent;

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
            let by = Yardstick { zone: Zone::system(), today, stock: tx.available_of_all()? };
            let mut groups = BTreeMap::<GroupKey, SalesFigures>::new();
            let drafts = tx.each_order(within, Extent::Progress, |order| {
                let id = order.account;
                let account = accounts.get(&id).ok_or_else(|| Error::unknown("account", id))?;
                let taker = order.rep.and_then(|rep| reps.get(&rep)).map(ToString::to_string);
                let day = by.zone.local(order.ordered_at).date();
                let key = query.by.group(|dimension| match (dimension, dimension.of_account()) {
                    (OrderDimension::Rep, Some(rep)) => taker.clone().unwrap_or_else(|| account.group(rep, day)),
                    (_, Some(dimension)) => account.group(dimension, day),
                    (OrderDimension::Month, None) => Month::of(day).to_string(),
                    (_, None) => order.kind.to_string(),
                });
                groups.entry(key).or_default().count(order, &by).ok_or_else(|| too_much("orders"))
            })?;
            Ok(SalesReport { groups: Grouped::sorted(groups), drafts })
        })
    }
}
