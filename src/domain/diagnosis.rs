//! How what a desk rests on stands: pure judgements of what was found.

use super::{Instant, Seconds};

words! {
    /// How something stands.
    Health, "a state of health";
    /// As it should be.
    Fine = "ok",
    /// Worth a look.
    Warn = "warn",
    /// A danger to the desk.
    Bad = "bad",
}

/// What was found out about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// The thing.
    pub item: &'static str,
    /// How it stands.
    pub health: Health,
    /// What was found.
    pub found: String,
    /// What to do, where something is to be done.
    pub advice: Option<String>,
}

impl Diagnosis {
    /// Says that all is well with something.
    pub fn fine(item: &'static str, found: impl Into<String>) -> Self {
        Self { item, health: Health::Fine, found: found.into(), advice: None }
    }

    /// Says that something is worth a look, and what to do.
    pub fn warn(item: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { item, health: Health::Warn, found: found.into(), advice: Some(advice.into()) }
    }

    /// Says that something is a danger, and what to do.
    pub fn bad(item: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { item, health: Health::Bad, found: found.into(), advice: Some(advice.into()) }
    }
}

/// Before 3.51.3 the engine could lose what two connections wrote to its log.
const SOUND_ENGINE: i32 = 3_051_003;
/// Below this, the next import may not fit.
const LITTLE_ROOM: u64 = 64 << 20;
/// A log beyond this is never cut back.
const LARGE_LOG: u64 = 64 << 20;
/// Clocks of machines that write to one file may differ by as much.
const LEEWAY: Seconds = Seconds::new(120);
/// A desk that nobody copies for so long is not backed up.
const STALE: Seconds = Seconds::days(7);

/// Judges the version of the database engine.
pub fn engine(number: i32, version: &str) -> Diagnosis {
    if number >= SOUND_ENGINE {
        return Diagnosis::fine("sqlite", version);
    }
    Diagnosis::bad("sqlite", format!("{version} can damage the file"), "install a desk built with 3.51.3 or later")
}

/// Judges who may read and write the desk, by the mode of its file.
pub fn permissions(mode: u32, path: &str) -> Diagnosis {
    let shown = format!("{:04o}", mode & 0o7777);
    if mode & 0o007 != 0 {
        let found = format!("{shown}: every user of this machine can read it");
        return Diagnosis::bad("permissions", found, format!("chmod o= {path}"));
    }
    if mode & 0o600 != 0o600 {
        return Diagnosis::bad(
            "permissions",
            format!("{shown}: its owner cannot write it"),
            format!("chmod u+rw {path}"),
        );
    }
    let whom = if mode & 0o060 == 0 { "its owner alone" } else { "its owner and group" };
    Diagnosis::fine("permissions", format!("{shown}, for {whom}"))
}

/// Judges the mode of the folder the desk is in: whoever may write there can put another file in its place.
pub fn folder(mode: u32, path: &str) -> Diagnosis {
    let shown = format!("{:04o}", mode & 0o7777);
    if mode & 0o002 == 0 {
        return Diagnosis::fine("folder", shown);
    }
    let advice = format!("keep the desk in a folder of its own, or: chmod o-w {path}");
    if mode & 0o1000 == 0 {
        Diagnosis::bad("folder", format!("{shown}: every user can put another file in its place"), advice)
    } else {
        Diagnosis::warn("folder", format!("{shown}: every user can make files beside it"), advice)
    }
}

/// Judges how much room the disk has for a file of so many bytes.
pub fn room(free: u64, size: u64) -> Diagnosis {
    let found = format!("{} free", bytes(free));
    if free < LITTLE_ROOM {
        Diagnosis::bad("disk", found, "make room: what cannot be written is refused")
    } else if free < size.saturating_mul(2) {
        let found = format!("{found}, the desk takes {}", bytes(size));
        Diagnosis::warn("disk", found, "make room for a copy of the desk, or back up to another disk")
    } else {
        Diagnosis::fine("disk", found)
    }
}

/// Judges the size of the write-ahead log beside a file.
pub fn log(size: u64, file: u64) -> Diagnosis {
    let found = bytes(size);
    if size > LARGE_LOG && size > file / 2 {
        return Diagnosis::warn("log", found, "a program has the desk open and reads for long: find and end it");
    }
    Diagnosis::fine("log", found)
}

/// Judges the clock by the last thing the desk knows of.
pub fn clock(now: Instant, last: Option<Instant>) -> Diagnosis {
    match last.filter(|last| last.since(now) > LEEWAY) {
        Some(last) => Diagnosis::bad(
            "clock",
            format!("behind what the desk has seen: {last}"),
            "set the clock: promises are judged by it",
        ),
        None => Diagnosis::fine("clock", now.to_string()),
    }
}

