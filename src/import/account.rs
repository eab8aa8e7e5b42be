//! Accounts from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::account::AccountEdit;
use crate::domain::intake::{AccountIntake, Intake};
use crate::domain::{Change, Code, Datum};

/// What a file can say of accounts.
static ACCOUNTS: Kind = Kind {
    name: "accounts",
    key: &["code"],
    fields: &[
        Field::optional("external_id", "an id", "1017", "Its id in the system it comes from; by default the code"),
        source(),
        Field::required("code", "a code", "ACME", "The short name people type"),
        Field::required("name", "a line of text", "Acme S.p.A.", "Its full name"),
        Field::optional("parent", "an account's code", "ACME-GROUP", "The account it belongs to"),
        Field::optional("segment", "a segment", "b2b", "b2b or d2c"),
        Field::optional("tier", "a tier", "2", "1 is served first"),
        Field::optional("status", "an account status", "active", "pending, active, blocked or closed"),
        Field::optional("region", "a line of text", "Italy", "Sales region"),
        Field::optional("sector", "a line of text", "Hydraulics", "Line of business"),
        Field::optional("currency", "a currency", "EUR", "ISO 4217 code"),
        Field::optional("credit_limit", "an amount", "50000.00", "In that currency; 0 is prepaid"),
        Field::optional("credit_hold", "a yes or no", "no", "Whether finance stopped its credit"),
        Field::optional("terms", "payment terms", "NET30", "NET30, 2/10 NET30, EOM or prepay"),
        Field::optional("time_zone", "a time zone", "Europe/Rome", "IANA name"),
        Field::optional("language", "a language", "it", "ISO 639-1 code"),
        Field::optional("tax_id", "a line of text", "IT01234567890", "Tax number"),
        Field::optional("phone", "a line of text", "+39 02 1234", "Switchboard"),
        Field::optional("customer_since", "a date", "2019-03-01", "The day it became a customer"),
        Field::optional("tags", "codes with spaces between", "key export", "Free marks"),
        Field::optional("primary_rep", "a rep's handle", "giulia", "Who looks after it"),
        Field::optional("backup_rep", "a rep's handle", "tom", "Who stands in"),
    ],
};

impl Imported for AccountIntake {
    const KIND: &'static Kind = &ACCOUNTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let code: Code = row.required("code")?;
        let edit = AccountEdit {
            name: None,
            segment: row.optional("segment")?,
            tier: row.optional("tier")?,
            status: row.optional("status")?,
            region: Change::set_if(row.optional("region")?),
            sector: Change::set_if(row.optional("sector")?),
            currency: row.optional("currency")?,
            credit_limit: Change::set_if(row.amount("credit_limit")?),
            credit_hold: row.flag("credit_hold")?,
            terms: Change::set_if(row.optional("terms")?),
            time_zone: Change::set_if(row.optional("time_zone")?),
            language: Change::set_if(row.optional("language")?),
            tax_id: Change::set_if(row.optional("tax_id")?),
            phone: Change::set_if(row.optional("phone")?),
            customer_since: Change::set_if(row.date("customer_since")?),
            tags: row.parsed("tags", |tags| tags.split_whitespace().map(str::parse).collect())?,
        };
        let it = AccountIntake {
            name: row.required("name")?,
            parent: row.text("parent").map(str::to_owned),
            edit,
            primary_rep: row.text("primary_rep").map(str::to_owned),
            backup_rep: row.text("backup_rep").map(str::to_owned),
            code,
        };
        let known_by = row.text("external_id").unwrap_or(it.code.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for AccountIntake {
    /// Assignments say who looks after it, and since when.
    const LEFT_OUT: &'static [&'static str] = &["primary_rep", "backup_rep"];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let AccountIntake { code, name, parent, edit, .. } = intake.it;
        to.show("code", Some(code));
        to.show("name", Some(name));
        to.show("parent", parent);
        to.show("segment", edit.segment);
        to.put("tier", edit.tier.map(|tier| i64::from(tier.number())));
        to.show("status", edit.status);
        to.show("region", edit.region.set());
        to.show("sector", edit.sector.set());
        to.show("currency", edit.currency);
        to.put("credit_limit", edit.credit_limit.set().cloned().map_or(Datum::Nothing, Datum::Amount));
        to.put("credit_hold", edit.credit_hold);
        to.show("terms", edit.terms.set());
        to.show("time_zone", edit.time_zone.set());
        to.show("language", edit.language.set());
        to.show("tax_id", edit.tax_id.set());
        to.show("phone", edit.phone.set());
        to.put("customer_since", edit.customer_since.set().copied());
        let tags = edit.tags.unwrap_or_default();
        let tags = tags.iter().map(Code::as_str).collect::<Vec<_>>().join(" ");
        to.show("tags", Some(tags).filter(|tags| !tags.is_empty()));
    }
}
