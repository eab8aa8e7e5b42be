//! What the check has told, from files that a desk wrote.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, NoticeIntake};

/// What a file can say of notices.
static NOTICES: Kind = Kind {
    name: "notices",
    key: &["id"],
    fields: &[
        Field::required("id", "a notice id", "N17", "Its number"),
        Field::required("ticket_id", "a ticket id", "T42", "The ticket"),
        Field::required("metric", "a metric", "resolution", "What was promised"),
        Field::required("number", "a number", "1", "Which cycle of it"),
        Field::required("level", "an escalation point", "75%", "What the clock passed"),
        Field::required("version", "a number", "2", "The policy version"),
        Field::required("at", "an instant", "2026-11-20T14:03:09Z", "When the clock passed it"),
        Field::required("detected_at", "an instant", "2026-11-20T14:05:00Z", "When the check noticed"),
        Field::optional("corrected_at", "an instant", "2026-11-21T09:00:00Z", "When that turned out to be wrong"),
    ],
};

impl Imported for NoticeIntake {
    const KIND: &'static Kind = &NOTICES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = NoticeIntake {
            id: row.required("id")?,
            ticket: row.required("ticket_id")?,
            metric: row.required("metric")?,
            number: row.number("number")?.ok_or_else(|| row.missing("number"))?,
            level: row.required("level")?,
            version: row.number("version")?.ok_or_else(|| row.missing("version"))?,
            at: row.instant("at")?,
            detected_at: row.instant("detected_at")?,
            corrected_at: row.optional_instant("corrected_at")?,
        };
        Ok(row.intake(&it.id.to_string(), it))
    }
}

impl Exported for NoticeIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("id", Some(it.id));
        to.show("ticket_id", Some(it.ticket));
        to.show("metric", Some(it.metric));
        to.put("number", it.number);
        to.show("level", Some(it.level));
        to.put("version", it.version);
        to.put("at", it.at);
        to.put("detected_at", it.detected_at);
        to.put("corrected_at", it.corrected_at);
    }
}
