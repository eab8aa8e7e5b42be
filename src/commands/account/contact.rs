//! `desk account contact`.

use clap::{Args, Subcommand};

use crate::app::Answer;
use crate::commands::Context;
use crate::commands::args::{Once, change};
use crate::domain::contact::{ContactEdit, ContactRole, Function};
use crate::domain::{Change, Email, Language, Line};
use crate::view::ContactRow;

/// The people at an account
#[derive(Debug, Args)]
pub(super) struct Contact {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(AddArgs),
    #[command(visible_alias = "ls")]
    List(ListArgs),
    Erase(EraseArgs),
    Edit(EditArgs),
}

const ADD_EXAMPLES: &str = "Examples:
  desk account contact add ACME --name 'Anna Bianchi' --email anna@acme.example --function purchasing --role buyer";

/// Add a person to an account
#[derive(Debug, Args)]
#[command(after_long_help = ADD_EXAMPLES)]
struct AddArgs {
    /// The account's code
    account: String,
    /// Their name
    #[arg(long)]
    name: Option<Line>,
    /// Their address, unique at this desk
    #[arg(long)]
    email: Option<Email>,
    /// Their number
    #[arg(long)]
    phone: Option<Line>,
    /// Language they write in, e.g. it
    #[arg(long)]
    language: Option<Language>,
    /// purchasing, technical, finance, logistics or management
    #[arg(long)]
    function: Option<Function>,
    /// What they may do on their company's behalf
    #[arg(long, default_value = "viewer")]
    role: ContactRole,
    /// Their department
    #[arg(long)]
    department: Option<Line>,
    #[command(flatten)]
    once: Once,
}

const LIST_EXAMPLES: &str = "Examples:
  desk account contact list ACME";

/// List the people at an account
#[derive(Debug, Args)]
#[command(after_long_help = LIST_EXAMPLES)]
struct ListArgs {
    /// The account's code
    account: String,
}

const ERASE_EXAMPLES: &str = "Examples:
  desk account contact erase anna@acme.example
  desk account contact erase P7 --yes --reason 'asked for by letter, 2026-03-02'

Their name, addresses and department go, and the text of every message they wrote, from the ticket, from the search and
from the audit log; that they wrote, and when, stays, so that promises can still be judged, and the audit log still
verifies. Subjects of tickets stay, and so does what others wrote of them. An import that brings them again changes nothing.
Backups made before still hold them.";

/// Erase who somebody was, and what they wrote
#[derive(Debug, Args)]
#[command(after_long_help = ERASE_EXAMPLES)]
struct EraseArgs {
    /// Their address, or their id, such as P7
    contact: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

const EDIT_EXAMPLES: &str = "Examples:
  desk account contact edit anna@acme.example --role purchasing-manager --department 'Plant 2'
  desk account contact edit P7 --active false

`none` empties a field. `desk access list --contacts` tells how far each role sees.";

/// Change a person at an account
#[derive(Debug, Args)]
#[command(after_long_help = EDIT_EXAMPLES)]
struct EditArgs {
    /// Their address, or their number as in P7
    who: String,
    /// Their name
    #[arg(long, value_parser = change::<Line>)]
    name: Option<Change<Line>>,
    /// Their address, unique at this desk
    #[arg(long, value_parser = change::<Email>)]
    email: Option<Change<Email>>,
    /// Their number
    #[arg(long, value_parser = change::<Line>)]
    phone: Option<Change<Line>>,
    /// Language they write in, e.g. it
    #[arg(long, value_parser = change::<Language>)]
    language: Option<Change<Language>>,
    /// purchasing, technical, finance, logistics or management
    #[arg(long, value_parser = change::<Function>)]
    function: Option<Change<Function>>,
    /// What they may see on their company's behalf
    #[arg(long)]
    role: Option<ContactRole>,
    /// Their department
    #[arg(long, value_parser = change::<Line>)]
    department: Option<Change<Line>>,
    /// Whether they still work there
    #[arg(long, value_name = "true|false")]
    active: Option<bool>,
}

impl Contact {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Add(args) => add(args, cx),
            Verb::List(args) => list(&args, cx),
            Verb::Erase(args) => erase(&args, cx),
            Verb::Edit(args) => edit(args, cx),
        }
    }
}

fn add(args: AddArgs, cx: &mut Context) -> anyhow::Result<()> {
    let edit = ContactEdit {
        name: Change::set_if(args.name),
        email: Change::set_if(args.email),
        phone: Change::set_if(args.phone),
        language: Change::set_if(args.language),
        function: Change::set_if(args.function),
        role: Some(args.role),
        department: Change::set_if(args.department),
        active: None,
    };
    cx.once(args.once, &("account.contact.add", &args.account, &edit), |desk| {
        let (contact, account) = desk.add_contact(&args.account, edit.clone())?;
        let id = contact.email.as_ref().map_or_else(|| contact.id.to_string(), ToString::to_string);
        Ok(Answer::of(id, format!("Added {} to {account}, {}", contact.label(), contact.role)))
    })
}

fn edit(args: EditArgs, cx: &mut Context) -> anyhow::Result<()> {
    let edit = ContactEdit {
        name: args.name.unwrap_or_default(),
        email: args.email.unwrap_or_default(),
        phone: args.phone.unwrap_or_default(),
        language: args.language.unwrap_or_default(),
        function: args.function.unwrap_or_default(),
        role: args.role,
        department: args.department.unwrap_or_default(),
        active: args.active,
    };
    let (contact, account, changed) = cx.desk()?.edit_contact(&args.who, edit)?;
    let (id, label) = (contact.id, contact.label());
    if changed {
        cx.note_on(id, format_args!("Changed {label} of {account}, {}", contact.role))
    } else {
        cx.note_on(id, format_args!("{label} of {account} is so already"))
    }
}

fn list(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (account, contacts) = cx.desk()?.contacts(&args.account)?;
    let rows: Vec<ContactRow> = contacts.iter().map(|contact| ContactRow::of(contact, &account)).collect();
    Ok(cx.out.list(&rows, None)?)
}

fn erase(args: &EraseArgs, cx: &mut Context) -> anyhow::Result<()> {
    if !args.yes {
        let contact = cx.desk()?.contact(&args.contact)?;
        cx.prompt
            .confirm(&format!("Erase {} ({}) and all they wrote, for good?", contact.label(), contact.id), "--yes")?;
    }
    match cx.desk()?.erase_contact(&args.contact)? {
        Some((contact, account, messages)) => {
            let messages = if messages == 1 { "1 message".to_owned() } else { format!("{messages} messages") };
            cx.note_on(contact.id, format_args!("Erased {} of {account}, and {messages}", contact.id))
        }
        None => cx.note(format_args!("{} was erased before", args.contact)),
    }
}
