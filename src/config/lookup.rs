//! `[lookup.…]` in `config.toml`: programs that ask other systems. Paths are relative to the folder the file is in.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::notify::{Misfit, placed, span};
use crate::domain::Seconds;
use crate::lookup::{Lookups, StockLookup};

/// How long an answer may take if nobody says: somebody waits for it.
const TIMEOUT: Seconds = Seconds::new(5);

/// The tables as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lookup {
    stock: Option<Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    command: Spanned<Vec<String>>,
    timeout: Option<Spanned<String>>,
}

impl Lookup {
    /// Reads every value.
    pub(super) fn lookups(self, folder: &Path) -> Result<Lookups, Misfit> {
        let stock = self.stock.map(|table| table.read(folder)).transpose()?;
        Ok(Lookups { stock })
    }
}

impl Table {
    fn read(self, folder: &Path) -> Result<StockLookup, Misfit> {
        let at = self.command.span().start;
        let mut argv = self.command.into_inner();
        let Some(program) = argv.first_mut().filter(|program| !program.is_empty()) else {
            let why = "`command` names no program, expected e.g. `[\"/usr/local/bin/erp-stock\", \"--json\"]`";
            return Err(Misfit { at, why: why.to_owned() });
        };
        *program = placed(program, folder);
        Ok(StockLookup { argv, timeout: span(self.timeout, TIMEOUT)? })
    }
}
