//! How well things are with an account: a score from 0 to 100, put together of parts that each explain themselves.

use super::habit::Habit;
use super::{Instant, Money, Seconds};

words! {
    /// What the health of an account is made of.
    Part, "a part of an account's health";
    /// Whether promises to it were kept of late: what we do wrong first of all.
    Promises = "promises",
    /// How much of what it owes is late: whoever pays late has a reason, or trouble.
    Overdue = "overdue",
    /// Whether it orders as often as it used to: those who leave say so last of all.
    Orders = "orders",
    /// Whether its open tickets wait for us.
    Tickets = "tickets",
    /// Whether it contests what we ask for.
    Disputes = "disputes",
}

/// Hundredths of a percent: a part that is as well as it can be.
const WELL: i64 = 10_000;

/// How far back promises count.
pub const RECENT: Seconds = Seconds::days(90);

/// The shortest rhythm there is: whoever orders twice a day is not late the next.
const DAY: i64 = 86_400;

/// How far before the last order its rhythm is looked for.
const YEAR: Seconds = Seconds::days(365);

/// How much each part counts, in percent of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights([u32; Part::ALL.len()]);

impl Default for Weights {
    /// What we promised and did counts most, since it is ours to mend; then money, since that is certain; then orders that stay
    /// away, which may have many reasons. Tickets that wait are promises about to be broken, and disputes are few and soon
    /// decided: they warn, and weigh less.
    fn default() -> Self {
        Self([30, 25, 20, 15, 10])
    }
}

impl Weights {
    /// Takes a weight for each part, in the order of [`Part::ALL`]; nothing unless they add up to 100.
    pub fn new(weights: [u32; Part::ALL.len()]) -> Option<Self> {
        let sum = weights.iter().try_fold(0_u32, |sum, weight| sum.checked_add(*weight));
        (sum == Some(100)).then_some(Self(weights))
    }

    /// Returns how much a part counts.
    pub const fn of(&self, part: Part) -> u32 {
        self.0[part as usize]
    }
}

/// What tells of an account's health.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// Promises kept to tickets of the last 90 days, answers and resolutions alike.
    pub kept: usize,
    /// Promises broken to those.
    pub broken: usize,
    /// How many tickets those are.
    pub recent: usize,
    /// Tickets that are open.
    pub open: usize,
    /// Those of them with a promise broken and still owed.
    pub breached: usize,
    /// Others that wait for us, not for the customer or somebody else.
    pub waiting: usize,
    /// Whether whoever pays for it was ever sent an invoice.
    pub is_invoiced: bool,
    /// What whoever pays for it owes and how much of that is late, in the currency in which the most of it is; nothing if all
    /// is paid.
    pub owed: Option<(Money, Money)>,
    /// When it ordered, the earliest first.
    pub orders: Vec<Instant>,
    /// Disputes that are not decided.
    pub disputes: usize,
}

impl Signs {
    /// Returns how it orders: the rhythm of the year that ended with its last order, which a customer who left years ago had
    /// too.
    pub fn habit(&self) -> Option<Habit> {
        let last = *self.orders.last()?;
        let of_that_year = self.orders.iter().filter(|at| last.since(**at) <= YEAR);
        Habit::of(&of_that_year.map(|at| (*at, 0)).collect::<Vec<_>>())
    }

    /// Returns how well a part is, in hundredths of a percent; nothing where nobody knows.
    fn share(&self, part: Part, now: Instant) -> Option<i64> {
        let of = |part: usize, whole: usize| {
            let part = i64::try_from(part).ok()?.checked_mul(WELL)?;
            part.checked_div(i64::try_from(whole).ok()?)
        };
        match part {
            Part::Promises => of(self.kept, self.kept + self.broken),
            Part::Overdue | Part::Disputes if !self.is_invoiced => None,
            Part::Overdue => Some(WELL - self.late_share()),
            Part::Orders => {
                let (habit, rhythm) = self.habit().and_then(|habit| Some((habit, habit.rhythm?)))?;
                Some(punctual(now.since(habit.last), rhythm))
            }
            Part::Tickets if self.open == 0 => (self.recent > 0).then_some(WELL),
            Part::Tickets => Some(WELL - of(2 * self.breached + self.waiting, 2 * self.open)?),
            Part::Disputes => of(3 - self.disputes.min(3), 3),
        }
    }

    /// Returns how much of what is owed is late, in hundredths of a percent.
    pub fn late_share(&self) -> i64 {
        let Some((open, late)) = self.owed else { return 0 };
        let share = (i128::from(late.minor) * i128::from(WELL)).checked_div(i128::from(open.minor));
        share.and_then(|share| i64::try_from(share).ok()).unwrap_or(0).clamp(0, WELL)
    }
}

/// Tells how well orders are when one has not come for so long: as well as can be until the next is due, and badly once three
/// times the usual time has gone by. Between, it goes down evenly: half at [`Habit::is_overdue`].
fn punctual(since: Seconds, rhythm: Seconds) -> i64 {
    let rhythm = i128::from(rhythm.get().max(DAY));
    let (late, room) = (i128::from(since.get()) - rhythm, rhythm * 2);
    let left = i128::from(WELL) - (late * i128::from(WELL)).div_euclid(room);
    i64::try_from(left.clamp(0, i128::from(WELL))).unwrap_or(0)
}

