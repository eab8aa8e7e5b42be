//! Checks that die at any point.

use std::thread;
use std::time::Instant;

use crate::world::{World, distinct};

/// Kills a check in each of many rounds, and looks in the end whether anything was lost, or told too often.
fn survive(rounds: u64) {
    let mut world = World::new();
    // How long a whole one takes depends on the machine: every part of it is to be hit.
    world.open(4);
    world.pass(250);
    let begun = Instant::now();
    world.checked();
    let whole = begun.elapsed();
    // Any sequence will do, if it is the same each time.
    let mut chance: u64 = 2026;
    let mut killed = 0;
    for _ in 0..rounds {
        world.open(2);
        world.pass(35);
        let mut check = world.check().spawn().unwrap();
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let fraction = f64::from(u32::try_from(chance >> 33).unwrap()) / f64::from(1_u32 << 31);
        // Squared, to be early more often: a busy machine may have taken its time for the first check alone.
        thread::sleep(whole.mul_f64(1.5 * fraction * fraction));
        check.kill().unwrap();
        killed += usize::from(!check.wait().unwrap().success());
    }
    world.pass(24 * 60);
    world.checked();
    // What the last one that died had claimed is free again by now.
    world.pass(24 * 60);
    assert_eq!(world.checked(), Vec::<String>::new());

    let tickets = usize::try_from(rounds).unwrap() * 2 + 4;
    let (notices, again) = distinct(world.notices());
    assert_eq!((notices.len(), again), (2 * tickets, 0));
    let (keys, sent) = world.deliveries();
    assert_eq!((keys.len(), sent), (2 * tickets, 2 * tickets));
    let (told, again) = distinct(world.told());
    assert_eq!(told, keys);
    assert!(again <= killed, "{again} came again after {killed} kills");
    assert!(killed > 0, "every check was faster than its end");
    world.verify();
}

#[test]
fn nothing_is_lost_and_little_comes_again() {
    survive(20);
}

#[test]
#[ignore = "takes its time"]
fn nothing_is_lost_in_many_rounds() {
    survive(200);
}
