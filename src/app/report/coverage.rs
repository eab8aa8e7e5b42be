//! What accounts lack.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{About, Grouped};
use crate::app::{Desk, policy};
use crate::domain::access::Deed;
use crate::domain::account::{Account, AccountRole, AccountStatus, MAX_DEPTH};
use crate::domain::contract::Contract;
use crate::domain::price::{PriceListFor, Whom};
use crate::domain::rep::Rep;
use crate::domain::report::{AccountDimension, AccountFacts, By, CoverageFacts, CoverageFigures, Found, GroupKey};
use crate::domain::scope::Scope;
use crate::domain::sla::{Case, Version};
use crate::domain::ticket::Category;
use crate::domain::{AccountId, Code, Date, Instant, RepId};
use crate::error::Error;
use crate::store::Tx;

/// Of which accounts a report of gaps tells.
#[derive(Debug)]
pub struct CoverageQuery {
    /// What it groups them by; gaps are listed account by account.
    pub by: By<AccountDimension>,
    /// Whose.
    pub about: About,
    /// A contract that ends within so many days is a gap.
    pub within: u16,
}

/// Something that an account lacks.
#[derive(Debug)]
pub struct GapLine {
    /// The account.
    pub account: Code,
    /// What it lacks.
    pub found: Found,
}

impl Desk {
    /// Reports how well accounts are looked after, by group; and how many accounts are not active and left out.
    pub fn report_coverage(&mut self, query: &CoverageQuery) -> Result<(Vec<Grouped<CoverageFigures>>, usize), Error> {
        let today = self.today();
        let mut groups = BTreeMap::<GroupKey, CoverageFigures>::new();
        let left_out = self.each_active(query, |facts, gaps| {
            groups.entry(query.by.group(|dimension| facts.group(dimension, today))).or_default().count(&gaps);
        })?;
        Ok((Grouped::sorted(groups), left_out))
    }

    /// Lists what accounts lack, account by account; and tells how many accounts are not active and left out.
    pub fn report_gaps(&mut self, query: &CoverageQuery) -> Result<(Vec<GapLine>, usize), Error> {
        let mut lines = Vec::new();
        let left_out = self.each_active(query, |facts, gaps| {
            lines.extend(gaps.into_iter().map(|found| GapLine { account: facts.account.code.clone(), found }));
        })?;
        Ok((lines, left_out))
    }

    fn each_active(
        &mut self,
        query: &CoverageQuery,
        mut visit: impl FnMut(&AccountFacts, Vec<Found>),
    ) -> Result<usize, Error> {
        let today = self.today();
        self.look(Deed::ReportRead, |tx, by| {
            let within = query.about.within(tx)?.account;
            let theirs: HashSet<AccountId> =
                tx.reported_accounts(within)?.into_iter().map(|facts| facts.account.id).collect();
            let known = Known::read(tx, by.now, today)?;
            let mut left_out = 0;
            for facts in known.accounts.iter().filter(|facts| theirs.contains(&facts.account.id)) {
                if facts.account.status == AccountStatus::Active {
                    visit(facts, known.gaps(&facts.account, query.within));
                } else {
                    left_out += 1;
                }
            }
            Ok(left_out)
        })
    }
}

/// All that is known of accounts as far as gaps go.
struct Known {
    now: Instant,
    today: Date,
    accounts: Vec<AccountFacts>,
    places: HashMap<AccountId, usize>,
    contracts: HashMap<AccountId, Vec<Contract>>,
    in_charge: HashMap<(AccountId, AccountRole), RepId>,
    reps: HashMap<RepId, Rep>,
    contacts: HashMap<AccountId, usize>,
    /// Those that hold today, by whom they are for.
    lists: HashMap<Whom, Vec<PriceListFor>>,
    policies: Option<Version>,
}

impl Known {
    fn read(tx: &Tx<'_>, now: Instant, today: Date) -> Result<Self, Error> {
        let accounts = tx.reported_accounts(None)?;
        let mut contracts = HashMap::<AccountId, Vec<Contract>>::new();
        for (_, contract) in tx.all_contracts(&Scope::Everything)? {
            contracts.entry(contract.account).or_default().push(contract);
        }
        let mut lists = HashMap::<Whom, Vec<PriceListFor>>::new();
        for list in tx.buyers_of_lists()?.into_iter().filter(|list| list.days.covers(today)) {
            lists.entry(list.whom).or_default().push(list);
        }
        Ok(Self {
            now,
            today,
            places: accounts.iter().enumerate().map(|(place, facts)| (facts.account.id, place)).collect(),
            accounts,
            contracts,
            in_charge: tx.in_charge_of_all()?,
            reps: tx.reps()?.into_iter().map(|line| (line.rep.id, line.rep)).collect(),
            contacts: tx.contacts_of_all()?,
            lists,
            policies: policy::book(tx)?.at(now, now).cloned(),
        })
    }

    fn gaps(&self, account: &Account, within: u16) -> Vec<Found> {
        let rep = |role| self.in_charge.get(&(account.id, role)).and_then(|rep| self.reps.get(rep));
        let contracts = self.contracts.get(&account.id).map_or(&[][..], Vec::as_slice);
        let above = self.above(account);
        let payer = above.last().copied().unwrap_or(account);
        let facts = CoverageFacts {
            contracts,
            primary: rep(AccountRole::Primary),
            backup: rep(AccountRole::Backup),
            contacts: self.contacts.get(&account.id).copied().unwrap_or_default(),
            is_promised: self.is_promised(account, contracts),
            has_limit: payer.credit_limit.is_some(),
            has_prices: self.has_prices(account, &above, contracts),
        };
        facts.gaps(self.now, self.today, within)
    }

    /// Returns the accounts above one, its parent first.
    fn above(&self, account: &Account) -> Vec<&Account> {
        let parent = |account: &Account| Some(&self.accounts[*self.places.get(&account.parent?)?].account);
        std::iter::successors(parent(account), |above| parent(above)).take(MAX_DEPTH).collect()
    }

    fn is_promised(&self, account: &Account, contracts: &[Contract]) -> bool {
        let terms: Vec<_> = contracts.iter().map(Contract::term).collect();
        let case = Case { contracts: &terms, account: Some(account.code.as_str()), queue: None };
        let profile = case.profile(self.now, self.now, Category::OTHER, account.tier);
        self.policies.as_ref().is_some_and(|version| version.policy(&profile).is_some())
    }

    fn has_prices(&self, account: &Account, above: &[&Account], contracts: &[Contract]) -> bool {
        let contract = contracts.iter().find(|contract| contract.is_in_force(self.now));
        let mut whom = vec![Whom::Account(account.id), Whom::Segment(account.segment), Whom::Tier(account.tier)];
        whom.push(Whom::Everybody);
        whom.extend(contract.map(|contract| Whom::Contract(contract.id)));
        let inherits = |parent: &&Account| {
            self.lists.get(&Whom::Account(parent.id)).is_some_and(|lists| lists.iter().any(|list| list.inherited))
        };
        whom.iter().any(|whom| self.lists.contains_key(whom)) || above.iter().any(inherits)
    }
}
