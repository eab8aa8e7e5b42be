//! How far an order has come: derived from its lines and what was shipped of them, never stored.

use std::collections::HashMap;
use std::fmt;

use super::{Hold, Order, OrderLine, OrderState, Parcel, Shipment};
use crate::domain::{Date, Money, OrderLineId, ProductId, Quantity, ShipmentId, UnitPrice};

words! {
    /// How far an order has come, by its first word.
    StatusName, "a status of an order";
    /// Nobody has placed it yet.
    Draft = "draft",
    /// Nothing of it has left.
    Open = "open",
    /// It waits for something.
    OnHold = "on-hold",
    /// Some of it has left.
    PartiallyShipped = "partially-shipped",
    /// All of it has left.
    Shipped = "shipped",
    /// All of it has come.
    Delivered = "delivered",
    /// It was closed: nothing more is to be done.
    Completed = "completed",
    /// Nothing comes of it.
    Cancelled = "cancelled",
}

impl StatusName {
    /// Tells whether something of the order is still to leave.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::OnHold | Self::PartiallyShipped)
    }
}

/// How far an order has come, and what it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderStatus {
    /// It waits, for this.
    OnHold(Hold),
    /// Any other.
    Plain(StatusName),
}

impl OrderStatus {
    /// Returns its first word.
    pub const fn name(self) -> StatusName {
        match self {
            Self::OnHold(_) => StatusName::OnHold,
            Self::Plain(name) => name,
        }
    }

    /// Tells whether something of the order is still to leave.
    pub const fn is_open(self) -> bool {
        self.name().is_open()
    }
}

/// Writes `open`, `on-hold(credit)`.
impl fmt::Display for OrderStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnHold(hold) => f.pad(&format!("{}({hold})", StatusName::OnHold)),
            Self::Plain(name) => f.pad(name.as_str()),
        }
    }
}

impl serde::Serialize for OrderStatus {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What an order carries in all, as far as its status goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    /// How many lines it has.
    pub lines: i64,
    /// How many of them want something still, shipped or not.
    pub wanted: i64,
    /// How many of them want more than was shipped.
    pub waiting: i64,
    /// How many shipments carry something of it.
    pub shipments: i64,
    /// How many of them have come.
    pub delivered: i64,
}

impl Loaded {
    /// Adds up lines, by how much is wanted of each and how much was shipped, and the shipments that carry something, by
    /// whether they have come.
    pub fn of(lines: impl IntoIterator<Item = [Quantity; 2]>, came: impl IntoIterator<Item = bool>) -> Self {
        let mut loaded = Self::default();
        for [wanted, shipped] in lines {
            loaded.lines += 1;
            loaded.wanted += i64::from(wanted.is_positive());
            loaded.waiting += i64::from(wanted.minus(shipped).is_positive());
        }
        for came in came {
            loaded.shipments += 1;
            loaded.delivered += i64::from(came);
        }
        loaded
    }

    /// Derives the status of an order from what was decided about it and what was shipped.
    pub const fn status(self, state: OrderState, hold: Option<Hold>) -> OrderStatus {
        let name =
            match (state, hold) {
                (OrderState::Draft, _) => StatusName::Draft,
                (OrderState::Cancelled, _) => StatusName::Cancelled,
                (OrderState::Completed, _) => StatusName::Completed,
                (OrderState::Placed, _) if self.lines > 0 && self.wanted == 0 => StatusName::Cancelled,
                (OrderState::Placed, _) if self.shipments > 0 && self.waiting == 0 => {
                    if self.delivered == self.shipments { StatusName::Delivered } else { StatusName::Shipped }
                }
                (OrderState::Placed, Some(hold)) => return OrderStatus::OnHold(hold),
                (OrderState::Placed, None) if self.shipments > 0 => StatusName::PartiallyShipped,
                (OrderState::Placed, None) => StatusName::Open,
            };
        OrderStatus::Plain(name)
    }
}

/// How far one line has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineProgress {
    /// The line.
    pub line: OrderLineId,
    /// How much of it has left.
    pub shipped: Quantity,
    /// How much is still to leave.
    pub remaining: Quantity,
    /// The day it is promised for, the last time somebody did.
    pub promised: Option<Date>,
    /// What it costs, rounded by itself.
    pub amount: Money,
}

/// What an order comes to. The lines are rounded one by one to be shown, and their exact sum once to be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// The exact sum of the lines, rounded once.
    pub lines: Money,
    /// That, or what the master told.
    pub subtotal: Money,
    /// What the rounded lines differ from it by.
    pub rounding: Money,
    /// The tax.
    pub tax: Money,
    /// What bringing it costs.
    pub freight: Money,
    /// All of it.
    pub total: Money,
}

/// How far an order has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The status.
    pub status: OrderStatus,
    /// Its lines, in their order.
    pub lines: Vec<LineProgress>,
    /// What it comes to.
    pub totals: Totals,
}

