//! Who looks after which account, from files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Code;
use crate::domain::intake::{AssignmentIntake, Intake};

/// What a file can say of who looks after accounts.
static ASSIGNMENTS: Kind = Kind {
    name: "assignments",
    key: &["account", "role", "from", "to", "rep"],
    fields: &[
        Field::required("account", "an account's code", "ACME", "The account"),
        Field::required("role", "an account role", "primary", "primary, backup or technical"),
        Field::required("rep", "a rep's handle", "giulia", "Who looks after it"),
        Field::required("from", "an instant", "2026-01-01T00:00:00Z", "Since when"),
        Field::optional("to", "an instant", "2026-06-30T22:00:00Z", "Until when; missing: still"),
    ],
};

impl Imported for AssignmentIntake {
    const KIND: &'static Kind = &ASSIGNMENTS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = AssignmentIntake {
            account: row.required::<Code>("account")?.to_string(),
            role: row.required("role")?,
            rep: row.required::<Code>("rep")?.to_string(),
            from: row.instant("from")?,
            to: row.optional_instant("to")?,
        };
        if it.to.is_some_and(|to| to < it.from) {
            return Err(row.refuse("to", format_args!("lies before `from`, {}", it.from)));
        }
        Ok(row.intake(it.account.clone().as_str(), it))
    }
}

impl Exported for AssignmentIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let AssignmentIntake { account, role, rep, from, to: until } = intake.it;
        to.show("account", Some(account));
        to.show("role", Some(role));
        to.show("rep", Some(rep));
        to.put("from", from);
        to.put("to", until);
    }
}
