//! What the desk promises when things go wrong: many at once, killed in the middle, files that may not grow.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod claims;
mod full;
mod killed;
mod left;
mod place;
mod replaced;
mod writers;
