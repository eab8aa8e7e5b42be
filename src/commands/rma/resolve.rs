//! `desk return resolve` and `desk return close`.

use clap::Args;

use super::{Said, all_said, tell};
use crate::commands::Context;
use crate::domain::RmaId;
use crate::domain::rma::Remedy;

const RESOLVE_EXAMPLES: &str = "Examples:
  desk return resolve M7 credit
  desk return resolve M7 2=replace 4=send-back

Remedies: credit replace repair send-back scrap none; without a line it is that of all others.";

/// Decide what is done about what came
#[derive(Debug, Args)]
#[command(after_long_help = RESOLVE_EXAMPLES)]
pub(super) struct ResolveArgs {
    /// The return
    id: RmaId,
    /// What is done, about a line: 2=replace; or about all: credit
    #[arg(value_name = "LINE=REMEDY", required = true)]
    done: Vec<Said<Remedy>>,
}

const CLOSE_EXAMPLES: &str = "Examples:
  desk return close M7
  desk return close M7 --reason 'They keep it'

One that has not left can be closed too: what it would have brought may come with another.";

/// End a return
#[derive(Debug, Args)]
#[command(after_long_help = CLOSE_EXAMPLES)]
pub(super) struct CloseArgs {
    /// The return
    id: RmaId,
}

pub(super) fn resolve(args: &ResolveArgs, cx: &mut Context) -> anyhow::Result<()> {
    let note = cx.reason();
    let rma = cx.desk()?.resolve_return(args.id, &all_said(&args.done), note)?;
    tell(cx, &rma)
}

pub(super) fn close(args: &CloseArgs, cx: &mut Context) -> anyhow::Result<()> {
    let note = cx.reason();
    let rma = cx.desk()?.close_return(args.id, note)?;
    tell(cx, &rma)
}
