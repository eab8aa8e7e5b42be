//! The figures of `desk report sales` and `accounts`, and with them those of `ageing` and `credit`, against a plain walk over
//! what is exported: of the samples, of a trade in several currencies, and of the wholesaler Northwind and the manufacturer
//! `AdventureWorks`, whose files are not shipped; without them there is no test of those.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::harness::{Desk, words};
use crate::report_owed_walked::ageing_is_as_walked;
use crate::trade::{Dice, World};
use crate::{ask, orders};

/// A row of an export, by its columns.
pub(crate) type Record = BTreeMap<String, String>;

pub(crate) fn exported(desk: &Desk, kind: &str) -> Vec<Record> {
    let output = desk.command(&["export", kind, "-O", "csv", "--raw"]).output().unwrap();
    assert!(output.status.success(), "{kind}: {}", String::from_utf8_lossy(&output.stderr));
    csv::Reader::from_reader(output.stdout.as_slice()).deserialize().map(Result::unwrap).collect()
}

pub(crate) fn reported(desk: &Desk, line: &str) -> Vec<Value> {
    let output = desk.command(&words(line)).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn number(text: &str) -> Decimal {
    if text.is_empty() { Decimal::ZERO } else { text.parse().unwrap() }
}

fn decimals(currency: &str) -> u32 {
    if currency == "KWD" { 3 } else { 2 }
}

fn rounded(amount: Decimal, currency: &str) -> Decimal {
    amount.round_dp_with_strategy(decimals(currency), RoundingStrategy::MidpointNearestEven)
}

/// An amount as data have it.
pub(crate) fn money(amount: Decimal, currency: &str) -> Value {
    let scale = decimals(currency);
    let minor = (amount * Decimal::from(10_i64.pow(scale))).to_i64().unwrap();
    json!({"amount": format!("{amount:.0$}", scale as usize), "minor": minor, "currency": currency})
}

fn sums(of: &BTreeMap<String, Decimal>) -> Value {
    of.iter().map(|(currency, amount)| money(*amount, currency)).collect()
}

fn share(part: usize, whole: usize) -> Value {
    if whole == 0 {
        return Value::Null;
    }
    let hundredths = part * 10_000 / whole;
    Value::from(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// An order with all that was exported of it.
struct Walked {
    order: Record,
    account: Record,
    lines: Vec<Record>,
    /// Lines that left in time, and those that did not.
    punctual: [usize; 2],
    /// Lines that wait of which stock is known, and those of them there is not enough for.
    short: [usize; 2],
}

/// Rows by the line of an order they belong to.
type ByLine = BTreeMap<(String, String), Vec<Record>>;

fn by_line(mut rows: Vec<Record>, time: &str) -> ByLine {
    rows.sort_by_key(|row| row[time].clone());
    let mut by_line = ByLine::new();
    for row in rows {
        by_line.entry((row["order"].clone(), row["line"].clone())).or_default().push(row);
    }
    by_line
}

struct Files {
    promises: ByLine,
    shipments: ByLine,
    stock: BTreeMap<String, Decimal>,
    today: String,
}

impl Files {
    fn of(desk: &Desk, today: &str) -> Self {
        let mut stock = BTreeMap::<String, Decimal>::new();
        for row in exported(desk, "stock") {
            *stock.entry(row["sku"].clone()).or_default() += number(&row["on_hand"]) - number(&row["allocated"]);
        }
        let shipments = by_line(exported(desk, "shipments"), "shipped_at");
        let promises = by_line(exported(desk, "order-promises"), "at");
        Self { promises, shipments, stock, today: today.to_owned() }
    }

    fn walk(&self, order: Record, account: Record, lines: Vec<Record>) -> Walked {
        let (mut punctual, mut short, mut stock) = ([0, 0], [0, 0], self.stock.clone());
        for line in &lines {
            let it = (line["order"].clone(), line["line"].clone());
            let mut missing = number(&line["quantity"]) - number(&line["cancelled"]);
            if missing <= Decimal::ZERO {
                continue;
            }
            let promised = self.promises.get(&it).and_then(|rows| rows.last()).map(|row| row["promised"].clone());
            let wanted = [&line["required"], &order["required"]].into_iter().find(|day| !day.is_empty());
            let due = promised.or_else(|| wanted.cloned());
            let mut left_on = None;
            for parcel in self.shipments.get(&it).into_iter().flatten() {
                missing -= number(&parcel["quantity"]);
                if missing <= Decimal::ZERO {
                    left_on = left_on.or_else(|| Some(parcel["shipped_at"][..10].to_owned()));
                }
            }
            match (due, left_on) {
                (Some(due), Some(day)) => punctual[usize::from(day > due)] += 1,
                (Some(due), None) if order["closed_at"].is_empty() && due < self.today => punctual[1] += 1,
                _ => {}
            }
            if order["state"] == "placed"
                && missing > Decimal::ZERO
                && let Some(there) = stock.get_mut(&line["sku"])
            {
                short[0] += 1;
                short[1] += usize::from(missing > (*there).max(Decimal::ZERO));
                *there -= missing.min((*there).max(Decimal::ZERO));
            }
        }
        Walked { order, account, lines, punctual, short }
    }
}

impl Walked {
    fn all(desk: &Desk, today: &str) -> Vec<Self> {
        let files = Files::of(desk, today);
        let accounts: BTreeMap<String, Record> =
            exported(desk, "accounts").into_iter().map(|row| (row["code"].clone(), row)).collect();
        let mut lines = BTreeMap::<String, Vec<Record>>::new();
        for line in exported(desk, "order-lines") {
            lines.entry(line["order"].clone()).or_default().push(line);
        }
        let placed = exported(desk, "orders").into_iter().filter(|order| order["state"] != "draft");
        let walk = |order: Record| {
            let own = lines.get(&order["number"]).cloned().unwrap_or_default();
            let account = accounts[&order["account"]].clone();
            files.walk(order, account, own)
        };
        placed.map(walk).collect()
    }

    fn wanted(&self) -> impl Iterator<Item = &Record> {
        self.lines.iter().filter(|line| number(&line["quantity"]) > number(&line["cancelled"]))
    }

    fn is_cancelled(&self) -> bool {
        let nothing_wanted = !self.lines.is_empty() && self.wanted().next().is_none();
        self.order["state"] == "cancelled" || self.order["state"] == "placed" && nothing_wanted
    }

    fn value(&self) -> Decimal {
        if !self.order["subtotal"].is_empty() {
            return number(&self.order["subtotal"]);
        }
        let of = |line: &Record| {
            let cancelled = if self.is_cancelled() { Decimal::ZERO } else { number(&line["cancelled"]) };
            let rest = Decimal::ONE - number(&line["discount"]) / Decimal::ONE_HUNDRED;
            number(&line["unit_price"]) * (number(&line["quantity"]) - cancelled) * rest
        };
        rounded(self.lines.iter().map(of).sum(), &self.order["currency"])
    }

    fn name(&self, by: &str) -> String {
        let text = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        match by {
            "month" => self.order["ordered_at"][..7].to_owned(),
            "order-kind" => self.order["kind"].clone(),
            "account" => self.account["code"].clone(),
            other => text(&self.account[other]),
        }
    }
}

/// What the report has to tell of some orders.
fn told(group: &str, orders: &[&Walked]) -> Value {
    let (gone, live): (Vec<&Walked>, Vec<&Walked>) = orders.iter().partition(|it| it.is_cancelled());
    let sum = |of: &[&Walked]| {
        let mut sums = BTreeMap::<String, Decimal>::new();
        for it in of {
            *sums.entry(it.order["currency"].clone()).or_default() += it.value();
        }
        sums
    };
    let mut values: Vec<Decimal> = live.iter().map(|it| it.value()).collect();
    values.sort_unstable();
    let only = Some(sum(&live)).filter(|sums| sums.len() == 1).and_then(|sums| sums.into_iter().next());
    let mean = only.as_ref().map(|(currency, sum)| {
        let mean = *sum / Decimal::from(live.len());
        money(mean.round_dp_with_strategy(decimals(currency), RoundingStrategy::ToZero), currency)
    });
    let median = only.as_ref().map(|(currency, _)| money(values[values.len().div_ceil(2) - 1], currency));
    let count = |of: fn(&Walked) -> usize| live.iter().map(|it| of(it)).sum::<usize>();
    let [on_time, late] = [count(|it| it.punctual[0]), count(|it| it.punctual[1])];
    let [waiting, short] = [count(|it| it.short[0]), count(|it| it.short[1])];
    json!({
        "group": group,
        "subgroup": null,
        "orders": live.len(),
        "customers": live.iter().map(|it| &it.order["account"]).collect::<BTreeSet<_>>().len(),
        "lines": count(|it| it.wanted().count()),
        "value": sums(&sum(&live)),
        "value_mean": mean,
        "value_median": median,
        "cancelled": gone.len(),
        "cancelled_value": sums(&sum(&gone)),
        "on_time": on_time,
        "late": late,
        "on_time_percent": share(on_time, on_time + late),
        "waiting": waiting,
        "backordered": short,
        "backordered_percent": share(short, waiting),
    })
}

fn sales_are_as_walked(desk: &Desk, today: &str) {
    let all = Walked::all(desk, today);
    assert!(!all.is_empty());
    for by in ["month", "order-kind", "account", "tier", "region", "segment"] {
        let mut groups = BTreeMap::<String, Vec<&Walked>>::new();
        for it in &all {
            groups.entry(it.name(by)).or_default().push(it);
        }
        let wanted: Vec<Value> = groups.iter().map(|(group, orders)| told(group, orders)).collect();
        let mut found = reported(desk, &format!("report sales --by {by} --json"));
        // What discounts take off is a share of exact sums, which the transcripts show.
        for line in &mut found {
            line.as_object_mut().unwrap().remove("discount_percent");
        }
        assert_eq!(found, wanted, "{by}");
    }
    let found = reported(desk, "report accounts --json");
    for line in found {
        let own: Vec<&Walked> = all.iter().filter(|it| it.account["code"] == line["group"]).collect();
        let live = || own.iter().filter(|it| !it.is_cancelled());
        let last = live().map(|it| &it.order["ordered_at"][..10]).max();
        assert_eq!((&line["orders"], &line["last_order"]), (&json!(live().count()), &json!(last)), "{line}");
    }
}

/// The real data lie beside the repository, where they are at all.
#[expect(clippy::print_stderr, reason = "a test that did not run should not look like one that did")]
fn real(name: &str, files: &[(&str, &str, &str)]) -> Option<Desk> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (data, mappings) = (root.join("../shared/data").join(name), root.join("examples/mappings").join(name));
    if !data.is_dir() {
        eprintln!("skipped: there is no {}", data.display());
        return None;
    }
    let desk = Desk::empty();
    for (kind, file, mapping) in files {
        let (file, mapping) = (data.join(file), mappings.join(format!("{mapping}.toml")));
        desk.quietly(&format!("import {kind} '{}' --mapping '{}'", file.display(), mapping.display()));
    }
    Some(desk)
}

#[test]
fn the_samples_come_out_as_a_walk_does() {
    for desk in [ask::desk(), orders::desk()] {
        sales_are_as_walked(&desk, "2026-01-15");
        ageing_is_as_walked(&desk, &["2025-12-31", "2026-01-15", "2026-04-30"]);
    }
}

#[test]
fn a_trade_in_several_currencies_comes_out_as_a_walk_does() {
    let desk = Desk::empty();
    World::new(&mut Dice(20_260_115)).write(&desk);
    desk.quietly("import trade");
    sales_are_as_walked(&desk, "2026-01-15");
    ageing_is_as_walked(&desk, &["2025-03-31", "2025-11-30", "2026-01-15"]);
}

#[test]
fn northwind_comes_out_as_a_walk_does() {
    let files = [
        ("reps", "reps.csv", "reps"),
        ("accounts", "accounts.csv", "accounts"),
        ("products", "products.csv", "products"),
        ("stock", "products.csv", "stock"),
        ("orders", "orders.csv", "orders"),
        ("order-lines", "order_lines.csv", "order-lines"),
        ("shipments", "orders.csv", "shipments"),
    ];
    if let Some(desk) = &real("northwind", &files) {
        sales_are_as_walked(desk, "2026-01-15");
    }
}

#[test]
fn adventureworks_comes_out_as_a_walk_does() {
    let files = [
        ("reps", "accounts.csv", "reps"),
        ("accounts", "accounts.csv", "accounts"),
        ("contacts", "contacts.csv", "contacts"),
        ("products", "products.csv", "products"),
        ("stock", "products.csv", "stock"),
        ("reps", "orders_b2b.csv", "order-reps"),
        ("orders", "orders_b2b.csv", "orders"),
        ("order-lines", "order_lines_b2b.csv", "order-lines"),
        ("shipments", "orders_b2b.csv", "shipments"),
    ];
    if let Some(desk) = &real("adventureworks", &files) {
        sales_are_as_walked(desk, "2026-01-15");
    }
}
