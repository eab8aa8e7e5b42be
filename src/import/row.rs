//! One row of named fields, as the noun readers see it.

use std::cell::Cell;
use std::fmt::Display;
use std::hash::BuildHasher;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::domain::intake::Intake;
use crate::domain::price::Days;
use crate::domain::{Currency, Date, Instant, Invalid, Quantity, Rate, UnitPrice};

use super::amount::{Mark, amount};
use super::kind::{Field, Kind, SOURCE};
use super::plan::{Plan, Supply};
use super::record::Record;
use super::refusal::{Refusal, cut};
use super::values::{Value, Values};

/// One row: its fields by name, and refusals that name its file, line and column.
///
/// Fields that are read in the order in which the kind declares them are found without a search.
pub struct Row<'a> {
    pub(super) file: &'a str,
    pub(super) kind: &'static Kind,
    pub(super) plan: &'a Plan,
    pub(super) record: &'a Record,
    pub(super) values: &'a Values,
    /// Whether anybody wants to know whether the fields have stayed the same.
    pub(super) digested: bool,
    /// The position after the field that was read last.
    pub(super) next: Cell<usize>,
}

impl<'a> Row<'a> {
    /// Returns a field's text; `None` if it is missing.
    pub fn text(&self, field: &'static str) -> Option<&'a str> {
        self.at(self.position(field)?)
    }

    /// Returns the first that is there of `fields`, which are in the order in which the kind declares them.
    pub fn first_of(&self, fields: &[&'static str]) -> Option<&'static str> {
        debug_assert!(fields.is_sorted_by_key(|field| self.kind.position(field)));
        let mut fields = fields.iter().copied().peekable();
        let declared = self.kind.fields.iter().enumerate();
        let mut wanted = declared.filter_map(|(position, field)| Some((position, fields.next_if_eq(&field.name)?)));
        wanted.find(|(position, _)| self.at(*position).is_some()).map(|(_, name)| name)
    }

    /// Reads a field that must be there.
    pub fn required<T: FromStr<Err = Invalid>>(&self, field: &'static str) -> Result<T, Refusal> {
        self.optional(field)?.ok_or_else(|| self.missing(field))
    }

    /// Reads a field that may be missing.
    pub fn optional<T: FromStr<Err = Invalid>>(&self, field: &'static str) -> Result<Option<T>, Refusal> {
        self.parsed(field, str::parse)
    }

    /// Reads a field, or takes `default` where it is missing.
    pub fn or<T: FromStr<Err = Invalid>>(&self, field: &'static str, default: T) -> Result<T, Refusal> {
        Ok(self.optional(field)?.unwrap_or(default))
    }

    /// Reads a field that may be missing with a parser of its own, such as one that needs a currency.
    pub fn parsed<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        parse(text).map(Some).map_err(|invalid| Refusal::invalid(self.file, self.line(), self.label(field), invalid))
    }

    /// Reads an instant that must be there, as the mapping says it is written.
    pub fn instant(&self, field: &'static str) -> Result<Instant, Refusal> {
        self.optional_instant(field)?.ok_or_else(|| self.missing(field))
    }

    /// Reads an instant that may be missing.
    pub fn optional_instant(&self, field: &'static str) -> Result<Option<Instant>, Refusal> {
        self.moment(field, |text| self.plan.moments.instant(text, self.is_typed(field)))
    }

    /// Reads a date that may be missing, as the mapping says it is written.
    pub fn date(&self, field: &'static str) -> Result<Option<Date>, Refusal> {
        self.moment(field, |text| self.plan.moments.date(text, self.is_typed(field)))
    }

    /// Reads a yes or no that may be missing: `true false yes no 1 0`, in any letters.
    pub fn flag(&self, field: &'static str) -> Result<Option<bool>, Refusal> {
        self.parsed(field, |text| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(true),
            "false" | "no" | "0" => Ok(false),
            _ => Err(Invalid::new(text, "a yes or no", "one of true, false, yes, no, 1, 0")),
        })
    }

    /// Reads a whole number that may be missing.
    pub fn number<T: FromStr>(&self, field: &'static str) -> Result<Option<T>, Refusal> {
        let what = self.position(field).map_or("a whole number", |position| self.kind.fields[position].what);
        let example = self.position(field).map_or("1", |position| self.kind.fields[position].example);
        self.parsed(field, |text| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let number = if plain { text.parse().ok() } else { None };
            number.ok_or_else(|| Invalid::new(text, what, format!("a whole number, e.g. `{example}`")))
        })
    }

