//! What holds after any sequence of deeds: rows and clocks are what the logs add up to, and each thing is told once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod copied;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use desk::app::{Caller, Clock, Desk, NewAccount, NewContract, NewTicket, Period, Rules, Simulation, SimulationPlan};
use desk::domain::account::AccountEdit;
use desk::domain::contact::ContactEdit;
use desk::domain::delivery::{DeliveryChannel, Outlet};
use desk::domain::rma::ReturnTerms;
use desk::domain::simulation::SimulationBy;
use desk::domain::sla::file::PolicyFile;
use desk::domain::sla::{AppliesTo, Book, Metric};
use desk::domain::ticket::{Action, Category, Channel, Priority, Resolution, WaitingOn};
use desk::domain::{Change, Date, Instant, Prose, Seconds, TicketId, Tier, Zone};
use desk::error::{Error, ExitCode};
use proptest::prelude::*;
use tempfile::TempDir;

const POLICIES: &str = include_str!("../examples/sample/policies.toml");
/// Other targets, other metrics, other pauses.
const OTHER: &str = r#"
valid_from = "2020-01-01T00:00:00Z"

[calendar.office]
timezone = "Europe/Rome"
hours = { mon-fri = ["09:00-13:00", "14:00-18:00"] }

[[policy]]
name = "all"
calendar = "office"
first_response = { urgent = "30m", default = "3h" }
next_response = "2h"
update = "4h"
resolution = { high = "5h", default = "2d" }
pause = { pending = ["resolution"], on-hold = ["resolution", "update"] }
reopen = "restart"
"#;
/// The same promises, and something is done at each level.
const ACTING: &str = include_str!("fixtures/acting.toml");
const ANNA: &str = "anna@acme.example";

/// Something that happens some minutes after what happened before.
#[derive(Debug, Clone)]
struct Step {
    minutes: i64,
    /// Whether cron comes by just before.
    checked: bool,
    deed: Deed,
}

/// The numbers choose among the tickets there are.
#[derive(Debug, Clone)]
enum Deed {
    Open(Priority, bool),
    Act(usize, Action),
    Receive(usize),
    Assign(usize, bool),
    Take(usize),
    Merge(usize, usize),
    Retier(i64),
    /// A contract from some days ahead, for some days, by the policy of a tier.
    Agree(i64, i64, i64),
    /// The end of the last contract, some days ahead.
    End(i64),
}

fn text() -> Prose {
    "words".parse().unwrap()
}

fn deed() -> impl Strategy<Value = Deed> {
    let priority = || prop::sample::select(Priority::ALL);
    let action = prop_oneof![
        4 => Just(Action::Reply { body: text() }),
        1 => Just(Action::Note { body: text() }),
        1 => Just(Action::Open),
        1 => Just(Action::Wait),
        1 => prop::sample::select(WaitingOn::ALL).prop_map(|on| Action::Hold { on }),
        2 => Just(Action::Resolve { resolution: Resolution::Answered }),
        1 => Just(Action::Reopen),
        1 => Just(Action::Close),
    ];
    prop_oneof![
        4 => (priority(), prop::bool::weighted(0.2)).prop_map(|(priority, ours)| Deed::Open(priority, ours)),
        10 => (any::<usize>(), action).prop_map(|(ticket, action)| Deed::Act(ticket, action)),
        5 => any::<usize>().prop_map(Deed::Receive),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(ticket, somebody)| Deed::Assign(ticket, somebody)),
        1 => any::<usize>().prop_map(Deed::Take),
    ]
}

/// Deeds that change what was promised, and so what was true of the past.
fn change() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (any::<usize>(), any::<usize>()).prop_map(|(source, target)| Deed::Merge(source, target)),
        (any::<usize>(), prop::sample::select(Priority::ALL))
            .prop_map(|(ticket, priority)| Deed::Act(ticket, Action::Prioritise { priority })),
        (1..=4_i64).prop_map(Deed::Retier),
        (1..4_i64, 0..3_i64, 1..=3_i64).prop_map(|(ahead, days, tier)| Deed::Agree(ahead, days, tier)),
        (1..4_i64).prop_map(Deed::End),
    ]
}

