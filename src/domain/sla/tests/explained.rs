//! Why a verdict is what it is, told as stories.

use std::rc::Rc;

use insta::assert_snapshot;

use super::*;
use crate::domain::ticket::{Priority, StatusWord};

/// Tells of every cycle: how it was ruled, what its time went by, how it ended or would end.
fn told(story: &Timeline, now: &str) -> String {
    let book = Book::new(story.versions.clone());
    let asked = Asked { metric: None, all: true, ..Asked::default() };
    let case = Case { contracts: &story.contracts, ..Case::default() };
    let explanation = explain(&story.moments, &case, &book, time(now), asked);
    explanation.cycles.iter().flat_map(lines).collect::<Vec<_>>().join("\n")
}

fn lines(one: &Explained) -> Vec<String> {
    let Explained { cycle, steps, stretches, breach, prospect, ending } = one;
    let mut lines = vec![format!("{}#{} {}", cycle.metric, cycle.number, cycle.state)];
    lines.extend(steps.iter().map(|Step { ruling, causes, .. }| {
        let due = ruling.due_at.map_or_else(|| "none".to_owned(), tell);
        let breaks = if ruling.breaks { ", breaks it" } else { "" };
        let Ruling { at, effect, policy, version, target, .. } = ruling;
        format!("  {} {effect} {causes:?}: {policy} v{version} {target}, due {due}{breaks}", tell(*at))
    }));
    for stretch in stretches {
        lines.push(format!("  by {}", stretch.calendar.name()));
        lines.extend(stretch.passages.iter().map(passage));
    }
    let close = [
        breach.map(|breach| format!("broken: {breach}")),
        ending.map(|ending| format!("ended: {ending}")),
        prospect.map(|it| format!("now: {} with {} to spare, overdue {:?}", it.state, it.spare, it.overdue)),
    ];
    lines.extend(close.into_iter().flatten().map(|line| format!("  {line}")));
    lines
}

fn passage(passage: &Passage) -> String {
    let Passage { from, to, why, counted, paused, total } = passage;
    let why = match why {
        Why::Counted => "counted".to_owned(),
        Why::Closed => "closed".to_owned(),
        Why::Holiday(holiday) => format!("holiday {holiday}"),
        Why::Override(date) => format!("hours of {date}"),
        Why::Paused(status) => format!("paused by {status}, {paused} of it open"),
    };
    format!("    {} to {} {why}: {counted}, {total}", tell(*from), tell(*to))
}