    /// Refuses the row for what one field holds, or for holding nothing: `why` goes on from the value, as in "is not an
    /// order of this account".
    pub fn refuse(&self, field: &'static str, why: impl Display) -> Refusal {
        let refuse = |why: String| Refusal::new(self.file, self.line(), why).column(self.label(field));
        match self.text(field) {
            Some(text) => refuse(format!("`{}` {why}", cut(text))).value(text),
            None => refuse(why.to_string()),
        }
    }

    /// Refuses the row as a whole.
    pub fn refuse_row(&self, why: impl Into<String>) -> Refusal {
        Refusal::new(self.file, self.line(), why)
    }

    /// Returns the physical line on which the row starts, from 1.
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// Returns how many bytes the row's cells have.
    pub fn size(&self) -> usize {
        self.record.text.len()
    }

    /// Returns what the row says of something that never changes: the same again is known by its key.
    pub(super) fn unchanging<T>(&self, external_id: &str, it: T) -> Intake<T> {
        let source = self.kind.position(SOURCE).and_then(|position| self.at(position)).map(str::to_owned);
        Intake { source, external_id: external_id.to_owned(), digest: 0, it }
    }

    /// Returns what the row says under its key.
    pub(super) fn intake<T>(&self, external_id: &str, it: T) -> Intake<T> {
        Intake { digest: self.digest(), ..self.unchanging(external_id, it) }
    }

    /// Returns a number that stays the same as long as every field does: the first 8 bytes of a SHA-256 over the names
    /// and values of the fields that are there, each with its length before it. The source is no part of what is said.
    /// Among rows that are only looked at, 0.
    pub fn digest(&self) -> i64 {
        if !self.digested {
            return 0;
        }
        let mut text = Vec::with_capacity(512);
        for (position, field) in self.kind.fields.iter().enumerate() {
            if let Some(value) = self.at(position).filter(|_| field.name != SOURCE) {
                for part in [field.name, value] {
                    text.extend_from_slice(&(part.len() as u64).to_le_bytes());
                    text.extend_from_slice(part.as_bytes());
                }
            }
        }
        let mut first = [0; 8];
        first.copy_from_slice(&Sha256::digest(&text)[..8]);
        i64::from_be_bytes(first)
    }

    /// Reads an amount that may be missing, as a plain decimal: `1234.50`.
    pub fn amount(&self, field: &'static str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let mark = if self.is_typed(field) { Some(Mark::Point) } else { self.plan.decimal };
        amount(text, mark).map(Some).map_err(|why| self.refuse(field, why))
    }

    /// Reads a quantity that may be missing.
    pub fn quantity(&self, field: &'static str) -> Result<Option<Quantity>, Refusal> {
        self.plain(field, str::parse)
    }

    /// Reads a quantity that may be missing, and may not be less than nothing.
    pub fn not_negative(&self, field: &'static str) -> Result<Option<Quantity>, Refusal> {
        match self.quantity(field)? {
            Some(quantity) if quantity < Quantity::ZERO => Err(self.refuse(field, "is below 0")),
            quantity => Ok(quantity),
        }
    }

    /// Reads the place of a line in a document, from 1, that may be missing.
    pub fn line_number(&self, field: &'static str) -> Result<Option<u32>, Refusal> {
        match self.number(field)? {
            Some(0) => Err(self.refuse(field, "is no line: they are counted from 1")),
            line => Ok(line),
        }
    }

    /// Reads a quantity that may be missing, and is some.
    pub fn positive(&self, field: &'static str) -> Result<Option<Quantity>, Refusal> {
        match self.quantity(field)? {
            Some(quantity) if !quantity.is_positive() => Err(self.refuse(field, "is not above 0")),
            quantity => Ok(quantity),
        }
    }

    /// Reads the first and last day of something, either of which may be missing.
    pub fn days(&self, starts: &'static str, ends: &'static str) -> Result<Days, Refusal> {
        let days = Days { starts: self.date(starts)?, ends: self.date(ends)? };
        if days.are_none() { Err(self.refuse(ends, format!("is before `{starts}`"))) } else { Ok(days) }
    }

