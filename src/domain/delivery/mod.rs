//! Notifications on their way to whoever is told.

mod message;
mod news;

#[cfg(test)]
pub(crate) use message::tests::message as sample;
pub use message::{Addressee, Customer, Message, MessageKind};
pub use news::{Enclosure, News, ReportKind, ReportNews};

use super::Seconds;

words! {
    /// A way to reach whoever is told.
    DeliveryChannel, "a delivery channel";
    /// A program of the user's own, fed JSON.
    Command = "command",
    /// E-mail.
    Mail = "mail",
    /// A web address that takes JSON.
    Webhook = "webhook",
    /// A file of letters.
    Mbox = "mbox",
}

words! {
    /// What came of a delivery.
    DeliveryState, "a delivery state";
    /// It is tried now, or again later.
    Waiting = "waiting",
    /// It arrived.
    Sent = "sent",
    /// It was given up.
    Failed = "failed",
    /// It was taken back before it was sent: what it tells of did not happen after all.
    Withdrawn = "withdrawn",
}

/// A way to reach people that has been set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlet {
    /// Which way.
    pub channel: DeliveryChannel,
    /// How long one attempt may take.
    pub timeout: Seconds,
}

impl Outlet {
    /// Returns for how long whoever begins an attempt has the delivery to themselves: if nothing was heard of it by
    /// then, they must have died.
    pub const fn lease(self) -> Seconds {
        self.timeout.times(2).plus(Seconds::new(60))
    }
}

/// One notification, as it is handed to a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The same at each attempt.
    pub key: String,
    /// The way it is to go.
    pub channel: DeliveryChannel,
    /// [`News`] as JSON.
    pub message: String,
}

/// Why an attempt at a delivery failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Setback {
    /// The reason, as a clause.
    pub why: String,
    /// Whether the channel took all the time it had: others need not wait for it as long.
    pub timed_out: bool,
    /// Whether it would fail in the same way each time: nobody tries again.
    pub is_final: bool,
}

impl Setback {
    /// Says why an attempt failed.
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), timed_out: false, is_final: false }
    }

    /// Says why no attempt can succeed.
    pub fn for_good(why: impl Into<String>) -> Self {
        Self { is_final: true, ..Self::new(why) }
    }
}

/// After so many attempts a delivery is given up, until somebody asks for more.
pub const ATTEMPTS: i64 = 12;

/// Tells whether the `attempts`-th attempt is the first of all, or the first since somebody asked for more.
pub const fn is_first(attempts: i64) -> bool {
    (attempts - 1) % ATTEMPTS == 0
}

/// Returns how long to wait after the `attempts`-th attempt has failed: a minute, then twice as long each time, at most
/// six hours; nothing once it is given up.
pub fn pause_after(attempts: i64) -> Option<Seconds> {
    const FIRST: i64 = 60;
    let in_series = (attempts - 1).rem_euclid(ATTEMPTS);
    let doubled = (0..in_series).fold(Seconds::new(FIRST), |pause, _| pause.times(2).min(LONGEST_PAUSE));
    (in_series + 1 < ATTEMPTS).then_some(doubled)
}

/// No delivery waits longer than this for its next attempt.
pub const LONGEST_PAUSE: Seconds = Seconds::hours(6);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pauses_double_up_to_six_hours_and_end_after_the_last_attempt() {
        let pauses: Vec<String> = (1..ATTEMPTS).filter_map(pause_after).map(|pause| pause.to_string()).collect();
        assert_eq!(pauses.join(" "), "1m 2m 4m 8m 16m 32m 1h4m 2h8m 4h16m 6h 6h");
        assert_eq!((pause_after(ATTEMPTS), pause_after(2 * ATTEMPTS)), (None, None));
    }

    proptest! {
        #[test]
        fn whoever_tries_again_begins_a_new_series(attempts in 1..i64::from(i32::MAX)) {
            let pause = pause_after(attempts);
            prop_assert_eq!(pause, pause_after(attempts + ATTEMPTS));
            prop_assert_eq!(pause.is_none(), attempts % ATTEMPTS == 0);
            prop_assert_eq!(is_first(attempts + 1), pause.is_none());
            prop_assert!(pause.is_none_or(|pause| (Seconds::new(60)..=LONGEST_PAUSE).contains(&pause)));
        }

        #[test]
        fn a_lease_outlasts_an_attempt(timeout in 1..1000_i64) {
            let outlet = Outlet { channel: DeliveryChannel::Command, timeout: Seconds::new(timeout) };
            prop_assert!(outlet.lease() > outlet.timeout);
        }
    }
}
