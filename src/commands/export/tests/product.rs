//! Products, their papers, who may buy them, and stock.

use proptest::prelude::*;

use super::{by_book, code, comes_back, day, instant, kept, maybe, one_of, typed};
use crate::domain::intake::{
    AssortmentIntake, DocumentIntake, IncomingIntake, Intake, ProductIntake, StockIntake, WarehouseIntake,
};
use crate::domain::product::{DocumentKind, Effect};
use crate::domain::{Currency, Line, Quantity, Segment, Sku, UnitPrice};

pub(super) fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![0..9_999_i64, (0..9_999_i64).prop_map(|units| units * 1000), Just(i64::MAX)].prop_map(Quantity::new)
}

fn product() -> impl Strategy<Value = Intake<ProductIntake>> {
    let lines = (typed::<Line>(), maybe(), maybe(), maybe(), maybe::<Sku>());
    let sizes = (prop::option::of(quantity()), prop::option::of(quantity()), prop::option::of(0..999_u32));
    let cost = prop::option::of(0..9_999_999_i64);
    let days = (prop::option::of(day()), prop::option::of(day()), any::<bool>());
    (maybe(), typed::<Sku>(), lines, sizes, cost, days).prop_map(|(key, sku, lines, sizes, cost, days)| {
        let it = ProductIntake {
            name: lines.0,
            category: lines.1,
            unit: lines.2,
            pack: lines.3,
            replaced_by: lines.4,
            pack_size: sizes.0.filter(|size| size.is_positive()),
            reorder_level: sizes.1,
            lead_days: sizes.2,
            cost: cost.map(|micros| UnitPrice { micros, currency: Currency::EUR }),
            sells_from: days.0,
            sells_to: days.1,
            discontinued: Some(days.2),
            sku,
        };
        kept(key, &it.sku.to_string(), it)
    })
}

/// A part of something has no key of its own.
pub(super) fn part<T>(it: T) -> Intake<T> {
    Intake { source: None, external_id: String::new(), digest: 0, it }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn products_and_their_papers_come_back(
        p in product(), kind in one_of(DocumentKind::ALL), title in typed::<Line>(), valid_to in prop::option::of(day()),
        book in by_book(),
    ) {
        let paper = DocumentIntake {
            sku: p.it.sku.clone(), kind, location: title.clone(), title, language: "it".parse().ok(), valid_to,
        };
        comes_back(&p, book);
        comes_back(&part(paper), book);
    }

    #[test]
    fn who_may_buy_comes_back(
        account in code(), sku in typed::<Sku>(), category in typed::<Line>(), effect in one_of(Effect::ALL),
        by_account in any::<bool>(), of_product in any::<bool>(), book in by_book(),
    ) {
        comes_back(&part(AssortmentIntake {
            account: by_account.then_some(account),
            segment: (!by_account).then_some(Segment::D2c),
            sku: of_product.then_some(sku),
            category: (!of_product).then_some(category),
            effect,
        }), book);
    }

    #[test]
    fn stock_comes_back(
        sku in typed::<Sku>(), warehouse in code(), name in maybe::<Line>(), amount in quantity(),
        due in prop::option::of(day()),
        at in instant(), book in by_book(),
    ) {
        comes_back(&part(WarehouseIntake { code: warehouse.clone(), name: name.clone() }), book);
        let on_hand = Quantity::ZERO.minus(amount);
        comes_back(&part(StockIntake {
            sku: sku.clone(), warehouse: warehouse.clone(), on_hand, allocated: amount, as_of: Some(at),
        }), book);
        comes_back(&part(IncomingIntake { sku, warehouse, due, quantity: amount, reference: name, as_of: Some(at) }), book);
    }
}
