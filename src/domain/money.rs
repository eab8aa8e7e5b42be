//! Money: whole minor units and a currency, never a float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::ser::SerializeStruct;

use super::Invalid;

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The euro, what a new desk counts in.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);

    /// Returns the three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Returns how many decimals its minor unit has (2 for EUR, 0 for JPY).
    pub fn decimals(self) -> u32 {
        self.0.exponent().unwrap_or(0).into()
    }
}

impl FromStr for Currency {
    type Err = Invalid;

    fn from_str(code: &str) -> Result<Self, Invalid> {
        iso_currency::Currency::from_code(&code.to_ascii_uppercase())
            .map(Self)
            .ok_or_else(|| Invalid::new(code, "a currency", "an ISO 4217 code, e.g. `EUR`"))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// An amount in whole minor units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: cents for EUR, yen for JPY.
    pub minor: i64,
    /// The currency they are units of.
    pub currency: Currency,
}

impl Money {
    /// Reads a plain decimal such as `1234.50`; more decimals than the currency has are refused, never rounded.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Invalid> {
        let refuse = || {
            let example = Self { minor: 12_345_670, currency };
            Invalid::new(text, "an amount", format!("a plain number in {currency}, e.g. `{}`", example.amount()))
        };
        let plain = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
        let amount = Decimal::from_str_exact(text).ok().filter(|_| text.chars().all(plain)).ok_or_else(refuse)?;
        let minor = amount * Decimal::from(10_i64.pow(currency.decimals()));
        let minor = Some(minor).filter(|minor| minor.fract().is_zero()).and_then(|m| m.to_i64()).ok_or_else(refuse)?;
        Ok(Self { minor, currency })
    }

    /// Returns a share of the amount, given in hundredths of a percent, rounded half to even to the minor unit.
    #[must_use]
    pub fn share(self, basis_points: u32) -> Self {
        let product = i128::from(self.minor) * i128::from(basis_points);
        let (whole, rest) = (product.div_euclid(10_000), product.rem_euclid(10_000));
        let up = rest > 5_000 || (rest == 5_000 && whole % 2 != 0);
        // A share of at most all of it is no larger than the amount; a larger one is held at the edge.
        let minor = i64::try_from(whole + i128::from(up)).unwrap_or(if product > 0 { i64::MAX } else { i64::MIN });
        Self { minor, ..self }
    }

    /// Returns the amount as a plain decimal without the currency: `1234.50`.
    pub fn amount(self) -> String {
        Decimal::new(self.minor, self.currency.decimals()).to_string()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.amount(), self.currency))
    }
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut money = serializer.serialize_struct("Money", 3)?;
        money.serialize_field("amount", &self.amount())?;
        money.serialize_field("minor", &self.minor)?;
        money.serialize_field("currency", &self.currency)?;
        money.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_the_currency_s_decimals() {
        assert_eq!(Money::parse("1234.5", Currency::EUR).unwrap().to_string(), "1234.50 EUR");
        let yen = "JPY".parse().unwrap();
        assert_eq!(Money::parse("500", yen).unwrap().minor, 500);
        assert!(Money::parse("500.5", yen).is_err());
    }

    #[test]
    fn shares_are_rounded_half_to_even() {
        let share = |minor, points| Money { minor, currency: Currency::EUR }.share(points).minor;
        assert_eq!([share(120_000, 250), share(50, 100), share(150, 100), share(250, 100)], [3_000, 0, 2, 2]);
        assert_eq!([share(-150, 100), share(-151, 100), share(i64::MAX, 10_000)], [-2, -2, i64::MAX]);
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for text in ["1,234", "1.234,50", "1e3", "NaN", "", "1_000", "+1", "12.345", "99999999999999999999"] {
            assert!(Money::parse(text, Currency::EUR).is_err(), "{text}");
        }
    }
}
