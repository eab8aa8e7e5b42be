//! What holds the house together, as far as a program can tell: which layer knows which, what a file may hold, and that
//! `schema.sql` says what the code says.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod layers;
mod limits;
mod schema;
mod source;
