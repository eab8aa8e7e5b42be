//! What an order costs that is made or grows here, and whether the account may buy it: the two questions that are asked of
//! prices and of credit, each in one place.

use crate::domain::account::{Account, AccountStatus};
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

/// Says why an account may not buy more.
pub(super) fn refuse_credit(account: &Account) -> Result<(), Error> {
    let code = &account.code;
    if matches!(account.status, AccountStatus::Blocked | AccountStatus::Closed) {
        return Err(Error::Rule(format!("{code} is {}: it may not buy", account.status)));
    }
    if account.credit_hold {
        return Err(Error::Rule(format!("the credit of {code} is on hold")));
    }
    Ok(())
}
