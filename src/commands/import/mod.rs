//! `desk import`.

mod kind;
mod run;

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Context, Stop};
use crate::domain::Zone;
use crate::import::{Format, Import, Mapping, OpenError, Source};
pub(super) use kind::Importable;
pub(super) use run::{Job, Manner, take_in};

const EXAMPLES: &str = "Examples:
  desk import accounts accounts.csv
  desk import tickets export.csv --mapping mapping.toml --dry-run
  desk import contacts people.csv --map Mail=email --map Firm=account --ignore Fax
  desk import events log.jsonl --source zendesk --keep-going

Kinds: accounts contacts reps tickets events. Things are known by their source and their id there: the same file again
changes nothing. All rows are taken, or none; with --keep-going the good ones are, and the others are written to
FILE.rejected.csv, to be mended and imported again.";

/// Take in what other systems know
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct ImportArgs {
    /// accounts, contacts, reps, tickets or events
    #[arg(value_parser = Importable::named)]
    kind: Importable,
    /// The file, `-` for standard input
    file: PathBuf,
    /// Say which column fills which field, in a TOML file
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Let a column fill a field
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Leave a column out; `*` leaves out all that have no field
    #[arg(long, value_name = "COLUMNS")]
    ignore: Vec<String>,
    /// The system the file comes from
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The zone of times that name none
    #[arg(long, value_name = "ZONE")]
    zone: Option<Zone>,
    /// csv, tsv or jsonl; by default the file's extension
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,
    /// Show what would happen, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Take the good rows, and write the others to a file
    #[arg(long)]
    keep_going: bool,
}

/// What the source is called where nobody says.
const UNNAMED: &str = "import";

pub(super) fn run(args: &ImportArgs, cx: &mut Context) -> anyhow::Result<()> {
    let mapping = mapping(args)?;
    let source = open(&args.file, args.input_format)?;
    let import = Import::open(source, args.kind.kind, &mapping).map_err(|refused| Stop::refused(&refused))?;
    let origin = import.id_source().unwrap_or(UNNAMED).to_owned();
    let manner = Manner { dry_run: args.dry_run, keep_going: args.keep_going };
    run::take_in_and_tell(cx, &[Job { what: args.kind, import, origin }], manner)
}

fn open(file: &Path, format: Option<Format>) -> Result<Source, Stop> {
    Source::open(file, format).map_err(|why| match why {
        OpenError::Unreadable { file, why } => Stop::Unreadable { path: file, why },
        OpenError::Format { .. } => Stop::usage(why.to_string()),
    })
}

fn mapping(args: &ImportArgs) -> Result<Mapping, Stop> {
    let mut mapping = match &args.mapping {
        Some(path) => Mapping::read(path).map_err(|refusal| Stop::usage(refusal.to_string()))?,
        None => Mapping::default(),
    };
    for flag in &args.map {
        mapping.map(flag).map_err(|invalid| Stop::usage(invalid.to_string()))?;
    }
    args.ignore.iter().for_each(|columns| mapping.ignore(columns));
    if let Some(source) = &args.source {
        mapping.set_source(source);
    }
    if let Some(zone) = &args.zone {
        mapping.set_zone(zone.clone());
    }
    Ok(mapping)
}
