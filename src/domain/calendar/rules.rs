//! Which hours hold on which date: the weekday's, none on a holiday, or the date's own.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::date::{DAY, date_of, day_of};
use super::error::CalendarError;
use super::holiday::{Holiday, Override};
use super::hours::{DayHours, OpenHours};
use super::week::{Week, Weekday, dated_weekday};

static CLOSED: DayHours = DayHours::CLOSED;

/// Why a date has other hours than its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause<'a> {
    Holiday(&'a Holiday),
    Override(Date),
}

/// The rules of a calendar, on dates of no particular zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rules {
    week: Week,
    holidays: Vec<Holiday>,
    overrides: BTreeMap<i64, DayHours>,
    /// First day, last day and holiday, in order and disjoint.
    dated: Vec<(i64, i64, usize)>,
    /// Month, day and holiday, in order.
    yearly: Vec<((i8, i8), usize)>,
}

impl Rules {
    pub(super) fn new(week: Week, holidays: Vec<Holiday>, overrides: Vec<Override>) -> Result<Self, CalendarError> {
        let mut by_day = BTreeMap::new();
        for Override { date, hours } in overrides {
            if by_day.insert(day_of(date), hours).is_some() {
                return Err(CalendarError::DateTwice(date));
            }
        }
        let (dated, yearly) = (index_dated(&holidays), index_yearly(&holidays));
        let rules = Self { week, holidays, overrides: by_day, dated, yearly };
        rules.check_nights()?;
        Ok(rules)
    }

    /// Rules without exceptions.
    pub(super) fn every_day(week: Week) -> Self {
        Self { week, holidays: vec![], overrides: BTreeMap::new(), dated: vec![], yearly: vec![] }
    }

    fn check_nights(&self) -> Result<(), CalendarError> {
        for first in self.overrides.keys().flat_map(|day| [day - 1, *day]) {
            let names = || (dated_weekday(first), dated_weekday(first + 1));
            self.hours_on(first).check_before(self.hours_on(first + 1), names)?;
        }
        Ok(())
    }

    pub(super) fn week(&self) -> &Week {
        &self.week
    }

    pub(super) fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    pub(super) fn overrides(&self) -> impl Iterator<Item = (Date, &DayHours)> {
        self.overrides.iter().map(|(day, hours)| (date_of(*day), hours))
    }

    /// Tells whether there is an open interval at all.
    pub(super) fn ever_open(&self) -> bool {
        !self.week.is_closed() || self.overrides.values().any(|hours| !hours.intervals().is_empty())
    }

    /// Tells whether no second of any date is closed.
    pub(super) fn always_open(&self) -> bool {
        let whole_day = |day: &Weekday| self.week.on(*day).intervals() == [OpenHours::WHOLE_DAY];
        self.holidays.is_empty() && self.overrides.is_empty() && Weekday::ALL.iter().all(whole_day)
    }

    /// Returns the day after which nothing opens any more; none if the week goes on for ever.
    pub(super) fn last_day(&self) -> Option<i64> {
        let last_override = || self.overrides.keys().next_back().copied().unwrap_or(i64::MIN);
        self.week.is_closed().then(last_override)
    }

    /// Returns the hours of the day: the override's, else none on a holiday, else the weekday's.
    pub(super) fn hours_on(&self, day: i64) -> &DayHours {
        match self.cause(day) {
            None => self.week.on(Weekday::of(day)),
            Some(Cause::Override(_)) => self.overrides.get(&day).unwrap_or(&CLOSED),
            Some(Cause::Holiday(_)) => &CLOSED,
        }
    }

