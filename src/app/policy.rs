//! The policies and calendars in force, as versions.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Desk, acting, sla};
use crate::domain::calendar::{Calendar, holidays};
use crate::domain::sla::file::{Difference, PolicyFile, Refused, SHIPPED, diff};
use crate::domain::sla::{AppliesTo, Book, Contest, Escalation, Policy, Reassignment, Recipient, Version, contest};
use crate::domain::{Instant, TicketId, nearest};
use crate::error::Error;
use crate::store::{StoredVersion, TicketFilter, Tx};

/// What applying a policy file does.
#[derive(Debug)]
pub struct PolicyPlan {
    /// The version it becomes.
    pub number: i64,
    /// From when it is valid.
    pub valid_from: Instant,
    /// What it changes against the version before.
    pub differences: Vec<Difference>,
    /// The tickets with a promise whose verdict it turns.
    pub flipped: Vec<TicketId>,
}

impl Desk {
    /// Returns the calendars in force.
    pub fn calendars(&mut self) -> Result<Vec<Rc<Calendar>>, Error> {
        let now = self.clock.now();
        self.store.read(|tx| Ok(book(tx)?.at(now, now).map(|version| version.calendars.clone()).unwrap_or_default()))
    }

    /// Returns how each policy in force fared when the ticket looked for its own.
    pub fn match_policies(&mut self, id: TicketId) -> Result<Vec<(Policy, Contest)>, Error> {
        let now = self.clock.now();
        self.store.read(|tx| {
            let (ticket, book) = (tx.need_ticket(id)?, book(tx)?);
            let policies = book.at(now, now).map(|version| version.policies.clone()).unwrap_or_default();
            let around = sla::Surroundings::of(tx, &ticket)?;
            let profile = around.case().profile(now, now, ticket.category, ticket.tier);
            let fared = contest(&policies, &profile);
            Ok(policies.into_iter().zip(fared).collect())
        })
    }

    /// Returns a policy version, or the one in force.
    pub fn policy_version(&mut self, number: Option<i64>) -> Result<Version, Error> {
        let now = self.clock.now();
        self.store.read(|tx| {
            let book = book(tx)?;
            let found = match number {
                Some(number) => book.versions().iter().find(|version| version.number == number),
                None => book.at(now, now),
            };
            found.cloned().ok_or_else(|| Error::unknown("policy version", number.unwrap_or(1)))
        })
    }

    /// Returns the policy versions as they are stored.
    pub fn policy_versions(&mut self) -> Result<Vec<StoredVersion>, Error> {
        self.store.read(|tx| tx.versions())
    }

    /// Stores a policy file as the next version, or with `rehearse` tells what that would do.
    pub fn apply_policy(
        &mut self,
        text: &str,
        holidays: BTreeMap<String, String>,
        file: PolicyFile,
        applies_to: AppliesTo,
        rehearse: bool,
    ) -> Result<PolicyPlan, Error> {
        let Self { store, user, clock, .. } = self;
        let now = clock.now();
        let work = |tx: &Tx<'_>| {
            let by = acting(tx, user)?.id;
            let before = book(tx)?;
            let number = before.versions().iter().map(|version| version.number).max().unwrap_or(0) + 1;
            let version = file.into_version(number, now, applies_to);
            keep_contracts(tx, &version, now)?;
            refuse_strangers(tx, &version)?;
            let differences = before.at(now, now).map(|last| diff(last, &version)).unwrap_or_default();
            let valid_from = version.valid_from;
            let stored =
                StoredVersion { number, valid_from, applied_at: now, applies_to, policy: text.to_owned(), holidays };
            tx.add_version(&stored, Some(by))?;
            let flipped = refresh_open(tx, &before, &book(tx)?, now)?;
            Ok(PolicyPlan { number, valid_from, differences, flipped })
        };
        if rehearse { store.rehearse(work) } else { store.write(work) }
    }
}

/// Refuses a version without a policy that a contract in force, or to come, carries.
fn keep_contracts(tx: &Tx<'_>, version: &Version, now: Instant) -> Result<(), Error> {
    for (account, contract) in tx.all_contracts()? {
        let goes_on = contract.term().until(Instant::MAX).is_none_or(|until| until > now);
        let Some(carried) = contract.policy.filter(|_| goes_on) else { continue };
        if version.policies.iter().all(|policy| *policy.name != *carried.as_str()) {
            let number = contract.number;
            return Err(Error::Rule(format!(
                "policy `{carried}` is missing, and contract {number} of {account} carries it; keep it, or end the \
                 contract"
            )));
        }
    }
    Ok(())
}

