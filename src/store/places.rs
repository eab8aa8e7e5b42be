//! The places of a row among the parameters of a statement.

use rusqlite::Statement;
use rusqlite::types::ToSql;

/// Those of one row. By position: a name is looked up at every call. What is not put there stays NULL, so that a row of many
/// columns costs no more than what it has.
pub(super) struct Places<'s, 'c> {
    statement: &'s mut Statement<'c>,
    first: usize,
}

impl<'s, 'c> Places<'s, 'c> {
    /// Takes the places from `first` on, the first of all being 1; whatever was bound there has been cleared.
    pub(super) fn from(statement: &'s mut Statement<'c>, first: usize) -> Self {
        Self { statement, first }
    }

    pub(super) fn put(&mut self, at: usize, value: impl ToSql) -> rusqlite::Result<()> {
        self.statement.raw_bind_parameter(self.first + at, value)
    }

    pub(super) fn put_some(&mut self, at: usize, value: Option<impl ToSql>) -> rusqlite::Result<()> {
        value.map_or(Ok(()), |value| self.put(at, value))
    }
}
