//! What backups are called, and which of them are kept.

use super::Instant;

/// Returns what a backup of a desk is called: `desk-2026-11-22T10-00-00Z.db`, and with a mark `desk-v2-…`. No colons: not
/// every file system takes them.
pub fn name(desk: &str, mark: &str, at: Instant) -> String {
    let mark = if mark.is_empty() { String::new() } else { format!("-{mark}") };
    format!("{desk}{mark}-{}.db", at.to_string().replace(':', "-"))
}

/// Returns when the backup of a desk was made, if that is what a file of this name is.
pub fn made_at(desk: &str, file: &str) -> Option<Instant> {
    let stamp = file.strip_prefix(desk)?.strip_prefix('-')?.strip_suffix(".db")?;
    let (day, time) = stamp.split_once('T')?;
    let at = format!("{day}T{}", time.replace('-', ":")).parse().ok()?;
    // Other ways to write the same instant are not ours.
    (name(desk, "", at) == file).then_some(at)
}

/// Returns which of some files are backups of a desk beyond the newest `keep`; `newest` is kept whatever its name says.
pub fn beyond<'f>(desk: &str, files: &'f [String], newest: &str, keep: usize) -> Vec<&'f str> {
    let others = files.iter().filter(|file| *file != newest);
    let mut backups: Vec<(Instant, &str)> =
        others.filter_map(|file| Some((made_at(desk, file)?, file.as_str()))).collect();
    backups.sort_unstable();
    backups.truncate(backups.len().saturating_sub(keep.saturating_sub(1)));
    backups.into_iter().map(|(_, file)| file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_called_by_its_desk_and_its_instant() {
        let at: Instant = "2026-11-22T10:00:00Z".parse().unwrap();
        assert_eq!(name("desk", "", at), "desk-2026-11-22T10-00-00Z.db");
        assert_eq!(name("desk", "v2", at), "desk-v2-2026-11-22T10-00-00Z.db");
        assert_eq!(made_at("desk", "desk-2026-11-22T10-00-00Z.db"), Some(at));
        for other in [
            "desk-v2-2026-11-22T10-00-00Z.db",
            "desk.db",
            "other-2026-11-22T10-00-00Z.db",
            "desk-2026-11-22T10-00-00Z.db-wal",
            "desk-2026-11-22T10-00-00+00-00.db",
            "desk-2026-13-22T10-00-00Z.db",
        ] {
            assert_eq!(made_at("desk", other), None, "{other}");
        }
    }

    #[test]
    fn the_newest_are_kept_and_what_is_no_backup_is_not_touched() {
        let files: Vec<String> = (10..15).map(|day| format!("desk-2026-11-{day}T10-00-00Z.db")).collect();
        let mut all = files.clone();
        all.extend(["desk.db".to_owned(), "desk-notes.db".to_owned()]);
        assert_eq!(beyond("desk", &all, &files[4], 3), [&files[0], &files[1]]);
        assert_eq!(beyond("desk", &all, &files[4], 9), Vec::<&str>::new());
        // The clock was set back: the one just made is not the newest by its name.
        assert_eq!(beyond("desk", &all, &files[0], 2), [&files[1], &files[2], &files[3]]);
    }
}
