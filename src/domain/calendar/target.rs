//! What a promise allows: business time, or working days.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::domain::{Invalid, Seconds};

/// How long something may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// So many seconds of business time; more than none.
    Business(Seconds),
    /// So many working days.
    Days {
        /// The number of working days.
        count: NonZeroU32,
        /// Whether the last of them may be used up to its closing, rather than up to the wall time of the start.
        end_of_day: bool,
    },
}

impl Target {
    /// Returns the same target with working days used up to the closing, or not; business time stays as it is.
    #[must_use]
    pub const fn with_end_of_day(self, end_of_day: bool) -> Self {
        match self {
            Self::Business(_) => self,
            Self::Days { count, .. } => Self::Days { count, end_of_day },
        }
    }
}

/// Reads `90s`, `30m`, `1h30m` as business time and `2d` as working days, which stand alone.
impl FromStr for Target {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = |expected| Invalid::new(text, "a target", expected);
        let written = "business time, e.g. `90s`, `30m`, `1h30m`, or working days, e.g. `2d`";
        if text.strip_prefix('-').is_some_and(|rest| rest.parse::<Seconds>().is_ok()) {
            return Err(refuse("more than no time, e.g. `30m`"));
        }
        let seconds = text.parse::<Seconds>().map_err(|_| refuse(written))?;
        if seconds == Seconds::ZERO {
            return Err(refuse("more than no time, e.g. `30m`"));
        }
        match text.split_once('d') {
            None => Ok(Self::Business(seconds)),
            Some((count, "")) => count
                .parse()
                .map(|count| Self::Days { count, end_of_day: false })
                .map_err(|_| refuse("at most 4294967295 working days")),
            Some(_) => Err(refuse("working days alone, e.g. `2d`, or business time alone, e.g. `30h`")),
        }
    }
}

/// Writes what is read: `1h30m`, `48h`, `2d`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // `Seconds` writes 48 hours as `2d`, which would read back as two working days.
            Self::Business(span) => match (span.get() / 3600, Seconds::new(span.get() % 3600)) {
                (0, rest) => rest.fmt(f),
                (hours, Seconds::ZERO) => f.pad(&format!("{hours}h")),
                (hours, rest) => f.pad(&format!("{hours}h{rest}")),
            },
            Self::Days { count, .. } => f.pad(&format!("{count}d")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_read_back_as_written() {
        for text in ["1s", "30m", "2h", "1h30m", "48h", "25h1s", "2d"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        assert_eq!("90s".parse(), Ok(Target::Business(Seconds::new(90))));
    }

    #[test]
    fn the_end_of_the_day_concerns_days_only() {
        let hours: Target = "2h".parse().unwrap();
        assert_eq!(hours.with_end_of_day(true), hours);
        let days = "2d".parse::<Target>().unwrap().with_end_of_day(true);
        assert!(matches!(days, Target::Days { end_of_day: true, .. }));
    }

    #[test]
    fn what_is_no_target_is_refused_with_its_reason() {
        let forms = "business time, e.g. `90s`, `30m`, `1h30m`, or working days, e.g. `2d`";
        let some = "more than no time, e.g. `30m`";
        let alone = "working days alone, e.g. `2d`, or business time alone, e.g. `30h`";
        let cases = [
            ("", forms),
            ("2", forms),
            ("2w", forms),
            ("0m", some),
            ("0d", some),
            ("-2h", some),
            ("1d2h", alone),
            ("9999999999d", "at most 4294967295 working days"),
        ];
        for (text, expected) in cases {
            let refused = text.parse::<Target>().unwrap_err().to_string();
            assert_eq!(refused, format!("`{text}` is not a target, expected {expected}"));
        }
    }
}
