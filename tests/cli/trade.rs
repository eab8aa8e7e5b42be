//! A trade of 2,000 orders that is always the same, and the files that tell it to a desk.

use std::fmt::Write as _;

use crate::harness::Desk;

const ORDERS: usize = 2_000;
const DAYS: i64 = 370;
/// Whose trees they are, by currency, with the limit at the beginning in minor units.
pub(crate) const ROOTS: [(&str, &str, Option<i64>); 6] = [
    ("ALFA", "EUR", Some(4_000_000)),
    ("BETA", "USD", Some(900_000)),
    ("GAMMA", "KWD", Some(12_000_000)),
    ("DELTA", "EUR", Some(0)),
    ("OMEGA", "GBP", None),
    ("SIGMA", "EUR", Some(2_500_000)),
];

/// A source of numbers that are always the same.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % limit
    }

    fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }
}

pub(crate) struct Line {
    pub(crate) wanted: i64,
    pub(crate) cancelled: i64,
    /// Minor units of a unit.
    pub(crate) price: i64,
}

pub(crate) struct Order {
    pub(crate) root: usize,
    pub(crate) account: String,
    pub(crate) currency: &'static str,
    pub(crate) at: i64,
    pub(crate) closed: Option<i64>,
    pub(crate) state: &'static str,
    pub(crate) extras: i64,
    pub(crate) lines: Vec<Line>,
}

/// An invoice: of an order as a whole, by its lines, or of none.
pub(crate) struct Bill {
    pub(crate) root: usize,
    pub(crate) account: String,
    pub(crate) currency: &'static str,
    pub(crate) at: i64,
    pub(crate) order: Option<usize>,
    /// How much of which lines.
    pub(crate) lines: Vec<(usize, i64)>,
    pub(crate) net: i64,
    pub(crate) tax: i64,
}

/// A payment, or a credit note to an invoice.
pub(crate) struct Money {
    pub(crate) root: usize,
    pub(crate) account: String,
    pub(crate) currency: &'static str,
    pub(crate) at: i64,
    pub(crate) amount: i64,
    pub(crate) corrects: Option<usize>,
}

/// What may be owed from an hour on, and what could be before.
pub(crate) struct Change {
    pub(crate) root: usize,
    pub(crate) at: i64,
    pub(crate) limit: [Option<i64>; 2],
    pub(crate) hold: [bool; 2],
}

pub(crate) struct Leave {
    pub(crate) root: usize,
    pub(crate) at: i64,
    pub(crate) until: i64,
    pub(crate) revoked: Option<i64>,
    pub(crate) amount: i64,
    pub(crate) despite_hold: bool,
}

#[derive(Default)]
pub(crate) struct World {
    pub(crate) orders: Vec<Order>,
    pub(crate) bills: Vec<Bill>,
    pub(crate) payments: Vec<Money>,
    pub(crate) notes: Vec<Money>,
    pub(crate) changes: Vec<Change>,
    pub(crate) leaves: Vec<Leave>,
}

