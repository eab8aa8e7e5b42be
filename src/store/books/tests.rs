//! What is read in step, and what leaves out orders that are closed, against books that leave out nothing.

use std::cell::RefCell;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::domain::Seconds;
use crate::domain::credit::{Position, Tally};
use crate::store::Store;

/// Whoever answers for an account of these: 1 with 2 and 3 below it, 4 by itself; each with its zone.
const ROOTS: [(i64, &str); 2] = [(1, "Pacific/Auckland"), (4, "UTC")];

const ACCOUNTS: &str =
    "INSERT INTO account (id, code, name, segment, parent_id, tier, status, currency, credit_hold, tags,
    time_zone) VALUES (1, 'A', 'A', 'b2b', NULL, 3, 'active', 'EUR', 0, '', 'Pacific/Auckland'),
    (2, 'B', 'B', 'b2b', 1, 3, 'active', 'EUR', 0, '', NULL), (3, 'C', 'C', 'b2b', 2, 3, 'active', 'USD', 0, '', NULL),
    (4, 'D', 'D', 'b2b', NULL, 3, 'active', 'EUR', 0, '', NULL);";

fn at(hours: i64) -> Instant {
    Instant::from_epoch(1_767_225_600).plus(Seconds::new(hours * 3600))
}

fn day(number: i64) -> String {
    Zone::utc().local(at(number * 24)).date().to_string()
}

/// Writes something or NULL.
fn or_null(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "NULL".to_owned(), |value| value.to_string())
}

/// Whose a document is, in what, and when it came.
type Head = (i64, &'static str, i64);
type OrderSpec = (Head, Option<i64>, Option<i64>, i64, bool, Vec<(i64, i64, i64, i64)>);
type InvoiceSpec = (Head, bool, Option<i64>, i64, Option<usize>, Option<usize>, Vec<(usize, i64, i64)>);

fn head() -> impl Strategy<Value = Head> {
    (1..=4_i64, prop::sample::select(vec!["EUR", "EUR", "USD"]), 0..200_i64)
}

fn order() -> impl Strategy<Value = OrderSpec> {
    let line = (0..5_i64, 0..5_i64, 0..400_i64, prop::sample::select(vec![0, 0, 150_000]));
    let lines = prop::collection::vec(line, 0..4);
    (head(), prop::option::of(0..250_i64), prop::option::of(0..3_000_i64), 0..200_i64, any::<bool>(), lines)
}

fn invoice() -> impl Strategy<Value = InvoiceSpec> {
    let lines = prop::collection::vec((0..12_usize, 0..4_i64, 0..900_i64), 0..3);
    let other = || prop::option::of(0..8_usize);
    (head(), prop::bool::weighted(0.3), prop::option::of(-60..20_i64), 0..2_000_i64, other(), other(), lines)
}

fn orders(sql: &mut String, orders: &[OrderSpec]) -> usize {
    let mut lines = 0;
    for (index, ((account, currency, placed), closed, told, extras, draft, of)) in orders.iter().enumerate() {
        let id = index + 1;
        let state =
            if closed.is_some() { "completed" } else { ["placed", "draft"][usize::from(*draft && id % 3 == 0)] };
        let (placed, closed, told) = (at(*placed).epoch(), or_null(closed.map(|it| at(it).epoch())), or_null(*told));
        let _ = write!(
            sql,
            "INSERT INTO sales_order (id, number, account_id, kind, state, currency, ordered_at, subtotal, tax, freight,
             closed_at, created_at) VALUES ({id}, 'O{id}', {account}, 'standard', '{state}', '{currency}', {placed}, {told},
             {extras}, 1, {closed}, 0);"
        );
        for (place, (quantity, cancelled, price, discount)) in of.iter().enumerate() {
            lines += 1;
            let (line, quantity, cancelled) =
                (place + 1, quantity * 1_000, cancelled.min(quantity) * 1_000 * (price % 2));
            let price = price * 10_000;
            let _ = write!(
                sql,
                "INSERT INTO order_line (id, order_id, line, description, quantity, cancelled, unit, unit_price, discount)
                 VALUES ({lines}, {id}, {line}, 'x', {quantity}, {cancelled}, 'pc', {price}, {discount});"
            );
        }
    }
    lines
}

