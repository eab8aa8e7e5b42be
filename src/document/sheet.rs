//! A document as a spreadsheet: numbers that can be reckoned with, and no formula.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::paper::{Paper, PaperLine};
use super::written::{Fact, Written, WrittenLine};
use super::{DocumentError, Speech};
use crate::domain::{Currency, Instant, Money, Rate};

/// The columns, and their widths in characters.
const WIDTHS: [f64; 8] = [6.0, 18.0, 46.0, 11.0, 10.0, 14.0, 8.0, 15.0];
const POSITION: u16 = 0;
const SKU: u16 = 1;
const NAME: u16 = 2;
const QUANTITY: u16 = 3;
const UNIT: u16 = 4;
const PRICE: u16 = 5;
const TAX: u16 = 6;
const AMOUNT: u16 = 7;

/// The most digits of a number that come back from a sheet as they were.
const DIGITS: usize = 15;

/// Makes the spreadsheet; it says that it was made at `now`.
///
/// # Errors
/// A text is longer than a cell takes.
pub fn sheet(paper: &Paper, speech: Speech, now: Instant) -> Result<Vec<u8>, DocumentError> {
    made(paper, &Written::of(paper, speech), now).map_err(|why| DocumentError::Failed(why.to_string()))
}

fn made(paper: &Paper, written: &Written, now: Instant) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let at = ExcelDateTime::from_timestamp(now.epoch())?;
    workbook.set_properties(&DocProperties::new().set_title(&written.title).set_creation_datetime(&at));
    let sheet = workbook.add_worksheet();
    sheet.set_name(format!("{} {}", paper.quote, paper.revision))?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_paper_size(9).set_portrait().set_print_fit_to_pages(1, 0);
    let mut pen = Pen { sheet, row: 0, currency: paper.currency };
    let (head, first) = (pen.top(written)?, pen.row);
    for (line, words) in paper.lines.iter().zip(&written.lines) {
        pen.line(line, words)?;
    }
    pen.sums(paper, written)?;
    pen.bottom(written)?;
    sheet.set_repeat_rows(head, head)?;
    sheet.set_freeze_panes(first, 0)?;
    workbook.save_to_buffer()
}

/// Where is written.
struct Pen<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    currency: Currency,
}

