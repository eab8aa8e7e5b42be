//! What an account buys and owes, at a glance.

use serde::Serialize;

use crate::app::{Buying, OrderGlimpse};
use crate::domain::habit::Habit;
use crate::domain::order::{Hold, OrderState};
use crate::domain::{Instant, Line, Money, Number, Seconds};
use crate::output::{Cell, Column, Human, Row, Tone};
use crate::view::{CreditDetail, key, word};

/// What an account buys and owes.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct BuyingDetail {
    pub credit: CreditDetail,
    /// What an order typically comes to, over the last year: the median.
    pub typical_order: Option<Money>,
    /// How long it typically is from one order to the next.
    pub order_every: Option<Seconds>,
    pub last_order_at: Option<Instant>,
    /// Whether twice that time has gone by without an order.
    pub order_overdue: bool,
    pub orders: Vec<GlimpseRow>,
    /// How many disputes are not decided.
    pub open_disputes: usize,
    /// How many returns are not closed.
    pub open_returns: usize,
}

/// One of the latest orders.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct GlimpseRow {
    pub number: Number,
    pub ordered_at: Instant,
    pub state: OrderState,
    pub hold: Option<Hold>,
    pub po_number: Option<Line>,
    pub total: Money,
}

impl BuyingDetail {
    /// Takes what an account buys and owes.
    pub fn of(buying: Buying, now: Instant) -> Self {
        let Buying { credit, habit, orders, disputes, returns } = buying;
        let currency = credit.account.currency;
        Self {
            credit: CreditDetail::of(credit),
            typical_order: habit.map(|habit| Money { minor: habit.typical, currency }),
            order_every: habit.and_then(|habit: Habit| habit.rhythm),
            last_order_at: habit.map(|habit| habit.last),
            order_overdue: habit.is_some_and(|habit| habit.is_overdue(now)),
            orders: orders.into_iter().map(GlimpseRow::of).collect(),
            open_disputes: disputes,
            open_returns: returns,
        }
    }

    pub(super) fn facts(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let mut facts = vec![("owes", self.credit.owed(human))];
        if let (Some(typical), Some(last)) = (self.typical_order, self.last_order_at) {
            let every = self.order_every.map_or_else(String::new, |every| format!(" every {}", human.span(every)));
            let late = if self.order_overdue { ", longer ago than usual" } else { "" };
            let text = format!("about {}{every}, last {}{late}", human.money(typical), human.when(last));
            facts.push(("orders", Cell::toned(text, if self.order_overdue { Tone::Warn } else { Tone::Plain })));
        }
        for (label, count) in [("disputes", self.open_disputes), ("returns", self.open_returns)] {
            if count > 0 {
                facts.push((label, Cell::toned(format!("{count} open"), Tone::Warn)));
            }
        }
        facts
    }
}

impl GlimpseRow {
    /// Takes an order, and what it comes to.
    pub fn of((order, total): (OrderGlimpse, Money)) -> Self {
        let OrderGlimpse { number, ordered_at, state, hold, po_number, .. } = order;
        Self { number, ordered_at, state, hold, po_number, total }
    }

    fn state(&self) -> Cell {
        match (self.state, self.hold) {
            (OrderState::Placed, Some(hold)) => Cell::toned(format!("on hold: {hold}"), Tone::Warn),
            (OrderState::Cancelled, _) => Cell::toned(self.state.to_string(), Tone::Dim),
            (state, _) => Cell::show(state),
        }
    }
}

impl Row for GlimpseRow {
    const ONE: &'static str = "order";
    const MANY: &'static str = "orders";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("number", "order", |row, _| key(&row.number)),
        Column::text("ordered_at", "ordered", |row, human| human.when(row.ordered_at).into()),
        Column::text("state", "state", |row, _| row.state()),
        Column::text("po_number", "po", |row, _| word(row.po_number.as_ref())),
        Column::number("total", "total", |row, human| Cell {
            align: crate::output::Align::Right,
            ..human.money(row.total).into()
        }),
        Column::data("hold"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_glimpse_has_a_column() {
        let row = GlimpseRow {
            number: "SO-1".parse().unwrap(),
            ordered_at: Instant::from_epoch(0),
            state: OrderState::Placed,
            hold: None,
            po_number: None,
            total: Money { minor: 1, currency: Currency::EUR },
        };
        assert_eq!(undeclared(&row), Vec::<String>::new());
    }
}
