//! What was done, by whom and why.

use serde::Serialize;

use super::{nothing, word};
use crate::domain::audit::{Entry, Head, Link, Outcome, Told, ToldColumn, Via, Who};
use crate::domain::{Code, Instant, Line};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// An entry of the audit log in a list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct AuditRow {
    pub seq: i64,
    pub at: Instant,
    pub actor: Option<Code>,
    pub acting_as: Option<String>,
    pub action: String,
    pub outcome: Outcome,
    pub noun: Option<String>,
    pub object: Option<String>,
    pub what: String,
    pub reason: Option<Line>,
    pub via: Via,
    pub os_user: String,
    pub uid: u32,
    pub key: Option<Line>,
    pub hash: String,
}

impl AuditRow {
    /// Takes an entry in its place.
    pub fn of(link: Link) -> Self {
        let what = in_words(&link.entry);
        let Link { seq, entry, hash, .. } = link;
        let Entry { at, who, via, action, outcome, object, reason, key, .. } = entry;
        let Who { actor, user: os_user, uid, acting_as } = who;
        let (noun, object) = object.map(|object| (object.noun, object.name)).unzip();
        Self { seq, at, actor, acting_as, action, outcome, noun, object, what, reason, via, os_user, uid, key, hash }
    }

    fn actor(&self) -> Cell {
        let actor = self.actor.as_ref().map_or_else(|| format!("({})", self.os_user), ToString::to_string);
        match &self.acting_as {
            Some(other) => Cell::from(format!("{actor} as {other}")),
            None => Cell::from(actor),
        }
    }

    /// Names what it was done to; a ticket, a contact and an import are known by the letter of their number.
    fn object(&self) -> Cell {
        match (self.noun.as_deref(), &self.object) {
            (Some("ticket" | "contact" | "import") | None, object) => word(object.as_ref()),
            (Some(noun), Some(object)) => format!("{noun} {object}").into(),
            (Some(_), None) => nothing(),
        }
    }

    fn what(&self) -> Cell {
        let reason = self.reason.as_ref().map(Line::as_str);
        match (self.outcome, reason) {
            (Outcome::Done, None) => Cell::show(&self.what),
            (Outcome::Done, Some(reason)) if self.what.is_empty() => Cell::show(reason),
            (Outcome::Done, Some(reason)) => format!("{} ({reason})", self.what).into(),
            (Outcome::Refused, None) => "refused".into(),
            (Outcome::Refused, Some(reason)) => format!("refused: {reason}").into(),
        }
    }
}

impl Row for AuditRow {
    const ONE: &'static str = "entry";
    const MANY: &'static str = "entries";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::number("seq", "no", |row, _| Cell::show(row.seq)),
        Column::text("at", "when", |row, human| human.clock(row.at).into()),
        Column::text("actor", "who", |row, _| row.actor()),
        Column::text("action", "did", |row, _| Cell::show(&row.action)),
        Column::text("object", "to", |row, _| row.object()),
        Column::text("what", "what", |row, _| row.what()),
        Column::wide(Column::text("reason", "why", |row, _| word(row.reason.as_ref()))),
        Column::wide(Column::text("via", "via", |row, _| Cell::show(row.via))),
        Column::wide(Column::text("os_user", "os user", |row, _| Cell::show(&row.os_user))),
        Column::wide(Column::text("key", "key", |row, _| word(row.key.as_ref()))),
        Column::data("acting_as"),
        Column::data("outcome"),
        Column::data("noun"),
        Column::data("uid"),
        Column::data("hash"),
    ];
}

/// What is told of an import: its kind, its file, how many rows it made and changed.
const BATCH: [&str; 4] = ["kind", "file", "created", "updated"];
const BATCH_WORDS: [&str; 4] = ["", "", "+", "~"];

/// Puts into a few words what an entry tells of rows.
fn in_words(entry: &Entry) -> String {
    let row = |row: &Told| match (row.was, row.is) {
        (false, _) if row.table == "ticket_event" => {
            let kind = row.columns.iter().find(|column| column.name == "kind").and_then(|column| column.after.as_ref());
            format!("+{}", kind.map_or_else(|| row.table.clone(), ToString::to_string))
        }
        (false, _) if row.table == "batch" => {
            let told = row.columns.iter().filter(|column| BATCH.contains(&column.name.as_str()));
            let told = told.filter_map(|column| column.after.as_ref()).map(ToString::to_string);
            told.zip(BATCH_WORDS).map(|(value, word)| format!("{word}{value}")).collect::<Vec<_>>().join(" ")
        }
        (false, _) => format!("+{}", row.table),
        (true, false) => format!("-{}", row.table),
        (true, true) => {
            // When it was touched last stands in the next column.
            let columns = row.columns.iter().filter(|column| column.name != "updated_at");
            columns.map(changed).collect::<Vec<_>>().join(", ")
        }
    };
    // What happened comes before what it led to.
    let mut told = entry.told();
    told.sort_by_key(|row| row.was);
    let words = told.iter().map(row).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("; ")
}

