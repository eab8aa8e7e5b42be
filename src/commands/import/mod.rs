//! `desk import`.

mod files;
mod folder;
mod kind;
mod list;
mod reconcile;
mod rows;
mod run;
mod show;
mod undo;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Context, Stop};
use crate::domain::{Line, Zone};
use crate::import::{Format, Kind};
pub(super) use kind::{Chosen, Importable, KINDS};
pub(super) use run::{Job, Manner, take_in};

const EXAMPLES: &str = "Examples:
  desk import accounts accounts.csv
  desk import tickets export.csv --mapping mapping.toml --dry-run
  desk import accounts customers.xlsx --sheet Customers
  desk import contacts people.csv --map Mail=email --map Firm=account --ignore Fax
  desk import events log.jsonl --source zendesk --keep-going
  desk import export/
  desk import manifest.toml
  desk import list

desk schema import KIND lists the columns of a kind. Things are known by their source and their id there: the same file
again changes nothing. All rows are taken, or none; with --keep-going the good ones are, and the others are written to
FILE.rejected.csv, to be mended and imported again.

Of a folder, the files named for a kind are taken, accounts.csv before the tickets.csv that names its accounts, each with
the mapping beside it, accounts.toml, if there is one. A manifest names the files instead:
  source = \"zendesk\"
  [[file]]
  kind = \"accounts\"
  path = \"organizations.csv\"
  mapping = \"organizations.toml\"";

/// Take in what other systems know
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct ImportArgs {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// What the file holds: accounts, tickets; without it a folder, a manifest, or a file named for what it holds
    #[arg(value_name = "KIND", required = true)]
    what: Option<PathBuf>,
    /// The file, `-` for standard input
    file: Option<PathBuf>,
    #[command(flatten)]
    how: HowArgs,
}

/// How files are read, and what is done with their rows.
#[derive(Debug, Args)]
pub(in crate::commands) struct HowArgs {
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
    /// csv, tsv, jsonl or xlsx; by default the file's extension
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,
    /// The sheet of a workbook, by name or number; by default the one that fits
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// Show what would happen, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Take the good rows, and write the others to a file
    #[arg(long)]
    keep_going: bool,
    /// A name for this run: a second one under it is told what came of the first, and changes nothing
    #[arg(long, value_name = "KEY")]
    key: Option<Line>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(show::ShowArgs),
    Undo(undo::UndoArgs),
    Reconcile(reconcile::ReconcileArgs),
}

pub(super) fn run(args: &ImportArgs, cx: &mut Context) -> anyhow::Result<()> {
    match &args.verb {
        Some(Verb::List(args)) => list::run(args, cx),
        Some(Verb::Show(args)) => show::run(args, cx),
        Some(Verb::Undo(args)) => undo::run(args, cx),
        Some(Verb::Reconcile(args)) => reconcile::run(args, cx),
        None => {
            let jobs = files::jobs(args, cx)?;
            run::take_in_and_tell(cx, &jobs, &args.how.manner())
        }
    }
}

/// Takes in a file of a kind.
pub(super) fn one(kind: &'static Kind, file: &Path, how: &HowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let what = Importable::named(kind.name).map_err(|invalid| Stop::usage(invalid.to_string()))?;
    let job = files::open(how, files::one(how, what, file)?)?;
    run::take_in_and_tell(cx, &[job], &how.manner())
}

impl HowArgs {
    fn manner(&self) -> Manner {
        Manner { dry_run: self.dry_run, keep_going: self.keep_going, key: self.key.clone() }
    }
}
