//! What does not fit together in what other systems told.

use super::{Currency, Money, Quantity, Rate, UnitPrice};

words! {
    /// What sort of thing does not fit.
    DiscrepancyKind, "a kind of discrepancy";
    /// Something names what is not here, or is named by nothing that should.
    Orphan = "orphan",
    /// A sum is not what its parts come to.
    Total = "total",
    /// There is less than nothing of something, or more than there can be.
    Stock = "stock",
    /// Nothing was heard of for long.
    Age = "age",
}

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// What sort of thing it is.
    pub kind: DiscrepancyKind,
    /// What it is about, as people call it: `order SO-1`.
    pub object: String,
    /// What does not fit, in a sentence's end: `says 20.00 EUR, and its lines come to 21.00 EUR`.
    pub what: String,
}

impl Discrepancy {
    /// Makes one.
    pub fn new(kind: DiscrepancyKind, object: impl Into<String>, what: impl Into<String>) -> Self {
        Self { kind, object: object.into(), what: what.into() }
    }
}

/// What the lines of a document come to exactly, rounded once at the end: an order told at four decimals differs from the
/// sum of its rounded lines, and is right all the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExactSum {
    /// In millionths of the currency, thousandths of a unit and millionths of a share.
    exact: i128,
    overflown: bool,
}

/// Decimals of an exact sum.
const DECIMALS: u32 = 6 + 3 + 6;

impl ExactSum {
    /// Adds a line.
    pub fn add(&mut self, price: UnitPrice, quantity: Quantity, discount: Rate) {
        let line = i128::from(price.micros)
            .checked_mul(quantity.thousandths().into())
            .and_then(|exact| exact.checked_mul(discount.rest().into()));
        match line.and_then(|line| self.exact.checked_add(line)) {
            Some(sum) => self.exact = sum,
            None => self.overflown = true,
        }
    }

    /// Tells whether an amount is what the lines come to, as far as it can be said in minor units: off by less than one.
    pub fn is(&self, amount: Money) -> bool {
        let scale = 10_i128.pow(DECIMALS - amount.currency.decimals().min(6));
        let told = i128::from(amount.minor).checked_mul(scale);
        !self.overflown && told.is_some_and(|told| (told - self.exact).abs() < scale)
    }

    /// Returns the sum, cut to the minor unit.
    pub fn money(&self, currency: Currency) -> Money {
        let scale = 10_i128.pow(DECIMALS - currency.decimals().min(6));
        Money { minor: i64::try_from(self.exact / scale).unwrap_or(i64::MAX), currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_told_at_four_decimals_is_what_its_lines_come_to() {
        let mut sum = ExactSum::default();
        for (price, quantity) in [("2024.994", 1), ("2024.994", 3), ("28.8404", 3), ("5.7", 1)] {
            let price = UnitPrice::parse(price, Currency::EUR).unwrap();
            sum.add(price, Quantity::units(quantity), Rate::ZERO);
        }
        let euros = |minor| Money { minor, currency: Currency::EUR };
        // 8192.1972 exactly.
        assert!(sum.is(euros(819_220)) && sum.is(euros(819_219)));
        assert!(!sum.is(euros(819_221)) && !sum.is(euros(819_218)));
    }
}
