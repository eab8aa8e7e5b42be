//! What reports of tickets have in common.

use clap::Args;

use super::{PACKING, Span, Told};
use crate::app::TicketsQuery;
use crate::commands::Context;
use crate::commands::args::When;
use crate::domain::Zone;
use crate::domain::report::{By, Dimension, TicketFigures};
use crate::view::Outline;

/// Of which tickets a report tells, and as of when.
#[derive(Debug, Args)]
pub(super) struct Tickets {
    /// One or two of tier, account, account-age, rep, team, month …
    #[arg(long, value_name = "WHAT")]
    by: Option<By<Dimension>>,
    #[command(flatten)]
    span: Span,
    /// What was true then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<When>,
}

impl Tickets {
    /// Finds what a report tells of them, by `usual` unless they are asked for in another way.
    pub(super) fn told<F: TicketFigures>(
        self,
        usual: Dimension,
        outline: &Outline<F>,
        cx: &mut Context,
    ) -> anyhow::Result<Told> {
        let (now, by) = (cx.now(), self.by.unwrap_or(By { first: usual, second: None }));
        let at = self.at.map(|when| when.resolve(now));
        let query = TicketsQuery { by, about: self.span.about(now), at };
        let mut packed = cx.out.progress(PACKING);
        let groups = cx.desk()?.report_tickets::<F>(&query, &mut |done, of| packed.tell(done, of))?;
        let then = at.map(|at| format!(", as it was at {}", Zone::system().local(at).strftime("%Y-%m-%d %H:%M")));
        let words = self.span.words("Tickets", now) + &then.unwrap_or_default();
        Ok(outline.of_tickets(by, groups, words))
    }
}
