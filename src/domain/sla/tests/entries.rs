//! Timelines: what they tell of a log, and what is read of them.

use super::*;
use crate::domain::ticket::{
    Actor, Category, Channel, Event, Link, LinkKind, Outset, Party, Priority, Status, WaitingOn, What,
};
use crate::domain::{AccountId, TeamId, TicketId, Tier};

fn event(what: What, to: Option<Status>) -> Event {
    Event { at: time("09:00"), recorded_at: time("09:30"), by: Actor::Agent(None), what, to }
}

/// Reads lines as `sla try` is given them, each of which lacks only its time.
fn happenings(lines: &[&str]) -> Vec<Happening> {
    let mut teams = Teams::default();
    let read = lines.iter().flat_map(|line| {
        let line = line.replacen('{', "{\"at\":\"2026-03-02T09:00:00Z\",", 1);
        serde_json::from_str::<TimelineEntry>(&line).unwrap().moments(&mut teams).unwrap()
    });
    read.map(|moment| moment.happening).collect()
}

#[test]
fn a_timeline_tells_of_an_event_all_that_promises_see_of_it() {
    let body = || "It is on its way".parse().unwrap();
    let created = What::Created {
        account: AccountId::new(1),
        contact: None,
        subject: "Late order".parse().unwrap(),
        category: "fulfilment.late".parse().unwrap(),
        priority: Priority::High,
        channel: Channel::Email,
        queue: None,
        tier: Tier::new(2).unwrap(),
        outset: Outset::default(),
    };
    let events = [
        event(created, Some(Status::New)),
        event(What::MessageIn { body: body() }, Some(Status::Open)),
        event(What::MessageOut { body: body() }, Some(Status::Pending)),
        event(What::Note { body: body() }, None),
        event(What::Status { resolution: None }, Some(Status::OnHold(WaitingOn::Finance))),
        event(What::Priority(Priority::Urgent), None),
        event(What::Category("price".parse().unwrap()), None),
        event(What::Subject("Later order".parse().unwrap()), None),
        event(What::Tier(Tier::new(1).unwrap()), None),
        event(What::Assigned { rep: None, team: Some(TeamId::new(1)) }, None),
        event(What::Linked(Link { kind: LinkKind::ALL[0], target: "SO-1".parse().unwrap() }), None),
        event(What::Absorbed { from: TicketId::new(2), waiting_since: Some(time("08:00")) }, None),
        event(What::Merged { into: TicketId::new(3) }, Some(Status::Closed)),
    ];
    for event in events {
        let team = matches!(event.what, What::Assigned { .. }).then(|| "inside".to_owned());
        let (told, mut teams) = (TimelineEntry::of(&event, team, false), Teams::default());
        let read: Vec<Moment> = told.iter().flat_map(|entry| entry.moments(&mut teams).unwrap()).collect();
        assert_eq!(read, event.moments().collect::<Vec<_>>(), "{event:?}");
    }
}

#[test]
fn what_a_timeline_leaves_out_has_its_usual_value() {
    let message = Happening::Message { by: Party::Customer };
    let (category, priority, tier) = (Category::OTHER, Priority::Normal, Tier::DEFAULT);
    let created = Happening::Created { by: Party::Customer, category, priority, tier };
    let lines = [
        "{\"type\":\"created\"}",
        "{\"type\":\"message\",\"by\":\"customer\"}",
        "{\"type\":\"message\",\"by\":\"agent\",\"public\":false}",
    ];
    assert_eq!(happenings(&lines), [created, message]);
    let lines = ["{\"type\":\"status\",\"to\":\"on-hold\"}", "{\"type\":\"status\",\"to\":\"pending\"}"];
    let held = Happening::Status(Status::OnHold(WaitingOn::Vendor));
    assert_eq!(happenings(&lines), [held, Happening::Status(Status::Pending)]);
}

#[test]
fn teams_are_numbered_as_they_come() {
    let teams = ["\"inside\"", "\"finance\"", "null", "\"inside\""];
    let lines = teams.map(|team| format!("{{\"type\":\"assigned\",\"team\":{team}}}"));
    let numbers = [Some(1), Some(2), None, Some(1)].map(|number| Happening::Assigned(number.map(TeamId::new)));
    assert_eq!(happenings(&lines.each_ref().map(String::as_str)), numbers);
}

#[test]
fn a_text_that_is_not_what_its_digest_says_is_known() {
    let wrote = |with_text| {
        let body = "It is on its way".parse().unwrap();
        TimelineEntry::of(&event(What::MessageOut { body }, None), None, with_text).remove(0)
    };
    let mut forged = wrote(true);
    assert!(!forged.belies_its_digest() && !wrote(false).belies_its_digest());
    let TimelineEntry::Message { body, .. } = &mut forged else { panic!("{forged:?}") };
    *body = Some("It left last week".to_owned());
    assert!(forged.belies_its_digest());
}