fn steps(deed: impl Strategy<Value = Deed>) -> impl Strategy<Value = Vec<Step>> {
    let minutes = prop_oneof![3 => 0..5_i64, 3 => 5..300_i64, 1 => 300..5000_i64];
    let step = (minutes, prop::bool::weighted(0.3), deed);
    prop::collection::vec(step.prop_map(|(minutes, checked, deed)| Step { minutes, checked, deed }), 1..25)
}

/// One desk, opened anew for every command as the program does.
struct World {
    _folder: TempDir,
    path: PathBuf,
    now: Instant,
    tickets: i64,
    told: BTreeSet<String>,
}

impl World {
    fn new(policies: &str) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let path = folder.path().join("desk.db");
        let now: Instant = "2026-01-15T09:00:00Z".parse().unwrap();
        let user = || "giulia".to_owned();
        let handle = "giulia".parse().unwrap();
        let mut desk =
            Desk::create(&path, Clock::frozen(now), Caller::new(user(), 1000), &handle, Rules::default()).unwrap();
        let edit = AccountEdit { tier: Tier::new(1).ok(), ..Default::default() };
        let (code, name) = ("ACME".parse().unwrap(), "Acme".parse().unwrap());
        desk.new_account(NewAccount { code, name, parent: None, edit }).unwrap();
        desk.add_contact("ACME", ContactEdit { email: Change::Set(ANNA.parse().unwrap()), ..Default::default() })
            .unwrap();
        desk.new_team("escalations".parse().unwrap()).unwrap();
        let file = policy_file(policies);
        desk.apply_policy(policies, std::collections::BTreeMap::new(), file, AppliesTo::Open, false).unwrap();
        Self { _folder: folder, path, now, tickets: 0, told: BTreeSet::new() }
    }

    fn desk(&self) -> Desk {
        let outlets = vec![Outlet { channel: DeliveryChannel::Command, timeout: Seconds::new(30) }];
        let rules = Rules { outlets, ..Rules::default() };
        Desk::open(&self.path, Clock::frozen(self.now), Caller::new("giulia".to_owned(), 1000), rules).unwrap()
    }

    /// Returns the day some days ahead.
    fn day(&self, ahead: i64) -> Date {
        Zone::utc().local(self.now.plus(Seconds::days(ahead))).date()
    }

    fn pass(&mut self, minutes: i64) {
        self.now = self.now.plus(Seconds::new(minutes * 60));
    }

    /// Runs the check; what it tells, it tells for the first time.
    fn check(&mut self) {
        for finding in self.desk().check().unwrap().findings {
            let (ticket, cycle) = (finding.ticket.id, finding.cycle);
            let told = format!("{ticket} {} {} v{} {}", cycle.metric, cycle.number, cycle.version, finding.level);
            assert!(self.told.insert(told.clone()), "{told} is told twice");
        }
    }

    /// Looks whether a check right after another finds nothing, and whether the desk takes back nothing that it told: it
    /// learns of everything as it happens.
    fn check_again(&self) {
        assert!(self.desk().check().unwrap().findings.is_empty());
        let file = rusqlite::Connection::open(&self.path).unwrap();
        let count = |sql: &str| file.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM sla_notice WHERE corrected_at IS NOT NULL"), 0);
    }

    fn verify(&self) {
        let faults = self.desk().faults(true, &mut |_, _| ()).unwrap();
        assert!(faults.is_empty(), "at {}: {faults:#?}", self.now);
    }

    /// Carries out a deed; that a rule refuses it is as good.
    fn carry_out(&mut self, deed: &Deed) {
        match self.try_to(deed) {
            Ok(()) => {}
            Err(refused) => assert_eq!(refused.exit_code(), ExitCode::Refused, "{refused}"),
        }
    }

    fn try_to(&mut self, deed: &Deed) -> Result<(), Error> {
        let mut desk = self.desk();
        let tickets = self.tickets;
        let pick = |number: usize| TicketId::new(1 + i64::try_from(number % 1000).unwrap() % tickets.max(1));
        match deed {
            Deed::Open(priority, ours) => desk.open_ticket(new_ticket(*priority, *ours)).map(|_| self.tickets += 1),
            Deed::Retier(tier) => {
                let edit = AccountEdit { tier: Tier::new(*tier).ok(), ..Default::default() };
                desk.edit_account("ACME", edit, Change::Keep).map(drop)
            }
            Deed::Agree(ahead, days, tier) => {
                let [starts, ends] = [*ahead, *ahead + *days].map(|days| self.day(days));
                let number = format!("C-{}", self.now.epoch()).parse().unwrap();
                let policy = format!("tier-{tier}").parse().ok();
                let (zone, notice_days, fee) = (None, None, None);
                let returns = ReturnTerms::default();
                let new = NewContract { number, zone, starts, ends: Some(ends), notice_days, policy, fee, returns };
                desk.add_contract("ACME", new).map(drop)
            }
            Deed::End(ahead) => match desk.contracts(Some("ACME"))?.pop() {
                // To bring back one that is over would be to learn of it late.
                Some((_, last)) if last.last_day() >= Some(self.day(0)) => {
                    desk.end_contract(last.number.as_str(), self.day(*ahead)).map(drop)
                }
                Some(_) | None => Ok(()),
            },
            _ if tickets == 0 => Ok(()),
            Deed::Act(ticket, action) => desk.act(pick(*ticket), vec![action.clone()]).map(drop),
            Deed::Receive(ticket) => desk.receive(pick(*ticket), ANNA, text()).map(|received| {
                self.tickets += i64::from(received.follow_up_of.is_some());
            }),
            Deed::Assign(ticket, true) => {
                desk.assign(pick(*ticket), Change::Set("giulia".to_owned()), Change::Keep).map(drop)
            }
            Deed::Assign(ticket, false) => desk.assign(pick(*ticket), Change::Clear, Change::Keep).map(drop),
            Deed::Take(ticket) => desk.take(pick(*ticket)).map(drop),
            Deed::Merge(source, target) => desk.merge(pick(*source), pick(*target)).map(drop),
        }
    }
}

