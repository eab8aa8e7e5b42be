//! What happened around an account: tickets, orders, documents and decisions, in one row of time.

use rusqlite::params;

use super::Tx;
use crate::domain::{AccountId, Instant, Money};
use crate::error::Error;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Happening {
    pub at: Instant,
    /// What sort of thing: `ticket`, `order shipped`.
    pub what: String,
    /// Its number or name.
    pub name: Option<String>,
    /// What it says.
    pub text: Option<String>,
    pub amount: Option<Money>,
}

/// Each part: when, what, its name, what it says, an amount and its currency; of the accounts in `below`, since `?3`.
const PARTS: [&str; 17] = [
    "SELECT created_at AS at, 'ticket', 'T' || id, subject, NULL, NULL FROM ticket
       WHERE account_id IN below AND created_at >= ?3",
    "SELECT resolved_at, 'ticket resolved', 'T' || id, resolution, NULL, NULL FROM ticket
       WHERE account_id IN below AND resolved_at >= ?3",
    "SELECT requested_at, 'quote wanted', 'Q' || id, subject, NULL, NULL FROM quote
       WHERE account_id IN below AND requested_at >= ?3",
    "SELECT r.sent_at, 'quote sent', 'Q' || q.id, 'until ' || r.valid_until, r.total, r.currency FROM quote q
       JOIN quote_revision r ON r.quote_id = q.id WHERE q.account_id IN below AND r.sent_at >= ?3",
    "SELECT e.at, 'quote accepted', 'Q' || q.id, r.po_number, r.total, r.currency FROM quote q
       JOIN quote_event e ON e.quote_id = q.id JOIN quote_revision r ON r.quote_id = q.id AND r.number = e.revision
       WHERE q.account_id IN below AND e.action = 'accept' AND e.at >= ?3",
    "SELECT r.closed_at, 'quote declined', 'Q' || q.id, r.lost, r.total, r.currency FROM quote q
       JOIN quote_revision r ON r.quote_id = q.id
       WHERE q.account_id IN below AND r.status = 'declined' AND r.closed_at >= ?3",
    "SELECT ordered_at, 'order', number, po_number, subtotal + tax + freight, currency FROM sales_order
       WHERE account_id IN below AND ordered_at >= ?3 AND state <> 'draft'",
    "SELECT closed_at, 'order ' || state, number, NULL, NULL, NULL FROM sales_order
       WHERE account_id IN below AND closed_at >= ?3",
    "SELECT s.shipped_at, 'shipped', s.number, o.number, NULL, NULL FROM sales_order o
       JOIN shipment s ON s.order_id = o.id WHERE o.account_id IN below AND s.shipped_at >= ?3",
    "SELECT s.delivered_at, 'delivered', s.number, o.number, NULL, NULL FROM sales_order o
       JOIN shipment s ON s.order_id = o.id WHERE o.account_id IN below AND s.delivered_at >= ?3",
    "SELECT issued_at, kind, number, 'due ' || due, total, currency FROM invoice
       WHERE account_id IN below AND issued_at >= ?3",
    "SELECT received_at, 'payment', number, reference, amount, currency FROM payment
       WHERE account_id IN below AND received_at >= ?3",
    "SELECT d.opened_at, 'dispute', 'X' || d.id, d.reason || ' of ' || i.number, d.amount, i.currency FROM invoice i
       JOIN dispute d ON d.invoice_id = i.id WHERE i.account_id IN below AND d.opened_at >= ?3",
    "SELECT d.decided_at, 'dispute ' || d.outcome, 'X' || d.id, i.number, NULL, NULL FROM invoice i
       JOIN dispute d ON d.invoice_id = i.id WHERE i.account_id IN below AND d.decided_at >= ?3",
    "SELECT r.requested_at, 'return', 'M' || r.id, o.number, NULL, NULL FROM rma r
       JOIN sales_order o ON o.id = r.order_id WHERE r.account_id IN below AND r.requested_at >= ?3",
    "SELECT c.at, CASE WHEN hold_after > hold_before THEN 'credit stopped' WHEN hold_after < hold_before
       THEN 'credit goes on' ELSE 'credit limit' END, NULL, c.reason,
       CASE WHEN limit_after IS NOT limit_before THEN limit_after END, a.currency FROM credit_change c
       JOIN account a ON a.id = c.account_id WHERE c.account_id IN below AND c.at >= ?3",
    "SELECT recorded_at, 'contract', number, 'from ' || starts, fee, currency FROM contract
       WHERE account_id IN below AND recorded_at >= ?3",
];

impl Tx<'_> {
    /// Returns what happened around an account, and the accounts below it if asked for, since an instant: the latest
    /// first, at most so much.
    pub fn timeline(
        &self,
        account: AccountId,
        below: bool,
        since: Instant,
        limit: u32,
    ) -> Result<Vec<Happening>, Error> {
        let children = "UNION SELECT account.id FROM account JOIN below ON ?2 AND account.parent_id = below.id";
        let sql = format!(
            "WITH RECURSIVE below (id) AS (VALUES (?1) {children}) {} ORDER BY at DESC LIMIT ?4",
            PARTS.join(" UNION ALL ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let happenings = statement.query_map(params![account, below, since, limit], |row| {
            let minor: Option<i64> = row.get(4)?;
            let amount = minor.map(|minor| Ok::<_, rusqlite::Error>(Money { minor, currency: row.get(5)? }));
            Ok(Happening {
                at: row.get(0)?,
                what: row.get(1)?,
                name: row.get(2)?,
                text: row.get(3)?,
                amount: amount.transpose()?,
            })
        })?;
        Ok(happenings.collect::<Result<_, _>>()?)
    }
}
