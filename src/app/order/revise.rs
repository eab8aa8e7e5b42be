//! Changing orders that were agreed on. One that mirrors another system's may be changed too: it is what was agreed with
//! the customer until its master says otherwise.

use super::Loaded;
use super::pricing::{Origin, Pricing};
use crate::app::Desk;
use crate::app::credit::refuse_purchase;
use crate::app::gate::By;
use crate::app::price::PriceRules;
use crate::domain::access::Deed;
use crate::domain::order::{
    Added, Altered, Amendment, Draft, Hold, NewLine, Order, OrderState, OrderStatus, Promise, Wish, refuse_final,
};
use crate::domain::{ContactId, Date, Line, Money, Number};
use crate::error::Error;
use crate::store::Tx;

/// What a change made of an order.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Revised {
    pub number: Number,
    /// The revision's number; nothing where all was so already.
    pub revision: Option<u32>,
    pub changes: Vec<Altered>,
    pub status: OrderStatus,
    /// The account's other orders with the same number of the customer's.
    pub twins: Vec<Number>,
    /// What the prices of new lines are from.
    pub origins: Vec<Origin>,
}

impl Desk {
    /// Changes an order for a reason, on behalf of a contact of its account.
    pub fn revise_order(
        &mut self,
        name: &str,
        contact: Option<&str>,
        wishes: &[Wish],
        reason: &Line,
    ) -> Result<Revised, Error> {
        let rules = self.rules.prices;
        self.change(Deed::OrderRevise, |tx, by| {
            let order = tx.need_shown_order(&by.scope, name)?;
            let contact = contact.map(|named| orderer(tx, &order, named)).transpose()?;
            revise(tx, by, rules, order, contact, wishes, reason)
        })
    }

    /// Cancels all of an order that has not left.
    pub fn cancel_order(&mut self, name: &str, reason: &Line) -> Result<Revised, Error> {
        self.change(Deed::OrderRevise, |tx, by| {
            let order = tx.need_shown_order(&by.scope, name)?;
            let mut loaded = Loaded::of(tx, order)?;
            if loaded.order.state == OrderState::Cancelled {
                return Ok(unchanged(&loaded));
            }
            refuse_final(&loaded.order, loaded.progress.status).map_err(Error::Rule)?;
            let shipped = loaded.shipped();
            let mut draft = Draft { order: &mut loaded.order, lines: &mut loaded.lines, shipped: &shipped };
            let mut changes = draft.cancel().map_err(Error::Rule)?;
            if shipped.values().all(|quantity| !quantity.is_positive()) {
                let before = loaded.order.state.to_string();
                (loaded.order.state, loaded.order.closed_at) = (OrderState::Cancelled, Some(by.now));
                let after = loaded.order.state.to_string();
                changes.push(Altered {
                    line: None,
                    field: "state".to_owned(),
                    before: Some(before),
                    after: Some(after),
                });
            }
            store(tx, by, loaded, None, changes, reason)
        })
    }

    /// Lets an order wait, or go on; tells whether that changed anything.
    pub fn hold_order(&mut self, name: &str, hold: Option<Hold>) -> Result<(Number, OrderStatus, bool), Error> {
        self.change(Deed::OrderHold, |tx, by| {
            let order = tx.need_shown_order(&by.scope, name)?;
            let mut loaded = Loaded::of(tx, order)?;
            refuse_final(&loaded.order, loaded.progress.status).map_err(Error::Rule)?;
            if loaded.order.hold == hold {
                return Ok((loaded.order.number, loaded.progress.status, false));
            }
            if hold.is_none() {
                // What it comes to counts already.
                let nothing = Money { minor: 0, ..loaded.progress.totals.total };
                refuse_purchase(tx, tx.account_by_id(loaded.order.account)?, nothing, by.now)?;
            }
            loaded.order.hold = hold;
            tx.save_order(&loaded.order, &[])?;
            let now = Loaded::of(tx, loaded.order)?;
            Ok((now.order.number, now.progress.status, true))
        })
    }

    /// Promises a line for a day; tells the day it was promised for before, and whether that changed anything.
    pub fn promise_line(
        &mut self,
        name: &str,
        place: u32,
        day: Date,
        reason: Option<Line>,
    ) -> Result<(Number, Option<Date>, bool), Error> {
        self.change(Deed::OrderRevise, |tx, by| {
            let order = tx.need_shown_order(&by.scope, name)?;
            let loaded = Loaded::of(tx, order)?;
            refuse_final(&loaded.order, loaded.progress.status).map_err(Error::Rule)?;
            let number = loaded.order.number;
            let line = loaded.lines.iter().find(|line| line.line == place);
            let line = line.ok_or_else(|| Error::Rule(format!("{number} has no line {place}")))?.id;
            let before = tx.last_promise(line)?;
            if before == Some(day) {
                return Ok((number, before, false));
            }
            if let Some(before) = before
                && reason.is_none()
            {
                return Err(Error::Rule(format!(
                    "line {place} of {number} was promised for {before}; say why that changes with --reason"
                )));
            }
            tx.add_promise(&Promise { line, promised: day, at: by.now, reason, rep: Some(by.id()) })?;
            Ok((number, before, true))
        })
    }
}

