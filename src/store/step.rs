//! Two readings in step: of each thing in one, what belongs to it in the other.

use rusqlite::{Row, Rows};

use crate::error::Error;

/// What belongs to things, in the order of their keys, so that no more of it is held than belongs to one.
pub(super) struct Step<'s, K, T, F> {
    rows: Rows<'s>,
    /// Reads whose a row is, and what it says.
    read: F,
    next: Option<(K, T)>,
    of: Vec<T>,
}

impl<'s, K: Ord + Copy, T, F: FnMut(&Row<'_>) -> rusqlite::Result<(K, T)>> Step<'s, K, T, F> {
    pub(super) fn new(rows: Rows<'s>, read: F) -> Result<Self, Error> {
        let mut step = Self { rows, read, next: None, of: Vec::new() };
        step.advance()?;
        Ok(step)
    }

    /// Returns what belongs to a key, which is higher than those asked for before.
    pub(super) fn of(&mut self, key: K) -> Result<&mut [T], Error> {
        self.of.clear();
        while let Some((whose, it)) = self.next.take_if(|(whose, _)| *whose <= key) {
            self.of.extend((whose == key).then_some(it));
            self.advance()?;
        }
        Ok(&mut self.of)
    }

    fn advance(&mut self) -> Result<(), Error> {
        let Some(row) = self.rows.next()? else { return Ok(()) };
        self.next = Some((self.read)(row)?);
        Ok(())
    }
}
