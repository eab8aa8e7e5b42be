//! `[prices]` in `config.toml`: how prices are made.

use serde::{Deserialize, Deserializer, de};

use crate::app::PriceRules;
use crate::domain::Rate;
use crate::domain::price::Mixing;

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prices {
    /// `best`: the greatest discount counts; `stack`: each does.
    discounts: Option<Mixing>,
    /// The least share of what a product costs us that is to stay with us, in percent: `10` or `"12.5%"`.
    #[serde(default, deserialize_with = "percentage")]
    minimum_margin: Option<Rate>,
}

impl Prices {
    /// Returns what it says.
    pub(super) fn rules(&self) -> PriceRules {
        PriceRules { mixing: self.discounts.unwrap_or(Mixing::Best), minimum_margin: self.minimum_margin }
    }
}

fn percentage<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Rate>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Number(u32),
    }
    let text = match Written::deserialize(deserializer) {
        Ok(Written::Text(text)) => text,
        Ok(Written::Number(number)) => number.to_string(),
        Err(_) => {
            return Err(de::Error::custom("`minimum_margin` is not a percentage, expected e.g. `10` or `\"12.5\"`"));
        }
    };
    text.parse().map(Some).map_err(de::Error::custom)
}
