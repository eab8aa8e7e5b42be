//! Many checks at once.

use crate::world::{World, distinct, findings};

const AT_ONCE: usize = 32;

#[test]
fn each_thing_is_told_by_one_of_them_and_delivered_once() {
    let mut world = World::new();
    world.open(24);
    for minutes in [15, 60, 60, 240] {
        world.pass(minutes);
        let before = world.notices().len();
        let running: Vec<_> = (0..AT_ONCE).map(|_| world.check().spawn().unwrap()).collect();
        let printed: Vec<String> =
            running.into_iter().flat_map(|check| findings(&check.wait_with_output().unwrap())).collect();
        assert_eq!(printed.len(), world.notices().len() - before, "{printed:#?}");
        assert_eq!(distinct(printed).1, 0);
    }
    // Each ticket has passed both levels, whatever became of its priority.
    let (notices, again) = distinct(world.notices());
    assert_eq!((notices.len(), again), (48, 0));
    let (keys, sent) = world.deliveries();
    assert_eq!((keys.len(), sent), (48, 48));
    assert_eq!(distinct(world.told()), (keys, 0));
    world.verify();
}
