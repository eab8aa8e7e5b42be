//! Opening hours as they are written: intervals on the face of a clock.

use std::fmt;
use std::str::FromStr;

use super::date::digits;
use super::error::{CalendarError, clock};
use crate::domain::{Invalid, Seconds};

const MIDNIGHT: u16 = 24 * 60;

/// An open interval, half-open `[open, close)`, written `09:00-13:00`, `18:00-24:00` or, overnight, `22:00-06:00`.
///
/// It is never empty and never as long as a day and night, except `00:00-24:00`. An overnight interval belongs to the
/// day it starts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpenHours {
    open: u16,
    close: u16,
}

impl OpenHours {
    /// The whole day, `00:00-24:00`.
    pub const WHOLE_DAY: Self = Self { open: 0, close: MIDNIGHT };

    /// Returns the opening in minutes after midnight, below 24 × 60.
    pub const fn opens(self) -> u16 {
        self.open
    }

    /// Returns the closing in minutes after the midnight the day began with; beyond 24 × 60 if it is overnight.
    pub const fn closes(self) -> u16 {
        self.close
    }

    /// Tells whether it ends on the day after the one it starts on.
    pub const fn is_overnight(self) -> bool {
        self.close > MIDNIGHT
    }

    /// Returns opening and closing in seconds after the midnight the day began with.
    pub(super) fn seconds(self) -> (i64, i64) {
        (i64::from(self.open) * 60, i64::from(self.close) * 60)
    }
}

impl FromStr for OpenHours {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = |expected| Invalid::new(text, "an open interval", expected);
        let written = || refuse("`HH:MM-HH:MM` from 00:00 to 24:00, e.g. `09:00-13:00`, `22:00-06:00`, `18:00-24:00`");
        let (open, close) = text.split_once('-').ok_or_else(written)?;
        let (open, close) = minutes(open).zip(minutes(close)).ok_or_else(written)?;
        if open == close {
            return Err(refuse("some time between opening and closing; the whole day is `00:00-24:00`"));
        }
        if open == MIDNIGHT {
            return Err(refuse("an opening before 24:00; the midnight a day begins with is `00:00`"));
        }
        Ok(Self { open, close: if close < open { close + MIDNIGHT } else { close } })
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (digits(hours, 2)?, digits(minutes, 2)?);
    (minutes < 60).then_some(hours * 60 + minutes).filter(|total| *total <= MIDNIGHT)
}

impl fmt::Display for OpenHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let close = if self.is_overnight() { self.close - MIDNIGHT } else { self.close };
        f.pad(&format!("{}-{}", clock(self.open), clock(close)))
    }
}

/// The hours of one day: intervals in order, none overlapping another. No interval at all is a closed day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct DayHours(Vec<OpenHours>);

impl DayHours {
    /// A day that is closed.
    pub const CLOSED: Self = Self(Vec::new());

    /// Reads a day's list as it is written; the order does not matter.
    pub fn read<T: AsRef<str>>(intervals: &[T]) -> Result<Self, CalendarError> {
        let parsed: Result<Vec<OpenHours>, Invalid> = intervals.iter().map(|text| text.as_ref().parse()).collect();
        Self::new(parsed?)
    }

    /// Orders the intervals of a day; overlapping ones are refused, touching ones are not.
    pub fn new(mut intervals: Vec<OpenHours>) -> Result<Self, CalendarError> {
        intervals.sort_unstable();
        match intervals.windows(2).find(|pair| pair[1].open < pair[0].close) {
            Some(pair) => Err(CalendarError::Overlap { first: pair[0], second: pair[1] }),
            None => Ok(Self(intervals)),
        }
    }

    /// Returns the intervals in the order of the day.
    pub fn intervals(&self) -> &[OpenHours] {
        &self.0
    }

    /// Returns the time between openings and closings on the face of the clock.
    pub(super) fn span(&self) -> Seconds {
        let minutes = self.0.iter().map(|hours| i64::from(hours.close - hours.open)).sum::<i64>();
        Seconds::new(minutes * 60)
    }

