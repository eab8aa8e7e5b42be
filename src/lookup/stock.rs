//! What another system says of stock.

use std::str::FromStr;

use serde::Deserialize;

use crate::domain::calendar::read_date;
use crate::domain::stock::{Arrival, Lot, StockQuery, Told};
use crate::domain::{Instant, Invalid, Quantity, Seconds};
use crate::program;

/// More than this, nobody says of one product.
const MOST: u64 = 256 * 1024;

/// A program that is asked: no shell sees its words.
#[derive(Debug, Clone)]
pub struct StockLookup {
    /// The program, and what it is given on its command line.
    pub argv: Vec<String>,
    /// How long it may take.
    pub timeout: Seconds,
}

impl StockLookup {
    /// Asks the program, with the question as one line of JSON on its standard input.
    pub fn ask(&self, query: &StockQuery, now: Instant) -> Result<Told, String> {
        let input = serde_json::to_string(query).map_err(|why| why.to_string())? + "\n";
        let told = program::ask(&self.argv, input.into_bytes(), self.timeout, MOST).map_err(|failure| failure.why)?;
        let name = self.argv.first().map_or("", String::as_str);
        read(&told, query, now).map_err(|why| format!("what `{name}` said cannot be used: {why}"))
    }
}

/// An answer as it is written.
#[derive(Debug, Deserialize)]
struct Answer {
    sku: String,
    warehouses: Vec<WarehouseSaid>,
    incoming: Option<Vec<IncomingSaid>>,
    as_of: Option<Instant>,
}

#[derive(Debug, Deserialize)]
struct WarehouseSaid {
    code: String,
    on_hand: Number,
    allocated: Option<Number>,
}

#[derive(Debug, Deserialize)]
struct IncomingSaid {
    warehouse: String,
    due: Option<String>,
    quantity: Number,
    reference: Option<String>,
}

/// A quantity as a number, or as a text for those who trust no floats.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Number {
    Number(serde_json::Number),
    Text(String),
}

impl Number {
    fn quantity(&self) -> Result<Quantity, Invalid> {
        match self {
            Self::Number(number) => number.to_string().parse(),
            Self::Text(text) => text.parse(),
        }
    }

    fn not_negative(&self) -> Result<Quantity, String> {
        let quantity = self.quantity().map_err(|why| why.to_string())?;
        if quantity < Quantity::ZERO { Err(format!("`{quantity}` is below 0")) } else { Ok(quantity) }
    }
}

fn read(told: &[u8], query: &StockQuery, now: Instant) -> Result<Told, String> {
    let answer: Answer = serde_json::from_slice(told)
        .map_err(|why| format!("it is no such JSON: {}", program::cut(&why.to_string())))?;
    if !answer.sku.eq_ignore_ascii_case(query.sku.as_str()) {
        return Err(format!("it is about `{}`, and `{}` was asked for", program::cut(&answer.sku), query.sku));
    }
    let as_of = answer.as_of.unwrap_or(now);
    if as_of > now {
        return Err(format!("`{as_of}` lies in the future: it is {now} now"));
    }
    let lots = answer.warehouses.iter().map(|said| said.lot(as_of)).collect::<Result<Vec<_>, _>>()?;
    let mut codes: Vec<String> = lots.iter().map(|lot| lot.warehouse.as_str().to_lowercase()).collect();
    codes.sort_unstable();
    if let Some([twice, _]) = codes.array_windows().find(|[one, other]| one == other) {
        return Err(format!("the warehouse `{twice}` is told of twice"));
    }
    let arrivals = answer.incoming.map(|said| said.iter().map(|said| said.arrival(as_of)).collect::<Result<_, _>>());
    Ok(Told { lots, arrivals: arrivals.transpose()? })
}

fn parsed<T: FromStr<Err = Invalid>>(text: &str) -> Result<T, String> {
    program::cut(text).parse().map_err(|why: Invalid| why.to_string())
}

impl WarehouseSaid {
    fn lot(&self, as_of: Instant) -> Result<Lot, String> {
        Ok(Lot {
            warehouse: parsed(&self.code)?,
            on_hand: self.on_hand.quantity().map_err(|why| why.to_string())?,
            allocated: self.allocated.as_ref().map_or(Ok(Quantity::ZERO), Number::not_negative)?,
            as_of,
        })
    }
}

impl IncomingSaid {
    fn arrival(&self, as_of: Instant) -> Result<Arrival, String> {
        let reference = self.reference.as_deref().filter(|reference| !reference.trim().is_empty());
        let reference = reference.map(parsed::<crate::domain::Line>).transpose()?;
        Ok(Arrival {
            warehouse: parsed(&self.warehouse)?,
            due: self.due.as_deref().map(read_date).transpose().map_err(|why| why.to_string())?,
            quantity: self.quantity.not_negative()?,
            reference: reference.map_or_else(String::new, |reference| reference.to_string()),
            as_of,
        })
    }
}
