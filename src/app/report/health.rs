//! How well things are with accounts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::accounts::whose;
use super::payer::Footings;
use super::{About, Grouped};
use crate::app::Desk;
use crate::app::credit::Footing;
use crate::domain::access::Deed;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::credit::Position;
use crate::domain::health::{Health, RECENT, Signs, Weights};
use crate::domain::report::{
    AccountDimension, AccountFacts, Backlog, By, Dimension, GroupKey, HealthFigures, Promised, TicketFigures, worst,
};
use crate::domain::sla::Outlook;
use crate::domain::ticket::StatusWord;
use crate::domain::{AccountId, Instant, Money, Seconds};
use crate::error::Error;
use crate::store::{Period, Tx, Within};

/// Of which accounts a report of their health tells.
#[derive(Debug)]
pub struct HealthQuery {
    /// What it groups them by.
    pub by: By<AccountDimension>,
    /// Whose.
    pub about: About,
}

/// How well things are with an account.
#[derive(Debug)]
pub struct HealthView {
    /// The account.
    pub account: Account,
    /// Who pays for it.
    pub payer: Account,
    /// How well things are.
    pub health: Health,
    /// As of when.
    pub at: Instant,
}

impl Desk {
    /// Returns how well things are with an account, and why.
    pub fn account_health(&mut self, code: &str) -> Result<HealthView, Error> {
        let weights = self.rules.health;
        self.look(Deed::ReportRead, |tx, by| {
            let account = tx.need_account(code)?;
            let mut found = None;
            each_health(tx, &weights, Some((account.id, false)), by.now, |_, health| found = Some(health))?;
            let health = found.ok_or_else(|| Error::unknown("account", code))?;
            Ok(HealthView { payer: tx.payer_of(&account)?, account, health, at: by.now })
        })
    }

    /// Reports how well things are with accounts that are not closed, by group: the worst first.
    pub fn report_health(&mut self, query: &HealthQuery) -> Result<Vec<Grouped<HealthFigures>>, Error> {
        let (weights, today) = (self.rules.health, self.today());
        self.pack_for(&query.about)?;
        if query.about.account.is_none() {
            self.settle()?;
        }
        self.look(Deed::ReportRead, |tx, by| {
            let within = query.about.within(tx)?.account;
            let mut groups = BTreeMap::<GroupKey, HealthFigures>::new();
            each_health(tx, &weights, within, by.now, |facts, health| {
                if facts.account.status != AccountStatus::Closed {
                    let key = query.by.group(|dimension| facts.group(dimension, today));
                    groups.entry(key).or_default().count(&facts.account.code, &health);
                }
            })?;
            let mut groups = Grouped::sorted(groups);
            groups.sort_by_key(|group| {
                let score = group.figures.score();
                (Reverse(score.is_some()), score)
            });
            Ok(groups)
        })
    }
}

/// Hands each account within reach to `visit` with its health.
fn each_health(
    tx: &Tx<'_>,
    weights: &Weights,
    within: Option<(AccountId, bool)>,
    now: Instant,
    mut visit: impl FnMut(&AccountFacts, Health),
) -> Result<(), Error> {
    let mut signs = tickets(tx, within, now)?;
    tx.each_ordering(within, |account, at| signs.entry(account).or_default().orders.extend((at <= now).then_some(at)))?;
    let disputes = tx.disputes_of_all()?;
    let (footings, mut payers) = (Footings::as_of(tx, within.is_none(), now)?, HashMap::new());
    for facts in tx.reported_accounts(within)? {
        let account = &facts.account;
        let payer = tx.payer_of(account)?;
        let (is_invoiced, owed) = match payers.get(&payer.id) {
            Some(known) => *known,
            None => *payers.entry(payer.id).or_insert(money(&footings.of(&payer)?)),
        };
        let disputes = disputes.get(&account.id).copied().unwrap_or_default();
        let signs = signs.remove(&account.id).unwrap_or_default();
        let signs = Signs { is_invoiced, owed, disputes, ..signs };
        visit(&facts, Health::of(signs, weights, now));
    }
    Ok(())
}

/// Returns what tickets tell of each account.
fn tickets(tx: &Tx<'_>, account: Option<(AccountId, bool)>, now: Instant) -> Result<HashMap<AccountId, Signs>, Error> {
    let (by, mut promises) = (&[Dimension::Account], HashMap::<AccountId, Promised>::new());
    let since = now.plus(Seconds::ZERO.minus(RECENT));
    let recent = Within { period: Period { since, until: Instant::MAX }, account };
    tx.each_reported(by, recent, Promised::NEEDS, now, |ticket| {
        if let Some(id) = whose(ticket) {
            promises.entry(id).or_default().count(&ticket.facts);
        }
        Ok(())
    })?;
    let mut signs: HashMap<AccountId, Signs> = promises.into_iter().map(|(id, group)| (id, promised(&group))).collect();
    tx.each_reported(by, Within { period: Period::ALL, account }, Backlog::NEEDS, now, |ticket| {
        let Some(id) = whose(ticket) else { return Ok(()) };
        let it = signs.entry(id).or_default();
        it.open += 1;
        match (worst(ticket.facts.verdicts, now), ticket.facts.status.word()) {
            (Some(Outlook::Breached), _) => it.breached += 1,
            (_, StatusWord::New | StatusWord::Open) => it.waiting += 1,
            _ => {}
        }
        Ok(())
    })?;
    Ok(signs)
}

/// Returns what recent promises tell.
fn promised(promises: &Promised) -> Signs {
    let (kept, broken) = promises.kept_and_broken();
    Signs { recent: promises.tickets, kept, broken, ..Signs::default() }
}

/// What is open and what of it is late.
type Owed = (Money, Money);

/// Tells whether an account that pays was ever sent an invoice, and what it owes: in the currency of which the greatest part is
/// late, if it owes in several.
fn money(footing: &Footing) -> (bool, Option<Owed>) {
    let owed = |position: &Position| {
        let late = position.overdue.iter().fold(0_i64, |sum, late| sum.saturating_add(late.minor));
        let open = position.not_due.minor.saturating_add(late);
        let money = |minor| Money { minor, ..position.not_due };
        (open > 0).then(|| (money(open), money(late)))
    };
    let all = footing.positions().filter_map(owed);
    let share = |(open, late): &Owed| i128::from(late.minor) * 1_000_000 / i128::from(open.minor.max(1));
    (footing.is_invoiced, all.max_by_key(share))
}
