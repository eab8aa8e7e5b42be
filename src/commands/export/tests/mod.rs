//! What is written of each kind reads back as the same, whatever people typed.

mod contract;
mod invoice;
mod order;
mod price;
mod product;
mod quote;
mod rma;

use std::fmt::Debug;
use std::str::FromStr;

use proptest::prelude::*;

use crate::domain::account::{AccountEdit, AccountRole, AccountStatus};
use crate::domain::contact::{ContactEdit, ContactRole, Function};
use crate::domain::delivery::{DeliveryChannel, DeliveryState, Parcel};
use crate::domain::intake::{
    AccountIntake, AssignmentIntake, ContactIntake, DESK, DeliveryIntake, Intake, MessageIntake, NoticeIntake,
    PolicyIntake, QueueIntake, RepIntake, RunIntake, TeamIntake,
};
use crate::domain::logged::{AnyEvent, AnyTicket, Given, Logged, LoggedEvent, LoggedTicket, TicketName};
use crate::domain::rep::{RepEdit, StaffRole};
use crate::domain::sla::file::{SHIPPED, StoredVersion};
use crate::domain::sla::{AppliesTo, Metric};
use crate::domain::ticket::{Category, Channel, Link, LinkKind, Party, Priority, Resolution, Status, WaitingOn};
use crate::domain::{
    Change, Code, ContactId, Date, DeliveryId, Email, EventId, Instant, Line, NoticeId, Prose, RunId, Segment,
    TicketId, Tier,
};
use crate::import::{Cells, Exported, Format, Import, Mapping, Source};
use crate::output::{Sheet, SheetFormat};

/// What spreadsheets run, terminals obey and readers trip over.
const PIECES: &[&str] = &[
    "=",
    "'",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\r\n",
    ",",
    ";",
    "\"",
    "\\",
    "a",
    "B",
    "7",
    " ",
    "é",
    "＝",
    "null",
    "{",
    "👩‍👩‍👧",
    "\u{202e}",
    "\u{1b}",
    "\u{feff}",
    "\u{a0}",
    "\u{3000}",
    "\u{85}",
];

/// Something that is typed, as far as it is a `T`.
fn typed<T: FromStr + Debug>() -> impl Strategy<Value = T> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..9);
    text.prop_filter_map("not of that type", |pieces| pieces.concat().parse().ok())
}

fn maybe<T: FromStr + Debug + Clone>() -> impl Strategy<Value = Option<T>> {
    prop::option::of(typed())
}

fn change<T: FromStr + Debug + Clone>() -> impl Strategy<Value = Change<T>> {
    maybe().prop_map(Change::set_if)
}

fn code() -> impl Strategy<Value = Code> {
    "[a-zA-Z0-9_é][a-zA-Z0-9._-]{0,8}".prop_map(|code| code.parse().unwrap())
}

fn name() -> impl Strategy<Value = Option<String>> {
    prop::option::of(code().prop_map(|code| code.to_string()))
}

fn email() -> impl Strategy<Value = Email> {
    "[a-z=+'-]{1,5}@[a-z]{1,5}\\.example".prop_map(|email| email.parse().unwrap())
}

fn instant() -> impl Strategy<Value = Instant> {
    (-3_000_000_000..5_000_000_000_i64).prop_map(Instant::from_epoch)
}

fn day() -> impl Strategy<Value = Date> {
    (1800..2200_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn one_of<T: Clone + Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn category() -> impl Strategy<Value = Category> {
    prop::sample::select(vec!["other", "fulfilment.late", "price"]).prop_map(|category| category.parse().unwrap())
}

fn status() -> impl Strategy<Value = Status> {
    let held = one_of(WaitingOn::ALL).prop_map(Status::OnHold);
    prop_oneof![Just(Status::New), Just(Status::Pending), held, Just(Status::Closed)]
}

fn tier() -> impl Strategy<Value = Tier> {
    (1..=9_i64).prop_map(|tier| Tier::new(tier).unwrap())
}

/// The key of something that a desk calls `name`.
fn kept<T>(key: Option<Line>, name: &impl ToString, it: T) -> Intake<T> {
    let source = key.as_ref().map(|_| "zendesk".to_owned());
    Intake::kept((source, key.map(|key| key.to_string())), name, it)
}

/// Whether a workbook is tried too: they take their time.
fn by_book() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.15)
}

