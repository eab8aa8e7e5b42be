//! Changing an order that was agreed on: freely while nothing of a line has left, then only down to what has. A line counts
//! as allocated once something of it has left: stock is set aside by product, and for which line is not for us to guess.

use std::collections::HashMap;
use std::str::FromStr;

use super::{Order, OrderLine, OrderStatus, StatusName};
use crate::domain::{
    ContactId, Date, Instant, Invalid, Line, OrderLineId, ProductId, Quantity, Rate, RepId, Sku, UnitPrice,
};

/// One thing that a revision changed: a field, of a line or of the order itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Altered {
    pub line: Option<u32>,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A change of an order that was agreed on, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Revision {
    pub number: u32,
    pub at: Instant,
    pub rep: RepId,
    pub contact: Option<ContactId>,
    pub reason: Line,
    pub changes: Vec<Altered>,
}

/// What is to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// This much of a line is wanted.
    Quantity(u32, Quantity),
    /// Nothing more of a line is wanted.
    CancelLine(u32),
    /// A line is wanted on another day; nothing: on the order's.
    LineRequired(u32, Option<Date>),
    /// A line is charged to somebody else.
    CostCentre(u32, Option<Line>),
    /// The order goes by another number of the customer's.
    PoNumber(Option<Line>),
    /// It goes elsewhere.
    ShipTo(Option<Line>),
    /// Somebody else brings it.
    Carrier(Option<Line>),
    /// It is wanted on another day.
    Required(Option<Date>),
}

/// Something to be added to an order: `SKU=QTY`, or `SKU=QTY@PRICE`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Added {
    pub sku: Sku,
    pub quantity: Quantity,
    /// A plain number in the order's currency; nothing: as it is priced.
    pub price: Option<String>,
}

/// What somebody wants of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// One line more.
    Add(Added),
    /// Something else than it says.
    Amend(Amendment),
}

/// A priced line that is to be added.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each field is the line's field of that name")]
pub struct NewLine {
    pub product: ProductId,
    pub sku: Sku,
    pub unit: Line,
    pub quantity: Quantity,
    pub unit_price: UnitPrice,
    pub discount: Rate,
}

impl FromStr for Added {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse =
            || Invalid::new(text, "something to add", "`SKU=QUANTITY` or `SKU=QUANTITY@PRICE`, e.g. `BK-1=12`");
        let (sku, rest) = text.rsplit_once('=').ok_or_else(refuse)?;
        let (quantity, price) = rest.split_once('@').map_or((rest, None), |(quantity, price)| (quantity, Some(price)));
        let quantity: Quantity = quantity.parse()?;
        if !quantity.is_positive() {
            return Err(refuse());
        }
        Ok(Self { sku: sku.parse()?, quantity, price: price.map(str::to_owned) })
    }
}

impl Wish {
    /// The fields that a file of changes may name.
    pub const FIELDS: &'static [&'static str] =
        &["add", "cancel", "carrier", "cost_centre", "po_number", "quantity", "required", "ship_to"];

    /// Reads a change as a file writes it: a field, of a line or of the order itself, and its new value.
    pub fn read(line: Option<u32>, field: &str, value: Option<&str>) -> Result<Self, Invalid> {
        let odd = |expected: &str| Invalid::new(value.unwrap_or_default(), "a value of that field", expected);
        let text = || value.map(str::parse::<Line>).transpose();
        let day = || value.map(crate::domain::calendar::read_date).transpose();
        let amendment = match (field, line) {
            ("add", None) => return Ok(Self::Add(value.ok_or_else(|| odd("`SKU=QUANTITY`"))?.parse()?)),
            ("quantity", Some(line)) => Amendment::Quantity(line, value.ok_or_else(|| odd("a quantity"))?.parse()?),
            ("cancel", Some(line)) if value.is_none() => Amendment::CancelLine(line),
            ("cancel", Some(_)) => return Err(odd("nothing: all that has not left is cancelled")),
            ("required", Some(line)) => Amendment::LineRequired(line, day()?),
            ("cost_centre", Some(line)) => Amendment::CostCentre(line, text()?),
            ("required", None) => Amendment::Required(day()?),
            ("po_number", None) => Amendment::PoNumber(text()?),
            ("ship_to", None) => Amendment::ShipTo(text()?),
            ("carrier", None) => Amendment::Carrier(text()?),
            ("quantity" | "cancel" | "cost_centre", None) => {
                return Err(Invalid::new(field, "a field of an order", "a `line` beside it"));
            }
            ("add" | "po_number" | "ship_to" | "carrier", Some(_)) => {
                return Err(Invalid::new(field, "a field of a line", "no `line` beside it"));
            }
            _ => return Err(Invalid::word(field, "a field", Self::FIELDS)),
        };
        Ok(Self::Amend(amendment))
    }
}

/// An order that is being changed, with all that was shipped of it.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The order.
    pub order: &'a mut Order,
    /// Its lines, in their order.
    pub lines: &'a mut Vec<OrderLine>,
    /// What has left of each line.
    pub shipped: &'a HashMap<OrderLineId, Quantity>,
}

/// Says why an order is not changed any more.
pub fn refuse_final(order: &Order, status: OrderStatus) -> Result<(), String> {
    match status.name() {
        StatusName::Draft | StatusName::Open | StatusName::OnHold | StatusName::PartiallyShipped => Ok(()),
        StatusName::Shipped | StatusName::Delivered | StatusName::Completed | StatusName::Cancelled => {
            Err(format!("{} is {status}, which is final", order.number))
        }
    }
}