#[test]
fn a_pause_is_one_passage_and_the_night_around_it_another() {
    let story = case().under(policy().by(office()).promising(Metric::Resolution, "8h"));
    let story = story.created("16:00").pending("17:30").open("tue 10:00").resolved("tue 12:00");
    assert_snapshot!(told(&story, "wed 09:00"), @"
    resolution#1 met
      16:00 began [Started]: default v1 8h, due tue 15:00
      by office
        16:00 to 17:30 counted: 1h30m, 1h30m
        17:30 to tue 10:00 paused by pending, 1h30m of it open: 0s, 1h30m
        tue 10:00 to tue 12:00 counted: 2h, 3h30m
      ended: done
    ");
}

#[test]
fn each_status_of_a_pause_is_named() {
    let pausing = policy().promising(Metric::Resolution, "8h").pausing(StatusWord::OnHold, Metric::Resolution);
    let story = case().under(pausing).created("09:00").pending("10:00").on_hold("11:00").on_hold("11:30").open("12:00");
    assert_snapshot!(told(&story, "12:00"), @"
    resolution#1 running
      09:00 began [Started]: default v1 8h, due 17:00
      by 24x7
        09:00 to 10:00 counted: 1h, 1h
        10:00 to 11:00 paused by pending, 1h of it open: 0s, 1h
        11:00 to 12:00 paused by on-hold(vendor), 1h of it open: 0s, 1h
      now: met with 7h to spare, overdue None
    ");
}

#[test]
fn holidays_and_dates_with_hours_of_their_own_are_named() {
    let story = case().under(policy().by(festive()).promising(Metric::Resolution, "20h"));
    assert_snapshot!(told(&story.created("2026-03-23T16:00:00Z"), "2026-03-26T12:00:00Z"), @"
    resolution#1 running
      2026-03-23T16:00:00Z began [Started]: default v1 20h, due 2026-03-27T17:00:00Z
      by festive
        2026-03-23T16:00:00Z to 2026-03-23T17:00:00Z counted: 1h, 1h
        2026-03-23T17:00:00Z to 2026-03-23T23:00:00Z closed: 0s, 1h
        2026-03-23T23:00:00Z to 2026-03-24T23:00:00Z holiday 2026-03-24 Fair: 0s, 1h
        2026-03-24T23:00:00Z to 2026-03-25T08:00:00Z closed: 0s, 1h
        2026-03-25T08:00:00Z to 2026-03-25T12:00:00Z counted: 4h, 5h
        2026-03-25T12:00:00Z to 2026-03-25T13:00:00Z closed: 0s, 5h
        2026-03-25T13:00:00Z to 2026-03-25T17:00:00Z counted: 4h, 9h
        2026-03-25T17:00:00Z to 2026-03-25T23:00:00Z closed: 0s, 9h
        2026-03-25T23:00:00Z to 2026-03-26T08:00:00Z hours of 2026-03-26: 0s, 9h
        2026-03-26T08:00:00Z to 2026-03-26T11:00:00Z counted: 3h, 12h
        2026-03-26T11:00:00Z to 2026-03-26T12:00:00Z hours of 2026-03-26: 0s, 12h
      now: met with 8h to spare, overdue None
    ");
}

fn tiers(mode: OnChange) -> Vec<Policy> {
    vec![
        tier_policy(1).promising(Metric::Resolution, "8h"),
        tier_policy(2).promising(Metric::Resolution, "4h").by(office()).changing(mode),
    ]
}

#[test]
fn a_forward_change_lets_the_older_measure_stand() {
    let story =
        case().under_all(tiers(OnChange::Forward)).created("07:00").pending("08:00").open("08:30").tier("10:00", 2);
    assert_snapshot!(told(&story, "10:30"), @"
    resolution#1 running
      07:00 began [Started]: tier-1 v1 8h, due 15:00
      10:00 forwarded [Tier(Tier(1), Tier(2))]: tier-2 v1 4h, due 11:30
      by 24x7
        07:00 to 08:00 counted: 1h, 1h
        08:00 to 08:30 paused by pending, 30m of it open: 0s, 1h
        08:30 to 10:00 counted: 1h30m, 2h30m
      by office
        10:00 to 10:30 counted: 30m, 3h
      now: met with 1h to spare, overdue None
    ");
}

#[test]
fn a_kept_start_is_measured_anew_and_a_reset_forgets() {
    let story = |mode| case().under_all(tiers(mode)).created("07:00").pending("08:00").open("10:00").tier("11:00", 2);
    assert_snapshot!(told(&story(OnChange::Keep), "11:30"), @"
    resolution#1 running
      07:00 began [Started]: tier-1 v1 8h, due 15:00
      11:00 kept [Tier(Tier(1), Tier(2))]: tier-2 v1 4h, due 14:00
      by office
        07:00 to 08:00 closed: 0s, 0s
        08:00 to 10:00 paused by pending, 1h of it open: 0s, 0s
        10:00 to 11:30 counted: 1h30m, 1h30m
      now: met with 2h30m to spare, overdue None
    ");
    assert_snapshot!(told(&story(OnChange::Reset), "11:30"), @"
    resolution#1 running
      07:00 began [Started]: tier-1 v1 8h, due 15:00
      11:00 reset [Tier(Tier(1), Tier(2))]: tier-2 v1 4h, due 15:00
      by office
        11:00 to 11:30 counted: 30m, 30m
      now: met with 3h30m to spare, overdue None
    ");
}

#[test]
fn a_change_that_breaks_a_promise_says_so_and_later_ones_come_too_late() {
    let promises =
        policy().promising(Metric::Resolution, "8h").promising_at(Priority::Urgent, Metric::Resolution, "2h");
    let story = case().under(promises).created("09:00").priority("10:00", Priority::High);
    let story = story.priority("12:00", Priority::Urgent).priority("13:00", Priority::Low);
    assert_snapshot!(told(&story, "13:30"), @"
    resolution#1 breached
      09:00 began [Started]: default v1 8h, due 17:00
      10:00 unchanged [Priority(Normal, High)]: default v1 8h, due 17:00
      12:00 kept [Priority(High, Urgent)]: default v1 2h, due 11:00, breaks it
      13:00 too-late [Priority(Urgent, Low)]: default v1 2h, due 11:00
      by 24x7
        09:00 to 13:30 counted: 4h30m, 4h30m
      broken: by-change
      now: breached with -2h30m to spare, overdue Some(Seconds(9000))
    ");
}

#[test]
fn a_promise_due_in_a_pause_breaks_when_time_runs_on() {
    let pausing = policy().by(office()).promising(Metric::Resolution, "1h");
    let story = case().under(pausing).created("17:00").pending("18:00").open("tue 08:00");
    assert_snapshot!(told(&story, "tue 09:30"), @"
    resolution#1 breached
      17:00 began [Started]: default v1 1h, due 18:00
      by office
        17:00 to 18:00 counted: 1h, 1h
        18:00 to tue 08:00 paused by pending, 0s of it open: 0s, 1h
        tue 08:00 to tue 09:00 closed: 0s, 1h
        tue 09:00 to tue 09:30 counted: 30m, 1h30m
      broken: after-pause
      now: breached with -30m to spare, overdue Some(Seconds(55800))
    ");
}

#[test]
fn a_reopened_ticket_goes_on_or_starts_afresh() {
    let promises = policy().promising(Metric::Resolution, "8h");
    let story = |policy| case().under(policy).created("09:00").resolved("10:00").open("12:00");
    assert_snapshot!(told(&story(promises.clone()), "12:30"), @"
    resolution#1 met
      09:00 began [Started]: default v1 8h, due 17:00
      by 24x7
        09:00 to 10:00 counted: 1h, 1h
      ended: done
    resolution#2 running
      09:00 began [Started]: default v1 8h, due 17:00
      by 24x7
        09:00 to 10:00 counted: 1h, 1h
        10:00 to 12:00 paused by resolved, 2h of it open: 0s, 1h
        12:00 to 12:30 counted: 30m, 1h30m
      now: met with 6h30m to spare, overdue None
    ");
    assert_snapshot!(told(&story(promises.restarting()), "12:30"), @"
    resolution#1 met
      09:00 began [Started]: default v1 8h, due 17:00
      by 24x7
        09:00 to 10:00 counted: 1h, 1h
      ended: done
    resolution#2 running
      12:00 began [Reopened]: default v1 8h, due 20:00
      by 24x7
        12:00 to 12:30 counted: 30m, 30m
      now: met with 7h30m to spare, overdue None
    ");
}

#[test]
fn a_promise_cancelled_and_made_again_counts_from_its_start() {
    let story = case().under_all(tiers(OnChange::Keep)).created("09:00").tier("10:00", 3).tier("11:00", 1);
    assert_snapshot!(told(&story, "12:00"), @"
    resolution#1 cancelled
      09:00 began [Started]: tier-1 v1 8h, due 17:00
      10:00 cancelled [Tier(Tier(1), Tier(3))]: tier-1 v1 8h, due 17:00
      by 24x7
        09:00 to 10:00 counted: 1h, 1h
      ended: unpromised
    resolution#2 running
      11:00 taken-up [Tier(Tier(3), Tier(1))]: tier-1 v1 8h, due 17:00
      by 24x7
        09:00 to 12:00 counted: 3h, 3h
      now: met with 5h to spare, overdue None
    ");
}

#[test]
fn a_version_that_comes_into_force_is_named() {
    let version = |number, valid_from: &str, target: &str| {
        version(number, valid_from, AppliesTo::Open, vec![policy().promising(Metric::Resolution, target)])
    };
    let story = case().under(policy().promising(Metric::Resolution, "8h"));
    let story = story.and(version(2, "10:00", "8h")).and(version(3, "11:00", "4h")).created("09:00");
    assert_snapshot!(told(&story, "12:00"), @"
    resolution#1 running
      09:00 began [Started]: default v1 8h, due 17:00
      10:00 unchanged [Version(2)]: default v1 8h, due 17:00
      11:00 kept [Version(3)]: default v3 4h, due 13:00
      by 24x7
        09:00 to 12:00 counted: 3h, 3h
      now: met with 1h to spare, overdue None
    ");
}

#[test]
fn a_contract_that_begins_or_ends_is_named() {
    let gold = policy().promising(Metric::Resolution, "4h");
    let gold = Policy { name: "gold".into(), scope: Scope::Contract("C-1".parse().unwrap()), ..gold };
    let story = case().under_all(vec![policy().promising(Metric::Resolution, "8h"), gold]);
    assert_snapshot!(told(&story.contract("10:00", "11:00", None).created("09:00"), "12:00"), @r#"
    resolution#1 running
      09:00 began [Started]: default v1 8h, due 17:00
      10:00 kept [ContractBegan(Code("C-1"))]: gold v1 4h, due 13:00
      11:00 kept [ContractEnded(Code("C-1"))]: default v1 8h, due 17:00
      by 24x7
        09:00 to 12:00 counted: 3h, 3h
      now: met with 5h to spare, overdue None
    "#);
}

#[test]
fn a_wait_that_was_merged_in_counts_from_when_it_began() {
    let story = case().under(policy().promising(Metric::FirstResponse, "2h")).created("09:00");
    let absorbed = story.clone().absorbed("10:00", "08:30");
    assert_snapshot!(told(&absorbed, "10:15"), @"
    first_response#1 running
      09:00 began [Started]: default v1 2h, due 11:00
      10:00 put-back [MergedIn]: default v1 2h, due 10:30
      by 24x7
        08:30 to 10:15 counted: 1h45m, 1h45m
      now: met with 15m to spare, overdue None
    ");
    assert_snapshot!(told(&story.merged("09:30"), "10:15"), @"
    first_response#1 cancelled
      09:00 began [Started]: default v1 2h, due 11:00
      by 24x7
        09:00 to 09:30 counted: 30m, 30m
      ended: merged
    ");
}

#[test]
fn what_takes_no_time_has_no_passages() {
    let story = case().under(policy().promising(Metric::FirstResponse, "2h")).created("09:00").rep("09:00");
    assert_snapshot!(told(&story, "10:00"), @"
    first_response#1 met
      09:00 began [Started]: default v1 2h, due 11:00
      by 24x7
      ended: done
    ");
}

#[test]
fn without_a_promise_it_is_told_which_policies_there_were() {
    let story = case().under_all(tiers(OnChange::Keep)).created("09:00").tier("09:00", 3);
    let book = Book::new(story.versions.clone());
    let explanation = explain(&story.moments, &Case::default(), &book, time("10:00"), Asked::default());
    let without = explanation.without.unwrap();
    assert_eq!(without.clocks, [Metric::FirstResponse, Metric::Resolution]);
    let fared: Vec<_> = without.candidates.iter().map(|one| (Rc::clone(&one.policy), one.fared)).collect();
    assert_eq!(fared, [("tier-1".into(), Contest::NotCovered), ("tier-2".into(), Contest::NotCovered)]);
    let asked = Asked { metric: Some(Metric::Resolution), all: false, ..Asked::default() };
    let explanation = explain(&story.moments, &Case::default(), &book, time("10:00"), asked);
    assert_eq!(explanation.without.unwrap().clocks, [Metric::Resolution]);
}
