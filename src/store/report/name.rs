//! What the groups of tickets are called.

use rusqlite::{OptionalExtension as _, params};

use crate::domain::report::Dimension;
use crate::domain::{AccountId, Date, Instant, TicketId};
use crate::error::Error;
use crate::store::Tx;
use crate::store::convert::Day;

impl Tx<'_> {
    /// Returns what a number is called that marks a group; nothing where nobody wrote it down.
    pub fn group_name(&self, by: Dimension, number: i64) -> Result<Option<String>, Error> {
        let sql = match by {
            Dimension::Account => "SELECT code FROM account WHERE id = ?1",
            Dimension::Region => "SELECT region FROM account WHERE id = ?1",
            Dimension::Sector => "SELECT sector FROM account WHERE id = ?1",
            Dimension::Segment => "SELECT segment FROM account WHERE id = ?1",
            Dimension::Rep => "SELECT handle FROM rep WHERE id = ?1",
            Dimension::Team => "SELECT name FROM team WHERE id = ?1",
            Dimension::Queue => "SELECT address FROM queue WHERE id = ?1",
            Dimension::Tier
            | Dimension::AccountAge
            | Dimension::Category
            | Dimension::OrderKind
            | Dimension::Channel
            | Dimension::Priority
            | Dimension::Month => return Ok(Some(number.to_string())),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([number], |row| row.get(0)).optional()?.flatten())
    }

    /// Returns since when an account has been a customer, if anybody wrote that down.
    pub fn customer_since(&self, account: AccountId) -> Result<Option<Date>, Error> {
        const SQL: &str = "SELECT customer_since FROM account WHERE id = ?1";
        let since: Option<Day> = self.connection.prepare_cached(SQL)?.query_row([account], |row| row.get(0))?;
        Ok(since.map(|day| day.0))
    }

    /// Returns the kind of the order that a ticket was tied to last by then, if it is here.
    pub fn order_kind_of(&self, ticket: TicketId, at: Instant) -> Result<Option<String>, Error> {
        const SQL: &str = "SELECT o.kind FROM ticket_event e JOIN sales_order o ON o.number = e.link_target
            WHERE e.ticket_id = ?1 AND e.link_kind = 'order' AND e.at <= ?2 ORDER BY e.id DESC LIMIT 1";
        Ok(self.connection.prepare_cached(SQL)?.query_row(params![ticket, at], |row| row.get(0)).optional()?)
    }
}
