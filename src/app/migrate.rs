//! Bringing a file of an earlier version up to this program's.

use std::path::Path;

use super::backup::{file, numbered, stem, within};
use super::{Caller, Clock, Desk, Rules};
use crate::domain::access::Deed;
use crate::domain::audit::Entry;
use crate::domain::backup;
use crate::error::Error;
use crate::store::{Copied, Store, Tell, UpgradeStep};

/// A file that is to be brought up to this program's version, or was.
#[derive(Debug)]
pub struct Upgrade {
    /// The version it was at.
    pub from: i64,
    /// The versions on the way, each with what it brings; none if there is nothing to do.
    pub steps: Vec<UpgradeStep>,
    /// The copy that was made before; none if nothing was done.
    pub copy: Option<Copied>,
}

impl Upgrade {
    /// Returns the version it leads to; none if there is nothing to do.
    pub fn to(&self) -> Option<i64> {
        self.steps.iter().map(|step| step.version).max()
    }
}

impl Desk {
    /// Brings the file at `path` up to this program's version, and copies it as it was to `to`, or to a file beside it;
    /// a dry run does all of that but the copy, and undoes it.
    ///
    /// Whoever asks may do that or not by what the file itself says, and older ones do not know of every right: it is
    /// asked in the transaction that brings the file up, which is undone if they may not. Then nobody is told of it either,
    /// since there may be no audit log to tell.
    pub fn migrate(
        (path, to): (&Path, Option<&Path>),
        clock: Clock,
        caller: Caller,
        rules: Rules,
        dry_run: bool,
        tell: &mut Tell<'_>,
    ) -> Result<Upgrade, Error> {
        let (from, steps) = Store::steps(path)?;
        if steps.is_empty() {
            return Ok(Upgrade { from, steps, copy: None });
        }
        let (store, from) = Store::begin_upgrade(path)?;
        let mut desk = Self { store, clock, caller, rules, told_in_series: Vec::new() };
        let steps: Vec<UpgradeStep> = steps.into_iter().filter(|step| step.version > from).collect();
        let mut upgrade = Upgrade { from, steps, copy: None };
        let Some(reached) = upgrade.to() else { return Ok(upgrade) };
        desk.tell_migrated(from, reached)?;
        if !dry_run {
            upgrade.copy = Some(desk.keep_as_it_was(to, &format!("v{from}"), tell)?);
            desk.store_series()?;
            // So that whoever asks next what is owed need not wait for it.
            desk.settle()?;
        }
        Ok(upgrade)
    }

    fn tell_migrated(&mut self, from: i64, to: i64) -> Result<(), Error> {
        let path = self.path().to_owned();
        self.change_many(vec![Deed::DeskMigrate], |tx, by| {
            let at = |version: i64| Some(format!("[{{\"table\":\"desk\",\"id\":1,\"version\":{version}}}]"));
            tx.tell(Entry { object: Some(file(&path)), before: at(from), after: at(to), ..by.entry() })
        })
    }

    fn keep_as_it_was(&self, to: Option<&Path>, mark: &str, tell: &mut Tell<'_>) -> Result<Copied, Error> {
        let (path, now) = (self.path(), self.now());
        match to {
            Some(to) => {
                let to = within(to, &backup::name(&stem(path), mark, now));
                self.store.copy_as_stored(&to, tell).map_err(Error::for_good)
            }
            None => numbered(path, mark, now, |keep| self.store.copy_as_stored(keep, tell)),
        }
    }
}
