//! Papers that belong to products, from files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{DocumentIntake, Intake};

/// What a file can say of papers.
static DOCUMENTS: Kind = Kind {
    name: "product-documents",
    key: &["sku", "location"],
    fields: &[
        Field::required("sku", "a SKU", "BK-M82B-42", "What it is about"),
        Field::required("kind", "a kind of document", "sheet", "sheet, certificate, manual, drawing or safety"),
        Field::required("title", "a line of text", "Data sheet", "What it is called"),
        Field::required("location", "a line of text", "https://docs.example/1.pdf", "Where it lies: a URL or a path"),
        Field::optional("language", "a language", "it", "What it is written in"),
        Field::optional("valid_to", "a date", "2027-12-31", "The last day it holds"),
    ],
};

impl Imported for DocumentIntake {
    const KIND: &'static Kind = &DOCUMENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = DocumentIntake {
            sku: row.required("sku")?,
            kind: row.required("kind")?,
            title: row.required("title")?,
            location: row.required("location")?,
            language: row.optional("language")?,
            valid_to: row.date("valid_to")?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for DocumentIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("sku", Some(it.sku));
        to.show("kind", Some(it.kind));
        to.show("title", Some(it.title));
        to.show("location", Some(it.location));
        to.show("language", it.language);
        to.put("valid_to", it.valid_to);
    }
}
