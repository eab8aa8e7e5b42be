//! A program of the user's own, which reads JSON.

use crate::domain::Seconds;
use crate::domain::delivery::{Parcel, Setback};
use crate::program;

/// A program to run for each notification: no shell sees its words.
#[derive(Debug, Clone)]
pub struct Command {
    /// The program, and what it is given on its command line.
    pub argv: Vec<String>,
    /// How long it may run.
    pub timeout: Seconds,
}

impl Command {
    /// Runs the program with the message as one line of JSON on its standard input; it has succeeded if it ends with 0.
    pub(super) fn send(&self, parcel: &Parcel) -> Result<(), Setback> {
        Ok(program::run(&self.argv, format!("{}\n", parcel.message).into_bytes(), self.timeout)?)
    }
}
