//! What time it is: asked once per command.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::Instant;

/// The clock a command runs by.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    now: Instant,
    stopped: bool,
}

impl Clock {
    /// Reads the system's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
    pub fn system() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = Instant::from_epoch(i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        Self { now, stopped: false }
    }

    /// Stops at an instant.
    pub const fn frozen(now: Instant) -> Self {
        Self { now, stopped: true }
    }

    /// Returns the instant the command began.
    pub const fn now(self) -> Instant {
        self.now
    }

    /// Returns what time it is by now: for what takes its time, as nothing does that happens within a transaction.
    pub fn reading(self) -> Instant {
        if self.stopped { self.now } else { Self::system().now }
    }
}
