//! `desk report categories`.

use clap::Args;

use super::{Tickets, Told};
use crate::commands::Context;
use crate::domain::report::Dimension;
use crate::view::CATEGORIES;

const EXAMPLES: &str = "Examples:
  desk report categories
  desk report categories --by order-kind
  desk report categories --by category,tier --since -90d
  desk report categories --account ACME --include-children --wide

Share: of all tickets told of. Median and p90: from the beginning of a ticket to the last time it was resolved, by the
clock; business: the median business time of the same, as the promise's clock ran. In time: the share of promises of a
resolution that were kept. --wide tells how many were reopened, how many messages a ticket has, and the share of
answers that came in time.";

/// Report what customers ask, and how it fares
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct CategoriesArgs {
    #[command(flatten)]
    tickets: Tickets,
}

impl CategoriesArgs {
    pub(super) fn told(self, cx: &mut Context) -> anyhow::Result<Told> {
        self.tickets.told(Dimension::Category, &CATEGORIES, cx)
    }
}
