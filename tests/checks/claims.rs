//! Deliveries that somebody has begun: who may say how they went, and a file that takes no writing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use desk::domain::Seconds;
use desk::domain::delivery::{DeliveryChannel, Outlet};
use desk::store::{Claim, Store};
use rusqlite::Connection;

use crate::world::World;

const OUTLET: Outlet = Outlet { channel: DeliveryChannel::Command, timeout: Seconds::new(30) };

/// A world in which one notification waits.
fn waiting() -> (World, Store) {
    let mut world = World::new();
    world.open(1);
    world.pass(125);
    let rules = desk::app::Rules { outlets: vec![OUTLET], ..Default::default() };
    let clock = desk::app::Clock::frozen(world.now);
    let mut desk =
        desk::app::Desk::open(&world.path("desk.db"), clock, desk::app::Caller::new("cron".to_owned(), 1000), rules)
            .unwrap();
    assert_eq!(desk.check().unwrap().findings.len(), 1);
    let store = Store::open(&world.path("desk.db")).unwrap();
    (world, store)
}

/// Begins an attempt, if there is one to begin by now.
fn begin(world: &World, store: &mut Store) -> Option<Claim> {
    let now = world.now;
    let begun = store.write(|tx| {
        let claim = tx.next_delivery(now, &[DeliveryChannel::Command], None)?;
        claim.as_ref().map_or(Ok(()), |claim| tx.claim_delivery(claim, OUTLET, now))?;
        Ok::<_, desk::error::Error>(claim)
    });
    begun.unwrap()
}

fn state(world: &World) -> (String, i64, Option<String>) {
    let file = Connection::open(world.path("desk.db")).unwrap();
    file.query_row("SELECT state, attempts, last_error FROM delivery", [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
    .unwrap()
}

#[test]
fn whoever_began_last_says_how_it_went() {
    let (mut world, mut store) = waiting();
    let first = begin(&world, &mut store).unwrap();
    assert_eq!(begin(&world, &mut store), None);
    world.pass(OUTLET.lease().get() / 60);
    let second = begin(&world, &mut store).unwrap();
    assert_eq!((first.attempts, second.attempts), (1, 2));
    let now = world.now;
    store.write(|tx| tx.delivery_failed(&first, "too late", None)).unwrap();
    store.write(|tx| tx.delivery_sent(&first, now)).unwrap();
    assert_eq!(state(&world), ("waiting".to_owned(), 2, None));
    store.write(|tx| tx.delivery_sent(&second, now)).unwrap();
    assert_eq!(state(&world), ("sent".to_owned(), 2, None));
}

#[test]
fn what_was_taken_back_on_its_way_was_sent_if_it_arrived() {
    let (world, mut store) = waiting();
    let claim = begin(&world, &mut store).unwrap();
    let told = store.read(|tx| tx.told("T1".parse()?)).unwrap();
    store.write(|tx| tx.correct_notice(told[0].id, world.now)).unwrap();
    store.write(|tx| tx.delivery_failed(&claim, "nobody there", Some(world.now))).unwrap();
    assert_eq!(state(&world).0, "withdrawn");
    store.write(|tx| tx.delivery_sent(&claim, world.now)).unwrap();
    assert_eq!(state(&world).0, "sent");
}

#[test]
fn a_run_with_nothing_to_say_waits_for_nobody() {
    let world = World::new();
    let other = Connection::open(world.path("desk.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    assert_eq!(world.checked(), Vec::<String>::new());
    assert!(begun.elapsed() < Duration::from_secs(10));
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(world.desk().runs(9).unwrap().0.len(), 0);
    world.checked();
    assert_eq!(world.desk().runs(9).unwrap().0.len(), 1);
}

#[test]
fn a_run_with_nothing_to_say_needs_no_writing() {
    let world = World::new();
    let files = ["desk.db", "desk.db-wal", "desk.db-shm"].map(|name| world.path(name));
    let set = |mode| files.iter().for_each(|file| fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap());
    set(0o400);
    // Whoever may write anything cannot see what it is like not to.
    let may_write = fs::OpenOptions::new().append(true).open(&files[0]).is_ok();
    assert_eq!(world.checked(), Vec::<String>::new());
    set(0o600);
    assert_eq!(world.desk().runs(9).unwrap().0.len(), usize::from(may_write));
}
