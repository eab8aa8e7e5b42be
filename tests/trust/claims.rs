//! A ticket that many reach for goes to one of them.

use std::thread;

use crate::place::{Place, complaint};

#[test]
fn one_of_many_takes_a_ticket_and_the_others_learn_who() {
    let place = Place::new();
    let reps: Vec<String> = (0..32).map(|number| format!("rep{number}")).collect();
    let made: Vec<String> =
        reps.iter().map(|rep| format!(r#"{{"do":"rep.new","handle":"{rep}","os-user":"{rep}"}}"#)).collect();
    place.write("reps.jsonl", made.join("\n"));
    place.done(&["batch", "reps.jsonl"]);
    place.done(&["ticket", "new", "First", "--account", "ACME", "--category", "other"]);
    let take = |rep: &str| place.desk(&["ticket", "take", "T1"]).env("DESK_USER", rep).output().unwrap();
    let outputs: Vec<_> = thread::scope(|all| {
        let taking: Vec<_> = reps.iter().map(|rep| all.spawn(|| (rep.clone(), take(rep)))).collect();
        taking.into_iter().map(|taking| taking.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = outputs.iter().partition(|(_, output)| output.status.success());
    assert_eq!((won.len(), lost.len()), (1, 31));
    let holder = &won[0].0;
    for (rep, output) in lost {
        let said = format!("exit status: 4: error: T1 was taken by {holder}\n");
        assert!(complaint(output).starts_with(&said), "{rep}: {}", complaint(output));
    }
    assert_eq!(place.ask::<String>("SELECT handle FROM rep JOIN ticket ON assignee_id = rep.id"), [holder.as_str()]);
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM audit WHERE action = 'ticket.take'"), [1]);
    place.verify();
}
