//! `desk quote request`, `desk quote new` and `desk quote revise`.

use clap::Args;

use super::{Until, answer};
use crate::app::{Answer, NewQuote, NewRequest};
use crate::commands::args::{Body, Once, date};
use crate::commands::{Context, Stop};
use crate::domain::account::Terms;
use crate::domain::quote::Wanted;
use crate::domain::ticket::Priority;
use crate::domain::{Currency, Date, Line, QuoteId, TicketId};

const REQUEST_EXAMPLES: &str = "Examples:
  desk quote request ACME -s 'Couplings for the Lyon plant' --contact anna@acme.com -m '500 CPL-48 by March'
  desk quote request --ticket T42
  desk quote request ACME -s 'Pumps' --needed 2026-03-01 --priority high --rep giulia

A request waits for an answer as a ticket about a quote does: what is promised is in `quote show` and `quote due`. With
--ticket the ticket is tied to it, and says whose it is, who asks and how urgently.";

/// Take down that a customer wants a quote
#[derive(Debug, Args)]
#[command(after_long_help = REQUEST_EXAMPLES)]
pub(super) struct RequestArgs {
    /// The account's code; may be left out with --ticket
    account: Option<String>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    body: Body,
    #[command(flatten)]
    once: Once,
}

/// Who asks, and about what.
#[derive(Debug, Args)]
struct About {
    /// What it is about
    #[arg(short, long)]
    subject: Option<Line>,
    /// Who of them asks: an address, or an id such as P7
    #[arg(long)]
    contact: Option<String>,
    /// The ticket they ask in
    #[arg(long)]
    ticket: Option<TicketId>,
    /// low, normal, high or urgent
    #[arg(long)]
    priority: Option<Priority>,
    /// The day they want it by
    #[arg(long, value_parser = date, value_name = "DAY")]
    needed: Option<Date>,
    /// Who of us answers; by default whoever looks after the account
    #[arg(long, value_name = "HANDLE")]
    rep: Option<String>,
}

impl About {
    fn request(self, account: Option<String>) -> NewRequest {
        let Self { subject, contact, ticket, priority, needed, rep } = self;
        NewRequest { account, contact, ticket, subject, request: None, priority, needed, rep }
    }

    const fn is_nothing(&self) -> bool {
        let Self { subject, contact, ticket, priority, needed, rep } = self;
        subject.is_none()
            && contact.is_none()
            && ticket.is_none()
            && priority.is_none()
            && needed.is_none()
            && rep.is_none()
    }
}

const NEW_EXAMPLES: &str = "Examples:
  desk quote new Q7 VH-220=100,500,1000 PM-40=4
  desk quote new ACME -s 'Spring offer' VH-220=100@49.90 --valid 14d
  desk quote new ACME --ticket T42 PM-40=4 --currency USD --terms NET60

A line offers a product in one quantity or several, of which the customer picks one. Each costs what `price show` says, or
what is written behind @. Prices stay as they are from then on; `quote price` asks again.";

/// Begin what is offered, on a request or unasked
#[derive(Debug, Args)]
#[command(after_long_help = NEW_EXAMPLES)]
pub(super) struct NewArgs {
    /// The request, such as Q7; or an account's code
    of: String,
    /// What is offered: SKU=QTY, SKU=QTY,QTY or SKU=QTY@PRICE
    #[arg(value_name = "SKU=QTY")]
    lines: Vec<Wanted>,
    #[command(flatten)]
    about: About,
    /// The currency; by default the account's
    #[arg(long)]
    currency: Option<Currency>,
    /// The last day it holds: a day, or 30d
    #[arg(long, value_name = "DAY")]
    valid: Option<Until>,
    /// When it is paid, if not as the account pays: NET30, EOM, prepay …
    #[arg(long)]
    terms: Option<Terms>,
    #[command(flatten)]
    once: Once,
}

const REVISE_EXAMPLES: &str = "Examples:
  desk quote revise Q7 --reason 'They want it in two deliveries'

The next revision begins like the last one that was sent, at the same prices. The customer may accept that one until the
next is sent, which supersedes it.";

/// Begin another revision of what was sent
#[derive(Debug, Args)]
#[command(after_long_help = REVISE_EXAMPLES)]
pub(super) struct ReviseArgs {
    /// The quote
    id: QuoteId,
    #[command(flatten)]
    once: Once,
}

pub(super) fn request(args: RequestArgs, cx: &mut Context) -> anyhow::Result<()> {
    let RequestArgs { account, about, body, once } = args;
    if account.is_none() && about.ticket.is_none() {
        return Err(Stop::usage("say who wants it: an account, or the --ticket they ask in").into());
    }
    let new = NewRequest { request: body.given()?, ..about.request(account) };
    cx.once(once, &("quote.request", &new), |desk| {
        let quote = desk.request_quote(&new)?;
        Ok(Answer::of(quote.id, format!("Took down {}: {}", quote.id, quote.subject)))
    })
}

pub(super) fn new(args: NewArgs, cx: &mut Context) -> anyhow::Result<()> {
    let NewArgs { of, lines, about, currency, valid, terms, once } = args;
    let new = NewQuote { lines, currency, valid_until: valid.map(|until| until.day(cx.now())), terms };
    // A code has no digit alone behind a Q unless somebody calls an account so: ids come first.
    match of.strip_prefix(['Q', 'q']).and_then(|_| of.parse::<QuoteId>().ok()) {
        Some(_) if !about.is_nothing() => Err(Stop::usage(format!(
            "{of} says already who asks and about what; change that with `desk quote edit {of}`"
        ))
        .into()),
        Some(id) => cx.once(once, &("quote.new", &id, &new), |desk| Ok(answer(&desk.begin_quote(id, &new)?, "Began"))),
        None => {
            let about = about.request(Some(of));
            cx.once(once, &("quote.new", &about, &new), |desk| Ok(answer(&desk.offer_quote(&about, &new)?, "Began")))
        }
    }
}

pub(super) fn revise(args: ReviseArgs, cx: &mut Context) -> anyhow::Result<()> {
    let reason = cx.need_reason("nothing is offered anew without a reason")?;
    let ReviseArgs { id, once } = args;
    cx.once(once, &("quote.revise", &id, &reason), |desk| Ok(answer(&desk.revise_quote(id, reason.clone())?, "Began")))
}
