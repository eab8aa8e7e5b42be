//! What happened around an account: tickets, orders, documents and decisions, in one row of time.

use rusqlite::params;

use super::{Tx, scope};
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

/// A thing is read once for its beginning and for its end.
const ENDS: &str = "CROSS JOIN (SELECT 0 AS ended UNION ALL SELECT 1)";

/// Each part: when, what, its name, what it says, an amount and its currency; of `{theirs}` accounts, since `?2`.
const PARTS: [&str; 14] = [
    "SELECT iif(ended, resolved_at, created_at) AS at, iif(ended, 'ticket resolved', 'ticket'), 'T' || id,
       iif(ended, resolution, subject), NULL, NULL FROM ticket {ends} WHERE account_id {theirs} AND at >= ?2",
    "SELECT requested_at, 'quote wanted', 'Q' || id, subject, NULL, NULL FROM quote
       WHERE account_id {theirs} AND requested_at >= ?2",
    "SELECT r.sent_at, 'quote sent', 'Q' || q.id, 'until ' || r.valid_until, r.total, r.currency FROM quote q
       JOIN quote_revision r ON r.quote_id = q.id WHERE q.account_id {theirs} AND r.sent_at >= ?2",
    "SELECT e.at, 'quote accepted', 'Q' || q.id, r.po_number, r.total, r.currency FROM quote q
       JOIN quote_event e ON e.quote_id = q.id JOIN quote_revision r ON r.quote_id = q.id AND r.number = e.revision
       WHERE q.account_id {theirs} AND e.action = 'accept' AND e.at >= ?2",
    "SELECT r.closed_at, 'quote declined', 'Q' || q.id, r.lost, r.total, r.currency FROM quote q
       JOIN quote_revision r ON r.quote_id = q.id
       WHERE q.account_id {theirs} AND r.status = 'declined' AND r.closed_at >= ?2",
    "SELECT ordered_at, 'order', number, po_number, subtotal + tax + freight, currency FROM sales_order
       WHERE account_id {theirs} AND ordered_at >= ?2 AND state <> 'draft'",
    "SELECT closed_at, 'order ' || state, number, NULL, NULL, NULL FROM sales_order
       WHERE account_id {theirs} AND closed_at >= ?2",
    "SELECT iif(ended, s.delivered_at, s.shipped_at) AS at, iif(ended, 'delivered', 'shipped'), s.number, o.number, NULL,
       NULL FROM sales_order o JOIN shipment s ON s.order_id = o.id {ends} WHERE o.account_id {theirs} AND at >= ?2",
    "SELECT issued_at, kind, number, 'due ' || due, total, currency FROM invoice
       WHERE account_id {theirs} AND issued_at >= ?2",
    "SELECT received_at, 'payment', number, reference, amount, currency FROM payment
       WHERE account_id {theirs} AND received_at >= ?2",
    "SELECT iif(ended, d.decided_at, d.opened_at) AS at, 'dispute' || iif(ended, ' ' || d.outcome, ''), 'X' || d.id,
       iif(ended, '', d.reason || ' of ') || i.number, iif(ended, NULL, d.amount), i.currency FROM invoice i
       JOIN dispute d ON d.invoice_id = i.id {ends} WHERE i.account_id {theirs} AND at >= ?2",
    "SELECT r.requested_at, 'return', 'M' || r.id, o.number, NULL, NULL FROM rma r
       JOIN sales_order o ON o.id = r.order_id WHERE r.account_id {theirs} AND r.requested_at >= ?2",
    "SELECT c.at, CASE WHEN hold_after > hold_before THEN 'credit stopped' WHEN hold_after < hold_before
       THEN 'credit goes on' ELSE 'credit limit' END, NULL, c.reason,
       CASE WHEN limit_after IS NOT limit_before THEN limit_after END, a.currency FROM credit_change c
       JOIN account a ON a.id = c.account_id WHERE c.account_id {theirs} AND c.at >= ?2",
    "SELECT recorded_at, 'contract', number, 'from ' || starts, fee, currency FROM contract
       WHERE account_id {theirs} AND recorded_at >= ?2",
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
        let theirs = if below { scope::at_or_below("", "?1") } else { "= ?1".to_owned() };
        // Of one account, the latest orders, invoices and payments are the first of their index.
        let part = |part: &&str| {
            let part = part.replace("{theirs}", theirs.trim_start()).replace("{ends}", ENDS);
            format!("SELECT * FROM ({part} ORDER BY 1 DESC LIMIT ?3)")
        };
        let parts = PARTS.iter().map(part).collect::<Vec<_>>().join(" UNION ALL ");
        let sql = format!("{parts} ORDER BY 1 DESC LIMIT ?3");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let happenings = statement.query_map(params![account, since, limit], |row| {
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
