//! What reports group by: one thing, or two.

use std::fmt;
use std::str::FromStr;

use crate::domain::ticket::Priority;
use crate::domain::{Date, Invalid, days_after};

words! {
    /// What a report groups tickets by.
    Dimension, "something to group by";
    /// The account's tier as the ticket has it.
    Tier = "tier",
    /// The account's code.
    Account = "account",
    /// For how long the account had been a customer when the ticket was opened; `-` where nobody wrote down since when.
    AccountAge = "account-age",
    /// The handle of the rep in charge; `-` for nobody.
    Rep = "rep",
    /// The team in charge.
    Team = "team",
    /// The account's region.
    Region = "region",
    /// What the account trades in.
    Sector = "sector",
    /// Companies, or people.
    Segment = "segment",
    /// The category with its finer kind.
    Category = "category",
    /// The kind of the order it is about, the one it was tied to last.
    OrderKind = "order-kind",
    /// How it came.
    Channel = "channel",
    /// The mailbox it came through.
    Queue = "queue",
    /// The priority.
    Priority = "priority",
    /// The month in which it was opened.
    Month = "month",
}

words! {
    /// For how long somebody has been a customer, the newest first.
    AccountAge, "an age of an account";
    /// Less than 90 days.
    Under90Days = "under-90d",
    /// Less than a year.
    UnderOneYear = "under-1y",
    /// Less than three years.
    UnderThreeYears = "under-3y",
    /// Three years or more.
    Longer = "over-3y",
}

impl AccountAge {
    /// Returns for how long somebody who became a customer on one day had been one on another. A year has 365 days here.
    pub fn between(since: Date, day: Date) -> Self {
        let before = |days| days_after(since, days).is_some_and(|end| day < end);
        match () {
            () if before(90) => Self::Under90Days,
            () if before(365) => Self::UnderOneYear,
            () if before(3 * 365) => Self::UnderThreeYears,
            () => Self::Longer,
        }
    }

    /// Returns where one stands among the others, by its name; whose age nobody knows comes last.
    pub(super) fn rank(name: &str) -> usize {
        name.parse().map_or(Self::ALL.len(), |age: Self| age as usize)
    }
}

words! {
    /// What a report groups quotes by.
    QuoteDimension, "something to group by";
    /// The handle of the rep who answers; `-` for nobody.
    Rep = "rep",
    /// The account's code.
    Account = "account",
    /// The account's tier when they asked.
    Tier = "tier",
    /// The account's region.
    Region = "region",
    /// What the account trades in.
    Sector = "sector",
    /// How urgent it is.
    Priority = "priority",
    /// The month in which they asked.
    Month = "month",
    /// How many revisions the customer was sent.
    Revisions = "revisions",
    /// Why it was declined.
    Lost = "lost",
}

words! {
    /// What a forecast groups promises by.
    ForecastBy, "something to group by";
    /// The handle of the rep in charge; `-` for nobody.
    Rep = "rep",
    /// The account's code.
    Account = "account",
}

/// What groups have in common.
pub trait Grouping: Copy + Eq + fmt::Display + FromStr<Err = Invalid> {
    /// Returns where a group stands among the others, before their names decide.
    fn rank(self, name: &str) -> usize;
}

impl Grouping for Dimension {
    fn rank(self, name: &str) -> usize {
        match self {
            Self::Priority => urgency(name),
            Self::AccountAge => AccountAge::rank(name),
            _ => 0,
        }
    }
}

impl Grouping for QuoteDimension {
    fn rank(self, name: &str) -> usize {
        match self {
            Self::Priority => urgency(name),
            Self::Revisions => name.parse().unwrap_or(usize::MAX),
            Self::Rep | Self::Account | Self::Tier | Self::Region | Self::Sector | Self::Month | Self::Lost => 0,
        }
    }
}

/// The most urgent comes first.
fn urgency(name: &str) -> usize {
    name.parse::<Priority>().map_or(0, |priority| Priority::ALL.len() - priority as usize)
}

