//! What holds of quotes after any sequence of commands: rows are what the log adds up to, what was sent stays as it was
//! sent, lines add up, and no more is ordered than was taken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use desk::app::{
    Caller, Clock, Desk, Edits, LineWish, NewAccount, NewQuote, NewRequest, Pick, Priced, QuoteAnswered, Rules,
};
use desk::domain::quote::{Lost, QuoteAction, RevisionStatus};
use desk::domain::rep::StaffRole;
use desk::domain::{Change, Instant, Line, Quantity, QuoteId};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

/// Something that somebody does, or tries to.
#[derive(Debug, Clone)]
enum Deed {
    Begin,
    /// So much, at so many hundredths.
    Put(i64, i64),
    Steps(u32, i64),
    Remove(u32),
    Discount(u32),
    Freight(i64),
    Submit,
    Approve,
    Reject,
    Send,
    Accept(u32, i64),
    Decline,
    Cancel(bool),
    Revise,
    Convert(u32, Option<i64>),
}

fn deed() -> impl Strategy<Value = Deed> {
    let line = || 1..4_u32;
    prop_oneof![
        3 => Just(Deed::Begin),
        5 => (1..9_i64, 1..90_000_i64).prop_map(|(quantity, price)| Deed::Put(quantity, price)),
        2 => (line(), 1..9_i64).prop_map(|(line, quantity)| Deed::Steps(line, quantity)),
        1 => line().prop_map(Deed::Remove),
        1 => (0..20_u32).prop_map(Deed::Discount),
        1 => (0..5000_i64).prop_map(Deed::Freight),
        4 => Just(Deed::Submit),
        4 => Just(Deed::Approve),
        1 => Just(Deed::Reject),
        5 => Just(Deed::Send),
        4 => (line(), 1..9_i64).prop_map(|(line, quantity)| Deed::Accept(line, quantity)),
        1 => Just(Deed::Decline),
        1 => any::<bool>().prop_map(Deed::Cancel),
        3 => Just(Deed::Revise),
        4 => (line(), prop::option::of(1..9_i64)).prop_map(|(line, quantity)| Deed::Convert(line, quantity)),
    ]
}

struct World {
    _folder: TempDir,
    path: PathBuf,
    now: Instant,
    id: QuoteId,
    /// What was sent, as it was then.
    sent: BTreeMap<i64, Vec<String>>,
}

