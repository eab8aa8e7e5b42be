//! Which promise ruled a cycle from when, and why.

use std::rc::Rc;

use crate::domain::calendar::Target;
use crate::domain::sla::{
    Book, Case, Contest, Cycle, Effect, Facts, Happening, Metric, Moment, Policy, Profile, Ruling, Scope, Version,
    contest,
};
use crate::domain::ticket::{Category, Priority};
use crate::domain::{Code, Instant, Tier};

/// Why it was asked which promise rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// What the metric waits for happened.
    Started,
    /// The ticket was reopened.
    Reopened,
    /// An older wait was merged in.
    MergedIn,
    /// A version came into force.
    Version(i64),
    /// A contract ended.
    ContractEnded(Code),
    /// A contract came into force.
    ContractBegan(Code),
    /// The priority changed.
    Priority(Priority, Priority),
    /// The category changed.
    Category(Category, Category),
    /// The account's tier changed.
    Tier(Tier, Tier),
    /// What is promised to the account was set anew: a change of tier, to those who know of none.
    Terms,
}

/// A policy that might have ruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its name.
    pub policy: Rc<str>,
    /// Whom it is for.
    pub scope: Scope,
    /// How it fared.
    pub fared: Contest,
    /// What it promises on the metric at that priority, whether or not it is for the ticket.
    pub target: Option<Target>,
}

/// One answer to the question which promise rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The answer.
    pub ruling: Ruling,
    /// The contract in force.
    pub contract: Option<Code>,
    /// Why it was asked.
    pub causes: Vec<Cause>,
    /// The policies of the version in force, in its order.
    pub candidates: Vec<Candidate>,
}

pub(super) fn steps(cycle: &Cycle, moments: &[Moment], case: &Case<'_>, book: &Book) -> Vec<Step> {
    let step = |ruling: &Ruling| {
        let version = book.versions().iter().find(|version| Some(version.number) == ruling.in_force);
        let contract = ruling.contract.and_then(|place| case.contracts.get(place));
        let Facts { category, tier, .. } = ruling.facts;
        let profile = Profile { contract, account: case.account, queue: case.queue, category, tier };
        let candidates = version.map(|version| candidates(version, &profile, ruling.facts, Some(cycle.metric)));
        Step {
            causes: causes(ruling, cycle, moments, case),
            contract: contract.map(|term| term.number.clone()),
            candidates: candidates.unwrap_or_default(),
            ruling: ruling.clone(),
        }
    };
    cycle.rulings.iter().map(step).collect()
}

/// Returns how each policy of a version fares, and what it promises on `metric`, if one is asked about.
pub(super) fn candidates(
    version: &Version,
    profile: &Profile<'_>,
    facts: Facts,
    metric: Option<Metric>,
) -> Vec<Candidate> {
    let fared = contest(&version.policies, profile);
    let candidate = |(policy, fared): (&Policy, Contest)| Candidate {
        policy: Rc::clone(&policy.name),
        scope: policy.scope.clone(),
        fared,
        target: metric.and_then(|metric| policy.target(metric, facts.priority)),
    };
    version.policies.iter().zip(fared).map(candidate).collect()
}

fn causes(ruling: &Ruling, cycle: &Cycle, moments: &[Moment], case: &Case<'_>) -> Vec<Cause> {
    let Ruling { at, before, facts, .. } = ruling;
    match ruling.effect {
        Effect::Began => return vec![beginning(*at, cycle.metric, moments)],
        // That the wait counts from earlier is all that was asked.
        Effect::PutBack => return vec![Cause::MergedIn],
        _ => {}
    }
    let turned = ruling.contract_before != ruling.contract;
    let number = |place: Option<usize>| Some(case.contracts.get(place.filter(|_| turned)?)?.number.clone());
    let causes = [
        (before.priority != facts.priority).then_some(Cause::Priority(before.priority, facts.priority)),
        (before.category != facts.category).then_some(Cause::Category(before.category, facts.category)),
        (before.tier != facts.tier).then_some(Cause::Tier(before.tier, facts.tier)),
        number(ruling.contract_before).map(Cause::ContractEnded),
        number(ruling.contract).map(Cause::ContractBegan),
        ruling.in_force.filter(|_| ruling.arrived).map(Cause::Version),
    ];
    let causes: Vec<Cause> = causes.into_iter().flatten().collect();
    let merged = |moment: &Moment| moment.at == *at && matches!(moment.happening, Happening::Absorbed { .. });
    if causes.is_empty() && moments.iter().any(merged) { vec![Cause::MergedIn] } else { causes }
}

/// Tells what began a cycle: a resolution that begins after the ticket did, by a reopening.
fn beginning(at: Instant, metric: Metric, moments: &[Moment]) -> Cause {
    let later = moments.first().is_some_and(|created| at > created.at);
    if metric == Metric::Resolution && later { Cause::Reopened } else { Cause::Started }
}
