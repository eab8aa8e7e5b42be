//! What is packed against the rows it is packed of.

use super::ticket::Which;
use super::*;
use crate::domain::report::{Dimension, Needs};
use crate::store::Store;

/// Tickets enough for a long span, two short ones and some that are not packed: two of five are of account 1, one in ten of
/// account 2, which is below it, and the others of 70 more.
const TICKETS: &str = "
    INSERT INTO sla_version (number, valid_from, applied_at, applies_to, policy, holidays) VALUES (1, 0, 0, 'new', '', '{}');
    INSERT INTO account (id, code, name, segment, parent_id, tier, status, currency, credit_hold, tags)
      WITH RECURSIVE n (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < 72)
      SELECT id, 'A' || id, 'A', 'b2b', CASE id WHEN 2 THEN 1 END, 3, 'active', 'EUR', 0, '' FROM n;
    INSERT INTO ticket (id, account_id, channel, subject, category, priority, tier, status, created_at, updated_at, resolved_at)
      WITH RECURSIVE n (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < 17000)
      SELECT id, CASE WHEN id * 7919 % 10 < 4 THEN 1 WHEN id * 7919 % 10 = 4 THEN 2 ELSE 3 + id * 31 % 70 END, 'email', 'Late',
        'other', 'normal', 3, CASE WHEN id % 9 = 0 THEN 'open' ELSE 'resolved' END, id * 60, id * 60,
        CASE WHEN id % 9 = 0 THEN NULL ELSE id * 60 + id % 4000 END FROM n;
    INSERT INTO ticket_event (ticket_id, at, recorded_at, kind, party, status, body)
      SELECT id, created_at, created_at, 'created', 'customer', 'new', NULL FROM ticket UNION ALL
      SELECT id, created_at + id % 500, created_at, 'message-in', 'customer', NULL, 'Where is it?' FROM ticket WHERE id % 3 = 0;
    INSERT INTO sla_cycle (ticket_id, metric, number, policy, version, state, started_at, due_at, stopped_at, target, elapsed)
      SELECT id, 'resolution', 1, 'p', 1, 'met', created_at, created_at + 9000, resolved_at, 9000, resolved_at - created_at
      FROM ticket WHERE resolved_at IS NOT NULL;";

const NEEDS: Needs = Needs { open: false, verdicts: true, course: true };
const NOW: Instant = Instant::from_epoch(2_000_000);

fn line(ticket: &Reported<'_>) -> String {
    format!("{:?}", (ticket.facts, ticket.marks[0]))
}

/// Returns what is told of tickets, in the order of their numbers.
fn told(tx: &Tx<'_>, account: Option<(i64, bool)>) -> Vec<(TicketId, String)> {
    let account = account.map(|(id, with_children)| (AccountId::new(id), with_children));
    let (within, mut lines) = (Within { period: Period::ALL, account, and_open: false }, Vec::new());
    let visit = |ticket: &Reported<'_>| {
        lines.push((ticket.facts.id, line(ticket)));
        Ok(())
    };
    tx.each_reported(&[Dimension::Account], within, NEEDS, NOW, visit).unwrap();
    lines.sort();
    lines
}

fn by_rows(tx: &Tx<'_>, condition: &str) -> Vec<(TicketId, String)> {
    let (which, mut lines) = (Which { condition: Some(condition), bound: [None; 3] }, Vec::new());
    let visit = |ticket: &Reported<'_>| {
        lines.push((ticket.facts.id, line(ticket)));
        Ok(())
    };
    tx.each_row(&[Dimension::Account], &which, NEEDS, NOW, visit).unwrap();
    lines
}

/// Asserts that nothing is told otherwise than the rows have it.
fn assert_told(tx: &Tx<'_>, when: &str) {
    for (account, condition) in [
        (None, "TRUE"),
        (Some((1, false)), "t.account_id = 1"),
        (Some((1, true)), "t.account_id IN (1, 2)"),
        (Some((5, false)), "t.account_id = 5"),
    ] {
        assert!(told(tx, account) == by_rows(tx, condition), "{condition} {when}");
    }
    assert!(tx.mispacked_spans().unwrap().is_empty(), "{when}");
}

fn pack(tx: &Tx<'_>) -> usize {
    let due = tx.unpacked().unwrap();
    for span in &due {
        tx.pack(*span).unwrap();
    }
    due.len()
}

fn change(tx: &Tx<'_>, condition: &str, set: &str) {
    let sql = format!(
        "UPDATE ticket SET {set} WHERE {condition}; INSERT OR IGNORE INTO ticket_changed SELECT id FROM ticket
        WHERE {condition} AND id < {}",
        tx.packed_until().unwrap().number()
    );
    tx.connection.execute_batch(&sql).unwrap();
}

#[test]
fn what_is_packed_is_what_the_rows_tell() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("desk.db")).unwrap();
    store
        .write(|tx| {
            tx.connection.execute_batch(TICKETS)?;
            assert_eq!(pack(tx), 1 + 2);
            assert_eq!((pack(tx), tx.packed_until()?), (0, TicketId::new(16_384 + 512)));
            assert_told(tx, "once they are packed");
            change(tx, "id % 100 = 1", "account_id = 5");
            change(tx, "id % 100 = 2", "tier = 1");
            assert_eq!(pack(tx), 0);
            assert_told(tx, "once some have changed");
            change(tx, "id % 5 = 3", "account_id = 1");
            assert_eq!(pack(tx), 3);
            assert_told(tx, "once the spans were packed anew");
            tx.forget_packed(TicketId::new(16_000))?;
            assert_eq!(tx.packed_until()?, TicketId::new(0));
            pack(tx);
            for damage in [
                "DELETE FROM ticket_segment",
                "UPDATE ticket_segment SET heads = x'01'",
                "UPDATE ticket_segment SET first_account = last_account",
            ] {
                tx.connection.execute_batch(&format!("SAVEPOINT sound; {damage} WHERE id = 16385"))?;
                assert_eq!(tx.mispacked_spans()?, [[16_384, 16_639].map(TicketId::new)], "{damage}");
                tx.connection.execute_batch("ROLLBACK TO sound")?;
            }
            tx.connection.execute_batch("UPDATE ticket_segment SET id = id + 256000 WHERE id >= 16640")?;
            assert_eq!(tx.mispacked_spans()?, [[0, 272_895].map(TicketId::new)]);
            Ok::<_, Error>(())
        })
        .unwrap();
}