impl World {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let path = folder.path().join("desk.db");
        let now: Instant = "2026-01-15T09:00:00Z".parse().unwrap();
        let caller = Caller::new("giulia".to_owned(), 1000);
        let mut desk =
            Desk::create(&path, Clock::frozen(now), caller, &"giulia".parse().unwrap(), Rules::default()).unwrap();
        let (code, name) = ("ACME".parse().unwrap(), "Acme".parse().unwrap());
        desk.new_account(NewAccount { code, name, parent: None, edit: desk::domain::account::AccountEdit::default() })
            .unwrap();
        drop(desk);
        let file = Connection::open(&path).unwrap();
        let rep = "INSERT INTO rep (handle, name, os_user, role, active) VALUES ('ivan', 'Ivan', 'ivan', ?1, 1)";
        file.execute(rep, [StaffRole::SalesManager.as_str()]).unwrap();
        let product = "INSERT INTO product (sku, name, unit, discontinued) VALUES ('PUMP', 'Pump', 'piece', 0)";
        file.execute(product, []).unwrap();
        let mut world = Self { _folder: folder, path, now, id: QuoteId::new(1), sent: BTreeMap::new() };
        let about = Self::about();
        world.id = world.desk("giulia").request_quote(&about).unwrap().id;
        world
    }

    fn about() -> NewRequest {
        NewRequest {
            account: Some("ACME".to_owned()),
            contact: None,
            ticket: None,
            subject: None,
            request: None,
            priority: None,
            needed: None,
            rep: None,
        }
    }

    fn desk(&self, user: &str) -> Desk {
        let caller = Caller::new(user.to_owned(), 1000);
        Desk::open(&self.path, Clock::frozen(self.now), caller, Rules::default()).unwrap()
    }

    /// Tries it; tells whether it was done.
    fn carry_out(&mut self, deed: &Deed) -> bool {
        self.now = self.now.plus("1m".parse().unwrap());
        let (id, mut desk) = (self.id, self.desk(if matches!(deed, Deed::Approve) { "ivan" } else { "giulia" }));
        let why = || "because".parse::<Line>().unwrap();
        match deed {
            Deed::Begin => desk.begin_quote(id, &NewQuote::default()).is_ok(),
            Deed::Put(quantity, price) => {
                let steps = format!("{quantity}@{}.{:02},{}@{}.5", price / 100, price % 100, quantity + 9, price / 200);
                let wanted = LineWish::Put(format!("PUMP={steps}").parse().unwrap());
                let text =
                    LineWish::Write { text: "Tooling".parse().unwrap(), unit: None, steps: steps.parse().unwrap() };
                desk.write_quote_lines(id, &[if price % 3 == 0 { text } else { wanted }]).is_ok()
            }
            Deed::Steps(line, quantity) => {
                let steps = format!("{quantity}@7.35").parse().unwrap();
                desk.write_quote_lines(id, &[LineWish::Steps { line: *line, steps }]).is_ok()
            }
            Deed::Remove(line) => desk.write_quote_lines(id, &[LineWish::Remove(*line)]).is_ok(),
            Deed::Discount(tenths) => {
                let price = Priced::At(format!("{tenths}.125"));
                desk.price_quote(id, None, None, &price).is_ok()
            }
            Deed::Freight(minor) => desk.edit_quote(id, &freight(*minor)).is_ok(),
            Deed::Submit => desk.submit_quote(id, None).is_ok(),
            Deed::Approve => desk.approve_quote(id, None).is_ok(),
            Deed::Reject => desk.reject_quote(id, why()).is_ok(),
            Deed::Send => desk.send_quote(id, None).is_ok(),
            Deed::Accept(line, quantity) => {
                // Of each line the smallest quantity, and of one another, if that is offered.
                let mut picks = self.smallest();
                picks.push(Pick { line: *line, quantity: Quantity::units(*quantity) });
                desk.accept_quote(id, &QuoteAnswered { picks, ..QuoteAnswered::default() }).is_ok() || {
                    let picks = self.smallest();
                    desk.accept_quote(id, &QuoteAnswered { picks, ..QuoteAnswered::default() }).is_ok()
                }
            }
            Deed::Decline => desk.decline_quote(id, Lost::Price, &QuoteAnswered::default()).is_ok(),
            Deed::Cancel(draft) => *draft && desk.cancel_quote(id, true, why()).is_ok(),
            Deed::Revise => desk.revise_quote(id, why()).is_ok(),
            Deed::Convert(line, quantity) => {
                let part = quantity.map(|quantity| [(*line, Some(Quantity::units(quantity)))]);
                let parts = part.as_ref().map_or(&[][..], |part| part);
                desk.convert_quote(id, parts, None, true).is_ok()
            }
        }
    }

    fn smallest(&self) -> Vec<Pick> {
        let mut desk = self.desk("giulia");
        let revisions = desk.quote(self.id, None).unwrap().revisions;
        let current = revisions.iter().find(|revision| revision.status.is_current());
        let Some(current) = current.map(|revision| revision.number) else { return Vec::new() };
        let lines = desk.quote(self.id, Some(current)).unwrap().shown.unwrap().lines;
        lines.iter().map(|view| Pick { line: view.line.line, quantity: view.line.offers[0].quantity }).collect()
    }

    fn rows(&self, sql: &str) -> Vec<String> {
        let file = Connection::open(&self.path).unwrap();
        let mut statement = file.prepare(sql).unwrap();
        let width = statement.column_count();
        let told = statement.query_map([], |row| {
            let cells = (0..width).map(|at| row.get::<_, rusqlite::types::Value>(at));
            Ok(format!("{:?}", cells.collect::<Result<Vec<_>, _>>()?))
        });
        told.unwrap().map(Result::unwrap).collect()
    }

    /// Returns all that commands on quotes can change.
    fn dump(&self) -> Vec<String> {
        let tables =
            ["quote", "quote_revision", "quote_line", "quote_offer", "quote_event", "sales_order", "order_line"];
        tables.iter().flat_map(|table| self.rows(&format!("SELECT * FROM {table} ORDER BY id"))).collect()
    }

    fn holds(&mut self) {
        let mut desk = self.desk("giulia");
        let view = desk.quote(self.id, None).unwrap();
        let events: Vec<_> = view.events.into_iter().map(|view| view.event).collect();
        for revision in &view.revisions {
            let number = revision.number;
            assert_eq!(desk::domain::quote::fold(&events, number), Some(revision.status), "revision {number}");
            let shown = desk.quote(self.id, Some(number)).unwrap().shown.unwrap();
            let each = |line: &desk::domain::quote::QuoteLine| line.counted().unwrap().amount().unwrap().minor;
            let sum: i64 = shown.lines.iter().map(|view| each(&view.line)).sum();
            assert_eq!((shown.totals.net, sum), (revision.net, revision.net.minor), "revision {number}");
            assert_eq!((shown.totals.tax, shown.totals.total), (revision.tax, revision.total()), "revision {number}");
            assert_eq!(revision.sent_at.is_some(), sent_by(&events, number), "revision {number}");
        }
        let count = |is: fn(RevisionStatus) -> bool| view.revisions.iter().filter(|one| is(one.status)).count();
        assert!(count(RevisionStatus::is_open) <= 1 && count(RevisionStatus::is_current) <= 1);
        self.stays_as_it_was_sent();
        let beyond = "SELECT f.id FROM quote_offer f JOIN order_line l ON l.offer_id = f.id
            GROUP BY f.id HAVING sum(l.quantity) > f.quantity OR f.picked = 0";
        assert_eq!(self.rows(beyond), Vec::<String>::new(), "more was ordered than was taken");
    }

    /// What a revision offered when it was sent, it offers for good.
    fn stays_as_it_was_sent(&mut self) {
        let sent = "SELECT id FROM quote_revision WHERE sent_at IS NOT NULL";
        let file = Connection::open(&self.path).unwrap();
        let ids: Vec<i64> =
            file.prepare(sent).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for id in ids {
            let offered = self.rows(&format!(
                "SELECT r.number, r.reason, r.currency, r.valid_until, r.terms, r.delivery, r.freight, r.freight_tax, r.note,
                   r.remark, r.sent_at, l.line, l.product_id, l.description, l.unit, l.cost, l.tax, l.note, f.quantity,
                   f.unit_price, f.usual, f.origin
                 FROM quote_revision r JOIN quote_line l ON l.revision_id = r.id JOIN quote_offer f ON f.line_id = l.id
                 WHERE r.id = {id} ORDER BY l.line, f.quantity"
            ));
            let then = self.sent.entry(id).or_insert_with(|| offered.clone());
            assert_eq!(*then, offered);
        }
    }
}

