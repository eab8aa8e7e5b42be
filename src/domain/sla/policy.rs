//! What a policy promises, to whom, and how its clocks behave.

use std::fmt;
use std::rc::Rc;

use super::{Credit, Escalation, Level, Metric, Profile};
use crate::domain::calendar::{Calendar, Target};
use crate::domain::ticket::{Category, Priority, StatusWord};
use crate::domain::{Code, Email, Seconds, Tier};

words! {
    /// How a running clock takes a new target or calendar.
    OnChange, "a way to change";
    /// Same start, new target, pauses kept.
    Keep = "keep",
    /// What has run stands as it was measured; the rest of the new target runs by the new rules.
    Forward = "forward",
    /// The clock starts afresh.
    Reset = "reset",
}

words! {
    /// How the resolution clock takes a reopening.
    Reopening, "a way to reopen";
    /// It goes on where it stood; the time spent resolved is not counted.
    Continue = "continue",
    /// It starts afresh.
    Restart = "restart",
}

/// One metric's target by priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Targets {
    by_priority: [Option<Target>; 4],
    default: Option<Target>,
}

impl Targets {
    /// Promises the same whatever the priority.
    pub const fn all(target: Target) -> Self {
        Self { by_priority: [None; 4], default: Some(target) }
    }

    /// Sets what is promised for one priority.
    pub fn set(&mut self, priority: Priority, target: Target) {
        self.by_priority[priority as usize] = Some(target);
    }

    /// Sets what is promised for priorities that have no target of their own.
    pub fn set_default(&mut self, target: Target) {
        self.default = Some(target);
    }

    /// Returns what is promised for `priority`, if anything is.
    pub fn of(&self, priority: Priority) -> Option<Target> {
        self.by_priority[priority as usize].or(self.default)
    }

    /// Returns each target as it was given, most urgent first; the default comes last, without a priority.
    pub fn given(&self) -> impl Iterator<Item = (Option<Priority>, Target)> {
        let own = |priority: &Priority| Some((Some(*priority), self.by_priority[*priority as usize]?));
        Priority::ALL.iter().rev().filter_map(own).chain(self.default.map(|target| (None, target)))
    }
}

/// Which statuses pause which metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pauses([[bool; Metric::ALL.len()]; StatusWord::ALL.len()]);

impl Pauses {
    /// Nothing pauses anything.
    pub const NONE: Self = Self([[false; Metric::ALL.len()]; StatusWord::ALL.len()]);

    /// Lets `status` pause `metric`.
    pub fn set(&mut self, status: StatusWord, metric: Metric) {
        self.0[status as usize][metric as usize] = true;
    }

    /// Tells whether `status` pauses `metric`.
    pub const fn holds(&self, status: StatusWord, metric: Metric) -> bool {
        self.0[status as usize][metric as usize]
    }
}

impl Default for Pauses {
    /// Waiting on the customer pauses `resolution` and `update`; nothing else pauses anything.
    fn default() -> Self {
        let mut pauses = Self::NONE;
        pauses.set(StatusWord::Pending, Metric::Resolution);
        pauses.set(StatusWord::Pending, Metric::Update);
        pauses
    }
}

/// Which tickets a policy is for, the narrowest scope first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Tickets under the contract of this number.
    Contract(Code),
    /// Tickets of the account of this code.
    Account(Code),
    /// Tickets through this mailbox.
    Queue(Email),
    /// Tickets of this kind, of accounts of this tier.
    CategoryTier(Category, Tier),
    /// Tickets of accounts of this tier.
    Tier(Tier),
    /// Every other ticket.
    Default,
}

impl Scope {
    /// Returns how wide the scope is: of two that cover a ticket, the narrower one rules.
    const fn width(&self) -> u8 {
        match self {
            Self::Contract(_) => 0,
            Self::Account(_) => 1,
            Self::Queue(_) => 2,
            Self::CategoryTier(category, _) if category.is_finer() => 3,
            Self::CategoryTier(..) => 4,
            Self::Tier(_) => 5,
            Self::Default => 6,
        }
    }

