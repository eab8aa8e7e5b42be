//! Contracts from files.

use super::kind::source;
use super::order::percentage;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{ContractIntake, Intake};
use crate::domain::rma::ReturnTerms;
use crate::domain::{Code, Datum};

/// What a file can say of contracts.
static CONTRACTS: Kind = Kind {
    name: "contracts",
    key: &["number"],
    fields: &[
        Field::optional("external_id", "an id", "88", "Its id in the system it comes from; by default the number"),
        source(),
        Field::required("number", "a code", "C-2026-17", "Unique at this desk"),
        Field::required("account", "an account's code", "ACME", "Whose it is"),
        Field::required("starts", "a date", "2026-01-01", "Its first day"),
        Field::optional("ends", "a date", "2026-12-31", "Its last day; missing: until somebody ends it"),
        Field::optional("zone", "a time zone", "Europe/Rome", "Whose midnights it counts; by default the account's"),
        Field::optional("notice_days", "a number of days", "90", "How many days ahead its end must be said"),
        Field::optional("policy", "a policy's name", "tier-1", "The promises that go with it"),
        Field::optional("fee", "an amount", "1200.00", "What is paid for it a month"),
        Field::optional("currency", "a currency", "EUR", "Of the fee; by default the account's"),
        Field::optional(
            "recorded_at",
            "an instant",
            "2026-01-01T09:00:00Z",
            "When a desk learned of it; by default now",
        ),
        Field::optional("ended", "a date", "2026-06-30", "Its last day after all"),
        Field::optional("end_recorded_at", "an instant", "2026-05-02T09:00:00Z", "When a desk learned of that"),
        Field::optional(
            "ended_before",
            "days and instants",
            "2026-03-31@2026-03-01T09:00:00Z",
            "What had been said of its end before, and when a desk learned of it",
        ),
        Field::optional("return_days", "a number of days", "30", "How long after delivery goods may come back"),
        Field::optional("restocking", "a percentage", "10", "The fee for taking them back, of their value"),
        Field::optional("return_freight", "who pays the freight", "customer", "Who pays for the way back"),
        Field::optional("return_inspection", "a yes or no", "yes", "Whether they are looked at before any credit"),
    ],
};

impl Imported for ContractIntake {
    const KIND: &'static Kind = &CONTRACTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = ContractIntake {
            number: row.required("number")?,
            account: row.required::<Code>("account")?.to_string(),
            starts: row.date("starts")?.ok_or_else(|| row.missing("starts"))?,
            ends: row.date("ends")?,
            zone: row.optional("zone")?,
            notice_days: row.number("notice_days")?,
            policy: row.optional("policy")?,
            fee: row.amount("fee")?,
            currency: row.optional("currency")?,
            recorded_at: row.optional_instant("recorded_at")?,
            ended: row.date("ended")?,
            end_recorded_at: row.optional_instant("end_recorded_at")?,
            ended_before: row.optional("ended_before")?,
            returns: ReturnTerms {
                days: row.number("return_days")?,
                restocking: row.plain("restocking", str::parse)?,
                freight: row.optional("return_freight")?,
                inspection: row.flag("return_inspection")?,
            },
        };
        let with_end = ["end_recorded_at", "ended_before"];
        if let Some(field) = with_end.into_iter().find(|field| it.ended.is_none() && row.text(field).is_some()) {
            return Err(row.refuse(field, "goes with `ended`, which is missing"));
        }
        let known_by = row.text("external_id").unwrap_or(it.number.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for ContractIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let it = intake.it;
        to.show("number", Some(it.number));
        to.show("account", Some(it.account));
        to.put("starts", it.starts);
        to.put("ends", it.ends);
        to.show("zone", it.zone);
        to.put("notice_days", it.notice_days);
        to.show("policy", it.policy);
        to.put("fee", it.fee.map_or(Datum::Nothing, Datum::Amount));
        to.show("currency", it.currency);
        to.put("recorded_at", it.recorded_at);
        to.put("ended", it.ended);
        to.put("end_recorded_at", it.end_recorded_at);
        to.show("ended_before", it.ended_before);
        to.put("return_days", it.returns.days);
        to.put("restocking", it.returns.restocking.map_or(Datum::Nothing, percentage));
        to.show("return_freight", it.returns.freight);
        to.put("return_inspection", it.returns.inspection);
    }
}
