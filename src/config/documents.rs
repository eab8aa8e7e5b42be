//! `[company]` and `[documents]` in `config.toml`: who offers, and how documents are printed. Paths are relative to the
//! folder the file is in.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::notify::{Misfit, placed, span};
use crate::document::{PictureKind, Printer, Stationery};
use crate::domain::{Email, Line, Seconds};

/// How long making a PDF may take if nobody says.
const TIMEOUT: Seconds = Seconds::new(60);

/// Who offers, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Company {
    name: Option<Line>,
    #[serde(default)]
    address: Vec<Line>,
    tax_id: Option<Line>,
    phone: Option<Line>,
    email: Option<Email>,
    web: Option<Line>,
    bank: Option<Line>,
    iban: Option<Line>,
    footer: Option<Line>,
    logo: Option<Spanned<PathBuf>>,
}

/// How documents are printed, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Documents {
    quote: Option<PathBuf>,
    pdf_command: Option<Spanned<Vec<String>>>,
    timeout: Option<Spanned<String>>,
}

/// Reads every value.
pub(super) fn stationery(
    company: Option<Company>,
    documents: Option<Documents>,
    folder: &Path,
) -> Result<Stationery, Misfit> {
    let mut stationery = Stationery::default();
    if let Some(Company { name, address, tax_id, phone, email, web, bank, iban, footer, logo }) = company {
        stationery.company = crate::document::Company { name, address, tax_id, phone, email, web, bank, iban, footer };
        stationery.logo = logo.map(|logo| picture(&logo, folder)).transpose()?;
    }
    if let Some(Documents { quote, pdf_command, timeout }) = documents {
        stationery.template = quote.map(|path| folder.join(path));
        stationery.printer = pdf_command.map(|argv| printer(argv, timeout, folder)).transpose()?;
    }
    Ok(stationery)
}

fn picture(logo: &Spanned<PathBuf>, folder: &Path) -> Result<(PathBuf, PictureKind), Misfit> {
    let path = logo.get_ref();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let kind = if extension == "jpeg" { Ok(PictureKind::Jpeg) } else { extension.parse() };
    let misfit = |_| {
        let why = format!("`logo`: `{}` is not named as a picture, expected e.g. `logo.png`", path.display());
        Misfit { at: logo.span().start, why }
    };
    Ok((folder.join(path), kind.map_err(misfit)?))
}

fn printer(argv: Spanned<Vec<String>>, timeout: Option<Spanned<String>>, folder: &Path) -> Result<Printer, Misfit> {
    let at = argv.span().start;
    let mut argv = argv.into_inner();
    let Some(program) = argv.first_mut().filter(|program| !program.is_empty()) else {
        let why = "`pdf_command` names no program, expected e.g. `[\"weasyprint\", \"-\", \"-\"]`";
        return Err(Misfit { at, why: why.to_owned() });
    };
    *program = placed(program, folder);
    Ok(Printer { argv, timeout: span(timeout, TIMEOUT)? })
}
