//! The same of orders, and of what was shipped of them.

use super::*;
use crate::domain::intake::{
    OfferName, OrderIntake, OrderLineIntake, OrderPromiseIntake, RevisionIntake, ShipmentIntake, TemplateIntake,
    TemplateLineIntake,
};
use crate::domain::order::{Every, Hold, OrderKind, OrderState};
use crate::domain::{Number, Quantity, Rate, Sku, TemplateId};

pub(super) fn number() -> impl Strategy<Value = Number> {
    "[A-Za-z0-9=@+é'][A-Za-z0-9 ./_'-]{0,10}[0-9]".prop_map(|number| number.parse().unwrap())
}

pub(super) fn sku() -> impl Strategy<Value = Sku> {
    "[A-Z=@+é'][A-Z0-9 ./-]{0,10}[0-9]".prop_map(|sku| sku.parse().unwrap())
}

pub(super) fn quantity() -> impl Strategy<Value = Quantity> {
    (0..9_000_000_000_i64).prop_map(Quantity::new)
}

/// A decimal as an export writes it: never with three decimals, which could divide thousands; nor with a nought at its end,
/// which a workbook does not keep.
pub(super) fn decimal() -> impl Strategy<Value = String> {
    (0..9_000_000_i64, 0..1000_i64, 1..=9_i64).prop_map(|(whole, part, last)| format!("{whole}.{part:03}{last}"))
}

fn order() -> impl Strategy<Value = Intake<OrderIntake>> {
    let words = (one_of(OrderKind::ALL), one_of(OrderState::ALL), prop::option::of(one_of(Hold::ALL)));
    let lines = (maybe(), maybe(), maybe());
    let amounts = (prop::option::of(decimal()), decimal(), decimal());
    let who = (code(), prop::option::of(email()), name());
    let times = (instant(), prop::option::of(instant()), prop::option::of(day()));
    let template = prop::option::of("L[1-9]{1,3}");
    (maybe(), number(), words, lines, amounts, who, times, template).prop_map(
        |(key, number, words, lines, amounts, who, times, template)| {
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
                template,
                quote: Some("Q7".to_owned()),
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
                offer: Some(OfferName { revision: Some(2), line, quantity: Quantity::units(line.into()) }),
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

fn template() -> impl Strategy<Value = Intake<TemplateIntake>> {
    let every = prop::sample::select(vec!["7d", "2w", "1m"]).prop_map(|every| every.parse::<Every>().unwrap());
    let when = (every, day(), any::<bool>(), instant());
    (maybe(), 1..999_i64, code(), prop::option::of(email()), typed(), when).prop_map(
        |(key, id, account, contact, name, (every, next_on, active, created_at))| {
            let id = TemplateId::new(id);
            let contact = contact.map(|email| email.to_string());
            let (id_, active, created_at) = (Some(id), Some(active), Some(created_at));
            kept(key, &id, TemplateIntake { id: id_, account, contact, name, every, next_on, active, created_at })
        },
    )
}

fn template_line() -> impl Strategy<Value = Intake<TemplateLineIntake>> {
    ("L[1-9]{1,3}", sku(), (1..9_000_000_i64).prop_map(Quantity::new))
        .prop_map(|(template, sku, quantity)| own(&"", TemplateLineIntake { template, sku, quantity }))
}

fn revision() -> impl Strategy<Value = Intake<RevisionIntake>> {
    let place = (number(), 1..99_u32, 1..99_u32, prop::option::of(1..99_u32));
    let who = (code(), prop::option::of(email()), instant());
    let values = (typed(), maybe::<Line>(), maybe::<Line>());
    (place, who, typed(), values).prop_map(|((order, revision, change, line), (rep, contact, at), reason, values)| {
        let (order, contact) = (order.to_string(), contact.map(|email| email.to_string()));
        let (field, [before, after]) = (values.0, [values.1, values.2].map(|value| value.map(|line| line.to_string())));
        own(&"", RevisionIntake { order, revision, change, at, rep, contact, reason, line, field, before, after })
    })
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

    #[test]
    fn templates_and_revisions_come_back(t in template(), l in template_line(), r in revision(), book in by_book()) {
        comes_back(&t, book);
        comes_back(&l, book);
        comes_back(&r, book);
    }
}
