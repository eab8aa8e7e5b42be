//! Percentages as a person writes them: `10` or `"12.5%"`.

use serde::{Deserialize, Deserializer, de};

use crate::domain::Rate;

/// A share, written in percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Percentage(pub(super) Rate);

impl<'de> Deserialize<'de> for Percentage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Number(u32),
        }
        let text = match Written::deserialize(deserializer) {
            Ok(Written::Text(text)) => text,
            Ok(Written::Number(number)) => number.to_string(),
            Err(_) => return Err(de::Error::custom("this is not a percentage, expected e.g. `10` or `\"12.5\"`")),
        };
        text.parse().map(Self).map_err(de::Error::custom)
    }
}
