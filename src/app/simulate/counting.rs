//! What a simulation makes of the tickets it reads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::reading::{self, Account, Batch, Head, Prices};
use super::{FlipLine, Simulation, SimulationPlan};
use crate::domain::contract::Contract;
use crate::domain::credits::Credits;
use crate::domain::simulation::{Contrast, SimulationBy, Standing, Turns, flips, standings};
use crate::domain::sla::{Book, Case, Credit, Metric, Moment, Term, Verdict, evaluate};
use crate::domain::{AccountId, Email, Instant, QueueId, Tier};
use crate::store::KeptPromise;

/// An account, and its contracts as the judge sees them.
struct Known {
    account: Account,
    terms: Vec<Term>,
}

/// What promises of a group have in common. Policies are counted by a number of their own: they are many promises and
/// few names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Metric(Metric),
    Tier(Tier),
    Account(AccountId),
    Policy(usize),
}

/// Under which policies promises are counted.
#[derive(Debug, Clone, Copy)]
enum Side {
    Before,
    After,
}

/// A ticket's promises on one side.
struct Promises {
    verdicts: Vec<Verdict>,
    /// The policy of each.
    policies: Vec<usize>,
}

/// What breaches cost on one side, and how much that has come to.
#[derive(Default)]
struct Bill {
    /// By version and policy.
    prices: HashMap<(i64, usize), Credit>,
    credits: Credits,
}

/// Judges tickets by the simulated policies, and counts.
pub(super) struct Counter<'b> {
    book: &'b Book,
    plan: SimulationPlan,
    now: Instant,
    accounts: HashMap<AccountId, Known>,
    queues: HashMap<QueueId, Email>,
    policies: Vec<String>,
    bills: [Bill; 2],
    groups: BTreeMap<Key, Contrast>,
    tickets: u64,
    flipped: u64,
    turns: Turns,
    flips: Vec<FlipLine>,
}

impl<'b> Counter<'b> {
    /// Prepares to count; `prices` is what breaches have cost in fact.
    pub(super) fn new(book: &'b Book, plan: SimulationPlan, now: Instant, prices: Prices) -> Self {
        let mut counter = Self {
            book,
            plan,
            now,
            accounts: HashMap::new(),
            queues: HashMap::new(),
            policies: Vec::new(),
            bills: Default::default(),
            groups: BTreeMap::new(),
            tickets: 0,
            flipped: 0,
            turns: Turns::default(),
            flips: Vec::new(),
        };
        counter.price(Side::Before, prices);
        counter.price(Side::After, reading::prices(book));
        counter
    }

    fn price(&mut self, side: Side, prices: Prices) {
        for (version, name, credit) in prices {
            let policy = self.policy(&name);
            self.bills[side as usize].prices.insert((version, policy), credit);
        }
    }

    /// Returns how many tickets have been counted.
    pub(super) const fn tickets(&self) -> u64 {
        self.tickets
    }

    /// Counts a batch.
    pub(super) fn take(&mut self, batch: Batch) {
        let known = |(id, account): (AccountId, Account)| {
            let terms = account.contracts.iter().map(Contract::term).collect();
            (id, Known { account, terms })
        };
        self.accounts.extend(batch.accounts.into_iter().map(known));
        self.queues.extend(batch.queues);
        let (mut moments, mut kept) = (&batch.moments[..], &batch.kept[..]);
        for ticket in &batch.tickets {
            let (log, later) = moments.split_at(ticket.moments);
            let (promises, others) = kept.split_at(ticket.kept);
            self.compare(ticket, log, promises);
            (moments, kept) = (later, others);
        }
    }

    fn compare(&mut self, ticket: &Head, log: &[Moment], kept: &[KeptPromise]) {
        let queue = ticket.queue.and_then(|queue| self.queues.get(&queue)).map(Email::as_str);
        let known = &self.accounts[&ticket.account];
        let case = Case { contracts: &known.terms, account: Some(known.account.code.as_str()), queue };
        let cycles = evaluate(log, &case, self.book, self.now);
        let before = self.promises(kept.iter().map(|kept| (kept.verdict, &*kept.policy)));
        let after = self.promises(cycles.iter().map(|cycle| (Verdict::of(cycle), &*cycle.policy)));
        self.tickets += 1;
        self.count(ticket, &before, Side::Before);
        self.count(ticket, &after, Side::After);
        self.tell_apart(ticket, &before, &after);
    }

