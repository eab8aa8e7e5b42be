//! Products.

use rusqlite::{OptionalExtension, Row, named_params};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, KeyedMirror, Mirror, held};
use super::source::Keyed;
use crate::domain::product::{Life, Product};
use crate::domain::{AccountId, Currency, Date, Instant, ProductId, Quantity, Segment, UnitPrice};
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

/// A product as lists show it.
#[derive(Debug, Clone)]
pub struct ProductLine {
    /// The product.
    pub product: Product,
    /// What lies of it, over all warehouses; nothing where that is not known.
    pub on_hand: Option<Quantity>,
    /// What of that nobody was promised.
    pub available: Option<Quantity>,
    /// Since when all of that is so, at least.
    pub as_of: Option<Instant>,
}

/// Which products a list takes.
#[derive(Debug, Clone, Default)]
pub struct ProductFilter {
    /// Only those of this category, in any case.
    pub category: Option<String>,
    /// Only those at this stage of their life.
    pub life: Option<Life>,
    /// Only those whose SKU or name contains this, in any case.
    pub search: Option<String>,
    /// Only those of which less is available than the level at which more is to be ordered.
    pub below_reorder: bool,
    /// At most so many.
    pub limit: Option<u32>,
    /// Only those that this account of this segment may buy.
    pub buyer: Option<(AccountId, Segment)>,
}

/// The stock of a product `p`, by a sum over its rows.
fn stocked(sum: &str) -> String {
    format!("(SELECT {sum} FROM stock s WHERE s.product_id = p.id)")
}

impl ProductFilter {
    /// Returns the condition on a product `p`.
    fn condition(&self) -> String {
        const GONE: &str = "(p.discontinued = 1 OR (p.sells_to IS NOT NULL AND p.sells_to < :today))";
        const AHEAD: &str = "(p.sells_from IS NOT NULL AND p.sells_from > :today)";
        // A rule that is about the product, of those about the buyer.
        const RULE: &str = "SELECT 1 FROM assortment r WHERE (r.account_id = :account OR r.segment = :segment)";
        const ABOUT: &str = "(r.product_id = p.id OR r.category = p.category)";
        let life = match self.life {
            None => ":today IS NOT NULL".to_owned(),
            Some(Life::Discontinued) => GONE.to_owned(),
            Some(Life::Announced) => format!("NOT {GONE} AND {AHEAD}"),
            Some(Life::Sold) => format!("NOT {GONE} AND NOT {AHEAD}"),
        };
        let reorder = if self.below_reorder {
            format!("coalesce({}, 0) < p.reorder_level", stocked("sum(s.on_hand - s.allocated)"))
        } else {
            "TRUE".to_owned()
        };
        format!(
            "(:category IS NULL OR p.category = :category COLLATE NOCASE)
             AND (:search IS NULL OR instr(lower(p.sku || ' ' || p.name), lower(:search)) > 0)
             AND {life} AND {reorder}
             AND (:account IS NULL OR (NOT EXISTS ({RULE} AND r.effect = 'deny' AND {ABOUT})
               AND (NOT EXISTS ({RULE} AND r.effect = 'allow') OR EXISTS ({RULE} AND r.effect = 'allow' AND {ABOUT}))))"
        )
    }
}

impl Tx<'_> {
    /// Returns the products a list takes, by SKU, as they stand on a day.
    pub fn products(&self, filter: &ProductFilter, today: Date) -> Result<Vec<ProductLine>, Error> {
        let (on_hand, available) = (stocked("sum(s.on_hand)"), stocked("sum(s.on_hand - s.allocated)"));
        let sql = format!(
            "SELECT {COLUMNS}, {on_hand}, {available}, {} FROM product p WHERE {} ORDER BY p.sku LIMIT :limit",
            stocked("min(s.as_of)"),
            filter.condition()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let (account, segment) = filter.buyer.unzip();
        let lines = statement.query_map(
            named_params! {
                ":category": filter.category, ":search": filter.search, ":today": Day(today), ":account": account,
                ":segment": segment, ":limit": filter.limit.map_or(-1, i64::from),
            },
            |row| {
                let (on_hand, available, as_of) = (row.get(15)?, row.get(16)?, row.get(17)?);
                Ok(ProductLine { product: read(row)?, on_hand, available, as_of })
            },
        )?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Counts the products a list would take without its limit.
    pub fn count_products(&self, filter: &ProductFilter, today: Date) -> Result<usize, Error> {
        let sql = format!("SELECT count(*) FROM product p WHERE {}", filter.condition());
        let (account, segment) = filter.buyer.unzip();
        let bound = named_params! {
            ":category": filter.category, ":search": filter.search, ":today": Day(today), ":account": account,
            ":segment": segment,
        };
        let count: i64 = self.connection.prepare_cached(&sql)?.query_row(bound, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

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
