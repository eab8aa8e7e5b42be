//! `desk invoice`.

use clap::{Args, Subcommand};

use super::Context;
use crate::app::InvoiceQuery;
use crate::view::{InvoiceDetail, InvoiceRow};

/// See what was invoiced, and what is left to pay
#[derive(Debug, Args)]
#[command(subcommand_required = false)]
pub struct Invoice {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(ListArgs),
    Show(ShowArgs),
}

const LIST_EXAMPLES: &str = "Examples:
  desk invoice list --account ACME
  desk invoice list --overdue
  desk invoice list --account ACME --include-children --open -O csv";

/// List invoices and credit notes, the latest first
#[derive(Debug, Args)]
#[command(after_long_help = LIST_EXAMPLES)]
struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// And those of the accounts below it
    #[arg(long, requires = "account")]
    include_children: bool,
    /// Only those with something left to pay
    #[arg(long)]
    open: bool,
    /// Only those with something late
    #[arg(long)]
    overdue: bool,
    /// At most so many
    #[arg(long, default_value_t = LIMIT)]
    limit: u32,
}

/// How many a list shows unasked.
const LIMIT: u32 = 50;

const SHOW_EXAMPLES: &str = "Examples:
  desk invoice show INV-2026-17
  desk invoice show INV-2026-17 --json";

/// Show an invoice, its payments and disputes
#[derive(Debug, Args)]
#[command(after_long_help = SHOW_EXAMPLES)]
struct ShowArgs {
    /// Its number
    number: String,
}

impl Invoice {
    /// Runs the verb.
    pub fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        let everything = ListArgs { account: None, include_children: false, open: false, overdue: false, limit: LIMIT };
        match self.verb.unwrap_or(Verb::List(everything)) {
            Verb::List(args) => {
                let ListArgs { account, include_children, open, overdue, limit } = args;
                let query = InvoiceQuery { account, include_children, open, overdue, limit: Some(limit) };
                let (entries, total) = cx.desk()?.invoices(&query)?;
                let rows: Vec<InvoiceRow> = entries.into_iter().map(InvoiceRow::of).collect();
                Ok(cx.out.list(&rows, Some(total))?)
            }
            Verb::Show(args) => {
                let view = cx.desk()?.invoice(&args.number)?;
                Ok(cx.out.detail(&InvoiceDetail::of(view))?)
            }
        }
    }
}
