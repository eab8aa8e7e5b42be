//! Money: whole minor units and a currency, never a float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::ser::SerializeStruct;

use super::{Invalid, Quantity, Rate};

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
        // Most are written as they are kept: that takes no copy.
        iso_currency::Currency::from_code(code)
            .or_else(|| iso_currency::Currency::from_code(&code.to_ascii_uppercase()))
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
        let minor = scaled(text, currency.decimals()).ok_or_else(refuse)?;
        Ok(Self { minor, currency })
    }

    /// Returns a share of the amount, given in hundredths of a percent, rounded half to even to the minor unit.
    #[must_use]
    pub fn share(self, basis_points: u32) -> Self {
        let product = i128::from(self.minor) * i128::from(basis_points);
        let whole = half_even(product, 10_000);
        // A share of at most all of it is no larger than the amount; a larger one is held at the edge.
        let minor = i64::try_from(whole).unwrap_or(if product > 0 { i64::MAX } else { i64::MIN });
        Self { minor, ..self }
    }

    /// Returns a share of the amount, rounded half to even to the minor unit.
    #[must_use]
    pub fn part(self, share: Rate) -> Self {
        let exact = i128::from(self.minor) * i128::from(share.millionths());
        // A share of at most the whole is no more than the amount.
        Self { minor: i64::try_from(half_even(exact, 1_000_000)).unwrap_or(self.minor), ..self }
    }

    /// Returns it in whole units of the currency, rounded half to even.
    pub fn whole(self) -> i64 {
        let whole = half_even(self.minor.into(), 10_i128.pow(self.currency.decimals()));
        i64::try_from(whole).unwrap_or(self.minor)
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

/// The price of a unit, in millionths of a currency: finer than its minor unit, as for screws by the thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnitPrice {
    /// Millionths of the currency's whole unit.
    pub micros: i64,
    /// The currency they are of.
    pub currency: Currency,
}

/// Decimals of a unit price.
const PRICE_DECIMALS: u32 = 6;

impl UnitPrice {
    /// Reads a plain decimal such as `2024.994`; below zero or with more than six decimals it is refused.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Invalid> {
        Self::micros_of(text).map(|micros| Self { micros, currency })
    }

    /// Reads the same of a price whose currency is said elsewhere, as millionths of it.
    pub fn micros_of(text: &str) -> Result<i64, Invalid> {
        let expected = "a plain number, not below 0, with at most six decimals, e.g. `12.3456`";
        let micros = scaled(text, PRICE_DECIMALS).filter(|micros| *micros >= 0);
        micros.ok_or_else(|| Invalid::new(text, "a price", expected))
    }

    /// Returns the price as a plain decimal without the currency, with the currency's decimals at least: `2024.994`.
    pub fn amount(self) -> String {
        let price = Decimal::new(self.micros, PRICE_DECIMALS).normalize();
        let fewest = self.currency.decimals().min(PRICE_DECIMALS);
        let mut written = price;
        if written.scale() < fewest {
            written.rescale(fewest);
        }
        written.to_string()
    }

    /// Returns what a quantity costs after a discount, rounded once, half to even, to the minor unit. Nothing where that
    /// is more than can be counted.
    pub fn times(self, quantity: Quantity, discount: Rate) -> Option<Money> {
        Self::sum([(self, quantity, discount)], self.currency)
    }

    /// Returns what quantities cost together, each after its discount: the exact sum, rounded once, half to even, to the
    /// minor unit. Nothing where that is more than can be counted.
    pub fn sum(lines: impl IntoIterator<Item = (Self, Quantity, Rate)>, currency: Currency) -> Option<Money> {
        let exact = lines.into_iter().try_fold(0_i128, |sum, (price, quantity, discount)| {
            let line = i128::from(price.micros).checked_mul(quantity.thousandths().into())?;
            sum.checked_add(line.checked_mul(discount.rest().into())?)
        })?;
        // Millionths of a price, thousandths of a unit, millionths of a share.
        let decimals = PRICE_DECIMALS + 3 + 6 - currency.decimals().min(PRICE_DECIMALS);
        let minor = i64::try_from(half_even(exact, 10_i128.pow(decimals))).ok()?;
        Some(Money { minor, currency })
    }

    /// Returns the price after a discount, rounded half to even to the millionth.
    #[must_use]
    pub fn less(self, discount: Rate) -> Self {
        let exact = i128::from(self.micros) * i128::from(discount.rest());
        // A share of at most the whole is no more than the price.
        Self { micros: i64::try_from(half_even(exact, 1_000_000)).unwrap_or(self.micros), ..self }
    }
}

/// Divides, rounding half to even.
const fn half_even(dividend: i128, divisor: i128) -> i128 {
    let (whole, rest) = (dividend.div_euclid(divisor), dividend.rem_euclid(divisor));
    let twice = rest * 2;
    if twice > divisor || (twice == divisor && whole % 2 != 0) { whole + 1 } else { whole }
}

/// Reads a plain decimal as a whole number of its last decimal; more decimals are refused, never rounded.
fn scaled(text: &str, decimals: u32) -> Option<i64> {
    let plain = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let number = Decimal::from_str_exact(text).ok().filter(|_| text.chars().all(plain))?;
    let scaled = number.checked_mul(Decimal::from(10_i64.pow(decimals)))?;
    Some(scaled).filter(|scaled| scaled.fract().is_zero()).and_then(|scaled| scaled.to_i64())
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.amount(), self.currency))
    }
}

impl serde::Serialize for UnitPrice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut price = serializer.serialize_struct("UnitPrice", 2)?;
        price.serialize_field("amount", &self.amount())?;
        price.serialize_field("currency", &self.currency)?;
        price.end()
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

    #[test]
    fn a_price_keeps_its_decimals_and_an_amount_is_rounded_once() {
        let price = |text| UnitPrice::parse(text, Currency::EUR).unwrap();
        let cost = |text, quantity: &str, discount: &str| {
            price(text).times(quantity.parse().unwrap(), discount.parse().unwrap()).unwrap().amount()
        };
        assert_eq!(
            [price("14"), price("2024.994"), price("0.000450")].map(UnitPrice::amount),
            ["14.00", "2024.994", "0.00045"]
        );
        assert_eq!(cost("2024.994", "3", "0"), "6074.98");
        assert_eq!(
            [cost("0.005", "1", "0"), cost("0.015", "1", "0"), cost("10", "0.5", "2.5")],
            ["0.00", "0.02", "4.88"]
        );
        assert_eq!(
            UnitPrice::parse("12.5", "JPY".parse().unwrap())
                .unwrap()
                .times(Quantity::units(1), Rate::ZERO)
                .unwrap()
                .minor,
            12
        );
        assert_eq!(price("9000000000000").times(Quantity::units(9_000_000_000), Rate::ZERO), None);
    }
}
