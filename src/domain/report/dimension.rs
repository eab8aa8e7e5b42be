//! What reports group by: one thing, or two.

use std::fmt;
use std::str::FromStr;

use crate::domain::Invalid;
use crate::domain::ticket::Priority;

words! {
    /// What a report groups tickets by.
    Dimension, "something to group by";
    /// The account's tier as the ticket has it.
    Tier = "tier",
    /// The account's code.
    Account = "account",
    /// The handle of the rep in charge; `-` for nobody.
    Rep = "rep",
    /// The category with its finer kind.
    Category = "category",
    /// The priority.
    Priority = "priority",
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
        if self == Self::Priority { urgency(name) } else { 0 }
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

    /// Returns the group of something, by its name in each dimension.
    pub fn group(&self, name: impl Fn(D) -> String) -> GroupKey {
        let ranked = |dimension: D| {
            let name = name(dimension);
            (dimension.rank(&name), name)
        };
        GroupKey { first: ranked(self.first), second: self.second.map(ranked) }
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
