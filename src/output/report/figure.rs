//! One figure of a report.

use serde::Serialize;
use serde_json::Value;

use crate::domain::{Currency, Date, Money, Seconds};
use crate::output::{Cell, Tone};

/// A figure with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// There is none: nothing was counted from which it could come.
    Nothing,
    /// How many.
    Count(u64),
    /// Hundredths of a percent.
    Share(i64),
    /// Hundredths of one: a mean of counts, a score.
    Hundredths(i64),
    /// A span of time.
    Span(Seconds),
    /// An amount.
    Amount(Money),
    /// An amount whose currency stands beside it: a table shows whole units of it, and the data have all.
    Whole(Money),
    /// Sums, each currency by itself.
    Money(Vec<Money>),
    /// A day.
    Day(Date),
    /// Whether something is so.
    Flag(bool),
    /// Words.
    Text(String),
}

impl Figure {
    /// Counts.
    pub fn count(number: usize) -> Self {
        Self::Count(u64::try_from(number).unwrap_or(u64::MAX))
    }

    /// Tells a share of hundredths of a percent, if there is one.
    pub fn share(hundredths: Option<u32>) -> Self {
        hundredths.map_or(Self::Nothing, |share| Self::Share(share.into()))
    }

    /// Tells hundredths of one, if there are any.
    pub fn hundredths(hundredths: Option<usize>) -> Self {
        let known = hundredths.and_then(|hundredths| i64::try_from(hundredths).ok());
        known.map_or(Self::Nothing, Self::Hundredths)
    }

    /// Tells one amount, if there is one.
    pub fn amount(amount: Option<Money>) -> Self {
        amount.map_or(Self::Nothing, Self::Amount)
    }

    /// Tells a span, if there is one.
    pub fn span(span: Option<Seconds>) -> Self {
        span.map_or(Self::Nothing, Self::Span)
    }

