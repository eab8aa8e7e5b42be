//! `desk sla evidence`.

mod verify;

use clap::{Args, Subcommand};

use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::TicketId;
use crate::view::EvidenceText;

const EXAMPLES: &str = "Examples:
  desk sla evidence T42 -o T42.json
  desk sla evidence T42 --at 2026-11-21T09:00:00Z --with-text -o T42.json
  desk sla evidence verify T42.json

The bundle is one JSON object with a part a line: about, case, log, versions,
zones, verdict. The log is what `desk sla try` reads, the verdict what it
prints. `sha256` holds the SHA-256 of each part's value as it stands in the
file, without the comma after it; and of the whole, which is that of the six
digests before it in that order, in hex, a line each. Without desk:

  for part in about case log versions zones verdict; do
    sed -n \"s/^\\\"$part\\\":\\(.*\\),$/\\1/p\" T42.json |
      tr -d '\\n' | sha256sum | cut -c1-64
  done | tee digests.txt | sha256sum

Whoever can write the file can make it anew, digests and all: hand on the digest
of the whole by another way.";

/// Bundle a ticket's verdict with all it rests on
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, after_long_help = EXAMPLES)]
pub(super) struct Evidence {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The ticket
    #[arg(required = true)]
    id: Option<TicketId>,
    /// As of when; by default now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
    /// With what was written, not only its digests
    #[arg(long)]
    with_text: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Verify(verify::VerifyArgs),
}

impl Evidence {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        if let Some(Verb::Verify(args)) = self.verb {
            return verify::run(&args, cx);
        }
        let Some(id) = self.id else { return Ok(()) };
        let at = self.at.map_or(cx.now(), |at| at.resolve(cx.now()));
        let bundle = EvidenceText::of(&cx.desk()?.evidence(id, at, self.with_text)?)?;
        cx.out.text(&bundle.text)?;
        cx.note(format_args!("{id} as of {at}: sha256 of the whole is {}", bundle.whole))
    }
}
