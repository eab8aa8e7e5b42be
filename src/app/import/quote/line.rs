//! What revisions offer, taken in.

use super::{Outcome, Rejection, SENT, Session, Take, refuse};
use crate::app::import::goods::Goods;
use crate::domain::intake::{Intake, QuoteLineIntake, QuoteOfferIntake};
use crate::domain::quote::{Offer, QuoteLine, Revision};
use crate::domain::{Currency, OfferId, QuoteLineId, Rate, UnitPrice};
use crate::error::Error;

impl Take for QuoteLineIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let revision = session.need_revision(&it.quote, it.revision)?;
        let only = it.only.clone();
        let line = session.quote_line_of(&revision, it)?;
        let known = session.tx.mirrored(&line)?;
        if known.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        if !session.brought(&revision)?.may_write {
            match known {
                Some(kept) if !session.tx.mirrors_otherwise(kept.id, &line)? => {}
                _ => return Err(refuse("line", SENT)),
            }
        }
        let outcome = session.mirror_part(digest, &line)?;
        let Some((quantity, unit_price)) = only else { return Ok(outcome) };
        let lines = session.tx.quote_lines(&revision)?;
        let line = lines.into_iter().find(|known| known.line == line.line).unwrap_or(line);
        if let Some(other) = line.offers.iter().find(|offer| offer.quantity != quantity) {
            return Err(refuse("quantity", format!("is not the {} that it is offered for already", other.quantity)));
        }
        let it = QuoteOfferIntake {
            quote: String::new(),
            revision: revision.number,
            line: line.line,
            quantity,
            unit_price,
            usual: None,
            origin: None,
            picked: None,
        };
        let offered = session.take_offer(&revision, &line, digest, &it)?;
        Ok(if outcome == Outcome::Same && offered != Outcome::Same { Outcome::Updated } else { outcome })
    }
}

impl Take for QuoteOfferIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let revision = session.need_revision(&it.quote, it.revision)?;
        let lines = session.tx.quote_lines(&revision)?;
        let line = lines.iter().find(|line| line.line == it.line);
        let line = line.ok_or_else(|| refuse("line", format!("is no line of that revision of {}", revision.quote)))?;
        session.take_offer(&revision, line, digest, &it)
    }
}

impl Session<'_> {
    fn take_offer(
        &mut self,
        revision: &Revision,
        line: &QuoteLine,
        digest: i64,
        it: &QuoteOfferIntake,
    ) -> Result<Outcome, Rejection> {
        let before = line.offers.iter().find(|offer| offer.quantity == it.quantity);
        let price = |field, text: &str| price(field, text, revision.currency);
        let offer = Offer {
            id: before.map_or(OfferId::new(0), |known| known.id),
            line: line.id,
            quantity: it.quantity,
            unit_price: price("unit_price", &it.unit_price)?,
            usual: it.usual.as_deref().map(|text| price("usual", text)).transpose()?.or_else(|| before?.usual),
            origin: match (&it.origin, before) {
                (Some(origin), _) => origin.clone(),
                (None, Some(before)) => before.origin.clone(),
                (None, None) => "imported".parse().map_err(Error::from)?,
            },
            picked: it.picked.or_else(|| Some(before?.picked)).unwrap_or(false),
        };
        if self.tx.mirrored(&offer)?.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        if !self.brought(revision)?.may_write {
            // The customer picks after it was sent, and then it stays picked.
            let sent = before.map(|before| Offer { picked: before.picked || offer.picked, ..before.clone() });
            if sent.as_ref() != Some(&offer) {
                return Err(refuse("quantity", SENT));
            }
        }
        let other = line.offers.iter().find(|other| other.picked && other.quantity != offer.quantity);
        if let Some(other) = other.filter(|_| offer.picked) {
            let why = format!(
                "is said of {}, and {} of line {} is picked already",
                offer.quantity, other.quantity, line.line
            );
            return Err(refuse("picked", why));
        }
        self.mirror_part(digest, &offer)
    }

    /// Returns what a row makes of a line: what it says nothing of stays.
    fn quote_line_of(&mut self, revision: &Revision, it: QuoteLineIntake) -> Result<QuoteLine, Rejection> {
        let lines = self.tx.quote_lines(revision)?;
        let before = lines.iter().find(|known| known.line == it.line);
        let kept = before.map(|known| Goods {
            product: known.product,
            description: known.description.clone(),
            unit: known.unit.clone(),
        });
        let Goods { product, description, unit } = self.goods(it.sku.as_ref(), [it.description, it.unit], kept)?;
        let cost = it.cost.as_deref().map(|text| price("cost", text, revision.currency)).transpose()?;
        Ok(QuoteLine {
            id: before.map_or(QuoteLineId::new(0), |known| known.id),
            revision: revision.id,
            line: it.line,
            product,
            description,
            asked: it.asked.or_else(|| before?.asked.clone()),
            unit,
            cost: cost.or_else(|| before?.cost),
            tax: it.tax.or_else(|| Some(before?.tax)).unwrap_or(Rate::ZERO),
            note: it.note.or_else(|| before?.note.clone()),
            remark: it.remark.or_else(|| before?.remark.clone()),
            offers: Vec::new(),
        })
    }
}

fn price(field: &'static str, text: &str, currency: Currency) -> Result<UnitPrice, Rejection> {
    let price = UnitPrice::parse(text, currency).map_err(|why| refuse(field, format!("was refused: {why}")))?;
    if price.micros < 0 { Err(refuse(field, "is below 0")) } else { Ok(price) }
}