fn comes_back<T: Exported + Clone + PartialEq + Debug>(written: &Intake<T>, by_book: bool) {
    comes_back_of_text(written);
    if by_book {
        comes_back_as(written, SheetFormat::Xlsx, Format::Xlsx);
    }
}

fn comes_back_of_text<T: Exported + Clone + PartialEq + Debug>(written: &Intake<T>) {
    comes_back_as(written, SheetFormat::Csv, Format::Csv);
    comes_back_as(written, SheetFormat::Tsv, Format::Tsv);
    comes_back_as(written, SheetFormat::Jsonl, Format::Jsonl);
}

fn comes_back_as<T: Exported + Clone + PartialEq + Debug>(written: &Intake<T>, format: SheetFormat, read_as: Format) {
    let (mut bytes, mut cells) = (Vec::new(), Cells::new(T::columns()));
    let mut sheet = Sheet::new(format, T::columns(), (false, false), Instant::from_epoch(0));
    sheet.head(&mut bytes).unwrap();
    sheet.row(&mut bytes, cells.of(written.clone())).unwrap();
    sheet.finish(&mut bytes).unwrap();
    let shown = || format!("{format}: {:.2000}", String::from_utf8_lossy(&bytes));
    let import = Import::open(Source::from_bytes("t", read_as, bytes.clone()), T::KIND, &Mapping::default());
    let (import, mut told) = (import.unwrap_or_else(|why| panic!("{why:?}: {}", shown())), Vec::new());
    let mut rows = import.rows().unwrap();
    while let Some(row) = rows.next_row() {
        told.push(Intake { digest: 0, ..T::read(&row.unwrap_or_else(|why| panic!("{why}: {}", shown()))).unwrap() });
    }
    assert!(told == std::slice::from_ref(written), "{:.2000}\n{}", format!("{written:?}"), shown());
}

/// A desk's own things are known by their name alone where they have no key; most kinds never have one.
fn own<T>(name: &impl ToString, it: T) -> Intake<T> {
    Intake { source: None, external_id: name.to_string(), digest: 0, it }
}

fn account() -> impl Strategy<Value = Intake<AccountIntake>> {
    let words = (one_of(Segment::ALL), tier(), one_of(AccountStatus::ALL), any::<bool>());
    let lines = (change(), change(), change(), change());
    let others = (prop::option::of(0..1_000_000_i64), prop::option::of(day()), prop::collection::vec(code(), 1..3));
    (maybe(), code(), typed(), name(), words, lines, others).prop_map(
        |(key, code, name, parent, words, lines, others)| {
            let (limit, since, tags) = others;
            let edit = AccountEdit {
                segment: Some(words.0),
                tier: Some(words.1),
                status: Some(words.2),
                credit_hold: Some(words.3),
                region: lines.0,
                sector: lines.1,
                tax_id: lines.2,
                phone: lines.3,
                currency: "JPY".parse().ok(),
                credit_limit: Change::set_if(limit.map(|limit| limit.to_string())),
                terms: Change::set_if("2/10 NET30".parse().ok()),
                time_zone: Change::set_if("Europe/Rome".parse().ok()),
                language: Change::set_if("it".parse().ok()),
                customer_since: Change::set_if(since),
                tags: Some(tags),
                name: None,
            };
            let it = AccountIntake { code, name, parent, edit, primary_rep: None, backup_rep: None };
            kept(key, &it.code.to_string(), it)
        },
    )
}

fn rep() -> impl Strategy<Value = Intake<RepIntake>> {
    let edit =
        (change(), prop::option::of(email()), one_of(StaffRole::ALL), change(), prop::option::of(day()), any::<bool>());
    (maybe(), code(), typed(), name(), edit).prop_map(|(key, handle, name, team, edit)| {
        let edit = RepEdit {
            name: None,
            os_user: edit.0,
            email: Change::set_if(edit.1),
            role: Some(edit.2),
            region: edit.3,
            away_from: Change::set_if(edit.4),
            away_to: Change::set_if(edit.4),
            active: Some(edit.5),
            calendar: Change::set_if(Some(handle.clone())),
        };
        kept(key, &handle.to_string(), RepIntake { handle, name, team, edit })
    })
}

