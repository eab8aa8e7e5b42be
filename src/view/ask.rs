//! Price, stock and credit in one answer.

use serde::Serialize;

use super::{AvailabilityDetail, MayBuyDetail, PriceRow, listed, nothing, table, word};
use crate::app::{MayHave, OpenLine, OpenOffer, Told};
use crate::domain::{Code, Money, Number, Quantity, QuoteId, UnitPrice};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// What there is to answer.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct ToldDetail {
    pub account: Option<Code>,
    /// Null where nothing says what it costs.
    pub price: Option<PriceRow>,
    pub stock: AvailabilityDetail,
    /// Null where it costs nothing that can be said, and to whoever may not know of credit.
    pub credit: Option<MayBuyDetail>,
    /// What the account owes and is about to owe; null to whoever may not know.
    pub exposure: Option<Money>,
    /// What of it is on order and still to come.
    pub on_order: Vec<OpenLineRow>,
    /// What quotes offer of it, and may still be accepted.
    pub offers: Vec<OpenOfferRow>,
}

/// What a quote offers.
#[derive(Debug, Clone, Serialize)]
pub struct OpenOfferRow {
    pub quote: QuoteId,
    pub quantity: Quantity,
    pub unit_price: UnitPrice,
    /// The last day to accept it, `2026-11-21`.
    pub valid_until: String,
}

impl OpenOfferRow {
    fn of(offer: &OpenOffer) -> Self {
        let OpenOffer { quote, quantity, unit_price, valid_until } = *offer;
        Self { quote, quantity, unit_price, valid_until: valid_until.to_string() }
    }

    fn told(&self) -> (&'static str, Cell) {
        let Self { quote, quantity, unit_price, valid_until } = self;
        ("quoted", format!("{quote} offers {quantity} at {unit_price} until {valid_until}").into())
    }
}

/// A line of an order that is still to come.
#[derive(Debug, Clone, Serialize)]
pub struct OpenLineRow {
    pub order: Number,
    pub line: u32,
    pub quantity: Quantity,
    /// What is still to be shipped of it.
    pub remaining: Quantity,
    /// The day it is promised for, `2026-11-21`.
    pub promised: Option<String>,
}

impl OpenLineRow {
    fn of(line: OpenLine) -> Self {
        let OpenLine { order, line, quantity, remaining, promised } = line;
        Self { order, line, quantity, remaining, promised: promised.map(|day| day.to_string()) }
    }
}

impl Row for OpenLineRow {
    const ONE: &'static str = "line";
    const MANY: &'static str = "lines";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("order", "order", |row, _| Cell::show(&row.order)),
        Column::number("line", "line", |row, _| Cell::number(row.line)),
        Column::number("quantity", "ordered", |row, _| Cell::number(row.quantity)),
        Column::number("remaining", "to come", |row, _| Cell::number(row.remaining)),
        Column::text("promised", "promised", |row, _| word(row.promised.as_ref())),
    ];
}

impl ToldDetail {
    /// Takes what there is to answer.
    pub fn of(told: Told) -> Self {
        let Told { price, stock, credit, open, offers } = told;
        let row = price.quotes.first().map(|quoted| PriceRow::of(&price.product.sku, quoted, price.floor));
        let exposure = credit.as_ref().map(|may| may.credit.standing.position.exposure);
        let may_buy =
            |MayHave { credit, amount, answer }: MayHave| Some(MayBuyDetail::of(&credit, amount?, answer.as_ref()?));
        Self {
            account: price.account,
            price: row,
            stock: AvailabilityDetail::of(stock),
            credit: credit.and_then(may_buy),
            exposure,
            on_order: open.into_iter().map(OpenLineRow::of).collect(),
            offers: offers.iter().map(OpenOfferRow::of).collect(),
        }
    }

    fn price(&self) -> Vec<(&'static str, Cell)> {
        let Some(row) = &self.price else { return vec![("price", nothing())] };
        let mut facts = Vec::new();
        match (row.unit_price, row.amount) {
            (Some(price), Some(amount)) => {
                facts.push(("price", format!("{price} each").into()));
                facts.push(("for all", Cell::toned(amount.to_string(), Tone::Strong)));
            }
            _ => facts.push(("price", nothing())),
        }
        let from = [row.discounts.as_ref(), row.list.as_ref()];
        facts.push(("by", listed(from.into_iter().flatten()).into()));
        facts.extend(row.remarks.iter().map(|remark| ("mind", remark.as_str().into())));
        facts
    }

    fn stock(&self, human: &Human) -> Vec<(&'static str, Cell)> {
        let stock = &self.stock;
        let unit = &stock.unit;
        let there = match stock.all_there.as_deref() {
            Some("now") => Cell::toned("all of it is there", Tone::Good),
            Some(day) => Cell::toned(format!("all of it on {day}, {} {unit} now", stock.available), Tone::Warn),
            None => Cell::toned(format!("{} {unit} now; nobody knows when there is more", stock.available), Tone::Bad),
        };
        let age = stock.as_of.map_or_else(|| "nothing is known of it".to_owned(), |at| human.when(at));
        let mut facts = vec![("stock", there), ("as of", age.into())];
        facts.extend(stock.remarks.iter().map(|remark| ("mind", remark.as_str().into())));
        facts
    }

    fn credit(&self) -> Vec<(&'static str, Cell)> {
        let Some(credit) = &self.credit else { return Vec::new() };
        let answer = match (&credit.why, credit.left) {
            (Some(why), _) => Cell::toned(format!("no: {why}"), Tone::Bad),
            (None, Some(left)) => Cell::toned(format!("yes, {left} left after it"), Tone::Good),
            (None, None) => Cell::toned("yes, no limit is agreed", Tone::Good),
        };
        vec![("may buy", answer)]
    }
}

impl Detail for ToldDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const LINES: [&str; 5] = ["order", "line", "quantity", "remaining", "promised"];
        let whom = self.account.as_ref().map_or_else(String::new, |code| format!("{code}: "));
        let title = format!("{whom}{} {} {} {}", self.stock.quantity, self.stock.unit, self.stock.sku, self.stock.name);
        let quoted = self.offers.iter().map(OpenOfferRow::told).collect();
        let facts = [self.price(), quoted, self.stock(human), self.credit()].concat();
        vec![Section::Fields(Some(title), facts), table("On order", &LINES, &self.on_order, human)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::undeclared;

    #[test]
    fn every_field_of_a_line_has_a_column() {
        let line = OpenLine {
            order: "SO-1".parse().unwrap(),
            line: 1,
            quantity: Quantity::units(3),
            remaining: Quantity::units(1),
            promised: None,
        };
        assert_eq!(undeclared(&OpenLineRow::of(line)), Vec::<String>::new());
    }
}
