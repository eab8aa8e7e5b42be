//! What a line of an order or of an offer is of, taken in.

use super::{Rejection, Session, refuse};
use crate::domain::{Line, ProductId, Sku};
use crate::error::Error;

/// A product or something in words, and in which unit it is counted.
pub(super) struct Goods {
    pub(super) product: Option<ProductId>,
    pub(super) description: Option<Line>,
    pub(super) unit: Line,
}

impl Session<'_> {
    /// Returns what a row makes of what was `before`: what it says nothing of stays.
    pub(super) fn goods(
        &mut self,
        sku: Option<&Sku>,
        [description, unit]: [Option<Line>; 2],
        before: Option<Goods>,
    ) -> Result<Goods, Rejection> {
        let (kept, described, counted) =
            before.map_or((None, None, None), |it| (it.product, it.description, Some(it.unit)));
        let product = match sku {
            Some(sku) => Some(self.need_product("sku", sku.as_str())?),
            None => kept,
        };
        let description = description.or(described);
        if product.is_none() && description.is_none() {
            return Err(refuse("sku", "is missing, and no `description` says what it is"));
        }
        let unit = match (unit.or(counted), product) {
            (Some(unit), _) => unit,
            (None, Some(product)) => self.tx.product_by_id(product)?.unit,
            (None, None) => "piece".parse().map_err(Error::from)?,
        };
        Ok(Goods { product, description, unit })
    }
}
