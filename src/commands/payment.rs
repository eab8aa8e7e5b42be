//! `desk payment`.

use clap::{Args, Subcommand};

use super::Context;
use crate::view::PaymentRow;

/// See what customers paid
#[derive(Debug, Args)]
#[command(subcommand_required = false)]
pub struct Payment {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(ListArgs),
}

const EXAMPLES: &str = "Examples:
  desk payment list --account ACME
  desk payment list --limit 500 -O csv";

/// List payments, the latest first
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And those of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
    /// At most so many
    #[arg(long, default_value_t = LIMIT)]
    limit: u32,
}

/// How many a list shows unasked.
const LIMIT: u32 = 50;

impl Payment {
    /// Runs the verb.
    pub fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        let Verb::List(args) =
            self.verb.unwrap_or(Verb::List(ListArgs { account: None, include_children: false, limit: LIMIT }));
        let entries = cx.desk()?.payments(args.account.as_deref(), args.include_children, args.limit)?;
        let rows: Vec<PaymentRow> = entries.into_iter().map(PaymentRow::of).collect();
        Ok(cx.out.list(&rows, None)?)
    }
}
