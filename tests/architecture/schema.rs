//! `schema.sql` against the code: its words, and a comment wherever one is due.

use std::fs;

use desk::domain::Segment;
use desk::domain::account::{AccountRole, AccountStatus};
use desk::domain::audit::{Outcome, Via};
use desk::domain::contact::{ContactRole, Function};
use desk::domain::delivery::{DeliveryChannel, DeliveryState};
use desk::domain::dispute::{self, DisputeReason, DisputeStatus};
use desk::domain::invoice::InvoiceKind;
use desk::domain::order::{Hold, OrderKind, OrderState};
use desk::domain::price::DiscountKind;
use desk::domain::product::{DocumentKind, Effect};
use desk::domain::quote::{Lost, QuoteAction, RevisionStatus};
use desk::domain::rep::StaffRole;
use desk::domain::rma::{Finding, FreightPayer, Remedy, RmaStatus};
use desk::domain::sla::{AppliesTo, Metric, State};
use desk::domain::ticket::{Channel, Party, Priority, Resolution, StatusWord, WaitingOn};

use crate::source::root;

/// Each column whose words are a vocabulary of the domain.
const VOCABULARIES: &[(&str, &str, &[&str])] = &[
    ("rep", "role", StaffRole::WORDS),
    ("queue", "segment", Segment::WORDS),
    ("account", "segment", Segment::WORDS),
    ("account", "status", AccountStatus::WORDS),
    ("contact", "function", Function::WORDS),
    ("contact", "role", ContactRole::WORDS),
    ("account_rep", "role", AccountRole::WORDS),
    ("sla_version", "applies_to", AppliesTo::WORDS),
    ("ticket", "channel", Channel::WORDS),
    ("ticket", "priority", Priority::WORDS),
    ("ticket", "status", StatusWord::WORDS),
    ("ticket", "waiting_on", WaitingOn::WORDS),
    ("ticket", "resolution", Resolution::WORDS),
    ("ticket_event", "party", Party::WORDS),
    ("ticket_event", "status", StatusWord::WORDS),
    ("ticket_event", "waiting_on", WaitingOn::WORDS),
    ("sla_cycle", "metric", Metric::WORDS),
    ("sla_cycle", "state", State::WORDS),
    ("delivery", "channel", DeliveryChannel::WORDS),
    ("delivery", "state", DeliveryState::WORDS),
    ("audit", "via", Via::WORDS),
    ("audit", "outcome", Outcome::WORDS),
    ("contract", "return_freight", FreightPayer::WORDS),
    ("product_document", "kind", DocumentKind::WORDS),
    ("assortment", "segment", Segment::WORDS),
    ("assortment", "effect", Effect::WORDS),
    ("price_list_for", "segment", Segment::WORDS),
    ("discount", "kind", DiscountKind::WORDS),
    ("discount", "segment", Segment::WORDS),
    ("sales_order", "kind", OrderKind::WORDS),
    ("sales_order", "state", OrderState::WORDS),
    ("sales_order", "hold", Hold::WORDS),
    ("invoice", "kind", InvoiceKind::WORDS),
    ("dispute", "reason", DisputeReason::WORDS),
    ("dispute", "status", DisputeStatus::WORDS),
    ("dispute", "outcome", dispute::Outcome::WORDS),
    ("rma", "status", RmaStatus::WORDS),
    ("rma", "freight_payer", FreightPayer::WORDS),
    ("rma_line", "verdict", Finding::WORDS),
    ("rma_line", "resolution", Remedy::WORDS),
    ("quote", "priority", Priority::WORDS),
    ("quote_revision", "status", RevisionStatus::WORDS),
    ("quote_revision", "lost", Lost::WORDS),
    ("quote_event", "action", QuoteAction::WORDS),
];

fn schema() -> String {
    fs::read_to_string(root().join("schema.sql")).unwrap()
}

/// Returns `schema.sql` without its comments.
fn code() -> String {
    schema().lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

/// Returns every CHECK that one column holds one of some words, by table.
fn checks() -> Vec<(String, String, Vec<String>)> {
    let code = code();
    let mut checks = Vec::new();
    for statement in code.split(';') {
        let Some((_, table)) = statement.split_once("CREATE TABLE ") else { continue };
        let name = table.split_whitespace().next().unwrap_or_default();
        for check in table.split("CHECK (").skip(1) {
            let check = check.split(')').next().unwrap_or_default();
            let column = check.split_whitespace().next().unwrap_or_default();
            let alone = column.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            let words: Vec<String> = check.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
            if alone && !words.is_empty() {
                checks.push((name.to_owned(), column.to_owned(), words));
            }
        }
    }
    checks
}

/// Returns the words by which the store keeps what an event says; no other layer writes them.
fn kinds() -> Vec<String> {
    let code = fs::read_to_string(root().join("src/store/event.rs")).unwrap();
    let (_, function) = code.split_once("fn kind(").unwrap();
    let (body, _) = function.split_once("\n}").unwrap();
    body.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_words_of_the_file_are_the_words_of_the_domain() {
    let checks = checks();
    for (table, column, words) in &checks {
        let known: Vec<String> = if (table.as_str(), column.as_str()) == ("ticket_event", "kind") {
            kinds()
        } else {
            let known = VOCABULARIES.iter().find(|(of, named, _)| of == table && named == column);
            let (.., known) = known.unwrap_or_else(|| panic!("{table}.{column} is compared with nothing"));
            known.iter().map(|word| (*word).to_owned()).collect()
        };
        assert_eq!(words, &known, "{table}.{column}");
    }
    for (table, column, _) in VOCABULARIES {
        assert!(checks.iter().any(|(of, named, _)| of == table && named == column), "{table}.{column} is not checked");
    }
}

#[test]
fn every_table_and_every_index_says_what_it_is_for() {
    let schema = schema();
    let lines: Vec<&str> = schema.lines().collect();
    for (above, line) in lines.iter().zip(&lines[1..]) {
        if line.starts_with("CREATE TABLE") || line.starts_with("CREATE VIRTUAL TABLE") {
            assert!(above.starts_with("-- "), "no comment on {line}");
        }
        if line.starts_with("CREATE INDEX") || line.starts_with("CREATE UNIQUE INDEX") {
            assert!(above.starts_with("-- Serves: "), "{line} serves nothing");
        }
    }
}

/// The engine builds a table of such a list anew for each row that is written.
#[test]
fn no_check_lists_three_words_or_more() {
    for list in code().split(" IN (").skip(1) {
        let list = list.split(')').next().unwrap_or_default();
        assert!(list.split(',').count() < 3, "IN ({list})");
    }
}