impl Draft<'_> {
    /// Changes one thing, and tells what that altered: nothing where it was so already.
    pub fn amend(&mut self, amendment: Amendment) -> Result<Vec<Altered>, String> {
        match amendment {
            Amendment::Quantity(line, quantity) => self.set_quantity(line, quantity),
            Amendment::CancelLine(line) => self.cancel_line(line),
            Amendment::LineRequired(line, day) => {
                let own = self.line(line)?;
                let before = std::mem::replace(&mut own.required, day);
                Ok(altered(Some(line), "required", before, day))
            }
            Amendment::CostCentre(line, centre) => {
                let own = self.line(line)?;
                let before = std::mem::replace(&mut own.cost_centre, centre.clone());
                Ok(altered(Some(line), "cost_centre", before, centre))
            }
            Amendment::PoNumber(value) => Ok(set(&mut self.order.po_number, "po_number", value)),
            Amendment::ShipTo(value) => Ok(set(&mut self.order.ship_to, "ship_to", value)),
            Amendment::Carrier(value) => Ok(set(&mut self.order.carrier, "carrier", value)),
            Amendment::Required(value) => Ok(set(&mut self.order.required, "required", value)),
        }
    }

    /// Adds a line behind the others.
    pub fn add(&mut self, new: NewLine) -> Vec<Altered> {
        let NewLine { product, sku, unit, quantity, unit_price, discount } = new;
        let line = self.lines.iter().map(|line| line.line).max().unwrap_or(0) + 1;
        self.lines.push(OrderLine {
            id: OrderLineId::new(0),
            order: self.order.id,
            line,
            product: Some(product),
            description: None,
            quantity,
            cancelled: Quantity::ZERO,
            unit,
            unit_price,
            discount,
            cost_centre: None,
            required: None,
            offer: None,
        });
        let what = format!("{sku}={quantity}@{}", unit_price.amount());
        let mut told = altered(Some(line), "add", None::<String>, Some(what));
        told.extend(self.forget_subtotal());
        told
    }

    /// Lets a unit of a line cost something else.
    pub fn reprice(&mut self, place: u32, price: UnitPrice) -> Result<Vec<Altered>, String> {
        let own = self.line(place)?;
        let (before, off) = (std::mem::replace(&mut own.unit_price, price), std::mem::take(&mut own.discount));
        let mut told = altered(Some(place), "unit_price", Some(before.amount()), Some(price.amount()));
        told.extend(altered(Some(place), "discount", Some(off), Some(Rate::ZERO)));
        told.extend(self.forget_subtotal());
        Ok(told)
    }

    /// Cancels all that has not left.
    pub fn cancel(&mut self) -> Result<Vec<Altered>, String> {
        let open: Vec<u32> =
            self.lines.iter().filter(|line| line.wanted() > self.left(line.id)).map(|line| line.line).collect();
        open.into_iter().try_fold(Vec::new(), |mut told, line| {
            told.extend(self.cancel_line(line)?);
            Ok(told)
        })
    }

    fn left(&self, line: OrderLineId) -> Quantity {
        self.shipped.get(&line).copied().unwrap_or(Quantity::ZERO)
    }

    fn line(&mut self, place: u32) -> Result<&mut OrderLine, String> {
        let number = &self.order.number;
        self.lines.iter_mut().find(|line| line.line == place).ok_or_else(|| format!("{number} has no line {place}"))
    }

    fn set_quantity(&mut self, place: u32, quantity: Quantity) -> Result<Vec<Altered>, String> {
        let number = self.order.number.clone();
        if !quantity.is_positive() {
            return Err(format!("{quantity} is no quantity to order; cancel line {place} instead"));
        }
        let own = self.line(place)?.clone();
        let (shipped, wanted) = (self.left(own.id), own.wanted());
        if shipped.is_positive() && quantity > wanted {
            return Err(format!(
                "line {place} of {number} cannot grow from {wanted} to {quantity}: {shipped} have left; add a new line"
            ));
        }
        if quantity < shipped {
            return Err(format!("line {place} of {number} cannot become {quantity}: {shipped} have left"));
        }
        self.line(place)?.quantity = quantity.plus(own.cancelled);
        let mut told = altered(Some(place), "quantity", Some(wanted), Some(quantity));
        if !told.is_empty() {
            told.extend(self.forget_subtotal());
        }
        Ok(told)
    }

    fn cancel_line(&mut self, place: u32) -> Result<Vec<Altered>, String> {
        let own = self.line(place)?.clone();
        let (shipped, wanted) = (self.left(own.id), own.wanted());
        let rest = own.quantity.minus(shipped);
        self.line(place)?.cancelled = rest;
        let mut told = altered(Some(place), "cancelled", Some(own.cancelled), Some(rest));
        if wanted > shipped {
            told.extend(self.forget_subtotal());
        }
        Ok(told)
    }

    /// What the master added up is not what these lines come to any more.
    fn forget_subtotal(&mut self) -> Vec<Altered> {
        let before = self.order.subtotal.take();
        altered(None, "subtotal", before.map(crate::domain::Money::amount), None)
    }
}

fn set<T: ToString + Clone>(field: &mut Option<T>, name: &str, value: Option<T>) -> Vec<Altered> {
    let before = std::mem::replace(field, value.clone());
    altered(None, name, before, value)
}

fn altered<T: ToString>(line: Option<u32>, field: &str, before: Option<T>, after: Option<T>) -> Vec<Altered> {
    let [before, after] = [before, after].map(|value| value.map(|value| value.to_string()));
    if before == after {
        return Vec::new();
    }
    vec![Altered { line, field: field.to_owned(), before, after }]
}