fn contact() -> impl Strategy<Value = Intake<ContactIntake>> {
    let edit =
        (typed(), prop::option::of(email()), change(), change(), one_of(Function::ALL), one_of(ContactRole::ALL));
    (maybe(), 1..1000_i64, code(), edit).prop_map(|(key, id, account, edit)| {
        let edit = ContactEdit {
            name: Change::Set(edit.0),
            email: Change::set_if(edit.1),
            phone: edit.2,
            department: edit.3,
            function: Change::Set(edit.4),
            role: Some(edit.5),
            language: Change::Keep,
            active: Some(true),
        };
        let (id, account) = (ContactId::new(id), Some(account.to_string()));
        kept(key, &id, ContactIntake { id: Some(id), account, account_external_id: None, erased: None, edit })
    })
}

fn ticket() -> impl Strategy<Value = Intake<AnyTicket>> {
    let words = (
        category(),
        one_of(Priority::ALL),
        one_of(Channel::ALL),
        status(),
        tier(),
        prop::option::of(one_of(Resolution::ALL)),
    );
    let names = (code(), prop::option::of(email()), name(), name(), prop::option::of(1..99_i64));
    (maybe(), 1..1000_i64, typed(), words, names, instant()).prop_map(|(key, id, subject, words, names, at)| {
        let it = LoggedTicket {
            id: TicketId::new(id),
            account: names.0.to_string(),
            contact: names.1.as_ref().map(Email::to_string),
            subject,
            category: words.0,
            priority: words.1,
            channel: words.2,
            status: words.3,
            created_at: at,
            resolved_at: words.5.map(|_| at),
            updated_at: at,
            assignee: names.2,
            team: names.3,
            resolution: words.5,
            queue: names.1.map(|email| email.to_string()),
            tier: words.4,
            merged_into: names.4.map(TicketId::new),
        };
        kept(key, &TicketId::new(id), AnyTicket::ByEvents(Box::new(it)))
    })
}

fn link() -> impl Strategy<Value = Link> {
    (one_of(LinkKind::ALL), typed()).prop_map(|(kind, target)| Link { kind, target })
}

fn given() -> impl Strategy<Value = Given> {
    (name(), name(), prop::option::of(link())).prop_map(|(rep, team, link)| Given { rep, team, link })
}

fn said() -> impl Strategy<Value = Logged> {
    let ticket = || (1..99_i64).prop_map(TicketId::new);
    prop_oneof![
        (typed(), category(), one_of(Priority::ALL), tier(), given()).prop_map(
            |(subject, category, priority, tier, given)| Logged::Created { subject, category, priority, tier, given }
        ),
        typed::<Prose>().prop_map(Logged::MessageIn),
        typed::<Prose>().prop_map(Logged::Note),
        prop::option::of(one_of(Resolution::ALL)).prop_map(Logged::Status),
        typed::<Line>().prop_map(Logged::Subject),
        (name(), name()).prop_map(|(rep, team)| Logged::Assigned { rep, team }),
        link().prop_map(Logged::Linked),
        ticket().prop_map(Logged::Merged),
        (ticket(), prop::option::of(instant())).prop_map(|(from, since)| Logged::Absorbed { from, since }),
    ]
}

fn event() -> impl Strategy<Value = Intake<AnyEvent>> {
    let who = (one_of(Party::ALL), name(), prop::option::of(status()));
    (maybe(), 1..1000_i64, instant(), said(), who).prop_map(|(key, id, at, what, (party, author, to))| {
        let ticket = TicketName::Here(TicketId::new(id));
        let id = EventId::new(id);
        let entry = LoggedEvent { id: Some(id), ticket, at, recorded_at: Some(at), party, author, what, to };
        kept(key, &id, AnyEvent::Logged(Box::new(entry)))
    })
}

