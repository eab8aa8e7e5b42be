//! A list as a table.

use super::flat::Flat;
use super::table::Grid;
use super::{Align, Cell, Column, Human, OutputError, Row, Shown, select};

/// What stands in a column: a declared projection, or a bare field.
enum Source<R: 'static> {
    Column(&'static Column<R>),
    Field(String),
}

/// Lays `rows` out in the columns asked for, else in those always shown, and with `wide` all that a table may show.
pub(super) fn grid<R: Row>(
    rows: &[R],
    asked: Option<&[String]>,
    wide: bool,
    human: &Human,
) -> Result<Grid, OutputError> {
    let sources: Vec<Source<R>> = match asked {
        Some(asked) => asked.iter().flat_map(|field| sources(field)).collect(),
        None => R::COLUMNS.iter().filter(|column| is_shown(column, wide)).map(Source::Column).collect(),
    };
    let rows = rows.iter().map(|row| cells(row, &sources, human)).collect::<Result<_, _>>()?;
    let (headers, align) = sources.iter().map(Source::heading).unzip();
    Ok(Grid { headers, align, rows })
}

fn is_shown<R>(column: &Column<R>, wide: bool) -> bool {
    match column.shown {
        Shown::Always => true,
        Shown::Wide => wide,
        Shown::Never => false,
    }
}

/// Returns the columns that project `field`, or the field itself if none does.
fn sources<R: Row>(field: &str) -> Vec<Source<R>> {
    let columns = R::COLUMNS.iter().filter(|column| column.field == field && column.shown != Shown::Never);
    let found: Vec<_> = columns.map(Source::Column).collect();
    if found.is_empty() { vec![Source::Field(field.to_owned())] } else { found }
}

impl<R> Source<R> {
    fn heading(&self) -> (String, Align) {
        match self {
            Self::Column(column) => (column.title.to_owned(), column.align),
            Self::Field(field) => (field.replace('_', " "), Align::Left),
        }
    }
}

fn cells<R: Row>(row: &R, sources: &[Source<R>], human: &Human) -> Result<Vec<Cell>, OutputError> {
    // The row is turned into JSON only if a bare field was asked for.
    let bare = sources.iter().any(|source| matches!(source, Source::Field(_)));
    let fields = if bare { select::object(row)? } else { serde_json::Map::new() };
    let cell = |source: &Source<R>| match source {
        Source::Column(column) => (column.cell)(row, human),
        Source::Field(field) => fields.get(field).map(|value| Flat::of(value).text).into(),
    };
    Ok(sources.iter().map(cell).collect())
}
