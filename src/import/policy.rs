//! Versions of the policies from files, as a desk keeps them.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, PolicyIntake};
use crate::domain::sla::file::StoredVersion;
use crate::domain::{Instant, Invalid};

/// What a file can say of policy versions.
static POLICIES: Kind = Kind {
    name: "policies",
    key: &["number"],
    fields: &[
        Field::required("number", "a number", "2", "The version's number"),
        Field::optional("valid_from", "an instant", "2026-01-01T00:00:00Z", "From when it rules; missing: ever"),
        Field::required("applied_at", "an instant", "2026-01-01T09:00:00Z", "When it was applied"),
        Field::required("applies_to", "what a version applies to", "open", "new or open"),
        Field::required("policy", "a text in JSON", r#""[[policy]]\nname = \"all\"\n""#, "The TOML, as a text in JSON"),
        Field::optional("holidays", "an object in JSON", "{}", "The calendar files it names, by name"),
        Field::optional("rep", "a rep's handle", "giulia", "Who applied it; missing: it was shipped"),
    ],
};

impl Imported for PolicyIntake {
    const KIND: &'static Kind = &POLICIES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let number = row.number("number")?.ok_or_else(|| row.missing("number"))?;
        let version = StoredVersion {
            number,
            valid_from: row.optional_instant("valid_from")?.unwrap_or(Instant::MIN),
            applied_at: row.instant("applied_at")?,
            applies_to: row.required("applies_to")?,
            policy: json(row, "policy", "a text in JSON")?.ok_or_else(|| row.missing("policy"))?,
            holidays: json(row, "holidays", "an object in JSON")?.unwrap_or_default(),
        };
        if let Err(refused) = version.read() {
            let why = refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            return Err(row.refuse_row(why));
        }
        Ok(row.intake(&number.to_string(), PolicyIntake { version, rep: row.text("rep").map(str::to_owned) }))
    }
}

fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    field: &'static str,
    what: &'static str,
) -> Result<Option<T>, Refusal> {
    row.parsed(field, |text| serde_json::from_str(text).map_err(|why| Invalid::new(text, what, why.to_string())))
}

impl Exported for PolicyIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let PolicyIntake { version, rep } = intake.it;
        to.put("number", version.number);
        to.put("valid_from", Some(version.valid_from).filter(|from| *from > Instant::MIN));
        to.put("applied_at", version.applied_at);
        to.show("applies_to", Some(version.applies_to));
        to.show("policy", Some(serde_json::json!(version.policy)));
        to.show("holidays", Some(serde_json::json!(version.holidays)));
        to.show("rep", rep);
    }
}
