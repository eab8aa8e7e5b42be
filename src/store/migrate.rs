//! Files of earlier versions: what leads from them to this one.

use std::path::Path;

use super::backup::{Copied, Tell};
use super::{Store, open, schema};
use crate::error::Error;

/// A step up from one version of the file to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpgradeStep {
    /// The version it leads to.
    pub version: i64,
    /// What it brings.
    pub brings: &'static str,
}

impl Store {
    /// Returns the version of the file at `path`, and what each step from it to this program's brings.
    pub fn steps(path: &Path) -> Result<(i64, Vec<UpgradeStep>), Error> {
        let (_, _, found) = open::of_any_version(path)?;
        Ok((found, schema::steps(found).collect()))
    }

    /// Begins a series that brings the file at `path` up to this program's version, and returns the version it is at.
    /// Whatever is done in the series finds the file as it will be; stored it is with the series, or not at all.
    pub fn begin_upgrade(path: &Path) -> Result<(Self, i64), Error> {
        let (connection, place, _) = open::of_any_version(path)?;
        open::configure(&connection, path)?;
        let mut store = Self::new(connection, place);
        store.begin_series()?;
        // Whoever had the lock before may have brought it up.
        let found = open::identify(&store.connection, path)?;
        schema::upgrade(&store.connection, path, found)?;
        Ok((store, found))
    }

    /// Copies the file to `path` as others see it, which is without what the series under way has changed.
    pub fn copy_as_stored(&self, path: &Path, tell: &mut Tell<'_>) -> Result<Copied, Error> {
        super::backup::copy_whole(&open::untouched(&self.path, &self.path)?, &self.path, path, tell)
    }
}
