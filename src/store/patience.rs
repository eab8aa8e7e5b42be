//! How a command waits for another one to finish writing.

use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use crate::error::Error;

/// How long it waits.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Has a connection wait for others who write.
///
/// The engine's own way asks ever more rarely: among many, those who came last ask most often and win, and somebody waits
/// for ever.
pub(super) fn give(connection: &mut Connection) -> Result<(), Error> {
    let mut begun = Instant::now();
    let wait = move |asked| {
        if asked == 0 {
            begun = Instant::now();
        }
        let waited = begun.elapsed();
        thread::sleep(pause(asked, waited).min(PATIENCE.saturating_sub(waited)));
        waited < PATIENCE
    };
    Ok(connection.busy_handler(Some(wait))?)
}

/// Does what the engine refuses at once, without having anybody wait, where two that do it would wait for each other.
pub(super) fn patiently<T>(work: impl Fn() -> rusqlite::Result<T>) -> Result<T, Error> {
    let begun = Instant::now();
    loop {
        match work() {
            Err(why) if why.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                thread::sleep(pause(0, begun.elapsed()));
            }
            done => return Ok(done?),
        }
    }
}

/// Returns how long to wait until asking again: a moment at first, since most writes take no longer; and then the shorter,
/// the longer somebody has waited.
const fn pause(asked: i32, waited: Duration) -> Duration {
    Duration::from_millis(match (asked, waited.as_secs()) {
        (..4, _) => 2,
        (_, 0) => 25,
        (_, 1..3) => 12,
        (_, 3..8) => 6,
        (_, 8..) => 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_longer_asks_more_often() {
        let pauses = [0, 1, 4, 9, 20].map(|waited| pause(10, Duration::from_secs(waited)));
        assert!(pauses.is_sorted_by(|one, next| one >= next), "{pauses:?}");
        assert!(pause(0, Duration::ZERO) < pause(9, Duration::ZERO));
    }
}
