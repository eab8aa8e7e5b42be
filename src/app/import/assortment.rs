//! Who may buy what, taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{AssortmentIntake, Intake};
use crate::domain::product::{Assortment, Buyer, Goods};

impl Take for AssortmentIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let buyer = match (it.account, it.segment) {
            (Some(code), _) => Buyer::Account(session.need_account("account", &code)?),
            (None, Some(segment)) => Buyer::Segment(segment),
            (None, None) => return Err(refuse("account", "or a segment is needed")),
        };
        let goods = match (it.sku, it.category) {
            (Some(sku), _) => Goods::Product(session.need_product("sku", sku.as_str())?),
            (None, Some(category)) => Goods::Category(category),
            (None, None) => return Err(refuse("sku", "or a category is needed")),
        };
        session.mirror_part(digest, &Assortment { buyer, goods, effect: it.effect })
    }
}
