//! Rows as a spreadsheet has them: texts that never run, real dates, numbers that are numbers.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::{Datum, Instant};

/// The most rows that a sheet takes below its header.
pub const ROW_LIMIT: u64 = 1_048_575;
/// The most characters that a cell takes.
const TEXT_LIMIT: usize = 32_767;
/// The largest whole number of which each smaller one can be told apart too.
const NUMBER_LIMIT: i64 = 1 << 53;
/// The most digits of a decimal that come back as they were.
const DIGITS: usize = 15;

/// How an instant is shown. It is a date of the sheet, which can be sorted and reckoned with, and says that it is in UTC.
const INSTANT: &str = "yyyy-mm-dd\"T\"hh:mm:ss\"Z\"";

/// One sheet, kept on disk while it grows: memory does not grow with the rows.
pub(super) struct Book {
    workbook: Workbook,
    row: u32,
    day: Format,
    at: Format,
}

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book").field("row", &self.row).finish_non_exhaustive()
    }
}

impl Book {
    /// Begins a sheet of these columns, made at `now`.
    pub(super) fn new(columns: &[&str], now: Instant) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_timestamp(now.epoch()).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        let bold = Format::new().set_bold();
        for (column, title) in (0..).zip(columns) {
            let width = if title.ends_with("_at") || *title == "at" { 22.0 } else { 16.0 };
            sheet.set_column_width(column, width).map_err(failed)?;
            sheet.write_string_with_format(0, column, *title, &bold).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let day = Format::new().set_num_format("yyyy-mm-dd");
        Ok(Self { workbook, row: 0, day, at: Format::new().set_num_format(INSTANT) })
    }

    /// Adds a row.
    pub(super) fn row(&mut self, columns: &[&str], data: &[Datum]) -> io::Result<()> {
        self.row += 1;
        let sheet = self.workbook.worksheet_from_index(0).map_err(failed)?;
        for ((column, title), datum) in (0..).zip(columns).zip(data) {
            let length = if let Datum::Text(text) = datum { text.chars().count() } else { 0 };
            if length > TEXT_LIMIT {
                return Err(io::Error::other(format!(
                    "`{title}` of row {} has {length} characters, and a cell takes {TEXT_LIMIT}; csv and jsonl take all",
                    self.row + 1
                )));
            }
            let cell = || write(sheet, (self.row, column), datum, &self.day, &self.at).map_err(failed);
            caught(cell)?;
        }
        Ok(())
    }

    /// Writes the file, with a filter on its header.
    pub(super) fn finish(&mut self, columns: &[&str], out: &mut dyn Write) -> io::Result<()> {
        let sheet = self.workbook.worksheet_from_index(0).map_err(failed)?;
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, self.row, last).map_err(failed)?;
        let mut file = tempfile::tempfile()?;
        caught(|| self.workbook.save_to_writer(&mut file).map_err(failed))?;
        io::Seek::rewind(&mut file)?;
        io::copy(&mut file, out)?;
        Ok(())
    }
}

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Does `work` with a library that panics where a temporary file of its own cannot be written, and makes an error of that.
fn caught<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            if !IS_CAUGHT.get() {
                others(told);
            }
        }));
    });
    IS_CAUGHT.set(true);
    // What was half done is not looked at again: the sheet is given up with the first error.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(false);
    done.unwrap_or_else(|panic| Err(reason(&*panic)))
}

/// Returns what kept the library from writing: it says so with the number that the system has for it.
fn reason(panic: &(dyn Any + Send)) -> io::Error {
    let said = panic.downcast_ref::<String>().map_or("it cannot be made", String::as_str);
    let digits = said.split_once("code: ").map(|(_, rest)| rest.split(|c: char| !c.is_ascii_digit()).next());
    let code = digits.flatten().and_then(|digits| digits.parse().ok());
    code.map_or_else(|| io::Error::other(said.to_owned()), io::Error::from_raw_os_error)
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    datum: &Datum,
    day: &Format,
    at: &Format,
) -> Result<(), XlsxError> {
    let text = || datum.to_string();
    match datum {
        Datum::Nothing => return Ok(()),
        Datum::Text(text) => sheet.write_string(row, column, text)?,
        Datum::Flag(yes) => sheet.write_boolean(row, column, *yes)?,
        Datum::Number(number) => match exact(*number) {
            Some(number) => sheet.write_number(row, column, number)?,
            None => sheet.write_string(row, column, text())?,
        },
        Datum::Amount(amount) => match decimal(amount) {
            Some((number, decimals)) => {
                let places = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
                sheet.write_number_with_format(row, column, number, &Format::new().set_num_format(places))?
            }
            None => sheet.write_string(row, column, amount)?,
        },
        // A spreadsheet counts days from 1900.
        Datum::Day(date) => {
            match ExcelDateTime::parse_from_str(&date.to_string()).ok().filter(|_| date.year() >= 1900) {
                Some(date) => sheet.write_datetime_with_format(row, column, &date, day)?,
                None => sheet.write_string(row, column, text())?,
            }
        }
        Datum::At(instant) if instant.epoch() >= FIRST_DAY => {
            let instant = ExcelDateTime::from_timestamp(instant.epoch())?;
            sheet.write_datetime_with_format(row, column, &instant, at)?
        }
        Datum::At(_) => sheet.write_string(row, column, text())?,
    };
    Ok(())
}

/// 1900-03-01: before it, spreadsheets count a day that never was.
const FIRST_DAY: i64 = -2_203_891_200;

fn exact(number: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "within the limit nothing is lost")]
    (-NUMBER_LIMIT..=NUMBER_LIMIT).contains(&number).then_some(number as f64)
}

/// Returns a decimal as a number and its places after the point, if it comes back from there as it was.
fn decimal(amount: &str) -> Option<(f64, usize)> {
    let digits = amount.bytes().filter(u8::is_ascii_digit).count();
    let places = amount.split_once('.').map_or(0, |(_, places)| places.len());
    amount.parse().ok().filter(|_| digits <= DIGITS).map(|number| (number, places))
}

fn failed(why: XlsxError) -> io::Error {
    match why {
        XlsxError::IoError(why) => why,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_number_only_if_it_comes_back_as_it_was() {
        assert_eq!((exact(NUMBER_LIMIT).is_some(), exact(NUMBER_LIMIT + 1)), (true, None));
        assert_eq!(decimal("1234.50"), Some((1234.5, 2)));
        assert_eq!((decimal("12345678901234.567"), decimal("x")), (None, None));
    }

    #[test]
    fn a_sheet_is_one_file_and_a_text_too_long_for_a_cell_is_refused_not_cut() {
        let columns = ["id", "body", "at", "day", "fee", "active"];
        let mut book = Book::new(&columns, Instant::from_epoch(0)).unwrap();
        let row = |body: &str| {
            [
                Datum::Number(i64::MAX),
                Datum::Text(body.to_owned()),
                Datum::At(Instant::MIN),
                Datum::Day("1799-12-31".parse().unwrap()),
                Datum::Amount("-5.00".to_owned()),
                Datum::Flag(true),
            ]
        };
        book.row(&columns, &row("=1+1")).unwrap();
        book.row(&columns, &[const { Datum::Nothing }; 6]).unwrap();
        let refused = book.row(&columns, &row(&"x".repeat(TEXT_LIMIT + 1))).unwrap_err().to_string();
        insta::assert_snapshot!(refused, @"`body` of row 4 has 32768 characters, and a cell takes 32767; csv and jsonl take all");
        let mut file = Vec::new();
        book.finish(&columns, &mut file).unwrap();
        assert!(file.starts_with(b"PK"), "{} bytes", file.len());
    }
}