    /// Returns why the day has other hours than its weekday, if it has.
    pub(super) fn cause(&self, day: i64) -> Option<Cause<'_>> {
        if self.overrides.contains_key(&day) {
            return Some(Cause::Override(date_of(day)));
        }
        self.holiday_on(day).map(Cause::Holiday)
    }

    fn holiday_on(&self, day: i64) -> Option<&Holiday> {
        let begun = self.dated.partition_point(|(first, ..)| *first <= day);
        let dated = self.dated[..begun].last().filter(|(_, last, _)| day <= *last).map(|(.., holiday)| *holiday);
        let yearly = || {
            let date = if self.yearly.is_empty() { return None } else { date_of(day) };
            let found = self.yearly.binary_search_by_key(&(date.month(), date.day()), |(key, _)| *key);
            found.ok().map(|place| self.yearly[place].1)
        };
        dated.or_else(yearly).map(|holiday| &self.holidays[holiday])
    }

    /// Returns the open parts of a local date in seconds after its midnight: the end of the day before's night first,
    /// which may be empty.
    pub(super) fn parts(&self, day: i64) -> impl Iterator<Item = (i64, i64)> {
        let night = std::iter::once((0, self.hours_on(day - 1).tail()));
        let own = self.hours_on(day).intervals().iter().map(|hours| hours.seconds());
        night.chain(own.map(|(open, close)| (open, close.min(DAY))))
    }

    /// Returns the seconds after the midnight of `day` that the weekday before would have stayed open for.
    pub(super) fn usual_tail(&self, day: i64) -> i64 {
        self.week.on(Weekday::of(day - 1)).tail()
    }

    /// Returns the days from `first` to `last` whose parts are not their weekday's, in order.
    pub(super) fn irregular_days(&self, first: i64, last: i64) -> Vec<i64> {
        // A night that is lost or gained shows on the day after, so the search begins one day early.
        let range = first - 1..=last;
        let overridden = self.overrides.range(range.clone()).map(|(day, _)| *day);
        let begun = self.dated.partition_point(|(_, last, _)| *last < *range.start());
        let ranges = self.dated[begun..].iter().take_while(|(first, ..)| first <= range.end());
        let dated = ranges.flat_map(|(from, to, _)| *from.max(range.start())..=*to.min(range.end()));
        let years = date_of(first - 1).year()..=date_of(last).year();
        let yearly = years.flat_map(|year| {
            self.yearly.iter().filter_map(move |((month, day), _)| Date::new(year, *month, *day).ok().map(day_of))
        });
        let special = overridden.chain(dated).chain(yearly.filter(|day| range.contains(day)));
        let with_lost_night = |day: i64| {
            let shows_next = self.hours_on(day).tail() != self.usual_tail(day + 1);
            std::iter::once(day).chain(shows_next.then_some(day + 1))
        };
        let mut days: Vec<i64> = special.flat_map(with_lost_night).filter(|day| (first..=last).contains(day)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

fn index_dated(holidays: &[Holiday]) -> Vec<(i64, i64, usize)> {
    let ranges = holidays.iter().enumerate().filter_map(|(place, holiday)| Some((place, holiday.dated()?)));
    let mut ranges: Vec<_> = ranges.map(|(place, (first, last))| (day_of(first), day_of(last), place)).collect();
    // Of two holidays on one date the one that begins first is shown, and a named one rather than a nameless one.
    ranges.sort_by_key(|(first, _, place)| (*first, holidays[*place].name().is_none()));
    let mut free = i64::MIN;
    let mut disjoint = Vec::with_capacity(ranges.len());
    for (first, last, place) in ranges {
        let first = first.max(free);
        if first <= last {
            disjoint.push((first, last, place));
            free = last + 1;
        }
    }
    disjoint
}

fn index_yearly(holidays: &[Holiday]) -> Vec<((i8, i8), usize)> {
    let dates = holidays.iter().enumerate().filter_map(|(place, holiday)| Some((holiday.yearly()?, place)));
    let mut yearly: Vec<_> = dates.collect();
    yearly.sort_by_key(|(date, place)| (*date, holidays[*place].name().is_none()));
    yearly.dedup_by_key(|(date, _)| *date);
    yearly
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(week: Week, holidays: &[&str], overrides: &[&str]) -> Rules {
        let holidays = holidays.iter().map(|text| text.parse().unwrap()).collect();
        let overrides = overrides.iter().map(|date| Override::read(date, &["09:00-12:00"]).unwrap()).collect();
        Rules::new(week, holidays, overrides).unwrap()
    }

    #[test]
    fn what_is_never_closed_has_whole_days_and_no_exceptions() {
        assert!(rules(Week::always(), &[], &[]).always_open());
        assert!(!rules(Week::always(), &["12-25"], &[]).always_open());
        assert!(!rules(Week::always(), &[], &["2026-12-24"]).always_open());
        let nights = Week::read([("mon-sun", ["00:00-23:59"].as_slice())]).unwrap();
        assert!(!rules(nights, &[], &[]).always_open());
    }

    #[test]
    fn a_night_that_is_lost_shows_on_the_day_after_wherever_the_search_begins() {
        let nights = || Week::read([("mon-sun", ["22:00-02:00"].as_slice())]).unwrap();
        let day = |text: &str| day_of(text.parse().unwrap());
        let new_year = day("2026-01-01");
        let exceptions: [(&[&str], &[&str]); 4] =
            [(&["2025-12-31"], &[]), (&["2025-12-20..2025-12-31"], &[]), (&["12-31"], &[]), (&[], &["2025-12-31"])];
        for (holidays, overrides) in exceptions {
            let rules = rules(nights(), holidays, overrides);
            assert_eq!(rules.irregular_days(new_year, new_year + 5), [new_year], "{holidays:?} {overrides:?}");
            assert_eq!(rules.irregular_days(new_year - 1, new_year - 1), [new_year - 1], "{holidays:?} {overrides:?}");
            assert!(rules.irregular_days(new_year + 1, new_year + 5).is_empty(), "{holidays:?} {overrides:?}");
        }
    }

    #[test]
    fn a_closed_week_opens_on_its_own_dates_and_then_no_more() {
        let closed = || Week::read(std::iter::empty::<(&str, &[&str])>()).unwrap();
        let rules_of = |overrides: &[&str]| rules(closed(), &[], overrides).last_day();
        assert_eq!(rules_of(&["1970-01-03", "1970-01-11"]), Some(10));
        assert_eq!(rules_of(&[]), Some(i64::MIN));
        assert_eq!(rules(Week::always(), &[], &["1970-01-03"]).last_day(), None);
    }
}
