//! What an order costs that is made or grows here.

use crate::domain::order::Order;
use crate::domain::product::Product;
use crate::domain::{Rate, UnitPrice};
use crate::error::Error;
use crate::store::Tx;

/// Returns the price of a product for an order: the one that was given, or the last one the account agreed to.
pub(super) fn price(
    tx: &Tx<'_>,
    order: &Order,
    product: &Product,
    given: Option<&str>,
) -> Result<(UnitPrice, Rate), Error> {
    if let Some(given) = given {
        return Ok((UnitPrice::parse(given, order.currency)?, Rate::ZERO));
    }
    tx.last_price(order.account, product.id, order.currency)?.ok_or_else(|| {
        let sku = &product.sku;
        Error::Rule(format!(
            "nobody knows what {sku} costs: the account never bought it in {}; write `{sku}=QUANTITY@PRICE`",
            order.currency
        ))
    })
}
