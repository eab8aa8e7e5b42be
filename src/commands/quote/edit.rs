//! `desk quote edit`.

use clap::Args;

use super::{Until, answer};
use crate::app::Edits;
use crate::commands::args::{Once, change};
use crate::commands::{Context, Stop};
use crate::domain::account::Terms;
use crate::domain::{Change, Line, Prose, QuoteId, Rate};

const EXAMPLES: &str = "Examples:
  desk quote edit Q7 --valid 30d --terms NET60
  desk quote edit Q7 --freight 45 --freight-tax 22 --delivery 'DAP Lyon, 3 weeks'
  desk quote edit Q7 --note 'Prices hold for the whole of 2026' --remark none --po PO-4711
  desk quote edit Q7 --rep marco --contact P7 --subject 'Couplings, spring'

What the customer was sent stays as it is: begin another revision with `quote revise`. What was approved has to be approved
again.";

/// Change the terms of what is offered, or who is on it
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct EditArgs {
    /// The quote
    id: QuoteId,
    /// What it is about
    #[arg(short, long)]
    subject: Option<Line>,
    /// Who of them asks: an address, or an id such as P7
    #[arg(long)]
    contact: Option<String>,
    /// Who of us answers
    #[arg(long, value_name = "HANDLE")]
    rep: Option<String>,
    /// The last day it holds: a day, or 30d
    #[arg(long, value_name = "DAY")]
    valid: Option<Until>,
    /// When it is paid: NET30, EOM, prepay …; none: as the account pays
    #[arg(long, value_parser = change::<Terms>)]
    terms: Option<Change<Terms>>,
    /// Who brings it where and by when; none: not said
    #[arg(long, value_parser = change::<Line>, value_name = "TEXT")]
    delivery: Option<Change<Line>>,
    /// What bringing it costs: a plain number in the quote's currency
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    freight: Option<String>,
    /// The tax on that, in percent
    #[arg(long, value_name = "PERCENT")]
    freight_tax: Option<Rate>,
    /// Their own number of what they order; none: not known
    #[arg(long, value_parser = change::<Line>, value_name = "NUMBER")]
    po: Option<Change<Line>>,
    /// What the customer is told; none: nothing
    #[arg(long, value_parser = change::<Prose>, value_name = "TEXT")]
    note: Option<Change<Prose>>,
    /// What we tell ourselves; none: nothing
    #[arg(long, value_parser = change::<Prose>, value_name = "TEXT")]
    remark: Option<Change<Prose>>,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: EditArgs, cx: &mut Context) -> anyhow::Result<()> {
    let EditArgs { id, subject, contact, rep, valid, terms, delivery, freight, freight_tax, po, note, remark, once } =
        args;
    let is_nothing = subject.is_none() && contact.is_none() && rep.is_none() && valid.is_none() && freight.is_none();
    let says_nothing = terms.is_none() && delivery.is_none() && freight_tax.is_none() && po.is_none();
    if is_nothing && says_nothing && note.is_none() && remark.is_none() {
        return Err(Stop::usage("say what is to change: --valid, --terms, --freight, --delivery, --note …").into());
    }
    let edits = Edits {
        subject,
        contact,
        rep,
        valid_until: valid.map(|until| until.day(cx.now())),
        terms: terms.unwrap_or(Change::Keep),
        delivery: delivery.unwrap_or(Change::Keep),
        freight,
        freight_tax,
        po: po.unwrap_or(Change::Keep),
        note: note.unwrap_or(Change::Keep),
        remark: remark.unwrap_or(Change::Keep),
    };
    cx.once(once, &("quote.edit", &id, &edits), |desk| Ok(answer(&desk.edit_quote(id, &edits)?, "Changed")))
}
