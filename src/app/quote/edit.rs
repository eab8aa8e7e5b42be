//! Changing what is being written.

use super::{Loaded, Said, Worked};
use crate::app::Desk;
use crate::app::contact::contact_of;
use crate::app::gate::By;
use crate::domain::access::Deed;
use crate::domain::account::Terms;
use crate::domain::quote::{QuoteAction, Revision, Totals};
use crate::domain::{Change, Currency, Date, Line, Money, Prose, QuoteId, Rate};
use crate::error::Error;
use crate::store::Tx;

/// What is changed of a quote, and of the revision that is being worked on.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Edits {
    pub subject: Option<Line>,
    pub contact: Option<String>,
    pub rep: Option<String>,
    pub valid_until: Option<Date>,
    pub terms: Change<Terms>,
    pub delivery: Change<Line>,
    /// A plain number in the quote's currency.
    pub freight: Option<String>,
    pub freight_tax: Option<Rate>,
    pub po: Change<Line>,
    pub note: Change<Prose>,
    pub remark: Change<Prose>,
}

impl Edits {
    /// Tells whether they change what is offered, which takes a revision that is being worked on.
    const fn are_of_the_offer(&self) -> bool {
        !matches!(
            self,
            Self {
                valid_until: None,
                terms: Change::Keep,
                delivery: Change::Keep,
                freight: None,
                freight_tax: None,
                po: Change::Keep,
                note: Change::Keep,
                remark: Change::Keep,
                ..
            }
        )
    }

    fn apply(&self, revision: &mut Revision) -> Result<(), Error> {
        if let Some(freight) = &self.freight {
            revision.freight = amount(freight, revision.currency)?;
        }
        revision.freight_tax = self.freight_tax.unwrap_or(revision.freight_tax);
        revision.valid_until = self.valid_until.unwrap_or(revision.valid_until);
        self.terms.clone().apply(&mut revision.terms);
        self.delivery.clone().apply(&mut revision.delivery);
        self.po.clone().apply(&mut revision.po_number);
        self.note.clone().apply(&mut revision.note);
        self.remark.clone().apply(&mut revision.remark);
        Ok(())
    }
}

impl Desk {
    /// Changes a quote, and the revision of it that is being worked on.
    pub fn edit_quote(&mut self, id: QuoteId, edits: &Edits) -> Result<Worked, Error> {
        self.change(Deed::QuoteWrite, |tx, by| {
            let mut loaded = Loaded::of(tx, by, id)?;
            let before = loaded.quote.clone();
            if let Some(named) = &edits.contact {
                loaded.quote.contact = Some(contact_of(tx, &loaded.account, named)?);
            }
            if let Some(handle) = &edits.rep {
                loaded.quote.rep = Some(by.named(tx, handle)?.id);
            }
            loaded.quote.subject = edits.subject.clone().unwrap_or(loaded.quote.subject);
            if loaded.quote != before {
                tx.save_quote(&loaded.quote)?;
            }
            if !edits.are_of_the_offer() {
                let number = loaded.answered()?;
                return loaded.worked(tx, number, Vec::new());
            }
            let number = loaded.open_for(tx, by)?;
            edits.apply(loaded.revision(number)?)?;
            loaded.settle(tx, number)?;
            loaded.worked(tx, number, Vec::new())
        })
    }
}

impl Loaded {
    /// Returns the revision that is being worked on for somebody who is about to change it: what was approved has to be
    /// looked at again, and whoever writes on is its author.
    pub(super) fn open_for(&mut self, tx: &Tx<'_>, by: &By) -> Result<u32, Error> {
        let number = self.open()?;
        let quote = self.quote.id;
        let revision = self.revision(number)?;
        let refuse = |why| {
            let back = format!("; `desk quote reject {quote} --reason WHY` gives it back");
            Error::Rule(format!("revision {number} of {quote} cannot be changed: {why}{back}"))
        };
        let after = revision.status.after(QuoteAction::Edit).map_err(refuse)?;
        let is_news = after != revision.status || revision.author != by.id();
        revision.author = by.id();
        if is_news {
            self.step(tx, by, number, QuoteAction::Edit, Said::default())?;
        }
        Ok(number)
    }

    /// Adds up a revision whose lines or freight were changed, and stores it.
    pub(super) fn settle(&mut self, tx: &Tx<'_>, number: u32) -> Result<(), Error> {
        let quote = self.quote.id;
        let revision = self.revision(number)?;
        let totals =
            totals(tx, revision)?.ok_or_else(|| Error::Rule(format!("{quote} comes to more than can be counted")))?;
        (revision.net, revision.tax) = (totals.net, totals.tax);
        tx.save_quote_revision(revision)
    }
}

/// Returns what a revision comes to; nothing where that is more than can be counted.
pub(super) fn totals(tx: &Tx<'_>, revision: &Revision) -> Result<Option<Totals>, Error> {
    let lines = tx.quote_lines(revision)?;
    Ok(revision.totals(&lines))
}

/// Reads an amount that is no less than nothing.
fn amount(text: &str, currency: Currency) -> Result<Money, Error> {
    let money = Money::parse(text, currency)?;
    if money.minor < 0 {
        return Err(Error::Rule(format!("freight of {money} is less than nothing")));
    }
    Ok(money)
}
