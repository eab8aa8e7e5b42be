//! When somebody is told that a promise is in danger, or broken.

use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use crate::domain::{Instant, Invalid, Seconds};

/// A point on a clock, in the metric's business time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// When this percentage of the target has run.
    Percent(u8),
    /// This long before the target has run.
    Before(Seconds),
    /// When the promise is broken.
    Breach,
    /// This long after it was broken.
    After(Seconds),
}

impl Level {
    /// What a policy that says nothing of levels has: a warning at three quarters, and the breach.
    pub const SHIPPED: [Self; 2] = [Self::Percent(75), Self::Breach];

    /// Tells whether the level comes before the breach: a warning.
    pub const fn is_warning(self) -> bool {
        matches!(self, Self::Percent(_) | Self::Before(_))
    }

    /// Returns how much of `target` has run when a warning is due.
    pub(super) const fn amount(self, target: Seconds) -> Seconds {
        match self {
            Self::Percent(percent) => {
                let (hundreds, rest, percent) = (target.get() / 100, target.get() % 100, percent as i64);
                // Rounded up: "75 % has run" is not yet true one second early.
                Seconds::new(hundreds * percent + (rest * percent + 99) / 100)
            }
            Self::Before(span) => target.minus(span),
            Self::Breach | Self::After(_) => target,
        }
    }
}

/// Writes `75%`, `-30m`, `breach`, `breach+2h`.
impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => f.pad(&format!("{percent}%")),
            Self::Before(span) => f.pad(&format!("-{span}")),
            Self::Breach => f.pad("breach"),
            Self::After(span) => f.pad(&format!("breach+{span}")),
        }
    }
}

impl FromStr for Level {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "an escalation point", "`75%`, `-30m`, `breach` or `breach+2h`");
        let span = |text: &str| text.parse::<Seconds>().ok().filter(|span| span.get() > 0).ok_or_else(refuse);
        if let Some(percent) = text.strip_suffix('%') {
            let digits = Some(percent).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            let percent = digits.and_then(|digits| digits.parse().ok()).filter(|percent| (1..100).contains(percent));
            return percent.map(Self::Percent).ok_or_else(refuse);
        }
        if let Some(before) = text.strip_prefix('-') {
            return span(before).map(Self::Before);
        }
        match text.strip_prefix("breach") {
            Some("") => Ok(Self::Breach),
            Some(after) => span(after.strip_prefix('+').ok_or_else(refuse)?).map(Self::After),
            None => Err(refuse()),
        }
    }
}

impl serde::Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Level {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A level and the instant at which its clock reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The point on the clock.
    pub level: Level,
    /// When the clock gets there, as far as pauses are known.
    pub at: Instant,
    /// The policy that asks to be told of it.
    pub policy: Rc<str>,
    /// The version that policy is of.
    pub version: i64,
}
