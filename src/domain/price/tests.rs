//! Prices against what they should be: rules by property, and real breaks by hand.

use proptest::prelude::*;

use super::*;
use crate::domain::UnitPrice;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn list(code: &str, priority: i32) -> PriceList {
    PriceList {
        id: PriceListId::new(1),
        code: code.parse().unwrap(),
        name: code.parse().unwrap(),
        currency: Currency::EUR,
        priority,
        days: Days::default(),
    }
}

fn candidate(level: Level, code: &str, min: i64, worth: &str) -> Candidate {
    let worth = match worth.strip_suffix('%') {
        Some(_) => Worth::Discount(worth.parse().unwrap()),
        None => Worth::Price(UnitPrice::micros_of(worth).unwrap()),
    };
    let price = Price {
        list: PriceListId::new(1),
        product: ProductId::new(1),
        unit: "piece".parse().unwrap(),
        min_quantity: Quantity::units(min),
        max_quantity: None,
        worth,
        days: Days::default(),
        offer: None,
    };
    Candidate { level, list: list(code, 0), theirs: Days::default(), price }
}

fn up_to(max: i64, candidate: Candidate) -> Candidate {
    Candidate { price: Price { max_quantity: Some(Quantity::units(max)), ..candidate.price }, ..candidate }
}

fn ask(quantity: i64, on: &str) -> Ask {
    Ask { quantity: Quantity::units(quantity), unit: "piece".parse().unwrap(), currency: Currency::EUR, day: day(on) }
}

fn terms(candidates: Vec<Candidate>) -> Terms {
    Terms { candidates, discounts: Vec::new(), mixing: Mixing::Best, floor: None }
}

/// Returns what a unit costs.
fn unit(terms: &Terms, quantity: i64, on: &str) -> String {
    quote(&ask(quantity, on), terms).offer.map_or_else(|| "none".to_owned(), |offer| offer.unit_price.amount())
}

const TODAY: &str = "2025-01-15";

