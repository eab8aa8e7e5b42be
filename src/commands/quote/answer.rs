//! `desk quote accept`, `decline` and `cancel`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::{Part, answer};
use crate::app::{Letter, Pick, QuoteAnswered as Answered};
use crate::commands::args::Once;
use crate::commands::{Context, Stop};
use crate::domain::quote::Lost;
use crate::domain::{Line, QuoteId, Sha256Sum};
use crate::whole;

const ACCEPT_EXAMPLES: &str = "Examples:
  desk quote accept Q7 --by anna@acme.com --po PO-4711
  desk quote accept Q7 --pick 1=500 --pick 3=10 --evidence order.eml
  desk quote accept Q7 --allow-expired --reason 'They wrote on the last day, we read it later'

Of a line that is offered in several quantities it has to be said which they take. The file is kept with the entry in the
log, with its SHA-256.";

/// Take down that the customer takes it
#[derive(Debug, Args)]
#[command(after_long_help = ACCEPT_EXAMPLES)]
pub(super) struct AcceptArgs {
    /// The quote
    id: QuoteId,
    /// Which quantity of a line they take, such as 1=500
    #[arg(long, value_name = "LINE=QTY")]
    pick: Vec<Part>,
    /// Their own number of what they order
    #[arg(long, value_name = "NUMBER")]
    po: Option<Line>,
    /// Take it although its last day has passed; needs a --reason
    #[arg(long)]
    allow_expired: bool,
    #[command(flatten)]
    said: Said,
    #[command(flatten)]
    once: Once,
}

/// Who said it, and what shows that they did.
#[derive(Debug, Args)]
struct Said {
    /// Who of them said it: an address, or an id such as P7
    #[arg(long, value_name = "CONTACT")]
    by: Option<String>,
    /// A file that shows it, such as their mail; it is kept
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    evidence: Option<PathBuf>,
}

const DECLINE_EXAMPLES: &str = "Examples:
  desk quote decline Q7 --lost price --reason 'Bauer is 8% cheaper'
  desk quote decline Q7 --lost no-answer

Reasons are price, delivery, terms, specification, competitor, budget, no-need, no-answer and other.";

/// Take down that the customer does not take it
#[derive(Debug, Args)]
#[command(after_long_help = DECLINE_EXAMPLES)]
pub(super) struct DeclineArgs {
    /// The quote
    id: QuoteId,
    /// Why not: price, delivery, terms, competitor …
    #[arg(long, value_name = "WHY")]
    lost: Lost,
    #[command(flatten)]
    said: Said,
    #[command(flatten)]
    once: Once,
}

const CANCEL_EXAMPLES: &str = "Examples:
  desk quote cancel Q7 --reason 'Asked twice, see Q6'
  desk quote cancel Q7 --draft --reason 'They take the first one after all'";

/// Take a quote back, or drop the revision at work
#[derive(Debug, Args)]
#[command(after_long_help = CANCEL_EXAMPLES)]
pub(super) struct CancelArgs {
    /// The quote
    id: QuoteId,
    /// Only the revision that is being worked on
    #[arg(long)]
    draft: bool,
}

pub(super) fn accept(args: AcceptArgs, cx: &mut Context) -> anyhow::Result<()> {
    let AcceptArgs { id, pick, po, allow_expired, said, once } = args;
    let pick_of = |part: Part| {
        let missing = || Stop::usage(format!("say how much of line {0} they take, as in `--pick {0}=500`", part.line));
        Ok::<_, Stop>(Pick { line: part.line, quantity: part.quantity.ok_or_else(missing)? })
    };
    let picks = pick.into_iter().map(pick_of).collect::<Result<Vec<Pick>, _>>()?;
    let late = if allow_expired { Some(cx.need_reason("what is late is not taken without a reason")?) } else { None };
    let note = cx.reason();
    let letter = said.evidence.as_deref().map(letter).transpose()?;
    let said = Answered { by: said.by, picks, po, note, letter, late };
    cx.once(once, &("quote.accept", &id, &said), |desk| Ok(answer(&desk.accept_quote(id, &said)?, "Accepted")))
}

pub(super) fn decline(args: DeclineArgs, cx: &mut Context) -> anyhow::Result<()> {
    let DeclineArgs { id, lost, said, once } = args;
    let letter = said.evidence.as_deref().map(letter).transpose()?;
    let said = Answered { by: said.by, note: cx.reason(), letter, ..Answered::default() };
    cx.once(once, &("quote.decline", &id, &lost, &said), |desk| {
        Ok(answer(&desk.decline_quote(id, lost, &said)?, "Declined"))
    })
}

pub(super) fn cancel(args: &CancelArgs, cx: &mut Context) -> anyhow::Result<()> {
    let reason = cx.need_reason("nothing is taken back without a reason")?;
    let numbers = cx.desk()?.cancel_quote(args.id, args.draft, reason)?;
    let id = args.id;
    match numbers.as_slice() {
        [] => cx.note_on(id, format_args!("Cancelled {id}")),
        [number] => cx.note_on(id, format_args!("Cancelled {id}, revision {number}")),
        several => {
            let told: Vec<String> = several.iter().map(ToString::to_string).collect();
            cx.note_on(id, format_args!("Cancelled {id}, revisions {}", told.join(", ")))
        }
    }
}

/// Reads a file that is to be kept.
fn letter(path: &Path) -> anyhow::Result<Letter> {
    let refuse = |why| Stop::Unreadable { path: path.display().to_string(), why };
    let content = whole::read_bytes(path, Letter::LARGEST).map_err(refuse)?;
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    Ok(Letter { name: name.parse()?, sha256: Sha256Sum::of(&content), content })
}
