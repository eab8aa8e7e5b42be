//! What is wrong with a file.

use std::cell::RefCell;
use std::fmt;

use super::position::Lines;

/// Something wrong with a file: where, and what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {why}")]
pub struct Refused {
    /// The file's name as the caller gave it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What was refused and why.
    pub why: String,
}

/// Collects what is wrong while reading goes on, so that a file is corrected in one go.
#[derive(Debug)]
pub(super) struct Mistakes {
    file: String,
    lines: Lines,
    refused: RefCell<Vec<Refused>>,
}

impl Mistakes {
    pub(super) fn new(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), lines: Lines::of(text), refused: RefCell::default() }
    }

    /// Notes what is wrong with what stands at byte `place`.
    pub(super) fn refuse(&self, place: usize, why: impl fmt::Display) {
        let (file, line) = (self.file.clone(), self.line(place));
        self.refused.borrow_mut().push(Refused { file, line, why: why.to_string() });
    }

    /// Notes what is wrong unless its line is refused already: of a line that cannot be parsed the first reason is the
    /// real one.
    pub(super) fn refuse_once_a_line(&self, place: usize, why: impl fmt::Display) {
        let line = self.line(place);
        if self.refused.borrow().iter().all(|refused| refused.line != line) {
            self.refuse(place, why);
        }
    }

    /// Gives a value, or notes why there is none.
    pub(super) fn accept<T, E: fmt::Display>(&self, place: usize, read: Result<T, E>) -> Option<T> {
        read.map_err(|why| self.refuse(place, why)).ok()
    }

    /// Returns the line of the byte at `place`.
    pub(super) fn line(&self, place: usize) -> usize {
        self.lines.line(place)
    }

    /// Returns how much is wrong so far: what is built on something refused is not looked at.
    pub(super) fn count(&self) -> usize {
        self.refused.borrow().len()
    }

    /// Returns all that is wrong in the order of lines.
    pub(super) fn into_refused(self) -> Vec<Refused> {
        let mut refused = self.refused.into_inner();
        refused.sort_by_key(|refused| refused.line);
        refused
    }
}
