//! Why a verdict is what it is: the same walk as the verdict's, with what it measured and decided told step by step.

mod ending;
mod passage;
mod trace;

use crate::domain::{Code, Instant};

pub use ending::{Breach, Ending, Prospect};
pub use passage::{Passage, Stretch, Why};
pub use trace::{Candidate, Cause, Step};

use super::clock::clocks;
use super::judge::in_order;
use super::{Book, Case, Cycle, Facts, Metric, Moment, evaluate};

/// Which cycles are to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Only those of this metric.
    pub metric: Option<Metric>,
    /// All of them; else those that are owed, and the last of each metric.
    pub all: bool,
    /// As a customer may be told of them: what was promised and how it went, but not how we rank whom, nor what we promise
    /// among ourselves.
    pub for_customer: bool,
}

impl Asked {
    fn picks(self, cycle: &Cycle, cycles: &[Cycle]) -> bool {
        let is_last = || cycles.iter().rfind(|other| other.metric == cycle.metric) == Some(cycle);
        self.is_of(cycle.metric) && (self.all || cycle.is_owed() || is_last())
    }

    fn is_of(self, metric: Metric) -> bool {
        self.metric.is_none_or(|asked| asked == metric) && !(self.for_customer && metric.is_internal())
    }
}

/// A ticket's promises, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The cycles asked for, in the order their clocks start.
    pub cycles: Vec<Explained>,
    /// Why there are none, if there are none.
    pub without: Option<Without>,
    /// Whether it is for a customer: tiers, and the policies that are named and chosen by them, are then not to be told.
    pub for_customer: bool,
}

/// A cycle, and how it came to its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The verdict.
    pub cycle: Cycle,
    /// Which promise ruled it from when, and why.
    pub steps: Vec<Step>,
    /// What its time went by, and what it counted of it: several calendars in turn after a forward change.
    pub stretches: Vec<Stretch>,
    /// How the promise was broken, if it was.
    pub breach: Option<Breach>,
    /// What would come of it if what is promised were done now; nothing once it is no longer owed.
    pub prospect: Option<Prospect>,
    /// Why it stopped; nothing while it is owed.
    pub ending: Option<Ending>,
}

/// Why nothing is promised.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// The metric that was asked about, if only one was.
    pub metric: Option<Metric>,
    /// The metrics whose clocks ran under no promise.
    pub clocks: Vec<Metric>,
    /// What the log says of the ticket.
    pub facts: Facts,
    /// The contract in force.
    pub contract: Option<Code>,
    /// The version in force, if there is one.
    pub version: Option<i64>,
    /// Its policies, and why none of them promises anything.
    pub candidates: Vec<Candidate>,
}

impl Explanation {
    /// Leaves out how policies fared, which tells whom they are for, and says of another tier only that what is promised
    /// was set anew.
    fn leave_out_ranks(&mut self) {
        for step in self.cycles.iter_mut().flat_map(|one| &mut one.steps) {
            step.candidates.clear();
            for cause in &mut step.causes {
                if let Cause::Tier(..) = cause {
                    *cause = Cause::Terms;
                }
            }
        }
        if let Some(without) = &mut self.without {
            without.candidates.clear();
        }
    }
}

/// Explains a ticket's promises as of `now`: moments after it are not looked at.
pub fn explain(moments: &[Moment], case: &Case<'_>, book: &Book, now: Instant, asked: Asked) -> Explanation {
    let cycles = evaluate(moments, case, book, now);
    let moments = in_order(moments, now);
    let explained = |cycle: &Cycle| Explained {
        steps: trace::steps(cycle, &moments, case, book),
        stretches: passage::stretches(cycle, now),
        breach: ending::breach(cycle),
        prospect: ending::prospect(cycle, now),
        ending: ending::ending(cycle, &moments),
        cycle: cycle.clone(),
    };
    let cycles: Vec<Explained> = cycles.iter().filter(|cycle| asked.picks(cycle, &cycles)).map(explained).collect();
    let without = cycles.is_empty().then(|| without(&moments, case, book, now, asked));
    let mut explanation = Explanation { cycles, without, for_customer: asked.for_customer };
    if asked.for_customer {
        explanation.leave_out_ranks();
    }
    explanation
}

fn without(moments: &[Moment], case: &Case<'_>, book: &Book, now: Instant, asked: Asked) -> Without {
    let mut facts = Facts::BEFORE;
    for moment in moments {
        facts.learn(moment.happening);
    }
    let mut started: Vec<Metric> = clocks(moments).iter().map(|clock| clock.metric).collect();
    started.retain(|metric| asked.is_of(*metric));
    started.sort_unstable();
    started.dedup();
    let version = book.at(now, Instant::MAX);
    let profile = case.profile(now, Instant::MAX, facts.category, facts.tier);
    let candidates = version.map(|version| trace::candidates(version, &profile, facts, asked.metric));
    Without {
        metric: asked.metric,
        clocks: started,
        facts,
        contract: profile.contract.map(|term| term.number.clone()),
        version: version.map(|version| version.number),
        candidates: candidates.unwrap_or_default(),
    }
}
