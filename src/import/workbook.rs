//! Which sheet of a workbook is read.

use super::header::Header;
use super::plan::{Binding, Plan};
use super::record::{Record, shell};
use super::refusal::{Refusal, list};
use super::sheet::{Book, Cells, Width};

/// A workbook, and the sheet of it that is read.
#[derive(Debug)]
pub(super) struct Chosen {
    book: Book,
    sheet: usize,
    width: Width,
}

/// A sheet whose header fits.
struct Fit {
    sheet: usize,
    header: Header,
    plan: Plan,
}

impl Chosen {
    /// Opens the workbook and finds the sheet: the one that is named, else the only one, else the only one whose header
    /// fits the kind.
    pub(super) fn open(
        binding: &Binding<'_>,
        named: Option<&str>,
        raw: super::source::Reading,
    ) -> Result<(Self, Header, Plan), Vec<Refusal>> {
        let book = Book::open(raw).map_err(|why| vec![Refusal::new(binding.file, 0, why.to_string())])?;
        let fit = match candidates(&book, named, binding.file).map_err(|refusal| vec![refusal])?.as_slice() {
            [only] => fit(&book, *only, binding)?,
            several => only_fit(&book, several, binding)?,
        };
        let count = fit.header.width;
        let width = if binding.mapping.ignore_others { Width::First(count) } else { Width::Only(count) };
        Ok((Self { book, sheet: fit.sheet, width }, fit.header, fit.plan))
    }

    /// Starts at the first row, which is the header.
    pub(super) fn cells(&self) -> Cells<'_> {
        self.book.cells(self.sheet, self.width)
    }

    /// Returns what refusals call the sheet, if the workbook has several.
    pub(super) fn label(&self, file: &str) -> String {
        match self.book.names().nth(self.sheet) {
            Some(name) if self.book.names().count() > 1 => format!("{file}[{name}]"),
            _ => file.to_owned(),
        }
    }
}

/// Returns the positions of the sheets that may be meant.
fn candidates(book: &Book, named: Option<&str>, file: &str) -> Result<Vec<usize>, Refusal> {
    let Some(named) = named else {
        let visible: Vec<usize> = book.visible().collect();
        let none = || Refusal::new(file, 0, "the workbook has no sheet of cells");
        return if visible.is_empty() { Err(none()) } else { Ok(visible) };
    };
    let by_number = || named.parse::<usize>().ok()?.checked_sub(1).filter(|position| *position < book.names().count());
    let found = book.names().position(|name| name == named).or_else(by_number);
    let missing = || {
        Refusal::new(
            file,
            0,
            format!("there is no sheet `{}`; it has {}", super::refusal::cut(named), list(book.names())),
        )
    };
    found.map(|position| vec![position]).ok_or_else(missing)
}

/// Fits the header of one sheet.
fn fit(book: &Book, sheet: usize, binding: &Binding<'_>) -> Result<Fit, Vec<Refusal>> {
    let refuse = |why: String| vec![Refusal::new(binding.file, 0, why)];
    let mut record = Record::default();
    let found = book.cells(sheet, Width::Any).read(&mut record).map_err(|why| refuse(why.to_string()))?;
    if !found {
        return Err(refuse("the sheet is empty, expected a header row that names the columns".to_owned()));
    }
    if let Some((cell, flaw)) = record.odd.first() {
        let why = format!("the header cannot be read: column {}: {}", cell + 1, flaw.sentence(binding.kind.name));
        return Err(vec![Refusal::new(binding.file, record.line, why)]);
    }
    let header = Header::of(&record, b',', binding.file, binding.kind.name).map_err(|refusal| vec![refusal])?;
    let plan = Binding { header: Some(&header), ..*binding }.plan()?;
    Ok(Fit { sheet, header, plan })
}

/// Finds the only sheet whose header fits.
fn only_fit(book: &Book, sheets: &[usize], binding: &Binding<'_>) -> Result<Fit, Vec<Refusal>> {
    let mut fits: Vec<Fit> = sheets.iter().filter_map(|sheet| fit(book, *sheet, binding).ok()).collect();
    let name = |sheet: usize| book.names().nth(sheet).unwrap_or_default();
    let fitting: Vec<&str> = fits.iter().map(|fit| name(fit.sheet)).collect();
    let (which, first) = match fitting.as_slice() {
        [] => ("none of which has a header that fits".to_owned(), name(sheets[0])),
        [first, _, ..] => (format!("of which {} have a header that fits", list(fitting.iter().copied())), *first),
        [_] => return fits.pop().ok_or_else(Vec::new),
    };
    let (kind, names) = (binding.kind.name, list(book.names()));
    let why = format!("it has the sheets {names}, {which} {kind}: name one, e.g. `--sheet {}`", shell(first));
    Err(vec![Refusal::new(binding.file, 0, why)])
}
