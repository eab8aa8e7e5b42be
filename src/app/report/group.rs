//! The groups of tickets, found by what marks them and named once.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::Grouped;
use crate::domain::calendar::Month;
use crate::domain::report::{AccountAge, By, Dimension, GroupKey, TicketFacts, TicketFigures};
use crate::domain::{AccountId, Date, Instant, Zone};
use crate::error::Error;
use crate::store::{GroupMark, Reported, Tx};

/// What marks a group, small enough to be looked up for every ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Tag {
    Nothing,
    Number(i64),
    /// The place of a word among those seen.
    Word(usize),
}

/// Figures by group.
pub(super) struct Groups<'t, F> {
    tx: &'t Tx<'t>,
    by: By<Dimension>,
    zone: Zone,
    words: HashMap<String, usize>,
    since: HashMap<i64, Option<Date>>,
    /// The months that were seen, by their beginnings, each with its end.
    months: BTreeMap<Instant, (Instant, Month)>,
    /// Where the figures of a group stand.
    places: HashMap<[Tag; 2], usize>,
    /// The group of the ticket before: neighbours are often of the same.
    last: Option<([Tag; 2], usize)>,
    named: BTreeMap<GroupKey, usize>,
    figures: Vec<F>,
}

impl<'t, F: TicketFigures> Groups<'t, F> {
    pub(super) fn new(tx: &'t Tx<'t>, by: By<Dimension>) -> Self {
        Self {
            tx,
            by,
            zone: Zone::system(),
            words: HashMap::default(),
            since: HashMap::default(),
            months: BTreeMap::new(),
            places: HashMap::default(),
            last: None,
            named: BTreeMap::new(),
            figures: Vec::new(),
        }
    }

    /// Counts a ticket in its group.
    pub(super) fn count(&mut self, ticket: &Reported<'_>) -> Result<(), Error> {
        let place = self.place(ticket)?;
        self.figures[place].count(&ticket.facts);
        Ok(())
    }

    /// Returns the groups in the order in which people look for them.
    pub(super) fn finish(mut self) -> Vec<Grouped<F>> {
        F::set_beside(&mut self.figures);
        let mut figures = std::mem::take(&mut self.figures).into_iter().map(Some).collect::<Vec<_>>();
        let groups = self.named.into_iter().filter_map(|(key, place)| Some((key, figures[place].take()?)));
        Grouped::sorted(groups.collect())
    }

    fn place(&mut self, ticket: &Reported<'_>) -> Result<usize, Error> {
        let [first, second, ..] = ticket.marks;
        let tags = [
            self.tag(self.by.first, first, &ticket.facts)?,
            self.by.second.map_or(Ok(Tag::Nothing), |by| self.tag(by, second, &ticket.facts))?,
        ];
        if let Some((last, place)) = self.last
            && last == tags
        {
            return Ok(place);
        }
        let place = match self.places.get(&tags) {
            Some(place) => *place,
            None => self.begin(tags)?,
        };
        self.last = Some((tags, place));
        Ok(place)
    }

    /// Finds where the figures of a group stand that is told from others by tags not seen before.
    fn begin(&mut self, tags: [Tag; 2]) -> Result<usize, Error> {
        let first = self.name(self.by.first, tags[0])?;
        let second = self.by.second.map(|by| self.name(by, tags[1])).transpose()?;
        // Several accounts are of one region: what is named alike is one group.
        let place = *self.named.entry(self.by.key(first, second)).or_insert(self.figures.len());
        if place == self.figures.len() {
            self.figures.push(F::default());
        }
        self.places.insert(tags, place);
        Ok(place)
    }

    fn tag(&mut self, by: Dimension, mark: GroupMark<'_>, ticket: &TicketFacts<'_>) -> Result<Tag, Error> {
        match (by, mark) {
            (Dimension::Month, _) => {
                let month = self.month(ticket.created_at).to_string();
                Ok(self.word(&month))
            }
            (Dimension::OrderKind, _) => {
                let kind = self.tx.order_kind_of(ticket.id, ticket.as_of)?;
                Ok(kind.map_or(Tag::Nothing, |kind| self.word(&kind)))
            }
            (Dimension::AccountAge, GroupMark::Number(account)) => {
                let age = self.age(account, ticket.created_at)?;
                Ok(age.map_or(Tag::Nothing, |age| self.word(age.as_str())))
            }
            (_, GroupMark::Nothing) => Ok(Tag::Nothing),
            (_, GroupMark::Number(number)) => Ok(Tag::Number(number)),
            (_, GroupMark::Word(word)) => Ok(self.word(word)),
        }
    }

    fn word(&mut self, word: &str) -> Tag {
        if let Some(place) = self.words.get(word) {
            return Tag::Word(*place);
        }
        let place = self.words.len();
        self.words.insert(word.to_owned(), place);
        Tag::Word(place)
    }

    fn month(&mut self, at: Instant) -> Month {
        if let Some((_, (next, month))) = self.months.range(..=at).next_back()
            && at < *next
        {
            return *month;
        }
        let month = Month::of(self.zone.local(at).date());
        let starts = |month: Month| self.zone.first_instant_of(month.first());
        self.months.insert(starts(month), (month.next().map_or(Instant::MAX, starts), month));
        month
    }

    fn age(&mut self, account: i64, opened: Instant) -> Result<Option<AccountAge>, Error> {
        let since = match self.since.get(&account) {
            Some(since) => *since,
            None => *self.since.entry(account).or_insert(self.tx.customer_since(AccountId::new(account))?),
        };
        Ok(since.map(|since| AccountAge::between(since, self.zone.local(opened).date())))
    }

    fn name(&self, by: Dimension, tag: Tag) -> Result<String, Error> {
        let named = match tag {
            Tag::Nothing => None,
            Tag::Number(number) => self.tx.group_name(by, number)?,
            Tag::Word(place) => self.words.iter().find(|(_, known)| **known == place).map(|(word, _)| word.clone()),
        };
        Ok(named.unwrap_or_else(|| "-".to_owned()))
    }
}
