//! The engine's second opinion: it lets a clock tick, minute by minute, and asks only whether a minute is open.
//!
//! It knows one resolution clock from its creation, with pauses, changes and settlement, all on whole minutes. What it
//! says of a broken promise follows from the sentence "time ran although none was left", never from a due time.

use std::rc::Rc;

use crate::domain::calendar::Calendar;
use crate::domain::sla::OnChange;
use crate::domain::{Instant, Seconds};

/// The start of every timeline, so that each calendar's minutes need be looked up once.
const BEGINNING: i64 = 1_774_000_800;
/// How many minutes are looked up: twelve days, of which a change of clocks in March is one.
pub(super) const MINUTES: usize = 12 * 24 * 60;

/// A calendar, minute by minute.
pub(super) struct Minutes {
    pub(super) calendar: Rc<Calendar>,
    open: Vec<bool>,
}

impl Minutes {
    pub(super) fn of(calendar: Rc<Calendar>) -> Self {
        let open = (0..MINUTES).map(|minute| calendar.is_open(instant(minute))).collect();
        Self { calendar, open }
    }
}

pub(super) fn instant(minute: usize) -> Instant {
    Instant::from_epoch(BEGINNING + i64::try_from(minute).unwrap() * 60)
}

/// What happens to the clock at the beginning of a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Pause,
    Resume,
    /// Another target in minutes and another calendar.
    Change(usize, usize),
    Stop,
}

/// What the oracle says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opinion {
    pub(super) elapsed: Seconds,
    pub(super) paused: Seconds,
    pub(super) breached_at: Option<Instant>,
    /// When the rest will have run if nothing else happens; only where nothing was left to argue about.
    pub(super) due_at: Option<Instant>,
    pub(super) started_at: Instant,
}

/// A clock that ticks.
#[derive(Clone)]
struct Ticking<'c> {
    calendars: &'c [Minutes],
    calendar: usize,
    start: usize,
    target: usize,
    ran: usize,
    stood: usize,
    /// For each minute from the start whether time stood still.
    still: Vec<bool>,
    broken: Option<usize>,
}

impl Ticking<'_> {
    /// Lets one minute pass.
    fn tick(&mut self, minute: usize, still: bool) {
        if !still && self.ran >= self.target && self.broken.is_none() {
            self.broken = Some(minute);
        }
        match (self.calendars[self.calendar].open[minute], still) {
            (true, true) => self.stood += 1,
            (true, false) => self.ran += 1,
            (false, _) => {}
        }
        self.still.push(still);
    }

    fn change(&mut self, mode: OnChange, minute: usize, target: usize, calendar: usize) {
        if self.broken.is_some() || (target, calendar) == (self.target, self.calendar) {
            return;
        }
        match mode {
            OnChange::Keep => {
                let mut again = Ticking { still: vec![], ran: 0, stood: 0, target, calendar, ..self.clone() };
                for (offset, still) in self.still.iter().enumerate() {
                    again.tick(self.start + offset, *still);
                }
                again.broken = again.broken.map(|_| minute);
                *self = again;
            }
            OnChange::Forward => {
                (self.target, self.calendar) = (target, calendar);
                if self.ran > target {
                    self.broken = Some(minute);
                }
            }
            OnChange::Reset => {
                let fresh = Ticking { still: vec![], ran: 0, stood: 0, start: minute, ..self.clone() };
                *self = Ticking { calendar, target, ..fresh };
            }
        }
    }
}

/// Judges a clock that starts at minute 0, as of the beginning of minute `now`.
pub(super) fn opine(
    calendars: &[Minutes],
    mode: OnChange,
    (target, calendar): (usize, usize),
    turns: &[(usize, Turn)],
    now: usize,
) -> Opinion {
    let mut clock = Ticking { calendars, calendar, start: 0, target, ran: 0, stood: 0, still: vec![], broken: None };
    let mut still = false;
    let stop = turns.iter().find(|(_, turn)| *turn == Turn::Stop).map_or(now, |(minute, _)| (*minute).min(now));
    for minute in 0..=stop {
        for (_, turn) in turns.iter().filter(|(at, _)| *at == minute) {
            match turn {
                Turn::Pause => still = true,
                Turn::Resume => still = false,
                Turn::Change(target, calendar) => clock.change(mode, minute, *target, *calendar),
                Turn::Stop => {}
            }
        }
        if minute < stop {
            clock.tick(minute, still);
        }
    }
    let minutes = |count: usize| Seconds::new(i64::try_from(count).unwrap() * 60);
    let (elapsed, paused) = (minutes(clock.ran), minutes(clock.stood));
    let broken = clock.broken;
    let arguable = clock.ran >= clock.target || broken.is_some();
    let mut ahead = stop;
    while !arguable && clock.ran < clock.target && ahead < MINUTES {
        clock.tick(ahead, false);
        ahead += 1;
    }
    Opinion {
        elapsed,
        paused,
        breached_at: broken.map(instant),
        due_at: (!arguable && clock.ran >= clock.target).then(|| instant(ahead)),
        started_at: instant(clock.start),
    }
}
