//! What is done when a clock passes a level.

use super::message::Letter;
use crate::app::ticket::carry_out;
use crate::domain::delivery::Outlet;
use crate::domain::rep::Rep;
use crate::domain::sla::{Book, Cycle, Escalation, Reassignment};
use crate::domain::ticket::{Action, Actor, Ticket};
use crate::domain::{Instant, NoticeId, RepId};
use crate::error::Error;
use crate::store::{Notice, Tx};

/// A check under way.
pub(super) struct Watch<'a> {
    pub(super) tx: &'a Tx<'a>,
    pub(super) book: &'a Book,
    pub(super) outlets: &'a [Outlet],
    pub(super) now: Instant,
    /// What could not be done.
    pub(super) warnings: Vec<String>,
    /// Everybody who still works here, once somebody has been looked for.
    reps: Option<Vec<Rep>>,
}

/// Where an escalation stands in the policies: as warnings name it.
pub(super) struct Place<'a> {
    pub(super) policy: &'a str,
    pub(super) notice: &'a Notice,
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "policy `{}` at `{}` for {}", self.policy, self.notice.level, self.notice.ticket)
    }
}

impl<'a> Watch<'a> {
    pub(super) fn new(tx: &'a Tx<'a>, book: &'a Book, outlets: &'a [Outlet], now: Instant) -> Self {
        Self { tx, book, outlets, now, warnings: Vec::new(), reps: None }
    }

    /// Does what the policy asks for at a level, and queues the news of it to whoever is to be told; tells whether the
    /// ticket was changed.
    pub(super) fn react(&mut self, cycle: &Cycle, notice: &Notice, recorded: NoticeId) -> Result<bool, Error> {
        let Some((policy, escalation)) = escalation_at(self.book, cycle, notice, self.now) else { return Ok(false) };
        let place = Place { policy, notice };
        let mut ticket = self.tx.need_ticket(notice.ticket)?;
        let before = ticket.assignee;
        let done = if ticket.status.is_settled() { Vec::new() } else { self.act(&mut ticket, escalation, &place)? };
        let changed = !done.is_empty();
        if escalation.notify.is_empty() || self.outlets.is_empty() {
            return Ok(changed);
        }
        // Whoever loses the ticket is told of it, and so is whoever gets it.
        let assignees: Vec<RepId> = before.into_iter().chain(ticket.assignee).collect();
        self.notify(&Letter { cycle, ticket: &ticket, assignees, done, place, recorded }, &escalation.notify)?;
        Ok(changed)
    }

    /// Carries out the actions as a program of ours; returns what was done.
    fn act(&mut self, ticket: &mut Ticket, wanted: &Escalation, place: &Place<'_>) -> Result<Vec<String>, Error> {
        let mut done = Vec::new();
        if wanted.raise_priority {
            let priority = ticket.priority.raised();
            if self.carry_out(ticket, Action::Prioritise { priority })? {
                done.push(format!("priority raised to {priority}"));
            }
        }
        if let Some(to) = &wanted.reassign {
            match self.hands(ticket, to)? {
                Ok(action) => {
                    if self.carry_out(ticket, action)? {
                        done.push(format!("handed to {to}"));
                    }
                }
                Err(why) => self.warnings.push(format!("{place}: {why}; it stays where it is")),
            }
        }
        Ok(done)
    }

    fn carry_out(&self, ticket: &mut Ticket, action: Action) -> Result<bool, Error> {
        carry_out(self.tx, ticket, action, Actor::System, self.now)
    }

    /// Returns the deed that puts a ticket into other hands, or why nobody can be found there. A team leaves the ticket
    /// to whoever of it has it already.
    fn hands(&mut self, ticket: &Ticket, to: &Reassignment) -> Result<Result<Action, String>, Error> {
        match to {
            Reassignment::Team(name) => {
                let team = match self.tx.need_team(name.as_str()) {
                    Ok(team) => team.id,
                    Err(why) => return unknown(why),
                };
                let stays = ticket.assignee.map(|id| self.tx.rep_by_id(id)).transpose()?;
                let rep = stays.filter(|rep| rep.active && rep.team == Some(team)).map(|rep| rep.id);
                Ok(Ok(Action::Assign { rep, team: Some(team) }))
            }
            Reassignment::Rep(handle) => match self.tx.need_rep(handle.as_str()) {
                Ok(rep) if rep.active => Ok(Ok(Action::Assign { rep: Some(rep.id), team: ticket.team })),
                Ok(rep) => Ok(Err(format!("the rep `{}` has left", rep.handle))),
                Err(why) => unknown(why),
            },
        }
    }

    /// Returns everybody who still works here.
    pub(super) fn reps(&mut self) -> Result<&[Rep], Error> {
        if self.reps.is_none() {
            self.reps = Some(self.tx.active_reps()?);
        }
        Ok(self.reps.as_deref().unwrap_or_default())
    }
}

/// Tells a name that nobody has from a file that cannot be read.
fn unknown<T>(why: Error) -> Result<Result<T, String>, Error> {
    if matches!(why, Error::Unknown { .. }) { Ok(Err(why.to_string())) } else { Err(why) }
}

/// Returns what the policy that asked to be told of a level asks to be done, and that policy's name.
fn escalation_at<'b>(
    book: &'b Book,
    cycle: &Cycle,
    notice: &Notice,
    now: Instant,
) -> Option<(&'b str, &'b Escalation)> {
    let passed = cycle.passed(now).find(|passed| (passed.level, passed.version) == (notice.level, notice.version))?;
    let version = book.versions().iter().find(|version| version.number == passed.version)?;
    let policy = version.policies.iter().find(|policy| policy.name == passed.policy)?;
    Some((&policy.name, policy.escalation(notice.level)?))
}
