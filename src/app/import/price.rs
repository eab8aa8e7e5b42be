//! Prices and discounts taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{DiscountIntake, Intake, PriceIntake};
use crate::domain::price::{Discount, Price};

impl Take for PriceIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let (list, currency) = session.need_price_list("list", &it.list)?;
        if it.currency.is_some_and(|other| other != currency) {
            return Err(refuse("currency", format!("is not that of the list {}, which is {currency}", it.list)));
        }
        let product = session.need_product("sku", it.sku.as_str())?;
        let unit = match it.unit {
            Some(unit) => unit,
            None => session.tx.product_by_id(product)?.unit,
        };
        let (min_quantity, max_quantity) = (it.min_quantity, it.max_quantity);
        let price =
            Price { list, product, unit, min_quantity, max_quantity, worth: it.worth, days: it.days, offer: it.offer };
        session.mirror_part(digest, &price)
    }
}

impl Take for DiscountIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let whom = session.whom(it.account.as_ref(), it.segment, it.tier)?;
        let discount = Discount { code: it.code, kind: it.kind, whom, rate: it.rate, above: it.above, days: it.days };
        session.mirror_part(digest, &discount)
    }
}
