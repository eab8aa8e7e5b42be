//! What a broken promise costs.

use std::fmt;
use std::str::FromStr;

use crate::domain::Invalid;

/// A share of a contract's fee, more than nothing and at most all of it, exact to a hundredth of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u16);

impl Share {
    /// All of the fee.
    pub const WHOLE: Self = Self(10_000);

    /// Returns the share in hundredths of a percent, 1 to 10 000.
    pub const fn basis_points(self) -> u16 {
        self.0
    }
}

/// Writes `1%`, `2.5%`, `0.25%`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.0 / 100, self.0 % 100) {
            (whole, 0) => format!("{whole}%"),
            (whole, tenths) if tenths % 10 == 0 => format!("{whole}.{}%", tenths / 10),
            (whole, hundredths) => format!("{whole}.{hundredths:02}%"),
        };
        f.pad(&text)
    }
}

impl FromStr for Share {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let expected = "a percentage above 0% and up to 100%, of at most two decimals, e.g. `1%` or `2.5%`";
        let points = basis_points(text).filter(|points| (1..=Self::WHOLE.0).contains(points));
        points.map(Self).ok_or_else(|| Invalid::new(text, "a share of the fee", expected))
    }
}

fn basis_points(text: &str) -> Option<u16> {
    let number = text.strip_suffix('%')?;
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(decimals) || decimals.len() > 2 {
        return None;
    }
    let hundredths: u16 = format!("{decimals:0<2}").parse().ok()?;
    whole.parse::<u16>().ok()?.checked_mul(100)?.checked_add(hundredths)
}

impl serde::Serialize for Share {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The service credits a policy promises, as shares of the fee of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// For each breach.
    pub per_breach: Share,
    /// For all breaches of a month together; never below `per_breach`.
    pub cap: Share,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_back_as_written() {
        for text in ["1%", "2.5%", "0.25%", "10.05%", "100%"] {
            assert_eq!(text.parse::<Share>().unwrap().to_string(), text);
        }
        assert_eq!("2.50%".parse::<Share>().unwrap().basis_points(), 250);
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", "%", "1", "0%", "0.00%", "100.01%", "150%", "-1%", "1.%", ".5%", "1.125%", "1,5%", "99999999%"]
        {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
