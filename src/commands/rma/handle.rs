//! `desk return ship`, `receive` and `inspect`.

use clap::Args;

use super::{Said, all_said, tell};
use crate::commands::Context;
use crate::domain::rma::Finding;
use crate::domain::{Line, Quantity, RmaId};

const SHIP_EXAMPLES: &str = "Examples:
  desk return ship M7 --tracking JD0146000";

/// Take down that a return is on its way
#[derive(Debug, Args)]
#[command(after_long_help = SHIP_EXAMPLES)]
pub(super) struct ShipArgs {
    /// The return
    id: RmaId,
    /// What the carrier calls it
    #[arg(long)]
    tracking: Option<Line>,
}

const RECEIVE_EXAMPLES: &str = "Examples:
  desk return receive M7
  desk return receive M7 2=3 4=0

All of each line that is not named has come.";

/// Take down what came
#[derive(Debug, Args)]
#[command(after_long_help = RECEIVE_EXAMPLES)]
pub(super) struct ReceiveArgs {
    /// The return
    id: RmaId,
    /// How much of a line came, where that is not all: 2=3
    #[arg(value_name = "LINE=QUANTITY")]
    came: Vec<Said<Quantity>>,
}

const INSPECT_EXAMPLES: &str = "Examples:
  desk return inspect M7 ok
  desk return inspect M7 2=defective 4=customer-damage

Findings: ok defective wrong-item customer-damage missing; without a line it is that of all others.";

/// Take down what was found
#[derive(Debug, Args)]
#[command(after_long_help = INSPECT_EXAMPLES)]
pub(super) struct InspectArgs {
    /// The return
    id: RmaId,
    /// What was found, of a line: 2=defective; or of all: ok
    #[arg(value_name = "LINE=FINDING", required = true)]
    found: Vec<Said<Finding>>,
}

pub(super) fn ship(args: ShipArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rma = cx.desk()?.ship_return(args.id, args.tracking)?;
    tell(cx, &rma)
}

pub(super) fn receive(args: &ReceiveArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rma = cx.desk()?.receive_return(args.id, &all_said(&args.came))?;
    tell(cx, &rma)
}

pub(super) fn inspect(args: &InspectArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rma = cx.desk()?.inspect_return(args.id, &all_said(&args.found))?;
    tell(cx, &rma)
}
