//! Shares of amounts: whole millionths, written as percentages.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Invalid;

/// A share of something, in millionths: 2.5 % are 25,000. Never below nothing, nor above all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(u32);

/// Millionths in the whole.
const WHOLE: u32 = 1_000_000;

impl Rate {
    /// Nothing of it.
    pub const ZERO: Self = Self(0);

    /// Wraps a number of millionths; `None` where it is more than the whole.
    pub const fn new(millionths: u32) -> Option<Self> {
        if millionths <= WHOLE { Some(Self(millionths)) } else { None }
    }

    /// Returns the number of millionths.
    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// Returns the millionths that are left of the whole.
    pub const fn rest(self) -> u32 {
        WHOLE - self.0
    }

    /// Reads a fraction of one such as `0.025`; more than six decimals are refused, never rounded.
    pub fn of_fraction(text: &str) -> Result<Self, Invalid> {
        let what = "a fraction from 0 to 1 with at most six decimals, e.g. `0.05`";
        Self::scaled(text, WHOLE).ok_or_else(|| Invalid::new(text, "a fraction", what))
    }

    fn scaled(text: &str, scale: u32) -> Option<Self> {
        let plain = |c: char| c.is_ascii_digit() || c == '.';
        let number = Decimal::from_str_exact(text).ok().filter(|_| text.chars().all(plain))?;
        let scaled = number.checked_mul(scale.into()).filter(|scaled| scaled.fract().is_zero())?;
        Self::new(scaled.to_u32()?)
    }
}

/// Reads a percentage such as `2.5` or `2.5%`; more than four decimals are refused, never rounded.
impl FromStr for Rate {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let number = text.strip_suffix('%').map_or(text, str::trim_end);
        let what = "a percentage from 0 to 100 with at most four decimals, e.g. `2.5`";
        Self::scaled(number, WHOLE / 100).ok_or_else(|| Invalid::new(text, "a percentage", what))
    }
}

/// Writes `2.5%`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}%", Decimal::new(self.0.into(), 4).normalize()))
    }
}

impl serde::Serialize for Rate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_and_fractions_are_the_same_shares() {
        for (percent, fraction) in
            [("5", "0.05"), ("2.5%", ".025"), ("0", "0"), ("100 %", "1.0"), ("0.0001", "0.000001")]
        {
            assert_eq!(percent.parse(), Rate::of_fraction(fraction), "{percent}");
        }
        assert_eq!(Rate::new(25_000).unwrap().to_string(), "2.5%");
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["-1", "100.1", "0.00001", "5,5", "5 percent", "", "NaN", "1e1"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
        assert!(Rate::of_fraction("1.01").is_err() && Rate::of_fraction("5%").is_err());
    }
}
