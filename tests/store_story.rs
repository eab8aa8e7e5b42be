//! One story told to the store: what goes in comes out, and what must not be written is not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::path::PathBuf;

use desk::domain::account::Account;
use desk::domain::contact::Contact;
use desk::domain::rep::Rep;
use desk::domain::scope::Scope;
use desk::domain::sla::{Level, Metric};
use desk::domain::ticket::{Action, Actor, Category, Channel, Event, Outset, Priority, Status, Ticket, What};
use desk::domain::{ContactId, Email, Instant, RepId, Seconds};
use desk::error::Error;
use desk::store::{Key, Keyed, Notice, Store, TicketFilter, Tx};
use rusqlite::Connection;
use tempfile::TempDir;

fn now() -> Instant {
    "2026-01-15T09:00:00Z".parse().unwrap()
}

/// A store with one account, contact and rep, and one ticket with a reply.
struct Story {
    _folder: TempDir,
    path: PathBuf,
    store: Store,
    ticket: Ticket,
}

fn told() -> Story {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.db");
    let mut store = Store::create(&path).unwrap();
    let ticket = store.write(begin).unwrap();
    Story { _folder: folder, path, store, ticket }
}

fn begin(tx: &Tx<'_>) -> Result<Ticket, Error> {
    let mut account = Account::new("ACME".parse()?, "Acme".parse()?);
    tx.add_account(&mut account)?;
    let mut contact = Contact::new(account.id);
    contact.email = Some("anna@acme.example".parse()?);
    tx.add_contact(&mut contact)?;
    let mut rep = Rep::new("giulia".parse()?, "Giulia Conti".parse()?);
    rep.os_user = Some("gconti".parse()?);
    tx.add_rep(&mut rep)?;
    let what = What::Created {
        account: account.id,
        contact: Some(contact.id),
        subject: "Pallet 7 is late".parse()?,
        category: Category::OTHER,
        priority: Priority::High,
        channel: Channel::Phone,
        queue: None,
        tier: account.tier,
        outset: Outset::default(),
    };
    let created = Event { at: now(), recorded_at: now(), by: Actor::Customer(Some(contact.id)), what, to: None };
    let mut ticket = tx.open_ticket(&created)?;
    tx.append(ticket.id, &created)?;
    let reply = Action::Reply { body: "On our way".parse()? };
    let event = ticket.take(reply, Actor::Agent(Some(rep.id)), now().plus(Seconds::hours(1)));
    let event = event.map_err(|why| Error::Refused { id: ticket.id, why })?.expect("a reply is never idle");
    tx.append(ticket.id, &event)?;
    tx.save_ticket(&ticket)?;
    Ok(ticket)
}