pub(crate) fn time(hour: i64) -> String {
    let first = chrono::DateTime::parse_from_rfc3339("2025-01-01T00:00:00Z").unwrap();
    (first + chrono::TimeDelta::hours(hour)).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Writes minor units; never with three decimals only, which could divide thousands.
pub(crate) fn amount(minor: i64, currency: &str, for_a_file: bool) -> String {
    let decimals: u32 = if currency == "KWD" { 3 } else { 2 };
    let scale = 10_i64.pow(decimals);
    let (whole, part) = (minor.abs() / scale, minor.abs() % scale);
    let nought = if for_a_file && decimals == 3 { "0" } else { "" };
    let minus = if minor < 0 { "-" } else { "" };
    format!("{minus}{whole}.{part:0width$}{nought}", width = decimals as usize)
}

impl World {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let mut world = Self::default();
        for number in 0..ORDERS {
            world.order(dice, number);
        }
        for number in 0..300 {
            world.money(dice, number);
        }
        for root in 0..ROOTS.len() {
            world.agreements(dice, root);
        }
        world
    }

    fn somebody(dice: &mut Dice) -> (usize, String, &'static str) {
        let root = usize::try_from(dice.below(6)).unwrap();
        let account = match dice.below(3) {
            0 => ROOTS[root].0.to_owned(),
            child => format!("{}-{child}", ROOTS[root].0),
        };
        let other = ["EUR", "USD", "GBP"][usize::try_from(dice.below(3)).unwrap()];
        (root, account, if dice.chance(88) { ROOTS[root].1 } else { other })
    }

    fn order(&mut self, dice: &mut Dice, number: usize) {
        let (root, account, currency) = Self::somebody(dice);
        let at = dice.below((DAYS - 5) * 24);
        let lines: Vec<Line> = (0..=dice.below(3))
            .map(|_| {
                let wanted = 1 + dice.below(20);
                let cancelled = if dice.chance(10) { dice.below(wanted + 1) } else { 0 };
                Line { wanted: wanted - cancelled, cancelled, price: 1 + dice.below(20_000) }
            })
            .collect();
        let extras = if dice.chance(40) { dice.below(5_000) } else { 0 };
        let (state, closed) = match dice.below(20) {
            0 => ("draft", None),
            1 => ("cancelled", Some(at + dice.below(200))),
            2..12 => ("completed", Some(at + 24 + dice.below(2_000))),
            _ => ("placed", None),
        };
        let closed = closed.map(|closed| closed.min(DAYS * 24));
        self.orders.push(Order { root, account, currency, at, closed, state, extras, lines });
        if state != "draft" && dice.chance(75) {
            self.bill(dice, number);
        }
    }

    /// Invoices an order: as a whole, ahead in part, or by its lines in one or two parts.
    fn bill(&mut self, dice: &mut Dice, number: usize) {
        let order = &self.orders[number];
        let (root, account, currency) = (order.root, order.account.clone(), order.currency);
        let mut at = (order.at + dice.below(900)).min(DAYS * 24);
        let total: i64 = order.lines.iter().map(|line| line.wanted * line.price).sum();
        let made = |at, lines, net, tax| Bill {
            root,
            account: account.clone(),
            currency,
            at,
            order: Some(number),
            lines,
            net,
            tax,
        };
        let mut bills = Vec::new();
        match dice.below(4) {
            0 => bills.push(made(at, vec![], total, order.extras)),
            1 => bills.push(made(at, vec![], total / 3, 0)),
            parts => {
                let mut left: Vec<i64> = order.lines.iter().map(|line| line.wanted).collect();
                for part in 1..parts {
                    let mut taken = Vec::new();
                    for (place, left) in left.iter_mut().enumerate().filter(|(_, left)| **left > 0) {
                        let quantity = if part == 2 || dice.chance(30) { *left } else { dice.below(*left + 1) };
                        *left -= quantity;
                        if quantity > 0 {
                            taken.push((place, quantity));
                        }
                    }
                    let net: i64 = taken.iter().map(|(place, quantity)| order.lines[*place].price * quantity).sum();
                    if !taken.is_empty() {
                        bills.push(made(at, taken, net, if part == 1 { order.extras / 2 } else { 0 }));
                    }
                    at = (at + dice.below(600)).min(DAYS * 24);
                }
            }
        }
        bills.retain(|bill: &Bill| bill.net + bill.tax > 0);
        self.bills.extend(bills);
    }

    /// Money that comes in for nothing in particular, invoices of no order, and what takes invoices back.
    fn money(&mut self, dice: &mut Dice, number: i64) {
        let (root, account, currency) = Self::somebody(dice);
        let at = dice.below(DAYS * 24);
        if number % 10 == 0 {
            let net = 1 + dice.below(100_000);
            let bill = Bill { root, account: account.clone(), currency, at, order: None, lines: vec![], net, tax: 7 };
            self.bills.push(bill);
        }
        let amount = 1 + dice.below(900_000);
        self.payments.push(Money { root, account, currency, at, amount, corrects: None });
        let corrected = usize::try_from(dice.below(i64::try_from(self.bills.len()).unwrap())).unwrap();
        let bill = &self.bills[corrected];
        let credited = self.notes.iter().any(|note| note.corrects == Some(corrected));
        let amount = 1 + dice.below(bill.net + bill.tax);
        if dice.chance(30) && !credited {
            let (root, account, currency) = (bill.root, bill.account.clone(), bill.currency);
            let at = (bill.at + dice.below(500)).min(DAYS * 24);
            self.notes.push(Money { root, account, currency, at, amount, corrects: Some(corrected) });
        }
    }

    fn agreements(&mut self, dice: &mut Dice, root: usize) {
        let (mut limit, mut hold) = (ROOTS[root].2, false);
        for month in 1..12 {
            if !dice.chance(60) {
                continue;
            }
            let (limit_before, hold_before) = (limit, hold);
            match dice.below(4) {
                0 => hold = !hold,
                1 => limit = None,
                _ => limit = Some(dice.below(6_000_000)),
            }
            let at = month * 720 + dice.below(300);
            self.changes.push(Change { root, at, limit: [limit_before, limit], hold: [hold_before, hold] });
        }
        for _ in 0..4 {
            let at = dice.below(DAYS * 24 - 100);
            let revoked = dice.chance(30).then(|| at + 1 + dice.below(90));
            let (amount, despite_hold) = (1 + dice.below(3_000_000), dice.chance(50));
            self.leaves.push(Leave { root, at, until: at + 100 + dice.below(900), revoked, amount, despite_hold });
        }
    }

    /// What may be owed at the end.
    fn agreed(&self, root: usize) -> (Option<i64>, bool) {
        let last = self.changes.iter().rfind(|change| change.root == root);
        last.map_or((ROOTS[root].2, false), |change| (change.limit[1], change.hold[1]))
    }
}

