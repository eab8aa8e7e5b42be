//! What reps do to tickets.

use super::{carry_out, settle};
use crate::app::gate::By;
use crate::app::{Desk, policy};
use crate::domain::access::Deed;
use crate::domain::ticket::{Action, Link, Ticket};
use crate::domain::{Change, Code, Line, TicketId};
use crate::error::Error;
use crate::store::Tx;

impl Desk {
    /// Carries out deeds on a ticket, all or none, as the acting rep; tells whether they changed anything.
    pub fn act(&mut self, id: TicketId, actions: Vec<Action>) -> Result<(Ticket, bool), Error> {
        let now = self.now();
        let mut deeds: Vec<_> = actions.iter().map(Action::deed).collect();
        // What is written on the way to an end is a part of ending.
        deeds.sort_by_key(|deed| !matches!(deed, Deed::TicketResolve | Deed::TicketReopen | Deed::TicketClose));
        self.change_by(deeds, |tx, by| {
            let mut ticket = tx.need_ticket(id)?;
            let mut changed = false;
            for action in actions {
                changed |= carry_out(tx, &mut ticket, action, by.actor(), now)?;
            }
            if changed {
                settle(tx, &policy::book(tx)?, &ticket, now)?;
            }
            Ok((ticket, changed))
        })
    }

    /// Puts a rep or a team in charge of a ticket, or nobody; a handle may be `@me`. Returns who is in charge then.
    pub fn assign(
        &mut self,
        id: TicketId,
        rep: Change<String>,
        team: Change<String>,
    ) -> Result<(Ticket, Vec<Code>, bool), Error> {
        let now = self.now();
        self.change(Deed::TicketAssign, |tx, by| {
            let mut ticket = tx.need_ticket(id)?;
            let rep = match rep {
                Change::Keep => ticket.assignee,
                Change::Clear => None,
                Change::Set(handle) => Some(by.named(tx, &handle)?.id),
            };
            let team = match team {
                Change::Keep => ticket.team,
                Change::Clear => None,
                Change::Set(name) => Some(tx.need_team(&name)?.id),
            };
            let changed = carry_out(tx, &mut ticket, Action::Assign { rep, team }, by.actor(), now)?;
            if changed {
                settle(tx, &policy::book(tx)?, &ticket, now)?;
            }
            let rep = rep.map(|id| tx.rep_by_id(id)).transpose()?.map(|rep| rep.handle);
            let team = team.map(|id| tx.team_name(id)).transpose()?;
            Ok((ticket, rep.into_iter().chain(team).collect(), changed))
        })
    }

    /// Takes a ticket that nobody has; if somebody else has it, says who.
    pub fn take(&mut self, id: TicketId) -> Result<(Ticket, bool), Error> {
        let now = self.now();
        self.change(Deed::TicketTake, |tx, by| {
            let mut ticket = tx.need_ticket(id)?;
            if let Some(holder) = ticket.assignee.filter(|holder| *holder != by.id()) {
                return Err(Error::Held { id, holder: tx.rep_by_id(holder)?.handle.to_string() });
            }
            let action = Action::Assign { rep: Some(by.id()), team: ticket.team };
            let changed = carry_out(tx, &mut ticket, action, by.actor(), now)?;
            if changed {
                settle(tx, &policy::book(tx)?, &ticket, now)?;
            }
            Ok((ticket, changed))
        })
    }

    /// Ties a ticket to something; another ticket must exist, and not be the same one.
    pub fn link(&mut self, id: TicketId, mut link: Link) -> Result<(Ticket, Link, bool), Error> {
        self.change(Deed::TicketLink, |tx, by| {
            let ticket = tx.need_ticket(id)?;
            if link.kind.to_ticket() {
                let other: TicketId = link.target.as_str().parse()?;
                if other == id {
                    return Err(Error::Rule(format!("{id} cannot be tied to itself")));
                }
                link.target = tx.need_ticket(other)?.id.to_string().parse::<Line>()?;
            }
            let (ticket, is_new) = tie(tx, by, ticket, link.clone())?;
            Ok((ticket, link, is_new))
        })
    }
}

/// Ties a ticket to something; tells whether it was not yet.
pub(in crate::app) fn tie(tx: &Tx<'_>, by: &By, mut ticket: Ticket, link: Link) -> Result<(Ticket, bool), Error> {
    let is_new = !super::read::links(&tx.events(ticket.id)?).any(|known| *known == link);
    if is_new {
        carry_out(tx, &mut ticket, Action::Link { link }, by.actor(), by.now)?;
    }
    Ok((ticket, is_new))
}
