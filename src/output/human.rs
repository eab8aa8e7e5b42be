//! Times, spans and money as a person reads them.

use super::{Cell, Tone};
use crate::domain::{Instant, Money, Seconds, Zone};

/// What a cell needs to know about who reads it.
#[derive(Debug, Clone)]
pub struct Human {
    /// The instant of the command.
    pub now: Instant,
    /// The zone times are shown in.
    pub zone: Zone,
    /// Whether times are told from now (`3 d ago`), as on a terminal, or by the calendar.
    pub relative: bool,
}

/// Beyond this, a distance says less than a date.
const FAR: i64 = 30 * 86_400;
/// What is due within this is worth a mark.
const SOON: i64 = 3600;

impl Human {
    /// Tells when: `in 2 h`, `3 d ago`, a date beyond 30 days; `2026-11-21 10:00 +01:00` if not relative.
    pub fn when(&self, at: Instant) -> String {
        let ahead = at.since(self.now).get();
        match ahead {
            _ if !self.relative => self.at(at),
            _ if ahead.abs() > FAR => self.date(at),
            -59..=59 => "now".to_owned(),
            60.. => format!("in {}", rounded(ahead)),
            _ => format!("{} ago", rounded(ahead.abs())),
        }
    }

    /// Tells when something is due: `in 2 h`, `in 25 min !` within the hour, `3 h overdue` after it.
    pub fn due(&self, at: Instant) -> Cell {
        let ahead = at.since(self.now).get();
        match (ahead, self.relative) {
            (..0, true) if ahead > -60 => Cell::toned("just overdue", Tone::Bad),
            (..0, true) if ahead >= -FAR => Cell::toned(format!("{} overdue", rounded(-ahead)), Tone::Bad),
            (..0, _) => Cell::toned(format!("{} overdue", self.when(at)), Tone::Bad),
            (0..=SOON, _) => Cell::toned(format!("{} !", self.when(at)), Tone::Warn),
            _ => Cell::plain(self.when(at)),
        }
    }

    /// Tells the time by the clock of the zone, with its distance from UTC: `2026-11-21 10:00 +01:00`.
    pub fn at(&self, at: Instant) -> String {
        let offset = self.zone.offset_at(at);
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
        let local = self.zone.local(at).strftime("%Y-%m-%d %H:%M");
        format!("{local} {sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Tells the day by the calendar of the zone: `2026-11-21`.
    pub fn date(&self, at: Instant) -> String {
        self.zone.local(at).date().to_string()
    }

    /// Tells the time of day, and before it the day unless that is today: `16:15`, `2026-11-22 09:00`.
    pub fn clock(&self, at: Instant) -> String {
        let (local, today) = (self.zone.local(at), self.zone.local(self.now).date());
        let form = if local.date() == today { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        local.strftime(form).to_string()
    }

    /// Tells a span in its two largest units: `2 d 4 h`, `1 h 30 min`, `45 s`.
    pub fn span(&self, span: Seconds) -> String {
        let mut rest = span.get().unsigned_abs();
        let mut parts = Vec::new();
        for (size, unit) in UNITS {
            if rest >= size {
                parts.push(format!("{} {unit}", rest / size));
                rest %= size;
            } else if !parts.is_empty() {
                break;
            }
            if parts.len() == 2 {
                break;
            }
        }
        let sign = if span < Seconds::ZERO { "-" } else { "" };
        if parts.is_empty() { "0 s".to_owned() } else { format!("{sign}{}", parts.join(" ")) }
    }

    /// Tells an amount as it is typed: `1234.50 EUR`.
    pub fn money(&self, money: Money) -> String {
        money.to_string()
    }
}

const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];

/// Writes a positive number of seconds in one unit, cut, not rounded up: `1 h` means that a whole hour is there.
fn rounded(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (size, unit) = UNITS.into_iter().find(|(size, _)| seconds >= *size).unwrap_or((1, "s"));
    format!("{} {unit}", seconds / size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn human(relative: bool) -> Human {
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        Human { now, zone: "Europe/Rome".parse().unwrap(), relative }
    }

    #[test]
    fn near_times_are_told_from_now_and_far_ones_by_date() {
        let human = human(true);
        let told = |seconds| human.when(human.now.plus(Seconds::new(seconds)));
        let cases = [(0, "now"), (7300, "in 2 h"), (-59, "now"), (-60, "1 min ago"), (-3 * 86_400, "3 d ago")];
        for (seconds, words) in cases {
            assert_eq!(told(seconds), words);
        }
        assert_eq!(told(-31 * 86_400), "2026-10-21");
        assert_eq!(told(1000 * 365 * 86_400), "3026-03-24");
    }

    #[test]
    fn in_a_pipe_times_are_absolute_with_their_offset() {
        let human = human(false);
        assert_eq!(human.when(human.now), "2026-11-21 10:00 +01:00");
        assert_eq!(human.due(human.now.plus(Seconds::hours(-1))).text, "2026-11-21 09:00 +01:00 overdue");
    }

    #[test]
    fn due_says_in_words_what_its_colour_says() {
        let human = human(true);
        let due = |seconds| human.due(human.now.plus(Seconds::new(seconds)));
        assert_eq!(due(7200), Cell::plain("in 2 h"));
        assert_eq!(due(1500), Cell::toned("in 25 min !", Tone::Warn));
        assert_eq!(due(-1), Cell::toned("just overdue", Tone::Bad));
        assert_eq!(due(-7200), Cell::toned("2 h overdue", Tone::Bad));
        assert_eq!(due(-90 * 86_400), Cell::toned("2026-08-23 overdue", Tone::Bad));
    }

    #[test]
    fn spans_have_at_most_two_units() {
        let span = |text: &str| human(true).span(text.parse().unwrap());
        assert_eq!(span("2d4h30m"), "2 d 4 h");
        assert_eq!(span("1h30m"), "1 h 30 min");
        assert_eq!(span("2d30m"), "2 d");
        assert_eq!(span("0s"), "0 s");
        assert_eq!(human(true).span(Seconds::new(-5400)), "-1 h 30 min");
    }
}
