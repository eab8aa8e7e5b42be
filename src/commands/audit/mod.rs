//! `desk audit`.

mod head;
mod log;
mod show;
mod verify;

use clap::{Args, Subcommand};

use super::Context;

/// What was done, by whom and why
#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Log(log::LogArgs),
    Show(show::ShowArgs),
    Verify(verify::VerifyArgs),
    Head(head::HeadArgs),
}

impl Audit {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::Log(log::LogArgs::default())) {
            Verb::Log(args) => log::run(&args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Verify(args) => verify::run(&args, cx),
            Verb::Head(args) => head::run(&args, cx),
        }
    }
}
