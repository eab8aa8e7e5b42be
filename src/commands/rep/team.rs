//! `desk rep team`.

use clap::{Args, Subcommand};

use crate::app::Answer;
use crate::commands::Context;
use crate::commands::args::Once;
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
        #[command(flatten)]
        once: Once,
    },
    /// List teams
    #[command(visible_alias = "ls", after_long_help = "Examples:\n  desk rep team list")]
    List,
}

impl Team {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or(Verb::List) {
            Verb::New { name, once } => cx.once(once, &("rep.team.new", &name), |desk| {
                let team = desk.new_team(name.clone())?;
                Ok(Answer::of(&team.name, format!("Added team {}", team.name)))
            }),
            Verb::List => {
                let rows: Vec<TeamRow> = cx.desk()?.teams()?.into_iter().map(TeamRow::of).collect();
                Ok(cx.out.list(&rows, None)?)
            }
        }
    }
}