fn message() -> impl Strategy<Value = Intake<MessageIntake>> {
    (maybe(), 1..1000_i64, instant(), typed::<Prose>(), 0..3_u8).prop_map(|(key, id, at, body, kind)| {
        let (party, what) = match kind {
            0 => (Party::Customer, Logged::MessageIn(body)),
            1 => (Party::Agent, Logged::MessageOut(body)),
            _ => (Party::System, Logged::Note(body)),
        };
        let ticket = TicketName::Here(TicketId::new(id));
        let id = EventId::new(id);
        let entry = LoggedEvent { id: Some(id), ticket, at, recorded_at: None, party, author: None, what, to: None };
        kept(key, &id, MessageIntake { event: AnyEvent::Logged(Box::new(entry)) })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accounts_reps_contacts_and_contracts_come_back(
        a in account(), r in rep(), p in contact(), c in contract::contract(), book in by_book(),
    ) {
        comes_back(&a, book);
        comes_back(&r, book);
        comes_back(&p, book);
        comes_back(&c, book);
    }

    #[test]
    fn tickets_events_and_messages_come_back(t in ticket(), e in event(), m in message(), book in by_book()) {
        comes_back(&t, book);
        comes_back(&e, book);
        comes_back(&m, book);
    }

    #[test]
    fn teams_queues_assignments_and_what_checks_noted_come_back(
        code in code(), email in email(), region in maybe::<Line>(), name in name(), at in instant(), to in 0..99_i64,
        id in 1..999_i64, message in typed::<Prose>(), book in by_book(),
    ) {
        comes_back(&own(&code, TeamIntake { name: code.clone() }), book);
        let queue = QueueIntake { address: email.clone(), team: name.clone(), region, segment: Some(Segment::D2c) };
        comes_back(&own(&email, queue), book);
        let to = Some(at.plus(crate::domain::Seconds::new(to)));
        let (account, rep) = (code.to_string(), code.to_string());
        let role = AccountRole::Technical;
        comes_back(&own(&code, AssignmentIntake { account, role, rep, from: at, to }), book);
        let level = "-30m".parse().unwrap();
        let (notice, ticket, metric) = (NoticeId::new(id), TicketId::new(id), Metric::Update);
        comes_back(&own(&notice, NoticeIntake {
            id: notice, ticket, metric, number: 2, level, version: id, at, detected_at: at, corrected_at: to,
        }), book);
        let (delivery, channel) = (DeliveryId::new(id), DeliveryChannel::Mail);
        let parcel = Parcel { key: code.to_string(), channel, message: message.to_string() };
        comes_back(&own(&delivery, DeliveryIntake {
            id: delivery, notice: Some(notice), parcel, state: DeliveryState::Sent, attempts: id, next_at: None, sent_at: to,
            last_error: Some(message.to_string()),
        }), book);
        let run = RunId::new(id);
        comes_back(&own(&run, RunIntake { id: run, first_at: at, last_at: at, runs: id, findings: 0, delivered: 3, failed: 1 }), book);
        let version = StoredVersion {
            number: id, valid_from: at, applied_at: at, applies_to: AppliesTo::New, policy: SHIPPED.to_owned(),
            holidays: [(code.to_string(), message.to_string())].into(),
        };
        comes_back(&own(&id, PolicyIntake { version, rep: name }), book);
    }
}

#[test]
fn the_longest_message_comes_back() {
    for character in ["\"", "é", "👩", "\u{e0041}"] {
        let body: Prose = character.repeat(Prose::LONGEST).parse().unwrap();
        let (ticket, party) = (TicketName::Here(TicketId::new(1)), Party::Customer);
        let (id, at, what) = (EventId::new(1), Instant::from_epoch(0), Logged::MessageIn(body));
        let entry = LoggedEvent { id: Some(id), ticket, at, recorded_at: None, party, author: None, what, to: None };
        comes_back_of_text(&kept(None, &id, MessageIntake { event: AnyEvent::Logged(Box::new(entry)) }));
    }
}

#[test]
fn the_source_of_what_was_made_here_is_the_desk() {
    let team = kept(None, &"inside", ());
    assert_eq!((team.source.as_deref(), team.is_of_desk()), (Some(DESK), true));
}
