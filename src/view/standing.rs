//! How promises stand, in one line for a monitoring program.

use std::fmt;

use crate::app::{OpenCount, Standing};
use crate::domain::{Instant, Seconds};
use crate::output::Human;

/// What a monitoring program concludes, by the exit codes its plugins have agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// Nothing is in danger.
    Ok = 0,
    /// A promise is in danger.
    Warning = 1,
    /// A promise is broken, and still owed.
    Critical = 2,
    /// It could not be found out.
    Unknown = 3,
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
            Self::Unknown => "UNKNOWN",
        })
    }
}

/// One line of a monitoring plugin: the conclusion, the reason, and figures to draw.
#[derive(Debug)]
pub struct AlarmLine<'a> {
    standing: &'a Standing,
    at: Instant,
    human: &'a Human,
}

impl<'a> AlarmLine<'a> {
    /// Tells how promises stand, as of `at`.
    pub const fn of(standing: &'a Standing, at: Instant, human: &'a Human) -> Self {
        Self { standing, at, human }
    }

    /// Returns what there is to conclude.
    pub const fn alarm(&self) -> Alarm {
        match self.standing.count {
            OpenCount { breached: 1.., .. } => Alarm::Critical,
            OpenCount { at_risk: 1.., .. } => Alarm::Warning,
            OpenCount { .. } => Alarm::Ok,
        }
    }
}

impl fmt::Display for AlarmLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Standing { count: OpenCount { open, breached, at_risk }, first, undelivered } = self.standing;
        write!(f, "DESK {} - {breached} breached, {at_risk} at risk", self.alarm())?;
        if let Some((ticket, metric, due)) = first {
            let left = due.since(self.at);
            let span = self.human.span(Seconds::new(left.get().abs()));
            let words = metric.as_str().replace('_', " ");
            write!(f, "; first: {ticket} {words}, {span} {}", if left < Seconds::ZERO { "over" } else { "left" })?;
        }
        // A threshold is the last value that raises no alarm.
        write!(f, " | breached={breached};;0 at_risk={at_risk};0 open={open}")?;
        undelivered.map_or(Ok(()), |undelivered| write!(f, " undelivered={undelivered}"))
    }
}
