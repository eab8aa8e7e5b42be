//! `desk return authorise` and `desk return refuse`.

use clap::Args;

use super::tell;
use crate::commands::Context;
use crate::domain::RmaId;

const AUTHORISE_EXAMPLES: &str = "Examples:
  desk return authorise M7
  desk return authorise M7 --override --reason 'A good customer'

What was agreed has to cover every line, unless you override it.";

/// Say that a return may come
#[derive(Debug, Args)]
#[command(after_long_help = AUTHORISE_EXAMPLES)]
pub(super) struct AuthoriseArgs {
    /// The return
    id: RmaId,
    /// Though it is not covered; needs a --reason
    #[arg(long = "override")]
    despite: bool,
}

const REFUSE_EXAMPLES: &str = "Examples:
  desk return refuse M7 --reason 'Made to measure'";

/// Say that a return may not come
#[derive(Debug, Args)]
#[command(after_long_help = REFUSE_EXAMPLES)]
pub(super) struct RefuseArgs {
    /// The return
    id: RmaId,
}

pub(super) fn authorise(args: &AuthoriseArgs, cx: &mut Context) -> anyhow::Result<()> {
    let despite =
        if args.despite { Some(cx.need_reason("what was agreed is not overridden without a reason")?) } else { None };
    let rma = cx.desk()?.authorise_return(args.id, despite.as_ref())?;
    tell(cx, &rma)
}

pub(super) fn refuse(args: &RefuseArgs, cx: &mut Context) -> anyhow::Result<()> {
    let why = cx.need_reason("a return is not refused without a reason")?;
    let rma = cx.desk()?.refuse_return(args.id, why)?;
    tell(cx, &rma)
}
