//! `desk rep`.

mod edit;
mod list;
mod new;
mod queue;
mod role;
mod team;

use clap::{Args, Subcommand};

use super::Context;

/// Reps, their teams, the mailboxes they serve
#[derive(Debug, Args)]
pub struct Rep {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    New(new::NewArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Edit(edit::EditArgs),
    Role(role::RoleArgs),
    Team(team::Team),
    Queue(queue::Queue),
}

impl Rep {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or(Verb::List(list::ListArgs {})) {
            Verb::New(args) => new::run(args, cx),
            Verb::List(args) => list::run(&args, cx),
            Verb::Edit(args) => edit::run(args, cx),
            Verb::Role(args) => role::run(&args, cx),
            Verb::Team(noun) => noun.run(cx),
            Verb::Queue(noun) => noun.run(cx),
        }
    }
}
