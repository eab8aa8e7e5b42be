//! Reps, teams, queues.

use super::gate::Asker;
use super::{Caller, Desk, policy};
use crate::domain::access::Deed;
use crate::domain::audit::{Entry, Who};
use crate::domain::rep::{Queue, Rep, RepEdit, StaffRole, Team};
use crate::domain::{Change, Code, Email, Instant, Line, QueueId, Segment};
use crate::error::Error;
use crate::store::{RepLine, Tx};

/// What a new rep needs.
#[derive(Debug, Clone)]
pub struct NewRep {
    /// Their handle.
    pub handle: Code,
    /// Their name.
    pub name: Line,
    /// The name of their team.
    pub team: Option<String>,
    /// Everything else.
    pub edit: RepEdit,
}

impl Desk {
    /// Writes down who founded the desk, and what it promises to begin with.
    pub(super) fn found(&mut self, handle: &Code) -> Result<(), Error> {
        let (now, Caller { user, uid, .. }) = (self.now(), self.caller.clone());
        self.store.write_seen(|tx| {
            let mut admin = Rep::new(handle.clone(), handle.as_str().parse()?);
            (admin.role, admin.os_user) = (StaffRole::Admin, Some(user.parse()?));
            tx.add_rep(&mut admin)?;
            policy::ship(tx, now)?;
            let who = Who { actor: Some(handle.clone()), user, uid, acting_as: None };
            tx.tell_changes(&Entry::new(now, who, Deed::DeskNew))
        })
    }

    /// Adds a rep.
    pub fn new_rep(&mut self, new: NewRep) -> Result<Rep, Error> {
        let now = self.now();
        self.change(Deed::RepNew, |tx, _| {
            let mut rep = Rep::new(new.handle, new.name);
            need_calendar(tx, &new.edit, now)?;
            new.edit.apply(&mut rep);
            rep.team = new.team.map(|name| tx.need_team(&name)).transpose()?.map(|team| team.id);
            tx.add_rep(&mut rep)?;
            Ok(rep)
        })
    }

    /// Edits a rep, and tells whether that changed anything; `handle` may be `@me`.
    pub fn edit_rep(&mut self, handle: &str, edit: RepEdit, team: Change<String>) -> Result<(Rep, bool), Error> {
        let now = self.now();
        let (wanted, keeps_team) = (edit.clone(), matches!(team, Change::Keep));
        let deed = |tx: &Tx<'_>, asker: &Asker| deed_of(tx, asker, handle, &wanted, keeps_team);
        self.change_as(deed, |tx, by| {
            let mut rep = by.named(tx, handle)?;
            let before = rep.clone();
            need_calendar(tx, &edit, now)?;
            edit.apply(&mut rep);
            match team {
                Change::Keep => {}
                Change::Clear => rep.team = None,
                Change::Set(name) => rep.team = Some(tx.need_team(&name)?.id),
            }
            save(tx, &before, &rep)?;
            let changed = rep != before;
            Ok((rep, changed))
        })
    }

    /// Gives a rep a role, and tells whether that changed anything; `handle` may be `@me`.
    pub fn set_role(&mut self, handle: &str, role: StaffRole) -> Result<(Rep, bool), Error> {
        self.change(Deed::RepRole, |tx, by| {
            let before = by.named(tx, handle)?;
            let rep = Rep { role, ..before.clone() };
            save(tx, &before, &rep)?;
            let changed = rep != before;
            Ok((rep, changed))
        })
    }

    /// Returns all reps.
    pub fn reps(&mut self) -> Result<Vec<RepLine>, Error> {
        self.look(Deed::RepRead, |tx, _| tx.reps())
    }

    /// Returns all teams, with how many reps each has.
    pub fn teams(&mut self) -> Result<Vec<(Team, i64)>, Error> {
        self.look(Deed::RepRead, |tx, _| tx.teams())
    }

    /// Adds a team.
    pub fn new_team(&mut self, name: Code) -> Result<Team, Error> {
        self.change(Deed::TeamNew, |tx, _| Ok(Team { id: tx.add_team(&name)?, name }))
    }

    /// Returns all queues, with their teams' names.
    pub fn queues(&mut self) -> Result<Vec<(Queue, Option<Code>)>, Error> {
        self.look(Deed::RepRead, |tx, _| tx.queues())
    }

    /// Adds a queue.
    pub fn new_queue(
        &mut self,
        address: Email,
        team: Option<&str>,
        region: Option<Line>,
        segment: Option<Segment>,
    ) -> Result<Queue, Error> {
        self.change(Deed::QueueNew, |tx, _| {
            let team = team.map(|name| tx.need_team(name)).transpose()?.map(|team| team.id);
            let mut queue = Queue { id: QueueId::new(0), address, team, region, segment };
            queue.id = tx.add_queue(&queue)?;
            Ok(queue)
        })
    }
}

/// Returns what editing a rep is: of what they may do, of oneself, or of somebody else. Whether somebody works here decides
/// what they may do: for those who may more than whoever asks, it is their role.
fn deed_of(tx: &Tx<'_>, asker: &Asker, handle: &str, edit: &RepEdit, keeps_team: bool) -> Result<Deed, Error> {
    let own = asker.rep().map(|rep| rep.handle.as_str());
    let is_own = handle == "@me" || own.is_some_and(|own| own.eq_ignore_ascii_case(handle));
    let named = if handle == "@me" { asker.rep().cloned() } else { tx.rep(handle)? };
    let is_above = || named.is_some_and(|rep| !asker.covers(rep.role));
    Ok(match edit {
        RepEdit { role: Some(_), .. } | RepEdit { os_user: Change::Set(_) | Change::Clear, .. } => Deed::RepRole,
        RepEdit { active: Some(_), .. } if is_above() => Deed::RepRole,
        RepEdit { active: None, .. } if is_own && keeps_team => Deed::RepEditOwn,
        _ => Deed::RepEdit,
    })
}

/// Stores what a rep has become; the last admin stays one.
fn save(tx: &Tx<'_>, before: &Rep, rep: &Rep) -> Result<(), Error> {
    tx.save_rep(rep)?;
    let runs_the_desk = |rep: &Rep| rep.role == StaffRole::Admin && rep.active && rep.os_user.is_some();
    if runs_the_desk(before) && !tx.reps()?.iter().any(|line| runs_the_desk(&line.rep)) {
        let why = format!("`{}` is the only admin: make somebody else one first", rep.handle);
        return Err(Error::Rule(why));
    }
    Ok(())
}

/// Refuses working hours by a calendar that the policies in force do not have.
fn need_calendar(tx: &Tx<'_>, edit: &RepEdit, now: Instant) -> Result<(), Error> {
    let Change::Set(name) = &edit.calendar else { return Ok(()) };
    policy::calendar(tx, name.as_str(), now).map(drop)
}
