//! What accounts may owe, and how much of that they do.

use super::ageing::OwedQuery;
use super::payer::{InCurrencies, each_payer, figures_in, sorted};
use super::{Grouped, too_much};
use crate::app::Desk;
use crate::domain::access::Deed;
use crate::domain::report::CreditFigures;
use crate::error::Error;

impl Desk {
    /// Reports what accounts may owe and do, by group and currency; and how many accounts no group tells of, since they have
    /// no limit and owe nothing.
    pub fn report_credit(&mut self, query: &OwedQuery) -> Result<(Vec<Grouped<CreditFigures>>, usize), Error> {
        let today = self.today();
        self.settle_for(query.account.as_deref())?;
        self.look(Deed::ReportRead, |tx, by| {
            let (mut groups, mut left_out) = (InCurrencies::new(), 0);
            each_payer(tx, query.account.as_deref(), query.at.unwrap_or(by.now), |payer, footing| {
                let key = query.by.group(|dimension| payer.group(dimension, today));
                let (standing, overrides) = (&footing.standing, footing.overrides.len());
                let owed = standing.position.exposure;
                let says_nothing = standing.limit.is_none() && owed.minor == 0 && !standing.held && overrides == 0;
                if says_nothing && footing.elsewhere.iter().all(|position| position.exposure.minor == 0) {
                    left_out += 1;
                }
                if !says_nothing {
                    let figures = figures_in(&mut groups, key.clone(), owed.currency, CreditFigures::none_of(owed));
                    figures.count(standing, overrides).ok_or_else(|| too_much("limits"))?;
                }
                for position in footing.elsewhere.iter().filter(|position| position.exposure.minor != 0) {
                    let owed = position.exposure;
                    let figures = figures_in(&mut groups, key.clone(), owed.currency, CreditFigures::none_of(owed));
                    figures.owes(position).ok_or_else(|| too_much("invoices"))?;
                }
                Ok(())
            })?;
            Ok((sorted(groups), left_out))
        })
    }
}
