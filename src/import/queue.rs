//! Shared mailboxes from files.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::Code;
use crate::domain::intake::{Intake, QueueIntake};

/// What a file can say of queues.
static QUEUES: Kind = Kind {
    name: "queues",
    key: &["address"],
    fields: &[
        Field::required("address", "an e-mail address", "help@supplier.example", "The mailbox"),
        Field::optional("team", "a team's name", "inside", "The team that reads it"),
        Field::optional("region", "a line of text", "Italy", "The region it serves, if only one"),
        Field::optional("segment", "a segment", "b2b", "The segment it serves, if only one"),
    ],
};

impl Imported for QueueIntake {
    const KIND: &'static Kind = &QUEUES;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let it = QueueIntake {
            address: row.required("address")?,
            team: row.optional::<Code>("team")?.map(|team| team.to_string()),
            region: row.optional("region")?,
            segment: row.optional("segment")?,
        };
        Ok(row.intake(it.address.clone().as_str(), it))
    }
}

impl Exported for QueueIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let QueueIntake { address, team, region, segment } = intake.it;
        to.show("address", Some(address));
        to.show("team", team);
        to.show("region", region);
        to.show("segment", segment);
    }
}
