//! The figures of the reports of tickets, against a plain walk over what the desk of a busy quarter exports.

use std::collections::{BTreeMap, BTreeSet};

use desk::app::{Caller, Clock, Desk as Program, NewTicket, Rules};
use desk::domain::account::AccountEdit;
use desk::domain::ticket::{Action, Channel, Link, LinkKind, Priority, Resolution, WaitingOn};
use desk::domain::{Change, Instant, Prose, Seconds, TicketId, Tier};
use desk::error::{Error, ExitCode};
use serde_json::{Value, json};

use crate::ask;
use crate::harness::{Desk, words};
use crate::walked::{DIMENSIONS, REPORTS, Walk, reported};

const TICKETS: usize = 300;
/// So many tickets are packed by a report that reads them all.
const PACKED: usize = 256;
const BEGINNING: &str = "2026-01-16T09:00:00Z";
/// The second policy comes between the two instants at which the desk is looked at.
const LOOKS: [&str; 2] = ["2026-02-10T10:00:00Z", "2026-03-20T16:30:00Z"];
const END: &str = "2026-04-10T15:30:00Z";

const OFFICE: &str = r#"
[calendar.office]
timezone = "Europe/Rome"
hours = { mon-fri = ["09:00-13:00", "14:00-18:00"] }

[[policy]]
name = "rush"
match = { tier = 1 }
calendar = "24x7"
first_response = "1h"
resolution = "1d"

[[policy]]
name = "all"
calendar = "office"
first_response = { urgent = "30m", default = "2h" }
next_response = "2h"
resolution = { high = "5h", default = "2d" }
pause = { pending = ["resolution"], on-hold = ["resolution"] }
reopen = "restart"
"#;

/// An account, and who writes for it.
const CUSTOMERS: [(&str, Option<&str>); 8] = [
    ("FERRARIS", Some("anna.bianchi@ferraris.example")),
    ("FERRARIS", Some("marco.riva@ferraris.example")),
    ("FERRARIS-SUD", None),
    ("LEVANTE", Some("carmen.ortiz@levante.example")),
    ("NORTHGATE", Some("priya.shah@northgate.example")),
    ("URALMET", Some("o.petrova@uralmet.example")),
    ("NOVA", Some("ugo@nova.example")),
    ("RECENT", Some("ada@recent.example")),
];
const CATEGORIES: [&str; 5] = ["stock.availability", "invoice.price", "fulfilment.late", "quote", "technical"];
const REPS: [Option<&str>; 4] = [Some("ivan"), Some("tom"), Some("lucia"), None];

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[usize::try_from(self.below(some.len().try_into().unwrap())).unwrap()]
    }
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

fn text() -> Prose {
    "words".parse().unwrap()
}

fn program(desk: &Desk, user: &str, now: Instant) -> Program {
    Program::open(&desk.path("desk.db"), Clock::frozen(now), Caller::new(user.to_owned(), 1000), Rules::default())
        .unwrap()
}

/// A ticket of the quarter, once it is opened.
#[derive(Clone, Copy)]
struct Known {
    id: TicketId,
    from: Option<&'static str>,
}

fn open(desk: &mut Program, chance: &mut Chance) -> Result<Known, Error> {
    let (account, contact) = chance.of(&CUSTOMERS);
    let ticket = desk.open_ticket(NewTicket {
        account: Some(account.to_owned()),
        contact: contact.map(str::to_owned),
        queue: chance.of(&[None, Some("help@adria.example"), Some("sales@adria.example")]).map(str::to_owned),
        subject: "Pallet 7 is late".parse().unwrap(),
        body: Some(text()).filter(|_| chance.below(20) > 0),
        category: chance.of(&CATEGORIES).parse().unwrap(),
        priority: chance.of(Priority::ALL),
        channel: chance.of(Channel::ALL),
        assignee: chance.of(&REPS).map(str::to_owned),
        ours: chance.below(8) == 0,
        follow_up_of: None,
        about: None,
    })?;
    Ok(Known { id: ticket.id, from: contact })
}