#[test]
fn the_nearest_list_decides_whatever_the_quantity() {
    let all = vec![
        candidate(Level::Default, "LIST", 0, "14"),
        candidate(Level::Default, "LIST", 1000, "1"),
        candidate(Level::Tier, "TIER", 0, "12.90"),
        candidate(Level::Segment, "B2B", 500, "5"),
        candidate(Level::Parent(1), "GROUP", 200, "12.40"),
        candidate(Level::Account, "OWN", 5000, "3"),
    ];
    let costs = [10, 200, 500, 1000, 5000].map(|quantity| unit(&terms(all.clone()), quantity, TODAY));
    assert_eq!(costs, ["12.90", "12.40", "12.40", "12.40", "3.00"]);
    let told = |quantity| {
        let fates = resolve(&ask(quantity, TODAY), &all);
        fates.into_iter().map(|fate| format!("{} {:?}", fate.candidate.list.code, fate.loss)).collect::<Vec<_>>()
    };
    insta::assert_snapshot!(told(1000).join("\n"), @"
    OWN Some(TooFew)
    GROUP None
    B2B Some(Farther)
    TIER Some(Farther)
    LIST Some(Farther)
    LIST Some(Farther)
    ");
}

#[test]
fn within_a_level_the_larger_break_then_the_priority_then_the_lower_price_holds() {
    let mut first = candidate(Level::Account, "A", 10, "9");
    let second = candidate(Level::Account, "B", 10, "8");
    assert_eq!(unit(&terms(vec![first.clone(), second.clone()]), 10, TODAY), "8.00");
    first.list.priority = 1;
    assert_eq!(unit(&terms(vec![first.clone(), second.clone()]), 10, TODAY), "9.00");
    let larger = candidate(Level::Account, "C", 20, "9.50");
    assert_eq!(unit(&terms(vec![first, second, larger]), 20, TODAY), "9.50");
}

#[test]
fn what_is_for_another_day_unit_or_currency_is_passed_over() {
    let mut all = vec![candidate(Level::Default, "LIST", 0, "14")];
    for (code, change) in [("DAY", 0), ("LISTDAY", 1), ("THEIRS", 2), ("UNIT", 3), ("USD", 4)] {
        let mut other = candidate(Level::Account, code, 0, "1");
        let past = Days { starts: None, ends: Some(day("2025-01-14")) };
        match change {
            0 => other.price.days = past,
            1 => other.list.days = past,
            2 => other.theirs = past,
            3 => other.price.unit = "box".parse().unwrap(),
            _ => other.list.currency = "USD".parse().unwrap(),
        }
        all.push(other);
    }
    let quoted = quote(&ask(1, TODAY), &terms(all.clone()));
    assert_eq!(quoted.offer.unwrap().unit_price.amount(), "14.00");
    assert_eq!(unit(&terms(all), 1, "2025-01-14"), "1.00");
    let losses: Vec<_> = quoted.fates.into_iter().filter_map(|fate| fate.loss).collect();
    assert_eq!(losses, [Loss::Day, Loss::Day, Loss::Day, Loss::Unit, Loss::Currency]);
}

#[test]
fn a_share_off_a_list_without_a_price_is_none() {
    assert_eq!(unit(&terms(vec![candidate(Level::Segment, "B2B", 0, "5%")]), 1, TODAY), "none");
}

fn discount(code: &str, kind: DiscountKind, rate: &str) -> Discount {
    let above = (kind == DiscountKind::Threshold).then(|| crate::domain::Money::parse("1000", Currency::EUR).unwrap());
    let (code, rate) = (code.parse().unwrap(), rate.parse().unwrap());
    Discount { code, kind, whom: Whom::Everybody, rate, above, days: Days::default() }
}

#[test]
fn discounts_count_alone_or_one_after_the_other() {
    let mut terms = terms(vec![candidate(Level::Default, "LIST", 0, "10")]);
    terms.discounts = vec![
        discount("BIG", DiscountKind::Threshold, "5"),
        discount("OWN", DiscountKind::Account, "10"),
        discount("LOYAL", DiscountKind::Loyalty, "3"),
        discount("OWN-2", DiscountKind::Account, "2"),
    ];
    assert_eq!([99, 100].map(|quantity| unit(&terms, quantity, TODAY)), ["9.00", "9.00"]);
    terms.mixing = Mixing::Stack;
    assert_eq!([99, 100].map(|quantity| unit(&terms, quantity, TODAY)), ["8.73", "8.2935"]);
    let quoted = quote(&ask(100, TODAY), &terms).offer.unwrap();
    let told: Vec<_> = quoted.reductions.iter().map(|it| format!("{} {:?}", it.discount.code, it.unused)).collect();
    assert_eq!(told, ["OWN None", "OWN-2 Some(Smaller)", "LOYAL None", "BIG None"]);
    assert_eq!(quoted.amount.unwrap().to_string(), "829.35 EUR");
}

#[test]
fn no_discount_leads_below_the_floor_and_what_was_agreed_below_it_stands() {
    let cost = UnitPrice::parse("7.25", Currency::EUR).unwrap();
    let mut terms = terms(vec![candidate(Level::Default, "LIST", 0, "9")]);
    terms.discounts = vec![discount("OWN", DiscountKind::Account, "25")];
    terms.floor = Some(floor(cost, "10".parse().unwrap()));
    let quoted = quote(&ask(1, TODAY), &terms).offer.unwrap();
    assert_eq!((quoted.unit_price.amount().as_str(), quoted.floored), ("7.975", Some(Floored::Held)));
    terms.candidates = vec![candidate(Level::Contract, "FROZEN", 0, "7.50")];
    let quoted = quote(&ask(1, TODAY), &terms).offer.unwrap();
    assert_eq!((quoted.unit_price.amount().as_str(), quoted.floored), ("7.50", Some(Floored::Below)));
    let third = UnitPrice { micros: 1, currency: Currency::EUR };
    assert_eq!(floor(third, "0.0001".parse().unwrap()).micros, 2);
}

/// `AdventureWorks`: GL-F110-L at 37.9900, with shares for resellers that end above a quantity.
fn gloves() -> Terms {
    let days = Days { starts: Some(day("2022-05-30")), ends: Some(day("2025-05-29")) };
    let rows = [(11, 14, "2%"), (15, 24, "5%"), (25, 40, "10%"), (41, 60, "15%")];
    let breaks = rows.map(|(min, max, off)| up_to(max, candidate(Level::Segment, "VOLUME-RESELLER", min, off)));
    let mut all: Vec<Candidate> = breaks.into();
    for candidate in &mut all {
        candidate.price.days = days;
    }
    all.push(candidate(Level::Default, "LIST", 0, "37.9900"));
    terms(all)
}

#[test]
fn real_breaks_hold_from_their_first_to_their_last_unit() {
    let terms = gloves();
    let costs = [1, 10, 11, 14, 15, 24, 25, 40, 41, 60, 61].map(|quantity| {
        let offer = quote(&ask(quantity, TODAY), &terms).offer.unwrap();
        format!("{quantity:>2} at {} = {}", offer.unit_price.amount(), offer.amount.unwrap())
    });
    insta::assert_snapshot!(costs.join("\n"), @"
     1 at 37.99 = 37.99 EUR
    10 at 37.99 = 379.90 EUR
    11 at 37.2302 = 409.53 EUR
    14 at 37.2302 = 521.22 EUR
    15 at 36.0905 = 541.36 EUR
    24 at 36.0905 = 866.17 EUR
    25 at 34.191 = 854.78 EUR
    40 at 34.191 = 1367.64 EUR
    41 at 32.2915 = 1323.95 EUR
    60 at 32.2915 = 1937.49 EUR
    61 at 37.99 = 2317.39 EUR
    ");
}

#[test]
fn the_cliff_behind_a_largest_quantity_is_seen_from_both_sides() {
    let steps = |quantity| {
        let offer = quote(&ask(quantity, TODAY), &gloves()).offer.unwrap();
        [offer.cheaper, offer.dearer, offer.missed]
            .map(|step| step.map(|step| format!("{} at {}", step.quantity, step.unit_price.amount())))
            .map(|step| step.unwrap_or_else(|| "-".to_owned()))
            .join(", ")
    };
    let told = [1, 14, 24, 60, 61, 500].map(|quantity| format!("{quantity}: {}", steps(quantity)));
    insta::assert_snapshot!(told.join("\n"), @"
    1: 11 at 37.2302, -, -
    14: 15 at 36.0905, -, -
    24: 25 at 34.191, -, -
    60: -, 61 at 37.99, -
    61: -, -, 60 at 32.2915
    500: -, -, 60 at 32.2915
    ");
}

#[test]
fn real_breaks_hold_on_their_first_and_last_day() {
    let on = ["2022-05-29", "2022-05-30", "2025-05-29", "2025-05-30"].map(|day| unit(&gloves(), 11, day));
    assert_eq!(on, ["37.99", "37.2302", "37.2302", "37.99"]);
}

/// `AdventureWorks`: HL-U509-R at 34.9900, whose sale is for any quantity, and ends between two breaks.
#[test]
fn a_sale_for_any_quantity_gives_way_to_a_break_and_that_is_told() {
    let mut all = gloves().candidates;
    all.retain(|candidate| candidate.price.min_quantity < Quantity::units(25));
    let mut sale = candidate(Level::Segment, "VOLUME-RESELLER", 0, "15%");
    sale.price.days = Days { starts: Some(day("2024-05-29")), ends: Some(day("2024-06-28")) };
    all.push(sale);
    let terms = terms(all);
    assert_eq!([10, 11, 25].map(|quantity| unit(&terms, quantity, "2024-06-28")), ["32.2915", "37.2302", "32.2915"]);
    assert_eq!([10, 11].map(|quantity| unit(&terms, quantity, "2024-06-29")), ["37.99", "37.2302"]);
    let missed = quote(&ask(11, "2024-06-28"), &terms).offer.unwrap().missed.unwrap();
    assert_eq!((missed.quantity, missed.unit_price.amount().as_str()), (Quantity::units(10), "32.2915"));
}

/// Northwind: NW-038 at 263.50, one price for everybody.
#[test]
fn a_list_with_one_price_is_that_price_for_any_quantity() {
    let terms = terms(vec![candidate(Level::Default, "LIST", 0, "263.5")]);
    let offer = quote(&ask(60, TODAY), &terms).offer.unwrap();
    assert_eq!((offer.amount.unwrap().to_string().as_str(), offer.cheaper, offer.dearer), ("15810.00 EUR", None, None));
}

fn any_level() -> impl Strategy<Value = Level> {
    prop_oneof![
        Just(Level::Contract),
        Just(Level::Account),
        (1..3_u8).prop_map(Level::Parent),
        Just(Level::Segment),
        Just(Level::Tier),
        Just(Level::Default),
    ]
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let days = (prop::option::of(1..28_i8), prop::option::of(1..28_i8)).prop_map(|(first, last)| {
        let day = |number: i8| Date::new(2025, 1, number).unwrap();
        Days { starts: first.map(day), ends: last.map(day) }
    });
    let worth =
        prop_oneof![(0..9_i64).prop_map(|price| price.to_string()), (0..50_u32).prop_map(|rate| format!("{rate}%"))];
    let bounds = (0..20_i64, prop::option::of(0..20_i64));
    (any_level(), "[A-C]", bounds, worth, 0..3_i32, days, any::<bool>()).prop_map(
        |(level, code, (min, beyond), worth, priority, days, in_euro)| {
            let mut made = candidate(level, &code, min, &worth);
            made.price.max_quantity = beyond.map(|more| Quantity::units(min + more));
            made.price.days = days;
            made.list.priority = priority;
            if !in_euro {
                made.list.currency = "USD".parse().unwrap();
            }
            made
        },
    )
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(any_candidate(), 0..9)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_prices_changes_nothing(all in candidates(), shuffled in any::<prop::sample::Index>(), quantity in 1..40_i64) {
        let mut turned = all.clone();
        turned.reverse();
        if !turned.is_empty() {
            let middle = shuffled.index(turned.len());
            turned.rotate_left(middle);
        }
        let asked = ask(quantity, TODAY);
        prop_assert_eq!(quote(&asked, &terms(all)), quote(&asked, &terms(turned)));
    }

    #[test]
    fn the_price_that_is_told_to_hold_is_the_price(all in candidates(), quantity in 1..40_i64) {
        let asked = ask(quantity, TODAY);
        let quoted = quote(&asked, &terms(all.clone()));
        let holding: Vec<_> = quoted.fates.iter().filter(|fate| fate.loss.is_none()).collect();
        prop_assert_eq!(quoted.fates.len(), all.len());
        prop_assert_eq!(holding.len(), usize::from(quoted.offer.is_some()));
        if let Some(offer) = quoted.offer {
            prop_assert_eq!(holding[0].price, Some(offer.listed));
            prop_assert_eq!(&holding[0].candidate, &offer.won);
            prop_assert!(offer.won.holds_on(asked.day) && offer.won.price.min_quantity <= asked.quantity);
        }
    }

    #[test]
    fn a_farther_list_never_beats_a_nearer_one(all in candidates(), farther in any_candidate(), quantity in 1..40_i64) {
        let asked = ask(quantity, TODAY);
        let before = quote(&asked, &terms(all.clone())).offer;
        if let Some(before) = before.filter(|before| before.won.level < farther.level) {
            let all = [all, vec![farther]].concat();
            // A share off the default list becomes a price once that list has one.
            let are_prices = all.iter().all(|candidate| matches!(candidate.price.worth, Worth::Price(_)));
            let after = quote(&asked, &terms(all)).offer.unwrap();
            prop_assert!(after.won.level <= before.won.level);
            prop_assert!(!are_prices || (&after.won, after.unit_price) == (&before.won, before.unit_price));
        }
    }

    #[test]
    fn a_step_says_what_asking_for_it_says(all in candidates(), quantity in 1..40_i64) {
        let terms = terms(all);
        let Some(offer) = quote(&ask(quantity, TODAY), &terms).offer else { return Ok(()) };
        for step in [offer.cheaper, offer.dearer, offer.missed].into_iter().flatten() {
            let there = quote(&Ask { quantity: step.quantity, ..ask(quantity, TODAY) }, &terms).offer.unwrap();
            prop_assert_eq!(there.unit_price, step.unit_price);
        }
    }
}
