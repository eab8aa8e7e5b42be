//! Data that nobody here wrote, from end to end through the program: the wholesaler Northwind, the manufacturer
//! `AdventureWorks`, and a log of incidents from `ServiceNow`. The files are not shipped; without them there is no test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod walked;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_decimal::{Decimal, RoundingStrategy};
use tempfile::TempDir;
use walked::{DIMENSIONS, REPORTS, Walk, reported};

/// An instant in the midst of the incidents' log.
const THEN: &str = "2016-03-10T09:00:00Z";
/// An instant after its end.
const LATER: &str = "2030-01-01T00:00:00Z";

/// What a run of the program said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

/// A new desk, and one folder of the data.
struct Place {
    folder: TempDir,
    data: PathBuf,
    mappings: PathBuf,
}

impl Place {
    /// Returns nothing where the data is not there.
    #[expect(clippy::print_stderr, reason = "a test that did not run should not look like one that did")]
    fn with(name: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let data = root.join("../shared/data").join(name);
        if !data.is_dir() {
            eprintln!("skipped: there is no {}", data.display());
            return None;
        }
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
            data: data.canonicalize().unwrap(),
            mappings: root.join("examples/mappings").join(name),
        };
        assert_eq!(place.desk(&["init", "--handle", "me"]).code, Some(0));
        Some(place)
    }

    fn desk(&self, args: &[&str]) -> Said {
        self.desk_at("", args)
    }

    /// Runs a command at a frozen instant, or now.
    fn desk_at(&self, now: &str, args: &[&str]) -> Said {
        let frozen = Some(("DESK_NOW", now)).filter(|_| !now.is_empty());
        let output: Output = Command::new(env!("CARGO_BIN_EXE_desk"))
            .env_clear()
            .envs(frozen)
            .env("DESK_DB", self.folder.path().join("desk.db"))
            .env("HOME", self.folder.path())
            .env("DESK_USER", "me")
            .args(args)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn import(&self, kind: &str, file: &Path, mapping: &str) -> Said {
        let mapping = self.mappings.join(mapping);
        self.desk(&["import", kind, file.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()])
    }

    /// Imports a file twice: the first time every row is new, the second time none is.
    fn takes(&self, kind: &str, file: &str, mapping: &str, rows: usize) {
        let file = self.data.join(file);
        for (created, same) in [(rows, 0), (0, rows)] {
            let said = self.import(kind, &file, mapping);
            let counts = format!("Imported {kind}: + {created} created, ~ 0 updated, = {same} same, - 0 refused\n");
            assert!(said.code == Some(0) && said.err.ends_with(&counts), "{mapping}: {}", said.err);
        }
    }

    fn takes_reps_of_orders(&self) {
        let said = self.import("reps", &self.data.join("orders_b2b.csv"), "order-reps.toml");
        assert!(said.code == Some(0) && said.err.contains("+ 1 created"), "{}", said.err);
    }

    fn comes_out_to_the_cent(&self, order: &str, subtotal: &str) {
        let said = self.desk(&["order", "show", order, "--json=subtotal"]);
        assert!(said.out.contains(&format!("\"{subtotal}\"")), "{}{}", said.out, said.err);
    }

    /// The exact sum of the lines, rounded once, is what the file says of every order.
    fn adds_up(&self) {
        let said = self.desk(&["order", "list", "--limit", "1000", "-c", "number"]);
        for number in said.out.lines().skip(1) {
            let shown = self.desk(&["order", "show", number, "--json=lines_total"]).out;
            assert!(shown.contains("null"), "{number} comes to something else than it says: {shown}");
        }
    }

    /// What is given out, taken into a new desk and given out again, is the same.
    fn comes_out_as_it_went_in(&self, kinds: &[&str]) {
        let name = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        let [first, again, copy] = ["first", "again", "copy.db"].map(name);
        for args in [
            &["export", "--all", &first][..],
            &["--db", &copy, "init", "--handle", "me"],
            &["--db", &copy, "import", &first],
            &["--db", &copy, "export", "--all", &again],
        ] {
            let said = self.desk(args);
            assert_eq!(said.code, Some(0), "{args:?}: {}", said.err);
        }
        for kind in kinds {
            let read = |folder: &str| fs::read_to_string(Path::new(folder).join(format!("{kind}.csv"))).unwrap();
            assert!(read(&first) == read(&again), "{kind}");
        }
    }
}

impl Place {
    /// Imports the price lists that come with the mappings, of which the data know nothing.
    fn makes_lists(&self, count: usize) {
        for kind in ["price-lists", "price-list-for"] {
            let file = self.mappings.join(format!("{kind}.csv"));
            let said = self.desk(&["import", kind, file.to_str().unwrap()]);
            assert!(said.err.contains(&format!("+ {count} created")), "{}", said.err);
        }
    }

