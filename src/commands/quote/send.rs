//! `desk quote submit`, `approve`, `reject` and `send`.

use clap::Args;

use super::answer;
use crate::commands::Context;
use crate::commands::args::Once;
use crate::domain::QuoteId;

const SUBMIT_EXAMPLES: &str = "Examples:
  desk quote submit Q7 --reason 'They buy 4000 a year'

Until somebody else has approved or rejected it, it stays as it is.";

/// Have somebody else look at what is offered
#[derive(Debug, Args)]
#[command(after_long_help = SUBMIT_EXAMPLES)]
pub(super) struct SubmitArgs {
    /// The quote
    id: QuoteId,
    #[command(flatten)]
    once: Once,
}

const APPROVE_EXAMPLES: &str = "Examples:
  desk quote approve Q7
  desk quote approve Q7 --reason 'As agreed with sales'

Nobody approves what they wrote. What is changed after that has to be approved again.";

/// Let an offer be sent that somebody else wrote
#[derive(Debug, Args)]
#[command(after_long_help = APPROVE_EXAMPLES)]
pub(super) struct ApproveArgs {
    /// The quote
    id: QuoteId,
}

const REJECT_EXAMPLES: &str = "Examples:
  desk quote reject Q7 --reason '12% is too much, 8% will do'

It goes back to be written on.";

/// Give an offer back to be written on
#[derive(Debug, Args)]
#[command(after_long_help = REJECT_EXAMPLES)]
pub(super) struct RejectArgs {
    /// The quote
    id: QuoteId,
}

const SEND_EXAMPLES: &str = "Examples:
  desk quote send Q7

Takes down that the customer was given it, answers their request and supersedes what was sent before. From now on it stays
as it is. What has to be reviewed is not sent before it was approved; see `quote check`.";

/// Take down that the customer was given an offer
#[derive(Debug, Args)]
#[command(after_long_help = SEND_EXAMPLES)]
pub(super) struct SendArgs {
    /// The quote
    id: QuoteId,
    #[command(flatten)]
    once: Once,
}

pub(super) fn submit(args: SubmitArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (id, note) = (args.id, cx.reason());
    cx.once(args.once, &("quote.submit", &id, &note), |desk| {
        let (worked, concerns) = desk.submit_quote(id, note.clone())?;
        let mut answer = answer(&worked, "Submitted");
        answer.notes.extend(concerns.into_iter().map(|concern| {
            let place = concern.line.map_or_else(String::new, |line| format!(", line {line}"));
            format!("  {}{place}: {}", concern.rule, concern.why)
        }));
        Ok(answer)
    })
}

pub(super) fn approve(args: &ApproveArgs, cx: &mut Context) -> anyhow::Result<()> {
    let note = cx.reason();
    let told = answer(&cx.desk()?.approve_quote(args.id, note)?, "Approved");
    cx.note_on(args.id, format_args!("{}", told.notes.join("\n")))
}

pub(super) fn reject(args: &RejectArgs, cx: &mut Context) -> anyhow::Result<()> {
    let reason = cx.need_reason("nothing is given back without a reason")?;
    let told = answer(&cx.desk()?.reject_quote(args.id, reason)?, "Rejected");
    cx.note_on(args.id, format_args!("{}", told.notes.join("\n")))
}

pub(super) fn send(args: SendArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (id, note) = (args.id, cx.reason());
    cx.once(args.once, &("quote.send", &id, &note), |desk| Ok(answer(&desk.send_quote(id, note.clone())?, "Sent")))
}
