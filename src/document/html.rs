//! A document as a page: one file with all that it needs, made by a template that users may replace.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, context};

use super::stationery::{Picture, PictureKind};
use super::{DocumentError, Written};

/// The template that is used if nobody names another.
pub const BUILT_IN: &str = include_str!("quote.html");

/// The steps that a template may take: far more than a quote of thousands of lines needs, and an end for one that has none.
const STEPS: u64 = 50_000_000;

/// Makes the page by a template: its name and its text, or the built-in one.
///
/// # Errors
/// The template is wrong, or names what documents do not have.
pub fn html(
    written: &Written,
    logo: Option<&Picture>,
    template: Option<(&str, &str)>,
) -> Result<String, DocumentError> {
    let (name, source) = template.unwrap_or(("built-in", BUILT_IN));
    let refuse = |why: &Error| refused(name, source, why);
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(STEPS));
    environment.set_debug(true);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.map_err(|why| refuse(&why))?);
    environment.add_template(name, source).map_err(|why| refuse(&why))?;
    let template = environment.get_template(name).map_err(|why| refuse(&why))?;
    let logo = logo.map(address);
    let values = context! { logo, ..Serde(written) };
    template.render(values).map_err(|why| refuse(&why))
}

/// Writes a picture as an address that holds it.
fn address(picture: &Picture) -> String {
    let kind = match picture.kind {
        PictureKind::Png => "image/png",
        PictureKind::Jpeg => "image/jpeg",
        PictureKind::Svg => "image/svg+xml",
    };
    format!("data:{kind};base64,{}", STANDARD.encode(&picture.bytes))
}

fn refused(name: &str, source: &str, why: &Error) -> DocumentError {
    let what = match why.kind() {
        ErrorKind::UndefinedError => "documents have nothing of that name".to_owned(),
        ErrorKind::OutOfFuel => "it does not come to an end".to_owned(),
        kind => why.detail().map_or_else(|| kind.to_string(), str::to_owned),
    };
    let place = why.range().and_then(|range| source.get(range)).map(str::trim);
    let place = place.filter(|place| !place.is_empty() && place.len() <= 60 && !place.contains('\n'));
    let what = place.map_or(what.clone(), |place| format!("`{place}`: {what}"));
    DocumentError::Template { name: name.to_owned(), line: why.line(), why: what }
}