    /// Returns what quantities cost: of a unit, and all of it.
    fn paid(&self, question: &[&str]) -> Vec<String> {
        let told = ["-c", "unit_price,amount", "-O", "csv"];
        let said = self.desk(&[&["price", "show"], question, &told].concat());
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.out.lines().skip(1).map(str::to_owned).collect()
    }

    /// Checks that columns of an export hold what these columns of `products.csv` do, in the same order.
    fn comes_out(&self, kind: &str, columns: &str, of: &[&str]) {
        let said = self.desk(&["export", kind, "-c", columns, "-O", "csv"]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let mut file = csv::Reader::from_path(self.data.join("products.csv")).unwrap();
        let header = file.headers().unwrap().clone();
        let places: Vec<usize> =
            of.iter().map(|name| header.iter().position(|known| known == *name).unwrap()).collect();
        let mut exported = csv::Reader::from_reader(said.out.as_bytes());
        let records = exported.records().map(Result::unwrap).zip(file.records().map(Result::unwrap));
        for (came, went) in records {
            for (cell, place) in came.iter().zip(&places) {
                assert!(same(cell, &went[*place]), "{kind}: {came:?} was {went:?}");
            }
        }
    }
}

/// Quotes that are made of the data, against what plain arithmetic makes of the same files.
impl Place {
    fn table(&self, file: &str) -> Vec<csv::StringRecord> {
        csv::Reader::from_path(self.data.join(file)).unwrap().records().map(Result::unwrap).collect()
    }

