//! What is read in step, and what leaves out documents that came to their end, against books that leave out nothing.

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

/// Ways to change a document, of `{id}` and `{other}`.
const CHANGES: [&str; 17] = [
    "UPDATE invoice SET account_id = {other} % 4 + 1 WHERE id = {id}",
    "UPDATE invoice SET currency = iif(currency = 'EUR', 'USD', 'EUR') WHERE id = {id}",
    "UPDATE invoice SET net = {other} * 100, total = {other} * 100 WHERE id = {id}",
    "UPDATE invoice SET issued_at = issued_at + 100000 WHERE id = {id}",
    "UPDATE invoice SET kind = 'credit-note', corrects_id = nullif({other}, id) WHERE id = {id}
       AND {other} IN (SELECT id FROM invoice)",
    "UPDATE invoice SET corrects_id = NULL, kind = 'invoice' WHERE id = {id}",
    "UPDATE invoice SET order_id = (SELECT id FROM sales_order WHERE id = {other}) WHERE id = {id}",
    "UPDATE payment SET account_id = {other} % 4 + 1 WHERE id = {id}",
    "UPDATE payment SET received_at = received_at + 200000, amount = {other} + 1 WHERE id = {id}",
    "UPDATE allocation SET amount = amount + 500 WHERE id = {id}",
    "DELETE FROM allocation WHERE id = {id}",
    "UPDATE sales_order SET account_id = {other} % 4 + 1, tax = {other} WHERE id = {id}",
    "UPDATE sales_order SET state = 'draft', closed_at = NULL WHERE id = {id}",
    "UPDATE order_line SET quantity = quantity + 1000, unit_price = {other} * 10000 WHERE id = {id}",
    "UPDATE invoice_line SET net = {other}, quantity = 0 WHERE id = {id}",
    "DELETE FROM invoice_line WHERE id = {id}",
    "UPDATE account SET parent_id = iif(id = 2 AND {other} % 2 = 0, 4, NULL) WHERE id = 2 OR id = {id} % 2 + 2",
];

fn changes() -> impl Strategy<Value = String> {
    let change = (prop::sample::select(CHANGES.to_vec()), 1..6_i64, 0..9_i64);
    let one = |(sql, id, other): (&str, i64, i64)| {
        sql.replace("{id}", &id.to_string()).replace("{other}", &other.to_string()) + ";"
    };
    prop::collection::vec(change, 0..4).prop_map(move |all| all.into_iter().map(one).collect())
}

/// Each way of reading, by a name of its own, with what it says of each account that may pay.
type Readings = [(&'static str, Vec<Vec<(Position, bool)>>); 3];

fn readings(tx: &Tx<'_>, now: Instant) -> Result<Readings, Error> {
    let owed = tx.owed_by_all(now)?;
    let tallies = |root, zone: &str, from| -> Result<_, Error> {
        let zone = zone.parse().unwrap();
        Ok(owing(&tx.books(root, from)?.iter().map(|it| it.tally(now, &zone)).collect::<Vec<_>>()))
    };
    let mut readings = [("whole", Vec::new()), ("from now on", Vec::new()), ("in step", Vec::new())];
    for (root, zone) in ROOTS {
        let root = AccountId::new(root);
        readings[0].1.push(tallies(root, zone, Instant::MIN)?);
        readings[1].1.push(tallies(root, zone, now)?);
        readings[2].1.push(owing(owed.of(root)));
    }
    Ok(readings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn however_documents_are_read_they_come_to_the_same(
        sql in documents(), changed in changes(), hours in -10..260_i64,
    ) {
        let now = at(hours);
        let read = |tx: &Tx<'_>| -> Result<_, Error> {
            tx.connection.execute_batch(&sql)?;
            let fresh = readings(tx, now)?;
            tx.settle(100)?;
            assert!(tx.to_settle()? == 0 && tx.missettled()?.is_empty());
            let settled = readings(tx, now)?;
            tx.connection.execute_batch(&changed)?;
            let changed = readings(tx, now)?;
            assert_eq!(tx.missettled()?, []);
            tx.settle(100)?;
            assert_eq!(tx.missettled()?, []);
            Ok([("fresh", fresh), ("settled", settled), ("changed", changed), ("settled again", readings(tx, now)?)])
        };
        for (when, [(_, whole), others @ ..]) in STORE.with_borrow_mut(|(_, store)| store.rehearse(read)).unwrap() {
            for (way, other) in others {
                prop_assert_eq!(&whole, &other, "{} {}", when, way);
            }
        }
    }
}

#[test]
fn what_is_paid_and_invoiced_is_not_read_again() {
    let documents = "INSERT INTO sales_order (id, number, account_id, kind, state, currency, ordered_at, subtotal, tax,
           freight, created_at) VALUES (1, 'O1', 2, 'standard', 'placed', 'EUR', 0, 900, 0, 100, 0),
           (2, 'O2', 2, 'standard', 'placed', 'EUR', 0, 500, 0, 0, 0);
         INSERT INTO invoice (id, number, kind, account_id, order_id, currency, issued_at, net, tax, total)
           VALUES (1, 'I1', 'invoice', 2, 1, 'EUR', 3600, 1000, 0, 1000), (2, 'I2', 'invoice', 2, 2, 'EUR', 3600, 300, 0, 300);
         INSERT INTO payment (id, number, account_id, currency, amount, received_at)
           VALUES (1, 'P1', 2, 'EUR', 1300, 7200);
         INSERT INTO allocation (invoice_id, payment_id, amount, at) VALUES (1, 1, 1000, 7200), (2, 1, 300, 7200);";
    let read = |tx: &Tx<'_>| -> Result<_, Error> {
        tx.connection.execute_batch(&format!("{ACCOUNTS}{documents}"))?;
        tx.settle(100)?;
        let of = |hours: i64| Ok::<_, Error>(tx.books(AccountId::new(1), Instant::from_epoch(hours * 3600))?.remove(0));
        Ok([of(0)?, of(1)?, of(2)?].map(|books| (books.orders.len(), books.bills.len(), books.settled)))
    };
    let found = STORE.with_borrow_mut(|(_, store)| store.rehearse(read)).unwrap();
    // The second order is invoiced in part: what asks for it is read, paid or not.
    assert_eq!(found, [(2, 2, vec![]), (1, 2, vec![]), (1, 1, vec![1000])]);
}

