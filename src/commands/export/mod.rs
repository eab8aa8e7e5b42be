//! `desk export`.

mod all;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::Args;

use super::args::When;
use super::import::{Chosen, Importable};
use super::{Context, Stop};
use crate::domain::{Datum, Instant, Invalid};
use crate::error::Error;
use crate::output::{OutputError, ROW_LIMIT, SheetFormat};

const EXAMPLES: &str = "Examples:
  desk export tickets -o tickets.csv
  desk export events --changed-since -1d -O jsonl
  desk export accounts -c code,name,tier > accounts.csv
  desk export --all copy/
  desk export --all feed/ --changed-since 2026-11-20T00:00:00Z -O jsonl

The extension of -o picks csv, tsv, jsonl or xlsx, or else -O csv, plain (tsv) or jsonl; csv by default. In xlsx, times
are dates of the sheet, in UTC. `desk import` reads what this writes: each row says by its `source` and `external_id`
where a thing came from, and `desk` where it was made here. In csv and tsv, a cell that a spreadsheet would run gets a '
in front, which the import takes off again; --raw leaves it as it is.

--all writes every kind, and a manifest.toml by which `desk import DIR` makes the same desk in a new file: notifications
that still wait are then sent by whichever desk is checked. What a file knows of itself stays with it: its audit log, the
keys that were given, and which import brought what; `desk backup` copies those too.

--changed-since gives the tickets that something happened to or was learned of since then, and the events, notices,
contracts, policies and runs that were recorded since. Of the other kinds the file does not know: they are given whole.";

/// Write what the desk knows as `desk import` reads it
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct ExportArgs {
    /// accounts, contacts, tickets, events; `desk schema import` lists all
    #[arg(value_parser = Importable::named, required_unless_present = "all", conflicts_with = "all")]
    kind: Option<Importable>,
    /// Write every kind into a folder that is new or empty
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
    /// Only what was made or changed since
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    changed_since: Option<When>,
}

pub(super) fn run(args: &ExportArgs, cx: &mut Context) -> anyhow::Result<()> {
    let since = args.changed_since.map(|when| when.resolve(cx.now()));
    match (args.kind, &args.all) {
        (Some(kind), _) => one(kind, since, cx),
        (None, Some(folder)) => all::run(folder, since, cx),
        (None, None) => Err(Stop::usage("name a kind, or a folder with `--all`").into()),
    }
}

fn one(kind: Importable, since: Option<Instant>, cx: &mut Context) -> anyhow::Result<()> {
    let (columns, chosen) = chosen(kind, cx.out.fields())?;
    let format = cx.out.sheet_format()?;
    let mut sheet = cx.out.sheet(format, columns);
    let mut progress = cx.out.progress("Exporting");
    let (desk, out) = cx.desk_and_out()?;
    let written = desk.export(|reading| {
        let total = (kind.count)(reading, since)?;
        refuse_too_many(kind, format, total)?;
        out.put(|to| sheet.head(to))?;
        let mut done = 0;
        (kind.export)(reading, since, &mut |data: &[Datum]| {
            out.put(|to| sheet.row(to, &chosen.of(data)))?;
            done += 1;
            progress.tell(done, total);
            Ok(())
        })?;
        out.put(|to| sheet.finish(to))?;
        anyhow::Ok(done)
    })?;
    drop(progress);
    tell_of_unknown(cx, kind, since)?;
    match cx.out.file().map(|file| file.display().to_string()) {
        Some(file) => {
            // A full disk may show itself only now.
            cx.out.finish()?;
            cx.note(format_args!("Wrote {written} {} to {file}", kind.kind.name))
        }
        None => Ok(()),
    }
}

/// A spreadsheet ends somewhere: what goes beyond it is not cut off, but refused before anything is written.
fn refuse_too_many(kind: Importable, format: SheetFormat, rows: u64) -> Result<(), Error> {
    if format == SheetFormat::Xlsx && rows > ROW_LIMIT {
        let name = kind.kind.name;
        return Err(Error::Rule(format!(
            "a spreadsheet takes {ROW_LIMIT} rows, and there are {rows} {name}: write .csv or .jsonl instead"
        )));
    }
    Ok(())
}

/// Returns the columns to be written, and where they stand in a row.
fn chosen(kind: Importable, asked: Option<&[String]>) -> Result<(Vec<&'static str>, Chosen), OutputError> {
    let columns = (kind.columns)();
    let Some(asked) = asked else { return Ok((columns, Chosen::All)) };
    let place = |name: &String| columns.iter().position(|column| column == name);
    let unknown = |name: &String| OutputError::UnknownField(Invalid::word(name, "a field", &columns));
    let places: Vec<usize> =
        asked.iter().map(|name| place(name).ok_or_else(|| unknown(name))).collect::<Result<_, _>>()?;
    Ok((places.iter().map(|place| columns[*place]).collect(), Chosen::Some(places)))
}

/// Says that a kind was given whole where only news was asked for: nothing is passed off as what it is not.
fn tell_of_unknown(cx: &mut Context, kind: Importable, since: Option<Instant>) -> anyhow::Result<()> {
    if since.is_none() || kind.tells_changes {
        return Ok(());
    }
    cx.note(format_args!("The file does not know when {} change: these are all of them", kind.kind.name))
}
