//! What is owed, and for how long it has been due.

use super::payer::{InCurrencies, each_payer, figures_in, sorted};
use super::{Grouped, too_much};
use crate::app::Desk;
use crate::domain::Instant;
use crate::domain::access::Deed;
use crate::domain::report::{AccountDimension, Ageing, By};
use crate::error::Error;

/// Of whom a report of what is owed tells, and as of when.
#[derive(Debug)]
pub struct OwedQuery {
    /// What it groups accounts by, as they are now.
    pub by: By<AccountDimension>,
    /// Only whoever pays for this account.
    pub account: Option<String>,
    /// What was true then; now, if nothing is said.
    pub at: Option<Instant>,
}

impl Desk {
    /// Reports what is invoiced and open, by how late it is: by group and currency.
    pub fn report_ageing(&mut self, query: &OwedQuery) -> Result<Vec<Grouped<Ageing>>, Error> {
        let today = self.today();
        self.settle_for(query.account.as_deref())?;
        self.look(Deed::ReportRead, |tx, by| {
            let mut groups = InCurrencies::new();
            each_payer(tx, query.account.as_deref(), query.at.unwrap_or(by.now), |payer, footing| {
                for position in footing.positions() {
                    if position.is_settled() {
                        continue;
                    }
                    let key = query.by.group(|dimension| payer.group(dimension, today));
                    let none = Ageing::none_of(position.exposure);
                    let figures = figures_in(&mut groups, key, position.exposure.currency, none);
                    figures.count(position).ok_or_else(|| too_much("invoices"))?;
                }
                Ok(())
            })?;
            Ok(sorted(groups))
        })
    }
}
