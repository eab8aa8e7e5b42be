//! Who may buy what, and the papers that belong to products.

use rusqlite::{Row, params};

use super::Tx;
use super::convert::Day;
use super::mirror::{Columns, Mirror, held};
use crate::domain::account::Segment;
use crate::domain::product::{Assortment, Buyer, Document, Effect, Goods};
use crate::domain::{AccountId, Line, ProductId};
use crate::error::Error;

impl Mirror for Document {
    const TABLE: &'static str = "product_document";
    const KEY: &'static [&'static str] = &["product_id", "location"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("product_id", held(&self.product)),
            ("kind", held(&self.kind)),
            ("title", held(&self.title)),
            ("location", held(&self.location)),
            ("language", held(&self.language)),
            ("valid_to", held(&self.valid_to.map(Day))),
        ]
    }
}

impl Mirror for Assortment {
    const TABLE: &'static str = "assortment";
    const KEY: &'static [&'static str] = &["account_id", "segment", "product_id", "category"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        let (account, segment) = match self.buyer {
            Buyer::Account(id) => (Some(id), None),
            Buyer::Segment(segment) => (None, Some(segment)),
        };
        let (product, category) = match &self.goods {
            Goods::Product(id) => (Some(*id), None),
            Goods::Category(category) => (None, Some(category.clone())),
        };
        vec![
            ("account_id", held(&account)),
            ("segment", held(&segment)),
            ("product_id", held(&product)),
            ("category", held(&category)),
            ("effect", held(&self.effect)),
        ]
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Assortment>> {
    let buyer = (row.get::<_, Option<AccountId>>(0)?, row.get::<_, Option<Segment>>(1)?);
    let goods = (row.get::<_, Option<ProductId>>(2)?, row.get::<_, Option<Line>>(3)?);
    let effect: Effect = row.get(4)?;
    let buyer = buyer.0.map(Buyer::Account).or(buyer.1.map(Buyer::Segment));
    let goods = goods.0.map(Goods::Product).or(goods.1.map(Goods::Category));
    // A CHECK sees to it that there is one of each.
    Ok(buyer.zip(goods).map(|(buyer, goods)| Assortment { buyer, goods, effect }))
}

impl Tx<'_> {
    /// Returns the rules about what an account of a segment may buy.
    pub fn assortment(&self, account: AccountId, segment: Segment) -> Result<Vec<Assortment>, Error> {
        const SQL: &str = "SELECT account_id, segment, product_id, category, effect FROM assortment
            WHERE account_id = ?1 UNION ALL
            SELECT account_id, segment, product_id, category, effect FROM assortment
            WHERE account_id IS NULL AND segment = ?2";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let rules = statement.query_map(params![account, segment], read)?;
        Ok(rules.filter_map(Result::transpose).collect::<Result<_, _>>()?)
    }

    /// Returns the papers that belong to a product.
    pub fn documents(&self, product: ProductId) -> Result<Vec<Document>, Error> {
        const SQL: &str = "SELECT kind, title, location, language, valid_to FROM product_document
            WHERE product_id = ?1 ORDER BY kind, title, location";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let documents = statement.query_map([product], |row| {
            Ok(Document {
                product,
                kind: row.get(0)?,
                title: row.get(1)?,
                location: row.get(2)?,
                language: row.get(3)?,
                valid_to: row.get::<_, Option<Day>>(4)?.map(|day| day.0),
            })
        })?;
        Ok(documents.collect::<Result<_, _>>()?)
    }
}
