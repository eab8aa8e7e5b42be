//! Every kind of rows that can be imported: a new one is a line of [`KINDS`].

use super::rows::{Examined, Tell, examine, write};
use super::run::Written;
use crate::app::import::{Session, Take};
use crate::domain::Invalid;
use crate::domain::intake::{AccountIntake, ContactIntake, EventIntake, RepIntake, TicketIntake};
use crate::import::{Import, Imported, Kind, Rejects};

/// A kind of rows, and the way from a file of them to the desk.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands) struct Importable {
    /// What a file can say of it.
    pub(in crate::commands) kind: &'static Kind,
    /// Reads every row without the desk; or only the keys, to find those that come again.
    pub(super) examine: fn(&Import, bool, &mut Tell<'_>) -> anyhow::Result<Examined>,
    /// Takes in every row, and returns what came of them.
    pub(super) write:
        fn(&mut Session<'_>, &Import, &Examined, Option<Rejects>, &mut Tell<'_>) -> anyhow::Result<Written>,
}

/// The kinds, each behind those that its rows name.
pub(in crate::commands) static KINDS: [Importable; 5] =
    [of::<RepIntake>(), of::<AccountIntake>(), of::<ContactIntake>(), of::<TicketIntake>(), of::<EventIntake>()];

const fn of<T: Imported + Take + Send>() -> Importable {
    Importable { kind: T::KIND, examine: examine::<T>, write: write::<T> }
}

impl Importable {
    /// Returns the kind of that name, or says which there are.
    pub(in crate::commands) fn named(name: &str) -> Result<Self, Invalid> {
        let found = KINDS.iter().find(|known| known.kind.name.eq_ignore_ascii_case(name));
        found.copied().ok_or_else(|| {
            let names = KINDS.map(|known| known.kind.name);
            Invalid::word(name, "something to import", &names)
        })
    }

    /// Returns the kind's place among those that refer to one another.
    pub(super) fn rank(&self) -> usize {
        KINDS.iter().position(|known| known.kind.name == self.kind.name).unwrap_or(KINDS.len())
    }
}
