//! Price lists, whom they are for, prices and discounts.

use proptest::prelude::*;

use super::product::{part, quantity};
use super::{by_book, code, comes_back, day, kept, maybe, one_of, tier, typed};
use crate::domain::intake::{DiscountIntake, PriceIntake, PriceListForIntake, PriceListIntake};
use crate::domain::price::{Days, DiscountKind, Worth};
use crate::domain::{Currency, Line, Money, Rate, Segment, Sku};

fn days() -> impl Strategy<Value = Days> {
    (prop::option::of(day()), prop::option::of(day()))
        .prop_map(|(starts, ends)| Days { starts, ends })
        .prop_filter("no day", |days| !days.are_none())
}

fn rate() -> impl Strategy<Value = Rate> {
    (0..=1_000_000_u32).prop_filter_map("no share", Rate::new)
}

fn worth() -> impl Strategy<Value = Worth> {
    prop_oneof![
        (0..i64::MAX).prop_map(Worth::Price),
        (0..9_999_i64).prop_map(Worth::Price),
        rate().prop_map(Worth::Discount)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_and_whom_they_are_for_come_back(
        key in maybe(), list in code(), name in typed::<Line>(), priority in any::<i32>(), days in days(),
        whom in 0..5_u8, tier in tier(), book in by_book(),
    ) {
        let it = PriceListIntake {
            code: list.clone(), name, currency: "JPY".parse().unwrap(), priority: Some(priority), days,
        };
        comes_back(&kept(key, &list, it), book);
        comes_back(&part(PriceListForIntake {
            contract: (whom == 1).then(|| list.clone()),
            account: (whom == 2).then(|| list.clone()),
            segment: (whom == 3).then_some(Segment::B2b),
            tier: (whom == 4).then_some(tier),
            inherited: whom == 2,
            list,
            days,
        }), book);
    }

    #[test]
    fn prices_come_back(
        list in code(), sku in typed::<Sku>(), unit in maybe::<Line>(), min in quantity(), beyond in prop::option::of(quantity()),
        worth in worth(), days in days(), offer in maybe::<Line>(), book in by_book(),
    ) {
        comes_back(&part(PriceIntake {
            list, sku, unit, min_quantity: min, max_quantity: beyond.map(|more| min.plus(more)), worth,
            currency: Some(Currency::EUR), days, offer,
        }), book);
    }

    #[test]
    fn discounts_come_back(
        code in code(), kind in one_of(DiscountKind::ALL), rate in rate(), minor in 0..9_999_999_i64, days in days(),
        segment in prop::option::of(one_of(Segment::ALL)), book in by_book(),
    ) {
        let above = (kind == DiscountKind::Threshold).then_some(Money { minor, currency: Currency::EUR });
        comes_back(&part(DiscountIntake { code, kind, account: None, segment, tier: None, rate, above, days }), book);
    }
}
