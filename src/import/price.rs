//! Prices and discounts from files.

use super::price_list::one_at_most;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{DiscountIntake, Intake, PriceIntake};
use crate::domain::price::{DiscountKind, Worth};
use crate::domain::{Currency, Datum, Money, Quantity, UnitPrice};

/// What a file can say of prices.
static PRICES: Kind = Kind {
    name: "prices",
    key: &["list", "sku", "unit", "min_quantity", "starts"],
    fields: &[
        Field::required("list", "a price list's code", "LIST", "The list it stands in"),
        Field::required("sku", "a SKU", "BK-M82B-42", "What is sold"),
        Field::optional("unit", "a line of text", "piece", "What the quantities count; by default the product's unit"),
        Field::optional("min_quantity", "a quantity", "100", "The smallest quantity it is for; by default any"),
        Field::optional("max_quantity", "a quantity", "499", "The largest; above it, this price is none any more"),
        Field::optional("price", "a price", "12.3456", "Of a unit; or a discount"),
        Field::optional("currency", "a currency", "EUR", "The list's, which it is by default"),
        Field::optional("discount", "a percentage", "2.5", "So much less than the default list says"),
        Field::optional("discount_fraction", "a fraction", "0.025", "The same as a fraction of 1"),
        Field::optional("starts", "a date", "2026-01-01", "The first day it holds"),
        Field::optional("ends", "a date", "2026-12-31", "The last day it holds"),
        Field::optional("offer", "a line of text", "Spring sale", "What it is called"),
    ],
};

/// What a file can say of discounts.
static DISCOUNTS: Kind = Kind {
    name: "discounts",
    key: &["code"],
    fields: &[
        Field::required("code", "a code", "ACME-10", "Unique at this desk"),
        Field::required("kind", "a kind of discount", "account", "account, loyalty, or threshold: above an amount"),
        Field::optional("account", "an account's code", "ACME", "For that account"),
        Field::optional("segment", "a segment", "b2b", "For all accounts of it"),
        Field::optional("tier", "a tier", "1", "For all accounts of it; without any of the three, for everybody"),
        Field::optional("discount", "a percentage", "10", "How much of the price it takes off"),
        Field::optional("discount_fraction", "a fraction", "0.10", "The same as a fraction of 1"),
        Field::optional("above", "an amount", "10000.00", "The order's value that a threshold takes"),
        Field::optional("currency", "a currency", "EUR", "Of that value"),
        Field::optional("starts", "a date", "2026-01-01", "The first day it holds"),
        Field::optional("ends", "a date", "2026-12-31", "The last day it holds"),
    ],
};

impl Imported for PriceIntake {
    const KIND: &'static Kind = &PRICES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = PriceIntake {
            list: row.required("list")?,
            sku: row.required("sku")?,
            unit: row.optional("unit")?,
            min_quantity: row.not_negative("min_quantity")?.unwrap_or(Quantity::ZERO),
            max_quantity: row.not_negative("max_quantity")?,
            worth: worth(row)?,
            currency: row.optional("currency")?,
            days: row.days("starts", "ends")?,
            offer: row.optional("offer")?,
        };
        if it.max_quantity.is_some_and(|largest| largest < it.min_quantity) {
            return Err(row.refuse("max_quantity", "is below `min_quantity`"));
        }
        Ok(row.intake("", it))
    }
}

fn worth(row: &Row<'_>) -> Result<Worth, Refusal> {
    match (row.plain("price", UnitPrice::micros_of)?, row.rate("discount", "discount_fraction")?) {
        (Some(micros), None) => Ok(Worth::Price(micros)),
        (None, Some(rate)) => Ok(Worth::Discount(rate)),
        (Some(_), Some(_)) => Err(row.refuse("price", "goes with no discount: a row says one of them")),
        (None, None) => Err(row.missing("price")),
    }
}

impl Exported for PriceIntake {
    const LEFT_OUT: &'static [&'static str] = &["discount_fraction"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("list", Some(it.list));
        to.show("sku", Some(it.sku));
        to.show("unit", it.unit);
        to.put("min_quantity", Datum::quantity(Some(it.min_quantity)));
        to.put("max_quantity", Datum::quantity(it.max_quantity));
        match it.worth {
            Worth::Price(micros) => {
                let currency = it.currency.unwrap_or(Currency::EUR);
                to.put("price", Datum::price(Some(UnitPrice { micros, currency })));
                to.show("currency", it.currency);
            }
            Worth::Discount(rate) => {
                to.show("currency", it.currency);
                to.show("discount", Some(rate));
            }
        }
        to.put("starts", it.days.starts);
        to.put("ends", it.days.ends);
        to.show("offer", it.offer);
    }
}

impl Imported for DiscountIntake {
    const KIND: &'static Kind = &DISCOUNTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = DiscountIntake {
            code: row.required("code")?,
            kind: row.required("kind")?,
            account: row.optional("account")?,
            segment: row.optional("segment")?,
            tier: row.optional("tier")?,
            rate: row.rate("discount", "discount_fraction")?.ok_or_else(|| row.missing("discount"))?,
            above: above(row)?,
            days: row.days("starts", "ends")?,
        };
        one_at_most(row, &["account", "segment", "tier"])?;
        match (it.kind, &it.above) {
            (DiscountKind::Threshold, None) => Err(row.missing("above")),
            (DiscountKind::Account | DiscountKind::Loyalty, Some(_)) => {
                Err(row.refuse("above", "goes with the kind `threshold` alone"))
            }
            _ => Ok(row.intake("", it)),
        }
    }
}

fn above(row: &Row<'_>) -> Result<Option<Money>, Refusal> {
    if row.text("above").is_none() {
        return Ok(None);
    }
    let currency: Currency = row.required("currency")?;
    match row.plain("above", |amount| Money::parse(amount, currency))? {
        Some(Money { minor: ..0, .. }) => Err(row.refuse("above", "is below 0")),
        above => Ok(above),
    }
}

impl Exported for DiscountIntake {
    const LEFT_OUT: &'static [&'static str] = &["discount_fraction"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("code", Some(it.code));
        to.show("kind", Some(it.kind));
        to.show("account", it.account);
        to.show("segment", it.segment);
        to.put("tier", it.tier.map(|tier| i64::from(tier.number())));
        to.show("discount", Some(it.rate));
        to.put("above", Datum::amount(it.above.map(Money::amount)));
        to.show("currency", it.above.map(|above| above.currency));
        to.put("starts", it.days.starts);
        to.put("ends", it.days.ends);
    }
}