    fn promises<'p>(&mut self, promises: impl Iterator<Item = (Verdict, &'p str)>) -> Promises {
        let metric = self.plan.metric;
        let wanted = promises.filter(|(verdict, _)| metric.is_none_or(|only| only == verdict.metric));
        let (verdicts, policies) = wanted.map(|(verdict, policy)| (verdict, self.policy(policy))).unzip();
        Promises { verdicts, policies }
    }

    /// Returns the number of a policy's name.
    fn policy(&mut self, name: &str) -> usize {
        self.policies.iter().position(|known| known == name).unwrap_or_else(|| {
            self.policies.push(name.to_owned());
            self.policies.len() - 1
        })
    }

    fn key(&self, ticket: &Head, metric: Metric, policy: usize) -> Key {
        match self.plan.by {
            SimulationBy::Metric => Key::Metric(metric),
            SimulationBy::Tier => Key::Tier(ticket.tier),
            SimulationBy::Account => Key::Account(ticket.account),
            SimulationBy::Policy => Key::Policy(policy),
        }
    }

    /// Counts the promises of one side, and what its breaches cost.
    fn count(&mut self, ticket: &Head, promises: &Promises, side: Side) {
        for (place, standing) in standings(&promises.verdicts, self.now) {
            let (verdict, policy) = (&promises.verdicts[place], promises.policies[place]);
            let group = self.groups.entry(self.key(ticket, verdict.metric, policy)).or_default();
            match side {
                Side::Before => group.before.count(standing),
                Side::After => group.after.count(standing),
            }
            let is_final = verdict.stopped_at.is_some();
            if standing == Standing::Broken && is_final && !verdict.metric.is_internal() {
                self.charge(ticket, verdict, policy, side);
            }
        }
    }

    fn charge(&mut self, ticket: &Head, verdict: &Verdict, policy: usize, side: Side) {
        let bill = &mut self.bills[side as usize];
        let credit = bill.prices.get(&(verdict.version, policy)).copied();
        if let Some((credit, at)) = credit.zip(verdict.breached_at(self.now)) {
            bill.credits.count(ticket.account, &self.accounts[&ticket.account].account.contracts, credit, at);
        }
    }

    /// Counts how the ticket would have fared otherwise, if it would have: once in each group and way.
    fn tell_apart(&mut self, ticket: &Head, before: &Promises, after: &Promises) {
        let (mut turns, mut grouped) = (BTreeSet::new(), BTreeSet::new());
        for flip in flips(&before.verdicts, &after.verdicts, self.now) {
            let rules = |promises: &Promises, place: Option<usize>| place.map(|place| promises.policies[place]);
            let policy = rules(after, flip.after.place).or(rules(before, flip.before.place)).unwrap_or_default();
            turns.insert(flip.turn);
            grouped.insert((self.key(ticket, flip.metric, policy), flip.turn));
            if self.plan.names_flips {
                let account = self.accounts[&ticket.account].account.code.clone();
                self.flips.push(FlipLine { ticket: ticket.id, account, flip });
            }
        }
        self.flipped += u64::from(!turns.is_empty());
        for turn in turns {
            self.turns.count(turn);
        }
        for (key, turn) in grouped {
            self.groups.entry(key).or_default().turns.count(turn);
        }
    }

    /// Returns what it all comes to.
    pub(super) fn finish(self) -> Simulation {
        let label = |key: &Key| match key {
            Key::Metric(metric) => metric.to_string(),
            Key::Tier(tier) => tier.to_string(),
            Key::Account(id) => self.accounts[id].account.code.to_string(),
            Key::Policy(place) => self.policies[*place].clone(),
        };
        let mut groups: Vec<(String, Contrast)> = self.groups.iter().map(|(key, it)| (label(key), *it)).collect();
        if matches!(self.plan.by, SimulationBy::Account | SimulationBy::Policy) {
            groups.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        let [before, after] = &self.bills;
        let mut flips = self.flips;
        flips.sort_by_key(|line| (line.ticket, line.flip.metric));
        Simulation {
            at: self.now,
            tickets: self.tickets,
            flipped: self.flipped,
            turns: self.turns,
            credits_before: before.credits.total(),
            credits_after: after.credits.total(),
            groups,
            flips,
        }
    }
}