impl Progress {
    /// Folds what was shipped and promised into an order. Nothing where an amount is more than can be counted.
    pub fn of(
        order: &Order,
        lines: &[OrderLine],
        shipments: &[Shipment],
        parcels: &[Parcel],
        promises: &HashMap<OrderLineId, Date>,
    ) -> Option<Self> {
        let carrying = |shipment: ShipmentId| {
            parcels.iter().any(|parcel| parcel.shipment == shipment && parcel.quantity.is_positive())
        };
        let progress: Vec<LineProgress> = lines
            .iter()
            .map(|line| LineProgress::of(line, parcels, promises.get(&line.id).copied()))
            .collect::<Option<_>>()?;
        let left = shipments.iter().filter(|shipment| carrying(shipment.id));
        let loaded = Loaded::of(
            lines.iter().zip(&progress).map(|(line, progress)| [line.wanted(), progress.shipped]),
            left.map(|shipment| shipment.delivered_at.is_some()),
        );
        let totals = Totals::of(order, lines)?;
        Some(Self { status: loaded.status(order.state, order.hold), lines: progress, totals })
    }
}

impl LineProgress {
    fn of(line: &OrderLine, parcels: &[Parcel], promised: Option<Date>) -> Option<Self> {
        let shipped = parcels.iter().filter(|parcel| parcel.line == line.id).map(|parcel| parcel.quantity).sum();
        Some(Self {
            line: line.id,
            shipped,
            remaining: line.wanted().minus(shipped).or_nothing(),
            promised,
            amount: line.unit_price.times(line.wanted(), line.discount)?,
        })
    }
}

impl Totals {
    /// Adds up an order. What was cancelled costs nothing, unless the master's own subtotal says otherwise.
    pub fn of(order: &Order, lines: &[OrderLine]) -> Option<Self> {
        let currency = order.currency;
        let money = |minor: i64| Money { minor, currency };
        let exact = UnitPrice::sum(lines.iter().map(|line| (line.unit_price, line.wanted(), line.discount)), currency)?;
        let each = lines
            .iter()
            .try_fold(0_i64, |sum, line| sum.checked_add(line.unit_price.times(line.wanted(), line.discount)?.minor))?;
        let subtotal = order.subtotal.unwrap_or(exact);
        let total = subtotal.minor.checked_add(order.tax.minor)?.checked_add(order.freight.minor)?;
        Some(Self {
            lines: exact,
            subtotal,
            rounding: money(exact.minor.checked_sub(each)?),
            tax: order.tax,
            freight: order.freight,
            total: money(total),
        })
    }
}

/// What stock there is for lines that wait, handed out in their order.
#[derive(Debug, Clone, Default)]
pub struct Backlog {
    available: HashMap<ProductId, Quantity>,
}

impl Backlog {
    /// Begins with what is available of each product.
    pub fn of(available: impl IntoIterator<Item = (ProductId, Quantity)>) -> Self {
        Self { available: available.into_iter().collect() }
    }

