//! Reports as a spreadsheet: a sheet for each, whose figures can be sorted and reckoned with.

use std::io;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::grid::Source;
use super::pack::Cover;
use super::{Figure, Line, Report, sentence};
use crate::domain::{Currency, Instant, Money};
use crate::output::{Align, width};

/// Where the head of a table stands, below the title, what it is about, and a line of air.
const HEAD: u32 = 3;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (9, 40);
/// The most letters of a sheet's name.
const NAME: usize = 31;
/// The largest whole number of which each smaller one can be told apart too.
const EXACT: i64 = 1 << 53;

/// What stands in a column: of sums, those of one currency.
#[derive(Debug, Clone, Copy)]
struct Column {
    source: Source,
    currency: Option<Currency>,
}

/// Makes the spreadsheet; it says that it was made at `now`.
pub(super) fn book(cover: &Cover<'_>, asked: Option<&[String]>, now: Instant) -> io::Result<Vec<u8>> {
    let made = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let at = ExcelDateTime::from_timestamp(now.epoch())?;
        workbook.set_properties(&DocProperties::new().set_title(cover.title).set_creation_datetime(&at));
        for part in &cover.parts {
            let sheet = workbook.add_worksheet();
            sheet.set_name(part.name.chars().take(NAME).collect::<String>())?;
            write(sheet, part.report, asked)?;
        }
        workbook.save_to_buffer()
    };
    made().map_err(|why| io::Error::other(why.to_string()))
}

fn write(sheet: &mut Worksheet, report: &Report, asked: Option<&[String]>) -> Result<(), XlsxError> {
    let columns = columns(report, asked);
    sheet.write_string_with_format(0, 0, report.title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write_string_with_format(1, 0, &report.about, &soft())?;
    for (place, column) in (0..).zip(&columns) {
        let head = Format::new().set_bold().set_border_bottom(FormatBorder::Medium).set_align(side(report, *column));
        let title = column.title(report);
        let texts = report.lines.iter().map(|line| width::of(&column.text(line)));
        // A filter's button takes room too.
        let widest = texts.chain([width::of(&title) + 3]).max().unwrap_or(0) + 2;
        let widest = u32::try_from(widest.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(0);
        sheet.set_column_width(place, widest)?;
        sheet.write_string_with_format(HEAD, place, title, &head)?;
    }
    let mut row = HEAD;
    for line in &report.lines {
        row += 1;
        for (place, column) in (0..).zip(&columns) {
            column.write(sheet, (row, place), line)?;
        }
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(HEAD, 0, row, last)?;
    let names = columns.iter().take_while(|column| matches!(column.source, Source::Name(_))).count();
    sheet.set_freeze_panes(HEAD + 1, u16::try_from(names).unwrap_or(1))?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    row += 1;
    let empty = report.lines.is_empty().then_some("There is nothing to report.");
    for note in empty.map(str::to_owned).into_iter().chain(report.notes.iter().map(|note| sentence(note))) {
        row += 1;
        sheet.write_string_with_format(row, 0, note, &soft())?;
    }
    Ok(())
}

fn soft() -> Format {
    Format::new().set_font_color("#626B76")
}

fn side(report: &Report, column: Column) -> FormatAlign {
    match report.align(column.source) {
        Align::Left => FormatAlign::Left,
        Align::Right => FormatAlign::Right,
    }
}

/// Returns the columns asked for, or all that a table may show; of amounts, one for each currency.
fn columns(report: &Report, asked: Option<&[String]>) -> Vec<Column> {
    let of = |source: Source| {
        let Source::Figure(place) = source else { return vec![Column { source, currency: None }] };
        let mut currencies: Vec<Currency> = Vec::new();
        for currency in report.lines.iter().flat_map(|line| line.figures[place].currencies()) {
            if !currencies.contains(&currency) {
                currencies.push(currency);
            }
        }
        currencies.sort_by_key(|currency| currency.code());
        let several = currencies.iter().map(|currency| Column { source, currency: Some(*currency) });
        if currencies.is_empty() { vec![Column { source, currency: None }] } else { several.collect() }
    };
    report.sources(asked, true).into_iter().flat_map(of).collect()
}

impl Column {
    fn title(self, report: &Report) -> String {
        let title = report.heading(self.source);
        self.currency.map_or(title.clone(), |currency| format!("{title} {currency}"))
    }

    fn figure(self, line: &Line) -> &Figure {
        match self.source {
            Source::Figure(place) => line.figures.get(place).unwrap_or(&Figure::Nothing),
            Source::Name(_) => &Figure::Nothing,
        }
    }

    /// Returns what is seen, nearly: by it the column is made as wide as it has to be.
    fn text(self, line: &Line) -> String {
        line.name(self.source).map_or_else(|| self.figure(line).text(), str::to_owned)
    }

    fn write(self, sheet: &mut Worksheet, at: (u32, u16), line: &Line) -> Result<(), XlsxError> {
        if let Source::Name(_) = self.source {
            return match line.name(self.source) {
                Some(name) => sheet.write_string(at.0, at.1, name).map(drop),
                None => Ok(()),
            };
        }
        let number = |sheet: &mut Worksheet, number: f64, format: &str| {
            sheet.write_number_with_format(at.0, at.1, number, &Format::new().set_num_format(format)).map(drop)
        };
        match self.figure(line) {
            Figure::Nothing => Ok(()),
            Figure::Count(count) => number(sheet, exact(i64::try_from(*count).unwrap_or(i64::MAX)), "#,##0"),
            Figure::Share(share) => number(sheet, exact(*share) / 10_000.0, "0.00%"),
            Figure::Hundredths(hundredths) => number(sheet, exact(*hundredths) / 100.0, "#,##0.00"),
            // A spreadsheet counts time in days; negative times it cannot show as hours.
            Figure::Span(span) if span.get() < 0 => number(sheet, exact(span.get()) / 86_400.0, "0.00 \"d\""),
            Figure::Span(span) => number(sheet, exact(span.get()) / 86_400.0, "[h]:mm"),
            Figure::Amount(amount) | Figure::Whole(amount) => self.money(sheet, at, std::slice::from_ref(amount)),
            Figure::Money(sums) => self.money(sheet, at, sums),
            Figure::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
                Ok(date) => {
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_datetime_with_format(at.0, at.1, &date, &format).map(drop)
                }
                Err(_) => sheet.write_string(at.0, at.1, day.to_string()).map(drop),
            },
            Figure::Flag(yes) => sheet.write_boolean(at.0, at.1, *yes).map(drop),
            Figure::Text(text) => sheet.write_string(at.0, at.1, text).map(drop),
        }
    }

    fn money(self, sheet: &mut Worksheet, at: (u32, u16), sums: &[Money]) -> Result<(), XlsxError> {
        let Some(sum) = sums.iter().find(|sum| Some(sum.currency) == self.currency) else { return Ok(()) };
        let decimals = usize::try_from(sum.currency.decimals()).unwrap_or(0);
        let places = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
        let format = Format::new().set_num_format(places);
        match sum.amount().parse::<f64>().ok().filter(|_| (-EXACT..=EXACT).contains(&sum.minor)) {
            Some(number) => sheet.write_number_with_format(at.0, at.1, number, &format).map(drop),
            None => sheet.write_string(at.0, at.1, sum.amount()).map(drop),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no report counts beyond what a number of a sheet takes")]
fn exact(number: i64) -> f64 {
    number.clamp(-EXACT, EXACT) as f64
}
