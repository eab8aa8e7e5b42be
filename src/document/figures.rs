//! Numbers and dates as a language writes them. Nothing is rounded here.

use super::texts::{Numbers, Speech};
use crate::domain::{Currency, Date, Money, Quantity, Rate, UnitPrice};

/// Keeps a number and its unit on one line.
const JOIN: char = '\u{a0}';

/// What stands before a number below zero.
const MINUS: &str = "−";

/// The signs that stand for one currency alone; of others the code is written.
const SIGNS: &[(&str, &str)] = &[
    ("CZK", "Kč"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("HUF", "Ft"),
    ("ILS", "₪"),
    ("INR", "₹"),
    ("KZT", "₸"),
    ("PLN", "zł"),
    ("RUB", "₽"),
    ("TRY", "₺"),
    ("UAH", "₴"),
];

impl Speech {
    /// Writes an amount without its currency: `1.234,50`.
    pub(super) fn bare(self, money: Money) -> String {
        self.texts().numbers.write(&money.amount())
    }

    /// Writes an amount: `1.234,50 €`.
    pub(super) fn money(self, money: Money) -> String {
        let (number, sign) = (self.bare(money), self.sign(money.currency));
        if !self.texts().numbers.sign_first {
            return format!("{number}{JOIN}{sign}");
        }
        let (minus, number) = number.strip_prefix(MINUS).map_or(("", &*number), |rest| (MINUS, rest));
        let is_word = sign.chars().any(char::is_alphabetic);
        if is_word { format!("{sign}{JOIN}{minus}{number}") } else { format!("{minus}{sign}{number}") }
    }

    /// Returns how a currency is written. Before a number, a sign of letters would be read as a word.
    pub(super) fn sign(self, currency: Currency) -> &'static str {
        let code = currency.code();
        let sign = SIGNS.iter().find(|(of, _)| *of == code).map_or(code, |(_, sign)| sign);
        let is_word = sign.chars().any(char::is_alphabetic);
        if is_word && self.texts().numbers.sign_first { code } else { sign }
    }

    /// Writes the price of a unit without its currency.
    pub(super) fn price(self, price: UnitPrice) -> String {
        self.texts().numbers.write(&price.amount())
    }

    /// Writes a quantity: `1.500,5`.
    pub(super) fn quantity(self, quantity: Quantity) -> String {
        self.texts().numbers.write(&quantity.to_string())
    }

    /// Writes what a quantity counts.
    pub(super) fn unit(self, unit: &str, quantity: Quantity) -> String {
        let known = self.texts().units.iter().find(|(word, ..)| *word == unit);
        let written = known.map(|(_, one, more)| if quantity == Quantity::units(1) { *one } else { *more });
        written.unwrap_or(unit).to_owned()
    }

    /// Writes a percentage: `2,5 %`.
    pub(super) fn rate(self, rate: Rate) -> String {
        let numbers = self.texts().numbers;
        format!("{}{}%", numbers.write(rate.to_string().trim_end_matches('%')), numbers.before_percent)
    }

    /// Writes a day: `22 de noviembre de 2026`.
    pub(super) fn date(self, date: Date) -> String {
        let texts = self.texts();
        let month = texts.months.iter().zip(1..).find(|(_, number)| *number == date.month());
        let month = month.map_or("", |(name, _)| name);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        filled(texts.date_form, &[("day", &day), ("month", month), ("year", &year)])
    }
}

impl Numbers {
    /// Writes a plain decimal such as `-1234.50`.
    fn write(self, plain: &str) -> String {
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let digits = whole.trim_start_matches('-');
        let mut written = String::from(if digits.len() < whole.len() { MINUS } else { "" });
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(self.group);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(self.decimal);
            written.push_str(fraction);
        }
        written
    }
}

/// Puts values into a text in place of `{name}`; what is put there is not looked into again.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut parts = text.split('{');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        written.push_str(value);
        written.push_str(rest);
    }
    written
}
