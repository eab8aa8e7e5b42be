//! `desk credit replay` against a plain computation: a trade of 2,000 orders in several currencies, with parents and
//! children, invoices in parts, credit notes, prepayments, holds and overrides.

use crate::harness::Desk;
use crate::trade::{Bill, Dice, Leave, Money, Order, ROOTS, World, amount, time};

/// The same by hand: for each order, all documents that there are by then.
impl World {
    fn passed(&self, root: usize) -> Vec<String> {
        let own = ROOTS[root].1;
        let mut orders: Vec<usize> = (0..self.orders.len()).filter(|at| self.orders[*at].root == root).collect();
        // At one time, what the limit is in comes first.
        orders
            .sort_by_key(|at| (self.orders[*at].at, self.orders[*at].currency != own, self.orders[*at].currency, *at));
        let mut told = Vec::new();
        for (place, number) in orders.iter().enumerate() {
            let order = &self.orders[*number];
            if order.state == "draft" || order.closed.is_some_and(|closed| closed <= order.at) {
                continue;
            }
            let (limit, held) = self.leave(root, order.at);
            let exposure = self.exposure(root, order.currency, order.at, &orders[..=place]);
            let over = limit.filter(|limit| order.currency == own && exposure > *limit).map(|limit| exposure - limit);
            if over.is_some() || held {
                let money = |minor| format!("{} {}", amount(minor, order.currency, false), order.currency);
                let over = over.map(money).unwrap_or_default();
                told.push(format!("{}\tSO-{number}\t{}\t{over}\t{held}", time(order.at), money(exposure)));
            }
        }
        told
    }

    /// What may be owed at an hour, overrides with it, and whether credit is stopped.
    fn leave(&self, root: usize, now: i64) -> (Option<i64>, bool) {
        let last = self.changes.iter().rfind(|change| change.root == root && change.at <= now);
        let (limit, hold) = last.map_or((ROOTS[root].2, false), |change| (change.limit[1], change.hold[1]));
        let holds = |leave: &&Leave| {
            leave.root == root && leave.at <= now && now < leave.until && leave.revoked.is_none_or(|end| now < end)
        };
        let beyond: i64 = self.leaves.iter().filter(holds).map(|leave| leave.amount).sum();
        let lifted = self.leaves.iter().filter(holds).any(|leave| leave.despite_hold);
        (limit.map(|limit| limit + beyond), hold && !lifted)
    }

    /// What is owed and ordered at an hour: at one and the same, money comes first, then orders, then invoices.
    fn exposure(&self, root: usize, currency: &str, now: i64, orders: &[usize]) -> i64 {
        let money = |all: &[Money]| -> i64 {
            let here = |it: &&Money| it.root == root && it.currency == currency && it.at <= now;
            all.iter().filter(here).map(|it| it.amount).sum()
        };
        let billed = self.bills.iter().filter(|it| it.root == root && it.currency == currency && it.at < now);
        let owed: i64 = billed.map(|bill| bill.net + bill.tax).sum();
        let live = orders.iter().map(|number| (*number, &self.orders[*number])).filter(|(_, order)| {
            let ended = order.closed.is_some_and(|closed| closed <= now);
            order.state != "draft" && order.currency == currency && !ended
        });
        let to_come: i64 = live.map(|(number, order)| self.to_come(number, order, now)).sum();
        owed + to_come - money(&self.payments) - money(&self.notes)
    }

    fn to_come(&self, number: usize, order: &Order, now: i64) -> i64 {
        let bills: Vec<&Bill> = self.bills.iter().filter(|bill| bill.order == Some(number) && bill.at < now).collect();
        let billed = |place: usize| -> i64 {
            let lines = bills.iter().flat_map(|bill| &bill.lines);
            lines.filter(|(at, _)| *at == place).map(|(_, quantity)| quantity).sum()
        };
        if bills.iter().all(|bill| bill.lines.is_empty()) {
            let total: i64 = order.lines.iter().map(|line| line.wanted * line.price).sum();
            let told: i64 = bills.iter().map(|bill| bill.net + bill.tax).sum();
            return (total + order.extras - told).max(0);
        }
        let left = order.lines.iter().enumerate().map(|(place, line)| (line.wanted - billed(place)) * line.price);
        let left: i64 = left.sum();
        let extras = order.extras - bills.iter().map(|bill| bill.tax).sum::<i64>();
        if left == 0 { 0 } else { left + extras.max(0) }
    }
}

#[test]
fn a_replay_says_what_the_documents_say_by_hand() {
    let mut world = World::new(&mut Dice(20_260_115));
    world.changes.sort_by_key(|change| change.at);
    let mut desk = Desk::empty();
    desk.at("2026-01-15T09:00:00Z");
    world.write(&desk);
    desk.quietly("import trade");
    let mut count = 0;
    for (root, (code, ..)) in ROOTS.iter().enumerate() {
        let told = desk.run(&format!("credit replay {code} -O plain -c at,document,after,over,held"));
        let told: Vec<&str> = told.lines().filter(|line| line.starts_with("20")).collect();
        let wanted = world.passed(root);
        count += wanted.len();
        for (line, wanted) in told.iter().zip(&wanted) {
            assert_eq!(line, wanted, "{code}");
        }
        assert_eq!(told.len(), wanted.len(), "{code}");
    }
    assert!(count > 300, "only {count} orders passed");
}
