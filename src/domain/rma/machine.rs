//! The machine that returns follow.

use super::RmaStatus;
use crate::domain::{Instant, Line, RepId};

words! {
    /// What is done to a return.
    RmaAction, "an action";
    /// They may send it.
    Authorise = "authorise",
    /// They may not.
    Refuse = "refuse",
    /// It is on its way.
    Ship = "ship",
    /// It has come.
    Receive = "receive",
    /// It was looked at.
    Inspect = "inspect",
    /// What is done about it was decided.
    Resolve = "resolve",
    /// Nothing more comes of it.
    Close = "close",
}

/// Something that happened to a return.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct RmaEvent {
    pub at: Instant,
    pub rep: Option<RepId>,
    /// What it led to.
    pub status: RmaStatus,
    pub note: Option<Line>,
}

impl RmaStatus {
    /// Returns what an action leads to, or says what stands in the way. With `inspection`, nothing is decided before the
    /// goods were looked at. What has not come can be closed: they thought better of it.
    pub const fn after(self, action: RmaAction, inspection: bool) -> Result<Self, &'static str> {
        use RmaAction::{Authorise, Close, Inspect, Receive, Refuse, Resolve, Ship};
        match (self, action) {
            (Self::Requested, Authorise) => Ok(Self::Authorised),
            (Self::Requested, Refuse) => Ok(Self::Refused),
            (Self::Authorised, Ship) => Ok(Self::InTransit),
            (Self::Authorised | Self::InTransit, Receive) => Ok(Self::Received),
            (Self::Received, Inspect) => Ok(Self::Inspected),
            (Self::Received, Resolve) if inspection => Err("it has to be inspected first"),
            (Self::Received | Self::Inspected, Resolve) => Ok(Self::Resolved),
            (Self::Requested | Self::Authorised | Self::Refused | Self::Resolved, Close) => Ok(Self::Closed),
            (Self::Requested, Ship | Receive | Inspect | Resolve) => Err("nobody has authorised it"),
            (Self::Authorised, Authorise | Refuse) => Err("it is authorised already"),
            (Self::Authorised | Self::InTransit, Inspect | Resolve) => Err("it has not come yet"),
            (Self::InTransit, Authorise | Refuse | Ship | Close) => Err("it is on its way"),
            (Self::Received, Authorise | Refuse | Ship | Receive) => Err("it has come"),
            (Self::Received | Self::Inspected, Close) => Err("it is not decided what is done about it"),
            (Self::Inspected, Authorise | Refuse | Ship | Receive | Inspect) => Err("it was inspected"),
            (Self::Resolved, Authorise | Refuse | Ship | Receive | Inspect | Resolve) => Err("it is resolved"),
            (Self::Refused, Authorise | Refuse | Ship | Receive | Inspect | Resolve) => Err("it was refused"),
            (Self::Closed, Authorise | Refuse | Ship | Receive | Inspect | Resolve | Close) => Err("it is closed"),
        }
    }
}

/// Returns the status that a return's log leads to; nothing where there is no log.
pub fn fold(events: &[RmaEvent]) -> Option<RmaStatus> {
    events.last().map(|event| event.status)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::rma::{RmaLine, RmaStatus};
    use crate::domain::{OrderLineId, Quantity};

    #[test]
    fn every_action_leads_somewhere_or_is_refused() {
        let cell = |status: RmaStatus, action| status.after(action, true).map_or("-", RmaStatus::as_str);
        let mut table = format!("{:11}", "-");
        for action in RmaAction::ALL {
            write!(table, " {action:11}").unwrap();
        }
        for status in RmaStatus::ALL {
            write!(table, "\n{status:11}").unwrap();
            for action in RmaAction::ALL {
                write!(table, " {:11}", cell(*status, *action)).unwrap();
            }
        }
        let table: Vec<&str> = table.lines().map(str::trim_end).collect();
        insta::assert_snapshot!(table.join("\n"), @"
        -           authorise   refuse      ship        receive     inspect     resolve     close
        requested   authorised  refused     -           -           -           -           closed
        authorised  -           -           in-transit  received    -           -           closed
        refused     -           -           -           -           -           -           closed
        in-transit  -           -           -           received    -           -           -
        received    -           -           -           -           inspected   -           -
        inspected   -           -           -           -           -           resolved    -
        resolved    -           -           -           -           -           -           closed
        closed      -           -           -           -           -           -           -
        ");
        assert_eq!(RmaStatus::Received.after(RmaAction::Resolve, false), Ok(RmaStatus::Resolved));
    }

    proptest! {
        /// Whatever is asked for and done, no more comes back than left.
        #[test]
        fn no_more_comes_back_than_left(
            left in 0..50_000_i64, inspection in any::<bool>(),
            steps in prop::collection::vec((0..6_usize, 1..30_000_i64, prop::sample::select(RmaAction::ALL)), 0..60),
        ) {
            let left = Quantity::new(left);
            let mut returns: Vec<(RmaStatus, RmaLine)> = Vec::new();
            let taken = |returns: &[(RmaStatus, RmaLine)]| -> Quantity {
                returns.iter().map(|(status, line)| line.taken_up(*status)).sum()
            };
            for (place, quantity, action) in steps {
                let quantity = Quantity::new(quantity);
                if let Some((status, line)) = returns.get_mut(place) {
                    if let Ok(next) = status.after(action, inspection) {
                        *status = next;
                        if action == RmaAction::Receive {
                            line.received = Some(quantity.min(line.quantity));
                        }
                    }
                } else if taken(&returns).plus(quantity) <= left {
                    let line = RmaLine { line: OrderLineId::new(1), quantity, received: None, finding: None, remedy: None };
                    returns.push((RmaStatus::Requested, line));
                }
                prop_assert!(taken(&returns) <= left);
            }
        }
    }
}
