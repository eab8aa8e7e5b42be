//! The ticket machine: what each verb does in each status, spelled out.

use super::{Status, WaitingOn};
use Status::{Closed, New, OnHold, Open, Pending, Resolved};

/// What can be done to a ticket, as far as its status is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// The customer writes.
    Receive,
    /// A rep writes to the customer.
    Reply,
    /// A rep writes to colleagues.
    Note,
    /// Somebody is put in charge.
    Assign,
    /// Work is taken up again.
    Open,
    /// The next step is the customer's.
    Wait,
    /// The next step is somebody else's.
    Hold(WaitingOn),
    /// The matter is settled.
    Resolve,
    /// The matter was not settled after all.
    Reopen,
    /// Nothing more is to come.
    Close,
    /// Another ticket carries on.
    Merge,
    /// Priority, category or subject are corrected.
    Edit,
    /// The ticket is tied to something.
    Link,
}

impl Verb {
    /// Every verb, for tables and tests.
    pub const ALL: [Self; 13] = [
        Self::Receive,
        Self::Reply,
        Self::Note,
        Self::Assign,
        Self::Open,
        Self::Wait,
        Self::Hold(WaitingOn::Vendor),
        Self::Resolve,
        Self::Reopen,
        Self::Close,
        Self::Merge,
        Self::Edit,
        Self::Link,
    ];

    /// Returns the verb as a sentence wants it: `cannot be …`.
    pub const fn participle(self) -> &'static str {
        match self {
            Self::Receive => "written to",
            Self::Reply => "replied to",
            Self::Note => "noted on",
            Self::Assign => "assigned",
            Self::Open => "set to open",
            Self::Wait => "set to pending",
            Self::Hold(_) => "put on hold",
            Self::Resolve => "resolved",
            Self::Reopen => "reopened",
            Self::Close => "closed",
            Self::Merge => "merged",
            Self::Edit => "changed",
            Self::Link => "linked",
        }
    }
}

/// What a verb does to the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The ticket moves to this status.
    To(Status),
    /// The verb is done; the status stays.
    Stay,
    /// What is asked for is so already: nothing is recorded.
    Already,
}

/// A verb that has no meaning in a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ticket that is {status} cannot be {}", verb.participle())]
pub struct IllegalTransition {
    /// What was asked for.
    pub verb: Verb,
    /// Where the ticket stands.
    pub status: Status,
}

impl Status {
    /// Returns what `verb` does to a ticket that stands here.
    #[expect(clippy::match_same_arms, reason = "the table reads verb by verb")]
    pub fn after(self, verb: Verb) -> Result<Step, IllegalTransition> {
        use Step::{Already, Stay, To};
        match (self, verb) {
            (New | Open, Verb::Receive) => Ok(Stay),
            (Pending | OnHold(_) | Resolved, Verb::Receive) => Ok(To(Open)),

            (New | Open, Verb::Reply) => Ok(To(Pending)),
            (Pending | OnHold(_) | Resolved, Verb::Reply) => Ok(Stay),

            (New | Open | Pending | OnHold(_) | Resolved | Closed, Verb::Note | Verb::Link) => Ok(Stay),

            (New, Verb::Assign) => Ok(To(Open)),
            (Open | Pending | OnHold(_) | Resolved, Verb::Assign) => Ok(Stay),

            (New | Pending | OnHold(_), Verb::Open) => Ok(To(Open)),
            (Open, Verb::Open) => Ok(Already),

            (New | Open | OnHold(_), Verb::Wait) => Ok(To(Pending)),
            (Pending, Verb::Wait) => Ok(Already),

            (OnHold(now), Verb::Hold(whom)) if now == whom => Ok(Already),
            (New | Open | Pending | OnHold(_), Verb::Hold(whom)) => Ok(To(OnHold(whom))),

            (New | Open | Pending | OnHold(_), Verb::Resolve) => Ok(To(Resolved)),
            (Resolved, Verb::Resolve) => Ok(Already),

            (Resolved, Verb::Reopen) => Ok(To(Open)),
            (New | Open | Pending | OnHold(_), Verb::Reopen) => Ok(Already),

            (Resolved, Verb::Close) => Ok(To(Closed)),
            (Closed, Verb::Close) => Ok(Already),

            (New | Open | Pending | OnHold(_) | Resolved, Verb::Merge) => Ok(To(Closed)),

            (New | Open | Pending | OnHold(_) | Resolved, Verb::Edit) => Ok(Stay),

            (New | Open | Pending | OnHold(_), Verb::Close)
            | (Resolved, Verb::Open | Verb::Wait | Verb::Hold(_))
            | (
                Closed,
                Verb::Receive
                | Verb::Reply
                | Verb::Assign
                | Verb::Open
                | Verb::Wait
                | Verb::Hold(_)
                | Verb::Resolve
                | Verb::Reopen
                | Verb::Merge
                | Verb::Edit,
            ) => Err(IllegalTransition { verb, status: self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_machine() {
        let statuses = [New, Open, Pending, OnHold(WaitingOn::Vendor), OnHold(WaitingOn::Carrier), Resolved, Closed];
        let mut table = format!("{:19}", "");
        table.extend(statuses.iter().map(|status| format!(" {status:16}")));
        for verb in Verb::ALL {
            table.extend(["\n".to_owned(), format!("{:19}", format!("{verb:?}"))]);
            for status in statuses {
                let cell = match status.after(verb) {
                    Ok(Step::To(next)) => next.to_string(),
                    Ok(Step::Stay) => "·".to_owned(),
                    Ok(Step::Already) => "already".to_owned(),
                    Err(_) => "-".to_owned(),
                };
                table.extend([format!(" {cell:16}")]);
            }
        }
        let table = table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(table, @"
                            new              open             pending          on-hold(vendor)  on-hold(carrier) resolved         closed
        Receive             ·                ·                open             open             open             open             -
        Reply               pending          pending          ·                ·                ·                ·                -
        Note                ·                ·                ·                ·                ·                ·                ·
        Assign              open             ·                ·                ·                ·                ·                -
        Open                open             already          open             open             open             -                -
        Wait                pending          pending          already          pending          pending          -                -
        Hold(Vendor)        on-hold(vendor)  on-hold(vendor)  on-hold(vendor)  already          on-hold(vendor)  -                -
        Resolve             resolved         resolved         resolved         resolved         resolved         already          -
        Reopen              already          already          already          already          already          open             -
        Close               -                -                -                -                -                closed           already
        Merge               closed           closed           closed           closed           closed           closed           -
        Edit                ·                ·                ·                ·                ·                ·                -
        Link                ·                ·                ·                ·                ·                ·                ·
        ");
    }

    #[test]
    fn a_refusal_says_what_stands_in_the_way() {
        let refused = Closed.after(Verb::Reply).unwrap_err();
        assert_eq!(refused.to_string(), "a ticket that is closed cannot be replied to");
    }
}
