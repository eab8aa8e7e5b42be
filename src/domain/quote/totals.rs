//! What a quote comes to.

use std::collections::BTreeMap;

use super::QuoteLine;
use crate::domain::{Currency, Money, Rate};

/// What is taxed at one rate, and the tax on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct TaxPart {
    pub rate: Rate,
    pub base: Money,
    pub tax: Money,
}

/// What a revision comes to, all in its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// What its lines come to: the sum of what counts of each, as it is rounded there.
    pub net: Money,
    /// What bringing it costs.
    pub freight: Money,
    /// What is taxed at which rate, the lowest first.
    pub taxes: Vec<TaxPart>,
    /// The tax on all of it.
    pub tax: Money,
    /// All of it.
    pub total: Money,
}

impl Totals {
    /// Adds up what counts of each line, the freight and the tax: each line is rounded once, half to even, and so is the
    /// tax on all that is taxed at one rate. Returns nothing where that is more than can be counted.
    pub fn of(lines: &[QuoteLine], freight: Money, freight_tax: Rate, currency: Currency) -> Option<Self> {
        let mut net: i64 = 0;
        let mut bases: BTreeMap<Rate, i64> = BTreeMap::new();
        let mut put = |rate: Rate, minor: i64| {
            let base = bases.entry(rate).or_default();
            *base = base.checked_add(minor)?;
            Some(())
        };
        for line in lines {
            let amount = line.counted()?.amount()?.minor;
            net = net.checked_add(amount)?;
            put(line.tax, amount)?;
        }
        if freight.minor != 0 {
            put(freight_tax, freight.minor)?;
        }
        let money = |minor| Money { minor, currency };
        let part = |(rate, base)| TaxPart { rate, base: money(base), tax: money(base).part(rate) };
        let taxes: Vec<TaxPart> = bases.into_iter().map(part).collect();
        let tax = taxes.iter().try_fold(0_i64, |sum, part| sum.checked_add(part.tax.minor))?;
        let total = net.checked_add(freight.minor)?.checked_add(tax)?;
        Some(Self { net: money(net), freight, taxes, tax: money(tax), total: money(total) })
    }
}
