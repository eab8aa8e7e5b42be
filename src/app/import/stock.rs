//! Stock taken in.

use super::{Outcome, Rejection, Session, Take};
use crate::domain::intake::{IncomingIntake, Intake, StockIntake, WarehouseIntake};
use crate::domain::stock::{Incoming, Stock, Warehouse};

impl Take for StockIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("as_of", it.as_of)])?;
        let stock = Stock {
            product: session.need_product("sku", it.sku.as_str())?,
            warehouse: session.tx.warehouse_or_new(&it.warehouse)?,
            on_hand: it.on_hand,
            allocated: it.allocated,
            as_of: it.as_of.unwrap_or(session.now),
        };
        session.mirror_dated(it.as_of, digest, &stock)
    }
}

impl Take for IncomingIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("as_of", it.as_of)])?;
        let incoming = Incoming {
            product: session.need_product("sku", it.sku.as_str())?,
            warehouse: session.tx.warehouse_or_new(&it.warehouse)?,
            due: it.due,
            quantity: it.quantity,
            reference: it.reference.map_or_else(String::new, |reference| reference.to_string()),
            as_of: it.as_of.unwrap_or(session.now),
        };
        session.mirror_dated(it.as_of, digest, &incoming)
    }
}

impl Take for WarehouseIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it: Self { code, name }, .. } = intake;
        session.mirror_part(digest, &Warehouse { code, name })
    }
}
