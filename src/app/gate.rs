//! The one way into a use case: who acts, whether they may, and what the audit log tells of it.

use super::Desk;
use super::guise::Guise;
use crate::domain::access::Deed;
use crate::domain::audit::{Entry, Outcome, Who};
use crate::domain::contact::Contact;
use crate::domain::rep::{Rep, StaffRole};
use crate::domain::scope::{Scope, Viewer};
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
    /// Who runs the command.
    pub me: Rep,
    /// The rep who acts.
    pub rep: Rep,
    /// Whom they act as, if not themselves.
    pub guise: Option<Guise>,
    /// What they may see.
    pub scope: Scope,
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

    /// Tells whether whoever reads may know what the right to do `deed` gives sight of: all of those must who act.
    pub(super) fn sees(&self, deed: Deed) -> bool {
        deed.is_open_to(self.me.role) && deed.is_open_to(self.rep.role) && self.scope.includes(deed)
    }

    /// Returns the rep of a handle, where `@me` is whoever acts. A contact knows of no reps, teams and queues.
    pub(super) fn named(&self, tx: &Tx<'_>, handle: &str) -> Result<Rep, Error> {
        self.refuse_contact("rep", handle)?;
        if handle == "@me" { Ok(self.rep.clone()) } else { tx.need_rep(handle) }
    }

    /// Says to a contact that there is nothing of that name, whether there is or not.
    pub(super) fn refuse_contact(&self, what: &'static str, name: &str) -> Result<(), Error> {
        if self.scope == Scope::Everything { Ok(()) } else { Err(Error::unknown(what, name)) }
    }
}

/// Whoever asks, before it is known whether they may.
pub(super) struct Asker {
    /// The rep whose user runs the command.
    me: Option<Rep>,
    /// Whom they want to act as.
    guise: Option<Result<Guise, Error>>,
}

impl Asker {
    fn of(tx: &Tx<'_>, caller: &Caller) -> Result<Self, Error> {
        let guise = caller.acting_as.as_ref().map(|name| Guise::named(tx, name));
        Ok(Self { me: tx.rep_of_user(&caller.user)?, guise })
    }

    /// Returns the rep who would act; none if a contact would, or somebody whom nobody knows.
    pub(super) fn rep(&self) -> Option<&Rep> {
        match &self.guise {
            None => self.me.as_ref(),
            Some(Ok(Guise::Rep(rep))) => Some(rep),
            Some(_) => None,
        }
    }

    /// Tells whether those who would act, the one in whose name and the one who does, each have every right of a role.
    pub(super) fn covers(&self, role: StaffRole) -> bool {
        let each = [self.me.as_ref(), self.rep()];
        each.iter().all(|rep| rep.is_some_and(|rep| rep.role.covers(role)))
    }

    /// Tells whether it is a rep, and not one who wants to see what a contact sees.
    fn is_staff(&self) -> bool {
        self.me.is_some() && !matches!(self.guise, Some(Ok(Guise::Contact(_))))
    }
}

/// Lets those in who may do what they ask for, and remembers who may not.
struct Gate {
    /// What is to be done; the first is what the log calls it.
    deeds: Vec<Deed>,
    caller: Caller,
    now: Instant,
    /// Whether what is to be done keeps to a scope: a contact may do nothing else.
    is_scoped: bool,
    turned_away: Option<Entry>,
}

impl Gate {
    fn admit(&mut self, tx: &Tx<'_>) -> Result<By, Error> {
        let Caller { user, uid, acting_as, reason, key } = &self.caller;
        let Asker { me, guise } = Asker::of(tx, &self.caller)?;
        let who = Who {
            actor: me.as_ref().map(|rep| rep.handle.clone()),
            user: user.clone(),
            uid: *uid,
            acting_as: acting_as.as_ref().zip(guise.as_ref()).and_then(|(name, guise)| Guise::in_log(name, guise)),
        };
        let deed = *self.deeds.first().unwrap_or(&Deed::TicketRead);
        let admitted = me.ok_or_else(|| Error::NotARep { user: user.clone() });
        match admitted.and_then(|me| self.dressed(me, guise)) {
            Ok((me, guise)) => {
                let (rep, scope) = match &guise {
                    Some(Guise::Rep(rep)) => (rep.clone(), Scope::Everything),
                    Some(Guise::Contact(contact)) => (me.clone(), Scope::Of(Viewer::of(contact))),
                    None => (me.clone(), Scope::Everything),
                };
                Ok(By { me, rep, guise, scope, now: self.now, who, deed, reason: reason.clone(), key: key.clone() })
            }
            Err(why) => {
                if is_refusal(&why) {
                    let reason = format!("{why}").parse().ok();
                    let entry = Entry::new(self.now, who, deed);
                    self.turned_away = Some(Entry { outcome: Outcome::Refused, reason, ..entry });
                }
                Err(why)
            }
        }
    }

