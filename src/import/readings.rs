//! Dates that may be read in several ways: all of them, so that a person can say which is meant.

use chrono::NaiveDate;

use super::refusal::list;

/// What a date in figures may mean: the patterns that fit, and the days they make of it.
pub(super) struct Readings {
    days: Vec<(String, NaiveDate)>,
    /// The pattern of what stands behind the date, with the space or letter between.
    time: Option<&'static str>,
}

impl Readings {
    /// Finds what a text such as `03/04/2026 9:30` may mean; `None` if it is no date in figures, or can mean one day only.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once(' ') {
            Some((date, time)) => (date, Some(clock(time)?)),
            None => (text, None),
        };
        let separator = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| "/.-".contains(*c))?;
        let parts: Vec<&str> = date.split(separator).collect();
        let figures =
            |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let iso = separator == '-' && parts.iter().map(|part| part.len()).eq([4, 2, 2]);
        if parts.len() != 3 || !parts.iter().all(figures) || iso {
            return None;
        }
        let orders: &[[&str; 3]] = match [parts[0].len(), parts[2].len()] {
            [4, _] => &[["%Y", "%m", "%d"]],
            [_, 4] => &[["%d", "%m", "%Y"], ["%m", "%d", "%Y"]],
            _ => &[["%d", "%m", "%y"], ["%m", "%d", "%y"], ["%y", "%m", "%d"]],
        };
        let read = |order: &[&str; 3]| {
            let pattern = order.join(&separator.to_string());
            NaiveDate::parse_from_str(date, &pattern).ok().map(|day| (pattern, day))
        };
        let days: Vec<_> = orders.iter().filter_map(read).collect();
        (!days.is_empty()).then_some(Self { days, time })
    }

    /// Says what the text may mean, and how to say which; `key` is what a mapping calls the pattern.
    pub(super) fn sentence(&self, key: &str) -> String {
        let mut days: Vec<String> = self.days.iter().map(|(_, day)| day.format("%-d %B %Y").to_string()).collect();
        days.dedup();
        let time = self.time.unwrap_or_default();
        let lines: Vec<String> = self.days.iter().map(|(pattern, _)| format!("{key} = \"{pattern}{time}\"")).collect();
        let is = if days.len() == 1 { "may be" } else { "is" };
        let which = if lines.len() == 1 { "say so" } else { "say which" };
        if key == "datetime" && self.time.is_none() {
            return format!("{is} {} and has no time of day, expected an instant", days.join(" or "));
        }
        let lines = list(lines.iter().map(String::as_str)).replace("`, `", "` or `");
        format!("{is} {}; {which} in the mapping: {lines}", days.join(" or "))
    }
}

/// Returns the pattern of a time of day, with the space before it.
fn clock(time: &str) -> Option<&'static str> {
    let (figures, half) =
        match time.to_ascii_uppercase().strip_suffix("M").and_then(|time| time.strip_suffix(['A', 'P'])) {
            Some(figures) => (figures.trim_end().to_owned(), true),
            None => (time.to_owned(), false),
        };
    let parts: Vec<&str> = figures.split(':').collect();
    let whole =
        parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let spaced = time.contains(' ');
    match (whole, parts.len(), half, spaced) {
        (true, 2, false, _) => Some(" %H:%M"),
        (true, 3, false, _) => Some(" %H:%M:%S"),
        (true, 2, true, true) => Some(" %I:%M %p"),
        (true, 2, true, false) => Some(" %I:%M%p"),
        (true, 3, true, true) => Some(" %I:%M:%S %p"),
        (true, 3, true, false) => Some(" %I:%M:%S%p"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_is_named() {
        let texts = [
            ("date", "03/04/2026"),
            ("date", "25/12/2026"),
            ("date", "12/25/2026"),
            ("date", "4.4.2026"),
            ("date", "03-04-05"),
            ("date", "2026/04/03"),
            ("datetime", "03/04/2026 9:30"),
            ("datetime", "03/04/2026 09:30:00 PM"),
            ("datetime", "03/04/2026"),
            ("date", "32/13/2026"),
            ("date", "1/2"),
            ("date", "tomorrow"),
            ("date", "1/2/2026 x"),
        ];
        let told = |(key, text): &(&str, &str)| {
            format!("{text} {}", Readings::of(text).map_or_else(|| "-".to_owned(), |readings| readings.sentence(key)))
        };
        insta::assert_snapshot!(texts.iter().map(told).collect::<Vec<_>>().join("\n"), @r#"
        03/04/2026 is 3 April 2026 or 4 March 2026; say which in the mapping: `date = "%d/%m/%Y"` or `date = "%m/%d/%Y"`
        25/12/2026 may be 25 December 2026; say so in the mapping: `date = "%d/%m/%Y"`
        12/25/2026 may be 25 December 2026; say so in the mapping: `date = "%m/%d/%Y"`
        4.4.2026 may be 4 April 2026; say which in the mapping: `date = "%d.%m.%Y"` or `date = "%m.%d.%Y"`
        03-04-05 is 3 April 2005 or 4 March 2005 or 5 April 2003; say which in the mapping: `date = "%d-%m-%y"` or `date = "%m-%d-%y"` or `date = "%y-%m-%d"`
        2026/04/03 may be 3 April 2026; say so in the mapping: `date = "%Y/%m/%d"`
        03/04/2026 9:30 is 3 April 2026 or 4 March 2026; say which in the mapping: `datetime = "%d/%m/%Y %H:%M"` or `datetime = "%m/%d/%Y %H:%M"`
        03/04/2026 09:30:00 PM is 3 April 2026 or 4 March 2026; say which in the mapping: `datetime = "%d/%m/%Y %I:%M:%S %p"` or `datetime = "%m/%d/%Y %I:%M:%S %p"`
        03/04/2026 is 3 April 2026 or 4 March 2026 and has no time of day, expected an instant
        32/13/2026 -
        1/2 -
        tomorrow -
        1/2/2026 x -
        "#);
    }
}
