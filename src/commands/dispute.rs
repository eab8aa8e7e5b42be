//! `desk dispute`.

use clap::{Args, Subcommand};

use super::Context;
use super::args::Once;
use crate::app::{Answer, DisputeEntry, NewDispute};
use crate::domain::dispute::{DisputeReason, Outcome};
use crate::domain::{DisputeId, Line, TicketId};
use crate::view::{DisputeDetail, DisputeRow};

/// Handle what customers contest of invoices
#[derive(Debug, Args)]
#[command(subcommand_required = false)]
pub struct Dispute {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Open(OpenArgs),
    Investigate(InvestigateArgs),
    Decide(DecideArgs),
    Close(CloseArgs),
    #[command(visible_alias = "ls")]
    List(ListArgs),
    Show(ShowArgs),
}

const OPEN_EXAMPLES: &str = "Examples:
  desk dispute open INV-2026-17 short-ship --line 2 --amount 120.50 --ticket T42
  desk dispute open INV-2026-17 duplicate";

/// Contest an invoice, or a line of it
#[derive(Debug, Args)]
#[command(after_long_help = OPEN_EXAMPLES)]
struct OpenArgs {
    /// The invoice's number
    invoice: String,
    /// price, quantity, short-ship, damaged, not-received, duplicate, tax, po-mismatch, wrong-entity, terms or freight
    about: DisputeReason,
    /// The line of it
    #[arg(long)]
    line: Option<u32>,
    /// What is contested of it; by default all
    #[arg(long, allow_negative_numbers = true)]
    amount: Option<String>,
    /// The ticket it belongs to
    #[arg(long)]
    ticket: Option<TicketId>,
    /// What the customer says
    #[arg(long, value_name = "TEXT")]
    note: Option<Line>,
    #[command(flatten)]
    once: Once,
}

const INVESTIGATE_EXAMPLES: &str = "Examples:
  desk dispute investigate X7";

/// Say that a dispute is being looked into
#[derive(Debug, Args)]
#[command(after_long_help = INVESTIGATE_EXAMPLES)]
struct InvestigateArgs {
    /// The dispute
    id: DisputeId,
}

const DECIDE_EXAMPLES: &str = "Examples:
  desk dispute decide X7 accepted --credit-note CN-2026-3
  desk dispute decide X7 accepted-in-part --credit-note CN-2026-3
  desk dispute decide X7 rejected --reason 'the carrier has a signature'

What is accepted is given back with a credit note, which has to be here.";

/// Decide a dispute
#[derive(Debug, Args)]
#[command(after_long_help = DECIDE_EXAMPLES)]
struct DecideArgs {
    /// The dispute
    id: DisputeId,
    /// accepted, accepted-in-part or rejected
    outcome: Outcome,
    /// The credit note that gives it back
    #[arg(long, value_name = "NUMBER")]
    credit_note: Option<String>,
}

const CLOSE_EXAMPLES: &str = "Examples:
  desk dispute close X7";

/// Close a dispute that was decided
#[derive(Debug, Args)]
#[command(after_long_help = CLOSE_EXAMPLES)]
struct CloseArgs {
    /// The dispute
    id: DisputeId,
}

const LIST_EXAMPLES: &str = "Examples:
  desk dispute list
  desk dispute list --account ACME --all";

/// List disputes, the latest first
#[derive(Debug, Args, Default)]
#[command(after_long_help = LIST_EXAMPLES)]
struct ListArgs {
    /// Only this account's
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// Closed ones too
    #[arg(long)]
    all: bool,
}

const SHOW_EXAMPLES: &str = "Examples:
  desk dispute show X7";

/// Show a dispute
#[derive(Debug, Args)]
#[command(after_long_help = SHOW_EXAMPLES)]
struct ShowArgs {
    /// The dispute
    id: DisputeId,
}

impl Dispute {
    /// Runs the verb.
    pub fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(ListArgs::default())) {
            Verb::Open(args) => open(args, cx),
            Verb::Investigate(args) => {
                let entry = cx.desk()?.investigate_dispute(args.id)?;
                tell(&entry, cx)
            }
            Verb::Decide(args) => {
                let entry = cx.desk()?.decide_dispute(args.id, args.outcome, args.credit_note.as_deref())?;
                tell(&entry, cx)
            }
            Verb::Close(args) => {
                let entry = cx.desk()?.close_dispute(args.id)?;
                tell(&entry, cx)
            }
            Verb::List(args) => {
                let entries = cx.desk()?.disputes(args.account.as_deref(), args.all)?;
                let rows: Vec<DisputeRow> = entries.into_iter().map(DisputeRow::of).collect();
                Ok(cx.out.list(&rows, None)?)
            }
            Verb::Show(args) => {
                let entry = cx.desk()?.dispute(args.id)?;
                Ok(cx.out.detail(&DisputeDetail::of(entry))?)
            }
        }
    }
}

fn open(args: OpenArgs, cx: &mut Context) -> anyhow::Result<()> {
    let OpenArgs { invoice, about, line, amount, ticket, note, once } = args;
    let new = NewDispute { invoice, reason: about, line, amount, ticket, note };
    cx.once(once, &("dispute.open", &new), |desk| {
        let entry = desk.open_dispute(&new)?;
        let (id, amount) = (entry.dispute.id, entry.dispute.amount);
        Ok(Answer::of(id, format!("{id}: {} contests {amount} of {}: {about}", entry.account, entry.invoice)))
    })
}

fn tell(entry: &DisputeEntry, cx: &mut Context) -> anyhow::Result<()> {
    let (id, status) = (entry.dispute.id, entry.dispute.status);
    cx.note_on(id, format_args!("{id} of {} about {}: {status}", entry.account, entry.invoice))
}
