//! How well things are with an account, and why.

use serde::Serialize;

use crate::app::HealthView;
use crate::domain::health::{Health, Part, RECENT, Scored, Signs};
use crate::domain::{Code, Instant, Seconds};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};
use crate::view::{nothing, table};

/// How well things are with an account.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the sections name them")]
pub struct HealthDetail {
    pub account: Code,
    /// Who pays for it: overdue money is theirs.
    pub payer: Code,
    pub at: Instant,
    /// From 0 to 100 with two decimals; null where nobody knows anything.
    pub score: Option<String>,
    /// What costs the most points.
    pub worst: Option<Part>,
    pub parts: Vec<PartRow>,
}

/// A part of it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct PartRow {
    pub part: Part,
    /// What was found, in words.
    pub found: String,
    /// How it is measured.
    pub measure: &'static str,
    /// How well it is, in percent; null where nobody knows, and then it does not count.
    pub percent: Option<String>,
    /// How much it counts, in percent of all parts.
    pub weight: u32,
    /// What it brings to the score.
    pub points: Option<String>,
    /// What it could bring.
    pub most: Option<String>,
}

fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// How each part is measured.
const fn measure(part: Part) -> &'static str {
    match part {
        Part::Promises => "share kept, of tickets of the last 90 days",
        Part::Overdue => "share not late, of what is invoiced and open",
        Part::Orders => "whole until the next order is due, nothing after three times the usual time",
        Part::Tickets => "share not late; one that waits for us counts half",
        Part::Disputes => "a third off for each that is not decided",
    }
}

impl HealthDetail {
    /// Takes how well things are.
    pub fn of(view: HealthView) -> Self {
        let HealthView { account, payer, health, at } = view;
        let Health { signs, parts } = &health;
        let row = |scored: &Scored| PartRow {
            part: scored.part,
            found: found(scored.part, signs, at),
            measure: measure(scored.part),
            percent: scored.share.map(decimal),
            weight: scored.weight,
            points: scored.points.map(decimal),
            most: scored.most.map(decimal),
        };
        Self {
            account: account.code,
            payer: payer.code,
            at,
            score: health.score().map(decimal),
            worst: health.worst(),
            parts: parts.iter().map(row).collect(),
        }
    }
}

/// Says what was found of a part.
fn found(part: Part, signs: &Signs, now: Instant) -> String {
    match part {
        Part::Promises if signs.kept + signs.broken == 0 => format!("nothing was promised in {RECENT}"),
        Part::Promises => format!("{} of {} kept", signs.kept, signs.kept + signs.broken),
        Part::Overdue | Part::Disputes if !signs.is_invoiced => "nothing was invoiced".to_owned(),
        Part::Overdue => match signs.owed {
            None => "nothing is owed".to_owned(),
            Some((open, late)) => format!("{late} of {open} late"),
        },
        Part::Orders => match signs.habit() {
            None => "nothing was ordered".to_owned(),
            Some(habit) => {
                let last = format!("last {} ago", whole_days(now.since(habit.last)));
                let every = habit.rhythm.map(|rhythm| format!(", usually every {}", whole_days(rhythm)));
                every.map_or_else(|| "one order makes no rhythm".to_owned(), |every| last + &every)
            }
        },
        Part::Tickets if signs.open == 0 => "none is open".to_owned(),
        Part::Tickets => format!("{} open: {} late, {} waiting for us", signs.open, signs.breached, signs.waiting),
        Part::Disputes => format!("{} not decided", signs.disputes),
    }
}

/// Leaves of a span the days.
fn whole_days(span: Seconds) -> Seconds {
    const DAY: i64 = 86_400;
    if span.get() < DAY { span } else { Seconds::new(span.get() / DAY * DAY) }
}

fn share(percent: Option<&String>) -> Cell {
    percent.map_or_else(nothing, |percent| Cell::plain(format!("{percent}%")))
}

impl Row for PartRow {
    const ONE: &'static str = "part";
    const MANY: &'static str = "parts";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("part", "part", |row, _| Cell::toned(row.part.to_string(), Tone::Strong)),
        Column::text("found", "found", |row, _| row.found.as_str().into()),
        Column::number("percent", "well", |row, _| share(row.percent.as_ref())),
        Column::number("weight", "weight", |row, _| Cell::number(row.weight)),
        Column::number("points", "points", |row, _| row.points.as_ref().map_or_else(nothing, Cell::number)),
        Column::number("most", "of", |row, _| row.most.as_ref().map_or_else(nothing, Cell::number)),
        Column::text("measure", "measured by", |row, _| row.measure.into()),
    ];
}

impl Detail for HealthDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        const PARTS: [&str; 6] = ["part", "found", "percent", "weight", "points", "most"];
        let score = self.score.as_ref().map_or_else(nothing, |score| Cell::toned(score, Tone::Strong));
        let mut facts = vec![("score", score)];
        facts.extend(self.worst.map(|part| ("worst", Cell::show(part))));
        if self.payer != self.account {
            facts.push(("paid by", Cell::show(&self.payer)));
        }
        let out: Vec<&str> =
            self.parts.iter().filter(|row| row.percent.is_none()).map(|row| row.part.as_str()).collect();
        if !out.is_empty() {
            let text = format!("{}: the others count in proportion", out.join(", "));
            facts.push(("left out", text.into()));
        }
        let measures = self.parts.iter().map(|row| (row.part.as_str(), row.measure.into())).collect();
        vec![
            Section::Fields(Some(format!("Health of {}", self.account)), facts),
            table("Parts", &PARTS, &self.parts, human),
            Section::Fields(Some("Measured by".to_owned()), measures),
        ]
    }
}
