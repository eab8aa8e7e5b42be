//! Which clocks a log starts and stops, whatever any policy promises.

use super::{Happening, Metric, Moment};
use crate::domain::ticket::{Party, Status};
use crate::domain::{Instant, TeamId};

/// How a clock ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// What was promised was done.
    Done,
    /// The matter was closed, and nobody had answered.
    Unanswered,
    /// The promise lost its object.
    Cancelled,
}

/// Where a clock stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) at: Instant,
    /// When the desk learned of it: what was final by then stays final.
    pub(super) recorded_at: Instant,
    pub(super) end: End,
    /// The place in the log of the moment that stopped it.
    pub(super) index: usize,
}

/// One stretch of a metric's time, from its start to its stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) metric: Metric,
    pub(super) start: Instant,
    /// The place in the log of the moment that started it; moments after it may pause or change it.
    pub(super) index: usize,
    pub(super) stop: Option<Stop>,
}

/// Reads the log once and returns the clocks in the order they start; `moments` are in [`Moment::order`].
pub(super) fn clocks(moments: &[Moment]) -> Vec<Clock> {
    let mut reader = Reader::default();
    for (index, moment) in moments.iter().enumerate() {
        reader.read(index, moment);
    }
    reader.clocks
}

/// What must be remembered from one moment to the next.
#[derive(Default)]
struct Reader {
    clocks: Vec<Clock>,
    settled: bool,
    merged: bool,
    team: Option<TeamId>,
    first_response_began: bool,
}

impl Reader {
    fn read(&mut self, index: usize, moment: &Moment) {
        // What still reaches a ticket that ended in another one is the other one's matter.
        if self.merged {
            return;
        }
        let at = moment.at;
        match moment.happening {
            Happening::Created { by, .. } => {
                self.start(Metric::Resolution, at, index);
                if by != Party::Agent {
                    self.begin_first_response(at, index);
                }
            }
            Happening::Message { by: Party::Customer } => self.customer_wrote(at, index),
            Happening::Message { by: Party::Agent } => self.rep_wrote(index, moment),
            // The wait of a customer whose ticket ended in this one goes on; a clock that runs is put back by the judge.
            Happening::Absorbed { waiting_since: Some(since) } => self.customer_wrote(since.min(at), index),
            Happening::Status(status) => self.moved(status, index, moment),
            Happening::Assigned(team) => self.handed_over(team, index, moment),
            Happening::Merged => {
                for metric in Metric::ALL {
                    self.stop(*metric, End::Cancelled, index, moment);
                }
                self.merged = true;
            }
            Happening::Message { by: Party::System }
            | Happening::Absorbed { waiting_since: None }
            | Happening::Priority(_)
            | Happening::Category(_)
            | Happening::Tier(_) => {}
        }
    }

    fn customer_wrote(&mut self, at: Instant, index: usize) {
        if !self.first_response_began {
            self.begin_first_response(at, index);
        } else if self.running(Metric::FirstResponse).is_none() && self.running(Metric::NextResponse).is_none() {
            self.start(Metric::NextResponse, at, index);
        }
    }

    fn rep_wrote(&mut self, index: usize, moment: &Moment) {
        for metric in [Metric::FirstResponse, Metric::NextResponse, Metric::Update] {
            self.stop(metric, End::Done, index, moment);
        }
        if !self.settled {
            self.start(Metric::Update, moment.at, index);
        }
    }

    fn moved(&mut self, status: Status, index: usize, moment: &Moment) {
        match status {
            Status::Resolved | Status::Closed => {
                let unanswered = if status == Status::Closed { End::Unanswered } else { End::Done };
                self.stop(Metric::FirstResponse, unanswered, index, moment);
                self.stop(Metric::NextResponse, End::Unanswered, index, moment);
                // A word that settles the matter promises no further one.
                self.clocks.retain(|clock| (clock.metric, clock.start) != (Metric::Update, moment.at));
                self.stop(Metric::Update, End::Cancelled, index, moment);
                self.stop(Metric::Resolution, End::Done, index, moment);
                self.stop(Metric::Handling, End::Done, index, moment);
                self.settled = true;
            }
            Status::New | Status::Open | Status::Pending | Status::OnHold(_) if self.settled => {
                self.settled = false;
                self.start(Metric::Resolution, moment.at, index);
                if self.team.is_some() {
                    self.start(Metric::Handling, moment.at, index);
                }
            }
            Status::New | Status::Open | Status::Pending | Status::OnHold(_) => {}
        }
    }

    fn handed_over(&mut self, team: Option<TeamId>, index: usize, moment: &Moment) {
        if team == self.team {
            return;
        }
        self.stop(Metric::Handling, End::Done, index, moment);
        self.team = team;
        if team.is_some() && !self.settled {
            self.start(Metric::Handling, moment.at, index);
        }
    }

    fn begin_first_response(&mut self, at: Instant, index: usize) {
        self.first_response_began = true;
        self.start(Metric::FirstResponse, at, index);
    }

    fn start(&mut self, metric: Metric, start: Instant, index: usize) {
        self.clocks.push(Clock { metric, start, index, stop: None });
    }

    fn running(&mut self, metric: Metric) -> Option<&mut Clock> {
        self.clocks.iter_mut().rev().find(|clock| clock.metric == metric).filter(|clock| clock.stop.is_none())
    }

    fn stop(&mut self, metric: Metric, end: End, index: usize, moment: &Moment) {
        if let Some(clock) = self.running(metric) {
            clock.stop = Some(Stop { at: moment.at, recorded_at: moment.recorded_at, end, index });
        }
    }
}
