//! What reports of tickets have to tell, by a plain walk over what a desk exports: no statement and no figure is shared.

mod figures;
mod ticket;

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use figures::told;
use ticket::Ticket;

/// The reports of tickets.
pub(crate) const REPORTS: [&str; 8] =
    ["sla", "response", "resolution", "backlog", "waiting", "workload", "categories", "channels"];

/// All that tickets can be grouped by.
pub(crate) const DIMENSIONS: [&str; 14] = [
    "tier",
    "account",
    "account-age",
    "rep",
    "team",
    "region",
    "sector",
    "segment",
    "category",
    "order-kind",
    "channel",
    "queue",
    "priority",
    "month",
];

/// Everything about tickets that a desk gives out as of an instant.
pub(crate) struct Walk {
    tickets: Vec<Ticket>,
}

impl Walk {
    /// Reads what `said` returns for command lines: JSON.
    pub(crate) fn over(now: &str, said: impl Fn(&str) -> String) -> Self {
        let rows = |kind: &str| -> Vec<Value> {
            let lines = said(&format!("export {kind} -O jsonl"));
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        let by = |kind: &str, key: &str| -> HashMap<String, Value> {
            rows(kind).into_iter().map(|row| (row[key].as_str().unwrap().to_owned(), row)).collect()
        };
        let (accounts, orders) = (by("accounts", "code"), by("orders", "number"));
        let mut logs: HashMap<String, Vec<Value>> = HashMap::new();
        for event in rows("events") {
            logs.entry(event["ticket_id"].as_str().unwrap().to_owned()).or_default().push(event);
        }
        let mut promises: HashMap<String, Vec<Value>> = HashMap::new();
        for row in serde_json::from_str::<Vec<Value>>(&said("sla status --all --json")).unwrap() {
            promises.entry(row["ticket"].as_str().unwrap().to_owned()).or_default().push(row);
        }
        let ticket = |row: Value| {
            let id = row["id"].as_str().unwrap().to_owned();
            let account = accounts[row["account"].as_str().unwrap()].clone();
            Ticket::of(row, account, logs[&id].clone(), promises.remove(&id).unwrap_or_default(), &orders, now)
        };
        Self { tickets: rows("tickets").into_iter().map(ticket).collect() }
    }

    /// Leaves only the tickets opened in some time, of some accounts.
    pub(crate) fn only(mut self, since: &str, until: &str, accounts: &[&str]) -> Self {
        self.tickets.retain(|ticket| ticket.is_within(since, until, accounts));
        assert!(!self.tickets.is_empty());
        self
    }

    /// Returns what a report has to tell, by the names of its groups.
    pub(crate) fn told(&self, report: &str, by: &str) -> BTreeMap<String, Value> {
        let mut groups: BTreeMap<Vec<String>, Vec<&Ticket>> = BTreeMap::new();
        for ticket in self.tickets.iter().filter(|ticket| report != "backlog" || ticket.is_open()) {
            groups.entry(by.split(',').map(|by| ticket.name(by)).collect()).or_default().push(ticket);
        }
        let told = |(names, tickets): (Vec<String>, Vec<&Ticket>)| {
            let mut row = told(report, &tickets, self.tickets.len());
            row["group"] = names[0].clone().into();
            row["subgroup"] = names.get(1).cloned().into();
            (names.join(","), row)
        };
        groups.into_iter().map(told).collect()
    }
}

/// Returns what a report does tell, by the names of its groups.
pub(crate) fn reported(said: &str) -> BTreeMap<String, Value> {
    let rows: Vec<Value> = serde_json::from_str(said).unwrap();
    let name = |row: &Value| {
        let names = [&row["group"], &row["subgroup"]].into_iter().filter_map(Value::as_str);
        names.collect::<Vec<_>>().join(",")
    };
    rows.into_iter().map(|row| (name(&row), row)).collect()
}
