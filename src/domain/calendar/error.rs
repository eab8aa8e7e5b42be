//! Why a calendar is refused.

use jiff::civil::Date;

use super::hours::OpenHours;
use super::week::Weekday;
use crate::domain::Invalid;

/// Why a calendar is refused, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A part of it could not be read.
    #[error(transparent)]
    Unreadable(#[from] Invalid),
    /// Two intervals of one day share time.
    #[error(
        "`{first}` and `{second}` overlap; end the first by `{}` or write one interval for both",
        clock(second.opens())
    )]
    Overlap {
        /// The interval that opens first.
        first: OpenHours,
        /// The interval that opens before the first has closed.
        second: OpenHours,
    },
    /// An overnight interval ends after the next day has opened.
    #[error(
        "`{night}` on {day} runs into `{morning}` on {next}; end the first by `{}` or open the second at `{}`",
        clock(morning.opens()), clock(night.closes() - 24 * 60)
    )]
    RunsInto {
        /// The day the overnight interval starts on: a weekday, or a date.
        day: String,
        /// The overnight interval.
        night: OpenHours,
        /// The day after.
        next: String,
        /// The first interval of the day after.
        morning: OpenHours,
    },
    /// A weekday is given hours by two keys.
    #[error("`{second}` gives hours to {day}, which `{first}` has done already; name each weekday once")]
    DayTwice {
        /// The weekday.
        day: Weekday,
        /// The key that named it first.
        first: String,
        /// The key that names it again.
        second: String,
    },
    /// A date is overridden twice.
    #[error("{0} is overridden twice; write all its hours in one list")]
    DateTwice(Date),
    /// There is not one open interval.
    #[error("calendar `{0}` is never open; give it some hours, e.g. `mon-fri = [\"09:00-17:00\"]`")]
    NeverOpen(String),
    /// The name of the built-in calendar.
    #[error("`{0}` is the built-in calendar that never closes; give this one another name")]
    BuiltIn(String),
}

/// Writes minutes after midnight as `09:05`; midnight at the end of the day as `24:00`.
pub(super) fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
