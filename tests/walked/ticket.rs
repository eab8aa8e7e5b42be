//! One ticket, as its exported rows tell of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use desk::domain::{Date, Instant};
use serde_json::Value;

/// Reads an instant, as seconds.
pub(super) fn at(value: &Value) -> Option<i64> {
    value.as_str().map(|text| text.parse::<Instant>().unwrap().epoch())
}

/// What is written there, or a dash.
fn word(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is(event: &Value, kind: &str) -> bool {
    event["kind"] == kind
}

fn by_us(event: &Value) -> bool {
    event["party"] == "agent"
}

pub(super) struct Ticket {
    row: Value,
    account: Value,
    order_kind: Option<String>,
    log: Vec<Value>,
    pub(super) promises: Vec<Value>,
    pub(super) now: i64,
}

impl Ticket {
    pub(super) fn of(
        row: Value,
        account: Value,
        mut log: Vec<Value>,
        mut promises: Vec<Value>,
        orders: &HashMap<String, Value>,
        now: &str,
    ) -> Self {
        let number = |event: &Value| event["id"].as_str().unwrap()[1..].parse::<i64>().unwrap();
        let is_tie = |event: &&Value| event["link_kind"] == "order";
        let known = |event: &Value| orders.get(event["link_target"].as_str().unwrap());
        let mut ties: Vec<&Value> = log.iter().filter(is_tie).collect();
        ties.sort_by_key(|event| number(event));
        let order_kind = ties.into_iter().rev().find_map(known).map(|order| word(&order["kind"]));
        log.sort_by_key(|event| (!is(event, "created"), at(&event["at"]), number(event)));
        promises.sort_by_key(|promise| promise["cycle"].as_i64());
        Self { row, account, order_kind, log, promises, now: at(&now.into()).unwrap() }
    }

    pub(super) fn is_within(&self, since: &str, until: &str, accounts: &[&str]) -> bool {
        let begun = self.row["created_at"].as_str().unwrap();
        begun >= since && begun < until && accounts.contains(&self.row["account"].as_str().unwrap())
    }

    pub(super) fn name(&self, by: &str) -> String {
        match by {
            "region" | "sector" | "segment" => word(&self.account[by]),
            "rep" => word(&self.row["assignee"]),
            "account-age" => self.age(),
            "order-kind" => self.order_kind.clone().unwrap_or_else(|| "-".to_owned()),
            "month" => self.row["created_at"].as_str().unwrap()[..7].to_owned(),
            _ => word(&self.row[by]),
        }
    }

    fn age(&self) -> String {
        let Some(since) = self.account["customer_since"].as_str() else { return "-".to_owned() };
        let [since, opened] = [since, &self.row["created_at"].as_str().unwrap()[..10]].map(|day| day.parse::<Date>());
        let name = match (opened.unwrap() - since.unwrap()).get_days() {
            ..90 => "under-90d",
            90..365 => "under-1y",
            365..1095 => "under-3y",
            _ => "over-3y",
        };
        name.to_owned()
    }

    pub(super) fn is_open(&self) -> bool {
        !matches!(self.status(), "resolved" | "closed")
    }

    pub(super) fn status(&self) -> &str {
        self.row["status"].as_str().unwrap().split('(').next().unwrap()
    }

    pub(super) fn is_unassigned(&self) -> bool {
        self.row["assignee"].is_null()
    }

    pub(super) fn is_merged(&self) -> bool {
        !self.row["merged_into"].is_null()
    }

    pub(super) fn begun(&self) -> i64 {
        at(&self.row["created_at"]).unwrap()
    }

    pub(super) fn age_now(&self) -> i64 {
        self.now - self.begun()
    }

    /// From the beginning to the last resolution, unless it ended in another one.
    pub(super) fn settled_after(&self) -> Option<i64> {
        let resolved = at(&self.row["resolved_at"]).filter(|_| !self.is_merged())?;
        Some((resolved - self.begun()).max(0))
    }

    /// Since when somebody waited for a first answer.
    pub(super) fn asked(&self) -> Option<i64> {
        let first = self.log.iter().find(|event| is(event, "message-in")).and_then(|event| at(&event["at"]));
        if by_us(&self.log[0]) { first.map(|first| first.max(self.begun())) } else { Some(self.begun()) }
    }

    /// How long they did, if they got one here.
    pub(super) fn answered_after(&self) -> Option<i64> {
        let asked = self.asked()?;
        let wrote_first = by_us(&self.log[0]);
        let mut rest = self.log.iter().skip_while(|event| wrote_first && !is(event, "message-in"));
        let answer = rest.find(|event| (is(event, "message-out") && by_us(event)) || is(event, "merged"))?;
        is(answer, "message-out").then(|| at(&answer["at"]).unwrap().max(self.begun()) - asked)
    }

    pub(super) fn count(&self, kind: &str) -> usize {
        self.log.iter().filter(|event| is(event, kind) && (kind != "message-out" || by_us(event))).count()
    }

    pub(super) fn messages(&self) -> usize {
        self.count("message-in") + self.count("message-out")
    }

    pub(super) fn touches(&self) -> usize {
        self.log.iter().filter(|event| by_us(event)).count()
    }

    pub(super) fn people(&self) -> usize {
        let persons = self.log.iter().filter(|event| event["party"] != "system");
        persons.map(|event| (word(&event["party"]), word(&event["author"]))).collect::<BTreeSet<_>>().len()
    }

    /// Each status with since when it was that.
    fn statuses(&self) -> Vec<(i64, String)> {
        let moved = self.log.iter().filter_map(|event| {
            let status = event["status"].as_str()?;
            Some((at(&event["at"]).unwrap().max(self.begun()), status.to_owned()))
        });
        [(self.begun(), "new".to_owned())].into_iter().chain(moved).collect()
    }

    pub(super) fn reopenings(&self) -> usize {
        let is_settled = |status: &str| matches!(status, "resolved" | "closed");
        self.statuses().windows(2).filter(|pair| is_settled(&pair[0].1) && !is_settled(&pair[1].1)).count()
    }

    pub(super) fn handovers(&self) -> usize {
        let mut charges: Vec<[Option<&str>; 2]> = Vec::new();
        for event in self.log.iter().filter(|event| is(event, "created") || is(event, "assigned")) {
            charges.push([&event["assignee"], &event["team"]].map(Value::as_str));
        }
        let last = |before: &[[Option<&str>; 2]], which: usize| {
            before.iter().rev().find_map(|it| it[which].map(str::to_owned))
        };
        let is_handover = |index: &usize| {
            (0..2).any(|which| {
                let (was, is) = (last(&charges[..*index], which), charges[*index][which]);
                was.is_some() && is.is_some() && was.as_deref() != is
            })
        };
        (0..charges.len()).filter(is_handover).count()
    }

    /// For how long it waited for whom.
    pub(super) fn waits(&self) -> BTreeMap<&'static str, i64> {
        let mut waits = BTreeMap::new();
        let mut statuses = self.statuses();
        statuses.push((self.now, String::new()));
        for pair in statuses.windows(2) {
            let whom = match pair[0].1.as_str() {
                "new" | "open" => "us",
                "pending" => "customer",
                "on-hold(vendor)" => "vendor",
                "on-hold(warehouse)" => "warehouse",
                "on-hold(finance)" => "finance",
                "on-hold(carrier)" => "carrier",
                _ => continue,
            };
            *waits.entry(whom).or_default() += pair[1].0 - pair[0].0;
        }
        waits.retain(|_, wait| *wait > 0);
        waits
    }

    pub(super) fn points(&self) -> usize {
        let beyond = self.people().max(2) - 2;
        self.messages() + self.touches() + 2 * beyond + 2 * self.handovers() + 5 * self.reopenings()
    }
}