/// One thing to group by, or two: `rep`, `rep,month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<D> {
    /// The first.
    pub first: D,
    /// The second, within the first.
    pub second: Option<D>,
}

impl<D: Grouping> By<D> {
    /// Tells whether groups have `dimension` in common.
    pub fn includes(&self, dimension: D) -> bool {
        self.first == dimension || self.second == Some(dimension)
    }

    /// Returns the one or the two.
    pub fn dimensions(&self) -> Vec<D> {
        std::iter::once(self.first).chain(self.second).collect()
    }

    /// Returns the group of something, by its name in each dimension.
    pub fn group(&self, name: impl Fn(D) -> String) -> GroupKey {
        self.key(name(self.first), self.second.map(name))
    }

    /// Returns the group of these names.
    pub fn key(&self, first: String, second: Option<String>) -> GroupKey {
        let first = (self.first.rank(&first), first);
        let second = self.second.zip(second).map(|(dimension, name)| (dimension.rank(&name), name));
        GroupKey { first, second }
    }
}

impl<D: Grouping> FromStr for By<D> {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (first, second) = text.split_once(',').map_or((text, None), |(first, second)| (first, Some(second)));
        let (first, second): (D, Option<D>) = (first.parse()?, second.map(str::parse).transpose()?);
        if second == Some(first) {
            return Err(Invalid::new(text, "two things to group by", format!("two that differ, or `{first}` alone")));
        }
        Ok(Self { first, second })
    }
}

/// What a group is called, in the order in which people look for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    first: (usize, String),
    second: Option<(usize, String)>,
}

impl GroupKey {
    /// Returns its names.
    pub fn into_names(self) -> (String, Option<String>) {
        (self.first.1, self.second.map(|(_, name)| name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_or_two_that_differ_are_read() {
        let read = |text: &str| match text.parse::<By<QuoteDimension>>() {
            Ok(By { first, second }) => second.map_or_else(|| first.to_string(), |second| format!("{first}, {second}")),
            Err(why) => why.to_string(),
        };
        insta::assert_snapshot!(["rep", "rep,month", "rep,rep", "rep,", "moth"].map(read).join("\n"), @"
        rep
        rep, month
        `rep,rep` is not two things to group by, expected two that differ, or `rep` alone
        `` is not something to group by, expected one of rep, account, tier, region, sector, priority, month, revisions, lost
        `moth` is not something to group by, expected one of rep, account, tier, region, sector, priority, month, revisions, lost; did you mean `month`?
        ");
    }

    #[test]
    fn an_account_is_new_for_ninety_days() {
        let day = |text: &str| crate::domain::calendar::read_date(text).unwrap();
        let age = |on| AccountAge::between(day("2025-01-01"), day(on)).as_str();
        let days = ["2024-12-31", "2025-03-31", "2025-04-01", "2025-12-31", "2026-01-01", "2027-12-31", "2028-01-01"];
        let ages = ["under-90d", "under-90d", "under-1y", "under-1y", "under-3y", "under-3y", "over-3y"];
        assert_eq!(days.map(age), ages);
    }

    #[test]
    fn groups_stand_in_the_order_in_which_people_look_for_them() {
        let by = By { first: QuoteDimension::Priority, second: Some(QuoteDimension::Revisions) };
        let names = [("low", "2"), ("urgent", "10"), ("urgent", "9"), ("normal", "0")];
        let group = |(priority, revisions): (&str, &str)| {
            by.group(|dimension| if dimension == QuoteDimension::Priority { priority } else { revisions }.to_owned())
        };
        let mut groups: Vec<GroupKey> = names.into_iter().map(group).collect();
        groups.sort();
        let told = groups.into_iter().map(|group| {
            let (first, second) = group.into_names();
            format!("{first} {}", second.unwrap_or_default())
        });
        assert_eq!(told.collect::<Vec<_>>(), ["urgent 9", "urgent 10", "normal 0", "low 2"]);
    }
}
