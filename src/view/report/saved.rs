//! Reports that the configuration has a name for.

use serde::Serialize;

use crate::domain::Code;
use crate::domain::sla::Recipient;
use crate::output::{Column, Row};
use crate::view::{key, listed};

/// A report as it is saved.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct SavedReportRow {
    pub name: Code,
    pub title: String,
    /// What it shows, each as it is typed behind `desk report`.
    pub show: Vec<String>,
    pub to: Vec<String>,
}

impl SavedReportRow {
    /// Shows a report.
    pub fn of<'t>(name: &Code, title: &str, show: &[String], to: impl Iterator<Item = &'t Recipient>) -> Self {
        let to = to.map(ToString::to_string).collect();
        Self { name: name.clone(), title: title.to_owned(), show: show.to_vec(), to }
    }
}

impl Row for SavedReportRow {
    const ONE: &'static str = "saved report";
    const MANY: &'static str = "saved reports";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("name", "name", |row, _| key(&row.name)),
        Column::text("title", "title", |row, _| row.title.as_str().into()),
        Column::text("show", "shows", |row, _| listed(&row.show).into()),
        Column::text("to", "to", |row, _| listed(&row.to).into()),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_is_declared() {
        let name = "weekly".parse().unwrap();
        let row = SavedReportRow::of(&name, "The week", &["sla".to_owned()], [&Recipient::Assignee].into_iter());
        assert_eq!(undeclared(&row), Vec::<String>::new());
    }
}
