//! History under other policies: what would have been kept, what broken, and which tickets would have fared otherwise.

use super::report::{attainment, goes_on};
use super::sla::{Metric, State, Verdict};
use super::{Instant, Seconds};

words! {
    /// What a simulation groups promises by.
    SimulationBy, "something to group by";
    /// What was promised.
    Metric = "metric",
    /// The account's tier as the ticket has it.
    Tier = "tier",
    /// The account's code.
    Account = "account",
    /// The policy that rules the promise.
    Policy = "policy",
}

/// How many promises came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Promises kept.
    pub kept: usize,
    /// Promises broken, fulfilled since or not.
    pub broken: usize,
    /// Matters closed in time without an answer: neither kept nor broken.
    pub unanswered: usize,
    /// Promises still owed, and not broken yet.
    pub owed: usize,
}

impl Score {
    /// Counts a promise as it stands; one that was cancelled counts nowhere.
    pub fn count(&mut self, standing: Standing) {
        match standing {
            Standing::Broken => self.broken += 1,
            Standing::Unanswered => self.unanswered += 1,
            Standing::Owed => self.owed += 1,
            Standing::Kept => self.kept += 1,
            Standing::None => {}
        }
    }

    /// Returns how many promises there were.
    pub const fn promised(&self) -> usize {
        self.kept + self.broken + self.unanswered + self.owed
    }

    /// Returns the share of promises kept among those kept or broken, in hundredths of a percent rounded down.
    pub fn attainment(&self) -> Option<u32> {
        attainment(self.kept, self.broken)
    }
}

words! {
    /// How a promise, or a ticket in one metric, stands: the worst first.
    Standing, "a standing";
    /// It is broken.
    Broken = "broken",
    /// The matter was closed in time, but nobody had answered.
    Unanswered = "unanswered",
    /// It is owed, and not broken yet.
    Owed = "owed",
    /// It was kept.
    Kept = "kept",
    /// Nothing was promised, or the promise was cancelled.
    None = "none",
}

impl Standing {
    /// Returns how a promise stands as of `now`.
    pub fn of(verdict: &Verdict, now: Instant) -> Self {
        match verdict.state_at(now) {
            State::Breached => Self::Broken,
            State::ClosedUnanswered => Self::Unanswered,
            State::Running | State::Paused => Self::Owed,
            State::Met => Self::Kept,
            State::Cancelled => Self::None,
        }
    }
}

words! {
    /// How a ticket would have fared otherwise in one metric.
    Turn, "a turn";
    /// A promise would have been broken, and none was.
    NewlyBroken = "newly-broken",
    /// A promise was broken, and none would have been.
    NoLongerBroken = "no-longer-broken",
    /// Something would have been promised.
    NewlyPromised = "newly-promised",
    /// Nothing would have been promised.
    NoLongerPromised = "no-longer-promised",
}

impl Turn {
    /// Returns what lies between two standings, if it is a turn.
    pub const fn between(before: Standing, after: Standing) -> Option<Self> {
        match (before, after) {
            (Standing::None, Standing::None) | (Standing::Broken, Standing::Broken) => None,
            (Standing::None, _) => Some(Self::NewlyPromised),
            (_, Standing::None) => Some(Self::NoLongerPromised),
            (_, Standing::Broken) => Some(Self::NewlyBroken),
            (Standing::Broken, _) => Some(Self::NoLongerBroken),
            (Standing::Unanswered | Standing::Owed | Standing::Kept, _) => None,
        }
    }
}

/// A ticket in one metric, by its worst promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// How it stands.
    pub standing: Standing,
    /// By how much: business time to spare, or negative by how much it was over; of a promise still owed, the time left.
    pub margin: Option<Seconds>,
    /// When it was due.
    pub due_at: Option<Instant>,
    /// The place of that promise among the ticket's verdicts.
    pub place: Option<usize>,
}

impl Stand {
    const NONE: Self = Self { standing: Standing::None, margin: None, due_at: None, place: None };

