//! Runs of the check, from files that a desk wrote.

use super::{Cells, Exported, Field, Imported, Kind, Refusal, Row};
use crate::domain::intake::{Intake, RunIntake};

/// What a file can say of runs.
static RUNS: Kind = Kind {
    name: "runs",
    key: &["id"],
    fields: &[
        Field::required("id", "a run id", "K17", "Its number"),
        Field::required("first_at", "an instant", "2026-11-20T14:05:00Z", "When the first of them ran"),
        Field::required("last_at", "an instant", "2026-11-20T14:05:00Z", "When the last of them ran"),
        Field::required("runs", "a number", "12", "How many ran in a row with nothing to say, or one that had"),
        Field::required("findings", "a number", "3", "How much was told"),
        Field::required("delivered", "a number", "3", "How many notifications arrived"),
        Field::required("failed", "a number", "0", "How many attempts at one failed"),
    ],
};

impl Imported for RunIntake {
    const KIND: &'static Kind = &RUNS;

    fn read(row: &Row<'_>) -> Result<Intake<Self>, Refusal> {
        let number = |field| row.number(field)?.ok_or_else(|| row.missing(field));
        let it = RunIntake {
            id: row.required("id")?,
            first_at: row.instant("first_at")?,
            last_at: row.instant("last_at")?,
            runs: number("runs")?,
            findings: number("findings")?,
            delivered: number("delivered")?,
            failed: number("failed")?,
        };
        Ok(row.intake(&it.id.to_string(), it))
    }
}

impl Exported for RunIntake {
    const LEFT_OUT: &'static [&'static str] = &[];

    fn write(intake: Intake<Self>, to: &mut Cells) {
        let it = intake.it;
        to.show("id", Some(it.id));
        to.put("first_at", it.first_at);
        to.put("last_at", it.last_at);
        to.put("runs", it.runs);
        to.put("findings", it.findings);
        to.put("delivered", it.delivered);
        to.put("failed", it.failed);
    }
}
