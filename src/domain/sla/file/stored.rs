//! Policy versions as they are kept: as text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PolicyFile, Refused};
use crate::domain::Instant;
use crate::domain::calendar::holidays;
use crate::domain::sla::{AppliesTo, Version};

/// A policy version as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the version's field of that name")]
pub struct StoredVersion {
    pub number: i64,
    pub valid_from: Instant,
    pub applied_at: Instant,
    pub applies_to: AppliesTo,
    /// TOML.
    pub policy: String,
    /// The calendar files it names, by name, as they were read.
    pub holidays: BTreeMap<String, String>,
}

impl StoredVersion {
    /// Reads its text.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(&self) -> Result<Version, Vec<Refused>> {
        let name = format!("policy version {}", self.number);
        let kept = |file: &str| match self.holidays.get(file) {
            Some(text) => holidays(text),
            None => Err(format!("`{file}` was not stored with the policies")),
        };
        let file = PolicyFile::read(&name, &self.policy, &kept)?;
        let version = file.into_version(self.number, self.applied_at, self.applies_to);
        Ok(Version { valid_from: self.valid_from, ..version })
    }
}

#[cfg(test)]
mod tests {
    use super::super::SHIPPED;
    use super::*;

    #[test]
    fn a_version_rules_from_when_it_is_stored_to_whatever_its_text_says() {
        let (valid_from, applied_at) = (Instant::from_epoch(1_000), Instant::from_epoch(2_000));
        let (policy, holidays) = (SHIPPED.to_owned(), BTreeMap::new());
        let stored = StoredVersion { number: 3, valid_from, applied_at, applies_to: AppliesTo::New, policy, holidays };
        let version = stored.read().unwrap();
        assert_eq!((version.number, version.valid_from, version.applied_at), (3, valid_from, applied_at));
    }
}
