//! All that matters of accounts, side by side.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::payer::Footings;
use super::{About, Grouped, too_much};
use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::report::{
    AccountDimension, AccountFacts, AccountFigures, By, Dimension, GroupKey, Promised, TicketFigures,
};
use crate::domain::{AccountId, Date, Instant, Zone};
use crate::error::Error;
use crate::store::{Extent, GroupMark, Reported, Tell, Tx, Within};

/// Of which accounts a report tells, and of what time.
#[derive(Debug)]
pub struct AccountsQuery {
    /// What it groups them by, as they are now.
    pub by: By<AccountDimension>,
    /// When tickets were opened and orders placed, and whose.
    pub about: About,
}

impl Desk {
    /// Reports all that matters of accounts, by group. `tell` is told how far packing tickets has come, if that comes first.
    pub fn report_accounts(
        &mut self,
        query: &AccountsQuery,
        tell: &mut Tell<'_>,
    ) -> Result<Vec<Grouped<AccountFigures>>, Error> {
        let today = self.today();
        self.pack_for(&query.about, tell)?;
        self.settle_for(query.about.account.as_deref())?;
        self.look(Deed::ReportRead, |tx, by| {
            let within = query.about.within(tx)?;
            let accounts = tx.reported_accounts(within.account)?;
            let mut groups = Groups::new(&accounts, query.by, today);
            groups.read_tickets(tx, within, by.now)?;
            tx.each_order(within, Extent::Value, |order| {
                let sales = groups.of(order.account).map(|figures| &mut figures.sales);
                sales.map_or(Some(()), |sales| sales.count(order)).ok_or_else(|| too_much("orders"))
            })?;
            groups.read_last_orders(tx, within)?;
            groups.read_overdue(&Footings::as_of(tx, within.account.is_none(), by.now)?, &accounts)?;
            Ok(groups.finish())
        })
    }
}

/// Tells whose ticket it is that was read by account.
pub(super) fn whose(ticket: &Reported<'_>) -> Option<AccountId> {
    match ticket.marks[0] {
        GroupMark::Number(account) => Some(AccountId::new(account)),
        GroupMark::Nothing | GroupMark::Word(_) => None,
    }
}

/// The figures of groups, found by account.
struct Groups {
    places: HashMap<AccountId, usize>,
    keys: Vec<GroupKey>,
    figures: Vec<AccountFigures>,
}

impl Groups {
    fn new(accounts: &[AccountFacts], by: By<AccountDimension>, today: Date) -> Self {
        let (mut known, mut groups) = (
            BTreeMap::<GroupKey, usize>::new(),
            Self { places: HashMap::default(), keys: Vec::new(), figures: Vec::new() },
        );
        for facts in accounts {
            let key = by.group(|dimension| facts.group(dimension, today));
            let place = *known.entry(key.clone()).or_insert(groups.keys.len());
            if place == groups.keys.len() {
                groups.keys.push(key);
                groups.figures.push(AccountFigures::default());
            }
            groups.figures[place].accounts += 1;
            groups.places.insert(facts.account.id, place);
        }
        groups
    }

    fn of(&mut self, account: AccountId) -> Option<&mut AccountFigures> {
        self.places.get(&account).and_then(|place| self.figures.get_mut(*place))
    }

    /// Those of the time, and those that are open now, whenever they were opened.
    fn read_tickets(&mut self, tx: &Tx<'_>, within: Within, now: Instant) -> Result<(), Error> {
        let both = Within { and_open: true, ..within };
        tx.each_reported(&[Dimension::Account], both, Promised::NEEDS, now, |ticket| {
            let (facts, Some(figures)) = (&ticket.facts, whose(ticket).and_then(|id| self.of(id))) else {
                return Ok(());
            };
            if within.period.includes(facts.created_at) {
                figures.tickets.count(facts);
            }
            if facts.is_open() {
                figures.backlog.count(facts);
            }
            Ok(())
        })
    }

    fn read_last_orders(&mut self, tx: &Tx<'_>, within: Within) -> Result<(), Error> {
        let mut last = HashMap::<AccountId, Instant>::default();
        tx.each_ordering(within.account, |account, at| {
            let last = last.entry(account).or_insert(at);
            *last = at.max(*last);
        })?;
        let zone = Zone::system();
        for (account, at) in last {
            if let Some(figures) = self.of(account) {
                figures.last_order = figures.last_order.max(Some(zone.local(at).date()));
            }
        }
        Ok(())
    }

    fn read_overdue(&mut self, footings: &Footings<'_>, accounts: &[AccountFacts]) -> Result<(), Error> {
        for AccountFacts { account, .. } in accounts.iter().filter(|it| it.account.parent.is_none()) {
            let Some(figures) = self.of(account.id) else { continue };
            let footing = footings.of(account)?;
            for position in footing.positions() {
                for late in position.overdue.into_iter().filter(|late| late.minor != 0) {
                    figures.overdue.add(late).ok_or_else(|| too_much("invoices"))?;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Vec<Grouped<AccountFigures>> {
        Grouped::sorted(self.keys.into_iter().zip(self.figures).collect())
    }
}