/// Returns the contact of that name, who must be one of the order's account.
pub(in crate::app) fn orderer(tx: &Tx<'_>, order: &Order, named: &str) -> Result<ContactId, Error> {
    let contact = tx.need_contact(named)?;
    if contact.account == order.account {
        return Ok(contact.id);
    }
    let code = tx.account_code(order.account)?;
    Err(Error::Rule(format!("{} is not a contact of {code}, whose order {} is", contact.id, order.number)))
}

/// Changes an order, in a transaction that is under way.
pub(super) fn revise(
    tx: &Tx<'_>,
    by: &By,
    rules: PriceRules,
    order: Order,
    contact: Option<ContactId>,
    wishes: &[Wish],
    reason: &Line,
) -> Result<Revised, Error> {
    let mut loaded = Loaded::of(tx, order)?;
    refuse_final(&loaded.order, loaded.progress.status).map_err(Error::Rule)?;
    let before = loaded.progress.totals.total.minor;
    let account = tx.account_by_id(loaded.order.account)?;
    let pricing = Pricing::new(tx, by, rules, &account, loaded.order.currency);
    let (mut changes, mut origins) = (Vec::new(), Vec::new());
    for wish in wishes {
        let (altered, origin) = carried_out(tx, &mut loaded, &pricing, wish)?;
        changes.extend(altered);
        origins.extend(origin);
    }
    if changes.is_empty() {
        return Ok(unchanged(&loaded));
    }
    let revised = store(tx, by, loaded, contact, changes, reason)?;
    let grown = Loaded::of(tx, tx.need_shown_order(&by.scope, revised.number.as_str())?)?;
    if grown.progress.totals.total.minor > before && grown.order.state == OrderState::Placed {
        let nothing = Money { minor: 0, ..grown.progress.totals.total };
        refuse_purchase(tx, account, nothing, by.now)?;
    }
    Ok(Revised { origins, ..revised })
}

fn carried_out(
    tx: &Tx<'_>,
    loaded: &mut Loaded,
    pricing: &Pricing<'_>,
    wish: &Wish,
) -> Result<(Vec<Altered>, Option<Origin>), Error> {
    let shipped = loaded.shipped();
    let price = match wish {
        Wish::Amend(Amendment::Quantity(place, quantity)) => {
            let untouched = |id| shipped.get(&id).is_none_or(|left| !left.is_positive());
            let line = loaded.lines.iter().find(|line| line.line == *place && untouched(line.id));
            line.map(|line| pricing.again(&loaded.order, line, *quantity)).transpose()?.flatten()
        }
        _ => None,
    };
    let mut draft = Draft { order: &mut loaded.order, lines: &mut loaded.lines, shipped: &shipped };
    match wish {
        Wish::Add(added) => {
            let (new, origin) = priced(tx, pricing, added)?;
            Ok((draft.add(new), origin))
        }
        Wish::Amend(amendment) => {
            let mut altered = draft.amend(amendment.clone()).map_err(Error::Rule)?;
            if let (Some(price), Amendment::Quantity(place, _)) = (price, amendment) {
                altered.extend(draft.reprice(*place, price).map_err(Error::Rule)?);
            }
            Ok((altered, None))
        }
    }
}

fn priced(tx: &Tx<'_>, pricing: &Pricing<'_>, added: &Added) -> Result<(NewLine, Option<Origin>), Error> {
    let product = tx.need_product(added.sku.as_str())?;
    pricing.refuse_goods(&product)?;
    if let Some(size) = product.pack_size
        && !added.quantity.is_multiple_of(size)
    {
        let sku = &product.sku;
        return Err(Error::Rule(format!("{} of {sku} is no whole number of packs of {size}", added.quantity)));
    }
    let cost = pricing.of(&product, added.quantity, added.price.as_deref())?;
    let new = NewLine {
        product: product.id,
        sku: product.sku,
        unit: product.unit,
        quantity: added.quantity,
        unit_price: cost.unit_price,
        discount: cost.discount,
    };
    Ok((new, cost.origin))
}

fn store(
    tx: &Tx<'_>,
    by: &By,
    loaded: Loaded,
    contact: Option<ContactId>,
    changes: Vec<Altered>,
    reason: &Line,
) -> Result<Revised, Error> {
    tx.save_order(&loaded.order, &loaded.lines)?;
    let revision = tx.add_revision(loaded.order.id, by.now, by.id(), contact, reason, &changes)?;
    let now = Loaded::of(tx, loaded.order)?;
    let twins =
        if changes.iter().any(|change| change.field == "po_number") { tx.po_twins(&now.order)? } else { Vec::new() };
    Ok(Revised {
        number: now.order.number,
        revision: Some(revision),
        changes,
        status: now.progress.status,
        twins,
        origins: Vec::new(),
    })
}

fn unchanged(loaded: &Loaded) -> Revised {
    Revised {
        number: loaded.order.number.clone(),
        revision: None,
        changes: Vec::new(),
        status: loaded.progress.status,
        twins: Vec::new(),
        origins: Vec::new(),
    }
}