fn invoices(sql: &mut String, invoices: &[InvoiceSpec], orders: usize, order_lines: usize) {
    for (index, ((account, currency, issued), is_note, due, total, order, corrects, lines)) in
        invoices.iter().enumerate()
    {
        let id = index + 1;
        let kind = if *is_note { "credit-note" } else { "invoice" };
        let issued = at(*issued).epoch();
        let due = due.map_or_else(|| "NULL".to_owned(), |due| format!("'{}'", day(due)));
        let order = or_null(order.filter(|_| orders > 0).map(|order| order % orders + 1));
        let corrects = or_null(corrects.filter(|_| *is_note && index > 0).map(|it| it % index + 1));
        let _ = write!(
            sql,
            "INSERT INTO invoice (id, number, kind, account_id, order_id, corrects_id, currency, issued_at, due, net, tax,
             total) VALUES ({id}, 'I{id}', '{kind}', {account}, {order}, {corrects}, '{currency}', {issued}, {due}, {total}, 0,
             {total});"
        );
        for (place, (of, quantity, net)) in lines.iter().enumerate().filter(|_| order_lines > 0) {
            let (line, of, quantity) = (place + 1, of % order_lines + 1, quantity * 1_000);
            let _ = write!(
                sql,
                "INSERT INTO invoice_line (invoice_id, line, order_line_id, description, quantity, unit_price, net)
                 VALUES ({id}, {line}, {of}, 'x', {quantity}, 0, {net});"
            );
        }
    }
}

prop_compose! {
    /// Makes documents of all kinds, set against each other in every way that the file takes.
    fn documents()(
        ordered in prop::collection::vec(order(), 0..6),
        invoiced in prop::collection::vec(invoice(), 0..8),
        parts in prop::collection::vec((0..8_usize, -40..40_i64, 1..900_i64), 0..4),
        payments in prop::collection::vec((head(), 1..3_000_i64), 0..5),
        settings in prop::collection::vec((0..8_usize, any::<bool>(), 0..8_usize, 1..2_000_i64, 0..200_i64), 0..8),
    ) -> String {
        let mut sql = ACCOUNTS.to_owned();
        let lines = orders(&mut sql, &ordered);
        invoices(&mut sql, &invoiced, ordered.len(), lines);
        for (invoice, due, amount) in parts.into_iter().filter(|_| !invoiced.is_empty()) {
            let _ = write!(sql, "INSERT OR IGNORE INTO instalment (invoice_id, due, amount) VALUES ({}, '{}', {amount});",
                invoice % invoiced.len() + 1, day(due));
        }
        for (index, ((account, currency, received), amount)) in payments.iter().enumerate() {
            let (id, received) = (index + 1, at(*received).epoch());
            let _ = write!(sql, "INSERT INTO payment (id, number, account_id, currency, amount, received_at)
                VALUES ({id}, 'P{id}', {account}, '{currency}', {amount}, {received});");
        }
        for (invoice, by_note, means, amount, hours) in settings.into_iter().filter(|_| !invoiced.is_empty()) {
            let (note, payment) = match payments.len() {
                0 => (Some(means % invoiced.len() + 1), None),
                _ if by_note => (Some(means % invoiced.len() + 1), None),
                all => (None, Some(means % all + 1)),
            };
            let _ = write!(sql, "INSERT OR IGNORE INTO allocation (invoice_id, payment_id, credit_note_id, amount, at)
                VALUES ({}, {}, {}, {amount}, {});",
                invoice % invoiced.len() + 1, or_null(payment), or_null(note), at(hours).epoch());
        }
        sql
    }
}

/// Leaves out what nothing is owed in, and puts the rest in order.
fn owing(tallies: &[Tally]) -> Vec<(Position, bool)> {
    let mut all: Vec<_> = tallies.iter().map(|tally| (tally.position(), tally.is_invoiced())).collect();
    all.retain(|(position, is_invoiced)| *is_invoiced || *position != Position::none(position.exposure.currency));
    all.sort_by_key(|(position, _)| position.exposure.currency.code());
    all
}

thread_local! {
    static STORE: RefCell<(tempfile::TempDir, Store)> = RefCell::new({
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("desk.db")).unwrap();
        (folder, store)
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn however_documents_are_read_they_come_to_the_same(sql in documents(), hours in -10..260_i64) {
        let now = at(hours);
        let read = |tx: &Tx<'_>| -> Result<_, Error> {
            tx.connection.execute_batch(&sql)?;
            let owed = tx.owed_by_all(now)?;
            let mut found = Vec::new();
            for (root, zone) in ROOTS {
                let root = AccountId::new(root);
                let tallies = |span| -> Result<_, Error> {
                    Ok(owing(&tx.books(root, span)?.iter().map(|it| it.tally(now, &zone.parse().unwrap())).collect::<Vec<_>>()))
                };
                let since = Span { at: now, since: at(hours - 20) };
                found.push((tallies(Span::ALL)?, [tallies(Span::position(now))?, tallies(since)?, owing(owed.of(root))]));
            }
            Ok(found)
        };
        let found = STORE.with_borrow_mut(|(_, store)| store.rehearse(read)).unwrap();
        for (whole, others) in found {
            for (place, other) in others.into_iter().enumerate() {
                prop_assert_eq!(&whole, &other, "way {}", place);
            }
        }
    }
}
