//! From creation to resolution, and again after a reopening.

use super::*;

fn continuing() -> Timeline {
    case().under(policy().promising(Metric::Resolution, "4h")).created("09:00")
}

fn restarting() -> Timeline {
    case().under(policy().promising(Metric::Resolution, "4h").restarting()).created("09:00")
}

#[test]
fn resolving_ends_it_and_closing_adds_nothing() {
    let story = continuing().resolved("13:00").closed("tue 13:00");
    assert_eq!(story.verdicts("wed 09:00"), "resolution#1 met: 09:00 to 13:00 due 13:00 ran 4h/4h");
}

#[test]
fn a_reply_resolves_nothing() {
    assert_eq!(continuing().rep("10:00").verdicts("11:00"), "resolution#1 running: 09:00 due 13:00 ran 2h/4h");
}

#[test]
fn a_reopening_continues_where_the_clock_stood() {
    let story = continuing().resolved("11:00").customer("15:00").open("15:00");
    assert_eq!(
        story.verdicts("16:00"),
        "resolution#1 met: 09:00 to 11:00 due 13:00 ran 2h/4h\n\
         resolution#2 running: 09:00 due 17:00 ran 3h/4h paused 4h"
    );
    assert_eq!(
        story.resolved("17:00:01").verdicts("20:00").lines().last(),
        Some("resolution#2 breached: 09:00 to 17:00:01 due 17:00 broken 17:00 ran 4h1s/4h paused 4h")
    );
}

#[test]
fn a_reopening_starts_afresh_if_the_policy_says_so() {
    let story = restarting().resolved("11:00").open("15:00");
    assert_eq!(
        story.verdicts("16:00"),
        "resolution#1 met: 09:00 to 11:00 due 13:00 ran 2h/4h\nresolution#2 running: 15:00 due 19:00 ran 1h/4h"
    );
}

#[test]
fn each_further_reopening_continues_too() {
    let story = continuing().resolved("10:00").open("11:00").resolved("12:00").open("14:00");
    let cycle = story.cycles("14:30").remove(2);
    assert_eq!((tell(cycle.started_at), tell(cycle.began_at)), ("09:00".into(), "14:00".into()));
    assert_eq!((cycle.elapsed.to_string(), cycle.paused.to_string()), ("2h30m".into(), "3h".into()));
    assert_eq!(tell(cycle.due_at.unwrap()), "16:00");
}

#[test]
fn a_continued_clock_keeps_its_earlier_pauses() {
    let story = continuing().pending("10:00").open("11:00").resolved("11:30").open("12:00");
    assert_eq!(
        story.verdicts("12:30").lines().last(),
        Some("resolution#2 running: 09:00 due 14:30 ran 2h/4h paused 1h30m")
    );
}

#[test]
fn a_continued_clock_that_was_late_is_late_from_the_start_and_tells_nobody_twice() {
    let story = continuing().resolved("14:00").open("15:00");
    assert_eq!(
        story.verdicts("15:00"),
        "resolution#1 breached: 09:00 to 14:00 due 13:00 broken 13:00 ran 5h/4h\n\
         resolution#2 breached: 09:00 due 13:00 broken 13:00 ran 5h/4h paused 1h"
    );
    assert_eq!(story.alarms("20:00"), "resolution#1 75% 12:00, resolution#1 breach 13:00");
    assert_eq!(
        restarting().resolved("14:00").open("15:00").alarms("20:00"),
        "resolution#1 75% 12:00, resolution#1 breach 13:00, resolution#2 75% 18:00, resolution#2 breach 19:00"
    );
}

#[test]
fn a_continued_clock_tells_of_what_is_still_ahead() {
    let story = continuing().resolved("12:30").open("15:00");
    assert_eq!(story.alarms("15:10"), "resolution#1 75% 12:00");
    assert_eq!(story.cycles("15:10")[1].outlook(time("15:10")), Some(Outlook::AtRisk));
    assert_eq!(story.alarms("16:00"), "resolution#1 75% 12:00, resolution#2 breach 15:30");
}

#[test]
fn resolved_and_reopened_at_one_instant_loses_no_time() {
    let story = continuing().resolved("11:00").open("11:00");
    assert_eq!(
        story.verdicts("12:00"),
        "resolution#1 met: 09:00 to 11:00 due 13:00 ran 2h/4h\nresolution#2 running: 09:00 due 13:00 ran 3h/4h"
    );
}

#[test]
fn what_was_cancelled_before_a_reopening_is_told_once() {
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "4h")];
    let story = case().under_all(tiers).created("09:00").tier("10:00", 2).resolved("11:00").open("12:00");
    let cancelled = "resolution#1 cancelled: 09:00 to 10:00 due 13:00 ran 1h/4h by tier-1";
    assert_eq!(story.verdicts("12:30"), cancelled);
    let story = story.tier("13:00", 1);
    assert_eq!(
        story.verdicts("13:30"),
        format!("{cancelled}\nresolution#2 running: 09:00 due 14:00 ran 3h30m/4h paused 1h by tier-1")
    );
}

#[test]
fn a_policy_that_left_while_the_ticket_was_resolved_cancels_nothing() {
    let tiers = vec![tier_policy(1).promising(Metric::Resolution, "4h")];
    let story = case().under_all(tiers).created("09:00").resolved("11:00").tier("11:30", 2).open("12:00");
    let met = "resolution#1 met: 09:00 to 11:00 due 13:00 ran 2h/4h by tier-1";
    assert_eq!(story.verdicts("15:00"), met);
    assert_eq!(
        story.tier("12:30", 1).verdicts("13:00"),
        format!("{met}\nresolution#2 running: 09:00 due 14:00 ran 3h/4h paused 1h by tier-1"),
        "when it comes back, the clock is continued as by default"
    );
}
