use insta::assert_snapshot;

use super::*;
use crate::app::{Entry, TicketLine, TicketView};
use crate::domain::contact::Contact;
use crate::domain::sla::{Cycle, Metric, Outlook, State};
use crate::domain::ticket::{
    Actor, Channel, Event, Link, LinkKind, Outset, Priority, Resolution, Status, Ticket, WaitingOn, What,
};
use crate::domain::{AccountId, Instant, Seconds, TicketId, Tier};
use crate::output::undeclared;
use crate::view::tests::{ago, cycle, detailed, json, listed, now, ticket};

fn entry(id: i64, at: Instant, by: Actor, name: Option<&str>, what: What) -> Entry {
    let event = Event { at, recorded_at: at, by, what, to: None };
    Entry { ticket: TicketId::new(id), event, by: name.map(str::to_owned), assignee: None, team: None }
}

fn created() -> What {
    What::Created {
        account: AccountId::new(1),
        contact: None,
        subject: "Order SO-1 is late".parse().unwrap(),
        category: "fulfilment.late".parse().unwrap(),
        priority: Priority::Urgent,
        channel: Channel::Email,
        queue: None,
        tier: Tier::new(1).unwrap(),
        outset: Outset::default(),
    }
}

fn log() -> Vec<Entry> {
    let said = |text: &str| text.parse().unwrap();
    let (customer, agent) = (Actor::Customer(None), Actor::Agent(None));
    let status = What::Status { resolution: Some(Resolution::Credited) };
    vec![
        entry(42, ago("1d"), customer, Some("Anna Rossi"), created()),
        entry(42, ago("1d"), customer, Some("Anna Rossi"), What::MessageIn { body: said("Dear all,\n\nwhere is it?") }),
        entry(41, ago("3h"), customer, None, What::MessageIn { body: said("Any news?") }),
        entry(42, ago("2h"), agent, Some("giulia"), What::Note { body: said("The carrier lost it.") }),
        entry(42, ago("1h"), agent, Some("giulia"), What::MessageOut { body: said("We send it again.") }),
        entry(42, ago("1h"), agent, None, What::Assigned { rep: None, team: None }),
        entry(42, ago("1h"), agent, None, What::Absorbed { from: TicketId::new(41), waiting_since: None }),
        Entry {
            assignee: "giulia".parse().ok(),
            team: "logistics".parse().ok(),
            ..entry(42, ago("1h"), agent, None, What::Assigned { rep: None, team: None })
        },
        entry(42, ago("30m"), Actor::System, None, status),
    ]
}

fn view() -> TicketView {
    let log = log();
    let line = TicketLine { priority: Priority::Urgent, ..ticket(42, "Order SO-1 is late") };
    let late = Cycle {
        state: State::Breached,
        due_at: Some(ago("2h")),
        elapsed: Seconds::hours(6),
        ..cycle(Metric::Resolution)
    };
    let met = Cycle { state: State::Met, stopped_at: Some(ago("1h")), ..cycle(Metric::FirstResponse) };
    let tie = |kind, target: &str| Link { kind, target: target.parse().unwrap() };
    TicketView {
        ticket: Ticket::open(line.id, &log[0].event).unwrap(),
        line,
        contact: Some(Contact {
            name: "Anna Rossi".parse().ok(),
            email: "anna@acme.example".parse().ok(),
            ..Contact::new(AccountId::new(1))
        }),
        team: "logistics".parse().ok(),
        queue: "help@desk.example".parse().ok(),
        cycles: vec![met, late],
        log,
        links: vec![tie(LinkKind::Order, "SO-1"), tie(LinkKind::Related, "T3")],
        linked_from: vec![(TicketId::new(50), tie(LinkKind::FollowUpOf, "T42"))],
        documents: None,
        quotes: vec![],
    }
}

