//! `desk report workload`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::WORKLOAD;

const EXAMPLES: &str = "Examples:
  desk report workload
  desk report workload --by team
  desk report workload --by rep,category --since -30d
  desk report workload --by rep --at 2026-02-01 -O csv

Counted are the tickets in somebody's charge, with all that happened to them, whoever did it. In and out: messages of
the customer and of reps. Touches: whatever a rep did, writing included. Complexity: the points of a ticket: 1 for each
message, 1 for each touch, 2 for each person beyond the second, 2 for each handover to another rep or team and 5 for
each reopening; a question, its answer and its resolution come to 4. Load: the points of all tickets together.";

/// Report who carries how much work, and how hard
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct WorkloadArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl WorkloadArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Rep, &WORKLOAD, cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::{WEIGHTS, Weights};

    #[test]
    fn the_help_tells_the_weights() {
        let Weights { message, touch, person, handover, reopening } = WEIGHTS;
        let help = EXAMPLES.replace('\n', " ");
        for told in [
            format!("{message} for each message, {touch} for each touch, {person} for each person beyond the second"),
            format!("{handover} for each handover to another rep or team and {reopening} for each reopening"),
        ] {
            assert!(help.contains(&told), "{told}");
        }
    }
}
