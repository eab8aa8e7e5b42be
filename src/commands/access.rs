//! `desk access`.

use clap::{Args, Subcommand};

use super::Context;
use crate::domain::contact::ContactRole;
use crate::domain::rep::StaffRole;
use crate::view::{AccessDetail, DeedRow, ReachDetail};

/// Rights: who may do what, and why
#[derive(Debug, Args)]
pub struct Access {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(ListArgs),
    Explain(ExplainArgs),
}

const LIST_EXAMPLES: &str = "Examples:
  desk access list
  desk access list --role team-lead
  desk access list --contacts

What is not named in the table nobody may do. With --contacts it tells how far each role of a customer's contact sees, by
`--as CONTACT`: `own` is what they asked for themselves, `department` what anybody in theirs did, `account` what is their
account's, `tree` also what is that of the accounts below it. A contact changes nothing.

What takes no right is not in the table: `desk check` and `desk doctor` look at files too damaged to say who may what, and
change nothing.";

/// List what each role may do
#[derive(Debug, Args, Default)]
#[command(after_long_help = LIST_EXAMPLES)]
struct ListArgs {
    /// Only what this role may do
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// What the roles of customers' contacts may see, in place of what reps may do
    #[arg(long)]
    contacts: bool,
}

const EXPLAIN_EXAMPLES: &str = "Examples:
  desk access explain @me policy.apply
  desk access explain tom T42
  desk access explain anna@acme.example T42
  desk access explain P7 ACME --json=may

It tells the truth either way, and exits with 0.";

/// Tell why somebody may do or see something, or not
#[derive(Debug, Args)]
#[command(after_long_help = EXPLAIN_EXAMPLES)]
struct ExplainArgs {
    /// A rep's handle, @me, or a contact's address or number
    who: String,
    /// An action as in `desk access list`, a ticket, or an account's code
    what: String,
}

impl Access {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(ListArgs::default())) {
            Verb::List(args) => list(&args, cx),
            Verb::Explain(args) => explain(&args, cx),
        }
    }
}

fn list(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let named = args.role.as_deref();
    // What is a role of contacts alone is meant as one.
    let of_contacts = named.and_then(|role| role.parse::<ContactRole>().ok());
    let of_reps = named.map(str::parse::<StaffRole>).transpose();
    if args.contacts || (of_contacts.is_some() && of_reps.is_err()) {
        let only: Option<ContactRole> = named.map(str::parse).transpose()?;
        return Ok(cx.out.detail(&ReachDetail::of(only))?);
    }
    Ok(cx.out.list(&DeedRow::all(of_reps?), None)?)
}

fn explain(args: &ExplainArgs, cx: &mut Context) -> anyhow::Result<()> {
    let explained = cx.desk()?.explain_access(&args.who, &args.what)?;
    Ok(cx.out.detail(&AccessDetail::of(explained))?)
}
