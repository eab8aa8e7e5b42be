//! `desk export --all`: every kind, and a manifest by which they are imported again.

use std::path::Path;

use crate::app::export::Reading;
use crate::commands::import::{Importable, KINDS};
use crate::commands::{Context, Stop};
use crate::domain::intake::DESK;
use crate::domain::{Datum, Instant};
use crate::output::{Folder, Out, OutputError, SheetFormat};

const ABOUT: &str = "# Written by `desk export --all`. In a new file, `desk import DIR` makes the same desk of it.";

pub(super) fn run(path: &Path, since: Option<Instant>, cx: &mut Context) -> anyhow::Result<()> {
    if cx.out.file().is_some() || cx.out.fields().is_some() {
        return Err(
            Stop::usage("`--all` writes whole kinds into its own folder: leave out `-o`, `-c` and `--json`").into()
        );
    }
    let format = cx.out.sheet_format()?;
    let folder = Folder::begin(path)?;
    let (desk, out) = cx.desk_and_out()?;
    let written = desk.export(|reading| write(reading, &folder, format, since, out))?;
    let kinds: Vec<Importable> = whole().collect();
    folder.file("manifest.toml", |to| {
        let name = |kind: &Importable| format!("\n[[file]]\nkind = \"{0}\"\npath = \"{0}.{format}\"\n", kind.kind.name);
        let files: String = kinds.iter().map(name).collect();
        write!(to, "{ABOUT}\nsource = \"{DESK}\"\n{files}").map_err(OutputError::from)
    })?;
    folder.finish()?;
    if since.is_some() {
        let names: Vec<&str> = kinds.iter().filter(|kind| !kind.tells_changes).map(|kind| kind.kind.name).collect();
        cx.note(format_args!(
            "The file does not know when these change, they are written whole: {}",
            names.join(", ")
        ))?;
    }
    cx.note(format_args!("Wrote {written} rows of {} kinds to {}", kinds.len(), path.display()))
}

/// The kinds that make up a desk: what another one tells as well is left out.
fn whole() -> impl Iterator<Item = Importable> {
    KINDS.iter().filter(|kind| !kind.told_elsewhere).copied()
}

fn write(
    reading: &Reading<'_>,
    folder: &Folder,
    format: SheetFormat,
    since: Option<Instant>,
    out: &Out,
) -> anyhow::Result<u64> {
    let total = whole().map(|kind| (kind.count)(reading, since)).sum::<Result<u64, _>>()?;
    let (mut progress, mut done) = (out.progress("Exporting"), 0);
    for kind in whole() {
        let mut sheet = out.sheet(format, (kind.columns)());
        folder.file(&format!("{}.{format}", kind.kind.name), |to| {
            sheet.head(to)?;
            (kind.export)(reading, since, &mut |data: &[Datum]| {
                sheet.row(to, data)?;
                done += 1;
                progress.tell(done, total);
                Ok(())
            })
        })?;
    }
    Ok(done)
}
