//! The policies and calendars in force, as versions.

mod apply;

use crate::domain::access::Deed;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use apply::PolicyPlan;

use super::{Desk, sla};
use crate::domain::calendar::Calendar;
use crate::domain::sla::file::{Refused, SHIPPED};
use crate::domain::sla::{AppliesTo, Book, Contest, Policy, Version, contest};
use crate::domain::{Instant, TicketId, nearest};
use crate::error::Error;
use crate::store::{StoredVersion, Tx};

impl Desk {
    /// Returns the calendars in force.
    pub fn calendars(&mut self) -> Result<Vec<Rc<Calendar>>, Error> {
        let now = self.clock.now();
        self.look(Deed::PolicyRead, |tx, _| {
            Ok(book(tx)?.at(now, now).map(|version| version.calendars.clone()).unwrap_or_default())
        })
    }

    /// Returns how each policy in force fared when the ticket looked for its own.
    pub fn match_policies(&mut self, id: TicketId) -> Result<Vec<(Policy, Contest)>, Error> {
        let now = self.clock.now();
        self.look(Deed::PolicyRead, |tx, _| {
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
        self.look(Deed::PolicyRead, |tx, _| {
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
        self.look(Deed::PolicyRead, |tx, _| tx.versions())
    }
}

/// Returns the calendar of that name from the policies in force, or says that there is none and which is near.
pub(super) fn calendar(tx: &Tx<'_>, name: &str, now: Instant) -> Result<Rc<Calendar>, Error> {
    let calendars = book(tx)?.at(now, now).map(|version| version.calendars.clone()).unwrap_or_default();
    let near = nearest(name, calendars.iter().map(|known| known.name())).map(str::to_owned);
    let found = calendars.into_iter().find(|known| known.name() == name);
    found.ok_or_else(|| Error::Unknown { what: "calendar", name: name.to_owned(), near })
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
    bound(tx.versions()?)
}

/// Reads the policies of all time, as they are stored.
pub(super) fn bound(versions: Vec<StoredVersion>) -> Result<Book, Error> {
    let read = |stored: StoredVersion| stored.read().map_err(|refused| damaged(&refused));
    Ok(Book::new(versions.into_iter().map(read).collect::<Result<_, Error>>()?))
}

fn damaged(refused: &[Refused]) -> Error {
    let context = refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Error::Store { context, source: None }
}
