//! What a contract says about sending goods back.

use std::time::Duration;

use super::FreightPayer;
use crate::domain::{Date, Money, Rate};

/// What was agreed about returns; nothing where it never was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReturnTerms {
    /// How many days after its delivery something may come back.
    pub days: Option<u32>,
    /// The fee for taking it back, of its value.
    pub restocking: Option<Rate>,
    /// Who pays for the way back.
    pub freight: Option<FreightPayer>,
    /// Whether nothing is credited before it was looked at.
    pub inspection: Option<bool>,
}

/// Whether something may come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// It may, until that day.
    Until(Date),
    /// It may, for as long as nobody knows that it was delivered.
    NotDelivered,
    /// That day was the last one.
    Expired(Date),
    /// Nothing was agreed: somebody has to decide.
    NotAgreed,
}

/// Writes `until 2026-02-04`, in words that go on from "covered".
impl std::fmt::Display for Coverage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Until(day) => write!(f, "until {day}"),
            Self::NotDelivered => f.write_str("not delivered yet"),
            Self::Expired(day) => write!(f, "only until {day}"),
            Self::NotAgreed => f.write_str("nothing was agreed"),
        }
    }
}

/// What is agreed about sending something back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it may come back.
    pub coverage: Coverage,
    /// The fee.
    pub restocking: Rate,
    /// Who pays for the way back.
    pub freight: FreightPayer,
    /// Whether nothing is credited before it was looked at.
    pub inspection: bool,
}

impl Coverage {
    /// Tells whether it may come back.
    pub const fn is_covered(self) -> bool {
        matches!(self, Self::Until(_) | Self::NotDelivered)
    }
}

impl ReturnTerms {
    /// Returns these terms, with what others say in place of what was never agreed here, and beside what was.
    #[must_use]
    pub fn with(&self, told: &Self) -> Self {
        Self {
            days: told.days.or(self.days),
            restocking: told.restocking.or(self.restocking),
            freight: told.freight.or(self.freight),
            inspection: told.inspection.or(self.inspection),
        }
    }

    /// Tells whether others say something of what was never agreed here, and contradict nothing that was.
    pub fn learns(&self, told: &Self) -> bool {
        let both = self.with(told);
        both != *self && both == told.with(self)
    }

    /// Weighs what was delivered on a day, if it was, and is to be sent back today. Where nothing was agreed, there is no
    /// fee, the customer pays the freight, and it is looked at first.
    pub fn verdict(&self, delivered: Option<Date>, today: Date) -> Verdict {
        let last =
            |days: u32, day: Date| day.checked_add(Duration::from_secs(u64::from(days) * 86_400)).unwrap_or(Date::MAX);
        let coverage = match (self.days, delivered) {
            (None, _) => Coverage::NotAgreed,
            (Some(_), None) => Coverage::NotDelivered,
            (Some(days), Some(day)) if last(days, day) < today => Coverage::Expired(last(days, day)),
            (Some(days), Some(day)) => Coverage::Until(last(days, day)),
        };
        Verdict {
            coverage,
            restocking: self.restocking.unwrap_or(Rate::ZERO),
            freight: self.freight.unwrap_or(FreightPayer::Customer),
            inspection: self.inspection.unwrap_or(true),
        }
    }
}

impl Verdict {
    /// Returns the fee for taking back what cost so much, and what is left of that.
    pub fn credit(&self, value: Money) -> (Money, Money) {
        // A share in millionths is not one in hundredths of a percent: it is rounded once, half to even.
        let fee = value.part(self.restocking);
        (fee, Money { minor: value.minor - fee.minor, ..value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn the_last_day_is_one_on_which_it_may_come_back() {
        let terms = ReturnTerms { days: Some(30), ..ReturnTerms::default() };
        let day = |text: &str| text.parse::<Date>().unwrap();
        let on = |today: &str| terms.verdict(Some(day("2026-01-05")), day(today)).coverage;
        assert_eq!(on("2026-02-04"), Coverage::Until(day("2026-02-04")));
        assert_eq!(on("2026-02-05"), Coverage::Expired(day("2026-02-04")));
        assert_eq!(terms.verdict(None, day("2026-02-05")).coverage, Coverage::NotDelivered);
        assert_eq!(ReturnTerms::default().verdict(None, day("2026-02-05")).coverage, Coverage::NotAgreed);
    }

    #[test]
    fn the_fee_and_what_is_left_are_the_whole() {
        let terms = ReturnTerms { restocking: "12.5".parse().ok(), ..ReturnTerms::default() };
        let verdict = terms.verdict(None, Date::constant(2026, 1, 1));
        let (fee, left) = verdict.credit(Money { minor: 10_001, currency: Currency::EUR });
        assert_eq!((fee.minor, left.minor), (1250, 8751));
    }
}
