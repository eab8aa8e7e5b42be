//! Files that ask for something to be done with orders, and are no kind of rows a desk keeps.

use super::{Field, Import, Imported, Kind, Mapping, Refusal, Refusals, Row, Source};
use crate::domain::intake::Intake;
use crate::domain::order::Wish;
use crate::domain::{Line, Quantity, Sku};

/// A change of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the file's column of that name; `value` stands in the wish")]
pub struct OrderChange {
    pub order: String,
    pub line: Option<u32>,
    pub field: String,
    pub wish: Wish,
    pub reason: Line,
}

/// What a file of changes can say.
static CHANGES: Kind = Kind {
    name: "order changes",
    key: &[],
    fields: &[
        Field::required("order", "an order's number", "SO-10248", "The order"),
        Field::optional("line", "a line's number", "2", "Its line; missing: the order itself"),
        Field::required("field", "a field", "quantity", "What is to change"),
        Field::optional("value", "a value", "12", "What it becomes; missing: nothing"),
        Field::required("reason", "a line of text", "They need two more", "Why"),
    ],
};

impl Imported for OrderChange {
    const KIND: &'static Kind = &CHANGES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let line = row.number("line")?;
        let field = row.text("field").ok_or_else(|| row.missing("field"))?;
        let value = row.text("value");
        let wish = Wish::read(line, field, value).map_err(|invalid| {
            let of = if value == Some(invalid.value.as_str()) { "value" } else { "field" };
            row.refuse(of, format!("is not {}, expected {}", invalid.what, invalid.expected))
        })?;
        let order = row.text("order").ok_or_else(|| row.missing("order"))?.to_owned();
        let it = Self { order, line, field: field.to_owned(), wish, reason: row.required("reason")? };
        Ok(row.intake("", it))
    }
}

/// How much of a product is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the file's column of that name")]
pub struct ListedProduct {
    pub sku: Sku,
    pub quantity: Quantity,
}

/// What a list of products can say.
static LIST: Kind = Kind {
    name: "products to order",
    key: &["sku"],
    fields: &[
        Field::required("sku", "a SKU", "BK-1", "What is ordered"),
        Field::required("quantity", "a quantity", "12", "How much of it"),
    ],
};

impl Imported for ListedProduct {
    const KIND: &'static Kind = &LIST;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let sku = row.required("sku")?;
        let quantity = row.quantity("quantity")?.ok_or_else(|| row.missing("quantity"))?;
        if !quantity.is_positive() {
            return Err(row.refuse("quantity", "is no quantity to order"));
        }
        Ok(row.intake("", Self { sku, quantity }))
    }
}

/// Takes out of a refusal what only imports have flags for.
fn without_flags(refusal: Refusal) -> Refusal {
    let why = match refusal.why.split_once(": ignore by name").or_else(|| refusal.why.split_once(": name a column")) {
        Some((what, rest)) => {
            what.to_owned() + &rest.split_once("; ").map_or_else(String::new, |(_, fields)| format!("; {fields}"))
        }
        None => refusal.why.clone(),
    };
    Refusal { why, ..refusal }
}

/// Reads all rows of a file, each with its line; if any is refused, all that are.
pub fn whole<T: Imported>(source: Source) -> Result<Vec<(u64, T)>, Refusals> {
    let (mut taken, mut refused) = (Vec::new(), Refusals::default());
    let import = match Import::open(source, T::KIND, &Mapping::default()) {
        Ok(import) => import,
        Err(why) => {
            why.into_iter().map(without_flags).for_each(|refusal| refused.add(refusal));
            return Err(refused);
        }
    };
    match import.rows() {
        Err(why) => refused.add(why),
        Ok(mut rows) => {
            while let Some(row) = rows.next_row() {
                match row.and_then(|row| Ok((row.line(), T::read(&row)?.it))) {
                    Ok(read) => taken.push(read),
                    Err(why) => refused.add(why),
                }
            }
        }
    }
    if refused.is_empty() { Ok(taken) } else { Err(refused) }
}