    /// Tells whether a ticket is within the scope.
    pub fn covers(&self, profile: &Profile<'_>) -> bool {
        match self {
            Self::Contract(number) => profile.contract.is_some_and(|term| term.number == *number),
            Self::Account(code) => profile.account == Some(code.as_str()),
            Self::Queue(address) => profile.queue == Some(address.as_str()),
            Self::CategoryTier(of, at) => profile.category.is_within(*of) && profile.tier == *at,
            Self::Tier(at) => profile.tier == *at,
            Self::Default => true,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contract(number) => write!(f, "contract {number}"),
            Self::Account(code) => write!(f, "account {code}"),
            Self::Queue(address) => write!(f, "queue {address}"),
            Self::CategoryTier(category, tier) => write!(f, "category {category} in tier {tier}"),
            Self::Tier(tier) => write!(f, "tier {tier}"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A set of promises to some tickets.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Its name, unique within a version.
    pub name: Rc<str>,
    /// Whom it is for.
    pub scope: Scope,
    /// The calendar its time runs in.
    pub calendar: Rc<Calendar>,
    /// What is promised, by metric.
    pub targets: [Targets; Metric::ALL.len()],
    /// What stops the time.
    pub pauses: Pauses,
    /// How resolution takes a reopening.
    pub reopening: Reopening,
    /// How running clocks take a change.
    pub on_change: OnChange,
    /// The points on the clock that matter, in the order of time.
    pub levels: Vec<Level>,
    /// What is done at some of the levels, in the order of time.
    pub escalations: Vec<Escalation>,
    /// What a broken promise costs, if anything.
    pub credit: Option<Credit>,
}

impl Policy {
    /// Starts a policy that promises nothing yet, with the shipped behaviour.
    pub fn new(name: &str, scope: Scope, calendar: Rc<Calendar>) -> Self {
        Self {
            name: name.into(),
            scope,
            calendar,
            targets: [Targets::default(); Metric::ALL.len()],
            pauses: Pauses::default(),
            reopening: Reopening::Continue,
            on_change: OnChange::Keep,
            levels: Level::SHIPPED.to_vec(),
            escalations: Vec::new(),
            credit: None,
        }
    }

    /// Sets what is done and when, in place of the shipped levels. Escalations are put in the order of time, as the
    /// longest target has it: whether `75%` comes before `-30m` depends on the target.
    pub fn escalate(&mut self, mut escalations: Vec<Escalation>) {
        let longest = self.longest_target().map_or(Seconds::ZERO, |(_, span)| span);
        escalations.sort_by_key(|escalation| match escalation.level {
            level @ (Level::Percent(_) | Level::Before(_)) => (0, level.amount(longest)),
            Level::Breach => (1, Seconds::ZERO),
            Level::After(span) => (2, span),
        });
        self.levels = escalations.iter().map(|escalation| escalation.level).collect();
        if !self.levels.contains(&Level::Breach) {
            // A broken promise is told of, whether or not anything is done about it.
            let after = self.levels.iter().position(|level| matches!(level, Level::After(_)));
            self.levels.insert(after.unwrap_or(self.levels.len()), Level::Breach);
        }
        self.escalations = escalations;
    }

    /// Returns what is done at `level`, if anything is.
    pub fn escalation(&self, level: Level) -> Option<&Escalation> {
        self.escalations.iter().find(|escalation| escalation.level == level)
    }

    /// Returns the target that can take the most business time, and no less than it can take, if anything is promised.
    pub(super) fn longest_target(&self) -> Option<(Target, Seconds)> {
        let span = |target| match target {
            Target::Business(span) => span,
            // The day of the start may count as well as the last.
            Target::Days { count, .. } => self.calendar.longest_day().times(i64::from(count.get()) + 1),
        };
        let given = self.targets.iter().flat_map(Targets::given).map(|(_, target)| (target, span(target)));
        given.max_by_key(|(_, span)| *span)
    }

    /// Returns what is promised on `metric` at `priority`, if anything is.
    pub fn target(&self, metric: Metric, priority: Priority) -> Option<Target> {
        self.targets[metric as usize].of(priority)
    }
}

words! {
    /// How one policy fared when a ticket looked for its own.
    Contest, "a way to fare";
    /// The contract in force carries it.
    Carried = "carried",
    /// It is for the ticket, and narrower than any other that is.
    Won = "won",
    /// It is for the ticket, but a narrower one won.
    TooWide = "too-wide",
    /// It is not for the ticket.
    NotCovered = "not-covered",
}

/// Matches the policies against a ticket, in the order they are given; at most one wins.
///
/// The policy that the contract names wins; if it names none, the narrowest scope does: contract, account, queue,
/// category and tier, tier, default.
pub fn contest(policies: &[Policy], profile: &Profile<'_>) -> Vec<Contest> {
    let carried = carried(policies, profile).map(|policy| &policy.name);
    let winner = winner(policies, profile).map(|policy| &policy.name);
    let fared = |policy: &Policy| match policy.scope.covers(profile) {
        _ if Some(&policy.name) == carried => Contest::Carried,
        true if Some(&policy.name) == winner => Contest::Won,
        true => Contest::TooWide,
        false => Contest::NotCovered,
    };
    policies.iter().map(fared).collect()
}

/// Returns the policy a ticket falls under, if any: "no SLA" is legal.
pub(super) fn winner<'p>(policies: &'p [Policy], profile: &Profile<'_>) -> Option<&'p Policy> {
    let covering = policies.iter().filter(|policy| policy.scope.covers(profile));
    carried(policies, profile).or_else(|| covering.min_by_key(|policy| policy.scope.width()))
}

fn carried<'p>(policies: &'p [Policy], profile: &Profile<'_>) -> Option<&'p Policy> {
    let name = profile.contract?.policy.as_ref()?;
    policies.iter().find(|policy| policy.name == *name)
}
