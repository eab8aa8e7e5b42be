//! How a cycle's time went, day by day.

use super::aside;
use super::wall::{Wall, business};
use super::weeks::{Told, fold};
use crate::domain::Seconds;
use crate::domain::sla::{Passage, Stretch, Why};
use crate::output::{Cell, Section};

/// Lays a stretch out: the day where it changes, from when to when, why, and what it comes to.
pub(super) fn table(title: &str, stretch: &Stretch, wall: Wall, full: bool) -> Section {
    let told = if full { stretch.passages.iter().cloned().map(Told::Passage).collect() } else { fold(stretch, &wall) };
    let paused = stretch.passages.iter().any(|passage| passage.paused > Seconds::ZERO);
    let mut rows = Rows { wall, paused, day: None };
    let mut headers = vec!["day", "from", "to", "why", "counted", "total"];
    if paused {
        headers.insert(5, "paused");
    }
    Section::Table { title: title.to_owned(), headers, rows: told.iter().map(|row| rows.row(row)).collect() }
}

struct Rows {
    wall: Wall,
    /// Whether there is a column for what pauses took.
    paused: bool,
    /// The day of the row before.
    day: Option<i64>,
}

impl Rows {
    fn row(&mut self, told: &Told) -> Vec<Cell> {
        let wall = &self.wall;
        let (from, paused, total, [time, to, why], counted) = match told {
            Told::Passage(Passage { from, to, why, counted, paused, total }) => {
                let cells = [wall.time(*from).into(), wall.until(*from, *to).into(), reason(why)];
                (*from, *paused, *total, cells, *counted)
            }
            Told::Weeks { from, to, count, counted, total } => {
                let last_day = wall.day(to.plus(Seconds::new(-1)));
                let cells = [aside("to"), last_day.into(), format!("{count} weeks alike").into()];
                (*from, Seconds::ZERO, *total, cells, *counted)
            }
        };
        let number = wall.number_of_day(from);
        let day = if self.day.replace(number) == Some(number) { Cell::empty() } else { wall.day(from).into() };
        let mut row = vec![day, time, to, why, amount(counted)];
        if self.paused {
            row.push(amount(paused));
        }
        row.push(Cell::number(business(total)));
        row
    }
}

fn reason(why: &Why) -> Cell {
    match why {
        Why::Counted => Cell::plain("counted"),
        Why::Closed => aside("closed"),
        Why::Holiday(holiday) => {
            aside(holiday.name().map_or_else(|| "holiday".to_owned(), |name| format!("holiday: {name}")))
        }
        Why::Override(_) => aside("closed on this date"),
        Why::Paused(status) => Cell::plain(format!("paused: {status}")),
    }
}

fn amount(span: Seconds) -> Cell {
    let text = if span == Seconds::ZERO { "-".to_owned() } else { business(span) };
    Cell::number(text)
}