    /// Reads a share that is said as a percentage or as a fraction of one, but not as both.
    pub fn rate(&self, percent: &'static str, fraction: &'static str) -> Result<Option<Rate>, Refusal> {
        match (self.percentage(percent)?, self.plain(fraction, Rate::of_fraction)?) {
            (Some(_), Some(_)) => Err(self.refuse(fraction, format!("says again what `{percent}` says; keep one"))),
            (percent, fraction) => Ok(percent.or(fraction)),
        }
    }

    fn percentage(&self, field: &'static str) -> Result<Option<Rate>, Refusal> {
        match self.text(field) {
            Some(text) if text.ends_with('%') => self.optional(field),
            _ => self.plain(field, str::parse),
        }
    }

    /// Reads a price that may be missing, and the currency that goes with it.
    pub fn price(&self, field: &'static str, currency: &'static str) -> Result<Option<UnitPrice>, Refusal> {
        if self.text(field).is_none() {
            return Ok(None);
        }
        let currency: Currency = self.required(currency)?;
        self.plain(field, |price| UnitPrice::parse(price, currency))
    }

    /// Reads an amount with a parser of its own.
    pub fn plain<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Result<Option<T>, Refusal> {
        let Some(amount) = self.amount(field)? else { return Ok(None) };
        let read = parse(&amount).map(Some);
        read.map_err(|invalid| Refusal::invalid(self.file, self.line(), self.label(field), invalid))
    }

    /// Whether the file itself says that a field is a number or a date, and no text that looks like one.
    fn is_typed(&self, field: &'static str) -> bool {
        if self.record.typed.is_empty() {
            return false;
        }
        let Some(position) = self.position(field) else { return false };
        let as_it_is = matches!(self.values.fields.get(position), Some(Value::Cell(..)));
        as_it_is
            && matches!(self.plan.fills[position].from, Supply::Column(column) if self.record.typed.contains(&column))
    }

    /// Returns a mark of the fields at `positions`, as [`Values::mark`] does of cells.
    pub(super) fn mark<S: BuildHasher>(&self, positions: &[usize], hashers: &[S; 2]) -> Option<u128> {
        let values: Vec<&str> = positions.iter().map(|position| self.at(*position)).collect::<Option<_>>()?;
        let [high, low] = hashers.each_ref().map(|hasher| u128::from(hasher.hash_one(&values)));
        Some(high << 64 | low)
    }

    fn moment<T>(
        &self,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        read(text).map(Some).map_err(|why| self.refuse(field, why))
    }

    /// Refuses the row for lacking a field.
    pub(super) fn missing(&self, field: &'static str) -> Refusal {
        let declared: Option<&Field> = self.position(field).map(|position| &self.kind.fields[position]);
        let expected = declared
            .map_or_else(String::new, |field| format!(", expected {}, e.g. `{}`", field.what, cut(field.example)));
        self.refuse(field, format!("is missing{expected}"))
    }

    /// Returns what the file calls the field's column.
    fn label(&self, field: &'static str) -> &'a str {
        self.position(field).map_or(field, |position| self.plan.fills[position].label.as_str())
    }

    /// Returns the text of the field at a position.
    pub(super) fn at(&self, position: usize) -> Option<&'a str> {
        let cut = |text: &'a str, start: u32, end: u32| text.get(start as usize..end as usize);
        match self.values.fields.get(position)? {
            Value::Missing => None,
            Value::Cell(start, end) => cut(&self.record.text, *start, *end),
            Value::Made(start, end) => cut(&self.values.made, *start, *end),
            Value::Constant => match &self.plan.fills[position].from {
                Supply::Constant(value) => Some(value.as_str()).filter(|value| !value.is_empty()),
                _ => None,
            },
        }
    }

    /// Finds a field, beginning after the one found last.
    fn position(&self, field: &'static str) -> Option<usize> {
        let fields = self.kind.fields;
        let start = self.next.get().min(fields.len());
        let found = (start..fields.len()).chain(0..start).find(|position| fields[*position].name == field);
        debug_assert!(found.is_some(), "{} declare no field `{field}`", self.kind.name);
        self.next.set(found.map_or(0, |position| position + 1));
        found
    }
}
