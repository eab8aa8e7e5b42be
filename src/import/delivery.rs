//! Notifications on their way, from files that a desk wrote.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::delivery::Parcel;
use crate::domain::intake::{DeliveryIntake, Intake};

/// What a file can say of deliveries.
static DELIVERIES: Kind = Kind {
    name: "deliveries",
    key: &["id"],
    fields: &[
        Field::required("id", "a delivery id", "D17", "Its number"),
        Field::optional("notice_id", "a notice id", "N17", "What it tells of; nothing of a report"),
        Field::required(
            "key",
            "a key",
            "T42/resolution/1/breach/v2/2026-11-20T09:00:00Z/mail",
            "The same at each attempt",
        ),
        Field::required("channel", "a delivery channel", "mail", "command, mail, webhook or mbox"),
        Field::required("message", "an object in JSON", "{}", "What is delivered"),
        Field::required("state", "a delivery state", "sent", "waiting, sent, failed or withdrawn"),
        Field::required("attempts", "a number", "1", "How many attempts were begun"),
        Field::optional("next_at", "an instant", "2026-11-20T14:05:00Z", "When it may be tried, while it waits"),
        Field::optional("sent_at", "an instant", "2026-11-20T14:05:00Z", "When it arrived"),
        Field::optional("last_error", "a text", "no such host", "Why the last attempt failed"),
    ],
};

impl Imported for DeliveryIntake {
    const KIND: &'static Kind = &DELIVERIES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let text = |field| row.text(field).map(str::to_owned).ok_or_else(|| row.missing(field));
        let it = DeliveryIntake {
            id: row.required("id")?,
            notice: row.optional("notice_id")?,
            parcel: Parcel { key: text("key")?, channel: row.required("channel")?, message: text("message")? },
            state: row.required("state")?,
            attempts: row.number("attempts")?.ok_or_else(|| row.missing("attempts"))?,
            next_at: row.optional_instant("next_at")?,
            sent_at: row.optional_instant("sent_at")?,
            last_error: row.text("last_error").map(str::to_owned),
        };
        Ok(row.intake(&it.id.to_string(), it))
    }
}

impl Exported for DeliveryIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("id", Some(it.id));
        to.show("notice_id", it.notice);
        to.show("key", Some(it.parcel.key));
        to.show("channel", Some(it.parcel.channel));
        to.show("message", Some(it.parcel.message));
        to.show("state", Some(it.state));
        to.put("attempts", it.attempts);
        to.put("next_at", it.next_at);
        to.put("sent_at", it.sent_at);
        to.show("last_error", it.last_error);
    }
}
