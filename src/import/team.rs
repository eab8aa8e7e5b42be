//! Teams from files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, TeamIntake};

/// What a file can say of teams.
static TEAMS: Kind = Kind {
    name: "teams",
    key: &["name"],
    fields: &[Field::required("name", "a code", "logistics", "What the team is called")],
};

impl Imported for TeamIntake {
    const KIND: &'static Kind = &TEAMS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = TeamIntake { name: row.required("name")? };
        Ok(row.intake(it.name.clone().as_str(), it))
    }
}

impl Exported for TeamIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        to.show("name", Some(intake.it.name));
    }
}
