//! Reps from files.

use super::kind::source;
use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, RepIntake};
use crate::domain::rep::RepEdit;
use crate::domain::{Change, Code};

/// What a file can say of reps.
static REPS: Kind = Kind {
    name: "reps",
    key: &["handle"],
    fields: &[
        Field::optional("external_id", "an id", "17", "Their id in the system they come from; by default the handle"),
        source(),
        Field::required("handle", "a code", "giulia", "The short name people type"),
        Field::optional("name", "a line of text", "Giulia Conti", "How they are called; by default the handle"),
        Field::optional("email", "an e-mail address", "giulia@supplier.example", "Where they read mail"),
        Field::optional("os_user", "a line of text", "gconti", "The operating system's user who acts as this rep"),
        Field::optional("role", "a staff role", "agent", "What they may do"),
        Field::optional("team", "a team's name", "inside", "The team they belong to; made if it is new"),
        Field::optional("region", "a line of text", "Italy", "The region they cover"),
        Field::optional("calendar", "a calendar's name", "office", "The policies' calendar of their working hours"),
        Field::optional("away_from", "a date", "2026-08-10", "First day away"),
        Field::optional("away_to", "a date", "2026-08-21", "Last day away"),
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
        let it = RepIntake {
            handle,
            name,
            team: row.optional::<Code>("team")?.map(|team| team.to_string()),
            edit: RepEdit {
                name: None,
                email: Change::set_if(row.optional("email")?),
                os_user: Change::set_if(row.optional("os_user")?),
                role: row.optional("role")?,
                region: Change::set_if(row.optional("region")?),
                away_from: Change::set_if(row.date("away_from")?),
                away_to: Change::set_if(row.date("away_to")?),
                active: row.flag("active")?,
                calendar: Change::set_if(row.optional("calendar")?),
            },
        };
        let known_by = row.text("external_id").unwrap_or(it.handle.as_str()).to_owned();
        Ok(row.intake(&known_by, it))
    }
}

impl Exported for RepIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.key(&intake);
        let RepIntake { handle, name, team, edit } = intake.it;
        to.show("handle", Some(handle));
        to.show("name", Some(name));
        to.show("email", edit.email.set());
        to.show("os_user", edit.os_user.set());
        to.show("role", edit.role);
        to.show("team", team);
        to.show("region", edit.region.set());
        to.show("calendar", edit.calendar.set());
        to.put("away_from", edit.away_from.set().copied());
        to.put("away_to", edit.away_to.set().copied());
        to.put("active", edit.active);
    }
}
