//! The SLA engine: a pure function of (log, policy versions, calendars, instant).
//!
//! ```text
//! log ─ moments ─► clocks (what began, what ended it) ─► judge (pauses, changes, due, breach) ─► cycles
//!        moment.rs   clock.rs                             judge.rs, trial.rs, stopwatch.rs            cycle.rs
//! ```
//!
//! A breach nobody looked at is still a breach, at its true time: `now` only decides how far the log has run.

mod book;
mod case;
mod clock;
mod credit;
mod cycle;
mod escalation;
pub mod evidence;
mod explain;
mod facts;
pub mod file;
mod judge;
mod level;
mod metric;
mod moment;
mod policy;
mod ruling;
mod stopwatch;
#[cfg(test)]
mod tests;
mod timeline;
mod trial;
mod verdict;

pub use book::{AppliesTo, Book, Version};
pub use case::{Case, Profile, Term};
pub use credit::{Credit, Share};
pub use cycle::{Cycle, Outlook, State};
pub use escalation::{Escalation, Reassignment, Recipient};
pub use explain::{
    Asked, Breach, Candidate, Cause, Ending, Explained, Explanation, Passage, Prospect, Step, Stretch, Why, Without,
    explain,
};
pub use facts::Facts;
pub use file::PolicyFile;
pub use judge::evaluate;
pub use level::{Level, Reached};
pub use metric::Metric;
pub use moment::{Happening, Moment};
pub use policy::{Contest, OnChange, Pauses, Policy, Reopening, Scope, Targets, contest};
pub use ruling::{Effect, Ruling};
pub use timeline::{Teams, TimelineEntry};
pub use verdict::{Deadlines, Verdict};
