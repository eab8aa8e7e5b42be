//! Papers that belong to products, taken in.

use super::{Outcome, Rejection, Session, Take};
use crate::domain::intake::{DocumentIntake, Intake};
use crate::domain::product::Document;

impl Take for DocumentIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let document = Document {
            product: session.need_product("sku", it.sku.as_str())?,
            kind: it.kind,
            title: it.title,
            location: it.location,
            language: it.language,
            valid_to: it.valid_to,
        };
        session.mirror_part(digest, &document)
    }
}
