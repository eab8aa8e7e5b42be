//! Price lists and whom they are for, taken in.

use super::{Outcome, Rejection, Session, Take, refuse};
use crate::domain::intake::{Intake, PriceListForIntake, PriceListIntake};
use crate::domain::price::{PriceList, PriceListFor, Whom};
use crate::domain::{AccountId, Code, Currency, PriceListId, Segment, Tier};

impl Take for PriceListIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { external_id, digest, it, .. } = intake;
        session.known.price_lists.remove(it.code.as_str());
        session.mirror_document(&external_id, digest, "code", |session| {
            let known = session.tx.price_list(it.code.as_str())?;
            Ok(PriceList {
                id: PriceListId::new(0),
                priority: it.priority.or_else(|| known.map(|known| known.priority)).unwrap_or_default(),
                code: it.code,
                name: it.name,
                currency: it.currency,
                days: it.days,
            })
        })
    }
}

impl Take for PriceListForIntake {
    fn take(session: &mut Session<'_>, intake: Intake<Self>) -> Result<Outcome, Rejection> {
        let Intake { digest, it, .. } = intake;
        let list = session.need_price_list("list", &it.list)?.0;
        let contract = match &it.contract {
            Some(number) => {
                let found = session.tx.contract(number.as_str())?;
                Some(found.ok_or_else(|| refuse("contract", "is no contract of this desk"))?.id)
            }
            None => None,
        };
        let whom = match contract {
            Some(contract) => Whom::Contract(contract),
            None => session.whom(it.account.as_ref(), it.segment, it.tier)?,
        };
        session.mirror_part(digest, &PriceListFor { list, whom, inherited: it.inherited, days: it.days })
    }
}

impl Session<'_> {
    /// Returns whom an account's code, a segment or a tier names; everybody, if none is there.
    pub(super) fn whom(
        &mut self,
        account: Option<&Code>,
        segment: Option<Segment>,
        tier: Option<Tier>,
    ) -> Result<Whom, Rejection> {
        let account: Option<AccountId> = account.map(|code| self.need_account("account", code)).transpose()?;
        Ok(Whom::of(None, account, segment, tier))
    }

    /// Returns the price list of a code and its currency, or says that there is none.
    pub(super) fn need_price_list(
        &mut self,
        field: &'static str,
        code: &Code,
    ) -> Result<(PriceListId, Currency), Rejection> {
        let tx = self.tx;
        let find = || Ok(tx.price_list(code.as_str())?.map(|list| (list.id, list.currency)));
        let found = self.known.price_lists.look_up(code.as_str(), find)?;
        found.ok_or_else(|| refuse(field, "is no price list of this desk"))
    }
}
