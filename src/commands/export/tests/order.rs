//! The same of orders, and of what was shipped of them.

use super::*;
use crate::domain::intake::{OrderIntake, OrderLineIntake, OrderPromiseIntake, ShipmentIntake};
use crate::domain::order::{Hold, OrderKind, OrderState};
use crate::domain::{Number, Quantity, Rate, Sku};

fn number() -> impl Strategy<Value = Number> {
    "[A-Za-z0-9=@+é'][A-Za-z0-9 ./_'-]{0,10}[0-9]".prop_map(|number| number.parse().unwrap())
}

fn sku() -> impl Strategy<Value = Sku> {
    "[A-Z=@+é'][A-Z0-9 ./-]{0,10}[0-9]".prop_map(|sku| sku.parse().unwrap())
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (0..9_000_000_000_i64).prop_map(Quantity::new)
}

/// A decimal as an export writes it: never with three decimals, which could divide thousands; nor with a nought at its end,
/// which a workbook does not keep.
fn decimal() -> impl Strategy<Value = String> {
    (0..9_000_000_i64, 0..1000_i64, 1..=9_i64).prop_map(|(whole, part, last)| format!("{whole}.{part:03}{last}"))
}

fn order() -> impl Strategy<Value = Intake<OrderIntake>> {
    let words = (one_of(OrderKind::ALL), one_of(OrderState::ALL), prop::option::of(one_of(Hold::ALL)));
    let lines = (maybe(), maybe(), maybe());
    let amounts = (prop::option::of(decimal()), decimal(), decimal());
    let who = (code(), prop::option::of(email()), name());
    let times = (instant(), prop::option::of(instant()), prop::option::of(day()));
    (maybe(), number(), words, lines, amounts, who, times).prop_map(
        |(key, number, words, lines, amounts, who, times)| {
            let it = OrderIntake {
                number,
                account: Some(who.0.to_string()),
                account_external_id: None,
                contact: who.1.map(|email| email.to_string()),
                contact_external_id: None,
                rep: who.2,
                rep_external_id: None,
                kind: Some(words.0),
                state: Some(words.1),
                hold: words.2.map_or(Change::Clear, Change::Set),
                po_number: lines.0,
                currency: "EUR".parse().ok(),
                terms: "2/10 NET30".parse().ok(),
                ordered_at: times.0,
                required: times.2,
                carrier: lines.1,
                ship_to: lines.2,
                subtotal: amounts.0,
                tax: Some(amounts.1),
                freight: Some(amounts.2),
                closed_at: times.1,
                created_at: Some(times.0),
            };
            kept(key, &it.number.to_string(), it)
        },
    )
}

fn line() -> impl Strategy<Value = Intake<OrderLineIntake>> {
    let place = (number(), 1..9999_u32);
    let amounts = (quantity(), prop::option::of(quantity()), decimal(), prop::option::of(0..=1_000_000_u32));
    let words = (prop::option::of(sku()), maybe(), maybe(), maybe());
    (place, amounts, words, prop::option::of(day())).prop_map(|((order, line), amounts, words, required)| {
        own(
            &"",
            OrderLineIntake {
                order: order.to_string(),
                line,
                sku: words.0,
                description: words.1,
                quantity: amounts.0,
                cancelled: amounts.1,
                unit: words.2,
                unit_price: amounts.2,
                discount: amounts.3.and_then(Rate::new),
                cost_centre: words.3,
                required,
                promised: None,
            },
        )
    })
}

fn promise() -> impl Strategy<Value = Intake<OrderPromiseIntake>> {
    (number(), 1..9999_u32, day(), instant(), maybe(), name()).prop_map(|(order, line, promised, at, reason, rep)| {
        own(&"", OrderPromiseIntake { order: order.to_string(), line, promised, at, reason, rep })
    })
}

fn shipment() -> impl Strategy<Value = Intake<ShipmentIntake>> {
    let what = (number(), number(), prop::option::of((1..9999_u32, prop::option::of(quantity()))));
    let how = (maybe(), maybe(), prop::option::of(code()));
    (what, how, prop::option::of(instant()), prop::option::of(instant())).prop_map(
        |((number, order, line), (carrier, tracking, warehouse), shipped_at, delivered_at)| {
            own(
                &"",
                ShipmentIntake {
                    number,
                    order: order.to_string(),
                    line: line.map(|(line, _)| line),
                    quantity: line.and_then(|(_, quantity)| quantity),
                    carrier,
                    tracking,
                    warehouse,
                    shipped_at,
                    delivered_at,
                },
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn orders_lines_promises_and_shipments_come_back(
        o in order(), l in line(), p in promise(), s in shipment(), book in by_book(),
    ) {
        comes_back(&o, book);
        comes_back(&l, book);
        comes_back(&p, book);
        comes_back(&s, book);
    }
}
