//! What of a price stays with us.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointNearestEven;

use super::{Offer, QuoteLine};
use crate::domain::Rate;

/// The share of prices that costs do not take, in millionths; below nothing where they take more than there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Margin(i64);

/// Writes `23.4%`, to a tenth, half to even.
impl fmt::Display for Margin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = Decimal::new(self.0, 4).round_dp_with_strategy(1, MidpointNearestEven);
        f.pad(&format!("{percent:.1}%"))
    }
}

impl serde::Serialize for Margin {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Returns what stays with us of what counts of some lines; nothing where there is no price, or a cost is not known.
pub fn margin<'a>(lines: impl IntoIterator<Item = &'a QuoteLine>) -> Option<Margin> {
    let (mut prices, mut costs) = (0_i128, 0_i128);
    for line in lines {
        let counted = line.counted()?;
        let much = i128::from(counted.quantity.thousandths());
        prices += i128::from(counted.unit_price.micros) * much;
        costs += i128::from(line.cost?.micros) * much;
    }
    share(prices - costs, prices).map(Margin)
}

impl QuoteLine {
    /// Returns what stays with us of one of its offers.
    pub fn margin_of(&self, offer: &Offer) -> Option<Margin> {
        let price = i128::from(offer.unit_price.micros);
        share(price - i128::from(self.cost?.micros), price).map(Margin)
    }
}

impl Offer {
    /// Returns how much less it costs than lists and discounts say; nothing where it does not.
    pub fn discount(&self) -> Option<Rate> {
        let usual = i128::from(self.usual?.micros);
        let given = share(usual - i128::from(self.unit_price.micros), usual)?;
        u32::try_from(given).ok().filter(|given| *given > 0).and_then(Rate::new)
    }
}

/// What prices leave off of what lists and discounts say: exact, in billionths of one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Given {
    pub usual: i128,
    /// Below nothing where prices are higher.
    pub less: i128,
}

impl Given {
    /// Adds what other prices in the same currency leave off.
    pub const fn add(&mut self, other: Self) {
        self.usual += other.usual;
        self.less += other.less;
    }

    /// Returns it as a share, in millionths, rounded towards nothing; nothing where there is nothing it could be a share of.
    pub fn share(self) -> Option<i64> {
        share(self.less, self.usual)
    }
}

/// Returns what is left off of what counts of some lines; those of which lists say nothing are left out, and nothing is
/// returned where that is all of them.
pub fn given<'a>(lines: impl IntoIterator<Item = &'a QuoteLine>) -> Option<Given> {
    let mut sum = Given::default();
    for counted in lines.into_iter().filter_map(QuoteLine::counted) {
        let Some(usual) = counted.usual else { continue };
        let much = i128::from(counted.quantity.thousandths());
        let (usual, asked) = (i128::from(usual.micros) * much, i128::from(counted.unit_price.micros) * much);
        sum.add(Given { usual, less: usual - asked });
    }
    (sum.usual > 0).then_some(sum)
}

/// Returns a part of a whole in millionths, rounded towards nothing.
fn share(part: i128, whole: i128) -> Option<i64> {
    if whole == 0 { None } else { i64::try_from(part * 1_000_000 / whole).ok() }
}
