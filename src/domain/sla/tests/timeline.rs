//! A small language for logs, policies and verdicts, so that a test reads like a story.

use std::rc::Rc;

use crate::domain::calendar::{Calendar, Override, Week};
use crate::domain::sla::*;
use crate::domain::ticket::{Category, Party, Priority, Status, StatusWord, WaitingOn};
use crate::domain::{Instant, TeamId, Tier};

const DAYS: [&str; 9] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday"];

/// Reads `09:00`, `09:00:01` (on Monday), `tue 09:00`, `monday 09:00` (the Monday after), or a whole instant.
pub(super) fn time(text: &str) -> Instant {
    if text.contains('T') {
        return text.parse().unwrap();
    }
    let (day, clock) = text.split_once(' ').unwrap_or(("mon", text));
    let day = 2 + DAYS.iter().position(|known| *known == day).unwrap();
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    format!("2026-03-{day:02}T{clock}{seconds}Z").parse().unwrap()
}

/// Writes an instant as [`time`] reads it.
pub(super) fn tell(at: Instant) -> String {
    let text = at.to_string();
    let (date, clock) = text.trim_end_matches('Z').split_once('T').unwrap();
    let clock = clock.strip_suffix(":00").unwrap_or(clock);
    let day = date.strip_prefix("2026-03-").and_then(|day| day.parse::<usize>().ok());
    match day.and_then(|day| DAYS.get(day.checked_sub(2)?)) {
        Some(&"mon") => clock.to_owned(),
        Some(day) => format!("{day} {clock}"),
        None => text,
    }
}

pub(super) fn always() -> Rc<Calendar> {
    Rc::new(Calendar::always())
}

/// Every working day from nine to six.
pub(super) fn office() -> Rc<Calendar> {
    calendar("UTC", "mon-fri", &["09:00-18:00"])
}

pub(super) fn calendar(zone: &str, days: &str, hours: &[&str]) -> Rc<Calendar> {
    let week = Week::read([(days, hours)]).unwrap();
    Rc::new(Calendar::new("office", zone.parse().unwrap(), week, vec![], vec![]).unwrap())
}

/// Office hours in Rome, with a holiday and a short day in the weeks of chance.
pub(super) fn festive() -> Rc<Calendar> {
    let week = Week::read([("mon-fri", ["09:00-13:00", "14:00-18:00"].as_slice())]).unwrap();
    let holidays = ["2026-03-24 Fair".parse().unwrap(), "03-19".parse().unwrap()].to_vec();
    let short = Override::read("2026-03-26", &["09:00-12:00"]).unwrap();
    Rc::new(Calendar::new("festive", "Europe/Rome".parse().unwrap(), week, holidays, vec![short]).unwrap())
}

/// What a policy says, word by word.
pub(super) trait Terms: Sized {
    fn promising(self, metric: Metric, target: &str) -> Self;
    fn promising_at(self, priority: Priority, metric: Metric, target: &str) -> Self;
    fn by(self, calendar: Rc<Calendar>) -> Self;
    fn telling(self, levels: &[&str]) -> Self;
    fn pausing(self, status: StatusWord, metric: Metric) -> Self;
    fn changing(self, mode: OnChange) -> Self;
    fn restarting(self) -> Self;
}

impl Terms for Policy {
    fn promising(mut self, metric: Metric, target: &str) -> Self {
        self.targets[metric as usize].set_default(target.parse().unwrap());
        self
    }

    fn promising_at(mut self, priority: Priority, metric: Metric, target: &str) -> Self {
        self.targets[metric as usize].set(priority, target.parse().unwrap());
        self
    }

    fn by(mut self, calendar: Rc<Calendar>) -> Self {
        self.calendar = calendar;
        self
    }

    fn telling(mut self, levels: &[&str]) -> Self {
        self.levels = levels.iter().map(|level| level.parse().unwrap()).collect();
        self
    }

    fn pausing(mut self, status: StatusWord, metric: Metric) -> Self {
        self.pauses.set(status, metric);
        self
    }

    fn changing(mut self, mode: OnChange) -> Self {
        self.on_change = mode;
        self
    }

    fn restarting(mut self) -> Self {
        self.reopening = Reopening::Restart;
        self
    }
}

/// A policy for every ticket, around the clock, that promises nothing yet.
pub(super) fn policy() -> Policy {
    Policy::new("default", Scope::Default, always())
}

/// A policy for the tickets of one tier.
pub(super) fn tier_policy(tier: i64) -> Policy {
    Policy::new(&format!("tier-{tier}"), Scope::Tier(Tier::new(tier).unwrap()), always())
}

pub(super) fn version(number: i64, valid_from: &str, applies_to: AppliesTo, policies: Vec<Policy>) -> Version {
    let valid_from = time(valid_from);
    Version { number, valid_from, applied_at: valid_from, applies_to, calendars: vec![], policies }
}

/// A ticket's log and the policies it is judged by.
#[derive(Clone)]
pub(super) struct Timeline {
    pub(super) moments: Vec<Moment>,
    pub(super) versions: Vec<Version>,
    pub(super) contracts: Vec<Term>,
}

pub(super) fn case() -> Timeline {
    Timeline { moments: vec![], versions: vec![], contracts: vec![] }
}

impl Timeline {
    pub(super) fn under(self, policy: Policy) -> Self {
        self.under_all(vec![policy])
    }

    pub(super) fn under_all(self, policies: Vec<Policy>) -> Self {
        self.and(version(1, "0001-01-01T00:00:00Z", AppliesTo::Open, policies))
    }

