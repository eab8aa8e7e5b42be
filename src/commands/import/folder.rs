//! Several files at once: the files of a folder, or those that a manifest names.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Importable;
use super::files::{Named, has_extension, read_mapping};
use crate::commands::Stop;
use crate::import::{Format, Refusal};
use crate::whole::{self, WRITTEN};

/// What a folder's manifest is called.
const MANIFEST: &str = "manifest.toml";

/// A manifest as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    source: Option<String>,
    #[serde(default)]
    file: Vec<Listed>,
}

/// A file that a manifest names; paths start where the manifest is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    kind: String,
    path: PathBuf,
    source: Option<String>,
    mapping: Option<PathBuf>,
    format: Option<Format>,
}

/// Returns the files that a manifest names.
pub(super) fn manifest(path: &Path) -> Result<Vec<Named>, Stop> {
    let unreadable = |why| Stop::Unreadable { path: path.display().to_string(), why };
    let text = whole::read(path, WRITTEN).map_err(unreadable)?;
    let refuse = |why: &dyn std::fmt::Display| Stop::usage(format!("{}: {why}", path.display()));
    let manifest: Manifest = toml::from_str(&text)
        .map_err(|why| Stop::usage(Refusal::toml(&path.display().to_string(), &text, &why).to_string()))?;
    if manifest.file.is_empty() {
        return Err(refuse(&"names no file; each has a `[[file]]` with its `kind` and `path`"));
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let named = manifest.file.into_iter().map(|listed| {
        let what = Importable::named(&listed.kind).map_err(|invalid| refuse(&invalid))?;
        let mut mapping = read_mapping(listed.mapping.map(|name| folder.join(name)).as_deref())?;
        if let Some(source) = listed.source.as_ref().or(manifest.source.as_ref()) {
            mapping.set_source(source);
        }
        Ok(Named { what, path: folder.join(listed.path), format: listed.format, mapping })
    });
    named.collect()
}

/// Returns a folder's files that are named for a kind, or those that its manifest names; and the names of the others.
pub(super) fn files(folder: &Path) -> Result<(Vec<Named>, Vec<String>), Stop> {
    if folder.join(MANIFEST).is_file() {
        return Ok((manifest(&folder.join(MANIFEST))?, Vec::new()));
    }
    let unreadable = |why| Stop::Unreadable { path: folder.display().to_string(), why };
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(unreadable)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let (mut named, mut passed_over) = (Vec::new(), Vec::new());
    for path in paths {
        let what = path.file_stem().and_then(|stem| Importable::named(&stem.to_string_lossy()).ok());
        match what {
            Some(_) if has_extension(&path, "toml") => {}
            Some(what) if Format::of(&path).is_some() => {
                let mapping = Some(path.with_extension("toml")).filter(|mapping| mapping.is_file());
                named.push(Named { what, format: None, mapping: read_mapping(mapping.as_deref())?, path });
            }
            _ => passed_over.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned()),
        }
    }
    if named.is_empty() {
        return Err(Stop::usage(format!(
            "`{}` holds no file named for a kind, such as accounts.csv; say what each file holds in {MANIFEST}",
            folder.display()
        )));
    }
    Ok((named, passed_over))
}
