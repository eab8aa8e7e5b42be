use super::{Calendar, CalendarError, Week, calendar, zone};

fn refusal(week: &[(&str, &[&str])], overrides: &[(&str, &[&str])]) -> String {
    calendar("Europe/Rome", week, &["12-25"], overrides).unwrap_err().to_string()
}

#[test]
fn a_calendar_that_never_opens_is_refused() {
    let sentence = "calendar `office` is never open; give it some hours, e.g. `mon-fri = [\"09:00-17:00\"]`";
    assert_eq!(refusal(&[], &[]), sentence);
    assert_eq!(refusal(&[("mon-sun", &[])], &[("2026-12-24", &[])]), sentence);
    assert!(calendar("Europe/Rome", &[], &[], &[("2026-12-24", &["09:00-12:00"])]).is_ok());
}

#[test]
fn a_date_overridden_twice_is_refused() {
    let twice: [(&str, &[&str]); 2] = [("2026-12-24", &["09:00-12:00"]), ("2026-12-24", &[])];
    assert_eq!(
        refusal(&[("mon", &["09:00-17:00"])], &twice),
        "2026-12-24 is overridden twice; write all its hours in one list"
    );
}

#[test]
fn nights_that_run_into_an_override_or_out_of_one_are_refused() {
    let nights: [(&str, &[&str]); 1] = [("mon-sun", &["22:00-06:00"])];
    assert_eq!(
        refusal(&nights, &[("2026-12-24", &["00:00-24:00"])]),
        "`22:00-06:00` on wed 2026-12-23 runs into `00:00-24:00` on thu 2026-12-24; \
         end the first by `00:00` or open the second at `06:00`"
    );
    assert_eq!(
        refusal(&[("mon-sun", &["05:00-09:00"])], &[("2026-12-23", &["20:00-06:00"])]),
        "`20:00-06:00` on wed 2026-12-23 runs into `05:00-09:00` on thu 2026-12-24; \
         end the first by `05:00` or open the second at `06:00`"
    );
}

#[test]
fn a_night_that_a_holiday_took_away_is_in_nobodys_way() {
    let nights: [(&str, &[&str]); 1] = [("mon-sun", &["22:00-06:00"])];
    assert!(calendar("Europe/Rome", &nights, &["12-25"], &[("2026-12-26", &["00:00-12:00"])]).is_ok());
    assert!(calendar("Europe/Rome", &nights, &["12-25"], &[("2026-12-24", &["20:00-24:00"])]).is_ok());
}

#[test]
fn the_built_in_name_is_taken() {
    let refused = Calendar::new("24x7", zone("UTC"), Week::CLOSED, vec![], vec![]).unwrap_err();
    assert_eq!(refused, CalendarError::BuiltIn("24x7".to_owned()));
    assert_eq!(refused.to_string(), "`24x7` is the built-in calendar that never closes; give this one another name");
}