fn changed(column: &ToldColumn) -> String {
    let ToldColumn { name, before, after } = column;
    match (before, after) {
        (Some(before), Some(after)) => format!("{name} {before} → {after}"),
        (None, Some(after)) => format!("{name} {after}"),
        (Some(_), None) => format!("{name} none"),
        (None, None) => name.clone(),
    }
}

/// A column that an entry tells of.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct ChangeRow {
    pub table: String,
    pub id: i64,
    pub column: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// All about an entry.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct AuditDetail {
    #[serde(flatten)]
    pub entry: AuditRow,
    pub prev: String,
    pub changes: Vec<ChangeRow>,
}

impl AuditDetail {
    /// Takes an entry, and the rows it tells of.
    pub fn of(link: Link, told: Vec<Told>) -> Self {
        let change = |table: &str, id: i64, column: ToldColumn| ChangeRow {
            table: table.to_owned(),
            id,
            column: column.name,
            before: column.before.map(|value| value.to_string()),
            after: column.after.map(|value| value.to_string()),
        };
        let changes = told.into_iter().flat_map(|Told { table, id, columns, .. }| {
            columns.into_iter().map(move |column| change(&table, id, column))
        });
        Self { changes: changes.collect(), prev: link.prev.clone(), entry: AuditRow::of(link) }
    }
}

impl Detail for AuditDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let Self { entry, prev, changes } = self;
        let mut lines = vec![
            ("when", human.at(entry.at).into()),
            ("who", entry.actor()),
            ("to", entry.object()),
            ("why", word(entry.reason.as_ref())),
            ("key", word(entry.key.as_ref())),
            ("via", format!("{}, by {} ({})", entry.via, entry.os_user, entry.uid).into()),
            ("prev", Cell::show(prev)),
            ("hash", Cell::show(&entry.hash)),
        ];
        if entry.outcome == Outcome::Refused {
            lines.insert(0, ("outcome", Cell::toned("refused", Tone::Bad)));
        }
        lines.retain(|(_, cell)| *cell != nothing());
        let shown = |text: &Option<String>| text.as_ref().map_or_else(nothing, Cell::show);
        let rows = changes.iter().map(|row| {
            let place = format!("{} {}", row.table, row.id);
            vec![place.into(), Cell::show(&row.column), shown(&row.before), shown(&row.after)]
        });
        vec![
            Section::Fields(Some(format!("{} {}", entry.seq, entry.action)), lines),
            Section::Table {
                title: "Changes".to_owned(),
                headers: vec!["row", "column", "before", "after"],
                rows: rows.collect(),
            },
        ]
    }
}

/// Where the log ends.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct HeadRow {
    pub seq: i64,
    pub hash: String,
    pub at: Instant,
}

impl HeadRow {
    /// Takes where the log ended at some time.
    pub fn of(Head { seq, hash }: Head, at: Instant) -> Self {
        Self { seq, hash, at }
    }
}

impl Row for HeadRow {
    const ONE: &'static str = "head";
    const MANY: &'static str = "heads";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::number("seq", "no", |row, _| Cell::show(row.seq)),
        Column::number("hash", "hash", |row, _| Cell::show(&row.hash)),
        Column::text("at", "when", |row, human| human.at(row.at).into()),
    ];
}

/// Something in the log that is not as it was written.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct AuditFinding {
    pub finding: String,
}

impl AuditFinding {
    /// Takes what was found.
    pub fn of(finding: String) -> Self {
        Self { finding }
    }
}

impl Row for AuditFinding {
    const ONE: &'static str = "finding";
    const MANY: &'static str = "findings";
    const COLUMNS: &'static [Column<Self>] =
        &[Column::number("finding", "finding", |row, _| Cell::toned(row.finding.clone(), Tone::Bad))];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Deed;
    use crate::output::undeclared;

    #[test]
    fn every_field_is_declared() {
        let who = Who { actor: None, user: "x".into(), uid: 1, acting_as: None };
        let at = "2026-01-15T09:00:00Z".parse().unwrap();
        let link = Entry::new(at, who, Deed::TicketEdit).after(&Head::default());
        assert_eq!(undeclared(&AuditRow::of(link)), Vec::<String>::new());
        assert_eq!(undeclared(&HeadRow::of(Head::default(), at)), Vec::<String>::new());
        assert_eq!(undeclared(&AuditFinding::of(String::new())), Vec::<String>::new());
    }
}
