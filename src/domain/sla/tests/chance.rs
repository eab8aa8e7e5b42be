//! Logs and policies nobody thought of.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;

use super::oracle::{Minutes, instant};
use super::*;
use crate::domain::calendar::Target;
use crate::domain::ticket::{Category, Party, Priority, Status, WaitingOn};
use crate::domain::{Instant, Seconds, TeamId, Tier};

thread_local! {
    /// Looked up once: around the clock, split days in Rome, nights in New York, short days in Kathmandu.
    pub(super) static CALENDARS: Vec<Minutes> = vec![
        Minutes::of(always()),
        Minutes::of(calendar("Europe/Rome", "mon-sat", &["09:00-13:00", "14:00-18:00"])),
        Minutes::of(calendar("Europe/Berlin", "mon-sun", &["22:00-06:00"])),
        Minutes::of(calendar("Asia/Kathmandu", "mon-fri", &["10:10-10:50", "23:30-24:00"])),
    ];
}

const TIERS: std::ops::RangeInclusive<i64> = 1..=4;
pub(super) const TARGETS: [usize; 5] = [1, 30, 61, 240, 900];

pub(super) fn minute() -> impl Strategy<Value = usize> {
    // Coarse and fine at once: events often fall together, and on openings and closings.
    prop_oneof![(0..7 * 48_usize).prop_map(|half_hour| half_hour * 30), 0..7 * 24 * 60_usize]
}

fn business(minutes: usize) -> Target {
    Target::Business(Seconds::new(i64::try_from(minutes).unwrap() * 60))
}

pub(super) fn terms(mode: OnChange, tier: usize, (target, place): (usize, usize)) -> Policy {
    let mut policy = tier_policy(i64::try_from(tier).unwrap()).changing(mode);
    policy.calendar = CALENDARS.with(|calendars| std::rc::Rc::clone(&calendars[place].calendar));
    policy.targets[Metric::Resolution as usize] = Targets::all(business(target));
    policy
}

pub(super) fn created(by: Party, tier: i64) -> Happening {
    let tier = Tier::new(tier).unwrap();
    Happening::Created { by, category: Category::OTHER, priority: Priority::Normal, tier }
}

pub(super) fn at_minute(minute: usize, happening: Happening) -> Moment {
    Moment { at: instant(minute), recorded_at: instant(minute), happening }
}

/// Any log at all: replies to closed tickets, tickets that begin twice or late, and merge again and again.
pub(super) fn happening() -> impl Strategy<Value = Happening> {
    let statuses =
        vec![Status::Open, Status::Pending, Status::OnHold(WaitingOn::Carrier), Status::Resolved, Status::Closed];
    prop_oneof![
        6 => select(Party::ALL.to_vec()).prop_map(|by| Happening::Message { by }),
        8 => select(statuses).prop_map(Happening::Status),
        2 => select(Priority::ALL.to_vec()).prop_map(Happening::Priority),
        2 => TIERS.prop_map(|tier| Happening::Tier(Tier::new(tier).unwrap())),
        1 => select(vec!["stock.eta", "other", "price"]).prop_map(|text| Happening::Category(text.parse().unwrap())),
        2 => proptest::option::of(1..4_i64).prop_map(|team| Happening::Assigned(team.map(TeamId::new))),
        1 => proptest::option::of(minute())
            .prop_map(|since| Happening::Absorbed { waiting_since: since.map(instant) }),
        1 => (select(Party::ALL.to_vec()), TIERS).prop_map(|(by, tier)| created(by, tier)),
        1 => Just(Happening::Merged),
    ]
}

/// A log whose events come at instants of their own, in order of time.
pub(super) fn log() -> impl Strategy<Value = Vec<Moment>> {
    let events = proptest::collection::vec((minute(), happening()), 0..14);
    (events, minute(), select(Party::ALL.to_vec())).prop_map(|(events, first, by)| {
        let mut log: BTreeMap<usize, Happening> = events.into_iter().collect();
        log.insert(first / 3, created(by, 1));
        log.into_iter().map(|(minute, happening)| at_minute(minute, happening)).collect()
    })
}

