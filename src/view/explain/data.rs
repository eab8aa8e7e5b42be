//! Explanations as programs read them: whole, in UTC and seconds.

use serde::Serialize;

use crate::domain::sla::{
    Breach, Candidate, Cause, Contest, Effect, Ending, Explained, Metric, Passage, Prospect, Ruling, State, Step,
    Stretch, Why, Without,
};
use crate::domain::ticket::{Category, Priority, Status};
use crate::domain::{Code, Instant, Seconds, Tier};
use crate::view::trial::Judged;

#[derive(Debug, Serialize)]
pub(super) struct CycleData {
    #[serde(flatten)]
    judged: Judged,
    policy: Option<String>,
    version: i64,
    began_at: Instant,
    breach: Option<Breach>,
    ending: Option<Ending>,
    if_done_now: Option<ProspectData>,
    rulings: Vec<RulingData>,
    segments: Vec<SegmentData>,
}

#[derive(Debug, Serialize)]
struct ProspectData {
    state: State,
    spare_seconds: Seconds,
    overdue_seconds: Option<Seconds>,
    paused_by: Option<Status>,
}

#[derive(Debug, Serialize)]
struct RulingData {
    at: Instant,
    effect: Effect,
    causes: Vec<CauseData>,
    policy: Option<String>,
    version: i64,
    version_in_force: Option<i64>,
    contract: Option<Code>,
    priority: Priority,
    category: Category,
    tier: Option<Tier>,
    calendar: String,
    target: String,
    target_seconds: Seconds,
    counts_since: Instant,
    due_at: Option<Instant>,
    breaks: bool,
    policies: Vec<CandidateData>,
}

#[derive(Debug, Serialize)]
struct CauseData {
    what: &'static str,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Debug, Serialize)]
struct CandidateData {
    policy: String,
    #[serde(rename = "for")]
    scope: String,
    fared: Contest,
    target: Option<String>,
}

#[derive(Debug, Serialize)]
struct SegmentData {
    from: Instant,
    to: Instant,
    calendar: String,
    time_zone: String,
    why: &'static str,
    holiday: Option<String>,
    date: Option<String>,
    status: Option<Status>,
    counted_seconds: Seconds,
    paused_seconds: Seconds,
    total_seconds: Seconds,
}

#[derive(Debug, Serialize)]
pub(super) struct WithoutData {
    clocks: Vec<Metric>,
    version_in_force: Option<i64>,
    contract: Option<Code>,
    priority: Priority,
    category: Category,
    tier: Option<Tier>,
    policies: Vec<CandidateData>,
}

impl CycleData {
    /// Takes a cycle, and tells of tiers and policies if they are the reader's as well as `ours`.
    pub(super) fn of(one: &Explained, ours: bool) -> Self {
        let Explained { cycle, steps, stretches, breach, prospect, ending } = one;
        Self {
            judged: Judged::of(cycle),
            policy: ours.then(|| cycle.policy.to_string()),
            version: cycle.version,
            began_at: cycle.began_at,
            breach: *breach,
            ending: *ending,
            if_done_now: prospect.map(ProspectData::of),
            rulings: steps.iter().map(|step| RulingData::of(step, ours)).collect(),
            segments: stretches.iter().flat_map(SegmentData::of).collect(),
        }
    }
}

impl ProspectData {
    fn of(prospect: Prospect) -> Self {
        let Prospect { state, spare, overdue, paused_by } = prospect;
        Self { state, spare_seconds: spare, overdue_seconds: overdue, paused_by }
    }
}

impl RulingData {
    fn of(step: &Step, ours: bool) -> Self {
        let Step { ruling, contract, causes, candidates } = step;
        let Ruling {
            at, effect, facts, in_force, policy, version, calendar, target, span, since, due_at, breaks, ..
        } = ruling;
        Self {
            at: *at,
            effect: *effect,
            causes: causes.iter().map(CauseData::of).collect(),
            policy: ours.then(|| policy.to_string()),
            version: *version,
            version_in_force: *in_force,
            contract: contract.clone(),
            priority: facts.priority,
            category: facts.category,
            tier: ours.then_some(facts.tier),
            calendar: calendar.name().to_owned(),
            target: target.to_string(),
            target_seconds: *span,
            counts_since: *since,
            due_at: *due_at,
            breaks: *breaks,
            policies: candidates.iter().map(CandidateData::of).collect(),
        }
    }
}

impl CauseData {
    fn of(cause: &Cause) -> Self {
        let (what, from, to) = match cause {
            Cause::Started => ("started", None, None),
            Cause::Reopened => ("reopened", None, None),
            Cause::MergedIn => ("merged-in", None, None),
            Cause::Terms => ("terms", None, None),
            Cause::Version(number) => ("version", None, Some(number.to_string())),
            Cause::ContractEnded(number) => ("contract-ended", Some(number.to_string()), None),
            Cause::ContractBegan(number) => ("contract-began", None, Some(number.to_string())),
            Cause::Priority(from, to) => ("priority", Some(from.to_string()), Some(to.to_string())),
            Cause::Category(from, to) => ("category", Some(from.to_string()), Some(to.to_string())),
            Cause::Tier(from, to) => ("tier", Some(from.to_string()), Some(to.to_string())),
        };
        Self { what, from, to }
    }
}

impl CandidateData {
    fn of(candidate: &Candidate) -> Self {
        let Candidate { policy, scope, fared, target } = candidate;
        let target = target.map(|target| target.to_string());
        Self { policy: policy.to_string(), scope: scope.to_string(), fared: *fared, target }
    }
}

impl SegmentData {
    fn of(stretch: &Stretch) -> Vec<Self> {
        let segment = |passage: &Passage| {
            let Passage { from, to, why, counted, paused, total } = passage;
            let (why, holiday, date, status) = match why {
                Why::Counted => ("counted", None, None, None),
                Why::Closed => ("closed", None, None, None),
                Why::Holiday(holiday) => ("holiday", Some(holiday.to_string()), None, None),
                Why::Override(date) => ("override", None, Some(date.to_string()), None),
                Why::Paused(status) => ("paused", None, None, Some(*status)),
            };
            Self {
                from: *from,
                to: *to,
                calendar: stretch.calendar.name().to_owned(),
                time_zone: stretch.calendar.zone().name().to_owned(),
                why,
                holiday,
                date,
                status,
                counted_seconds: *counted,
                paused_seconds: *paused,
                total_seconds: *total,
            }
        };
        stretch.passages.iter().map(segment).collect()
    }
}

impl WithoutData {
    pub(super) fn of(without: &Without, ours: bool) -> Self {
        let Without { metric: _, clocks, facts, contract, version, candidates } = without;
        Self {
            clocks: clocks.clone(),
            version_in_force: *version,
            contract: contract.clone(),
            priority: facts.priority,
            category: facts.category,
            tier: ours.then_some(facts.tier),
            policies: candidates.iter().map(CandidateData::of).collect(),
        }
    }
}
