//! `desk ticket new`.

use clap::Args;

use crate::app::{AccountFilter, Answer, NewTicket};
use crate::commands::Context;
use crate::commands::args::{Body, Once};
use crate::domain::ticket::{Category, Channel, Priority};
use crate::domain::{Line, TicketId};

const EXAMPLES: &str = "Examples:
  desk ticket new 'Pallet 7 is late' --account ACME --category fulfilment.late --priority high
  desk ticket new 'Wrong VAT' --contact anna@acme.example --category invoice.tax --about INV-2026-17
  desk ticket new 'Your contract ends in May' --account ACME --ours -m 'Shall we talk?'

At a terminal, what is missing is asked for. The ticket goes to the account's primary rep, or to the backup while the
primary is away. The customer waits for a first response from now on, unless the conversation is --ours.";

/// Open a ticket
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct NewArgs {
    /// What it is about, in one line
    subject: Option<String>,
    /// The account
    #[arg(long, value_name = "CODE")]
    account: Option<String>,
    /// Who asked
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
    /// The mailbox it came through
    #[arg(long, value_name = "ADDRESS")]
    queue: Option<String>,
    /// What kind of matter it is, e.g. fulfilment.late
    #[arg(long)]
    category: Option<Category>,
    /// low, normal, high or urgent
    #[arg(long, default_value = "normal")]
    priority: Priority,
    /// How it came in: email, phone, chat, sms, social, portal, edi or manager
    #[arg(long, default_value = "phone")]
    channel: Channel,
    /// Who is to work on it; @me is you
    #[arg(long, value_name = "HANDLE")]
    assignee: Option<String>,
    /// We begin the conversation: nobody is waiting yet
    #[arg(long)]
    ours: bool,
    /// The settled ticket it continues
    #[arg(long, value_name = "ID")]
    follow_up: Option<TicketId>,
    /// What it is about: the order, invoice, product or the like that its category asks for
    #[arg(long, value_name = "NUMBER")]
    about: Option<Line>,
    #[command(flatten)]
    body: Body,
    #[command(flatten)]
    once: Once,
}

pub(super) fn run(args: NewArgs, cx: &mut Context) -> anyhow::Result<()> {
    let body = args.body.given()?;
    let subject = match args.subject {
        Some(subject) => subject,
        None => cx.prompt.line("subject", "it as the first argument")?,
    };
    let named = args.account.is_some() || args.contact.is_some() || args.follow_up.is_some();
    let account = if named { args.account } else { Some(ask_account(cx)?) };
    let category = match args.category {
        Some(category) => category,
        None => ask_category(cx)?,
    };
    let about = match (args.about, category.asks_for()) {
        (None, Some(kind)) if !args.ours => cx.prompt.maybe(&format!("{kind} (empty if unknown)"))?,
        (about, _) => about,
    };
    let new = NewTicket {
        account,
        contact: args.contact,
        queue: args.queue,
        subject: subject.parse()?,
        body,
        category,
        priority: args.priority,
        channel: args.channel,
        assignee: args.assignee,
        ours: args.ours,
        follow_up_of: args.follow_up,
        about,
    };
    cx.once(args.once, &("ticket.new", &new), |desk| {
        let ticket = desk.open_ticket(new.clone())?;
        Ok(Answer::of(ticket.id, format!("Opened {}, {}, {}", ticket.id, ticket.priority, ticket.status)))
    })
}

fn ask_account(cx: &mut Context) -> anyhow::Result<String> {
    let lines = cx.desk()?.accounts(AccountFilter::default(), None)?;
    let names: Vec<String> = lines.iter().map(|line| format!("{} {}", line.account.code, line.account.name)).collect();
    let chosen = cx.prompt.choose("account", "--account CODE", &names)?;
    Ok(lines[chosen].account.code.to_string())
}

fn ask_category(cx: &Context) -> anyhow::Result<Category> {
    let kinds: Vec<String> = Category::kinds().map(str::to_owned).collect();
    let chosen = cx.prompt.choose("category", "--category KIND", &kinds)?;
    Ok(kinds[chosen].parse()?)
}
