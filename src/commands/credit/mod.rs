//! `desk credit`.

mod check;
mod hold;
mod over;
mod replay;
mod show;

use clap::{Args, Subcommand};

use super::Context;

/// See what accounts owe, and whether they may buy
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Credit {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Show(show::ShowArgs),
    Check(check::CheckArgs),
    Replay(replay::ReplayArgs),
    Override(over::OverrideArgs),
    Revoke(over::RevokeArgs),
    Hold(hold::HoldArgs),
    Release(hold::ReleaseArgs),
}

impl Credit {
    /// Runs the verb.
    pub fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb {
            Verb::Show(args) => show::run(&args, cx),
            Verb::Check(args) => check::run(&args, cx),
            Verb::Replay(args) => replay::run(&args, cx),
            Verb::Override(args) => over::run(args, cx),
            Verb::Revoke(args) => over::revoke(&args, cx),
            Verb::Hold(args) => hold::run(&args, cx),
            Verb::Release(args) => hold::release(&args, cx),
        }
    }
}