fn sent_by(events: &[desk::domain::quote::QuoteEvent], number: u32) -> bool {
    events.iter().any(|event| event.revision == Some(number) && event.action == QuoteAction::Send)
}

fn freight(minor: i64) -> Edits {
    Edits {
        subject: None,
        contact: None,
        rep: None,
        valid_until: None,
        terms: Change::Keep,
        delivery: Change::Keep,
        freight: Some(format!("{}.{:02}", minor / 100, minor % 100)),
        freight_tax: None,
        po: Change::Keep,
        note: Change::Keep,
        remark: Change::Keep,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_commands_keeps_what_holds(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut world = World::new();
        for deed in deeds {
            let before = world.dump();
            if !world.carry_out(&deed) {
                prop_assert_eq!(&before, &world.dump(), "{:?} was refused, and left something behind", deed);
            }
            world.holds();
        }
    }
}

/// One that goes all the way, so that the property is not about refusals alone.
#[test]
fn a_whole_life_keeps_what_holds() {
    let mut world = World::new();
    let life = [
        Deed::Begin,
        Deed::Put(4, 1250),
        Deed::Put(2, 999),
        Deed::Freight(4500),
        Deed::Submit,
        Deed::Approve,
        Deed::Send,
        Deed::Revise,
        Deed::Steps(1, 5),
        Deed::Submit,
        Deed::Approve,
        Deed::Send,
        Deed::Accept(1, 5),
        Deed::Convert(1, Some(2)),
        Deed::Convert(1, None),
    ];
    for deed in life {
        assert!(world.carry_out(&deed), "{deed:?}");
        world.holds();
    }
    assert_eq!(world.desk("giulia").quote(world.id, None).unwrap().standing.as_str(), "ordered");
}
