//! Reading what is packed of tickets.

use std::ops::ControlFlow;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::ticket::Reported;
use super::unpack::{Wanted, unpacked};
use crate::domain::report::{Dimension, Needs};
use crate::domain::{AccountId, Instant, TicketId};
use crate::error::Error;
use crate::store::{Tx, scope};

/// How many tickets of an account are read by their rows, where that is faster than to look for them among others.
const FEW: i64 = 512;

/// Which packed tickets are read.
#[derive(Debug)]
pub(super) enum Whose {
    /// Everybody's in some numbers.
    All([i64; 2]),
    /// Those of some accounts, by their numbers in order.
    Of(Vec<i64>),
}

/// The numbers of all tickets.
pub(super) const EVERY: [i64; 2] = [0, i64::MAX];

impl Whose {
    /// Returns the numbers among which theirs are.
    const fn numbers(&self) -> [i64; 2] {
        match self {
            Self::All(numbers) => *numbers,
            Self::Of(_) => EVERY,
        }
    }

    /// Returns the condition on a ticket `t`, which is theirs, that it is not packed, or not as it is.
    pub(super) fn not_packed(&self, until: i64) -> String {
        match self {
            Self::All(_) => format!(
                "t.id IN (SELECT ticket_id FROM ticket_changed UNION SELECT id FROM ticket WHERE id >= {until})"
            ),
            // An index has their numbers: each is held against what has changed.
            Self::Of(_) => format!("(t.id >= {until} OR t.id IN (SELECT ticket_id FROM ticket_changed))"),
        }
    }

    /// Tells whether a ticket of an account is read, or none of this account and those after it.
    pub(super) fn has(&self, account: i64) -> ControlFlow<(), bool> {
        match self {
            Self::All(_) => ControlFlow::Continue(true),
            Self::Of(accounts) => match accounts.binary_search(&account) {
                Ok(_) => ControlFlow::Continue(true),
                Err(place) if place < accounts.len() => ControlFlow::Continue(false),
                Err(_) => ControlFlow::Break(()),
            },
        }
    }
}

impl Tx<'_> {
    /// Hands every packed ticket of theirs that has not changed since to `visit`, as of `now`.
    pub(super) fn each_packed(
        &self,
        whose: &Whose,
        by: &[Dimension],
        needs: Needs,
        now: Instant,
        mut visit: impl FnMut(&Reported<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let if_needed = |is_needed, column| if is_needed { column } else { "x''" };
        let (promises, courses) = (if_needed(needs.verdicts, "promises"), if_needed(needs.course, "courses"));
        let (reach, bound) = match whose {
            Whose::All(numbers) => ("BETWEEN ?1 AND ?2", numbers.map(Value::from).to_vec()),
            Whose::Of(accounts) => ("IN (SELECT value FROM json_each(?1))", vec![self.segments_of(accounts)?.into()]),
        };
        let sql = format!(
            "SELECT id - id % span, first_account, last_account, heads, {promises}, {courses} FROM ticket_segment
             WHERE id {reach} ORDER BY id"
        );
        let changed = self.changed_tickets(whose.numbers())?.into_iter().collect();
        let wanted = Wanted { whose, needs, changed };
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query(params_from_iter(bound))?;
        unpacked(&wanted, rows, |batch| batch.each(by, now, &mut visit))
    }

    /// Returns whose packed tickets are read for an account, with those below it where that is asked for; nothing if they are
    /// read by their rows.
    pub(super) fn packed_of(&self, account: Option<(AccountId, bool)>) -> Result<Option<Whose>, Error> {
        let Some((id, _)) = account else { return Ok(Some(Whose::All(EVERY))) };
        let many = format!(
            "SELECT count(*) > {FEW} FROM (SELECT 1 FROM ticket WHERE {} LIMIT {FEW} + 1)",
            scope::of_account(account, "account_id", "?1")
        );
        if !self.connection.prepare_cached(&many)?.query_row([id], |row| row.get(0))? {
            return Ok(None);
        }
        let accounts = format!("SELECT id FROM account WHERE {} ORDER BY id", scope::of_account(account, "id", "?1"));
        let mut accounts = self.connection.prepare_cached(&accounts)?;
        let accounts = accounts.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Some(Whose::Of(accounts)))
    }

    /// Returns the segments in which tickets of some accounts may stand, as a JSON array.
    fn segments_of(&self, accounts: &[i64]) -> Result<String, Error> {
        const SQL: &str = "SELECT id, first_account, last_account FROM ticket_segment
            WHERE first_account <= ?2 AND last_account >= ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let mut rows = statement.query([accounts.first(), accounts.last()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let [id, first, last]: [i64; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
            let next = accounts.get(accounts.partition_point(|account| *account < first));
            found.extend(next.is_some_and(|next| *next <= last).then(|| id.to_string()));
        }
        Ok(format!("[{}]", found.join(",")))
    }

    /// Returns those of some numbers that have changed since they were packed, in order.
    pub(super) fn changed_tickets(&self, numbers: [i64; 2]) -> Result<Vec<TicketId>, Error> {
        const SQL: &str = "SELECT ticket_id FROM ticket_changed WHERE ticket_id BETWEEN ?1 AND ?2 ORDER BY ticket_id";
        Ok(self.connection.prepare_cached(SQL)?.query_map(numbers, |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