impl Pen<'_> {
    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, column, text, format).map(drop)
    }

    /// Writes a plain decimal as a number, or as text where a number would lose some of it.
    fn number(&mut self, column: u16, plain: &str, format: Format) -> Result<(), XlsxError> {
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let places = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
        let digits = plain.bytes().filter(u8::is_ascii_digit).count();
        let format = format.set_num_format(format!("#,##0{places}"));
        match plain.parse::<f64>().ok().filter(|_| digits <= DIGITS) {
            Some(number) => self.sheet.write_number_with_format(self.row, column, number, &format).map(drop),
            None => self.text(column, plain, &format.set_align(FormatAlign::Right)),
        }
    }

    fn share(&mut self, tax: Rate) -> Result<(), XlsxError> {
        let share = f64::from(tax.millionths()) / 1_000_000.0;
        let decimals = tax.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len() - 1);
        let places = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
        let format = Format::new().set_align(FormatAlign::Top).set_num_format(format!("0{places}%"));
        self.sheet.write_number_with_format(self.row, TAX, share, &format).map(drop)
    }

    /// Writes what stands above the lines, and returns the row of the columns' heads.
    fn top(&mut self, written: &Written) -> Result<u32, XlsxError> {
        let (plain, bold) = (Format::new(), Format::new().set_bold());
        let company = written.company.name.iter().chain(&written.company.address).chain(&written.company.reach);
        for (place, line) in company.enumerate() {
            self.text(POSITION, line, if place == 0 { &bold } else { &plain })?;
            self.row += 1;
        }
        self.row += u32::from(self.row > 0);
        self.text(POSITION, &written.title, &Format::new().set_bold().set_font_size(16))?;
        self.row += 1;
        self.text(POSITION, &written.subject, &plain)?;
        self.row += 1;
        if let Some(notice) = &written.notice {
            self.text(POSITION, notice, &Format::new().set_bold().set_font_color("#7C3A06"))?;
            self.row += 1;
        }
        self.row += 1;
        self.facts(&[Fact { label: written.texts.to.to_owned(), values: written.customer.clone() }])?;
        self.facts(&written.facts)?;
        self.row += 1;
        self.heads(written)
    }

    fn facts(&mut self, facts: &[Fact]) -> Result<(), XlsxError> {
        let (plain, soft) = (Format::new(), Format::new().set_font_color("#626B76"));
        for fact in facts {
            self.text(POSITION, &fact.label, &soft)?;
            for value in &fact.values {
                self.text(NAME, value, &plain)?;
                self.row += 1;
            }
        }
        Ok(())
    }

    fn heads(&mut self, written: &Written) -> Result<u32, XlsxError> {
        let left = Format::new().set_bold().set_border_bottom(FormatBorder::Medium).set_text_wrap();
        let right = left.clone().set_align(FormatAlign::Right);
        let (heads, texts) = (&written.heads, written.texts);
        for (column, head) in [(POSITION, heads.position), (SKU, texts.sku), (NAME, heads.description)] {
            self.text(column, head, &left)?;
        }
        self.text(QUANTITY, heads.quantity, &right)?;
        self.text(UNIT, texts.unit, &left)?;
        self.text(PRICE, &heads.unit_price, &right)?;
        self.text(TAX, heads.tax, &right)?;
        self.text(AMOUNT, &heads.amount, &right)?;
        self.row += 1;
        Ok(self.row - 1)
    }

    fn line(&mut self, line: &PaperLine, words: &WrittenLine) -> Result<(), XlsxError> {
        let (top, wrapped) = (Format::new().set_align(FormatAlign::Top), Format::new().set_text_wrap());
        let under = words.replaces.iter().chain(&words.note);
        let name: Vec<&str> = std::iter::once(&words.name).chain(under).map(String::as_str).collect();
        self.sheet.write_number_with_format(self.row, POSITION, line.line, &top)?;
        self.text(SKU, words.sku.as_deref().unwrap_or_default(), &top)?;
        self.text(NAME, &name.join("\n"), &wrapped.set_align(FormatAlign::Top))?;
        if line.offers.len() > 1 {
            self.row += 1;
        }
        for (offer, step) in line.offers.iter().zip(&words.steps) {
            let format = if step.counts { top.clone() } else { top.clone().set_italic().set_font_color("#626B76") };
            if let Some(label) = step.label {
                self.text(NAME, label, &format.clone().set_align(FormatAlign::Right))?;
            }
            self.number(QUANTITY, &offer.quantity.to_string(), format.clone())?;
            self.text(UNIT, &step.unit, &format)?;
            if step.counts {
                self.share(line.tax)?;
            }
            self.number(PRICE, &offer.unit_price.amount(), format.clone())?;
            self.number(AMOUNT, &offer.amount().map(Money::amount).unwrap_or_default(), format)?;
            self.row += 1;
        }
        Ok(())
    }

    fn sums(&mut self, paper: &Paper, written: &Written) -> Result<(), XlsxError> {
        let totals = &paper.totals;
        let freight = (totals.freight.minor != 0).then_some(totals.freight);
        let taxes = totals.taxes.iter().map(|part| part.tax);
        let sums = std::iter::once(totals.net).chain(freight).chain(taxes).chain([totals.total]);
        for (place, (amount, sum)) in sums.zip(&written.sums).enumerate() {
            let mut format = if sum.is_total { Format::new().set_bold() } else { Format::new() };
            if place == 0 {
                format = format.set_border_top(FormatBorder::Medium);
            }
            self.text(NAME, &sum.label, &format)?;
            for column in QUANTITY..AMOUNT {
                self.sheet.write_blank(self.row, column, &format)?;
            }
            self.text(TAX, self.currency.code(), &format.clone().set_align(FormatAlign::Right))?;
            self.number(AMOUNT, &amount.amount(), format)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn bottom(&mut self, written: &Written) -> Result<(), XlsxError> {
        self.facts(&written.conditions)?;
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for text in written.note.iter().chain(&written.company.footer) {
            self.row += 1;
            self.sheet.merge_range(self.row, POSITION, self.row, AMOUNT, text, &format)?;
            // A merged cell does not grow with its text.
            let lines: usize = text.split('\n').map(|line| 1 + line.chars().count() / 110).sum();
            self.sheet.set_row_height(self.row, f64::from(u16::try_from(lines.min(27)).unwrap_or(27)) * 15.0)?;
        }
        Ok(())
    }
}
