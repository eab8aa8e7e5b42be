//! Putting a policy file in force.

use crate::app::gate::By;
use crate::domain::access::Deed;
use std::collections::BTreeMap;

use super::book;
use crate::app::{Desk, sla};
use crate::domain::scope::Scope;
use crate::domain::sla::file::{Difference, PolicyFile, diff};
use crate::domain::sla::{AppliesTo, Book, Escalation, Reassignment, Recipient, Version};
use crate::domain::{Instant, TicketId};
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
    /// What its escalations name and the desk does not have.
    pub strangers: Vec<String>,
}

impl Desk {
    /// Stores a policy file as the next version, or with `rehearse` tells what that would do.
    pub fn apply_policy(
        &mut self,
        text: &str,
        holidays: BTreeMap<String, String>,
        file: PolicyFile,
        applies_to: AppliesTo,
        rehearse: bool,
    ) -> Result<PolicyPlan, Error> {
        let now = self.now();
        let work = |tx: &Tx<'_>, by: &By| {
            let before = book(tx)?;
            let number = before.versions().iter().map(|version| version.number).max().unwrap_or(0) + 1;
            let version = file.into_version(number, now, applies_to);
            keep_contracts(tx, &version, now)?;
            let strangers = strangers(tx, &version)?;
            let differences = before.at(now, now).map(|last| diff(last, &version)).unwrap_or_default();
            let valid_from = version.valid_from;
            let stored =
                StoredVersion { number, valid_from, applied_at: now, applies_to, policy: text.to_owned(), holidays };
            tx.add_version(&stored, Some(by.id()))?;
            let flipped = refresh_open(tx, &before, &book(tx)?, now)?;
            Ok(PolicyPlan { number, valid_from, differences, flipped, strangers })
        };
        if rehearse { self.rehearse(vec![Deed::PolicyApply], work) } else { self.change(Deed::PolicyApply, work) }
    }
}

/// Refuses a version without a policy that a contract in force, or to come, carries.
fn keep_contracts(tx: &Tx<'_>, version: &Version, now: Instant) -> Result<(), Error> {
    for (account, contract) in tx.all_contracts(&Scope::Everything)? {
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

/// Tells of reps and teams that a version names and the desk does not have: until it does, a check tells nobody there,
/// and hands them nothing.
fn strangers(tx: &Tx<'_>, version: &Version) -> Result<Vec<String>, Error> {
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
    Ok(sentences)
}