    /// Returns the seconds after the next midnight at which this day's last interval ends; 0 if none is overnight.
    pub(super) fn tail(&self) -> i64 {
        let past_midnight = |hours: &OpenHours| i64::from(hours.close.saturating_sub(MIDNIGHT)) * 60;
        self.0.last().map_or(0, past_midnight)
    }

    /// Refuses an overnight interval that ends after `next`, the day after, has opened.
    pub(super) fn check_before(&self, next: &Self, names: impl Fn() -> (String, String)) -> Result<(), CalendarError> {
        match (self.0.last(), next.0.first()) {
            (Some(night), Some(morning)) if night.close > morning.open + MIDNIGHT => {
                let (day, next) = names();
                Err(CalendarError::RunsInto { day, night: *night, next, morning: *morning })
            }
            _ => Ok(()),
        }
    }
}

/// Writes `09:00-13:00, 14:00-18:00`, or `closed`.
impl fmt::Display for DayHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written: Vec<String> = self.0.iter().map(OpenHours::to_string).collect();
        f.pad(if written.is_empty() { "closed" } else { "" })?;
        f.write_str(&written.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_read_back_as_written() {
        for text in ["09:00-13:00", "22:00-06:00", "18:00-24:00", "00:00-24:00", "23:59-23:58"] {
            assert_eq!(text.parse::<OpenHours>().unwrap().to_string(), text);
        }
        let night: OpenHours = "22:00-06:00".parse().unwrap();
        assert_eq!((night.opens(), night.closes(), night.is_overnight()), (1320, 1800, true));
    }

    #[test]
    fn midnight_as_a_closing_is_the_midnight_that_ends_the_day() {
        assert_eq!("18:00-00:00".parse::<OpenHours>(), "18:00-24:00".parse());
    }

    #[test]
    fn an_interval_written_otherwise_is_refused_with_the_form() {
        for text in ["", "9-13", "9:00-13:00", "09:00", "09:00-24:01", "09:60-10:00", "09:00–13:00", "+9:00-13:00"] {
            let refused = text.parse::<OpenHours>().unwrap_err().to_string();
            let expected = "`HH:MM-HH:MM` from 00:00 to 24:00, e.g. `09:00-13:00`, `22:00-06:00`, `18:00-24:00`";
            assert_eq!(refused, format!("`{text}` is not an open interval, expected {expected}"));
        }
    }

    #[test]
    fn an_empty_interval_is_refused() {
        assert_eq!(
            "09:00-09:00".parse::<OpenHours>().unwrap_err().to_string(),
            "`09:00-09:00` is not an open interval, expected some time between opening and closing; \
             the whole day is `00:00-24:00`"
        );
        assert_eq!(
            "24:00-06:00".parse::<OpenHours>().unwrap_err().to_string(),
            "`24:00-06:00` is not an open interval, expected an opening before 24:00; \
             the midnight a day begins with is `00:00`"
        );
    }

    #[test]
    fn a_day_is_put_in_order_and_may_have_touching_intervals() {
        let day = DayHours::read(&["13:00-18:00", "09:00-13:00"]).unwrap();
        assert_eq!(day.to_string(), "09:00-13:00, 13:00-18:00");
        assert_eq!(DayHours::CLOSED.to_string(), "closed");
    }

    #[test]
    fn overlapping_intervals_of_a_day_are_refused() {
        let refused = DayHours::read(&["12:00-18:00", "09:00-13:00"]).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "`09:00-13:00` and `12:00-18:00` overlap; end the first by `12:00` or write one interval for both"
        );
        assert!(DayHours::read(&["09:00-13:00", "09:00-13:00"]).is_err());
        assert!(DayHours::read(&["20:00-02:00", "23:00-24:00"]).is_err());
        assert!(matches!(DayHours::read(&["09:00"]), Err(CalendarError::Unreadable(_))));
    }
}
