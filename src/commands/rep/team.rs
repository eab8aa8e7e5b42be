//! `desk rep team`.

use clap::{Args, Subcommand};

use crate::commands::Context;
use crate::domain::Code;
use crate::view::TeamRow;

/// Groups of reps that work is handed to
#[derive(Debug, Args)]
pub(super) struct Team {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Add a team
    #[command(after_long_help = "Examples:\n  desk rep team new escalations")]
    New {
        /// A short name to type
        name: Code,
    },
    /// List teams
    #[command(visible_alias = "ls", after_long_help = "Examples:\n  desk rep team list")]
    List,
}

impl Team {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or(Verb::List) {
            Verb::New { name } => {
                let team = cx.desk()?.new_team(name)?;
                cx.note_on(&team.name, format_args!("Added team {}", team.name))
            }
            Verb::List => {
                let rows: Vec<TeamRow> = cx.desk()?.teams()?.into_iter().map(TeamRow::of).collect();
                Ok(cx.out.list(&rows, None)?)
            }
        }
    }
}
