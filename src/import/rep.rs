//! Reps from files.

use super::{Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, RepIntake};
use crate::domain::rep::RepEdit;
use crate::domain::{Change, Code};

/// What a file can say of reps.
static REPS: Kind = Kind {
    name: "reps",
    key: &["handle"],
    fields: &[
        Field::optional("external_id", "an id", "17", "Their id in the system they come from; by default the handle"),
        Field::required("handle", "a code", "giulia", "The short name people type"),
        Field::optional("name", "a line of text", "Giulia Conti", "How they are called; by default the handle"),
        Field::optional("email", "an e-mail address", "giulia@supplier.example", "Where they read mail"),
        Field::optional("os_user", "a line of text", "gconti", "The operating system's user who acts as this rep"),
        Field::optional("role", "a staff role", "agent", "What they may do"),
        Field::optional("team", "a team's name", "inside", "The team they belong to; made if it is new"),
        Field::optional("region", "a line of text", "Italy", "The region they cover"),
        Field::optional("active", "a yes or no", "yes", "Whether they still work here"),
    ],
};

impl Imported for RepIntake {
    const KIND: &'static Kind = &REPS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let handle: Code = row.required("handle")?;
        let name = match row.optional("name")? {
            Some(name) => name,
            None => row.required("handle")?,
        };
        Ok(Intake {
            external_id: row.text("external_id").unwrap_or(handle.as_str()).to_owned(),
            digest: row.digest(),
            it: RepIntake {
                handle,
                name,
                team: row.optional::<Code>("team")?.map(|team| team.to_string()),
                edit: RepEdit {
                    email: Change::set_if(row.optional("email")?),
                    os_user: Change::set_if(row.optional("os_user")?),
                    role: row.optional("role")?,
                    region: Change::set_if(row.optional("region")?),
                    active: row.flag("active")?,
                    ..Default::default()
                },
            },
        })
    }
}