/// A part, and what it brings to the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The part.
    pub part: Part,
    /// How well it is, in hundredths of a percent; nothing where nobody knows, and then it does not count.
    pub share: Option<i64>,
    /// How much it counts, in percent of all parts.
    pub weight: u32,
    /// What it brings to the score, in hundredths of a point.
    pub points: Option<i64>,
    /// What it would bring if it were as well as can be.
    pub most: Option<i64>,
}

/// How well things are with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// What tells of it.
    pub signs: Signs,
    /// Its parts, in the order of [`Part::ALL`].
    pub parts: Vec<Scored>,
}

impl Health {
    /// Scores signs. A part of which nobody knows anything is left out, and the others keep their proportions.
    pub fn of(signs: Signs, weights: &Weights, now: Instant) -> Self {
        let shares = Part::ALL.iter().map(|part| (*part, signs.share(*part, now)));
        let shares: Vec<(Part, Option<i64>)> = shares.collect();
        let known = shares.iter().filter(|(_, share)| share.is_some());
        let whole: i64 = known.map(|(part, _)| i64::from(weights.of(*part))).sum();
        let scored = |(part, share): (Part, Option<i64>)| {
            let weight = weights.of(part);
            let points = |share: i64| (share * i64::from(weight)).checked_div(whole);
            Scored { part, share, weight, points: share.and_then(points), most: share.and_then(|_| points(WELL)) }
        };
        Self { parts: shares.into_iter().map(scored).collect(), signs }
    }

    /// Returns the score in hundredths of a point, from 0 to 10 000; nothing where nobody knows anything.
    pub fn score(&self) -> Option<i64> {
        let known = || self.parts.iter().filter_map(|part| Some((part.share?, i64::from(part.weight))));
        known().map(|(share, weight)| share * weight).sum::<i64>().checked_div(known().map(|(_, weight)| weight).sum())
    }

    /// Returns the part that costs the most points; nothing where none costs any.
    pub fn worst(&self) -> Option<Part> {
        let lost = |part: &Scored| part.share.map_or(0, |share| (WELL - share) * i64::from(part.weight));
        let worst = self.parts.iter().rev().max_by_key(|part| lost(part))?;
        (lost(worst) > 0).then_some(worst.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    fn day(day: i64) -> Instant {
        Instant::from_epoch(day * 86_400)
    }

    fn signs() -> Signs {
        let money = |minor| Money { minor, currency: Currency::EUR };
        Signs {
            kept: 9,
            broken: 1,
            recent: 5,
            open: 4,
            breached: 1,
            waiting: 1,
            is_invoiced: true,
            owed: Some((money(1000), money(250))),
            orders: [0, 10, 20, 30].map(day).to_vec(),
            disputes: 1,
        }
    }

    #[test]
    fn a_score_is_what_its_parts_bring() {
        let health = Health::of(signs(), &Weights::default(), day(50));
        let shares: Vec<Option<i64>> = health.parts.iter().map(|part| part.share).collect();
        assert_eq!(shares, [Some(9000), Some(7500), Some(5000), Some(6250), Some(6666)]);
        let points: Vec<Option<i64>> = health.parts.iter().map(|part| part.points).collect();
        assert_eq!(points, [Some(2700), Some(1875), Some(1000), Some(937), Some(666)]);
        assert_eq!((health.score(), health.worst()), (Some(7179), Some(Part::Orders)));
    }

    #[test]
    fn parts_nobody_knows_of_are_left_out_and_the_others_keep_their_proportions() {
        let signs = Signs { kept: 1, broken: 1, recent: 1, ..Signs::default() };
        let health = Health::of(signs, &Weights::default(), day(50));
        let known = health.parts.iter().filter_map(|part| Some((part.part, part.points?, part.most?)));
        assert_eq!(known.collect::<Vec<_>>(), [(Part::Promises, 3333, 6666), (Part::Tickets, 3333, 3333)]);
        assert_eq!((health.score(), health.worst()), (Some(6666), Some(Part::Promises)));
        let nobody = Health::of(Signs::default(), &Weights::default(), day(50));
        assert_eq!((nobody.score(), nobody.worst()), (None, None));
    }

    #[test]
    fn orders_that_stay_away_count_more_the_longer_they_do() {
        let rhythm = Seconds::days(10);
        let shares = [0, 10, 15, 20, 25, 30, 400].map(|days| punctual(Seconds::days(days), rhythm));
        assert_eq!(shares, [WELL, WELL, 7500, 5000, 2500, 0, 0]);
        let left_long_ago = Health::of(signs(), &Weights::default(), day(3000));
        assert_eq!(left_long_ago.parts[Part::Orders as usize].share, Some(0));
    }

    #[test]
    fn weights_add_up() {
        assert_eq!(Weights::new([30, 25, 20, 15, 10]), Some(Weights::default()));
        assert_eq!(Weights::new([30, 25, 20, 15, 11]), None);
    }
}
