//! Values on their way out, as a row of an export has them.

use std::fmt;

use super::{Date, Instant, Quantity, UnitPrice};

/// What one field of a written row holds. Its text is what an import reads back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Datum {
    /// Nothing is known.
    #[default]
    Nothing,
    /// Something that people may have typed.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A plain decimal, `1234.50`.
    Amount(String),
    /// A yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
    /// A point in time.
    At(Instant),
}

impl Datum {
    /// Writes a value in its own words, if there is one.
    pub fn text(value: Option<impl fmt::Display>) -> Self {
        value.map_or(Self::Nothing, |value| Self::Text(value.to_string()))
    }

    /// Writes a quantity, so that it is read in one way.
    pub fn quantity(value: Option<Quantity>) -> Self {
        value.map_or(Self::Nothing, |value| Self::Amount(one_way(value.to_string())))
    }

    /// Writes a plain decimal.
    pub fn amount(value: Option<String>) -> Self {
        value.map_or(Self::Nothing, |value| Self::Amount(one_way(value)))
    }

    /// Writes a price without its currency, so that it is read in one way.
    pub fn price(value: Option<UnitPrice>) -> Self {
        value.map_or(Self::Nothing, |value| Self::Amount(one_way(value.amount())))
    }
}

/// After three digits, a point could divide thousands.
fn one_way(amount: String) -> String {
    if amount.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) { amount + "0" } else { amount }
}

/// Writes `yes`, `2026-11-21`, `2026-11-21T09:00:00Z`.
impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(text) | Self::Amount(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Day(day) => write!(f, "{day}"),
            Self::At(at) => write!(f, "{at}"),
        }
    }
}

/// Lets an optional value stand where a value may.
macro_rules! data {
    ($($type:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$type> for Datum {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
        impl From<Option<$type>> for Datum {
            fn from(value: Option<$type>) -> Self {
                value.map_or(Self::Nothing, Self::from)
            }
        }
    )+};
}

data! { String => Text, i64 => Number, u32 => Number, bool => Flag, Date => Day, Instant => At }
