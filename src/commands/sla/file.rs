//! Policy files as arguments.

use std::collections::BTreeMap;
use std::path::Path;

use crate::commands::{Stop, args};
use crate::domain::calendar::{Holiday, holidays};
use crate::domain::sla::file::PolicyFile;
use crate::whole::{self, WRITTEN};

/// Reads a policy file, and the lists of holidays it names beside it.
pub(super) fn read(path: &str) -> Result<PolicyFile, Stop> {
    parse(path, &args::read(path, WRITTEN)?).map(|(file, _)| file)
}

/// Reads the text of a policy file, and returns with it the lists of holidays it names.
pub(super) fn parse(path: &str, text: &str) -> Result<(PolicyFile, BTreeMap<String, String>), Stop> {
    let named = std::cell::RefCell::new(BTreeMap::new());
    let ics = |name: &str| -> Result<Vec<Holiday>, String> {
        let beside = Path::new(path).parent().unwrap_or(Path::new("")).join(name);
        let listed = whole::read(&beside, WRITTEN).map_err(|why| why.to_string())?;
        let read = holidays(&listed)?;
        named.borrow_mut().insert(name.to_owned(), listed);
        Ok(read)
    };
    let file = PolicyFile::read(path, text, &ics).map_err(|refused| {
        let sentences: Vec<String> = refused.iter().map(ToString::to_string).collect();
        Stop::usage(sentences.join("\n"))
    })?;
    Ok((file, named.into_inner()))
}
