//! How a cycle ended, or would end now.

use crate::domain::sla::{Cycle, Effect, Happening, Metric, Moment, State};
use crate::domain::ticket::{Party, Status};
use crate::domain::{Instant, Seconds};

words! {
    /// How a promise came to be broken.
    Breach, "a way to break a promise";
    /// Its time ran out.
    RanOut = "ran-out",
    /// The due time fell into a pause, and time ran on.
    AfterPause = "after-pause",
    /// A change gave it a due time that was past.
    ByChange = "by-change",
}

words! {
    /// What stopped a cycle.
    Ending, "an ending";
    /// What was promised was done.
    Done = "done",
    /// The ticket was settled, and what was promised lost its object.
    Settled = "settled",
    /// The ticket ended in another one.
    Merged = "merged",
    /// Nothing was promised any longer.
    Unpromised = "unpromised",
}

/// What would come of a promise if what is promised were done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prospect {
    /// Met or breached.
    pub state: State,
    /// How much of the target would be left; negative if more has run.
    pub spare: Seconds,
    /// How long ago it was due, on the clock of the wall; nothing if it is not overdue.
    pub overdue: Option<Seconds>,
    /// The status in which time stands still, if it does.
    pub paused_by: Option<Status>,
}

pub(super) fn breach(cycle: &Cycle) -> Option<Breach> {
    let broken = cycle.breached_at?;
    let by_change = cycle.rulings.iter().any(|ruling| ruling.breaks && ruling.at == broken);
    Some(match cycle.due_at {
        _ if by_change => Breach::ByChange,
        Some(due) if due < broken => Breach::AfterPause,
        _ => Breach::RanOut,
    })
}

pub(super) fn prospect(cycle: &Cycle, now: Instant) -> Option<Prospect> {
    if !cycle.is_owed() {
        return None;
    }
    let stands = cycle.pauses.last().is_some_and(|(_, ended)| ended.is_none());
    let status = cycle.statuses.last().map(|(_, status)| *status);
    Some(Prospect {
        state: if cycle.breached_at.is_some() { State::Breached } else { State::Met },
        spare: cycle.remaining(),
        overdue: cycle.breached_at.and(cycle.due_at).map(|due| now.since(due)),
        paused_by: status.filter(|_| stands),
    })
}

pub(super) fn ending(cycle: &Cycle, moments: &[Moment]) -> Option<Ending> {
    let stopped = cycle.stopped_at?;
    let then =
        |wanted: fn(Happening) -> bool| moments.iter().any(|moment| moment.at == stopped && wanted(moment.happening));
    let unpromised = cycle.rulings.last().is_some_and(|last| last.effect == Effect::Cancelled);
    Some(match cycle.metric {
        _ if unpromised => Ending::Unpromised,
        _ if then(|happening| happening == Happening::Merged) => Ending::Merged,
        Metric::Update | Metric::NextResponse | Metric::FirstResponse
            if !then(|happening| happening == (Happening::Message { by: Party::Agent })) =>
        {
            Ending::Settled
        }
        _ => Ending::Done,
    })
}
