//! The figures of `desk report ageing` and `credit`, against a plain walk over invoices, payments and what was set against
//! what.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::harness::Desk;
use crate::report_money_walked::{Record, exported, money, number, reported};

/// When it is the same day for all of them.
const NOON: &str = "T12:00:00Z";

/// What each payer owes in each currency by noon of a day, by how late it is; then what is left over, and the days.
type Owed = BTreeMap<(String, String), ([Decimal; 5], Decimal, Option<i64>)>;

struct Ledger {
    payers: BTreeMap<String, String>,
    invoices: Vec<Record>,
    payments: Vec<Record>,
    allocations: Vec<Record>,
}

impl Ledger {
    fn of(desk: &Desk) -> Self {
        let accounts = exported(desk, "accounts");
        let parents: BTreeMap<&str, &str> =
            accounts.iter().map(|row| (row["code"].as_str(), row["parent"].as_str())).collect();
        let root = |code: &str| {
            let mut at = code;
            while !parents[at].is_empty() {
                at = parents[at];
            }
            (code.to_owned(), at.to_owned())
        };
        let payers = parents.keys().map(|code| root(code)).collect();
        let [invoices, payments, allocations] =
            ["invoices", "payments", "allocations"].map(|kind| exported(desk, kind));
        Self { payers, invoices, payments, allocations }
    }

    /// What was set against an invoice by then, each means once it was there.
    fn settled(&self, bill: &Record, end: &str) -> Decimal {
        let there = |row: &&Record| {
            let here = |all: &[Record], name: &str, at: &str| {
                all.iter().any(|it| it["number"] == name && it[at].as_str() <= end)
            };
            row["invoice"] == bill["number"]
                && row["at"].as_str() <= end
                && (here(&self.payments, &row["payment"], "received_at")
                    || here(&self.invoices, &row["credit_note"], "issued_at"))
        };
        let named: Decimal = self.allocations.iter().filter(there).map(|row| number(&row["amount"])).sum();
        let unnamed = self.invoices.iter().filter(|note| {
            note["corrects"] == bill["number"]
                && note["issued_at"].as_str() <= end
                && !self.allocations.iter().any(|row| row["credit_note"] == note["number"])
        });
        (named + unnamed.map(|note| number(&note["total"])).sum::<Decimal>()).min(number(&bill["total"]))
    }

    fn owed(&self, day: &str) -> Owed {
        let end = format!("{day}{NOON}");
        let today: chrono::NaiveDate = day.parse().unwrap();
        let mut owed = Owed::new();
        for invoice in self.invoices.iter().filter(|row| row["issued_at"].as_str() <= end.as_str()) {
            let key = (self.payers[&invoice["account"]].clone(), invoice["currency"].clone());
            let (buckets, over, days) = owed.entry(key).or_default();
            if invoice["kind"] == "credit-note" {
                *over += number(&invoice["total"]);
                continue;
            }
            let settled = self.settled(invoice, &end);
            let left = number(&invoice["total"]) - settled;
            *over -= settled;
            let due = if invoice["due"].is_empty() { &invoice["issued_at"][..10] } else { &invoice["due"] };
            let late = (today - due.parse::<chrono::NaiveDate>().unwrap()).num_days();
            buckets[[0, 30, 60, 90].iter().position(|most| late <= *most).unwrap_or(4)] += left;
            if late > 0 && left > Decimal::ZERO {
                *days = (*days).max(Some(late));
            }
        }
        for payment in self.payments.iter().filter(|row| row["received_at"].as_str() <= end.as_str()) {
            let key = (self.payers[&payment["account"]].clone(), payment["currency"].clone());
            owed.entry(key).or_default().1 += number(&payment["amount"]);
        }
        owed.retain(|_, (buckets, over, _)| !over.is_zero() || buckets.iter().any(|bucket| !bucket.is_zero()));
        owed
    }
}

pub(crate) fn ageing_is_as_walked(desk: &Desk, days: &[&str]) {
    let ledger = Ledger::of(desk);
    for day in days {
        let wanted = ledger.owed(day).into_iter().map(|((payer, currency), (buckets, over, late))| {
            let money = |amount: Decimal| money(amount, &currency);
            json!({
                "group": payer,
                "subgroup": null,
                "currency": currency,
                "accounts": 1,
                "not_due": money(buckets[0]),
                "overdue_30": money(buckets[1]),
                "overdue_60": money(buckets[2]),
                "overdue_90": money(buckets[3]),
                "overdue_more": money(buckets[4]),
                "open": money(buckets.iter().sum()),
                "days_late": late,
                "unapplied": money(over),
            })
        });
        let found = reported(desk, &format!("report ageing --at {day}{NOON} --json"));
        assert_eq!(found, wanted.collect::<Vec<_>>(), "{day}");
        // One formula: what the report of credit says is late is what is late here.
        let credit = reported(desk, &format!("report credit --at {day}{NOON} --json"));
        for line in credit {
            let payer = line["group"].as_str().unwrap().to_owned();
            let shown =
                desk.command(&["credit", "show", &payer, "--at", &format!("{day}{NOON}"), "--json"]).output().unwrap();
            let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
            if shown["exposure"]["currency"] == line["currency"] {
                for (here, there) in [("used", "exposure"), ("limit", "limit"), ("free", "available")] {
                    let is_said = line["limited"] == 1 || here == "used";
                    assert_eq!(line[here], if is_said { shown[there].clone() } else { Value::Null }, "{payer} {day}");
                }
                assert_eq!(line["overrides"], shown["overrides"].as_array().unwrap().len(), "{payer} {day}");
            }
        }
    }
}
