//! What revisions offer.

use rusqlite::{Row, params};

use super::Revision;
use crate::domain::quote::{Offer, QuoteLine};
use crate::domain::{Currency, OfferId, Quantity, QuoteId, QuoteLineId, UnitPrice};
use crate::error::Error;
use crate::store::Tx;
use crate::store::mirror::{Columns, Mirror, held};

const LINE: &str =
    "l.id, l.revision_id, l.line, l.product_id, l.description, l.asked, l.unit, l.cost, l.tax, l.note, l.remark";

fn read_line(row: &Row<'_>, currency: Currency) -> rusqlite::Result<QuoteLine> {
    Ok(QuoteLine {
        id: row.get(0)?,
        revision: row.get(1)?,
        line: row.get(2)?,
        product: row.get(3)?,
        description: row.get(4)?,
        asked: row.get(5)?,
        unit: row.get(6)?,
        cost: row.get::<_, Option<i64>>(7)?.map(|micros| UnitPrice { micros, currency }),
        tax: row.get(8)?,
        note: row.get(9)?,
        remark: row.get(10)?,
        offers: Vec::new(),
    })
}

impl Mirror for QuoteLine {
    const TABLE: &'static str = "quote_line";
    const KEY: &'static [&'static str] = &["revision_id", "line"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("revision_id", held(&self.revision)),
            ("line", held(&self.line)),
            ("product_id", held(&self.product)),
            ("description", held(&self.description)),
            ("asked", held(&self.asked)),
            ("unit", held(&self.unit)),
            ("cost", held(&self.cost.map(|cost| cost.micros))),
            ("tax", held(&self.tax)),
            ("note", held(&self.note)),
            ("remark", held(&self.remark)),
        ]
    }
}

impl Mirror for Offer {
    const TABLE: &'static str = "quote_offer";
    const KEY: &'static [&'static str] = &["line_id", "quantity"];
    const STAYS: bool = false;

    fn columns(&self) -> Columns {
        vec![
            ("line_id", held(&self.line)),
            ("quantity", held(&self.quantity)),
            ("unit_price", held(&self.unit_price.micros)),
            ("usual", held(&self.usual.map(|usual| usual.micros))),
            ("origin", held(&self.origin)),
            ("picked", held(&self.picked)),
        ]
    }
}

impl Tx<'_> {
    /// Returns what a revision offers, in its order.
    pub fn quote_lines(&self, revision: &Revision) -> Result<Vec<QuoteLine>, Error> {
        const OFFERS: &str = "SELECT f.id, f.line_id, f.quantity, f.unit_price, f.usual, f.origin, f.picked
            FROM quote_offer f JOIN quote_line l ON l.id = f.line_id WHERE l.revision_id = ?1
            ORDER BY l.line, f.quantity";
        let currency = revision.currency;
        let sql = format!("SELECT {LINE} FROM quote_line l WHERE l.revision_id = ?1 ORDER BY l.line");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let lines = statement.query_map([revision.id], |row| read_line(row, currency))?;
        let mut lines = lines.collect::<Result<Vec<QuoteLine>, _>>()?;
        let mut statement = self.connection.prepare_cached(OFFERS)?;
        let price = |micros| UnitPrice { micros, currency };
        let offers = statement.query_map([revision.id], |row| {
            Ok(Offer {
                id: row.get(0)?,
                line: row.get(1)?,
                quantity: row.get(2)?,
                unit_price: price(row.get(3)?),
                usual: row.get::<_, Option<i64>>(4)?.map(price),
                origin: row.get(5)?,
                picked: row.get(6)?,
            })
        })?;
        for offer in offers {
            let offer = offer?;
            if let Some(line) = lines.iter_mut().find(|line| line.id == offer.line) {
                line.offers.push(offer);
            }
        }
        Ok(lines)
    }

    /// Returns the last place that a line of any revision of a quote has, or had.
    pub fn last_quote_line(&self, quote: QuoteId) -> Result<u32, Error> {
        const SQL: &str = "SELECT coalesce(max(l.line), 0) FROM quote_line l JOIN quote_revision r
            ON r.id = l.revision_id WHERE r.quote_id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([quote], |row| row.get(0))?)
    }

    /// Stores a line of a revision and what it offers: new, or in the place of what it was.
    pub fn put_quote_line(&self, line: &mut QuoteLine) -> Result<(), Error> {
        line.id = QuoteLineId::new(self.put_mirrored(line)?.0);
        let mut gone = self.offers_of(line.id)?;
        gone.retain(|(_, quantity)| line.offers.iter().all(|offer| offer.quantity != *quantity));
        for (id, _) in gone {
            self.drop_row("quote_offer", id.number())?;
        }
        // One alone counts: what is not picked any more is said first.
        line.offers.sort_by_key(|offer| offer.picked);
        for offer in &mut line.offers {
            offer.line = line.id;
            offer.id = OfferId::new(self.put_mirrored(offer)?.0);
        }
        line.offers.sort_by_key(|offer| offer.quantity);
        Ok(())
    }

    /// Takes a line and what it offers out of a revision.
    pub fn drop_quote_line(&self, line: &QuoteLine) -> Result<(), Error> {
        for offer in &line.offers {
            self.drop_row("quote_offer", offer.id.number())?;
        }
        self.drop_row("quote_line", line.id.number())
    }

    /// Returns how much of an offer was ordered, whatever became of those orders but that they were cancelled.
    pub fn ordered_of_offer(&self, offer: OfferId) -> Result<Quantity, Error> {
        const SQL: &str = "SELECT coalesce(sum(l.quantity - l.cancelled), 0) FROM order_line l
            JOIN sales_order o ON o.id = l.order_id WHERE l.offer_id = ?1 AND o.state <> 'cancelled'";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![offer], |row| row.get(0))?)
    }

    fn offers_of(&self, line: QuoteLineId) -> Result<Vec<(OfferId, Quantity)>, Error> {
        const SQL: &str = "SELECT id, quantity FROM quote_offer WHERE line_id = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_map([line], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    fn drop_row(&self, table: &'static str, id: i64) -> Result<(), Error> {
        self.seen(table, id)?;
        self.connection.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
        Ok(())
    }
}
