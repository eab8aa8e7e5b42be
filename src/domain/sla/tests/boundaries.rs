//! Equality, closing time, the shortest target, and the days on which clocks are changed.

use super::*;

fn promise(target: &str) -> Policy {
    policy().promising(Metric::FirstResponse, target)
}

#[test]
fn an_answer_at_the_due_instant_is_met() {
    let story = case().under(promise("1h")).created("09:00").rep("10:00");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 09:00 to 10:00 due 10:00 ran 1h/1h");
}

#[test]
fn an_answer_one_second_late_is_broken_since_it_was_due() {
    let story = case().under(promise("1h")).created("09:00").rep("10:00:01");
    assert_eq!(
        story.verdicts("12:00"),
        "first_response#1 breached: 09:00 to 10:00:01 due 10:00 broken 10:00 ran 1h1s/1h"
    );
}

#[test]
fn a_promise_nobody_kept_is_broken_only_after_the_due_instant() {
    let story = case().under(promise("1h")).created("09:00");
    assert_eq!(story.verdicts("10:00"), "first_response#1 running: 09:00 due 10:00 ran 1h/1h");
    assert_eq!(story.verdicts("10:00:01"), "first_response#1 breached: 09:00 due 10:00 broken 10:00 ran 1h1s/1h");
}

#[test]
fn a_target_of_one_second_is_a_second_long() {
    let story = case().under(promise("1s")).created("09:00");
    assert_eq!(story.clone().rep("09:00:01").cycle("10:00").state, State::Met);
    assert_eq!(story.rep("09:00:02").cycle("10:00").state, State::Breached);
}

#[test]
fn an_answer_at_the_instant_of_creation_took_no_time() {
    let story = case().under(promise("1s")).created("09:00").rep("09:00");
    assert_eq!(story.verdicts("09:00"), "first_response#1 met: 09:00 to 09:00 due 09:00:01 ran 0s/1s");
}

#[test]
fn what_is_due_at_closing_is_late_the_next_morning() {
    let story = case().under(promise("9h").by(office())).created("09:00");
    assert_eq!(story.clone().rep("18:00").cycle("tue 12:00").state, State::Met);
    let late = story.rep("tue 08:00").cycle("tue 12:00");
    assert_eq!((late.state, tell(late.due_at.unwrap()), late.elapsed), (State::Breached, "18:00".into(), late.target));
}

#[test]
fn a_ticket_of_the_night_has_its_time_from_opening() {
    let story = case().under(promise("1h").by(office())).created("fri 22:00");
    assert_eq!(story.verdicts("sun 12:00"), "first_response#1 running: fri 22:00 due monday 10:00 ran 0s/1h");
}

#[test]
fn the_hour_the_spring_skips_is_not_counted() {
    let rome = calendar("Europe/Rome", "mon-sun", &["00:00-24:00"]);
    let story = case().under(promise("4h").by(rome)).created("2026-03-28T23:00:00Z");
    assert_eq!(tell(story.cycle("2026-03-29T00:00:00Z").due_at.unwrap()), "2026-03-29T03:00:00Z");
    let nights = calendar("Europe/Rome", "mon-sun", &["01:00-04:00"]);
    let story = case().under(promise("3h").by(nights)).created("2026-03-28T23:00:00Z");
    assert_eq!(tell(story.cycle("2026-03-29T00:00:00Z").due_at.unwrap()), "2026-03-30T00:00:00Z");
}

#[test]
fn the_hour_the_autumn_repeats_counts_twice() {
    let nights = calendar("Europe/Rome", "mon-sun", &["01:00-04:00"]);
    let story = case().under(promise("4h").by(nights)).created("2026-10-24T23:00:00Z");
    assert_eq!(tell(story.cycle("2026-10-25T00:00:00Z").due_at.unwrap()), "2026-10-25T03:00:00Z");
}

#[test]
fn a_target_in_days_is_due_at_the_same_wall_time_across_the_change_of_clocks() {
    let rome = calendar("Europe/Rome", "mon-fri", &["09:00-18:00"]);
    let story = case().under(promise("2d").by(rome)).created("2026-03-27T10:00:00Z");
    let cycle = story.cycle("2026-03-27T10:00:00Z");
    assert_eq!(tell(cycle.due_at.unwrap()), "2026-03-31T09:00:00Z");
    assert_eq!(cycle.target.to_string(), "18h");
}

#[test]
fn a_target_in_days_can_last_until_closing() {
    let mut until_closing = promise("1d").by(office());
    let target = until_closing.target(Metric::FirstResponse, crate::domain::ticket::Priority::Normal).unwrap();
    until_closing.targets[Metric::FirstResponse as usize] = Targets::all(target.with_end_of_day(true));
    let story = case().under(until_closing).created("10:00");
    assert_eq!(story.verdicts("11:00"), "first_response#1 running: 10:00 due tue 18:00 ran 1h/17h");
}

#[test]
fn a_promise_beyond_the_end_of_time_is_never_broken() {
    let story = case().under(promise("99999999h")).created("09:00");
    let cycle = story.cycle("9999-12-31T23:59:59Z");
    assert_eq!((cycle.state, cycle.due_at), (State::Running, Some(crate::domain::Instant::MAX)));
}

#[test]
fn a_ticket_that_has_not_begun_has_no_clocks() {
    assert_eq!(case().under(promise("1h")).created("09:00").verdicts("08:59:59"), "");
    assert_eq!(case().under(promise("1h")).customer("08:00").verdicts("09:00"), "");
}

#[test]
fn what_is_said_to_have_come_before_the_beginning_came_with_it() {
    let story = case().under(promise("1h").promising(Metric::Update, "2h")).rep("08:00").created("09:00");
    assert_eq!(
        story.verdicts("09:30"),
        "first_response#1 met: 09:00 to 09:00 due 10:00 ran 0s/1h\nupdate#1 running: 09:00 due 11:00 ran 30m/2h"
    );
}

#[test]
fn a_ticket_begins_once() {
    let story = case().under(promise("1h")).created("09:00").created("09:30").rep("09:40");
    assert_eq!(story.verdicts("12:00"), "first_response#1 met: 09:00 to 09:40 due 10:00 ran 40m/1h");
}

#[test]
fn no_policy_is_no_promise() {
    assert_eq!(case().created("09:00").verdicts("12:00"), "");
    assert_eq!(case().under(policy()).created("09:00").verdicts("12:00"), "");
    assert_eq!(case().under(tier_policy(2).promising(Metric::Resolution, "1h")).created("09:00").verdicts("12:00"), "");
}