/// Returns the calendar of that name from the policies in force, or says that there is none and which is near.
pub(super) fn calendar(tx: &Tx<'_>, name: &str, now: Instant) -> Result<Rc<Calendar>, Error> {
    let calendars = book(tx)?.at(now, now).map(|version| version.calendars.clone()).unwrap_or_default();
    let near = nearest(name, calendars.iter().map(|known| known.name())).map(str::to_owned);
    let found = calendars.into_iter().find(|known| known.name() == name);
    found.ok_or_else(|| Error::Unknown { what: "calendar", name: name.to_owned(), near })
}

/// Brings the clocks of every open ticket under the new book; returns those with a verdict that turned.
fn refresh_open(tx: &Tx<'_>, before: &Book, after: &Book, now: Instant) -> Result<Vec<TicketId>, Error> {
    let mut flipped = Vec::new();
    for line in tx.tickets(&TicketFilter::default())? {
        let ticket = tx.need_ticket(line.id)?;
        let broken = |book| -> Result<Vec<_>, Error> {
            let cycles = sla::judged(tx, book, &ticket, now)?.cycles;
            let broken = cycles.iter().filter(|cycle| cycle.breached_at.is_some());
            Ok(broken.map(|cycle| (cycle.metric, cycle.number)).collect())
        };
        if broken(before)? != broken(after)? {
            flipped.push(line.id);
        }
        sla::refresh(tx, after, &ticket, now)?;
    }
    Ok(flipped)
}

/// Refuses a version that names reps or teams the desk does not have: at the check nobody would be told, and nobody
/// would get the ticket.
fn refuse_strangers(tx: &Tx<'_>, version: &Version) -> Result<(), Error> {
    let mut sentences = Vec::new();
    for policy in &version.policies {
        for Escalation { level, notify, reassign, .. } in &policy.escalations {
            let mut look_for = |found: Result<(), Error>| match found {
                Err(why @ Error::Unknown { .. }) => {
                    sentences.push(format!("policy `{}` at `{level}`: {why}", policy.name));
                    Ok(())
                }
                other => other,
            };
            for recipient in notify {
                match recipient {
                    Recipient::Rep(handle) => look_for(tx.need_rep(handle.as_str()).map(drop))?,
                    Recipient::Team(name) => look_for(tx.need_team(name.as_str()).map(drop))?,
                    Recipient::Assignee | Recipient::AccountManager | Recipient::Role(_) | Recipient::Address(_) => {}
                }
            }
            match reassign {
                Some(Reassignment::Rep(handle)) => look_for(tx.need_rep(handle.as_str()).map(drop))?,
                Some(Reassignment::Team(name)) => look_for(tx.need_team(name.as_str()).map(drop))?,
                None => {}
            }
        }
    }
    if sentences.is_empty() { Ok(()) } else { Err(Error::Rule(sentences.join("\n"))) }
}

/// Stores the version every desk begins with.
pub(super) fn ship(tx: &Tx<'_>, now: Instant) -> Result<(), Error> {
    let shipped = StoredVersion {
        number: 1,
        valid_from: Instant::MIN,
        applied_at: now,
        applies_to: AppliesTo::Open,
        policy: SHIPPED.to_owned(),
        holidays: BTreeMap::new(),
    };
    tx.add_version(&shipped, None)
}

/// Reads the policies of all time.
pub(super) fn book(tx: &Tx<'_>) -> Result<Book, Error> {
    let read = |stored: StoredVersion| -> Result<_, Error> {
        let name = format!("policy version {}", stored.number);
        let kept = |file: &str| match stored.holidays.get(file) {
            Some(text) => holidays(text),
            None => Err(format!("`{file}` was not stored with the policies")),
        };
        let file = PolicyFile::read(&name, &stored.policy, &kept).map_err(|refused| damaged(&refused))?;
        let mut version = file.into_version(stored.number, stored.applied_at, stored.applies_to);
        version.valid_from = stored.valid_from;
        Ok(version)
    };
    Ok(Book::new(tx.versions()?.into_iter().map(read).collect::<Result<_, Error>>()?))
}

fn damaged(refused: &[Refused]) -> Error {
    let context = refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Error::Store { context, source: None }
}