/// The files that tell it to a desk.
impl World {
    pub(crate) fn write(&self, desk: &Desk) {
        let mut accounts = "code,name,parent,currency,credit_limit,credit_hold\n".to_owned();
        for (root, (code, currency, _)) in ROOTS.iter().enumerate() {
            let (limit, hold) = self.agreed(root);
            let limit = limit.map(|limit| amount(limit, currency, true)).unwrap_or_default();
            writeln!(accounts, "{code},{code},,{currency},{limit},{}", if hold { "yes" } else { "no" }).unwrap();
            writeln!(accounts, "{code}-1,{code} one,{code},EUR,,no\n{code}-2,{code} two,{code}-1,USD,,no").unwrap();
        }
        desk.write("trade/accounts.csv", accounts);
        self.write_orders(desk);
        self.write_bills(desk);
        let mut paid = "number,account,currency,amount,received_at\n".to_owned();
        for (number, Money { account, currency, at, amount: minor, .. }) in self.payments.iter().enumerate() {
            let amount = amount(*minor, currency, true);
            writeln!(paid, "PAY-{number},{account},{currency},{amount},{}", time(*at)).unwrap();
        }
        desk.write("trade/payments.csv", paid);
        self.write_leave(desk);
    }

    fn write_orders(&self, desk: &Desk) {
        let mut orders = "number,account,currency,ordered_at,state,closed_at,tax\n".to_owned();
        let mut lines = "order,line,description,quantity,cancelled,unit_price\n".to_owned();
        for (number, order) in self.orders.iter().enumerate() {
            let Order { account, currency, at, closed, state, extras, .. } = order;
            let (tax, closed) = (amount(*extras, currency, true), closed.map(time).unwrap_or_default());
            writeln!(orders, "SO-{number},{account},{currency},{},{state},{closed},{tax}", time(*at)).unwrap();
            for (place, Line { wanted, cancelled, price }) in order.lines.iter().enumerate() {
                let (ordered, price) = (wanted + cancelled, amount(*price, currency, true));
                writeln!(lines, "SO-{number},{},Valve,{ordered},{cancelled},{price}", place + 1).unwrap();
            }
        }
        desk.write("trade/orders.csv", orders).write("trade/order-lines.csv", lines);
    }

    fn write_bills(&self, desk: &Desk) {
        let mut bills = "number,kind,account,order,corrects,currency,issued_at,net,tax\n".to_owned();
        let mut lines = "invoice,line,order_line,description,quantity,unit_price\n".to_owned();
        for (number, bill) in self.bills.iter().enumerate() {
            let Bill { account, currency, at, order, net, tax, .. } = bill;
            let of = order.map(|order| format!("SO-{order}")).unwrap_or_default();
            let [net, tax] = [net, tax].map(|minor| amount(*minor, currency, true));
            writeln!(bills, "INV-{number},invoice,{account},{of},,{currency},{},{net},{tax}", time(*at)).unwrap();
            for (place, (of_line, quantity)) in bill.lines.iter().enumerate() {
                let price = order.map_or(0, |order| self.orders[order].lines[*of_line].price);
                let price = amount(price, currency, true);
                writeln!(lines, "INV-{number},{},{},Valve,{quantity},{price}", place + 1, of_line + 1).unwrap();
            }
        }
        for (number, Money { account, currency, at, amount: minor, corrects, .. }) in self.notes.iter().enumerate() {
            let (at, net) = (time(*at), amount(*minor, currency, true));
            let of = corrects.map(|bill| format!("INV-{bill}")).unwrap_or_default();
            writeln!(bills, "CN-{number},credit-note,{account},,{of},{currency},{at},{net},0").unwrap();
        }
        desk.write("trade/invoices.csv", bills).write("trade/invoice-lines.csv", lines);
    }

    fn write_leave(&self, desk: &Desk) {
        let mut changes = "account,at,limit_before,limit_after,hold_before,hold_after\n".to_owned();
        for Change { root, at, limit, hold } in &self.changes {
            let (code, currency, _) = ROOTS[*root];
            let [before, after] = limit.map(|it| it.map(|minor| amount(minor, currency, true)).unwrap_or_default());
            let [held, holds] = hold.map(|hold| if hold { "yes" } else { "no" });
            writeln!(changes, "{code},{},{before},{after},{held},{holds}", time(*at)).unwrap();
        }
        let mut leaves = "id,account,amount,despite_hold,reason,rep,at,expires_at,revoked_at\n".to_owned();
        for (number, Leave { root, at, until, revoked, amount: minor, despite_hold }) in self.leaves.iter().enumerate()
        {
            let (code, currency, _) = ROOTS[*root];
            let (amount, despite) = (amount(*minor, currency, true), if *despite_hold { "yes" } else { "no" });
            let revoked = revoked.map(time).unwrap_or_default();
            let (at, until) = (time(*at), time(*until));
            writeln!(leaves, "V{},{code},{amount},{despite},Agreed,giulia,{at},{until},{revoked}", number + 1).unwrap();
        }
        desk.write("trade/credit-changes.csv", changes).write("trade/credit-overrides.csv", leaves);
    }
}