    /// Returns how much of what remains of a line no stock is there for. Of what the desk knows no stock it says nothing.
    pub fn backordered(&mut self, product: Option<ProductId>, remaining: Quantity) -> Option<Quantity> {
        let available = self.available.get_mut(&product?)?;
        let taken = available.or_nothing().min(remaining);
        *available = available.minus(taken);
        Some(remaining.minus(taken))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::order::OrderKind;
    use crate::domain::{AccountId, Currency, Instant, OrderId, Rate};

    fn order(state: OrderState, hold: Option<Hold>) -> Order {
        let nothing = Money { minor: 0, currency: Currency::EUR };
        Order {
            id: OrderId::new(1),
            number: "SO-1".parse().unwrap(),
            account: AccountId::new(1),
            contact: None,
            rep: None,
            kind: OrderKind::Standard,
            state,
            hold,
            po_number: None,
            currency: Currency::EUR,
            terms: None,
            ordered_at: Instant::from_epoch(0),
            required: None,
            carrier: None,
            ship_to: None,
            subtotal: None,
            tax: nothing,
            freight: nothing,
            closed_at: None,
            created_at: Instant::from_epoch(0),
            template: None,
            quote: None,
        }
    }

    fn line(id: i64, quantity: i64, cancelled: i64, price: &str, discount: &str) -> OrderLine {
        OrderLine {
            id: OrderLineId::new(id),
            order: OrderId::new(1),
            line: u32::try_from(id).unwrap(),
            product: None,
            description: "Hose".parse().ok(),
            quantity: Quantity::new(quantity),
            cancelled: Quantity::new(cancelled),
            unit: "piece".parse().unwrap(),
            unit_price: UnitPrice::parse(price, Currency::EUR).unwrap(),
            discount: discount.parse().unwrap(),
            cost_centre: None,
            required: None,
            offer: None,
        }
    }

    fn shipment(id: i64, delivered: bool) -> Shipment {
        Shipment {
            id: ShipmentId::new(id),
            number: format!("S-{id}").parse().unwrap(),
            order: OrderId::new(1),
            warehouse: None,
            carrier: None,
            tracking: None,
            shipped_at: Instant::from_epoch(0),
            delivered_at: delivered.then(|| Instant::from_epoch(1)),
        }
    }

    #[test]
    fn lines_are_rounded_to_be_shown_and_their_sum_once_to_be_counted() {
        let lines =
            [line(1, 1000, 0, "0.004", "0"), line(2, 1000, 0, "0.004", "0"), line(3, 3000, 0, "10.3333", "2.5")];
        let totals = Totals::of(&order(OrderState::Placed, None), &lines).unwrap();
        assert_eq!((totals.lines.minor, totals.rounding.minor, totals.total.minor), (3023, 1, 3023));
        let told =
            Order { subtotal: Some(Money { minor: 3000, currency: Currency::EUR }), ..order(OrderState::Placed, None) };
        assert_eq!(Totals::of(&told, &lines).unwrap().total.minor, 3000);
    }

    #[test]
    fn stock_is_handed_out_once() {
        let product = ProductId::new(1);
        let mut backlog = Backlog::of([(product, Quantity::units(10))]);
        let mut short = |units| backlog.backordered(Some(product), Quantity::units(units));
        assert_eq!([short(6), short(6), short(3)], [0, 2, 3].map(|units| Some(Quantity::units(units))));
        assert_eq!(backlog.backordered(Some(ProductId::new(2)), Quantity::units(1)), None);
    }

    proptest! {
        #[test]
        fn every_order_has_a_status_that_goes_with_its_lines(
            state in prop::sample::select(OrderState::ALL), hold in prop::option::of(prop::sample::select(Hold::ALL)),
            lines in prop::collection::vec((0..4000_i64, 0..4000_i64), 0..5),
            loads in prop::collection::vec((0..3_i64, 0..5_usize, 0..3000_i64), 0..8), delivered in any::<[bool; 3]>(),
        ) {
            let lines: Vec<OrderLine> = (1..).zip(&lines)
                .map(|(id, (quantity, cancelled))| line(id, *quantity, *cancelled.min(quantity), "1", "0")).collect();
            // Whatever is asked to be shipped, no more leaves than is wanted.
            let mut parcels: Vec<Parcel> = Vec::new();
            for (shipment, place, quantity) in loads {
                let Some(line) = lines.get(place) else { continue };
                let left: Quantity = parcels.iter().filter(|parcel| parcel.line == line.id).map(|parcel| parcel.quantity).sum();
                if left.plus(Quantity::new(quantity)) <= line.wanted() {
                    parcels.push(Parcel { shipment: ShipmentId::new(shipment + 1), line: line.id, quantity: Quantity::new(quantity) });
                }
            }
            let shipments = [1, 2, 3].map(|id| shipment(id, delivered[usize::try_from(id - 1).unwrap()]));
            let progress = Progress::of(&order(state, hold), &lines, &shipments, &parcels, &HashMap::new()).unwrap();
            for (line, progress) in lines.iter().zip(&progress.lines) {
                prop_assert_eq!(progress.shipped.plus(progress.remaining), line.wanted());
            }
            let remains = progress.lines.iter().any(|line| line.remaining.is_positive());
            let shipped = progress.lines.iter().any(|line| line.shipped.is_positive());
            let wanted = lines.iter().any(|line| line.wanted().is_positive());
            match progress.status.name() {
                StatusName::Draft => prop_assert_eq!(state, OrderState::Draft),
                StatusName::Completed => prop_assert_eq!(state, OrderState::Completed),
                StatusName::Cancelled => prop_assert!(state == OrderState::Cancelled || (!lines.is_empty() && !wanted)),
                StatusName::OnHold => prop_assert!(hold.is_some() && (remains || lines.is_empty())),
                StatusName::Open => prop_assert!(!shipped && hold.is_none()),
                StatusName::PartiallyShipped => prop_assert!(shipped && remains),
                StatusName::Shipped | StatusName::Delivered => prop_assert!(shipped && !remains),
            }
        }

        #[test]
        fn what_lines_differ_by_is_less_than_a_minor_unit_each(
            lines in prop::collection::vec((0..9_000_000_i64, 0..99_000_i64, 0..=1_000_000_u32), 0..20),
        ) {
            let lines: Vec<OrderLine> = (1..).zip(&lines).map(|(id, (price, quantity, discount))| OrderLine {
                unit_price: UnitPrice { micros: *price, currency: Currency::EUR },
                discount: Rate::new(*discount).unwrap(),
                ..line(id, *quantity, 0, "1", "0")
            }).collect();
            let totals = Totals::of(&order(OrderState::Placed, None), &lines).unwrap();
            prop_assert!(totals.rounding.minor.abs() <= i64::try_from(lines.len()).unwrap().div_euclid(2) + 1);
            let exact: i128 = lines.iter().map(|line| i128::from(line.unit_price.micros)
                * i128::from(line.quantity.thousandths()) * i128::from(line.discount.rest())).sum();
            let off = exact - i128::from(totals.lines.minor) * 10_i128.pow(13);
            prop_assert!(off.abs() * 2 <= 10_i128.pow(13));
        }
    }
}