/// Judges the data on time zones in use: of the system, in `place`, or else of this program.
pub fn zones(now: Instant, place: Option<&str>, version: Option<&str>, bundled: Option<&str>) -> Diagnosis {
    let (in_use, own) = (version.unwrap_or("of an unknown version"), bundled.unwrap_or("none"));
    let Some(place) = place else {
        return old(now, bundled)
            .unwrap_or_else(|| Diagnosis::fine("time zones", format!("{own}, this program's own")));
    };
    let found = format!("{in_use}, in {place}");
    match version {
        None => Diagnosis::warn("time zones", found, "install the system's package of time zone data"),
        Some(version) if bundled.is_some_and(|bundled| version < bundled) => {
            let found = format!("{found}; the program has {own}");
            Diagnosis::warn("time zones", found, "update the system's package of time zone data")
        }
        Some(_) => old(now, version).unwrap_or_else(|| Diagnosis::fine("time zones", found)),
    }
}

/// Warns of data that is more than a year behind: rules change several times a year.
fn old(now: Instant, version: Option<&str>) -> Option<Diagnosis> {
    let version = version?;
    let year: i32 = version.get(..4)?.parse().ok()?;
    let today: i32 = now.to_string().get(..4)?.parse().ok()?;
    let advice = "update the data on time zones";
    (year + 1 < today).then(|| Diagnosis::warn("time zones", format!("{version} is old"), advice))
}

/// Judges when the desk was last backed up.
pub fn backup(now: Instant, last: Option<(Instant, &str)>) -> Diagnosis {
    match last {
        None => Diagnosis::warn("backup", "none is known", "desk backup DEST"),
        Some((at, path)) if now.since(at) > STALE => {
            Diagnosis::warn("backup", format!("the last one is of {at}: {path}"), "desk backup DEST")
        }
        Some((at, path)) => Diagnosis::fine("backup", format!("{at}, {path}")),
    }
}

/// Writes a size as people do: `283 kB`, `1.2 GB`.
pub fn bytes(size: u64) -> String {
    const UNITS: [(u64, &str); 4] =
        [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| size >= *unit) else {
        return format!("{size} bytes");
    };
    let tenths = size / (unit / 10);
    if tenths < 100 { format!("{}.{} {name}", tenths / 10, tenths % 10) } else { format!("{} {name}", tenths / 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn sizes_are_written_as_people_do() {
        let sizes = [0, 999, 1000, 9999, 282_624, 99_999_999, 1_234_567_890, 5_000_000_000_000];
        assert_eq!(
            sizes.map(bytes),
            ["0 bytes", "999 bytes", "1.0 kB", "9.9 kB", "282 kB", "99 MB", "1.2 GB", "5.0 TB"]
        );
    }

    #[test]
    fn what_others_can_read_or_replace_is_bad() {
        let health = |mode| permissions(mode, "desk.db").health;
        assert_eq!([0o600, 0o660, 0o640, 0o644, 0o604, 0o400].map(health), {
            use Health::{Bad, Fine};
            [Fine, Fine, Fine, Bad, Bad, Bad]
        });
        let health = |mode| folder(mode, ".").health;
        assert_eq!([0o700, 0o755, 0o775, 0o777, 0o1777].map(health), {
            use Health::{Bad, Fine, Warn};
            [Fine, Fine, Fine, Bad, Warn]
        });
    }

    #[test]
    fn a_clock_that_was_set_back_is_bad() {
        let now = at("2026-01-15T09:00:00Z");
        assert_eq!(clock(now, None).health, Health::Fine);
        assert_eq!(clock(now, Some(at("2026-01-15T09:02:00Z"))).health, Health::Fine);
        assert_eq!(clock(now, Some(at("2026-01-15T09:02:01Z"))).health, Health::Bad);
    }

    #[test]
    fn data_on_time_zones_is_compared_and_grows_old() {
        let now = at("2026-11-22T09:00:00Z");
        let told = |place, version, bundled| zones(now, place, version, bundled);
        assert_eq!(told(Some("/z"), Some("2026e"), Some("2026e")), Diagnosis::fine("time zones", "2026e, in /z"));
        assert_eq!(told(None, None, Some("2026e")).found, "2026e, this program's own");
        assert_eq!(told(Some("/z"), Some("2025b"), Some("2026e")).health, Health::Warn);
        assert_eq!(told(Some("/z"), None, Some("2026e")).health, Health::Warn);
        assert_eq!(told(None, None, Some("2024b")).found, "2024b is old");
    }

    #[test]
    fn engines_room_logs_and_backups_are_judged() {
        let now = at("2026-11-22T09:00:00Z");
        let judged = [
            engine(3_051_002, "3.51.2"),
            engine(3_051_003, "3.51.3"),
            room(1 << 20, 1 << 10),
            room(1 << 30, 1 << 30),
            room(1 << 30, 1 << 20),
            log(1 << 30, 1 << 30),
            log(4 << 20, 1 << 20),
            backup(now, None),
            backup(now, Some((at("2026-11-14T09:00:00Z"), "/b"))),
            backup(now, Some((at("2026-11-16T09:00:00Z"), "/b"))),
        ];
        let health: Vec<&str> = judged.iter().map(|judged| judged.health.as_str()).collect();
        assert_eq!(health, ["bad", "ok", "bad", "warn", "ok", "warn", "ok", "warn", "warn", "ok"]);
    }
}
