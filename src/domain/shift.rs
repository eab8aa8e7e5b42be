//! Who is there before a deadline.

use super::calendar::Calendar;
use super::rep::Rep;
use super::{Date, Instant, Seconds};

words! {
    /// Whether somebody can act on a promise before it breaks.
    Presence, "a presence";
    /// The rep has working time left for it.
    OnShift = "on-shift",
    /// The rep does not work before then.
    OffShift = "off-shift",
    /// The rep is on leave until then or longer.
    Away = "away",
    /// The rep works here no more.
    Gone = "gone",
    /// No rep is in charge.
    Nobody = "nobody",
}

/// What a rep's working hours and leave make of the time before a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Whether they are there at all.
    pub presence: Presence,
    /// Their working time before the deadline.
    pub time: Seconds,
    /// The last day of the leave that keeps them away, if an end is known.
    pub away_until: Option<Date>,
}

impl Shift {
    /// Measures the working time of whoever is in charge in `[from, to)`, by the calendar of their hours. Days of leave
    /// are days of that calendar's zone.
    pub fn of(rep: Option<&Rep>, hours: &Calendar, from: Instant, to: Instant) -> Self {
        let none = |presence| Self { presence, time: Seconds::ZERO, away_until: None };
        let Some(rep) = rep else { return none(Presence::Nobody) };
        if !rep.active {
            return none(Presence::Gone);
        }
        let (leave, back) = leave(rep, hours);
        let away = (leave.max(from), back.min(to));
        let time = hours.between(from, to).minus(hours.between(away.0, away.1));
        if time > Seconds::ZERO {
            Self { presence: Presence::OnShift, time, away_until: None }
        } else if away.0 < away.1 {
            Self { away_until: rep.away_to, ..none(Presence::Away) }
        } else {
            none(Presence::OffShift)
        }
    }

    /// Tells whether anybody can act in time.
    pub fn is_attended(&self) -> bool {
        self.presence == Presence::OnShift
    }
}

/// Returns from when until when a rep is on leave; nothing lies between the two if none is known.
fn leave(rep: &Rep, hours: &Calendar) -> (Instant, Instant) {
    let zone = hours.zone();
    match (rep.away_from, rep.away_to) {
        (None, None) => (Instant::MAX, Instant::MAX),
        (from, to) => {
            let back = to.and_then(|last| last.tomorrow().ok());
            let begin = from.map_or(Instant::MIN, |day| zone.first_instant_of(day));
            (begin, back.map_or(Instant::MAX, |day| zone.first_instant_of(day)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Week;

    /// Monday to Friday from nine to five in Rome, an hour ahead of UTC in January.
    fn office() -> Calendar {
        let hours: &[&str] = &["09:00-17:00"];
        let week = Week::read([("mon-fri", hours)]).unwrap();
        Calendar::new("office", "Europe/Rome".parse().unwrap(), week, Vec::new(), Vec::new()).unwrap()
    }

    fn rep(away_from: Option<&str>, away_to: Option<&str>) -> Rep {
        let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
        let rep = Rep::new("tom".parse().unwrap(), "Tom".parse().unwrap());
        Rep { away_from: day(away_from), away_to: day(away_to), ..rep }
    }

    /// From Thursday, 2026-01-15, at noon UTC.
    fn until(rep: &Rep, to: &str) -> Shift {
        Shift::of(Some(rep), &office(), "2026-01-15T12:00:00Z".parse().unwrap(), to.parse().unwrap())
    }

    fn on_shift(hours: i64) -> Shift {
        Shift { presence: Presence::OnShift, time: Seconds::hours(hours), away_until: None }
    }

    #[test]
    fn what_counts_is_working_time() {
        let there = rep(None, None);
        assert_eq!(until(&there, "2026-01-15T14:00:00Z"), on_shift(2));
        assert_eq!(until(&there, "2026-01-16T10:00:00Z"), on_shift(6));
        let evening = Shift::of(
            Some(&there),
            &office(),
            "2026-01-15T16:00:00Z".parse().unwrap(),
            "2026-01-16T08:00:00Z".parse().unwrap(),
        );
        assert_eq!((evening.presence, evening.time), (Presence::OffShift, Seconds::ZERO));
    }

    #[test]
    fn days_of_leave_are_taken_out() {
        assert_eq!(until(&rep(Some("2026-01-16"), None), "2026-01-16T10:00:00Z"), on_shift(4));
        assert_eq!(until(&rep(None, Some("2026-01-15")), "2026-01-16T10:00:00Z"), on_shift(2));
        assert_eq!(until(&rep(Some("2026-02-01"), Some("2026-02-09")), "2026-01-15T13:00:00Z"), on_shift(1));
        let away = until(&rep(Some("2026-01-10"), Some("2026-01-18")), "2026-01-16T10:00:00Z");
        assert_eq!((away.presence, away.away_until), (Presence::Away, "2026-01-18".parse().ok()));
    }

    #[test]
    fn nobody_and_whoever_left_are_not_there() {
        let (from, to) = ("2026-01-15T12:00:00Z".parse().unwrap(), "2026-01-15T14:00:00Z".parse().unwrap());
        assert_eq!(Shift::of(None, &office(), from, to).presence, Presence::Nobody);
        let gone = Rep { active: false, ..rep(None, None) };
        assert_eq!(Shift::of(Some(&gone), &office(), from, to).presence, Presence::Gone);
    }
}
