//! What mirrors another system, taken in: the same way for every noun.

use super::{Outcome, Rejection, Session, refuse};
use crate::domain::{AccountId, Code, Instant, ProductId};
use crate::store::{KeyedMirror, Mirror};

impl Session<'_> {
    /// Takes in a document: something that is known by the key it comes with, and by a name of its own that is `field`.
    pub(super) fn mirror_document<T: KeyedMirror>(
        &mut self,
        external_id: &str,
        digest: i64,
        field: &'static str,
        row: impl FnOnce(&mut Self) -> Result<T, Rejection>,
    ) -> Result<Outcome, Rejection> {
        let kept = self.kept(T::KEYED, external_id)?;
        if kept.is_some_and(|kept| kept.digest == Some(digest)) {
            return Ok(Outcome::Same);
        }
        let row = row(self)?;
        let (id, outcome) = match (kept, self.tx.mirrored(&row)?) {
            (None, Some(_)) => return Err(refuse(field, "is here already, and did not come from this source")),
            (Some(kept), Some(other)) if kept.id != other.id => {
                return Err(refuse(field, "is something else here, which came under another id"));
            }
            (Some(kept), _) => (kept.id, self.mirror_again(kept.id, &row)?),
            (None, None) => (self.tx.add_mirrored(&row)?, Outcome::Created),
        };
        self.keep(T::KEYED, id, external_id, digest)?;
        Ok(outcome)
    }

    /// Takes in a part of something: it is known by what it belongs to, and its place there.
    pub(super) fn mirror_part<T: Mirror>(&mut self, digest: i64, row: &T) -> Result<Outcome, Rejection> {
        let (id, outcome) = match self.tx.mirrored(row)? {
            Some(kept) if kept.digest == Some(digest) => return Ok(Outcome::Same),
            Some(kept) => (kept.id, self.mirror_again(kept.id, row)?),
            None => (self.tx.add_mirrored(row)?, Outcome::Created),
        };
        self.tx.keep_mirrored::<T>(id, digest)?;
        Ok(outcome)
    }

    /// Takes in a part of a document that was issued: what it says never changes, it can only become more.
    pub(super) fn mirror_issued<T: Mirror>(&mut self, digest: i64, row: &T) -> Result<Outcome, Rejection> {
        let known = self.tx.mirrored(row)?.filter(|kept| kept.digest != Some(digest));
        if let Some(known) = known
            && self.tx.mirrors_otherwise(known.id, row)?
        {
            return Err(refuse(
                "line",
                "was issued otherwise; what was issued never changes, a credit note corrects it",
            ));
        }
        self.mirror_part(digest, row)
    }

    /// Takes in a part that says as of when it is true. What does not say so is true now, however often it says the same.
    pub(super) fn mirror_dated<T: Mirror>(
        &mut self,
        as_of: Option<Instant>,
        digest: i64,
        row: &T,
    ) -> Result<Outcome, Rejection> {
        self.mirror_part(if as_of.is_some() { digest } else { digest ^ self.now.epoch() }, row)
    }

    /// Takes in a row as it is, and returns its number.
    pub(super) fn mirror_row<T: Mirror>(&mut self, row: &T) -> Result<(i64, Outcome), Rejection> {
        match self.tx.mirrored(row)? {
            Some(kept) => Ok((kept.id, self.mirror_again(kept.id, row)?)),
            None => Ok((self.tx.add_mirrored(row)?, Outcome::Created)),
        }
    }

    fn mirror_again<T: Mirror>(&mut self, id: i64, row: &T) -> Result<Outcome, Rejection> {
        if !self.tx.mirrors_otherwise(id, row)? {
            return Ok(Outcome::Same);
        }
        self.remember(T::TABLE, id)?;
        self.tx.save_mirrored(id, row)?;
        Ok(Outcome::Updated)
    }

    /// Returns the account of a code, or says that there is none.
    pub(super) fn need_account(&mut self, field: &'static str, code: &Code) -> Result<AccountId, Rejection> {
        let found = self.account(code.as_str())?;
        found.map(|(id, _)| id).ok_or_else(|| refuse(field, "is no account of this desk"))
    }

    /// Returns the product of a SKU, or says that there is none.
    pub(super) fn need_product(&mut self, field: &'static str, sku: &str) -> Result<ProductId, Rejection> {
        let tx = self.tx;
        let found = self.known.products.look_up(sku, || Ok(tx.product(sku)?.map(|product| product.id)))?;
        found.ok_or_else(|| refuse(field, "is no product of this desk"))
    }
}
