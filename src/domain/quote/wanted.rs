//! What somebody wants a price for: `VH-220=100`, or in steps, `VH-220=100,500@48.30`.

use std::str::FromStr;

use crate::domain::{Invalid, Quantity, Sku};

/// A quantity, and what a unit costs then.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Step {
    pub quantity: Quantity,
    /// A plain number in the quote's currency; nothing: as lists and discounts say.
    pub price: Option<String>,
}

/// Quantities to choose from, the smallest first and each once: `100`, or `100,500@48.30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps(Vec<Step>);

/// A product in such quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Wanted {
    pub sku: Sku,
    pub steps: Steps,
}

impl Steps {
    /// Returns them, one at least.
    pub fn as_slice(&self) -> &[Step] {
        &self.0
    }
}

impl FromStr for Steps {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || {
            let expected = "quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`";
            Invalid::new(text, "a choice of quantities", expected)
        };
        let step = |part: &str| {
            let (quantity, price) = part.split_once('@').map_or((part, None), |(much, price)| (much, Some(price)));
            let quantity: Quantity = quantity.trim().parse()?;
            if quantity.is_positive() { Ok(Step { quantity, price: price.map(str::to_owned) }) } else { Err(refuse()) }
        };
        let mut steps = text.split(',').map(step).collect::<Result<Vec<_>, _>>()?;
        steps.sort_by_key(|step| step.quantity);
        if steps.windows(2).any(|two| two[0].quantity == two[1].quantity) { Err(refuse()) } else { Ok(Self(steps)) }
    }
}

impl FromStr for Wanted {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let expected = "`SKU=QUANTITY`, in steps `SKU=100,500`, with a price `SKU=100@50.83`";
        let (sku, steps) = text.rsplit_once('=').ok_or_else(|| Invalid::new(text, "something to offer", expected))?;
        Ok(Self { sku: sku.parse()?, steps: steps.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match text.parse::<Wanted>() {
            Ok(Wanted { sku, steps }) => {
                let steps = steps.as_slice().iter().map(|step| format!("{} at {:?}", step.quantity, step.price));
                format!("{sku}: {}", steps.collect::<Vec<_>>().join(", "))
            }
            Err(why) => why.to_string(),
        }
    }

    #[test]
    fn quantities_come_in_their_order_and_each_once() {
        let texts = ["VH-220=100", "VH-220=500@48.30,100", "VH-220", "VH-220=0", "VH-220=-3", "A=100,100", "A="];
        insta::assert_snapshot!(texts.map(read).join("\n"), @r#"
        VH-220: 100 at None
        VH-220: 100 at None, 500 at Some("48.30")
        `VH-220` is not something to offer, expected `SKU=QUANTITY`, in steps `SKU=100,500`, with a price `SKU=100@50.83`
        `0` is not a choice of quantities, expected quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`
        `-3` is not a choice of quantities, expected quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`
        `100,100` is not a choice of quantities, expected quantities above 0, each once, with prices or without, e.g. `100` or `100,500@48.30`
        `` is not a quantity, expected a plain number with at most three decimals, e.g. `100`
        "#);
    }
}