/// Has something happen to a ticket; what a rule refuses does not happen.
fn touch(desk: &mut Program, chance: &mut Chance, ticket: Known, other: Known) -> Result<(), Error> {
    let id = ticket.id;
    let action = match chance.below(28) {
        0..7 => Action::Reply { body: text() },
        7..12 => {
            return ticket.from.map_or(Ok(()), |from| desk.receive(id, from, text()).map(drop));
        }
        12 => Action::Note { body: text() },
        13..15 => Action::Hold { on: chance.of(WaitingOn::ALL) },
        15 => Action::Wait,
        16 => Action::Open,
        17..20 => Action::Resolve { resolution: chance.of(Resolution::ALL) },
        20 => Action::Reopen,
        21 => Action::Close,
        22 => {
            let rep = chance.of(&REPS).map_or(Change::Clear, |rep| Change::Set(rep.to_owned()));
            return desk.assign(id, rep, Change::Keep).map(drop);
        }
        23 => {
            let team = chance.of(&["inside", "logistics", "finance"]).to_owned();
            return desk.assign(id, Change::Keep, Change::Set(team)).map(drop);
        }
        24 => return desk.merge(id, other.id).map(drop),
        25 => Action::Prioritise { priority: chance.of(Priority::ALL) },
        26 => Action::Categorise { category: chance.of(&CATEGORIES).parse().unwrap() },
        _ => {
            let target = chance.of(&["SO-4471", "SO-1", "SO-2", "SO-9"]).parse().unwrap();
            return desk.link(id, Link { kind: LinkKind::Order, target }).map(drop);
        }
    };
    desk.act(id, vec![action]).map(drop)
}

/// When what happens to which ticket, in order; a ticket begins with the first of its times.
fn agenda(chance: &mut Chance) -> BTreeMap<(Instant, usize), usize> {
    let mut agenda = BTreeMap::new();
    for ticket in 0..TICKETS {
        let mut at = instant(BEGINNING).plus(Seconds::new(i64::try_from(ticket).unwrap() * 25_000));
        for _ in 0..=chance.below(8) {
            agenda.insert((at, agenda.len()), ticket);
            at = at.plus(Seconds::new(60 + chance.of(&[3_000, 30_000, 300_000, 900_000]) * chance.below(100) / 100));
        }
    }
    agenda
}

/// Returns a desk with two teams and two mailboxes more, an account of another segment, a new one, and orders of each kind.
fn beginning() -> Desk {
    let desk = ask::desk();
    desk.write(
        "accounts.csv",
        "code,name,segment,customer_since,tier\nNOVA,Nova,d2c,,3\nRECENT,Recent,b2b,2026-01-10,2\n",
    );
    desk.write("contacts.csv", "account,name,email\nNOVA,Ugo,ugo@nova.example\nRECENT,Ada,ada@recent.example\n");
    desk.write(
        "orders.csv",
        "number,account,ordered_at,kind\nSO-1,FERRARIS,2026-01-05T08:00:00Z,bulk\n\
         SO-2,LEVANTE,2026-01-05T08:00:00Z,sample\n",
    );
    desk.write("office.toml", OFFICE);
    desk.quietly(
        "rep edit ivan --os-user ivan
        rep queue new help@adria.example
        rep queue new sales@adria.example
        import accounts accounts.csv
        import contacts contacts.csv
        import orders orders.csv",
    );
    desk
}

/// Returns the desk at the end of the quarter, and as it was at each look.
fn lived() -> (Desk, Vec<Desk>) {
    let (mut desk, mut chance) = (beginning(), Chance(11));
    let (mut known, mut looks) = (BTreeMap::new(), Vec::new());
    for ((now, _), ticket) in agenda(&mut chance).into_iter().take_while(|((at, _), _)| *at <= instant(END)) {
        if LOOKS.get(looks.len()).is_some_and(|look| now > instant(look)) {
            let mut look = desk.copy();
            look.at(LOOKS[looks.len()]);
            looks.push(look);
            // What is promised changes, and so does what an account is.
            if looks.len() == 1 {
                desk.at(&now.to_string()).quietly("sla policy apply office.toml");
                let edit = AccountEdit { tier: Tier::new(1).ok(), ..Default::default() };
                program(&desk, "giulia", now).edit_account("LEVANTE", edit, Change::Keep).unwrap();
            }
        }
        let mut program = program(&desk, chance.of(&["giulia", "giulia", "ivan"]), now);
        let others: Vec<Known> = known.values().copied().collect();
        let done = match known.get(&ticket) {
            Some(ticket) => {
                let other = chance.of(&others);
                touch(&mut program, &mut chance, *ticket, other)
            }
            None => open(&mut program, &mut chance).map(|opened| {
                known.insert(ticket, opened);
                if known.len() >= PACKED {
                    said(&desk, "report waiting");
                }
            }),
        };
        if let Err(refused) = done {
            assert_eq!(refused.exit_code(), ExitCode::Refused, "{refused}");
        }
    }
    // Most of its two hours are gone at the end.
    desk.at("2026-04-10T13:45:00Z").quietly("ticket new 'Where is it' --account HARBOUR --category technical");
    desk.at(END);
    (desk, looks)
}

