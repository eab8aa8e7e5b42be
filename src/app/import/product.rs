//! Products taken in.

use super::{Outcome, Rejection, Session, Take};
use crate::domain::ProductId;
use crate::domain::intake::{Intake, ProductIntake};
use crate::domain::product::Product;
use crate::error::Error;

impl Take for ProductIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        session.known.products.remove(it.sku.as_str());
        session.mirror_document(&external_id, digest, "sku", |session| session.product(it))
    }
}

impl Session<'_> {
    fn product(&self, it: ProductIntake) -> Result<Product, Rejection> {
        let known = self.tx.product(it.sku.as_str())?;
        Ok(Product {
            id: ProductId::new(0),
            sku: it.sku,
            name: it.name,
            category: it.category,
            unit: it
                .unit
                .or_else(|| known.as_ref().map(|known| known.unit.clone()))
                .map_or_else(|| "piece".parse(), Ok)
                .map_err(Error::from)?,
            pack: it.pack,
            pack_size: it.pack_size,
            cost: it.cost,
            lead_days: it.lead_days,
            reorder_level: it.reorder_level,
            sells_from: it.sells_from,
            sells_to: it.sells_to,
            discontinued: it.discontinued.unwrap_or_else(|| known.is_some_and(|known| known.discontinued)),
            replaced_by: it.replaced_by,
        })
    }
}
