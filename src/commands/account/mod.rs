//! `desk account`.

mod assign;
mod contact;
mod contract;
mod edit;
mod fields;
mod health;
mod list;
mod new;
mod show;
mod terms;
mod timeline;
mod tree;

use clap::{Args, Subcommand};

use super::Context;

/// Customers: organizations, their people, their tree
#[derive(Debug, Args)]
pub struct Account {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    New(new::NewArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(show::ShowArgs),
    Edit(Box<edit::EditArgs>),
    Health(health::HealthArgs),
    Terms(terms::TermsArgs),
    Timeline(timeline::TimelineArgs),
    Tree(tree::TreeArgs),
    Assign(assign::AssignArgs),
    Contact(contact::Contact),
    Contract(contract::Contract),
}

impl Account {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(list::ListArgs::default())) {
            Verb::New(args) => new::run(args, cx),
            Verb::List(args) => list::run(args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Edit(args) => edit::run(*args, cx),
            Verb::Health(args) => health::run(&args, cx),
            Verb::Terms(args) => terms::run(&args, cx),
            Verb::Timeline(args) => timeline::run(&args, cx),
            Verb::Tree(args) => tree::run(&args, cx),
            Verb::Assign(args) => assign::run(&args, cx),
            Verb::Contact(noun) => noun.run(cx),
            Verb::Contract(noun) => noun.run(cx),
        }
    }
}