fn new_ticket(priority: Priority, ours: bool) -> NewTicket {
    NewTicket {
        account: Some("ACME".to_owned()),
        contact: None,
        queue: None,
        subject: "Pallet 7 is late".parse().unwrap(),
        body: Some(text()),
        category: Category::OTHER,
        priority,
        channel: Channel::Phone,
        assignee: None,
        ours,
        follow_up_of: None,
        about: None,
    }
}

fn policy_file(text: &str) -> PolicyFile {
    PolicyFile::read("policies.toml", text, &|_| Err(String::new())).unwrap()
}

/// Lives through the steps under some policies, with cron only at the end.
fn lived(steps: &[Step], policies: &str) -> World {
    let mut world = World::new(policies);
    for Step { minutes, deed, .. } in steps {
        world.pass(*minutes);
        world.carry_out(deed);
    }
    world.pass(600);
    world.check();
    world
}

/// Replays a life under policies as if they had been in force from the beginning.
fn replayed(world: &World, policies: &str) -> Simulation {
    let book = Book::new(vec![policy_file(policies).into_version(1, Instant::MIN, AppliesTo::Open)]);
    let period = Period::ALL;
    let plan = SimulationPlan { period, by: SimulationBy::Metric, metric: None, names_flips: true };
    world.desk().simulate(&book, plan, &mut |_, _| {}).unwrap()
}