    /// Returns it as data has it: shares and hundredths as decimals with two places, spans in seconds.
    pub fn value(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Count(number) => Value::from(*number),
            Self::Share(hundredths) | Self::Hundredths(hundredths) => Value::from(decimal(*hundredths)),
            Self::Span(span) => Value::from(span.get()),
            Self::Amount(amount) | Self::Whole(amount) => json(amount),
            Self::Money(sums) => json(sums),
            Self::Day(day) => Value::from(day.to_string()),
            Self::Flag(yes) => Value::from(*yes),
            Self::Text(text) => Value::from(text.clone()),
        }
    }

    /// Returns it as a person reads it, without its colour.
    pub fn text(&self) -> String {
        match self {
            Self::Nothing => "-".to_owned(),
            Self::Count(number) => number.to_string(),
            Self::Share(hundredths) => format!("{}%", decimal(*hundredths)),
            Self::Hundredths(hundredths) => decimal(*hundredths),
            Self::Span(span) => short(*span).to_string(),
            Self::Amount(amount) => amount.to_string(),
            Self::Whole(amount) => amount.whole().to_string(),
            Self::Money(sums) => match sums.as_slice() {
                [] => "-".to_owned(),
                [only] => only.to_string(),
                // A table has no room for more, and never cuts a number; the data tell each.
                several => several.iter().map(|sum| sum.currency.code()).collect::<Vec<_>>().join(", "),
            },
            Self::Day(day) => day.to_string(),
            Self::Flag(yes) => if *yes { "yes" } else { "" }.to_owned(),
            Self::Text(text) => text.clone(),
        }
    }

    /// Returns it as a person reads it where there is room for all of it: each of several sums.
    pub(super) fn whole(&self) -> String {
        match self {
            Self::Money(sums) if sums.len() > 1 => sums.iter().map(Money::to_string).collect::<Vec<_>>().join(", "),
            Self::Whole(amount) => amount.amount(),
            _ => self.text(),
        }
    }

    /// Returns it in a few letters, for a label over a narrow bar: cut, never rounded up.
    pub(super) fn brief(&self) -> String {
        match self {
            Self::Count(number) => thousands(i64::try_from(*number).unwrap_or(i64::MAX)),
            Self::Share(hundredths) => format!("{}%", hundredths / 100),
            Self::Span(span) => largest(*span),
            Self::Amount(amount) | Self::Whole(amount) => major(amount),
            Self::Money(sums) if sums.len() == 1 => sums.iter().map(major).collect(),
            _ => self.text(),
        }
    }

    /// Returns its cell in a table; `tone` is what colour says of it.
    pub(super) fn cell(&self, tone: Option<Tone>) -> Cell {
        Cell::toned(self.text(), self.tone(tone))
    }

    /// Returns in which tone it is told, if `tone` is what colour says of those like it.
    pub(super) fn tone(&self, tone: Option<Tone>) -> Tone {
        match (self, tone) {
            (Self::Nothing, _) | (Self::Count(0) | Self::Whole(Money { minor: 0, .. }), Some(_)) => Tone::Dim,
            (_, tone) => tone.unwrap_or(Tone::Plain),
        }
    }

    /// Returns the currencies it is in.
    pub(super) fn currencies(&self) -> Vec<Currency> {
        match self {
            Self::Amount(amount) | Self::Whole(amount) => vec![amount.currency],
            Self::Money(sums) => sums.iter().map(|sum| sum.currency).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the sum of figures of one unit; nothing where none of them is there.
    pub(super) fn total<'f>(figures: impl Iterator<Item = &'f Self>) -> Self {
        let sized: Vec<(&Self, i64)> = figures.filter_map(|figure| Some((figure, figure.size()?))).collect();
        let sum = sized.iter().fold(0_i64, |sum, (_, size)| sum.saturating_add(*size));
        match sized.first() {
            Some((Self::Count(_), _)) => Self::Count(u64::try_from(sum).unwrap_or(0)),
            Some((Self::Share(_), _)) => Self::Share(sum),
            Some((Self::Hundredths(_), _)) => Self::Hundredths(sum),
            Some((Self::Span(_), _)) => Self::Span(Seconds::new(sum)),
            Some((first @ (Self::Amount(_) | Self::Whole(_) | Self::Money(_)), _)) => {
                let currency = first.currencies().first().copied();
                currency.map_or(Self::Nothing, |currency| Self::Amount(Money { minor: sum, currency }))
            }
            _ => Self::Nothing,
        }
    }

    /// Returns how large it is beside others of its kind; nothing where there is nothing to compare: no figure, words, sums
    /// in several currencies.
    pub fn size(&self) -> Option<i64> {
        match self {
            Self::Count(number) => i64::try_from(*number).ok(),
            Self::Share(size) | Self::Hundredths(size) => Some(*size),
            Self::Span(span) => Some(span.get()),
            Self::Amount(amount) | Self::Whole(amount) => Some(amount.minor),
            Self::Money(sums) => match sums.as_slice() {
                [only] => Some(only.minor),
                _ => None,
            },
            Self::Nothing | Self::Day(_) | Self::Flag(_) | Self::Text(_) => None,
        }
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Writes hundredths: `97.50`, `-0.05`.
fn decimal(hundredths: i64) -> String {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// Leaves of a span what matters: not minutes beside days.
fn short(span: Seconds) -> Seconds {
    let grain = match span.get().abs() {
        86_400.. => 3600,
        3600.. => 60,
        _ => 1,
    };
    Seconds::new(span.get() / grain * grain)
}

/// Writes a number by its thousands: `950`, `12k`, `3M`.
fn thousands(number: i64) -> String {
    let sizes = [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (10_000, "k")];
    let found = sizes.into_iter().find(|(size, _)| number.unsigned_abs() >= *size);
    // Four digits are as short as two and a letter.
    let unit =
        |letter| if letter == "k" { 1000 } else { found.map_or(1, |(size, _)| i64::try_from(size).unwrap_or(1)) };
    found.map_or_else(|| number.to_string(), |(_, letter)| format!("{}{letter}", number / unit(letter)))
}

/// Writes the whole units of an amount.
fn major(amount: &Money) -> String {
    thousands(amount.minor / 10_i64.pow(amount.currency.decimals()))
}

/// Writes the largest unit of a span: `3d`, `-2h`.
fn largest(span: Seconds) -> String {
    let grain = [86_400, 3600, 60, 1].into_iter().find(|grain| span.get().abs() >= *grain).unwrap_or(1);
    Seconds::new(span.get() / grain * grain).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_two_decimals_and_spans_two_units() {
        let shares = [9750, 10_000, 5, -250].map(|share| Figure::Share(share).text());
        assert_eq!(shares, ["97.50%", "100.00%", "0.05%", "-2.50%"]);
        let cases = [("26h30m10s", "1d2h"), ("1h30m10s", "1h30m"), ("30m10s", "30m10s"), ("0s", "0s")];
        for (span, words) in cases {
            assert_eq!(Figure::Span(span.parse().unwrap()).text(), words);
        }
    }

    #[test]
    fn sums_in_several_currencies_are_told_by_the_data_alone() {
        let money = |text, code: &str| Money::parse(text, code.parse().unwrap()).unwrap();
        let sums = Figure::Money(vec![money("3.00", "EUR"), money("1.50", "USD")]);
        assert_eq!((sums.text().as_str(), sums.size()), ("EUR, USD", None));
        assert_eq!(sums.value().as_array().map(Vec::len), Some(2));
        assert_eq!(Figure::Money(Vec::new()).text(), "-");
        assert_eq!(sums.whole(), "3.00 EUR, 1.50 USD");
    }

    #[test]
    fn labels_are_short_and_never_say_more_than_there_is() {
        let eur = |text| Figure::Amount(Money::parse(text, Currency::EUR).unwrap());
        let cases = [
            (Figure::Share(9_999), "99%"),
            (Figure::Share(-250), "-2%"),
            (Figure::Count(9_999), "9999"),
            (Figure::Count(12_999), "12k"),
            (Figure::Count(2_999_999), "2M"),
            (Figure::Span(Seconds::hours(71)), "2d"),
            (Figure::Span(Seconds::new(-5400)), "-1h"),
            (eur("1234.99"), "1234"),
            (eur("-98765.40"), "-98k"),
            (Figure::Nothing, "-"),
        ];
        for (figure, label) in cases {
            assert_eq!(figure.brief(), label);
        }
    }

    #[test]
    fn figures_of_one_unit_sum_up() {
        let total = |figures: &[Figure]| Figure::total(figures.iter()).text();
        assert_eq!(total(&[Figure::Count(2), Figure::Nothing, Figure::Count(3)]), "5");
        assert_eq!(total(&[Figure::Nothing]), "-");
        assert_eq!(total(&[Figure::Money(vec![Money { minor: 150, currency: Currency::EUR }])]), "1.50 EUR");
    }
}
