//! What tickets are about.

use std::fmt;
use std::str::FromStr;

use super::LinkKind;
use crate::domain::Invalid;

/// The kinds of matter, each with its finer kinds.
const KINDS: &[(&str, &[&str])] = &[
    ("stock", &["availability", "eta", "substitute"]),
    ("fulfilment", &["where", "partial", "backorder", "late", "wrong", "missing", "damaged"]),
    ("order-change", &["quantity", "line", "address", "date", "billing", "cancel", "bulk"]),
    ("po", &["mismatch", "duplicate", "missing", "approval"]),
    ("quote", &[]),
    ("price", &[]),
    ("invoice", &["price", "quantity", "tax", "entity", "duplicate", "dispute"]),
    ("payment", &[]),
    ("credit", &[]),
    ("return", &[]),
    ("technical", &[]),
    ("account", &[]),
    ("catalogue", &[]),
    ("contract", &[]),
    ("loyalty", &[]),
    ("integration", &[]),
    ("training", &[]),
    ("complaint", &[]),
    ("feedback", &[]),
    ("other", &[]),
];

/// What a ticket is about: a kind such as `stock`, or a finer one such as `fulfilment.late`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category {
    kind: &'static str,
    finer: Option<&'static str>,
}

impl Category {
    /// What somebody wants a price for.
    pub const QUOTE: Self = Self { kind: "quote", finer: None };
    /// What fits nowhere else.
    pub const OTHER: Self = Self { kind: "other", finer: None };

    /// Returns the kind without its finer part.
    pub const fn kind(self) -> &'static str {
        self.kind
    }

    /// Tells whether it is a finer kind.
    pub const fn is_finer(self) -> bool {
        self.finer.is_some()
    }

    /// Returns every kind's name.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(kind, _)| *kind)
    }

    /// Returns what a ticket of this kind is about, which whoever opens it is asked for.
    pub fn asks_for(self) -> Option<LinkKind> {
        match self.kind {
            "stock" | "price" | "catalogue" => Some(LinkKind::Product),
            "fulfilment" | "order-change" | "po" => Some(LinkKind::Order),
            "quote" => Some(LinkKind::Quote),
            "invoice" | "payment" => Some(LinkKind::Invoice),
            "return" => Some(LinkKind::Return),
            _ => None,
        }
    }

    /// Tells whether this is `filter`, or a finer kind of it.
    pub fn is_within(self, filter: Self) -> bool {
        self.kind == filter.kind && (filter.finer.is_none() || self.finer == filter.finer)
    }
}

impl FromStr for Category {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (kind, finer) = text.split_once('.').map_or((text, None), |(kind, finer)| (kind, Some(finer)));
        let unknown = || Invalid::word(text, "a category", &Self::kinds().collect::<Vec<_>>());
        let (kind, finers) = KINDS.iter().find(|(name, _)| *name == kind).ok_or_else(unknown)?;
        let Some(finer) = finer else { return Ok(Self { kind, finer: None }) };
        if finers.is_empty() {
            return Err(Invalid::new(text, "a category", format!("`{kind}`, which has no finer kinds")));
        }
        let known = finers.iter().find(|name| **name == finer);
        let refused = || {
            let choices = finers.iter().map(|finer| format!("{kind}.{finer}")).collect::<Vec<_>>();
            Invalid::word(text, "a category", &choices.iter().map(String::as_str).collect::<Vec<_>>())
        };
        Ok(Self { kind, finer: Some(known.ok_or_else(refused)?) })
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.finer {
            Some(finer) => f.pad(&format!("{}.{finer}", self.kind)),
            None => f.pad(self.kind),
        }
    }
}

impl serde::Serialize for Category {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finer_kinds_are_within_their_kind() {
        let late: Category = "fulfilment.late".parse().unwrap();
        assert!(late.is_within("fulfilment".parse().unwrap()));
        assert!(!late.is_within("fulfilment.wrong".parse().unwrap()));
        assert_eq!(late.to_string(), "fulfilment.late");
    }

    #[test]
    fn a_kind_asks_for_what_it_is_about() {
        let asked = |text: &str| text.parse::<Category>().unwrap().asks_for();
        assert_eq!(asked("fulfilment.late"), Some(LinkKind::Order));
        assert_eq!([asked("invoice.tax"), asked("stock")], [Some(LinkKind::Invoice), Some(LinkKind::Product)]);
        assert_eq!(asked("complaint"), None);
    }

    #[test]
    fn an_unknown_category_is_refused_with_the_near_one() {
        let sentence = |text: &str| text.parse::<Category>().unwrap_err().to_string();
        assert!(sentence("fulfillment").ends_with("did you mean `fulfilment`?"));
        assert!(sentence("stock.etta").ends_with("did you mean `stock.eta`?"));
        assert_eq!(sentence("quote.big"), "`quote.big` is not a category, expected `quote`, which has no finer kinds");
    }
}
