//! Quantities: whole thousandths of a unit, never a float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Invalid;

/// How much of something there is, in thousandths of its unit: 1.5 m are 1500. May be negative where stock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(i64);

/// Thousandths in a unit.
const SCALE: i64 = 1000;

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Wraps a number of thousandths.
    pub const fn new(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Wraps a number of whole units.
    pub const fn units(units: i64) -> Self {
        Self(units.saturating_mul(SCALE))
    }

    /// Returns the number of thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Adds, stopping at the ends of the range.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Subtracts, stopping at the ends of the range.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Returns it, or nothing where it is below that.
    #[must_use]
    pub const fn or_nothing(self) -> Self {
        if self.0 < 0 { Self::ZERO } else { self }
    }

    /// Tells whether there is something of it.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Tells whether it is made of whole packs of a size.
    pub const fn is_multiple_of(self, size: Self) -> bool {
        size.0 != 0 && self.0 % size.0 == 0
    }
}

impl std::iter::Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(quantities: I) -> Self {
        quantities.fold(Self::ZERO, Self::plus)
    }
}

/// Reads a plain number such as `100` or `1.5`; more than three decimals are refused, never rounded.
impl FromStr for Quantity {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "a quantity", "a plain number with at most three decimals, e.g. `100`");
        let plain = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
        let number = Decimal::from_str_exact(text).ok().filter(|_| text.chars().all(plain)).ok_or_else(refuse)?;
        let scaled = number.checked_mul(SCALE.into()).filter(|scaled| scaled.fract().is_zero());
        scaled.and_then(|scaled| scaled.to_i64()).map(Self).ok_or_else(refuse)
    }
}

/// Writes `100`, `1.5`, `-3`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&Decimal::new(self.0, 3).normalize().to_string())
    }
}

/// A number where it is whole, a text with its decimals where it is not: no reader takes it for a float.
impl serde::Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % SCALE == 0 { serializer.serialize_i64(self.0 / SCALE) } else { serializer.collect_str(self) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_and_written_without_loss() {
        for (text, thousandths) in [("100", 100_000), ("1.5", 1500), ("0.001", 1), ("-3", -3000), ("2.500", 2500)] {
            let quantity: Quantity = text.parse().unwrap();
            assert_eq!(quantity.thousandths(), thousandths);
            assert_eq!(quantity.to_string().parse(), Ok(quantity));
        }
        assert_eq!(Quantity::new(2500).to_string(), "2.5");
    }

    #[test]
    fn what_would_have_to_be_rounded_or_guessed_is_refused() {
        for text in ["0.0001", "1,000", "1e3", "", "NaN", "9223372036854775807", "99999999999999999999999999999"] {
            assert!(text.parse::<Quantity>().is_err(), "{text}");
        }
    }
}
