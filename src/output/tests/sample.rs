//! Rows and a detail such as views make, and a writer that keeps what it got.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use serde::Serialize;

use crate::domain::{Currency, Instant, Money, Seconds, TicketId, Zone};
use crate::output::{Cell, Column, Detail, Format, Human, Out, OutputError, Row, Section, Settings, Tone};

#[derive(Debug, Clone, Serialize)]
pub(super) struct Ticket {
    pub(super) id: TicketId,
    pub(super) account: String,
    pub(super) subject: String,
    pub(super) status: &'static str,
    pub(super) due_at: Option<Instant>,
    pub(super) worth: Option<Money>,
    pub(super) created_at: Instant,
    pub(super) tags: Vec<String>,
}

impl Row for Ticket {
    const ONE: &'static str = "ticket";
    const MANY: &'static str = "tickets";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("id", "id", |ticket, _| Cell::toned(ticket.id.to_string(), Tone::Strong)),
        Column::text("account", "account", |ticket, _| ticket.account.as_str().into()),
        Column::text("subject", "subject", |ticket, _| ticket.subject.as_str().into()),
        Column::text("status", "status", |ticket, _| ticket.status.into()),
        Column::text("due_at", "due", |ticket, human| ticket.due_at.map(|at| human.due(at)).into()),
        Column::number("worth", "worth", |ticket, human| ticket.worth.map(|worth| human.money(worth)).into()),
        Column::wide(Column::text("created_at", "created", |ticket, human| human.when(ticket.created_at).into())),
        Column::data("tags"),
    ];
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Message {
    pub(super) author: String,
    pub(super) body: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct TicketDetail {
    pub(super) id: TicketId,
    pub(super) subject: String,
    pub(super) worth: Option<Money>,
    pub(super) closed_at: Option<Instant>,
    pub(super) messages: Vec<Message>,
}

impl Detail for TicketDetail {
    fn sections(&self, human: &Human) -> Vec<Section> {
        let fields = vec![
            ("Ticket", Cell::toned(format!("{} {}", self.id, self.subject), Tone::Strong)),
            ("Worth", self.worth.map(|worth| human.money(worth)).into()),
        ];
        let promise =
            vec!["first reply".into(), Cell::number(human.span(Seconds::hours(5))), Cell::toned("BREACHED", Tone::Bad)];
        let promises =
            Section::Table { title: "Promises".into(), headers: vec!["promise", "took", "state"], rows: vec![promise] };
        let texts = self.messages.iter().map(|m| Section::Text { title: m.author.clone(), body: m.body.clone() });
        [Section::Fields(None, fields), promises].into_iter().chain(texts).collect()
    }
}

pub(super) fn now() -> Instant {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

pub(super) fn ticket(subject: &str) -> Ticket {
    Ticket {
        id: TicketId::new(42),
        account: "ACME".to_owned(),
        subject: subject.to_owned(),
        status: "open",
        due_at: Some(now().plus(Seconds::hours(-3))),
        worth: Some(Money { minor: 123_450, currency: Currency::EUR }),
        created_at: now().plus(Seconds::days(-3)),
        tags: vec!["vip".to_owned(), "late".to_owned()],
    }
}

pub(super) fn tickets() -> Vec<Ticket> {
    let long = "Invoice 2026-1183 lists the cancelled order twice, and the credit note is missing";
    vec![
        ticket("Printer on fire"),
        Ticket {
            id: TicketId::new(1043),
            account: "Bundesverband der Energiewirtschaft".to_owned(),
            due_at: Some(now().plus(Seconds::hours(2))),
            tags: vec![],
            ..ticket(long)
        },
        Ticket {
            id: TicketId::new(7), due_at: None, worth: None, status: "solved", ..ticket("請求書が届きません")
        },
    ]
}

pub(super) fn detail(body: &str) -> TicketDetail {
    let message = Message { author: "Anna Schmidt".to_owned(), body: body.to_owned() };
    let Ticket { id, subject, worth, .. } = ticket("Printer on fire");
    TicketDetail { id, subject, worth, closed_at: None, messages: vec![message] }
}

pub(in crate::output) fn settings(format: Format, width: u16) -> Settings {
    Settings {
        format: Some(format),
        fields: None,
        wide: false,
        raw: false,
        color: false,
        color_err: false,
        terminal: true,
        blocks: true,
        width,
        now: now(),
        zone: Zone::utc(),
        file: None,
        quiet: false,
    }
}

#[derive(Debug, Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What came out on standard output and standard error.
#[derive(Debug)]
pub(in crate::output) struct Written {
    pub(in crate::output) stdout: String,
    pub(in crate::output) stderr: String,
}

pub(in crate::output) fn try_written(
    settings: Settings,
    with: impl FnOnce(&mut Out) -> Result<(), OutputError>,
) -> Result<Written, OutputError> {
    let (stdout, stderr) = (Kept::default(), Kept::default());
    let mut out = Out::new(settings, Box::new(stdout.clone()), Box::new(stderr.clone()));
    with(&mut out)?;
    out.finish()?;
    let text = |kept: Kept| String::from_utf8(kept.0.take()).unwrap();
    Ok(Written { stdout: text(stdout), stderr: text(stderr) })
}

pub(in crate::output) fn written(
    settings: Settings,
    with: impl FnOnce(&mut Out) -> Result<(), OutputError>,
) -> Written {
    try_written(settings, with).unwrap()
}
