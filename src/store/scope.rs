//! A reader's scope as conditions: the one place that turns who reads into what is read.
//!
//! They hold numbers and words of closed vocabularies alone, so that they need no parameters and fit any statement.

use super::Tx;
use crate::domain::access::Deed;
use crate::domain::account::Account;
use crate::domain::scope::{Reach, Scope, Viewer};
use crate::domain::ticket::Ticket;
use crate::domain::{AccountId, TicketId, nearest};
use crate::error::Error;

const ALL: &str = "TRUE";
const NONE: &str = "FALSE";

/// Returns the condition on an account, by the column of its number, that `deed` reaches it.
pub(super) fn accounts(scope: &Scope, deed: Deed, column: &str) -> String {
    let Scope::Of(viewer) = scope else { return ALL.to_owned() };
    viewer.reach(deed).map_or_else(|| NONE.to_owned(), |reach| within(viewer, reach, column))
}

fn within(viewer: &Viewer, reach: Reach, column: &str) -> String {
    let account = viewer.account.number();
    match reach {
        Reach::Own | Reach::Department | Reach::Account => format!("{column} = {account}"),
        Reach::Tree => at_or_below(column, &account.to_string()),
    }
}

/// Returns the condition that a column names an account or one below it; `root` is its number, or a parameter.
pub(super) fn at_or_below(column: &str, root: &str) -> String {
    format!(
        "{column} IN (WITH RECURSIVE below (id) AS (VALUES ({root}) UNION
           SELECT account.id FROM account JOIN below ON account.parent_id = below.id) SELECT id FROM below)"
    )
}

/// Returns the condition on the account that a list is of, if it is of one, and whether of those below it too.
pub(super) fn of_account(account: Option<(AccountId, bool)>, column: &str, parameter: &str) -> String {
    match account {
        None => format!("{parameter} IS NULL"),
        Some((_, false)) => format!("{column} = {parameter}"),
        Some((_, true)) => at_or_below(column, parameter),
    }
}

/// Returns the condition on a person, by the column of their number.
fn person(viewer: &Viewer, reach: Reach, column: &str) -> String {
    let (id, account) = (viewer.id.number(), viewer.account.number());
    match reach {
        Reach::Own => format!("{column} = {id}"),
        Reach::Department => format!(
            "({column} = {id} OR {column} IN (SELECT id FROM contact WHERE account_id = {account} AND department =
               (SELECT department FROM contact WHERE id = {id}) COLLATE NOCASE))"
        ),
        Reach::Account | Reach::Tree => ALL.to_owned(),
    }
}

/// Returns the condition on a ticket `t`.
pub(super) fn tickets(scope: &Scope) -> String {
    let Scope::Of(viewer) = scope else { return ALL.to_owned() };
    let Some(reach) = viewer.reach(Deed::TicketRead) else { return NONE.to_owned() };
    let of = |kind: &&str| format!("t.category = '{kind}' OR t.category GLOB '{kind}.*'");
    let matters = viewer.role.matters().map(|kinds| kinds.iter().map(of).collect::<Vec<_>>().join(" OR "));
    let matters = matters.map_or_else(String::new, |kinds| format!(" AND ({kinds})"));
    format!("{} AND {}{matters}", within(viewer, reach, "t.account_id"), person(viewer, reach, "t.contact_id"))
}

/// Returns the columns of a ticket `t` that tell the deadline that binds first, of which kind it is, and when it comes near.
/// What is kept with the ticket takes in what is promised among ourselves.
pub(super) const fn deadlines(scope: &Scope) -> &'static str {
    match scope {
        Scope::Everything => "t.due_at, t.due_metric, t.risk_at",
        Scope::Of(_) => {
            "(SELECT min(c.due_at) FROM sla_cycle c
                WHERE c.ticket_id = t.id AND c.stopped_at IS NULL AND c.metric <> 'handling'),
             (SELECT c.metric FROM sla_cycle c
                WHERE c.ticket_id = t.id AND c.stopped_at IS NULL AND c.metric <> 'handling' AND c.due_at IS NOT NULL
                ORDER BY c.due_at LIMIT 1),
             (SELECT min(c.risk_at) FROM sla_cycle c
                WHERE c.ticket_id = t.id AND c.stopped_at IS NULL AND c.metric <> 'handling' AND c.due_at IS NOT NULL)"
        }
    }
}

