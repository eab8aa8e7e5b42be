//! Why promises stand as they do.

mod data;
mod passages;
mod rulings;
#[cfg(test)]
mod tests;
mod verdict;
mod wall;
mod weeks;

use serde::Serialize;

use self::data::{CycleData, WithoutData};
use self::wall::Wall;
use super::promise;
use crate::app::TicketLine;
use crate::domain::calendar::Calendar;
use crate::domain::sla::{Explained, Explanation};
use crate::domain::{Code, Instant, Line, TicketId};
use crate::output::{Cell, Detail, Human, Section, Tone};

/// Promises, explained: what ruled them, how their time went, and what came or would come of it.
#[derive(Debug, Serialize)]
pub struct ExplainDetail {
    ticket: Option<TicketId>,
    account: Option<Code>,
    subject: Option<Line>,
    at: Instant,
    cycles: Vec<CycleData>,
    without: Option<WithoutData>,
    #[serde(skip)]
    explanation: Explanation,
    #[serde(skip)]
    full: bool,
}

impl ExplainDetail {
    /// Shows promises explained as of `at`, of a ticket or of a timeline that is none; with `full`, a table tells of
    /// each day, else of weeks that are alike together.
    pub fn of(ticket: Option<&TicketLine>, explanation: Explanation, at: Instant, full: bool) -> Self {
        let ours = !explanation.for_customer;
        Self {
            ticket: ticket.map(|line| line.id),
            account: ticket.map(|line| line.account.clone()),
            subject: ticket.map(|line| line.subject.clone()),
            at,
            cycles: explanation.cycles.iter().map(|one| CycleData::of(one, ours)).collect(),
            without: explanation.without.as_ref().map(|without| WithoutData::of(without, ours)),
            explanation,
            full,
        }
    }

    fn head(&self, human: &Human) -> Option<Section> {
        let (id, subject, account) = (self.ticket?, self.subject.as_ref()?, self.account.as_ref()?);
        let facts = vec![("account", Cell::show(account)), ("as of", Cell::plain(human.at(self.at)))];
        Some(Section::Fields(Some(format!("{id} {subject}")), facts))
    }

    fn told(&self, one: &Explained) -> Vec<Section> {
        let cycle = &one.cycle;
        let name = promise(cycle.metric, cycle.number).text;
        let calendar = one.stretches.last().map(|stretch| &stretch.calendar);
        let wall = Wall::new(calendar, self.at);
        let mut sections = vec![Section::Fields(Some(capitalised(&name)), verdict::facts(one, &wall))];
        sections.push(rulings::table(&format!("Rulings on {name}"), one, &wall, !self.explanation.for_customer));
        let several = one.stretches.len() > 1;
        for stretch in &one.stretches {
            let since = if several { format!(" since {}", wall.at(stretch.from)) } else { String::new() };
            let title = format!("Time of {name}{since}, by {}", measure(&stretch.calendar));
            sections.push(passages::table(&title, stretch, Wall::new(Some(&stretch.calendar), self.at), self.full));
        }
        sections
    }
}

impl Detail for ExplainDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let mut sections: Vec<Section> = self.head(human).into_iter().collect();
        sections.extend(self.explanation.cycles.iter().flat_map(|one| self.told(one)));
        if !self.explanation.for_customer {
            sections.extend(rulings::policies(&self.explanation));
        }
        if let Some(without) = &self.explanation.without {
            sections.extend(rulings::without(without, !self.explanation.for_customer));
        }
        sections
    }
}

/// Names a calendar, and the zone whose times it goes by.
fn measure(calendar: &Calendar) -> String {
    format!("{} ({})", calendar.name(), calendar.zone())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A phrase that says less than what stands beside it.
fn aside(text: impl Into<String>) -> Cell {
    Cell::toned(text, Tone::Dim)
}
