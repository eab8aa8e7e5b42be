//! Who is told when.

use super::*;
use crate::domain::Seconds;
use crate::domain::ticket::Priority;

fn story(levels: &[&str]) -> Timeline {
    let promises = policy().promising(Metric::Resolution, "4h").by(office()).telling(levels);
    case().under(promises.promising_at(Priority::Urgent, Metric::Resolution, "1h"))
}

const ALL: [&str; 4] = ["75%", "-30m", "breach", "breach+2h"];

fn passed(story: &Timeline, now: &str) -> String {
    story.alarms(now).replace("resolution#1 ", "")
}

#[test]
fn levels_are_passed_in_the_order_of_business_time() {
    let story = story(&["breach+2h", "breach", "-30m", "75%"]).created("15:00");
    for (now, told) in [
        ("17:59:59", ""),
        ("18:00", "75% 18:00"),
        ("tue 09:30", "75% 18:00, -30m tue 09:30"),
        ("tue 10:00", "75% 18:00, -30m tue 09:30"),
        ("tue 10:00:01", "75% 18:00, -30m tue 09:30, breach tue 10:00"),
        ("fri 10:00", "75% 18:00, -30m tue 09:30, breach tue 10:00, breach+2h tue 12:00"),
    ] {
        assert_eq!(passed(&story, now), told, "{now}");
    }
}

#[test]
fn a_percentage_has_run_only_when_all_of_it_has() {
    let story = case().under(policy().promising(Metric::Resolution, "10s").telling(&["75%", "99%"])).created("09:00");
    assert_eq!(passed(&story, "09:00:10"), "75% 09:00:08, 99% 09:00:10");
}

#[test]
fn a_clock_that_stops_passes_nothing_any_more() {
    let story = story(&ALL).created("09:00").resolved("12:00");
    assert_eq!(passed(&story, "18:00"), "", "75% had run at the very instant it was resolved");
    let late = self::story(&ALL).created("09:00").resolved("13:00:01");
    assert_eq!(passed(&late, "18:00"), "75% 12:00, -30m 12:30, breach 13:00");
}

#[test]
fn a_pause_holds_levels_back() {
    let story = story(&ALL).created("09:00").pending("12:15").open("13:15");
    assert_eq!(passed(&story, "13:00"), "75% 12:00");
    assert_eq!(passed(&story, "14:00"), "75% 12:00, -30m 13:30");
    assert_eq!(passed(&self::story(&ALL).created("09:00").pending("10:00"), "fri 12:00"), "");
}

#[test]
fn a_pause_that_begins_at_a_level_comes_too_late_for_it() {
    let story = story(&ALL).created("09:00").pending("12:00");
    assert_eq!(passed(&story, "12:30"), "75% 12:00");
    assert_eq!(passed(&story.open("13:00"), "13:30"), "75% 12:00, -30m 13:30");
}

#[test]
fn a_level_before_a_target_that_is_no_longer_than_that_never_comes() {
    let story = case().under(policy().promising(Metric::Resolution, "20m").telling(&["-30m", "-20m", "breach"]));
    assert_eq!(passed(&story.created("09:00"), "12:00"), "breach 09:20");
}

#[test]
fn what_comes_before_the_breach_is_a_warning() {
    let hour = Seconds::hours(1);
    let warns = [Level::Percent(75), Level::Before(hour), Level::Breach, Level::After(hour)].map(Level::is_warning);
    assert_eq!(warns, [true, true, false, false]);
}

#[test]
fn a_warning_once_passed_is_not_taken_back_nor_given_twice() {
    let story = story(&ALL).created("09:00").priority("09:00", Priority::Urgent).priority("09:50", Priority::Low);
    let before = "-30m 09:30, 75% 09:45";
    assert_eq!(passed(&story, "09:49"), before);
    assert_eq!(passed(&story, "09:50"), before);
    assert_eq!(passed(&story, "12:30"), before);
    assert_eq!(passed(&story, "fri 12:00"), format!("{before}, breach 13:00, breach+2h 15:00"));
}

