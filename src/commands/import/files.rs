//! Which files an import is to take, each with its kind and its mapping.

use std::path::{Path, PathBuf};

use super::{HowArgs, ImportArgs, Importable, Job, folder};
use crate::commands::{Context, Stop};
use crate::import::{Format, Import, Mapping, Source};

/// What the source is called where nobody says.
const UNNAMED: &str = "import";

/// A file that is to be taken in, as it was named.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) what: Importable,
    pub(super) path: PathBuf,
    pub(super) format: Option<Format>,
    pub(super) mapping: Mapping,
}

/// Opens all that the arguments name, what others refer to first.
pub(super) fn jobs(args: &ImportArgs, cx: &mut Context) -> anyhow::Result<Vec<Job>> {
    let what = args.what.as_deref().unwrap_or(Path::new("."));
    let named = match &args.file {
        Some(file) => vec![one(&args.how, kind(what)?, file)?],
        None if is_folder(what) => {
            refuse_flags_for_one(&args.how)?;
            let (named, passed_over) = folder::files(what)?;
            for name in passed_over {
                cx.note(format_args!("Passed over {name}, which is named for no kind"))?;
            }
            named
        }
        None if has_extension(what, "toml") => {
            refuse_flags_for_one(&args.how)?;
            folder::manifest(what)?
        }
        None => vec![one(&args.how, kind_of(what)?, what)?],
    };
    let mut jobs: Vec<Job> = named.into_iter().map(|named| open(&args.how, named)).collect::<Result<_, _>>()?;
    jobs.sort_by_key(|job| job.what.rank());
    Ok(jobs)
}

/// One file, mapped by the flags.
pub(super) fn one(args: &HowArgs, what: Importable, file: &Path) -> Result<Named, Stop> {
    let mut mapping = read_mapping(args.mapping.as_deref())?;
    for flag in &args.map {
        mapping.map(flag).map_err(|invalid| Stop::usage(invalid.to_string()))?;
    }
    Ok(Named { what, path: file.to_owned(), format: args.input_format, mapping })
}

pub(super) fn read_mapping(path: Option<&Path>) -> Result<Mapping, Stop> {
    let read = path.map(Mapping::read).transpose();
    Ok(read.map_err(|refusal| Stop::usage(refusal.to_string()))?.unwrap_or_default())
}

/// Opens a file that was named.
pub(super) fn open(args: &HowArgs, named: Named) -> Result<Job, Stop> {
    let Named { what, path, format, mut mapping } = named;
    args.ignore.iter().for_each(|columns| mapping.ignore(columns));
    if let Some(source) = &args.source {
        mapping.set_source(source);
    }
    if let Some(zone) = &args.zone {
        mapping.set_zone(zone.clone());
    }
    let source = Source::open(&path, format).map_err(Stop::from)?;
    let source = match (&args.sheet, source.format()) {
        (None, _) => source,
        (Some(sheet), Format::Xlsx) => source.of_sheet(sheet),
        (Some(_), other) => {
            let why = format!("`--sheet` goes with a workbook, and `{}` is {other}", source.name());
            return Err(Stop::usage(why));
        }
    };
    let import =
        Import::open(source, what.kind, &mapping).map_err(|refused| Stop::refused(&refused.into_iter().collect()))?;
    let origin = import.id_source().unwrap_or(UNNAMED).to_owned();
    Ok(Job { what, import, origin })
}

fn kind(name: &Path) -> Result<Importable, Stop> {
    Importable::named(&name.to_string_lossy()).map_err(|invalid| Stop::usage(invalid.to_string()))
}

/// Returns the kind that a file is named for.
fn kind_of(path: &Path) -> Result<Importable, Stop> {
    let shown = path.display();
    if Importable::named(&path.to_string_lossy()).is_ok() {
        return Err(Stop::usage(format!("which {shown}? name the file too, e.g. `desk import {shown} {shown}.csv`")));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Importable::named(&stem).map_err(|_| {
        Stop::usage(format!(
            "`{shown}` is no folder, no manifest (.toml), and named for no kind; say what it holds, \
             e.g. `desk import tickets {shown}`"
        ))
    })
}

/// What says how one file is to be read is not for several.
fn refuse_flags_for_one(args: &HowArgs) -> Result<(), Stop> {
    let flags = [
        ("--mapping", args.mapping.is_some()),
        ("--map", !args.map.is_empty()),
        ("--input-format", args.input_format.is_some()),
        ("--sheet", args.sheet.is_some()),
    ];
    match flags.iter().find(|(_, given)| *given) {
        Some((flag, _)) => Err(Stop::usage(format!(
            "`{flag}` is for one file; of several, each has its own in a manifest: see `desk import --help`"
        ))),
        None => Ok(()),
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() && Importable::named(&path.to_string_lossy()).is_err() || path.to_string_lossy().ends_with('/')
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|has| has.eq_ignore_ascii_case(extension))
}
