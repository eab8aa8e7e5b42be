//! Products.

use rusqlite::{OptionalExtension, Row};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use crate::domain::product::Product;
use crate::domain::{Currency, ProductId, UnitPrice};
use crate::error::Error;

pub(super) const COLUMNS: &str =
    "p.id, p.sku, p.name, p.category, p.unit, p.pack, p.pack_size, p.cost, p.cost_currency,
    p.lead_days, p.reorder_level, p.sells_from, p.sells_to, p.discontinued, p.replaced_by";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Product> {
    let day = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Day>>(column)?.map(|day| day.0));
    let cost: Option<i64> = row.get(7)?;
    let currency: Option<Currency> = row.get(8)?;
    Ok(Product {
        id: row.get(0)?,
        sku: row.get(1)?,
        name: row.get(2)?,
        category: row.get(3)?,
        unit: row.get(4)?,
        pack: row.get(5)?,
        pack_size: row.get(6)?,
        cost: cost.zip(currency).map(|(micros, currency)| UnitPrice { micros, currency }),
        lead_days: row.get(9)?,
        reorder_level: row.get(10)?,
        sells_from: day(11)?,
        sells_to: day(12)?,
        discontinued: row.get(13)?,
        replaced_by: row.get(14)?,
    })
}

impl Mirror for Product {
    const TABLE: &'static str = "product";
    const KEY: &'static [&'static str] = &["sku"];
    const STAYS: bool = true;

    fn columns(&self) -> Columns {
        vec![
            ("sku", held(&self.sku)),
            ("name", held(&self.name)),
            ("category", held(&self.category)),
            ("unit", held(&self.unit)),
            ("pack", held(&self.pack)),
            ("pack_size", held(&self.pack_size)),
            ("cost", held(&self.cost.map(|cost| cost.micros))),
            ("cost_currency", held(&self.cost.map(|cost| cost.currency))),
            ("lead_days", held(&self.lead_days)),
            ("reorder_level", held(&self.reorder_level)),
            ("sells_from", held(&self.sells_from.map(Day))),
            ("sells_to", held(&self.sells_to.map(Day))),
            ("discontinued", held(&self.discontinued)),
            ("replaced_by", held(&self.replaced_by)),
        ]
    }
}

impl KeyedMirror for Product {
    const KEYED: Keyed = Keyed::Product;
}

impl Tx<'_> {
    /// Returns the product of that SKU, in any case.
    pub fn product(&self, sku: &str) -> Result<Option<Product>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM product p WHERE p.sku = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([sku], read).optional()?)
    }

    /// Returns the product of that SKU, or says that there is none and which is near.
    pub fn need_product(&self, sku: &str) -> Result<Product, Error> {
        self.product(sku)?.ok_or_else(|| self.unknown("product", sku, "SELECT sku FROM product"))
    }

    /// Returns the product of that row.
    pub fn product_by_id(&self, id: ProductId) -> Result<Product, Error> {
        let sql = format!("SELECT {COLUMNS} FROM product p WHERE p.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read)?)
    }
}
