//! Orders taken in.

use super::goods::Goods;
use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{Intake, OrderIntake, OrderLineIntake, OrderPromiseIntake};
use crate::domain::order::{Order, OrderKind, OrderLine, OrderState, Promise};
use crate::domain::{
    AccountId, ContactId, Currency, Money, Number, OrderId, OrderLineId, Quantity, Rate, RepId, UnitPrice,
};
use crate::error::Error;
use crate::store::Keyed;

/// Orders of a file whose number of the customer's is on another order of the same account.
#[derive(Debug, Default)]
pub struct Twins {
    orders: usize,
    /// The first such number, whose order it is, and on which it is too.
    first: Option<[String; 3]>,
}

impl Twins {
    /// Says so; nothing where there are none.
    pub fn told(&self) -> Option<String> {
        let [po, number, twin] = self.first.as_ref()?;
        let count = if self.orders == 1 { "an order".to_owned() } else { format!("{} orders", self.orders) };
        Some(format!("The PO number of {count} is on another of the account's too, first {po} of {number} on {twin}"))
    }
}

impl Take for OrderIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        let (number, has_po) = (it.number.clone(), it.po_number.is_some());
        let outcome = session.mirror_document(&external_id, digest, "number", |session| session.order_of(it))?;
        if has_po && outcome != Outcome::Same {
            session.note_twins(&number)?;
        }
        Ok(outcome)
    }
}

impl Take for OrderLineIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let promised = it.promised;
        let order = session.need_order(&it.order)?;
        let line = session.order_line_of(&order, it)?;
        if session.tx.mirrored(&line)?.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let outcome = session.mirror_part(digest, &line)?;
        let Some(promised) = promised else { return Ok(outcome) };
        let id = session.tx.order_line(order.id, line.line)?.map_or(line.id, |line| line.id);
        if session.tx.last_promise(id)? == Some(promised) {
            return Ok(outcome);
        }
        session.tx.add_promise(&Promise { line: id, promised, at: session.now, reason: None, rep: None })?;
        Ok(if outcome == Outcome::Same { Outcome::Updated } else { outcome })
    }
}

impl Take for OrderPromiseIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let OrderPromiseIntake { order, line, promised, at, reason, rep } = intake.it;
        session.refuse_future(&[("at", Some(at))])?;
        let order = session.need_order(&order)?;
        let line = session.need_line(order.id, line)?.id;
        let rep = rep.map(|handle| session.need_rep("rep", &handle)).transpose()?;
        let promise = Promise { line, promised, at, reason, rep };
        if session.tx.has_promise(&promise)? {
            return Ok(Outcome::Same);
        }
        session.tx.add_promise(&promise)?;
        Ok(Outcome::Created)
    }
}