/// Returns what a command says, which must succeed.
fn said(desk: &Desk, line: &str) -> String {
    let output = desk.command(&words(line)).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What each report is grouped by: one by everything, the others by some of it, and some by two things.
fn ways() -> impl Iterator<Item = (&'static str, &'static str)> {
    let by = |(place, report): (usize, &'static str)| {
        let is_its_turn = move |(turn, _): &(usize, &str)| report == "resolution" || turn % 4 == place % 4;
        DIMENSIONS.into_iter().enumerate().filter(is_its_turn).map(move |(_, by)| (report, by))
    };
    let pairs = [("response", "account,tier"), ("waiting", "region,month"), ("workload", "rep,priority")];
    REPORTS.into_iter().enumerate().flat_map(by).chain(pairs)
}

#[test]
fn every_figure_is_what_a_walk_over_the_tickets_comes_to() {
    let (desk, looks) = lived();
    // Most are read as they were packed, and some have changed since.
    assert_eq!((count(&desk, "ticket_segment"), (1..32).contains(&count(&desk, "ticket_changed"))), (2, true));
    said(&desk, "check --full");
    let walk = || Walk::over(END, |line| said(&desk, line));
    let all = walk();
    for (report, by) in ways() {
        let line = format!("report {report} --by {by} --json");
        assert_eq!(reported(&said(&desk, &line)), all.told(report, by), "{line}");
    }
    let some = walk().only("2026-02-01T00:00:00Z", "2026-03-15T00:00:00Z", &["FERRARIS", "FERRARIS-SUD"]);
    let narrow = "--since 2026-02-01 --until 2026-03-15 --account FERRARIS --include-children";
    for report in REPORTS {
        let line = format!("report {report} --by category {narrow} --json");
        assert_eq!(reported(&said(&desk, &line)), some.told(report, "category"), "{line}");
    }
    as_it_was(&desk, &looks);
    // Only what is imported may be closed without having been resolved.
    assert_eq!(unmoved(&all), ["sla response_unanswered"]);
}

fn count(desk: &Desk, table: &str) -> i64 {
    let connection = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// Names the figures of which the quarter says nothing: whatever is counted there would be right.
fn unmoved(walk: &Walk) -> Vec<String> {
    let mut unmoved = Vec::new();
    for report in REPORTS {
        let groups = walk.told(report, "tier,channel");
        let mut fields: Vec<(String, Value)> = Vec::new();
        for row in groups.values().filter_map(Value::as_object) {
            fields.extend(row.iter().map(|(field, value)| (field.clone(), value.clone())));
        }
        let says = |value: &Value| *value != json!(0) && *value != json!("0.00") && !value.is_null();
        let names: BTreeSet<&String> = fields.iter().map(|(name, _)| name).collect();
        let is_moved = |name: &&&String| fields.iter().any(|(field, value)| field == **name && says(value));
        unmoved.extend(names.iter().filter(|name| !is_moved(name)).map(|name| format!("{report} {name}")));
    }
    unmoved
}

/// What a report tells of an instant is what the desk told at that instant, whatever came later.
fn as_it_was(desk: &Desk, looks: &[Desk]) {
    assert_eq!(looks.len(), LOOKS.len());
    for (at, then) in LOOKS.into_iter().zip(looks) {
        for (place, report) in REPORTS.into_iter().enumerate() {
            for by in [DIMENSIONS[place], DIMENSIONS[(place + 7) % 14], "order-kind"] {
                let line = format!("report {report} --by {by} --json");
                let (back, was) = (said(desk, &format!("{line} --at {at}")), said(then, &line));
                assert_eq!(reported(&back), reported(&was), "{line} at {at}");
            }
        }
    }
}
