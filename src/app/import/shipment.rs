//! Shipments taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{Intake, ShipmentIntake};
use crate::domain::order::{Order, OrderLine, Parcel, Shipment};
use crate::domain::{Quantity, ShipmentId};

impl Take for ShipmentIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        session.refuse_future(&[("shipped_at", it.shipped_at), ("delivered_at", it.delivered_at)])?;
        let order = session.need_order(&it.order)?;
        let (line, quantity) = (it.line, it.quantity);
        if quantity == Some(Quantity::ZERO)
            && it.shipped_at.is_none()
            && session.tx.shipment(it.number.as_str())?.is_none()
        {
            // It did not leave, and nobody says that it did.
            return Ok(Outcome::Same);
        }
        let shipment = session.shipment_of(&order, it)?;
        match line {
            Some(line) => {
                let line = session.need_line(order.id, line)?;
                session.take_parcel(digest, &shipment, &line, quantity)
            }
            None => session.take_all_left(digest, &shipment, &order),
        }
    }
}

impl Session<'_> {
    /// Returns what a row makes of a shipment: what it says nothing of stays.
    fn shipment_of(&self, order: &Order, it: ShipmentIntake) -> Result<Shipment, Rejection> {
        let known = self.tx.shipment(it.number.as_str())?;
        let before = known.as_ref();
        if before.is_some_and(|known| known.order != order.id) {
            return Err(refuse("order", "is not the order that this shipment carries here"));
        }
        let shipped_at = it.shipped_at.or_else(|| Some(before?.shipped_at));
        let shipped_at =
            shipped_at.ok_or_else(|| refuse("shipped_at", "is missing, and this shipment is not here yet"))?;
        let delivered_at = it.delivered_at.or_else(|| before?.delivered_at);
        if delivered_at.is_some_and(|at| at < shipped_at) {
            return Err(refuse("delivered_at", format!("is before it left, {shipped_at}")));
        }
        let warehouse = it.warehouse.map(|code| self.tx.warehouse_or_new(&code)).transpose()?;
        Ok(Shipment {
            id: before.map_or(ShipmentId::new(0), |known| known.id),
            number: it.number,
            order: order.id,
            warehouse: warehouse.or_else(|| before?.warehouse),
            carrier: it.carrier.or_else(|| before?.carrier.clone()),
            tracking: it.tracking.or_else(|| before?.tracking.clone()),
            shipped_at,
            delivered_at,
        })
    }

    /// Takes in how much of one line is in a shipment: never more than is wanted of it in all.
    fn take_parcel(
        &mut self,
        digest: i64,
        shipment: &Shipment,
        line: &OrderLine,
        quantity: Option<Quantity>,
    ) -> Result<Outcome, Rejection> {
        let mut parcel = Parcel { shipment: shipment.id, line: line.id, quantity: Quantity::ZERO };
        if self.tx.mirrored(&parcel)?.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let left = line.wanted().minus(self.tx.shipped_otherwise(line.id, Some(shipment.id))?);
        parcel.quantity = quantity.unwrap_or(left);
        if quantity.is_none() && !left.is_positive() {
            return Err(refuse("line", "has nothing left to ship"));
        }
        if parcel.quantity > left {
            return Err(refuse("quantity", format!("is more than is left of line {}, which is {left}", line.line)));
        }
        let (id, head) = self.mirror_row(shipment)?;
        parcel.shipment = ShipmentId::new(id);
        Ok(match (head, self.mirror_part(digest, &parcel)?) {
            (Outcome::Updated, Outcome::Same) => Outcome::Updated,
            (_, outcome) => outcome,
        })
    }

    /// Takes in a shipment of all that is left. What is in one that is here already stays in it.
    fn take_all_left(&mut self, digest: i64, shipment: &Shipment, order: &Order) -> Result<Outcome, Rejection> {
        if self.tx.mirrored(shipment)?.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let is_new = shipment.id == ShipmentId::new(0);
        let mut left = Vec::new();
        for line in if is_new { self.tx.order_lines(order.id)? } else { Vec::new() } {
            let quantity = line.wanted().minus(self.tx.shipped(line.id)?);
            left.extend(quantity.is_positive().then_some((line.id, quantity)));
        }
        if is_new && left.is_empty() {
            return Err(refuse("order", "has nothing left to ship"));
        }
        let (id, outcome) = self.mirror_row(shipment)?;
        for (line, quantity) in left {
            self.tx.add_mirrored(&Parcel { shipment: ShipmentId::new(id), line, quantity })?;
        }
        self.tx.keep_mirrored::<Shipment>(id, digest)?;
        Ok(outcome)
    }
}