#[test]
fn the_outlook_goes_by_the_present_target() {
    let story = story(&ALL).created("09:00").priority("09:00", Priority::Urgent).priority("09:50", Priority::Low);
    let outlook = |now| {
        let cycle = story.cycle(now);
        assert_eq!(Verdict::of(&cycle).outlook(time(now)), cycle.outlook(time(now)), "{now}");
        cycle.outlook(time(now))
    };
    assert_eq!(outlook("09:20"), Some(Outlook::OnTrack));
    assert_eq!(outlook("09:49"), Some(Outlook::AtRisk));
    assert_eq!(outlook("09:50"), Some(Outlook::OnTrack));
    assert_eq!(outlook("12:00"), Some(Outlook::AtRisk));
    assert_eq!(outlook("13:00:01"), Some(Outlook::Breached));
}

#[test]
fn a_warning_a_shorter_target_has_passed_already_comes_with_the_change() {
    let story = story(&ALL).created("09:00").priority("09:50", Priority::Urgent);
    assert_eq!(passed(&story, "09:55"), "75% 09:50, -30m 09:50");
}

#[test]
fn after_a_forward_change_levels_go_by_what_had_run() {
    let promises =
        policy().promising(Metric::Resolution, "8h").promising_at(Priority::Urgent, Metric::Resolution, "4h");
    let story = case().under(promises.changing(OnChange::Forward).telling(&["50%", "75%", "breach"]));
    let story = story.created("09:00").pending("09:30").open("10:00").priority("11:00", Priority::Urgent);
    assert_eq!(passed(&story, "14:00"), "50% 11:30, 75% 12:30, breach 13:30");
    let paused_since = story.pending("12:00").open("13:00");
    assert_eq!(passed(&paused_since, "16:00"), "50% 11:30, 75% 13:30, breach 14:30");
}

#[test]
fn a_level_names_the_policy_that_asked_for_it() {
    let tiers = vec![
        tier_policy(1).promising(Metric::Resolution, "4h"),
        tier_policy(2).promising(Metric::Resolution, "8h").telling(&["breach"]),
    ];
    let cycle = case().under_all(tiers).created("09:00").tier("12:30", 2).cycle("18:00");
    let told: Vec<(Level, &str)> =
        cycle.passed(time("18:00")).map(|reached| (reached.level, &*reached.policy)).collect();
    assert_eq!(told, [(Level::Percent(75), "tier-1"), (Level::Breach, "tier-2")]);
}

#[test]
fn a_clock_says_when_to_look_at_it_again() {
    let story = story(&ALL).created("09:00");
    let next = |now| story.cycle(now).next_level(time(now)).map(tell);
    assert_eq!(next("09:00"), Some("12:00".to_owned()));
    assert_eq!(next("12:00"), Some("12:30".to_owned()));
    assert_eq!(next("12:30"), Some("13:00:01".to_owned()), "a promise is broken only after it was due");
    assert_eq!(next("13:00"), Some("13:00:01".to_owned()));
    assert_eq!(next("13:00:01"), Some("15:00".to_owned()));
    assert_eq!(next("15:00"), None);
    assert_eq!(story.clone().pending("10:00").cycle("11:00").next_level(time("11:00")), None);
    assert_eq!(story.resolved("10:00").cycle("11:00").next_level(time("11:00")), None);
}

#[test]
fn what_is_stored_tells_the_state_of_a_later_instant() {
    let story = story(&ALL).created("09:00");
    let stored = Verdict::of(&story.cycle("09:00"));
    for now in ["09:00", "12:00", "13:00", "13:00:01", "tue 09:00"] {
        let cycle = story.cycle(now);
        assert_eq!(stored.state_at(time(now)), cycle.state, "{now}");
        assert_eq!(stored.breached_at(time(now)), cycle.breached_at, "{now}");
        assert_eq!(stored.outlook(time(now)), cycle.outlook(time(now)), "{now}");
    }
    let done = Verdict::of(&story.resolved("10:00").cycle("11:00"));
    assert_eq!((done.state_at(time("tue 09:00")), done.elapsed), (State::Met, Some(Seconds::hours(1))));
    assert_eq!((done.outlook(time("tue 09:00")), done.breached_at(time("tue 09:00"))), (None, None));
}