    /// Returns who acts, and as whom. Nobody gains rights that way: both must have them.
    fn dressed(&self, me: Rep, guise: Option<Result<Guise, Error>>) -> Result<(Rep, Option<Guise>), Error> {
        // First of all: that somebody else is not known must not hide that they themselves may not.
        self.permit_all(&me)?;
        let Some(guise) = guise.transpose()? else { return Ok((me, None)) };
        match &guise {
            Guise::Rep(other) => {
                permit(&me, Deed::ActAsRep)?;
                self.permit_all(other)?;
            }
            Guise::Contact(contact) => {
                permit(&me, Deed::ActAsContact)?;
                self.permit_contact(contact)?;
            }
        }
        guise.refuse_gone()?;
        Ok((me, Some(guise)))
    }

    fn permit_all(&self, rep: &Rep) -> Result<(), Error> {
        self.deeds.iter().try_for_each(|deed| permit(rep, *deed))
    }

    fn permit_contact(&self, contact: &Contact) -> Result<(), Error> {
        let (who, role) = (contact.id.to_string(), contact.role);
        match self.deeds.iter().find(|deed| deed.reach_of(role).is_none()) {
            Some(deed) => Err(Error::Denied { who, role: role.as_str(), deed: *deed }),
            None if self.is_scoped => Ok(()),
            None => Err(Error::StaffOnly { who }),
        }
    }
}

fn permit(rep: &Rep, deed: Deed) -> Result<(), Error> {
    if deed.is_open_to(rep.role) {
        return Ok(());
    }
    Err(Error::Denied { who: rep.handle.to_string(), role: rep.role.as_str(), deed })
}

/// Tells a refusal, which the log is told of, from a failure.
const fn is_refusal(why: &Error) -> bool {
    matches!(why, Error::NotARep { .. } | Error::Denied { .. } | Error::StaffOnly { .. } | Error::Inactive { .. })
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

    /// Does the same for a use case that is one deed or another, by who asks and what there is.
    pub(super) fn change_as<T, E: From<Error>>(
        &mut self,
        deed: impl FnOnce(&Tx<'_>, &Asker) -> Result<Deed, Error>,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        self.change_through(self.gate(Vec::new()), Some(deed), work)
    }

    /// Does the same for a use case that is several deeds at once; the log calls it by the first.
    pub(super) fn change_by<T, E: From<Error>>(
        &mut self,
        deeds: Vec<Deed>,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        self.change_through(self.gate(deeds), None::<fn(&Tx<'_>, &Asker) -> Result<Deed, Error>>, work)
    }

    fn change_through<T, E: From<Error>>(
        &mut self,
        mut gate: Gate,
        deed: Option<impl FnOnce(&Tx<'_>, &Asker) -> Result<Deed, Error>>,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = self.store.write_seen(|tx| {
            if let Some(deed) = deed {
                gate.deeds = vec![deed(tx, &Asker::of(tx, &gate.caller)?)?];
            }
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
        deeds: Vec<Deed>,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut gate = self.gate(deeds);
        let done = self.store.write(|tx| work(tx, &gate.admit(tx)?));
        self.tell(gate.turned_away)?;
        done
    }

    /// Runs a use case and undoes it, to see what it would do.
    pub(super) fn rehearse<T, E: From<Error>>(
        &mut self,
        deeds: Vec<Deed>,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut gate = self.gate(deeds);
        let done = self.store.rehearse(|tx| work(tx, &gate.admit(tx)?));
        self.tell(gate.turned_away)?;
        done
    }

    /// Runs a use case that only reads, on one state of the file. The log tells of it if it is done in somebody's name.
    /// It is for reps alone.
    pub(super) fn look<T, E: From<Error>>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        self.look_through(self.gate(vec![deed]), work)
    }

    /// Does the same for contacts too: `work` keeps to the scope it is given.
    pub(super) fn look_within<T, E: From<Error>>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        self.look_through(Gate { is_scoped: true, ..self.gate(vec![deed]) }, work)
    }

    fn look_through<T, E: From<Error>>(
        &mut self,
        mut gate: Gate,
        work: impl FnOnce(&Tx<'_>, &By) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut in_a_name = None;
        let done = self.store.read_out(|tx| {
            let by = gate.admit(tx)?;
            in_a_name = by.who.acting_as.is_some().then(|| by.entry());
            work(tx, &by)
        });
        self.tell(gate.turned_away.or(in_a_name))?;
        done
    }

    /// Tells whether a rep asks, who may change something at least. It is for what is asked before a use case is begun, which
    /// turns away all others itself.
    pub(super) fn is_asked_by_staff(&mut self) -> Result<bool, Error> {
        let caller = &self.caller;
        self.store.read(|tx| Ok(Asker::of(tx, caller)?.is_staff()))
    }

    fn gate(&self, deeds: Vec<Deed>) -> Gate {
        Gate { deeds, caller: self.caller.clone(), now: self.now(), is_scoped: false, turned_away: None }
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
