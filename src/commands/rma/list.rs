//! `desk return list` and `desk return show`.

use clap::Args;

use crate::commands::Context;
use crate::domain::RmaId;
use crate::domain::rma::RmaStatus;
use crate::view::{RmaDetail, RmaRow};

const LIST_EXAMPLES: &str = "Examples:
  desk return list
  desk return list --account ACME --all
  desk return list --status received,inspected

Without --status or --all, refused and closed ones are left out.";

/// List returns, the latest first
#[derive(Debug, Args, Default)]
#[command(after_long_help = LIST_EXAMPLES)]
pub(super) struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// Only of this order
    #[arg(long, value_name = "NUMBER")]
    order: Option<String>,
    /// Only in these: requested, authorised, in-transit, received, inspected …
    #[arg(long, value_delimiter = ',')]
    status: Vec<RmaStatus>,
    /// Refused and closed ones too
    #[arg(long, conflicts_with = "status")]
    all: bool,
}

const SHOW_EXAMPLES: &str = "Examples:
  desk return show M7
  desk return show M7 --json";

/// Show a return, its lines and what happened to it
#[derive(Debug, Args)]
#[command(after_long_help = SHOW_EXAMPLES)]
pub(super) struct ShowArgs {
    /// The return
    id: RmaId,
}

pub(super) fn list(args: ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let ListArgs { account, order, status, all } = args;
    let entries = cx.desk()?.returns(account.as_deref(), order.as_deref(), &status, all)?;
    let rows: Vec<RmaRow> = entries.into_iter().map(RmaRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}

pub(super) fn show(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.rma(args.id)?;
    Ok(cx.out.detail(&RmaDetail::of(view))?)
}
