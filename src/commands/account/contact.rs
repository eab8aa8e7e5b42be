//! `desk account contact`.

use clap::{Args, Subcommand};

use crate::commands::Context;
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

impl Contact {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Add(args) => add(args, cx),
            Verb::List(args) => list(&args, cx),
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
    let (contact, account) = cx.desk()?.add_contact(&args.account, edit)?;
    let text = format!("Added {} to {account}, {}", contact.label(), contact.role);
    match &contact.email {
        Some(email) => cx.note_on(email, format_args!("{text}")),
        None => cx.note(format_args!("{text}")),
    }
}

fn list(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (account, contacts) = cx.desk()?.contacts(&args.account)?;
    let rows: Vec<ContactRow> = contacts.iter().map(|contact| ContactRow::of(contact, &account)).collect();
    Ok(cx.out.list(&rows, None)?)
}
