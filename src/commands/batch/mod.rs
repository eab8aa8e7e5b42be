//! `desk batch`.

mod grammar;
mod line;
mod made;
mod run;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Context;
use line::Batch;

const EXAMPLES: &str = "Examples:
  desk batch commands.jsonl
  desk batch commands.jsonl --dry-run
  produce-commands | desk batch --keep-going > answers.jsonl

A command is one JSON object a line. `do` is the noun and the verb, joined by
dots; the other keys are the long flags of that verb and the places of its
usage, without dashes and brackets:
  {\"do\":\"ticket.new\",\"subject\":\"Pallet 7\",\"account\":\"ACME\",\"category\":\"stock\"}
  {\"do\":\"ticket.reply\",\"id\":{\"line\":1},\"message\":\"We look into it\"}
  {\"do\":\"ticket.list\",\"status\":[\"new\",\"open\"],\"ids\":false,\"columns\":\"id\"}
{\"line\":1} stands for what the command on line 1 made or changed.

Each command is answered by a line of its own:
  {\"line\":1,\"do\":\"ticket.new\",\"ok\":true,\"exit\":0,\"id\":\"T43\",\"result\":null,
   \"notes\":[\"Opened T43, normal, new\"],\"error\":null}
`result` is what the verb prints with --json, `error` what it prints if it
fails, `exit` the code it would have ended with.

All commands are carried out, or none: the first that is refused undoes those
before it, and they are not answered. With --keep-going each is carried out by
itself as soon as its line is read, and is stored when its answer comes. It
exits with 5 if any was refused.";

/// Carry out commands from a file, one JSON object a line
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct BatchArgs {
    /// The file, `-` for standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Carry out each command by itself, whatever becomes of the others
    #[arg(long)]
    keep_going: bool,
    /// Show what would happen, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

pub(super) fn run(args: &BatchArgs, cx: &mut Context) -> anyhow::Result<()> {
    if args.file == Path::new("-") && io::stdin().is_terminal() {
        cx.note(format_args!(
            "Type commands, one JSON object a line, and Ctrl-D after the last; see desk batch --help"
        ))?;
    }
    cx.desk()?.prepare_for_bulk()?;
    let mut batch = Batch::new(cx, args.keep_going, args.dry_run);
    let done = if args.keep_going && !args.dry_run {
        run::as_they_come(&mut batch, &args.file)
    } else {
        run::together(&mut batch, &args.file)
    };
    let done = done.and_then(|()| batch.sum_up());
    // Whatever became of the commands, what was answered is to be read.
    let finished = cx.out.finish();
    done?;
    Ok(finished?)
}
