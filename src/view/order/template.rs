//! Templates of orders.

use serde::Serialize;

use crate::app::TemplateView;
use crate::domain::order::Every;
use crate::domain::{Code, Line, Quantity, Sku, TemplateId};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};
use crate::view::{key, listed};

/// A template in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct TemplateRow {
    pub id: TemplateId,
    pub account: Code,
    pub name: Line,
    pub every: Every,
    /// The day the next draft is due, `2026-11-21`.
    pub next_on: String,
    pub active: bool,
    /// What it orders, in words.
    pub products: String,
}

impl TemplateRow {
    /// Takes a template.
    pub fn of(view: TemplateView) -> Self {
        let TemplateView { template, account, lines } = view;
        Self {
            id: template.id,
            account,
            name: template.name,
            every: template.every,
            next_on: template.next_on.to_string(),
            active: template.active,
            products: listed(lines.iter().map(|(sku, _, quantity)| format!("{quantity} {sku}"))),
        }
    }

    fn next(&self) -> Cell {
        if self.active { self.next_on.as_str().into() } else { Cell::toned("paused", Tone::Dim) }
    }
}

impl Row for TemplateRow {
    const ONE: &'static str = "template";
    const MANY: &'static str = "templates";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |row, _| key(row.id)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("name", "name", |row, _| Cell::show(&row.name)),
        Column::text("every", "every", |row, _| Cell::show(row.every)),
        Column::text("next_on", "next", |row, _| row.next()),
        Column::text("products", "products", |row, _| row.products.as_str().into()),
        Column::data("active"),
    ];
}

/// A template with what it orders.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct TemplateDetail {
    #[serde(flatten)]
    pub template: TemplateRow,
    pub lines: Vec<TemplateLine>,
}

/// What a template orders of one product.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract")]
pub struct TemplateLine {
    pub sku: Sku,
    pub name: Line,
    pub quantity: Quantity,
}

impl TemplateDetail {
    /// Takes a template.
    pub fn of(view: TemplateView) -> Self {
        let lines = view.lines.iter().cloned();
        let lines = lines.map(|(sku, name, quantity)| TemplateLine { sku, name, quantity }).collect();
        Self { lines, template: TemplateRow::of(view) }
    }
}

impl Detail for TemplateDetail {
    fn sections(&self, _: &Human) -> Vec<Section> {
        let TemplateRow { id, account, name, every, .. } = &self.template;
        let facts =
            vec![("account", Cell::show(account)), ("every", Cell::show(every)), ("next", self.template.next())];
        let lines = self.lines.iter();
        let lines = lines.map(|line| vec![key(&line.sku), Cell::show(&line.name), Cell::number(line.quantity)]);
        vec![
            Section::Fields(Some(format!("{id} {name}")), facts),
            Section::Table { title: "Orders".to_owned(), headers: vec!["sku", "name", "qty"], rows: lines.collect() },
        ]
    }
}
