//! The run through time against the documents alone; and each piece of an order in one place at a time.

use proptest::prelude::*;

use super::*;
use crate::domain::{Money, Zone};

const EUR: Currency = Currency::EUR;

fn at(hours: i64) -> Instant {
    Instant::from_epoch(1_767_225_600 + hours * 3600)
}

fn nth(index: usize) -> i64 {
    i64::try_from(index).unwrap()
}

fn number(kind: &str, index: usize) -> Number {
    format!("{kind}-{index}").parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An order of two lines at whole prices, and how it went: how much of each line is invoiced when, and whether by line.
#[derive(Debug, Clone)]
struct Course {
    placed: i64,
    closed: Option<i64>,
    lines: [(i64, i64); 2],
    extras: i64,
    bills: Vec<(i64, [i64; 2])>,
    by_line: bool,
}

fn course() -> impl Strategy<Value = Course> {
    let line = (0..20_i64, 1..500_i64);
    let bill = (0..200_i64, [0..12_i64, 0..12_i64]);
    (
        0..100_i64,
        prop::option::of(0..250_i64),
        [line.clone(), line],
        0..50_i64,
        prop::collection::vec(bill, 0..4),
        any::<bool>(),
    )
        .prop_map(|(placed, closed, lines, extras, bills, by_line)| Course {
            placed,
            closed,
            lines,
            extras,
            bills,
            by_line,
        })
}

/// Makes books of some courses; payments and credit notes are set against invoices in part.
fn books(courses: &[Course], money: &[(i64, i64, bool, bool)]) -> Books {
    let mut books = Books::empty(EUR);
    for (index, course) in courses.iter().enumerate() {
        let id = OrderId::new(nth(index) + 1);
        let line = |at: usize| OrderLineId::new(nth(index * 2 + at) + 1);
        let lines: Vec<OrderedLine> = (0..2)
            .map(|at| OrderedLine {
                id: line(at),
                quantity: Quantity::units(course.lines[at].0),
                price: UnitPrice { micros: course.lines[at].1 * 1_000_000, currency: EUR },
                discount: Rate::ZERO,
            })
            .collect();
        let net: i64 = course.lines.iter().map(|(quantity, price)| quantity * price * 100).sum();
        books.orders.push(Ordered {
            id,
            account: AccountId::new(1),
            number: number("SO", index),
            placed_at: at(course.placed),
            closed_at: course.closed.map(at),
            total: net + course.extras,
            extras: course.extras,
            lines,
        });
        for (hours, quantities) in &course.bills {
            let billed = |place: usize| Billed {
                line: line(place),
                quantity: Quantity::units(quantities[place]),
                net: quantities[place] * course.lines[place].1 * 100,
            };
            let lines = [billed(0), billed(1)];
            let total = lines.iter().map(|billed| billed.net).sum();
            books.bills.push(Bill {
                id: InvoiceId::new(nth(books.bills.len()) + 1),
                number: number("INV", books.bills.len()),
                order: Some(id),
                issued_at: at(*hours),
                total,
                parts: vec![(day("2026-01-05"), total / 2), (day("2026-02-05"), total - total / 2)],
                lines: if course.by_line { lines.to_vec() } else { vec![] },
            });
        }
    }
    for (index, (hours, amount, is_note, set)) in money.iter().enumerate() {
        let bill = books.bills.get(index).map(|bill| bill.id);
        if *is_note {
            let id = InvoiceId::new(1000 + nth(index));
            let corrects = bill.filter(|_| !set);
            books.notes.push(Note { id, number: number("CN", index), corrects, issued_at: at(*hours), total: *amount });
        } else {
            let id = PaymentId::new(nth(index) + 1);
            books.receipts.push(Receipt { id, number: number("PAY", index), received_at: at(*hours), amount: *amount });
            if let Some(bill) = bill.filter(|_| *set) {
                books.settings.push(Setting {
                    bill,
                    means: Means::Payment(id),
                    amount: *amount / 2,
                    at: at(hours + 5),
                });
            }
        }
    }
    books
}

fn some_books() -> impl Strategy<Value = Books> {
    let money = (0..250_i64, 1..50_000_i64, any::<bool>(), any::<bool>());
    (prop::collection::vec(course(), 0..4), prop::collection::vec(money, 0..5))
        .prop_map(|(courses, money)| books(&courses, &money))
}

proptest! {
    #[test]
    fn the_run_through_time_is_at_each_moment_what_the_documents_say(books in some_books()) {
        let moves = replay(&books, &Leave::default());
        for hours in -1..300 {
            let run = moves.iter().rfind(|step| step.at <= at(hours)).map_or(0, |step| step.after.minor);
            prop_assert_eq!(books.position(at(hours), &Zone::utc()).exposure.minor, run, "after {} h", hours);
        }
        for pair in moves.windows(2) {
            prop_assert_eq!(pair[0].after, pair[1].before);
        }
    }

    #[test]
    fn the_parts_of_an_exposure_add_up_to_it(books in some_books(), hours in 0..300_i64) {
        let position = books.position(at(hours), &Zone::utc());
        let open: i64 = position.overdue.iter().map(|money| money.minor).sum::<i64>() + position.not_due.minor;
        let single: i64 = books.bills.iter().zip(books.open(at(hours))).filter(|(bill, _)| bill.issued_at <= at(hours)).map(|(_, open)| open.minor).sum();
        prop_assert_eq!(open, single);
        prop_assert_eq!(open - position.unapplied.minor + position.uninvoiced.minor, position.exposure.minor);
    }

    /// While an order is live, what was invoiced of it and what is still to be make up all of it.
    #[test]
    fn each_piece_of_an_order_is_in_one_place_at_a_time(mut course in course(), hours in 0..300_i64) {
        course.closed = None;
        // What is invoiced is never more than was ordered.
        let mut left = course.lines.map(|(quantity, _)| quantity);
        course.bills.sort_unstable();
        for (_, quantities) in &mut course.bills {
            for (quantity, left) in quantities.iter_mut().zip(&mut left) {
                *quantity = (*quantity).min(*left);
                *left -= *quantity;
            }
        }
        course.extras = 0;
        for (_, bill) in &mut course.bills {
            prop_assume!(bill.iter().sum::<i64>() > 0);
        }
        let books = books(&[course], &[]);
        let (order, moment) = (&books.orders[0], at(hours));
        prop_assume!(order.placed_at <= moment);
        let position = books.position(moment, &Zone::utc());
        let billed: i64 = books.bills.iter().filter(|bill| bill.issued_at <= moment).map(|bill| bill.total).sum();
        prop_assert_eq!(position.uninvoiced.minor + billed, order.total);
        prop_assert_eq!(position.exposure.minor, order.total);
    }
}

fn euros(minor: i64) -> Money {
    Money { minor, currency: EUR }
}

#[test]
fn late_money_stands_in_the_bucket_of_its_days() {
    let course = Course {
        placed: 0,
        closed: None,
        lines: [(10, 10), (0, 1)],
        extras: 0,
        bills: vec![(1, [10, 0])],
        by_line: true,
    };
    let books = books(&[course], &[]);
    let on = |text: &str| books.position(Zone::utc().first_instant_of(day(text)), &Zone::utc());
    let buckets = |text: &str| (on(text).not_due.minor, on(text).overdue.map(|money| money.minor));
    assert_eq!(buckets("2026-01-05"), (10_000, [0, 0, 0, 0]));
    assert_eq!(buckets("2026-01-06"), (5_000, [5_000, 0, 0, 0]));
    assert_eq!(buckets("2026-02-04"), (5_000, [5_000, 0, 0, 0]));
    assert_eq!(buckets("2026-02-06"), (0, [5_000, 5_000, 0, 0]));
    assert_eq!(buckets("2026-05-07"), (0, [0, 0, 0, 10_000]));
}

#[test]
fn an_order_that_is_invoiced_whole_leaves_nothing_whatever_it_was_invoiced_at() {
    let course = Course {
        placed: 0,
        closed: None,
        lines: [(10, 10), (5, 3)],
        extras: 700,
        bills: vec![(1, [10, 5])],
        by_line: true,
    };
    let mut books = books(&[course], &[]);
    books.bills[0].total -= 1_000;
    assert_eq!(books.position(at(2), &Zone::utc()).uninvoiced, euros(0));
    books.bills[0].lines[1].quantity = Quantity::units(4);
    // One of the second line is left, and the freight, of which the invoice asked for nothing.
    assert_eq!(books.position(at(2), &Zone::utc()).uninvoiced, euros(300 + 700));
}

#[test]
fn a_limit_counts_from_when_it_was_agreed_and_an_override_until_it_expires() {
    let leave = Leave {
        limit: Some(9_000),
        hold: false,
        changes: vec![
            Agreement { at: at(10), limit_before: None, hold_before: false },
            Agreement { at: at(20), limit_before: Some(5_000), hold_before: true },
        ],
        overrides: vec![Override {
            id: crate::domain::OverrideId::new(1),
            amount: 1_000,
            lifts_hold: true,
            reason: "trade fair".parse().unwrap(),
            by: "ada".parse().unwrap(),
            at: at(12),
            expires_at: at(14),
            revoked_at: None,
        }],
    };
    assert_eq!([9, 10, 19, 20].map(|hours| leave.limit_at(at(hours))), [None, Some(5_000), Some(5_000), Some(9_000)]);
    assert_eq!([11, 12, 13, 14, 20].map(|hours| leave.is_held_at(at(hours))), [true, false, false, true, false]);
    assert_eq!([11, 12, 14].map(|hours| leave.beyond_at(at(hours))), [0, 1_000, 0]);
}

#[test]
fn an_order_passes_the_limit_when_it_is_placed_and_not_when_it_is_invoiced() {
    let order = |placed, quantity| Course {
        placed,
        closed: None,
        lines: [(quantity, 10), (0, 1)],
        extras: 0,
        bills: vec![(placed + 5, [quantity, 0])],
        by_line: true,
    };
    let books = books(&[order(0, 5), order(10, 4), order(20, 1)], &[(15, 9_000, false, false)]);
    let moves = replay(&books, &Leave { limit: Some(6_000), ..Leave::default() });
    let passed: Vec<_> = moves.iter().filter(|step| step.passed()).map(|step| (step.at, step.over)).collect();
    assert_eq!(passed, [(at(10), Some(euros(3_000)))]);
}

#[test]
fn what_may_be_bought_is_what_the_limit_leaves() {
    use crate::domain::account::AccountStatus;
    let books = books(&[], &[(0, 500, false, false)]);
    let standing = |limit: Option<i64>| Standing {
        status: AccountStatus::Active,
        position: books.position(at(1), &Zone::utc()),
        limit: limit.map(euros),
        beyond: euros(0),
        held: false,
    };
    assert_eq!(standing(None).may_buy(euros(1_000_000)), Answer::Yes(None));
    // Who pays ahead may buy for what was paid.
    assert_eq!(standing(Some(0)).may_buy(euros(500)), Answer::Yes(Some(euros(0))));
    assert_eq!(standing(Some(0)).may_buy(euros(501)), Answer::Beyond(euros(1)));
    assert_eq!(Standing { held: true, ..standing(Some(1_000)) }.may_buy(euros(0)), Answer::Held);
    let blocked = Standing { status: AccountStatus::Blocked, ..standing(None) };
    assert_eq!(blocked.may_buy(euros(1)), Answer::NotActive(AccountStatus::Blocked));
}