impl Session<'_> {
    /// Returns the order of a number, or of the id it has in the same system.
    pub(super) fn need_order(&self, number: &str) -> Result<Order, Rejection> {
        if let Some(order) = self.tx.order(number)? {
            return Ok(order);
        }
        match self.kept(Keyed::Order, number)? {
            Some(kept) => Ok(self.tx.order_by_id(OrderId::new(kept.id))?),
            None => Err(refuse("order", "is no order of this desk")),
        }
    }

    /// Takes note of an order whose number of the customer's is on another of the account's.
    fn note_twins(&mut self, number: &Number) -> Result<(), Error> {
        let Some(order) = self.tx.order(number.as_str())? else { return Ok(()) };
        let Some(twin) = self.tx.po_twins(&order)?.into_iter().next() else { return Ok(()) };
        self.twins.orders += 1;
        if self.twins.first.is_none() {
            self.twins.first = order.po_number.map(|po| [po.to_string(), order.number.to_string(), twin.to_string()]);
        }
        Ok(())
    }

    /// Returns the line at a place of an order.
    pub(super) fn need_line(&self, order: OrderId, line: u32) -> Result<OrderLine, Rejection> {
        self.tx.order_line(order, line)?.ok_or_else(|| refuse("line", "is no line of this order"))
    }

    /// Returns what a row makes of an order: what it says nothing of stays.
    fn order_of(&mut self, it: OrderIntake) -> Result<Order, Rejection> {
        self.refuse_future(&[
            ("ordered_at", Some(it.ordered_at)),
            ("closed_at", it.closed_at),
            ("created_at", it.created_at),
        ])?;
        let known = self.tx.order(it.number.as_str())?;
        let before = known.as_ref();
        let account = self.buyer(&it)?;
        let contact = self.orderer(&it, account)?.or_else(|| before?.contact);
        let rep = self.seller(&it)?.or_else(|| before?.rep);
        let currency = match it.currency.or_else(|| Some(before?.currency)) {
            Some(currency) => currency,
            None => self.tx.account_by_id(account)?.currency,
        };
        let state = it.state.or_else(|| Some(before?.state)).unwrap_or(OrderState::Placed);
        let is_closed = matches!(state, OrderState::Completed | OrderState::Cancelled);
        if it.closed_at.is_some() && !is_closed {
            return Err(refuse("closed_at", format!("goes with an order that is completed or cancelled, not {state}")));
        }
        let closed_at = it.closed_at.or_else(|| before?.closed_at).unwrap_or(self.now);
        let mut hold = before.and_then(|known| known.hold);
        it.hold.apply(&mut hold);
        let template = it.template.as_deref().map(|name| self.need_template("template", name)).transpose()?;
        let template = template.or_else(|| before?.template);
        let nothing = Money { minor: 0, currency };
        Ok(Order {
            id: OrderId::new(0),
            number: it.number,
            account,
            contact,
            rep,
            kind: it.kind.or_else(|| Some(before?.kind)).unwrap_or(OrderKind::Standard),
            state,
            hold,
            po_number: it.po_number.or_else(|| before?.po_number.clone()),
            currency,
            terms: it.terms.or_else(|| before?.terms),
            ordered_at: it.ordered_at,
            required: it.required.or_else(|| before?.required),
            carrier: it.carrier.or_else(|| before?.carrier.clone()),
            ship_to: it.ship_to.or_else(|| before?.ship_to.clone()),
            subtotal: rounded("subtotal", it.subtotal.as_deref(), currency)?.or_else(|| before?.subtotal),
            tax: rounded("tax", it.tax.as_deref(), currency)?.or_else(|| Some(before?.tax)).unwrap_or(nothing),
            freight: rounded("freight", it.freight.as_deref(), currency)?
                .or_else(|| Some(before?.freight))
                .unwrap_or(nothing),
            closed_at: is_closed.then_some(closed_at),
            created_at: it.created_at.or_else(|| Some(before?.created_at)).unwrap_or(it.ordered_at),
            template,
            quote: self.quote_of_order(it.quote.as_deref(), account)?.or_else(|| before?.quote),
        })
    }

    fn buyer(&mut self, it: &OrderIntake) -> Result<AccountId, Rejection> {
        if let Some(code) = &it.account {
            let found = self.account(code)?;
            return found.map(|(id, _)| id).ok_or_else(|| refuse("account", "is no account of this desk"));
        }
        let field = "account_external_id";
        let id = it.account_external_id.as_deref().unwrap_or_default();
        let kept = self.kept(Keyed::Account, id)?;
        kept.map(|kept| AccountId::new(kept.id)).ok_or_else(|| refuse(field, "is no account of this desk"))
    }

    fn orderer(&mut self, it: &OrderIntake, account: AccountId) -> Result<Option<ContactId>, Rejection> {
        let (field, found) = match (&it.contact, &it.contact_external_id) {
            (Some(name), _) => return self.known_orderer(name, account).map(Some),
            (None, Some(id)) => {
                let kept = self.kept(Keyed::Contact, id)?.map(|kept| ContactId::new(kept.id));
                let contact = kept.map(|id| self.tx.contact(id)).transpose()?.flatten();
                ("contact_external_id", contact.map(|contact| (contact.id, contact.account)))
            }
            (None, None) => return Ok(None),
        };
        match found {
            Some((id, at)) if at == account => Ok(Some(id)),
            Some(_) => Err(refuse(field, "is a contact of another account")),
            None => Err(refuse(field, "is no contact of this desk")),
        }
    }

    /// Returns the contact of an address or an id, who must be one of the account.
    pub(super) fn known_orderer(&mut self, name: &str, account: AccountId) -> Result<ContactId, Rejection> {
        match self.contact_by_email(name)? {
            Some((id, at)) if at == account => Ok(id),
            Some(_) => Err(refuse("contact", "is a contact of another account")),
            None => Err(refuse("contact", "is no contact of this desk")),
        }
    }

    fn seller(&mut self, it: &OrderIntake) -> Result<Option<RepId>, Rejection> {
        if let Some(handle) = &it.rep {
            return self.need_rep("rep", handle).map(Some);
        }
        let Some(id) = &it.rep_external_id else { return Ok(None) };
        let kept = self.kept(Keyed::Rep, id)?;
        kept.map(|kept| Some(RepId::new(kept.id))).ok_or_else(|| refuse("rep_external_id", "is no rep of this desk"))
    }

    /// Returns what a row makes of a line: what it says nothing of stays.
    fn order_line_of(&mut self, order: &Order, it: OrderLineIntake) -> Result<OrderLine, Rejection> {
        let known = self.tx.order_line(order.id, it.line)?;
        let before = known.as_ref();
        let kept = before.map(|known| Goods {
            product: known.product,
            description: known.description.clone(),
            unit: known.unit.clone(),
        });
        let Goods { product, description, unit } = self.goods(it.sku.as_ref(), [it.description, it.unit], kept)?;
        let offer = it.offer.as_ref().map(|offer| self.need_offer(order, offer)).transpose()?;
        let price = UnitPrice::parse(&it.unit_price, order.currency);
        let line = OrderLine {
            id: before.map_or(OrderLineId::new(0), |known| known.id),
            order: order.id,
            line: it.line,
            product,
            description,
            quantity: it.quantity,
            cancelled: it.cancelled.or_else(|| Some(before?.cancelled)).unwrap_or(Quantity::ZERO),
            unit,
            unit_price: price.map_err(|invalid| refuse("unit_price", format!("was refused: {invalid}")))?,
            discount: it.discount.or_else(|| Some(before?.discount)).unwrap_or(Rate::ZERO),
            cost_centre: it.cost_centre.or_else(|| before?.cost_centre.clone()),
            required: it.required.or_else(|| before?.required),
            offer: offer.or_else(|| before?.offer),
        };
        self.refuse_too_little(&line)?;
        Ok(line)
    }

    /// What was shipped is not ordered any less.
    fn refuse_too_little(&self, line: &OrderLine) -> Result<(), Rejection> {
        if line.cancelled > line.quantity {
            return Err(refuse("cancelled", format!("is more than the {} that were ordered", line.quantity)));
        }
        let shipped = self.tx.shipped(line.id)?;
        if shipped > line.wanted() {
            let less = if line.cancelled.is_positive() {
                format!(", less {} cancelled,", line.cancelled)
            } else {
                String::new()
            };
            return Err(refuse(
                "quantity",
                format!("{less} is below the {shipped} that were shipped").trim_start().to_owned(),
            ));
        }
        Ok(())
    }
}

/// Reads an amount that may be finer than the minor unit, and rounds it to that, half to even.
fn rounded(field: &'static str, text: Option<&str>, currency: Currency) -> Result<Option<Money>, Rejection> {
    let Some(text) = text else { return Ok(None) };
    let price = UnitPrice::parse(text, currency).map_err(|invalid| refuse(field, format!("was refused: {invalid}")))?;
    let money = price.times(Quantity::units(1), Rate::ZERO);
    money.map(Some).ok_or_else(|| refuse(field, "is more than can be counted"))
}