    /// Picks the worst promise of a metric, and of several as bad the one with the least to spare.
    pub fn of(verdicts: &[Verdict], metric: Metric, now: Instant) -> Self {
        let of_metric = verdicts.iter().enumerate().filter(|(_, verdict)| verdict.metric == metric);
        let stands = of_metric.map(|(place, verdict)| Self {
            standing: Standing::of(verdict, now),
            margin: margin(verdict, now),
            due_at: verdict.due_at,
            place: Some(place),
        });
        let promised = stands.filter(|stand| stand.standing != Standing::None);
        promised.min_by_key(|stand| (stand.standing, stand.margin.is_none(), stand.margin)).unwrap_or(Self::NONE)
    }
}

fn margin(verdict: &Verdict, now: Instant) -> Option<Seconds> {
    match verdict.elapsed {
        Some(elapsed) => Some(verdict.target.minus(elapsed)),
        None => verdict.due_at.map(|due| due.since(now)),
    }
}

/// A ticket that would have fared otherwise in one metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// What was, or would have been, promised.
    pub metric: Metric,
    /// How it fared.
    pub before: Stand,
    /// How it would have fared.
    pub after: Stand,
    /// What the difference is.
    pub turn: Turn,
}

/// Compares how a ticket fared with how it would have, metric by metric.
pub fn flips<'v>(before: &'v [Verdict], after: &'v [Verdict], now: Instant) -> impl Iterator<Item = Flip> + 'v {
    Metric::ALL.iter().filter_map(move |metric| {
        let (before, after) = (Stand::of(before, *metric, now), Stand::of(after, *metric, now));
        Turn::between(before.standing, after.standing).map(|turn| Flip { metric: *metric, before, after, turn })
    })
}

/// Returns how each promise of a ticket stands: one broken before a reopening goes on being late, it is not late twice.
pub fn standings(verdicts: &[Verdict], now: Instant) -> impl Iterator<Item = (usize, Standing)> + '_ {
    let counts = |place: &usize| {
        let (earlier, verdict) = (&verdicts[..*place], &verdicts[*place]);
        verdict.metric != Metric::Resolution || !goes_on(verdict, earlier)
    };
    (0..verdicts.len()).filter(counts).map(move |place| (place, Standing::of(&verdicts[place], now)))
}

/// Counts of turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns([usize; Turn::ALL.len()]);

impl Turns {
    /// Counts one.
    pub fn count(&mut self, turn: Turn) {
        self.0[turn as usize] += 1;
    }

    /// Returns how many there were.
    pub const fn of(&self, turn: Turn) -> usize {
        self.0[turn as usize]
    }
}

/// A group of promises under two sets of policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contrast {
    /// How they came out.
    pub before: Score,
    /// How they would have.
    pub after: Score,
    /// The tickets that would have fared otherwise.
    pub turns: Turns,
}

