//! `desk init`: an empty desk.

use clap::Args;

use super::Context;

const EXAMPLES: &str = "Examples:
  desk init
  desk --db support.db init --handle giulia

The file is readable by you alone. You become its first rep and its admin; the shipped policies are in force: first
responses within 2, 4 and 24 hours for accounts of tier 1, 2 and 3, around the clock.";

/// Make an empty desk
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct InitArgs {
    /// Your handle at this desk; by default your user name
    #[arg(long, value_name = "HANDLE")]
    handle: Option<String>,
}

pub(super) fn run(args: InitArgs, cx: &mut Context) -> anyhow::Result<()> {
    let path = cx.path();
    if let Some(folder) = path.parent().filter(|_| path == crate::config::Config::default_db()) {
        std::fs::create_dir_all(folder)?;
    }
    let desk = cx.create(&path, args.handle)?;
    let (path, me) = (desk.path().display().to_string(), desk.identity()?.rep.handle);
    cx.note(format_args!("Made {path}; you are {me}, its admin"))
}
