//! `desk sla check` as cron runs it: many at once, killed in the middle, after a silence, by a clock that was set back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod claims;
mod killed;
mod overlapping;
mod time;
mod world;
