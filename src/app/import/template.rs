//! Templates of orders taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::TemplateId;
use crate::domain::intake::{Intake, TemplateIntake, TemplateLineIntake};
use crate::domain::order::Template;
use crate::store::{Keyed, TemplateLineOf};

impl Take for TemplateIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        session.mirror_document(&external_id, digest, "name", |session| session.template_of(it))
    }
}

impl Take for TemplateLineIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let template = session.need_template("template", &it.template)?;
        let product = session.need_product("sku", it.sku.as_str())?;
        session.mirror_part(digest, &TemplateLineOf { template, product, quantity: it.quantity })
    }
}

impl Session<'_> {
    /// Returns the template of a number, or of the id it has in the same system.
    pub(super) fn need_template(&self, field: &'static str, name: &str) -> Result<TemplateId, Rejection> {
        if let Ok(id) = name.parse::<TemplateId>()
            && self.tx.find_template(id)?.is_some()
        {
            return Ok(id);
        }
        let kept = self.kept(Keyed::Template, name)?;
        kept.map(|kept| TemplateId::new(kept.id)).ok_or_else(|| refuse(field, "is no template of this desk"))
    }

    /// Returns what a row makes of a template: what it says nothing of stays.
    fn template_of(&mut self, it: TemplateIntake) -> Result<Template, Rejection> {
        self.refuse_future(&[("created_at", it.created_at)])?;
        let account = self.need_account("account", &it.account)?;
        let id = it.id.unwrap_or(TemplateId::new(0));
        let numbered = self.tx.find_template(id)?;
        if numbered.is_some_and(|known| known.account != account || known.name != it.name) {
            return Err(refuse("id", "is another template at this desk"));
        }
        let contact = it.contact.as_deref().map(|name| self.known_orderer(name, account)).transpose()?;
        let before = self.tx.template_named(account, &it.name)?;
        let before = before.as_ref();
        Ok(Template {
            id,
            account,
            contact,
            name: it.name,
            every: it.every,
            next_on: it.next_on,
            active: it.active.or_else(|| Some(before?.active)).unwrap_or(true),
            created_at: it.created_at.or_else(|| Some(before?.created_at)).unwrap_or(self.now),
            lines: Vec::new(),
        })
    }
}
