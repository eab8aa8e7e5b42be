//! Templates of orders from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Datum;
use crate::domain::intake::{Intake, TemplateIntake, TemplateLineIntake};

/// What a file can say of templates.
static TEMPLATES: Kind = Kind {
    name: "order-templates",
    key: &["account", "name"],
    fields: &[
        Field::optional(
            "external_id",
            "an id",
            "STO-17",
            "Its id in the system it comes from; by default account and name",
        ),
        source(),
        Field::optional("id", "a template id", "L3", "The number a desk made it under"),
        Field::required("account", "an account's code", "ACME", "Who buys"),
        Field::optional("contact", "an e-mail address or a contact's id", "ana@acme.example", "Who orders"),
        Field::required("name", "a line of text", "Monthly seals", "What it is called; unique within the account"),
        Field::required("every", "an interval", "1m", "How often: days, weeks or months"),
        Field::required("next_on", "a date", "2026-02-01", "The day the next draft is due"),
        Field::optional("active", "a yes or no", "yes", "Whether drafts are made; by default yes"),
        Field::optional("created_at", "an instant", "2026-01-15T09:00:00Z", "When it was made; by default now"),
    ],
};

/// What a file can say of what templates order.
static LINES: Kind = Kind {
    name: "order-template-lines",
    key: &["template", "sku"],
    fields: &[
        Field::required("template", "a template id", "L3", "The template, or its id in the same source"),
        Field::required("sku", "a SKU", "SEAL-2", "What it orders"),
        Field::required("quantity", "a quantity", "40", "How much of it"),
    ],
};

impl Imported for TemplateIntake {
    const KIND: &'static Kind = &TEMPLATES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = TemplateIntake {
            id: row.optional("id")?,
            account: row.required("account")?,
            contact: row.text("contact").map(str::to_owned),
            name: row.required("name")?,
            every: row.required("every")?,
            next_on: row.date("next_on")?.ok_or_else(|| row.missing("next_on"))?,
            active: row.flag("active")?,
            created_at: row.optional_instant("created_at")?,
        };
        let known_by = row.text("external_id").map(str::to_owned).or_else(|| Some(it.id?.to_string()));
        let known_by = known_by.unwrap_or_else(|| format!("{} {}", it.account, it.name));
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for TemplateIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("id", it.id);
        to.show("account", Some(it.account));
        to.show("contact", it.contact);
        to.show("name", Some(it.name));
        to.show("every", Some(it.every));
        to.put("next_on", Some(it.next_on));
        to.put("active", it.active);
        to.put("created_at", it.created_at);
    }
}

impl Imported for TemplateLineIntake {
    const KIND: &'static Kind = &LINES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = TemplateLineIntake {
            template: row.text("template").ok_or_else(|| row.missing("template"))?.to_owned(),
            sku: row.required("sku")?,
            quantity: row.positive("quantity")?.ok_or_else(|| row.missing("quantity"))?,
        };
        Ok(row.intake("", it))
    }
}

impl Exported for TemplateLineIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("template", Some(it.template));
        to.show("sku", Some(it.sku));
        to.put("quantity", Datum::quantity(Some(it.quantity)));
    }
}
