//! `desk return check` and `desk return request`.

use clap::Args;

use super::lines;
use crate::app::{Answer, NewReturn, ReturnCheck};
use crate::commands::Context;
use crate::commands::args::Once;
use crate::domain::{Quantity, TicketId};
use crate::view::ReturnCheckDetail;

const CHECK_EXAMPLES: &str = "Examples:
  desk return check SO-10248
  desk return check SO-10248 --line 2 --qty 3

It tells what the contract in force says: how long after delivery something may come back, at what fee, who pays for the
way back, and whether it is looked at before anything is credited.";

/// Tell what is agreed about returns of an order
#[derive(Debug, Args)]
#[command(after_long_help = CHECK_EXAMPLES)]
pub(super) struct CheckArgs {
    /// The order
    order: String,
    /// Only this line
    #[arg(long, value_name = "LINE")]
    line: Vec<u32>,
    /// So much of that line; by default all that is left of it
    #[arg(long, value_name = "QUANTITY")]
    qty: Vec<Quantity>,
}

const REQUEST_EXAMPLES: &str = "Examples:
  desk return request SO-10248 --line 2 --qty 3 --reason 'They leak'
  desk return request SO-10248 --reason 'Ordered twice' --contact P7 --ticket T42

Without --line, all that was shipped and is not on its way back. A wish is taken down even where nothing was agreed; to
authorise it is another matter.";

/// Take down what a customer wants to send back
#[derive(Debug, Args)]
#[command(after_long_help = REQUEST_EXAMPLES)]
pub(super) struct RequestArgs {
    /// The order
    order: String,
    /// This line, and with --line again others
    #[arg(long, value_name = "LINE")]
    line: Vec<u32>,
    /// So much of that line; by default all that is left of it
    #[arg(long, value_name = "QUANTITY")]
    qty: Vec<Quantity>,
    /// Who asks: an address, or an id such as P7
    #[arg(long)]
    contact: Option<String>,
    /// The ticket it is about
    #[arg(long)]
    ticket: Option<TicketId>,
    #[command(flatten)]
    once: Once,
}

pub(super) fn check(args: &CheckArgs, cx: &mut Context) -> anyhow::Result<()> {
    let asked = lines(&args.line, &args.qty)?;
    let check = cx.desk()?.check_return(&args.order, &asked)?;
    Ok(cx.out.detail(&ReturnCheckDetail::of(check))?)
}

pub(super) fn request(args: RequestArgs, cx: &mut Context) -> anyhow::Result<()> {
    let asked = lines(&args.line, &args.qty)?;
    let reason = cx.need_reason("nothing comes back without a reason")?;
    let RequestArgs { order, contact, ticket, once, .. } = args;
    let new = NewReturn { order, lines: asked, contact, ticket, reason };
    cx.once(once, &("return.request", &new), |desk| {
        let (rma, check) = desk.request_return(&new)?;
        let mut answer = Answer::of(rma.id, format!("Requested {}, a return of {}", rma.id, check.order));
        answer.notes.extend(not_covered(&check));
        Ok(answer)
    })
}

/// Says which lines what was agreed does not cover.
fn not_covered(check: &ReturnCheck) -> impl Iterator<Item = String> {
    let lines = check.lines.iter().filter(|line| !line.verdict.coverage.is_covered());
    lines.map(|line| format!("  line {} is not covered: {}", line.line, line.verdict.coverage))
}