    /// Returns what a JSON answer holds.
    fn told(&self, args: &[&str]) -> serde_json::Value {
        let said = self.desk(args);
        assert_eq!(said.code, Some(0), "{args:?}: {}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// Offers what was ordered once more, at the price of then, less what was off: line by line to the cent.
    fn quotes_again(&self) {
        let gone: Vec<String> =
            self.table("products.csv").iter().filter(|row| &row[8] != "0").map(|row| row[0].to_owned()).collect();
        let lines = self.table("order_lines.csv");
        for (number, order) in self.table("orders.csv").iter().take(25).enumerate() {
            let own = lines.iter().filter(|line| line[0] == order[0] && !gone.contains(&line[2].to_owned()));
            let (mut wanted, mut net) = (Vec::new(), Decimal::ZERO);
            for line in own {
                let [quantity, price, off]: [Decimal; 3] =
                    [&line[3], &line[4], &line[5]].map(|cell| cell.parse().unwrap());
                let price = (price * (Decimal::ONE - off)).normalize();
                wanted.push(format!("{}={quantity}@{price}", &line[2]));
                net += (price * quantity).round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
            }
            if wanted.is_empty() {
                continue;
            }
            let said = self.desk(
                &[&["quote", "new", &order[1]], &*wanted.iter().map(String::as_str).collect::<Vec<_>>()].concat(),
            );
            let id = said.err.split([' ', ',']).nth(1).unwrap().to_owned();
            assert!(said.err.starts_with("Began Q"), "{number}: {}", said.err);
            let quote = self.told(&["quote", "show", &id, "--json"]);
            assert_eq!(quote["revision"]["net"]["amount"], format!("{net:.2}"), "{id}: {wanted:?}");
            let sum = |amount: &serde_json::Value| amount["amount"]["minor"].as_i64().unwrap();
            let offers = quote["revision"]["lines"].as_array().unwrap().iter().map(|line| sum(&line["offers"][0]));
            assert_eq!(offers.sum::<i64>(), quote["revision"]["net"]["minor"].as_i64().unwrap(), "{id}");
        }
    }

    /// Offers quantities around every break, on its last day: each costs the list price less what the row of the file says.
    fn quotes_at_breaks(&self) {
        const QUANTITIES: [i64; 6] = [1, 11, 15, 25, 41, 61];
        let breaks = self.table("volume_price_breaks.csv");
        let sold: Vec<_> = self.table("products.csv").into_iter().filter(|row| row[8].is_empty()).collect();
        let listed = |sku: &str| sold.iter().find(|row| &row[0] == sku).map(|row| row[2].parse::<Decimal>().unwrap());
        let mut skus: Vec<&str> = breaks.iter().filter(|row| &row[7] == "2025-05-29").map(|row| &row[0]).collect();
        skus.sort_unstable();
        skus.dedup();
        let wanted: Vec<String> = skus
            .iter()
            .filter(|sku| listed(sku).is_some())
            .take(12)
            .map(|sku| format!("{sku}=1,11,15,25,41,61"))
            .collect();
        assert!(wanted.len() > 5, "{skus:?}");
        let words: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let said = self.desk_at("2025-05-29T09:00:00Z", &[&["quote", "new", "AW00000585"], &*words].concat());
        assert!(said.err.starts_with("Began Q1"), "{}", said.err);
        for line in self.told(&["quote", "show", "Q1", "--json"])["revision"]["lines"].as_array().unwrap() {
            let sku = line["sku"].as_str().unwrap();
            for (offer, quantity) in line["offers"].as_array().unwrap().iter().zip(QUANTITIES) {
                let holds = |row: &&csv::StringRecord| {
                    let end = row[2].parse().unwrap_or(i64::MAX);
                    &row[0] == sku
                        && row[1].parse::<i64>().unwrap() <= quantity
                        && quantity <= end
                        && &row[7] == "2025-05-29"
                };
                let off = breaks.iter().find(holds).map_or(Decimal::ZERO, |row| row[3].parse().unwrap());
                let exact = listed(sku).unwrap() * (Decimal::ONE - off);
                let price = exact.round_dp_with_strategy(6, RoundingStrategy::MidpointNearestEven);
                let told: Decimal = offer["unit_price"]["amount"].as_str().unwrap().parse().unwrap();
                assert_eq!(told, price, "{quantity} {sku}");
            }
        }
    }
}

/// Tells whether two cells say the same, where numbers may be written with more or fewer zeros.
fn same(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<Decimal>().ok();
    one == other || number(one).zip(number(other)).is_some_and(|(one, other)| one == other)
}

#[test]
fn northwind_is_taken_in_once() {
    let Some(place) = Place::with("northwind") else { return };
    place.takes("reps", "reps.csv", "reps.toml", 9);
    place.takes("accounts", "accounts.csv", "accounts.toml", 93);
    place.takes("contacts", "contacts.csv", "contacts.toml", 93);
    // Its code has a space behind it in the file.
    assert!(place.desk(&["account", "show", "VAL2"]).out.contains("Val2\n"));
    place.takes("products", "products.csv", "products.toml", 77);
    place.makes_lists(1);
    place.takes("prices", "products.csv", "prices.toml", 77);
    for (kind, mapping) in [("stock", "stock.toml"), ("incoming", "incoming.toml")] {
        let said = place.import(kind, &place.data.join("products.csv"), mapping);
        assert!(said.err.contains("+ 77 created"), "{}", said.err);
    }
    place.comes_out(
        "products",
        "sku,name,category,pack,reorder_level",
        &["sku", "name", "category", "pack", "reorder_level"],
    );
    place.comes_out("prices", "sku,price", &["sku", "list_price"]);
    place.comes_out("stock", "sku,on_hand", &["sku", "on_hand"]);
    place.comes_out("incoming", "sku,quantity", &["sku", "on_order"]);
    let paid = place.paid(&["NW-038", "--account", "ALFKI", "--qty", "1,60"]);
    assert_eq!(paid, ["263.50 EUR,263.50 EUR", "263.50 EUR,15810.00 EUR"]);
    assert_eq!(place.desk(&["sla", "check"]).out, "");
    place.takes("orders", "orders.csv", "orders.toml", 830);
    place.takes("order-lines", "order_lines.csv", "order-lines.toml", 2155);
    place.takes("shipments", "orders.csv", "shipments.toml", 809);
    let open = place.desk(&["order", "list", "--status", "open", "-c", "number"]);
    assert_eq!(open.out.lines().count(), 22, "a header, and the orders that were never shipped: {}", open.out);
    place.comes_out_to_the_cent("11077", "1255.72");
    place.comes_out_as_it_went_in(&["orders", "order-lines", "order-promises", "shipments"]);
    place.quotes_again();
}

#[test]
fn adventureworks_is_taken_in_once() {
    let Some(place) = Place::with("adventureworks") else { return };
    place.takes("reps", "accounts.csv", "reps.toml", 13);
    place.takes("accounts", "accounts.csv", "accounts.toml", 701);
    place.takes("contacts", "contacts.csv", "contacts.toml", 753);
    place.takes("products", "products.csv", "products.toml", 504);
    place.makes_lists(3);
    place.takes("prices", "products.csv", "prices.toml", 504);
    place.takes("prices", "volume_price_breaks.csv", "breaks.toml", 243);
    let said = place.import("stock", &place.data.join("products.csv"), "stock.toml");
    assert!(said.err.contains("+ 504 created"), "{}", said.err);
    let columns = ["sku", "name", "cost", "reorder_point", "sell_start", "sell_end"];
    place.comes_out("products", "sku,name,cost,reorder_level,sells_from,sells_to", &columns);
    place.comes_out("stock", "sku,on_hand", &["sku", "on_hand"]);
    let gloves = |day| place.paid(&["GL-F110-L", "--account", "AW00000585", "--qty", "10,11,41,60,61", "--on", day]);
    let list = ["37.99 EUR,379.90 EUR", "37.99 EUR,417.89 EUR", "37.99 EUR,1557.59 EUR", "37.99 EUR,2279.40 EUR"];
    let less = ["37.99 EUR,379.90 EUR", "37.2302 EUR,409.53 EUR", "32.2915 EUR,1323.95 EUR", "32.2915 EUR,1937.49 EUR"];
    let above = ["37.99 EUR,2317.39 EUR"];
    assert_eq!(gloves("2025-05-29"), [&less[..], &above].concat());
    assert_eq!(gloves("2025-05-30"), [&list[..], &above].concat());
    place.takes_reps_of_orders();
    place.takes("orders", "orders_b2b.csv", "orders.toml", 406);
    place.takes("order-lines", "order_lines_b2b.csv", "order-lines.toml", 4515);
    place.takes("shipments", "orders_b2b.csv", "shipments.toml", 406);
    place.adds_up();
    place.comes_out_to_the_cent("SO43659", "20565.62");
    place.quotes_at_breaks();
    place.comes_out_as_it_went_in(&["orders", "order-lines", "order-promises", "shipments"]);
    let report = place.desk(&["report", "sla", "--by", "account"]);
    assert_eq!((report.code, report.out.lines().count()), (Some(0), 1), "a header and no ticket: {}", report.out);
}

#[test]
fn a_log_of_incidents_is_taken_in_once_and_judged() {
    let Some(place) = Place::with("incidents") else { return };
    place.takes("reps", "events.csv", "reps.toml", 148);
    place.takes("accounts", "events.csv", "accounts.toml", 110);
    place.takes("tickets", "events.csv", "tickets.toml", 2000);
    place.takes("events", "events.csv", "events.toml", 14_041);
    place.takes("events", "events.csv", "priorities.toml", 14_041);
    judged_the_same_each_time(&place);
    reported_as_a_walk_over_it_tells(&place);
    an_unknown_state_is_refused(&place);
}

fn judged_the_same_each_time(place: &Place) {
    let check = || place.desk(&["sla", "check", "--at", THEN]);
    let (first, second) = (check(), check());
    assert_eq!((first.code, first.out.lines().count() > 1), (Some(0), true), "{}", first.err);
    assert!(first.out == second.out, "looking back records nothing");
    let report = place.desk(&["report", "sla", "--by", "priority", "--at", THEN, "-c", "group,tickets", "-O", "csv"]);
    assert_eq!(report.code, Some(0), "{}", report.err);
    let groups: Vec<&str> = report.out.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(groups, ["urgent", "high", "normal", "low"]);
    let tickets = report.out.lines().skip(1).filter_map(|line| line.split(',').nth(1));
    assert_eq!(tickets.map(|count| count.parse::<usize>().unwrap()).sum::<usize>(), 2000);
}

fn reported_as_a_walk_over_it_tells(place: &Place) {
    let said = |line: &str| {
        let said = place.desk_at(LATER, &line.split(' ').collect::<Vec<_>>());
        assert_eq!(said.code, Some(0), "{line}: {}", said.err);
        said.out
    };
    let walk = Walk::over(LATER, said);
    for (place, report) in REPORTS.into_iter().enumerate() {
        for by in ["priority", DIMENSIONS[place % 5]] {
            let line = format!("report {report} --by {by} --json");
            assert!(reported(&said(&line)) == walk.told(report, by), "{line}");
        }
    }
    let account = walk.told("waiting", "account").into_keys().next().unwrap();
    let (since, until) = ("2016-03-01T00:00:00Z", "2016-03-10T00:00:00Z");
    let some = walk.only(since, until, &[&account]);
    let line = format!("report resolution --by rep --since {since} --until {until} --account {account} --json");
    assert!(reported(&said(&line)) == some.told("resolution", "rep"), "{line}");
}

/// Of the log's state `-100` nobody knows what it means: nothing is guessed, and nothing is taken.
fn an_unknown_state_is_refused(place: &Place) {
    let mut log = fs::read_to_string(place.data.join("events.csv")).unwrap();
    let last = log.lines().last().unwrap().to_owned();
    let line = log.lines().count() + 1;
    let mut cells: Vec<&str> = last.split(',').collect();
    cells[1] = "-100";
    log.extend([&cells.join(","), "\n"]);
    let copy = place.folder.path().join("events.csv");
    fs::write(&copy, log).unwrap();
    let said = place.import("events", &copy, "events.toml");
    let named = format!("{}:{line}: column `incident_state`: `-100`", copy.display());
    assert!(said.code == Some(5) && said.err.contains(&named), "{}", said.err);
}