#[test]
fn every_field_is_declared() {
    assert_eq!(undeclared(&TicketRow::of(ticket(1, "x"), now())), Vec::<String>::new());
    assert_eq!(undeclared(&FoundRow::of((ticket(1, "x"), "y".to_owned()))), Vec::<String>::new());
    let entries = log().into_iter().map(EntryRow::of);
    assert_eq!(entries.flat_map(|entry| undeclared(&entry)).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_list_fits_80_columns() {
    let late = TicketLine {
        priority: Priority::Urgent,
        due_at: Some(ago("3h")),
        risk_at: Some(ago("5h")),
        ..ticket(42, "Order SO-1 is late and nobody answers the telephone")
    };
    let soon = TicketLine { risk_at: Some(now()), assignee: None, ..ticket(1043, "Which cable fits?") };
    let held = Status::OnHold(WaitingOn::Vendor);
    let held = TicketLine { status: held, due_at: None, risk_at: None, paused: true, ..ticket(7, "Broken on arrival") };
    let rows: Vec<_> =
        [late, soon, ticket(8, "Copy of an invoice"), held].map(|line| TicketRow::of(line, now())).into();
    assert_snapshot!(listed(&rows), @"
    ID     ACCOUNT  SUBJECT           STATUS           SLA       DUE          REP
    T42    ACME     !! Order SO-1 i…  open             BREACHED  3 h overdue  giulia
    T1043  ACME     Which cable fit…  open             AT RISK   in 2 h       -
    T8     ACME     Copy of an invo…  open             on track  in 2 h       giulia
    T7     ACME     Broken on arriv…  on-hold(vendor)  paused    -            giulia
    ");
}

#[test]
fn a_settled_ticket_owes_nothing() {
    let settled = TicketLine { status: Status::Resolved, due_at: Some(ago("3h")), ..ticket(1, "x") };
    assert_eq!(TicketRow::of(settled, now()).sla, None);
    // Due this very second is not late yet.
    let due = TicketLine { due_at: Some(now()), risk_at: None, ..ticket(1, "x") };
    assert_eq!(TicketRow::of(due, now()).sla, Some(Outlook::OnTrack));
}

#[test]
fn a_log_is_told_in_a_few_words() {
    let rows: Vec<_> = log().into_iter().map(EntryRow::of).collect();
    assert_snapshot!(listed(&rows), @"
    WHEN        WHO           KIND         STATUS  WHAT
    1 d ago     Anna Rossi    created      -       Order SO-1 is late
    1 d ago     Anna Rossi    message-in   -       Dear all,
    3 h ago     the customer  message-in   -       Any news?
    2 h ago     giulia        note         -       The carrier lost it.
    1 h ago     giulia        message-out  -       We send it again.
    1 h ago     a rep         assigned     -       nobody
    1 h ago     a rep         absorbed     -       T41
    1 h ago     a rep         assigned     -       giulia, logistics
    30 min ago  the system    status       -       credited
    ");
}

#[test]
fn a_detail_reads_like_a_letter_file() {
    assert_snapshot!(detailed(&TicketDetail::of(view(), now())), @"
    T42 Order SO-1 is late
      account      ACME Acme S.p.A. (tier 1)
      status       open
      priority     urgent
      category     fulfilment.late
      rep          giulia
      opened       1 d ago by email
      contact      Anna Rossi, anna@acme.example
      team         logistics
      queue        help@desk.example
      links        order SO-1, related T3
      linked from  T50 (follow-up-of)

    Promises
      PROMISE         SLA       DUE          TARGET      TIME  POLICY
      first response  met       in 2 h          4 h  2 h left  tier-1
      resolution      BREACHED  2 h overdue     4 h  2 h over  tier-1

    1 d ago Anna Rossi wrote
      Dear all,

      where is it?

    3 h ago the customer wrote (from T41)
      Any news?

    2 h ago giulia noted, internally
      The carrier lost it.

    1 h ago giulia replied
      We send it again.
    ");
}

#[test]
fn a_detail_is_the_row_and_more() {
    let mut view = view();
    (view.log, view.cycles) = (Vec::new(), Vec::new());
    assert_snapshot!(json(&TicketDetail::of(view, now())), @r#"
    {
      "id": "T42",
      "account": "ACME",
      "subject": "Order SO-1 is late",
      "priority": "urgent",
      "status": "open",
      "sla": "on-track",
      "due_at": "2026-11-21T11:00:00Z",
      "due_metric": "first_response",
      "assignee": "giulia",
      "category": "fulfilment.late",
      "tier": 1,
      "channel": "email",
      "account_name": "Acme S.p.A.",
      "created_at": "2026-11-20T09:00:00Z",
      "updated_at": "2026-11-21T08:00:00Z",
      "resolved_at": null,
      "external_id": null,
      "resolution": null,
      "contact": "Anna Rossi",
      "contact_email": "anna@acme.example",
      "contact_phone": null,
      "team": "logistics",
      "queue": "help@desk.example",
      "merged_into": null,
      "links": [
        {
          "kind": "order",
          "target": "SO-1"
        },
        {
          "kind": "related",
          "target": "T3"
        }
      ],
      "linked_from": [
        {
          "kind": "follow-up-of",
          "target": "T50"
        }
      ],
      "orders": [],
      "invoices": [],
      "quotes": [],
      "credit": null,
      "promises": [],
      "log": []
    }
    "#);
}

#[test]
fn a_merged_ticket_says_where_it_goes_on() {
    let mut view = view();
    (view.ticket.merged_into, view.line.status) = (Some(TicketId::new(7)), Status::Closed);
    assert!(detailed(&TicketDetail::of(view, now())).contains("closed, goes on in T7"));
}
