//! `desk order bulk-change`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::app::{BulkChange, Mark, Origin};
use crate::commands::{Context, Stop};
use crate::import::{OrderChange, Refusal, Refusals, Source, whole};
use crate::view::BulkRow;

const EXAMPLES: &str = "Examples:
  desk order bulk-change changes.csv --dry-run
  desk order bulk-change changes.xlsx

The file has the columns order, line, field, value and reason, one change a row:

  order,line,field,value,reason
  SO-10248,2,quantity,12,They need two more
  SO-10248,,ship_to,\"Via Roma 2, Milano\",They moved
  SO-10250,3,cancel,,Another colour
  SO-10250,,add,BK-1=5,Another colour

Fields of a line: quantity cancel required cost_centre. Of the order, with an empty line: add po_number ship_to carrier
required. All rows are carried out, or none: + added, ~ changed, = so already, - refused.";

/// Change many orders by a file, all or nothing
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct BulkChangeArgs {
    /// The file: csv, tsv, jsonl or xlsx
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Show what would become of each row, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

pub(super) fn run(args: &BulkChangeArgs, cx: &mut Context) -> anyhow::Result<()> {
    let source = Source::open(&args.file, None).map_err(Stop::from)?;
    let wanted = whole::<OrderChange>(source).map_err(|refused| Stop::refused(&refused))?;
    let changes: Vec<BulkChange> = wanted
        .iter()
        .map(|(_, it)| BulkChange { order: it.order.clone(), wish: it.wish.clone(), reason: it.reason.clone() })
        .collect();
    let outcomes = cx.desk()?.bulk_change(&changes, args.dry_run)?;
    let count = |mark| outcomes.iter().filter(|outcome| outcome.mark == mark).count();
    let [added, edited, same, refused] = [Mark::Added, Mark::Changed, Mark::Same, Mark::Refused].map(count);
    let origins: Vec<Origin> = outcomes.iter().flat_map(|outcome| outcome.origins.clone()).collect();
    let told = wanted.iter().zip(outcomes);
    let rows: Vec<BulkRow> =
        told.flat_map(|((row, it), outcome)| BulkRow::of(*row, &it.order, (it.line, &it.field), outcome)).collect();
    let mut objections = Refusals::default();
    for (row, why) in rows.iter().filter_map(|row| Some((row.row, row.why.clone()?))) {
        objections.add(Refusal::new(&args.file.to_string_lossy(), row, why));
    }
    cx.out.list(&rows, None)?;
    let counts = format!("+ {added} added, ~ {edited} changed, = {same} same, - {refused} refused");
    if refused > 0 {
        cx.note(format_args!("Nothing was changed: {counts}"))?;
        return Err(Stop::refused(&objections).into());
    }
    let done = if args.dry_run { "Would change" } else { "Changed" };
    Origin::told(&origins).iter().try_for_each(|told| cx.note(format_args!("  {told}")))?;
    cx.note(format_args!("{done} orders: {counts}"))
}
