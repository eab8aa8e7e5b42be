//! Silences, and clocks that were set back.

use crate::world::{World, distinct};

#[test]
fn after_two_days_of_silence_everything_is_told_once_and_in_order() {
    let (mut often, mut once) = (World::new(), World::new());
    often.open(8);
    once.open(8);
    for _ in 0..2 * 24 {
        often.pass(60);
        often.checked();
    }
    once.pass(2 * 24 * 60);
    let told = once.checked();
    let times: Vec<&str> = told.iter().filter_map(|finding| finding.rsplit('\t').next()).collect();
    assert!(times.is_sorted(), "{told:#?}");
    assert_eq!(once.checked(), Vec::<String>::new());
    assert_eq!(distinct(once.notices()), distinct(often.notices()));
    assert_eq!(once.told().len(), told.len());
    once.verify();
}

#[test]
fn a_clock_that_is_set_back_repeats_and_loses_nothing() {
    let mut world = World::new();
    world.open(8);
    let mut told = Vec::new();
    // An hour and a half on, an hour back, and so forth.
    for _ in 0..8 {
        world.pass(90);
        told.extend(world.checked());
        world.pass(-60);
        told.extend(world.checked());
    }
    world.pass(24 * 60);
    told.extend(world.checked());
    let (notices, again) = distinct(world.notices());
    assert_eq!((notices.len(), again, told.len()), (16, 0, 16));
    assert_eq!(world.corrections(), 0);
    let (keys, _) = world.deliveries();
    assert_eq!(distinct(world.told()), (keys, 0));
    world.verify();
}
