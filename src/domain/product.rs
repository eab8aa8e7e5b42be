//! Products: what is sold, in which units and packs, and what takes their place.

use super::{AccountId, Date, Language, Line, ProductId, Quantity, Segment, Sku, UnitPrice};

words! {
    /// What a paper that belongs to a product is.
    DocumentKind, "a kind of document";
    /// What it can do, in figures.
    Sheet = "sheet",
    /// What somebody vouches for.
    Certificate = "certificate",
    /// How to use it.
    Manual = "manual",
    /// How it is built.
    Drawing = "drawing",
    /// What to beware of.
    Safety = "safety",
}

words! {
    /// Whether a product may be bought.
    Effect, "allow or deny";
    /// It may.
    Allow = "allow",
    /// It may not.
    Deny = "deny",
}

/// A product, as the master of products describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The row.
    pub id: ProductId,
    /// What it is ordered by.
    pub sku: Sku,
    /// What it is called.
    pub name: Line,
    /// What it is one of.
    pub category: Option<Line>,
    /// What its quantities count: `piece`, `kg`, `m`.
    pub unit: Line,
    /// How it is packed, in words.
    pub pack: Option<Line>,
    /// Orders are whole multiples of it.
    pub pack_size: Option<Quantity>,
    /// What a unit costs us.
    pub cost: Option<UnitPrice>,
    /// Days from an order of ours until it is here.
    pub lead_days: Option<u32>,
    /// Below it, more is to be ordered.
    pub reorder_level: Option<Quantity>,
    /// The first day it is sold.
    pub sells_from: Option<Date>,
    /// The last day it is sold.
    pub sells_to: Option<Date>,
    /// Whether it was given up, whatever its last day.
    pub discontinued: bool,
    /// What takes its place; it may be unknown as yet.
    pub replaced_by: Option<Sku>,
}

/// A paper that belongs to a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is about.
    pub product: ProductId,
    /// What it is.
    pub kind: DocumentKind,
    /// What it is called.
    pub title: Line,
    /// Where it lies: a URL or a path.
    pub location: Line,
    /// What it is written in.
    pub language: Option<Language>,
    /// The last day it holds.
    pub valid_to: Option<Date>,
}

/// Whose buying a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buyer {
    /// An account's.
    Account(AccountId),
    /// That of all accounts of a segment.
    Segment(Segment),
}

/// What a rule lets somebody buy, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goods {
    /// One product.
    Product(ProductId),
    /// All products of a category.
    Category(Line),
}

/// A rule about who may buy what.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Assortment {
    pub buyer: Buyer,
    pub goods: Goods,
    pub effect: Effect,
}

/// Tells whether somebody may buy a product, by the rules that are about them: of two rules the denial holds, and where
/// anything is allowed, nothing else is.
pub fn may_buy(rules: &[Assortment], product: &Product) -> bool {
    let is_about = |rule: &&Assortment| match &rule.goods {
        Goods::Product(id) => *id == product.id,
        Goods::Category(name) => product.category.as_ref().is_some_and(|category| category == name),
    };
    let of = |effect: Effect| rules.iter().filter(move |rule| rule.effect == effect);
    let is_denied = of(Effect::Deny).any(|rule| is_about(&rule));
    !is_denied && (of(Effect::Allow).next().is_none() || of(Effect::Allow).any(|rule| is_about(&rule)))
}

words! {
    /// Where a product stands in its life.
    Life, "a stage of a product's life";
    /// It is not sold yet.
    Announced = "announced",
    /// It is sold.
    Sold = "sold",
    /// It is not sold any more.
    Discontinued = "discontinued",
}

impl Product {
    /// Tells where it stands on a day.
    pub fn life(&self, today: Date) -> Life {
        if self.discontinued || self.sells_to.is_some_and(|last| last < today) {
            Life::Discontinued
        } else if self.sells_from.is_some_and(|first| first > today) {
            Life::Announced
        } else {
            Life::Sold
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product() -> Product {
        let day = |text: &str| text.parse::<Date>().unwrap();
        Product {
            id: ProductId::new(1),
            sku: "NW-001".parse().unwrap(),
            name: "Chai".parse().unwrap(),
            category: "Beverages".parse().ok(),
            unit: "piece".parse().unwrap(),
            pack: None,
            pack_size: None,
            cost: None,
            lead_days: None,
            reorder_level: None,
            sells_from: Some(day("2026-02-01")),
            sells_to: Some(day("2026-02-28")),
            discontinued: false,
            replaced_by: None,
        }
    }

    #[test]
    fn its_first_and_last_day_are_days_it_is_sold() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut product = product();
        let lives = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"].map(|text| product.life(day(text)));
        assert_eq!(lives, [Life::Announced, Life::Sold, Life::Sold, Life::Discontinued]);
        product.discontinued = true;
        assert_eq!(product.life(day("2026-02-02")), Life::Discontinued);
    }

    #[test]
    fn without_a_rule_all_is_sold_and_a_denial_beats_what_allows() {
        let rule = |goods, effect| Assortment { buyer: Buyer::Segment(Segment::B2b), goods, effect };
        let [this, other] = [1, 2].map(|id| Goods::Product(ProductId::new(id)));
        let drinks = Goods::Category("Beverages".parse().unwrap());
        let may = |rules: &[(&Goods, Effect)]| {
            let rules: Vec<_> = rules.iter().map(|(goods, effect)| rule((*goods).clone(), *effect)).collect();
            may_buy(&rules, &product())
        };
        assert!(may(&[]) && may(&[(&other, Effect::Deny)]) && may(&[(&this, Effect::Allow)]));
        assert!(may(&[(&other, Effect::Allow), (&drinks, Effect::Allow)]));
        assert!(!may(&[(&other, Effect::Allow)]) && !may(&[(&drinks, Effect::Deny)]));
        assert!(!may(&[(&this, Effect::Allow), (&drinks, Effect::Deny)]));
    }
}