/// Lives through the steps, with cron coming by now and then or only at the end; returns what was told.
fn live(policies: &str, steps: &[Step], often: bool) -> BTreeSet<String> {
    let mut world = World::new(policies);
    for Step { minutes, checked, deed } in steps {
        world.pass(*minutes);
        if often && *checked {
            world.check();
            world.check_again();
            world.verify();
        }
        // What happens at one instant happens together: a deed in the second of a check could undo what it did.
        world.pass(i64::from(*checked));
        world.carry_out(deed);
    }
    world.verify();
    world.pass(600);
    world.check();
    world.verify();
    world.check_again();
    world.told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_and_clocks_are_what_the_logs_add_up_to(steps in steps(prop_oneof![3 => deed(), 1 => change()])) {
        let (often, once) = (live(POLICIES, &steps, true), live(POLICIES, &steps, false));
        // What was told in time stays told, even if the promise was changed since.
        prop_assert!(often.is_superset(&once), "told at the end only: {:?}", once.difference(&often));
    }

    #[test]
    fn checks_at_any_time_tell_together_what_one_at_the_end_would(steps in steps(deed())) {
        prop_assert_eq!(live(POLICIES, &steps, true), live(POLICIES, &steps, false));
    }

    #[test]
    fn what_checks_do_to_tickets_is_told_and_kept_like_anything_else(
        steps in steps(prop_oneof![3 => deed(), 1 => change()])
    ) {
        live(ACTING, &steps, true);
        live(ACTING, &steps, false);
    }

    #[test]
    fn under_its_own_policies_history_comes_out_as_it_did(steps in steps(prop_oneof![3 => deed(), 1 => change()])) {
        let simulation = replayed(&lived(&steps, POLICIES), POLICIES);
        for (group, contrast) in &simulation.groups {
            prop_assert_eq!(contrast.before, contrast.after, "{}", group);
        }
        prop_assert_eq!(simulation.flipped, 0, "{:?}", simulation.flips);
    }

    #[test]
    fn a_copy_is_the_same_desk(steps in steps(prop_oneof![3 => deed(), 1 => change()]), acting in any::<bool>()) {
        let world = lived(&steps, if acting { ACTING } else { POLICIES });
        let differences = copied::differences(&world.path, &world.now.to_string(), "csv");
        prop_assert!(differences.is_empty(), "{}", differences.join("\n"));
    }

    #[test]
    fn under_other_policies_history_comes_out_as_a_life_under_them(steps in steps(deed())) {
        let lived_so = replayed(&lived(&steps, OTHER), OTHER);
        let simulated = replayed(&lived(&steps, POLICIES), OTHER);
        let score = |simulation: &Simulation, metric: Metric| {
            let group = simulation.groups.iter().find(|(group, _)| *group == metric.as_str());
            group.map(|(_, contrast)| *contrast).unwrap_or_default()
        };
        for metric in Metric::ALL {
            prop_assert_eq!(score(&simulated, *metric).after, score(&lived_so, *metric).before, "{}", metric);
        }
        prop_assert_eq!(lived_so.flipped, 0, "{:?}", lived_so.flips);
    }
}

#[test]
fn what_lies_beside_the_log_is_found() {
    let mut world = World::new(POLICIES);
    world.carry_out(&Deed::Open(Priority::Normal, false));
    world.verify();
    for (lie, told) in [
        ("UPDATE ticket SET priority = 'low'", "T1: priority is low, its log says normal"),
        ("UPDATE ticket SET priority = 'normal', due_at = due_at + 1", "T1: due 20"),
        ("UPDATE ticket SET due_at = due_at - 1, check_at = NULL", "T1: next check none, not 20"),
        ("UPDATE sla_cycle SET target = target + 1", "T1: first_response 1: target 2h1s, not 2h"),
    ] {
        rusqlite::Connection::open(&world.path).unwrap().execute_batch(lie).unwrap();
        let faults = world.desk().faults(true, &mut |_, _| ()).unwrap();
        assert!(faults.iter().any(|fault| fault.to_string().starts_with(told)), "{lie}: {faults:?}");
    }
}

fn step(minutes: i64, checked: bool, deed: Deed) -> Step {
    Step { minutes, checked, deed }
}

const LOW: Deed = Deed::Open(Priority::Low, false);

#[test]
fn an_end_that_is_moved_takes_back_nothing_that_was_final() {
    let resolve = Deed::Act(0, Action::Resolve { resolution: Resolution::Answered });
    // Resolved in the first instant after the contract, as it was agreed, and learned of its other end before.
    let steps = [
        step(0, false, LOW),
        step(0, false, Deed::Agree(2, 1, 2)),
        step(2339, true, LOW),
        step(1045, false, Deed::End(2)),
        step(1834, true, resolve),
        step(1, false, Deed::End(1)),
    ];
    live(ACTING, &steps, true);
}

#[test]
fn a_level_that_was_told_before_a_reset_is_no_fault_when_it_is_passed_again() {
    let high = Deed::Open(Priority::High, false);
    live(
        ACTING,
        &[step(0, false, Deed::Retier(2)), step(0, false, high), step(180, true, LOW), step(89, false, LOW)],
        true,
    );
}