/// Promises on every metric for tiers 1 to 3, none for tier 4.
fn policies() -> impl Strategy<Value = Vec<Policy>> {
    let policy = (select(OnChange::ALL.to_vec()), any::<bool>(), 0..4_usize, select(TARGETS.to_vec()), any::<bool>());
    proptest::collection::vec(policy, 3).prop_map(|policies| {
        let numbered = policies.into_iter().enumerate();
        numbered
            .map(|(place, (mode, restarts, calendar, target, in_days))| {
                let mut policy =
                    terms(mode, place + 1, (target, calendar)).telling(&["50%", "-10m", "breach", "breach+1h"]);
                policy.targets = [Targets::all(business(target)); 5];
                let resolution = if in_days { "1d".parse().unwrap() } else { business(2 * target) };
                policy.targets[Metric::Resolution as usize] = Targets::all(resolution);
                policy.targets[Metric::FirstResponse as usize].set(Priority::Urgent, business(10));
                policy.reopening = if restarts { Reopening::Restart } else { Reopening::Continue };
                policy.pausing(crate::domain::ticket::StatusWord::OnHold, Metric::NextResponse)
            })
            .collect()
    })
}

/// Up to three versions, each known by the time it is valid.
pub(super) fn book() -> impl Strategy<Value = Book> {
    surprising_book().prop_map(|book| {
        let mut versions = book.versions().to_vec();
        for version in &mut versions {
            version.applied_at = version.applied_at.min(version.valid_from);
        }
        Book::new(versions)
    })
}

/// Up to three versions, some of which come to be known late and change what had been said of clocks that ran.
pub(super) fn surprising_book() -> impl Strategy<Value = Book> {
    let later = (minute(), minute(), select(AppliesTo::ALL.to_vec()), policies());
    (policies(), proptest::collection::vec(later, 0..3)).prop_map(|(first, later)| {
        let mut versions = vec![version(1, "0001-01-01T00:00:00Z", AppliesTo::Open, first)];
        for (number, (valid_from, applied_at, applies_to, policies)) in (2..).zip(later) {
            let (valid_from, applied_at) = (instant(valid_from), instant(applied_at));
            versions.push(Version { number, valid_from, applied_at, applies_to, calendars: vec![], policies });
        }
        Book::new(versions)
    })
}

/// Up to two contracts, one after the other: some carry a policy, some are learned of late, or end before their time.
pub(super) fn contracts() -> impl Strategy<Value = Vec<Term>> {
    let bounds = proptest::collection::btree_set(minute(), 4);
    (bounds, proptest::collection::vec(contract(), 0..3)).prop_map(|(bounds, mut terms)| {
        let bounds: Vec<Instant> = bounds.into_iter().map(instant).collect();
        terms.truncate(2);
        for (place, (term, between)) in terms.iter_mut().zip(bounds.chunks_exact(2)).enumerate() {
            term.number = format!("C-{place}").parse().unwrap();
            (term.from, term.until) = (between[0], Some(between[1]));
            for (at, _) in &mut term.ended {
                *at = (*at).clamp(between[0], between[1]);
            }
        }
        terms
    })
}

fn contract() -> impl Strategy<Value = Term> {
    let ended = proptest::collection::vec((minute(), minute()), 0..3);
    (proptest::option::of(1..4_i64), minute(), ended).prop_map(|(tier, recorded_at, ended)| Term {
        number: "C".parse().unwrap(),
        policy: tier.map(|tier| format!("tier-{tier}").into()),
        from: Instant::MIN,
        until: None,
        recorded_at: instant(recorded_at),
        ended: ended.into_iter().map(|(at, recorded_at)| (instant(at), instant(recorded_at))).collect(),
    })
}
