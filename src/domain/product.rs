//! Products: what is sold, in which units and packs, and what takes their place.

use super::{Date, Line, ProductId, Quantity, Sku, UnitPrice};

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

/// Where a product stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It is not sold yet.
    Announced,
    /// It is sold.
    Sold,
    /// It is not sold any more.
    Discontinued,
}

impl Life {
    /// Returns it in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Sold => "sold",
            Self::Discontinued => "discontinued",
        }
    }
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

    #[test]
    fn its_first_and_last_day_are_days_it_is_sold() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut product = Product {
            id: ProductId::new(1),
            sku: "NW-001".parse().unwrap(),
            name: "Chai".parse().unwrap(),
            category: None,
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
        };
        let lives = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"].map(|text| product.life(day(text)));
        assert_eq!(lives, [Life::Announced, Life::Sold, Life::Sold, Life::Discontinued]);
        product.discontinued = true;
        assert_eq!(product.life(day("2026-02-02")), Life::Discontinued);
    }
}