#[test]
fn a_credit_note_that_settled_one_invoice_settles_no_other() {
    let documents = "INSERT INTO invoice (id, number, kind, account_id, corrects_id, currency, issued_at, net, tax, total)
           VALUES (1, 'I1', 'invoice', 1, NULL, 'EUR', 0, 700, 0, 700), (2, 'I2', 'invoice', 1, NULL, 'EUR', 0, 100, 0, 100),
           (3, 'I3', 'credit-note', 1, 1, 'EUR', 0, 100, 0, 100);
         INSERT INTO allocation (invoice_id, credit_note_id, amount, at) VALUES (2, 3, 100, 0);";
    let read = |tx: &Tx<'_>| {
        tx.connection.execute_batch(&format!("{ACCOUNTS}{documents}"))?;
        tx.settle(100)?;
        readings(tx, at(0))
    };
    for (way, found) in STORE.with_borrow_mut(|(_, store)| store.rehearse(read)).unwrap() {
        let position = &found[0][0].0;
        assert_eq!((position.exposure.minor, position.unapplied.minor), (700, 0), "{way}");
    }
}

/// An order that an invoice asks for line by line, which a payment and a credit note settle; and one that another asks for as a
/// whole, which nothing settles.
const SETTLED: &str = "INSERT INTO sales_order (id, number, account_id, kind, state, currency, ordered_at, subtotal, tax,
       freight, created_at) VALUES (1, 'O1', 1, 'standard', 'placed', 'EUR', 0, NULL, 0, 0, 0),
       (2, 'O2', 1, 'standard', 'placed', 'EUR', 0, 800, 0, 0, 0), (3, 'O3', 1, 'sample', 'placed', 'EUR', 0, NULL, 0, 0, 0);
     INSERT INTO order_line (id, order_id, line, description, quantity, cancelled, unit, unit_price, discount)
       VALUES (1, 1, 1, 'x', 1000, 0, 'pc', 10000000, 0), (2, 2, 1, 'x', 1000, 0, 'pc', 10000000, 0),
       (3, 2, 2, 'x', 1000, 0, 'pc', 0, 0);
     INSERT INTO invoice (id, number, kind, account_id, order_id, corrects_id, currency, issued_at, net, tax, total)
       VALUES (1, 'I1', 'invoice', 1, NULL, NULL, 'EUR', 0, 1000, 0, 1000),
       (2, 'I2', 'credit-note', 1, NULL, 1, 'EUR', 0, 400, 0, 400), (3, 'I3', 'invoice', 1, 2, NULL, 'EUR', 0, 800, 0, 800);
     INSERT INTO invoice_line (id, invoice_id, line, order_line_id, description, quantity, unit_price, net)
       VALUES (1, 1, 1, 1, 'x', 1000, 10000000, 1000);
     INSERT INTO payment (id, number, account_id, currency, amount, received_at) VALUES (1, 'P1', 1, 'EUR', 600, 0);
     INSERT INTO allocation (id, invoice_id, payment_id, amount, at) VALUES (1, 1, 1, 600, 0);
     INSERT INTO order_changed VALUES (3);";

