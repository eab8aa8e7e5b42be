//! The one way into a use case: who acts, whether they may, and what the audit log tells of it.

use super::Desk;
use crate::domain::access::Deed;
use crate::domain::audit::{Entry, Outcome, Who};
use crate::domain::rep::Rep;
use crate::domain::ticket::Actor;
use crate::domain::{Instant, Line, RepId};
use crate::error::Error;
use crate::store::Tx;

/// Whoever runs a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The operating system's name for them.
    pub user: String,
    /// Their real user id there.
    pub uid: u32,
    /// The rep or contact they want to act as.
    pub acting_as: Option<String>,
    /// Why they do what they do.
    pub reason: Option<Line>,
    /// What they gave to be answered once.
    pub key: Option<Line>,
}

impl Caller {
    /// Starts with somebody who acts as themselves and gives no reason.
    pub const fn new(user: String, uid: u32) -> Self {
        Self { user, uid, acting_as: None, reason: None, key: None }
    }
}

/// Who acts in a use case, and when.
#[derive(Debug)]
pub(super) struct By {
    /// The rep who acts.
    pub rep: Rep,
    /// The instant the command began.
    pub now: Instant,
    who: Who,
    deed: Deed,
    reason: Option<Line>,
    key: Option<Line>,
}

impl By {
    /// Returns the acting rep's row.
    pub(super) const fn id(&self) -> RepId {
        self.rep.id
    }

    /// Returns the acting rep as the actor of an event.
    pub(super) const fn actor(&self) -> Actor {
        Actor::Agent(Some(self.rep.id))
    }

    /// Starts what the audit log tells of something done.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            reason: self.reason.clone(),
            key: self.key.clone(),
            ..Entry::new(self.now, self.who.clone(), self.deed)
        }
    }

    /// Returns the rep of a handle, where `@me` is whoever acts.
    pub(super) fn named(&self, tx: &Tx<'_>, handle: &str) -> Result<Rep, Error> {
        if handle == "@me" { Ok(self.rep.clone()) } else { tx.need_rep(handle) }
    }
}

/// Lets those in who may do what they ask for, and remembers who may not.
struct Gate {
    /// What is to be done; the first is what the log calls it.
    deeds: Vec<Deed>,
    caller: Caller,
    now: Instant,
    turned_away: Option<Entry>,
}

impl Gate {
    fn admit(&mut self, tx: &Tx<'_>) -> Result<By, Error> {
        let Caller { user, uid, acting_as, reason, key } = &self.caller;
        let me = tx.rep_of_user(user)?;
        let actor = me.as_ref().map(|rep| rep.handle.clone());
        let who = Who { actor, user: user.clone(), uid: *uid, acting_as: acting_as.clone() };
        let deed = *self.deeds.first().unwrap_or(&Deed::TicketRead);
        let admitted = me.ok_or_else(|| Error::NotARep { user: user.clone() }).and_then(|me| self.effective(tx, me));
        match admitted {
            Ok(rep) => Ok(By { rep, now: self.now, who, deed, reason: reason.clone(), key: key.clone() }),
            Err(why) => {
                if matches!(why, Error::NotARep { .. } | Error::Denied { .. }) {
                    let reason = format!("{why}").parse().ok();
                    let entry = Entry::new(self.now, who, deed);
                    self.turned_away = Some(Entry { outcome: Outcome::Refused, reason, ..entry });
                }
                Err(why)
            }
        }
    }

    /// Returns who acts: `me`, or the rep they want to act as. Nobody gains rights that way: both must have them.
    fn effective(&self, tx: &Tx<'_>, me: Rep) -> Result<Rep, Error> {
        let all = |rep: Rep| self.deeds.iter().try_fold(rep, |rep, deed| permitted(rep, *deed));
        let Some(other) = &self.caller.acting_as else { return all(me) };
        let me = all(permitted(me, Deed::ActAsRep)?)?;
        let other = tx.need_rep(other)?;
        if other.id == me.id { Ok(me) } else { all(other) }
    }
}

fn permitted(rep: Rep, deed: Deed) -> Result<Rep, Error> {
    if deed.is_open_to(rep.role) {
        return Ok(rep);
    }
    Err(Error::Denied { who: rep.handle.to_string(), role: rep.role.as_str(), deed })
}

impl Desk {
    /// Runs a use case that changes the desk, in one transaction with what the audit log tells of it. Whoever may not
    /// do it is turned away, which the log tells too.
    pub(super) fn change<T, E: From<Error>>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        self.change_by(vec![deed], work)
    }

    /// Does the same for a use case that is several deeds at once; the log calls it by the first.
    pub(super) fn change_by<T, E: From<Error>>(
        &mut self,
        deeds: Vec<Deed>,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut gate = self.gate(deeds);
        let done = self.store.write_seen(|tx| {
            let by = gate.admit(tx)?;
            let done = work(tx, &by)?;
            tx.tell_changes(&by.entry())?;
            Ok(done)
        });
        self.tell(gate.turned_away)?;
        done
    }

    /// Runs a use case that may change very many rows, and tells the log of them itself.
    pub(super) fn change_many<T, E: From<Error>>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut gate = self.gate(vec![deed]);
        let done = self.store.write(|tx| work(tx, &gate.admit(tx)?));
        self.tell(gate.turned_away)?;
        done
    }

    /// Runs a use case and undoes it, to see what it would do.
    pub(super) fn rehearse<T, E: From<Error>>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut gate = self.gate(vec![deed]);
        let done = self.store.rehearse(|tx| work(tx, &gate.admit(tx)?));
        self.tell(gate.turned_away)?;
        done
    }

    /// Runs a use case that only reads, on one state of the file. The log tells of it if it is done in somebody's name.
    pub(super) fn look<T, E: From<Error>>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut gate = self.gate(vec![deed]);
        let mut in_a_name = None;
        let done = self.store.read_out(|tx| {
            let by = gate.admit(tx)?;
            in_a_name = by.who.acting_as.is_some().then(|| by.entry());
            work(tx, &by)
        });
        self.tell(gate.turned_away.or(in_a_name))?;
        done
    }

    fn gate(&self, deeds: Vec<Deed>) -> Gate {
        Gate { deeds, caller: self.caller.clone(), now: self.now(), turned_away: None }
    }

    /// Writes an entry into the audit log that stays whatever becomes of the series it belongs to.
    fn tell(&mut self, entry: Option<Entry>) -> Result<(), Error> {
        let Some(entry) = entry else { return Ok(()) };
        if self.store.is_in_series() {
            self.told_in_series.push(entry.clone());
        }
        self.store.write(|tx| tx.tell(entry))
    }
}