#[test]
fn what_was_stored_is_there_after_opening_again() {
    let Story { _folder, path, store, ticket } = told();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    store
        .read(|tx| {
            assert_eq!(tx.need_ticket(ticket.id)?, ticket);
            let events = tx.events(ticket.id)?;
            assert_eq!(Ticket::fold(ticket.id, &events).as_ref(), Some(&ticket));
            assert_eq!((events.len(), ticket.status), (2, Status::Pending));
            assert_eq!(tx.need_account("acme")?.name.as_str(), "Acme");
            let anna = tx.contact(ContactId::new(1))?.and_then(|contact| contact.email);
            assert_eq!(anna.as_ref().map(Email::as_str), Some("anna@acme.example"));
            assert_eq!(tx.rep_of_user("gconti")?.map(|rep| rep.id), Some(RepId::new(1)));
            assert_eq!(tx.tickets(&TicketFilter::default())?.len(), 1);
            assert_eq!(tx.search("pallet", 10, &Scope::Everything)?.len(), 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_desk_is_never_made_over_a_file_nor_by_opening_one() {
    let Story { path, .. } = &told();
    assert!(matches!(Store::create(path), Err(Error::Exists { .. })));
    let missing = path.with_file_name("other.db");
    assert!(matches!(Store::open(&missing), Err(Error::NoDesk { .. })));
    assert!(!missing.exists());
}

#[test]
fn work_that_fails_leaves_nothing_behind() {
    let mut story = told();
    let failed = story.store.write(|tx| -> Result<(), Error> {
        tx.add_team(&"inside".parse()?)?;
        Err(Error::Rule("not today".to_owned()))
    });
    assert_eq!(failed.unwrap_err().to_string(), "not today");
    story.store.rehearse(|tx| tx.add_team(&"inside".parse()?)).unwrap();
    assert!(story.store.read(|tx| tx.teams()).unwrap().is_empty());
}

#[test]
fn reading_cannot_write() {
    let mut story = told();
    let refused = story.store.read(|tx| tx.add_team(&"inside".parse()?)).unwrap_err();
    assert_eq!(refused.to_string(), "the desk file could not be read or written: it is read-only");
    story.store.write(|tx| tx.add_team(&"inside".parse()?)).unwrap();
}

#[test]
fn the_log_is_neither_changed_nor_shortened_by_anybody() {
    let Story { _folder, path, .. } = told();
    let connection = Connection::open(path).unwrap();
    for sql in [
        "UPDATE ticket_event SET at = at + 1",
        "DELETE FROM ticket_event",
        "INSERT OR REPLACE INTO ticket_event (id, ticket_id, at, recorded_at, kind, party)
         VALUES (1, 1, 0, 0, 'status', 'system')",
    ] {
        connection.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
        let refused = connection.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.starts_with("ticket events are append-only"), "{sql}: {refused}");
    }
}

#[test]
fn a_notice_is_recorded_once() {
    let mut story = told();
    let notice = Notice {
        ticket: story.ticket.id,
        metric: Metric::FirstResponse,
        number: 1,
        version: 1,
        level: Level::Breach,
        at: now(),
    };
    let warning = Notice { level: Level::Percent(75), ..notice };
    let tell = |store: &mut Store, notice: &Notice| store.write(|tx| tx.record_notice(notice, now())).unwrap();
    let first = tell(&mut story.store, &notice).unwrap();
    assert_eq!(tell(&mut story.store, &notice), None);
    let later = Notice { at: now().plus(Seconds::hours(1)), ..notice };
    assert_eq!(tell(&mut story.store, &later), None);
    assert!(tell(&mut story.store, &warning).is_some());
    let told = |store: &mut Store| store.read(|tx| tx.told(notice.ticket)).unwrap();
    assert_eq!(told(&mut story.store).iter().map(|told| told.notice).collect::<Vec<_>>(), [notice, warning]);
    // What was taken back may come true later, and is told then.
    story.store.write(|tx| tx.correct_notice(first, now())).unwrap();
    assert_eq!(told(&mut story.store).iter().map(|told| told.notice).collect::<Vec<_>>(), [warning]);
    assert!(tell(&mut story.store, &later).is_some());
}

#[test]
fn a_key_names_one_thing_of_its_source() {
    let mut story = told();
    let id = story.ticket.id;
    let events = story.store.read(|tx| tx.events(id)).unwrap();
    let keyed = |store: &mut Store, source: &str| {
        store.write(|tx| {
            let key = Key { source: tx.source(source)?, external_id: "17" };
            tx.log(id, &events[1], Some(key)).map(drop)
        })
    };
    keyed(&mut story.store, "erp").unwrap();
    let refused = keyed(&mut story.store, "erp").unwrap_err();
    assert!(matches!(refused, Error::Store { .. }), "{refused}");
    keyed(&mut story.store, "shop").unwrap();
    let kept = story.store.write(|tx| -> Result<_, Error> {
        let key = Key { source: tx.source("erp")?, external_id: "INC-1" };
        tx.keep(Keyed::Ticket, id.number(), key, 42)?;
        let other = Key { external_id: "INC-2", ..key };
        Ok((tx.kept(Keyed::Ticket, key)?.map(|kept| (kept.id, kept.digest)), tx.kept(Keyed::Ticket, other)?))
    });
    assert_eq!(kept.unwrap(), (Some((id.number(), Some(42))), None));
}

#[test]
fn names_are_taken_whatever_their_case() {
    let mut story = told();
    let taken = story.store.write(|tx| tx.add_account(&mut Account::new("acme".parse()?, "Another".parse()?)));
    assert!(matches!(taken, Err(Error::Taken { what: "account", .. })));
    let near = story.store.read(|tx| tx.need_account("ACNE")).unwrap_err();
    assert_eq!(near.to_string(), "there is no account `ACNE`; did you mean `ACME`?");
}

#[test]
fn a_series_stays_or_goes_as_a_whole_and_what_fails_in_it_leaves_nothing() {
    let mut story = told();
    let handles = |story: &mut Story| {
        let reps = story.store.read(|tx| tx.reps()).unwrap();
        reps.iter().map(|line| line.rep.handle.to_string()).collect::<Vec<_>>().join(" ")
    };
    let add = |story: &mut Story, handle: &str, fails: bool| {
        story.store.write(|tx| {
            tx.add_rep(&mut Rep::new(handle.parse()?, "Somebody".parse()?))?;
            if fails { Err(Error::Rule("no".to_owned())) } else { Ok(()) }
        })
    };
    story.store.begin_series().unwrap();
    add(&mut story, "ann", false).unwrap();
    add(&mut story, "bob", true).unwrap_err();
    let rehearsed = story.store.rehearse(|tx| tx.add_rep(&mut Rep::new("cyd".parse()?, "Cyd".parse()?)));
    assert!(rehearsed.is_ok());
    assert!(story.store.jot(|_| Ok(())).unwrap());
    assert_eq!(handles(&mut story), "ann giulia");
    story.store.undo_series().unwrap();
    assert_eq!(handles(&mut story), "giulia");
    story.store.begin_series().unwrap();
    add(&mut story, "ann", false).unwrap();
    story.store.store_series().unwrap();
    add(&mut story, "dan", false).unwrap();
    assert_eq!(handles(&mut story), "ann dan giulia");
}
