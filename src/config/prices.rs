//! `[prices]` in `config.toml`: how prices are made.

use serde::Deserialize;

use super::percentage::Percentage;
use crate::app::PriceRules;
use crate::domain::price::Mixing;

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prices {
    /// `best`: the greatest discount counts; `stack`: each does.
    discounts: Option<Mixing>,
    /// The least share of what a product costs us that is to stay with us, in percent: `10` or `"12.5%"`.
    minimum_margin: Option<Percentage>,
}

impl Prices {
    /// Returns what it says.
    pub(super) fn rules(&self) -> PriceRules {
        PriceRules {
            mixing: self.discounts.unwrap_or(Mixing::Best),
            minimum_margin: self.minimum_margin.map(|share| share.0),
        }
    }
}