impl Contrast {
    /// Returns by how much attainment would have been higher, in hundredths of a percent.
    pub fn change(&self) -> Option<i64> {
        Some(i64::from(self.after.attainment()?) - i64::from(self.before.attainment()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A promise of 100 seconds made at the beginning of time, which stopped after `elapsed`.
    fn verdict(metric: Metric, state: State, elapsed: i64) -> Verdict {
        let start = Instant::from_epoch(0);
        Verdict {
            metric,
            number: 1,
            version: 1,
            state,
            started_at: start,
            risk_at: None,
            due_at: Some(start.plus(Seconds::new(100))),
            stopped_at: Some(start.plus(Seconds::new(elapsed))),
            breached_at: (state == State::Breached).then(|| start.plus(Seconds::new(100))),
            target: Seconds::new(100),
            elapsed: Some(Seconds::new(elapsed)),
        }
    }

    const NOW: Instant = Instant::from_epoch(1000);

    fn owed(state: State) -> Verdict {
        Verdict { stopped_at: None, elapsed: None, ..verdict(Metric::NextResponse, state, 0) }
    }

    #[test]
    fn every_pair_of_standings_turns_as_it_should() {
        let row = |before: &Standing, after: &Standing| {
            let turn = Turn::between(*before, *after).map_or("-", Turn::as_str);
            format!("{before:10} {after:10} {turn}")
        };
        let pairs = Standing::ALL.iter().flat_map(|before| Standing::ALL.iter().map(move |after| row(before, after)));
        insta::assert_snapshot!(pairs.collect::<Vec<_>>().join("\n"), @"
        broken     broken     -
        broken     unanswered no-longer-broken
        broken     owed       no-longer-broken
        broken     kept       no-longer-broken
        broken     none       no-longer-promised
        unanswered broken     newly-broken
        unanswered unanswered -
        unanswered owed       -
        unanswered kept       -
        unanswered none       no-longer-promised
        owed       broken     newly-broken
        owed       unanswered -
        owed       owed       -
        owed       kept       -
        owed       none       no-longer-promised
        kept       broken     newly-broken
        kept       unanswered -
        kept       owed       -
        kept       kept       -
        kept       none       no-longer-promised
        none       broken     newly-promised
        none       unanswered newly-promised
        none       owed       newly-promised
        none       kept       newly-promised
        none       none       -
        ");
    }

    #[test]
    fn a_ticket_stands_by_its_worst_promise_and_that_by_the_least_to_spare() {
        let metric = Metric::NextResponse;
        let of = |verdicts: &[Verdict]| {
            let stand = Stand::of(verdicts, metric, NOW);
            (stand.standing, stand.margin.map(Seconds::get), stand.place)
        };
        assert_eq!(of(&[]), (Standing::None, None, None));
        assert_eq!(of(&[verdict(metric, State::Cancelled, 10)]), (Standing::None, None, None));
        let (quick, slow) = (verdict(metric, State::Met, 10), verdict(metric, State::Met, 90));
        assert_eq!(of(&[quick, slow, quick]), (Standing::Kept, Some(10), Some(1)));
        let (late, later) = (verdict(metric, State::Breached, 130), verdict(metric, State::Breached, 190));
        assert_eq!(of(&[late, slow, later]), (Standing::Broken, Some(-90), Some(2)));
        assert_eq!(of(&[verdict(Metric::Update, State::Breached, 130), slow]), (Standing::Kept, Some(10), Some(1)));
    }

    #[test]
    fn a_promise_overdue_by_now_is_broken_though_nobody_wrote_it_down() {
        let stand = Stand::of(&[owed(State::Running)], Metric::NextResponse, NOW);
        assert_eq!((stand.standing, stand.margin), (Standing::Broken, Some(Seconds::new(-900))));
        let stand = Stand::of(&[owed(State::Running)], Metric::NextResponse, Instant::from_epoch(40));
        assert_eq!((stand.standing, stand.margin), (Standing::Owed, Some(Seconds::new(60))));
    }

    #[test]
    fn flips_are_told_metric_by_metric() {
        let before =
            [verdict(Metric::FirstResponse, State::Breached, 130), verdict(Metric::Resolution, State::Met, 50)];
        let after = [verdict(Metric::FirstResponse, State::Met, 30), verdict(Metric::Update, State::Met, 50)];
        let told: Vec<_> = flips(&before, &after, NOW).map(|flip| (flip.metric, flip.turn)).collect();
        let wanted = [
            (Metric::FirstResponse, Turn::NoLongerBroken),
            (Metric::Update, Turn::NewlyPromised),
            (Metric::Resolution, Turn::NoLongerPromised),
        ];
        assert_eq!(told, wanted);
        assert_eq!(flips(&before, &before, NOW).count(), 0);
    }

    #[test]
    fn a_reopened_ticket_is_late_once() {
        let late = verdict(Metric::Resolution, State::Breached, 130);
        let mut score = Score::default();
        for (_, standing) in standings(&[late, Verdict { number: 2, ..late }], NOW) {
            score.count(standing);
        }
        assert_eq!((score.broken, score.promised(), score.attainment()), (1, 1, Some(0)));
    }

    #[test]
    fn the_change_is_that_of_attainment() {
        let score = |kept, broken| Score { kept, broken, ..Score::default() };
        let contrast = Contrast { before: score(3, 1), after: score(1, 1), turns: Turns::default() };
        assert_eq!(contrast.change(), Some(-2500));
        assert_eq!(Contrast::default().change(), None);
    }
}
