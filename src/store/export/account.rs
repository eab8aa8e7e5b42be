//! Accounts on their way out.

use rusqlite::Row;

use super::{SOURCE, Stored, amount, key};
use crate::domain::account::AccountEdit;
use crate::domain::intake::{AccountIntake, Intake};
use crate::domain::{Change, Code, Money};
use crate::store::account::{COLUMNS, read};

impl Stored for AccountIntake {
    const CHANGED: Option<&'static str> = None;
    /// As they were made, but a parent before its children.
    const ORDER: &'static str = "place.behind, place.depth, a.id";

    fn select() -> String {
        format!(
            "WITH RECURSIVE place (id, behind, depth) AS (
               SELECT id, id, 0 FROM account WHERE parent_id IS NULL
               UNION ALL SELECT account.id, max(account.id, place.behind), place.depth + 1
               FROM account JOIN place ON account.parent_id = place.id)
             SELECT {COLUMNS}, (SELECT code FROM account p WHERE p.id = a.parent_id), {SOURCE}, external_id
             FROM place JOIN account a ON a.id = place.id"
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Intake<Self>> {
        let account = read(row)?;
        let limit = account.credit_limit.map(|minor| amount(Money { minor, currency: account.currency }));
        let parent: Option<Code> = row.get(19)?;
        let it = AccountIntake {
            code: account.code,
            name: account.name,
            parent: parent.map(|code| code.to_string()),
            edit: AccountEdit {
                name: None,
                segment: Some(account.segment),
                tier: Some(account.tier),
                status: Some(account.status),
                region: Change::set_if(account.region),
                sector: Change::set_if(account.sector),
                currency: Some(account.currency),
                credit_limit: Change::set_if(limit),
                credit_hold: Some(account.credit_hold),
                terms: Change::set_if(account.terms),
                time_zone: Change::set_if(account.time_zone),
                language: Change::set_if(account.language),
                tax_id: Change::set_if(account.tax_id),
                phone: Change::set_if(account.phone),
                customer_since: Change::set_if(account.customer_since),
                tags: Some(account.tags).filter(|tags| !tags.is_empty()),
            },
            primary_rep: None,
            backup_rep: None,
        };
        Ok(Intake::kept(key(row, 20)?, &it.code.to_string(), it))
    }
}