#[test]
fn whatever_changes_of_a_document_is_noticed() {
    const CHANGES: [&str; 15] = [
        "UPDATE invoice SET total = 2000, net = 2000 WHERE id = 1",
        "DELETE FROM invoice WHERE id = 2",
        "INSERT INTO invoice_line (invoice_id, line, order_line_id, quantity, unit_price, net) VALUES (3, 1, 2, 100, 0, 1)",
        "UPDATE invoice_line SET quantity = 500 WHERE id = 1",
        "DELETE FROM invoice_line WHERE id = 1",
        "INSERT INTO allocation (invoice_id, credit_note_id, amount, at) VALUES (3, 2, 400, 0)",
        "UPDATE allocation SET amount = 500 WHERE id = 1",
        "DELETE FROM allocation WHERE id = 1",
        "UPDATE payment SET received_at = 9999999999 WHERE id = 1",
        "UPDATE sales_order SET freight = 5 WHERE id = 2",
        "DELETE FROM sales_order WHERE id = 3",
        "INSERT INTO order_line (order_id, line, description, quantity, cancelled, unit, unit_price, discount)
           VALUES (1, 2, 'x', 1000, 0, 'pc', 10000000, 0)",
        "UPDATE order_line SET quantity = 3000 WHERE id = 1",
        "UPDATE order_line SET order_id = 1, line = 7 WHERE id = 3",
        "DELETE FROM order_line WHERE id = 3",
    ];
    for change in CHANGES {
        let read = |tx: &Tx<'_>| {
            tx.connection.execute_batch(&format!("{ACCOUNTS}{SETTLED}"))?;
            tx.settle(100)?;
            assert!(tx.to_settle()? == 0 && tx.missettled()?.is_empty());
            tx.connection.execute_batch(change)?;
            assert!(tx.to_settle()? > 0 && tx.missettled()?.is_empty(), "{change}");
            readings(tx, at(0))
        };
        let [(_, whole), others @ ..] = STORE.with_borrow_mut(|(_, store)| store.rehearse(read)).unwrap();
        for (way, other) in others {
            assert_eq!(whole, other, "{way}: {change}");
        }
    }
}

#[test]
fn what_is_owed_is_found_out_anew_once_the_file_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut store = Store::create(&path).unwrap();
    let paid = |number: i64| {
        format!(
            "INSERT INTO payment (number, account_id, currency, amount, received_at) VALUES ('{number}', 4, 'EUR', 100, 0)"
        )
    };
    let run =
        |store: &mut Store, sql: &str| store.write(|tx| Ok::<_, Error>(tx.connection.execute_batch(sql)?)).unwrap();
    let owed = |store: &mut Store| store.read(|tx| tx.owed_by_all(at(0))).unwrap();
    let unapplied = |owed: &Owed| owed.of(AccountId::new(4))[0].position().unapplied.minor;
    run(&mut store, &format!("{ACCOUNTS}{}", paid(1)));
    let first = owed(&mut store);
    assert!(unapplied(&first) == 100 && std::rc::Rc::ptr_eq(&first, &owed(&mut store)));
    run(&mut store, &paid(2));
    assert_eq!(unapplied(&owed(&mut store)), 200);
    rusqlite::Connection::open(&path).unwrap().execute_batch(&paid(3)).unwrap();
    assert_eq!(unapplied(&owed(&mut store)), 300);
}

#[test]
fn accounts_that_belong_to_themselves_keep_nobody_waiting() {
    let knot = "INSERT INTO payment (number, account_id, currency, amount, received_at)
           VALUES ('P1', 2, 'EUR', 100, 0), ('P2', 4, 'EUR', 100, 0);
         UPDATE account SET parent_id = 3 WHERE id = 1;";
    let read = |tx: &Tx<'_>| {
        tx.connection.execute_batch(&format!("{ACCOUNTS}{knot}"))?;
        tx.owed_by_all(at(0))
    };
    let owed = STORE.with_borrow_mut(|(_, store)| store.rehearse(read)).unwrap();
    assert_eq!([1, 2, 3, 4].map(|id| owed.of(AccountId::new(id)).len()), [0, 0, 0, 1]);
}
