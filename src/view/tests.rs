//! What the tests of views share: a ticket, its promise, and a screen of 80 columns.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crate::app::{AccountLine, TicketLine};
use crate::domain::account::Account;
use crate::domain::sla::{Cycle, Level, Metric, Reached, State};
use crate::domain::ticket::{Channel, Priority, Status};
use crate::domain::{Instant, Seconds, TicketId, Tier, Zone};
use crate::output::{Detail, Format, Out, OutputError, Row, Settings};

pub(super) fn now() -> Instant {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

pub(super) fn ago(span: &str) -> Instant {
    now().plus(Seconds::ZERO.minus(span.parse().unwrap()))
}

pub(super) fn ahead(span: &str) -> Instant {
    now().plus(span.parse().unwrap())
}

/// An open ticket, due in two hours.
pub(super) fn ticket(id: i64, subject: &str) -> TicketLine {
    TicketLine {
        id: TicketId::new(id),
        account: "ACME".parse().unwrap(),
        account_name: "Acme S.p.A.".parse().unwrap(),
        subject: subject.parse().unwrap(),
        category: "fulfilment.late".parse().unwrap(),
        priority: Priority::Normal,
        channel: Channel::Email,
        tier: Tier::new(1).ok(),
        status: Status::Open,
        assignee: "giulia".parse().ok(),
        created_at: ago("1d"),
        updated_at: ago("1h"),
        resolved_at: None,
        due_at: Some(ahead("2h")),
        due_metric: Some(Metric::FirstResponse),
        risk_at: Some(ahead("1h")),
        paused: false,
        external_id: None,
    }
}

/// Four hours were promised, and two have run.
pub(super) fn cycle(metric: Metric) -> Cycle {
    Cycle {
        metric,
        number: 1,
        policy: "tier-1".into(),
        version: 1,
        state: State::Running,
        started_at: ago("2h"),
        began_at: ago("2h"),
        due_at: Some(ahead("2h")),
        stopped_at: None,
        target: Seconds::hours(4),
        elapsed: Seconds::hours(2),
        paused: Seconds::ZERO,
        breached_at: None,
        pauses: Vec::new(),
        levels: vec![Reached { level: Level::Percent(75), at: ahead("1h"), policy: "tier-1".into(), version: 1 }],
        passed_before: Vec::new(),
        rulings: Vec::new(),
        statuses: Vec::new(),
    }
}

pub(super) fn account(code: &str) -> AccountLine {
    let account = Account::new(code.parse().unwrap(), "Acme S.p.A.".parse().unwrap());
    AccountLine { tier: Some(account.tier), account, parent: None, primary: None, open_tickets: 2, shows_credit: true }
}

#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn shown(format: Format, with: impl FnOnce(&mut Out) -> Result<(), OutputError>) -> String {
    let settings = Settings {
        format: Some(format),
        fields: None,
        wide: false,
        raw: false,
        color: false,
        color_err: false,
        terminal: true,
        blocks: true,
        width: 80,
        now: now(),
        zone: Zone::utc(),
        file: None,
        quiet: true,
    };
    let kept = Kept::default();
    let mut out = Out::new(settings, Box::new(kept.clone()), Box::new(io::sink()));
    with(&mut out).unwrap();
    out.finish().unwrap();
    String::from_utf8(kept.0.take()).unwrap()
}

/// Returns a list as a screen shows it.
pub(super) fn listed<R: Row>(rows: &[R]) -> String {
    shown(Format::Table, |out| out.list(rows, None))
}

/// Returns a detail as a screen shows it.
pub(super) fn detailed(thing: &impl Detail) -> String {
    shown(Format::Table, |out| out.detail(thing))
}

/// Returns a detail as programs read it.
pub(super) fn json(thing: &impl Detail) -> String {
    shown(Format::Json, |out| out.detail(thing))
}
