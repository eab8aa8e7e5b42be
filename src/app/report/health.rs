//! How well things are with accounts.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

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
    AccountDimension, AccountFacts, By, Dimension, GroupKey, HealthFigures, Promised, TicketFigures, worst,
};
use crate::domain::sla::Outlook;
use crate::domain::ticket::StatusWord;
use crate::domain::{AccountId, Instant, Money, Seconds};
use crate::error::Error;
use crate::store::{Period, Tell, Tx, Within};

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

    /// Reports how well things are with accounts that are not closed, by group: the worst first. `tell` is told how far
    /// packing tickets has come, if that comes first.
    pub fn report_health(
        &mut self,
        query: &HealthQuery,
        tell: &mut Tell<'_>,
    ) -> Result<Vec<Grouped<HealthFigures>>, Error> {
        let (weights, today) = (self.rules.health, self.today());
        self.pack_for(&query.about, tell)?;
        self.settle_for(query.about.account.as_deref())?;
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
    tx.each_ordering(within, |account, at| {
        signs.entry(account).or_default().1.orders.extend((at <= now).then_some(at));
    })?;
    let disputes = tx.disputes_of_all()?;
    let all = tx.reported_accounts(within)?;
    let known: HashMap<AccountId, &Account> = all.iter().map(|facts| (facts.account.id, &facts.account)).collect();
    let (footings, mut payers) = (Footings::as_of(tx, within.is_none(), now)?, HashMap::default());
    for facts in &all {
        let account = &facts.account;
        let payer = payer(tx, account, &known)?;
        let (is_invoiced, owed) = match payers.get(&payer.id) {
            Some(known) => *known,
            None => *payers.entry(payer.id).or_insert(money(&footings.of(&payer)?)),
        };
        let disputes = disputes.get(&account.id).copied().unwrap_or_default();
        let (promised, mut signs) = signs.remove(&account.id).unwrap_or_default();
        signs.orders.sort_unstable();
        let (kept, broken) = promised.kept_and_broken();
        let signs = Signs { recent: promised.tickets, kept, broken, is_invoiced, owed, disputes, ..signs };
        visit(facts, Health::of(signs, weights, now));
    }
    Ok(())
}

/// Returns who pays for an account; whoever is above it is known, where all accounts are.
fn payer<'a>(
    tx: &Tx<'_>,
    account: &'a Account,
    known: &HashMap<AccountId, &'a Account>,
) -> Result<Cow<'a, Account>, Error> {
    let above = |account: &&'a Account| account.parent.and_then(|parent| known.get(&parent)).copied();
    // In a damaged file trees may be knots.
    let top = std::iter::successors(Some(account), above).take(known.len()).last().unwrap_or(account);
    if top.parent.is_none() { Ok(Cow::Borrowed(top)) } else { tx.payer_of(account).map(Cow::Owned) }
}

/// What tickets tell of an account: the promises of recent ones, and those that are open.
type Told = (Promised, Signs);

/// Returns what tickets tell of each account.
fn tickets(tx: &Tx<'_>, account: Option<(AccountId, bool)>, now: Instant) -> Result<HashMap<AccountId, Told>, Error> {
    let mut found = HashMap::<AccountId, Told>::default();
    let recent = Period { since: now.plus(Seconds::ZERO.minus(RECENT)), until: Instant::MAX };
    let within = Within { period: recent, account, and_open: true };
    tx.each_reported(&[Dimension::Account], within, Promised::NEEDS, now, |ticket| {
        let (facts, Some(id)) = (&ticket.facts, whose(ticket)) else { return Ok(()) };
        let (promises, it) = found.entry(id).or_default();
        if recent.includes(facts.created_at) {
            promises.count(facts);
        }
        if facts.is_open() {
            it.open += 1;
            match (worst(facts.verdicts, now), facts.status.word()) {
                (Some(Outlook::Breached), _) => it.breached += 1,
                (_, StatusWord::New | StatusWord::Open) => it.waiting += 1,
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(found)
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