#[test]
fn the_deadlines_of_a_ticket_are_those_of_the_promise_that_binds_first() {
    let promises = policy().promising(Metric::FirstResponse, "2h").promising(Metric::Resolution, "4h");
    let story = case().under(promises).created("09:00");
    let deadlines = |story: &Timeline, now: &str| Deadlines::of(&story.cycles(now), time(now));
    let told = deadlines(&story, "09:00");
    assert_eq!(told.due, Some((time("11:00"), Metric::FirstResponse)));
    assert_eq!((told.risk_at, told.check_at), (Some(time("10:30")), Some(time("10:30"))));
    let told = deadlines(&story.clone().rep("10:00"), "10:00");
    assert_eq!(told.due, Some((time("13:00"), Metric::Resolution)));
    assert_eq!((told.risk_at, told.check_at), (Some(time("12:00")), Some(time("12:00"))));
    assert_eq!(deadlines(&story.clone().rep("10:00").pending("10:00"), "11:00"), Deadlines::default());
    assert_eq!(deadlines(&story.resolved("10:00"), "11:00"), Deadlines::default());
}

#[test]
fn levels_are_written_as_they_are_read() {
    for level in ALL {
        assert_eq!(level.parse::<Level>().unwrap().to_string(), level);
    }
    for wrong in ["", "0%", "100%", "75", "-0m", "--5m", "30m", "breach+", "breach+0s", "breach-2h", "75 %", "+75%"] {
        assert!(wrong.parse::<Level>().is_err(), "{wrong}");
    }
}

/// Tells whether it holds that the level was passed, as a version told it of an instant.
fn borne_out(story: &Timeline, level: &str, version: i64, at: &str, now: &str) -> bool {
    story.cycle(now).bears_out(level.parse().unwrap(), version, time(at), time(now))
}

#[test]
fn what_was_told_is_borne_out_by_a_level_that_was_passed() {
    let promises = || case().under(policy().promising(Metric::Resolution, "4h").telling(&["75%", "breach"]));
    let story = promises().created("09:00");
    assert!(!borne_out(&story, "75%", 1, "12:00", "11:59:59"));
    assert!(borne_out(&story, "75%", 1, "12:00", "12:00"));
    // Told by another version of the same instant, or by the same version of another, it is the same news.
    assert!(borne_out(&story, "75%", 2, "12:00", "12:00") && borne_out(&story, "75%", 1, "11:00", "12:00"));
    assert!(!borne_out(&story, "75%", 2, "11:00", "12:00") && !borne_out(&story, "-30m", 1, "12:00", "12:00"));
    assert!(!borne_out(&story, "breach", 1, "13:00", "13:00") && borne_out(&story, "breach", 1, "13:00", "13:00:01"));
    let stopped = |at: &str| promises().created("09:00").resolved(at);
    assert!(!borne_out(&stopped("11:59:59"), "75%", 1, "12:00", "14:00"));
    assert!(borne_out(&stopped("12:00"), "75%", 1, "12:00", "14:00"));
    assert!(!borne_out(&stopped("13:00"), "breach", 1, "13:00", "14:00"));
}

#[test]
fn a_later_change_takes_back_nothing_that_was_told() {
    let story = story(&["75%", "breach"]).created("09:00").priority("09:01", Priority::Urgent);
    let story = story.priority("09:50", Priority::Normal);
    assert!(borne_out(&story, "75%", 1, "09:45", "10:00"));
    assert!(!borne_out(&story, "75%", 2, "10:30", "10:00"));
}