    pub(super) fn and(mut self, version: Version) -> Self {
        self.versions.push(version);
        self
    }

    /// Puts the ticket under the contract C-1 from `from` to `until`, known from the beginning.
    pub(super) fn contract(mut self, from: &str, until: &str, policy: Option<&str>) -> Self {
        let (number, policy) = ("C-1".parse().unwrap(), policy.map(Rc::from));
        let (from, until, recorded_at) = (time(from), Some(time(until)), Instant::MIN);
        self.contracts.push(Term { number, policy, from, until, recorded_at, ended: vec![] });
        self
    }

    pub(super) fn happens(mut self, at: &str, happening: Happening) -> Self {
        self.moments.push(Moment { at: time(at), recorded_at: time(at), happening });
        self
    }

    /// Lets the desk learn of the last event only at `at`.
    pub(super) fn recorded(mut self, at: &str) -> Self {
        self.moments.last_mut().unwrap().recorded_at = time(at);
        self
    }

    /// A customer of tier 1 creates it, of normal priority.
    pub(super) fn created(self, at: &str) -> Self {
        self.created_by(Party::Customer, at)
    }

    pub(super) fn created_by(self, by: Party, at: &str) -> Self {
        let tier = Tier::new(1).unwrap();
        self.happens(at, Happening::Created { by, category: Category::OTHER, priority: Priority::Normal, tier })
    }

    pub(super) fn customer(self, at: &str) -> Self {
        self.happens(at, Happening::Message { by: Party::Customer })
    }

    pub(super) fn rep(self, at: &str) -> Self {
        self.happens(at, Happening::Message { by: Party::Agent })
    }

    pub(super) fn program(self, at: &str) -> Self {
        self.happens(at, Happening::Message { by: Party::System })
    }

    pub(super) fn open(self, at: &str) -> Self {
        self.happens(at, Happening::Status(Status::Open))
    }

    pub(super) fn pending(self, at: &str) -> Self {
        self.happens(at, Happening::Status(Status::Pending))
    }

    pub(super) fn on_hold(self, at: &str) -> Self {
        self.happens(at, Happening::Status(Status::OnHold(WaitingOn::Vendor)))
    }

    pub(super) fn resolved(self, at: &str) -> Self {
        self.happens(at, Happening::Status(Status::Resolved))
    }

    pub(super) fn closed(self, at: &str) -> Self {
        self.happens(at, Happening::Status(Status::Closed))
    }

    pub(super) fn merged(self, at: &str) -> Self {
        self.happens(at, Happening::Merged).closed(at)
    }

    pub(super) fn absorbed(self, at: &str, waiting_since: &str) -> Self {
        self.happens(at, Happening::Absorbed { waiting_since: Some(time(waiting_since)) })
    }

    pub(super) fn priority(self, at: &str, priority: Priority) -> Self {
        self.happens(at, Happening::Priority(priority))
    }

    pub(super) fn tier(self, at: &str, tier: i64) -> Self {
        self.happens(at, Happening::Tier(Tier::new(tier).unwrap()))
    }

    pub(super) fn category(self, at: &str, category: &str) -> Self {
        self.happens(at, Happening::Category(category.parse().unwrap()))
    }

    pub(super) fn team(self, at: &str, team: i64) -> Self {
        self.happens(at, Happening::Assigned(Some(TeamId::new(team))))
    }

    pub(super) fn nobody(self, at: &str) -> Self {
        self.happens(at, Happening::Assigned(None))
    }

    pub(super) fn cycles(&self, now: &str) -> Vec<Cycle> {
        let case = Case { contracts: &self.contracts, ..Case::default() };
        evaluate(&self.moments, &case, &Book::new(self.versions.clone()), time(now))
    }

    /// Returns the one cycle there is.
    pub(super) fn cycle(&self, now: &str) -> Cycle {
        let mut cycles = self.cycles(now);
        assert_eq!(cycles.len(), 1, "{cycles:#?}");
        cycles.remove(0)
    }

    /// Tells of every cycle in a line.
    pub(super) fn verdicts(&self, now: &str) -> String {
        self.cycles(now).iter().map(verdict).collect::<Vec<_>>().join("\n")
    }

    /// Tells of the levels passed, cycle by cycle.
    pub(super) fn alarms(&self, now: &str) -> String {
        let cycles = self.cycles(now);
        let told = cycles.iter().flat_map(|cycle| {
            let passed = cycle.passed(time(now));
            passed.map(|reached| format!("{}#{} {} {}", cycle.metric, cycle.number, reached.level, tell(reached.at)))
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

/// Tells of a cycle: `update#1 met: 09:00 to 10:00, due 13:00, ran 1h of 4h, paused 30m`.
fn verdict(cycle: &Cycle) -> String {
    let mut text = format!("{}#{} {}: {}", cycle.metric, cycle.number, cycle.state, tell(cycle.started_at));
    let mut say = |word: &str, what: Option<String>| {
        text += &what.map_or_else(String::new, |what| format!(" {word} {what}"));
    };
    say("to", cycle.stopped_at.map(tell));
    say("due", cycle.due_at.map(tell));
    say("broken", cycle.breached_at.map(tell));
    say("ran", Some(format!("{}/{}", cycle.elapsed, cycle.target)));
    say("paused", (cycle.paused.get() != 0).then(|| cycle.paused.to_string()));
    say("by", (&*cycle.policy != "default").then(|| cycle.policy.to_string()));
    say("version", (cycle.version != 1).then(|| cycle.version.to_string()));
    text
}