/// Returns the condition on an order `o` that `deed` reaches it.
pub(super) fn orders(scope: &Scope, deed: Deed) -> String {
    let Scope::Of(viewer) = scope else { return ALL.to_owned() };
    let Some(reach) = viewer.reach(deed) else { return NONE.to_owned() };
    format!("{} AND {}", within(viewer, reach, "o.account_id"), person(viewer, reach, "o.contact_id"))
}

/// Returns the condition on a return `r`, which is seen as far as the order it is of.
pub(super) fn returns(scope: &Scope) -> String {
    match scope {
        Scope::Everything => ALL.to_owned(),
        Scope::Of(_) => {
            format!("r.order_id IN (SELECT o.id FROM sales_order o WHERE {})", orders(scope, Deed::ReturnRead))
        }
    }
}

/// Returns the condition on a quote `q`: what was never asked for nor sent is nobody's outside.
pub(super) fn quotes(scope: &Scope) -> String {
    let Scope::Of(viewer) = scope else { return ALL.to_owned() };
    let Some(reach) = viewer.reach(Deed::QuoteRead) else { return NONE.to_owned() };
    format!(
        "{} AND {} AND (q.requested_at IS NOT NULL OR EXISTS (SELECT 1 FROM quote_revision v
           WHERE v.quote_id = q.id AND v.sent_at IS NOT NULL))",
        within(viewer, reach, "q.account_id"),
        person(viewer, reach, "q.contact_id")
    )
}

/// Returns the condition on an event `e` that its words are for the reader's eyes.
pub(super) fn words(scope: &Scope) -> String {
    match scope {
        Scope::Everything => ALL.to_owned(),
        Scope::Of(_) => format!(
            "(e.kind = 'created' OR e.kind = 'subject' OR e.kind = 'message-in' OR e.kind = 'message-out')
             AND e.ticket_id IN (SELECT t.id FROM ticket t WHERE {})",
            tickets(scope)
        ),
    }
}

/// Returns the condition on a row of contacts.
pub(super) fn contacts(scope: &Scope) -> String {
    let Scope::Of(viewer) = scope else { return ALL.to_owned() };
    let Some(reach) = viewer.reach(Deed::ContactRead) else { return NONE.to_owned() };
    format!("{} AND {}", within(viewer, reach, "account_id"), person(viewer, reach, "id"))
}

impl Tx<'_> {
    /// Tells whether a ticket is in sight.
    pub fn shows_ticket(&self, scope: &Scope, id: TicketId) -> Result<bool, Error> {
        if *scope == Scope::Everything {
            return Ok(true);
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM ticket t WHERE t.id = ?1 AND {})", tickets(scope));
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
    }

    /// Tells whether an account is in sight.
    pub fn shows_account(&self, scope: &Scope, id: AccountId) -> Result<bool, Error> {
        let sql = format!("SELECT {} FROM (SELECT ?1 AS id)", accounts(scope, Deed::AccountRead, "id"));
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
    }

    /// Returns the ticket of that number; of one that is out of sight it says that there is none.
    pub fn need_shown_ticket(&self, scope: &Scope, id: TicketId) -> Result<Ticket, Error> {
        if self.shows_ticket(scope, id)? { self.need_ticket(id) } else { Err(Error::unknown("ticket", id)) }
    }

    /// Returns the account of that code; of one that is out of sight it says that there is none, and near are only those
    /// in sight.
    pub fn need_shown_account(&self, scope: &Scope, code: &str) -> Result<Account, Error> {
        if *scope == Scope::Everything {
            return self.need_account(code);
        }
        if let Some(account) = self.account(code)?
            && self.shows_account(scope, account.id)?
        {
            return Ok(account);
        }
        let sql = format!("SELECT code FROM account WHERE {}", accounts(scope, Deed::AccountRead, "id"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let known = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let near = nearest(code, known.iter().map(String::as_str)).map(str::to_owned);
        Err(Error::Unknown { what: "account", name: code.to_owned(), near })
    }
}
