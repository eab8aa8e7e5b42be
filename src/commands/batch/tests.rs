//! What a batch takes from the command line's definition.

use std::collections::BTreeSet;

use clap::Arg;
use clap::builder::ValueHint;

use super::grammar::{COLUMNS, Grammar, OUTSIDE, arguments, below, name, verbs};

/// Returns each command with its dotted name; hidden ones too.
fn commands() -> Vec<(String, clap::Command)> {
    fn walk(path: &str, command: &clap::Command, found: &mut Vec<(String, clap::Command)>) {
        for verb in verbs(command) {
            let path = below(path, verb.get_name());
            found.push((path.clone(), verb.clone()));
            walk(&path, verb, found);
        }
    }
    let mut found = Vec::new();
    walk("", Grammar::new().root(), &mut found);
    found
}

fn is_outside(path: &str) -> bool {
    OUTSIDE.iter().any(|(name, _)| path == *name || path.starts_with(&format!("{name}.")))
}

/// A new verb shows up here: whoever adds it decides whether a batch may hold it.
#[test]
#[expect(clippy::too_many_lines, reason = "it is a list of all there is")]
fn these_commands_a_batch_takes() {
    let taken = commands().into_iter().filter(|(path, verb)| !is_outside(path) && !verb.is_subcommand_required_set());
    let names: Vec<String> = taken.map(|(path, _)| path).collect();
    insta::assert_snapshot!(names.join("\n"), @"
    account
    account.new
    account.list
    account.show
    account.edit
    account.health
    account.terms
    account.timeline
    account.tree
    account.assign
    account.contact.add
    account.contact.list
    account.contact.edit
    account.contract
    account.contract.add
    account.contract.list
    account.contract.end
    ticket
    ticket.new
    ticket.next
    ticket.list
    ticket.show
    ticket.reply
    ticket.note
    ticket.assign
    ticket.take
    ticket.status
    ticket.edit
    ticket.resolve
    ticket.reopen
    ticket.close
    ticket.history
    ticket.link
    ticket.merge
    ticket.search
    quote
    quote.request
    quote.new
    quote.line
    quote.price
    quote.edit
    quote.check
    quote.submit
    quote.approve
    quote.reject
    quote.send
    quote.accept
    quote.decline
    quote.cancel
    quote.revise
    quote.convert
    quote.diff
    quote.history
    quote.due
    quote.list
    quote.show
    ask
    invoice
    invoice.list
    invoice.show
    payment
    payment.list
    dispute
    dispute.open
    dispute.investigate
    dispute.decide
    dispute.close
    dispute.list
    dispute.show
    credit.show
    credit.check
    credit.replay
    credit.override
    credit.revoke
    credit.hold
    credit.release
    sla
    sla.status
    sla.explain
    sla.evidence
    sla.evidence.verify
    sla.forecast
    sla.match
    sla.policy
    sla.policy.apply
    sla.policy.list
    sla.policy.show
    sla.policy.diff
    sla.policy.export
    sla.calendar.add
    sla.calendar.between
    sla.calendar.next-open
    sla.try
    sla.outbox
    sla.outbox.list
    sla.outbox.retry
    sla.runs
    report.sla
    report.response
    report.resolution
    report.backlog
    report.waiting
    report.workload
    report.categories
    report.channels
    report.credits
    report.quotes
    report.sales
    report.ageing
    report.credit
    report.accounts
    report.coverage
    report.gaps
    report.health
    report.account
    report.run
    order
    order.list
    order.show
    order.revise
    order.promise
    order.hold
    order.release
    order.cancel
    order.bulk-change
    order.reorder
    order.place
    order.template
    order.template.new
    order.template.list
    order.template.show
    order.template.pause
    order.template.resume
    order.template.run
    return
    return.check
    return.request
    return.authorise
    return.refuse
    return.ship
    return.receive
    return.inspect
    return.resolve
    return.close
    return.list
    return.show
    rep
    rep.new
    rep.list
    rep.edit
    rep.role
    rep.team
    rep.team.new
    rep.team.list
    rep.queue
    rep.queue.new
    rep.queue.list
    product
    product.list
    product.show
    stock.check
    price
    price.show
    price.list
    schema.import
    audit
    audit.log
    audit.show
    audit.verify
    audit.head
    access
    access.list
    access.explain
    whoami
    ");
}

#[test]
fn what_has_no_place_in_a_batch_exists() {
    let known: BTreeSet<String> = commands().into_iter().map(|(path, _)| path).collect();
    for (name, _) in OUTSIDE {
        assert!(known.contains(*name), "{name}");
    }
}

#[test]
fn each_key_means_one_thing_and_none_means_what_is_to_be_done() {
    for (path, verb) in commands() {
        let keys: Vec<String> = arguments(&verb).map(name).collect();
        let different: BTreeSet<&String> = keys.iter().collect();
        assert!(different.len() == keys.len() && !keys.contains(&"do".to_owned()), "{path}: {keys:?}");
        assert!(keys.contains(&COLUMNS.to_owned()), "{path}");
    }
}

/// A value `-` of theirs is standard input, which a batch keeps for itself.
#[test]
fn whatever_names_a_file_says_so() {
    let names_a_file = |arg: &Arg| arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "FILE"));
    for (path, verb) in commands().iter().filter(|(path, _)| !is_outside(path)) {
        for arg in arguments(verb).filter(|arg| names_a_file(arg) || arg.get_id() == "file") {
            let hint = arg.get_value_hint();
            assert!(matches!(hint, ValueHint::FilePath | ValueHint::AnyPath), "{path} {}", arg.get_id());
        }
    }
}
